//! `ritual month`

mod review;
mod set;

use super::reply::Reply;
use super::session::{Globals, Session};
use crate::clock::Clock;
use crate::domain::month::Month;
use crate::failure::{Failure, Result};
use crate::render::{json, month as page};
use crate::report::month::{self as report, MonthPage};
use chrono::Datelike;
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
    /// The month: 2026-12, this, next, last; this one without it
    #[arg(value_name = "MONTH")]
    month: Option<String>,
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
        None => show(args.month.as_deref(), globals),
        Some(Action::Show { month }) => show(month.as_deref(), globals),
        Some(Action::Set(args)) => set::run(args, globals),
        Some(Action::Review(args)) => review::run(args, globals),
    }
}

fn show(typed: Option<&str>, globals: &Globals) -> Result<Reply> {
    let page = read(typed, &Session::read(globals)?)?;
    Ok(Reply::report(
        globals,
        || page::month(&page),
        || json::report("month", &page),
    ))
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
    let known = match typed.trim().to_lowercase().as_str() {
        "this" => Some(this),
        "next" => Some(this.next()),
        "last" => Some(this.previous()),
        other => Month::parse(other).filter(|m| (1900..=9000).contains(&m.first().year())),
    };
    known.ok_or_else(|| {
        Failure::usage(format!(
            "--month expects a month such as 2026-12; got '{typed}'"
        ))
        .hint("months read 2026-12, this, next, last")
    })
}
