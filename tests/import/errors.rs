//! A line that does not read is named with its file and number, and nothing is written.

use crate::support::Home;
use crate::zipped;
use insta::assert_snapshot;

fn error(format: &str, more: &[&str], text: &[u8]) -> String {
    let home = Home::new();
    let said = home.with_stdin(&[&["import", format, "-"], more].concat(), text);
    assert_eq!(said.code, 2, "{format}: {said:?}");
    assert!(!home.db().exists() && said.out.is_empty(), "{said:?}");
    let line = said.err.lines().next().unwrap_or_default();
    format!("{format}: {}\n", line.trim_start_matches("error: "))
}

#[test]
fn lines_that_do_not_read_are_named() {
    let daylio = "full_date,date,weekday,time,mood,activities,note_title,note\n2021-09-28,x,x,10:00 pm,meh,,,\n";
    let feel = "Date,Locale,Mood Keys,Mood,Tags (People),Tags (Places),Tags (Events),Notes,Reflections,Takeaways\n2026 Wed Jul 22 11:36 PM,en,down,down,,,,,,\n";
    let nomie = "epoch,start,end,offset,tracker,value,note,lat,lng,location,score\r\n1588338000000,,,480,walk,30,,,,,\r\n";
    let bull = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nRead,,,2022-11-21,1,\n";
    let mut said = String::new();
    for (format, text) in [
        ("daylio", format!("{daylio}2021-13-28,x,x,10:00 pm,meh,,,\n")),
        ("daylio", format!("{daylio}\"2021-09-27\",\"a\nb\",x,\"25:00\",meh,,,\n")),
        ("daylio", format!("{daylio}2021-09-27,x,x,10:00 pm,so so,,,\n")),
        ("daylio", "year,date,weekday,time,mood,activities,note\n2018,31 February,x,11:54 pm,good,,\n".to_owned()),
        ("how-we-feel", format!("{feel}2026 Wed Jly 22 11:36 PM,en,down,down,,,,,,\n")),
        ("nomie", format!("{nomie}soon,,,480,walk,30,,,,,\r\n")),
        ("nomie", format!("{nomie}1588338000000,,,far,walk,30,,,,,\r\n")),
        ("nomie", format!("{nomie}1588338000000,,,480,walk,lots,,,,,\r\n")),
        ("nomie", format!("{nomie}9000000000000000,,,480,walk,1,,,,,\r\n")),
        ("habitbull", format!("{bull}Read,,,2022-11-31,1,\n")),
        ("habitbull", format!("{bull}Read,,,2022-11-30,-1,\n")),
        ("habitbull", format!("{bull},,,2022-11-30,1,\n")),
        ("harsh", "2025-01-01 : Gym : y\n\n2025-01-02 : Gym : maybe\n".to_owned()),
        ("harsh", "2025-01-01 : Gym : y : a : 1 : more\n".to_owned()),
        ("harsh", "Gym: 3/7\nMeditated: often\n".to_owned()),
        ("harsh", "Gym: 8/7\n".to_owned()),
        ("habitctl", "2018-06-01\tMeditate\ty\n2018-06-41\tMeditate\ty\n".to_owned()),
        ("habitctl", "2018-06-01\tMeditate\n".to_owned()),
        ("habitctl", "1 Meditate\nSwim\n".to_owned()),
        ("dijo", "[{\"type\":\"Bit\",\"name\":\"a\",\"stats\":{}},\n{\"type\":\"Bit\",\"name\":\"b\",\"stats\":{\"2021-02-30\":true}}]".to_owned()),
        ("dijo", "[\n{\"type\":\"Bit\",\"name\":\"b\",\"stats\":{\"2021-02-03\":\"yes\"}}]".to_owned()),
        ("dijo", "[{\"name\":3}]".to_owned()),
        ("dijo", "[{\"name\":\"b\",\n\"stats\":{}".to_owned()),
        ("beaverhabits", "{\"habits\":[\n{\"name\":\"a\",\"records\":[{\"day\":\"soon\",\"done\":true}]}]}".to_owned()),
        ("beaverhabits", "{\"habits\":[\n\n{\"name\":\"a\",\"records\":[{\"day\":\"2024-01-01\",\"done\":7}]}]}".to_owned()),
        ("beaverhabits", "{\"habits\":{}}".to_owned()),
        ("jrnl", "no time at all\n".to_owned()),
        ("jrnl", "{\"entries\":[\n{\"title\":\"a\",\"body\":\"\",\"date\":\"2026-01-01\",\"time\":\"noon\"}]}".to_owned()),
        ("timewarrior", "[\n{\"id\":1,\"start\":\"20261121T060000Z\",\"end\":\"20261121T050000Z\",\"tags\":[\"a\"]}\n]".to_owned()),
        ("timewarrior", "[\n{\"id\":1,\"start\":\"yesterday\",\"tags\":[\"a\"]}\n]".to_owned()),
        ("taskwarrior", "[\n{\"uuid\":\"x\",\"description\":\"a\",\"status\":\"completed\"}\n]".to_owned()),
        ("taskwarrior", "[\n{\"uuid\":\"x\"},\n7]".to_owned()),
        ("loop", "Date,Walk,Read\n2024-03-14,2,0\n2024-03-13,2\n".to_owned()),
        ("loop", "Date,Walk\n2024-03-14,2\n2024-03-13,maybe\n".to_owned()),
        ("loop", "Date,Walk\n03-04-24,2\n".to_owned()),
        ("loop", "Day,Walk\n2024-03-14,2\n".to_owned()),
    ] {
        said += &error(format, &[], text.as_bytes());
    }
    assert_snapshot!(said, @r#"
    daylio: stdin, line 3: a date is expected; got "2021-13-28"
    daylio: stdin, line 3: a time is expected; got "25:00"
    daylio: stdin, line 3: no level from 1 to 5 is known for "so so"
    daylio: stdin, line 2: a year and a date such as 18 May are expected; got "31 February"
    how-we-feel: stdin, line 3: a date such as 2026 Sun May 17 3:39 PM is expected; got "2026 Wed Jly 22 11:36 PM"
    nomie: stdin, line 3: milliseconds since 1970 are expected; got "soon"
    nomie: stdin, line 3: minutes west of Greenwich are expected; got "far"
    nomie: stdin, line 3: a number is expected; got "lots"
    nomie: stdin, line 3: milliseconds since 1970 are expected; got "9000000000000000"
    habitbull: stdin, line 3: a date is expected; got "2022-11-31"
    habitbull: stdin, line 3: an amount from 0 to 1000000000000 is expected; got -1
    habitbull: stdin, line 3: a name that is empty
    harsh: stdin, line 3: y, n or s is expected; got "maybe"
    harsh: stdin, line 1: 3 to 5 fields are expected, such as 2025-01-01 : Gym : y : Leg day : 1.5
    harsh: stdin, line 2: a frequency is expected, such as 1, 7, 1w or 3/7; got "often"
    harsh: stdin, line 1: a frequency is expected, such as 1, 7, 1w or 3/7; got "8/7"
    habitctl: stdin, line 2: a date is expected; got "2018-06-41"
    habitctl: stdin, line 1: a date, a habit and y, n or s are expected, with tabs between
    habitctl: stdin, line 2: a habit is expected, such as 7 Swim: days, then a name
    dijo: stdin, line 2: a date is expected; got "2021-02-30"
    dijo: stdin, line 2: true, a number, or a value with its precision is expected on 2021-02-03
    dijo: stdin, line 1: a habit is expected, with "name" and "stats"
    dijo: stdin, line 2: the end of an array or object is expected
    beaverhabits: stdin, line 2: a date is expected; got "soon"
    beaverhabits: stdin, line 3: true or false is expected as "done"; got 7
    beaverhabits: stdin, line 1: a JSON array called habits is expected
    jrnl: stdin, line 1: an entry is expected to begin with its time, such as [2026-11-22 06:00:50 PM]; --date-format tells another form
    jrnl: stdin, line 2: a time is expected; got "noon"
    timewarrior: stdin, line 2: "end" lies before "start"
    timewarrior: stdin, line 2: an instant such as 2026-03-01T22:45:00Z is expected as "start"; got "yesterday"
    taskwarrior: stdin, line 2: a completed task is expected to have an "end"
    taskwarrior: stdin, line 2: a task is expected, with "description" and "status"
    loop: stdin, line 3: 3 columns are expected, as the header has; got 2; a comma in a name does that, and Loop's zip keeps the names apart
    loop: stdin, line 3: YES_MANUAL, YES_AUTO, NO, SKIP, UNKNOWN or a number is expected; got "maybe"
    loop: stdin, line 2: "03-04-24" could be two days; --date-format dmy or mdy tells which
    loop: stdin, line 1: a header is expected: Date, then a column for each habit
    "#);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let mut said = error("daylio", &[], b"full_date,date,weekday,time,mood,activities,note_title,note\n2021-09-28,x,x,10:00 pm,meh,,,caf\xe9\n");
    said += &error("daylio", &[], b"\xff\xfef\0u\0l\0l\0");
    said += &error("harsh", &[], b"2025-01-01 : G\xffm : y\n");
    said += &error("jrnl", &[], b"[2026-11-20 06:00:50 PM] a\xff\n");
    said += &error("jrnl", &[], b"JRNLv3\x00\x01");
    said += &error(
        "loop",
        &[],
        &zipped(&[(
            "001 Walk/Checkmarks.csv",
            b"Date,Value,Notes\n2025-01-01,YES_MANUAL,\n2025-01-02,PERHAPS,\n",
        )]),
    );
    said += &error(
        "loop",
        &[],
        &zipped(&[("Habits.csv", b"Position,Name,Type\nfirst,Walk,YES_NO\n")]),
    );
    said += &error("loop", &[], &zipped(&[("readme.txt", b"hello")]));
    said += &error(
        "auto",
        &[],
        b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>",
    );
    said += &error("auto", &[], b"Date,Mood score\n2026-03-02,4\n");
    said += &error("auto", &[], b"");
    assert_snapshot!(said, @r#"
    daylio: stdin, line 2: column 8: invalid UTF-8 at byte 4
    daylio: stdin is text in UTF-16
    harsh: stdin, line 1: invalid UTF-8 at byte 15
    jrnl: stdin, line 1: invalid UTF-8 at byte 27
    jrnl: stdin is an encrypted journal
    loop: stdin/001 Walk/Checkmarks.csv, line 3: YES_MANUAL, YES_AUTO, NO, SKIP, UNKNOWN or a number is expected; got "PERHAPS"
    loop: stdin/Habits.csv, line 2: a position is expected; got "first"
    loop: stdin holds no Checkmarks.csv
    auto: stdin looks like none of the formats that are known
    auto: stdin looks like none of the formats that are known
    auto: stdin looks like none of the formats that are known
    "#);
}

#[test]
fn a_map_that_does_not_fit_is_named() {
    let table = b"Date,Mood,Minutes,Kind\n03/04/2026,4,20,walk\n05/06/2026,11,-3,walk\n";
    let mut said = String::new();
    for more in [
        &[][..],
        &["--map", "day=Day,mood=Mood"],
        &["--map", "day=Date"],
        &["--map", "day=Date,mood=Mood"],
        &["--map", "day=Date,mood=Mood", "--date-format", "dmy"],
        &[
            "--map",
            "day=Date,amount=Minutes,ritual=Kind",
            "--date-format",
            "mdy",
        ],
        &[
            "--map",
            "day=Date,done=Minutes,ritual=Kind",
            "--date-format",
            "mdy",
        ],
        &["--map", "day=Minutes,mood=Mood"],
        &["--map", "day=Date,mood=Mood", "--where", "Sort=walk"],
        &["--map", "when=Date"],
        &[
            "--map",
            "day=Date,time=Kind,note=Mood",
            "--date-format",
            "mdy",
        ],
        &["--map", "day=Date,sleep=Minutes", "--date-format", "mdy"],
    ] {
        said += &error("csv", more, table);
    }
    assert_snapshot!(said, @r#"
    csv: stdin: --map is expected, to say which column means what
    csv: stdin has no column "Day"
    csv: --map names nothing that makes an entry or a note
    csv: stdin, line 2: "03/04/2026" could be two days; --date-format dmy or mdy tells which
    csv: stdin, line 3: "11" is no level from 1 to 5; --mood-map '11=3' gives it one, mood='Mood(1-10)' maps a range
    csv: stdin, line 3: an amount from 0 to 1000000000000 is expected; got -3
    csv: stdin, line 2: yes or no is expected; got "20"
    csv: stdin, line 2: a date is expected; got "20"
    csv: stdin has no column "Sort"
    csv: --map knows day, time, ritual, done, amount, unit, as, note, mood, energy, sleep, giving, feelings, triggers, coping, changed; got 'when'
    csv: stdin, line 2: a time is expected; got "walk"
    csv: stdin, line 3: hours of sleep from 0 to 24 are expected; got "-3"
    "#);
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let mut said = String::new();
    for (format, more) in [
        ("harsh", &["--map", "day=a"][..]),
        ("loop", &["--ritual", "walk"]),
        ("habitctl", &["--activities", "as-rituals"]),
        ("jsonl", &["--rename", "a=b"]),
        ("daylio", &["--mood-map", "sad=7"]),
        ("daylio", &["--mood-map", "sad"]),
        ("daylio", &["--rename", "a"]),
        ("daylio", &["--date-format", "sometimes"]),
        ("daylio", &["--date-format", "%Q"]),
        ("harsh", &["--rename", "Gim=gym"]),
        ("harsh", &["--as-mood", "Mood"]),
    ] {
        said += &error(format, more, b"2025-01-01 : Gym : y\n");
    }
    assert_snapshot!(said, @"
    harsh: --map goes with csv, not with harsh
    loop: --ritual goes with csv, taskwarrior, not with loop
    habitctl: --activities goes with daylio, jrnl, how-we-feel, day-one, nomie, not with habitctl
    jsonl: --rename does not go with jsonl
    daylio: --mood-map expects a level from 1 to 5, or none; got 'sad=7'
    daylio: --mood-map expects pairs with an equals sign, and commas between
    daylio: --rename expects two names with an equals sign between; got 'a'
    daylio: --date-format expects iso, dmy, mdy, ymd, epoch, a pattern such as %d.%m.%Y, or 'days from 2026-03-01'; got 'sometimes'
    daylio: --date-format expects iso, dmy, mdy, ymd, epoch, a pattern such as %d.%m.%Y, or 'days from 2026-03-01'; got '%Q'
    harsh: --rename 'Gim': the file has nothing of that name
    harsh: --as-mood 'Mood': the file has nothing of that name
    ");
    let home = Home::new();
    let mut home = home;
    assert_snapshot!(home.transcript("import hersh /nowhere\nimport harsh /nowhere\nimport loop"), @"
    $ ritual import hersh /nowhere
    ! error: invalid value 'hersh' for '<FORMAT>' [possible values: jsonl, loop, tickmate, rewire, daylio, day-one, apple-health, how-we-feel, habitbull, nomie, streaks, habitkit, table-habit, beaverhabits, dijo, obsidian, org, jrnl, timewarrior, taskwarrior, harsh, habitctl, csv, auto]
    ! hint: a similar value exists: 'harsh'; `ritual import --help` shows what it takes
    = 2
    $ ritual import harsh /nowhere
    ! error: /nowhere cannot be read: No such file or directory (os error 2)
    ! hint: `-` reads stdin
    = 1
    $ ritual import loop
    ! error: import expects the file, or a folder of several
    ! hint: as in `ritual import auto notes.jsonl --dry-run`
    = 2
    ");
}

/// Names stand unquoted in the table of all habits: a comma in one would move the others' days.
#[test]
fn a_comma_in_the_name_of_a_habit_moves_nothing() {
    let home = Home::new();
    let said = home.run(&["import", "loop", &crate::fixture("loop-comma.csv")]);
    assert_eq!((said.code, home.db().exists()), (2, false));
    assert!(
        said.err
            .contains("line 2: 6 columns are expected, as the header has; got 5"),
        "{said:?}"
    );
}

/// The lines that read come in, the others are listed, and both are in the JSON.
#[test]
fn bad_lines_are_passed_over_and_listed() {
    let home = Home::new();
    let log = b"2025-01-01 : Gym : y\nnonsense\n2025-01-02 : Gym : maybe\n2025-01-03 : Gym : y\n";
    let said = home.with_stdin(&["import", "harsh", "-", "--skip-bad"], log);
    assert_snapshot!(format!("{}{}", said.out, said.err), @r#"
    3 rows brought in (1–3 Jan 2025).
      ritual      1
      completion  2
    `ritual calendar --year 2025` shows the days.
    note: stdin, line 2 left out: 3 to 5 fields are expected, such as 2025-01-01 : Gym : y : Leg day : 1.5
    note: stdin, line 3 left out: y, n or s is expected; got "maybe"
    "#);
    let json = home.with_stdin(&["import", "harsh", "-", "--skip-bad", "--json"], log);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(
        (&json["left_out_lines"], &json["left_out"][1]["line"]),
        (&2.into(), &3.into())
    );
    // Thousands of them are counted, and the first thousand named.
    let many = "nonsense\n".repeat(1500);
    let said = home.with_stdin(&["import", "harsh", "-", "--skip-bad"], many.as_bytes());
    assert_eq!(said.err.lines().count(), 1001);
    assert!(
        said.err.ends_with("note: 500 lines more left out\n"),
        "{}",
        said.err.lines().last().unwrap_or_default()
    );
}

/// The hint names each mood once, quoted for a shell; pasted as it stands it decides nothing.
#[test]
fn moods_without_a_level_are_named_for_the_shell() {
    let home = Home::new();
    let csv = "full_date,date,weekday,time,mood,activities,note_title,note\n\
        2026-03-02,x,x,10:00 pm,\"so, so\",,,\n2026-03-03,x,x,10:00 pm,it's ok,,,\n\
        2026-03-04,x,x,10:00 pm,good,,,\n2026-03-05,x,x,10:00 pm,\"so, so\",,,\n\
        2026-03-06,x,x,10:00 pm,\"a \"\"quote\"\"\",,,\n";
    std::fs::write(home.path("d.csv"), csv).expect("a file");
    let path = home.path("d.csv").display().to_string();
    let said = home.run(&["import", "daylio", &path]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_snapshot!(home.masked(&said.err), @r#"
    error: [HOME]/d.csv, line 2: no level from 1 to 5 is known for "so, so", "it's ok", "a "quote""
    hint: --mood-map '"so, so"=?,it'\''s ok=?,"a ""quote"""=?' with 5 for the brightest to 1 in place of each ?, or none to keep the name as a feeling
    "#);
    let option = said.err.split_once("--mood-map '").expect("the option").1;
    let option = option.split_once(" with 5").expect("its end").0;
    // As a shell reads it.
    let shell = format!("exec \"$0\" import daylio \"$1\" --mood-map '{option}");
    let pasted = |shell: &str| {
        let mut command = std::process::Command::new("sh");
        let program = home.command(&[]);
        command
            .args(["-c", shell, crate::support::BIN, &path])
            .env_clear();
        command.envs(program.get_envs().filter_map(|(k, v)| Some((k, v?))));
        crate::support::said(command)
    };
    let said = pasted(&shell);
    assert_eq!((said.code, home.db().exists()), (2, false), "{said:?}");
    assert_snapshot!(home.masked(&said.err), @"
    error: --mood-map expects a level from 1 to 5, or none; got 'so, so=?'
    hint: such as --mood-map 'great=5,so so=3,numb=none'
    ");
    let said = pasted(&shell.replace("=?", "=3"));
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        home.ok(&["export", "jsonl"]).matches("\"mood\":3").count(),
        4
    );
}

/// Files of the usual kinds in other clothes: one line says what there is to say, and nothing is
/// written.
#[test]
fn files_in_other_clothes_are_named() {
    let utf16 = |text: &str, mark: &[u8]| {
        let bytes = text.encode_utf16().flat_map(u16::to_le_bytes);
        [mark, &bytes.collect::<Vec<u8>>()].concat()
    };
    let daylio = "full_date,date,weekday,time,mood,activities,note_title,note\r\n2026-03-02,x,x,22:00,good,,,\r\n";
    let german = "Volles_Datum,Datum,Wochentag,Uhrzeit,Stimmung,Notiz\n2026-03-02,x,x,22:00,gut,\n";
    let bull = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";
    let beaver =
        "{\"habits\":[{\"name\":\"a\",\"records\":[{\"day\":\"2026-03-02\",\"done\":true}]}]";
    let mut said = String::new();
    for (format, bytes) in [
        ("auto", utf16(daylio, b"\xff\xfe")),
        ("auto", utf16(daylio, b"")),
        ("beaverhabits", utf16(beaver, b"\xff\xfe")),
        ("daylio", german.into()),
        ("habitbull", german.into()),
        ("how-we-feel", german.into()),
        ("nomie", german.into()),
        ("streaks", german.into()),
        (
            "habitbull",
            format!("{bull}Read,,,2022-11-21,1e3,\n").into(),
        ),
        (
            "habitbull",
            format!("{bull}Read,,,2022-11-21,\"1,234\",\n").into(),
        ),
        (
            "habitbull",
            format!("{bull}Read,,,2022-11-21,NaN,\n").into(),
        ),
        ("harsh", "2025-01-01 : Gym : y :  : 1h30\n".into()),
        ("beaverhabits", beaver.into()),
        ("beaverhabits", format!("{beaver}}}\n{beaver}}}\n").into()),
        ("dijo", "[] []".into()),
        (
            "auto",
            zipped(&[("inner.zip", &zipped(&[("Habits.csv", b"")]))]),
        ),
        ("auto", b"PK\x03\x04 and no more".to_vec()),
        (
            "streaks",
            "{\"tasks\":[{\"t\":\"a\",\"log\":[{\"d\":20261345,\"t\":1}]}]}".into(),
        ),
        (
            "streaks",
            "{\"tasks\":[{\"t\":\"a\",\"log\":[{\"d\":20260102,\"t\":1,\"ts\":\"x\"}]}]}".into(),
        ),
        ("streaks", "{\"tasks\":[{\"t\":\"a\",\"log\":7}]}".into()),
        (
            "jrnl",
            "[2026-03-02 10:00] a\n[03/04/2026 10:00] b\n".into(),
        ),
    ] {
        said += &error(format, &[], &bytes);
    }
    assert_snapshot!(said, @r#"
    auto: stdin is text in UTF-16
    auto: stdin is text in UTF-16
    beaverhabits: stdin is text in UTF-16
    daylio: stdin has no column "full_date"
    habitbull: stdin has no column "HabitName"
    how-we-feel: stdin has no column "date"
    nomie: stdin has no column "epoch"
    streaks: stdin has no column "task_id"
    habitbull: stdin, line 2: a number is expected; got "1e3"
    habitbull: stdin, line 2: "1,234" may be thousands or thousandths; 1234 or 1.234 is read one way
    habitbull: stdin, line 2: a number is expected; got "NaN"
    harsh: stdin, line 1: a number is expected; got "1h30"
    beaverhabits: stdin, line 1: the end of an array or object is expected
    beaverhabits: stdin, line 2: the end of the file is expected
    dijo: stdin, line 1: the end of the file is expected
    auto: stdin looks like none of the formats that are known
    auto: stdin is no zip that can be read: invalid Zip archive: Could not find EOCD
    streaks: stdin, line 1: a day such as 20250912 is expected as "d"; got 20261345
    streaks: stdin, line 1: an instant such as 2026-03-01T22:45:00Z is expected as "ts"; got "x"
    streaks: stdin, line 1: a task is expected, with its title as "t" and a "log"
    jrnl: stdin, line 2: "03/04/2026 10:00" could be two days; --date-format dmy or mdy tells which
    "#);
}
