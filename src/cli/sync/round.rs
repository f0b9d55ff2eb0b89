//! One sync: what other devices left is taken in, then this one leaves what it knows.
//!
//! A kill before the commit has changed nothing. After it the carrier has less than the notebook, and
//! the next sync writes that. Nothing of the notebook is locked while the carrier works.

use crate::cli::session::Session;
use crate::domain::merge::State;
use crate::domain::text::sha256;
use crate::exchange::sync::{self as files, Carrier, Found, Keys, Unopened, carrier};
use crate::failure::{Failure, Result};
use crate::report::sync::{Count, Synced, Unread};
use crate::store::{Came, Error, Exchanged, Part, Reader, Writer};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is noted of a file that was read or written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    id: String,
    pub device: String,
    pub name: String,
    /// Milliseconds since 1970 UTC, by the clock of its device.
    pub wrote: i64,
    /// Whether that was more than a day ahead.
    pub ahead: bool,
    /// Whether all of it is in the notebook.
    whole: bool,
    /// Of an own file, by what its lines are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lines: Option<String>,
}

impl Seen {
    /// A file that was opened, now.
    pub fn of(found: &Found, file: &files::File, now: i64) -> Seen {
        Seen {
            id: found.id.clone(),
            device: found.device.clone(),
            name: file.head.name.clone(),
            wrote: file.head.wrote,
            ahead: file.head.wrote > now + A_DAY,
            whole: file.strangers == 0,
            lines: None,
        }
    }
}

/// The names under which files are noted.
pub const FILES: &str = "file/";

const A_DAY: i64 = 24 * 3600 * 1000;

/// The length from which a text is not likely to come twice.
const A_WORD: usize = 40;

struct Round<'a> {
    reader: &'a mut Reader,
    wall_ms: i64,
    keys: &'a Keys,
    dry_run: bool,
    begins: Option<Part>,
}

/// Reads, merges, writes. `begins` is the part of a notebook that has none so far, or another key.
///
/// # Errors
/// A carrier that is away, and then nothing counts as sent; those of the notebook.
pub fn sync(
    session: &mut Session,
    keys: &Keys,
    begins: Option<Part>,
    dry_run: bool,
    carrier: &mut dyn Carrier,
) -> Result<Synced> {
    session.reader.stays |= dry_run;
    let round = Round {
        wall_ms: session.clock.wall_ms(),
        reader: &mut session.reader,
        keys,
        dry_run,
        begins,
    };
    round.run(carrier)
}

/// A file that was opened.
struct Read {
    found: Found,
    seen: Seen,
    /// The rows it holds and their stamps, to tell what came by it.
    stamps: BTreeMap<uuid::Uuid, i64>,
}

impl Read {
    fn of(found: &Found, file: &files::File, now: i64) -> Read {
        let rows = file.state.rows.iter();
        Read {
            found: found.clone(),
            seen: Seen::of(found, file, now),
            stamps: rows.map(|(uid, row)| (*uid, row.stamp())).collect(),
        }
    }
}

