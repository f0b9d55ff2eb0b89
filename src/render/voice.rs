//! The message catalogue: every sentence stdout can say. Counts, dates and the person's own words;
//! no verdict, no imperative outside backticks, no zero, no exclamation mark. docs/voice.md has the
//! rules.

mod between;
mod file;
mod patterns;
mod rituals;
mod words;

pub use between::*;
pub use file::*;
pub use patterns::*;
pub use rituals::*;
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

/// `"a", "b"`
pub fn quoted_all(words: &[impl AsRef<str>]) -> String {
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

/// The person's words, after a mark.
pub fn words_after(mark: &str, words: &Option<String>) -> String {
    after(mark, words.as_deref().map(quoted))
}

/// A day, after a mark.
pub fn day_after(mark: &str, day: Option<NaiveDate>, today: NaiveDate) -> String {
    after(mark, day.map(|day| dates::day(day, today)))
}

/// A text, where there is anything in it.
pub fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// ` (a, b)`, behind what they are about; nothing where there are none.
pub fn in_brackets(parts: impl IntoIterator<Item = String>) -> String {
    after(" (", some(listed(parts)).map(|parts| parts + ")"))
}

/// With a capital, as a sentence that stands alone begins.
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
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

/// `20 min`
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
    "Noted".to_owned() + &after(" for ", other_day(day, today, small_hours))
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
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    match name.chars().all(plain) && !name.starts_with('-') {
        true => name,
        false => format!("'{}'", name.replace('\'', "'\\''")),
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

/// Over what is shown to another and has no day.
pub const WITHOUT_A_DAY: &str = "At any time";

/// Before a view of two; on stderr.
pub fn would_show(items: usize) -> String {
    if items == 0 {
        return "Nothing of this is shared.".to_owned();
    }
    let items = count(items, "shared item", "shared items");
    format!("This shows {items}:")
}

pub const IN_YOUR_WORDS: &str = "In your words";
pub const THE_DAYS: &str = "The days";
pub const THIS_MONTH: &str = "This month";
pub const THAT_MONTH: &str = "Set for a month";
pub const LEARNED: &str = "Learned";
pub const TO_TALK_ABOUT: &str = "To talk about";
pub const ENDS_SOON: &str = "Ends soon";
pub const MONTH_GOES_ON: &str = "`ritual month review` asks how it goes on";
/// A scale without words.
pub const ONE_TO_FIVE: &str = "1 to 5";
pub const AS_A_TABLE: &str = "The numbers as a table";

/// `Rest on Saturday.`, `Rest on Monday and Saturday.`, or on so many days.
pub fn rest_on(on: &[String], named: bool) -> String {
    match on {
        [one] if named => format!("Rest on {one}."),
        [others @ .., last] if named => format!("Rest on {} and {last}.", others.join(", ")),
        on => format!("Rest on {}.", days(on.len())),
    }
}

/// `by 1 December`
pub fn by_day(day: &str) -> String {
    format!("by {day}")
}

/// `Mood noted on six days.`
pub fn mood_noted_on(days: usize) -> String {
    const WORDS: [&str; 13] = [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let word = WORDS.get(days).map(|word| (*word).to_owned());
    let said = word.unwrap_or_else(|| days.to_string());
    let days = if days == 1 { "day" } else { "days" };
    format!("Mood noted on {said} {days}.")
}

/// On stderr, before a view of what was noted long ago.
pub fn notes_end(last: NaiveDate, today: NaiveDate) -> String {
    let day = dates::day(last, today);
    format!("your notes end on {day}; this shows up to there")
}

/// The same beside a view of these days.
pub fn notes_ended(last: NaiveDate, today: NaiveDate) -> String {
    let day = dates::day(last, today);
    format!("your notes end on {day}; `ritual review` shows that month")
}
