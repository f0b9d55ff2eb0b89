//! `ritual words`, `win` and `thank`: words that stand alone, typed, from stdin, in the editor, or at a
//! prompt; and lists of them.

use super::editor::{self, Way};
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::said;
use super::when;
use crate::domain::record::{Kind, Record};
use crate::domain::small::{Thanks, Words};
use crate::domain::text::{self, TextError};
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::{json, record as page, voice};
use crate::report::rows;
use clap::Subcommand;

/// Show your own words: what being well is for you, phrases, wind-down lines
///
/// Bare, every one of them; with TEXT, those that hold it. Each is yours; the program brings none.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Words to look for in them
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them
    List,
    /// Add a phrase
    Add {
        #[command(flatten)]
        text: Text,
    },
    /// Show or set what being well is for you
    Vision(VisionArgs),
    /// Show your phrases, or add one
    Phrase(PhraseArgs),
    /// Print your wind-down lines once, or set them
    Winddown(WinddownArgs),
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => every(&args.find.join(" "), globals),
        Some(Action::List) => every("", globals),
        Some(Action::Add { text }) => add_phrase(&text, globals),
        Some(Action::Vision(args)) => vision(args, globals),
        Some(Action::Phrase(args)) => phrase(args, globals),
        Some(Action::Winddown(args)) => winddown(args, globals),
    }
}

/// The wordings that hold a text: the present vision, the phrases, the wind-down lines.
fn every(sought: &str, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let mut all = Vec::from_iter(session.reader.visions()?.pop().map(Record::Vision));
    for kind in [Kind::Phrase, Kind::Winddown] {
        all.extend(session.reader.records(kind)?);
    }
    let found = rows::rows(session.clock.today(), all, None).holding(sought);
    if found.rows.is_empty() && !sought.is_empty() {
        return Err(names::nothing_holds("words", "words", sought, "add"));
    }
    Ok(Reply::of(globals, "words", &found, || {
        page::of_kinds(&found, &session.settings, voice::NO_OWN_WORDS)
    }))
}

/// Words of one kind that stand together.
struct Shelf {
    kind: Kind,
    /// What their list is called in JSON; its first word is what they are.
    list: &'static str,
    /// What is said where there are none.
    none: &'static str,
    /// What writes one, with the command of the kind.
    writes: &'static str,
}

const PHRASES: Shelf = Shelf {
    kind: Kind::Phrase,
    list: "phrases",
    none: voice::NO_PHRASES,
    writes: "add",
};

const VISIONS: Shelf = Shelf {
    kind: Kind::Vision,
    list: "vision history",
    none: voice::NO_VISION,
    writes: "set",
};

const WINDDOWN: Shelf = Shelf {
    kind: Kind::Winddown,
    list: "winddown",
    none: voice::NO_LINES_SHOWN,
    writes: "add",
};

impl Shelf {
    fn all(&self, globals: &Globals) -> Result<Reply> {
        list(globals, (self.list, self.none), self.kind, None)
    }

    /// Those that hold words.
    fn holding(&self, sought: &[String], globals: &Globals) -> Result<Reply> {
        let sought = sought.join(" ");
        let session = Session::read(globals)?;
        let all = session.reader.records(self.kind)?;
        let found = rows::rows(session.clock.today(), all, None).holding(&sought);
        if found.rows.is_empty() {
            let noun = self.list.split(' ').next().unwrap_or_default();
            let path = format!("words {}", self.kind.as_str());
            return Err(names::nothing_holds(noun, &path, &sought, self.writes));
        }
        Ok(Reply::of(globals, self.list, &found, || {
            page::rows(&found, self.none)
        }))
    }
}

/// The words of a command.
#[derive(Debug, Clone, clap::Args)]
pub struct Text {
    /// Your words; `-` reads them from stdin
    #[arg(value_name = "TEXT|-")]
    text: Vec<String>,
    /// Write them in your editor
    #[arg(long)]
    edit: bool,
}

/// How a missing text is asked for, and how a script gives it.
pub struct Prompt {
    /// What the text is, such as "the win".
    pub what: &'static str,
    pub question: &'static str,
    pub remedy: &'static str,
}

