//! Days as people write them.

use crate::domain::dates::MONTHS;
use chrono::{Datelike, NaiveDate, NaiveTime};

fn name(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// `March`, with the year when it is not this one.
pub fn month(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        name(day).to_owned()
    } else {
        month_of(day)
    }
}

/// `2 March`, with the year when it is not this one.
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        format!("{} {}", day.day(), name(day))
    } else {
        format!("{} {} {}", day.day(), name(day), day.year())
    }
}

/// `March 2026`.
pub fn month_of(day: NaiveDate) -> String {
    format!("{} {}", name(day), day.year())
}

/// `Monday 2 March`, with the year when it is not this one.
pub fn weekday(at: NaiveDate, today: NaiveDate) -> String {
    format!("{} {}", at.format("%A"), day(at, today))
}

/// `March 2026` for a whole month, or for one up to today.
pub fn whole_month(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Option<String> {
    let same = (from.year(), from.month()) == (to.year(), to.month());
    let whole = to.succ_opt().is_none_or(|next| next.month() != to.month());
    (same && from.day() == 1 && (whole || to == today)).then(|| month_of(from))
}

/// `2026` for a whole year, or for one up to today.
pub fn whole_year(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Option<String> {
    let last = to == today || to.succ_opt().is_none_or(|next| next.year() != to.year());
    (from.year() == to.year() && from.ordinal() == 1 && last && to.month() > 1)
        .then(|| from.year().to_string())
}

/// `16–22 November`, `28 November – 4 December`, with years where they are not this one.
pub fn stretch(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    if from == to {
        day(from, today)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), day(to, today))
    } else if from.year() == to.year() {
        format!("{} {} – {}", from.day(), name(from), day(to, today))
    } else {
        let whole = |day: NaiveDate| format!("{} {}", day.day(), month_of(day));
        format!("{} – {}", whole(from), whole(to))
    }
}

fn short(day: NaiveDate, year: bool) -> String {
    let month = &name(day)[..3];
    if year {
        format!("{} {month} {}", day.day(), day.year())
    } else {
        format!("{} {month}", day.day())
    }
}

/// `2 Feb`
pub fn short_day(day: NaiveDate) -> String {
    short(day, false)
}

/// `2–13 Feb`, `28 Jan – 3 Feb`, `28 Dec 2025 – 3 Jan 2026`, or one day.
pub fn range(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    let year = to.year() != today.year();
    if from == to {
        short(from, year)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), short(to, year))
    } else if from.year() == to.year() {
        format!("{} – {}", short(from, false), short(to, year))
    } else {
        format!("{} – {}", short(from, true), short(to, true))
    }
}

/// `07:30`.
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_named_when_it_is_another() {
        let d = |s: &str| s.parse::<NaiveDate>().unwrap();
        let today = d("2026-03-04");
        let of = |a, b| range(d(a), d(b), today);
        assert_eq!(of("2026-02-02", "2026-02-13"), "2–13 Feb");
        assert_eq!(of("2026-01-28", "2026-02-03"), "28 Jan – 3 Feb");
        assert_eq!(of("2025-12-28", "2026-01-03"), "28 Dec 2025 – 3 Jan 2026");
        assert_eq!(of("2025-01-28", "2025-02-03"), "28 Jan – 3 Feb 2025");
        assert_eq!(of("2025-02-02", "2025-02-02"), "2 Feb 2025");
        assert_eq!(day(d("2025-03-03"), today), "3 March 2025");
        let of = |a, b| stretch(d(a), d(b), today);
        assert_eq!(of("2026-02-02", "2026-02-08"), "2–8 February");
        assert_eq!(of("2026-01-28", "2026-02-03"), "28 January – 3 February");
        assert_eq!(
            of("2025-12-28", "2026-01-03"),
            "28 December 2025 – 3 January 2026"
        );
        let of = |a, b| whole_year(d(a), d(b), today);
        assert_eq!(of("2025-01-01", "2025-12-31").as_deref(), Some("2025"));
        assert_eq!(of("2026-01-01", "2026-03-04").as_deref(), Some("2026"));
        assert_eq!(of("2025-01-01", "2025-12-30"), None);
    }
}
