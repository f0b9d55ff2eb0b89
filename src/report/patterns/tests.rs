use super::*;
use serde_json::Value;

pub fn golden() -> Value {
    let text = include_str!("../../../tests/fixtures/patterns/golden.json");
    serde_json::from_str(text).unwrap()
}
