//! Hours asleep: what several devices measured at once counts once, and a night belongs to the day of
//! waking.

use crate::domain::left::Left;
use crate::exchange::Result;
use crate::exchange::read::{Note, Reading, When};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The most stretches of sleep that are held: some hundred years.
const SPANS_MAX: usize = 1_000_000;

/// How long somebody may be awake within a night, in seconds.
const AWAKE_MAX: i64 = 3 * 3600;

#[derive(Default)]
pub struct Nights {
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
    pub fn asleep(
        &mut self,
        line: usize,
        start: DateTime<FixedOffset>,
        end: DateTime<FixedOffset>,
        into: &mut Reading,
    ) -> Result<()> {
        let mut start = start.timestamp();
        let day = into.place.day_of(end.naive_local());
        let mut whole = Span {
            end: end.timestamp(),
            day,
            line,
        };
        // Those it touches become one with it.
        while let Some((from, span)) = self.spans.range(..=whole.end).next_back() {
            let (from, span) = (*from, *span);
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
        self.bounded(line, into)
    }

    pub fn in_bed(
        &mut self,
        line: usize,
        end: DateTime<FixedOffset>,
        into: &mut Reading,
    ) -> Result<()> {
        self.in_bed.insert(into.place.day_of(end.naive_local()));
        self.bounded(line, into)
    }

    fn bounded(&self, line: usize, into: &mut Reading) -> Result<()> {
        if self.spans.len().max(self.in_bed.len()) <= SPANS_MAX {
            return Ok(());
        }
        into.whole(line, format!("more than {SPANS_MAX} stretches of sleep"))
    }

    /// A note of the hours of each day.
    pub fn write(self, into: &mut Reading) -> Result<()> {
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
                into.bad(
                    line,
                    format!("at most 24 hours asleep are expected until {day}"),
                )?;
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
