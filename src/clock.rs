//! The only place that asks what time it is, the zone it is read in, and the one rule of which day a
//! moment belongs to.

use crate::domain::field::LocalTime;
use crate::domain::moment::Moment;
use chrono::{
    DateTime, Datelike, Days, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Offset as _,
    TimeDelta, TimeZone, Timelike, Utc,
};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone as Rule, TimeZoneDatabase};
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};
use uuid::Uuid;

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
        self.at_place(day, wall, &self.now)
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
        let local = self.on_calendar(day, wall);
        let at = if place.zone == self.zone.name {
            self.zone.earlier(local)
        } else if let Some(zone) = place.zone.as_deref().and_then(Zone::known) {
            zone.earlier(local)
        } else {
            place.at.offset().from_local_datetime(&local).earliest()
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
            let at = offset.from_local_datetime(&local).earliest();
            at.unwrap_or(self.now.at)
        });
        self.lived(at)
    }

    fn local(&self, at: DateTime<Utc>) -> Moment {
        self.lived(self.zone.on_the_wall(at))
    }

    fn zoned(&self, at: DateTime<Utc>, zone: &str) -> Option<DateTime<FixedOffset>> {
        let at = Zone::known(zone)?.on_the_wall(at);
        // An offset in parts of a minute, of before there were zones, has no form in an export.
        (at.offset().local_minus_utc() % 60 == 0).then_some(at)
    }

    fn day_of(&self, at: NaiveDateTime) -> NaiveDate {
        which_day(at, self.day_start)
    }
}

/// Where chrono looks for a zone by its name.
const FOLDERS: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/share/zoneinfo",
    "/etc/zoneinfo",
    "/usr/share/lib/zoneinfo",
];
/// The zone of the machine.
const MACHINE: &str = "/etc/localtime";

/// The zone a command runs in: from the system's database, from the one built in where the system has
/// none, or UTC.
#[derive(Debug, Clone, PartialEq)]
struct Zone {
    /// None where chrono tells the offset, which reads `TZ` and the files of the system.
    rule: Option<Rule>,
    /// That of the zone which gives the offset; none where the machine has a zone and no name for it.
    name: Option<String>,
    /// What `TZ` says, where nothing here knows it and UTC was taken.
    unknown: Option<String>,
}

impl Zone {
    /// The zone that `TZ` names, else that of the machine.
    fn here() -> Zone {
        let typed = std::env::var_os("TZ").map(|typed| typed.to_string_lossy().into_owned());
        match typed.filter(|typed| !means_machine(typed)) {
            None => Zone::of_machine(),
            Some(typed) => Zone::named(&typed, &is_zone_file).unwrap_or_else(|| Zone {
                unknown: Some(typed),
                ..Zone::utc()
            }),
        }
    }

    /// The zone of this name in the database built in.
    fn known(name: &str) -> Option<Zone> {
        let rule = TimeZoneDatabase::bundled().get(name).ok()?;
        Some(Zone::of(Some(rule), name))
    }

    fn of(rule: Option<Rule>, name: &str) -> Zone {
        Zone {
            rule,
            name: Some(name.to_owned()),
            unknown: None,
        }
    }

    fn utc() -> Zone {
        Zone::of(Some(Rule::UTC), "UTC")
    }

    /// chrono reads the file itself; where that is not there, a name alone may say which zone it is.
    fn of_machine() -> Zone {
        let name = iana_time_zone::get_timezone().ok();
        if is_zone_file(Path::new(MACHINE)) {
            return Zone {
                rule: None,
                name,
                unknown: None,
            };
        }
        name.and_then(|name| Zone::named(&name, &|_| false))
            .unwrap_or_else(Zone::utc)
    }

    /// Reads a name as POSIX has them: a zone, a file, or a rule such as `CET-1CEST,M3.5.0,M10.5.0/3`.
    fn named(typed: &str, is_file: &dyn Fn(&Path) -> bool) -> Option<Zone> {
        let name = typed.strip_prefix(':').unwrap_or(typed);
        if name.is_empty() {
            return Some(Zone::utc());
        }
        let path = Path::new(name);
        let inside = path.components().all(|c| c != Component::ParentDir);
        let system = match path.is_absolute() {
            true => is_file(path),
            false => FOLDERS
                .iter()
                .any(|folder| is_file(&Path::new(folder).join(path))),
        };
        // `/usr/share/zoneinfo/Europe/Berlin`
        let short = name.split_once("zoneinfo/").map_or(name, |(_, tail)| tail);
        if inside && system {
            return Some(Zone::of(None, short));
        }
        if let Ok(rule) = TimeZoneDatabase::bundled().get(short) {
            let name = rule.iana_name().unwrap_or(short).to_owned();
            return Some(Zone::of(Some(rule), &name));
        }
        let rule = Rule::posix(name).ok().filter(|_| typed == name)?;
        Some(Zone::of(Some(rule), name))
    }

