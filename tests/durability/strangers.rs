//! What lies at the notebook's path and is none: refused by name, and not a byte of it changed.

use crate::support::Home;
use crate::tools::{LOOKING, assert_one_line_and_hint, assert_sound, bytes, number, peek};
use rusqlite::Connection;

/// Every command on a file that is not ours: exit 4, one line, and not a byte changed.
fn refused(home: &Home) -> String {
    let before = home.db().is_file().then(|| bytes(&home.db()));
    let first = home.run(&["today"]);
    for args in LOOKING.iter().filter(|l| l[0] != "doctor").chain(&[
        &["log", "walk"][..],
        &["undo"],
        &["forget", "1", "--yes"],
    ]) {
        let said = home.run(args);
        assert_eq!(said.code, 4, "{args:?}: {said:?}");
        assert_one_line_and_hint(&said);
        assert_eq!(said.err, first.err, "{args:?}");
    }
    assert_eq!(home.run(&["doctor"]).code, 4);
    assert_eq!(home.run(&["forget", "--all", "--yes"]).code, 4);
    assert!(
        home.db().is_file().then(|| bytes(&home.db())) == before,
        "the file was changed"
    );
    home.masked(&first.err)
}

#[test]
fn a_text_file_is_refused() {
    let home = Home::new();
    std::fs::write(home.db(), "Dear diary, this is no database.\n".repeat(200)).unwrap();
    insta::assert_snapshot!(refused(&home), @r"
    error: [HOME]/ritual.db is not a ritual file
    hint: --db FILE or RITUAL_DB names another; the file was left as it is
    ");
}

#[test]
fn the_database_of_another_program_is_refused() {
    let home = Home::new();
    Connection::open(home.db())
        .unwrap()
        .execute_batch("CREATE TABLE ritual (id)")
        .unwrap();
    insta::assert_snapshot!(refused(&home), @r"
    error: [HOME]/ritual.db is not a ritual file
    hint: --db FILE or RITUAL_DB names another; the file was left as it is
    ");
}

#[test]
fn a_database_that_carries_the_mark_of_another_program_is_refused() {
    let home = Home::new();
    let mark = "PRAGMA application_id = 252006674; PRAGMA user_version = 1";
    Connection::open(home.db())
        .unwrap()
        .execute_batch(mark)
        .unwrap();
    insta::assert_snapshot!(refused(&home), @r"
    error: [HOME]/ritual.db is not a ritual file
    hint: --db FILE or RITUAL_DB names another; the file was left as it is
    ");
}

#[test]
fn a_newer_schema_is_refused() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    Connection::open(home.db())
        .unwrap()
        .execute_batch("PRAGMA user_version = 99; CREATE TABLE more (a)")
        .unwrap();
    insta::assert_snapshot!(refused(&home), @"
    error: [HOME]/ritual.db was written by a newer ritual (schema 99; this one knows 6)
    hint: a newer ritual reads it; the file was left as it is
    ");
}

#[test]
fn a_folder_in_the_notebooks_place_is_refused() {
    let home = Home::new();
    std::fs::create_dir(home.db()).unwrap();
    insta::assert_snapshot!(refused(&home), @r"
    error: [HOME]/ritual.db is not a ritual file
    hint: --db FILE or RITUAL_DB names another; the file was left as it is
    ");
    assert_eq!(std::fs::read_dir(home.db()).unwrap().count(), 0);
}

#[test]
fn an_empty_file_reads_as_an_empty_notebook_and_becomes_one_when_written() {
    let home = Home::new();
    std::fs::write(home.db(), "").unwrap();
    for looking in LOOKING
        .iter()
        .filter(|l| !matches!(l[0], "show" | "history"))
    {
        home.ok(looking);
        assert_eq!(bytes(&home.db()).len(), 0, "{looking:?}");
    }
    home.ok(&["log", "walk"]);
    assert_sound(&home.db());
    assert_eq!(
        number(&peek(&home.db()), "SELECT count(*) FROM completion"),
        1
    );
}

#[test]
fn a_missing_file_stays_missing_until_something_is_written() {
    let home = Home::new();
    for looking in LOOKING {
        home.run(looking);
        home.run(&["undo"]);
        home.run(&["forget", "1", "--yes"]);
    }
    assert_eq!(std::fs::read_dir(home.dir.path()).unwrap().count(), 0);
}
