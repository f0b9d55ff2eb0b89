//! Exports to other programs, read back by the importers of their files.

use crate::bare;
use crate::support::Home;
use insta::assert_snapshot;

/// A notebook with something of everything that other programs could take.
fn notebook() -> Home {
    let home = Home::at("2026-03-10T12:00:00Z");
    let rows = [
        r#"{"kind":"ritual","uid":"0190a000-0000-7000-8000-000000000001","name":"walk","intention":"calm: slowly","rhythm":"3/week","unit":"min"}"#,
        r#"{"kind":"ritual","uid":"0190a000-0000-7000-8000-000000000002","name":"Read : write","rhythm":"mon,wed"}"#,
        r##"{"kind":"ritual","uid":"0190a000-0000-7000-8000-000000000003","name":"# tea","retired":"2026-03-05"}"##,
        r#"{"kind":"pause","ritual":"walk","from":"2026-03-05","until":"2026-03-07","why":"away : ill"}"#,
        r#"{"kind":"pause","from":"2026-03-09","why":"travel"}"#,
        r#"{"kind":"completion","ritual":"walk","day":"2026-03-02","at":"2026-03-02T07:30:00Z","amount":20,"unit":"min","as":"round the block","note":"cold\n[2026-01-01] but clear"}"#,
        r#"{"kind":"completion","ritual":"walk","day":"2026-03-02","amount":10.5,"unit":"min"}"#,
        r#"{"kind":"completion","ritual":"walk","day":"2026-03-03","amount":0,"unit":"min"}"#,
        r#"{"kind":"completion","ritual":"walk","day":"2026-03-04"}"#,
        r#"{"kind":"completion","ritual":"walk","day":"2026-03-06","amount":5,"unit":"min"}"#,
        r#"{"kind":"completion","ritual":"Read : write","day":"2026-03-02"}"#,
        r##"{"kind":"completion","ritual":"# tea","day":"2026-03-02","note":"green"}"##,
        r#"{"kind":"mood","day":"2026-03-02","at":"2026-03-02T21:30:00Z","mood":4,"energy":3,"sleep":7.5,"feelings":["calm","late, \"night\""],"note":"slept at last\n\n[sic] and \"so on\""}"#,
        r#"{"kind":"mood","day":"2026-03-03","mood":2}"#,
        r#"{"kind":"win","day":"2026-03-03","text":"asked for help"}"#,
        r#"{"kind":"boundary","area":"reading my notebook","stance":"off-limits","with":"Sam","agreed":"2026-03-04"}"#,
    ];
    let said = home.with_stdin(&["import", "jsonl", "-"], rows.join("\n").as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    home
}

/// What an export says, and what the importer of its format makes of it in an empty notebook. The same
/// again adds nothing.
fn there_and_back(format: &str, name: &str) -> String {
    let home = notebook();
    let path = home.path(name).display().to_string();
    let said = home.run(&["export", format, &path]);
    assert_eq!(said.code, 0, "{said:?}");
    let other = Home::at(&home.now);
    let back = other.run(&["import", "auto", &path]);
    assert_eq!(back.code, 0, "{back:?}");
    assert!(back.err.contains(&format!("reads as {format}")), "{back:?}");
    assert_eq!(other.json(&["import", format, &path])["added"], 0);
    let rows = other.ok(&["export", "jsonl"]);
    home.masked(&format!("{}{}---\n{}", said.out, said.err, bare(&rows)))
}

#[test]
fn loop_there_and_back() {
    assert_snapshot!(there_and_back("loop", "loop.db"), @r##"
    Wrote [HOME]/loop.db, 12 rows.
    note: not carried over: 3 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    note: not carried over: 1 second entry of a day: one a day is kept there: amounts are added, words stand together.
    note: not carried over: 1 time of day: days alone are kept there.
    note: not carried over: 1 ritual without a rhythm: one is asked for there, and they come as daily.
    note: not carried over: 1 rhythm of named weekdays: it comes there as so many times a week.
    note: not carried over: 1 day with an amount it cannot hold, or without one among numbers: a day of such a habit is a number up to 2147483 there.
    ---
    {"kind":"ritual","name":"walk","intention":"calm: slowly","rhythm":"3/week","unit":"min","loop":{"target_type":"AT_LEAST","target_value":"5.0"}}
    {"kind":"ritual","name":"Read : write","rhythm":"2/week"}
    {"kind":"ritual","name":"# tea","rhythm":"daily","retired":"2026-03-02"}
    {"kind":"pause","ritual":"Read : write","from":"2026-03-09","until":"2026-03-10","why":"travel"}
    {"kind":"pause","ritual":"walk","from":"2026-03-05","until":"2026-03-05","why":"away : ill"}
    {"kind":"pause","ritual":"walk","from":"2026-03-07","until":"2026-03-07"}
    {"kind":"pause","ritual":"walk","from":"2026-03-09","until":"2026-03-10","why":"travel"}
    {"kind":"completion","ritual":"walk","day":"2026-03-02","amount":30.5,"unit":"min","note":"round the block\ncold\n[2026-01-01] but clear"}
    {"kind":"completion","ritual":"Read : write","day":"2026-03-02"}
    {"kind":"completion","ritual":"# tea","day":"2026-03-02","note":"green"}
    {"kind":"completion","ritual":"walk","day":"2026-03-03","amount":0,"unit":"min"}
    {"kind":"completion","ritual":"walk","day":"2026-03-06","amount":5,"unit":"min"}
    "##);
}

/// What Loop asks for: the version, an identity, no null where it reads a value, one row a day.
#[test]
fn loop_reads_every_column() {
    let home = notebook();
    let path = home.path("loop.db");
    home.ok(&["export", "loop", &path.display().to_string()]);
    let conn = rusqlite::Connection::open(&path).expect("a database");
    let one = |sql: &str| {
        conn.query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("a number")
    };
    assert_eq!(one("PRAGMA user_version"), 25);
    assert_eq!(one("SELECT count(*) FROM Habits"), 3);
    for column in [
        "archived",
        "color",
        "description",
        "freq_num",
        "freq_den",
        "highlight",
        "name",
        "position",
        "reminder_days",
        "type",
        "target_type",
        "target_value",
        "unit",
        "question",
        "uuid",
    ] {
        assert_eq!(
            one(&format!(
                "SELECT count(*) FROM Habits WHERE {column} IS NULL"
            )),
            0,
            "{column}"
        );
    }
    assert_eq!(
        one("SELECT count(*) FROM Habits WHERE length(uuid) <> 32"),
        0
    );
    assert_eq!(
        one(
            "SELECT count(*) FROM Repetitions WHERE timestamp % 86400000 <> 0 OR value IS NULL OR notes IS NULL"
        ),
        0
    );
    let table: Vec<(i64, i64, i64)> = conn
        .prepare("SELECT habit, timestamp / 86400000, value FROM Repetitions ORDER BY 1, 2")
        .and_then(|mut rows| {
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        })
        .expect("rows");
    let day = 20_514; // 2 March 2026
    assert_eq!(
        table[..5],
        [
            (1, day, 30_500),
            (1, day + 1, 0),
            (1, day + 3, 3),
            (1, day + 4, 5000),
            (1, day + 5, 3)
        ]
    );
    conn.execute_batch("PRAGMA foreign_key_check; PRAGMA integrity_check")
        .expect("a sound file");
}

#[test]
fn harsh_there_and_back() {
    assert_snapshot!(there_and_back("harsh", "harsh"), @r#"
    Wrote [HOME]/harsh, 12 rows.
    note: not carried over: 3 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    note: not carried over: 1 second entry of a day: one a day is kept there: amounts are added, words stand together.
    note: not carried over: 1 time of day: days alone are kept there.
    note: not carried over: 1 rhythm of named weekdays: it comes there as so many times a week.
    ---
    {"kind":"ritual","name":"walk","rhythm":"3/week"}
    {"kind":"ritual","name":"Read - write","rhythm":"2/week"}
    {"kind":"ritual","name":"tea","retired":"2026-03-05"}
    {"kind":"pause","ritual":"Read - write","from":"2026-03-09","until":"2026-03-10","why":"travel"}
    {"kind":"pause","ritual":"walk","from":"2026-03-05","until":"2026-03-05","why":"away - ill"}
    {"kind":"pause","ritual":"walk","from":"2026-03-07","until":"2026-03-07"}
    {"kind":"pause","ritual":"walk","from":"2026-03-09","until":"2026-03-10","why":"travel"}
    {"kind":"completion","ritual":"walk","day":"2026-03-02","amount":30.5,"note":"round the block, cold [2026-01-01] but clear"}
    {"kind":"completion","ritual":"Read - write","day":"2026-03-02"}
    {"kind":"completion","ritual":"tea","day":"2026-03-02","note":"green"}
    {"kind":"completion","ritual":"walk","day":"2026-03-03"}
    {"kind":"completion","ritual":"walk","day":"2026-03-04"}
    {"kind":"completion","ritual":"walk","day":"2026-03-06","amount":5}
    "#);
    let home = notebook();
    home.ok(&["export", "harsh", &home.path("h").display().to_string()]);
    let read = |name: &str| std::fs::read_to_string(home.path("h").join(name)).expect("a file");
    assert_snapshot!(format!("{}---\n{}", read("habits"), read("log")), @"
    walk: 3/7
    Read - write: 2/7
    tea: 0: 2026-03-05
    ---
    2026-03-02 : walk : y : round the block, cold [2026-01-01] but clear : 30.5
    2026-03-02 : Read - write : y
    2026-03-02 : tea : y : green
    2026-03-03 : walk : y :  : 0
    2026-03-04 : walk : y
    2026-03-05 : walk : s : away - ill
    2026-03-06 : walk : y :  : 5
    2026-03-07 : walk : s
    2026-03-09 : walk : s : travel
    2026-03-09 : Read - write : s : travel
    2026-03-10 : walk : s
    2026-03-10 : Read - write : s
    ");
}

#[test]
fn jrnl_there_and_back() {
    assert_snapshot!(there_and_back("jrnl", "journal.txt"), @r##"
    Wrote [HOME]/journal.txt, 5 rows.
    note: not carried over: 5 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    note: not carried over: 5 entries without words: words are kept there.
    ---
    {"kind":"mood","day":"2026-03-02","at":"2026-03-02T07:30:00Z","zone":"UTC","note":"walk, 20 min\nround the block\ncold\n [2026-01-01] but clear"}
    {"kind":"mood","day":"2026-03-02","at":"2026-03-02T21:30:00Z","zone":"UTC","feelings":["calm","late_night"],"note":"slept at last\n\n [sic] and \"so on\"\nmood 4, energy 3, sleep 7.5 h\n@calm @late_night"}
    {"kind":"mood","day":"2026-03-02","note":"# tea\ngreen"}
    {"kind":"mood","day":"2026-03-03","note":"mood 2"}
    {"kind":"mood","day":"2026-03-03","note":"asked for help"}
    "##);
    let said = notebook().run(&["export", "jrnl"]);
    assert_snapshot!(format!("{}{}", said.out, said.err), @r#"
    [2026-03-02] # tea
    green

    [2026-03-02 07:30:00] walk, 20 min
    round the block
    cold
     [2026-01-01] but clear

    [2026-03-02 21:30:00] slept at last

     [sic] and "so on"
    mood 4, energy 3, sleep 7.5 h
    @calm @late_night

    [2026-03-03] mood 2

    [2026-03-03] asked for help
    note: not carried over: 5 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    note: not carried over: 5 entries without words: words are kept there.
    "#);
}

#[test]
fn obsidian_there_and_back() {
    assert_snapshot!(there_and_back("obsidian", "vault"), @r##"
    Wrote [HOME]/vault, 9 rows.
    note: not carried over: 6 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    note: not carried over: 1 time of day: days alone are kept there.
    ---
    {"kind":"ritual","name":"walk"}
    {"kind":"ritual","name":"Read : write"}
    {"kind":"ritual","name":"# tea"}
    {"kind":"completion","ritual":"walk","day":"2026-03-02","at":"2026-03-02T07:30:00Z","zone":"UTC","amount":20,"unit":"min","as":"round the block","note":"cold\n[2026-01-01] but clear"}
    {"kind":"completion","ritual":"walk","day":"2026-03-02","amount":10.5,"unit":"min"}
    {"kind":"completion","ritual":"Read : write","day":"2026-03-02"}
    {"kind":"completion","ritual":"# tea","day":"2026-03-02","note":"green"}
    {"kind":"completion","ritual":"walk","day":"2026-03-03","amount":0,"unit":"min"}
    {"kind":"completion","ritual":"walk","day":"2026-03-04"}
    {"kind":"completion","ritual":"walk","day":"2026-03-06","amount":5,"unit":"min"}
    {"kind":"mood","day":"2026-03-02","mood":4,"energy":3,"sleep":7.5,"feelings":["calm","late, \"night\""],"note":"slept at last\n\n[sic] and \"so on\""}
    {"kind":"mood","day":"2026-03-03","mood":2}
    "##);
    let home = notebook();
    home.ok(&[
        "export",
        "obsidian",
        &home.path("v.zip").display().to_string(),
    ]);
    home.ok(&["export", "obsidian", &home.path("v").display().to_string()]);
    let note = std::fs::read_to_string(home.path("v").join("2026-03-02.md")).expect("a note");
    assert_snapshot!(note, @r#"
    ---
    energy: 3
    mood: 4
    sleep: 7.5
    feelings: ["calm","late, \"night\""]
    note: "slept at last\n\n[sic] and \"so on\""
    ---
    - [x] walk [amount:: 20 min] [at:: 07:30] [as:: round the block] ✅ 2026-03-02
      cold
      [2026-01-01] but clear
    - [x] walk [amount:: 10.5 min] ✅ 2026-03-02
    - [x] Read : write ✅ 2026-03-02
    - [x] # tea ✅ 2026-03-02
      green
    "#);
}

#[test]
fn exports_to_other_programs_say_where_they_go() {
    let mut home = notebook();
    home.ok(&["export", "harsh", &home.path("there").display().to_string()]);
    let lines = "export loop\nexport harsh\nexport obsidian -\nexport harsh [HOME]/there\nexport jrnl --only nobody\nexport loop a.db --json";
    let there = home.dir.path().display().to_string();
    let lines = lines
        .replace("[HOME]", &there)
        .replace("a.db", &format!("{there}/a.db"));
    assert_snapshot!(home.transcript(&lines), @r#"
    $ ritual export loop
    ! error: loop expects a PATH: a database is no text
    ! hint: such as `ritual export loop ritual-for-loop.db`
    = 2
    $ ritual export harsh
    ! error: harsh is several files: PATH expects a folder or a .zip
    ! hint: such as `ritual export harsh for-harsh`
    = 2
    $ ritual export obsidian -
    ! error: obsidian is several files: PATH expects a folder or a .zip
    ! hint: such as `ritual export obsidian for-obsidian`
    = 2
    $ ritual export harsh [HOME]/there
    ! error: [HOME]/there/habits is there, and was left as it is
    ! hint: --force writes over it
    = 1
    $ ritual export jrnl --only nobody
    ! error: no ritual is called 'nobody'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual export loop [HOME]/a.db --json
    {"schema":1,"report":"export","format":"loop","files":["[HOME]/a.db"],"rows":12,"not_carried":[{"what":"kinds","count":3},{"what":"same-day","count":1},{"what":"clocks","count":1},{"what":"unrhythmed","count":1},{"what":"weekdays","count":1},{"what":"amounts","count":1}]}
    ! note: not carried over: 3 rows of kinds that are not known there: `ritual export jsonl` holds every row.
    ! note: not carried over: 1 second entry of a day: one a day is kept there: amounts are added, words stand together.
    ! note: not carried over: 1 time of day: days alone are kept there.
    ! note: not carried over: 1 ritual without a rhythm: one is asked for there, and they come as daily.
    ! note: not carried over: 1 rhythm of named weekdays: it comes there as so many times a week.
    ! note: not carried over: 1 day with an amount it cannot hold, or without one among numbers: a day of such a habit is a number up to 2147483 there.
    "#);
}

/// A choice of rows goes on as in every export.
#[test]
fn a_choice_of_rows_goes_to_another_program() {
    let home = notebook();
    let path = home.path("one").display().to_string();
    home.ok(&[
        "export",
        "harsh",
        &path,
        "--only",
        "walk",
        "--from",
        "2026-03-03",
        "--to",
        "2026-03-04",
    ]);
    let read = |name: &str| std::fs::read_to_string(home.path("one").join(name)).expect("a file");
    assert_snapshot!(format!("{}---\n{}", read("habits"), read("log")), @"
    walk: 3/7
    ---
    2026-03-03 : walk : y :  : 0
    2026-03-04 : walk : y
    ");
}

/// What `export csv` and `export json` write comes back whole, into an empty notebook and into its own.
#[test]
fn tables_and_the_document_come_back() {
    let home = notebook();
    let rows = home.ok(&["export", "jsonl"]);
    let ways: [(&str, &str, &str); 4] = [
        ("csv", "tables", "csv"),
        ("csv", "tables.zip", "csv"),
        ("json", "rows.json", "jsonl"),
        ("jsonl", "rows.jsonl", "jsonl"),
    ];
    for (format, name, reads) in ways {
        let path = home.path(name).display().to_string();
        home.ok(&["export", format, &path]);
        let other = Home::at(&home.now);
        let said = other.run(&["import", "auto", &path]);
        assert_eq!(said.code, 0, "{format}: {said:?}");
        assert!(said.err.contains(&format!("reads as {reads}")), "{said:?}");
        assert_eq!(other.ok(&["export", "jsonl"]), rows, "{format}");
        assert_eq!(
            home.json(&["import", format, &path])["added"],
            0,
            "{format}"
        );
    }
    // One table alone is told by its name, or by its columns.
    let other = Home::at(&home.now);
    for name in ["ritual", "completion", "mood"] {
        let path = home.path("tables").join(format!("{name}.csv"));
        other.ok(&["import", "csv", &path.display().to_string()]);
    }
    let kinds = ["--kind", "ritual", "--kind", "completion", "--kind", "mood"];
    let some = [&["export", "jsonl"][..], &kinds].concat();
    assert_eq!(other.ok(&some), home.ok(&some));
    let mood = home.ok(&["export", "csv", "--kind", "mood"]);
    let said = Home::at(&home.now).with_stdin(&["import", "csv", "-"], mood.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn tables_that_do_not_read() {
    let mut home = Home::at("2026-03-10T12:00:00Z");
    std::fs::write(
        home.path("completion.csv"),
        "uid,day,ritual,amount\n,2026-03-02,walk,much\n",
    )
    .expect("a table");
    std::fs::write(
        home.path("some.csv"),
        "uid,day,ritual,ritual_uid\n,2026-03-02,walk,\n",
    )
    .expect("a table");
    std::fs::write(home.path("cut.json"), "{\"schema\":1,\"report\":\"export\",\"rows\":[{\"kind\":\"win\",\"day\":\"2026-03-02\",\"text\":\"a\"}").expect("a document");
    std::fs::write(
        home.path("odd.json"),
        "{\"schema\":1,\"report\":\"export\",\"rows\":[\n{\"kind\":\"dream\"}]}",
    )
    .expect("a document");
    let there = home.dir.path().display().to_string();
    let lines = "import csv T/completion.csv\nimport csv T/some.csv\nimport json T/cut.json"
        .replace("T/", &format!("{there}/"));
    assert_snapshot!(home.transcript(&lines), @r#"
    $ ritual import csv [HOME]/completion.csv
    ! error: [HOME]/completion.csv, line 2: "amount" expects a number from 0 to 1000000000000; got "much"
    ! hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    $ ritual import csv [HOME]/some.csv
    ! error: [HOME]/some.csv does not say which kind of rows it holds
    ! hint: its name does, where it is that of the export, such as completion.csv
    = 2
    $ ritual import json [HOME]/cut.json
    ! error: [HOME]/cut.json, line 1: an object, or the end of the array is expected
    ! hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    "#);
    let odd = home.path("odd.json").display().to_string();
    let said = home.run(&["import", "auto", &odd]);
    assert!(
        said.code == 2 && said.err.contains("odd.json, line 2: \"kind\""),
        "{said:?}"
    );
    assert!(!home.db().exists());
}

/// A notebook is no file to import; the hint brings it in.
#[test]
fn another_notebook_is_named() {
    let home = notebook();
    let other = Home::at(&home.now);
    let path = home.db().display().to_string();
    let said = |format| other.run(&["import", format, &path]);
    assert_eq!((said("auto").code, other.db().exists()), (2, false));
    assert_eq!(said("auto").err, said("loop").err);
    assert_snapshot!(home.masked(&said("auto").err), @"
    error: [HOME]/ritual.db is a notebook of this program
    hint: `ritual --db [HOME]/ritual.db export jsonl | ritual import jsonl -` brings its rows in
    ");
}
