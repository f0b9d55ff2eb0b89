//! JSON as this program writes it everywhere.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use std::cell::RefCell;
use std::io::{self, Write};

/// Any JSON document of this program: C1 and bidi characters are escaped, so that printing it
/// cannot drive a terminal.
///
/// # Panics
/// If the value has no JSON form; the structs of this program all have one.
pub fn document(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    write(&mut text, value).expect("plain data has a JSON text");
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// The same, written as it is made.
///
/// # Errors
/// Those of what is written to.
pub fn write(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(serde_json::to_writer(Safe(to), value)?)
}

/// Escapes what could drive a terminal.
struct Safe<'w>(&'w mut dyn Write);

impl Write for Safe<'_> {
    /// The serializer hands over whole characters.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.iter().all(|b| *b < 0x7f) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        let mut from = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| drives(*c)) {
            self.0.write_all(&bytes[from..at])?;
            write!(self.0, "\\u{:04x}", c as u32)?;
            from = at + c.len_utf8();
        }
        self.0.write_all(&bytes[from..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether a character beyond the C0 controls could drive a terminal or turn the direction of text.
/// In JSON all of these can stand inside strings alone, and none is beyond U+FFFF.
pub fn drives(c: char) -> bool {
    matches!(
        c,
        '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// A list that is made while it is written, and so can be written once.
pub struct OneByOne<T>(RefCell<Box<dyn Iterator<Item = T>>>);

impl<T> OneByOne<T> {
    pub fn of(items: impl IntoIterator<Item = T, IntoIter: 'static>) -> Self {
        OneByOne(RefCell::new(Box::new(items.into_iter())))
    }
}

impl<T: 'static> Default for OneByOne<T> {
    fn default() -> Self {
        OneByOne::of([])
    }
}

impl<T: Serialize> Serialize for OneByOne<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        for item in &mut *self.0.borrow_mut() {
            list.serialize_element(&item)?;
        }
        list.end()
    }
}

/// A number; whole ones without a decimal point, as people write them.
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

/// As [`Number`], for a field of a report.
///
/// # Errors
/// Those of the serializer.
pub fn plain<S: Serializer>(n: &f64, to: S) -> Result<S::Ok, S::Error> {
    Number(*n).serialize(to)
}

/// As [`plain`], where there may be none.
///
/// # Errors
/// Those of the serializer.
pub fn number<S: Serializer>(n: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    n.map(Number).serialize(to)
}
