//! `ritual month`

use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{field, said};
use super::when::{self, Ahead};
use super::words::{nothing, whole};
use crate::clock::Clock;
use crate::domain::month::{Choice, Month, MonthLine, Slot};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{between as page, dates, style, voice};
use crate::report::month::{self as report, Line, MonthPage};
use crate::store::Writer;
use clap::Subcommand;

/// Show, set or look back at a month
///
/// One personal objective and one joint activity, for two people who both feel free to say no.
/// Nothing goes on to the next month by itself.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// The month: 2026-12, december, this, next, last; or words of a line; this one without it
    #[arg(value_name = "MONTH|TEXT")]
    month: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what is set for this month, or another
    Show {
        /// The month: 2026-12, this, next, last
        #[arg(long, value_name = "MONTH")]
        month: Option<String>,
    },
    /// Set an objective, a joint activity, or both
    Set(SetArgs),
    /// Look back: carry a line on, change it, let it go; note what you learned
    ///
    /// Without an option, on a terminal, it asks about each line in turn.
    Review(ReviewArgs),
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None if args.month.is_empty() => show(None, globals),
        None => one_or_holding(&args.month.join(" "), globals),
        Some(Action::Show { month }) => show(month.as_deref(), globals),
        Some(Action::Set(args)) => set_lines(args, globals),
        Some(Action::Review(args)) => review(args, globals),
    }
}

/// The month of this name, or the lines of any that hold the words.
fn one_or_holding(typed: &str, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let no_month = match read(Some(typed), &session) {
        Ok(page) => return Ok(shown(&page, globals)),
        Err(failure) => failure,
    };
    let found = report::holding(&session.journal(&report::needs(None))?, typed);
    if found.months.is_empty() {
        let none = names::nothing_holds("month", "month", typed, "set");
        let ways = [no_month.hint, none.hint].into_iter().flatten();
        let none = format!("no month is called '{typed}', and no line of one holds it");
        return Err(Failure::refused(none).hint(ways.collect::<Vec<_>>().join("; ")));
    }
    Ok(Reply::of(globals, "month", &found, || {
        found.months.iter().map(page::month).collect()
    }))
}

fn show(typed: Option<&str>, globals: &Globals) -> Result<Reply> {
    let page = read(typed, &Session::read(globals)?)?;
    Ok(shown(&page, globals))
}

fn shown(page: &MonthPage, globals: &Globals) -> Reply {
    Reply::of(globals, "month", page, || page::month(page))
}

/// The page of a month.
fn read(typed: Option<&str>, session: &Session) -> Result<MonthPage> {
    let month = named(typed, &session.clock)?;
    let journal = session.journal(&report::needs(Some(month)))?;
    Ok(report::month(&journal, month))
}

/// The month typed, or this one.
fn named(typed: Option<&str>, clock: &Clock) -> Result<Month> {
    let this = Month::of(clock.today());
    let Some(typed) = typed else {
        return Ok(this);
    };
    let lower = typed.trim().to_lowercase();
    let known = match lower.as_str() {
        "next" | "next month" => Some(this.next()),
        other => when::a_month(other, clock, Ahead::Either).map(Month::of),
    };
    known.ok_or_else(|| {
        Failure::usage(format!(
            "--month expects a month such as 2026-12; got '{typed}'"
        ))
        .hint("months read 2026-12, december, this, next, last")
    })
}

#[derive(Debug, clap::Args)]
struct SetArgs {
    /// One objective of your own, as --personal
    #[arg(value_name = "TEXT", conflicts_with = "personal")]
    text: Vec<String>,
    /// The month: 2026-12, this, next, last; this one without it
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    /// One objective of your own; `-` reads it from stdin, an empty text takes it out
    #[arg(long, value_name = "TEXT")]
    personal: Option<String>,
    /// One activity for two; `-` reads it from stdin, an empty text takes it out
    #[arg(long, value_name = "TEXT")]
    joint: Option<String>,
    /// With whom the joint activity is
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// The ritual whose entries say how often it was noted
    #[arg(long, value_name = "NAME")]
    ritual: Option<String>,
}