impl Round<'_> {
    fn run(mut self, carrier: &mut dyn Carrier) -> Result<Synced> {
        let listed = carrier.list()?;
        let part = match &self.begins {
            Some(part) => part.clone(),
            None => self
                .reader
                .part()?
                .ok_or(Error::Other("no sync".to_owned()))?,
        };
        let seen: BTreeMap<String, Seen> = match self.begins {
            Some(_) => BTreeMap::new(),
            None => self.reader.noted(FILES)?,
        };
        let mut others = State::default();
        let (mut read, mut left) = (Vec::new(), Vec::new());
        let mut newer = 0;
        for found in &listed {
            let known = seen.get(&found.name);
            if known.is_some_and(|seen| seen.id == found.id) {
                continue;
            }
            match carrier.open(found, self.keys) {
                Ok(file) => {
                    newer += file.strangers;
                    read.push(Read::of(found, &file, self.wall_ms));
                    others.merge(file.state);
                }
                // This device writes its own anew.
                Err(_) if found.device == part.device && !found.conflict => {}
                Err(why) => left.push(unread(found, &why)),
            }
        }
        let mut done = Synced {
            dry_run: self.dry_run,
            unread: left,
            newer,
            ..Synced::default()
        };
        let ours = |found: &&Found| found.device == part.device && !found.conflict;
        let there = |(name, seen): &(&String, &Seen)| {
            let same = |found: &Found| found.name == **name && found.id == seen.id;
            listed.iter().any(same)
        };
        let own: Vec<(&String, &Seen)> = seen.iter().filter(|(_, s)| s.lines.is_some()).collect();
        let lost = own.iter().filter(|own| !there(own)).count();
        let intact = lost == 0 && !own.is_empty();
        // After a sync that was killed it knows them by other marks.
        done.again = match self.dry_run || part.unwritten {
            true => 0,
            false => lost,
        };
        let quiet = read.is_empty() && intact && self.begins.is_none();
        let quiet = quiet && !part.sweep && !part.unwritten;
        if quiet && part.pending == 0 && !self.reader.wrote_since(part.stamped)? {
            return Ok(done);
        }
        // Where all of this device's files are as it wrote them, those of other years stay.
        let stay = intact && self.begins.is_none() && !part.unwritten;
        let exchanged = self.exchange(&mut done, &read, &listed, others)?;
        let years = exchanged.touched.as_ref().filter(|_| stay);
        let years = years.map(|rows| rows.iter().map(|row| files::year(row)).chain([0]).collect());
        let Exchanged { state, came, .. } = exchanged;
        if self.dry_run {
            return Ok(done);
        }
        if came.took() {
            // Who forgot something took this device's files away that held it.
            done.again = 0;
            self.reader.sweep()?;
        }
        let listed_own: Vec<&Found> = listed.iter().filter(ours).collect();
        self.write(carrier, &state, years, &listed_own, &read)?;
        self.sweep(carrier, &state)?;
        Ok(done)
    }

    /// The one transaction in which the notebook changes.
    fn exchange(
        &mut self,
        done: &mut Synced,
        read: &[Read],
        listed: &[Found],
        others: State,
    ) -> Result<Exchanged> {
        let (begins, dry_run) = (self.begins.take(), self.dry_run);
        // Words of a list come again and again.
        let marks: RefCell<HashMap<String, i64>> = RefCell::default();
        let mark = |text: &str| {
            let known = marks.borrow().get(text).copied();
            known.unwrap_or_else(|| {
                let mark = self.keys.mark(text);
                if text.len() < A_WORD {
                    marks.borrow_mut().insert(text.to_owned(), mark);
                }
                mark
            })
        };
        let exchanged = self.reader.aside(self.wall_ms, |writer| {
            let mut part = match begins {
                Some(part) => {
                    writer.note_part(&part)?;
                    for name in writer.noted::<Seen>(FILES)?.keys() {
                        writer.unnote(&format!("{FILES}{name}"))?;
                    }
                    part
                }
                None => writer.part()?.ok_or(Error::Other("no sync".to_owned()))?,
            };
            let mut exchanged = writer.exchange(&mut part, others, &mark)?;
            exchanged.went = part.pending;
            note_read(writer, read, listed, &exchanged.came)?;
            Ok::<_, Failure>((exchanged, !dry_run))
        })?;
        let came = &exchanged.came;
        done.came = came.count();
        done.went = exchanged.went;
        done.newer += came.unread.len();
        done.waiting = came.waiting.len();
        done.from = origins(read, &exchanged);
        done.kinds = came
            .kinds
            .iter()
            .map(|(kind, [added, changed, gone])| Count {
                kind: kind.as_str(),
                added: *added,
                changed: *changed,
                gone: *gone,
            })
            .collect();
        Ok(exchanged)
    }

    /// Writes what of this device's files is not as it was written.
    fn write(
        &mut self,
        carrier: &mut dyn Carrier,
        state: &State,
        years: Option<BTreeSet<u16>>,
        listed: &[&Found],
        read: &[Read],
    ) -> Result<()> {
        let part = self.reader.part()?.unwrap_or_default();
        let seen: BTreeMap<String, Seen> = self.reader.noted(FILES)?;
        let (mut names, mut sealed, mut noted) = (BTreeSet::new(), Vec::new(), Vec::new());
        for (year, lines) in files::by_year(state, years.as_ref()) {
            let name = carrier::name(&part.device, year);
            names.insert(name.clone());
            let digest = sha256(&lines);
            let there = listed.iter().find(|found| found.name == name);
            let kept = seen.get(&name).is_some_and(|seen| {
                seen.lines.as_ref() == Some(&digest) && there.is_some_and(|f| f.id == seen.id)
            });
            if kept {
                continue;
            }
            let bytes = files::seal(&lines, &part.device, &part.name, self.wall_ms, self.keys)
                .map_err(|e| Failure::refused(format!("a file cannot be sealed: {e}")))?;
            sealed.push((name.clone(), bytes));
            let (device, lines) = (part.device.clone(), Some(digest));
            let seen = Seen {
                device,
                name: part.name.clone(),
                wrote: self.wall_ms,
                whole: true,
                lines,
                ..Seen::default()
            };
            noted.push((name, seen));
        }
        // Years that hold nothing any more, and what became of files of this device that met.
        let old = listed.iter().map(|found| &found.name);
        let wanted: Option<Vec<String>> = years.map(|years| {
            years
                .into_iter()
                .map(|year| carrier::name(&part.device, year))
                .collect()
        });
        let stays = |name: &String| {
            names.contains(name) || wanted.as_ref().is_some_and(|wanted| !wanted.contains(name))
        };
        let mut out: Vec<String> = old.filter(|name| !stays(name)).cloned().collect();
        let copies = read
            .iter()
            .filter(|read| read.found.conflict && read.seen.whole);
        let own = copies.filter(|read| read.found.device == part.device);
        out.extend(own.map(|read| read.found.name.clone()));
        let ids = carrier.put(&part.device, &sealed, &out)?;
        self.note(|writer, part| {
            for ((name, seen), id) in noted.into_iter().zip(ids) {
                writer.note(&format!("{FILES}{name}"), &Seen { id, ..seen })?;
            }
            for name in &out {
                writer.unnote(&format!("{FILES}{name}"))?;
            }
            part.pending = 0;
            part.unwritten = false;
            Ok(())
        })
    }

    /// Notes how this device takes part from here on.
    fn note(&mut self, what: impl FnOnce(&mut Writer, &mut Part) -> Result<()>) -> Result<()> {
        self.reader.aside(self.wall_ms, |writer| {
            let mut part = writer.part()?.unwrap_or_default();
            what(writer, &mut part)?;
            part.stamped = writer.quiet_since(part.stamped)?;
            writer.note_part(&part)?;
            Ok::<_, Failure>(((), true))
        })
    }

    /// Takes away files of other devices that hold what was forgotten, where all else of them is here.
    fn sweep(&mut self, carrier: &mut dyn Carrier, state: &State) -> Result<()> {
        let part = self.reader.part()?.unwrap_or_default();
        if !part.sweep {
            return Ok(());
        }
        let seen: BTreeMap<String, Seen> = self.reader.noted(FILES)?;
        let mut out = Vec::new();
        for found in carrier.list()? {
            let known = |seen: &Seen| seen.id == found.id && seen.whole;
            if found.device == part.device || !seen.get(&found.name).is_some_and(known) {
                continue;
            }
            // Deletions are known by their hashes: what it has beyond the state was forgotten.
            let holds = match carrier.open(&found, self.keys) {
                Ok(file) => file
                    .state
                    .rows
                    .keys()
                    .any(|uid| !state.rows.contains_key(uid)),
                Err(_) => false,
            };
            if holds {
                out.push(found);
            }
        }
        carrier.sweep(&out)?;
        self.note(|_, part| {
            part.sweep = false;
            Ok(())
        })
    }
}

