//! The way to the file: links, folders and disks that may be read alone, or not at all.

use crate::support::Home;
use crate::tools::{LOOKING, Mounted, assert_one_line_and_hint, at, bytes, chmod, notes};
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;

#[test]
fn a_link_in_the_files_place_is_refused_and_nothing_appears_where_it_points() {
    let home = Home::new();
    symlink(home.path("planted.db"), home.db()).unwrap();
    for args in LOOKING.iter().chain(&[
        &["log", "walk"][..],
        &["undo"],
        &["forget", "--all", "--yes"],
    ]) {
        let said = home.run(args);
        assert_eq!(said.code, 1, "{args:?}: {said:?}");
        assert!(!home.path("planted.db").exists(), "{args:?}");
    }
    let other = Home::new();
    other.ok(&["log", "walk"]);
    let before = bytes(&other.db());
    let live = home.path("live.db");
    symlink(other.db(), &live).unwrap();
    for args in LOOKING.iter().chain(&[
        &["log", "walk"][..],
        &["undo"],
        &["forget", "2", "--yes"],
        &["forget", "--all", "--yes"],
    ]) {
        let said = at(&home, &live, args);
        assert_eq!(said.code, 1, "{args:?}: {said:?}");
        assert_one_line_and_hint(&said);
        assert!(live.is_symlink());
        assert!(bytes(&other.db()) == before, "{args:?}");
    }
    insta::assert_snapshot!(home.masked(&at(&home, &live, &["log", "walk"]).err), @r"
    error: [HOME]/live.db is a symbolic link
    hint: --db FILE or RITUAL_DB takes the file itself, not a link to it
    ");
}

#[test]
fn a_linked_folder_is_followed() {
    let home = Home::new();
    std::fs::create_dir(home.path("real")).unwrap();
    symlink(home.path("real"), home.path("linked")).unwrap();
    let db = home.path("linked/ritual.db");
    assert_eq!(at(&home, &db, &["log", "walk", "--note", "here"]).code, 0);
    assert_eq!(at(&home, &db, &["today"]).code, 0);
    assert_eq!(notes(&home.path("real/ritual.db")), ["here"]);
}

/// Root passes every mode, so only a mount that is read-only stops it.
#[test]
fn a_read_only_disk_can_be_read() {
    let home = Home::new();
    let Some(disk) = Mounted::over(&home, "8m") else {
        return;
    };
    home.ok(&["log", "walk"]);
    disk.read_only();
    for looking in LOOKING {
        home.ok(looking);
    }
    let log = home.run(&["log", "walk"]);
    assert_eq!(log.code, 5);
    assert_one_line_and_hint(&log);
}

#[test]
fn a_read_only_file_in_a_read_only_folder_can_be_read() {
    // Nobody, when the tests run as root: modes do not bite root.
    let user = rustix::process::getuid().is_root().then_some(65_534);
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let run = |args: &[&str]| {
        let mut command = home.command(args);
        if let Some(user) = user {
            command.uid(user).gid(user);
        }
        command.output().map(|out| {
            (
                out.status.code(),
                String::from_utf8_lossy(&out.stderr).into_owned(),
            )
        })
    };
    if let Some(user) = user {
        for path in [home.db(), home.dir.path().to_owned()] {
            std::os::unix::fs::chown(path, Some(user), Some(user)).unwrap();
        }
    }
    chmod(&home.db(), 0o400);
    chmod(home.dir.path(), 0o500);
    if run(&["--version"]).is_err() {
        return; // nobody may not reach the program here; the mount above stands in
    }
    for looking in LOOKING {
        assert_eq!(
            run(looking).unwrap(),
            (Some(0), String::new()),
            "{looking:?}"
        );
    }
    let (code, err) = run(&["log", "walk"]).unwrap();
    assert!(
        code == Some(5) && err.starts_with("error: ") && err.contains("\nhint: "),
        "{err}"
    );
    chmod(home.dir.path(), 0o000);
    let (code, err) = run(&["today"]).unwrap();
    assert!(
        code == Some(5) && err.starts_with("error: "),
        "a file out of reach is not an empty notebook: {err}"
    );
    chmod(home.dir.path(), 0o700);
}

/// Out of reach is not missing: an empty report would be a lie, and a new file a second notebook.
#[test]
fn a_file_behind_a_folder_that_may_not_be_entered_is_not_an_empty_notebook() {
    let (home, user) = (
        Home::new(),
        rustix::process::getuid().is_root().then_some(65_534),
    );
    let db = home.path("closed/inner/ritual.db");
    std::fs::create_dir_all(home.path("closed/inner")).unwrap();
    assert_eq!(at(&home, &db, &["log", "walk"]).code, 0);
    chmod(&home.path("closed"), 0o000);
    let mut command = home.command(&["today"]);
    command.env("RITUAL_DB", &db);
    if let Some(user) = user {
        chmod(home.dir.path(), 0o755);
        command.uid(user).gid(user);
    }
    let out = command.output();
    chmod(&home.path("closed"), 0o700);
    let Ok(out) = out else {
        return; // nobody may not reach the program here
    };
    assert_eq!(out.status.code(), Some(5), "{out:?}");
}
