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
        (r#"UPDATE mood SET feelings = '["calms"]'"#, "mood #3"),
        ("UPDATE mood SET feelings = NULL", "mood #3"),
        ("UPDATE ritual SET intention = NULL", "ritual #1"),
        (
            "UPDATE ritual SET rhythms = replace(rhythms, '3/', '4/')",
            "ritual #1",
        ),
        (r#"UPDATE ritual SET "for" = '["ease"]'"#, "ritual #1"),
        (
            "UPDATE ritual SET history = replace(history, '11-22', '11-01')",
            "ritual #1",
        ),
        ("UPDATE pause SET until = NULL", "pause #4"),
        ("UPDATE boundary SET stance = 'off-limits'", "boundary #5"),
        ("UPDATE boundary SET history = NULL", "boundary #5"),
        (
            "UPDATE note SET body = json_set(body, '$.value', '05:00')",
            "config #6",
        ),
        ("UPDATE note SET sum = sum + 1", "config #6"),
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
    assert_eq!(
        number(&conn, "SELECT count(*) FROM completion WHERE sum = 0"),
        0
    );
    drop(conn);
    // A row another program added has none, and is a row like any other.
    edit(
        &home,
        "INSERT INTO completion (id, uid, stamp, sum, ritual, day)
         VALUES (900, '01a204e2-e7ca-744a-a805-317e506e8abf', 1, 0, (SELECT min(id) FROM ritual), '2026-03-01')",
    );
    assert_eq!(differing(&home), Vec::<String>::new());
}

/// An upgrade makes every row anew, and does not make one look sound that was not.
#[test]
fn a_row_that_differed_before_an_upgrade_differs_after_it() {
    let home = Home::at("2026-03-07T09:00:00Z");
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch(include_str!("../fixtures/schema-2.sql"))
        .unwrap();
    assert_eq!(differing(&home), Vec::<String>::new());
    let mut bent = Vec::new();
    for (kind, sql) in [
        (
            "ritual",
            "UPDATE ritual_rhythm SET rhythm = '5/week' WHERE ritual = {id}",
        ),
        (
            "completion",
            "UPDATE completion SET note = 'cald' WHERE id = {id}",
        ),
        (
            "mood",
            "UPDATE mood_word SET word = 'calms' WHERE mood = {id}",
        ),
        ("win", "UPDATE win SET words = 'wan' WHERE id = {id}"),
        ("person", "DELETE FROM person_word WHERE person = {id}"),
    ] {
        let first = match kind {
            "mood" => "SELECT min(mood) FROM mood_word".to_owned(),
            "person" => "SELECT min(person) FROM person_word".to_owned(),
            _ => format!("SELECT min(id) FROM {kind}"),
        };
        let id = number(&conn, &first);
        let sql = sql.replace("{id}", &id.to_string());
        assert!(conn.execute(&sql, []).unwrap() > 0, "{sql}");
        bent.push(format!(
            "checksums: {kind} #{id} does not match its checksum: it changed without this program"
        ));
    }
    drop(conn);
    assert_eq!(differing(&home), bent, "in a copy that is brought forward");
    home.ok(&["log", "walk"]);
    assert_eq!(number(&peek(&home.db()), "PRAGMA user_version"), 6);
    assert_eq!(differing(&home), bent, "in the file itself");
}
