//! `ritual support`, and what is beside it: what there is to talk about, a plan for hard days

use super::input::{self, ENDS};
use super::names::{self, Match, is_last, pick};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::span::term;
use super::typed::{person, said};
use super::when::{self, Ahead};
use super::words::{self, Prompt, Text, nothing};
use crate::clock::Clock;
use crate::domain::boundary::Boundary;
use crate::domain::record::{Kind, Record};
use crate::domain::small::{HardDays, SupportOption, Talk};
use crate::domain::term::{KINDS, NOTHING, SPACE, Support, Term, kind};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, voice};
use crate::report::boundaries::holds;
use crate::report::people as report;
use crate::store::Writer;
use clap::Subcommand;

/// Choose how you would like support, or nothing now
///
/// For two people who both feel free to say no. The choice is yours: accompany, remind, reflect,
/// listen, space, nothing now, or an option of your own. It holds until the end of the day unless
/// you name another. Without a command, shows the menu and what is chosen. `ritual hard` keeps a
/// plan for hard days, `ritual talk` what there is to talk about.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Words to look for in the menu
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Choose: accompany, remind, reflect, listen, space, nothing now, or an own option
    Choose {
        /// The kind, or the words of an own option
        #[arg(value_name = "KIND", required = true)]
        choice: Vec<String>,
        /// The last day it holds; today without it
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Note one line to pass on today, in your words; without words, print it
    Say {
        #[command(flatten)]
        text: Text,
    },
    /// Let go of the choice
    Clear,
    /// Your own kinds of support
    Options(OptionsArgs),
    /// Your own last words from a mood note, as you wrote them
    Reflect,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => menu(&args.find.join(" "), globals),
        Some(Action::Choose { choice, until }) => {
            choose_alone(&choice.join(" "), until.as_deref(), globals)
        }
        Some(Action::Say { text }) => say(&text, globals),
        Some(Action::Clear) => clear(globals),
        Some(Action::Options(args)) => options(args, globals),
        Some(Action::Reflect) => reflect(globals),
    }
}

/// The menu, or what of it holds a text.
fn menu(sought: &str, globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::MENU)?;
    let mut menu = report::menu(&journal);
    let key = text::key(sought);
    menu.kinds.retain(|kind| kind.contains(&key));
    menu.options.retain(|o| text::key(&o.words).contains(&key));
    if menu.kinds.is_empty() && menu.options.is_empty() {
        return Err(
            Failure::refused(format!("nothing in the menu holds '{sought}'"))
                .hint("`ritual support` shows it; `ritual support options add TEXT` adds to it"),
        );
    }
    let options = menu.options.iter().map(|option| text::key(&option.words));
    let mut words = options.chain(menu.kinds.iter().map(|kind| text::key(kind)));
    let chooses = words.any(|words| words == key).then(|| {
        let named = voice::hint_name(sought);
        format!("`ritual support choose {named}` chooses it")
    });
    let reply = Reply::of(globals, "support", &menu, || page::menu(&menu));
    Ok(reply.notes(chooses))
}

fn say(text: &Text, globals: &Globals) -> Result<Reply> {
    if text.is_empty() {
        let journal = Session::read(globals)?.journal(&report::MENU)?;
        let menu = report::menu(&journal);
        return Ok(Reply::of(globals, "support say", &menu, || {
            page::line_to_pass_on(&menu)
        }));
    }
    let prompt = Prompt {
        what: "the line",
        question: "the line to pass on",
        remedy: "`ritual support say TEXT`, or - to read it from stdin",
    };
    let text = (text, &prompt);
    words::keep(globals, "support say", text, None, Record::SupportLine)
}

