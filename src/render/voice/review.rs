//! The page of a period.

use super::days;
use crate::render::dates;
use chrono::NaiveDate;

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
    let said = WORDS
        .get(days)
        .map_or_else(|| days.to_string(), |w| (*w).to_owned());
    format!(
        "Mood noted on {said} {}.",
        if days == 1 { "day" } else { "days" }
    )
}

/// The name of a measure's line for who cannot see it, with its days.
pub fn line_of(measure: &str, days: &[String]) -> String {
    format!("{measure}: {}", days.join(", "))
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
