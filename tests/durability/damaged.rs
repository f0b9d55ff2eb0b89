//! Damage: said in one line, named by doctor, never changed by a report, never a panic.

use crate::support::{Home, Said};
use crate::tools::{Dice, LOOKING, assert_one_line_and_hint, bytes, number, side};
use rusqlite::Connection;

/// A notebook with a row of every noun and enough of them for many pages.
fn notebook() -> Vec<u8> {
    let home = Home::new();
    home.ok(&[
        "add",
        "walk",
        "--rhythm",
        "3/week",
        "--intention",
        "slowly",
        "--for",
        "calm",
    ]);
    home.ok(&["change", "walk", "--around", "noon"]);
    for n in 0..25 {
        home.ok(&[
            "log",
            "walk",
            "--note",
            &format!("{n} {}", "word ".repeat(60)),
            "--mood",
            "4",
        ]);
    }
    home.ok(&[
        "mood",
        "3",
        "--feeling",
        "calm",
        "--trigger",
        "rain",
        "even",
    ]);
    home.ok(&["pause", "walk", "--until", "2026-12-01", "--why", "rest"]);
    home.ok(&[
        "boundaries",
        "add",
        "mornings",
        "--ask-first",
        "--with",
        "Kim",
    ]);
    home.ok(&["config", "day-start", "04:00"]);
    bytes(&home.db())
}

fn assert_no_panic(said: &Said, about: &str) {
    assert!(matches!(said.code, 0 | 1 | 3 | 4 | 5), "{about}: {said:?}");
    assert!(!said.err.contains("panicked"), "{about}: {said:?}");
}

/// Runs every looking command, then a log, over what lies at the notebook's path.
fn assert_calm(home: &Home, about: &str) {
    let before = bytes(&home.db());
    for looking in LOOKING {
        assert_no_panic(&home.run(looking), &format!("{about}, {looking:?}"));
        assert!(
            bytes(&home.db()) == before,
            "{about}: {looking:?} changed the file"
        );
    }
    let log = home.run(&["log", "walk", "--note", "more"]);
    assert_no_panic(&log, about);
    if log.code != 0 {
        assert!(
            bytes(&home.db()) == before,
            "{about}: changed by a log that failed: {log:?}"
        );
    }
    for suffix in ["-journal", "-wal", "-shm"] {
        assert!(
            !side(&home.db(), suffix).exists(),
            "{about}: a {suffix} is left"
        );
    }
}

#[test]
fn flipped_bytes_are_never_a_panic_and_never_change_under_a_report() {
    let whole = notebook();
    let mut dice = Dice(3);
    for trial in 0..60 {
        let home = Home::new();
        let mut bent = whole.clone();
        // Every third time in the header and the schema, where a byte means most.
        let end = if trial % 3 == 0 { 4096 } else { bent.len() };
        for _ in 0..=dice.below(64) {
            bent[dice.below(end)] ^= 1 << dice.below(8);
        }
        std::fs::write(home.db(), bent).unwrap();
        assert_calm(&home, &format!("trial {trial}"));
    }
}

#[test]
fn a_flipped_byte_at_each_place_of_the_header_is_never_a_panic() {
    let whole = notebook();
    for at in 0..100 {
        let home = Home::new();
        let mut bent = whole.clone();
        bent[at] ^= 0x03;
        std::fs::write(home.db(), &bent).unwrap();
        for looking in [&["today"][..], &["doctor"], &["log", "walk"]] {
            assert_no_panic(&home.run(looking), &format!("byte {at}, {looking:?}"));
            assert!(
                looking[0] == "log" || bytes(&home.db()) == bent,
                "byte {at}: {looking:?} changed the file"
            );
        }
    }
}

#[test]
fn a_file_cut_short_is_never_a_panic_and_never_changes_under_a_report() {
    let whole = notebook();
    let sizes = [
        2, 15, 16, 99, 100, 101, 512, 4095, 4096, 4097, 8192, 20_480, 40_000,
    ];
    for size in sizes
        .into_iter()
        .chain([whole.len() / 2, whole.len() - 4096, whole.len() - 3000])
    {
        let home = Home::new();
        std::fs::write(home.db(), &whole[..size]).unwrap();
        assert_calm(&home, &format!("{size} bytes"));
        // What was cut off is not passed over in silence.
        std::fs::write(home.db(), &whole[..size]).unwrap();
        assert_eq!(home.run(&["doctor"]).code, 4, "{size} bytes");
    }
}

