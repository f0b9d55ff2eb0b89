//! `ritual talk`

use super::names::{self, pick};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::person;
use super::when::{self, Ahead};
use super::words::{self, Prompt, Text};
use crate::domain::boundary::Boundary;
use crate::domain::small::Talk;
use crate::failure::Result;
use crate::render::{between as page, voice};
use crate::report::boundaries::holds;
use crate::report::people as report;
use clap::Subcommand;

/// Show what there is to talk about, or add something
///
/// Things to bring up, in your words. A boundary that is to be revisited within 30 days is among
/// them. With WORDS, those that hold them. The list stays here: nothing of it can be shared.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Show those that hold these words
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them
    List,
    /// Add something to bring up
    Add(Add),
    /// Take one off the list, talked about or not
    Close {
        /// The handle, uid or words
        #[arg(value_name = "ID", required = true)]
        id: Vec<String>,
    },
}

#[derive(Debug, clap::Args)]
struct Add {
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

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list(&args.words, globals),
        Some(Action::List) => list(&[], globals),
        Some(Action::Add(args)) => add(args, globals),
        Some(Action::Close { id }) => close(&id.join(" "), globals),
    }
}

fn list(words: &[String], globals: &Globals) -> Result<Reply> {
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

fn add(args: Add, globals: &Globals) -> Result<Reply> {
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
            None => return Ok(words::nothing()),
        }
    }
    let talk = session.write("talk add", |writer, _, _| Ok(writer.save(talk)?))?;
    let text = || voice::on_the_list(&page::talk(&talk, session.clock.today())) + "\n";
    let rows = [talk.clone().into()];
    Ok(Reply::wrote(globals, "talk add", &rows, text))
}

fn close(id: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let talk = names::amend::<Talk>(&mut session, "talk close", id, |talk, _, clock| {
        talk.closed = talk.closed.or(Some(clock.today()));
        Ok(())
    })?;
    let rows = [talk.clone().into()];
    Ok(Reply::wrote(globals, "talk close", &rows, || {
        voice::off_the_list(&talk.text) + "\n"
    }))
}