fn set_lines(mut args: SetArgs, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let month = settable(args.month.as_deref(), &session.clock)?;
    if !args.text.is_empty() {
        args.personal = Some(args.text.join(" "));
    }
    if args.blank() {
        if !input::interactive(globals) {
            return Err(input::missing(
                "month set expects something to set",
                "`ritual month set \"read before bed\"`, --joint TEXT, or both",
            ));
        }
        let ask = |(at, what): (usize, &str)| {
            let take = move |args: &mut SetArgs, typed: &str| {
                *args.lines()[at] = Some(typed.to_owned());
                Ok(())
            };
            (format!("{what} (Enter to leave it)"), take)
        };
        let lines = ["one personal objective", "one joint activity"];
        let lines = lines.into_iter().enumerate().map(ask);
        input::each(&mut args, lines, |_, _| ())?;
        if args.blank() {
            return Ok(nothing());
        }
    }
    input::dashes(args.lines())?;
    let wanted = args.wanted()?;
    let before = session.reader.months()?;
    // Before any file is made, and again inside the transaction.
    wanted.fits(month, &before)?;
    if let Some(typed) = wanted.ritual.as_deref().filter(|typed| !typed.is_empty()) {
        names::known_name(&session.reader, typed)?;
    }
    let (written, removed) =
        session.write("month set", |writer, _, _| set(&wanted, month, writer))?;
    let name = dates::month(month.first(), session.clock.today());
    let set = |line: &MonthLine| {
        let mut was = before.iter().filter(|was| was.text != line.text);
        let was = was.find(|was| was.meta.id == line.meta.id);
        let was = voice::after(" ", was.map(voice::in_place_of));
        let set = voice::month_set(&name, line);
        format!("{set}{was} {}\n", style::handle(line.meta.id))
    };
    let unset = |line: &MonthLine| voice::month_unset(&name, line) + "\n";
    let text = || match written.is_empty() && removed.is_empty() {
        true => voice::quiet_month(&name, true) + "\n",
        false => {
            let written = written.iter().map(set);
            written.chain(removed.iter().map(unset)).collect()
        }
    };
    let [rows, gone] = [&written, &removed].map(|lines| rows(lines));
    Ok(Reply::standing(globals, "month set", &rows, &gone, text))
}

fn rows(lines: &[MonthLine]) -> Vec<Record> {
    lines.iter().cloned().map(Record::from).collect()
}

impl SetArgs {
    fn lines(&mut self) -> [&mut Option<String>; 2] {
        [&mut self.personal, &mut self.joint]
    }

    fn blank(&self) -> bool {
        self.personal.is_none()
            && self.joint.is_none()
            && self.with.is_none()
            && self.ritual.is_none()
    }

    fn wanted(&self) -> Result<Wanted> {
        let read = |flag, typed: &Option<String>| {
            let typed = typed.as_deref();
            typed.map(|typed| said(flag, typed)).transpose()
        };
        let with = self.with.as_deref();
        Ok(Wanted {
            texts: [
                (Slot::Personal, read("--personal", &self.personal)?),
                (Slot::Joint, read("--joint", &self.joint)?),
            ],
            with: with.map(|typed| field("--with", typed)).transpose()?,
            ritual: self.ritual.clone(),
        })
    }
}

/// What was typed, read: an empty text unsets.
struct Wanted {
    texts: [(Slot, Option<Option<String>>); 2],
    with: Option<Option<String>>,
    /// As typed; empty to count by none.
    ritual: Option<String>,
}

