//! `ritual invite`

use super::complete::{live_handles, ritual_names};
use super::consent;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::support;
use super::term::Until;
use super::typed::person;
use crate::domain::consent::What;
use crate::domain::invite::Invite;
use crate::domain::meta::{Extra, Meta};
use crate::domain::record::{Kind, Record};
use crate::failure::{Failure, Result};
use crate::render::{invite as page, json};
use crate::report::invite as report;
use clap::Subcommand;
use clap_complete::ArgValueCandidates;
use uuid::Uuid;

/// Note that you invited someone around a ritual
///
/// For two people who both feel free to say no. It tells nobody: it is a line in your own
/// notebook, and past its last day it is gone from every view. Without NAME, shows who is invited.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// The ritual
    #[arg(value_name = "NAME", requires = "who", add = ArgValueCandidates::new(ritual_names))]
    name: Option<String>,
    /// Whom, as a name in this notebook
    #[arg(long, value_name = "PERSON", requires = "name")]
    who: Option<String>,
    /// To what: accompany, remind, reflect, listen, or an own option of `ritual support options`
    #[arg(
        long,
        value_name = "KIND",
        default_value = "accompany",
        requires = "name"
    )]
    to: String,
    #[command(flatten)]
    until: Until,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show who is invited
    List,
    /// End one: taken, left or let go of, it is the same
    Close {
        /// The handle or uid
        #[arg(value_name = "ID", add = ArgValueCandidates::new(|| live_handles(&[Kind::Invite])))]
        id: String,
    },
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match &args.action {
        Some(Action::List) => list(globals),
        Some(Action::Close { id }) => consent::close(Kind::Invite, "an invitation", id, globals),
        None => match (&args.name, &args.who) {
            (Some(name), Some(who)) => add(&args, name, who, globals),
            _ if args.until.given() => Err(Failure::usage("--until expects an invitation to end")
                .hint("`ritual invite NAME --who PERSON --until DATE`")),
            _ => list(globals),
        },
    }
}

fn list(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::needs())?;
    let invites = report::invites(&journal);
    Ok(Reply::report(
        globals,
        || page::invites(&invites),
        || json::report("invite", &invites),
    ))
}

fn add(args: &Args, name: &str, who: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let who = person("--who", who)?;
    let rows = session.rewrite("invite", |writer, clock, _| {
        let until = term.until;
        let mut record = Record::Invite(Invite {
            meta: Meta::new(Uuid::now_v7()),
            ritual: names::known(writer, name)?.to_ref(),
            who,
            to: support::asked_for("--to", &args.to, &writer.support_options()?)?,
            term,
            extra: Extra::new(),
        });
        writer.add(&mut record)?;
        let event = consent::grant(writer, &record, What::Invite, clock.today(), until)?;
        Ok::<_, Failure>(vec![record, event])
    })?;
    let text = || match &rows[0] {
        Record::Invite(invite) => page::one(invite, session.clock.today()) + "\n",
        _ => String::new(),
    };
    Ok(Reply::confirmation(globals, text, || {
        json::written("invite", &rows, &[])
    }))
}
