//! Cells straight from the pages of a file (SQLite's file format, sections 1.6 and 2): what is left
//! where the schema, or the way to a table, does not read.

use rusqlite::types::Value;

/// The size of a page in every file this program makes.
const PAGE: usize = 4096;
/// More than any row of this program takes.
const MOST: usize = 16 * 1024 * 1024;

/// One record: its rowid where its table has them, and its values as they lie there.
#[derive(Debug, PartialEq)]
pub struct Cell {
    pub rowid: Option<i64>,
    pub values: Vec<Value>,
}

/// Every record that reads. Those of tables with rowids lie in leaves alone; an index, and a table
/// that is one, has some further up as well.
pub fn cells(bytes: &[u8]) -> Vec<Cell> {
    let mut found = Vec::new();
    for (number, page) in bytes.chunks(PAGE).enumerate() {
        // The first page begins with the header of the file.
        let start = if number == 0 { 100 } else { 0 };
        let (rowids, header, child) = match page.get(start) {
            Some(13) => (true, 8, 0),
            Some(10) => (false, 8, 0),
            // The number of the page below stands before each record.
            Some(2) => (false, 12, 4),
            _ => continue,
        };
        let count = word(page, start + 3).unwrap_or_default();
        for n in 0..count {
            let at = word(page, start + header + 2 * n);
            found.extend(at.and_then(|at| cell(bytes, page, at + child, rowids)));
        }
    }
    found
}

fn word(page: &[u8], at: usize) -> Option<usize> {
    let pair = page.get(at..at + 2)?;
    Some(usize::from(pair[0]) << 8 | usize::from(pair[1]))
}

fn cell(bytes: &[u8], page: &[u8], mut at: usize, rowids: bool) -> Option<Cell> {
    let length = usize::try_from(varint(page, &mut at)?)
        .ok()
        .filter(|n| *n <= MOST)?;
    let rowid = if rowids {
        Some(varint(page, &mut at)?)
    } else {
        None
    };
    // How much of a record lies in its page, and how much in a chain of others.
    let least = (PAGE - 12) * 32 / 255 - 23;
    let most = if rowids {
        PAGE - 35
    } else {
        (PAGE - 12) * 64 / 255 - 23
    };
    let here = if length <= most {
        length
    } else {
        let fits = least + (length - least) % (PAGE - 4);
        if fits <= most { fits } else { least }
    };
    let mut record = page.get(at..at + here)?.to_vec();
    if here < length {
        let mut next = page.get(at + here..at + here + 4)?;
        for _ in 0..=length / (PAGE - 4) {
            let number = u32::from_be_bytes(next.try_into().ok()?) as usize;
            let begin = number.checked_sub(1)?.checked_mul(PAGE)?;
            let more = bytes.get(begin..begin.checked_add(PAGE)?)?;
            let rest = (length - record.len()).min(PAGE - 4);
            record.extend_from_slice(&more[4..4 + rest]);
            next = &more[..4];
            if record.len() == length {
                break;
            }
        }
        if record.len() != length {
            return None;
        }
    }
    Some(Cell {
        rowid,
        values: values(&record)?,
    })
}

/// The values of a record. Text that is no UTF-8 makes the whole one unreadable.
fn values(record: &[u8]) -> Option<Vec<Value>> {
    let mut at = 0;
    let head = usize::try_from(varint(record, &mut at)?)
        .ok()
        .filter(|n| *n <= record.len())?;
    let mut body = head;
    let mut values = Vec::new();
    while at < head {
        let kind = usize::try_from(varint(record, &mut at)?).ok()?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            n => (n - 12) / 2,
        };
        let bytes = record.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            1..=6 => Value::Integer(integer(bytes)),
            n if n % 2 == 1 => Value::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
            _ => Value::Blob(bytes.to_vec()),
        });
    }
    (at == head).then_some(values)
}

fn integer(bytes: &[u8]) -> i64 {
    let sign = bytes.first().map_or(0, |b| i64::from(*b as i8) >> 7);
    bytes.iter().fold(sign, |n, b| n << 8 | i64::from(*b))
}

/// Seven bits a byte, the ninth whole.
fn varint(bytes: &[u8], at: &mut usize) -> Option<i64> {
    let mut n: u64 = 0;
    for i in 0..9 {
        let byte = *bytes.get(*at)?;
        *at += 1;
        if i == 8 {
            return Some((n << 8 | u64::from(byte)) as i64);
        }
        n = n << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            return Some(n as i64);
        }
    }
    None
}

/// Whether there are fewer bytes than the header says there are pages (sqlite.org/fileformat2.html,
/// 1.3: page size at 16, page count at 28, both big-endian).
pub fn cut_short(bytes: &[u8]) -> bool {
    let at = |from: usize, count: usize| {
        let field = bytes.get(from..from + count).unwrap_or_default();
        field.iter().fold(0_u64, |n, b| (n << 8) | u64::from(*b))
    };
    let size = match at(16, 2) {
        1 => 65_536,
        size => size,
    };
    // A count is good where the two change counters agree, as SQLite has it; a size, where it is one.
    let counted =
        at(24, 4) == at(92, 4) && (512..=65_536).contains(&size) && size.is_power_of_two();
    counted && (bytes.len() as u64) < size * at(28, 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::{Connection, MAIN_DB};

    /// What SQLite wrote is what is read, in pages, overflow and every size of number.
    #[test]
    fn cells_are_what_sqlite_wrote() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("PRAGMA page_size = 4096; CREATE TABLE t (a, b, c, d)")
            .unwrap();
        let mut wrote = Vec::new();
        for n in 0..300_i64 {
            let values = vec![
                Value::Integer((n - 150).pow(7)),
                Value::Text("é".repeat((n * n) as usize % 9_000)),
                if n % 3 == 0 {
                    Value::Null
                } else {
                    Value::Real(n as f64 / 7.0)
                },
                Value::Integer(n % 2),
            ];
            conn.execute(
                "INSERT INTO t VALUES (?, ?, ?, ?)",
                rusqlite::params_from_iter(&values),
            )
            .unwrap();
            wrote.push(Cell {
                rowid: Some(n + 1),
                values,
            });
        }
        let mut found = cells(&conn.serialize(MAIN_DB).unwrap());
        found.retain(|cell| cell.values.len() == 4);
        found.sort_by_key(|cell| cell.rowid);
        assert!(found == wrote, "{} of {}", found.len(), wrote.len());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_to_an_end(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..9_000), kind in 0..3_usize) {
            let mut bytes = bytes;
            if bytes.len() > 4096 {
                bytes[4096] = [2, 10, 13][kind];
            }
            cells(&bytes);
        }
    }
}
