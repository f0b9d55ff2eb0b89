//! Rows of a file into the notebook, one at a time.

use super::again::{self, Stands};
use crate::cli::progress::RowsRead;
use crate::domain::field::{Noun, Nowhere, RitualRef};
use crate::domain::json::{OneByOne, document};
use crate::domain::meta::Meta;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::pause::Pause;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use crate::exchange::reading::Came;
use crate::failure::Result;
use crate::report::import::{Change, Count, Import, Tally};
use crate::store::Writer;
use chrono::NaiveDate;
use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{BufRead, BufReader, Cursor, Write};
use uuid::Uuid;

/// Adds what is not here yet. Rituals and settings have to come before what refers to them.
pub struct Importer<'w, 'c> {
    writer: &'w mut Writer<'c>,
    dry_run: bool,
    with: With,
    /// What there is to say of it so far.
    report: Import,
    /// Identities of rows that undo took back: those were not forgotten.
    taken_back: Option<HashSet<Uuid>>,
    /// Grants that came in.
    grants: Vec<Uuid>,
    /// The rows for the report, where it shows those of a dry run.
    rows: Option<Packed>,
    /// Whether nothing was here from before: then nothing is looked for.
    fresh: bool,
    today: NaiveDate,
    tallies: HashMap<String, Tally>,
    moods: Tally,
    /// The first measures that notes hold.
    measures: BTreeSet<String>,
    /// Rituals of the file: none is taken for one here by its name before all of them are known.
    waiting: Vec<Ritual>,
    /// Rituals that the file itself carries, with their names there.
    carried: HashMap<Uuid, String>,
    /// Rituals of the file that go on as another here, by their own uid.
    aliases: HashMap<Uuid, RitualRef>,
    /// What a ritual that rows of the file speak of is here.
    resolved: HashMap<RitualRef, RitualRef>,
    /// Rituals of the file that were forgotten here, and stay so.
    left: HashSet<Uuid>,
    /// Rows of the file whose words are part of those here, and the rows here: another row of the
    /// same day may have the rest of them.
    shorter: BTreeMap<Uuid, (Record, Record)>,
    /// In a dry run: rows that would be here by now.
    seen: HashSet<Uuid>,
    progress: RowsRead,
}

/// What comes in where it is asked for, and what stays.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct With {
    /// Rows that bind a person as well (agreements, settings)
    #[arg(long = "with-consents")]
    consents: bool,
    /// Rows that were forgotten here as well
    #[arg(long = "with-forgotten")]
    forgotten: bool,
    /// Leave rows that differ here as they are
    #[arg(long)]
    keep_mine: bool,
}

/// How many of the rows that change are listed.
const LISTED: usize = 1000;

/// How many rows that stay out are named.
const SHOWN: usize = 100;

/// How many rows wait for others of their day.
const SHORTER: usize = 10_000;

impl<'w, 'c> Importer<'w, 'c> {
    pub fn new(
        writer: &'w mut Writer<'c>,
        dry_run: bool,
        with: With,
        keeps: bool,
        today: NaiveDate,
    ) -> Result<Self> {
        let count = |k: &Kind| Count {
            kind: k.as_str(),
            added: 0,
            here: 0,
            changed: 0,
        };
        Ok(Importer {
            fresh: writer.holds_no_entries()?,
            writer,
            dry_run,
            with,
            report: Import {
                dry_run,
                kinds: Kind::ALL.iter().map(count).collect(),
                today,
                ..Import::default()
            },
            taken_back: None,
            grants: Vec::new(),
            rows: keeps.then(Packed::new),
            today,
            left: HashSet::new(),
            tallies: HashMap::new(),
            moods: Tally::named(""),
            measures: BTreeSet::new(),
            waiting: Vec::new(),
            carried: HashMap::new(),
            aliases: HashMap::new(),
            resolved: HashMap::new(),
            shorter: BTreeMap::new(),
            seen: HashSet::new(),
            progress: RowsRead::none_yet(),
        })
    }

