//! Nothing is invented: every row that comes in traces to a line of the file.

use super::fixtures;
use crate::clock::Clock;
use crate::domain::record::Record;
use crate::exchange::read::input::Input;
use crate::exchange::read::map::Map;
use crate::exchange::read::options::ImportOptions;
use crate::exchange::read::reading::{Came, Reading};
use crate::exchange::{ExchangeError, named};
use proptest::prelude::*;
use std::collections::HashSet;

/// A row with the file and the line it came from.
pub type Traced = (String, usize, Record);

/// Reads without a notebook.
pub fn read(
    format: &str,
    input: &Input,
    options: &ImportOptions,
) -> Result<Vec<Traced>, ExchangeError> {
    let clock = Clock::read(Some("2026-11-22T12:00:00Z")).expect("a clock");
    let mut rows = Vec::new();
    let mut sink = |file: &str, line: usize, came: Came| {
        rows.push((file.to_owned(), line, came.record));
        true
    };
    let format = named(format).expect("a format");
    let mut reading = Reading::new(format.name, &clock, clock.today(), options, &mut sink);
    reading.of(&input.name);
    (format.read)(input, &mut reading)?;
    reading.finish()?;
    Ok(rows)
}

pub fn levels() -> ImportOptions {
    ImportOptions {
        mood_map: ImportOptions::levels("sad=2,average=3").expect("levels"),
        map: Some(
            Map::parse("day=Date,mood=Stimmung,amount=Minuten,note=Notiz", &[]).expect("a map"),
        ),
        ritual: Some("walk".to_owned()),
        ..ImportOptions::default()
    }
}

/// The fixtures of one file each.
pub const FILES: &[(&str, &str)] = &[
    ("loop", "loop-real/Checkmarks.csv"),
    ("harsh", "harsh/log"),
    ("habitctl", "habitctl/log"),
    ("dijo", "dijo/habit_record.json"),
    ("jrnl", "jrnl-1.txt"),
    ("jrnl", "jrnl-2.txt"),
    ("jrnl", "jrnl.json"),
    ("daylio", "daylio-real/sample.csv"),
    ("daylio", "daylio-2026-de.csv"),
    ("daylio", "daylio-2021-en.csv"),
    ("daylio", "daylio-2018.csv"),
    ("how-we-feel", "how-we-feel-old.csv"),
    ("how-we-feel", "how-we-feel-new.csv"),
    ("nomie", "nomie.csv"),
    ("beaverhabits", "beaverhabits.json"),
    ("beaverhabits", "beaverhabits-2024.json"),
    ("timewarrior", "timewarrior.json"),
    ("taskwarrior", "taskwarrior.json"),
    ("habitbull", "habitbull-us.csv"),
    ("habitbull", "habitbull-iso.csv"),
    ("csv", "table-de.csv"),
    ("loop", "loop-2025/Checkmarks.csv"),
];

/// Those whose rows are put together from several lines, or named after what a line means.
pub const LATER: &[(&str, &str)] = &[
    ("day-one", "dayone.json"),
    (
        "day-one",
        "classic/Journal.dayone/entries/0A1B2C3D4E5F40718293A4B5C6D7E8F9.doentry",
    ),
    ("apple-health", "export.xml"),
    ("org", "habits.org"),
    ("obsidian", "vault/2026-03-01.md"),
    ("streaks", "streaks.csv"),
    ("streaks", "phone.streaks"),
    ("nomie", "nomie6-notes.csv"),
    ("nomie", "nomie-backup.json"),
    ("habitkit", "habitkit.json"),
    ("table-habit", "table-habit.json"),
];

pub fn held(name: &str) -> Input {
    Input::bytes(
        name,
        std::fs::read(fixtures().join(name)).expect("a fixture"),
    )
}

/// The day as any of the programs writes it.
fn dated(record: &Record) -> Vec<String> {
    let day = match record {
        Record::Completion(c) => c.day,
        Record::Mood(m) => m.day,
        Record::Pause(p) => p.from,
        _ => return Vec::new(),
    };
    let moment = match record {
        Record::Completion(c) => c.moment.as_ref(),
        Record::Mood(m) => m.moment.as_ref(),
        _ => None,
    };
    let forms = [
        "%Y-%m-%d",
        "%m-%d-%y",
        "%-m/%-d/%Y",
        "%d.%m.%Y",
        "%Y%m%d",
        "%-d %B",
        "%b %-d",
        "%Y %a %b %-d",
    ];
    let mut shown: Vec<String> = forms.iter().map(|f| day.format(f).to_string()).collect();
    if let Some(moment) = moment {
        shown.push(moment.utc_ms().to_string());
        shown.push(moment.at.to_utc().format("%Y%m%dT%H%M%SZ").to_string());
    }
    shown
}

