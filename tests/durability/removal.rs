//! `forget --all`, killed at any moment or beside others at work.

use crate::support::{Home, said};
use crate::tools::{at_hand, count_in, names, shell};
use rusqlite::Connection;
use std::path::Path;

/// The files that hold a word, wherever they lie under a folder.
fn holding(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            found.extend(holding(&path, word));
        } else if count_in(&path, word) > 0 {
            found.push(name);
        }
    }
    found
}

fn notebook() -> Home {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "quokka"]);
    home.ok(&["backup"]);
    let file = home.path("backups").join(&names(&home.path("backups"))[0]);
    home.ok(&["restore", &file.display().to_string()]);
    home.ok(&["backup"]);
    std::fs::write(home.path(".out.jsonl.4194399.draft"), "quokka").unwrap();
    std::fs::write(home.path("backups/.ritual-1.db.4194399.draft"), "quokka").unwrap();
    home
}

/// Killed before each of its unlinks in turn, a second run finishes what the first began.
#[test]
fn a_second_run_finishes_the_first() {
    if !at_hand("strace") {
        return;
    }
    for unlink in 1..=20 {
        let home = notebook();
        let line = format!(
            "exec strace -f -o /dev/null -e trace=unlink,unlinkat -e inject=unlink,unlinkat:signal=KILL:when={unlink} \"$0\" forget --all --yes"
        );
        let first = said(shell(&home, &line, &[]));
        if first.code == 0 {
            assert!(unlink > 5, "killed at {unlink} unlinks");
            assert!(holding(home.dir.path(), "quokka").is_empty());
            break;
        }
        let done = !home.db().exists();
        let second = home.run(&["forget", "--all", "--yes"]);
        assert!(second.code == 0 || done, "{unlink}: {second:?}");
        let left = holding(home.dir.path(), "quokka");
        assert!(left.is_empty(), "{unlink}: {left:?}");
        assert_eq!(home.run(&["forget", "--all", "--yes"]).code, 1);
    }
}

/// As 0.1 left it: the notebook gone, its backups there.
#[test]
fn what_an_earlier_version_left_is_found() {
    let home = notebook();
    std::fs::remove_file(home.db()).unwrap();
    home.ok(&["forget", "--all", "--yes"]);
    assert!(holding(home.dir.path(), "quokka").is_empty());
    // Those of two notebooks may be another's.
    let home = notebook();
    let other = Home::new();
    other.ok(&["log", "walk"]);
    other.ok(&["backup", &home.path("backups").display().to_string()]);
    std::fs::remove_file(home.db()).unwrap();
    let said = home.ok(&["forget", "--all", "--yes"]);
    assert!(said.contains("Left in place"), "{said}");
}

#[test]
fn writers_beside_it_wait_and_begin_anew() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    (0..12)
                        .map(|_| home.run(&["log", "walk"]))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        while !writers.iter().all(|w| w.is_finished()) {
            let forget = home.run(&["forget", "--all", "--yes"]);
            assert!(matches!(forget.code, 0 | 1), "{forget:?}");
        }
        for log in writers.into_iter().flat_map(|w| w.join().unwrap()) {
            assert_eq!(log.code, 0, "{log:?}");
        }
    });
}

/// What is taken back was in the notebook that went: there is nothing, and nothing is made.
#[test]
fn a_command_that_needs_rows_makes_no_notebook_after_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let other = Connection::open(home.db()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let undo = home.command(&["undo"]);
    let waiting = std::thread::spawn(move || said(undo));
    std::thread::sleep(std::time::Duration::from_millis(300));
    std::fs::remove_file(home.db()).unwrap();
    drop(other);
    let undone = waiting.join().unwrap();
    assert!(!home.db().exists(), "{undone:?}");
}

#[test]
fn two_that_remove_old_backups_at_once_both_end_well() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..8 {
                    let backup = home.run(&["backup", "--keep", "1"]);
                    assert_eq!(backup.code, 0, "{backup:?}");
                }
            });
        }
    });
}
