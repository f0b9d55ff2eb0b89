//! A row of every kind with something in every field, made from the list, through all that is done
//! to a row. A kind that is added is tested with it.

use super::{Reader, Undone, Writer};
use crate::domain::consent::What;
use crate::domain::field::{Field, Nowhere, Shape};
use crate::domain::meta::{Extra, Meta};
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use serde_json::{Value, json};
use std::path::Path;
use uuid::Uuid;

/// Stands in every text, so that what is left of one is found among the bytes.
const MARK: &str = "canary";

/// What may stand in a field; of several the first that it takes.
fn examples(kind: Kind, field: &Field) -> Vec<Value> {
    let text = |n: usize| format!("{n} {MARK}{}", field.name);
    let codes = [
        "2026-03-02",
        "2026-03",
        "21:00",
        "01a204e2-e7b3-73c5-994c-db40a7b85afa",
        "off-limits",
        "mixed",
        "granted",
        "share",
        "personal",
        "carry",
        "curious",
    ];
    match field.shape {
        Shape::Text if (kind, field.name) == (Kind::Config, "key") => vec![json!("scale")],
        Shape::Text => vec![
            json!(text(1)),
            json!(format!("3={MARK}")),
            json!("presence"),
        ],
        Shape::Code => {
            let subject = json!({"kind": "ritual", "name": text(1)});
            let codes = codes.into_iter().map(Value::from);
            codes.chain([subject]).collect()
        }
        Shape::Step => vec![json!(3)],
        Shape::Number => vec![json!(2.5)],
        Shape::Flag => vec![json!(true)],
        Shape::Moment => vec![json!("2026-03-02T07:30:00.250+01:00")],
        Shape::List => vec![json!([text(1), text(2)])],
        Shape::Keyed => vec![
            // The last is none of today: it is kept for the version that wrote it.
            json!([{"rhythm": "daily"}, {"from": "2026-02-01", "rhythm": "150 min/week"},
                {"from": "2026-03-01", "rhythm": "at full moon"}]),
            json!([{"uid": codes[3], "on": "2026-03-01", "was": {"note": text(1)}, "note": text(2)}]),
            json!(["mon", "wed"]),
            json!({text(1): 2.5}),
        ],
        Shape::Ritual => vec![json!("walk")],
    }
}

/// A row with something in every field, but where one field stands for another.
fn full(kind: Kind) -> Record {
    let fields = kind.fields().iter();
    let mut left: Vec<_> = fields.map(|f| (f.name, examples(kind, f))).collect();
    loop {
        let first = left
            .iter()
            .filter_map(|(name, values)| Some((name, values.first()?)));
        let mut map: Extra = first
            .map(|(name, v)| ((*name).to_owned(), v.clone()))
            .collect();
        map.insert("kind".to_owned(), kind.as_str().into());
        map.insert("visibility".to_owned(), "shared".into());
        map.insert("later".to_owned(), json!({"of": MARK}));
        match Record::read(map, Uuid::now_v7(), &Nowhere) {
            Ok(record) => return record,
            Err(error) => {
                let refused = left.iter_mut().find(|(name, _)| *name == error.field);
                let (_, values) = refused.expect("a field of the list");
                assert!(!values.is_empty(), "{kind:?}: {error}");
                values.remove(0);
            }
        }
    }
}

/// A notebook with a walk, and a row of a kind as it was stored.
fn stored(path: &Path, kind: Kind) -> (Reader, Record) {
    let mut reader = Reader::open(path).unwrap();
    reader.makes = true;
    let walk = Ritual::new(Meta::new(Uuid::now_v7()), "walk".to_owned());
    let of = walk.to_ref();
    write(&mut reader, |writer| writer.add(&mut Record::Ritual(walk)));
    let mut record = full(kind);
    record.on_ritual(&mut |ritual| ritual.clone_from(&of));
    write(&mut reader, |writer| writer.add(&mut record));
    (reader, record)
}

