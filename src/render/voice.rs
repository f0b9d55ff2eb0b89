//! The message catalogue: every sentence stdout can say. Counts, dates and the person's own words;
//! no verdict, no imperative outside backticks, no zero, no exclamation mark. docs/voice.md has the
//! rules.

mod between;
mod copies;
mod doctor;
mod file;
mod gap;
mod import;
mod month;
mod mood;
mod network;
mod patterns;
mod reflection;
mod remind;
mod review;
mod ritual;
mod runs;
mod session;
mod sync;
mod table;
mod topics;
mod words;

pub use between::*;
pub use copies::*;
pub use doctor::*;
pub use file::*;
pub use gap::*;
pub use import::*;
pub use month::*;
pub use mood::*;
pub use network::*;
pub use patterns::*;
pub use reflection::*;
pub use remind::*;
pub use review::*;
pub use ritual::*;
pub use runs::*;
pub use session::*;
pub use sync::*;
pub use table::*;
pub use topics::*;
pub use words::*;

use super::dates;
use super::sanitise::line;
use super::style;
use chrono::NaiveDate;
use std::fmt::Display;

/// The person's words, verbatim but for what could drive a terminal.
pub fn quoted(words: &str) -> String {
    format!("\"{}\"", line(words))
}

fn quoted_all(words: &[impl AsRef<str>]) -> String {
    listed(words.iter().map(|w| quoted(w.as_ref())))
}

/// `a, b, c`
pub fn listed(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(", ")
}

/// What is said, after a mark; nothing where there is nothing to say.
pub fn after(mark: &str, said: Option<impl Display>) -> String {
    said.map_or_else(String::new, |said| format!("{mark}{said}"))
}

/// ` (a, b)`, behind what they are about; nothing where there are none.
pub fn in_brackets(parts: impl IntoIterator<Item = String>) -> String {
    match listed(parts) {
        none if none.is_empty() => none,
        parts => format!(" ({parts})"),
    }
}

/// `1 entry`, `41 entries`.
pub fn count(n: impl Display, one: &str, many: &str) -> String {
    match n.to_string() {
        n if n == "1" => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

pub fn days(n: impl Display) -> String {
    count(n, "day", "days")
}

/// A number without a trailing `.0`.
pub fn number(n: f64) -> String {
    let rounded = (n * 1000.0).round() / 1000.0;
    format!("{rounded}")
}

pub fn amount(n: f64, unit: Option<&str>) -> String {
    number(n) + &after(" ", unit.map(line))
}

/// `noted for today`, `noted for 2 March`.
pub fn noted_for(day: NaiveDate, today: NaiveDate) -> String {
    format!("noted for {}", dates::or_today(day, today))
}

/// The day that something was noted for, where that is not plainly today: where the hour leaves open
/// which day is meant, it is named.
fn other_day(day: NaiveDate, today: NaiveDate, small_hours: bool) -> Option<String> {
    match day == today {
        true => small_hours.then(|| dates::weekday(day, today)),
        false => Some(dates::day(day, today)),
    }
}

/// As [`noted_for`], for a confirmation: which time of the day it is, and the day by its name where
/// the hour leaves open which one is meant.
pub fn noted_now(day: NaiveDate, today: NaiveDate, nth: u32, small_hours: bool) -> String {
    const TIMES: [&str; 9] = [
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let day = other_day(day, today, small_hours);
    let Some(at) = nth.checked_sub(2) else {
        return format!("noted for {}", day.as_deref().unwrap_or("today"));
    };
    let time = TIMES.get(at as usize).copied().unwrap_or("further");
    let a = if time.starts_with('e') { "an" } else { "a" };
    let day = day.map_or("today".to_owned(), |day| format!("for {day}"));
    format!("noted {a} {time} time {day}")
}

/// `Noted`, `Noted for 2 March`: how a confirmation of words or fields begins.
pub fn noted(day: NaiveDate, today: NaiveDate, small_hours: bool) -> String {
    format!(
        "Noted{}",
        after(" for ", other_day(day, today, small_hours))
    )
}

/// The end of a line that confirms what was written: the handle it goes by from here on.
pub fn by_handle(said: &str, handle: i64) -> String {
    format!("{said} {}", style::handle(handle))
}

pub fn here_from_before(name: &str, day: NaiveDate, today: NaiveDate) -> String {
    let day = dates::or_today(day, today);
    format!("{} is in the notebook for {day}.", line(name))
}

/// A name inside a command hint, quoted where a shell would ask for it.
pub fn hint_name(name: &str) -> String {
    let name = line(name);
    let plain = name
        .chars()
        .all(|c| c.is_alphanumeric() || "-_.".contains(c))
        && !name.starts_with('-');
    if plain {
        name
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

pub fn quiet_page(day: NaiveDate, today: NaiveDate) -> String {
    format!("{}: a quiet page.", dates::weekday(day, today))
}

/// `22 November in other years: a quiet page.`
pub fn quiet_in_other_years(day: NaiveDate) -> String {
    format!("{} in other years: a quiet page.", dates::day(day, day))
}

/// `1–25 December: a quiet stretch.`
pub fn quiet_stretch(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    format!("{}: a quiet stretch.", dates::stretch(from, to, today))
}

pub const NO_BOUNDARIES: &str =
    "No boundaries noted here. `ritual boundaries add AREA --off-limits` notes one.";
/// A prompt that came back empty.
pub const NOTHING_NOTED: &str = "Nothing was noted.";
/// The person passed over what a command cannot do without.
pub const NOTHING_DONE: &str = "Nothing was done.\n";
/// A filter, or everything retired.
pub const NONE_SHOWN: &str = "Nothing here fits that; `--all` shows every one.";

/// What is said where nothing is shown: whether there are others, and whether all were asked for.
pub fn none_of(others: bool, all: bool, none: &'static str) -> &'static str {
    match (others, all) {
        (true, false) => NONE_SHOWN,
        (true, true) => NONE_IN_WINDOW,
        (false, _) => none,
    }
}

/// Every trial has words of its end.
pub const ALL_TRIED: &str = "Nothing is being tried; `ritual try list --all` shows every one.";
pub const NO_RITUALS: &str =
    "No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.";
pub const NO_STREAKS: &str = "A quiet stretch. `ritual streaks --all` shows every ritual.";

/// What a ritual is about, for `log --verbose`.
pub fn intention(words: &str) -> String {
    format!("Intention: {}.", quoted(words))
}
