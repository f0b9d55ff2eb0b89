//! The notebook's own format: JSON Lines, one row a line, lossless both ways.

use super::ExchangeError;
use crate::domain::fields::Place;
use crate::domain::json;
use crate::domain::record::Record;
use std::collections::HashMap;
use std::io::BufRead;
use uuid::Uuid;

/// The name space of identities given to rows that come without one.
const NAMESPACE: Uuid = Uuid::from_u128(0x7269_7475_616c_5f6a_736f_6e6c_5f69_6e31);

/// The longest line taken, in bytes: a note of the largest size with every character escaped fits.
const LINE_MAX: usize = 8 * 1024 * 1024;

/// What a file held.
#[derive(Debug, Default)]
pub struct Reading {
    pub records: Vec<(usize, Record)>,
    /// Lines left out, with why; empty unless bad lines were to be passed over.
    pub bad: Vec<(usize, String)>,
}

/// Reads all rows. A row without `uid` gets one made from its content and from how often the same
/// content stood before it in the file, so the same file read twice gives the same rows.
///
/// # Errors
/// [`ExchangeError::Line`] for the first line that does not read, unless `skip_bad`;
/// [`ExchangeError::Read`] when the input itself fails.
pub fn read(
    mut input: impl BufRead,
    file: &str,
    place: &dyn Place,
    skip_bad: bool,
) -> Result<Reading, ExchangeError> {
    let mut reading = Reading::default();
    let mut seen: HashMap<Uuid, u64> = HashMap::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let mut limited = std::io::Read::take(&mut input, LINE_MAX as u64 + 1);
        let got = limited
            .read_until(b'\n', &mut line)
            .map_err(|e| ExchangeError::Read {
                file: file.to_owned(),
                why: e.to_string(),
            })?;
        if got == 0 {
            break;
        }
        let bad = |what: String| ExchangeError::Line {
            file: file.to_owned(),
            line: number,
            what,
        };
        if got > LINE_MAX {
            return Err(bad(format!("longer than {LINE_MAX} bytes")));
        }
        match row(&line, number, &mut seen, place) {
            Ok(Some(record)) => reading.records.push((number, record)),
            Ok(None) => {}
            Err(what) if skip_bad => reading.bad.push((number, what)),
            Err(what) => return Err(bad(what)),
        }
    }
    Ok(reading)
}

fn row(
    line: &[u8],
    number: usize,
    seen: &mut HashMap<Uuid, u64>,
    place: &dyn Place,
) -> Result<Option<Record>, String> {
    let text = std::str::from_utf8(line)
        .map_err(|e| format!("invalid UTF-8 at byte {}", e.valid_up_to() + 1))?;
    let text = if number == 1 {
        text.trim_start_matches('\u{feff}')
    } else {
        text
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    let map = match serde_json::from_str(text) {
        Ok(serde_json::Value::Object(map)) => map,
        Ok(_) => return Err("expects a JSON object".to_owned()),
        Err(e) => {
            return Err(format!(
                "invalid JSON at column {}: {}",
                e.column(),
                plain(&e)
            ));
        }
    };
    // Sorted keys: the order fields were written in does not matter.
    let content = serde_json::to_string(&map).unwrap_or_default();
    let same = Uuid::new_v5(&NAMESPACE, content.as_bytes());
    let times = seen.entry(same).or_insert(0);
    *times += 1;
    let uid = match *times {
        1 => same,
        n => Uuid::new_v5(&same, n.to_string().as_bytes()),
    };
    Record::read(map, uid, place)
        .map(Some)
        .map_err(|e| e.to_string())
}

fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line").next().unwrap_or_default().to_owned()
}

/// One row as a line of JSON, without the line end.
#[must_use]
pub fn line(record: &Record) -> String {
    json::document(record)
}