fn choose_alone(choice: &str, until: Option<&str>, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let options = session.reader.support_options()?;
    // Where a person is there, words that come close to none are their own.
    let own =
        input::interactive(globals) && names::find(&menu_words(&options), choice) == Match::None;
    match own {
        true => term(until, &session.clock).map(drop)?,
        false => check(choice, until, &session)?,
    }
    let rows = session.write("support choose", |writer, clock, _| match own {
        true => choose_own(writer, clock, choice, until),
        false => Ok(vec![choose(writer, clock, choice, until)?.into()]),
    })?;
    let text = || match rows.last() {
        Some(Record::Support(support)) => {
            voice::support_chosen(support, session.clock.today()) + "\n"
        }
        _ => String::new(),
    };
    let new = own.then(|| names::new_here(&[choice.to_owned()])).flatten();
    Ok(Reply::standing(globals, "support choose", &rows, &[], text).notes(new))
}

/// Whether a choice can be noted, before any file is made.
pub fn check(choice: &str, until: Option<&str>, session: &Session) -> Result<()> {
    wanted(choice, &session.reader.support_options()?)?;
    term(until, &session.clock).map(drop)
}

/// Notes a choice of support; what was chosen before ends with it.
pub fn choose(
    writer: &mut Writer,
    clock: &Clock,
    choice: &str,
    until: Option<&str>,
) -> Result<Support> {
    let choice = wanted(choice, &writer.support_options()?)?;
    let today = clock.today();
    let term = term(until, clock)?.unwrap_or(Term {
        until: today,
        ..Term::from(today)
    });
    let same = |s: &Support| s.term.live(today) && s.choice == choice && s.term.until == term.until;
    if let Some(present) = writer.supports()?.into_iter().find(same) {
        return Ok(present);
    }
    close(writer, clock)?;
    Ok(writer.save(Support {
        meta: new_meta(),
        choice,
        term,
        ..Support::default()
    })?)
}

/// Notes a choice in a person's own words, which are an option of theirs from then on.
pub fn choose_own(
    writer: &mut Writer,
    clock: &Clock,
    words: &str,
    until: Option<&str>,
) -> Result<Vec<Record>> {
    let mut rows = Vec::new();
    if known(words, &writer.support_options()?).is_none() {
        rows.push(writer.save(new_option(words)?)?.into());
    }
    rows.push(choose(writer, clock, words, until)?.into());
    Ok(rows)
}

fn new_option(words: &str) -> Result<SupportOption> {
    Ok(SupportOption {
        meta: new_meta(),
        words: text::name(words).map_err(|e| Failure::text("the option", &e))?,
        ..SupportOption::default()
    })
}

fn close(writer: &mut Writer, clock: &Clock) -> Result<Vec<Record>> {
    let today = clock.today();
    let mut rows = Vec::new();
    for mut support in writer.supports()? {
        if support.term.live(today) {
            support.term.closed = Some(today);
            rows.push(writer.save(support)?.into());
        }
    }
    Ok(rows)
}

/// A kind, nothing, or an own option.
fn wanted(typed: &str, options: &[SupportOption]) -> Result<String> {
    known(typed, options).ok_or_else(|| unknown("a choice of support", typed, options, true))
}

/// What a person is invited to: anything but nothing.
pub fn asked_for(flag: &str, typed: &str, options: &[SupportOption]) -> Result<String> {
    known(typed, options)
        .filter(|choice| ![SPACE, NOTHING].contains(&choice.as_str()))
        .ok_or_else(|| unknown(flag, typed, options, false))
}

fn own(options: &[SupportOption]) -> impl Iterator<Item = &str> {
    let open = options.iter().filter(|o| o.retired.is_none());
    open.map(|o| o.words.as_str())
}

fn known(typed: &str, options: &[SupportOption]) -> Option<String> {
    if let Some(kind) = kind(typed) {
        return Some(kind.to_owned());
    }
    let key = text::key(typed.trim());
    let found = own(options).find(|words| text::key(words) == key);
    found.map(str::to_owned)
}

