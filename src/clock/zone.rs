//! The zone a command runs in: from the system's database, from the one built in where the system has
//! none, or UTC. The name that is kept is that of the zone which gave the offset.

use chrono::offset::{LocalResult, Offset as _};
use chrono::{DateTime, Datelike, FixedOffset, Local, NaiveDateTime, TimeZone, Timelike, Utc};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone as Rule, TimeZoneDatabase};
use jiff::{Timestamp, civil};
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

/// Where chrono looks for a zone by its name.
const FOLDERS: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/share/zoneinfo",
    "/etc/zoneinfo",
    "/usr/share/lib/zoneinfo",
];
/// The zone of the machine.
const MACHINE: &str = "/etc/localtime";

#[derive(Debug, Clone)]
pub struct Zone {
    rules: Rules,
    /// None where the machine has a zone and no name for it.
    pub name: Option<String>,
    /// What `TZ` says, where nothing here knows it.
    pub unknown: Option<String>,
}

/// Who tells the offset of an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rules {
    /// chrono, which reads `TZ` and the files of the system.
    System,
    /// The database built in.
    BuiltIn(Rule),
    Utc,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Named {
    Zone(Rules, String),
    Machine,
    Unknown,
}

impl Zone {
    /// The zone that `TZ` names, else that of the machine.
    pub fn here() -> Zone {
        let Some(typed) = std::env::var_os("TZ") else {
            return Zone::of_machine();
        };
        let typed = typed.to_string_lossy();
        match named(&typed, &is_zone_file) {
            Named::Zone(rules, name) => Zone::of(rules, name),
            Named::Machine => Zone::of_machine(),
            Named::Unknown => Zone {
                unknown: Some(typed.into_owned()),
                ..Zone::of(Rules::Utc, "UTC".to_owned())
            },
        }
    }

    /// The zone of this name in the database built in.
    pub fn known(name: &str) -> Option<Zone> {
        let rule = TimeZoneDatabase::bundled().get(name).ok()?;
        Some(Zone::of(Rules::BuiltIn(rule), name.to_owned()))
    }

    fn of(rules: Rules, name: String) -> Zone {
        Zone {
            rules,
            name: Some(name),
            unknown: None,
        }
    }

    /// chrono reads the file itself; where that is not there, a name alone may say which zone it is.
    fn of_machine() -> Zone {
        let name = iana_time_zone::get_timezone().ok();
        if is_zone_file(Path::new(MACHINE)) {
            return Zone {
                rules: Rules::System,
                name,
                unknown: None,
            };
        }
        match name.map(|name| named(&name, &|_| false)) {
            Some(Named::Zone(rules, name)) => Zone::of(rules, name),
            _ => Zone::of(Rules::Utc, "UTC".to_owned()),
        }
    }

    pub fn on_the_wall(&self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        match &self.rules {
            Rules::System => at.with_timezone(&Local).fixed_offset(),
            Rules::BuiltIn(rule) => at.with_timezone(&offset_at(rule, at)),
            Rules::Utc => at.fixed_offset(),
        }
    }

    /// The instant at which a wall showed this; of the two in an autumn hour, the earlier. None for
    /// a time the spring change left out.
    pub fn earlier(&self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        match &self.rules {
            Rules::System => first(Local.from_local_datetime(&local)),
            Rules::BuiltIn(rule) => first(earlier_offset(rule, local)?.from_local_datetime(&local)),
            Rules::Utc => first(Utc.from_local_datetime(&local)),
        }
    }
}

/// An instant on the wall of a zone by its name in the database built in.
pub fn elsewhere(at: DateTime<Utc>, zone: &str) -> Option<DateTime<FixedOffset>> {
    let offset = offset_at(&TimeZoneDatabase::bundled().get(zone).ok()?, at);
    // One in parts of a minute, of before there were zones, has no form in an export.
    (offset.local_minus_utc() % 60 == 0).then(|| at.with_timezone(&offset))
}

fn offset_at(rule: &Rule, at: DateTime<Utc>) -> FixedOffset {
    let at = Timestamp::from_second(at.timestamp());
    at.map_or(Utc.fix(), |at| fixed(rule.to_offset(at)))
}

/// The offset under which a wall showed this; the one before where an hour comes twice. None for a
/// time the spring change left out.
fn earlier_offset(rule: &Rule, local: NaiveDateTime) -> Option<FixedOffset> {
    let small = |n: u32| i8::try_from(n).ok();
    let wall = civil::DateTime::new(
        i16::try_from(local.year()).ok()?,
        small(local.month())?,
        small(local.day())?,
        small(local.hour())?,
        small(local.minute())?,
        small(local.second())?,
        0,
    );
    match rule.to_ambiguous_timestamp(wall.ok()?).offset() {
        AmbiguousOffset::Unambiguous { offset } => Some(fixed(offset)),
        AmbiguousOffset::Fold { before, .. } => Some(fixed(before)),
        AmbiguousOffset::Gap { .. } => None,
    }
}

fn fixed(offset: Offset) -> FixedOffset {
    FixedOffset::east_opt(offset.seconds()).unwrap_or(Utc.fix())
}

