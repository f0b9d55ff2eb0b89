//! The only place that asks what time it is, and the one rule of which day a moment belongs to.

mod zone;

use crate::domain::field::LocalTime;
use crate::domain::moment::Moment;
use chrono::{
    DateTime, Datelike, Days, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Timelike, Utc,
};
use uuid::Uuid;
use zone::Zone;

/// The clock of one command: read once, so that everything it writes agrees.
#[derive(Debug, Clone)]
pub struct Clock {
    now: Moment,
    wall_ms: i64,
    zone: Zone,
    /// When a new day begins.
    day_start: NaiveTime,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    #[error("--now expects an instant such as 2026-03-02T07:30:00+01:00; got '{0}'")]
    Now(String),
    #[error("the clocks were put forward on {0}, and {1} was left out")]
    LeftOut(NaiveDate, String),
}

/// The day a moment on the wall belongs to: before `day_start`, the day before.
pub fn which_day(wall: NaiveDateTime, day_start: NaiveTime) -> NaiveDate {
    (wall - day_start.signed_duration_since(NaiveTime::MIN)).date()
}

impl Clock {
    /// Reads the clock, or takes `fixed` (RFC 3339) as the instant it shows. Either way it is read
    /// in the local zone.
    ///
    /// # Errors
    /// [`ClockError::Now`].
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    pub fn read(fixed: Option<&str>) -> Result<Clock, ClockError> {
        let now = match fixed {
            None => Local::now().to_utc(),
            Some(text) => DateTime::parse_from_rfc3339(text.trim())
                .ok()
                .filter(|at| (1900..9000).contains(&at.year()))
                .ok_or_else(|| ClockError::Now(text.to_owned()))?
                .to_utc(),
        };
        let zone = Zone::here();
        let at = zone.on_the_wall(now.with_nanosecond(0).unwrap_or(now));
        Ok(Clock {
            wall_ms: now.timestamp_millis(),
            now: Moment {
                at,
                zone: zone.name.clone(),
            },
            zone,
            day_start: NaiveTime::MIN,
        })
    }

    /// The same clock for days that begin at this time; until it is told, at midnight.
    #[must_use]
    pub fn with_day_start(self, day_start: NaiveTime) -> Clock {
        Clock { day_start, ..self }
    }

    /// What `TZ` names, where no such zone is known and UTC was taken.
    pub fn unknown_zone(&self) -> Option<&str> {
        self.zone.unknown.as_deref()
    }

    pub fn now(&self) -> Moment {
        self.now.clone()
    }

    /// Milliseconds since 1970 UTC.
    pub fn wall_ms(&self) -> i64 {
        self.wall_ms
    }

    /// The day on which a row was noted here. Its identity tells, by the machine's clock, which no
    /// `--now` sets; none where the identity was made of what a file holds.
    pub fn noted(&self, uid: Uuid) -> Option<NaiveDate> {
        let (seconds, nanos) = uid.get_timestamp()?.to_unix();
        let at = DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)?;
        Some(self.zone.on_the_wall(at).date_naive())
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        which_day(self.now.at.naive_local(), self.day_start)
    }

    /// Whether it is before five in the morning: some count the hour to the day before.
    pub fn small_hours(&self) -> bool {
        self.now.at.hour() < 5
    }

    /// The instant at which the wall showed this time on this day. Of the two in an autumn hour,
    /// the earlier.
    ///
    /// # Errors
    /// [`ClockError::LeftOut`] for a time the spring change left out.
    pub fn at(&self, day: NaiveDate, wall: NaiveTime) -> Result<Moment, ClockError> {
        let local = self.on_calendar(day, wall);
        self.zone
            .earlier(local)
            .map(|at| self.lived(at))
            .ok_or_else(|| ClockError::LeftOut(local.date(), wall.format("%H:%M").to_string()))
    }

    /// As [`Clock::at`], on the wall of another moment's place: its zone, or its offset where the
    /// zone is not known here.
    ///
    /// # Errors
    /// As [`Clock::at`].
    pub fn at_place(
        &self,
        day: NaiveDate,
        wall: NaiveTime,
        place: &Moment,
    ) -> Result<Moment, ClockError> {
        if place.zone == self.zone.name {
            return self.at(day, wall);
        }
        let local = self.on_calendar(day, wall);
        let there = place.zone.as_deref().and_then(Zone::known);
        let at = match there {
            Some(zone) => zone.earlier(local),
            None => place.at.offset().from_local_datetime(&local).earliest(),
        };
        let left_out = || ClockError::LeftOut(local.date(), wall.format("%H:%M").to_string());
        Ok(Moment {
            at: at.ok_or_else(left_out)?,
            zone: place.zone.clone(),
        })
    }

    /// The instant a time of day comes on a day, in milliseconds since 1970 UTC. Of the two in an
    /// autumn hour, the earlier; for a time the spring change left out, the end of the gap.
    pub fn comes(&self, day: NaiveDate, wall: NaiveTime) -> i64 {
        let local = self.on_calendar(day, wall);
        // The longest gap there was left out a whole day.
        let after =
            (0..=2 * 24 * 60).find_map(|n| self.zone.earlier(local + TimeDelta::minutes(n)));
        after.map_or_else(
            || self.moment(day, wall).utc_ms(),
            |at| at.timestamp_millis(),
        )
    }

    /// The day and time on the calendar of a time of day that belongs to a day: before the start of
    /// the day it is on the next page.
    pub fn on_calendar(&self, day: NaiveDate, wall: NaiveTime) -> NaiveDateTime {
        let next = if wall < self.day_start { 1 } else { 0 };
        day.checked_add_days(Days::new(next))
            .unwrap_or(day)
            .and_time(wall)
    }

    fn lived(&self, at: DateTime<FixedOffset>) -> Moment {
        Moment {
            at,
            zone: self.zone.name.clone(),
        }
    }
}

impl LocalTime for Clock {
    /// Never fails: a time that was left out is read with the offset in force before the gap.
    fn moment(&self, day: NaiveDate, wall: NaiveTime) -> Moment {
        LocalTime::calendar(self, self.on_calendar(day, wall))
    }

    fn calendar(&self, local: NaiveDateTime) -> Moment {
        let at = self.zone.earlier(local).unwrap_or_else(|| {
            let before = self.zone.earlier(local - TimeDelta::hours(3));
            let offset = before.map_or_else(|| *self.now.at.offset(), |at| *at.offset());
            offset
                .from_local_datetime(&local)
                .earliest()
                .unwrap_or(self.now.at)
        });
        self.lived(at)
    }

    fn local(&self, at: DateTime<Utc>) -> Moment {
        self.lived(self.zone.on_the_wall(at))
    }

    fn zoned(&self, at: DateTime<Utc>, zone: &str) -> Option<DateTime<FixedOffset>> {
        zone::elsewhere(at, zone)
    }

    fn day_of(&self, at: NaiveDateTime) -> NaiveDate {
        which_day(at, self.day_start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_day_starts_it_is_the_day_before() {
        let four = NaiveTime::from_hms_opt(4, 0, 0).unwrap();
        let at = |text: &str| which_day(text.parse().unwrap(), four).to_string();
        assert_eq!(at("2026-03-02T03:59:59"), "2026-03-01");
        assert_eq!(at("2026-03-02T04:00:00"), "2026-03-02");
        assert_eq!(at("2026-01-01T00:00:00"), "2025-12-31");
    }
}
