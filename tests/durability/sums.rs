//! Checksums: a stored value that changed without this program is found, whatever it is.

use crate::support::Home;
use crate::tools::{assert_sound, number, peek};
use rusqlite::Connection;

fn everything() -> Home {
    let home = Home::new();
    for line in [
        &[
            "add",
            "walk",
            "--intention",
            "slowly",
            "--rhythm",
            "3/week",
            "--for",
            "calm",
        ][..],
        &["change", "walk", "--around", "noon"],
        &["log", "walk", "--amount", "2", "--note", "cold"],
        &["mood", "3", "--feeling", "calm", "even"],
        &["pause", "walk", "--until", "2026-12-01"],
        &[
            "boundaries",
            "add",
            "mornings",
            "--ask-first",
            "--with",
            "Kim",
        ],
        &["boundaries", "change", "mornings", "--offered"],
        &["config", "day-start", "04:00"],
    ] {
        home.ok(line);
    }
    home
}

fn differing(home: &Home) -> Vec<String> {
    let doctor = home.run(&["doctor"]);
    let of_sums = doctor.out.lines().filter(|l| l.starts_with("checksums: "));
    let found: Vec<String> = of_sums.map(str::to_owned).collect();
    assert_eq!(
        doctor.code,
        if found.is_empty() { 0 } else { 4 },
        "{doctor:?}"
    );
    found
}

fn edit(home: &Home, sql: &str) {
    let conn = Connection::open(home.db()).unwrap();
    assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}");
}

#[test]
fn every_row_has_one_and_it_fits_whatever_was_done_to_the_row() {
    let home = everything();
    for line in [
        &["edit", "2", "--amount", "3"][..],
        &["undo"],
        &["change", "walk", "--name", "stroll"],
        &["log", "stroll"],
        &["undo", "2"],
        &["forget", "3", "--yes"],
        &["resume", "walk"],
        &["config", "day-start", "--unset"],
    ] {
        home.ok(line);
    }
    assert_sound(&home.db());
    assert_eq!(differing(&home), Vec::<String>::new());
    let conn = peek(&home.db());
    let rows = number(&conn, "SELECT count(*) FROM change_log WHERE NOT gone");
    assert_eq!(number(&conn, "SELECT count(*) FROM row_sum"), rows);
}

/// Nothing but the checksum tells these from what a person wrote.
#[test]
fn a_value_changed_by_another_program_is_named_by_table_and_handle() {
    for (sql, row) in [
        (
            "UPDATE completion SET note = 'cald' WHERE note = 'cold'",
            "completion #2",
        ),
        ("UPDATE completion SET amount = 3", "completion #2"),
        ("UPDATE completion SET day = '2026-11-21'", "completion #2"),
        (
            "UPDATE completion SET instant = instant + 1000",
            "completion #2",
        ),
        (
            "UPDATE completion SET visibility = 'shared'",
            "completion #2",
        ),
        ("UPDATE mood SET mood = 4", "mood #3"),
        ("UPDATE mood_word SET word = 'calms'", "mood #3"),
        ("DELETE FROM mood_word", "mood #3"),
        ("UPDATE ritual SET intention = NULL", "ritual #1"),
        ("UPDATE ritual_rhythm SET rhythm = '4/week'", "ritual #1"),
        ("UPDATE ritual_word SET word = 'ease'", "ritual #1"),
        (
            "UPDATE revision SET day = '2026-11-01' WHERE id = 1",
            "ritual #1",
        ),
        ("UPDATE pause SET last_day = NULL", "pause #4"),
        ("UPDATE boundary SET stance = 'off-limits'", "boundary #5"),
        ("DELETE FROM revision WHERE id = 2", "boundary #5"),
        ("UPDATE config SET value = '05:00'", "config #6"),
        ("UPDATE row_sum SET sum = sum + 1 WHERE id = 6", "config #6"),
    ] {
        let home = everything();
        assert_eq!(differing(&home), Vec::<String>::new());
        edit(&home, sql);
        let said = format!(
            "checksums: {row} does not match its checksum: it changed without this program"
        );
        assert_eq!(differing(&home), [said], "{sql}");
    }
}

#[test]
fn a_file_from_before_there_were_checksums_has_them_once_it_is_written_to() {
    let home = Home::at("2026-03-07T09:00:00Z");
    let stored = include_str!("../fixtures/schema-1.sql");
    Connection::open(home.db())
        .unwrap()
        .execute_batch(stored)
        .unwrap();
    assert_eq!(differing(&home), Vec::<String>::new());
    home.ok(&["log", "walk"]);
    assert_eq!(differing(&home), Vec::<String>::new());
    let conn = peek(&home.db());
    let bare = "SELECT count(*) FROM completion WHERE id NOT IN (SELECT id FROM row_sum)";
    assert_eq!(number(&conn, bare), 0);
    drop(conn);
    // A row another program added has none, and is a row like any other.
    edit(
        &home,
        "INSERT INTO completion (id, uid, changed, ritual, day)
         VALUES (900, '01a204e2-e7ca-744a-a805-317e506e8abf', 1, (SELECT min(id) FROM ritual), '2026-03-01')",
    );
    assert_eq!(differing(&home), Vec::<String>::new());
}