    pub fn take(&mut self, came: Came) -> Result<()> {
        self.progress.one_more();
        if self.is_bound(&came.record)? {
            return Ok(());
        }
        match came.record {
            Record::Ritual(ritual) => {
                let (uid, name) = (ritual.meta.uid, ritual.name.clone());
                self.carried.insert(uid, name);
                self.waiting.push(ritual);
                Ok(())
            }
            Record::Config(_) => self.row(came),
            _ => {
                self.take_rituals()?;
                self.row(came)
            }
        }
    }

    /// Whether a row binds a person, which is not asked for. The range of a measure binds nobody, and
    /// without it nothing compares what notes hold of the measure.
    fn is_bound(&mut self, record: &Record) -> Result<bool> {
        let ranges = matches!(record, Record::Config(config) if config.measure().is_some());
        let binds = record.kind().binds() && !ranges;
        let bound = binds && !self.with.consents && !self.is_here(record)?;
        if bound {
            self.report.bound_rows += 1;
            if self.report.bound.len() < SHOWN {
                self.report.bound.push(record.clone());
            }
        }
        Ok(bound)
    }

    fn take_rituals(&mut self) -> Result<()> {
        for ritual in std::mem::take(&mut self.waiting) {
            self.ritual(ritual)?;
        }
        Ok(())
    }

    /// A ritual by its identity; one that is not known here joins one of the same name, unless the
    /// file carries that one too.
    fn ritual(&mut self, ritual: Ritual) -> Result<()> {
        if self.writer.has_uid(Kind::Ritual, ritual.meta.uid)? {
            self.report.kinds[Kind::Ritual as usize].here += 1;
            return Ok(());
        }
        if let Some(here) = self.goes_on_as(&ritual.name)? {
            return self.join(here, ritual);
        }
        if self.stays_forgotten(&[ritual.meta.uid])? {
            // What it was joined to here bears its name as an earlier one.
            if let Some(here) = self.writer.ritual(&ritual.name)? {
                return self.join(here, ritual);
            }
            self.report.forgotten += 1;
            self.left.insert(ritual.meta.uid);
            return Ok(());
        }
        self.add(Record::Ritual(ritual))
    }

