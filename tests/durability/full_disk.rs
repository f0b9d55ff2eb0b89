//! A full disk: what was confirmed stays, reading goes on, and a lost confirmation is said.

use crate::support::{Home, Said, said};
use crate::tools::{LOOKING, Mounted, assert_one_line_and_hint, assert_sound, bytes, notes, side};
use std::io::Write;
use std::process::{Command, Stdio};

/// A note of some 20 KB with its number in it.
fn long(n: usize) -> String {
    format!("{n:05} ").repeat(3_500)
}

fn log_long(home: &Home, n: usize) -> Said {
    home.with_stdin(&["log", "walk", "--note", "-"], long(n).as_bytes())
}

fn assert_kept(home: &Home, confirmed: &[String]) {
    // Looking first: it finishes the roll-back if the writer could not.
    for looking in LOOKING {
        home.ok(looking);
    }
    assert_sound(&home.db());
    let kept: Vec<String> = notes(&home.db())
        .iter()
        .map(|n| n.trim().to_owned())
        .collect();
    let confirmed: Vec<&str> = confirmed.iter().map(|n| n.trim()).collect();
    assert!(
        kept == confirmed,
        "{} kept, {} confirmed",
        kept.len(),
        confirmed.len()
    );
}

#[test]
fn a_full_disk_keeps_what_was_confirmed_and_can_be_read() {
    let home = Home::new();
    let Some(disk) = Mounted::over(&home, "2m") else {
        return; // may not mount here; the next test stands in
    };
    let mut confirmed = Vec::new();
    let mut refused = 0;
    for n in 0..300 {
        let log = log_long(&home, n);
        match log.code {
            0 => confirmed.push(long(n)),
            _ => {
                assert_eq!(log.code, 5, "{log:?}");
                assert_one_line_and_hint(&log);
                insta::allow_duplicates! {
                    insta::assert_snapshot!(log.err, @r"
                    error: the disk is full; nothing was written
                    hint: what was written earlier is kept; free some space and run it again
                    ");
                }
                assert_kept(&home, &confirmed);
                refused += 1;
            }
        }
        if refused == 3 {
            break;
        }
    }
    assert!(
        refused == 3 && confirmed.len() > 10,
        "{} confirmed",
        confirmed.len()
    );
    // Space again: it goes on where it stopped.
    disk.enlarge("8m");
    assert_eq!(log_long(&home, 999).code, 0);
    confirmed.push(long(999));
    assert_kept(&home, &confirmed);
}

/// The same without a file system of its own: no file may grow beyond `blocks` of 512 bytes.
fn limited(home: &Home, blocks: usize, args: &[&str], input: &str) -> Said {
    // Without the trap the limit kills; with it the write fails as on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let whole = home.command(args);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(script)
        .arg(whole.get_program())
        .args(whole.get_args())
        .env_clear();
    command.envs(whole.get_envs().filter_map(|(k, v)| Some((k, v?))));
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("sh");
    let _ = child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes());
    let out = child.wait_with_output().expect("an end");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said {
        out: text(out.stdout),
        err: text(out.stderr),
        code: out.status.code().unwrap_or(-1),
    }
}

#[test]
fn a_file_that_may_not_grow_keeps_what_was_confirmed_and_can_be_read() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let mut confirmed = Vec::new();
    let mut refused = 0;
    for n in 0..100 {
        let log = limited(&home, 1_000, &["log", "walk", "--note", "-"], &long(n));
        match log.code {
            0 => confirmed.push(long(n)),
            _ => {
                assert_eq!(log.code, 5, "{log:?}");
                assert_one_line_and_hint(&log);
                assert_kept(&home, &confirmed);
                refused += 1;
            }
        }
        if refused == 3 {
            break;
        }
    }
    assert!(
        refused == 3 && confirmed.len() > 5,
        "{} confirmed",
        confirmed.len()
    );
}

#[test]
fn no_room_for_the_first_page_leaves_a_file_that_reads_as_empty() {
    let home = Home::new();
    let log = limited(&home, 16, &["log", "walk"], "");
    assert_eq!(log.code, 5, "{log:?}");
    assert_one_line_and_hint(&log);
    for looking in LOOKING
        .iter()
        .filter(|l| !matches!(l[0], "show" | "history"))
    {
        home.ok(looking);
    }
    home.ok(&["log", "walk"]);
    assert_sound(&home.db());
}

/// Forgetting rewrites the file, which takes room: what it says has to be what it did.
#[test]
fn forgetting_without_room_to_rewrite_the_file_says_what_it_did() {
    let home = Home::new();
    let Some(disk) = Mounted::over(&home, "2m") else {
        return;
    };
    for n in 0..60 {
        assert_eq!(log_long(&home, n).code, 0);
    }
    let before = bytes(&home.db());
    let forget = home.run(&["forget", "5", "--yes"]);
    assert_eq!(forget.code, 5, "{forget:?}");
    assert_one_line_and_hint(&forget);
    if forget.err.contains("nothing was written") {
        assert!(bytes(&home.db()) == before, "it had written");
    }
    disk.enlarge("8m");
    // Whatever was done so far, the same command brings it to its end.
    home.ok(&["forget", "5", "--yes"]);
    assert_eq!(crate::tools::count_in(&home.db(), "00003 "), 0);
    assert!(!side(&home.db(), "-journal").exists());
}

/// What `said` gives for a folder that may not be written is a disk error too.
#[test]
fn a_folder_that_cannot_be_made_is_a_disk_error() {
    let home = Home::new();
    std::fs::write(home.path("file"), "").unwrap();
    let mut command = home.command(&["log", "walk"]);
    command.env("RITUAL_DB", home.path("file/ritual.db"));
    let log = said(command);
    assert_eq!(log.code, 5);
    assert_one_line_and_hint(&log);
}
