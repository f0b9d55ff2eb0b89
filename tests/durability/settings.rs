//! How the file is made and guarded.

use crate::support::{Home, said};
use crate::tools::{number, peek, side, texts, until};
use rusqlite::Connection;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

fn mode(path: &Path) -> u32 {
    path.symlink_metadata()
        .expect("something there")
        .permissions()
        .mode()
        & 0o777
}

#[test]
fn file_folder_and_journal_are_for_their_owner_alone() {
    let home = Home::new();
    let db = home.path("new/deep/ritual/ritual.db");
    // Even where the user's mask would give everyone everything, or take everything.
    for mask in ["000", "777"] {
        let _ = std::fs::remove_dir_all(home.path("new"));
        let log = home.command(&["log", "walk"]);
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!(
                "umask {mask}; \"$0\" log walk && exec \"$0\" backup"
            ))
            .arg(log.get_program())
            .env_clear();
        command
            .envs(log.get_envs().filter_map(|(k, v)| Some((k, v?))))
            .env_remove("RITUAL_DB")
            .env("XDG_DATA_HOME", home.path("new/deep"));
        assert_eq!(said(command).code, 0);
        assert_eq!(mode(&db), 0o600);
        for folder in [
            "new",
            "new/deep",
            "new/deep/ritual",
            "new/deep/ritual/backups",
        ] {
            assert_eq!(mode(&home.path(folder)), 0o700, "{folder}");
        }
        for copy in std::fs::read_dir(home.path("new/deep/ritual/backups")).unwrap() {
            assert_eq!(mode(&copy.unwrap().path()), 0o600);
        }
    }
    // A reader holds the commit up, so that the journal can be looked at.
    let reader = Connection::open(&db).unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM ritual;")
        .unwrap();
    let mut log = home.command(&["log", "walk"]);
    let mut log = log
        .env("RITUAL_DB", &db)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    until("a journal", || side(&db, "-journal").exists());
    assert_eq!(mode(&side(&db, "-journal")), 0o600);
    reader.execute_batch("COMMIT").unwrap();
    assert!(log.wait().unwrap().success());
}

#[test]
fn the_file_is_in_delete_mode_with_our_mark_and_nothing_beside_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let conn = peek(&home.db());
    assert_eq!(texts(&conn, "PRAGMA journal_mode"), ["delete"]);
    assert_eq!(number(&conn, "PRAGMA application_id"), 0x5254_5531);
    assert_eq!(number(&conn, "PRAGMA user_version"), 6);
    drop(conn);
    let beside = std::fs::read_dir(home.dir.path()).unwrap().count();
    assert_eq!(beside, 1, "side files are left");
}

/// trusted_schema is off: what someone put into the schema may not reach beyond the tables.
#[test]
fn a_planted_trigger_that_looks_around_is_not_run() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let plant = "CREATE TABLE seen (file); CREATE TRIGGER spy AFTER INSERT ON completion
        BEGIN INSERT INTO seen SELECT file FROM pragma_database_list; END;";
    Connection::open(home.db())
        .unwrap()
        .execute_batch(plant)
        .unwrap();
    home.ok(&["log", "walk"]);
    assert_eq!(number(&peek(&home.db()), "SELECT count(*) FROM seen"), 0);
}

/// What cannot be seen from outside without pulling the plug stands in the source.
#[test]
fn every_setting_is_in_the_source() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/open.rs");
    let source = std::fs::read_to_string(source).unwrap();
    for setting in [
        "synchronous = EXTRA",
        "secure_delete = ON",
        "foreign_keys = ON",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "SQLITE_DBCONFIG_DEFENSIVE, true",
        "SQLITE_DBCONFIG_TRUSTED_SCHEMA, false",
        "SQLITE_DBCONFIG_ENABLE_TRIGGER, false",
        "SQLITE_DBCONFIG_ENABLE_VIEW, false",
        "SQLITE_DBCONFIG_DQS_DML, false",
        "SQLITE_DBCONFIG_DQS_DDL, false",
        "SQLITE_OPEN_NOFOLLOW",
        "busy_handler(Some(wait))",
        "Duration::from_secs(30)",
    ] {
        assert!(source.contains(setting), "{setting}");
    }
    // Nothing is set but the way back from what another program set.
    let modes = source.matches("journal_mode = ").count();
    assert!(modes == 1 && source.contains("journal_mode = DELETE"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/file.rs");
    let file = std::fs::read_to_string(file).unwrap();
    for setting in [".create_new(true)", ".mode(0o600)", ".mode(0o700)"] {
        assert!(file.contains(setting), "{setting}");
    }
}

#[test]
fn no_crate_of_the_default_build_opens_a_socket() {
    let mut command = Command::new(env!("CARGO"));
    command.args([
        "tree",
        "-e",
        "normal",
        "--offline",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let tree = said(command);
    assert_eq!(tree.code, 0, "{tree:?}");
    let crates: Vec<&str> = tree
        .out
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(crates.contains(&"rusqlite"));
    for network in [
        "tokio",
        "async-std",
        "smol",
        "async-io",
        "hyper",
        "reqwest",
        "ureq",
        "attohttpc",
        "minreq",
        "isahc",
        "curl",
        "curl-sys",
        "socket2",
        "mio",
        "rustls",
        "native-tls",
        "openssl",
        "openssl-sys",
        "quinn",
        "h2",
        "tungstenite",
        "hickory-resolver",
        "libssh2-sys",
        "git2",
    ] {
        assert!(!crates.contains(&network), "{network}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_running_ritual_can_leave_no_core_dump() {
    let home = Home::new();
    // As much as this machine allows, so that the limit is the program's own.
    let raise = "ulimit -c unlimited 2>/dev/null || ulimit -S -c \"$(ulimit -H -c)\"; exec \"$0\" log walk --note -";
    let log = home.command(&[]);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(raise)
        .arg(log.get_program())
        .env_clear();
    command.envs(log.get_envs().filter_map(|(k, v)| Some((k, v?))));
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let none = || {
        let text = std::fs::read_to_string(&limits).unwrap();
        let core = text
            .lines()
            .find(|l| l.starts_with("Max core file size"))
            .unwrap()
            .to_owned();
        core.split_whitespace()
            .skip(4)
            .take(2)
            .all(|limit| limit == "0")
    };
    // It waits for its words; how soon it gets there is not at issue.
    until("no room for a core dump", none);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}
