//! Sessions: begun, going on, and what their end would note. No clock runs.

use super::{hint_name, number};
use crate::domain::small::Start;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

/// `07:30`, and the day where it is another.
fn began(start: &Start, today: NaiveDate) -> String {
    let at = start.moment.as_ref().map(|m| dates::time(m.wall()));
    let day = dates::day(start.day, today);
    match at {
        Some(at) if start.day == today => at,
        Some(at) => format!("{day}, {at}"),
        None => day,
    }
}

/// `sit since 07:30`
pub fn since(start: &Start, today: NaiveDate) -> String {
    format!(
        "{} {}",
        line(&start.ritual.name),
        goes_on_since(start, today)
    )
}

fn stop(start: &Start) -> String {
    let name = hint_name(&start.ritual.name);
    format!("`ritual log {name} --stop` notes the minutes")
}

/// A session that began now, or goes on since it did.
pub fn started(start: &Start, today: NaiveDate) -> String {
    format!("{}. {}.", since(start, today), stop(start))
}

/// As [`since`], where the name stands above or before it.
pub fn goes_on_since(start: &Start, today: NaiveDate) -> String {
    format!("since {}", began(start, today))
}

/// The same with what ends it.
pub fn goes_on(start: &Start, today: NaiveDate) -> String {
    format!("{}; {}", goes_on_since(start, today), stop(start))
}

/// A session that was started on another day, and how long it would have been.
pub fn long_ago(start: &Start, minutes: f64, today: NaiveDate) -> String {
    let since = since(start, today);
    format!("{since}, which would be {} min", number(minutes))
}
