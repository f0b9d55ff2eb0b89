//! What is forgotten on one device is forgotten on all, and in the place between them.

use crate::devices::{Place, id, joined, rows, settle, two};
use crate::support::Home;

fn handle(home: &Home, words: &str) -> String {
    let found = home.ok(&["find", words]);
    let handle = found.split('#').nth(1).expect("a handle");
    handle
        .split_whitespace()
        .next()
        .expect("a number")
        .to_owned()
}

fn holds(place: &Place, home: &Home, words: &str) -> bool {
    place.unsealed(&home.ok(&["sync", "key"])).contains(words)
}

/// Whether a word stands anywhere in the bytes of the notebook.
fn in_file(home: &Home, words: &str) -> bool {
    let bytes = std::fs::read(home.db()).expect("a notebook");
    String::from_utf8_lossy(&bytes).contains(words)
}

#[test]
fn forgotten_words_are_in_no_file_after_the_next_sync() {
    let (laptop, phone, place) = two();
    phone.ok(&["log", "walk", "--note", "quokka"]);
    settle(&[&phone, &laptop]);
    assert!(holds(&place, &laptop, "quokka") && in_file(&phone, "quokka"));
    laptop.ok(&["forget", &handle(&laptop, "quokka"), "--yes"]);
    assert_eq!(laptop.ok(&["sync"]), "1 went.\n");
    assert!(!holds(&place, &laptop, "quokka"), "of both devices");
    assert!(place.files_of(&id(&phone)).len() < 2);
    assert_eq!(phone.ok(&["sync"]), "1 came (laptop).\n");
    assert!(!in_file(&phone, "quokka") && !in_file(&laptop, "quokka"));
    assert!(!holds(&place, &laptop, "quokka"));
    // What undo kept of it there is gone too.
    let undo = phone.ok(&["undo", "--list"]);
    assert!(!undo.contains("quokka"), "{undo}");
    settle(&[&laptop, &phone]);
}

#[test]
fn a_word_taken_from_a_list_leaves_nothing_of_itself() {
    let (laptop, phone, place) = two();
    laptop.ok(&["mood", "2", "--feeling", "quokka", "--feeling", "calm"]);
    settle(&[&laptop, &phone]);
    assert!(holds(&place, &laptop, "quokka"));
    laptop.ok(&["edit", &handle(&laptop, "quokka"), "--feeling", "calm"]);
    settle(&[&laptop, &phone]);
    assert!(!holds(&place, &laptop, "quokka"));
    assert_eq!(phone.ok(&["export", "jsonl"]).matches("quokka").count(), 0);
}

#[test]
fn a_deletion_stays_whatever_is_done_to_the_row_elsewhere() {
    let (mut laptop, mut phone, _place) = two();
    phone.ok(&["log", "walk", "--note", "quokka"]);
    settle(&[&phone, &laptop]);
    laptop.now = "2026-11-22T13:00:00Z".to_owned();
    phone.now = "2026-11-22T14:00:00Z".to_owned();
    laptop.ok(&["forget", &handle(&laptop, "quokka"), "--yes"]);
    // Edited later, on a device that does not know.
    phone.ok(&["edit", &handle(&phone, "quokka"), "--note", "quokka again"]);
    settle(&[&laptop, &phone]);
    assert_eq!(phone.ok(&["export", "jsonl"]).matches("quokka").count(), 0);
}

#[test]
fn an_import_of_what_was_forgotten_brings_another_row() {
    let (laptop, phone, _place) = two();
    laptop.ok(&["log", "swim", "--note", "quokka"]);
    settle(&[&laptop, &phone]);
    let export = phone.ok(&["export", "jsonl"]);
    laptop.ok(&["forget", "--ritual", "swim", "--yes"]);
    settle(&[&laptop, &phone]);
    // Forgotten rows stay so on every device.
    let import = |more: &[&str]| {
        let said = phone.with_stdin(
            &[&["import", "jsonl", "-"], more].concat(),
            export.as_bytes(),
        );
        assert_eq!(said.code, 0, "{said:?}");
    };
    import(&[]);
    assert_eq!(phone.ok(&["export", "jsonl"]).matches("quokka").count(), 0);
    import(&["--with-forgotten"]);
    settle(&[&phone, &laptop]);
    assert_eq!(laptop.ok(&["export", "jsonl"]).matches("quokka").count(), 1);
    let swim = |text: &str| {
        text.lines()
            .find(|row| row.contains("\"name\":\"swim\""))
            .map(str::to_owned)
    };
    assert_ne!(
        swim(&laptop.ok(&["export", "jsonl"])),
        swim(&export),
        "another identity"
    );
}

#[test]
fn a_forgotten_ritual_takes_along_what_hung_on_it_elsewhere() {
    let (laptop, phone, place) = two();
    phone.ok(&["log", "walk", "--note", "quokka"]);
    phone.ok(&["month", "set", "--personal", "air", "--ritual", "walk"]);
    laptop.ok(&["forget", "--ritual", "walk", "--yes"]);
    settle(&[&laptop, &phone]);
    let export = phone.ok(&["export", "jsonl"]);
    assert!(
        !export.contains("walk") && !export.contains("quokka"),
        "{export}"
    );
    assert!(export.contains("air"), "a month keeps its words: {export}");
    assert!(!holds(&place, &laptop, "quokka"));
}