impl Wanted {
    /// The slot `--ritual` is about, where what was typed goes with what is set.
    fn fits(&self, month: Month, all: &[MonthLine]) -> Result<Option<Slot>> {
        let present = |slot| all.iter().any(|l| l.month == month && l.slot == slot);
        let [(_, personal), (_, joint)] = &self.texts;
        if self.with.is_some() && joint.is_none() && !present(Slot::Joint) {
            return Err(
                Failure::usage("--with goes with a joint activity").hint("--joint TEXT brings one")
            );
        }
        if self.ritual.is_none() {
            return Ok(None);
        }
        let set = (present(Slot::Personal), present(Slot::Joint));
        match ((personal.is_some(), joint.is_some()), set) {
            ((true, false), _) | ((false, false), (true, false)) => Ok(Some(Slot::Personal)),
            ((false, true), _) | ((false, false), (false, true)) => Ok(Some(Slot::Joint)),
            ((false, false), (false, false)) => {
                Err(Failure::usage("--ritual goes with a line of the month")
                    .hint("--personal TEXT or --joint TEXT brings one"))
            }
            _ => Err(Failure::usage("--ritual goes with one line at a time")
                .hint("`ritual month set` once for each line")),
        }
    }
}

/// Last month, this one and those to come.
fn settable(typed: Option<&str>, clock: &Clock) -> Result<Month> {
    let (month, this) = (named(typed, clock)?, Month::of(clock.today()));
    if month < this.previous() {
        return Err(Failure::usage(format!(
            "--month {month} is long past; this month is {this}"
        ))
        .hint("last month, this one and those to come can be set"));
    }
    Ok(month)
}

/// The lines that are written and those that go.
fn set(
    wanted: &Wanted,
    month: Month,
    writer: &mut Writer,
) -> Result<(Vec<MonthLine>, Vec<MonthLine>)> {
    let mut present = writer.months()?;
    let counted = wanted.fits(month, &present)?;
    present.retain(|line| line.month == month && line.slot != Slot::Learned);
    let (mut written, mut removed) = (Vec::new(), Vec::new());
    for (slot, typed) in &wanted.texts {
        let before = present.iter().find(|line| line.slot == *slot);
        let text = || before.map(|line| line.text.clone());
        let Some(text) = typed.clone().unwrap_or_else(text) else {
            if let Some(line) = before {
                writer.remove(&line.clone().into())?;
                removed.push(line.clone());
            }
            continue;
        };
        let new = || MonthLine::new(new_meta(), month, *slot, String::new());
        let mut line = before.cloned().unwrap_or_else(new);
        line.text = text;
        if let (Some(with), Slot::Joint) = (&wanted.with, slot) {
            line.with.clone_from(with);
        }
        if let (Some(typed), true) = (&wanted.ritual, counted == Some(*slot)) {
            line.ritual = match typed.as_str() {
                "" => None,
                typed => Some(names::known(writer, typed)?.to_ref()),
            };
        }
        if before != Some(&line) {
            written.push(writer.save(line)?);
        }
    }
    if written.is_empty() && removed.is_empty() {
        // Said again, or an empty text where nothing was: the lines as they stand.
        written = present;
    }
    Ok((written, removed))
}

#[derive(Debug, clap::Args)]
struct ReviewArgs {
    /// The month: 2026-12, this, last; this one without it
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    /// What you learned, in your words; `-` reads it from stdin
    #[arg(long, value_name = "TEXT")]
    learned: Option<String>,
    /// Carry it on: personal or joint
    #[arg(long, value_name = "SLOT", value_parser = slot)]
    carry: Vec<Slot>,
    /// Change it, as in personal='read at lunch'; without words it asks
    #[arg(long, value_name = "SLOT=TEXT")]
    change: Vec<String>,
    /// Let it go: personal or joint
    #[arg(long, value_name = "SLOT", value_parser = slot)]
    let_go: Vec<Slot>,
}

/// What to do with the line of a slot; with new words where it changes, else none.
type Act = (Slot, Choice, String);

