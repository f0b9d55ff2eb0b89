//! Files are whole or not there, and what a kill left of one is found.

use crate::support::{Home, said};
use crate::tools::{Dice, at_hand, names, shell};
use rusqlite::Connection;
use std::process::Stdio;
use std::time::Duration;

fn large() -> Home {
    let home = Home::new();
    let long = "quokka ".repeat(30_000);
    for _ in 0..12 {
        let log = home.with_stdin(&["log", "walk", "--note", "-"], long.as_bytes());
        assert_eq!(log.code, 0, "{log:?}");
    }
    crate::tools::chmod(home.dir.path(), 0o700);
    home
}

fn left(home: &Home) -> Vec<String> {
    let all = ["", "backups"].map(|folder| names(&home.path(folder)));
    let mut all = all.concat();
    all.retain(|name| name.ends_with(".draft"));
    all
}

#[expect(
    clippy::disallowed_methods,
    reason = "a draft that never comes is not waited for"
)]
#[test]
fn what_kills_leave_is_named_and_goes_with_a_repair() {
    let home = large();
    let out = home.path("out.jsonl").display().to_string();
    let mut dice = Dice(6);
    let mut found = 0;
    for args in [&["backup"][..], &["export", "jsonl", &out, "--force"]] {
        for _ in 0..60 {
            let mut child = home.command(args).stdout(Stdio::null()).spawn().unwrap();
            // The moments that matter are those in which a draft is there.
            let since = std::time::Instant::now();
            while left(&home).is_empty() && since.elapsed() < Duration::from_secs(2) {
                if child.try_wait().unwrap().is_some() {
                    break;
                }
            }
            std::thread::sleep(Duration::from_micros(dice.roll() % 3_000));
            let _ = child.kill();
            child.wait().unwrap();
            if let Some(draft) = left(&home).first() {
                found += 1;
                let doctor = home.run(&["doctor"]);
                assert!(doctor.out.contains(draft), "{draft}: {doctor:?}");
                home.ok(&["doctor", "--repair"]);
                assert!(left(&home).is_empty());
            }
            if found >= 3 {
                break;
            }
        }
        found = 0;
    }
}

/// One that somebody is writing is none that was left, whatever its number.
#[test]
fn a_draft_is_told_from_one_at_work_by_its_lock() {
    if !at_hand("flock") {
        return;
    }
    let home = large();
    // The number of a process that lives.
    let name = format!(".ritual.db.{}.draft", std::process::id());
    std::fs::write(home.path(&name), "half").unwrap();
    let line = format!("flock '{name}' \"$0\" doctor --repair");
    let mut held = shell(&home, &line, &[]);
    held.current_dir(home.dir.path());
    assert!(!said(held).out.contains(&name));
    assert!(home.path(&name).exists());
    home.ok(&["doctor", "--repair"]);
    assert!(!home.path(&name).exists());
}

/// Copies that commands make beside the notebook are drafts until they are whole.
#[test]
fn a_killed_upgrade_leaves_no_half_copy_under_a_name_of_its_own() {
    let mut dice = Dice(11);
    let stored = include_str!("../fixtures/schema-1.sql");
    for _ in 0..25 {
        let home = Home::at("2026-03-07T09:00:00Z");
        Connection::open(home.db())
            .unwrap()
            .execute_batch(stored)
            .unwrap();
        let mut log = home.command(&["log", "walk"]);
        let mut child = log.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(dice.roll() % 40_000));
        let _ = child.kill();
        child.wait().unwrap();
        for name in names(home.dir.path()) {
            assert!(!name.contains(".bak-"), "{name}");
            if name.ends_with(".bak") {
                let copy = home.path(&name).display().to_string();
                home.ok(&["restore", "--dry-run", &copy]);
            }
        }
    }
}

#[test]
fn the_new_backup_is_never_the_one_removed() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    home.now = "2027-01-01T12:00:00Z".to_owned();
    home.ok(&["backup"]);
    home.now = "2026-11-22T12:00:00Z".to_owned();
    for _ in 0..2 {
        let out = home.ok(&["backup", "--keep", "1"]);
        let line = out.lines().next().unwrap();
        let kept = names(&home.path("backups"));
        assert!(kept.len() == 2 && line.contains(&kept[0]), "{kept:?} {out}");
    }
}

/// Without the sync of the folder a name may not last: nothing is confirmed.
#[test]
fn no_file_is_confirmed_whose_name_does_not_last() {
    if !at_hand("strace") {
        return;
    }
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["backup"]);
    let before = names(&home.path("backups"));
    std::fs::create_dir(home.path("out")).unwrap();
    for (folder, line) in [
        ("backups", "\"$0\" backup"),
        ("out", "\"$0\" export jsonl \"$HOME/out/rows.jsonl\""),
    ] {
        let folder = home.path(folder);
        let failing = format!(
            "exec strace -f -o /dev/null -P '{}' -e trace=fsync -e inject=fsync:error=EIO {line}",
            folder.display()
        );
        let failed = said(shell(&home, &failing, &[]));
        assert_eq!((failed.code, failed.out.as_str()), (5, ""), "{failed:?}");
    }
    assert_eq!(names(&home.path("backups")), before);
    assert!(names(&home.path("out")).is_empty());
}
