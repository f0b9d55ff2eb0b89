//! One notebook on several devices: what each of them knows, and what they know together.
//!
//! The textbook last-writer-wins map: of two values of a field the one with the greater stamp stays,
//! and a deletion stays for good. [`State::merge`] is commutative, associative and idempotent, so
//! that order, repetition, a lost or a doubled file need no thought; absence says nothing.

use super::field::{FieldError, Nowhere, RITUAL_UID};
use super::meta::Extra;
use super::record::{Kind, Record};
use super::text;
use serde_json::{Value as Json, json};
use std::cmp::Ordering;
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// SHA-256 of a uid, as tombstones hold it.
pub type Hash = [u8; 32];

/// A value of a field, null where it was taken away, and the hybrid clock of whoever set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub value: Json,
    pub stamp: i64,
}

/// A row as its fields, by the names of JSON. The elements of a list are fields of their own,
/// `feelings/KEY`, so that two devices' words stand side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub kind: String,
    pub fields: BTreeMap<String, Value>,
}

/// A deletion, and the row that what hung on the deleted one goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone {
    pub stamp: i64,
    pub into: Option<Uuid>,
}

/// What is known of a notebook. Of two states, one made from the other, most rows are the same ones.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    pub rows: BTreeMap<Uuid, Rc<Row>>,
    pub gone: BTreeMap<Hash, Gone>,
}

impl Value {
    /// The later one stays; of two at once, the one whose text is greater, and any before none.
    fn yields_to(&self, other: &Value) -> bool {
        let text = |v: &Value| (!v.value.is_null()).then(|| v.value.to_string());
        match self.stamp.cmp(&other.stamp) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => self.value != other.value && text(self) < text(other),
        }
    }
}

impl Row {
    /// Takes the later of each field's two values.
    fn fold(self: &mut Rc<Row>, other: &Row) {
        for (field, value) in &other.fields {
            let own = self.fields.get(field);
            if own.is_none_or(|own| own.yields_to(value)) {
                let own = Rc::make_mut(self);
                own.fields.insert(field.clone(), value.clone());
            }
        }
    }

    /// The greatest stamp of its fields.
    pub fn stamp(&self) -> i64 {
        self.fields.values().map(|v| v.stamp).max().unwrap_or(0)
    }

    /// The fields that may say which day a row is of, the first it has.
    pub const DAYS: [&str; 3] = ["day", "from", "month"];

    pub fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.value.as_str()
    }

    /// The row that a field refers to.
    fn uid(&self, field: &str) -> Option<Uuid> {
        Uuid::parse_str(self.text(field)?).ok()
    }

    /// What two rows of one kind cannot both have: a ritual's name, a setting's key.
    fn natural_key(&self) -> Option<(Kind, String)> {
        match Kind::parse(&self.kind)? {
            kind @ Kind::Ritual => Some((kind, text::key(self.text("name")?))),
            kind @ Kind::Config => Some((kind, self.text("key")?.to_owned())),
            _ => None,
        }
    }

    /// The row of this state as the program knows it. A value that does not read is left out; where
    /// two do not go together, the one that was set longest ago; on every device alike.
    ///
    /// # Errors
    /// What does not read: a newer program wrote it.
    pub fn record(
        &self,
        uid: Uuid,
        name: &dyn Fn(Uuid) -> Option<String>,
    ) -> Result<Record, FieldError> {
        let mut row = self.clone();
        row.fields.retain(|_, v| !v.value.is_null());
        loop {
            let read = Record::read(row.map(name), uid, &Nowhere);
            let Err(error) = read else {
                return read;
            };
            let named = |field: &&String| {
                let list = field.rsplit_once('/').map(|(list, _)| list);
                list.unwrap_or(field) == error.field
            };
            let oldest = || row.fields.iter().min_by_key(|(_, v)| v.stamp);
            let out = row.fields.keys().find(named);
            let Some(out) = out.or_else(|| Some(oldest()?.0)).cloned() else {
                return Err(error);
            };
            row.fields.remove(&out);
        }
    }

    fn map(&self, name: &dyn Fn(Uuid) -> Option<String>) -> Extra {
        let mut map = join(&self.fields);
        map.insert("kind".to_owned(), self.kind.clone().into());
        if let Some(uid) = self.uid(RITUAL_UID) {
            let name = name(uid).unwrap_or_else(|| uid.to_string());
            map.insert("ritual".to_owned(), name.into());
        }
        map
    }
}

impl State {
    /// Takes in what another knows.
    pub fn merge(&mut self, other: State) {
        for (uid, row) in other.rows {
            match self.rows.entry(uid) {
                Slot::Vacant(slot) => drop(slot.insert(row)),
                Slot::Occupied(mut slot) => slot.get_mut().fold(&row),
            }
        }
        for (hash, gone) in other.gone {
            self.bury(hash, gone);
        }
    }

