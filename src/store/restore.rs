//! Putting another file in the notebook's place. What was there is kept under a name of its own.

use super::error::{Error, Result};
use super::forget::Going;
use super::open::{Found, Gate, PATIENCE, SIDE, with};
use super::write::{Writer, bury, uid_hash};
use super::{Part, Reader, image, open, rows, schema, sync};
use crate::domain::consent::{Event, What, grants};
use crate::domain::merge::{Gone, Hash};
use crate::domain::record::{Kind, Record};
use crate::domain::term::Term;
use crate::file::{self, Draft, folder_of};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// When a notebook is restored, and how.
#[derive(Clone, Copy)]
pub struct Restoring {
    pub wall_ms: i64,
    pub today: NaiveDate,
    /// Whether rows whose deletion other devices have come all the same, under another identity.
    pub anew: bool,
}

/// What came of it.
#[derive(Default)]
pub struct Restored {
    /// Where the notebook that was here is kept.
    pub aside: Option<PathBuf>,
    /// Rows whose deletion other devices have.
    pub gone: usize,
    /// Consents that ended since, and stay so.
    pub ended: usize,
    /// Consents that hold, and of which nothing here told.
    pub unknown: usize,
}

/// What the file that was there is called from then on.
const BEFORE: &str = "before-restore";

impl Reader {
    /// Makes the notebook at `path` what `bytes` hold, but for what was consented to and has ended
    /// since. Whoever is writing ends first, whoever waits writes to what is there then.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Full`], [`Error::Symlink`]; then it is as it was.
    pub fn restore(path: &Path, bytes: &[u8], how: Restoring) -> Result<Restored> {
        open::make_folder(path)?;
        if let Some(place) = Found::find(path)? {
            place.owned()?;
            if let Some(done) = overwrite(&place.path, bytes, how)? {
                return Ok(done);
            }
        }
        let (bytes, done) = brought_up(bytes, None, how)?;
        let _gate = Gate::shut(path)?;
        let found = Found::behind(path)?;
        let draft = Draft::write(path, &bytes).map_err(|e| open::refused(path, e))?;
        let aside = replace(path, draft, found)?;
        Ok(Restored { aside, ..done })
    }

    /// What a restore would come to.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn would_restore(path: &Path, bytes: &[u8], how: Restoring) -> Result<Restored> {
        let was = Reader::open(path).and_then(|reader| reader.known(how.today));
        Ok(brought_up(bytes, was.ok(), how)?.1)
    }

    /// What of this notebook one that is put in its place goes by.
    fn known(&self, today: NaiveDate) -> Result<Known> {
        let sql = "SELECT stamp FROM clock";
        let stamp = self.conn.query_row(sql, [], |r| r.get(0))?;
        let (part, mut gone, held) = (self.part()?, self.gone()?, self.held(today)?);
        let events = self.consents()?.into_iter();
        let shares = events.filter(|c| c.what == What::Share && c.event == Event::Granted);
        let terms = self.terms()?.into_iter().map(|(uid, _)| uid);
        let all = shares.map(|c| c.meta.uid).chain(terms);
        let consented: HashMap<Uuid, bool> = all.map(|uid| (uid, held.contains(&uid))).collect();
        if part.is_none() {
            // No other device tells of them: a notebook that lacks them has to know.
            for (uid, _) in consented.iter().filter(|(_, holds)| !**holds) {
                let into = None;
                gone.entry(uid_hash(*uid)).or_insert(Gone { stamp, into });
            }
        }
        Ok(Known {
            mark: schema::mark(&self.conn),
            stamp,
            part,
            gone,
            consented,
        })
    }

    /// What was consented to and holds: shares by the event that grants them, the others by their rows.
    fn held(&self, today: NaiveDate) -> Result<HashSet<Uuid>> {
        let mut terms = self.terms()?;
        terms.retain(|(_, term)| term.live(today));
        let mut held: HashSet<Uuid> = terms.into_iter().map(|(uid, _)| uid).collect();
        held.extend(grants(&self.consents()?, today).map(|c| c.meta.uid));
        Ok(held)
    }

    fn terms(&self) -> Result<Vec<(Uuid, Term)>> {
        let mut found = Vec::new();
        for kind in [Kind::Offer, Kind::Invite, Kind::Reminder] {
            for row in self.records(kind)? {
                found.extend(row.term().map(|term| (row.meta().uid, term.clone())));
            }
        }
        Ok(found)
    }
}

