//! `ritual backup` and `ritual restore`

#[cfg(feature = "encrypt")]
use crate::support::Said;
use crate::support::{Home, said};
use std::path::{Path, PathBuf};

fn notebook() -> Home {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "first"]);
    home.ok(&["mood", "3", "even"]);
    home
}

/// Random marks and sums are replaced by what they are.
fn masked(home: &Home, text: &str) -> String {
    let mut text = home.masked(text);
    for (pattern, mark) in [
        ("ritual-[0-9a-f]{8}-", "ritual-[MARK]-"),
        ("[0-9a-f]{64}", "[SHA256]"),
        (r"\([0-9]+ bytes", "([N] bytes"),
        (r#""bytes":[0-9]+"#, r#""bytes":[N]"#),
    ] {
        text = regex::Regex::new(pattern)
            .expect("a pattern")
            .replace_all(&text, mark)
            .into_owned();
    }
    text
}

fn transcript(home: &mut Home, lines: &str) -> String {
    let shown = home.transcript(lines);
    masked(home, &shown)
}

/// The backups of the usual folder, oldest first.
fn backups(home: &Home) -> Vec<PathBuf> {
    let folder = home.path("backups");
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_none_or(|e| e != "sha256"))
        .collect();
    // In the order of their times; of two in one second, the second has a number.
    found.sort_by_key(|p| p.display().to_string().replace(".db", "!"));
    found
}

#[cfg(feature = "encrypt")]
fn keyed(home: &Home, args: &[&str], key: &str) -> Said {
    let mut command = home.command(args);
    command.env("RITUAL_KEY_COMMAND", key);
    said(command)
}

