//! Backups and restores: whole whatever others do, and nothing is lost by bringing one back.

use crate::support::Home;
use crate::tools::{Dice, assert_sound, bytes, notes, peek, texts};
use rusqlite::Connection;
use std::path::PathBuf;
use std::process::Stdio;

fn backups(home: &Home) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.path("backups")).expect("backups");
    let mut found: Vec<PathBuf> = entries
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "db"))
        .collect();
    found.sort();
    found
}

#[test]
fn backups_while_others_write_are_whole_and_hold_what_was_confirmed_before() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|w| {
                let home = &home;
                scope.spawn(move || {
                    for n in 0..15 {
                        home.ok(&["log", "walk", "--note", &format!("{w}-{n}")]);
                    }
                })
            })
            .collect();
        while !writers
            .iter()
            .all(std::thread::ScopedJoinHandle::is_finished)
        {
            let before = notes(&home.db());
            home.ok(&["backup"]);
            let copy = backups(&home)
                .into_iter()
                .max_by_key(|p| p.metadata().unwrap().modified().unwrap())
                .unwrap();
            assert_sound(&copy);
            let kept = notes(&copy);
            assert!(
                before.iter().all(|n| kept.contains(n)),
                "{before:?} {kept:?}"
            );
        }
    });
    assert_eq!(notes(&home.db()).len(), 60);
}

/// A restore in the middle of writing: each confirmed row is in the notebook or in what was set aside.
#[test]
fn a_restore_while_others_write_loses_nothing_that_was_confirmed() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["backup"]);
    let file = backups(&home)[0].display().to_string();
    let confirmed = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for w in 0..4 {
            let (home, confirmed) = (&home, &confirmed);
            scope.spawn(move || {
                for n in 0..15 {
                    let note = format!("{w}-{n}");
                    let said = home.run(&["log", "walk", "--note", &note]);
                    match said.code {
                        0 => confirmed.lock().unwrap().push(note),
                        code => assert_eq!(code, 3, "{said:?}"),
                    }
                }
            });
        }
        for _ in 0..8 {
            home.ok(&["restore", &file]);
        }
    });
    let mut kept = notes(&home.db());
    for entry in std::fs::read_dir(home.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "bak") {
            assert_sound(&path);
            kept.extend(notes(&path));
        }
    }
    for note in confirmed.into_inner().unwrap() {
        assert!(kept.contains(&note), "{note} is nowhere");
    }
    assert_sound(&home.db());
}

#[test]
fn a_killed_backup_leaves_no_file_that_passes_for_one() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let long = "word ".repeat(40_000);
    for _ in 0..20 {
        home.with_stdin(&["log", "walk", "--note", "-"], long.as_bytes());
    }
    let mut dice = Dice(8);
    for _ in 0..40 {
        let mut child = home
            .command(&["backup"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(dice.roll() % 60_000));
        let _ = child.kill();
        child.wait().unwrap();
    }
    home.ok(&["backup"]);
    for file in backups(&home) {
        assert_sound(&file);
    }
    assert_sound(&home.db());
}

#[test]
fn a_damaged_a_newer_and_a_foreign_file_are_refused_and_nothing_is_touched() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "original words"]);
    home.ok(&["backup"]);
    let file = backups(&home)[0].clone();
    let name = file.display().to_string();
    let whole = bytes(&file);
    home.ok(&["log", "walk", "--note", "later"]);
    let before = bytes(&home.db());
    let refused = |what: &str, text: &str| {
        let said = home.run(&["restore", &name]);
        assert_eq!(said.code, 4, "{what}: {said:?}");
        assert!(said.err.contains(text), "{what}: {said:?}");
        assert!(bytes(&home.db()) == before, "{what}");
        assert!(
            !home.path("ritual.db.before-restore.bak").exists(),
            "{what}"
        );
    };
    let mut bent = whole.clone();
    *bent.last_mut().unwrap() ^= 1;
    std::fs::write(&file, &bent).unwrap();
    refused("against its checksum", "does not match");
    std::fs::remove_file(format!("{name}.sha256")).unwrap();
    // A word changed in its place: no page is damaged, and the row's own checksum tells.
    let at = whole
        .windows(14)
        .position(|w| w == b"original words")
        .unwrap();
    bent.clone_from(&whole);
    bent[at] ^= 1;
    std::fs::write(&file, &bent).unwrap();
    refused(
        "a changed word",
        "completion #2 does not match its checksum",
    );
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    refused("cut short", "");
    std::fs::write(&file, &whole).unwrap();
    let conn = Connection::open(&file).unwrap();
    conn.execute_batch("PRAGMA user_version = 99").unwrap();
    refused("newer", "newer ritual");
    conn.execute_batch("PRAGMA application_id = 7").unwrap();
    drop(conn);
    refused("another program's", "not a ritual file");
    let mut dice = Dice(21);
    for trial in 0..60 {
        bent.clone_from(&whole);
        for _ in 0..=dice.below(8) {
            bent[dice.below(whole.len())] ^= 1 << dice.below(8);
        }
        std::fs::write(&file, &bent).unwrap();
        let said = home.run(&["restore", &name, "--dry-run"]);
        assert!(
            matches!(said.code, 0 | 4) && !said.err.contains("panicked"),
            "trial {trial}: {said:?}"
        );
    }
    std::fs::write(&file, &whole).unwrap();
    home.ok(&["restore", &name]);
    assert_eq!(notes(&home.db()), ["original words"]);
}

