//! Tickmate: its database, which is also its backup.

use super::sheets::{self, Cells};
use crate::domain::left::Left;
use crate::exchange::read::{Entry, Input, Reading, Sketch, When, dates};
use crate::exchange::{Format, Result};
use chrono::{NaiveDate, NaiveTime};
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
    if sheets::has(input, &[GROUPS]) {
        sheets::each(input, GROUPS, "name", into, |_, _, into| {
            into.not_carried(Left::Groups);
            Ok(())
        })?;
    }
    let mut last: HashMap<i64, Option<NaiveDate>> = HashMap::new();
    sheets::each(input, TICKS, OF_TICKS, into, |_, cells, _| {
        let last = last.entry(track_of(&cells)).or_default();
        *last = (*last).max(day(&cells));
        Ok(())
    })?;
    let mut order = BTreeMap::new();
    sheets::each(input, TRACKS, OF_TRACKS, into, |line, cells, _| {
        let id = cells.integer("_id").unwrap_or(line as i64);
        let texts = ["name", "description"].map(|name| cells.text(name));
        let ended = cells.integer("enabled") == Some(0);
        let several = cells.integer("multiple_entries_per_day") == Some(1);
        let place = cells.integer("order").unwrap_or(-1);
        order.insert((place, id), (line, texts, ended, several));
        Ok(())
    })?;
    let mut tracks: HashMap<i64, Track> = HashMap::new();
    for ((_, id), (line, [name, description], ended, several)) in order {
        let mut sketch = Sketch::named(&name);
        sketch.intention = Some(&description);
        sketch.retired = into.ended(ended, last.remove(&id).flatten());
        let track = Track {
            name: into.habit(line, sketch)?,
            several,
            ticked: HashSet::new(),
        };
        tracks.insert(id, track);
    }
    sheets::each(input, TICKS, OF_TICKS, into, |line, cells, into| {
        let id = track_of(&cells);
        let track = tracks.get_mut(&id);
        let track = track.ok_or_else(|| format!("no track has the id {id}"))?;
        let day = day(&cells).ok_or("a year, a month from 0 to 11 and a day are expected")?;
        if !track.several && !track.ticked.insert(day) {
            into.not_carried(Left::Copies);
            return Ok(());
        }
        let time = time(&cells).ok_or("an hour, a minute and a second are expected")?;
        Ok(into.entry(line, Entry::new(&track.name, When::on(day, time)))?)
    })
}

struct Track {
    name: String,
    /// Whether it takes more than one tick a day.
    several: bool,
    /// Days that have the one tick they take.
    ticked: HashSet<NaiveDate>,
}

fn track_of(cells: &Cells) -> i64 {
    cells.integer("_track_id").unwrap_or_default()
}

/// Months are counted from 0.
fn day(cells: &Cells) -> Option<NaiveDate> {
    let year = i32::try_from(cells.integer("year")?).ok()?;
    let month = cells.small("month")?.checked_add(1)?;
    let day = NaiveDate::from_ymd_opt(year, month, cells.small("day")?)?;
    Some(day).filter(|day| dates::lived(*day))
}

/// Without a word that the time was noted, its fields say nothing.
fn time(cells: &Cells) -> Option<Option<NaiveTime>> {
    let clock = |name| cells.small(name).unwrap_or_default();
    match cells.integer("has_time_info") {
        Some(1) => {
            NaiveTime::from_hms_opt(clock("hour"), clock("minute"), clock("second")).map(Some)
        }
        _ => Some(None),
    }
}
