//! Apple Health: `export.zip`, or the XML in it, read as it comes: it may be gigabytes. Sleep becomes a
//! note a night, mindful sessions and workouts become entries.

mod sleep;
mod xml;

use crate::domain::amount::{MINUTES, factor};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::exchange::read::dates::instant;
use crate::exchange::read::table::{number, short};
use crate::exchange::read::{Archive, Entry, Input, Reading, Sketch, When, archive};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use chrono::{DateTime, FixedOffset};
use sleep::Nights;
use std::io::Read;
use xml::{Attributes, Seen};

pub const FORMAT: Format = Format::of(
    "apple-health",
    "Apple Health: export.zip or its XML; sleep, mindful minutes and workouts",
    recognise,
    read,
);

const SLEEP: &str = "HKCategoryTypeIdentifierSleepAnalysis";
const MINDFUL: &str = "HKCategoryTypeIdentifierMindfulSession";

fn recognise(input: &Input) -> bool {
    if !archive::is_one(input) {
        return begins(input.head());
    }
    Archive::open(input).is_ok_and(|mut archive| export(&mut archive).is_some())
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if !archive::is_one(input) {
        into.of(&input.name);
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
    into.of(&called);
    records(&called, archive.stream(&name)?, into)
}

/// What tells it from the clinical document beside it, which has another root.
fn begins(head: &[u8]) -> bool {
    let head = &head[..head.len().min(1024)];
    let has = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
    has(b"<!DOCTYPE HealthData") || has(xml::ROOT)
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
        matches!(read, Ok(Ok(_))) && begins(&head)
    })
}

fn records(file: &str, input: impl Read, into: &mut Reading) -> Result<()> {
    let mut nights = Nights::default();
    let mut open: Option<Open> = None;
    xml::each(file, input, &mut |line, seen| {
        match seen {
            Seen::Begins {
                name: "Record",
                attributes,
                ..
            } => {
                open = record(line, &attributes, into).or(open.take());
            }
            Seen::Begins {
                name: "Workout",
                attributes,
                ..
            } => {
                open = Some(Open::of(line, true, &attributes));
            }
            Seen::Begins {
                name: "ExportDate" | "Me",
                ..
            } => {}
            Seen::Begins {
                name,
                attributes,
                depth,
            } => match &mut open {
                Some(open) => open.detail(name, &attributes),
                None if depth == 1 => other(name, into),
                None => {}
            },
            Seen::Ends("Record" | "Workout") => {
                if let Some(open) = open.take() {
                    return open.write(&mut nights, into);
                }
            }
            Seen::Ends(_) => {}
        }
        Ok(())
    })?;
    nights.write(into)
}

/// Counts what has no place here.
fn other(kind: &str, into: &mut Reading) {
    let felt = kind.contains("StateOfMind");
    into.not_carried(if felt {
        Left::StatesOfMind
    } else {
        Left::Measures
    });
}

/// A record that has a place here; others are counted.
fn record(line: usize, attributes: &Attributes, into: &mut Reading) -> Option<Open> {
    let kind = attributes.get("type");
    if kind == SLEEP || kind == MINDFUL {
        return Some(Open::of(line, false, attributes));
    }
    other(&kind, into);
    None
}

/// A record or a workout whose details may follow.
struct Open {
    line: usize,
    workout: bool,
    kind: String,
    value: String,
    start: String,
    end: String,
    duration: String,
    unit: String,
    zone: String,
    extra: Extra,
}

impl Open {
    fn of(line: usize, workout: bool, attributes: &Attributes) -> Open {
        let of = |name: &str| attributes.get(name).into_owned();
        let mut extra = Extra::new();
        let source = of("sourceName");
        if !source.is_empty() {
            extra.insert("source".to_owned(), source.into());
        }
        for total in ["totalEnergyBurned", "totalDistance"] {
            let (n, unit) = (of(total), of(format!("{total}Unit").as_str()));
            if !n.is_empty() {
                extra.insert(total.to_owned(), format!("{n} {unit}").trim_end().into());
            }
        }
        Open {
            line,
            workout,
            kind: of(if workout {
                "workoutActivityType"
            } else {
                "type"
            }),
            value: of("value"),
            start: of("startDate"),
            end: of("endDate"),
            duration: of("duration"),
            unit: of("durationUnit"),
            zone: String::new(),
            extra,
        }
    }

