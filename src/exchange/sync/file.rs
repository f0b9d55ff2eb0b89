//! One file of a device: the rows of a year as it knows them, or those without a year and what was
//! deleted. Lines of JSON, packed, signed, sealed.

use super::super::encrypt::{EncryptError, decrypt, encrypt};
use super::keys::Keys;
use crate::domain::merge::{Gone, Hash, Row, State, Value};
use crate::domain::record::Kind;
use crate::domain::text::hex;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use uuid::Uuid;

/// The form this program writes. A later one is not read.
const FORM: u32 = 1;

/// No stamp lies beyond the year 3000: one that did would leave no room for later ones.
const LAST_STAMP: i64 = 32_503_680_000_000 << 16;

/// More than this is no notebook: 4 GiB.
const LARGEST: u64 = 1 << 32;

/// What a file says of itself, and what it holds.
pub struct File {
    pub head: Head,
    pub state: State,
    /// Rows of kinds this program does not know.
    pub strangers: usize,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head {
    form: u32,
    pub device: String,
    /// What its owner calls the device.
    pub name: String,
    /// When it was written, in milliseconds since 1970 UTC.
    pub wrote: i64,
}

/// A line: a row, or a deletion.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    into: Option<Uuid>,
    /// The stamp of all that have no other.
    at: i64,
    #[serde(skip_serializing_if = "Map::is_empty")]
    fields: Map<String, Json>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    stamps: BTreeMap<String, i64>,
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum Unopened {
    #[error("the key does not open it")]
    Key,
    #[error("it is not whole")]
    Damaged,
    #[error("it cannot be read: {0}")]
    Unread(String),
    #[error("it was written by somebody without the key")]
    Stranger,
    #[error("a newer ritual wrote it")]
    Newer,
}

impl From<EncryptError> for Unopened {
    fn from(error: EncryptError) -> Self {
        match error {
            EncryptError::Key => Unopened::Key,
            EncryptError::Damaged => Unopened::Damaged,
        }
    }
}

/// The lines of a state by year, of these years or of all; rows without one, and deletions, under 0.
pub fn by_year(state: &State, wanted: Option<&BTreeSet<u16>>) -> BTreeMap<u16, String> {
    let mut years: BTreeMap<u16, String> = BTreeMap::from([(0, String::new())]);
    let mut put = |year, line: &Line| {
        let text = years.entry(year).or_default();
        *text += &serde_json::to_string(line).expect("plain data has a JSON text");
        *text += "\n";
    };
    for (uid, row) in &state.rows {
        let year = year(row);
        if wanted.is_some_and(|wanted| !wanted.contains(&year)) {
            continue;
        }
        let at = row.stamp();
        let others = row.fields.iter().filter(|(_, v)| v.stamp != at);
        let line = Line {
            kind: Some(row.kind.clone()),
            uid: Some(*uid),
            at,
            stamps: others.map(|(field, v)| (field.clone(), v.stamp)).collect(),
            fields: row
                .fields
                .iter()
                .map(|(field, v)| (field.clone(), v.value.clone()))
                .collect(),
            ..Line::default()
        };
        put(year, &line);
    }
    for (hash, gone) in &state.gone {
        let line = Line {
            gone: Some(hex(hash)),
            into: gone.into,
            at: gone.stamp,
            ..Line::default()
        };
        put(0, &line);
    }
    years
}

/// The year of a row, 0 where it has none.
pub fn year(row: &Row) -> u16 {
    let day = Row::DAYS.iter().find_map(|field| row.text(field));
    day.and_then(|day| day.get(..4)?.parse().ok()).unwrap_or(0)
}

/// Lines as a file.
///
/// # Errors
/// None but those of memory.
pub fn seal(lines: &str, device: &str, name: &str, wrote: i64, keys: &Keys) -> io::Result<Vec<u8>> {
    let head = Head {
        form: FORM,
        device: device.to_owned(),
        name: name.to_owned(),
        wrote,
    };
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    serde_json::to_writer(&mut packed, &head)?;
    packed.write_all(b"\n")?;
    packed.write_all(lines.as_bytes())?;
    let packed = packed.finish()?;
    let mut signed = hex(&keys.signature(&packed)).into_bytes();
    signed.push(b'\n');
    signed.extend(packed);
    encrypt(&signed, &keys.lock)
}

/// A file that somebody with the key wrote, whole.
///
/// # Errors
/// [`Unopened`]; nothing is to be inferred from it.
pub fn open(bytes: &[u8], keys: &Keys) -> Result<File, Unopened> {
    let plain = decrypt(bytes, &keys.key)?;
    let end = plain.iter().position(|byte| *byte == b'\n');
    let (signature, rest) = plain.split_at(end.ok_or(Unopened::Damaged)?);
    let packed = &rest[1..];
    if hex(&keys.signature(packed)).as_bytes() != signature {
        return Err(Unopened::Stranger);
    }
    let mut text = String::new();
    ZlibDecoder::new(packed)
        .take(LARGEST)
        .read_to_string(&mut text)
        .map_err(|_| Unopened::Damaged)?;
    read(&text)
}

fn read(text: &str) -> Result<File, Unopened> {
    let damaged = |_| Unopened::Damaged;
    let (head, lines) = text.split_once('\n').ok_or(Unopened::Damaged)?;
    let form: Map<String, Json> = serde_json::from_str(head).map_err(damaged)?;
    if form.get("form").and_then(Json::as_u64) != Some(FORM.into()) {
        return Err(Unopened::Newer);
    }
    let head: Head = serde_json::from_str(head).map_err(damaged)?;
    let (mut state, mut strangers) = (State::default(), 0);
    for line in lines.lines() {
        let mut line: Line = serde_json::from_str(line).map_err(damaged)?;
        let stamps = line.stamps.values().chain([&line.at]);
        if stamps
            .into_iter()
            .any(|stamp| !(0..LAST_STAMP).contains(stamp))
        {
            return Err(Unopened::Damaged);
        }
        match (line.gone.take(), line.uid, line.kind.take()) {
            (Some(gone), ..) => {
                let (stamp, into) = (line.at, line.into);
                state
                    .gone
                    .insert(unhex(&gone).ok_or(Unopened::Damaged)?, Gone { stamp, into });
            }
            (None, Some(uid), Some(kind)) if Kind::parse(&kind).is_some() => {
                let value = |(field, value): (String, Json)| {
                    let stamp = line.stamps.get(&field).copied().unwrap_or(line.at);
                    (field, Value { value, stamp })
                };
                let fields = line.fields.into_iter().map(value).collect();
                state.rows.insert(uid, Row { kind, fields }.into());
            }
            (None, Some(_), Some(_)) => strangers += 1,
            _ => return Err(Unopened::Damaged),
        }
    }
    Ok(File {
        head,
        state,
        strangers,
    })
}

fn unhex(text: &str) -> Option<Hash> {
    let digits = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..text.len() / 2).map(digits).collect();
    bytes?.try_into().ok()
}
