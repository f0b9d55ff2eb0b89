//! What other programs put into a file, and what they take out of it.

use crate::support::Home;
use crate::tools::{bytes, number, peek};
use rusqlite::Connection;

fn by_another(home: &Home, sql: &str) {
    Connection::open(home.db())
        .unwrap()
        .execute_batch(sql)
        .unwrap();
}

#[test]
fn a_trigger_never_runs_and_is_named() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["boundaries", "add", "phone", "--off-limits"]);
    let wipe = "CREATE TRIGGER wipe AFTER INSERT ON completion BEGIN DELETE FROM boundary; END";
    by_another(&home, wipe);
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{doctor:?}");
    assert!(
        doctor.out.contains("schema: the trigger wipe"),
        "{doctor:?}"
    );
    let copy = home.path("copy.db").display().to_string();
    std::fs::copy(home.db(), &copy).unwrap();
    let restore = home.run(&["restore", &copy]);
    assert_eq!(restore.code, 0, "{restore:?}");
    assert!(restore.err.contains("the trigger wipe"), "{restore:?}");
    home.ok(&["log", "walk"]);
    assert_eq!(
        number(&peek(&home.db()), "SELECT count(*) FROM boundary"),
        1
    );
}

/// A view could be without end: it is not looked into.
#[test]
fn a_view_in_the_place_of_a_table_ends_at_once() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let endless = "ALTER TABLE mood RENAME TO mood_was; CREATE VIEW mood AS
        WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
        SELECT id, id AS uid, id AS day, id AS changed FROM n";
    by_another(&home, endless);
    let copy = home.path("copy.db").display().to_string();
    std::fs::copy(home.db(), &copy).unwrap();
    for args in [&["export", "jsonl"][..], &["doctor"], &["restore", &copy]] {
        let said = home.run(args);
        assert_eq!(said.code, 4, "{args:?}: {said:?}");
    }
    let doctor = home.run(&["doctor"]).out;
    assert!(doctor.contains("a view has its name"), "{doctor}");
}

/// What reads well and takes no writing is found, and put right where nothing is guessed.
#[test]
fn what_a_write_needs_is_tried_and_mended() {
    for taken in [
        "DELETE FROM clock",
        "DROP TABLE undo_change",
        "DROP TABLE undo_change; DROP TABLE clock",
        "DROP INDEX completion_ritual_day",
        "DROP TABLE word_index",
    ] {
        let home = Home::new();
        home.ok(&["log", "walk", "--note", "quokka"]);
        by_another(&home, taken);
        let before = bytes(&home.db());
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 4, "{taken}: {doctor:?}");
        assert!(
            doctor.err.contains("`ritual doctor --repair`"),
            "{doctor:?}"
        );
        assert!(bytes(&home.db()) == before, "{taken}: looking changed it");
        let repair = home.run(&["doctor", "--repair"]);
        assert_eq!(repair.code, 0, "{taken}: {repair:?}");
        home.ok(&["log", "walk"]);
        assert!(home.ok(&["find", "quokka"]).contains("quokka"), "{taken}");
        // A handle is given once.
        assert!(home.ok(&["today"]).contains("#3"), "{taken}");
        assert_eq!(home.run(&["doctor"]).code, 0, "{taken}");
    }
}

/// Bytes behind the last page: what a power cut leaves of a file that was cut shorter.
#[test]
fn bytes_behind_the_last_page_are_no_damage_and_are_cut_off() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let whole = bytes(&home.db());
    let longer = [&whole[..], &b"quokka".repeat(2000)].concat();
    std::fs::write(home.db(), longer).unwrap();
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "{doctor:?}");
    assert!(doctor.out.contains("pages: 12000 bytes"), "{doctor:?}");
    let repair = home.ok(&["doctor", "--repair"]);
    assert!(repair.contains("bytes behind the last page"), "{repair}");
    assert!(bytes(&home.db()).len() <= whole.len());
    assert_eq!(crate::tools::count_in(&home.db(), "quokka"), 0);
    // A last page that is cut short is damage, as before.
    let whole = bytes(&home.db());
    std::fs::write(home.db(), &whole[..whole.len() - 100]).unwrap();
    assert_eq!(home.run(&["doctor"]).code, 4);
}
