//! The notebook as other programs read it. Each of them takes less than is here; what one has no place
//! for is counted.

mod days;
pub mod harsh;
pub mod jrnl;
pub mod loop_habits;
pub mod obsidian;

use crate::domain::left::Left;
use crate::domain::mood::Mood;
use crate::domain::walk::{self, Seen};
use std::collections::BTreeMap;

/// Files by name, and an account of what went into them.
#[derive(Debug, Default)]
pub struct Out {
    pub files: Vec<(String, Vec<u8>)>,
    /// How many rows went.
    pub rows: usize,
    pub left: BTreeMap<Left, u64>,
}

impl Out {
    fn leaves(&mut self, what: Left) {
        *self.left.entry(what).or_default() += 1;
    }
}

/// The numbers of a mood note by name: `mood 4`, `sleep 7.5 h`.
fn numbers(mood: &Mood) -> Vec<(&'static str, f64, &'static str)> {
    let number = |seen: Seen| Some((seen.field.name, seen.number?, seen.field.unit));
    walk::look(mood).filter_map(number).collect()
}

/// A number and its unit.
fn measured(n: f64, unit: Option<&str>) -> String {
    format!("{n} {}", unit.unwrap_or_default())
        .trim_end()
        .to_owned()
}

/// One line of any text.
fn line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}
