//! Days as people write them.

use crate::domain::dates::MONTHS;
use chrono::{Datelike, NaiveDate, NaiveTime};

fn name(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// `March`, with the year when it is not this one.
pub fn month(day: NaiveDate, today: NaiveDate) -> String {
    match day.year() == today.year() {
        true => name(day).to_owned(),
        false => month_of(day),
    }
}

/// `2 March`, with the year when it is not this one.
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    stretch(day, day, today)
}

/// `today`, `2 March`
pub fn or_today(at: NaiveDate, today: NaiveDate) -> String {
    match at == today {
        true => "today".to_owned(),
        false => day(at, today),
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

/// `16–22 November`, `28 November – 4 December`, with years where they are not this one, or one day.
pub fn stretch(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    span(from, to, today, name)
}

/// `2–13 Feb`, `28 Jan – 3 Feb`, `28 Dec 2025 – 3 Jan 2026`, or one day.
pub fn range(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    span(from, to, today, short)
}

/// `2 Feb`
pub fn short_day(day: NaiveDate) -> String {
    format!("{} {}", day.day(), short(day))
}

fn short(day: NaiveDate) -> &'static str {
    &name(day)[..3]
}

fn span(
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
    month: fn(NaiveDate) -> &'static str,
) -> String {
    let two_years = from.year() != to.year();
    let whole = |day: NaiveDate, year: bool| match year {
        true => format!("{} {} {}", day.day(), month(day), day.year()),
        false => format!("{} {}", day.day(), month(day)),
    };
    let last = whole(to, two_years || to.year() != today.year());
    match (from == to, !two_years && from.month() == to.month()) {
        (true, _) => last,
        (false, true) => format!("{}–{last}", from.day()),
        (false, false) => format!("{} – {last}", whole(from, two_years)),
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
