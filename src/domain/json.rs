//! JSON as this program writes it everywhere.

use serde::{Serialize, Serializer};
use std::fmt::Write;

/// Any JSON document of this program: C1 and bidi characters are escaped, so that printing it
/// cannot drive a terminal.
///
/// # Panics
/// If the value has no JSON form; the structs of this program all have one.
pub fn document(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("plain data has a JSON text");
    if text.is_ascii() && !text.contains('\u{7f}') {
        return text;
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // All of these can stand inside strings alone, and none is beyond U+FFFF.
            '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {
                let _ = write!(safe, "\\u{:04x}", c as u32);
            }
            c => safe.push(c),
        }
    }
    safe
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