/// What a choice may be.
fn menu_words(options: &[SupportOption]) -> Vec<String> {
    let kinds = KINDS.into_iter().chain([SPACE, NOTHING]);
    kinds.chain(own(options)).map(str::to_owned).collect()
}

fn unknown(what: &str, typed: &str, options: &[SupportOption], nothing: bool) -> Failure {
    let mut known: Vec<String> = KINDS.iter().map(|k| (*k).to_owned()).collect();
    if nothing {
        known.extend([SPACE.to_owned(), format!("'{NOTHING}'")]);
    }
    known.extend(own(options).map(|words| format!("'{words}'")));
    Failure::usage(format!(
        "{what} expects one of {}; got '{typed}'",
        known.join(", ")
    ))
    .hint("`ritual support options add TEXT` adds one of your own")
}

fn clear(globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.rewrite("support clear", |writer, clock, _| close(writer, clock))?;
    Ok(Reply::wrote(globals, "support clear", &rows, || {
        format!("{}\n", voice::NOTHING_CHOSEN)
    }))
}

fn reflect(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let last = session.reader.mood_with_words()?;
    let words = report::last_words(session.clock.today(), last);
    Ok(Reply::of(globals, "support reflect", &words, || {
        page::last_words(&words)
    }))
}

#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
struct OptionsArgs {
    #[command(subcommand)]
    action: Option<OptionsAction>,
}

#[derive(Debug, Subcommand)]
enum OptionsAction {
    /// Show them
    List,
    /// Add one: "go with me to the first session"
    Add {
        /// The option, in your words; `-` reads them from stdin
        #[arg(value_name = "TEXT", required = true)]
        words: Vec<String>,
    },
    /// Put one away
    Retire {
        /// The handle, uid or words
        #[arg(value_name = "ID", required = true)]
        id: Vec<String>,
    },
}

fn options(args: OptionsArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None | Some(OptionsAction::List) => list_options(globals),
        Some(OptionsAction::Add { words }) => add_option(&words.join(" "), globals),
        Some(OptionsAction::Retire { id }) => retire_option(&id.join(" "), globals),
    }
}

fn list_options(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::MENU)?;
    let menu = report::menu(&journal);
    Ok(Reply::of(globals, "support options", &menu, || {
        page::options(&menu)
    }))
}

fn add_option(typed: &str, globals: &Globals) -> Result<Reply> {
    let option = new_option(&input::dash(typed)?)?;
    if let Some(kind) = kind(&option.words) {
        return Err(
            Failure::refused(format!("'{kind}' is on the menu as it is"))
                .hint("`ritual support` shows the menu"),
        );
    }
    let mut session = Session::open(globals)?;
    let option = session.write("support options add", |writer, _, _| {
        let key = text::key(&option.words);
        if let Some(present) = own(&writer.support_options()?).find(|own| text::key(own) == key) {
            return Err(Failure::refused(format!("'{present}' is among them"))
                .hint("`ritual support options` shows them"));
        }
        Ok(writer.save(option)?)
    })?;
    Ok(Reply::wrote(
        globals,
        "support options add",
        &[option.clone().into()],
        || voice::option_added(&option.words, option.meta.id) + "\n",
    ))
}

fn retire_option(typed: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let option = session.rewrite("support options retire", |writer, clock, _| {
        let mut option = find_option(writer, typed)?;
        option.retired = option.retired.or(Some(clock.today()));
        Ok::<_, Failure>(writer.save(option)?)
    })?;
    let rows = [option.clone().into()];
    Ok(Reply::wrote(
        globals,
        "support options retire",
        &rows,
        || voice::option_retired(&option.words) + "\n",
    ))
}

fn find_option(writer: &Writer, typed: &str) -> Result<SupportOption> {
    if let Some(Record::SupportOption(option)) = names::by_handle(writer, typed)? {
        return Ok(option);
    }
    let key = text::key(typed.trim());
    let mut options = writer.support_options()?;
    options.retain(|option| option.retired.is_none());
    let named = options.iter().find(|o| text::key(&o.words) == key);
    let last = options.last().filter(|_| is_last(typed));
    named.or(last).cloned().ok_or_else(|| {
        Failure::refused(format!("no own option has the handle or words '{typed}'"))
            .hint("`ritual support options` shows them")
    })
}

