//! Files made to do harm: refused in bounded memory, with a clear line and the documented code.

use crate::support::{BIN, Home, Said, said};
use crate::{database, fixture, zipped};
use insta::assert_snapshot;
use std::fs::File;
use std::io::Write;
use std::process::Command;

/// KiB of address space a command may have: a bomb that is held whole does not fit.
const SPACE: &str = "700000";

fn bounded(home: &Home, format: &str, file: &str) -> Said {
    let mut command = Command::new("sh");
    let script = format!("ulimit -v {SPACE}; exec \"$0\" \"$@\"");
    command.args(["-c", &script, BIN, "import", format, file]);
    let plain = home.command(&[]);
    command
        .env_clear()
        .envs(plain.get_envs().filter_map(|(k, v)| Some((k, v?))));
    command.stdin(std::process::Stdio::null());
    said(command)
}

fn refused(home: &Home, format: &str, file: &str) -> String {
    let said = bounded(home, format, file);
    assert!(matches!(said.code, 2 | 4), "{format} {file}: {said:?}");
    assert!(!home.db().exists() && said.out.is_empty(), "{said:?}");
    let line = said
        .err
        .lines()
        .next()
        .unwrap_or_default()
        .replace(&home.dir.path().display().to_string(), "[HOME]");
    format!("{line} = {}\n", said.code)
}

fn file(home: &Home, name: &str, bytes: &[u8]) -> String {
    std::fs::write(home.path(name), bytes).expect("a file");
    home.path(name).display().to_string()
}