    /// The rows that another state has not, or otherwise.
    pub fn beyond<'s>(&'s self, other: &'s State) -> impl Iterator<Item = (&'s Uuid, &'s Rc<Row>)> {
        let differs = |(uid, row): &(&Uuid, &Rc<Row>)| other.rows.get(*uid) != Some(*row);
        self.rows.iter().filter(differs)
    }

    fn bury(&mut self, hash: Hash, gone: Gone) -> bool {
        let before = self.gone.get(&hash).copied();
        let into = before.and_then(|b| b.into).into_iter().chain(gone.into);
        let now = Gone {
            stamp: before.map_or(gone.stamp, |b| b.stamp.max(gone.stamp)),
            into: into.min(),
        };
        self.gone.insert(hash, now);
        before != Some(now)
    }

    /// Where a uid leads: to itself while it is not deleted, to what it goes on as, or nowhere. Of
    /// rows that were each joined into the other, the smallest uid stays.
    fn leads(&self, uid: Uuid, hash: &dyn Fn(Uuid) -> Hash) -> Option<Uuid> {
        let (mut at, mut seen) = (uid, BTreeSet::new());
        while let Some(gone) = self.gone.get(&hash(at)) {
            if !seen.insert(at) {
                let next = |at: &Uuid| self.gone.get(&hash(*at))?.into;
                let round = std::iter::successors(Some(at), next);
                return round.take(seen.len()).min();
            }
            at = gone.into?;
        }
        Some(at)
    }

    /// Brings what was merged to the form every device gives it: deleted rows go, with what hangs on
    /// them; of two rituals of one name, and of two settings of one key, the smaller uid stays and
    /// has what the other had.
    pub fn settle(&mut self, hash: &dyn Fn(Uuid) -> Hash) {
        while self.join_same(hash) | self.take_away(hash) | self.point(hash) {}
    }

    /// Two of one name are one from here on.
    fn join_same(&mut self, hash: &dyn Fn(Uuid) -> Hash) -> bool {
        let mut first: BTreeMap<(Kind, String), Uuid> = BTreeMap::new();
        let mut others = Vec::new();
        for (uid, row) in &self.rows {
            let Some(key) = row.natural_key() else {
                continue;
            };
            if self.leads(*uid, hash) == Some(*uid) {
                match first.entry(key) {
                    Slot::Vacant(slot) => drop(slot.insert(*uid)),
                    Slot::Occupied(slot) => others.push((*uid, *slot.get(), row.stamp())),
                }
            }
        }
        let mut changed = false;
        for (uid, into, stamp) in others {
            let into = Some(into);
            changed |= self.bury(hash(uid), Gone { stamp, into });
        }
        changed
    }

    /// Rows that were deleted go, or go on as another. One of the same name takes what they say; one
    /// that a person merged them into goes on saying what it says.
    fn take_away(&mut self, hash: &dyn Fn(Uuid) -> Hash) -> bool {
        if self.gone.is_empty() {
            return false;
        }
        let leads = self.rows.keys().map(|uid| (*uid, self.leads(*uid, hash)));
        let moved: Vec<_> = leads.filter(|(uid, to)| *to != Some(*uid)).collect();
        for (uid, to) in &moved {
            let row = self.rows.remove(uid).unwrap_or_default();
            if let Some(here) = to.and_then(|to| self.rows.get_mut(&to))
                && here.natural_key() == row.natural_key()
            {
                here.fold(&row);
            }
        }
        !moved.is_empty()
    }

    /// What speaks of a row that went on as another speaks of that one; what speaks of one that is
    /// gone goes too, but for the line of a month, which keeps its words.
    fn point(&mut self, hash: &dyn Fn(Uuid) -> Hash) -> bool {
        if self.gone.is_empty() {
            return false;
        }
        let mut moved = Vec::new();
        for (uid, row) in &self.rows {
            for field in [RITUAL_UID, "subject"] {
                let to = row.uid(field);
                let there = to.and_then(|to| self.leads(to, hash));
                if there != to {
                    moved.push((*uid, field, there));
                }
            }
        }
        for (uid, field, there) in &moved {
            let Some(row) = self.rows.get_mut(uid) else {
                continue;
            };
            let stays = row.kind == Kind::MonthLine.as_str();
            match there {
                None if !stays => {
                    let stamp = row.stamp();
                    let gone = Gone { stamp, into: None };
                    self.rows.remove(uid);
                    self.bury(hash(*uid), gone);
                }
                there => {
                    if let Some(value) = Rc::make_mut(row).fields.get_mut(*field) {
                        value.value = json!(there);
                        // Later than what it stands for: an equal stamp would let an earlier
                        // state bring that back.
                        value.stamp += 1;
                    }
                }
            }
        }
        !moved.is_empty()
    }

    /// The greatest stamp in it.
    pub fn stamp(&self) -> i64 {
        let rows = self.rows.values().map(|row| row.stamp());
        let gone = self.gone.values().map(|gone| gone.stamp);
        rows.chain(gone).max().unwrap_or(0)
    }
}

