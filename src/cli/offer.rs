//! `ritual offer`

use super::consent;
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::span::Until;
use super::support;
use super::typed::person;
use super::words::nothing;
use crate::domain::term::{FORMS, Invite, Offer};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, voice};
use crate::report::people as report;
use clap::Subcommand;

/// Offer something, or invite someone around a ritual, until a day
///
/// For two people who both feel free to say no. It tells nobody: it is a line in your own notebook,
/// and past its last day it is gone from every view. Bare, shows what is on offer.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// What you offer, in your words; `-` reads it from stdin
    #[arg(value_name = "TEXT")]
    words: Vec<String>,
    /// To whom, as a name in this notebook
    #[arg(long, value_name = "PERSON")]
    to: Option<String>,
    /// What it is
    #[arg(long, value_name = "KIND", value_parser = FORMS)]
    kind: Option<String>,
    /// An invitation: TEXT is the ritual to join. Bare, shows who is invited
    #[arg(long, conflicts_with = "kind")]
    to_join: bool,
    /// To what they are invited: accompany, remind, reflect, listen, or an own option of
    /// `ritual support options`
    #[arg(
        long = "for",
        value_name = "KIND",
        default_value = "accompany",
        requires = "to_join"
    )]
    purpose: String,
    #[command(flatten)]
    until: Until,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what is on offer
    List {
        /// Who is invited, instead
        #[arg(long)]
        to_join: bool,
    },
    /// End one: taken, left or let go of, it is the same
    Close {
        /// The handle or uid
        #[arg(value_name = "ID")]
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
        Some(Action::List { to_join: true }) => invites(globals),
        Some(Action::List { to_join: false }) => list(globals),
        Some(Action::Close { id }) => consent::close(id, globals),
        None if args.to_join => join(args, globals),
        None if args.bare() => list(globals),
        None => add(args, globals),
    }
}

fn list(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::OFFERS)?;
    let offers = report::offers(&journal);
    Ok(Reply::of(globals, "offer", &offers, || {
        page::offers(&offers)
    }))
}

fn invites(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::INVITES)?;
    let invites = report::invites(&journal);
    Ok(Reply::of(globals, "invite", &invites, || {
        page::invites(&invites)
    }))
}

/// An invitation around a ritual; without one, who is invited.
fn join(args: Args, globals: &Globals) -> Result<Reply> {
    let who = match (&args.to, args.words.is_empty()) {
        (Some(who), false) => person("--to", who)?,
        (None, true) if !args.until.given() => return invites(globals),
        (None, false) if input::interactive(globals) => {
            match input::prompt(globals, "to whom, by name (Enter for nobody)")? {
                Some(who) if !who.is_empty() => person("--to", &who)?,
                _ => return Ok(nothing()),
            }
        }
        _ => {
            return Err(
                Failure::usage("an invitation expects a ritual and --to PERSON")
                    .hint("`ritual offer --to-join NAME --to PERSON`"),
            );
        }
    };
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let (invite, rows) = session.rewrite("invite", |writer, clock, _| {
        let invite = Invite {
            meta: new_meta(),
            ritual: names::known(writer, &args.words.join(" "))?.to_ref(),
            who,
            to: support::asked_for("--for", &args.purpose, &writer.support_options()?)?,
            term,
            ..Invite::default()
        };
        consent::grant(writer, invite, clock.today())
    })?;
    Ok(Reply::wrote(globals, "invite", &rows, || {
        voice::person_invited(&invite, session.clock.today()) + "\n"
    }))
}

fn add(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let valid = |typed: &str| text::name(typed).map_err(|e| Failure::text("the offer", &e));
    let words = match args.words.is_empty() {
        false => valid(&input::dash(&args.words.join(" "))?)?,
        true => {
            let question = "what you offer (Enter for none)";
            let asked = input::read_or_pass(globals, question, valid)?.ok_or_else(|| {
                input::missing(
                    "an offer expects words",
                    "`ritual offer TEXT`, or - to read them from stdin",
                )
            })?;
            let Some(words) = asked else {
                return Ok(nothing());
            };
            words
        }
    };
    let to = args.to.as_deref().map(|name| person("--to", name));
    let to = to.transpose()?;
    let (offer, rows) = session.write("offer", |writer, clock, _| {
        let offer = Offer {
            meta: new_meta(),
            words,
            form: args.kind,
            to,
            term,
            ..Offer::default()
        };
        consent::grant(writer, offer, clock.today())
    })?;
    Ok(Reply::wrote(globals, "offer", &rows, || {
        voice::offered(&offer, session.clock.today()) + "\n"
    }))
}
