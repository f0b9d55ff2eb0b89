//! `ritual support`

mod options;

use super::input;
use super::names::{self, Match};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::span::term;
use super::words::{self, Prompt, Text};
use crate::clock::Clock;
use crate::domain::meta::Extra;
use crate::domain::record::Record;
use crate::domain::small::SupportOption;
use crate::domain::term::{KINDS, NOTHING, SPACE, Support, Term, kind};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, json, voice};
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
    Options(options::Args),
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
        Some(Action::Options(args)) => options::run(args, globals),
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
    Ok(reply.notes(chooses.into_iter().collect()))
}

fn say(text: &Text, globals: &Globals) -> Result<Reply> {
    if text.is_empty() {
        let journal = Session::read(globals)?.journal(&report::MENU)?;
        let menu = report::menu(&journal);
        let json = || json::report("support say", &menu);
        return Ok(Reply::report(
            globals,
            || page::line_to_pass_on(&menu),
            json,
        ));
    }
    let prompt = Prompt {
        what: "the line",
        question: "the line to pass on",
        remedy: "`ritual support say TEXT`, or - to read it from stdin",
    };
    words::keep(
        globals,
        "support say",
        (text, &prompt),
        None,
        Record::SupportLine,
    )
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
        false => choose(writer, clock, choice, until).map(|row| vec![row]),
    })?;
    let text = || match rows.last() {
        Some(Record::Support(support)) => {
            voice::support_chosen(support, session.clock.today()) + "\n"
        }
        _ => String::new(),
    };
    let new = own.then(|| names::new_here(&[choice.to_owned()])).flatten();
    let reply = Reply::standing(globals, text, || {
        json::written("support choose", &rows, &[])
    });
    Ok(reply.notes(new.into_iter().collect()))
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
) -> Result<Record> {
    let choice = wanted(choice, &writer.support_options()?)?;
    let today = clock.today();
    let term = term(until, clock)?.unwrap_or(Term {
        until: today,
        ..Term::from(today)
    });
    let same = |s: &Support| s.term.live(today) && s.choice == choice && s.term.until == term.until;
    if let Some(present) = writer.supports()?.into_iter().find(same) {
        return Ok(Record::Support(present));
    }
    close(writer, clock)?;
    let mut record = Record::Support(Support {
        meta: new_meta(),
        choice,
        term,
        extra: Extra::new(),
    });
    writer.add(&mut record)?;
    Ok(record)
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
        let words = text::name(words).map_err(|e| Failure::text("the option", &e))?;
        let mut option = Record::SupportOption(SupportOption {
            meta: new_meta(),
            words,
            retired: None,
            extra: Extra::new(),
        });
        writer.add(&mut option)?;
        rows.push(option);
    }
    rows.push(choose(writer, clock, words, until)?);
    Ok(rows)
}

fn close(writer: &mut Writer, clock: &Clock) -> Result<Vec<Record>> {
    let today = clock.today();
    let mut rows = Vec::new();
    for mut support in writer.supports()? {
        if support.term.live(today) {
            support.term.closed = Some(today);
            let record = Record::Support(support);
            writer.change(&record)?;
            rows.push(record);
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
