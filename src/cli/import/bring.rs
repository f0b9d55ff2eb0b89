//! Rows of a file into the notebook.

use crate::domain::meta::Meta;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use crate::exchange::jsonl::Reading;
use crate::failure::Result;
use crate::store::Writer;
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde::Serialize;
use std::collections::HashSet;
use uuid::Uuid;

/// What came in.
pub struct Brought {
    /// Rows that had gone from here, by undo or by forgetting, and are back.
    pub back: usize,
    /// Rituals that were here without a description and took the file's.
    pub described: Vec<String>,
    pub kinds: Vec<Count>,
    pub rows: Vec<Record>,
}

#[derive(Debug, Serialize)]
pub struct Count {
    pub kind: &'static str,
    pub added: usize,
    pub here: usize,
}

/// Adds what is not here yet. Rituals and settings come first, whatever their place in the file:
/// the others refer to them.
pub fn bring(writer: &mut Writer, reading: Reading) -> Result<Brought> {
    let (first, rest): (Vec<_>, Vec<_>) = reading
        .records
        .into_iter()
        .partition(|(_, r)| matches!(r, Record::Config(_) | Record::Ritual(_)));
    let progress = ProgressBar::with_draw_target(
        Some((first.len() + rest.len()) as u64),
        ProgressDrawTarget::stderr(),
    );
    let (mut rows, mut described) = (Vec::new(), Vec::new());
    let mut back = 0;
    let mut kinds: Vec<Count> = Kind::ALL
        .iter()
        .map(|k| Count {
            kind: k.as_str(),
            added: 0,
            here: 0,
        })
        .collect();
    let mut known: HashSet<String> = HashSet::new();
    for (_, mut record) in first.into_iter().chain(rest) {
        progress.inc(1);
        let count = &mut kinds[record.kind() as usize];
        if let Some(changed) = here(writer, &record)? {
            count.here += 1;
            for record in changed {
                described.extend(called(&record));
                rows.push(record);
            }
            continue;
        }
        count.added += 1;
        back += usize::from(writer.went(record.meta().uid)?);
        if let Some(name) = refers_to(&record)
            && known.insert(text::key(name))
            && let Some(ritual) = declare(writer, name)?
        {
            kinds[Kind::Ritual as usize].added += 1;
            rows.push(ritual);
        }
        writer.add(&mut record)?;
        rows.push(record);
    }
    progress.finish_and_clear();
    kinds.retain(|k| k.added + k.here > 0);
    Ok(Brought {
        back,
        described,
        kinds,
        rows,
    })
}

/// None for a row that is not in the notebook; by its uid, a ritual also by its name, a setting by
/// its key. A ritual that is here without any description takes the file's, and is given back.
fn here(writer: &mut Writer, record: &Record) -> Result<Option<Vec<Record>>> {
    let known = |is: bool| is.then(Vec::new);
    if writer.has_uid(record.kind(), record.meta().uid)? {
        return Ok(known(true));
    }
    match record {
        Record::Config(config) => Ok(known(writer.config(&config.key)?.is_some())),
        Record::Ritual(ritual) => {
            let Some(present) = writer.ritual(&ritual.name)? else {
                return Ok(None);
            };
            if bare(&present) && !bare(ritual) {
                let mut described = ritual.clone();
                described.meta = present.meta;
                described.name = present.name;
                let record = Record::Ritual(described);
                writer.change(&record)?;
                return Ok(Some(vec![record]));
            }
            Ok(known(true))
        }
        _ => Ok(None),
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
