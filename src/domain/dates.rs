//! The names of months and weekdays, in English.

use chrono::Weekday;

/// January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Monday first.
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Reads `mar` or `March`, from 1; at least three letters.
pub fn month(text: &str) -> Option<u32> {
    begun(&MONTHS, text).map(|at| at as u32 + 1)
}

/// Reads `mon`, `Monday` or `tues`; at least three letters.
pub fn weekday(text: &str) -> Option<Weekday> {
    begun(&WEEKDAYS, text.trim()).and_then(|at| Weekday::try_from(at as u8).ok())
}

/// `mon`, as it is stored and shown.
pub fn short(day: Weekday) -> String {
    day.to_string().to_lowercase()
}

/// Which of the names begins like this.
fn begun(names: &[&str], text: &str) -> Option<usize> {
    let text = text.to_lowercase();
    names
        .iter()
        .position(|name| text.len() >= 3 && name.to_lowercase().starts_with(&text))
}
