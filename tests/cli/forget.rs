//! `ritual forget` (the bytes are looked at in tests/durability)

use crate::support::Home;
use crate::transcript;

#[test]
fn a_script_says_yes() {
    transcript!(r#"
        log walk --note secret
        mood 2 dark
        forget 2
        forget 2 --yes
        forget 2 --yes
        forget 3 --yes
        log walk
        log walk
        forget walk --yes
        forget '#1' --yes
        forget --ritual walk
        forget --ritual walk --yes
        list
        undo
        undo --list
        forget nothing --yes
        forget 99
    "#, @"
    $ ritual log walk --note secret
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 2 dark
    Noted: mood 2, and your words. #3
    $ ritual forget 2
    ! error: forget asks first; without a terminal, --yes answers
    ! hint: --yes forgets without asking
    = 2
    $ ritual forget 2 --yes
    Forgotten: walk, noted for today, and every trace of it in the file.
    $ ritual forget 2 --yes
    ! error: no row has the handle 2
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual forget 3 --yes
    Forgotten: mood 2, noted for today, and every trace of it in the file.
    $ ritual log walk
    walk, noted for today. #4
    $ ritual log walk
    walk, noted a second time today. #5
    $ ritual forget walk --yes
    ! error: walk is a ritual, and forget takes an entry by its handle
    ! hint: `ritual forget 5 --yes` takes today's entry, `ritual forget --ritual walk --yes` the ritual with all its entries
    = 2
    $ ritual forget '#1' --yes
    ! error: walk is a ritual, and forget takes an entry by its handle
    ! hint: `ritual forget 5 --yes` takes today's entry, `ritual forget --ritual walk --yes` the ritual with all its entries
    = 2
    $ ritual forget --ritual walk
    ! error: forget asks first; without a terminal, --yes answers
    ! hint: --yes forgets without asking
    = 2
    $ ritual forget --ritual walk --yes
    Forgotten: the ritual walk, 3 rows with what hung on it, and every trace of them in the file.
    $ ritual list
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    $ ritual undo
    ! error: there is nothing to take back
    ! hint: the last 20 commands are kept for 7 days
    = 1
    $ ritual undo --list
     1  (nothing to take back), 22 November at 12:00
    $ ritual forget nothing --yes
    ! error: no row has the handle nothing
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual forget 99
    ! error: no row has the handle 99
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    ");
}

#[test]
fn the_whole_notebook() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    insta::assert_snapshot!(home.transcript("forget --all\nforget --all --yes\nforget --all --yes\ntoday"), @"
    $ ritual forget --all
    ! error: forget asks first; without a terminal, --yes answers
    ! hint: --yes forgets without asking
    = 2
    $ ritual forget --all --yes
    Removed [HOME]/ritual.db.
    Beyond reach from here: exports, backups in other folders, copies made by system backups and snapshots, shell history, terminal scrollback, mail from cron.
    $ ritual forget --all --yes
    ! error: [HOME]/ritual.db is not there
    ! hint: nothing to forget
    = 1
    $ ritual today
    Sunday 22 November: a quiet page.
    ");
    assert!(!home.db().exists());
}

/// Copies and backups this program made of the notebook go with it; those of another stay.
#[test]
fn everything_it_made_beside_itself() {
    let mut home = Home::new();
    let other = Home::new();
    other.ok(&["log", "swim"]);
    home.ok(&["log", "walk", "--note", "quokka"]);
    home.ok(&["backup"]);
    let folder = home.path("backups");
    let theirs = folder.display().to_string();
    other.ok(&["backup", &theirs]);
    let backups = std::fs::read_dir(&folder)
        .expect("backups")
        .map(|e| e.expect("one").path());
    let mine = backups.into_iter().find(|p| {
        let bytes = std::fs::read(p).expect("a file");
        String::from_utf8_lossy(&bytes).contains("quokka")
    });
    let mine = mine.expect("a backup").display().to_string();
    home.ok(&["restore", &mine]);
    home.ok(&["restore", &mine]);
    for name in [
        ".ritual.db.4194399.draft",
        "ritual.db.schema-1.bak",
        "ritual.db.before-repair-2.bak",
        "ritual.db.before-restore.bak-journal",
        "ritual.db-journal",
    ] {
        std::fs::write(home.path(name), "").expect("a file");
    }
    for name in ["ritual.db.mine.bak", "ritual.dbx", "other.db"] {
        std::fs::write(home.path(name), "mine").expect("a file");
    }
    let shown = home.transcript("forget --all --yes");
    let mark = regex::Regex::new("ritual-[0-9a-f]{8}-").expect("a pattern");
    insta::assert_snapshot!(mark.replace_all(&shown, "ritual-[MARK]-"), @"
    $ ritual forget --all --yes
    Removed [HOME]/ritual.db.
    Removed [HOME]/ritual.db-journal.
    Removed [HOME]/ritual.db.before-repair-2.bak.
    Removed [HOME]/ritual.db.before-restore-1.bak.
    Removed [HOME]/ritual.db.before-restore.bak.
    Removed [HOME]/ritual.db.before-restore.bak-journal.
    Removed [HOME]/ritual.db.schema-1.bak.
    Removed [HOME]/.ritual.db.4194399.draft.
    Removed [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.
    Left in place: [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.
    Left in place: [HOME]/backups/ritual-[MARK]-20261122T120000Z.db.sha256.
    Beyond reach from here: exports, backups in other folders, copies made by system backups and snapshots, shell history, terminal scrollback, mail from cron.
    ");
    let mut names: Vec<String> = std::fs::read_dir(home.dir.path())
        .expect("home")
        .map(|e| e.expect("one").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["backups", "other.db", "ritual.db.mine.bak", "ritual.dbx"]
    );
    assert_eq!(std::fs::read_dir(&folder).expect("backups").count(), 2);
}

#[test]
fn a_damaged_notebook_can_be_forgotten_and_a_foreign_file_cannot() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "quokka"]);
    home.ok(&["backup"]);
    let mut bytes = std::fs::read(home.db()).expect("a file");
    let whole = bytes.clone();
    bytes[100..4096].fill(7);
    std::fs::write(home.db(), &bytes).expect("a file");
    assert_eq!(home.run(&["today"]).code, 4);
    let said = home.run(&["forget", "--all", "--yes"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(!home.db().exists());
    // Without its mark nothing tells whose the backups are: they are named.
    assert!(said.out.contains("Left in place: "), "{said:?}");
    bytes = whole;
    bytes[68..72].fill(9);
    std::fs::write(home.db(), &bytes).expect("a file");
    assert_eq!(home.run(&["forget", "--all", "--yes"]).code, 4);
    assert!(home.db().exists());
}
