//! Many processes at once: each waits for its turn, and none waits for a reader's pager.

use crate::support::{Home, Said, said};
use crate::tools::{
    LOOKING, assert_one_line_and_hint, assert_sound, bytes, notes, number, peek, side,
};
use rusqlite::Connection;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

const PROCESSES: usize = 16;

/// Runs `work` in as many threads as there are processes to start, from one moment on.
fn together(work: impl Fn(usize) -> Vec<Said> + Sync) -> Vec<Said> {
    let gate = std::sync::Barrier::new(PROCESSES);
    let run = &|n| {
        gate.wait();
        work(n)
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..PROCESSES)
            .map(|n| scope.spawn(move || run(n)))
            .collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().expect("no panic"))
            .collect()
    })
}

fn assert_all_well(all: &[Said], expected: usize) {
    let failed: Vec<_> = all.iter().filter(|s| s.code != 0).collect();
    assert!(failed.is_empty() && all.len() == expected, "{failed:?}");
}

#[test]
fn sixteen_processes_with_fifty_logs_each_keep_all_eight_hundred() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let all = together(|n| {
        let log = |i| home.run(&["log", "walk", "--note", &format!("{n} {i}")]);
        (0..50).map(log).collect()
    });
    assert_all_well(&all, 800);
    let mut kept = notes(&home.db());
    kept.sort();
    kept.dedup();
    assert_eq!(kept.len(), 800);
    assert_sound(&home.db());
}

#[test]
fn sixteen_first_starts_at_once_make_one_notebook_with_sixteen_rows() {
    for round in 0..6 {
        let home = Home::new();
        let db = home.path("missing/folder/ritual/ritual.db");
        let all = together(|n| {
            let mut command = home.command(&["log", "walk", "--note", &n.to_string()]);
            command
                .env_remove("RITUAL_DB")
                .env("XDG_DATA_HOME", home.path("missing/folder"));
            vec![said(command)]
        });
        assert_all_well(&all, PROCESSES);
        assert_eq!(notes(&db).len(), PROCESSES, "round {round}");
        assert_eq!(number(&peek(&db), "SELECT count(*) FROM ritual"), 1);
        assert_sound(&db);
    }
}

#[test]
fn sixteen_first_starts_on_an_empty_file_fill_it_together() {
    for _ in 0..3 {
        let home = Home::new();
        std::fs::write(home.db(), "").unwrap();
        assert_all_well(&together(|_| vec![home.run(&["log", "walk"])]), PROCESSES);
        assert_eq!(
            number(&peek(&home.db()), "SELECT count(*) FROM completion"),
            PROCESSES as i64
        );
    }
}

/// The one test that waits out the thirty seconds.
#[test]
fn a_writer_gives_up_after_thirty_seconds_with_nothing_written() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let before = bytes(&home.db());
    let other = Connection::open(home.db()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Reading goes on meanwhile.
    for looking in LOOKING {
        home.ok(looking);
    }
    let log = home.run(&["log", "walk", "--note", "late"]);
    assert_eq!(log.code, 3);
    assert_one_line_and_hint(&log);
    insta::assert_snapshot!(home.masked(&log.err), @r"
    error: another program is writing to the notebook; nothing was written
    hint: try again when the other command has ended
    ");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(bytes(&home.db()), before);
    home.ok(&["log", "walk"]);
}

#[test]
fn a_writer_waits_for_one_that_ends_in_time() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let other = Connection::open(home.db()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let child = home
        .command(&["log", "walk", "--note", "later"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    other.execute_batch("ROLLBACK").unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    assert_eq!(notes(&home.db()), ["later"]);
}

#[test]
fn a_report_that_waits_in_a_pipe_holds_no_writer_up() {
    let home = Home::new();
    let long = "word ".repeat(40_000);
    assert_eq!(
        home.with_stdin(&["log", "walk", "--note", "-"], long.as_bytes())
            .code,
        0
    );
    let mut pager = home
        .command(&["export", "jsonl"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = pager.stdout.take().unwrap();
    // One byte has come: it is printing, and more than a pipe holds is left.
    pipe.read_exact(&mut [0]).unwrap();
    home.ok(&["log", "walk", "--note", "meanwhile"]);
    assert!(
        pager.try_wait().unwrap().is_none(),
        "the report ended early"
    );
    let mut rest = String::new();
    pipe.read_to_string(&mut rest).unwrap();
    assert!(pager.wait().unwrap().success() && !rest.contains("meanwhile"));
    assert!(!side(&home.db(), "-journal").exists());
}

/// A note typed slowly into stdin must not keep others from writing.
#[test]
#[expect(clippy::disallowed_methods, reason = "others write for a while")]
fn a_log_that_waits_for_its_words_holds_nothing() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let mut slow = home
        .command(&["log", "walk", "--note", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let since = Instant::now();
    while since.elapsed() < Duration::from_millis(200) {
        home.ok(&["log", "walk"]);
    }
    drop(slow.stdin.take());
    assert!(slow.wait().unwrap().success());
}
