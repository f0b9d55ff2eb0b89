//! `kill -9` at any moment: the file stays whole, and what was confirmed is in it.

use crate::support::Home;
use crate::tools::{Dice, LOOKING, assert_sound, bytes, notes, side, until};
use rusqlite::Connection;
use std::io::Read;
use std::process::{Child, Stdio};
use std::time::Duration;

const TRIALS: usize = 400;

fn start(home: &Home, note: &str) -> Child {
    let mut command = home.command(&["log", "walk", "--note", note]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("ritual starts")
}

/// Kills it and says whether it had confirmed.
fn kill(mut child: Child) -> bool {
    child.kill().expect("SIGKILL");
    let mut out = String::new();
    let mut pipe = child.stdout.take().expect("a pipe");
    pipe.read_to_string(&mut out).expect("what was printed");
    child.wait().expect("an end");
    out.contains("walk, noted ")
}

#[test]
fn what_was_confirmed_outlives_kill_9() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let journal = side(&home.db(), "-journal");
    let mut dice = Dice(1);
    // Follows this machine: grows when kills come too early, shrinks when they come too late.
    let mut span = 12_000;
    let (mut confirmed, mut left_behind) = (Vec::new(), 0);
    for trial in 0..TRIALS {
        let note = format!("trial {trial}");
        let mut child = start(&home, &note);
        if trial % 2 == 0 {
            std::thread::sleep(Duration::from_micros(dice.below(span) as u64));
        } else {
            // The moments that matter are those in which the journal is there.
            while !journal.exists() && child.try_wait().expect("a child").is_none() {}
            std::thread::sleep(Duration::from_micros(dice.below(600) as u64));
        }
        let said = kill(child);
        if said {
            confirmed.push(note);
        }
        if trial % 2 == 0 {
            span = if said {
                span - span / 50
            } else {
                span + span / 50
            };
        }
        if journal.exists() {
            left_behind += 1;
            home.ok(LOOKING[trial % LOOKING.len()]);
        }
        if trial % 10 == 0 {
            assert_sound(&home.db());
        }
    }
    assert_sound(&home.db());
    let kept = notes(&home.db());
    for note in &confirmed {
        assert_eq!(
            kept.iter().filter(|k| *k == note).count(),
            1,
            "{note} was confirmed"
        );
    }
    // Without both kinds, and without journals to roll back, the trials would prove nothing.
    assert!(
        confirmed.len() > 10 && confirmed.len() < TRIALS - 10,
        "{} confirmed",
        confirmed.len()
    );
    assert!(left_behind > 0);
}

#[test]
fn killed_while_it_waits_to_commit_it_has_said_nothing_and_left_nothing() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "before"]);
    let before = bytes(&home.db());
    let reader = Connection::open(home.db()).unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM ritual;")
        .unwrap();
    let child = start(&home, "half");
    // With the journal there all rows are written; the reader alone holds the commit up.
    until("a journal", || side(&home.db(), "-journal").exists());
    std::thread::sleep(Duration::from_millis(50));
    assert!(!kill(child), "confirmed before the commit");
    drop(reader);
    assert_eq!(home.ok(&["export", "jsonl"]).matches("half").count(), 0);
    assert_eq!(notes(&home.db()), ["before"]);
    assert_eq!(bytes(&home.db()), before);
}

#[test]
fn a_hot_journal_is_rolled_back_by_whoever_looks_first() {
    let home = Home::new();
    for n in 0..20 {
        let note = format!("whole {n} {}", "word ".repeat(400));
        home.ok(&["log", "walk", "--note", &note]);
    }
    let whole = bytes(&home.db());
    for looking in LOOKING {
        // A cache of one page makes a writer spill into the file before it commits.
        let writer = Connection::open(home.db()).unwrap();
        let half = "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE completion SET note = replace(note, 'whole', 'half!');";
        writer.execute_batch(half).unwrap();
        let later = Home::new();
        std::fs::copy(home.db(), later.db()).unwrap();
        std::fs::copy(side(&home.db(), "-journal"), side(&later.db(), "-journal")).unwrap();
        writer.execute_batch("ROLLBACK").unwrap();
        drop(writer);
        assert_ne!(bytes(&later.db()), whole, "nothing was spilled");
        assert!(!later.ok(looking).contains("half!"), "{looking:?}");
        assert_eq!(bytes(&later.db()), whole, "{looking:?}");
        assert!(!side(&later.db(), "-journal").exists());
    }
}
