//! Apple Health: `export.zip`, or the XML in it, read as it comes: it may be gigabytes. Sleep becomes a
//! note a night, mindful sessions and workouts become entries.

use crate::domain::amount::{MINUTES, factor};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::exchange::read::dates::instant;
use crate::exchange::read::input::{LINE_MAX, cannot};
use crate::exchange::read::items::said;
use crate::exchange::read::table::{number, short};
use crate::exchange::read::{Archive, Entry, Input, Note, Reading, Sketch, When, archive};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use chrono::NaiveDate;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

pub const FORMAT: Format = Format::of(
    "apple-health",
    "Apple Health: export.zip or its XML; sleep, mindful minutes and workouts",
    recognise,
    read,
);

const SLEEP: &str = "HKCategoryTypeIdentifierSleepAnalysis";
const MINDFUL: &str = "HKCategoryTypeIdentifierMindfulSession";

/// The most stretches of sleep that are held: some hundred years.
const SPANS_MAX: usize = 1_000_000;

/// How long somebody may be awake within a night, in seconds.
const AWAKE_MAX: i64 = 3 * 3600;

/// What the export begins with, and how far down that may stand, in bytes.
const ROOT: &[u8] = b"<HealthData";
const TOP_MAX: usize = 1 << 20;

fn recognise(input: &Input) -> bool {
    if !archive::is_one(input) {
        return is_health(input.head());
    }
    Archive::open(input).is_ok_and(|mut archive| export(&mut archive).is_some())
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if !archive::is_one(input) {
        return records(&input.name, input.open()?, into);
    }
    let mut archive = Archive::open(input)?;
    let Some(name) = export(&mut archive) else {
        return Err(ExchangeError::whole(
            &input.name,
            "holds no XML of health data",
            "Health exports all its data as export.zip, from the picture of its owner",
        ));
    };
    let called = archive.called(&name);
    records(&called, archive.stream(&name)?, into)
}

/// What tells it from the clinical document beside it, which has another root.
fn is_health(head: &[u8]) -> bool {
    let head = &head[..head.len().min(1024)];
    let has = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
    has(b"<!DOCTYPE HealthData") || has(ROOT)
}

/// The file of the archive that is the export: its name follows the language of the phone.
fn export(archive: &mut Archive) -> Option<String> {
    let top = |name: &&String| name.ends_with(".xml") && name.matches('/').count() < 2;
    let names: Vec<String> = archive.names.iter().filter(top).cloned().collect();
    names.into_iter().find(|name| {
        let mut head = Vec::new();
        let read = archive
            .stream(name)
            .map(|file| file.take(1024).read_to_end(&mut head));
        matches!(read, Ok(Ok(_))) && is_health(&head)
    })
}

/// Runs over every element from the root on. Some of these files are no XML: the description of the
/// document at their top does not close, and control characters stand in names of devices. Both are passed
/// over.
fn records(file: &str, mut input: impl Read, into: &mut Reading) -> Result<()> {
    into.of(file);
    let (top, mut line) = root(file, &mut input)?;
    let since = Rc::new(Cell::new(0));
    let clean = Clean {
        input: Cursor::new(top).chain(input),
        since: Rc::clone(&since),
    };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, clean));
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut buffer = Vec::new();
    // 0 is the root.
    let mut depth = 0_usize;
    let mut seen = Seen::default();
    loop {
        let wrong = |what: String| Err(ExchangeError::line(file, line, what));
        match reader.read_event_into(&mut buffer) {
            Err(e) => return wrong(format!("XML is expected: {e}")),
            Ok(Event::Eof) if depth > 0 => {
                return wrong("the end of HealthData is expected".to_owned());
            }
            Ok(Event::Eof) => return seen.nights.write(into),
            Ok(Event::Start(start)) => {
                seen.begins(line, &start, depth, into);
                depth += 1;
            }
            Ok(Event::Empty(start)) => {
                seen.begins(line, &start, depth, into);
                seen.ends(start.name().as_ref(), into)?;
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                seen.ends(end.name().as_ref(), into)?;
            }
            Ok(_) => {}
        }
        line += buffer.iter().filter(|b| **b == b'\n').count();
        buffer.clear();
        since.set(0);
    }
}

/// What was read from the root on, and the line that stands on.
fn root(file: &str, input: &mut impl Read) -> Result<(Vec<u8>, usize)> {
    let mut top = Vec::new();
    loop {
        let had = top.len();
        let read = input.take(1 << 16).read_to_end(&mut top);
        read.map_err(|e| cannot(file, &e))?;
        let from = had.saturating_sub(ROOT.len());
        let found = top[from..]
            .windows(ROOT.len())
            .position(|part| part == ROOT);
        if let Some(found) = found {
            let root = top.split_off(from + found);
            return Ok((root, 1 + top.iter().filter(|b| **b == b'\n').count()));
        }
        if top.len() == had || top.len() > TOP_MAX {
            return Err(ExchangeError::whole(
                file,
                "has no HealthData in it",
                "the XML in Health's export.zip begins with one",
            ));
        }
    }
}