/// A file that is left out, and why.
pub fn unread(found: &Found, why: &Unopened) -> Unread {
    Unread {
        file: found.name.clone(),
        why: why.to_string(),
    }
}

/// Notes what was read, and forgets what is no longer there. A file with rows that could not be
/// taken is read again next time.
fn note_read(writer: &mut Writer, read: &[Read], listed: &[Found], came: &Came) -> Result<()> {
    for Read {
        found,
        seen,
        stamps,
    } in read
    {
        let key = format!("{FILES}{}", found.name);
        match came.waiting.iter().any(|uid| stamps.contains_key(uid)) {
            true => writer.unnote(&key)?,
            false => {
                let whole = seen.whole && !came.unread.iter().any(|uid| stamps.contains_key(uid));
                writer.note(
                    &key,
                    &Seen {
                        whole,
                        ..seen.clone()
                    },
                )?;
            }
        }
    }
    for (name, seen) in writer.noted::<Seen>(FILES)? {
        if seen.lines.is_none() && !listed.iter().any(|found| found.name == name) {
            writer.unnote(&format!("{FILES}{name}"))?;
        }
    }
    Ok(())
}

/// The devices whose files brought the rows that came.
fn origins(read: &[Read], exchanged: &Exchanged) -> Vec<String> {
    let Exchanged { state, came, .. } = exchanged;
    let mut files: Vec<&Read> = read.iter().collect();
    files.sort_by(|a, b| a.seen.name.cmp(&b.seen.name));
    let mut names: BTreeSet<&String> = BTreeSet::new();
    for uid in &came.rows {
        let now = state.rows.get(uid).map(|row| row.stamp());
        let has = |read: &&&Read| now.is_some() && read.stamps.get(uid).copied() == now;
        let mut having = files.iter().filter(has).map(|read| &read.seen.name);
        // What one device passed on of another is said once.
        if !having.clone().any(|name| names.contains(name)) {
            names.extend(having.next());
        }
    }
    if names.is_empty() && came.count() > 0 {
        names.extend(read.iter().map(|read| &read.seen.name));
    }
    names.into_iter().cloned().collect()
}