/// A row as its fields: scalars under their names, each element of a list under a name of its own.
/// References travel as uids. `mark` gives the key of an element that has none: its keyed hash, so
/// that a word that was taken away leaves nothing of itself.
pub fn split(record: &Record, mark: &dyn Fn(&str) -> i64) -> BTreeMap<String, Json> {
    let mut map = record.to_map();
    for name in ["kind", "uid"] {
        map.remove(name);
    }
    if map.contains_key(RITUAL_UID) {
        map.remove("ritual");
    }
    // A moment is one value: an instant says nothing without the zone it was lived in.
    if let (Some(at), Some(zone)) = (map.get("at"), map.get("zone")) {
        map.insert("at".to_owned(), json!({"at": at, "zone": zone}));
        map.remove("zone");
    }
    // One version of a rhythm has a short form in JSON.
    if record.kind() == Kind::Ritual
        && let Some(rhythm) = map.remove("rhythm")
    {
        map.insert("rhythms".to_owned(), json!([{"rhythm": rhythm}]));
    }
    let mut fields = BTreeMap::new();
    for (name, value) in map {
        match parts(&name, &value, mark) {
            Some(parts) => fields.extend(parts),
            // Null says that there is none; where it is what stands there, it is wrapped.
            None if value.is_null() => drop(fields.insert(name, json!({"": value}))),
            None => drop(fields.insert(name, value)),
        }
    }
    fields
}

/// Whose parts are numbers by name.
const BY_NAME: &str = "measures";

/// A list as its parts, each under a key of its own; none where it has none, or two of one key.
fn parts(name: &str, value: &Json, mark: &dyn Fn(&str) -> i64) -> Option<BTreeMap<String, Json>> {
    if let (BY_NAME, Json::Object(numbers)) = (name, value) {
        let part = |(key, n): (&String, &Json)| (format!("{name}/{key}"), n.clone());
        return Some(numbers.iter().map(part).collect());
    }
    let list = value.as_array().filter(|list| !list.is_empty())?;
    let mut parts = BTreeMap::new();
    for (place, part) in list.iter().enumerate() {
        let key = key_of(name, part).filter(|key| !key.contains('/'));
        let key = key.unwrap_or_else(|| format!("{:016x}", mark(&part.to_string())));
        parts.insert(format!("{name}/{key}"), json!([place, part]));
    }
    (parts.len() == list.len()).then_some(parts)
}

/// The key of a part that has one: earlier wordings by uid, versions by the day they begin.
fn key_of(list: &str, part: &Json) -> Option<String> {
    let own = |name: &str| part.get(name).and_then(Json::as_str).map(str::to_owned);
    let first = || (list == "rhythms" && part.is_object()).then(String::new);
    own("uid").or_else(|| own("from")).or_else(first)
}

/// What of a value counts when it is compared with what it was: the place of an element does not.
pub fn essence<'v>(field: &str, value: &'v Json) -> &'v Json {
    match value.as_array().map(Vec::as_slice) {
        Some([_, part]) if field.contains('/') => part,
        _ => value,
    }
}

/// The fields of a row as one JSON object again.
fn join(fields: &BTreeMap<String, Value>) -> Extra {
    let mut map = Extra::new();
    let mut lists: BTreeMap<&str, Vec<(String, u64, &str, &Json)>> = BTreeMap::new();
    for (field, Value { value, .. }) in fields {
        match (field.rsplit_once('/'), value) {
            (Some((list, key)), Json::Array(pair)) if pair.len() == 2 => {
                let day = |name: &str| pair[1].get(name).and_then(Json::as_str);
                let day = day("from").or(day("on")).unwrap_or_default().to_owned();
                let place = pair[0].as_u64().unwrap_or(0);
                let parts = lists.entry(list).or_default();
                parts.push((day, place, key, &pair[1]));
            }
            (Some((BY_NAME, key)), number) => {
                let numbers = map.entry(BY_NAME).or_insert_with(|| json!({}));
                numbers[key] = number.clone();
            }
            (_, Json::Object(moment)) if field == "at" => map.extend(moment.clone()),
            (_, Json::Object(null)) if null.len() == 1 && null.get("") == Some(&Json::Null) => {
                map.insert(field.to_owned(), Json::Null);
            }
            _ => drop(map.insert(field.to_owned(), value.clone())),
        }
    }
    for (list, mut parts) in lists {
        parts.sort_by(|a, b| (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2)));
        let parts = parts.into_iter().map(|(.., part)| part.clone());
        map.insert(list.to_owned(), Json::Array(parts.collect()));
    }
    map
}

#[cfg(test)]
mod tests;
