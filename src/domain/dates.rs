//! Days one after the other, and the names of months and weekdays, in English.

use chrono::{NaiveDate, Weekday};

/// The days from one to another, both included.
pub fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

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
const WEEKDAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";

/// Reads `mar` or `March`, from 1; at least three letters.
pub fn month(text: &str) -> Option<u32> {
    begun(MONTHS, text).map(|at| at as u32 + 1)
}

/// Reads `mon`, `Monday` or `tues`; at least three letters.
pub fn weekday(text: &str) -> Option<Weekday> {
    begun(WEEKDAYS.split(' '), text.trim()).and_then(|at| Weekday::try_from(at as u8).ok())
}

/// Reads `mon,wed`, `mondays and fridays`, `mon-fri`, `weekdays`, `weekends`: each day once, Monday
/// first.
pub fn weekdays(text: &str) -> Option<Vec<Weekday>> {
    let one = |name: &str| weekday(name).or_else(|| weekday(name.strip_suffix('s')?));
    let text = text.to_lowercase().replace(" and ", ",");
    let text = text.replace(" to ", "-").replace(", ", ",");
    let mut days = Vec::new();
    // "mon, wed" has one mark between them, and an empty name is a slip.
    for name in text.split([',', ' ', '&', '+']) {
        let (first, last) = match name.split_once("..").or(name.split_once('-')) {
            _ if matches!(name, "weekday" | "weekdays") => (Weekday::Mon, Weekday::Fri),
            _ if matches!(name, "weekend" | "weekends") => (Weekday::Sat, Weekday::Sun),
            Some((first, last)) => (one(first)?, one(last)?),
            None => (one(name)?, one(name)?),
        };
        days.push(first);
        while days.last().is_some_and(|day| *day != last) {
            days.extend(days.last().map(Weekday::succ));
        }
    }
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    Some(days)
}

/// `mon`, as it is stored and shown.
pub fn short(day: Weekday) -> String {
    day.to_string().to_lowercase()
}

/// Which of the names begins like this.
fn begun<'n>(names: impl IntoIterator<Item = &'n str>, text: &str) -> Option<usize> {
    let text = text.to_lowercase();
    let begins = |name: &str| text.len() >= 3 && name.to_lowercase().starts_with(&text);
    names.into_iter().position(begins)
}