/// Show what there is to talk about, or add something
///
/// Things to bring up, in your words. A boundary that is to be revisited within 30 days is among
/// them. With WORDS, those that hold them. The list stays here: nothing of it can be shared.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct TalkArgs {
    #[command(subcommand)]
    action: Option<TalkAction>,
    /// Show those that hold these words
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum TalkAction {
    /// Show them
    List,
    /// Add something to bring up
    Add(AddTalk),
    /// Take one off the list, talked about or not
    Close {
        /// The handle, uid or words
        #[arg(value_name = "ID", required = true)]
        id: Vec<String>,
    },
}

#[derive(Debug, clap::Args)]
struct AddTalk {
    #[command(flatten)]
    text: Text,
    /// A boundary it is about, by handle or area: in its words where there are no others
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// By which day
    #[arg(long, value_name = "DATE")]
    by: Option<String>,
}

pub fn talk(args: TalkArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list_talks(&args.words, globals),
        Some(TalkAction::List) => list_talks(&[], globals),
        Some(TalkAction::Add(args)) => add_talk(args, globals),
        Some(TalkAction::Close { id }) => close_talk(&id.join(" "), globals),
    }
}

fn list_talks(words: &[String], globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::TALKS)?;
    let talks = report::talks(&journal, words);
    let is_there = |sought: &str| {
        let mut open = journal.talks.iter().filter(|talk| talk.closed.is_none());
        open.any(|talk| talk.meta.id.to_string() == sought || holds(&talk.text, sought))
    };
    names::not_a_verb("talk", "add", words, is_there)?;
    if talks.rows.is_empty() && talks.boundaries.is_empty() && !words.is_empty() {
        let sought = words.join(" ");
        return Err(names::nothing_holds("talk", "talk", &sought, "add"));
    }
    Ok(Reply::of(globals, "talk", &talks, || page::talks(&talks)))
}

fn add_talk(args: AddTalk, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let with = args.with.as_deref().map(|name| person("--with", name));
    let by = args.by.as_deref();
    let mut talk = Talk {
        meta: new_meta(),
        day: session.clock.today(),
        with: with.transpose()?,
        by: when::given("--by", by, &session.clock, Ahead::Allowed)?,
        ..Talk::default()
    };
    if let Some(typed) = &args.about {
        let boundary: Boundary = pick(&session.reader, typed)?;
        talk.text = boundary.area;
        talk.with = talk.with.or(boundary.with);
    }
    if args.about.is_none() || !args.text.is_empty() {
        let prompt = Prompt {
            what: "the thing to talk about",
            question: "what to bring up, in your words",
            remedy: "`ritual talk add TEXT`, or - to read it from stdin",
        };
        match args.text.gather(globals, &prompt)? {
            Some(text) => talk.text = text,
            None => return Ok(nothing()),
        }
    }
    let talk = session.write("talk add", |writer, _, _| Ok(writer.save(talk)?))?;
    let text = || voice::on_the_list(&page::talk(&talk, session.clock.today())) + "\n";
    Ok(Reply::wrote(
        globals,
        "talk add",
        &[talk.clone().into()],
        text,
    ))
}

fn close_talk(id: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let talk = names::amend::<Talk>(&mut session, "talk close", id, |talk, _, clock| {
        talk.closed = talk.closed.or(Some(clock.today()));
        Ok(())
    })?;
    Ok(Reply::wrote(
        globals,
        "talk close",
        &[talk.clone().into()],
        || voice::off_the_list(&talk.text) + "\n",
    ))
}

