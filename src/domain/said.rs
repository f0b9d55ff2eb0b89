//! What a row says: its words, without what is only of use to the program.

use super::fields::iso_day;
use super::record::Record;
use super::text;
use chrono::NaiveDate;
use serde_json::Value;

/// Fields that hold no words of their own, or name another row.
const NO_WORDS: &[&str] = &[
    "kind",
    "uid",
    "visibility",
    "zone",
    "at",
    "ritual",
    "unit",
    "stance",
    "feels",
    "month",
    "slot",
    "choice",
    "status",
    "rhythm",
    "rhythms",
    "history",
    "key",
    "value",
];

impl Record {
    /// Whether it had an end, and the end has passed or was brought forward. Then no view has it.
    pub fn ended(&self, today: NaiveDate) -> bool {
        match self {
            Record::Offer(o) => !o.term.live(today),
            Record::Invite(i) => !i.term.live(today),
            Record::Support(s) => !s.term.live(today),
            Record::Reminder(r) => !r.term.live(today),
            _ => false,
        }
    }

    /// Whether one of its texts is one of these names, in any spelling.
    pub fn says(&self, names: &[String]) -> bool {
        let keys: Vec<String> = names.iter().map(|name| text::key(name)).collect();
        !keys.is_empty()
            && self
                .said()
                .iter()
                .any(|(_, said)| keys.contains(&text::key(said)))
    }

    /// The fields that hold words, in the order of its JSON, each with its text. A list of words
    /// gives one pair for each.
    pub fn said(&self) -> Vec<(String, String)> {
        let mut said = Vec::new();
        for (field, value) in self.to_map() {
            if NO_WORDS.contains(&field.as_str()) {
                continue;
            }
            match value {
                Value::String(text) if iso_day(&text).is_none() => said.push((field, text)),
                Value::Array(list) => {
                    let words = list.into_iter().filter_map(|item| match item {
                        Value::String(word) => Some((field.clone(), word)),
                        _ => None,
                    });
                    said.extend(words);
                }
                _ => {}
            }
        }
        said
    }
}