impl Text {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.edit
    }

    /// The text; none where a prompt came back empty.
    pub fn gather(&self, globals: &Globals, prompt: &Prompt) -> Result<Option<String>> {
        let raw = match (self.text.as_slice(), self.edit) {
            (typed, true) => {
                let typed = typed.join(" ");
                editor::edit(globals, &typed, &Way::Dash(&typed))?.unwrap_or_default()
            }
            ([], false) => {
                let question = format!("{} (Enter for none)", prompt.question);
                match input::prompt(globals, &question)? {
                    Some(line) if line.is_empty() => return Ok(None),
                    Some(line) => line,
                    None => {
                        let what = format!("{} expects a text", prompt.what);
                        return Err(input::missing(&what, prompt.remedy));
                    }
                }
            }
            ([dash], false) if dash == "-" => input::stdin()?,
            (typed, false) => typed.join(" "),
        };
        whole(prompt.what, &raw).map(Some)
    }
}

/// A text that has to hold something.
pub fn whole(what: &str, raw: &str) -> Result<String> {
    said(what, raw)?.ok_or_else(|| Failure::text(what, &TextError::Empty))
}

/// Nothing was given, and that is fine.
pub fn nothing() -> Reply {
    Reply::plain(format!("{}\n", voice::NOTHING_NOTED))
}

/// Keeps words as a row of the kind `of` makes; none where a prompt came back empty.
pub fn keep(
    globals: &Globals,
    command: &str,
    (text, prompt): (&Text, &Prompt),
    on: Option<&str>,
    of: fn(Words) -> Record,
) -> Result<Reply> {
    let Some(text) = text.gather(globals, prompt)? else {
        return Ok(nothing());
    };
    let mut session = Session::open(globals)?;
    let words = Words::new(new_meta(), when::on(on, &session.clock)?, text);
    let mut record = of(words.clone());
    session.write(command, |writer, _, _| Ok(writer.add(&mut record)?))?;
    let clock = &session.clock;
    let said = || voice::words_noted(&words, clock.today(), clock.small_hours());
    Ok(Reply::noted(globals, command, record, said))
}

/// Every row of a kind, or those of the last `days` days.
pub fn list(
    globals: &Globals,
    (name, none): (&str, &str),
    kind: Kind,
    days: Option<u32>,
) -> Result<Reply> {
    let session = Session::read(globals)?;
    let found = rows::rows(session.clock.today(), session.reader.records(kind)?, days);
    Ok(Reply::of(globals, name, &found, || {
        page::rows(&found, none)
    }))
}

/// A window of so many days, today the last of them.
pub fn days(typed: &str) -> std::result::Result<u32, String> {
    let known = typed.trim().parse().ok();
    known
        .filter(|n| (1..=36_600).contains(n))
        .ok_or_else(|| "expects a number of days from 1".to_owned())
}

/// Show your phrases, or add one
///
/// Words you like to read again. Every one is yours; the program brings none.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
struct PhraseArgs {
    #[command(subcommand)]
    action: Option<PhraseAction>,
    /// Words to look for in them
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum PhraseAction {
    /// Show them
    List,
    /// Add one
    Add {
        #[command(flatten)]
        text: Text,
    },
}

fn phrase(args: PhraseArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None if !args.find.is_empty() => PHRASES.holding(&args.find, globals),
        None | Some(PhraseAction::List) => PHRASES.all(globals),
        Some(PhraseAction::Add { text }) => add_phrase(&text, globals),
    }
}

fn add_phrase(text: &Text, globals: &Globals) -> Result<Reply> {
    let prompt = Prompt {
        what: "the phrase",
        question: "the phrase, in your words",
        remedy: "`ritual words add TEXT`, or - to read it from stdin",
    };
    let text = (text, &prompt);
    keep(globals, "phrases add", text, None, Record::Phrase)
}

