//! Kinds of fault that were found in real files: swallowed, dropped, invented, told apart.

use crate::support::Home;
use crate::{database, fixture, import, rows, zipped};
use insta::assert_snapshot;

/// Runs where the cases were written.
fn home() -> Home {
    let mut home = Home::new();
    home.tz = "Europe/Berlin".to_owned();
    home.now = "2026-11-25T12:00:00+01:00".to_owned();
    home
}

/// What an import says, and what is in the notebook after it; the same again adds nothing.
fn came(format: &str, name: &str, more: &[&str]) -> String {
    let home = home();
    let said = import(&home, format, name, more);
    let rows = rows(&home);
    if said.code == 0 {
        let again = home.json(&[&["import", format, &fixture(name)], more].concat());
        assert_eq!(
            (&again["added"], &again["changed"]),
            (&0.into(), &0.into()),
            "{name}: {again}"
        );
    } else {
        assert!(!home.db().exists(), "{name}");
    }
    let folder = format!("{}/", fixture("cases"));
    format!("{}{}= {}\n{rows}", said.out, said.err, said.code).replace(&folder, "")
}

fn piped(format: &str, more: &[&str], text: &str) -> String {
    let home = home();
    let said = home.with_stdin(&[&["import", format, "-"], more].concat(), text.as_bytes());
    format!("{}{}= {}\n{}", said.out, said.err, said.code, rows(&home))
}

