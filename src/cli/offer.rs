//! `ritual offer`

use super::complete::live_handles;
use super::consent;
use super::input;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::term::Until;
use super::typed::person;
use crate::domain::consent::What;
use crate::domain::meta::{Extra, Meta};
use crate::domain::offer::{KINDS, Offer};
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{json, offer as page};
use crate::report::offer as report;
use clap::Subcommand;
use clap_complete::ArgValueCandidates;
use uuid::Uuid;

/// Offer something, until a day
///
/// For two people who both feel free to say no. An offer says nothing to anyone: it is a line in
/// your own notebook, and past its last day it is gone from every view. Without TEXT, shows what
/// is on offer.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// What you offer, in your words; `-` reads it from stdin
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
    /// To whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// What it is
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    kind: Option<String>,
    #[command(flatten)]
    until: Until,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what is on offer
    List,
    /// End one: taken, left or let go of, it is the same
    Close {
        /// The handle or uid
        #[arg(value_name = "ID", add = ArgValueCandidates::new(|| live_handles(&[Kind::Offer])))]
        id: String,
    },
}

impl Args {
    fn bare(&self) -> bool {
        let flags = self.to.is_some() || self.kind.is_some() || self.until.given();
        self.words.is_empty() && !flags
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match &args.action {
        Some(Action::List) => list(globals),
        Some(Action::Close { id }) => consent::close(Kind::Offer, "an offer", id, globals),
        None if args.bare() => list(globals),
        None => add(args, globals),
    }
}

fn list(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::needs())?;
    let offers = report::offers(&journal);
    Ok(Reply::report(
        globals,
        || page::offers(&offers),
        || json::report("offer", &offers),
    ))
}

fn add(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let mut typed = args.words.join(" ");
    if args.words.is_empty() {
        typed = input::prompt(globals, "what you offer")?.ok_or_else(|| {
            input::missing(
                "an offer expects words",
                "`ritual offer TEXT`, or - to read them from stdin",
            )
        })?;
    }
    let words = text::name(&input::dash(&typed)?).map_err(|e| Failure::text("the offer", &e))?;
    let to = args
        .to
        .as_deref()
        .map(|name| person("--to", name))
        .transpose()?;
    let rows = session.write("offer", |writer, clock, _| {
        let until = term.until;
        let mut record = Record::Offer(Offer {
            meta: Meta::new(Uuid::now_v7()),
            words,
            form: args.kind,
            to,
            term,
            extra: Extra::new(),
        });
        writer.add(&mut record)?;
        let event = consent::grant(writer, &record, What::Offer, clock.today(), until)?;
        Ok::<_, Failure>(vec![record, event])
    })?;
    let text = || match &rows[0] {
        Record::Offer(offer) => page::one(offer, session.clock.today()) + "\n",
        _ => String::new(),
    };
    Ok(Reply::confirmation(globals, text, || {
        json::written("offer", &rows, &[])
    }))
}