/// What a person answers to the question about a line.
enum Answer {
    Act(Act),
    Learned(String),
}

fn slot(typed: &str) -> std::result::Result<Slot, String> {
    let known = Slot::parse(typed.trim()).filter(|slot| Slot::SET.contains(slot));
    known.ok_or_else(|| "expects personal or joint".to_owned())
}

fn review(mut args: ReviewArgs, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let shown = read(args.month.as_deref(), &session)?;
    input::dashes([&mut args.learned])?;
    let learned = args.learned.as_deref();
    let learned = learned.map(|typed| whole("--learned", typed));
    let mut learned = learned.transpose()?;
    let mut acts = args.acts(globals)?;
    if acts.is_empty() && learned.is_none() {
        for answer in ask_lines(&shown, globals)? {
            match answer {
                Answer::Act(act) => acts.push(act),
                Answer::Learned(words) => input::beside(&mut learned, words),
            }
        }
        if acts.is_empty() && learned.is_none() {
            return Ok(Reply::of(globals, "month", &shown, || page::month(&shown)));
        }
    }
    let today = session.clock.today();
    let (text, rows) = session.rewrite("month review", |writer, clock, _| {
        let month = named(args.month.as_deref(), clock)?;
        // A month that is over carries on into this one, never into another that is over.
        let to = month.next().max(Month::of(clock.today()));
        let (mut text, mut rows) = (String::new(), Vec::new());
        for act in acts {
            let choice = act.1;
            let (line, new) = choose(writer, (month, to), act)?;
            let to = dates::month(to.first(), today);
            text += &match &new {
                None => voice::let_go(&line),
                Some(new) if choice == Choice::Change => voice::changed_for(&to, &line, new),
                Some(_) => voice::carried(&to, &line),
            };
            text += "\n";
            rows.push(line);
            rows.extend(new);
        }
        if let Some(words) = learned {
            let line = learn(writer, month, words)?;
            let name = dates::month(month.first(), today);
            text += &format!("{}\n", voice::month_set(&name, &line));
            rows.push(line);
        }
        Ok::<_, Failure>((text, self::rows(&rows)))
    })?;
    Ok(Reply::standing(globals, "month review", &rows, &[], || {
        text
    }))
}

impl ReviewArgs {
    /// What is asked for each slot; one thing for each.
    fn acts(&self, globals: &Globals) -> Result<Vec<Act>> {
        let each = |slots: &[Slot], choice: Choice| -> Vec<Act> {
            let slots = slots.iter();
            slots.map(|slot| (*slot, choice, String::new())).collect()
        };
        let mut acts = each(&self.carry, Choice::Carry);
        acts.extend(each(&self.let_go, Choice::LetGo));
        for typed in &self.change {
            let (name, words) = match typed.split_once('=') {
                Some((name, words)) => (name, Some(input::dash(words)?)),
                None => (typed.as_str(), None),
            };
            let slot = slot(name).map_err(|expects| {
                Failure::usage(format!("--change {expects}; got '{name}'"))
                    .hint("as in --change personal='read at lunch'")
            })?;
            let words = match words {
                Some(words) => whole("the new text", &words)?,
                None => new_words(globals)?.ok_or_else(|| {
                    let remedy = format!("--change {}=TEXT", slot.as_str());
                    input::missing("--change expects the new words", &remedy)
                })?,
            };
            acts.push((slot, Choice::Change, words));
        }
        acts.sort_by_key(|(slot, ..)| *slot);
        match acts.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(Failure::usage(format!(
                "two choices are given for the {} line",
                pair[0].0.as_str()
            ))
            .hint("one of --carry, --change, --let-go for each")),
            None => Ok(acts),
        }
    }
}

fn new_words(globals: &Globals) -> Result<Option<String>> {
    let question = "the new words (Enter for nothing now)";
    let read = |typed: &str| whole("the new text", typed);
    Ok(input::read_or_pass(globals, question, read)?.flatten())
}

