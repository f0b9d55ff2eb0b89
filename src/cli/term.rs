//! Until when something is to hold.

use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::term::Term;
use crate::failure::{Failure, Result};

#[derive(Debug, Clone, clap::Args)]
pub struct Until {
    /// The last day it holds; 30 days without it
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl Until {
    pub fn given(&self) -> bool {
        self.until.is_some()
    }

    /// From today to the day that was given.
    pub fn term(&self, clock: &Clock) -> Result<Term> {
        term(self.until.as_deref(), clock).map(|given| given.unwrap_or(Term::from(clock.today())))
    }
}

/// From today to a day that was typed.
pub fn term(until: Option<&str>, clock: &Clock) -> Result<Option<Term>> {
    let since = clock.today();
    let Some(typed) = until else {
        return Ok(None);
    };
    let until = when::day("--until", typed, clock, Ahead::Allowed)?;
    if until < since {
        return Err(Failure::usage(format!(
            "--until {until} lies before {since}, where it begins"
        ))
        .hint("today, or a day to come"));
    }
    Ok(Some(Term {
        since,
        until,
        closed: None,
    }))
}
