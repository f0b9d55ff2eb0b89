//! `ritual people`

pub mod person;
mod resource;

use super::names::{self, pick};
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::record::Record;
use crate::domain::small::Person;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, json, voice};
use crate::report::people as report;
use clap::Subcommand;

/// Show or note whom you turn to, and what for
///
/// With TEXT, those whose name or words hold it. Yours alone: nobody is told, and nobody is written
/// to.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them under each kind of support, in the order of the words
    List(List),
    /// Note someone
    Add(person::AddArgs),
    /// Change what is noted of someone
    Change(person::ChangeArgs),
    /// Put someone away
    Retire {
        /// The name, handle or uid
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Books, groups and other things you came across
    Resource(resource::Args),
}

#[derive(Debug, Clone, clap::Args)]
struct List {
    /// A name, or words to look for
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
    /// Those under one kind of support
    #[arg(long = "for", value_name = "WORD")]
    kind: Option<String>,
    /// Those put away as well
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list(args.list, globals),
        Some(Action::List(args)) => list(args, globals),
        Some(Action::Add(args)) => person::add(args, globals),
        Some(Action::Change(args)) => person::change(args, globals),
        Some(Action::Retire { name }) => retire(&name, globals),
        Some(Action::Resource(args)) => resource::run(args, globals),
    }
}

fn list(args: List, globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::PEOPLE)?;
    let sought = args.find.join(" ");
    let filter = report::Filter {
        find: (!sought.is_empty()).then_some(sought.as_str()),
        kind: args.kind,
        all: args.all,
    };
    let found = report::network(&journal, &filter);
    let is_there = |name: &str| {
        let mut here = journal
            .people
            .iter()
            .filter(|person| person.retired.is_none());
        here.any(|person| text::key(&person.name).starts_with(&text::key(name)))
    };
    names::not_a_verb("people", "add", &args.find, is_there)?;
    if found.people.is_empty() && filter.find.is_some() {
        return Err(
            Failure::refused(format!("nobody noted here goes by '{sought}'"))
                .hint("`ritual people --all` shows the people there are"),
        );
    }
    Ok(Reply::of(globals, "network", &found, || {
        page::network(&found)
    }))
}

fn retire(name: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let person = session.rewrite("network retire", |writer, clock, _| {
        let mut person: Person = pick(writer, name)?;
        person.retired = person.retired.or(Some(clock.today()));
        writer.change(&Record::Person(person.clone()))?;
        Ok::<_, Failure>(person)
    })?;
    let text = || voice::put_away(&person.name) + "\n";
    let json = || json::written("network retire", &[Record::Person(person.clone())], &[]);
    Ok(Reply::confirmation(globals, text, json))
}
