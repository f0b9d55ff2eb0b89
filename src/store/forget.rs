//! Forgetting: no byte of a row stays in the file, nor in what undo keeps.

use super::error::{Error, Result};
use super::undo::{Change, parse};
use super::{Reader, Writer, find, open, sync};
use crate::domain::consent::{Consent, grants};
use crate::domain::record::Record;
use crate::file::folder_of;
use chrono::NaiveDate;
use rustix::fs::statvfs;
use std::collections::HashSet;
use uuid::Uuid;

/// What a command that forgets writes beside the journal, in bytes.
const SPARE: u64 = 65_536;

/// What is to leave no trace: rows by handle, and whatever spoke of a ritual.
#[derive(Default)]
pub struct Going {
    pub handles: HashSet<i64>,
    pub rituals: HashSet<Uuid>,
}

impl Going {
    /// A row, and if it is a ritual, what speaks of it.
    pub fn add(&mut self, row: &Record) {
        self.handles.insert(row.meta().id);
        if let Record::Ritual(ritual) = row {
            self.rituals.insert(ritual.meta.uid);
        }
    }
}

impl Reader {
    /// Deletes a row for good, with what hangs on it, its earlier wordings and every kept change
    /// of it, then rewrites the file so that no byte of it stays in a corner of a page. Returns
    /// the rows that went.
    ///
    /// # Errors
    /// Those of the file; [`Error::Full`] before anything was written where there is no room to
    /// rewrite it; [`Error::Unswept`].
    pub fn forget(&mut self, wall_ms: i64, record: &Record) -> Result<Vec<Record>> {
        self.forget_all(wall_ms, |writer| writer.with_what_hangs_on(record))
    }

    /// Forgets the events of consent, so that no history tells of them. A share that holds on a day
    /// goes on holding.
    ///
    /// # Errors
    /// As [`Reader::forget`].
    pub fn forget_events(&mut self, wall_ms: i64, today: NaiveDate) -> Result<Vec<Record>> {
        self.forget_all(wall_ms, |writer| {
            let events = writer.consents()?;
            let held: HashSet<Uuid> = grants(&events, today).map(|c| c.meta.uid).collect();
            let (held, gone): (Vec<_>, Vec<_>) =
                events.into_iter().partition(|c| held.contains(&c.meta.uid));
            for grant in held.into_iter().filter(|grant| !grant.cleared) {
                let cleared = true;
                writer.change(&Record::Consent(Consent { cleared, ..grant }))?;
            }
            Ok(gone.into_iter().map(Record::Consent).collect())
        })
    }

    fn forget_all(
        &mut self,
        wall_ms: i64,
        what: impl FnOnce(&mut Writer) -> Result<Vec<Record>>,
    ) -> Result<Vec<Record>> {
        self.room_to_rewrite(wall_ms)?;
        let mut writer = Writer::begin(self, wall_ms)?;
        let mut going = Going::default();
        let gone = what(&mut writer)?;
        for record in &gone {
            writer.remove(record)?;
            going.add(record);
        }
        sync::forget(&writer.conn, gone.iter().map(|record| &record.meta().uid))?;
        writer.let_go_of(&going)?;
        find::settle(&writer.conn)?;
        writer.keep_barrier()?;
        writer.settle()?;
        self.sweep()?;
        Ok(gone)
    }

    /// Whether undo keeps something of a row that is no longer in the notebook.
    pub fn undo_keeps(&self, handle: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM undo_change WHERE ? BETWEEN low AND high";
        Ok(self.conn.prepare(sql)?.exists([handle])?)
    }

    /// Forgets the kept changes of a row that undo had already taken away.
    ///
    /// # Errors
    /// As [`Reader::forget`].
    pub fn forget_undone(&mut self, wall_ms: i64, handle: i64) -> Result<()> {
        self.room_to_rewrite(wall_ms)?;
        let mut writer = Writer::begin(self, wall_ms)?;
        let mut going = Going::default();
        going.handles.insert(handle);
        writer.let_go_of(&going)?;
        find::settle(&writer.conn)?;
        writer.settle()?;
        self.sweep()
    }

