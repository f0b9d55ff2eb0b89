//! `forget` leaves no byte of a row in the file, wherever its words had been.

use crate::support::Home;
use crate::tools::{assert_sound, count_in, names, number, peek, side};
use serde_json::Value;

/// The uid of the row a command wrote last.
fn uid(written: &Value) -> String {
    let row = written["rows"].as_array().and_then(|rows| rows.last());
    row.and_then(|row| row["uid"].as_str())
        .expect("a uid")
        .to_owned()
}

fn assert_gone(home: &Home, words: &[&str]) {
    for name in names(&home.path("")) {
        let file = home.path(&name);
        for word in words.iter().filter(|_| file.is_file()) {
            assert_eq!(count_in(&file, word), 0, "{word} is in {name}");
        }
    }
    assert!(!side(&home.db(), "-journal").exists());
    assert_sound(&home.db());
}

fn assert_there(home: &Home, words: &[&str]) {
    for word in words {
        assert!(count_in(&home.db(), word) > 0, "{word} is not in the file");
    }
}

#[test]
fn an_entry_goes_with_its_earlier_words() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "neighbour"]);
    let log = home.json(&["log", "walk", "--note", "quokka1", "--as", "quokka2"]);
    let id = uid(&log);
    home.ok(&["edit", &id, "--note", "quokka3"]);
    home.ok(&["edit", &id, "--as", "quokka4"]);
    home.ok(&["undo"]);
    assert_there(&home, &["quokka1", "quokka2", "quokka3", "quokka4"]);
    home.ok(&["forget", &id, "--yes"]);
    assert_gone(&home, &["quokka"]);
    assert_there(&home, &["neighbour"]);
}

#[test]
fn a_mood_note_goes_with_all_its_words() {
    let home = Home::new();
    let words = [
        "--feeling",
        "quokka1",
        "--trigger",
        "quokka2",
        "--coping",
        "quokka3",
        "--changed",
        "quokka4",
    ];
    let mood = home.json(&[&["mood", "4", "quokka5"], &words[..]].concat());
    let id = uid(&mood);
    home.ok(&["edit", &id, "--feeling", "quokka6"]);
    assert_there(
        &home,
        &[
            "quokka1", "quokka2", "quokka3", "quokka4", "quokka5", "quokka6",
        ],
    );
    home.ok(&["forget", &id, "--yes"]);
    assert_gone(&home, &["quokka"]);
}

#[test]
fn a_boundary_goes_with_its_history() {
    let home = Home::new();
    let add = [
        "boundaries",
        "add",
        "quokka1",
        "--ask-first",
        "--note",
        "quokka2",
        "--with",
        "quokka3",
    ];
    let id = uid(&home.json(&add));
    home.ok(&[
        "boundaries",
        "change",
        &id,
        "--area",
        "quokka4",
        "--note",
        "quokka5",
        "--offered",
    ]);
    home.ok(&["boundaries", "change", &id, "--with", "quokka6"]);
    assert_there(
        &home,
        &[
            "quokka1", "quokka2", "quokka3", "quokka4", "quokka5", "quokka6",
        ],
    );
    home.ok(&["forget", &id, "--yes"]);
    assert_gone(&home, &["quokka"]);
}

#[test]
fn a_ritual_goes_with_its_entries_rests_and_history() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "neighbour"]);
    home.ok(&[
        "add",
        "quokka1",
        "--intention",
        "quokka2",
        "--around",
        "quokka3",
        "--for",
        "quokka4",
    ]);
    home.ok(&["log", "quokka1", "--note", "quokka5"]);
    home.ok(&["pause", "quokka1", "--why", "quokka6"]);
    home.ok(&[
        "change", "quokka1", "--name", "quokka7", "--note", "quokka8", "--unit", "quokka9",
    ]);
    home.ok(&["log", "quokka7", "--note", "and undone"]);
    home.ok(&["undo"]);
    assert_there(
        &home,
        &[
            "quokka1", "quokka2", "quokka3", "quokka4", "quokka5", "quokka6", "quokka7", "quokka8",
            "quokka9",
        ],
    );
    home.ok(&["forget", "--ritual", "quokka7", "--yes"]);
    assert_gone(&home, &["quokka", "and undone"]);
    assert_there(&home, &["neighbour"]);
}

#[test]
fn a_rest_and_a_setting_go_too() {
    let home = Home::new();
    let id = uid(&home.json(&["pause", "--all", "--why", "quokka1"]));
    home.ok(&["forget", &id, "--yes"]);
    assert_gone(&home, &["quokka"]);
    let id = uid(&home.json(&["config", "scale", "1=quokka2"]));
    home.ok(&["forget", &id, "--yes"]);
    assert_gone(&home, &["quokka"]);
}

#[test]
fn what_undo_had_taken_away_can_still_be_forgotten() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "walk", "--note", "quokka"]);
    home.ok(&["undo"]);
    // secure_delete: the row itself is wiped. Undo holds the words, and so does the index until
    // undo lets go of them.
    assert_eq!(count_in(&home.db(), "quokka"), 2);
    assert_eq!(
        number(
            &peek(&home.db()),
            "SELECT count(*) FROM undo_change WHERE before LIKE '%quokka%'"
        ),
        1
    );
    home.ok(&["forget", "3", "--yes"]);
    assert_gone(&home, &["quokka"]);
}

#[test]
fn a_ritual_goes_with_what_undo_keeps_under_its_earlier_name() {
    let home = Home::new();
    home.ok(&["add", "quokka1"]);
    home.ok(&["log", "quokka1", "--note", "quokka2"]);
    home.ok(&["undo"]);
    home.ok(&["change", "quokka1", "--name", "quokka3"]);
    home.ok(&["forget", "--ritual", "quokka3", "--yes"]);
    assert_gone(&home, &["quokka"]);
}

/// Whatever forgetting took out of what undo keeps, the rest can still be taken back.
#[test]
fn undo_still_works_after_a_part_of_a_command_was_forgotten() {
    let home = Home::new();
    home.ok(&["add", "swim"]);
    home.ok(&["log", "walk"]);
    home.ok(&["log", "walk", "swim"]);
    home.ok(&["forget", "5", "--yes"]);
    home.ok(&["undo", "2"]);
    assert_sound(&home.db());
}

/// The index of words folds them to lower case, so what is looked for here is what it holds.
#[test]
fn the_index_of_words_lets_go_of_them_too() {
    let home = Home::new();
    for i in 0..40 {
        home.ok(&["log", "walk", "--note", &format!("plain words {i}")]);
    }
    let note = "zyxquokka zyxwombat";
    let id = uid(&home.json(&["log", "walk", "--note", note]));
    home.ok(&["find", "zyxquokka"]);
    assert_there(&home, &["zyxquokka"]);
    home.ok(&["forget", &id, "--yes"]);
    assert_gone(&home, &["zyxquokka", "yxquokka", "quokka", "wombat"]);
    assert_eq!(home.run(&["find", "zyxquokka"]).code, 1);
    assert!(home.ok(&["find", "plain"]).contains("plain"));
}

/// A wording that was edited away stays for undo, and leaves the index when undo lets go of it.
#[test]
fn an_earlier_wording_leaves_the_index_with_undo() {
    let home = Home::new();
    let id = uid(&home.json(&["log", "walk", "--note", "zyxquokka"]));
    home.ok(&["edit", &id, "--note", "plain"]);
    for _ in 0..21 {
        home.ok(&["log", "walk"]);
    }
    assert_gone(&home, &["zyxquokka", "yxquokka"]);
}