    /// What stands within: a zone, a sum.
    fn detail(&mut self, name: &str, attributes: &Attributes) {
        let (key, value) = (attributes.get("key"), attributes.get("value"));
        let (kind, sum) = (attributes.get("type"), attributes.get("sum"));
        if key == "HKTimeZone" {
            self.zone = value.into_owned();
        } else if name == "WorkoutStatistics" && !sum.is_empty() && self.extra.len() < 20 {
            let kind = kind
                .strip_prefix("HKQuantityTypeIdentifier")
                .unwrap_or(&kind);
            let sum = format!("{sum} {}", attributes.get("unit"));
            self.extra.insert(kind.to_owned(), sum.trim_end().into());
        }
    }

    /// An instant where it was lived: every offset in the file is the one of the day it was made on,
    /// so the offset says nothing.
    fn lived(
        &self,
        text: &str,
        field: &str,
        into: &Reading,
    ) -> Result<DateTime<FixedOffset>, String> {
        let at = instant(text, field)?;
        let there = into.place.zoned(at, &self.zone);
        Ok(there.unwrap_or_else(|| into.place.local(at).at))
    }

    fn write(self, nights: &mut Nights, into: &mut Reading) -> Result<()> {
        let line = self.line;
        let done = self.read(nights, into);
        into.took(line, done)
    }

    fn read(self, nights: &mut Nights, into: &mut Reading) -> Result<(), Fault> {
        let line = self.line;
        let start = self.lived(&self.start, "startDate", into)?;
        let end = self.lived(&self.end, "endDate", into)?;
        if end < start {
            return Err(Fault::Line(format!(
                "an end after {} is expected; got {}",
                self.start, self.end
            )));
        }
        if !self.workout && self.kind == SLEEP {
            return match self.value.strip_prefix("HKCategoryValueSleepAnalysis") {
                Some("InBed") => Ok(nights.in_bed(line, end, into)?),
                Some(value) if value.starts_with("Asleep") => {
                    Ok(nights.asleep(line, start, end, into)?)
                }
                Some("Awake") => Ok(()),
                _ => Err(Fault::Line(format!(
                    "no value of sleep is called \"{}\"",
                    short(&self.value)
                ))),
            };
        }
        let name = match self.workout {
            false => "mindful".to_owned(),
            true => activity(&self.kind),
        };
        let minutes = self.minutes(end - start)?;
        let zoned = into.place.zoned(start.to_utc(), &self.zone).is_some();
        let when = match zoned {
            true => When::Offset(start),
            false => When::Utc(start.to_utc()),
        };
        let sketch = Sketch {
            name: &name,
            unit: Some(MINUTES),
            ..Sketch::default()
        };
        into.ritual(line, sketch)?;
        let mut entry = Entry::new(&name, when);
        let amount = (minutes * 100.0).round() / 100.0;
        (entry.amount, entry.unit) = (Some(amount).filter(|n| *n > 0.0), Some(MINUTES));
        entry.extra = self.extra;
        Ok(into.entry(line, entry)?)
    }

    /// How long it took: the whole of it, or what a workout says.
    fn minutes(&self, span: chrono::TimeDelta) -> Result<f64, String> {
        if self.duration.is_empty() || !self.workout {
            return Ok(span.num_seconds() as f64 / 60.0);
        }
        let duration = number(&self.duration)?;
        let unit = if self.unit.is_empty() {
            MINUTES
        } else {
            &self.unit
        };
        let by = factor(unit, MINUTES);
        by.map(|by| duration * by).ok_or_else(|| {
            format!(
                "min, s or hr is expected as the unit; got \"{}\"",
                short(unit)
            )
        })
    }
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