fn first<Z: TimeZone>(found: LocalResult<DateTime<Z>>) -> Option<DateTime<FixedOffset>> {
    match found {
        LocalResult::None => None,
        LocalResult::Single(at) => Some(at.fixed_offset()),
        // chrono gives the two of the machine's zone in the wrong order (chronotope/chrono#1625).
        LocalResult::Ambiguous(a, b) => Some(a.fixed_offset().min(b.fixed_offset())),
    }
}

/// Reads a name as POSIX has them: a zone, a file, or a rule of its own.
fn named(typed: &str, is_file: &dyn Fn(&Path) -> bool) -> Named {
    let name = typed.strip_prefix(':').unwrap_or(typed);
    if name.is_empty() {
        return Named::Zone(Rules::Utc, "UTC".to_owned());
    }
    if name == "localtime" || name == MACHINE {
        return Named::Machine;
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
        return Named::Zone(Rules::System, short.to_owned());
    }
    if let Ok(rule) = TimeZoneDatabase::bundled().get(short) {
        let name = rule.iana_name().unwrap_or(short).to_owned();
        return Named::Zone(Rules::BuiltIn(rule), name);
    }
    match is_rule(name) && typed == name {
        true => Named::Zone(Rules::System, name.to_owned()),
        false => Named::Unknown,
    }
}

/// Whether a file is one of a zone. A directory, or a file of another kind, is none.
fn is_zone_file(path: &Path) -> bool {
    let mut magic = [0; 4];
    let regular = path.metadata().is_ok_and(|found| found.is_file());
    let read = || File::open(path)?.read_exact(&mut magic);
    regular && { read }().is_ok() && magic == *b"TZif"
}

/// Whether a name is a rule that chrono reads, such as `CET-1CEST,M3.5.0,M10.5.0/3`: a name and an
/// offset, and where there is a summer time its name, when it begins and when it ends.
fn is_rule(text: &str) -> bool {
    let mut parts = text.split(',');
    let Some(rest) = parts.next().and_then(after_name).and_then(after_offset) else {
        return false;
    };
    let dates: Vec<&str> = parts.collect();
    match after_name(rest) {
        _ if rest.is_empty() => dates.is_empty(),
        Some(rest) => {
            let offset = rest.is_empty() || after_offset(rest) == Some("");
            offset && dates.len() == 2 && dates.iter().all(|date| is_date(date))
        }
        None => false,
    }
}

fn after_name(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_prefix('<') {
        return quoted.split_once('>').map(|(_, rest)| rest);
    }
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    (end >= 3).then(|| &text[end..])
}

fn after_offset(text: &str) -> Option<&str> {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != ':')
        .unwrap_or(text.len());
    is_time(&text[..end]).then(|| &text[end..])
}

/// `M3.5.0`, `J60` or `59`, with a time behind a stroke or without.
fn is_date(text: &str) -> bool {
    let (day, time) = text.split_once('/').unwrap_or((text, "2"));
    let number = |text: &str, low: u32, high: u32| {
        text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
    };
    let fits = match (day.strip_prefix('M'), day.strip_prefix('J')) {
        (Some(day), _) => {
            let parts: Vec<&str> = day.split('.').collect();
            matches!(parts[..], [month, week, day]
                if number(month, 1, 12) && number(week, 1, 5) && number(day, 0, 6))
        }
        (_, Some(day)) => number(day, 1, 365),
        _ => number(day, 0, 365),
    };
    fits && is_time(time)
}

/// Hours up to 24, with minutes and seconds or without.
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let fits = |(at, part): (usize, &&str)| {
        let highest = if at == 0 { 24 } else { 59 };
        part.parse::<u32>().is_ok_and(|n| n <= highest)
    };
    parts.len() <= 3 && parts.iter().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin_rule() -> Rule {
        TimeZoneDatabase::bundled().get("Europe/Berlin").unwrap()
    }

    fn bare(typed: &str) -> Named {
        named(typed, &|_| false)
    }

    #[test]
    fn without_a_database_of_the_system_the_one_built_in_answers() {
        let berlin = Named::Zone(Rules::BuiltIn(berlin_rule()), "Europe/Berlin".into());
        for typed in [
            "Europe/Berlin",
            ":Europe/Berlin",
            "/usr/share/zoneinfo/Europe/Berlin",
        ] {
            assert_eq!(bare(typed), berlin, "{typed}");
        }
        let zone = Zone::of(Rules::BuiltIn(berlin_rule()), String::new());
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
        let system = Named::Zone(Rules::System, "Europe/Berlin".into());
        assert_eq!(named("Europe/Berlin", &there), system);
        let everything = |_: &Path| true;
        for typed in ["Europe/Berln", "../../etc/passwd", "Europe", "/etc/passwd"] {
            assert_eq!(bare(typed), Named::Unknown, "{typed}");
        }
        assert_eq!(named("../../etc/passwd", &everything), Named::Unknown);
        assert_eq!(bare(""), Named::Zone(Rules::Utc, "UTC".into()));
        assert_eq!(bare("localtime"), Named::Machine);
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
            let named = bare(rule);
            assert_eq!(named, Named::Zone(Rules::System, rule.into()), "{rule}");
        }
        for slip in [
            "CET-1CEST",
            "Berlin",
            "CET-99",
            "CE-1",
            "CET-1,M3.5.0",
            "AAA3BBB,M13.1.0,M1.1.1",
        ] {
            assert_eq!(bare(slip), Named::Unknown, "{slip}");
        }
    }
}
