//! Obsidian: a note a day. How the day was stands in the front matter, what was done as ticked tasks.

use super::{Out, line, measured, numbers};
use crate::domain::completion::Completion;
use crate::domain::left::Left;
use crate::domain::measure::Measured;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeMap;

pub fn notes(records: &[Record]) -> Out {
    let mut out = Out::default();
    let mut days: BTreeMap<NaiveDate, Page> = BTreeMap::new();
    for record in records {
        match record {
            Record::Mood(mood) => {
                if mood.moment.is_some() {
                    out.leaves(Left::Clocks);
                }
                let page = days.entry(mood.day).or_default();
                if page.felt {
                    out.leaves(Left::SameDay);
                }
                page.feel(mood);
            }
            Record::Completion(completion) => {
                let page = days.entry(completion.day).or_default();
                page.tasks += &task(completion);
            }
            _ => {
                out.leaves(Left::Kinds);
                continue;
            }
        }
        out.rows += 1;
    }
    let files = days.into_iter();
    out.files = files
        .map(|(day, page)| (format!("{day}.md"), page.text().into_bytes()))
        .collect();
    out
}

/// The note of a day.
#[derive(Default)]
struct Page {
    /// Whether a mood note of the day is in it.
    felt: bool,
    numbers: BTreeMap<&'static str, f64>,
    measures: Measured,
    words: BTreeMap<&'static str, Vec<String>>,
    text: Vec<String>,
    tasks: String,
}

impl Page {
    /// Of several mood notes the last number of each kind counts; words stand together.
    fn feel(&mut self, mood: &Mood) {
        self.felt = true;
        self.numbers
            .extend(numbers(mood).into_iter().map(|(name, n, _)| (name, n)));
        self.measures.0.extend(mood.measures.0.clone());
        for (field, words) in mood.word_lists() {
            let list = self.words.entry(field.name).or_default();
            for word in words {
                if !list.iter().any(|had| had == word) {
                    list.push(word.to_owned());
                }
            }
        }
        self.text.extend(mood.note.clone());
    }

    fn text(self) -> String {
        let mut front = String::new();
        for (name, n) in &self.numbers {
            front += &format!("{name}: {n}\n");
        }
        if !self.measures.0.is_empty() {
            front += &format!("measures: {}\n", json!(self.measures.0));
        }
        for (name, words) in self.words.iter().filter(|(_, words)| !words.is_empty()) {
            // What JSON writes, YAML reads.
            front += &format!("{name}: {}\n", json!(words));
        }
        if !self.text.is_empty() {
            front += &format!("note: {}\n", json!(self.text.join("\n\n")));
        }
        match front.is_empty() {
            true => self.tasks,
            false => format!("---\n{front}---\n{}", self.tasks),
        }
    }
}

/// `- [x] walk [amount:: 20 min] [at:: 07:30] ✅ 2026-03-02`, and words under it.
fn task(completion: &Completion) -> String {
    let mut text = format!("- [x] {}", line(&completion.ritual.name));
    if let Some(n) = completion.amount {
        text += &format!(" [amount:: {}]", measured(n, completion.unit.as_deref()));
    }
    if let Some(moment) = &completion.moment {
        text += &format!(" [at:: {}]", moment.at.format("%H:%M"));
    }
    if let Some(variation) = &completion.variation {
        text += &format!(" [as:: {}]", line(variation).replace(']', ")"));
    }
    text += &format!(" ✅ {}\n", completion.day);
    for words in completion.note.iter().flat_map(|note| note.lines()) {
        text += format!("  {words}").trim_end();
        text.push('\n');
    }
    text
}
