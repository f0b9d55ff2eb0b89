//! Files of every schema there was open as they were written; a schema never changes in silence.

use crate::support::Home;
use crate::tools::{LOOKING, assert_sound, bytes, number, peek, texts};
use rusqlite::Connection;

const STORED: &str = include_str!("../fixtures/schema-1.sql");
const FIRST: &str = include_str!("../../src/store/schema/1.sql");

fn stored() -> Home {
    let home = Home::at("2026-03-07T09:00:00Z");
    Connection::open(home.db())
        .unwrap()
        .execute_batch(STORED)
        .unwrap();
    home
}

/// The SQL of every table and index, without comments and spacing.
fn schema(conn: &Connection) -> Vec<String> {
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let bare = |text: String| {
        let lines = text
            .lines()
            .map(|line| line.split("--").next().unwrap_or_default());
        lines
            .flat_map(str::split_whitespace)
            .collect::<Vec<_>>()
            .join(" ")
    };
    texts(conn, sql).into_iter().map(bare).collect()
}

#[test]
fn the_first_schema_is_the_one_in_stored_files() {
    let (old, new) = (
        Connection::open_in_memory().unwrap(),
        Connection::open_in_memory().unwrap(),
    );
    old.execute_batch(STORED).unwrap();
    new.execute_batch(FIRST).unwrap();
    assert_eq!(
        schema(&old),
        schema(&new),
        "files with the old text exist: a change is a new migration"
    );
}

#[test]
fn a_stored_file_brought_forward_has_the_schema_of_a_new_one() {
    let home = stored();
    home.ok(&["log", "walk"]);
    let fresh = Home::new();
    fresh.ok(&["log", "walk"]);
    let (old, new) = (peek(&home.db()), peek(&fresh.db()));
    assert_eq!(schema(&old), schema(&new));
    for mark in ["PRAGMA application_id", "PRAGMA user_version"] {
        assert_eq!(number(&old, mark), number(&new, mark));
    }
}

/// Before the first write the index is made in memory alone, after it in the file.
#[test]
fn words_of_a_stored_file_are_found() {
    let home = stored();
    for _ in 0..2 {
        for (word, kind) in [
            ("quiet", "completion"),
            ("EVENING", "ritual"),
            ("cold", "pause"),
        ] {
            let found = home.json(&["find", word, "--kind", kind]);
            assert_eq!(found["rows"], 1, "{word}: {found}");
        }
        home.ok(&["log", "walk"]);
    }
}

#[test]
fn the_stored_file_holds_a_row_of_every_table() {
    let conn = peek(&stored().db());
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    for table in texts(&conn, tables) {
        let rows = number(&conn, &format!("SELECT count(*) FROM {table}"));
        assert!(rows > 0, "{table}");
    }
}

#[test]
fn reading_a_stored_file_leaves_it_as_it_is() {
    let home = stored();
    let before = bytes(&home.db());
    for looking in LOOKING {
        home.ok(looking);
        assert!(bytes(&home.db()) == before, "{looking:?}");
    }
}