/// What a notebook knew that another is put in the place of.
struct Known {
    mark: String,
    stamp: i64,
    part: Option<Part>,
    gone: HashMap<Hash, Gone>,
    consented: HashMap<Uuid, bool>,
}

impl Known {
    fn has_ended(&self, uid: Uuid) -> bool {
        self.consented.get(&uid) == Some(&false) || self.gone.contains_key(&uid_hash(uid))
    }

    /// Whether other devices have a deletion.
    fn was_sent(&self, gone: &Gone) -> bool {
        let part = self.part.as_ref();
        part.is_some_and(|part| gone.stamp < part.stamped)
    }
}

/// A backup as it takes the place of a notebook of which this is known; none where none reads there.
fn brought_up(bytes: &[u8], was: Option<Known>, how: Restoring) -> Result<(Vec<u8>, Restored)> {
    let mut reader = Reader::in_memory(schema::brought_forward(image::open(bytes)?)?);
    let Some(was) = was else {
        let done = Restored {
            unknown: reader.held(how.today)?.len(),
            ..Restored::default()
        };
        return Ok((bytes.to_vec(), done));
    };
    let (done, wrote) = reader.aside(how.wall_ms, |writer| {
        let mut done = writer.end_again(&was, how.today)?;
        let taken_over = writer.take_over(&was, how.anew, &mut done)?;
        let wrote = writer.end_redo()? || taken_over || done.ended > 0;
        Ok::<_, Error>(((done, wrote), wrote))
    })?;
    if !wrote {
        return Ok((bytes.to_vec(), done));
    }
    reader.sweep()?;
    Ok((image::take(&reader.conn)?, done))
}

impl Writer<'_> {
    /// Ends what had ended in the notebook before.
    fn end_again(&mut self, was: &Known, today: NaiveDate) -> Result<Restored> {
        let (mut done, mut going) = (Restored::default(), Going::default());
        loop {
            let held = self.held(today)?.into_iter();
            let (over, held): (Vec<Uuid>, Vec<Uuid>) = held.partition(|uid| was.has_ended(*uid));
            if over.is_empty() {
                let unknown = held.iter().filter(|uid| !was.consented.contains_key(uid));
                done.unknown = unknown.count();
                self.let_go_of(&going)?;
                return Ok(done);
            }
            // Where a share goes, one before it may hold again, and goes too.
            done.ended = done.ended.max(over.len());
            for uid in over {
                let Some(mut row) = self.by_uid(uid)? else {
                    continue;
                };
                if let Some((_, term)) = row.consented() {
                    term.closed = Some(today);
                    self.change(&row)?;
                } else {
                    self.remove(&row)?;
                    going.handles.insert(row.meta().id);
                }
            }
        }
    }

    /// Has it take part in a sync as the one before did, and know the deletions that one knew. Rows whose
    /// deletion other devices have go again, or come anew under another identity. Gives whether anything
    /// was written.
    fn take_over(&mut self, was: &Known, anew: bool, done: &mut Restored) -> Result<bool> {
        let before = self.part()?;
        match (&was.part, &before) {
            (Some(part), _) => {
                self.note_part(&Part {
                    stamped: before.map_or(0, |part| part.stamped),
                    sweep: true,
                    ..part.clone()
                })?;
                // Every file of the place is read again, this device's own among them.
                self.conn
                    .execute("DELETE FROM sync WHERE key LIKE 'file/%'", [])?;
            }
            (None, Some(_)) if was.mark == schema::mark(&self.conn) => self.end_sync()?,
            _ if was.gone.is_empty() => return Ok(false),
            _ => {}
        }
        self.stamp = self.stamp.max(was.stamp + 1);
        let mut going = Going::default();
        let mut here = HashSet::new();
        let mut kinds = Kind::ALL.to_vec();
        if !anew {
            kinds.reverse();
        }
        for kind in kinds {
            for mut record in rows::every::<Record>(&**self, kind)? {
                let (id, uid) = (record.meta().id, record.meta().uid);
                let gone = was
                    .gone
                    .get(&uid_hash(uid))
                    .filter(|gone| was.was_sent(gone));
                // One that goes on as another does so at the next sync.
                if gone.is_none_or(|gone| gone.into.is_some()) {
                    here.insert(uid_hash(uid));
                    continue;
                }
                done.gone += 1;
                // What hangs on it goes with it at the next sync.
                if !anew && kind == Kind::Ritual && !self.speaking_of(id)?.is_empty() {
                    continue;
                }
                rows::delete(&**self, &record)?;
                sync::forget(&self.conn, [&uid])?;
                if anew {
                    self.comes_back_as_another(&mut record)?;
                } else {
                    going.add(&record);
                }
            }
        }
        for (hash, gone) in &was.gone {
            if was.was_sent(gone) || !here.contains(hash) {
                bury(&self.conn, hash, gone.stamp, gone.into)?;
            }
        }
        self.let_go_of(&going)?;
        Ok(true)
    }
}

