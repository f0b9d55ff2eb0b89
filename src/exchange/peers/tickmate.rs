//! Tickmate: its database, which is also its backup.

use super::sheets::{self, Cells};
use crate::domain::left::Left;
use crate::exchange::read::{Entry, Input, Reading, Sketch, When, dates};
use crate::exchange::{Format, Result};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

pub const FORMAT: Format = Format::of("tickmate", "Tickmate: the database", recognise, read);

const TRACKS: &str = "tracks";
const TICKS: &str = "ticks";
const GROUPS: &str = "groups";

const OF_TRACKS: &str = "name _id description enabled multiple_entries_per_day order";
const OF_TICKS: &str = "_track_id year month day hour minute second has_time_info";

fn recognise(input: &Input) -> bool {
    sheets::has(input, &[TRACKS, TICKS])
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut tracks: HashMap<i64, Track> = HashMap::new();
    let mut order: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    sheets::each(input, TRACKS, OF_TRACKS, &mut |line, cells| {
        let id = cells.integer("_id").unwrap_or(line as i64);
        order.insert((cells.integer("order").unwrap_or(-1), id), id);
        let track = Track {
            line,
            name: cells.text("name"),
            description: cells.text("description"),
            retired: cells.integer("enabled") == Some(0),
            several: cells.integer("multiple_entries_per_day") == Some(1),
            last: None,
            ticked: HashSet::new(),
        };
        tracks.insert(id, track);
        Ok(())
    })?;
    if sheets::has(input, &[GROUPS]) {
        sheets::each(input, GROUPS, "name", &mut |_, _| {
            into.not_carried(Left::Groups);
            Ok(())
        })?;
    }
    sheets::each(input, TICKS, OF_TICKS, &mut |_, cells| {
        let track = cells
            .integer("_track_id")
            .and_then(|id| tracks.get_mut(&id));
        if let (Some(track), Some(day)) = (track, day(&cells)) {
            track.last = track.last.max(Some(day));
        }
        Ok(())
    })?;
    into.of(&sheets::called(input, TRACKS));
    for id in order.values() {
        let Some(track) = tracks.get_mut(id) else {
            continue;
        };
        let sketch = Sketch {
            name: &track.name,
            intention: Some(&track.description),
            retired: into.ended(track.retired, track.last),
            ..Sketch::default()
        };
        track.name = into.habit(track.line, sketch)?;
    }
    into.of(&sheets::called(input, TICKS));
    sheets::each(input, TICKS, OF_TICKS, &mut |line, cells| {
        let id = cells.integer("_track_id").unwrap_or_default();
        let Some(track) = tracks.get_mut(&id) else {
            return into.bad(line, format!("no track has the id {id}"));
        };
        let Some(day) = day(&cells) else {
            return into.bad(line, "a year, a month from 0 to 11 and a day are expected");
        };
        if !track.several && !track.ticked.insert(day) {
            into.not_carried(Left::Copies);
            return Ok(());
        }
        match when(day, &cells) {
            Some(when) => into.entry(line, Entry::new(&track.name, when)),
            None => into.bad(line, "an hour, a minute and a second are expected"),
        }
    })
}

struct Track {
    line: usize,
    name: String,
    description: String,
    retired: bool,
    /// Whether it takes more than one tick a day.
    several: bool,
    last: Option<NaiveDate>,
    /// Days that have the one tick they take.
    ticked: HashSet<NaiveDate>,
}

/// Months are counted from 0.
fn day(cells: &Cells) -> Option<NaiveDate> {
    let year = i32::try_from(cells.integer("year")?).ok()?;
    let month = cells.small("month")?.checked_add(1)?;
    let day = NaiveDate::from_ymd_opt(year, month, cells.small("day")?)?;
    Some(day).filter(|day| dates::lived(*day))
}

/// Without a word that the time was noted, its fields say nothing.
fn when(day: NaiveDate, cells: &Cells) -> Option<When> {
    let clock = |name| cells.small(name).unwrap_or_default();
    match cells.integer("has_time_info") {
        Some(1) => day
            .and_hms_opt(clock("hour"), clock("minute"), clock("second"))
            .map(When::Wall),
        _ => Some(When::Day(day)),
    }
}