/// The words and names of a row.
fn words(record: &Record) -> Vec<String> {
    let first = |text: &Option<String>| {
        text.iter()
            .flat_map(|t| t.split_whitespace().map(str::to_owned).take(1))
            .collect::<Vec<_>>()
    };
    match record {
        Record::Ritual(r) => [vec![r.name.clone()], first(&r.intention)].concat(),
        Record::Completion(c) => [
            vec![c.ritual.name.clone()],
            first(&c.note),
            first(&c.variation),
        ]
        .concat(),
        Record::Mood(m) => [first(&m.note), m.feelings.clone(), m.triggers.clone()].concat(),
        Record::Pause(p) => p.ritual.iter().map(|r| r.name.clone()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_row_stands_on_its_line() {
    let mut rows_seen = 0;
    for (format, name) in FILES {
        let input = held(name);
        let text = String::from_utf8(std::fs::read(fixtures().join(name)).expect("a fixture"))
            .expect("text");
        let rows = read(format, &input, &levels()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(!rows.is_empty(), "{name}");
        for (file, line, record) in rows {
            rows_seen += 1;
            assert_eq!(file, *name);
            // An item of JSON and an entry of a journal go on over the lines that follow.
            let long = name.ends_with("json") || name.ends_with("txt");
            let here: String = text
                .lines()
                .skip(line - 1)
                .take(if long { 25 } else { 1 })
                .collect::<Vec<_>>()
                .join("\n");
            let days = dated(&record);
            assert!(
                days.is_empty() || days.iter().any(|d| here.contains(d)),
                "{name}, line {line}: {record:?}"
            );
            // The name asked for with --ritual stands nowhere in the file.
            for word in words(&record).iter().filter(|w| *w != "walk") {
                // Names of a grid stand in its header; HTML is gone from notes.
                assert!(
                    here.contains(word.trim_end_matches(':'))
                        || text.lines().next().is_some_and(|h| h.contains(word))
                        || word.contains('"'),
                    "{name}, line {line}: {word}"
                );
            }
            if let Record::Completion(c) = &record
                && let Some(amount) = c.amount
                && *format != "timewarrior"
            {
                let shown = [
                    amount.to_string(),
                    (amount * 1000.0).round().to_string(),
                    (amount * 100.0).round().to_string(),
                    // dijo at precision 2.
                    (amount * 20.0).round().to_string(),
                    amount.to_string().replace('.', ","),
                ];
                assert!(
                    shown.iter().any(|s| here.contains(s)),
                    "{name}, line {line}: {amount}"
                );
            }
        }
    }
    assert!(rows_seen > 1200, "{rows_seen}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A file with fewer lines brings no row that the whole one does not bring.
    #[test]
    fn fewer_lines_bring_nothing_new(at in 0..FILES.len(), keep in proptest::collection::vec(any::<bool>(), 40)) {
        let (format, name) = FILES[at];
        // Whole files of JSON lose their shape, of two lines for one day the last counts, and a
        // journal's lines belong to the entry above them.
        let lined = name.ends_with(".csv");
        let text = String::from_utf8(std::fs::read(fixtures().join(name)).expect("a fixture")).expect("text");
        let part: String = text
            .split_inclusive('\n')
            .enumerate()
            .filter(|(i, _)| !lined || *i == 0 || keep[i % keep.len()])
            .map(|(_, line)| line)
            .collect();
        let uids = |text: &str| -> HashSet<uuid::Uuid> {
            let input = Input::bytes(name, text.as_bytes().to_vec());
            let rows = read(format, &input, &levels()).expect("the rest reads");
            rows.iter().filter(|(.., r)| !matches!(r, Record::Pause(_))).map(|(.., r)| r.meta().uid).collect()
        };
        let (some, all) = (uids(&part), uids(&text));
        prop_assert!(some.is_subset(&all), "{name}");
    }
}

/// The header alone brings no entry.
#[test]
fn a_header_brings_no_entries() {
    for (format, name) in FILES.iter().filter(|(_, n)| n.ends_with(".csv")) {
        let text = String::from_utf8(std::fs::read(fixtures().join(name)).expect("a fixture"))
            .expect("text");
        let header = text.lines().next().expect("a header").as_bytes().to_vec();
        let rows = read(format, &Input::bytes(name, header), &levels()).expect("a header");
        assert!(
            rows.iter().all(|(.., r)| matches!(r, Record::Ritual(_))),
            "{name}"
        );
    }
}
