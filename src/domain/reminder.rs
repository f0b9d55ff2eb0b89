//! A reminder the person invited: a time of day, on some days, until an end.

use super::boundary::{Boundary, Stance};
use super::dates::{short, weekday};
use super::field::{Cell, Field, FieldError, Fields, RitualRef, Unfit, Value, field, noun, shapes};
use super::term::Term;
use super::text;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

noun! {
    // Nothing of a reminder leaves: it is between its owner and their machine.
    pub struct Reminder {
        /// The ritual it is about.
        ritual: Option<RitualRef> = field("ritual"),
        /// What it is about where that is no ritual.
        text: Option<String> = field("text").searched(),
        /// The time on the wall, wherever the wall is.
        at: NaiveTime = field("at"),
        /// Which days; none for every day.
        days: Vec<Weekday> = field("days"),
        /// What is said in its place, chosen by the person.
        words: Option<String> = field("words").searched(),
        // A term, of which nothing leaves either.
        term: Term {
            since = field("since"),
            until = field("until"),
            closed = field("closed"),
        },
        /// Whether the name of the ritual is said when it comes.
        say_name: bool = field("say_name"),
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.ritual.is_some() == self.text.is_some() {
            return Err(FieldError::new("ritual", "either it or \"text\""));
        }
        self.term.check()
    }

    fn term(&self) -> Option<&Term> {
        Some(&self.term)
    }
}

impl Reminder {
    /// What it is about: the name of the ritual, or the text.
    pub fn about(&self) -> &str {
        let ritual = self.ritual.as_ref().map(|ritual| &ritual.name);
        ritual.or(self.text.as_ref()).map_or("", String::as_str)
    }

    /// Whether a day is one of its days.
    pub fn falls_on(&self, day: NaiveDate) -> bool {
        (self.days.is_empty() || self.days.contains(&day.weekday()))
            && self.term.since <= day
            && self.term.live(day)
    }

    /// Whether none of its days comes after this one.
    pub fn ends_with(&self, day: NaiveDate) -> bool {
        let mut later = day.iter_days().skip(1).take(7);
        !later.any(|day| self.falls_on(day))
    }

    /// The last of its days whose time has come, with the instant; `instant` says when the wall
    /// shows its time on a day.
    pub fn last_time(
        &self,
        today: NaiveDate,
        now: i64,
        instant: &dyn Fn(NaiveDate) -> i64,
    ) -> Option<(NaiveDate, i64)> {
        // Any of its weekdays comes round within a week; the ends of a term are days.
        let days = (0..=8).filter_map(|back| today.checked_sub_days(chrono::Days::new(back)));
        days.filter(|day| self.falls_on(*day))
            .map(|day| (day, instant(day)))
            .find(|(_, at)| *at <= now)
    }
}

/// The boundary that keeps a reminder about something away: off-limits, its area speaks of
/// reminders, and of this one by name or of no ritual in particular.
pub fn kept_away<'b>(
    boundaries: &'b [Boundary],
    about: &str,
    rituals: &[String],
) -> Option<&'b Boundary> {
    boundaries.iter().find(|b| {
        let area = text::key(&b.area);
        let speaks = area
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.starts_with("remind"));
        let names = |name: &str| holds(&area, &text::key(name));
        b.stance == Stance::OffLimits
            && b.retired.is_none()
            && speaks
            && (names(about) || !rituals.iter().any(|name| names(name)))
    })
}

/// Whether a text holds another as whole words.
fn holds(text: &str, part: &str) -> bool {
    let outside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !part.is_empty()
        && text.match_indices(part).any(|(at, found)| {
            outside(text[..at].chars().next_back())
                && outside(text[at + found.len()..].chars().next())
        })
}

shapes!(Vec<Weekday>: Keyed);

/// Days of the week by their short names, Monday first.
impl Value for Vec<Weekday> {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        self.clear();
        for name in from.list(field.name)? {
            let expects = || FieldError::new(field.name, "names such as mon");
            let day = weekday(&name).ok_or_else(expects)?;
            if !self.contains(&day) {
                self.push(day);
            }
        }
        self.sort_by_key(Weekday::num_days_from_monday);
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        let names: Vec<String> = self.iter().map(|day| short(*day)).collect();
        Cell::parts(&names, names.is_empty())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        let names: Vec<String> = cell.read()?;
        let days = names.iter().map(|name| weekday(name).ok_or(Unfit));
        *self = days.collect::<Result<_, _>>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boundary(area: &str) -> Boundary {
        Boundary {
            area: area.to_owned(),
            stance: Stance::OffLimits,
            ..Boundary::default()
        }
    }

    fn reminder(days: Vec<Weekday>, since: NaiveDate, until: NaiveDate) -> Reminder {
        Reminder {
            text: Some("tea".to_owned()),
            days,
            term: Term {
                since,
                until,
                closed: None,
            },
            ..Reminder::default()
        }
    }

    proptest! {
        /// The same as looking at every day there is, for a wall whose times come in any order an
        /// offset can make of them.
        #[test]
        fn the_last_time_is_the_last_there_is(
            picked in proptest::collection::vec(0_u8..7, 0..4),
            since in 0_u64..40,
            length in 0_u64..40,
            today in 0_u64..90,
            hour in 0_i64..24,
        ) {
            let day = |n: u64| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(n);
            let days = picked.iter().filter_map(|n| Weekday::try_from(*n).ok()).collect();
            let reminder = reminder(days, day(since), day(since + length));
            let instant = |at: NaiveDate| {
                at.signed_duration_since(day(0)).num_hours() + 12
            };
            let now = instant(day(today)) - 12 + hour;
            let every = (0..=today).map(day).filter(|d| reminder.falls_on(*d));
            let brute = every.filter(|d| instant(*d) <= now).max().map(|d| (d, instant(d)));
            let found = reminder.last_time(day(today), now, &instant);
            // Further back than its weekdays come round, the end has come as well.
            if reminder.term.live(day(today)) {
                prop_assert_eq!(found, brute);
            }
        }
    }

    #[test]
    fn a_boundary_keeps_reminders_away_by_name_or_in_general() {
        let rituals = ["walk", "evening walk", "journal"].map(str::to_owned);
        let away =
            |area: &str, about: &str| kept_away(&[boundary(area)], about, &rituals).is_some();
        assert!(away("Reminders about WALK", "walk"));
        assert!(away("reminding me of my journal", "journal"));
        assert!(away("reminders", "journal") && away("no reminders at night", "tea"));
        assert!(!away("reminders about walk", "journal"));
        // "walking" is no ritual here, so it speaks of reminders in general.
        assert!(away("reminders about walking", "journal"));
        assert!(!away("reading my journal", "journal"));
        let mut retired = boundary("reminders");
        retired.retired = NaiveDate::from_ymd_opt(2026, 1, 1);
        assert!(kept_away(&[retired], "walk", &rituals).is_none());
    }
}
