//! A file that another program set to WAL mode: copies of it restore, and it goes back.

use crate::support::{Home, said};
use crate::tools::{assert_one_line_and_hint, assert_sound, bytes, count_in, names, notes, side};
use rusqlite::Connection;
use std::time::{Duration, Instant};

fn set_to_wal(home: &Home) -> Connection {
    let conn = Connection::open(home.db()).unwrap();
    let mode: String = conn
        .query_row("PRAGMA journal_mode = wal", [], |r| r.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    conn
}

fn only_backup(home: &Home) -> String {
    let mut found = names(&home.path("backups"));
    found.retain(|name| name.ends_with(".db"));
    assert_eq!(found.len(), 1, "{found:?}");
    home.path("backups").join(&found[0]).display().to_string()
}

#[test]
fn the_next_write_sets_it_back() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "one"]);
    drop(set_to_wal(&home));
    assert_eq!(bytes(&home.db())[18..20], [2, 2]);
    home.ok(&["log", "walk", "--note", "two"]);
    assert_eq!(bytes(&home.db())[18..20], [1, 1]);
    assert_eq!(names(home.dir.path()), ["ritual.db"]);
    assert_eq!(notes(&home.db()), ["one", "two"]);
}

#[test]
fn every_copy_of_it_restores() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "kept"]);
    let rows = home.ok(&["export", "jsonl"]);
    home.ok(&["backup"]);
    drop(set_to_wal(&home));
    home.ok(&["backup", "--keep", "1"]);
    home.ok(&[
        "export",
        "sqlite",
        &home.path("copy.db").display().to_string(),
    ]);
    drop(set_to_wal(&home));
    // What some other program copied says WAL itself.
    std::fs::copy(home.db(), home.path("plain.db")).unwrap();
    let restore = home.ok(&["restore", &only_backup(&home)]);
    assert!(restore.contains("before-restore.bak"), "{restore}");
    for copy in ["copy.db", "plain.db", "ritual.db.before-restore.bak"] {
        home.ok(&["restore", &home.path(copy).display().to_string()]);
        assert_eq!(home.ok(&["export", "jsonl"]), rows, "{copy}");
        assert_eq!(bytes(&home.db())[18..20], [1, 1], "{copy}");
    }
}

fn older() -> Home {
    let home = Home::at("2026-03-07T09:00:00Z");
    let stored = include_str!("../fixtures/schema-1.sql");
    Connection::open(home.db())
        .unwrap()
        .execute_batch(stored)
        .unwrap();
    home
}

#[test]
fn an_older_notebook_in_wal_mode_leaves_a_copy_that_restores() {
    let home = older();
    let rows = home.ok(&["export", "jsonl"]);
    drop(set_to_wal(&home));
    home.ok(&["log", "walk"]);
    let copy = home.path("ritual.db.schema-1.bak").display().to_string();
    home.ok(&["restore", &copy]);
    assert_eq!(home.ok(&["export", "jsonl"]), rows);
}

/// The upgrade is as durable there. What the old tables took stays free, rather than that the first write
/// waits for who has it open.
#[test]
#[expect(clippy::disallowed_methods, reason = "how long it waits is told")]
fn an_older_notebook_is_brought_forward_beside_a_reader_that_keeps_it_there() {
    let home = older();
    let reader = set_to_wal(&home);
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM ritual;")
        .unwrap();
    let began = Instant::now();
    let log = home.run(&["log", "walk"]);
    assert_eq!(log.code, 0, "{log:?}");
    assert!(log.err.contains("WAL mode"), "{log:?}");
    assert!(began.elapsed() < Duration::from_secs(20));
    drop(reader);
    home.ok(&["log", "walk"]);
    assert_sound(&home.db());
}

/// Somebody has it open: a write is as durable there, and says where it was made; what forgetting
/// confirms would not be true.
#[test]
fn a_reader_that_keeps_it_there_is_named() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "quokka"]);
    crate::tools::chmod(home.dir.path(), 0o700);
    let reader = set_to_wal(&home);
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM ritual;")
        .unwrap();
    let log = home.run(&["log", "walk"]);
    assert_eq!(log.code, 0, "{log:?}");
    assert!(log.err.contains("WAL mode"), "{log:?}");
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{doctor:?}");
    assert!(doctor.out.contains("journal: "), "{doctor:?}");
    assert!(!doctor.out.contains("rolls it back"), "{doctor:?}");
    let forget = home.command(&["forget", "2", "--yes"]);
    let forgetting = std::thread::spawn(move || said(forget));
    std::thread::sleep(Duration::from_millis(500));
    assert!(!forgetting.is_finished(), "it waits for the reader");
    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    assert_eq!(forgetting.join().unwrap().code, 0);
    assert_eq!(count_in(&home.db(), "quokka"), 0);
    assert!(!side(&home.db(), "-wal").exists());
    assert_sound(&home.db());
}

/// The one test of this kind that waits out the thirty seconds.
#[test]
fn nothing_is_forgotten_where_a_reader_stays() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "quokka"]);
    let reader = set_to_wal(&home);
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM ritual;")
        .unwrap();
    let forget = home.run(&["forget", "2", "--yes"]);
    assert_eq!(forget.code, 3, "{forget:?}");
    assert_one_line_and_hint(&forget);
    drop(reader);
    assert_eq!(notes(&home.db()), ["quokka"]);
}