#[test]
fn a_row_with_more_fields_than_the_header_is_an_error_and_never_a_part_of_somebodys_words() {
    let map = ["--map", "day=date,ritual=habit,note=note"];
    let mut said = String::new();
    for (format, name, more) in [
        ("auto", "cases/row-longer/daylio.csv", &[][..]),
        ("auto", "cases/row-longer/habitbull.csv", &[]),
        ("auto", "cases/row-longer/loop", &[]),
        ("csv", "cases/row-longer/table.csv", &map),
    ] {
        said += &came(format, name, more);
        said += &came(format, name, &[more, &["--skip-bad"]].concat());
    }
    assert_snapshot!(said, @r#"
    error: row-longer/daylio.csv, line 3: 9 fields, and 8 are expected; one with a "," in it stands in quotes
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    2 rows brought in (25–30 Oct).
      mood        2
    `ritual find --kind mood` lists the notes.
    note: row-longer/daylio.csv reads as daylio
    note: kept beside the notes: walk; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in
    note: row-longer/daylio.csv, line 3 left out: 9 fields, and 8 are expected; one with a "," in it stands in quotes
    = 0
    {"kind":"mood","day":"2026-10-25","at":"2026-10-25T23:36:00+01:00","zone":"Europe/Berlin","mood":5,"note":"Plain words."}
    {"kind":"mood","day":"2026-10-30","at":"2026-10-30T10:04:00+01:00","zone":"Europe/Berlin","mood":4,"note":"One\nFirst note.","daylio":{"activities":["walk"]}}
    error: row-longer/habitbull.csv, line 2: 7 fields, and 6 are expected; one with a "," in it stands in quotes
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    2 rows brought in (10 Jan).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: row-longer/habitbull.csv reads as habitbull
    note: row-longer/habitbull.csv, line 2 left out: 7 fields, and 6 are expected; one with a "," in it stands in quotes
    = 0
    {"kind":"ritual","name":"Walk"}
    {"kind":"completion","ritual":"Walk","day":"2026-01-10"}
    error: row-longer/loop/001 Walk/Checkmarks.csv, line 3: 4 fields, and 3 are expected; one with a "," in it stands in quotes
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    2 rows brought in (9 Sep).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: row-longer/loop reads as loop
    note: row-longer/loop/001 Walk/Checkmarks.csv, line 3 left out: 4 fields, and 3 are expected; one with a "," in it stands in quotes
    = 0
    {"kind":"ritual","name":"Walk","rhythm":"daily"}
    {"kind":"completion","ritual":"Walk","day":"2026-09-09","note":"said \"enough\", then went"}
    error: row-longer/table.csv, line 2: 4 fields, and 3 are expected; one with a "," in it stands in quotes
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    2 rows brought in (10 Jan).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: row-longer/table.csv, line 2 left out: 4 fields, and 3 are expected; one with a "," in it stands in quotes
    = 0
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-10"}
    "#);
    // A comma at the end of every row is no field; one at the end of a single row may be a shift.
    let sheet = "day,note\n2026-01-01,a,\n2026-01-02,b,\n";
    assert_snapshot!(piped("csv", &["--map", "day=day,note=note"], sheet), @r#"
    2 rows brought in (1–2 Jan).
      mood        2
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-01-01","note":"a"}
    {"kind":"mood","day":"2026-01-02","note":"b"}
    "#);
    let sheet = "day,note,sky\n2026-01-01,a,b\n2026-01-02,cold, but clear,\n";
    assert_snapshot!(piped("csv", &["--map", "day=day,note=note"], sheet), @r#"
    error: stdin, line 3: 4 fields, and 3 are expected; one with a "," in it stands in quotes
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    "#);
}

#[test]
fn a_quote_that_does_not_close_takes_no_rows_with_it() {
    let map = ["--map", "day=day,note=note"];
    let mut said = String::new();
    for sheet in [
        "day,note\n2026-01-01,\"never closed\n2026-01-02,b\n2026-01-03,\"c, and d\"\n",
        "day,note\n2026-01-01,\"open\n2026-01-02,\"b\"\n2026-01-03,c\n",
        "day,note\n2026-01-01,a\n2026-01-02,\"the last",
        "day,note\n2026-01-01,\"two \"\"words\"\",\nand a line\"\n",
    ] {
        said += &piped("csv", &map, sheet);
        said += &piped("csv", &[&map[..], &["--skip-bad"]].concat(), sheet);
    }
    assert_snapshot!(said, @r#"
    error: stdin, line 2: a quote opens here and does not close where its field ends
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    2 rows brought in (2–3 Jan).
      mood        2
    `ritual find --kind mood` lists the notes.
    note: stdin, line 2 left out: a quote opens here and does not close where its field ends
    = 0
    {"kind":"mood","day":"2026-01-02","note":"b"}
    {"kind":"mood","day":"2026-01-03","note":"c, and d"}
    error: stdin, line 2: a quote opens here and does not close where its field ends
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    2 rows brought in (2–3 Jan).
      mood        2
    `ritual find --kind mood` lists the notes.
    note: stdin, line 2 left out: a quote opens here and does not close where its field ends
    = 0
    {"kind":"mood","day":"2026-01-02","note":"b"}
    {"kind":"mood","day":"2026-01-03","note":"c"}
    error: stdin, line 3: a quote opens here and does not close where its field ends
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    1 row brought in (1 Jan).
      mood        1
    `ritual find --kind mood` lists the notes.
    note: stdin, line 3 left out: a quote opens here and does not close where its field ends
    = 0
    {"kind":"mood","day":"2026-01-01","note":"a"}
    1 row brought in (1 Jan).
      mood        1
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-01-01","note":"two \"words\",\nand a line"}
    1 row brought in (1 Jan).
      mood        1
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-01-01","note":"two \"words\",\nand a line"}
    "#);
}

#[test]
fn a_header_of_a_journal_that_does_not_read_begins_no_lines_of_the_entry_before() {
    let mut said = String::new();
    for text in [
        "[03/14/2026 10:00 AM] One.\nwith a body\n[03/04/2026 11:00 AM] Two.\n",
        "[03/04/2026 10:00 AM] One.\n[04/05/2026 11:00 AM] Two.\n",
        "[2026-03-14 10:00] One.\n[Saturday 14th, 11:30] Two.\nits body\n[2026-03-15 10:00] Three.\n",
        "[2026-03-14 10:00] One.\n[1] a footnote\n[see pages 12-14] and [x] done\n[11:11] a clock\n",
    ] {
        said += &piped("jrnl", &[], text);
    }
    let text = "[2026-03-14 10:00] One.\n[Saturday 14th, 11:30] Two.\nits body\n[2026-03-15 10:00] Three.\n";
    said += &piped("jrnl", &["--skip-bad"], text);
    let text = "[03/04/2026 10:00 AM] One.\n";
    said += &piped("jrnl", &["--date-format", "dmy"], text);
    assert_snapshot!(said, @r#"
    2 rows brought in (4–14 Mar).
      mood        2
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-03-04","at":"2026-03-04T11:00:00+01:00","zone":"Europe/Berlin","note":"Two."}
    {"kind":"mood","day":"2026-03-14","at":"2026-03-14T10:00:00+01:00","zone":"Europe/Berlin","note":"One.\nwith a body"}
    error: stdin, line 1: "03/04/2026 10:00 AM" could be two days; --date-format dmy or mdy tells which
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    error: stdin, line 2: an entry is expected to begin with its time; got "Saturday 14th, 11:30"; --date-format tells another form
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    1 row brought in (14 Mar).
      mood        1
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-03-14","at":"2026-03-14T10:00:00+01:00","zone":"Europe/Berlin","note":"One.\n[1] a footnote\n[see pages 12-14] and [x] done\n[11:11] a clock"}
    2 rows brought in (14–15 Mar).
      mood        2
    `ritual find --kind mood` lists the notes.
    note: stdin, line 2 left out: an entry is expected to begin with its time; got "Saturday 14th, 11:30"; --date-format tells another form
    = 0
    {"kind":"mood","day":"2026-03-14","at":"2026-03-14T10:00:00+01:00","zone":"Europe/Berlin","note":"One."}
    {"kind":"mood","day":"2026-03-15","at":"2026-03-15T10:00:00+01:00","zone":"Europe/Berlin","note":"Three."}
    1 row brought in (3 Apr).
      mood        1
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-04-03","at":"2026-04-03T10:00:00+02:00","zone":"Europe/Berlin","note":"One."}
    "#);
}

#[test]
fn a_file_of_another_program_is_refused() {
    let mut said = String::new();
    for (format, name) in [
        ("beaverhabits", "cases/habitkit.json"),
        ("beaverhabits", "cases/table-habit.json"),
        ("daylio", "habitbull-us.csv"),
        ("harsh", "habitctl"),
        ("jrnl", "taskwarrior.json"),
        ("taskwarrior", "timewarrior.json"),
    ] {
        let home = home();
        let shown = import(&home, format, name, &[]);
        assert_eq!(
            (shown.code, home.db().exists()),
            (2, false),
            "{format} {name}"
        );
        said += &shown.err.replace(&fixture(""), "");
    }
    for (format, text) in [
        (
            "jrnl",
            "{\"entries\":[{\"uuid\":\"A\",\"creationDate\":\"2026-02-03T23:30:00Z\",\"text\":\"Late\"}]}",
        ),
        (
            "timewarrior",
            "[{\"start\":\"2026-02-03T23:30:00Z\",\"stop\":\"2026-02-03T23:40:00Z\",\"tags\":[\"a\"]}]",
        ),
        (
            "taskwarrior",
            "[{\"description\":\"a\",\"status\":\"done\"}]",
        ),
        (
            "loop",
            "Date,Walk,Read\n2026-02-03,0.93,0.5\n2026-02-04,0.9412,0\n",
        ),
        ("loop", "Date,Value,Notes\n2026-02-03,YES_MANUAL,\n"),
    ] {
        said += &piped(format, &[], text);
    }
    assert_snapshot!(said, @r#"
    error: cases/habitkit.json is no file of beaverhabits: it reads as habitkit
    hint: `ritual import auto` tells the format by itself
    error: cases/table-habit.json is no file of beaverhabits: it reads as table-habit
    hint: `ritual import auto` tells the format by itself
    error: habitbull-us.csv is no file of daylio: it reads as habitbull
    hint: `ritual import auto` tells the format by itself
    error: habitctl is no file of harsh: it reads as habitctl
    hint: `ritual import auto` tells the format by itself
    error: taskwarrior.json is no file of jrnl: it reads as taskwarrior
    hint: `ritual import auto` tells the format by itself
    error: timewarrior.json is no file of taskwarrior: it reads as timewarrior
    hint: `ritual import auto` tells the format by itself
    error: stdin is no file of jrnl: it reads as day-one
    hint: `ritual import auto` tells the format by itself
    = 2
    error: stdin, line 1: "end" is expected; got "stop"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    error: stdin, line 1: a status is expected; got "done"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    error: stdin holds how strong habits are, and no days
    hint: Checkmarks.csv beside it has the days
    = 2
    error: stdin does not hold the name of its habit
    hint: the name is that of its folder, such as "001 Walk"; the folder above has all habits
    = 2
    "#);
}

#[test]
fn an_explicit_nothing_is_an_entry_of_0() {
    assert_snapshot!(came("auto", "cases/loop-zero", &[]), @r#"
    7 rows brought in (4–8 Sep).
      ritual      2
      pause       1
      completion  4
    `ritual calendar --year 2026` shows the days.
    note: loop-zero reads as loop
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    note: not carried over: 1 day without a mark: an entry is something that was done.
    = 0
    {"kind":"ritual","name":"Cigarettes","rhythm":"daily","loop":{"target_type":"AT_MOST","target_value":"3.0"}}
    {"kind":"ritual","name":"Walk","rhythm":"daily"}
    {"kind":"pause","ritual":"Cigarettes","from":"2026-09-06","until":"2026-09-06","why":"away"}
    {"kind":"completion","ritual":"Cigarettes","day":"2026-09-04","amount":0}
    {"kind":"completion","ritual":"Cigarettes","day":"2026-09-07","amount":0,"note":"proud"}
    {"kind":"completion","ritual":"Walk","day":"2026-09-07"}
    {"kind":"completion","ritual":"Cigarettes","day":"2026-09-08","amount":2}
    "#);
    assert_snapshot!(came("auto", "cases/loop-root/Checkmarks.csv", &[]), @r#"
    10 rows brought in (5–8 Sep).
      ritual      3
      pause       1
      completion  6
    `ritual calendar --year 2026` shows the days.
    note: loop-root/Checkmarks.csv reads as loop
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    note: not carried over: 3 days without a mark: an entry is something that was done.
    note: not carried over: 1 day marked by the other program itself: nobody noted them.
    = 0
    {"kind":"ritual","name":"Floss"}
    {"kind":"ritual","name":"Pages"}
    {"kind":"ritual","name":"Run"}
    {"kind":"pause","ritual":"Run","from":"2026-09-06","until":"2026-09-06"}
    {"kind":"completion","ritual":"Pages","day":"2026-09-05","amount":0}
    {"kind":"completion","ritual":"Run","day":"2026-09-05"}
    {"kind":"completion","ritual":"Pages","day":"2026-09-06","amount":10}
    {"kind":"completion","ritual":"Run","day":"2026-09-07"}
    {"kind":"completion","ritual":"Floss","day":"2026-09-08"}
    {"kind":"completion","ritual":"Pages","day":"2026-09-08","amount":7}
    "#);
    let bull = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nBeer,,,2026-01-13,2,\nBeer,,,2026-01-14,0,proud\nRead,,,2026-01-13,1,\nRead,,,2026-01-14,0,tired\n";
    assert_snapshot!(piped("habitbull", &[], bull), @r#"
    6 rows brought in (13–14 Jan).
      ritual      2
      completion  3
      mood        1
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    = 0
    {"kind":"ritual","name":"Beer"}
    {"kind":"ritual","name":"Read"}
    {"kind":"completion","ritual":"Beer","day":"2026-01-13","amount":2}
    {"kind":"completion","ritual":"Read","day":"2026-01-13"}
    {"kind":"completion","ritual":"Beer","day":"2026-01-14","amount":0,"note":"proud"}
    {"kind":"mood","day":"2026-01-14","note":"Read: tired","habitbull":{"ritual":"Read"}}
    "#);
}

#[test]
fn the_file_of_one_habit_has_its_name_from_its_folder() {
    let file = came("auto", "cases/loop-one-habit/001 Steps/Checkmarks.csv", &[]);
    assert_snapshot!(file, @r#"
    4 rows brought in (6–8 Sep).
      ritual      1
      pause       1
      completion  2
    `ritual calendar --year 2026` shows the days.
    note: loop-one-habit/001 Steps/Checkmarks.csv reads as loop
    = 0
    {"kind":"ritual","name":"Steps"}
    {"kind":"pause","ritual":"Steps","from":"2026-09-06","until":"2026-09-06"}
    {"kind":"completion","ritual":"Steps","day":"2026-09-07","amount":8500}
    {"kind":"completion","ritual":"Steps","day":"2026-09-08","amount":12000}
    "#);
    let folder = came("loop", "cases/loop-one-habit/001 Steps", &[]);
    assert_eq!(
        folder.lines().skip(6).collect::<Vec<_>>(),
        file.lines()
            .filter(|l| !l.contains("reads as"))
            .skip(6)
            .collect::<Vec<_>>()
    );
}

#[test]
fn an_instant_keeps_its_zone_and_its_day() {
    let map = ["--map", "day=when,ritual=habit"];
    let plain = came("csv", "cases/instants.csv", &map);
    assert_snapshot!(plain, @r#"
    6 rows brought in (4–11 Jan).
      ritual      1
      completion  5
    `ritual calendar --year 2026` shows the days.
    = 0
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-04","at":"2026-01-04T00:30:00+01:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"walk","day":"2026-01-06","at":"2026-01-06T00:30:00+01:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"walk","day":"2026-01-07","at":"2026-01-07T20:30:00-05:00"}
    {"kind":"completion","ritual":"walk","day":"2026-01-09","at":"2026-01-09T22:45:00+01:00"}
    {"kind":"completion","ritual":"walk","day":"2026-01-11","at":"2026-01-11T23:50:00+01:00","zone":"Europe/Berlin"}
    "#);
    for pattern in ["%+", "%Y-%m-%d %H:%M:%S %z"] {
        let more = [&map[..], &["--date-format", pattern]].concat();
        assert_eq!(came("csv", "cases/instants.csv", &more), plain);
    }
}

#[test]
fn spans_are_of_one_unit() {
    assert_snapshot!(came("csv", "cases/durations.csv", &["--map", "day=day,ritual=habit,amount=dur"]), @r#"
    5 rows brought in (9–12 Jan).
      ritual      1
      completion  4
    `ritual calendar --year 2026` shows the days.
    = 0
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-09","amount":25,"unit":"min","csv":{"slept":"7h 30m"}}
    {"kind":"completion","ritual":"walk","day":"2026-01-10","amount":65,"unit":"min","csv":{"slept":"450 min"}}
    {"kind":"completion","ritual":"walk","day":"2026-01-11","amount":25,"unit":"min","csv":{"slept":"8:00"}}
    {"kind":"completion","ritual":"walk","day":"2026-01-12","amount":30,"unit":"min","csv":{"slept":"7.5"}}
    "#);
    assert_snapshot!(came("csv", "cases/durations.csv", &["--map", "day=day,sleep=slept"]), @r#"
    4 rows brought in (9–12 Jan).
      mood        4
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-01-09","sleep":7.5,"csv":{"dur":"0:25","habit":"walk"}}
    {"kind":"mood","day":"2026-01-10","sleep":7.5,"csv":{"dur":"1:05:00","habit":"walk"}}
    {"kind":"mood","day":"2026-01-11","sleep":8,"csv":{"dur":"25 minutes","habit":"walk"}}
    {"kind":"mood","day":"2026-01-12","sleep":7.5,"csv":{"dur":"PT30M","habit":"walk"}}
    "#);
    let sheet = "day,n,unit\n2026-01-01,1h30,h\n2026-01-02,90,minutes\n2026-01-03,20 cups,min\n";
    assert_snapshot!(piped("csv", &["--map", "day=day,amount=n,unit=unit", "--ritual", "sit"], sheet), @r#"
    error: stdin, line 4: "20 cups" is not in min
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    "#);
}

#[test]
fn scales_of_daylio_fill_their_fields() {
    assert_snapshot!(came("auto", "cases/daylio-scales.csv", &[]), @r#"
    4 rows brought in (30 Mar – 12 Apr).
      mood        4
    `ritual find --kind mood` lists the notes.
    note: daylio-scales.csv reads as daylio
    note: kept beside the notes: reading, walk; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in
    = 0
    {"kind":"mood","day":"2026-03-30","at":"2026-03-30T20:18:00+02:00","zone":"Europe/Berlin","mood":2,"note":"Well then.\n\nIs it [[real]]?","daylio":{"activities":["reading"]}}
    {"kind":"mood","day":"2026-04-02","at":"2026-04-02T10:00:00+02:00","zone":"Europe/Berlin","mood":3,"sleep":7.5,"note":"Leave itb.","daylio":{"scales":"Sleep Quality: 6/10 points"}}
    {"kind":"mood","day":"2026-04-12","at":"2026-04-12T09:00:00+02:00","zone":"Europe/Berlin","mood":5,"sleep":8,"note":"A trial note.","daylio":{"scales":"Sleep Quality: 8/10 points | Awake at night: 1:00"}}
    {"kind":"mood","day":"2026-04-12","at":"2026-04-12T13:00:00+02:00","zone":"Europe/Berlin","mood":4,"daylio":{"activities":["walk"]}}
    "#);
}

#[test]
fn a_day_that_stands_twice_counts_once() {
    assert_snapshot!(came("auto", "cases/beaver-twice.json", &[]), @r#"
    3 rows brought in (1–2 Apr).
      ritual      1
      completion  2
    `ritual calendar --year 2026` shows the days.
    note: beaver-twice.json reads as beaverhabits
    note: not carried over: 1 row that stands twice: each counts once, with the words of both.
    = 0
    {"kind":"ritual","name":"Read","beaverhabits":{"id":"a"}}
    {"kind":"completion","ritual":"Read","day":"2026-04-01","note":"ten pages"}
    {"kind":"completion","ritual":"Read","day":"2026-04-02"}
    "#);
    let bull = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nRead,,,2026-01-13,1,\nRead,,,2026-01-13,1,ten pages\nRead,,,2026-01-13,1,late\n";
    assert_snapshot!(piped("habitbull", &[], bull), @r#"
    2 rows brought in (13 Jan).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 2 rows that stand twice: each counts once, with the words of both.
    = 0
    {"kind":"ritual","name":"Read"}
    {"kind":"completion","ritual":"Read","day":"2026-01-13","note":"ten pages\nlate"}
    "#);
}

#[test]
fn a_day_that_rests_there_rests_here() {
    let beaver = "{\"habits\":[{\"name\":\"Run\",\"records\":[{\"day\":\"2026-04-01\",\"done\":false,\"text\":\"ill #skip\"},{\"day\":\"2026-04-02\",\"done\":false,\"text\":\"#skipped no\"}]}]}";
    assert_snapshot!(piped("beaverhabits", &[], beaver), @r#"
    3 rows brought in (1–2 Apr).
      ritual      1
      pause       1
      mood        1
    `ritual find --kind mood` lists the notes.
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    = 0
    {"kind":"ritual","name":"Run"}
    {"kind":"pause","ritual":"Run","from":"2026-04-01","until":"2026-04-01","why":"ill #skip"}
    {"kind":"mood","day":"2026-04-02","note":"Run: #skipped no","beaverhabits":{"ritual":"Run"}}
    "#);
}

#[test]
fn tags_keep_what_belongs_to_them() {
    let text = "[2026-03-14 10:00] Learned @C++ and @C#, with #fun. A # heading, me@example.org\n";
    assert_snapshot!(piped("jrnl", &[], text), @r#"
    1 row brought in (14 Mar).
      mood        1
    `ritual find --kind mood` lists the notes.
    = 0
    {"kind":"mood","day":"2026-03-14","at":"2026-03-14T10:00:00+01:00","zone":"Europe/Berlin","feelings":["C++","C#","fun"],"note":"Learned @C++ and @C#, with #fun. A # heading, me@example.org"}
    "#);
    let home = home();
    std::fs::write(home.path("journal.txt"), text).expect("a journal");
    std::fs::write(home.path("jrnl.yaml"), "version: v4\ntagsymbols: '@'\n").expect("its settings");
    home.ok(&[
        "import",
        "jrnl",
        &home.path("journal.txt").display().to_string(),
    ]);
    let rows = rows(&home);
    assert!(rows.contains("\"feelings\":[\"C++\",\"C#\"]"), "{rows}");
}

#[test]
fn habits_of_one_name_stay_two() {
    let beaver = "{\"habits\":[{\"name\":\"Walk\",\"records\":[{\"day\":\"2026-04-01\",\"done\":true}]},{\"name\":\"walk\",\"records\":[{\"day\":\"2026-04-02\",\"done\":true}]},{\"name\":\"Walk\",\"records\":[{\"day\":\"2026-04-01\",\"done\":true}]}]}";
    let dry = piped("beaverhabits", &["--dry-run"], beaver);
    assert_snapshot!(dry + &piped("beaverhabits", &[], beaver), @r#"
    6 rows would come in (1–2 Apr).
      ritual      3
      completion  3

    ritual    first day  last day  entries  rests
    Walk      1 April    1 April   1
    walk (2)  2 April    2 April   1
    Walk (3)  1 April    1 April   1
    = 0
    6 rows brought in (1–2 Apr).
      ritual      3
      completion  3
    `ritual calendar --year 2026` shows the days.
    = 0
    {"kind":"ritual","name":"Walk"}
    {"kind":"ritual","name":"walk (2)"}
    {"kind":"ritual","name":"Walk (3)"}
    {"kind":"completion","ritual":"Walk","day":"2026-04-01"}
    {"kind":"completion","ritual":"Walk (3)","day":"2026-04-01"}
    {"kind":"completion","ritual":"walk (2)","day":"2026-04-02"}
    "#);
    assert_snapshot!(piped("beaverhabits", &["--rename", "#2=evening walk", "--rename", "Walk (3)=Walk"], beaver), @r#"
    5 rows brought in (1–2 Apr).
      ritual      2
      completion  3
    `ritual calendar --year 2026` shows the days.
    = 0
    {"kind":"ritual","name":"Walk"}
    {"kind":"ritual","name":"evening walk"}
    {"kind":"completion","ritual":"Walk","day":"2026-04-01"}
    {"kind":"completion","ritual":"Walk","day":"2026-04-01"}
    {"kind":"completion","ritual":"evening walk","day":"2026-04-02"}
    "#);
    let bull = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nRead,,,2026-01-13,1,\nread,,,2026-01-13,1,\nRead,,,2026-01-14,1,\n";
    assert_snapshot!(piped("habitbull", &[], bull), @r#"
    5 rows brought in (13–14 Jan).
      ritual      2
      completion  3
    `ritual calendar --year 2026` shows the days.
    = 0
    {"kind":"ritual","name":"Read"}
    {"kind":"ritual","name":"read (2)"}
    {"kind":"completion","ritual":"Read","day":"2026-01-13"}
    {"kind":"completion","ritual":"read (2)","day":"2026-01-13"}
    {"kind":"completion","ritual":"Read","day":"2026-01-14"}
    "#);
}

#[test]
fn a_part_of_a_database_is_refused() {
    let home = home();
    let db = database(
        &home,
        "Loop.db",
        "PRAGMA user_version = 25; CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER, value INTEGER);",
    );
    std::fs::write(format!("{db}-wal"), [0; 64]).expect("a file beside it");
    let said = home.run(&["import", "auto", &db]);
    assert_snapshot!(home.masked(&said.err), @"
    error: [HOME]/Loop.db is one part of a database; [HOME]/Loop.db-wal holds another
    hint: the program puts both together when it is closed, and in the backup it makes
    ");
    std::fs::write(format!("{db}-wal"), b"").expect("a file beside it");
    assert_eq!(home.run(&["import", "auto", &db]).code, 0);
}

/// A zip is Loop's by what is in it.
#[test]
fn another_zip_is_not_loops() {
    let home = home();
    let said = home.with_stdin(
        &["import", "auto", "-"],
        &zipped(&[("backup.daylio", b"e30=")]),
    );
    assert_eq!(said.code, 2, "{said:?}");
}
