//! Readers against hostile bytes, and every row traced to its line: whatever a file holds, reading it
//! ends, without a panic, with rows the notebook can hold, and nothing is invented.

#[path = "../../tests/support/zips.rs"]
mod zips;

use super::read::dates::{self, Form};
use super::read::options::{ImportOptions, Map, pairs};
use super::read::reading::Came;
use super::read::{Input, Reading};
use super::{FORMATS, Result, named, recognised};
use crate::clock::Clock;
use crate::domain::field::Nowhere;
use crate::domain::record::Record;
use crate::domain::rhythm::Rhythm;
use proptest::prelude::*;
use std::collections::HashSet;
use zips::{fixtures, zip_of, zipped};

/// A row with the file and the line it came from.
type Traced = (String, usize, Record);

/// Reads without a notebook.
fn read(format: &str, input: &Input, options: &ImportOptions) -> Result<Vec<Traced>> {
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

fn levels() -> ImportOptions {
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
const FILES: &[(&str, &str)] = &[
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
const LATER: &[(&str, &str)] = &[
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

fn text_of(name: &str) -> String {
    std::fs::read_to_string(fixtures().join(name)).expect("a fixture")
}

fn held(name: &str) -> Input {
    let bytes = std::fs::read(fixtures().join(name)).expect("a fixture");
    Input::bytes(name, bytes)
}

/// The day as any of the programs writes it.
fn dated(record: &Record) -> Vec<String> {
    let (day, moment) = match record {
        Record::Completion(c) => (c.day, c.moment.as_ref()),
        Record::Mood(m) => (m.day, m.moment.as_ref()),
        Record::Pause(p) => (p.from, None),
        _ => return Vec::new(),
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
        let text = text_of(name);
        let rows = read(format, &held(name), &levels()).unwrap_or_else(|e| panic!("{name}: {e}"));
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
        let text = text_of(name);
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
        let text = text_of(name);
        let header = text.lines().next().expect("a header").as_bytes().to_vec();
        let rows = read(format, &Input::bytes(name, header), &levels()).expect("a header");
        assert!(
            rows.iter().all(|(.., r)| matches!(r, Record::Ritual(_))),
            "{name}"
        );
    }
}

/// A row of the notebook's own format, for its reader to be tried on.
const OWN: &[u8] = br#"{"kind":"config","key":"day-start","value":"04:00"}
{"kind":"ritual","name":"walk","intention":"calm","rhythms":[{"rhythm":"daily"},{"from":"2026-02-01","rhythm":"3/week"}],"for":["joy"],"unit":"min","colour":{"hue":3}}
{"kind":"pause","ritual":"walk","from":"2026-03-05","until":"2026-03-09","why":"travel"}
{"kind":"completion","ritual":"walk","day":"2026-03-02","at":"07:30","amount":20,"as":"round the block","note":"cold\nbut clear"}
{"kind":"mood","day":"2026-03-02","mood":4,"energy":3,"sleep":7.5,"feelings":["calm"],"note":"slept at last"}
{"kind":"boundary","area":"calls","stance":"ask-first","with":"Sam","agreed":"2026-03-04"}
"#;

/// What lies in a backup of Daylio, before it is base64.
const BACKUP: &[u8] = br#"{"pin":"1234","customMoods":[{"id":6,"custom_name":"bright","mood_group_id":1}],
"tags":[{"id":14,"name":"walk"}],"scales":[{"id":1,"name":"Focus","text_scale":{"values":[{"id":3,"value":"7"}]}}],
"dayEntries":[{"minute":36,"hour":0,"day":1,"month":0,"year":2026,"timeZoneOffset":3600000,"mood":6,"note":"A <b>line</b>","note_title":"New year","tags":[14],"assets":[9],"scaleValues":[{"id_scale":1,"id_text_scale_value":3}]}],
"goals":[{"goal_id":7,"repeat_type":2,"repeat_value":3,"id_tag":14,"name":""}],
"goalEntries":[{"goalId":7,"year":2026,"month":0,"day":1,"hour":21,"minute":0,"second":0,"createdAt":1767297600000}],"milestones":[{"id":1}]}"#;

/// What a row is in the notebook comes back the same from an export.
fn tried(format: &str, bytes: &[u8]) {
    let input = Input::bytes("file", bytes.to_vec());
    let _ = recognised(&input).map(|f| f.name);
    for skip_bad in [false, true] {
        let options = ImportOptions {
            skip_bad,
            ..levels()
        };
        let Ok(rows) = read(format, &input, &options) else {
            continue;
        };
        for (_, line, record) in rows {
            let (map, place) = (record.to_map(), format!("{format}, line {line}"));
            let back = Record::read(map.clone(), record.meta().uid, &Nowhere);
            assert_eq!(back.as_ref(), Ok(&record), "{place}");
            let text = serde_json::to_string(&record).expect("a text");
            let again: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(again.as_object(), Some(&map), "{place}");
        }
    }
}

#[derive(Debug, Clone)]
enum Edit {
    Flip(u8),
    Cut(usize),
    Double(usize),
    Put(&'static [u8]),
    End,
}

/// What is done to a file, and where.
fn edits() -> impl Strategy<Value = (usize, Edit)> {
    const WORDS: &str = "\"|,|\n|\r|\r\n|\0|\u{feff}|99999999999999999999|-1|1e308|1e400|NaN|inf\
        |0000-00-00|9999-12-31|2999-12-31|1900-01-01| : |\t|[|]|{|}|\\u0000|\\|<b>|&#0;|&amp\
        |\u{202e}|\x1b[2J|null|true|{}|12:60|12:00 am|24:00|29 February|+|@|#";
    let words = WORDS.split('|').map(str::as_bytes);
    let words: Vec<&[u8]> = words.chain([&b"\xff"[..]]).collect();
    let edit = prop_oneof![
        any::<u8>().prop_map(Edit::Flip),
        (1..60_usize).prop_map(Edit::Cut),
        (1..60_usize).prop_map(Edit::Double),
        proptest::sample::select(words).prop_map(Edit::Put),
        Just(Edit::End),
    ];
    (any::<usize>(), edit)
}

fn edited(bytes: &[u8], edits: &[(usize, Edit)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, edit) in edits {
        let at = at % (bytes.len() + 1);
        let end = |n: &usize| (at + n).min(bytes.len());
        match edit {
            Edit::Flip(with) => bytes[at..].iter_mut().take(1).for_each(|b| *b ^= with),
            Edit::Cut(n) => drop(bytes.drain(at..end(n))),
            Edit::Double(n) => {
                let part = bytes[at..end(n)].to_vec();
                drop(bytes.splice(at..at, part));
            }
            Edit::Put(word) => drop(bytes.splice(at..at, word.iter().copied())),
            Edit::End => bytes.truncate(at),
        }
    }
    bytes
}

/// How many there are to be tried on.
const ALL: usize = FILES.len() + LATER.len() + 1;

fn fixture(at: usize) -> (&'static str, Vec<u8>) {
    let Some((format, name)) = FILES.iter().chain(LATER).nth(at) else {
        return ("jsonl", OWN.to_vec());
    };
    let mut bytes = std::fs::read(fixtures().join(name)).expect("a fixture");
    bytes.truncate(6000);
    (format, bytes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_in_any_format(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in FORMATS {
            tried(format.name, &bytes);
        }
    }

    #[test]
    fn any_text_in_any_format(text in "[\\PC\\n\\t\",:{}\\[\\]0-9-]{0,200}") {
        for format in FORMATS {
            tried(format.name, text.as_bytes());
        }
    }

    #[test]
    fn a_file_that_was_tampered_with(at in 0..ALL, edits in proptest::collection::vec(edits(), 1..8)) {
        let (format, bytes) = fixture(at);
        tried(format, &edited(&bytes, &edits));
    }

    #[test]
    fn a_file_taken_for_another(at in 0..ALL, edits in proptest::collection::vec(edits(), 0..3)) {
        let (_, bytes) = fixture(at);
        for format in FORMATS {
            tried(format.name, &edited(&bytes, &edits));
        }
    }

    #[test]
    fn a_zip_that_was_tampered_with(edits in proptest::collection::vec(edits(), 1..6)) {
        tried("loop", &edited(&zip_of("loop-2025"), &edits));
    }

    #[test]
    fn a_backup_that_was_tampered_with(edits in proptest::collection::vec(edits(), 0..6)) {
        tried("daylio", &zipped(&[("backup.daylio", &edited(BACKUP, &edits))]));
    }

    #[test]
    fn maps_and_levels_as_anybody_types_them(text in "\\PC{0,60}", noise in "[a-z=,\" ]{0,40}") {
        for text in [&text, &noise] {
            let _ = (Map::parse(text, &[]), ImportOptions::levels(text), ImportOptions::pair("--rename", text), Form::parse(text));
            if let Ok(found) = pairs(text) {
                let quoted = |t: &str| format!("\"{}\"", t.replace('"', "\"\""));
                let again: Vec<String> = found.iter().map(|(a, b)| format!("{}={}", quoted(a), quoted(b))).collect();
                prop_assert_eq!(pairs(&again.join(",")), Ok(found));
            }
        }
    }

    #[test]
    fn days_and_times_as_anybody_writes_them(text in "\\PC{0,30}", noise in "[0-9/.:T apm-]{0,24}", pattern in "[%a-zA-Z0-9 -]{0,12}") {
        for form in [Form::parse("dmy"), Form::parse("ymd"), Form::parse("days from 2026-03-01"), Form::parse(&pattern), Some(Form::Any(None))].into_iter().flatten() {
            for text in [&text, &noise] {
                let _ = (form.day(text), form.stamp(text), dates::time(text), dates::words(text));
            }
        }
    }

    #[test]
    fn rhythms_as_anybody_types_them(text in "\\PC{0,30}", noise in "[0-9.,]{0,5} ?(min|km|h|x|cups of tea)?( a |/|each )?(week|month|quarter|year)?[a-z0-9/, ]{0,4}", times in any::<u32>(), days in any::<u32>()) {
        for text in [&text, &noise] {
            if let Ok(Some(rhythm)) = Rhythm::typed(text) {
                prop_assert_eq!(rhythm.to_string().parse(), Ok(rhythm));
            }
        }
        for (times, days) in [(times, days), (times % 40, days % 400)] {
            if let Some(rhythm) = Rhythm::times_in(times, days) {
                prop_assert_eq!(rhythm.to_string().parse(), Ok(rhythm));
            }
        }
    }
}

/// What the cases above found once.
#[test]
fn what_was_found() {
    // Half a byte order mark: its end was waited for without end.
    for bytes in [&b"\xef"[..], b"\xef\xbb", "\u{f000}[]".as_bytes()] {
        for format in FORMATS {
            tried(format.name, bytes);
        }
    }
    // An offset in parts of a minute has no form in an export.
    tried(
        "nomie",
        b"epoch,offset,tracker,value\n1588338000000,-122.41,walk,1\n",
    );
    // Carriage returns alone, and at the end of what was read.
    tried(
        "habitbull",
        b"HabitName,CalendarDate,Value\rRead,2022-11-21,1\r",
    );
    let rows = |format: &str, input: &Input| {
        let rows = read(format, input, &ImportOptions::default());
        rows.map(|rows| rows.len()).unwrap_or_default()
    };
    let backup = zipped(&[("/backup.daylio", BACKUP)]);
    assert_eq!(rows("daylio", &Input::bytes("file", backup)), 3);
    // A log that begins with a comment is a log.
    let log = Input::bytes("log", b"# mine\n2025-01-01 : Gym : y\n".to_vec());
    assert_eq!(rows("harsh", &log), 1);
    assert_eq!(recognised(&log).map(|f| f.name), Some("harsh"));
}