#[test]
fn zips_that_burst_or_climb_are_refused() {
    let home = Home::new();
    let zeros = vec![b'\n'; 40 << 20];
    let bomb = file(
        &home,
        "bomb.zip",
        &zipped(&[
            ("Habits.csv", b"Position,Name\n001,Walk\n"),
            ("001 Walk/Checkmarks.csv", &zeros),
        ]),
    );
    assert!(std::fs::metadata(&bomb).expect("the bomb").len() < 1 << 20);
    let mut said = refused(&home, "loop", &bomb);
    let many: Vec<(String, &[u8])> = (1..=5)
        .map(|i| (format!("{i:03} Walk/Checkmarks.csv"), &zeros[..30 << 20]))
        .collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    said += &refused(&home, "loop", &file(&home, "many.zip", &zipped(&many)));
    for name in [
        "../outside/Checkmarks.csv",
        "/etc/Checkmarks.csv",
        "001 a/../../Checkmarks.csv",
    ] {
        said += &refused(
            &home,
            "loop",
            &file(
                &home,
                "climbs.zip",
                &zipped(&[(name, b"Date,Value\n2025-01-01,2\n")]),
            ),
        );
    }
    let names: Vec<String> = (0..20_001)
        .map(|i| format!("{i} a/Checkmarks.csv"))
        .collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    said += &refused(&home, "loop", &file(&home, "crowd.zip", &zipped(&entries)));
    let whole = zipped(&[("001 Walk/Checkmarks.csv", b"Date,Value\n2025-01-01,2\n")]);
    said += &refused(
        &home,
        "loop",
        &file(&home, "cut.zip", &whole[..whole.len() / 2]),
    );
    said += &refused(&home, "loop", &file(&home, "word.zip", b"PK\x03\x04"));
    assert_snapshot!(said, @"
    error: [HOME]/bomb.zip/001 Walk/Checkmarks.csv holds more than 32 MiB = 2
    error: [HOME]/many.zip/001 Walk/Checkmarks.csv, line 1: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    error: [HOME]/climbs.zip holds a path that climbs out of it: ../outside/Checkmarks.csv = 2
    error: [HOME]/climbs.zip holds a path that climbs out of it: /etc/Checkmarks.csv = 2
    error: [HOME]/climbs.zip holds a path that climbs out of it: 001 a/../../Checkmarks.csv = 2
    error: [HOME]/crowd.zip holds more than 20000 files = 2
    error: [HOME]/cut.zip is no zip that can be read: invalid Zip archive: Could not find EOCD = 2
    error: [HOME]/word.zip is no zip that can be read: invalid Zip archive: Could not find EOCD = 2
    ");
    assert!(
        !home
            .dir
            .path()
            .parent()
            .expect("above")
            .join("outside")
            .exists()
    );
}

/// Four GiB that take no room on the disk.
#[test]
fn sparse_files_are_refused() {
    let home = Home::new();
    let mut said = String::new();
    let starts: [(&str, &[u8]); 9] = [
        ("zeros", b""),
        ("zip", b"PK\x03\x04"),
        ("sqlite", b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20"),
        ("jsonl", b"{\"kind\":\"mood\",\"note\":\""),
        ("array", b"[{\"name\":\"a\",\"stats\":{\""),
        ("object", b"{\"habits\":[{\"name\":\""),
        ("table", b"HabitName,CalendarDate,Value\n\""),
        ("log", b"2025-01-01 : Gym : y : "),
        ("journal", b"[2026-11-20 06:00:50 PM] a\n"),
    ];
    for (name, start) in starts {
        let path = home.path(name);
        let mut sparse = File::create(&path).expect("a file");
        sparse.write_all(start).expect("its beginning");
        sparse.set_len(4 << 30).expect("a sparse file");
        let path = path.display().to_string();
        let formats: &[&str] = match name {
            "zeros" => &[
                "jsonl",
                "loop",
                "harsh",
                "habitctl",
                "dijo",
                "jrnl",
                "daylio",
                "how-we-feel",
                "nomie",
                "beaverhabits",
                "timewarrior",
                "taskwarrior",
                "habitbull",
                "auto",
            ],
            "zip" | "sqlite" => &["loop", "auto"],
            "jsonl" => &["jsonl"],
            "array" => &["dijo", "timewarrior"],
            "object" => &["beaverhabits"],
            "table" => &["habitbull"],
            "log" => &["harsh"],
            _ => &["jrnl"],
        };
        for format in formats {
            said += &format!("{name}, {format}: {}", refused(&home, format, &path));
        }
        std::fs::remove_file(home.path(name)).expect("gone again");
    }
    assert_snapshot!(said, @"
    zeros, jsonl: error: [HOME]/zeros, line 1: longer than 8388608 bytes = 2
    zeros, loop: error: [HOME]/zeros, line 1: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    zeros, harsh: error: [HOME]/zeros, line 1: longer than 8388608 bytes = 2
    zeros, habitctl: error: [HOME]/zeros, line 1: longer than 8388608 bytes = 2
    zeros, dijo: error: [HOME]/zeros, line 1: a JSON array is expected = 2
    zeros, jrnl: error: [HOME]/zeros, line 1: longer than 8388608 bytes = 2
    zeros, daylio: error: [HOME]/zeros, line 1: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    zeros, how-we-feel: error: [HOME]/zeros, line 1: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    zeros, nomie: error: [HOME]/zeros, line 1: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    zeros, beaverhabits: error: [HOME]/zeros, line 1: a JSON array is expected = 2
    zeros, timewarrior: error: [HOME]/zeros, line 1: a JSON array is expected = 2
    zeros, taskwarrior: error: [HOME]/zeros, line 1: a JSON array is expected = 2
    zeros, habitbull: error: [HOME]/zeros, line 1: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    zeros, auto: error: [HOME]/zeros looks like none of the formats that are known = 2
    zip, loop: error: [HOME]/zip is a zip of more than 256 MiB whose list of files is too long = 2
    zip, auto: error: [HOME]/zip is a zip of more than 256 MiB whose list of files is too long = 2
    sqlite, loop: error: [HOME]/sqlite is damaged: database disk image is malformed = 4
    sqlite, auto: error: [HOME]/sqlite is damaged: database disk image is malformed = 4
    jsonl, jsonl: error: [HOME]/jsonl, line 1: longer than 8388608 bytes = 2
    array, dijo: error: [HOME]/array, line 1: an item of at most 8388608 bytes is expected = 2
    array, timewarrior: error: [HOME]/array, line 1: an item of at most 8388608 bytes is expected = 2
    object, beaverhabits: error: [HOME]/object, line 1: an item of at most 8388608 bytes is expected = 2
    table, habitbull: error: [HOME]/table, line 2: a row of more than 8388608 bytes, perhaps for want of a closing quote = 2
    log, harsh: error: [HOME]/log, line 1: longer than 8388608 bytes = 2
    journal, jrnl: error: [HOME]/journal, line 2: longer than 8388608 bytes = 2
    ");
}

#[test]
fn arrays_without_a_bottom_are_refused() {
    let home = Home::new();
    let deep = format!("[{}", "[".repeat(5_000_000));
    let mut said = refused(
        &home,
        "timewarrior",
        &file(&home, "deep.json", deep.as_bytes()),
    );
    let nested = format!(
        "{{\"kind\":\"mood\",\"day\":\"2026-01-01\",\"x\":{}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    said += &refused(
        &home,
        "jsonl",
        &file(&home, "nested.jsonl", nested.as_bytes()),
    );
    let item = format!("[{{\"a\":{}1{}}}]", "[".repeat(119), "]".repeat(119));
    said += &refused(
        &home,
        "timewarrior",
        &file(&home, "item.json", item.as_bytes()),
    );
    assert_snapshot!(said, @r#"
    error: [HOME]/deep.json, line 1: an item less deep in itself is expected = 2
    error: [HOME]/nested.jsonl, line 1: invalid JSON at column 165: recursion limit exceeded = 2
    error: [HOME]/item.json, line 1: "start" is expected = 2
    "#);
}

const HABITS: &str = "CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT);";
const DAYS: &str = "CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER, value INTEGER);";

#[test]
fn databases_with_a_will_of_their_own_are_refused() {
    let home = Home::new();
    let mut said = String::new();
    for (name, statements) in [
        (
            "view",
            format!(
                "CREATE VIEW Habits AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 'a' AS name FROM n; {DAYS}"
            ),
        ),
        (
            "virtual",
            format!("CREATE VIRTUAL TABLE Habits USING fts5(name); {DAYS}"),
        ),
        (
            "computed",
            format!(
                "CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT AS (hex(zeroblob(900000000)))); {DAYS}"
            ),
        ),
        ("other", "CREATE TABLE Something (a);".to_owned()),
        ("empty", String::new()),
        (
            "narrow",
            format!("CREATE TABLE Habits (id INTEGER PRIMARY KEY); {DAYS}"),
        ),
        (
            "rowless",
            format!("CREATE TABLE Habits (name TEXT PRIMARY KEY) WITHOUT ROWID; {DAYS}"),
        ),
        (
            "long",
            format!("{HABITS} {DAYS} INSERT INTO Habits VALUES (1, hex(zeroblob(10000000)));"),
        ),
        (
            "orphan",
            format!("{HABITS} {DAYS} INSERT INTO Repetitions VALUES (1, 7, 1425168000000, 2);"),
        ),
        (
            "timeless",
            format!(
                "{HABITS} {DAYS} INSERT INTO Habits VALUES (1, 'a'); INSERT INTO Repetitions VALUES (5, 1, 9223372036854775807, 2);"
            ),
        ),
        (
            "typeless",
            format!(
                "{HABITS} {DAYS} INSERT INTO Habits VALUES (1, 'a'); INSERT INTO Repetitions VALUES (5, 'x', x'00', 'y');"
            ),
        ),
    ] {
        let path = database(&home, name, &statements);
        let path = if name == "empty" {
            file(&home, name, b"SQLite format 3\0 and no more")
        } else {
            path
        };
        said += &format!("{name}: {}", refused(&home, "loop", &path));
    }
    said += &format!(
        "stdin: {}",
        home.with_stdin(
            &["import", "loop", "-"],
            &std::fs::read(home.path("orphan")).expect("a database")
        )
        .err
    );
    assert_snapshot!(said, @r#"
    view: error: [HOME]/view has no table Habits = 2
    virtual: error: [HOME]/virtual has no table Habits = 2
    computed: error: [HOME]/computed has none of the columns that are looked for = 2
    other: error: [HOME]/other has no table Habits = 2
    empty: error: [HOME]/empty is damaged: file is not a database = 4
    narrow: error: [HOME]/narrow has none of the columns that are looked for = 2
    rowless: error: [HOME]/rowless is damaged: no such column: rowid in SELECT rowid, "name" FROM "Habits" NOT INDEXED at offset 7 = 4
    long: error: [HOME]/long is damaged: string or blob too big = 4
    orphan: error: [HOME]/orphan, table Repetitions, line 1: no habit has the id 7 = 2
    timeless: error: [HOME]/timeless, table Repetitions, line 5: a timestamp in milliseconds is expected = 2
    typeless: error: [HOME]/typeless, table Repetitions, line 5: a number is expected as the timestamp = 2
    stdin: error: - brings an SQLite file, which is read where it lies
    hint: the name of the file in place of `-`
    "#);
}

/// Triggers, checks and indexes of what is read are never run, and nothing is written beside it.
#[test]
fn a_database_is_read_and_nothing_of_it_is_run() {
    let home = Home::new();
    let path = database(
        &home,
        "Loop.db",
        &format!("CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT CHECK (length(name) > 0 OR length(randomblob(900000000)) > 0));
            {DAYS} CREATE TABLE trap (a);
            INSERT INTO Habits VALUES (1, 'Walk'); INSERT INTO Repetitions VALUES (1, 1, 1425168000000, 2);
            CREATE INDEX odd ON Repetitions (abs(value), lower(hex(timestamp)));
            CREATE TRIGGER spring AFTER INSERT ON Habits BEGIN INSERT INTO trap VALUES (1); END;
            PRAGMA writable_schema = ON;"),
    );
    let before = std::fs::read(&path).expect("the file");
    let said = bounded(&home, "loop", &path);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        home.ok(&["export", "jsonl"])
            .contains("\"day\":\"2015-03-01\"")
    );
    assert_eq!(std::fs::read(&path).expect("the file"), before);
    let mut beside: Vec<String> = home
        .dir
        .path()
        .read_dir()
        .expect("a folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    beside.sort();
    assert_eq!(beside, ["Loop.db", "ritual.db"]);
}

/// Flipped bytes: refused as damaged, or read; never a panic, never a hang, never a half import.
#[test]
fn a_database_with_flipped_bytes() {
    let home = Home::new();
    let mut rows = String::new();
    for i in 0..400 {
        rows += &format!(
            "INSERT INTO Repetitions VALUES ({i}, {}, {}, 2);",
            i % 3 + 1,
            1_425_168_000_000_i64 + i * 86_400_000
        );
    }
    let path = database(
        &home,
        "Loop.db",
        &format!(
            "PRAGMA page_size = 512; {HABITS} {DAYS} INSERT INTO Habits VALUES (1, 'a'), (2, 'b'), (3, 'c'); {rows}"
        ),
    );
    let whole = std::fs::read(&path).expect("the file");
    let mut seed = 41_u64;
    let mut roll = |sides: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % sides
    };
    let mut codes = [0_u32; 5];
    for _ in 0..80 {
        let mut bytes = whole.clone();
        for _ in 0..=roll(16) {
            let at = roll(bytes.len());
            bytes[at] ^= 1 << roll(8);
        }
        std::fs::write(&path, &bytes).expect("the file");
        let said = bounded(&home, "loop", &path);
        assert!(matches!(said.code, 0 | 2 | 4), "{said:?}");
        assert!(!said.err.contains("panicked"), "{said:?}");
        codes[said.code as usize] += 1;
    }
    assert!(codes[4] > 10, "{codes:?}");
}

/// What has a name that drives a terminal is shown with marks.
#[test]
fn names_that_drive_a_terminal_are_shown_as_marks() {
    let home = Home::new();
    let log = "2025-01-01 : G\u{1b}[2Jym\u{202e} : y : a\u{9b}b\n";
    let said = home.with_stdin(&["import", "harsh", "-", "--dry-run"], log.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("G␛[2Jym⟨U+202E⟩"), "{said:?}");
    let said = home.with_stdin(
        &["import", "harsh", "-"],
        b"2025-01-01 : Gym : \x1b]0;x\x07\n",
    );
    assert!(!said.err.contains('\u{1b}'), "{said:?}");
}

/// A missing file is not found; a folder without the files is none of the format's.
#[test]
fn places_without_the_files() {
    let mut home = Home::new();
    std::fs::create_dir(home.path("empty")).expect("a folder");
    let folder = home.path("empty").display().to_string();
    assert_snapshot!(home.transcript(&format!("import loop {folder}\nimport harsh {folder}\nimport dijo {folder}\nimport daylio {folder}\nimport auto {folder}\nimport daylio {folder}/none.csv")), @"
    $ ritual import loop [HOME]/empty
    ! error: [HOME]/empty holds no Checkmarks.csv
    ! hint: Loop's own export is a zip with Habits.csv and a folder for each habit
    = 2
    $ ritual import harsh [HOME]/empty
    ! error: [HOME]/empty holds neither a file called log nor one called habits
    ! hint: the folder the program keeps both in, or one of the two
    = 2
    $ ritual import dijo [HOME]/empty
    ! error: [HOME]/empty holds no habit_record.json
    ! hint: dijo keeps it in its data folder
    = 2
    $ ritual import daylio [HOME]/empty
    ! error: [HOME]/empty holds no backup.daylio
    ! hint: Daylio's own backup is a zip with that file in it
    = 2
    $ ritual import auto [HOME]/empty
    ! error: [HOME]/empty looks like none of the formats that are known
    ! hint: `ritual help formats` lists them; `import csv --map` takes any CSV
    = 2
    $ ritual import daylio [HOME]/empty/none.csv
    ! error: [HOME]/empty/none.csv cannot be read: No such file or directory (os error 2)
    ! hint: `-` reads stdin
    = 1
    ");
    let said = home.run(&["import", "daylio", &fixture("harsh/log")]);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
}

/// A day that stands twice with two sayings is one row with both; the same file again says the same.
#[test]
fn a_day_with_two_sayings_is_the_same_again() {
    let home = Home::new();
    let rows = b"HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
Run,,,2026-03-01,1,cold
Run,,,2026-03-01,5,but clear
Run,,,2026-03-01,1,and long
";
    let path = file(&home, "habits.csv", rows);
    home.ok(&["import", "habitbull", &path]);
    let before = home.ok(&["export", "jsonl"]);
    assert!(
        before.contains("\"amount\":1,\"note\":\"cold\\nbut clear\\nand long\""),
        "{before}"
    );
    let again = home.json(&["import", "habitbull", &path]);
    assert_eq!(
        (&again["added"], &again["changed"], &again["here"]),
        (&0.into(), &0.into(), &2.into()),
        "{again}"
    );
    // What was taken out of one of them changes the row.
    let fewer = String::from_utf8_lossy(rows).replace("but clear", "");
    let path = file(&home, "habits.csv", fewer.as_bytes());
    let changed = home.json(&["import", "habitbull", &path]);
    assert_eq!(changed["changed"], 1, "{changed}");
    assert!(
        home.ok(&["export", "jsonl"])
            .contains("\"note\":\"cold\\nand long\"")
    );
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["export", "jsonl"]), before);
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["export", "jsonl"]), "");
}

/// What stands in a column without a name is kept beside the row, and makes no ritual.
#[test]
fn a_column_without_a_name_is_kept() {
    let home = Home::new();
    let path = file(
        &home,
        "sheet.csv",
        b"day,,walk,\n2026-03-01,a,1,b\n2026-03-02,,1,\n",
    );
    home.ok(&[
        "import",
        "csv",
        &path,
        "--map",
        "day=day,done=walk",
        "--ritual",
        "walk",
    ]);
    let rows = home.ok(&["export", "jsonl"]);
    assert!(rows.contains(r#""csv":{"2":"a","4":"b"}"#), "{rows}");
    home.ok(&["undo"]);
    home.ok(&["import", "csv", &path, "--map", "day=day", "--each"]);
    assert_eq!(
        home.json(&["list"])["rituals"].as_array().map(Vec::len),
        Some(1)
    );
}

/// A time that is none is named, and does not become a day without one.
#[test]
fn times_that_are_none_are_named() {
    let home = Home::new();
    let org = file(
        &home,
        "habits.org",
        b"* TODO Shave\n:PROPERTIES:\n:STYLE: habit\n:END:\n- State \"DONE\" from \"TODO\" [2026-03-29 Sun 24:00]\n",
    );
    let tickmate = database(&home, "tickmate.db", "CREATE TABLE tracks (_id INTEGER PRIMARY KEY, name);
        CREATE TABLE ticks (_id INTEGER PRIMARY KEY, _track_id, year, month, day, hour, minute, second, has_time_info);
        INSERT INTO tracks VALUES (1, 'Water');
        INSERT INTO ticks VALUES (1, 1, 2026, 0, 31, 24, 0, 0, 1);");
    let streaks = file(
        &home,
        "grid.csv",
        b"Date,Run,Sit,\n2026-03-01,0.5,0.25,\n2026-03-02,1,0,\n",
    );
    let habit = file(
        &home,
        "Habit.md",
        b"---\nentries:\n- 2026-03-01\n- 2026-02-30\n---\n",
    );
    let mut said = refused(&home, "org", &org) + &refused(&home, "tickmate", &tickmate);
    said += &refused(&home, "loop", &streaks);
    said += &refused(&home, "obsidian", &habit);
    assert_snapshot!(said, @r#"
    error: [HOME]/habits.org, line 5: a time such as [2026-10-15 Thu 07:00] is expected; got "2026-03-29 Sun 24:00" = 2
    error: [HOME]/tickmate.db, table ticks, line 1: an hour, a minute and a second are expected = 2
    error: [HOME]/grid.csv holds how strong habits are, and no days = 2
    error: [HOME]/Habit.md, line 4: a date is expected; got "2026-02-30" = 2
    "#);
}