/// What restoring is most often for.
#[test]
fn a_damaged_notebook_makes_room_and_is_kept() {
    for bent in [
        &b"SQLite format 3\0 and then nothing of the kind"[..],
        b"",
        b"x",
    ] {
        let home = Home::new();
        home.ok(&["log", "walk", "--note", "kept"]);
        home.ok(&["backup"]);
        std::fs::write(home.db(), bent).unwrap();
        let file = backups(&home)[0].display().to_string();
        home.ok(&["restore", &file]);
        assert_eq!(notes(&home.db()), ["kept"]);
        assert_eq!(bytes(&home.path("ritual.db.before-restore.bak")), bent);
    }
}

/// A journal of the old file, played into the new one, would damage it.
#[test]
fn a_journal_left_by_a_killed_writer_goes_aside_with_its_file() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "kept"]);
    home.ok(&["backup"]);
    let mut bent = bytes(&home.db());
    bent[20..40].fill(0x55);
    std::fs::write(home.db(), bent).unwrap();
    std::fs::write(
        home.path("ritual.db-journal"),
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 hot",
    )
    .unwrap();
    let file = backups(&home)[0].display().to_string();
    home.ok(&["restore", &file]);
    assert!(!home.path("ritual.db-journal").exists());
    assert_eq!(notes(&home.db()), ["kept"]);
    assert_sound(&home.db());
}

#[test]
fn a_damaged_notebook_is_not_backed_up_and_its_backups_stay() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["backup"]);
    Connection::open(home.db())
        .unwrap()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM ritual")
        .unwrap();
    let said = home.run(&["backup", "--keep", "1"]);
    assert_eq!(said.code, 4, "{said:?}");
    assert_eq!(backups(&home).len(), 1);
}

#[test]
fn an_older_file_is_backed_up_as_it_is_and_comes_back() {
    let home = Home::at("2026-03-07T09:00:00Z");
    let stored = include_str!("../fixtures/schema-1.sql");
    Connection::open(home.db())
        .unwrap()
        .execute_batch(stored)
        .unwrap();
    let whole = home.ok(&["export", "jsonl"]);
    home.ok(&["backup", "--keep", "1"]);
    let file = backups(&home)[0].clone();
    assert_eq!(
        texts(
            &peek(&file),
            "SELECT user_version || '' FROM pragma_user_version"
        ),
        ["1"]
    );
    home.ok(&["log", "walk"]);
    home.ok(&["restore", &file.display().to_string()]);
    assert_eq!(home.ok(&["export", "jsonl"]), whole);
    home.ok(&["log", "walk"]);
}

#[test]
fn a_disk_that_is_full_leaves_nothing_half_written() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["backup"]);
    let file = backups(&home)[0].display().to_string();
    for args in [&["backup"][..], &["restore", &file]] {
        let whole = home.command(args);
        let mut limited = std::process::Command::new("sh");
        limited
            .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""])
            .arg(whole.get_program())
            .args(whole.get_args())
            .env_clear();
        limited.envs(whole.get_envs().filter_map(|(k, v)| Some((k, v?))));
        let said = crate::support::said(limited);
        assert_eq!(said.code, 5, "{said:?}");
    }
    let names: Vec<String> = std::fs::read_dir(home.dir.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(backups(&home).len(), 1);
}
