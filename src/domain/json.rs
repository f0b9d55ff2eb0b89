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

/// Whole numbers without a decimal point, as people write them.
///
/// # Errors
/// Those of the serializer.
pub fn number<S: Serializer>(n: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    match n {
        None => to.serialize_none(),
        Some(n) => plain(n, to),
    }
}

/// As [`number`], where there always is one.
///
/// # Errors
/// Those of the serializer.
pub fn plain<S: Serializer>(n: &f64, to: S) -> Result<S::Ok, S::Error> {
    if n.fract() == 0.0 && n.abs() < 1e15 {
        to.serialize_i64(*n as i64)
    } else {
        to.serialize_f64(*n)
    }
}