/// Leaves out control characters, and reads no element without end.
struct Clean<R> {
    input: R,
    /// Bytes since the last element.
    since: Rc<Cell<usize>>,
}

impl<R: Read> Read for Clean<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.since.get() > LINE_MAX {
                let what = format!("an element of more than {LINE_MAX} bytes");
                return Err(io::Error::other(what));
            }
            let got = self.input.read(into)?;
            self.since.set(self.since.get() + got);
            let mut kept = 0;
            for at in 0..got {
                let byte = into[at];
                if byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r') {
                    into[kept] = byte;
                    kept += 1;
                }
            }
            if kept > 0 || got == 0 {
                return Ok(kept);
            }
        }
    }
}

/// The value of an attribute; empty where there is none.
fn attribute(start: &BytesStart, name: &str) -> String {
    let found = start.try_get_attribute(name).ok().flatten();
    let value = found.map(|a| match a.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        // An entity that nobody declared stays as it was written.
        Err(_) => a.value.to_string(),
    });
    value.unwrap_or_default()
}

/// What was seen so far: the nights, and an element whose details may follow.
#[derive(Default)]
struct Seen {
    nights: Nights,
    open: Option<Open>,
}

impl Seen {
    /// An element that has a place here is open from here on, or is a detail of one that is; others are
    /// counted.
    fn begins(&mut self, line: usize, start: &BytesStart, depth: usize, into: &mut Reading) {
        let mut other = |kind: &str| {
            into.not_carried(match kind.contains("StateOfMind") {
                true => Left::StatesOfMind,
                false => Left::Measures,
            });
        };
        match start.name().as_ref() {
            "Record" => match attribute(start, "type").as_str() {
                SLEEP | MINDFUL => self.open = Some(Open::of(line, start)),
                kind => other(kind),
            },
            "Workout" => self.open = Some(Open::of(line, start)),
            "ExportDate" | "Me" => {}
            name => match &mut self.open {
                Some(open) => open.detail(name, start),
                None if depth == 1 => other(name),
                None => {}
            },
        }
    }

    /// What was open is written, now that its details are known.
    fn ends(&mut self, name: &str, into: &mut Reading) -> Result<()> {
        let open = match name {
            "Record" | "Workout" => self.open.take(),
            _ => None,
        };
        open.map_or(Ok(()), |open| {
            let done = open.read(&mut self.nights, into);
            into.took(open.line, done)
        })
    }
}

/// A record or a workout.
struct Open {
    line: usize,
    start: BytesStart<'static>,
    zone: String,
    extra: Extra,
}

impl Open {
    fn of(line: usize, start: &BytesStart) -> Open {
        let of = |name: &str| attribute(start, name);
        let total = |name| {
            let (n, unit) = (of(name), of(&format!("{name}Unit")));
            let said = format!("{n} {unit}").trim_end().to_owned();
            (name, Some(said).filter(|_| !n.is_empty()))
        };
        let mut extra = said([("source", of("sourceName"))]);
        extra.extend(said(["totalEnergyBurned", "totalDistance"].map(total)));
        Open {
            line,
            start: start.to_owned(),
            zone: String::new(),
            extra,
        }
    }

    /// What stands within: a zone, a sum.
    fn detail(&mut self, name: &str, start: &BytesStart) {
        let of = |name: &str| attribute(start, name);
        let (kind, sum) = (of("type"), of("sum"));
        if of("key") == "HKTimeZone" {
            self.zone = of("value");
        } else if name == "WorkoutStatistics" && !sum.is_empty() && self.extra.len() < 20 {
            let kind = kind.trim_start_matches("HKQuantityTypeIdentifier");
            let sum = format!("{sum} {}", of("unit"));
            self.extra.insert(kind.to_owned(), sum.trim_end().into());
        }
    }