fn write(reader: &mut Reader, work: impl FnOnce(&mut Writer) -> super::Result<()>) {
    reader.write_as(NOW, "log", work).unwrap();
}

const NOW: i64 = 1_772_000_000_000;

/// Runs a test on a row of every kind, each in a notebook of its own.
fn of_every_kind(test: impl Fn(&Path, Reader, Record)) {
    for kind in Kind::ALL.iter().copied() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ritual.db");
        let (reader, record) = stored(&path, kind);
        test(&path, reader, record);
    }
}

/// The row as the file has it.
fn kept(reader: &Reader, record: &Record) -> Option<Record> {
    reader.record(record.kind(), record.meta().id).unwrap()
}

#[test]
fn something_stands_in_every_field() {
    for kind in Kind::ALL.iter().copied() {
        let map = full(kind).to_map();
        for field in kind.fields() {
            // A reminder is about a ritual or has a text.
            let other = (kind, field.name) == (Kind::Reminder, "ritual");
            assert!(map.contains_key(field.name) != other, "{kind:?}: {field:?}");
        }
    }
}

#[test]
fn a_row_is_read_as_it_was_written_from_the_file_and_from_json() {
    of_every_kind(|_, reader, record| {
        assert_eq!(kept(&reader, &record).as_ref(), Some(&record));
        let mut again = Record::read(record.to_map(), Uuid::nil(), &Nowhere).unwrap();
        again.meta_mut().id = record.meta().id;
        assert_eq!(again, record);
    });
}

#[test]
fn what_is_done_to_a_row_is_taken_back_and_done_again() {
    of_every_kind(|_, mut reader, record| {
        let mut map = record.to_map();
        map.insert("later".to_owned(), json!("other words"));
        let mut changed = Record::read(map, Uuid::nil(), &Nowhere).unwrap();
        changed.meta_mut().id = record.meta().id;
        write(&mut reader, |writer| writer.change(&changed).map(drop));
        let turn = |reader: &mut Reader, back: bool| {
            let mut rows = 0;
            let each = &mut |_: Undone| rows += 1;
            match back {
                true => reader.undo(NOW, 1, each).unwrap(),
                false => reader.redo(NOW, 1, each).unwrap(),
            };
            assert_eq!(rows, 1, "{record:?}");
        };
        turn(&mut reader, true);
        assert_eq!(kept(&reader, &record).as_ref(), Some(&record));
        turn(&mut reader, false);
        assert_eq!(kept(&reader, &record).as_ref(), Some(&changed));
        write(&mut reader, |writer| writer.remove(&changed));
        assert_eq!(kept(&reader, &record), None);
        if matches!(&record, Record::Consent(c) if c.what == What::Share) {
            return; // undo gives no share
        }
        turn(&mut reader, true);
        assert_eq!(kept(&reader, &record).as_ref(), Some(&changed));
    });
}

#[test]
fn of_a_row_that_is_forgotten_no_byte_is_left() {
    of_every_kind(|path, mut reader, record| {
        write(&mut reader, |writer| writer.change(&record).map(drop));
        let uid = record.meta().uid.to_string();
        let held = |word: &str| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(word.len()).any(|at| at == word.as_bytes())
        };
        assert!(held(&uid) && held(MARK), "{record:?}");
        reader.forget(NOW, &record).unwrap();
        assert!(!held(&uid) && !held(MARK), "{record:?}");
        assert_eq!(kept(&reader, &record), None);
    });
}

#[test]
fn a_row_comes_out_of_a_file_that_does_not_open() {
    of_every_kind(|path, reader, record| {
        drop(reader);
        let mut bytes = std::fs::read(path).unwrap();
        bytes[..100].fill(0);
        std::fs::write(path, &bytes).unwrap();
        let found = Reader::salvage(path).unwrap();
        assert!(found.unopened.is_some());
        assert!(found.rows.contains(&record), "{record:?}\n{found:?}");
        assert_eq!((found.unread.len(), found.differing.len()), (0, 0));
    });
}
