//! Words written in an editor are kept until they are in the notebook, whatever comes between.

use crate::support::{BIN, Home, Said, said};
use crate::tools::{assert_one_line_and_hint, names, until};
use rusqlite::Connection;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A command whose editor is a shell line with the file as `$1`; sheets lie in a folder of the home.
fn editing(home: &Home, args: &[&str], editor: &str) -> Command {
    let shelf = home.path("run");
    let _ = std::fs::create_dir(&shelf);
    std::fs::write(home.path("ed"), format!("#!/bin/sh\n{editor}\n")).unwrap();
    let mut command = home.command(args);
    command
        .env("XDG_RUNTIME_DIR", shelf)
        .env("EDITOR", format!("sh '{}'", home.path("ed").display()));
    command
}

fn plainly(home: &Home, args: &[&str]) -> Said {
    said(editing(home, args, ""))
}

/// The files in the folder of sheets, by what they hold.
fn kept(home: &Home) -> Vec<(PathBuf, String)> {
    let shelf = home.path("run/ritual");
    let sheets = names(&shelf).into_iter().map(|sheet| shelf.join(sheet));
    let notes = sheets.map(|sheet| sheet.join("note.md"));
    notes
        .filter_map(|note| Some((note.clone(), std::fs::read_to_string(&note).ok()?)))
        .collect()
}

/// Runs the way on that a hint names.
fn way_on(home: &Home, said: &Said) {
    let line = said.err.split('`').find(|part| part.contains(" < "));
    let line = line
        .expect("a way on")
        .replacen("ritual", &format!("'{BIN}'"), 1);
    let mut command = crate::tools::shell(home, &line, &[]);
    command.env("XDG_RUNTIME_DIR", home.path("run"));
    let taken = crate::support::said(command);
    assert_eq!(taken.code, 0, "{line}: {taken:?}");
}

fn end(child: Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill")
        .args([&format!("-{signal}"), &id])
        .status();
    assert!(sent.unwrap().success());
    child.wait_with_output().unwrap();
}

#[test]
fn they_outlive_a_write_that_does_not_come_through() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    // The file may not grow: exit 5.
    let script = "ulimit -f 8; exec \"$0\" mood --edit";
    let mut full = editing(&home, &[], "yes w0rds1 | head -c 3000 > \"$1\"");
    let envs: Vec<_> = full
        .get_envs()
        .filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned())))
        .collect();
    full = Command::new("sh");
    full.args(["-c", script, BIN])
        .env_clear()
        .envs(envs)
        .stdin(Stdio::null());
    let refused = said(full);
    assert_eq!(refused.code, 5, "{refused:?}");
    assert_one_line_and_hint(&refused);
    let sheets = kept(&home);
    assert!(sheets.len() == 1 && sheets[0].1.starts_with("w0rds1"));
    let (file, folder) = (&sheets[0].0, sheets[0].0.parent().unwrap());
    assert!(
        refused.err.contains(&file.display().to_string()),
        "{refused:?}"
    );
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(file), mode(folder)), (0o600, 0o700));
    way_on(&home, &refused);
    assert!(home.ok(&["export", "jsonl"]).contains("w0rds1"));
}

/// The one test of this kind that waits out the thirty seconds.
#[test]
fn they_outlive_a_notebook_that_is_held() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let other = Connection::open(home.db()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = said(editing(
        &home,
        &["log", "walk", "--edit"],
        "echo w0rds1 > \"$1\"",
    ));
    assert_eq!(refused.code, 3, "{refused:?}");
    drop(other);
    assert_eq!(kept(&home)[0].1, "w0rds1\n");
    way_on(&home, &refused);
    assert_eq!(crate::tools::notes(&home.db()), ["w0rds1"]);
}

#[test]
fn they_outlive_an_editor_that_fails() {
    let home = Home::new();
    let failed = said(editing(
        &home,
        &["win", "--edit"],
        "echo w0rds > \"$1\"; exit 3",
    ));
    assert_eq!(failed.code, 1, "{failed:?}");
    way_on(&home, &failed);
    assert!(home.ok(&["wins"]).contains("w0rds"));
    // What is written, and what was never changed, leaves nothing.
    let home = Home::new();
    assert_eq!(
        said(editing(&home, &["win", "--edit"], "echo w0rds > \"$1\"")).code,
        0
    );
    assert_eq!(said(editing(&home, &["win", "--edit"], "exit 3")).code, 1);
    assert!(names(&home.path("run")).is_empty());
}

