//! What completions and mood notes have in common: a day, an instant, an amount.

use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::amount::{Amount, NoAmount, factor};
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
    let day = match on {
        Some(typed) => when::day("--on", typed, clock, Ahead::Refused)?,
        None => clock.today(),
    };
    Ok((day, moment(day, at, clock)?))
}

/// The instant a row of a day is given.
pub fn moment(day: NaiveDate, at: Option<&str>, clock: &Clock) -> Result<Option<Moment>> {
    Ok(match at {
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
        None => (day == clock.today()).then(|| clock.now()),
    })
}

/// `20`, `20min`, `1.5 km`, `72,4`, `1h30`.
pub fn amount(typed: &str) -> Result<(f64, Option<String>)> {
    let expects = || {
        Failure::usage(format!(
            "--amount expects a number such as 20, 1.5 or 20min, or a span such as 1h30; got '{typed}'"
        ))
        .hint("a unit comes after its number, or none")
    };
    let Amount { n, unit } = Amount::typed(typed).map_err(|no| match no {
        NoAmount::Unreadable => expects(),
        NoAmount::Either(whole, decimal) => two_ways("--amount", typed, (whole, decimal)),
    })?;
    if !(0.0..=1e12).contains(&n) {
        return Err(expects());
    }
    let unit = unit.map(text::name).transpose();
    Ok((n, unit.map_err(|e| Failure::text("the unit", &e))?))
}

/// A number in the unit its ritual is counted in.
pub fn counted(n: f64, unit: Option<&str>, ritual: Option<&str>) -> f64 {
    let by = unit.zip(ritual).and_then(|(from, to)| factor(from, to));
    n * by.unwrap_or(1.0)
}

/// A number with a mark before three digits.
fn two_ways(flag: &str, typed: &str, (whole, decimal): (f64, f64)) -> Failure {
    // With one more zero the mark can be that of decimals alone.
    let decimal = match decimal.fract() == 0.0 {
        true => decimal.to_string(),
        false => format!("{decimal:.4}"),
    };
    Failure::usage(format!("{flag} {typed} reads two ways"))
        .hint(format!("`{whole}` or `{decimal}` reads one way"))
}
