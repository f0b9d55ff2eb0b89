//! Output that does not arrive: a full disk behind stdout is said, a closed pipe is not.

use crate::support::Home;
use crate::tools::notes;
use std::fs::File;
use std::io::Write;
use std::process::Stdio;

#[test]
fn output_that_cannot_be_printed_after_the_commit_says_the_notebook_was_written() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let full = || {
        File::options()
            .write(true)
            .open("/dev/full")
            .expect("/dev/full")
    };
    let run = |args: &[&str]| {
        let out = home
            .command(args)
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn();
        let out = out
            .expect("ritual starts")
            .wait_with_output()
            .expect("an end");
        (
            out.status.code(),
            String::from_utf8(out.stderr).expect("UTF-8"),
        )
    };
    let (code, err) = run(&["log", "walk", "--note", "kept"]);
    assert_eq!(code, Some(5));
    insta::assert_snapshot!(err, @r"
    error: standard output cannot be written: No space left on device (os error 28)
    hint: the notebook was written before; nothing of it is lost
    ");
    assert_eq!(notes(&home.db()), ["kept"]);
    let (code, err) = run(&["today"]);
    assert_eq!(code, Some(5));
    insta::assert_snapshot!(err, @"error: standard output cannot be written: No space left on device (os error 28)");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::new();
    let long = "word ".repeat(40_000);
    assert_eq!(
        home.with_stdin(&["log", "walk", "--note", "-"], long.as_bytes())
            .code,
        0
    );
    // More than a pipe holds, so the end is noticed however fast either side is.
    let report = home.command(&["export", "jsonl"]);
    // Its words come after the pipe is closed.
    let log = home.command(&["log", "walk", "--note", "-"]);
    for mut command in [report, log] {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let _ = child.stdin.take().unwrap().write_all(b"kept");
        let out = child.wait_with_output().unwrap();
        assert_eq!((out.status.code(), out.stderr), (Some(0), vec![]));
    }
    assert_eq!(notes(&home.db())[1], "kept");
}
