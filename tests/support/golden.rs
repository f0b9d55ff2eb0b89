//! Stored numbers of patterns, and how close a result has to come to them.

use serde_json::Value;
use std::path::PathBuf;

pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/patterns")
        .join(name)
}

pub fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(fixture(name)).expect("a fixture");
    serde_json::from_str(&text).expect("JSON")
}

/// Counts exactly, reals to 1e-6 of their size or to 1e-9, chances to 1e-6 of theirs; fields that
/// are not wanted may be there.
pub fn agree(wanted: &Value, got: &Value, path: &str) {
    match (wanted, got) {
        (Value::Object(w), Value::Object(_)) => {
            for (key, value) in w {
                agree(value, &got[key], &format!("{path}.{key}"));
            }
        }
        (Value::Array(w), Value::Array(g)) => {
            assert_eq!(w.len(), g.len(), "{path}");
            for (i, (w, g)) in w.iter().zip(g).enumerate() {
                agree(w, g, &format!("{path}[{i}]"));
            }
        }
        (Value::Number(w), Value::Number(g)) => {
            let (w, g) = (w.as_f64().expect("a number"), g.as_f64().expect("a number"));
            let room = match path.ends_with(".p") {
                true => 1e-6 * w.abs(),
                false => (1e-6 * w.abs()).max(1e-9),
            };
            assert!((w - g).abs() <= room, "{path}: wanted {w}, got {g}");
        }
        _ => assert_eq!(wanted, got, "{path}"),
    }
}
