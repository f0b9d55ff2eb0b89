//! A notebook of every schema there was, as stored SQL, and what `export jsonl` of the program that
//! wrote it gave: a later program finds every row in it, before it writes and after.
//!
//! `RITUAL_RECORD=path-to-the-0.1-binary cargo test --test durability dumps` writes what that
//! program gives for each dump in place of comparing. A schema that is released gets a dump here.

use crate::support::{BIN, Home, additive};
use crate::tools::{number, peek, side, texts};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const SCHEMAS: [i64; 4] = [1, 2, 3, 4];

fn fixture(schema: i64, ending: &str) -> PathBuf {
    let name = format!("tests/fixtures/schema-{schema}.{ending}");
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn stored(schema: i64) -> Home {
    let home = Home::at("2026-03-07T09:00:00Z");
    let sql = std::fs::read_to_string(fixture(schema, "sql")).expect("a dump");
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch(&sql).unwrap();
    home
}

/// Rows by their uid.
fn rows(jsonl: &str) -> BTreeMap<String, Value> {
    let rows: Vec<Value> = jsonl
        .lines()
        .map(|line| serde_json::from_str(line).expect("a row"))
        .collect();
    let by_uid: BTreeMap<String, Value> = rows
        .iter()
        .map(|row| (row["uid"].as_str().expect("a uid").to_owned(), row.clone()))
        .collect();
    assert_eq!(rows.len(), by_uid.len(), "a uid is there once");
    by_uid
}

/// Every stored row is there with what it held; gives how many rows came beside them.
fn assert_kept(home: &Home, before: &BTreeMap<String, Value>) -> usize {
    let after = rows(&home.ok(&["export", "jsonl"]));
    for (uid, row) in before {
        let now = after.get(uid).unwrap_or_else(|| panic!("gone: {row}"));
        assert!(additive::is_kept(row, now), "was {row}\nis {now}");
    }
    after.len() - before.len()
}

#[test]
fn every_row_of_a_stored_dump_is_kept() {
    for schema in SCHEMAS {
        let mut home = stored(schema);
        let file = fixture(schema, "jsonl");
        // That program opens the first two.
        if let (1 | 2, Some(bin)) = (schema, std::env::var_os("RITUAL_RECORD")) {
            home.bin = PathBuf::from(bin);
            home.ok(&["doctor"]);
            std::fs::write(&file, home.ok(&["export", "jsonl"])).expect("the rows are written");
            home.bin = PathBuf::from(BIN);
        }
        let before = rows(&std::fs::read_to_string(&file).expect("rows"));
        let version = |path: &Path| number(&peek(path), "PRAGMA user_version");
        home.ok(&["doctor"]);
        assert_eq!(assert_kept(&home, &before), 0, "schema {schema}");
        assert_eq!(
            version(&home.db()),
            schema,
            "reading leaves a file as it was"
        );

        home.ok(&["log", "walk"]);
        assert_eq!(assert_kept(&home, &before), 1, "schema {schema}: one entry");
        home.ok(&["doctor"]);
        let kept = side(&home.db(), &format!(".schema-{schema}.bak"));
        if version(&home.db()) == schema {
            assert!(
                !kept.exists(),
                "no backup where nothing was brought forward"
            );
        } else {
            // It is what the program before opens.
            assert_eq!(version(&kept), schema);
            assert_eq!(texts(&peek(&kept), "PRAGMA integrity_check"), ["ok"]);
        }
    }
}

/// What the latest dump is for: a field nobody set could be lost by a later schema unseen.
#[test]
fn every_column_of_the_dump_of_schema_2_holds_something() {
    let conn = peek(&stored(2).db());
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'
        AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'word_index%'";
    for table in texts(&conn, tables) {
        for column in texts(
            &conn,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        ) {
            // No program ever wrote it.
            if (table.as_str(), column.as_str()) == ("revision", "extra") {
                continue;
            }
            let held = format!("SELECT count(\"{column}\") FROM \"{table}\"");
            assert!(number(&conn, &held) > 0, "{table}.{column}");
        }
    }
    let ends = "SELECT count(DISTINCT gone) FROM change_log";
    assert_eq!(
        number(&conn, ends),
        2,
        "rows that are there, and rows that are gone"
    );
}

/// Words are found in it by the index it came with.
#[test]
fn words_of_the_dump_of_schema_2_are_found() {
    let home = stored(2);
    for (word, kind) in [
        ("schnee", "completion"),
        ("ETE", "ritual"),
        ("المشي", "ritual"),
        ("sponsor", "person"),
    ] {
        let found = home.json(&["find", word, "--kind", kind]);
        assert_eq!(found["rows"], 1, "{word}: {found}");
    }
}

/// Shares of 0.1 that hold go on for whoever is handed the page, to the words of the upgrade; a
/// mark whose grant has ended sends nothing out.
#[test]
fn shares_of_earlier_schemas_hold_for_the_words_there_were() {
    for schema in [2, 3, 4] {
        let home = stored(schema);
        let page = |home: &Home| home.ok(&["export", "shareable", "--preview"]);
        let before = page(&home);
        assert!(before.starts_with("{\"kind\":\"page\","), "{before}");
        assert!(before.contains("reading my notebook"), "{before}");
        assert_eq!(before.lines().count(), 3, "{before}");
        home.ok(&["log", "walk"]);
        assert_eq!(page(&home), before, "the same once it is written");
        home.ok(&[
            "boundaries",
            "change",
            "reading my notebook",
            "--note",
            "other",
        ]);
        let after = page(&home);
        assert_eq!(after.lines().count(), 2, "{after}");
        assert!(home.ok(&["consent"]).contains("it has changed since"));
        home.ok(&["doctor"]);
    }
}

/// Kept commands go on over an upgrade from here on, and so does a sync: what went on as another ritual,
/// and the mark and stamp of each field.
#[test]
fn what_schema_4_kept_of_commands_and_of_a_sync_goes_on() {
    let home = stored(4);
    let conn = peek(&home.db());
    let marked = number(&conn, "SELECT count(*) FROM sync_row");
    let fields = "SELECT count(*) FROM sync_row, json_each(marks)";
    let fields = number(&conn, fields);
    let into = "SELECT value->>'$' || ' ' || substr(key, 6) FROM sync WHERE key LIKE 'into/%'";
    let into = texts(&conn, into);
    assert_eq!(into.len(), 1);
    drop(conn);
    let kept = home.ok(&["undo", "--list"]);
    let status = home.ok(&["sync", "status"]);
    assert_eq!(kept.lines().count(), 19, "{kept}");
    let since = "1 row not sent so far; `ritual sync` sends.";
    assert!(status.contains(since), "{status}");

    home.ok(&["log", "walk"]);
    let conn = peek(&home.db());
    let gone =
        "SELECT \"into\" || ' ' || lower(hex(uid_hash)) FROM gone WHERE \"into\" IS NOT NULL";
    assert_eq!(texts(&conn, gone), into);
    let marks = "SELECT count(*) FROM sync WHERE typeof(key) = 'blob'";
    assert_eq!(number(&conn, marks), marked);
    let bytes = "SELECT sum(length(value)) FROM sync WHERE typeof(key) = 'blob'";
    let least = 8 * marked + 9 * fields;
    assert!(number(&conn, bytes) > least, "a mark for each field");
    drop(conn);
    home.ok(&["undo"]);
    let listed = home.ok(&["undo", "--list"]);
    assert!(listed.contains("19  `import`"), "{listed}");
    home.ok(&["log", "walk"]);
    home.ok(&["undo"]);
    // Each of the older ones can be taken back as before.
    home.ok(&["undo", "16"]);
    home.ok(&["redo"]);
    assert_eq!(
        assert_kept(
            &home,
            &rows(&std::fs::read_to_string(fixture(4, "jsonl")).unwrap())
        ),
        0
    );
    home.ok(&["doctor"]);
}
