//! What a command wrote, read back after its commit: a million rows are not held in memory to be
//! printed.

use super::Reader;
use super::error::{Error, Result};
use super::rows::load;
use super::undo::{AT_ONCE, Change, Step, added, changes_within, parse};
use crate::domain::record::Record;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// What a command did to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    Added,
    /// As [`Did::Added`], from the highest handle to the lowest.
    AddedDownwards,
    Changed,
    Removed,
}

/// The step that takes a command back, and what it says of each row.
#[derive(Debug, Default)]
pub struct Written {
    pub(super) step: Step,
    /// What was done at the places from the one before it up to this one.
    runs: Vec<(Did, i64)>,
}

impl Written {
    pub(super) fn of(step: Step) -> Written {
        Written {
            step,
            runs: Vec::new(),
        }
    }

    /// What was done next, and its place.
    pub(super) fn note(&mut self, did: Did) -> i64 {
        let place = self.runs.last().map_or(0, |(_, up_to)| *up_to) + 1;
        self.runs.pop_if(|(last, _)| *last == did);
        self.runs.push((did, place));
        place
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.step.added.is_none() && self.runs.is_empty()
    }

    pub fn read_back(self, reader: Reader) -> Rc<ReadBack> {
        Rc::new(ReadBack {
            reader,
            written: self,
            failed: RefCell::default(),
        })
    }
}

/// What was written, being read back.
pub struct ReadBack {
    reader: Reader,
    written: Written,
    failed: RefCell<Option<Error>>,
}

impl ReadBack {
    /// The rows that were added or changed, in the order that was done in, each as it is when it is
    /// read: what another command took away in the meantime is left out.
    pub fn rows(self: &Rc<Self>) -> Rows {
        self.those(|did| did != Did::Removed)
    }

    /// The rows that were removed, as they were; none where nothing was.
    pub fn removed(self: &Rc<Self>) -> Option<Rows> {
        let removed = self.those(|did| did == Did::Removed);
        Some(removed).filter(|rows| !rows.runs.is_empty())
    }

    /// Whether all that was asked for could be read.
    ///
    /// # Errors
    /// That of the row which ended the reading.
    pub fn end(&self) -> Result<()> {
        self.failed.take().map_or(Ok(()), Err)
    }

    fn those(self: &Rc<Self>, are: impl Fn(Did) -> bool) -> Rows {
        let mut runs = VecDeque::new();
        let mut below = 0;
        for (did, up_to) in &self.written.runs {
            if are(*did) {
                runs.push_back((*did, below, *up_to));
            }
            below = *up_to;
        }
        let added = self.written.step.added.filter(|_| are(Did::Added));
        let added = added.map(|span| (Did::Added, Change::added(span)));
        Rows {
            from: Rc::clone(self),
            runs,
            changes: added.into_iter().collect(),
            rows: VecDeque::new(),
        }
    }
}

/// Rows of a step. Each part is read in one go, and nothing of the file is held between two. One
/// that does not read is the end.
pub struct Rows {
    from: Rc<ReadBack>,
    /// Places that are still to be read, after the first up to the second.
    runs: VecDeque<(Did, i64, i64)>,
    /// What was read of them.
    changes: VecDeque<(Did, Change)>,
    rows: VecDeque<Record>,
}

impl Iterator for Rows {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while self.rows.is_empty() {
            if let Err(error) = self.read_on()? {
                *self.from.failed.borrow_mut() = Some(error);
                return None;
            }
        }
        self.rows.pop_front()
    }
}

impl Rows {
    /// Reads the rows of the next change; none at the end.
    fn read_on(&mut self) -> Option<Result<()>> {
        match self.changes.pop_front() {
            Some((did, change)) => Some(self.rows_of(did, change)),
            None => {
                let run = self.runs.pop_front()?;
                Some(self.changes_of(run))
            }
        }
    }

    fn changes_of(&mut self, (did, below, up_to): (Did, i64, i64)) -> Result<()> {
        let (conn, step) = (&self.from.reader.conn, self.from.written.step.id);
        let found = changes_within(conn, step, (below, up_to), "", AT_ONCE)?;
        if let Some((last, _)) = found.last()
            && *last < up_to
        {
            self.runs.push_front((did, *last, up_to));
        }
        self.changes = found.into_iter().map(|(_, change)| (did, change)).collect();
        Ok(())
    }

    fn rows_of(&mut self, did: Did, change: Change) -> Result<()> {
        let (low, high) = (change.low, change.high);
        if let Some(before) = change.before {
            let before = parse(low, &before)?;
            let row = match did {
                Did::Removed => Some(before),
                _ => load(&self.from.reader, before.kind(), low)?,
            };
            self.rows = row.into_iter().collect();
            return Ok(());
        }
        let down = did == Did::AddedDownwards;
        let (now, then) = match down {
            true => (low.max(high - AT_ONCE + 1)..=high, low..=high - AT_ONCE),
            false => (low..=high.min(low + AT_ONCE - 1), low + AT_ONCE..=high),
        };
        let mut rows = added(&self.from.reader, *now.start(), *now.end())?;
        rows.sort_unstable_by_key(|row| if down { -row.meta().id } else { row.meta().id });
        self.rows = rows.into();
        if !then.is_empty() {
            let then = Change::added((*then.start(), *then.end()));
            self.changes.push_front((did, then));
        }
        Ok(())
    }
}