/// Writes into the notebook's own file, in one transaction. None where what is there is too damaged
/// to be held: nothing was done.
fn overwrite(path: &Path, bytes: &[u8], how: Restoring) -> Result<Option<Restored>> {
    let Some(Some((mut conn, was))) = unless_damaged(held(path))? else {
        return Ok(None);
    };
    let known = image::open(&was).and_then(schema::brought_forward);
    let known = known.and_then(|conn| Reader::in_memory(conn).known(how.today));
    let (bytes, done) = brought_up(bytes, unless_damaged(known)?, how)?;
    let aside = image::put_beside(&was, path, BEFORE)?;
    match unless_damaged(pour(&bytes, &mut conn)) {
        Ok(Some(())) => Ok(Some(Restored {
            aside: Some(aside),
            ..done
        })),
        other => {
            fs::remove_file(&aside)?;
            other.map(|_| None)
        }
    }
}

/// The notebook's own file with everybody else kept out, and what is in it; none where it is empty.
fn held(path: &Path) -> Result<Option<(Connection, Vec<u8>)>> {
    let (conn, 1..) = open::maybe_empty(path)? else {
        return Ok(None);
    };
    if !open::leave_wal(&conn, PATIENCE)? {
        return Err(Error::InWal);
    }
    // In this mode the lock outlives its transaction: the copy and what follows it are one. Set
    // before, it would keep a shared lock while it waits, and a writer would wait for that.
    conn.execute_batch("BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE; COMMIT")?;
    let was = image::take(&conn)?;
    Ok(Some((conn, was)))
}

fn pour(bytes: &[u8], conn: &mut Connection) -> Result<()> {
    image::copy(&image::open(bytes)?, conn)?;
    let let_go = "PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema LIMIT 1";
    Ok(conn.execute_batch(let_go)?)
}

/// Gives a draft the place of what cannot be held: nothing, or a file too damaged to be opened, which
/// is kept. Says where.
fn replace(path: &Path, draft: Draft, found: Option<Found>) -> Result<Option<PathBuf>> {
    let refused = |e| open::refused(path, e);
    let Some(Found { path: file, .. }) = found else {
        return match draft.place(path, false) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(Error::Busy),
            placed => placed.map(|()| None).map_err(refused),
        };
    };
    let aside = set_aside(&file).map_err(refused)?;
    // A journal a killed writer left belongs to the file it was written for.
    for suffix in SIDE {
        match fs::rename(with(&file, suffix), with(&aside, suffix)) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(refused(e)),
            _ => {}
        }
    }
    // The old file has its other name before the new one takes its place.
    file::sync_folder(folder_of(&file)).map_err(refused)?;
    draft.place(&file, true).map_err(refused)?;
    Ok(Some(aside))
}

/// None where a file is no notebook that opens, which is no reason not to restore one.
fn unless_damaged<T>(done: Result<T>) -> Result<Option<T>> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.is_of_content() || matches!(error, Error::Newer { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A second name for the file, one that nothing has.
fn set_aside(file: &Path) -> std::io::Result<PathBuf> {
    for aside in image::names(file, BEFORE) {
        match fs::hard_link(file, &aside) {
            Ok(()) => return Ok(aside),
            Err(_) if aside.symlink_metadata().is_ok() => {}
            // A disk without links: for a moment nothing is in the place.
            Err(_) => {
                fs::rename(file, &aside)?;
                return Ok(aside);
            }
        }
    }
    unreachable!("numbers do not end")
}