    /// Rewriting takes as much room again, for the journal: better to find out before the row is half
    /// gone.
    fn room_to_rewrite(&mut self, wall_ms: i64) -> Result<()> {
        if self.let_write()?.is_some() {
            Writer::begin(self, wall_ms)?.settle()?;
        }
        open::out_of_wal(&self.conn)?;
        let Some(place) = &self.place else {
            return Ok(());
        };
        let size = place.path.metadata()?.len();
        let disk = statvfs(folder_of(&place.path)).map_err(std::io::Error::from)?;
        // Some disks do not say how large they are. Where more is needed than this, sweeping says so.
        let full = disk.f_blocks > 0 && disk.f_bavail * disk.f_frsize < size + size / 64 + SPARE;
        if full { Err(Error::Full) } else { Ok(()) }
    }

    /// Leaves nothing of what a writer deleted in a corner of the file.
    ///
    /// # Errors
    /// [`Error::Unswept`].
    pub fn sweep(&self) -> Result<()> {
        open::rewrite(&self.conn).map_err(|error| Error::Unswept(error.to_string()))
    }
}

impl Writer<'_> {
    /// Takes what is going out of every kept command; the rest of the command can still be taken back.
    pub(super) fn let_go_of(&mut self, going: &Going) -> Result<()> {
        match going.handles.is_empty() && going.rituals.is_empty() {
            true => Ok(()),
            false => self.sift(|change, after| keep(change, going, after)),
        }
    }

    /// A row with all that goes when it goes, itself last.
    fn with_what_hangs_on(&mut self, record: &Record) -> Result<Vec<Record>> {
        let mut gone = vec![];
        if let Record::Ritual(ritual) = record {
            // A month keeps its words and loses the ritual it counted by.
            for row in self.speaking_of(ritual.meta.id)? {
                let Record::MonthLine(mut line) = row else {
                    gone.push(row);
                    continue;
                };
                line.ritual = None;
                self.change(&Record::MonthLine(line))?;
            }
        }
        gone.push(record.clone());
        // What was consented to about a row goes before the row.
        let mut events = Vec::new();
        for subject in &gone {
            events.extend(self.consents_about(subject.meta().uid)?);
        }
        if let Record::Consent(event) = record {
            // With a grant goes its ending, which would tell of it, and with an ending its grant,
            // which would hold again.
            events.extend(self.consents_about(event.subject)?);
            events.retain(|c| c.what == event.what && c.person() == event.person());
            events.retain(|c| c.meta.id != event.meta.id);
            if let Some(row) = self.by_uid(event.subject)? {
                self.let_go_of_steps("share", row.meta().id)?;
            }
        }
        gone.splice(0..0, events.into_iter().map(Record::Consent));
        Ok(gone)
    }
}

/// Keeps what stays of a change; true when something of it went.
fn keep(change: Change, going: &Going, after: &mut Vec<Change>) -> Result<bool> {
    let Some(before) = &change.before else {
        let mut low = change.low;
        let within = |h: &i64| (change.low..=change.high).contains(h);
        let mut gone: Vec<i64> = going.handles.iter().copied().filter(within).collect();
        gone.sort_unstable();
        for handle in gone.iter().chain([&(change.high + 1)]) {
            if low < *handle {
                after.push(Change {
                    low,
                    high: handle - 1,
                    ..change.clone()
                });
            }
            low = handle + 1;
        }
        return Ok(!gone.is_empty());
    };
    let row = parse(change.low, before)?;
    let of = row.ritual().and_then(|ritual| ritual.uid);
    let speaks = of.is_some_and(|uid| going.rituals.contains(&uid));
    if speaks || going.handles.contains(&change.low) {
        return Ok(true);
    }
    after.push(change);
    Ok(false)
}