/// Show your plan for hard days, or set it
///
/// In your words: how you notice, what you do, what somebody may do, what please not, whom to call.
/// Each part is optional. Nothing watches for such a day, and nothing shows the plan but this.
/// `ritual share hard` gives it as one item.
#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
pub struct HardArgs {
    #[command(subcommand)]
    action: Option<HardAction>,
}

#[derive(Debug, Subcommand)]
enum HardAction {
    /// Show it
    Show,
    /// Set one part or more; the others stay. On a terminal without a part, it asks for each
    Set(SetHard),
}

#[derive(Debug, clap::Args)]
struct SetHard {
    /// How you notice; `-` reads stdin, an empty text takes a part out
    #[arg(long, value_name = "TEXT|-")]
    notice: Option<String>,
    /// What you do
    #[arg(long = "do", value_name = "TEXT|-")]
    act: Option<String>,
    /// What somebody may do
    #[arg(long, value_name = "TEXT|-")]
    may: Option<String>,
    /// What please not
    #[arg(long, value_name = "TEXT|-")]
    not: Option<String>,
    /// Whom to call
    #[arg(long, value_name = "TEXT|-")]
    call: Option<String>,
}

impl SetHard {
    fn parts(&mut self) -> [&mut Option<String>; 5] {
        [
            &mut self.notice,
            &mut self.act,
            &mut self.may,
            &mut self.not,
            &mut self.call,
        ]
    }
}

pub fn hard(args: HardArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None | Some(HardAction::Show) => show_plan(globals),
        Some(HardAction::Set(set)) => set_plan(set, globals),
    }
}

fn show_plan(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::PLAN)?;
    let plan = report::plan(&journal);
    Ok(Reply::of(globals, "hard", &plan, || page::plan(&plan)))
}

fn set_plan(mut set: SetHard, globals: &Globals) -> Result<Reply> {
    let asked = set.parts().iter().all(|part| part.is_none());
    if asked && !input::interactive(globals) {
        return Err(input::missing(
            "a plan expects a part of it",
            "`ritual hard set --notice TEXT --do TEXT --may TEXT --not TEXT --call TEXT`",
        ));
    }
    if asked {
        let ask = |(at, part): (usize, &&str)| {
            let take = move |set: &mut SetHard, typed: &str| {
                *set.parts()[at] = Some(typed.to_owned());
                Ok(())
            };
            let end = if at == 0 { ENDS } else { "" };
            (format!("{part} (Enter leaves it as it is{end})"), take)
        };
        let questions = voice::HARD_DAYS.iter().enumerate().map(ask);
        input::each(&mut set, questions, |_, _| ())?;
    } else {
        input::dashes(set.parts())?;
    }
    let mut said_parts = Vec::new();
    for (what, part) in voice::HARD_DAYS.iter().zip(set.parts()) {
        said_parts.push(part.as_deref().map(|typed| said(what, typed)).transpose()?);
    }
    if said_parts.iter().all(Option::is_none) {
        return Ok(nothing());
    }
    let mut session = Session::open(globals)?;
    let empty = said_parts.iter().flatten().all(Option::is_none);
    if empty && session.reader.records(Kind::HardDays)?.is_empty() {
        return Ok(nothing());
    }
    let plan = session.write("hard set", |writer, clock, settings| {
        let mut report = report::plan(&writer.journal(clock.today(), settings, &report::PLAN)?);
        let mut plan = report.plan.unwrap_or_else(|| HardDays {
            meta: new_meta(),
            ..HardDays::default()
        });
        plan.day = clock.today();
        for (part, typed) in plan.parts_mut().into_iter().zip(said_parts) {
            *part = typed.unwrap_or(part.take());
        }
        report.plan = Some(writer.save(plan)?);
        Ok::<_, Failure>(report)
    })?;
    let rows = Vec::from_iter(plan.plan.clone().map(Record::from));
    let text = || page::plan(&plan);
    Ok(Reply::standing(globals, "hard set", &rows, &[], text))
}
