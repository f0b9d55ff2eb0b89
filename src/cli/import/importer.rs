//! Rows of a file into the notebook, one at a time.

use crate::cli::progress::RowsRead;
use crate::domain::meta::Meta;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use crate::failure::Result;
use crate::report::import::{Count, Import, Tally};
use crate::store::Writer;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Adds what is not here yet. Rituals and settings have to come before what refers to them.
pub struct Importer<'w, 'c> {
    writer: &'w mut Writer<'c>,
    dry_run: bool,
    /// Whether the rows are kept for the report.
    keeps: bool,
    rows: Vec<Record>,
    described: Vec<String>,
    back: usize,
    kinds: Vec<Count>,
    tallies: HashMap<String, Tally>,
    moods: Tally,
    known: HashSet<String>,
    /// In a dry run: rows that would be here by now.
    seen: HashSet<Uuid>,
    progress: RowsRead,
}

impl<'w, 'c> Importer<'w, 'c> {
    pub fn new(writer: &'w mut Writer<'c>, dry_run: bool, keeps: bool) -> Self {
        let count = |k: &Kind| Count {
            kind: k.as_str(),
            added: 0,
            here: 0,
        };
        Importer {
            writer,
            dry_run,
            keeps,
            rows: Vec::new(),
            described: Vec::new(),
            back: 0,
            kinds: Kind::ALL.iter().map(count).collect(),
            tallies: HashMap::new(),
            moods: Tally::named(""),
            known: HashSet::new(),
            seen: HashSet::new(),
            progress: RowsRead::none_yet(),
        }
    }

    pub fn take(&mut self, mut record: Record) -> Result<()> {
        self.progress.one_more();
        let kind = record.kind();
        if let Some(changed) = self.here(&record)? {
            self.kinds[kind as usize].here += 1;
            for record in changed {
                self.described.extend(called(&record));
                self.keep(record);
            }
            return Ok(());
        }
        self.kinds[kind as usize].added += 1;
        self.back += usize::from(self.writer.went(record.meta().uid)?);
        if let Some(name) = refers_to(&record)
            && !self.known.contains(name)
        {
            self.known.insert(name.to_owned());
            if let Some(ritual) = declare(self.writer, name)? {
                self.kinds[Kind::Ritual as usize].added += 1;
                self.keep(ritual);
            }
        }
        self.tally(&record);
        if self.dry_run && !kind.comes_first() {
            self.seen.insert(record.meta().uid);
        } else {
            self.writer.add(&mut record)?;
        }
        self.keep(record);
        Ok(())
    }

    fn keep(&mut self, record: Record) {
        if self.keeps {
            self.rows.push(record);
        }
    }

    fn tally(&mut self, record: &Record) {
        let name = match record {
            Record::Mood(mood) => return self.moods.see(mood.day),
            Record::Ritual(ritual) => &ritual.name,
            other => match refers_to(other) {
                Some(name) => name,
                None => return,
            },
        };
        if !self.tallies.contains_key(name) {
            self.tallies.insert(name.to_owned(), Tally::named(name));
        }
        match (self.tallies.get_mut(name), record) {
            (Some(tally), Record::Completion(c)) => tally.see(c.day),
            (Some(tally), Record::Pause(_)) => tally.rests += 1,
            _ => {}
        }
    }

    pub fn done(self, format: &'static str, today: NaiveDate) -> Import {
        self.progress.done();
        let mut kinds = self.kinds;
        kinds.retain(|k| k.added + k.here > 0);
        let mut rituals: Vec<Tally> = self.tallies.into_values().collect();
        rituals.sort_by_cached_key(|tally| text::key(&tally.name));
        Import {
            format,
            dry_run: self.dry_run,
            added: kinds.iter().map(|k| k.added).sum(),
            here: kinds.iter().map(|k| k.here).sum(),
            kinds,
            rituals,
            moods: Some(self.moods).filter(|m| m.entries > 0),
            not_carried: Vec::new(),
            rows: self.rows,
            left_out: Vec::new(),
            left_out_lines: 0,
            back: self.back,
            described: self.described,
            today,
        }
    }

    /// None for a row that is not in the notebook; by its uid, a ritual also by its name, a setting
    /// by its key. A ritual that is here without any description takes the file's, and is given back.
    fn here(&mut self, record: &Record) -> Result<Option<Vec<Record>>> {
        let known = |is: bool| is.then(Vec::new);
        let uid = record.meta().uid;
        if self.seen.contains(&uid) || self.writer.has_uid(record.kind(), uid)? {
            return Ok(known(true));
        }
        match record {
            Record::Config(config) => Ok(known(self.writer.config(&config.key)?.is_some())),
            Record::Ritual(ritual) => {
                let Some(present) = self.writer.ritual(&ritual.name)? else {
                    return Ok(None);
                };
                if bare(&present) && !bare(ritual) {
                    let mut described = ritual.clone();
                    described.meta = present.meta;
                    described.name = present.name;
                    let record = Record::Ritual(described);
                    self.writer.change(&record)?;
                    return Ok(Some(vec![record]));
                }
                Ok(known(true))
            }
            _ => Ok(None),
        }
    }
}

fn called(record: &Record) -> Option<String> {
    match record {
        Record::Ritual(ritual) => Some(ritual.name.clone()),
        _ => None,
    }
}

fn bare(ritual: &Ritual) -> bool {
    *ritual
        == Ritual {
            extra: ritual.extra.clone(),
            ..Ritual::new(ritual.meta.clone(), ritual.name.clone())
        }
        && ritual.rhythms == Rhythms::one(None)
}

fn refers_to(record: &Record) -> Option<&str> {
    match record {
        Record::Completion(c) => Some(&c.ritual),
        Record::Pause(p) => p.ritual.as_deref(),
        Record::Invite(i) => Some(&i.ritual),
        Record::Reminder(r) => r.ritual.as_deref(),
        Record::Reflection(r) => Some(&r.ritual),
        Record::MonthLine(m) => m.ritual.as_deref(),
        _ => None,
    }
}

/// Adds a ritual that no line declares. Its uid comes from its name, so that a second file with the
/// same name means the same ritual.
fn declare(writer: &mut Writer, name: &str) -> Result<Option<Record>> {
    if writer.ritual(name)?.is_some() {
        return Ok(None);
    }
    let uid = Uuid::new_v5(
        &Uuid::NAMESPACE_OID,
        format!("ritual named {}", text::key(name)).as_bytes(),
    );
    let mut record = Record::Ritual(Ritual::new(Meta::new(uid), name.to_owned()));
    writer.add(&mut record)?;
    Ok(Some(record))
}
