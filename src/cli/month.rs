//! `ritual month`

mod review;
mod set;

use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::month::Month;
use crate::failure::{Failure, Result};
use crate::render::between as page;
use crate::report::month::{self as report, MonthPage};
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
    Set(set::Args),
    /// Look back: carry a line on, change it, let it go; note what you learned
    ///
    /// Without an option, on a terminal, it asks about each line in turn.
    Review(review::Args),
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None if args.month.is_empty() => show(None, globals),
        None => one_or_holding(&args.month.join(" "), globals),
        Some(Action::Show { month }) => show(month.as_deref(), globals),
        Some(Action::Set(args)) => set::run(args, globals),
        Some(Action::Review(args)) => review::run(args, globals),
    }
}

/// The month of this name, or the lines of any that hold the words.
fn one_or_holding(typed: &str, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let no_month = match read(Some(typed), &session) {
        Ok(page) => return Ok(shown(&page, globals)),
        Err(failure) => failure,
    };
    let found = report::holding(&session.journal(&report::needs_of_all())?, typed);
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
    let journal = session.journal(&report::needs(month))?;
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
