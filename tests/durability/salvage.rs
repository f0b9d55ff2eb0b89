//! Flipped bytes: no panic, no hang, what is damaged is named by table and handle, and the rest
//! comes out as it was.

use crate::support::{Home, Said, said};
use crate::tools::{Dice, TABLES, bytes, number, peek};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;

/// A notebook of many pages with rows of every noun.
fn notebook() -> Home {
    let home = Home::new();
    let mut rows = String::new();
    for name in ["walk", "journal", "swim"] {
        rows += &format!(
            "{{\"kind\":\"ritual\",\"name\":\"{name}\",\"rhythm\":\"3/week\",\"for\":[\"calm\"]}}\n"
        );
    }
    for n in 0..120 {
        let (day, name) = (n % 28 + 1, ["walk", "journal", "swim"][n % 3]);
        let words = format!("{n} {}", "word ".repeat(n % 40));
        rows += &format!(
            "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"2026-03-{day:02}\",\"amount\":{n},\"note\":\"{words}\"}}\n"
        );
        rows += &format!(
            "{{\"kind\":\"mood\",\"day\":\"2026-03-{day:02}\",\"mood\":{},\"feelings\":[\"calm\",\"f{n}\"],\"note\":\"{words}\"}}\n",
            n % 5 + 1
        );
    }
    rows += "{\"kind\":\"pause\",\"ritual\":\"walk\",\"from\":\"2026-03-05\",\"until\":\"2026-03-09\"}\n";
    rows +=
        "{\"kind\":\"boundary\",\"area\":\"mornings\",\"stance\":\"ask-first\",\"with\":\"Kim\"}\n";
    rows += "{\"kind\":\"config\",\"key\":\"week-start\",\"value\":\"sun\"}\n";
    assert_eq!(
        home.with_stdin(
            &["import", "jsonl", "-", "--with-consents"],
            rows.as_bytes()
        )
        .code,
        0
    );
    home
}

/// The rows of an export by uid.
fn by_uid(lines: &str) -> BTreeMap<String, Value> {
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("a line of JSON");
        (row["uid"].as_str().expect("a uid").to_owned(), row)
    };
    lines.lines().map(row).collect()
}

/// `table #handle` by uid.
fn handles(home: &Home) -> BTreeMap<String, String> {
    let conn = peek(&home.db());
    let mut found = BTreeMap::new();
    for table in TABLES {
        let kind = match table {
            "note" => "kind".to_owned(),
            kind => format!("'{kind}'"),
        };
        let mut rows = conn
            .prepare(&format!("SELECT uid, {kind} || ' #' || id FROM {table}"))
            .unwrap();
        let rows = rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        found.extend(rows.map(Result::unwrap));
    }
    found
}

/// Ends a command that takes far longer than any should.
fn bounded(home: &Home, args: &[&str]) -> Said {
    let whole = home.command(args);
    let mut command = std::process::Command::new("timeout");
    command
        .arg("60")
        .arg(whole.get_program())
        .args(whole.get_args())
        .env_clear();
    command.envs(whole.get_envs().filter_map(|(k, v)| Some((k, v?))));
    said(command)
}

/// Where the index of uids has one, with its header and the handle after it: on a page of an index.
fn index_entry(file: &[u8], uid: &str) -> Option<std::ops::Range<usize>> {
    let places = file.windows(uid.len()).enumerate();
    let mut places = places.filter(|(_, text)| *text == uid.as_bytes());
    let found = places.find(|(at, _)| matches!(file[at / 4096 * 4096], 2 | 10));
    found.map(|(at, _)| at - 5..at + uid.len() + 2)
}