#[test]
fn they_outlive_a_terminal_that_closes_and_the_next_command_says_where() {
    for signal in ["HUP", "TERM"] {
        let home = Home::new();
        home.ok(&["log", "walk"]);
        let mut command = editing(
            &home,
            &["mood", "--edit"],
            "echo w0rds2 > \"$1\"; exec sleep 30",
        );
        let child = command.stderr(Stdio::null()).spawn().unwrap();
        until("the words", || {
            kept(&home).iter().any(|(_, words)| words == "w0rds2\n")
        });
        end(child, signal);
        let next = plainly(&home, &["today"]);
        assert!(next.err.contains("note.md"), "{signal}: {next:?}");
        // Once is enough.
        assert_eq!(plainly(&home, &["today"]).err, "");
        assert_eq!(kept(&home)[0].1, "w0rds2\n");
        // An editor left without saving leaves nothing.
        let home = Home::new();
        let mut command = editing(
            &home,
            &["mood", "--edit"],
            "touch \"$HOME/on\"; exec sleep 30",
        );
        let child = command.stderr(Stdio::null()).spawn().unwrap();
        until("the editor", || home.path("on").exists());
        end(child, signal);
        assert!(names(&home.path("run")).is_empty());
    }
}

/// Some editors save under another name when their terminal goes.
#[test]
fn what_an_editor_saves_beside_its_file_is_kept() {
    let home = Home::new();
    let rescue = "trap 'echo w0rds > \"$1.save\"; exit 1' HUP; touch \"$HOME/on\"; while :; do sleep 0.05; done";
    let mut command = editing(&home, &["mood", "--edit"], rescue);
    let child = command.stderr(Stdio::null()).spawn().unwrap();
    until("the editor", || home.path("on").exists());
    end(child, "TERM");
    let next = plainly(&home, &["today"]);
    assert!(next.err.contains("words from an editor"), "{next:?}");
}

/// As on macOS. Where this machine lets nobody hide a folder, there is nothing to look at.
#[test]
fn without_a_folder_in_memory_they_lie_on_the_disk_and_it_is_said() {
    let home = Home::new();
    let hidden = "mount --bind /proc /dev/shm && exec \"$0\" win --edit";
    let command = editing(
        &home,
        &[],
        "echo w0rds8 > \"$1\"; echo \"$1\" > \"$HOME/where\"",
    );
    let mut unshared = Command::new("unshare");
    unshared.args(["-rm", "sh", "-c", hidden, BIN]).env_clear();
    unshared.envs(
        command
            .get_envs()
            .filter_map(|(key, value)| Some((key, value?)))
            .filter(|(key, _)| *key != "XDG_RUNTIME_DIR"),
    );
    unshared.env("TMPDIR", home.dir.path()).stdin(Stdio::null());
    let works = Command::new("unshare")
        .args(["-rm", "mount", "--bind", "/proc", "/dev/shm"])
        .status();
    if !works.is_ok_and(|status| status.success()) {
        return;
    }
    let noted = said(unshared);
    assert_eq!(noted.code, 0, "{noted:?}");
    assert!(home.ok(&["wins"]).contains("w0rds8"));
    let lay = std::fs::read_to_string(home.path("where")).unwrap();
    assert!(lay.starts_with(&home.dir.path().display().to_string()));
    assert!(!PathBuf::from(lay.trim()).exists());
    let line = home.masked(&noted.err);
    let line = line.split("ritual-").next().unwrap();
    assert_eq!(line, "note: the editor's file was on the disk, in [HOME]/");
}

#[test]
fn what_a_killed_command_left_is_found() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let editor = "echo w0rds7 > \"$1\"; sleep 1";
    let mut command = editing(&home, &["mood", "--edit"], editor);
    let child = command.stderr(Stdio::null()).spawn().unwrap();
    until("the words", || {
        kept(&home).iter().any(|(_, words)| words == "w0rds7\n")
    });
    // At work, it is no leftover.
    assert_eq!(plainly(&home, &["today"]).err, "");
    end(child, "KILL");
    let doctor = plainly(&home, &["doctor"]);
    assert!(doctor.out.contains("note.md"), "{doctor:?}");
    assert!(plainly(&home, &["privacy"]).out.contains("note.md"));
    let edit = said(editing(&home, &["win", "--edit"], "echo other > \"$1\""));
    assert!(edit.code == 0 && edit.err.contains("note.md"), "{edit:?}");
    // Another notebook has nothing to say of it.
    let mut other = editing(&home, &["doctor"], "");
    other.env("RITUAL_DB", home.path("other.db"));
    assert!(!said(other).out.contains("note.md"));
    let repair = plainly(&home, &["doctor", "--repair"]);
    assert!(
        repair.out.contains("left by an editor, removed"),
        "{repair:?}"
    );
    assert!(names(&home.path("run")).is_empty());
}

#[test]
fn a_mark_of_byte_order_is_no_word() {
    let home = Home::new();
    let mood = home.with_stdin(&["mood", "-"], "\u{feff}slept at last\n".as_bytes());
    assert_eq!(mood.code, 0, "{mood:?}");
    let editor = "printf '\\357\\273\\277by hand\\357\\273\\277' > \"$1\"";
    assert_eq!(said(editing(&home, &["win", "--edit"], editor)).code, 0);
    let rows = home.ok(&["export", "jsonl"]);
    assert!(rows.contains("\"slept at last\""), "{rows}");
    // Elsewhere it stays.
    assert!(
        rows.contains("\"by hand\u{feff}\"") || rows.contains("by hand\\ufeff"),
        "{rows}"
    );
}
