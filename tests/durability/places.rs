//! Hostile and unusual places: other owners, pipes, disks that take nothing, machines without zones.

use crate::support::{BIN, Home, Said, said};
use crate::tools::{
    Mounted, assert_one_line_and_hint, assert_sound, bytes, names, passed_over, shell, side,
};
use rusqlite::Connection;
use std::process::Command;

fn root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    let root = id.stdout == b"0\n";
    if !root {
        passed_over("only root can do this");
    }
    root
}

#[test]
fn a_notebook_of_another_user_takes_no_words() {
    if !root() {
        return;
    }
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["backup"]);
    let copy = home.path("backups").join(&names(&home.path("backups"))[0]);
    std::os::unix::fs::chown(home.db(), Some(65534), Some(65534)).unwrap();
    crate::tools::chmod(&home.db(), 0o666);
    let before = bytes(&home.db());
    for args in [
        &["log", "walk"][..],
        &["forget", "2", "--yes"],
        &["forget", "--all", "--yes"],
        &["restore", &copy.display().to_string()],
    ] {
        let refused = home.run(args);
        assert_eq!(refused.code, 1, "{args:?}: {refused:?}");
        assert_one_line_and_hint(&refused);
        assert!(refused.err.contains("belongs to"), "{refused:?}");
    }
    assert!(bytes(&home.db()) == before);
    let doctor = home.run(&["doctor"]);
    assert!(
        doctor.out.contains("owner: the file belongs to"),
        "{doctor:?}"
    );
}

#[test]
fn a_pipe_where_sqlite_keeps_its_journal_is_refused_at_once() {
    for suffix in ["-journal", "-wal"] {
        let home = Home::new();
        home.ok(&["log", "walk"]);
        let pipe = side(&home.db(), suffix);
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        for args in [&["log", "walk"][..], &["list"], &["doctor"], &["backup"]] {
            let refused = home.run(args);
            assert_eq!(refused.code, 4, "{suffix} {args:?}: {refused:?}");
            assert_one_line_and_hint(&refused);
            assert!(refused.err.contains(suffix), "{refused:?}");
        }
    }
}

#[test]
fn a_command_for_a_key_may_not_print_without_end() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let mut command = home.command(&["backup", "--passphrase"]);
    command.env("RITUAL_KEY_COMMAND", "yes");
    let refused = said(command);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_one_line_and_hint(&refused);
}

#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let log = said(shell(&home, "ulimit -f 1; exec \"$0\" log walk", &[]));
    assert_eq!(log.code, 5, "{log:?}");
    assert_one_line_and_hint(&log);
    assert_sound(&home.db());
    home.ok(&["log", "walk"]);
}

#[test]
fn a_journal_to_roll_back_on_a_disk_that_takes_no_writing_is_said_plainly() {
    let home = Home::new();
    let Some(disk) = Mounted::over(&home, "8m") else {
        return;
    };
    for n in 0..20 {
        home.ok(&[
            "log",
            "walk",
            "--note",
            &format!("{n} {}", "word ".repeat(400)),
        ]);
    }
    let writer = Connection::open(home.db()).unwrap();
    let half = "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE completion SET note = replace(note, 'w', 'W')";
    writer.execute_batch(half).unwrap();
    let journal = side(&home.db(), "-journal");
    let (file, hot) = (bytes(&home.db()), bytes(&journal));
    writer.execute_batch("ROLLBACK").unwrap();
    drop(writer);
    std::fs::write(home.db(), file).unwrap();
    std::fs::write(&journal, hot).unwrap();
    disk.read_only();
    for args in [&["today"][..], &["log", "walk"]] {
        let refused = home.run(args);
        assert_eq!(refused.code, 5, "{refused:?}");
        assert_one_line_and_hint(&refused);
        assert!(refused.err.contains("journal"), "{refused:?}");
    }
}

/// What was not told is told the next time.
#[test]
fn a_reminder_is_told_when_its_words_are_out() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-22T21:00:00Z".to_owned();
    let full = said(shell(&home, "exec \"$0\" remind now > /dev/full", &[]));
    assert_eq!(full.code, 5, "{full:?}");
    assert!(home.ok(&["remind", "now"]).contains("tea"));
    assert_eq!(home.ok(&["remind", "now"]), "");
}

fn usual(home: &Home, args: &[&str]) -> Said {
    let mut command = home.command(args);
    command.env_remove("RITUAL_DB");
    said(command)
}

