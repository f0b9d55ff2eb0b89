//! Each format in the shapes its program writes: what a dry run shows, and what the notebook holds.

use crate::support::Home;
use crate::{brought, database, fixture, import, rows, zip_of};
use insta::assert_snapshot;

#[test]
fn loop_as_it_exports_since_2025() {
    assert_snapshot!(brought("loop", "loop-2025", &[]), @r#"
    12 rows would come in (30 Jul – 6 Aug 2025).
      ritual      3
      pause       2
      completion  6
      mood        1

    ritual        first day      last day       entries  rests
    Walk          1 August 2025  6 August 2025  2        1
    Wasser        1 August 2025  3 August 2025  3        1
    散歩          1 August 2025  1 August 2025  1
    (mood notes)  2 August 2025  2 August 2025  1

    Not carried over:
      1 day marked as not done: an entry is something that was done.
      2 days without a mark: an entry is something that was done.
      1 day marked by the other program itself: nobody noted them.
      1 frequency: no rhythm here says it, and it is kept with the ritual.
    ---
    {"kind":"ritual","name":"Walk","intention":"Out, and back","rhythm":"3/week","loop":{"question":"Did you walk?"}}
    {"kind":"ritual","name":"Wasser","rhythm":"daily","unit":"Gläser","retired":"2025-08-03","loop":{"question":"Wie viel?","target_type":"AT_LEAST","target_value":"8.0"}}
    {"kind":"ritual","name":"散歩","loop":{"frequency":"2 in 5 days"}}
    {"kind":"pause","ritual":"Walk","from":"2025-08-03","until":"2025-08-04","why":"rain"}
    {"kind":"pause","ritual":"Wasser","from":"2025-07-30","until":"2025-07-30"}
    {"kind":"completion","ritual":"Walk","day":"2025-08-01"}
    {"kind":"completion","ritual":"Wasser","day":"2025-08-01","amount":12,"unit":"Gläser"}
    {"kind":"completion","ritual":"散歩","day":"2025-08-01"}
    {"kind":"completion","ritual":"Wasser","day":"2025-08-02","amount":0,"unit":"Gläser"}
    {"kind":"completion","ritual":"Wasser","day":"2025-08-03","amount":8.5,"unit":"Gläser"}
    {"kind":"completion","ritual":"Walk","day":"2025-08-06","note":"by the river, slowly"}
    {"kind":"mood","day":"2025-08-02","note":"Walk: too late for it","loop":{"ritual":"Walk"}}
    "#);
}

/// A target of a week or a longer time is a rhythm of amounts, where it has a unit and is no most.
#[test]
fn loop_targets() {
    let home = Home::new();
    let path = home.path("loop");
    std::fs::create_dir(&path).expect("a folder");
    let habits = "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?
001,Run,NUMERICAL,,,1,7,#FF8F00,km,AT_LEAST,20.5,false
002,Read,NUMERICAL,,,1,30,#FF8F00,pages,AT_LEAST,300.0,false
003,Water,NUMERICAL,,,1,1,#FF8F00,l,AT_LEAST,2.0,false
004,Coffee,NUMERICAL,,,1,7,#FF8F00,cups,AT_MOST,5.0,false
005,Sit,NUMERICAL,,,1,7,#FF8F00,,AT_LEAST,3.0,false
006,Walk,YES_NO,,,1,7,#FF8F00,,,,false
";
    std::fs::write(path.join("Habits.csv"), habits).expect("a file");
    for habit in ["001 Run", "002 Read"] {
        std::fs::create_dir(path.join(habit)).expect("a folder");
        let days = "Date,Value,Notes\n2026-03-02,5500,\n";
        std::fs::write(path.join(habit).join("Checkmarks.csv"), days).expect("a file");
    }
    home.ok(&["import", "loop", &path.display().to_string()]);
    assert_snapshot!(rows(&home), @r#"
    {"kind":"ritual","name":"Run","rhythm":"20.5 km/week","unit":"km"}
    {"kind":"ritual","name":"Read","rhythm":"300 pages/month","unit":"pages"}
    {"kind":"ritual","name":"Water","rhythm":"daily","unit":"l","loop":{"target_type":"AT_LEAST","target_value":"2.0"}}
    {"kind":"ritual","name":"Coffee","rhythm":"1/week","unit":"cups","loop":{"target_type":"AT_MOST","target_value":"5.0"}}
    {"kind":"ritual","name":"Sit","rhythm":"1/week","loop":{"target_type":"AT_LEAST","target_value":"3.0"}}
    {"kind":"ritual","name":"Walk","rhythm":"1/week"}
    {"kind":"completion","ritual":"Run","day":"2026-03-02","amount":5.5,"unit":"km"}
    {"kind":"completion","ritual":"Read","day":"2026-03-02","amount":5.5,"unit":"pages"}
    "#);
    // Out and back it is the same.
    let out = home.path("out.db").display().to_string();
    home.ok(&["export", "loop", &out]);
    let other = Home::new();
    other.ok(&["import", "loop", &out]);
    let back = other.ok(&["export", "jsonl"]);
    for rhythm in ["20.5 km/week", "300 pages/month"] {
        assert!(back.contains(rhythm), "{back}");
    }
}

#[test]
fn loop_as_it_exported_before() {
    assert_snapshot!(brought("loop", "loop-2023", &[]), @r#"
    8 rows would come in (20–25 Jan 2023).
      ritual      3
      pause       1
      completion  4

    ritual         first day        last day         entries  rests
    Meditate       20 January 2023  25 January 2023  2        1
    Sleep          25 January 2023  25 January 2023  1
    Wake up early  25 January 2023  25 January 2023  1

    Not carried over:
      2 days marked as not done: an entry is something that was done.
      1 day without a mark: an entry is something that was done.
      2 days marked by the other program itself: nobody noted them.
      1 frequency: no rhythm here says it, and it is kept with the ritual.
    ---
    {"kind":"ritual","name":"Meditate","rhythm":"daily","loop":{"question":"Did you meditate this morning?"}}
    {"kind":"ritual","name":"Wake up early","loop":{"frequency":"2 in 3 days","question":"Did you wake up before 6am?"}}
    {"kind":"ritual","name":"Sleep","rhythm":"1/week","loop":{"question":"How long?"}}
    {"kind":"pause","ritual":"Meditate","from":"2023-01-22","until":"2023-01-22"}
    {"kind":"completion","ritual":"Meditate","day":"2023-01-20"}
    {"kind":"completion","ritual":"Meditate","day":"2023-01-25"}
    {"kind":"completion","ritual":"Wake up early","day":"2023-01-25"}
    {"kind":"completion","ritual":"Sleep","day":"2023-01-25","amount":7.25}
    "#);
}

/// The zip, its folder and the backup are the same rows.
#[test]
fn loop_zip_folder_and_backup_agree() {
    let home = Home::new();
    import(&home, "loop", "loop-2025", &[]);
    let rows = home.ok(&["export", "jsonl"]);
    std::fs::write(home.path("Loop Habits CSV.zip"), zip_of("loop-2025")).expect("a zip");
    let zip = home.path("Loop Habits CSV.zip").display().to_string();
    let said = home.json(&["import", "loop", &zip]);
    assert_eq!(
        (&said["added"], &said["format"]),
        (&0.into(), &"loop".into())
    );
    let piped = home.with_stdin(&["import", "auto", "-"], &zip_of("loop-2025"));
    assert_eq!(piped.code, 0, "{piped:?}");
    assert_eq!(home.ok(&["export", "jsonl"]), rows);
    let backup = database(&home, "Loop.db", BACKUP);
    let said = home.run(&["import", "auto", &backup]);
    assert_snapshot!(home.masked(&format!("{}{}", said.out, said.err)), @"
    2 rows brought in (4–7 Aug 2025), 7 rows here from before.
      pause       1
      completion  1
    `ritual calendar --year 2025` shows the days.
    note: [HOME]/Loop.db reads as loop
    note: not carried over: 1 day marked by the other program itself: nobody noted them.
    note: not carried over: 1 reminder: here they come by invitation.
    ");
    let name = zip.replace(".zip", ".db");
    assert!(!std::path::Path::new(&name).exists());
}

const BACKUP: &str = "PRAGMA user_version = 25;
    CREATE TABLE Habits (id INTEGER PRIMARY KEY AUTOINCREMENT, archived INTEGER, color INTEGER,
      description TEXT, freq_den INTEGER, freq_num INTEGER, highlight INTEGER, name TEXT,
      position INTEGER, reminder_hour INTEGER, reminder_min INTEGER,
      reminder_days INTEGER NOT NULL DEFAULT 127, type INTEGER NOT NULL DEFAULT 0,
      target_type INTEGER NOT NULL DEFAULT 0, target_value REAL NOT NULL DEFAULT 0,
      unit TEXT NOT NULL DEFAULT '', question TEXT, uuid TEXT);
    CREATE TABLE Repetitions (id INTEGER PRIMARY KEY AUTOINCREMENT,
      habit INTEGER NOT NULL REFERENCES Habits(id), timestamp INTEGER NOT NULL,
      value INTEGER NOT NULL, notes TEXT);
    INSERT INTO Habits (id, archived, name, description, freq_num, freq_den, position, type, unit, reminder_hour)
      VALUES (1, 0, 'Walk', 'Out, and back', 3, 7, 0, 0, '', 21),
             (2, 1, 'Wasser', '', 1, 1, 1, 1, 'Gläser', NULL);
    INSERT INTO Repetitions (habit, timestamp, value, notes) VALUES
      (1, 1754438400000, 2, 'by the river, slowly'), (1, 1754352000000, 1, NULL),
      (1, 1754006400000, 2, NULL), (1, 1754265600000, 3, NULL), (1, 1754524800000, 2, ''),
      (2, 1754179200000, 8500, NULL), (2, 1754092800000, 0, NULL), (2, 1754006400000, 12000, NULL);";

/// Old backups have neither a value nor a type: a row is a day it was done.
#[test]
fn loop_backup_of_an_early_version() {
    let home = Home::new();
    let backup = database(
        &home,
        "early.db",
        "PRAGMA user_version = 12;
        CREATE TABLE Habits (Id INTEGER PRIMARY KEY AUTOINCREMENT, archived INTEGER, color INTEGER,
          description TEXT, freq_den INTEGER, freq_num INTEGER, highlight INTEGER, name TEXT, position INTEGER);
        CREATE TABLE Repetitions (id INTEGER PRIMARY KEY AUTOINCREMENT, habit INTEGER, timestamp INTEGER);
        INSERT INTO Habits (Id, archived, name, description, freq_num, freq_den, position) VALUES (7, 0, 'Swim', 'lengths', 2, 7, 3);
        INSERT INTO Repetitions (habit, timestamp) VALUES (7, 1425168000000), (7, 1425254400000);",
    );
    home.ok(&["import", "loop-db", &backup]);
    assert_snapshot!(home.masked(&home.ok(&["export", "jsonl"])), @r#"
    {"kind":"ritual","uid":"[UID]","name":"Swim","intention":"lengths","rhythm":"2/week"}
    {"kind":"completion","uid":"[UID]","ritual":"Swim","ritual_uid":"[UID]","day":"2015-03-01"}
    {"kind":"completion","uid":"[UID]","ritual":"Swim","ritual_uid":"[UID]","day":"2015-03-02"}
    "#);
}

#[test]
fn harsh_with_its_two_files() {
    assert_snapshot!(brought("harsh", "harsh", &[]), @r#"
    15 rows would come in (1–7 Jan 2025).
      ritual      8
      pause       1
      completion  5
      mood        1

    ritual          first day       last day        entries  rests
    Called Mom
    Coffee          5 January 2025  6 January 2025  2
    Deep clean
    Flute
    Gym             1 January 2025  1 January 2025  1        1
    Meditated       4 January 2025  4 January 2025  1
    Swam
    Walked the dog  7 January 2025  7 January 2025  1
    (mood notes)    1 January 2025  1 January 2025  1

    Not carried over:
      1 day marked as not done: an entry is something that was done.
      1 line with a later one for the same day and name: the last one counts there.
      1 frequency: no rhythm here says it, and it is kept with the ritual.
      1 end that lies ahead: a ritual retires when its day has come.
    ---
    {"kind":"ritual","name":"Meditated","rhythm":"daily","harsh":{"heading":"Morning"}}
    {"kind":"ritual","name":"Gym","rhythm":"3/week","harsh":{"heading":"Morning"}}
    {"kind":"ritual","name":"Called Mom","rhythm":"1/week","harsh":{"heading":"Morning"}}
    {"kind":"ritual","name":"Coffee","harsh":{"heading":"Tracking"}}
    {"kind":"ritual","name":"Deep clean","harsh":{"frequency":"3/10","heading":"Tracking"}}
    {"kind":"ritual","name":"Swam","rhythm":"1/week","retired":"2025-02-01","harsh":{"heading":"Tracking"}}
    {"kind":"ritual","name":"Flute","rhythm":"2/week","harsh":{"ends":"2099-01-01","heading":"Tracking"}}
    {"kind":"ritual","name":"Walked the dog"}
    {"kind":"pause","ritual":"Gym","from":"2025-01-02","until":"2025-01-04","why":"travelling"}
    {"kind":"completion","ritual":"Gym","day":"2025-01-01","amount":1.5,"note":"Leg day"}
    {"kind":"completion","ritual":"Meditated","day":"2025-01-04"}
    {"kind":"completion","ritual":"Coffee","day":"2025-01-05","amount":3,"note":"at the corner"}
    {"kind":"completion","ritual":"Coffee","day":"2025-01-06","amount":2}
    {"kind":"completion","ritual":"Walked the dog","day":"2025-01-07"}
    {"kind":"mood","day":"2025-01-01","note":"Meditated: slept in","harsh":{"ritual":"Meditated"}}
    "#);
    // The log named alone finds its habits beside it.
    let home = Home::new();
    import(&home, "harsh", "harsh", &[]);
    let said = home.json(&["import", "harsh", &fixture("harsh/log")]);
    assert_eq!((&said["added"], &said["here"]), (&0.into(), &14.into()));
}

#[test]
fn habitctl_with_its_two_files() {
    assert_snapshot!(brought("habitctl", "habitctl", &[]), @r#"
    8 rows would come in (1–4 Jun 2018).
      ritual      4
      pause       1
      completion  3

    ritual        first day    last day     entries  rests
    Cinema        4 June 2018  4 June 2018  1
    Dentist
    Meditate      1 June 2018  4 June 2018  2        1
    Swim lengths

    Not carried over:
      1 day marked as not done: an entry is something that was done.
      1 line with a later one for the same day and name: the last one counts there.
      1 frequency: no rhythm here says it, and it is kept with the ritual.
    ---
    {"kind":"ritual","name":"Meditate","rhythm":"daily"}
    {"kind":"ritual","name":"Swim lengths","rhythm":"1/week"}
    {"kind":"ritual","name":"Cinema"}
    {"kind":"ritual","name":"Dentist","habitctl":{"days":400}}
    {"kind":"pause","ritual":"Meditate","from":"2018-06-02","until":"2018-06-03"}
    {"kind":"completion","ritual":"Meditate","day":"2018-06-01"}
    {"kind":"completion","ritual":"Meditate","day":"2018-06-04"}
    {"kind":"completion","ritual":"Cinema","day":"2018-06-04"}
    "#);
}

#[test]
fn dijo_with_its_two_files() {
    assert_snapshot!(brought("dijo", "dijo", &[]), @r#"
    11 rows would come in (1–2 Mar 2021).
      ritual      4
      completion  7

    ritual    first day     last day      entries  rests
    commits   1 March 2021  1 March 2021  1
    meditate  1 March 2021  2 March 2021  2
    pushups   1 March 2021  2 March 2021  2
    running   1 March 2021  2 March 2021  2

    Not carried over:
      1 day marked as not done: an entry is something that was done.
    ---
    {"kind":"ritual","name":"meditate","dijo":{"goal":true}}
    {"kind":"ritual","name":"pushups","dijo":{"goal":30}}
    {"kind":"ritual","name":"running","dijo":{"goal":{"precision":2,"value":500}}}
    {"kind":"ritual","name":"commits","dijo":{"auto":true,"goal":0}}
    {"kind":"completion","ritual":"meditate","day":"2021-03-01"}
    {"kind":"completion","ritual":"pushups","day":"2021-03-01","amount":20}
    {"kind":"completion","ritual":"running","day":"2021-03-01","amount":26.25}
    {"kind":"completion","ritual":"commits","day":"2021-03-01","amount":4}
    {"kind":"completion","ritual":"meditate","day":"2021-03-02"}
    {"kind":"completion","ritual":"pushups","day":"2021-03-02","amount":0}
    {"kind":"completion","ritual":"running","day":"2021-03-02","amount":3}
    "#);
}

#[test]
fn jrnl_text_and_json() {
    assert_snapshot!(brought("jrnl", "jrnl-2.txt", &[]), @r#"
    3 rows would come in (20–21 Nov).
      mood        3

    ritual        first day    last day     entries  rests
    (mood notes)  20 November  21 November  3
    ---
    {"kind":"mood","day":"2026-11-20","at":"2026-11-20T18:00:50Z","zone":"UTC","feelings":["reading","Ana"],"note":"A quiet day.\nRead by the window @reading with @Ana.\n\nSecond paragraph.","jrnl":{"starred":true}}
    {"kind":"mood","day":"2026-11-21","at":"2026-11-21T07:15:00Z","zone":"UTC","note":"Slept at last."}
    {"kind":"mood","day":"2026-11-21","note":"No time, and an email: me@example.org"}
    "#);
    assert_snapshot!(brought("jrnl", "jrnl-1.txt", &[]), @r#"
    2 rows would come in (3–4 May 2019).
      mood        2

    ritual        first day   last day    entries  rests
    (mood notes)  3 May 2019  4 May 2019  2
    ---
    {"kind":"mood","day":"2019-05-03","at":"2019-05-03T09:30:00Z","zone":"UTC","feelings":["work"],"note":"Old style title.\nBody of it @work"}
    {"kind":"mood","day":"2019-05-04","at":"2019-05-04T21:05:00Z","zone":"UTC","note":"Another\nwith a body","jrnl":{"starred":true}}
    "#);
    assert_snapshot!(brought("jrnl", "jrnl.json", &[]), @r#"
    2 rows would come in (20–21 Nov).
      mood        2

    ritual        first day    last day     entries  rests
    (mood notes)  20 November  21 November  2
    ---
    {"kind":"mood","day":"2026-11-20","at":"2026-11-20T18:00:00Z","zone":"UTC","feelings":["reading"],"note":"A quiet day.\nRead by the window @reading.","jrnl":{"starred":true}}
    {"kind":"mood","day":"2026-11-21","at":"2026-11-21T07:15:00Z","zone":"UTC","note":"Slept at last."}
    "#);
}

#[test]
fn daylio_of_three_versions() {
    assert_snapshot!(brought("daylio", "daylio-2026-de.csv", &[]), @r#"
    3 rows would come in (24–25 Sep).
      mood        3

    ritual        first day     last day      entries  rests
    (mood notes)  24 September  25 September  3
    note: kept beside the notes: Arbeit, Sonnig; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in
    ---
    {"kind":"mood","day":"2026-09-24","at":"2026-09-24T22:10:00Z","zone":"UTC","mood":1,"daylio":{"activities":["Arbeit"]}}
    {"kind":"mood","day":"2026-09-25","at":"2026-09-25T08:00:00Z","zone":"UTC","mood":3,"note":"Morgens\nErster\nZweiter"}
    {"kind":"mood","day":"2026-09-25","at":"2026-09-25T21:35:00Z","zone":"UTC","mood":4,"note":"Ruhig, \"fast\" still\nund lang","daylio":{"activities":["Arbeit","Sonnig"],"scales":"Schlaf: 7 | Stress: 2"}}
    "#);
    assert_snapshot!(brought("daylio", "daylio-2021-en.csv", &["--activities", "as-rituals"]), @r#"
    9 rows would come in (27–28 Sep 2021).
      ritual      3
      completion  4
      mood        2

    ritual        first day          last day           entries  rests
    clean         28 September 2021  28 September 2021  1
    movies / tv   28 September 2021  28 September 2021  1
    music         27 September 2021  28 September 2021  2
    (mood notes)  27 September 2021  28 September 2021  2
    ---
    {"kind":"ritual","name":"clean"}
    {"kind":"ritual","name":"music"}
    {"kind":"ritual","name":"movies / tv"}
    {"kind":"completion","ritual":"music","day":"2021-09-27","at":"2021-09-27T00:05:00Z","zone":"UTC"}
    {"kind":"completion","ritual":"clean","day":"2021-09-28","at":"2021-09-28T22:00:00Z","zone":"UTC"}
    {"kind":"completion","ritual":"music","day":"2021-09-28","at":"2021-09-28T22:00:00Z","zone":"UTC"}
    {"kind":"completion","ritual":"movies / tv","day":"2021-09-28","at":"2021-09-28T22:00:00Z","zone":"UTC"}
    {"kind":"mood","day":"2021-09-27","at":"2021-09-27T00:05:00Z","zone":"UTC","mood":5,"note":"A title\nI <3 this & 2 > 1"}
    {"kind":"mood","day":"2021-09-28","at":"2021-09-28T22:00:00Z","zone":"UTC","mood":3}
    "#);
    assert_snapshot!(brought("daylio", "daylio-2018.csv", &["--activities", "as-triggers"]), @r#"
    2 rows would come in (17–18 May 2018).
      mood        2

    ritual        first day    last day     entries  rests
    (mood notes)  17 May 2018  18 May 2018  2
    ---
    {"kind":"mood","day":"2018-05-17","at":"2018-05-17T22:21:00Z","zone":"UTC","mood":1}
    {"kind":"mood","day":"2018-05-18","at":"2018-05-18T23:54:00Z","zone":"UTC","mood":4,"triggers":["clean","cook"],"note":"Went to a party"}
    "#);
}

#[test]
fn how_we_feel_of_two_versions() {
    assert_snapshot!(brought("how-we-feel", "how-we-feel-old.csv", &[]), @r#"
    2 rows would come in (16–17 May).
      mood        2

    ritual        first day  last day  entries  rests
    (mood notes)  16 May     17 May    2
    note: kept beside the notes: Boss, By Myself, Deadline, Home, Late, Office, Work; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in
    ---
    {"kind":"mood","day":"2026-05-16","at":"2026-05-16T21:00:00Z","zone":"UTC","feelings":["Anxious","Tired"],"note":"what was there\n\nwhat I need\n\none thing","how-we-feel":{"Alcoholic Drinks":"1","Caffeine (mg)":"120","Exercise":"0.0","Mood Key":"anxious;tired","Steps":"200.0","Tags Key (Events)":"Deadline;Late","Tags Key (People)":"Boss","Tags Key (Places)":"Office","Temperature (F)":"50.0","Weather":"Rain","tags":["Boss","Office","Deadline","Late"]}}
    {"kind":"mood","day":"2026-05-17","at":"2026-05-17T08:39:00Z","zone":"UTC","sleep":7.25,"feelings":["Determined"],"note":"note A","how-we-feel":{"Caffeine (mg)":"0","Exercise":"0.0","Mood Key":"determined","Steps":"15.0","Tags Key (Events)":"Work","Tags Key (People)":"By Myself","Tags Key (Places)":"Home","Temperature (F)":"52.0","Weather":"Clouds","tags":["By Myself","Home","Work"]}}
    "#);
    assert_snapshot!(brought("how-we-feel", "how-we-feel-new.csv", &["--mood-map", "calm=4", "--activities", "as-coping"]), @r#"
    2 rows would come in (22 Jul).
      mood        2

    ritual        first day  last day  entries  rests
    (mood notes)  22 July    22 July   2
    ---
    {"kind":"mood","day":"2026-07-22","at":"2026-07-22T08:15:00Z","zone":"UTC","mood":4,"how-we-feel":{"Locale":"en","Mood Keys":"calm"}}
    {"kind":"mood","day":"2026-07-22","at":"2026-07-22T23:36:00Z","zone":"UTC","feelings":["Down"],"coping":["By Myself","Home","Resting"],"note":"A full note, with a comma","how-we-feel":{"Locale":"en","Mood Keys":"down"}}
    "#);
}

#[test]
fn nomie_without_the_places() {
    assert_snapshot!(brought("nomie", "nomie.csv", &[]), @r##"
    6 rows would come in (1 May 2020).
      ritual      3
      completion  3

    ritual  first day   last day    entries  rests
    mood    1 May 2020  1 May 2020  1
    walk    1 May 2020  1 May 2020  1
    water   1 May 2020  1 May 2020  1

    Not carried over:
      2 places: the notebook has no field for where somebody was.
      1 person or context: they are no rituals.
    ---
    {"kind":"ritual","name":"walk"}
    {"kind":"ritual","name":"mood"}
    {"kind":"ritual","name":"water"}
    {"kind":"completion","ritual":"walk","day":"2020-05-01","at":"2020-05-01T05:00:00-08:00","amount":30,"note":"#walk(30) with @ana","nomie":{"score":"1"}}
    {"kind":"completion","ritual":"mood","day":"2020-05-01","at":"2020-05-01T18:00:00+02:00","amount":8,"nomie":{"score":"0"}}
    {"kind":"completion","ritual":"water","day":"2020-05-01","at":"2020-05-01T18:00:00+02:00","amount":0}
    "##);
}

#[test]
fn beaverhabits_of_two_versions() {
    assert_snapshot!(brought("beaverhabits", "beaverhabits.json", &[]), @r#"
    6 rows would come in (9–13 Apr 2024).
      ritual      2
      completion  3
      mood        1

    ritual        first day      last day       entries  rests
    Order pizz    9 April 2024   11 April 2024  2
    Running       13 April 2024  13 April 2024  1
    (mood notes)  10 April 2024  10 April 2024  1

    Not carried over:
      1 day marked as not done: an entry is something that was done.
      1 frequency: no rhythm here says it, and it is kept with the ritual.
      1 habit deleted there: what was deleted stays so.
    ---
    {"kind":"ritual","name":"Order pizz","rhythm":"2/week","beaverhabits":{"id":"0d5fbc","star":true,"tags":["food"]}}
    {"kind":"ritual","name":"Running","retired":"2024-04-13","beaverhabits":{"period":{"period_count":1,"period_type":"Y","target_count":12}}}
    {"kind":"completion","ritual":"Order pizz","day":"2024-04-09","note":"margherita"}
    {"kind":"completion","ritual":"Order pizz","day":"2024-04-11"}
    {"kind":"completion","ritual":"Running","day":"2024-04-13"}
    {"kind":"mood","day":"2024-04-10","note":"Order pizz: thought of it","beaverhabits":{"ritual":"Order pizz"}}
    "#);
    assert_snapshot!(brought("beaverhabits", "beaverhabits-2024.json", &[]), @r#"
    2 rows would come in (9 Apr 2024).
      ritual      1
      completion  1

    ritual  first day     last day      entries  rests
    Clean   9 April 2024  9 April 2024  1

    Not carried over:
      1 day marked as not done: an entry is something that was done.
    ---
    {"kind":"ritual","name":"Clean"}
    {"kind":"completion","ritual":"Clean","day":"2024-04-09"}
    "#);
}

#[test]
fn timewarrior_and_taskwarrior() {
    assert_snapshot!(brought("timewarrior", "timewarrior.json", &[]), @r#"
    6 rows would come in (18–19 Nov).
      ritual      3
      completion  3

    ritual   first day    last day     entries  rests
    reading  19 November  19 November  1
    sofa     19 November  19 November  1
    walk     18 November  18 November  1

    Not carried over:
      1 stretch of time without a tag: a tag names the ritual.
      1 stretch of time without an end: its length is open.
    ---
    {"kind":"ritual","name":"walk"}
    {"kind":"ritual","name":"reading"}
    {"kind":"ritual","name":"sofa"}
    {"kind":"completion","ritual":"walk","day":"2026-11-18","at":"2026-11-18T06:00:00Z","zone":"UTC","amount":30,"unit":"min"}
    {"kind":"completion","ritual":"reading","day":"2026-11-19","at":"2026-11-19T20:00:00Z","zone":"UTC","amount":45.5,"unit":"min","note":"two chapters"}
    {"kind":"completion","ritual":"sofa","day":"2026-11-19","at":"2026-11-19T20:00:00Z","zone":"UTC","amount":45.5,"unit":"min","note":"two chapters"}
    "#);
    assert_snapshot!(brought("taskwarrior", "taskwarrior.json", &[]), @r#"
    6 rows would come in (20–21 Nov).
      ritual      3
      completion  3

    ritual            first day    last day     entries  rests
    errands           21 November  21 November  1
    tasks             21 November  21 November  1
    Water the plants  20 November  20 November  1

    Not carried over:
      2 tasks that are not completed: an entry is something that was done.
    ---
    {"kind":"ritual","name":"Water the plants","rhythm":"1/week"}
    {"kind":"ritual","name":"errands"}
    {"kind":"ritual","name":"tasks"}
    {"kind":"completion","ritual":"Water the plants","day":"2026-11-20","at":"2026-11-20T19:00:00Z","zone":"UTC","taskwarrior":{"due":"20261120T220000Z","entry":"20261101T080000Z","modified":"20261120T190000Z","parent":"8f1a4c1e-0000-4000-8000-000000000001","recur":"weekly","rtype":"periodic","uuid":"8f1a4c1e-0000-4000-8000-000000000002"}}
    {"kind":"completion","ritual":"errands","day":"2026-11-21","at":"2026-11-21T09:30:00Z","zone":"UTC","as":"Call the library","note":"they open at ten","taskwarrior":{"entry":"20261120T080000Z","modified":"20261121T093000Z","project":"errands","tags":["phone"],"uuid":"8f1a4c1e-0000-4000-8000-000000000003"}}
    {"kind":"completion","ritual":"tasks","day":"2026-11-21","at":"2026-11-21T10:00:00Z","zone":"UTC","as":"Sharpen pencils","taskwarrior":{"entry":"20261120T080000Z","uuid":"8f1a4c1e-0000-4000-8000-000000000004"}}
    "#);
}

#[test]
fn habitbull_with_both_kinds_of_dates() {
    assert_snapshot!(brought("habitbull", "habitbull-us.csv", &[]), @r#"
    8 rows would come in (11–13 Apr 2019).
      ritual      3
      completion  4
      mood        1

    ritual        first day      last day       entries  rests
    Read          11 April 2019  13 April 2019  2
    Swim
    Water         11 April 2019  12 April 2019  2
    (mood notes)  12 April 2019  12 April 2019  1

    Not carried over:
      1 day marked as not done: an entry is something that was done.
      1 day without a mark: an entry is something that was done.
    ---
    {"kind":"ritual","name":"Read","intention":"Ten pages","habitbull":{"category":"Mind"}}
    {"kind":"ritual","name":"Water","habitbull":{"category":"Body"}}
    {"kind":"ritual","name":"Swim","habitbull":{"category":"Body"}}
    {"kind":"completion","ritual":"Read","day":"2019-04-11"}
    {"kind":"completion","ritual":"Water","day":"2019-04-11","amount":80}
    {"kind":"completion","ritual":"Water","day":"2019-04-12","amount":1}
    {"kind":"completion","ritual":"Read","day":"2019-04-13","note":"on the train, late"}
    {"kind":"mood","day":"2019-04-12","note":"Read: too tired","habitbull":{"ritual":"Read"}}
    "#);
    assert_snapshot!(brought("habitbull", "habitbull-iso.csv", &[]), @r#"
    3 rows would come in (21–22 Nov 2022).
      ritual      1
      completion  2

    ritual    first day         last day          entries  rests
    Caffeine  21 November 2022  22 November 2022  2
    ---
    {"kind":"ritual","name":"Caffeine","habitbull":{"category":"Coffee"}}
    {"kind":"completion","ritual":"Caffeine","day":"2022-11-21","amount":80}
    {"kind":"completion","ritual":"Caffeine","day":"2022-11-22","amount":80}
    "#);
}

#[test]
fn any_table_with_a_map() {
    let map = "day=Date,mood=Stimmung,amount=Minuten,note=Notiz";
    assert_snapshot!(brought("csv", "table-de.csv", &["--map", map, "--ritual", "walk"]), @r#"
    7 rows would come in (2–5 Mar).
      ritual      1
      completion  3
      mood        3

    ritual        first day  last day  entries  rests
    walk          2 March    5 March   3
    (mood notes)  2 March    5 March   3
    ---
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-03-02","amount":20}
    {"kind":"completion","ritual":"walk","day":"2026-03-04","amount":0}
    {"kind":"completion","ritual":"walk","day":"2026-03-05","amount":12.5}
    {"kind":"mood","day":"2026-03-02","mood":4,"note":"ruhig","csv":{"Wetter":"Regen; kalt"}}
    {"kind":"mood","day":"2026-03-03","mood":2,"csv":{"Wetter":"Sonne"}}
    {"kind":"mood","day":"2026-03-05","mood":5,"note":"lang, gut"}
    "#);
}
