//! `ritual boundaries`

mod add;
mod amend;
mod check;

use super::names::{self, pick};
use super::reply::Reply;
use super::session::{Globals, Session};
use super::together::{Shown, Together};
use super::when::{self, Ahead};
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::record::Record;
use crate::domain::ritual::Rhythms;
use crate::failure::Result;
use crate::render::{between as page, rituals, voice};
use crate::report::boundaries::{self as report, Filter};
use crate::report::history;
use clap::Subcommand;

/// Show or note what is off-limits, what to ask about first, what is offered
///
/// For two people who both feel free to say no. The other person is a name in your own file.
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
    /// Show them, off-limits first
    List(List),
    /// Note one
    Add(add::Args),
    /// Change one; its history keeps what it was. A stance brings it back
    Change(amend::ChangeArgs),
    /// Put one away
    Retire(amend::RetireArgs),
    /// Show how one changed
    History {
        /// The handle, uid or area
        #[arg(value_name = "ID")]
        id: String,
    },
    /// For scripts: ends with 0 where a text meets one off-limits
    Check(check::Args),
    /// For scripts: ends with 0 where a text meets none that is off-limits or to ask about first
    ///
    /// What is offered is open, and is not looked at. Where no notebook can be read nothing is clear: it
    /// ends with 4.
    Clear(check::ClearArgs),
}

#[derive(Debug, Clone, clap::Args)]
struct List {
    /// Words an area holds, or a person
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
    #[command(flatten)]
    stance: Stances,
    /// Those with this person; with --together, shared with them
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// Retired ones as well
    #[arg(long)]
    all: bool,
    /// Those to talk about before this day
    #[arg(long, value_name = "DATE")]
    revisit_before: Option<String>,
    #[command(flatten)]
    together: Together,
}

/// Where a boundary stands.
#[derive(Debug, Clone, clap::Args)]
pub struct Stances {
    /// Not open
    #[arg(long)]
    off_limits: bool,
    /// Open when asked for
    #[arg(long)]
    ask_first: bool,
    /// Open
    #[arg(long)]
    offered: bool,
}

impl Stances {
    pub fn given(&self) -> Vec<Stance> {
        [
            (self.off_limits, Stance::OffLimits),
            (self.ask_first, Stance::AskFirst),
            (self.offered, Stance::Offered),
        ]
        .into_iter()
        .filter_map(|(given, stance)| given.then_some(stance))
        .collect()
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list(&args.list, globals),
        Some(Action::List(list_args)) => list(&list_args, globals),
        Some(Action::Add(args)) => add::run(args, globals),
        Some(Action::Change(args)) => amend::change(args, globals),
        Some(Action::Retire(args)) => amend::retire(&args, globals),
        Some(Action::History { id }) => history_of(&id, globals),
        Some(Action::Check(args)) => check::run(&args, globals),
        Some(Action::Clear(args)) => check::clear(&args, globals),
    }
}

fn list(args: &List, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let read =
        |typed: &String| when::day("--revisit-before", typed, &session.clock, Ahead::Allowed);
    let together = args.together.asked();
    let filter = Filter {
        stances: args.stance.given(),
        with: args.with.clone().filter(|_| !together),
        all: args.all,
        revisit_before: args.revisit_before.as_ref().map(read).transpose()?,
        about: Some(args.find.join(" ")).filter(|sought| !sought.is_empty()),
        // In a view of two the name goes with whom it is for.
        or_with: !together,
    };
    let journal = match together {
        true => {
            let journal = session.journal(&report::NEEDS_TOGETHER)?;
            let with = args.with.as_deref();
            let view = args.together.view(&journal, &session.reader, with)?;
            journal.shared(&view)
        }
        false => session.journal(&report::NEEDS)?,
    };
    let mut found = report::boundaries(&journal, &filter);
    let met = |sought: &str| {
        let mut listed = journal.boundaries.iter();
        listed.any(|b| b.retired.is_none() && report::holds(&b.area, sought))
    };
    let stance = args.find.first().and_then(|word| Stance::parse(word));
    let adds = format!("add --{}", stance.unwrap_or(Stance::OffLimits).as_str());
    names::not_a_verb("boundaries", &adds, &args.find, met)?;
    if let (true, Some(sought)) = (found.boundaries.is_empty() && !together, &filter.about) {
        let none = names::nothing_holds("boundaries", "boundaries", sought, "add --off-limits");
        return Err(match journal.boundaries.is_empty() {
            true => none,
            false => none.hint("`ritual boundaries --all` shows every one"),
        });
    }
    if let Shown::Instead(text) = args.together.agree(globals, &page::preview(&found))? {
        return Ok(Reply::plain(text));
    }
    for listed in &mut found.boundaries {
        let (uid, _) = listed.boundary.noted(listed.boundary.meta.uid);
        listed.noted = session.clock.noted(uid);
    }
    Ok(Reply::of(globals, "boundaries", &found, || {
        page::boundaries(&found, together)
    }))
}

fn history_of(id: &str, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let boundary: Boundary = pick(&session.reader, id)?;
    let now = Record::Boundary(boundary.clone()).to_map();
    let today = session.clock.today();
    let mut found = history::history(
        today,
        (boundary.meta.uid, &boundary.area),
        &now,
        &boundary.history,
        &Rhythms::default(),
    );
    let noted = |uid| {
        let (uid, came) = boundary.noted(uid);
        (session.clock.noted(uid), came)
    };
    (found.noted, found.came) = noted(boundary.meta.uid);
    for change in &mut found.changes {
        (change.noted, change.came) = change.uid.map(noted).unwrap_or_default();
    }
    let first = voice::noted_here(found.noted, found.came, boundary.agreed, today);
    Ok(Reply::of(globals, "history", &found, || {
        rituals::history(&found, Some(first))
    }))
}