    /// Whether a row with one of these identities was forgotten here and is to stay so. Of what undo
    /// took back something is kept; of what was forgotten, nothing.
    fn stays_forgotten(&mut self, uids: &[Uuid]) -> Result<bool> {
        if self.with.forgotten || self.fresh {
            return Ok(false);
        }
        for uid in uids {
            if !self.writer.went(*uid)? {
                continue;
            }
            if self.taken_back.is_none() {
                self.taken_back = Some(self.writer.taken_back()?);
            }
            if !self.taken_back.as_ref().is_some_and(|t| t.contains(uid)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The ritual here that another identity of this name goes on as; none where the file carries
    /// that one too, under another name. One that the file calls the same is the same: the file was
    /// put together from two notebooks.
    fn goes_on_as(&mut self, name: &str) -> Result<Option<Ritual>> {
        let Some(here) = self.writer.ritual_now_named(name)? else {
            return Ok(None);
        };
        match self.carried.get(&here.meta.uid).cloned() {
            Some(carried) if text::key(&carried) != text::key(&here.name) => {
                self.give_name_away(here, carried)?;
                Ok(None)
            }
            _ => Ok(Some(here)),
        }
    }

    /// A ritual that the file carries under another name takes that one, so that the name it gave
    /// up there can be another's.
    fn give_name_away(&mut self, mut here: Ritual, name: String) -> Result<()> {
        let before = here.clone();
        here.name = name;
        here.keep_earlier(&before, self.today, Uuid::now_v7(), None);
        self.report.renamed.push((before.name, here.name.clone()));
        let record = Record::Ritual(here);
        self.writer.change(&record)?;
        self.keep(&record);
        Ok(())
    }

    /// A ritual of the file goes on as the one that is here; where that has no description, it
    /// takes the file's.
    fn join(&mut self, here: Ritual, ritual: Ritual) -> Result<()> {
        self.report.kinds[Kind::Ritual as usize].here += 1;
        self.report.joined.push(here.name.clone());
        self.aliases.insert(ritual.meta.uid, here.to_ref());
        if bare(&here) && !bare(&ritual) {
            let described = Ritual {
                meta: here.meta,
                name: here.name,
                ..ritual
            };
            self.report.described.push(described.name.clone());
            let record = Record::Ritual(described);
            self.writer.change(&record)?;
            self.keep(&record);
        }
        Ok(())
    }

    fn row(&mut self, came: Came) -> Result<()> {
        let Came {
            mut record,
            content,
            again,
        } = came;
        let uid = record.meta().uid;
        if again && self.seen.contains(&uid) {
            return Ok(());
        }
        match content {
            None if self.is_here(&record)? => {
                self.report.kinds[record.kind() as usize].here += 1;
                return Ok(());
            }
            Some(content) if again || !self.fresh => {
                if let Some((first, _)) = self.shorter.get_mut(&uid) {
                    *first = again::both(first, &record)?;
                    return Ok(());
                }
                if let Some((here, stands)) = self.by_identity(&record, content)? {
                    let stands = if again { Stands::Both } else { stands };
                    if again::is_part(&record, &here) && self.shorter.len() < SHORTER {
                        self.shorter.insert(uid, (record, here));
                        return Ok(());
                    }
                    return self.bring(here, &record, stands);
                }
            }
            _ => {}
        }
        if self.stays_forgotten(&[&[uid], content.as_slice()].concat())? {
            self.report.forgotten += 1;
            return Ok(());
        }
        if let Some(named) = record.ritual().cloned() {
            let Some(found) = self.resolve(named)? else {
                self.report.forgotten += 1;
                return Ok(());
            };
            record.on_ritual(&mut |of| of.clone_from(&found));
        }
        if content.is_some()
            && !self.fresh
            && let Some(here) = self.by_time(&record)?
        {
            let stands = if again { Stands::Both } else { Stands::Near };
            return self.bring(here, &record, stands);
        }
        self.add(record)
    }

    fn add(&mut self, mut record: Record) -> Result<()> {
        let kind = record.kind();
        self.report.kinds[kind as usize].added += 1;
        let uid = record.meta().uid;
        if !self.fresh && self.writer.went(uid)? {
            self.report.back += 1;
            self.writer.comes_back(&mut record)?;
            if let Record::Ritual(ritual) = &record {
                self.aliases.insert(uid, ritual.to_ref());
            }
        }
        self.tally(&record);
        match &mut record {
            Record::Consent(grant) => self.grants.push(grant.meta.uid),
            Record::Boundary(boundary) => boundary.came(self.today),
            _ => {}
        }
        if self.dry_run && !kind.comes_first() {
            self.seen.insert(record.meta().uid);
        } else {
            self.writer.add(&mut record)?;
        }
        self.keep(&record);
        Ok(())
    }

    /// What a ritual that a row speaks of is here: found by its uid, else by the ritual that the
    /// file itself calls so, else by its name here; one that no line declares is added. None where
    /// it was forgotten here.
    fn resolve(&mut self, named: RitualRef) -> Result<Option<RitualRef>> {
        if let Some(found) = self.resolved.get(&named) {
            return Ok(Some(found.clone()));
        }
        let by_uid = match named.uid.or_else(|| self.carried_as(&named.name)) {
            Some(uid) if self.left.contains(&uid) => return Ok(None),
            Some(uid) => match self.aliases.get(&uid) {
                Some(here) => Some(here.clone()),
                None => self.writer.ritual_by_uid(uid)?.map(|r| r.to_ref()),
            },
            None => None,
        };
        let found = match by_uid {
            Some(found) => found,
            None => self.resolve_by_name(&named)?,
        };
        self.resolved.insert(named, found.clone());
        Ok(Some(found))
    }

    /// The ritual of the file that bears a name there.
    fn carried_as(&self, name: &str) -> Option<Uuid> {
        let key = text::key(name);
        let same = |(_, carried): &(&Uuid, &String)| text::key(carried) == key;
        self.carried.iter().find(same).map(|(uid, _)| *uid)
    }

    /// A name alone may be an earlier one; another identity joins none that gave the name up.
    fn resolve_by_name(&mut self, named: &RitualRef) -> Result<RitualRef> {
        let here = match named.uid {
            None => self.writer.ritual(&named.name)?,
            Some(_) => self.goes_on_as(&named.name)?,
        };
        if let Some(here) = here {
            if named.uid.is_some() {
                self.report.joined.push(here.name.clone());
            }
            return Ok(here.to_ref());
        }
        // Its uid comes from its name where it has none, so that a second file with the same name
        // means the same ritual.
        let of_name = format!("ritual named {}", text::key(&named.name));
        let of_name = Uuid::new_v5(&Uuid::NAMESPACE_OID, of_name.as_bytes());
        let ritual = Ritual::new(Meta::new(named.uid.unwrap_or(of_name)), named.name.clone());
        let found = ritual.to_ref();
        self.add(Record::Ritual(ritual))?;
        Ok(found)
    }

    /// A row here that a row of the file is, by its key there or by the identity that version 0.1
    /// gave its content.
    fn by_identity(&self, record: &Record, content: Uuid) -> Result<Option<(Record, Stands)>> {
        let kind = record.kind();
        if let Some(here) = self.writer.row_with_uid(kind, record.meta().uid)? {
            return Ok(Some((here, Stands::File)));
        }
        let here = self.writer.row_with_uid(kind, content)?;
        Ok(here.map(|here| (here, Stands::Here)))
    }

    /// A row of the same ritual and day, or with a level of the same moment, that an import of 0.1
    /// brought before it was annotated there. Its identity was made of its content, so it is none of a
    /// person's own.
    fn by_time(&self, record: &Record) -> Result<Option<Record>> {
        let instant = |moment: &Option<Moment>| moment.as_ref().map(|m| m.at);
        Ok(match record {
            Record::Completion(c) => {
                let Some(ritual) = self.writer.ritual_of(&c.ritual)? else {
                    return Ok(None);
                };
                let here = self.writer.completions_on(ritual.meta.id, c.day)?;
                imported(here, |here| instant(&here.moment) == instant(&c.moment))
            }
            Record::Pause(p) => {
                let ends = |p: &Pause| p.until.unwrap_or(p.from);
                let meets = |here: &Pause| here.from <= ends(p) && p.from <= ends(here);
                let here = self.writer.pauses()?;
                imported(here, |here| here.ritual == p.ritual && meets(here))
            }
            Record::Mood(m) => {
                let at = instant(&m.moment);
                // Notes of a day alone are told apart by the ritual they speak of.
                let fits = |here: &Mood| match at {
                    Some(_) => here.mood.is_some() && m.mood.is_some(),
                    None => here.extra == m.extra && !m.extra.is_empty(),
                };
                let here = self.writer.moods(m.day, m.day)?;
                imported(here, |here| instant(&here.moment) == at && fits(here))
            }
            _ => None,
        })
    }

    /// Brings a row here to what the file says.
    fn bring(&mut self, here: Record, said: &Record, stands: Stands) -> Result<()> {
        let count = &mut self.report.kinds[here.kind() as usize];
        let fields = again::merged(&here, said, stands);
        if stands == Stands::Both {
            // The file's own first row: it was counted.
        } else if fields.is_empty() {
            count.here += 1;
        } else if self.with.keep_mine {
            self.report.kept += 1;
        } else {
            count.changed += 1;
        }
        if fields.is_empty() || self.with.keep_mine && stands != Stands::Both {
            return Ok(());
        }
        let record = again::changed(&here, &fields)?;
        if stands != Stands::Both && self.report.changes.len() < LISTED {
            self.report.changes.push(Change {
                kind: here.kind().as_str(),
                ritual: here.ritual_name().map(str::to_owned),
                day: here.day(),
                fields,
            });
        }
        if !self.dry_run {
            self.writer.change(&record)?;
        }
        self.keep(&record);
        Ok(())
    }

    fn keep(&mut self, record: &Record) {
        if let Some(rows) = &mut self.rows {
            rows.put(record);
        }
    }

    fn tally(&mut self, record: &Record) {
        if let Some((first, last)) = record.span() {
            let (from, to) = (&mut self.report.from, &mut self.report.to);
            let last = last.unwrap_or(first);
            *from = Some(from.map_or(first, |from| from.min(first)));
            *to = Some(to.map_or(last, |to| to.max(last)));
        }
        let name = match record {
            Record::Mood(mood) => {
                for name in mood.measures.0.keys() {
                    if !self.measures.contains(name) && self.measures.len() < SHOWN {
                        self.measures.insert(name.clone());
                    }
                }
                return self.moods.see(mood.day);
            }
            Record::Ritual(ritual) => &ritual.name,
            other => match other.ritual() {
                Some(ritual) => &ritual.name,
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

    pub fn done(mut self, format: &'static str) -> Result<Import> {
        self.take_rituals()?;
        for (said, here) in std::mem::take(&mut self.shorter).into_values() {
            self.bring(here, &said, Stands::File)?;
        }
        self.writer.name_words(&self.grants, self.today)?;
        self.progress.done();
        let settings = self.writer.settings()?;
        self.measures
            .retain(|name| settings.measure(name).is_none());
        let mut report = self.report;
        report.joined.sort();
        report.joined.dedup();
        report.kinds.retain(|k| k.added + k.here + k.changed > 0);
        let mut rituals: Vec<Tally> = self.tallies.into_values().collect();
        rituals.sort_by_cached_key(|tally| text::key(&tally.name));
        let kinds = || report.kinds.iter();
        Ok(Import {
            format,
            added: kinds().map(|k| k.added).sum(),
            here: kinds().map(|k| k.here).sum(),
            changed: kinds().map(|k| k.changed).sum(),
            rituals,
            moods: Some(self.moods).filter(|m| m.entries > 0),
            rows: OneByOne::of(self.rows.into_iter().flat_map(Packed::rows)),
            rangeless: self.measures.into_iter().collect(),
            ..report
        })
    }

    /// By its uid; a setting also by its key, or by the measure it is of.
    fn is_here(&self, record: &Record) -> Result<bool> {
        let uid = record.meta().uid;
        if self.seen.contains(&uid) || self.writer.has_uid(record.kind(), uid)? {
            return Ok(true);
        }
        match record {
            Record::Config(config) => match config.measure() {
                Some(name) => Ok(self.writer.settings()?.measure(name).is_some()),
                None => Ok(self.writer.config(&config.key)?.is_some()),
            },
            _ => Ok(false),
        }
    }
}

/// The first that an import of 0.1 brought and that is the same.
fn imported<N: Noun + Into<Record>>(here: Vec<N>, same: impl Fn(&N) -> bool) -> Option<Record> {
    let of_content = |here: &N| here.meta().uid.get_version_num() == 5;
    let mut here = here.into_iter();
    here.find(|here| of_content(here) && same(here))
        .map(Into::into)
}

fn bare(ritual: &Ritual) -> bool {
    *ritual
        == Ritual {
            extra: ritual.extra.clone(),
            ..Ritual::new(ritual.meta.clone(), ritual.name.clone())
        }
        && ritual.rhythms == Rhythms::one(None)
}

/// The rows of a dry run, which nothing can be read back from. A million of them are held as packed
/// JSON.
struct Packed(ZlibEncoder<Vec<u8>>);

impl Packed {
    fn new() -> Packed {
        Packed(ZlibEncoder::new(Vec::new(), Compression::fast()))
    }

    fn put(&mut self, record: &Record) {
        // Memory takes all of it.
        let _ = writeln!(self.0, "{}", document(record));
    }

    /// The rows in their order.
    fn rows(self) -> impl Iterator<Item = Record> + 'static {
        let packed = Cursor::new(self.0.finish().unwrap_or_default());
        let lines = BufReader::new(ZlibDecoder::new(packed)).lines();
        lines.map_while(|line| {
            let map = serde_json::from_str(&line.ok()?).ok()?;
            Record::read(map, Uuid::nil(), &Nowhere).ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_their_order() {
        let ritual = |n: u128| {
            Record::Ritual(Ritual::new(
                Meta::new(Uuid::from_u128(n)),
                format!("walk\n{n}"),
            ))
        };
        let mut packed = Packed::new();
        (1..1000).for_each(|n| packed.put(&ritual(n)));
        assert!(packed.rows().eq((1..1000).map(ritual)));
    }
}