    fn on_the_wall(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        let Some(rule) = &self.rule else {
            return at.with_timezone(&Local).fixed_offset();
        };
        let offset = Timestamp::from_second(at.timestamp());
        at.with_timezone(&offset.map_or(Utc.fix(), |at| fixed(rule.to_offset(at))))
    }

    /// The instant at which a wall showed this; of the two in an autumn hour, the earlier. None for
    /// a time the spring change left out.
    fn earlier(&self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let Some(rule) = &self.rule else {
            let found = Local.from_local_datetime(&local);
            // chrono gives the two of the machine's zone in the wrong order (chronotope/chrono#1625).
            let at = found.earliest().min(found.latest());
            return at.map(|at| at.fixed_offset());
        };
        let wall = Timestamp::from_second(local.and_utc().timestamp()).ok()?;
        let offset = match rule
            .to_ambiguous_timestamp(Offset::UTC.to_datetime(wall))
            .offset()
        {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Fold { before, .. } => before,
            AmbiguousOffset::Gap { .. } => return None,
        };
        fixed(offset).from_local_datetime(&local).single()
    }
}

fn fixed(offset: Offset) -> FixedOffset {
    FixedOffset::east_opt(offset.seconds()).unwrap_or(Utc.fix())
}

/// Whether `TZ` names no zone but that of the machine.
fn means_machine(typed: &str) -> bool {
    matches!(
        typed.strip_prefix(':').unwrap_or(typed),
        "localtime" | MACHINE
    )
}

/// Whether a file is one of a zone. A directory, or a file of another kind, is none.
fn is_zone_file(path: &Path) -> bool {
    let mut magic = [0; 4];
    let regular = path.metadata().is_ok_and(|found| found.is_file());
    let read = || File::open(path)?.read_exact(&mut magic);
    regular && { read }().is_ok() && magic == *b"TZif"
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

    fn berlin_rule() -> Rule {
        TimeZoneDatabase::bundled().get("Europe/Berlin").unwrap()
    }

    fn bare(typed: &str) -> Option<Zone> {
        Zone::named(typed, &|_| false)
    }

    #[test]
    fn without_a_database_of_the_system_the_one_built_in_answers() {
        let berlin = Some(Zone::of(Some(berlin_rule()), "Europe/Berlin"));
        for typed in [
            "Europe/Berlin",
            ":Europe/Berlin",
            "/usr/share/zoneinfo/Europe/Berlin",
        ] {
            assert_eq!(bare(typed), berlin, "{typed}");
        }
        let zone = Zone::of(Some(berlin_rule()), "");
        let at = |text: &str| zone.earlier(text.parse().unwrap());
        let shown = |text: &str| at(text).map(|at| at.to_rfc3339());
        // The hour that comes twice, the hour that does not come, and summer.
        assert_eq!(
            shown("2026-10-25T02:30:00").unwrap(),
            "2026-10-25T02:30:00+02:00"
        );
        assert_eq!(shown("2026-03-29T02:30:00"), None);
        let utc = "2026-11-21T23:30:00Z".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            zone.on_the_wall(utc).to_rfc3339(),
            "2026-11-22T00:30:00+01:00"
        );
    }

    #[test]
    fn the_system_goes_first_and_what_nobody_knows_is_unknown() {
        let there = |path: &Path| path.ends_with("zoneinfo/Europe/Berlin");
        let system = Some(Zone::of(None, "Europe/Berlin"));
        assert_eq!(Zone::named("Europe/Berlin", &there), system);
        let everything = |_: &Path| true;
        for typed in ["Europe/Berln", "../../etc/passwd", "Europe", "/etc/passwd"] {
            assert_eq!(bare(typed), None, "{typed}");
        }
        assert_eq!(Zone::named("../../etc/passwd", &everything), None);
        assert_eq!(bare(""), Some(Zone::utc()));
        assert!(means_machine("localtime"));
    }

    #[test]
    fn a_rule_is_told_from_a_slip() {
        for rule in [
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "EST5EDT4:00,M3.2.0/2,M11.1.0/2",
            "<+0330>-3:30",
            "XYZ-5:45",
            "AAA3BBB,J60,J300/1",
        ] {
            let posix = Rule::posix(rule).unwrap();
            assert_eq!(bare(rule), Some(Zone::of(Some(posix), rule)), "{rule}");
        }
        for slip in [
            "CET-1CEST",
            "Berlin",
            "CET-99",
            "CE-1",
            "CET-1,M3.5.0",
            "AAA3BBB,M13.1.0,M1.1.1",
        ] {
            assert_eq!(bare(slip), None, "{slip}");
        }
    }
}