/// Show or set what being well is for you, in your words
///
/// A new wording stands beside the earlier ones, each with its day.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
struct VisionArgs {
    #[command(subcommand)]
    action: Option<VisionAction>,
    /// Words to look for in them
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum VisionAction {
    /// Show the present wording
    Show,
    /// Set a new wording
    Set {
        #[command(flatten)]
        text: Text,
        /// The day: 2026-03-02, yesterday, monday, '3 days ago'
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Show every wording, oldest first
    History,
}

fn vision(args: VisionArgs, globals: &Globals) -> Result<Reply> {
    let prompt = Prompt {
        what: "the vision",
        question: "what being well is for you",
        remedy: "`ritual words vision set TEXT`, or - to read it from stdin",
    };
    match args.action {
        None if !args.find.is_empty() => VISIONS.holding(&args.find, globals),
        None | Some(VisionAction::Show) => present_vision(globals),
        Some(VisionAction::Set { text, on }) => {
            let text = (&text, &prompt);
            keep(globals, "vision set", text, on.as_deref(), Record::Vision)
        }
        Some(VisionAction::History) => VISIONS.all(globals),
    }
}

fn present_vision(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let today = session.clock.today();
    let present = session.reader.visions()?.pop();
    let text = || match &present {
        Some(words) => voice::by_handle(&voice::vision(words, today), words.meta.id) + "\n",
        None => format!("{}\n", voice::NO_VISION),
    };
    let found = Vec::from_iter(present.clone().map(Record::Vision));
    let found = rows::rows(today, found, None);
    Ok(Reply::of(globals, "vision", &found, text))
}

/// Print your wind-down lines once, or set them
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
struct WinddownArgs {
    #[command(subcommand)]
    action: Option<WinddownAction>,
    /// Words to look for in them
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum WinddownAction {
    /// Set the lines, each in quotes; earlier ones go
    Set(Lines),
    /// Add lines at the end
    Add(Lines),
    /// Take every line out
    Clear,
    /// Show them with their handles, for `ritual edit` and `ritual forget`
    List,
}

#[derive(Debug, clap::Args)]
struct Lines {
    /// A line, in quotes; `-` reads them from stdin, one a line
    #[arg(value_name = "LINE", required = true)]
    lines: Vec<String>,
}

impl Lines {
    fn gather(self) -> Result<Vec<String>> {
        let mut lines = self.lines;
        if lines == ["-"] {
            let all = input::stdin()?;
            let held = all.lines().filter(|l| !l.trim().is_empty());
            lines = held.map(str::to_owned).collect();
            if lines.is_empty() {
                return Err(Failure::usage("stdin holds no line").hint("one line or more"));
            }
        }
        lines.iter().map(|l| whole("the line", l)).collect()
    }
}

fn winddown(args: WinddownArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None if !args.find.is_empty() => WINDDOWN.holding(&args.find, globals),
        None => print_lines(globals),
        Some(WinddownAction::List) => WINDDOWN.all(globals),
        Some(WinddownAction::Set(lines)) => write_lines("winddown set", true, lines, globals),
        Some(WinddownAction::Add(lines)) => write_lines("winddown add", false, lines, globals),
        Some(WinddownAction::Clear) => clear_lines(globals),
    }
}

/// The lines and nothing else.
fn print_lines(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let lines = session.reader.winddown()?;
    let text: String = lines.iter().map(|w| line(&w.text) + "\n").collect();
    let note = lines.is_empty().then(|| voice::NO_LINES.to_owned());
    let all = lines.into_iter().map(Record::Winddown).collect();
    let found = rows::rows(session.clock.today(), all, None);
    Ok(Reply::of(globals, "winddown", &found, || text).notes(note))
}

fn write_lines(command: &str, anew: bool, lines: Lines, globals: &Globals) -> Result<Reply> {
    let lines = lines.gather()?;
    let mut session = Session::open(globals)?;
    let (written, removed, now) = session.write(command, |writer, clock, _| {
        let before = writer.winddown()?;
        let same = anew && before.iter().map(|words| &words.text).eq(&lines);
        let rows: Vec<Record> = before.iter().cloned().map(Record::Winddown).collect();
        if same {
            return Ok((rows, Vec::new(), before));
        }
        let removed = if anew { rows } else { Vec::new() };
        for record in &removed {
            writer.remove(record)?;
        }
        let mut written = Vec::new();
        for text in lines {
            let words = Words::new(new_meta(), clock.today(), text);
            let mut record = Record::Winddown(words);
            writer.add(&mut record)?;
            written.push(record);
        }
        Ok::<_, Failure>((written, removed, writer.winddown()?))
    })?;
    let text = || voice::winddown(&now) + "\n";
    Ok(Reply::standing(globals, command, &written, &removed, text))
}

fn clear_lines(globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let removed = session.rewrite("winddown clear", |writer, _, _| {
        let removed = writer.records(Kind::Winddown)?;
        for record in &removed {
            writer.remove(record)?;
        }
        Ok::<_, Failure>(removed)
    })?;
    let said = match removed.is_empty() {
        true => voice::NO_LINES_SHOWN,
        false => voice::LINES_CLEARED,
    };
    let json = || json::written("winddown clear", &[], &removed);
    Ok(Reply::confirmation(globals, || format!("{said}\n"), json))
}

/// Note a win in your words, or show them
#[derive(Debug, clap::Args)]
pub struct WinArgs {
    #[command(flatten)]
    text: Text,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Show every one
    #[arg(long, conflicts_with = "text")]
    all: bool,
    /// Show those of the last so many days
    #[arg(long, value_name = "DAYS", value_parser = days, conflicts_with = "text")]
    last: Option<u32>,
}

pub fn win(args: WinArgs, globals: &Globals) -> Result<Reply> {
    if args.all || args.last.is_some() || args.text.is_empty() && args.on.is_none() {
        let none = voice::NO_WINS;
        return list(globals, ("wins", none), Kind::Win, args.last);
    }
    let prompt = Prompt {
        what: "the win",
        question: "the win, in your words",
        remedy: "`ritual win TEXT`, or - to read it from stdin",
    };
    let on = args.on.as_deref();
    keep(globals, "win", (&args.text, &prompt), on, Record::Win)
}

/// Note what you thank someone for, or show whom you thanked
///
/// It stays in your file: nothing is sent, and the words are yours alone.
#[derive(Debug, clap::Args)]
pub struct ThankArgs {
    /// Whom; several words in quotes after it are what for
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// The specific thing, in your words; `-` reads them from stdin
    #[arg(long = "for", value_name = "TEXT", requires = "name")]
    what: Option<String>,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(
        long,
        value_name = "DATE",
        allow_hyphen_values = true,
        requires = "name"
    )]
    on: Option<String>,
    /// Show every one
    #[arg(long, conflicts_with = "name")]
    all: bool,
    /// Show those of the last so many days
    #[arg(long, value_name = "DAYS", value_parser = days, conflicts_with = "name")]
    last: Option<u32>,
}

pub fn thank(mut args: ThankArgs, globals: &Globals) -> Result<Reply> {
    if args.name.is_empty() {
        let none = voice::NO_THANKS;
        return list(globals, ("thanks", none), Kind::Thanks, args.last);
    }
    // Several words in quotes behind a name are what it is for.
    let quoted = |words: &mut String| words.contains(char::is_whitespace);
    if args.name.len() > 1 && args.what.is_none() {
        args.what = args.name.pop_if(quoted);
    }
    // "Sam for the soup"
    let at = args.name.iter().position(|word| text::key(word) == "for");
    if let Some(at) = at.filter(|at| (1..args.name.len() - 1).contains(at) && args.what.is_none()) {
        args.what = Some(args.name.split_off(at)[1..].join(" "));
    }
    let to = text::name(&args.name.join(" ")).map_err(|e| Failure::text("the name", &e))?;
    input::dashes([&mut args.what])?;
    let what = match args.what {
        Some(what) => what,
        None => {
            let question = "what for, the specific thing (Enter for none)";
            match input::prompt(globals, question)? {
                Some(line) if line.is_empty() => return Ok(nothing()),
                Some(line) => line,
                None => {
                    return Err(input::missing(
                        "thank expects the specific thing",
                        "`ritual thank NAME --for TEXT`, or --for - to read it from stdin",
                    ));
                }
            }
        }
    };
    let what = whole("--for", &what)?;
    let mut session = Session::open(globals)?;
    let thanks = Thanks {
        meta: new_meta(),
        day: when::on(args.on.as_deref(), &session.clock)?,
        to,
        what,
        ..Thanks::default()
    };
    let thanks = session.write("thank", |writer, _, _| Ok(writer.save(thanks)?))?;
    let clock = &session.clock;
    let said = || voice::thanked(&thanks, clock.today(), clock.small_hours());
    Ok(Reply::noted(globals, "thank", thanks.clone(), said))
}
