//! What completions and mood notes have in common: a day, an instant, an amount.

use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::moment::Moment;
use crate::domain::text;
use crate::failure::{Failure, Result};
use chrono::NaiveDate;

/// The day and the instant a row is given. A past day without a time has no instant.
pub fn when(
    on: Option<&str>,
    at: Option<&str>,
    clock: &Clock,
) -> Result<(NaiveDate, Option<Moment>)> {
    let today = clock.today();
    let day = match on {
        Some(typed) => when::day("--on", typed, clock, Ahead::Refused)?,
        None => today,
    };
    let moment = match at {
        Some(typed) => {
            let moment = clock.at(day, when::time("--at", typed)?)?;
            if moment.at > clock.now().at {
                return Err(
                    Failure::usage(format!("--at {typed} is in the future for {day}"))
                        .hint(format!("`--on yesterday --at {typed}` for the day before")),
                );
            }
            Some(moment)
        }
        None => (day == today).then(|| clock.now()),
    };
    Ok((day, moment))
}

/// `20`, `20min`, `1.5 km`.
pub fn amount(typed: &str) -> Result<(f64, Option<String>)> {
    let typed = typed.trim();
    let split = typed
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(typed.len());
    let (number, unit) = typed.split_at(split);
    let expects = || {
        Failure::usage(format!(
            "--amount expects a number such as 20, 1.5 or 20min; got '{typed}'"
        ))
        .hint("a point for decimals, the unit after it or none")
    };
    let n: f64 = number.parse().map_err(|_| expects())?;
    // "1/2", "1e3" and "0x10" are numbers of another kind, not amounts with a unit.
    let plain = |c: char| !c.is_ascii_digit();
    if !unit.trim().chars().take(1).all(char::is_alphabetic) || !unit.chars().all(plain) || n > 1e12
    {
        return Err(expects());
    }
    let unit = match unit.trim() {
        "" => None,
        unit => Some(text::name(unit).map_err(|e| Failure::text("the unit", &e))?),
    };
    Ok((n, unit))
}