#[test]
fn whatever_is_flipped_each_row_comes_out_as_it_was_or_is_named() {
    let home = notebook();
    let whole = bytes(&home.db());
    let (rows, names) = (by_uid(&home.ok(&["export", "jsonl"])), handles(&home));
    let mut dice = Dice(55);
    let (mut opened, mut kept, mut all) = (0, 0, 0);
    for trial in 0..220 {
        let mut bent = whole.clone();
        // From 1 to 64 bytes; half the time all of them in the first pages, which hold the schema.
        let last = if trial % 2 == 0 {
            whole.len()
        } else {
            3 * 4096
        };
        for _ in 0..=dice.below(if trial % 3 == 0 { 1 } else { 64 }) {
            bent[dice.below(last)] ^= 1 << dice.below(8);
        }
        let changed = bent != whole;
        std::fs::write(home.db(), &bent).unwrap();
        let doctor = bounded(&home, &["doctor"]);
        let salvage = bounded(&home, &["export", "jsonl", "--salvage"]);
        for said in [&doctor, &salvage] {
            assert!(matches!(said.code, 0 | 4), "trial {trial}: {said:?}");
            assert!(!said.err.contains("panicked"), "trial {trial}: {said:?}");
        }
        assert!(bytes(&home.db()) == bent, "trial {trial}: the file changed");
        if salvage.err.starts_with("error: ") {
            assert_eq!(doctor.code, 4, "trial {trial}");
            continue;
        }
        opened += 1;
        let found = by_uid(&salvage.out);
        kept += found.len();
        all += rows.len();
        for (uid, row) in &found {
            let as_it_was = rows
                .get(uid)
                .is_some_and(|was| alike(was, row, &salvage.err));
            let name = names.get(uid).map_or("", String::as_str);
            let named = salvage.err.contains("does not match its checksum")
                && (!rows.contains_key(uid) || says(&salvage.err, name));
            assert!(
                as_it_was || named,
                "trial {trial}: {name} came out changed, unsaid: {row}\n{}",
                salvage.err
            );
        }
        for (uid, name) in &names {
            let there = found.contains_key(uid) || says(&salvage.err, name);
            let torn = salvage.err.contains("some page of");
            // Where its entry in the index of uids was hit too, nothing is left that knows of it.
            let unknown =
                || index_entry(&whole, uid).is_none_or(|at| whole[at.clone()] != bent[at]);
            assert!(
                there || torn || unknown(),
                "trial {trial}: {name} went without a word\n{}",
                salvage.err
            );
        }
        if !salvage.err.is_empty() {
            assert_eq!(
                (salvage.code, doctor.code),
                (4, 4),
                "trial {trial}: {doctor:?}"
            );
            assert!(changed && salvage.err.contains(" read"));
        }
    }
    assert!(opened > 120, "{opened} of 220 opened");
    assert!(kept * 10 > all * 8, "{kept} of {all} rows came out");
}