/// What doctor finds wrong with the data; how the folder is kept is another matter.
fn diagnosis(home: &Home) -> String {
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 4, "{doctor:?}");
    let of_data = |line: &&str| {
        ["integrity: ", "references: ", "rows: "]
            .iter()
            .any(|check| line.starts_with(check))
    };
    doctor
        .out
        .lines()
        .filter(of_data)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Damage that integrity_check lets pass: each named with its table and handle.
#[test]
fn doctor_names_the_row_that_cannot_be_read() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "walk"]);
    home.ok(&["mood", "3", "calm"]);
    let bend = "UPDATE completion SET note = CAST(x'ff' AS TEXT) WHERE id = 2;
        UPDATE completion SET day = 'soon' WHERE id = 3; UPDATE mood SET uid = 'me';";
    Connection::open(home.db())
        .unwrap()
        .execute_batch(bend)
        .unwrap();
    let before = bytes(&home.db());
    insta::assert_snapshot!(diagnosis(&home), @"
    rows: completion #2 cannot be read
    rows: completion #3 cannot be read
    rows: mood #4 cannot be read
    ");
    let today = home.run(&["today"]);
    assert_eq!(today.code, 4);
    assert_one_line_and_hint(&today);
    insta::assert_snapshot!(today.err, @r"
    error: the notebook is damaged: completion #2 cannot be read
    hint: `ritual doctor` names what cannot be read; the file was left as it is
    ");
    assert_eq!(home.run(&["export", "jsonl"]).code, 4);
    assert!(bytes(&home.db()) == before);
}

#[test]
fn doctor_names_what_refers_to_nothing() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let bend = "PRAGMA foreign_keys = OFF; DELETE FROM ritual";
    Connection::open(home.db())
        .unwrap()
        .execute_batch(bend)
        .unwrap();
    insta::assert_snapshot!(diagnosis(&home), @"references: completion #2 refers to a ritual that is not there");
}

#[test]
fn doctor_says_what_integrity_check_says() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "calm"]);
    // The index forgets an entry the table has: quick_check passes that over.
    let conn = Connection::open(home.db()).unwrap();
    let page = number(
        &conn,
        "SELECT rootpage FROM sqlite_schema WHERE name = 'completion_ritual_day'",
    );
    drop(conn);
    let mut bent = bytes(&home.db());
    let header = usize::try_from(page - 1).unwrap() * 4096;
    bent[header + 3..header + 5].copy_from_slice(&[0, 0]);
    std::fs::write(home.db(), &bent).unwrap();
    insta::assert_snapshot!(diagnosis(&home), @"
    integrity: *** in database main *** ⏎ Fragmentation of 16 bytes reported as 0 on page 6
    integrity: wrong # of entries in index completion_ritual_day
    integrity: row 1 missing from index completion_ritual_day
    ");
    assert!(bytes(&home.db()) == bent);
}

/// SQLite reads both as if nothing were wrong: the one as empty, the other with zeros at its end.
#[test]
fn a_file_of_one_byte_and_a_file_short_of_one_are_told_apart_from_sound_ones() {
    let home = Home::new();
    std::fs::write(home.db(), "x").unwrap();
    for args in [&["today"][..], &["log", "walk"]] {
        assert_eq!(home.run(args).code, 4, "{args:?}");
    }
    assert_eq!(bytes(&home.db()), b"x");
    std::fs::remove_file(home.db()).unwrap();
    home.ok(&["log", "walk"]);
    let whole = bytes(&home.db());
    std::fs::write(home.db(), &whole[..whole.len() - 1]).unwrap();
    let said = diagnosis(&home);
    assert!(said.contains("where its pages take"), "{said}");
}

/// What needs no notebook is looked at first; days wait for the notebook, which says when they start.
#[test]
fn a_bad_number_is_said_before_a_damaged_file_and_a_bad_day_after_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let mut damaged = bytes(&home.db());
    damaged.truncate(600);
    std::fs::write(home.db(), &damaged).expect("written");
    for (args, code) in [
        (&["log", "walk", "--amount", "1/2"][..], 2),
        (&["log", "walk", "--mood", "9"], 2),
        (&["mood", "9"], 2),
        (&["add", "walk", "--rhythm", "often"], 2),
        (&["remind", "invite", "walk", "--at", "noonish"], 2),
        (&["log", "walk", "--on", "someday"], 4),
        (&["log", "walk"], 4),
    ] {
        assert_eq!(home.run(args).code, code, "{args:?}");
    }
    assert_eq!(std::fs::read(home.db()).expect("read"), damaged);
}