#[test]
fn an_emptied_notebook_beside_its_copies_is_no_fresh_start() {
    for missing in [false, true] {
        let home = Home::new();
        assert_eq!(usual(&home, &["-q", "log", "walk"]).code, 0);
        assert_eq!(usual(&home, &["-q", "backup"]).code, 0);
        let db = home.path(".local/share/ritual/ritual.db");
        match missing {
            true => std::fs::remove_file(&db).unwrap(),
            false => std::fs::write(&db, "").unwrap(),
        }
        let doctor = usual(&home, &["doctor"]);
        assert!(doctor.err.contains("`ritual restore "), "{doctor:?}");
        for args in [&["today"][..], &["log", "run"]] {
            let said = usual(&home, args);
            let says = if missing { "is not there" } else { "is empty" };
            assert!(said.code == 0 && said.err.contains(says), "{said:?}");
        }
        // Begun anew, it still has another's backups beside it.
        let doctor = usual(&home, &["doctor"]);
        assert!(doctor.out.contains("`ritual restore "), "{doctor:?}");
        let line = doctor
            .out
            .split('`')
            .find(|part| part.starts_with("ritual restore "));
        let line = line.unwrap().replacen("ritual", &format!("'{BIN}'"), 1);
        let mut restore = shell(&home, &line, &[]);
        restore.env_remove("RITUAL_DB");
        assert_eq!(said(restore).code, 0);
        assert!(usual(&home, &["today"]).out.contains("walk"));
    }
}

#[test]
fn a_notebook_put_aside_by_hand_is_no_fresh_start() {
    let home = Home::new();
    assert_eq!(usual(&home, &["-q", "log", "walk"]).code, 0);
    let db = home.path(".local/share/ritual/ritual.db");
    let aside = db.with_file_name("ritual.db.bak");
    std::fs::rename(&db, &aside).unwrap();
    for args in [&["today"][..], &["doctor"], &["streaks"]] {
        let said = usual(&home, args);
        let hint = format!(
            "`ritual restore {}` brings the newest back",
            aside.display()
        );
        assert!(said.code == 0 && said.err.contains(&hint), "{said:?}");
        assert!(!said.out.contains("sound"), "{said:?}");
    }
    assert_eq!(
        usual(&home, &["restore", &aside.display().to_string()]).code,
        0
    );
    assert!(usual(&home, &["today"]).out.contains("walk"));
}

#[test]
fn a_notebook_is_not_begun_in_a_folder_that_is_not_there() {
    let home = Home::new();
    let db = home.path("vault/notes/ritual.db");
    let refused = crate::tools::at(&home, &db, &["log", "walk"]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.err.contains("mkdir"), "{refused:?}");
    let named = home.run(&["--db", &db.display().to_string(), "log", "walk"]);
    assert_eq!(named.code, 1, "{named:?}");
    assert!(names(home.dir.path()).is_empty());
}

#[test]
fn a_zone_that_nobody_knows_is_said_and_utc_is_kept() {
    for typed in ["Europe/Berln", "../../etc/passwd"] {
        let mut home = Home::at("2026-11-21T23:30:00Z");
        home.tz = typed.to_owned();
        let log = home.run(&["log", "walk"]);
        assert!(log.code == 0 && log.err.contains("UTC is taken"), "{log:?}");
        let rows = home.ok(&["export", "jsonl"]);
        assert!(
            rows.contains("\"zone\":\"UTC\"") && !rows.contains(typed),
            "{rows}"
        );
        assert!(rows.contains("2026-11-21T23:30:00"), "{rows}");
    }
}

/// A bare container: the zone is known all the same, and its name is that of the offset.
#[test]
fn a_machine_without_a_zone_database_has_zones() {
    let mut home = Home::at("2026-11-21T23:30:00Z");
    home.tz = "Europe/Berlin".to_owned();
    let hidden = "for d in /usr/share/zoneinfo /etc/zoneinfo /share/zoneinfo; do
        [ ! -d $d ] || mount -t tmpfs none $d || exit 77; done; exec \"$0\" log tea";
    let line = format!("exec unshare -m sh -c '{hidden}' \"$0\"");
    let log = said(shell(&home, &line, &[]));
    if log.code != 0 && !home.db().exists() {
        passed_over("the zone database cannot be hidden here");
        return;
    }
    assert_eq!(log.code, 0, "{log:?}");
    let rows = home.ok(&["export", "jsonl"]);
    assert!(rows.contains("2026-11-22T00:30:00+01:00"), "{rows}");
    assert!(rows.contains("\"day\":\"2026-11-22\""), "{rows}");
}