/// The first page holds the way to all others, and no row.
#[test]
fn without_its_first_page_every_row_comes_out() {
    let mut home = notebook();
    let lines = home.ok(&["export", "jsonl"]);
    let mut bent = bytes(&home.db());
    for fill in [0, 0x55, 0xff] {
        bent[..4096].fill(fill);
        std::fs::write(home.db(), &bent).unwrap();
        let salvage = home.run(&["export", "jsonl", "--salvage"]);
        assert_eq!(salvage.code, 4);
        assert_eq!(by_uid(&salvage.out), by_uid(&lines), "{}", salvage.err);
    }
    insta::assert_snapshot!(home.transcript("doctor\ntoday"), @"
    $ ritual doctor
    [HOME]/ritual.db
    246 rows read
    integrity: [HOME]/ritual.db is not a ritual file
    modes: its folder has mode 755: others on this machine may look in (`chmod 700` closes it)
    ! note: `ritual export jsonl --salvage` writes every row that reads, `ritual restore` brings a backup back
    = 4
    $ ritual today
    ! error: [HOME]/ritual.db is not a ritual file
    ! hint: --db FILE or RITUAL_DB names another; the file was left as it is
    = 4
    ");
    // Another program's file is no notebook, whatever its pages.
    let conn = Connection::open(home.path("other.db")).unwrap();
    conn.execute_batch("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
        .unwrap();
    drop(conn);
    let other = home.path("other.db").display().to_string();
    insta::assert_snapshot!(home.transcript(&format!("--db {other} export jsonl --salvage\n--db {other} doctor")), @"
    $ ritual --db [HOME]/other.db export jsonl --salvage
    ! error: [HOME]/other.db is not a ritual file
    ! hint: --db FILE or RITUAL_DB names another; the file was left as it is
    = 4
    $ ritual --db [HOME]/other.db doctor
    ! error: [HOME]/other.db is not a ritual file
    ! hint: --db FILE or RITUAL_DB names another; the file was left as it is
    = 4
    ");
}

/// Whether a line names the row: `completion #12` and not `completion #123`.
fn says(text: &str, name: &str) -> bool {
    let (_, handle) = name.split_once(' ').unwrap_or_default();
    let whole = |at: usize, len: usize| !text[at + len..].starts_with(|c: char| c.is_ascii_digit());
    text.match_indices(handle)
        .any(|(at, found)| whole(at, found.len()))
}

/// A ritual that does not read, or not as it was, has another name or identity in its place.
fn alike(was: &Value, row: &Value, err: &str) -> bool {
    let (mut was, mut row) = (was.clone(), row.clone());
    if err.contains("ritual") {
        for field in ["ritual", "ritual_uid"] {
            was[field] = Value::Null;
            row[field] = Value::Null;
        }
    }
    was == row
}

#[test]
fn rows_that_do_not_read_are_named_and_the_rest_is_written() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "walk", "--note", "kept"]);
    home.ok(&["mood", "3", "calm"]);
    let bend = "UPDATE completion SET day = 'soon' WHERE id = 2; UPDATE completion SET note = 'bent' WHERE id = 3;";
    Connection::open(home.db())
        .unwrap()
        .execute_batch(bend)
        .unwrap();
    let mut home = home;
    insta::assert_snapshot!(home.transcript("export jsonl\nexport jsonl --salvage\nexport markdown --salvage\nexport sqlite x --salvage\ndoctor"), @r#"
    $ ritual export jsonl
    ! error: the notebook is damaged: completion #2 cannot be read
    ! hint: `ritual doctor` names what cannot be read; the file was left as it is
    = 4
    $ ritual export jsonl --salvage
    {"kind":"ritual","uid":"[UID]","name":"walk"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","note":"bent"}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":3,"note":"calm"}
    ! note: completion #2 cannot be read
    ! note: completion #3 does not match its checksum: it changed without this program
    ! note: 3 rows read, 1 not, 1 differing from their checksums
    = 4
    $ ritual export markdown --salvage
    # Notebook

    ## Rituals

    - the ritual walk

    ## November 2026

    ### Sunday 22 November

    - walk, 12:00

      > bent

    - mood 3 (even)

      > calm
    ! note: completion #2 cannot be read
    ! note: completion #3 does not match its checksum: it changed without this program
    ! note: 3 rows read, 1 not, 1 differing from their checksums
    = 4
    $ ritual export sqlite x --salvage
    ! error: sqlite copies the file as it is, damage and all
    ! hint: `ritual export jsonl --salvage` writes every row that reads
    = 2
    $ ritual doctor
    [HOME]/ritual.db
    3 rows read
    rows: completion #2 cannot be read
    checksums: completion #3 does not match its checksum: it changed without this program
    modes: its folder has mode 755: others on this machine may look in (`chmod 700` closes it)
    ! note: `ritual doctor --repair` makes indexes anew and takes rows that read as they are, after a copy of the file
    ! note: `ritual export jsonl --salvage` writes every row that reads, `ritual restore` brings a backup back
    = 4
    "#);
    let out = home.path("rest.jsonl").display().to_string();
    let said = home.run(&["export", "jsonl", &out, "--salvage", "--json"]);
    assert_eq!(said.code, 4, "{said:?}");
    let other = Home::new();
    other.ok(&["import", "jsonl", &out]);
    assert_eq!(
        number(&peek(&other.db()), "SELECT count(*) FROM completion"),
        1
    );
}

/// The index of uids knows the rows that lay on a page that is lost.
#[test]
fn rows_of_a_lost_page_are_named() {
    let home = notebook();
    let (mut file, names) = (bytes(&home.db()), handles(&home));
    let lost = file
        .windows(7)
        .position(|bytes| bytes == b"60 word")
        .expect("the note of a completion");
    let page = lost / 4096 * 4096;
    file[page..page + 4096].fill(0);
    std::fs::write(home.db(), &file).unwrap();
    let salvage = home.run(&["export", "jsonl", "--salvage"]);
    let (found, doctor) = (by_uid(&salvage.out), home.run(&["doctor"]));
    let gone: Vec<&String> = names
        .iter()
        .filter(|(uid, _)| !found.contains_key(*uid))
        .map(|(_, name)| name)
        .collect();
    assert!(!gone.is_empty());
    for name in gone {
        for said in [&salvage.err, &doctor.out] {
            assert!(
                said.contains(&format!("{name} cannot be read\n")),
                "{name}: {said}"
            );
        }
    }
    assert_eq!((salvage.code, doctor.code), (4, 4));
}

/// Without the row of their ritual its entries have no name; they come out all the same.
#[test]
fn entries_of_a_ritual_that_does_not_read_come_out() {
    let mut home = Home::new();
    home.ok(&["log", "walk", "--note", "kept"]);
    home.ok(&["pause", "walk"]);
    Connection::open(home.db())
        .unwrap()
        .execute_batch("UPDATE ritual SET uid = 'me'")
        .unwrap();
    insta::assert_snapshot!(home.transcript("export jsonl --salvage"), @r#"
    $ ritual export jsonl --salvage
    {"kind":"pause","uid":"[UID]","ritual":"walk","from":"2026-11-22"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","note":"kept"}
    ! note: ritual #1 cannot be read
    ! note: 2 rows read, 1 not
    = 4
    "#);
    Connection::open(home.db())
        .unwrap()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM ritual")
        .unwrap();
    insta::assert_snapshot!(home.transcript("export jsonl --salvage"), @r#"
    $ ritual export jsonl --salvage
    {"kind":"pause","uid":"[UID]","ritual":"ritual 1","from":"2026-11-22"}
    {"kind":"completion","uid":"[UID]","ritual":"ritual 1","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","note":"kept"}
    ! note: 2 rows belong to a ritual that does not read; another name stands in its place
    ! note: 2 rows read
    = 4
    "#);
}

#[test]
fn a_repair_takes_what_reads_as_it_is_after_a_copy() {
    let mut home = Home::new();
    home.ok(&["log", "walk", "--note", "cold"]);
    home.ok(&["mood", "3", "--feeling", "calm", "even"]);
    let bend = "UPDATE completion SET note = 'cald'";
    Connection::open(home.db())
        .unwrap()
        .execute_batch(bend)
        .unwrap();
    // An index that forgets its entry.
    let page = number(
        &peek(&home.db()),
        "SELECT rootpage FROM sqlite_schema WHERE name = 'mood_day'",
    );
    let mut bent = bytes(&home.db());
    let header = usize::try_from(page - 1).unwrap() * 4096;
    bent[header + 3..header + 5].copy_from_slice(&[0, 0]);
    std::fs::write(home.db(), &bent).unwrap();
    crate::tools::chmod(&home.db(), 0o644);
    std::fs::write(home.path(".ritual.db.4194399.draft"), "left").unwrap();
    crate::tools::chmod(home.dir.path(), 0o700);
    insta::assert_snapshot!(home.transcript("doctor\ndoctor --repair\ndoctor\ndoctor --repair --json"), @r#"
    $ ritual doctor
    [HOME]/ritual.db
    3 rows read
    integrity: *** in database main *** ⏎ Fragmentation of 15 bytes reported as 0 on page 9
    integrity: wrong # of entries in index mood_day
    integrity: row 1 missing from index mood_day
    checksums: completion #2 does not match its checksum: it changed without this program
    modes: the file has mode 644: others on this machine may look in (`chmod 600` closes it)
    leftovers: [HOME]/.ritual.db.4194399.draft is the draft of a command that was killed (`ritual doctor --repair` removes it)
    ! note: `ritual doctor --repair` makes indexes anew and takes rows that read as they are, after a copy of the file
    = 4
    $ ritual doctor --repair
    [HOME]/ritual.db
    Repaired: indexes made anew (1).
    Repaired: checksums taken from the rows as they are (1).
    Repaired: modes narrowed to 600 (1).
    Repaired: drafts of killed commands removed (1).
    The file as it was is kept in [HOME]/ritual.db.before-repair.bak.
    All 3 rows are sound.
    Every check came back sound.
    $ ritual doctor
    [HOME]/ritual.db
    All 3 rows are sound.
    Every check came back sound.
    $ ritual doctor --repair --json
    {"schema":1,"report":"doctor","file":"[HOME]/ritual.db","exists":true,"rows":3,"sound":true,"repaired":{"done":[]},"findings":[]}
    "#);
    let copy = home.path("ritual.db.before-repair.bak");
    assert_eq!(crate::tools::at(&home, &copy, &["doctor"]).code, 4);
    assert!(!home.path(".ritual.db.4194399.draft").exists());
    assert!(home.ok(&["export", "jsonl"]).contains("cald"));
}

#[test]
fn what_is_no_damage_is_said_and_ends_well() {
    let mut home = Home::at("2026-01-05T08:00:00Z");
    crate::tools::chmod(home.dir.path(), 0o700);
    let twice = "{\"kind\":\"mood\",\"day\":\"2026-01-03\",\"mood\":4,\"uid\":\"01a204e2-e7e1-734e-be58-07b5470f928b\"}\n{\"kind\":\"mood\",\"day\":\"2026-01-03\",\"mood\":4,\"uid\":\"01a204e2-e7e1-734e-be58-07b5470f928c\"}\n";
    home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        twice.as_bytes(),
    );
    home.ok(&["log", "walk", "--on", "yesterday"]);
    home.ok(&["log", "walk", "--on", "yesterday"]);
    insta::assert_snapshot!(home.transcript("doctor\n@ 2026-03-01T08:00:00Z\ndoctor"), @"
    $ ritual doctor
    [HOME]/ritual.db
    All 5 rows are sound.
    duplicates: mood #1, #2 have the same content (`ritual forget 2` deletes one)
    $ ritual doctor
    [HOME]/ritual.db
    All 5 rows are sound.
    duplicates: mood #1, #2 have the same content (`ritual forget 2` deletes one)
    backup: none is beside it, and its first row is of 5 January (`ritual backup` makes one)
    ");
    home.ok(&["backup"]);
    let shown = home.transcript("@ 2026-03-02T08:00:00Z\ndoctor\n@ 2026-05-02T08:00:00Z\ndoctor\n@ 2026-01-01T08:00:00Z\ndoctor");
    let mark = regex::Regex::new("ritual-[0-9a-f]{8}-").unwrap();
    insta::assert_snapshot!(mark.replace_all(&shown, "ritual-[MARK]-"), @"
    $ ritual doctor
    [HOME]/ritual.db
    All 5 rows are sound.
    last backup 1 March: [HOME]/backups/ritual-[MARK]-20260301T080000Z.db
    duplicates: mood #1, #2 have the same content (`ritual forget 2` deletes one)
    $ ritual doctor
    [HOME]/ritual.db
    All 5 rows are sound.
    last backup 1 March: [HOME]/backups/ritual-[MARK]-20260301T080000Z.db
    duplicates: mood #1, #2 have the same content (`ritual forget 2` deletes one)
    backup: the latest is of 1 March, 62 days ago (`ritual backup` makes one)
    $ ritual doctor
    [HOME]/ritual.db
    All 5 rows are sound.
    last backup 1 March: [HOME]/backups/ritual-[MARK]-20260301T080000Z.db
    clock: the latest change is stamped 5 January, ahead of this machine's clock
    duplicates: mood #1, #2 have the same content (`ritual forget 2` deletes one)
    ");
    assert_eq!(
        home.run(&["--db", "/nowhere/x.db", "doctor", "--repair"])
            .code,
        1
    );
}

/// Whatever leads to the pages may be gone: rows, their parts and the nouns of one shape stay apart.
#[test]
fn a_file_whose_mark_is_gone_comes_out_whole() {
    let home = Home::new();
    for line in [
        &["add", "walk", "--for", "calm,body"][..],
        &["change", "walk", "--rhythm", "3/week"],
        &["network", "add", "Ana", "--for", "listening,walks"],
        &["log", "walk", "--note", "cold"],
        &["mood", "3", "--trigger", "work"],
        &["reflect", "walk", "--works", "yes"],
        &["invite", "walk", "--who", "Sam", "--to", "listen"],
        &["win", "slept"],
        &["phrases", "add", "one page"],
        &["vision", "set", "tea"],
    ] {
        home.ok(line);
    }
    let whole = home.ok(&["export", "jsonl"]);
    let mut file = std::fs::read(home.db()).unwrap();
    file[5] ^= 1;
    std::fs::write(home.db(), &file).unwrap();
    let salvaged = home.run(&["export", "jsonl", "--salvage"]);
    assert_eq!(salvaged.out, whole);
    assert_eq!(salvaged.code, 4);
    // Of a file cut short it is said that there was more.
    std::fs::write(home.db(), &file[..file.len() / 2]).unwrap();
    let cut = home.run(&["export", "jsonl", "--salvage"]);
    assert!(
        cut.err
            .contains("some page of the file's end cannot be read"),
        "{cut:?}"
    );
}

/// The pages of an earlier schema are read as what they are, whatever the first of them says.
#[test]
fn an_earlier_file_that_does_not_open_comes_out_whole() {
    let home = Home::at("2026-03-07T09:00:00Z");
    let conn = Connection::open(home.db()).unwrap();
    conn.execute_batch(include_str!("../fixtures/schema-2.sql"))
        .unwrap();
    drop(conn);
    let whole = home.ok(&["export", "jsonl"]);
    let mut file = bytes(&home.db());
    for lost in [5..6, 0..4096] {
        file[lost].fill(0);
        std::fs::write(home.db(), &file).unwrap();
        let salvaged = home.run(&["export", "jsonl", "--salvage"]);
        assert_eq!(salvaged.code, 4);
        assert_eq!(by_uid(&salvaged.out), by_uid(&whole), "{}", salvaged.err);
        assert!(!salvaged.err.contains("checksum"), "{}", salvaged.err);
    }
}