#[test]
fn a_stored_file_is_exported_as_it_was_meant() {
    insta::assert_snapshot!(stored().ok(&["export", "jsonl"]), @r#"
    {"kind":"config","uid":"8ff749d7-4101-57a7-8eee-ae1d5fbef827","key":"day-start","value":"04:00"}
    {"kind":"config","uid":"b31bd201-68f9-5560-ad07-71bdb488acea","key":"scale","value":"1=heavy, 3=even, 5=light"}
    {"kind":"ritual","uid":"01a204e2-e7b3-73c5-994c-db40a7b85afa","name":"walk","intention":"out before the day begins","rhythms":[{"rhythm":"3/week"},{"from":"2026-03-03","rhythm":"daily"}],"around":"morning","for":["calm","body"],"unit":"min","history":[{"uid":"01a204e2-e7d7-746f-a889-759c26c3659a","on":"2026-03-03","was":{},"note":"more light now"}]}
    {"kind":"ritual","uid":"01a204e2-e7d0-73d0-ba53-0ae38fc0a27c","name":"évening tea","joint":true,"with":"Kim","sacred":true}
    {"kind":"ritual","uid":"01a204de-3673-7145-b62f-3844ed6a66cf","name":"swim","water":"cold"}
    {"kind":"ritual","uid":"01a204e2-e849-72da-bca4-38ab4b7aabcd","name":"sing","retired":"2026-03-06","history":[{"uid":"01a204e2-e854-70bf-a50e-1fd5359cfa76","on":"2026-03-06","was":{"retired":null}}]}
    {"kind":"pause","uid":"01a204e2-e7f1-71e9-871a-ba20c97e6c7f","ritual":"walk","ritual_uid":"01a204e2-e7b3-73c5-994c-db40a7b85afa","from":"2026-03-05","until":"2026-03-10","why":"cold"}
    {"kind":"pause","uid":"01a204e2-e7f9-74b3-b3b4-44da84c17f89","from":"2026-04-01"}
    {"kind":"completion","uid":"01a204e2-e7ca-744a-a805-317e506e8abe","ritual":"walk","ritual_uid":"01a204e2-e7b3-73c5-994c-db40a7b85afa","day":"2026-02-27"}
    {"kind":"completion","uid":"01a204e2-e7bc-729d-a485-2220c9c1b51f","ritual":"walk","ritual_uid":"01a204e2-e7b3-73c5-994c-db40a7b85afa","day":"2026-03-01","at":"2026-03-01T07:30:00+01:00","zone":"Europe/Berlin","amount":20,"as":"round the lake","note":"Ice on the lake; « quiet »."}
    {"kind":"completion","uid":"01a204e2-e7c3-7244-9086-67489a7210c3","ritual":"walk","ritual_uid":"01a204e2-e7b3-73c5-994c-db40a7b85afa","day":"2026-03-02","at":"2026-03-02T07:30:00+01:00","zone":"Europe/Berlin","note":"snow"}
    {"kind":"completion","uid":"01a204e2-e7e1-734e-be58-07b4fc5df4d2","ritual":"évening tea","ritual_uid":"01a204e2-e7d0-73d0-ba53-0ae38fc0a27c","day":"2026-03-03","at":"2026-03-03T20:00:00+01:00","zone":"Europe/Berlin"}
    {"kind":"mood","uid":"01a204e2-e7e1-734e-be58-07b5470f928b","day":"2026-03-03","at":"2026-03-03T20:00:00+01:00","zone":"Europe/Berlin","mood":4}
    {"kind":"mood","uid":"01a204e2-e7e9-74a2-86b4-0fc963aaaf2d","day":"2026-03-04","at":"2026-03-04T20:00:00+01:00","zone":"Europe/Berlin","mood":3,"energy":2,"sleep":6.5,"feelings":["tired","calm"],"triggers":["rain"],"coping":["tea"],"changed":["travel"],"note":"slow day"}
    {"kind":"boundary","uid":"01a204e2-e800-7377-8cd4-a571327041b9","area":"phone at night","stance":"ask-first","with":"Kim","agreed":"2026-03-05","revisit":"2026-06-01","note":"ask by day","history":[{"uid":"01a204e2-e808-709d-93f2-b46ae1bb9381","on":"2026-03-06","was":{"note":"unless it rings twice","stance":"off-limits"}}]}
    {"kind":"boundary","uid":"01a204e2-e810-7258-af35-695a938d2fd0","area":"visits","stance":"offered","retired":"2026-03-06","history":[{"uid":"01a204e2-e819-718f-a4bc-46da73e2f91e","on":"2026-03-06","was":{"retired":null}}]}
    "#);
}

/// They speak of tables that are no more. It is told for as long as they would have been kept.
#[test]
fn kept_commands_end_at_the_upgrade_and_the_program_says_so() {
    let mut home = stored();
    insta::assert_snapshot!(home.transcript(
        "undo --list
         undo
         log walk
         undo --list
         undo 2
         undo
         undo --list
         undo --list --json
         @ 2026-03-20T09:00:00Z
         undo
         undo --list"
    ), @r#"
    $ ritual undo --list
    The commands before the upgrade are no longer kept.
    $ ritual undo
    ! error: the commands before the upgrade are no longer kept
    ! hint: the notebook as it was before lies beside it, in a file that ends in .bak
    = 1
    $ ritual log walk
    walk, noted for today. 3 of the last 7 days (2 more resting). #18
    $ ritual undo --list
     1  `log walk`: walk, noted for today, 7 March at 09:00
    The commands before the upgrade are no longer kept.
    $ ritual undo 2
    ! note: `log walk` was run without a terminal
    ! error: 2 commands were asked for, and 1 can be taken back
    ! hint: `ritual undo --list` shows the commands that are kept
    = 1
    $ ritual undo
    `log walk` is taken back.
      walk, noted for today #18
    `ritual redo` brings it back.
    ! note: `log walk` was run without a terminal
    $ ritual undo --list
        `log walk` (taken back): walk, noted for today, 7 March at 09:00
    The commands before the upgrade are no longer kept.
    $ ritual undo --list --json
    {"schema":1,"report":"undo","steps":[{"at":"2026-03-07T09:00:00Z","command":"log","undo":true,"typed":["log walk"]}],"upgraded":true}
    $ ritual undo
    ! error: there is nothing to take back
    ! hint: the last 20 commands are kept for 7 days
    = 1
    $ ritual undo --list
    Nothing is kept to take back.
    "#);
    assert_sound(&home.db());
}

/// An old file takes the nouns that came with schema 2, and its rituals are what they hang on.
#[test]
fn an_old_file_takes_the_new_nouns() {
    let home = stored();
    // Reading brings a copy in memory forward; the file stays as it was.
    let before = bytes(&home.db());
    home.ok(&["care"]);
    home.ok(&["reflections"]);
    assert!(bytes(&home.db()) == before);
    let ritual = home.json(&["list"])["rituals"][0]["name"].clone();
    let name = ritual.as_str().expect("a ritual");
    home.ok(&["reflect", name, "--works", "short"]);
    home.ok(&["month", "set", "--personal", "rest", "--ritual", name]);
    home.ok(&["network", "add", "Ana", "--for", "tea"]);
    assert_eq!(
        home.json(&["show", name])["reflections"][0]["works"],
        "short"
    );
    assert_sound(&home.db());
}

const STORED_2: &str = include_str!("../fixtures/schema-2.sql");

fn stored_2() -> Home {
    let home = Home::at("2026-03-07T09:00:00Z");
    Connection::open(home.db())
        .unwrap()
        .execute_batch(STORED_2)
        .unwrap();
    home
}

#[test]
fn a_dry_run_leaves_an_older_file_as_it_is() {
    let home = stored_2();
    let before = bytes(&home.db());
    let row = br#"{"kind":"win","day":"2026-03-01","text":"slept"}"#;
    let said = home.with_stdin(&["import", "jsonl", "-", "--dry-run"], row);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("1 row would come in"), "{said:?}");
    assert!(bytes(&home.db()) == before);
    assert!(!home.path("ritual.db.schema-2.bak").exists());
}

#[test]
fn what_is_refused_leaves_an_older_file_as_it_is() {
    let home = stored();
    let before = bytes(&home.db());
    for refused in [
        &["undo"][..],
        &["undo", "3"],
        &["redo"],
        &["log", "wlak"],
        &["edit", "#9999", "--note", "x"],
        &["retire", "wlak"],
        &["change", "wlak", "--rhythm", "daily"],
        &["merge", "wlak", "swmi"],
        &["pause", "wlak"],
        &["boundaries", "retire", "#9999"],
        &["share", "#9999", "--with", "Sam"],
        &["unshare", "#9999"],
        &["forget", "#9999", "--yes"],
        &["consent", "revoke", "#9999"],
        &["talk", "close", "#9999"],
        &["support", "options", "retire", "nothing of the kind"],
    ] {
        let said = home.run(refused);
        assert!(matches!(said.code, 1 | 2), "{refused:?}: {said:?}");
        assert!(bytes(&home.db()) == before, "{refused:?}");
    }
    assert!(!home.path("ritual.db.schema-1.bak").exists());
    home.ok(&["log", "walk"]);
    assert!(home.path("ritual.db.schema-1.bak").exists());
}

/// Indexes are made anew, so damage there keeps nobody from an upgrade.
#[test]
fn a_damaged_index_of_words_stands_in_no_upgrades_way() {
    let home = stored_2();
    Connection::open(home.db())
        .unwrap()
        .execute_batch("UPDATE word_index_data SET block = x'00' WHERE id > 10")
        .unwrap();
    let rows = home.ok(&["export", "jsonl"]).lines().count();
    home.ok(&["doctor"]);
    home.ok(&["win", "it opens"]);
    assert_eq!(home.ok(&["export", "jsonl"]).lines().count(), rows + 1);
    assert_sound(&home.db());
}

/// 0.1 kept a field it did not know; the field is known now, and is not written twice.
#[test]
fn an_identity_that_0_1_kept_as_unknown_goes_at_the_upgrade() {
    let home = stored_2();
    let changed = Connection::open(home.db())
        .unwrap()
        .execute(
            r#"UPDATE completion SET extra = '{"later":1,"ritual_uid":"elsewhere"}'"#,
            [],
        )
        .unwrap();
    home.ok(&["win", "it opens"]);
    let rows = home.ok(&["export", "jsonl", "--kind", "completion"]);
    assert_eq!(rows.matches("\"later\":1").count(), changed);
    assert_eq!(rows.matches("\"ritual_uid\"").count(), changed);
    assert!(!rows.contains("elsewhere"));
}

#[test]
fn ten_first_writes_leave_one_copy() {
    let home = stored_2();
    let logs: Vec<_> = (0..10)
        .map(|_| home.command(&["log", "-q", "walk"]).spawn().unwrap())
        .collect();
    for mut log in logs {
        assert!(log.wait().unwrap().success());
    }
    let folder = home.db().parent().unwrap().to_owned();
    let copies = std::fs::read_dir(folder).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".bak")
    });
    assert_eq!(copies.count(), 1);
}