#[test]
fn there_and_back() {
    let mut home = notebook();
    let shown = transcript(
        &mut home,
        r#"
        backup
        @ 2026-11-23T08:00:00Z
        log walk --note second
        backup --json
        backup --keep 2
        backup -q
    "#,
    );
    insta::assert_snapshot!(shown, @r#"
    $ ritual backup
    Backed up 3 rows to [HOME]/backups/ritual-[MARK]-20261122T120000Z.db ([N] bytes, read back and compared).
    $ ritual log walk --note second
    walk, noted for today. 2 days since 22 November. #4
    $ ritual backup --json
    {"schema":1,"report":"backup","file":"[HOME]/backups/ritual-[MARK]-20261123T080000Z.db","bytes":[N],"sha256":"[SHA256]","encrypted":false,"rows":4,"kinds":[{"kind":"ritual","rows":1},{"kind":"completion","rows":2},{"kind":"mood","rows":1}],"removed":[]}
    $ ritual backup --keep 2
    Backed up 4 rows to [HOME]/backups/ritual-[MARK]-20261123T080000Z-2.db ([N] bytes, read back and compared).
    Removed [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.
    $ ritual backup -q
    "#);
    let kept = backups(&home);
    assert_eq!(kept.len(), 3, "{kept:?}");
    let whole = home.ok(&["export", "jsonl"]);
    let first = kept[0].display().to_string();
    home.ok(&["log", "walk", "--note", "third"]);
    let shown = transcript(
        &mut home,
        &format!(
            "restore {first} --dry-run\nrestore {first} --dry-run --json\nrestore {first}\ntoday\nrestore {first} --json\ndoctor"
        ),
    );
    insta::assert_snapshot!(shown, @r#"
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261123T080000Z.db --dry-run
    Would restore from [HOME]/backups/ritual-[MARK]-20261123T080000Z.db: 4 rows.
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261123T080000Z.db --dry-run --json
    {"schema":1,"report":"restore","dry_run":true,"file":"[HOME]/backups/ritual-[MARK]-20261123T080000Z.db","checksum":true,"encrypted":false,"rows":4,"kinds":[{"kind":"ritual","rows":1},{"kind":"completion","rows":2},{"kind":"mood","rows":1}],"ended":0,"unknown":0}
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261123T080000Z.db
    Restored from [HOME]/backups/ritual-[MARK]-20261123T080000Z.db: 4 rows.
    What was here is kept in [HOME]/ritual.db.before-restore.bak.
    $ ritual today
    Monday 23 November
      walk at 08:00: "second" #4
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261123T080000Z.db --json
    {"schema":1,"report":"restore","dry_run":false,"file":"[HOME]/backups/ritual-[MARK]-20261123T080000Z.db","checksum":true,"encrypted":false,"rows":4,"kinds":[{"kind":"ritual","rows":1},{"kind":"completion","rows":2},{"kind":"mood","rows":1}],"aside":"[HOME]/ritual.db.before-restore-1.bak","ended":0,"unknown":0}
    $ ritual doctor
    [HOME]/ritual.db
    All 4 rows are sound.
    last backup 23 November: [HOME]/backups/ritual-[MARK]-20261123T080000Z-3.db
    modes: its folder has mode 755: others on this machine may look in (`chmod 700` closes it)
    "#);
    assert_eq!(home.ok(&["export", "jsonl"]), whole);
    // What was set aside has what came after.
    let aside = home
        .path("ritual.db.before-restore.bak")
        .display()
        .to_string();
    assert!(
        home.ok(&["--db", &aside, "export", "jsonl"])
            .contains("third")
    );
}

#[test]
fn sha256sum_checks_the_file() {
    let home = notebook();
    home.ok(&["backup"]);
    let file = &backups(&home)[0];
    let name = file
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let mut check = std::process::Command::new("sha256sum");
    check
        .args(["--check", &format!("{name}.sha256")])
        .current_dir(home.path("backups"));
    assert!(check.output().expect("sha256sum").status.success());
}

#[test]
fn keeping_some_removes_the_oldest_of_this_notebook_alone() {
    let (mut home, other) = (notebook(), notebook());
    let shared = home.path("shared");
    std::fs::create_dir(&shared).expect("a folder");
    let folder = shared.display().to_string();
    other.ok(&["backup", &folder]);
    std::fs::write(shared.join("ritual-notes.db"), "mine").expect("a file");
    for day in 20..25 {
        home.now = format!("2026-12-{day}T08:00:00Z");
        home.ok(&["backup", &folder]);
    }
    home.now = "2026-12-25T08:00:00Z".to_owned();
    let said = home.ok(&["backup", &folder, "--keep", "2"]);
    assert_eq!(
        said.lines().filter(|l| l.starts_with("Removed ")).count(),
        4,
        "{said}"
    );
    let mut names: Vec<String> = std::fs::read_dir(&shared)
        .expect("a folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let of = |day: &str| names.iter().filter(|n| n.contains(day)).count();
    assert_eq!(
        (
            of("20261224T"),
            of("20261225T"),
            of("20261122T"),
            of("20261223T")
        ),
        (2, 2, 2, 0),
        "{names:?}"
    );
    assert!(names.contains(&"ritual-notes.db".to_owned()));
}

#[cfg(feature = "encrypt")]
#[test]
fn only_the_key_opens_it() {
    let mut home = notebook();
    let whole = home.ok(&["export", "jsonl"]);
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    let secret = identity.to_string();
    let identity = age::secrecy::ExposeSecret::expose_secret(&secret);
    std::fs::write(home.path("key"), format!("# made for a test\n{identity}\n")).expect("a file");
    let key = home.path("key").display().to_string();
    home.ok(&["backup", "--age", &recipient]);
    let sealed = backups(&home)[0].clone();
    let file = sealed.display().to_string();
    let bytes = std::fs::read(&sealed).expect("a file");
    assert!(file.ends_with(".db.age") && bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!String::from_utf8_lossy(&bytes).contains("first"));
    home.ok(&["log", "walk"]);
    let before = std::fs::read(home.db()).expect("a file");
    let shown = transcript(
        &mut home,
        &format!(
            r#"
        restore {file}
        restore {file} --identity {file}
        restore {file} --identity /nowhere
        restore {file} --identity {key} --dry-run
    "#
        ),
    );
    insta::assert_snapshot!(shown, @"
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age
    ! error: the backup is encrypted, and no key was given
    ! hint: --identity FILE names a key file; RITUAL_KEY_COMMAND, a command that prints the key
    = 2
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age --identity [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age
    ! error: [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age cannot be read: stream did not contain valid UTF-8
    ! hint: --identity takes a key file as `age-keygen` writes it
    = 1
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age --identity /nowhere
    ! error: /nowhere cannot be read: No such file or directory (os error 2)
    ! hint: --identity takes a key file as `age-keygen` writes it
    = 1
    $ ritual restore [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age --identity [HOME]/key --dry-run
    Would restore from [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.age: 3 rows.
    ");
    let other = age::x25519::Identity::generate().to_string();
    let wrong = format!("echo {}", age::secrecy::ExposeSecret::expose_secret(&other));
    let wrong = keyed(&home, &["restore", &file], &wrong);
    assert_eq!(wrong.code, 4, "{wrong:?}");
    for command in ["false", "true", "exec cat /nowhere"] {
        let said = keyed(&home, &["restore", &file], command);
        assert_eq!(said.code, 1, "{command}: {said:?}");
    }
    // Any flipped byte, with the checksum gone: nothing is touched.
    std::fs::remove_file(format!("{file}.sha256")).expect("a checksum");
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut bent = bytes.clone();
        bent[at] ^= 4;
        std::fs::write(&sealed, bent).expect("a file");
        let said = home.run(&["restore", &file, "--identity", &key]);
        assert_eq!(said.code, 4, "byte {at}: {said:?}");
    }
    assert_eq!(std::fs::read(home.db()).expect("a file"), before);
    std::fs::write(&sealed, &bytes).expect("a file");
    assert_eq!(
        keyed(&home, &["restore", &file], &format!("cat {key}")).code,
        0
    );
    assert_eq!(home.ok(&["export", "jsonl"]), whole);
}

#[cfg(feature = "encrypt")]
#[test]
fn a_passphrase_opens_it_too() {
    let home = notebook();
    let whole = home.ok(&["export", "jsonl"]);
    let made = keyed(&home, &["backup", "--passphrase"], "echo 'correct horse'");
    assert_eq!(made.code, 0, "{made:?}");
    let file = backups(&home)[0].display().to_string();
    home.ok(&["log", "walk"]);
    assert_eq!(
        keyed(&home, &["restore", &file], "echo 'wrong horse'").code,
        4
    );
    assert_eq!(
        keyed(&home, &["restore", &file], "echo 'correct horse'").code,
        0
    );
    assert_eq!(home.ok(&["export", "jsonl"]), whole);
}

#[test]
fn what_cannot_be_is_named() {
    let mut home = notebook();
    std::fs::write(home.path("photo.jpg"), "not a notebook").expect("a file");
    std::fs::create_dir(home.path("folder")).expect("a folder");
    let folder = home.dir.path().display().to_string();
    let shown = transcript(
        &mut home,
        r#"
        backup [HOME]/nowhere
        backup [HOME]/photo.jpg
        backup --keep 0
        backup --passphrase --age age1x
        --db [HOME]/none.db backup
        restore
        restore [HOME]/nowhere.db
        restore [HOME]/photo.jpg
        restore [HOME]/folder
        restore [HOME]/ritual.db
    "#
        .replace("[HOME]", &folder)
        .as_str(),
    );
    insta::assert_snapshot!(shown, @"
    $ ritual backup [HOME]/nowhere
    ! error: [HOME]/nowhere: the folder is not there
    ! hint: `mkdir` makes one; nothing was written
    = 1
    $ ritual backup [HOME]/photo.jpg
    ! error: [HOME]/photo.jpg is no folder
    ! hint: DIR names the folder a backup goes to; nothing was written
    = 1
    $ ritual backup --keep 0
    ! error: invalid value '0' for '--keep <N>': 0 is not in 1..=4294967295
    ! hint: `ritual backup --help` shows what it takes
    = 2
    $ ritual backup --passphrase --age age1x
    ! error: the argument '--passphrase' cannot be used with '--age <RECIPIENT>'
    ! hint: `ritual backup --help` shows what it takes
    = 2
    $ ritual --db [HOME]/none.db backup
    ! error: [HOME]/none.db is not there
    ! hint: the first entry makes it
    = 1
    $ ritual restore
    ! error: restore expects the backup
    ! hint: as in `ritual restore notes.db --dry-run`
    = 2
    $ ritual restore [HOME]/nowhere.db
    ! error: [HOME]/nowhere.db cannot be read: No such file or directory (os error 2)
    ! hint: FILE is a backup, such as `ritual backup` makes
    = 1
    $ ritual restore [HOME]/photo.jpg
    ! error: [HOME]/photo.jpg is not a ritual file
    ! hint: `ritual import` brings rows in from other files; the notebook was left as it is
    = 4
    $ ritual restore [HOME]/folder
    ! error: [HOME]/folder cannot be read: Is a directory (os error 21)
    ! hint: FILE is a backup, such as `ritual backup` makes
    = 1
    $ ritual restore [HOME]/ritual.db
    ! error: [HOME]/ritual.db is the notebook itself
    ! hint: FILE is a backup, such as `ritual backup` makes
    = 1
    ");
    assert!(!home.path("backups").exists());
}

#[cfg(feature = "encrypt")]
#[test]
fn what_is_no_key_is_named() {
    let mut home = notebook();
    let shown = home.transcript(
        r#"
        backup --age age1nonsense
        backup --age AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX
        backup --passphrase
    "#,
    );
    insta::assert_snapshot!(shown, @"
    $ ritual backup --age age1nonsense
    ! error: --age expects a recipient such as age1…; this is none
    ! hint: `age-keygen -y FILE` prints the recipient of a key file
    = 2
    $ ritual backup --age AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX
    ! error: --age expects a recipient such as age1…; this is none
    ! hint: `age-keygen -y FILE` prints the recipient of a key file
    = 2
    $ ritual backup --passphrase
    ! error: --passphrase asks for one
    ! hint: without a terminal: RITUAL_KEY_COMMAND names a command that prints it
    = 2
    ");
    assert!(!home.path("backups").exists());
}

#[cfg(not(feature = "encrypt"))]
#[test]
fn a_build_without_encryption_says_so() {
    let mut home = notebook();
    std::fs::write(home.path("ritual.db.age"), "age-encryption.org/v1\n").expect("a file");
    let file = home.path("ritual.db.age").display().to_string();
    let shown = home.transcript(&format!(
        r#"
        backup --age age1nonsense
        backup --passphrase
        restore {file}
        import auto {file}
    "#
    ));
    insta::assert_snapshot!(home.masked(&shown), @"
    $ ritual backup --age age1nonsense
    ! error: the backup cannot be encrypted, and this build has no encryption
    ! hint: a build with the feature `encrypt` has it; nothing was written
    = 1
    $ ritual backup --passphrase
    ! error: the backup cannot be encrypted, and this build has no encryption
    ! hint: a build with the feature `encrypt` has it; nothing was written
    = 1
    $ ritual restore [HOME]/ritual.db.age
    ! error: the backup is encrypted, and this build has no encryption
    ! hint: a build with the feature `encrypt` has it; nothing was written
    = 1
    $ ritual import auto [HOME]/ritual.db.age
    ! error: [HOME]/ritual.db.age is encrypted, and this build has no encryption
    ! hint: a build with the feature `encrypt` has it; nothing was written
    = 1
    ");
    assert!(!home.path("backups").exists());
    home.ok(&["backup"]);
}

/// The first notebook of a new machine.
#[test]
fn a_backup_becomes_a_notebook_where_none_is() {
    let home = notebook();
    home.ok(&["backup"]);
    let file = backups(&home)[0].display().to_string();
    let fresh = Home::new();
    let mut command = fresh.command(&["restore", &file]);
    command.env("RITUAL_DB", fresh.path("new/ritual.db"));
    let restored = said(command);
    assert_eq!(restored.code, 0, "{restored:?}");
    let db = fresh.path("new/ritual.db");
    assert_eq!(mode(&db), 0o600);
    assert_eq!(mode(db.parent().expect("a folder")), 0o700);
    assert_eq!(
        std::fs::read_dir(fresh.path("new"))
            .expect("a folder")
            .count(),
        1
    );
    let db = db.display().to_string();
    assert_eq!(
        fresh.ok(&["--db", &db, "export", "jsonl"]),
        home.ok(&["export", "jsonl"])
    );
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .expect("something there")
        .permissions()
        .mode()
        & 0o777
}

/// What had been taken back when the backup was made is not brought back after it is restored: it may
/// have ended since.
#[test]
fn redo_ends_at_a_restore() {
    let mut home = Home::new();
    home.ok(&["win", "tea"]);
    home.ok(&["offer", "a lift", "--to", "Sam"]);
    home.ok(&["undo"]);
    let copy = home.path("copy.db");
    std::fs::copy(home.db(), &copy).expect("a copy");
    home.ok(&["redo"]);
    home.ok(&["offer", "close", "last"]);
    home.ok(&["restore", &copy.display().to_string()]);
    insta::assert_snapshot!(home.transcript("redo\nconsent\nundo --list"), @"
    $ ritual redo
    ! error: there is nothing to bring back
    ! hint: `redo` goes forward after `ritual undo`, until the next command that writes
    = 1
    $ ritual consent
    Everything here is private. `ritual share ITEM --with NAME` shares one thing.
    $ ritual undo --list
     1  `win …`: a win, noted for today, 22 November at 12:00
    ");
}

/// A share and an offer that ended since the backup stay ended, in whatever order backups come.
#[test]
fn what_ended_since_a_backup_stays_ended() {
    let mut home = Home::new();
    home.ok(&["win", "tea"]);
    let older = home.path("older.db");
    std::fs::copy(home.db(), &older).expect("a copy");
    for line in [
        &["share", "1", "--with", "Sam"][..],
        &["share", "1", "--with", "Kim"],
        &["offer", "a lift", "--to", "Sam"],
    ] {
        home.ok(line);
    }
    let newer = home.path("newer.db");
    std::fs::copy(home.db(), &newer).expect("a copy");
    home.ok(&["unshare", "1", "--with", "Sam"]);
    home.ok(&["offer", "close", "4"]);
    let (older, newer) = (older.display().to_string(), newer.display().to_string());
    let shown = home.transcript(&format!(
        r#"
        restore {newer} --dry-run
        restore {newer}
        consent
        undo --list
        restore {older} -q
        consent
        restore {newer} -q
        consent
    "#
    ));
    insta::assert_snapshot!(shown, @r#"
    $ ritual restore [HOME]/newer.db --dry-run
    Would restore from [HOME]/newer.db: 5 rows.
    ! note: 2 consents that ended since stay ended
    $ ritual restore [HOME]/newer.db
    Restored from [HOME]/newer.db: 5 rows.
    What was here is kept in [HOME]/ritual.db.before-restore.bak.
    ! note: 2 consents that ended since stay ended
    $ ritual consent
    Since today, until 22 December: shared with Kim, a win, noted for today. #1
      {"day":"2026-11-22","kind":"win","text":"tea"}
    $ ritual undo --list
     1  `offer`: offer "a lift", 22 November at 12:00
     2  `share`: 22 November: consent to a share with Kim given, until 22 December, 22 November at 12:00
     3  `share`: a win, noted for today, 22 November at 12:00
     4  `win`: a win, noted for today, 22 November at 12:00
    $ ritual restore [HOME]/older.db -q
    $ ritual consent
    Everything here is private. `ritual share ITEM --with NAME` shares one thing.
    $ ritual restore [HOME]/newer.db -q
    $ ritual consent
    Since today, until 22 December: shared with Kim, a win, noted for today. #1
      {"day":"2026-11-22","kind":"win","text":"tea"}
    "#);
    // Over a month later nothing but a tombstone tells of it.
    home.now = "2027-01-10T12:00:00Z".to_owned();
    home.ok(&["share", "1", "--with", "Ana"]);
    home.now = "2026-12-01T12:00:00Z".to_owned();
    home.ok(&["restore", &newer]);
    assert_eq!(
        home.ok(&["export", "shareable", "--preview", "--with", "Sam"]),
        ""
    );
    assert_eq!(home.run(&["doctor"]).code, 0);
}

/// What a new machine or a damaged notebook knows nothing of is said.
#[test]
fn what_holds_in_a_backup_and_nothing_here_tells_of_is_said() {
    let home = Home::new();
    home.ok(&["win", "tea"]);
    home.ok(&["share", "1", "--with", "Sam"]);
    let backup = home.path("backup.db");
    std::fs::copy(home.db(), &backup).expect("a copy");
    let mut fresh = Home::new();
    let backup = backup.display().to_string();
    std::fs::write(fresh.db(), "SQLite format 3\0 and no more").expect("a file");
    let shown = fresh.transcript(&format!("restore {backup}\nrestore {backup}"));
    insta::assert_snapshot!(shown.replace(&home.dir.path().display().to_string(), "[HOME]"), @"
    $ ritual restore [HOME]/backup.db
    Restored from [HOME]/backup.db: 2 rows.
    What was here is kept in [HOME]/ritual.db.before-restore.bak.
    ! note: 1 consent holds that is known from it alone; `ritual consent` shows what holds
    $ ritual restore [HOME]/backup.db
    Restored from [HOME]/backup.db: 2 rows.
    What was here is kept in [HOME]/ritual.db.before-restore-1.bak.
    ");
}
