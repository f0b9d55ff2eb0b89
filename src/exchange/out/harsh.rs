//! harsh: its two files, `habits` and `log`. Fields stand apart by ` : `, so no field holds one.

use super::{Habit, Out, habits, line, times_in};
use crate::domain::record::Record;
use crate::domain::text;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

pub fn files(records: &[Record], today: NaiveDate) -> Out {
    let mut out = Out::default();
    let habits = habits(records, today, &mut out);
    let mut described = String::new();
    let mut log: BTreeMap<NaiveDate, String> = BTreeMap::new();
    let mut taken = HashSet::new();
    for habit in &habits {
        let name = name(&habit.ritual.name, &mut taken);
        described += &format!("{name}: {}", frequency(habit, today, &mut out));
        if let Some(retired) = habit.ritual.retired {
            described += &format!(": {retired}");
        }
        described.push('\n');
        for (day, held) in &habit.days {
            let words = field(&held.words.join(", "));
            let result = if held.times == 0 { 's' } else { 'y' };
            let mut entry = format!("{day} : {name} : {result}");
            if !words.is_empty() || held.amount.is_some() {
                entry += &format!(" : {words}");
            }
            if let Some(n) = held.amount {
                entry += &format!(" : {n}");
            }
            *log.entry(*day).or_default() += &format!("{entry}\n");
        }
    }
    let log: String = log.into_values().collect();
    out.files = vec![
        ("habits".to_owned(), described.into_bytes()),
        ("log".to_owned(), log.into_bytes()),
    ];
    out
}

/// A text on one line, with nothing in it that sets fields apart.
fn field(text: &str) -> String {
    let apart = line(text).replace(": ", " - ").replace(" :", " -");
    line(apart.trim_end_matches(':'))
}

/// A name that begins no comment and no heading, and that no other habit has.
fn name(raw: &str, taken: &mut HashSet<String>) -> String {
    let bare = field(raw).replace(':', "-");
    let bare = bare.trim_start_matches(['#', '!', ' ']);
    let bare = if bare.is_empty() { "habit" } else { bare };
    let mut name = bare.to_owned();
    let mut number = 1;
    while !taken.insert(text::key(&name)) {
        number += 1;
        name = format!("{bare} ({number})");
    }
    name
}

/// `0` is a habit that is noted and invited by nothing.
fn frequency(habit: &Habit, today: NaiveDate, out: &mut Out) -> String {
    match habit.ritual.rhythms.on(today) {
        None => "0".to_owned(),
        Some(rhythm) => match times_in(rhythm, out) {
            (1, days) if days != 7 => days.to_string(),
            (times, days) => format!("{times}/{days}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_holds_what_sets_fields_apart() {
        assert_eq!(field("a : b: c\n: d :"), "a - b - c - d -");
        let mut taken = HashSet::new();
        assert_eq!(name("# Gym: legs", &mut taken), "Gym - legs");
        assert_eq!(name("gym - legs", &mut taken), "gym - legs (2)");
        assert_eq!(name("!", &mut taken), "habit");
    }
}
