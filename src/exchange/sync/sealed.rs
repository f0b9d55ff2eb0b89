//! One file of a device: the rows of a year as it knows them, or those without a year and what was
//! deleted. Lines of JSON, packed, signed, sealed; and the keys, all made from one age identity.

use crate::domain::merge::{Gone, Hash, Row, State, Value};
use crate::domain::record::Kind;
use crate::domain::text::hex;
use crate::exchange::encrypt::{self, EncryptError, Key, Lock};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use sha2::Sha256;
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
        let fields = row.fields.iter();
        let others = fields.clone().filter(|(_, v)| v.stamp != at);
        let fields = fields.map(|(field, v)| (field.clone(), v.value.clone()));
        let line = Line {
            kind: Some(row.kind.clone()),
            uid: Some(*uid),
            at,
            stamps: others.map(|(field, v)| (field.clone(), v.stamp)).collect(),
            fields: fields.collect(),
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
    encrypt::encrypt(&signed, &keys.lock)
}

/// A file that somebody with the key wrote, whole.
///
/// # Errors
/// [`Unopened`]; nothing is to be inferred from it.
pub fn open(bytes: &[u8], keys: &Keys) -> Result<File, Unopened> {
    let plain = encrypt::decrypt(bytes, &keys.key).map_err(|error| match error {
        EncryptError::Key => Unopened::Key,
        EncryptError::Damaged => Unopened::Damaged,
    })?;
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
        let mut stamps = line.stamps.values().chain([&line.at]);
        if stamps.any(|stamp| !(0..LAST_STAMP).contains(stamp)) {
            return Err(Unopened::Damaged);
        }
        match (line.gone.take(), line.uid, line.kind.take()) {
            (Some(gone), ..) => {
                let (stamp, into) = (line.at, line.into);
                let hash = unhex(&gone).ok_or(Unopened::Damaged)?;
                state.gone.insert(hash, Gone { stamp, into });
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

/// What opens and seals the files of a sync.
pub struct Keys {
    /// The text the keys are made from: an identity, and after a renewal a line for the marks.
    pub text: String,
    pub key: Key,
    pub lock: Lock,
    /// By what the identity is known again.
    pub print: String,
    /// What the marks of rows are made with: it outlives a renewal.
    kept: String,
    writer: [u8; 32],
    marks: [u8; 32],
}

/// Begins the line that keeps the marks of the time before a renewal. To age it is a comment.
const MARKS: &str = "# marks: ";

impl Keys {
    /// Keys from the text of a key file; none where it holds no identity.
    pub fn of(text: &str) -> Option<Keys> {
        let (line, identity) = text.lines().find_map(|line| {
            let line = line.trim();
            Some((line, encrypt::identity(line)?))
        })?;
        let mut lines = text.lines();
        let kept = lines.find_map(|line| line.trim().strip_prefix(MARKS));
        let derive = |label: &str| hmac(line.as_bytes(), label);
        let marks = kept.map(|kept| format!("{MARKS}{kept}\n"));
        let kept = kept.map_or_else(|| hex(&derive("ritual sync 1: kept")), str::to_owned);
        Some(Keys {
            lock: Lock::Recipients(vec![identity.to_public()]),
            key: Key::Identities(vec![identity]),
            print: hex(&derive("ritual sync 1: print")[..8]),
            writer: derive("ritual sync 1: writer"),
            marks: hmac(kept.as_bytes(), "ritual sync 1: marks"),
            kept,
            text: format!("{line}\n{}", marks.unwrap_or_default()),
        })
    }

    /// A new identity.
    pub fn generate() -> Option<Keys> {
        Keys::of(&encrypt::generate())
    }

    /// A new identity under which the marks of rows stay what they are.
    pub fn renewed(&self) -> Option<Keys> {
        Keys::of(&format!("{}\n{MARKS}{}\n", encrypt::generate(), self.kept))
    }

    /// What tells that somebody with the identity wrote these bytes.
    pub fn signature(&self, bytes: &[u8]) -> [u8; 32] {
        hmac(&self.writer, bytes)
    }

    /// The keyed mark of a value, never 0.
    pub fn mark(&self, value: &str) -> i64 {
        let [a, b, c, d, e, f, g, h, ..] = hmac(&self.marks, value);
        i64::from_le_bytes([a, b, c, d, e, f, g, h | 1])
    }
}

fn hmac(key: &[u8], text: impl AsRef<[u8]>) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(text.as_ref());
    mac.finalize().into_bytes().into()
}