    fn read(&self, nights: &mut Nights, into: &mut Reading) -> Result<(), Fault> {
        let line = self.line;
        let of = |name: &str| attribute(&self.start, name);
        // Every offset in the file is the one of the day it was made on, so the offset says nothing.
        let lived = |field: &str, into: &Reading| {
            let at = instant(&of(field), field)?;
            Ok::<_, String>(into.there(at, &self.zone))
        };
        let (start, end) = (lived("startDate", into)?, lived("endDate", into)?);
        if end < start {
            let (start, end) = (of("startDate"), of("endDate"));
            return Err(format!("an end after {start} is expected; got {end}").into());
        }
        let workout = self.start.name().as_ref() == "Workout";
        if !workout && of("type") == SLEEP {
            let (day, end) = (into.place.day_of(end.naive_local()), end.timestamp());
            let value = of("value");
            match value.strip_prefix("HKCategoryValueSleepAnalysis") {
                Some("InBed") => drop(nights.in_bed.insert(day)),
                Some(value) if value.starts_with("Asleep") => {
                    nights.asleep(start.timestamp(), Span { end, day, line });
                }
                Some("Awake") => {}
                _ => {
                    let value = short(&value);
                    return Err(format!("no value of sleep is called \"{value}\"").into());
                }
            }
            if nights.spans.len().max(nights.in_bed.len()) > SPANS_MAX {
                into.whole(line, format!("more than {SPANS_MAX} stretches of sleep"))?;
            }
            return Ok(());
        }
        let (name, duration) = match workout {
            true => (activity(&of("workoutActivityType")), of("duration")),
            false => ("mindful".to_owned(), String::new()),
        };
        // The whole of it, or what a workout says.
        let minutes = match duration.as_str() {
            "" => (end - start).num_seconds() as f64 / 60.0,
            said => minutes(said, &of("durationUnit"))?,
        };
        let minutes = (minutes * 100.0).round() / 100.0;
        let mut sketch = Sketch::named(&name);
        sketch.unit = Some(MINUTES);
        into.ritual(line, sketch)?;
        let mut entry = Entry::new(&name, into.zoned(start.to_utc(), &self.zone));
        (entry.amount, entry.unit) = (Some(minutes).filter(|n| *n > 0.0), Some(MINUTES));
        entry.extra = self.extra.clone();
        Ok(into.entry(line, entry)?)
    }
}

fn minutes(duration: &str, unit: &str) -> Result<f64, String> {
    let unit = if unit.is_empty() { MINUTES } else { unit };
    let wrong = || {
        let unit = short(unit);
        format!("min, s or hr is expected as the unit; got \"{unit}\"")
    };
    let n = number(duration)?;
    let by = factor(unit, MINUTES).ok_or_else(wrong)?;
    Ok(n * by)
}

/// `HKWorkoutActivityTypeTraditionalStrengthTraining` as `traditional strength training`.
fn activity(kind: &str) -> String {
    let kind = kind.strip_prefix("HKWorkoutActivityType").unwrap_or(kind);
    let mut name = String::new();
    for c in kind.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push(' ');
        }
        name.extend(c.to_lowercase());
    }
    if name.is_empty() {
        "workout".to_owned()
    } else {
        name
    }
}

/// Hours asleep: what several devices measured at once counts once, and a night belongs to the day of
/// waking.
#[derive(Default)]
struct Nights {
    /// Stretches asleep by their beginning, in seconds since 1970; none touches another.
    spans: BTreeMap<i64, Span>,
    /// Days that somebody left a bed on.
    in_bed: BTreeSet<NaiveDate>,
}

#[derive(Clone, Copy)]
struct Span {
    end: i64,
    /// The day of the end, where it was lived.
    day: NaiveDate,
    line: usize,
}

impl Nights {
    /// One more stretch; those it touches become one with it.
    fn asleep(&mut self, mut start: i64, mut whole: Span) {
        while let Some((&from, &span)) = self.spans.range(..=whole.end).next_back() {
            if span.end < start {
                break;
            }
            self.spans.remove(&from);
            start = start.min(from);
            if span.end > whole.end {
                whole = span;
            }
        }
        self.spans.insert(start, whole);
    }

    /// A note of the hours of each day.
    fn write(self, into: &mut Reading) -> Result<()> {
        // Seconds asleep, and the line that ended it.
        let mut days: BTreeMap<NaiveDate, (i64, usize)> = BTreeMap::new();
        let mut spans = self.spans.iter().peekable();
        let mut asleep = 0;
        while let Some((start, span)) = spans.next() {
            asleep += span.end - start;
            let goes_on = spans
                .peek()
                .is_some_and(|(next, _)| *next - span.end <= AWAKE_MAX);
            if !goes_on {
                let day = days.entry(span.day).or_default();
                *day = (day.0 + asleep, span.line);
                asleep = 0;
            }
        }
        let unslept = self.in_bed.iter().filter(|day| !days.contains_key(day));
        for _ in unslept {
            into.not_carried(Left::InBed);
        }
        for (day, (seconds, line)) in days {
            if seconds > 24 * 3600 {
                let what = format!("at most 24 hours asleep are expected until {day}");
                into.bad(line, what)?;
                continue;
            }
            let mut note = Note::new(When::Day(day), "sleep");
            note.keyed = Some("sleep");
            note.mood.sleep = Some((seconds as f64 / 36.0).round() / 100.0);
            into.note(line, note)?;
        }
        Ok(())
    }
}
