//! A kill at every step of a sync: nothing is lost, and the next one goes on.

use crate::devices::{rows, settle, two};
use crate::support::{Home, said};
use std::process::Command;

/// What changes a disk.
const CALLS: &str = "openat,write,pwrite64,fsync,rename,unlink";

fn at_hand() -> bool {
    Command::new("strace")
        .arg("-V")
        .output()
        .is_ok_and(|out| out.status.success())
}

/// Runs a command, killed at its nth call; false where it came to its end.
fn killed_at(home: &Home, args: &[&str], call: &str, n: usize) -> bool {
    let inject = format!("inject={call}:signal=KILL:when={n}");
    let mut command = home.command(args);
    let program = command.get_program().to_owned();
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-o",
        "/dev/null",
        "-e",
        &format!("trace={call}"),
        "-e",
        &inject,
    ]);
    strace.arg(program).args(args).env_clear();
    for (name, value) in command.get_envs() {
        strace.env(name, value.unwrap_or_default());
    }
    command.arg("--help");
    said(strace).code != 0
}

#[test]
fn killed_at_any_step_it_is_whole_and_goes_on() {
    if !at_hand() {
        return;
    }
    for call in CALLS.split(',') {
        let (laptop, phone, place) = two();
        laptop.ok(&["log", "walk", "--note", "quokka"]);
        settle(&[&laptop, &phone]);
        let mut n = 1;
        let mut kills = 0;
        loop {
            laptop.ok(&["log", "tea", "--note", &format!("cup {n}")]);
            phone.ok(&["log", "walk", "--note", &format!("step {n}")]);
            let found = phone.ok(&["find", "step"]);
            let handle = found
                .split('#')
                .nth(1)
                .unwrap()
                .split_whitespace()
                .next()
                .unwrap();
            if n % 2 == 0 {
                phone.ok(&["forget", handle, "--yes"]);
            }
            phone.ok(&["sync"]);
            if !killed_at(&laptop, &["sync"], call, n) {
                break;
            }
            kills += 1;
            let doctor = laptop.run(&["doctor"]);
            assert_eq!(doctor.code, 0, "{call} {n}: {doctor:?}");
            laptop.ok(&["sync"]);
            phone.ok(&["sync"]);
            assert_eq!(rows(&laptop), rows(&phone), "{call} {n}");
            let left = place
                .files()
                .into_keys()
                .filter(|name| name.ends_with(".draft"));
            assert_eq!(left.count(), 0, "{call} {n}");
            // Later calls are those of the same steps with more rows.
            n += if n < 12 { 1 } else { 1 + n / 6 };
        }
        assert!(kills > 0, "{call} was hit");
    }
}

/// A restore has in it what ended since, or has not happened.
#[test]
fn a_restore_that_is_killed_brings_back_no_consent_that_ended() {
    if !at_hand() {
        return;
    }
    let home = Home::new();
    home.ok(&["win", "tea"]);
    home.ok(&["share", "1", "--with", "Sam"]);
    let backup = home.path("backup.db");
    std::fs::copy(home.db(), &backup).unwrap();
    let backup = backup.display().to_string();
    home.ok(&["win", "later"]);
    home.ok(&["unshare", "1"]);
    let mut all = 0;
    for call in CALLS.split(',') {
        let mut n = 1;
        while killed_at(&home, &["restore", &backup], call, n) {
            all += 1;
            let page = home.ok(&["export", "shareable", "--preview"]);
            assert_eq!(page, "", "{call} {n}");
            assert_eq!(home.run(&["doctor"]).code, 0, "{call} {n}");
            assert!(home.ok(&["find", "tea"]).contains("tea"), "{call} {n}");
            n += if n < 12 { 1 } else { 1 + n / 3 };
        }
        assert_eq!(home.ok(&["export", "shareable", "--preview"]), "");
    }
    assert!(all > 20, "{all} kills");
}
