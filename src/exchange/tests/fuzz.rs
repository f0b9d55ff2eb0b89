//! Whatever a file holds, reading it ends, without a panic and with rows the notebook can hold.

use super::traced::{FILES, LATER, held, levels, read};
use super::{zip_of, zipped};
use crate::domain::field::LocalTime;
use crate::domain::moment::Moment;
use crate::domain::record::Record;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::dates::{Form, time, words};
use crate::exchange::read::input::Input;
use crate::exchange::read::map::{Map, pairs};
use crate::exchange::read::options::ImportOptions;
use crate::exchange::{FORMATS, recognised};
use proptest::prelude::*;

struct Nowhere;

impl LocalTime for Nowhere {
    fn moment(&self, day: chrono::NaiveDate, wall: chrono::NaiveTime) -> Moment {
        Moment {
            at: day.and_time(wall).and_utc().fixed_offset(),
            zone: None,
        }
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
            let map = record.to_map();
            let uid = record.meta().uid;
            let back = Record::read(map, uid, &Nowhere);
            assert_eq!(back.as_ref(), Ok(&record), "{format}, line {line}");
            let text = serde_json::to_string(&record).expect("a text");
            let again: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(
                again.as_object(),
                Some(&record.to_map()),
                "{format}, line {line}"
            );
        }
    }
}

#[derive(Debug, Clone)]
enum Edit {
    Flip(usize, u8),
    Cut(usize, usize),
    Double(usize, usize),
    Put(usize, &'static [u8]),
    End(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    const WORDS: &[&[u8]] = &[
        b"\"",
        b",",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"99999999999999999999",
        b"-1",
        b"1e308",
        b"1e400",
        b"NaN",
        b"inf",
        b"0000-00-00",
        b"9999-12-31",
        b"2999-12-31",
        b"1900-01-01",
        b" : ",
        b"\t",
        b"[",
        b"]",
        b"{",
        b"}",
        b"\\u0000",
        b"\\",
        b"<b>",
        b"&#0;",
        b"&amp",
        b"\xe2\x80\xae",
        b"\x1b[2J",
        b"null",
        b"true",
        b"{}",
        b"12:60",
        b"12:00 am",
        b"24:00",
        b"29 February",
        b"+",
        b"@",
        b"#",
    ];
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(a, b)| Edit::Flip(a, b)),
        (any::<usize>(), 1..60_usize).prop_map(|(a, n)| Edit::Cut(a, n)),
        (any::<usize>(), 1..60_usize).prop_map(|(a, n)| Edit::Double(a, n)),
        (any::<usize>(), 0..WORDS.len()).prop_map(|(a, i)| Edit::Put(a, WORDS[i])),
        any::<usize>().prop_map(Edit::End),
    ]
}

fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for edit in edits {
        let place = |at: &usize| at % (bytes.len() + 1);
        match edit {
            Edit::Flip(at, with) => {
                let at = place(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= with;
                }
            }
            Edit::Cut(at, n) => {
                let at = place(at);
                let end = (at + n).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            Edit::Double(at, n) => {
                let at = place(at);
                let part = bytes[at..(at + n).min(bytes.len())].to_vec();
                bytes.splice(at..at, part);
            }
            Edit::Put(at, word) => {
                let at = place(at);
                bytes.splice(at..at, word.iter().copied());
            }
            Edit::End(at) => {
                let at = place(at);
                bytes.truncate(at);
            }
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
    let mut bytes = Vec::new();
    let input = held(name);
    std::io::Read::read_to_end(&mut input.open().expect("a fixture"), &mut bytes)
        .expect("its bytes");
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
    fn a_file_that_was_tampered_with(at in 0..ALL, edits in proptest::collection::vec(edit(), 1..8)) {
        let (format, bytes) = fixture(at);
        tried(format, &edited(&bytes, &edits));
    }

    #[test]
    fn a_file_taken_for_another(at in 0..ALL, edits in proptest::collection::vec(edit(), 0..3)) {
        let (_, bytes) = fixture(at);
        for format in FORMATS {
            tried(format.name, &edited(&bytes, &edits));
        }
    }

    #[test]
    fn a_zip_that_was_tampered_with(edits in proptest::collection::vec(edit(), 1..6)) {
        tried("loop", &edited(&zip_of("loop-2025"), &edits));
    }

    #[test]
    fn a_backup_that_was_tampered_with(edits in proptest::collection::vec(edit(), 0..6)) {
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
                let _ = (form.day(text), form.stamp(text), time(text), words(text));
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
    let backup = zipped(&[("/backup.daylio", BACKUP)]);
    let backup = read(
        "daylio",
        &Input::bytes("file", backup),
        &ImportOptions::default(),
    );
    assert_eq!(backup.map(|rows| rows.len()).unwrap_or_default(), 3);
    // A log that begins with a comment is a log.
    let log = Input::bytes("log", b"# mine\n2025-01-01 : Gym : y\n".to_vec());
    assert_eq!(
        read("harsh", &log, &ImportOptions::default())
            .map(|r| r.len())
            .unwrap_or_default(),
        1
    );
    assert_eq!(recognised(&log).map(|f| f.name), Some("harsh"));
}