#[test]
fn undo_of_a_deletion_that_was_sent_brings_back_another_row() {
    let (laptop, phone, place) = two();
    laptop.ok(&["log", "swim", "--note", "quokka"]);
    settle(&[&laptop, &phone]);
    let before = rows(&laptop);
    // Taken back and sent, the ritual and its entry; then brought back.
    laptop.ok(&["undo"]);
    settle(&[&laptop, &phone]);
    assert_eq!(phone.ok(&["export", "jsonl"]).matches("swim").count(), 0);
    laptop.ok(&["redo"]);
    settle(&[&laptop, &phone]);
    let after = rows(&phone);
    assert_eq!(after.len(), before.len());
    assert_ne!(after, before, "another identity");
    assert_eq!(phone.ok(&["export", "jsonl"]).matches("quokka").count(), 1);
    // One that was not sent is as if it had not been.
    let before = rows(&laptop);
    laptop.ok(&["log", "walk"]);
    laptop.ok(&["undo"]);
    assert_eq!(rows(&laptop), before);
    settle(&[&laptop, &phone]);
    let third = joined(&laptop, &place.shown(), "third");
    settle(&[&laptop, &third]);
}

#[test]
fn what_came_from_elsewhere_is_not_taken_back_here() {
    let (laptop, phone, _place) = two();
    laptop.ok(&["mood", "2", "quokka"]);
    settle(&[&laptop, &phone]);
    phone.ok(&["edit", &handle(&phone, "quokka"), "--note", "wombat"]);
    settle(&[&phone, &laptop]);
    // The step that would remove the row knows nothing of the words from there.
    let undo = laptop.run(&["undo"]);
    assert_eq!(
        laptop.ok(&["export", "jsonl"]).matches("wombat").count(),
        1,
        "{undo:?}"
    );
}

/// One entry, changed elsewhere: nothing is left to take back.
#[test]
fn what_was_changed_elsewhere_is_refused_and_named() {
    let (laptop, phone, _place) = two();
    phone.ok(&["edit", "walk", "--amount", "32"]);
    settle(&[&phone, &laptop]);
    let said = laptop.run(&["undo"]);
    insta::assert_snapshot!(said.out + &said.err, @"
    note: `log` was run without a terminal
    error: nothing was taken back: another device has changed or noted more of walk since
    hint: `ritual undo 2` takes back the command before it
    ");
    assert_eq!(said.code, 1);
    settle(&[&laptop, &phone]);
}

/// An entry goes, and its ritual stays with the entry that another device noted of it.
#[test]
fn undo_leaves_a_ritual_that_was_noted_elsewhere_since() {
    let (laptop, phone, _place) = two();
    laptop.ok(&["log", "swim", "--note", "quokka"]);
    settle(&[&laptop, &phone]);
    phone.ok(&["log", "swim", "--note", "wombat"]);
    settle(&[&phone, &laptop]);
    let noted = |home: &Home| {
        let rows = home.ok(&["export", "jsonl"]);
        ["\"swim\"", "quokka", "wombat"].map(|word| rows.matches(word).count())
    };
    let before = noted(&laptop);
    insta::assert_snapshot!(laptop.ok(&["undo"]), @"
    `log swim --note …` is taken back.
      swim, noted for today #4
      the ritual swim, stays: more of it came from another device #3
    `ritual redo` brings it back.
    ");
    settle(&[&laptop, &phone]);
    for home in [&laptop, &phone] {
        assert_eq!(noted(home), [2, 0, 1]);
    }
    laptop.ok(&["redo"]);
    let undo = laptop.json(&["undo"]);
    assert_eq!(undo["removed"][0]["note"], "quokka", "{undo}");
    let many = ["removed", "rows"].map(|list| undo[list].as_array().map(Vec::len));
    assert_eq!(many, [Some(1), Some(0)], "{undo}");
    laptop.ok(&["redo"]);
    settle(&[&laptop, &phone]);
    assert_eq!((noted(&laptop), noted(&phone)), (before, before));
}

#[test]
fn a_restore_brings_back_no_row_that_was_forgotten_on_all_devices() {
    for with in [false, true] {
        let (laptop, phone, place) = two();
        laptop.ok(&["log", "swim", "--note", "quokka"]);
        settle(&[&laptop, &phone]);
        laptop.ok(&["backup"]);
        let mut backups = laptop.path("backups").read_dir().unwrap();
        let backup = backups
            .find_map(|e| {
                Some(e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "db"))
            })
            .unwrap();
        let backup = backup.display().to_string();
        laptop.ok(&["forget", "--ritual", "swim", "--yes"]);
        laptop.ok(&["log", "tea"]);
        settle(&[&laptop, &phone]);
        let mut args = vec!["restore", backup.as_str()];
        args.extend(with.then_some("--with-forgotten"));
        let said = laptop.run(&args);
        assert_eq!(
            (said.code, said.err.contains("forgotten since")),
            (0, !with),
            "{said:?}"
        );
        settle(&[&laptop, &phone]);
        let export = phone.ok(&["export", "jsonl"]);
        assert_eq!(export.matches("quokka").count(), usize::from(with));
        assert!(export.contains("tea"), "what came later is here again");
        assert_eq!(holds(&place, &laptop, "quokka"), with);
    }
}

/// A backup from before the sync: the notebook goes on in it.
#[test]
fn a_restore_of_a_backup_from_before_stays_in_the_sync() {
    let place = Place::new();
    let laptop = Home::new();
    laptop.ok(&["log", "walk"]);
    let backup = laptop.path("before.db");
    std::fs::copy(laptop.db(), &backup).unwrap();
    laptop.ok(&["sync", "init", &place.shown(), "--name", "laptop"]);
    let phone = joined(&laptop, &place.shown(), "phone");
    phone.ok(&["log", "tea"]);
    settle(&[&phone, &laptop]);
    laptop.ok(&["restore", &backup.display().to_string()]);
    settle(&[&laptop, &phone]);
    assert!(laptop.ok(&["list"]).contains("tea"));
}