/// A question about each line nothing was chosen for; none where nobody can answer. Leaving keeps
/// what was said before.
fn ask_lines(shown: &MonthPage, globals: &Globals) -> Result<Vec<Answer>> {
    let open = |l: &&Line| l.line.slot != Slot::Learned && l.line.choice.is_none();
    let mut answers = Vec::new();
    for line in shown.lines.iter().filter(open) {
        let question = format!(
            "{} {} (Enter for nothing now)",
            page::month_line(line),
            voice::MONTH_QUESTION
        );
        let said = match input::prompt(globals, &question) {
            Ok(typed) => answer(typed.unwrap_or_default(), line.line.slot, globals),
            Err(left) => Err(left),
        };
        match said {
            Err(_) if !answers.is_empty() => {
                input::kept_so_far();
                break;
            }
            said => answers.extend(said?),
        }
    }
    Ok(answers)
}

/// What was said of a line; `None` for nothing now.
fn answer(typed: String, slot: Slot, globals: &Globals) -> Result<Option<Answer>> {
    let choice = match typed.to_lowercase().replace('-', " ").as_str() {
        "" | "nothing" | "nothing now" | "not now" | "no" | "n" => return Ok(None),
        "carry" | "carry on" | "carry it on" | "keep" | "keep it" | "yes" | "y" => Choice::Carry,
        "let go" | "let it go" | "drop" | "drop it" => Choice::LetGo,
        "change" | "change it" => match new_words(globals)? {
            Some(words) => return Ok(Some(Answer::Act((slot, Choice::Change, words)))),
            None => return Ok(None),
        },
        // Words of one's own are what was learned; the line stays open.
        _ => return Ok(Some(Answer::Learned(typed))),
    };
    Ok(Some(Answer::Act((slot, choice, String::new()))))
}

/// The line with what was chosen, and the new line where one comes of it.
fn choose(
    writer: &mut Writer,
    (month, to): (Month, Month),
    (slot, choice, words): Act,
) -> Result<(MonthLine, Option<MonthLine>)> {
    let all = writer.months()?;
    let of = |month| all.iter().find(|l| l.month == month && l.slot == slot);
    let mut line = of(month).cloned().ok_or_else(|| {
        Failure::refused(format!("no {} line is set for {month}", slot.as_str()))
            .hint("`ritual month show --month MONTH` shows another month")
    })?;
    line.choice = Some(choice);
    let line = writer.save(line)?;
    let (text, ritual) = match choice {
        Choice::LetGo => return Ok((line, None)),
        Choice::Carry => (line.text.clone(), line.ritual.clone()),
        // Other words need not be about the same ritual.
        Choice::Change => (words, None),
    };
    if let Some(there) = of(to) {
        return Err(Failure::refused(format!(
            "{to} has a {} line of its own: '{}'",
            slot.as_str(),
            there.text
        ))
        .hint(format!("`ritual month set --month {to}` changes it")));
    }
    let new = MonthLine {
        with: line.with.clone(),
        ritual,
        ..MonthLine::new(new_meta(), to, slot, text)
    };
    Ok((line, Some(writer.save(new)?)))
}

/// What was learned in a month stands in one line of it; more goes beside what is there.
fn learn(writer: &mut Writer, month: Month, words: String) -> Result<MonthLine> {
    let mut all = writer.months()?.into_iter();
    let present = all.find(|l| l.month == month && l.slot == Slot::Learned);
    let new = || MonthLine::new(new_meta(), month, Slot::Learned, String::new());
    let mut line = present.unwrap_or_else(new);
    let learned = format!("\n{}\n", line.text);
    if !learned.contains(&format!("\n{words}\n")) {
        let mut text = Some(line.text).filter(|text| !text.is_empty());
        input::beside(&mut text, words);
        line.text = text.unwrap_or_default();
    }
    Ok(writer.save(line)?)
}
