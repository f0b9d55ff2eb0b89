//! Tables of any shape, by `import csv --map`.

use crate::support::Home;
use crate::{bare, fixture};
use insta::assert_snapshot;

/// What a table brings with these options to somebody in Berlin: what is said, and the rows. The same
/// again adds nothing.
fn brought(csv: &str, more: &[&str]) -> String {
    let home = Home {
        tz: "Europe/Berlin".to_owned(),
        ..Home::at("2026-11-25T12:00:00+01:00")
    };
    let path = home.path("sheet.csv");
    std::fs::write(&path, csv).expect("a table");
    let path = path.display().to_string();
    let args = [&["import", "csv", &path], more].concat();
    let said = home.run(&args);
    let rows = home.ok(&["export", "jsonl"]);
    if said.code == 0 {
        assert_eq!(home.json(&args)["added"], 0, "{csv}");
    }
    home.masked(&format!("{}{}{}", said.out, said.err, bare(&rows)))
}

#[test]
fn columns_by_number_without_a_header() {
    let csv = "2026-01-09,walk,20\n2026-01-10,walk,1h30\n";
    assert_snapshot!(brought(csv, &["--no-header", "--map", "day=1,ritual=2,amount=3"]), @r#"
    3 rows brought in (9–10 Jan).
      ritual      1
      completion  2
    `ritual calendar --year 2026` shows the days.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-09","amount":20}
    {"kind":"completion","ritual":"walk","day":"2026-01-10","amount":90,"unit":"min"}
    "#);
    assert_snapshot!(brought(csv, &["--no-header", "--map", "day=1,ritual=4"]), @r#"
    error: [HOME]/sheet.csv has no column "4"
    hint: its columns: 1, 2, 3
    "#);
}

#[test]
fn epoch_times_are_instants() {
    let csv = "when,habit\n1767567600,walk\n1767567600000,swim\n";
    assert_snapshot!(brought(csv, &["--map", "day=when,ritual=habit"]), @r#"
    4 rows brought in (5 Jan).
      ritual      2
      completion  2
    `ritual calendar --year 2026` shows the days.
    {"kind":"ritual","name":"walk"}
    {"kind":"ritual","name":"swim"}
    {"kind":"completion","ritual":"walk","day":"2026-01-05","at":"2026-01-05T00:00:00+01:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"swim","day":"2026-01-05","at":"2026-01-05T00:00:00+01:00","zone":"Europe/Berlin"}
    "#);
    let early = "when,habit\n86400,walk\n";
    assert_snapshot!(brought(early, &["--map", "day=when,ritual=habit", "--date-format", "epoch"]), @r#"
    2 rows brought in (2 Jan 1970).
      ritual      1
      completion  1
    `ritual calendar --year 1970` shows the days.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"1970-01-02","at":"1970-01-02T01:00:00+01:00","zone":"Europe/Berlin"}
    "#);
}

#[test]
fn a_day_in_parts() {
    let csv = "y,m,d,t,habit\n2026,3,29,07:30,walk\n2026,12,1,,walk\n";
    assert_snapshot!(brought(csv, &["--map", "day=y+m+d,time=t,ritual=habit"]), @r#"
    3 rows brought in (29 Mar – 1 Dec).
      ritual      1
      completion  2
    `ritual calendar --year 2026` shows the days.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-03-29","at":"2026-03-29T07:30:00+02:00","zone":"Europe/Berlin"}
    {"kind":"completion","ritual":"walk","day":"2026-12-01"}
    "#);
    let words = "year,date,time,habit\n2026,29 March,7:30 pm,walk\n";
    assert_snapshot!(brought(words, &["--map", "day=date+year,time=time,ritual=habit"]), @r#"
    2 rows brought in (29 Mar).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-03-29","at":"2026-03-29T19:30:00+02:00","zone":"Europe/Berlin"}
    "#);
}

#[test]
fn values_that_rest() {
    let csv = "day,habit,done,note\n2026-03-01,walk,yes,\n2026-03-02,walk,Skip,ill\n2026-03-03,walk,vacation,\n2026-03-04,walk,no,\n";
    let more = [
        "--map",
        "day=day,ritual=habit,done=done,note=note",
        "--rest",
        "skip",
        "--rest",
        "vacation",
    ];
    assert_snapshot!(brought(csv, &more), @r#"
    3 rows brought in (1–3 Mar).
      ritual      1
      pause       1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    {"kind":"ritual","name":"walk"}
    {"kind":"pause","ritual":"walk","from":"2026-03-02","until":"2026-03-03","why":"ill"}
    {"kind":"completion","ritual":"walk","day":"2026-03-01"}
    "#);
}

#[test]
fn columns_of_marks_are_words() {
    let csv = "day,mood,calm,tired,words\n2026-03-01,4,1,0,glad; proud\n2026-03-02,2,0,1,\n";
    let more = [
        "--map",
        "day=day,mood=mood,feelings=calm,feelings=tired,feelings=words",
    ];
    assert_snapshot!(brought(csv, &more), @r#"
    2 rows brought in (1–2 Mar).
      mood        2
    `ritual find --kind mood` lists the notes.
    {"kind":"mood","day":"2026-03-01","mood":4,"feelings":["calm","glad","proud"]}
    {"kind":"mood","day":"2026-03-02","mood":2,"feelings":["tired"]}
    "#);
}

/// A column for each habit: marks, amounts, rests, and a cell that is none of them.
#[test]
fn a_sheet_with_a_column_for_each_habit() {
    let csv = "Date,Walk,Pages,Yoga,Words\n2026-03-01,1,12,x,slept at last\n2026-03-02,0,0,rest,\n2026-03-03,,5.5,,\n";
    let more = ["--map", "day=Date,note=Words", "--each", "--rest", "rest"];
    assert_snapshot!(brought(csv, &more), @r#"
    10 rows brought in (1–3 Mar).
      ritual      3
      pause       1
      completion  5
      mood        1
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    {"kind":"ritual","name":"Walk"}
    {"kind":"ritual","name":"Pages"}
    {"kind":"ritual","name":"Yoga"}
    {"kind":"pause","ritual":"Yoga","from":"2026-03-02","until":"2026-03-02"}
    {"kind":"completion","ritual":"Walk","day":"2026-03-01"}
    {"kind":"completion","ritual":"Pages","day":"2026-03-01","amount":12}
    {"kind":"completion","ritual":"Yoga","day":"2026-03-01"}
    {"kind":"completion","ritual":"Pages","day":"2026-03-02","amount":0}
    {"kind":"completion","ritual":"Pages","day":"2026-03-03","amount":5.5}
    {"kind":"mood","day":"2026-03-01","note":"slept at last"}
    "#);
    let odd = csv.replace(",x,", ",maybe,");
    assert_snapshot!(brought(&odd, &more), @r#"
    error: [HOME]/sheet.csv, line 2: Yoga: yes or no is expected; got "maybe"
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
}

#[test]
fn options_for_tables_go_with_csv() {
    let home = Home::new();
    let path = fixture("habitbull-iso.csv");
    for more in [&["--each"][..], &["--no-header"], &["--rest", "x"]] {
        let said = home.run(&[&["import", "habitbull", &path], more].concat());
        let error = format!("error: {} goes with csv, not with habitbull", more[0]);
        assert!(said.code == 2 && said.err.starts_with(&error), "{said:?}");
    }
}

#[test]
fn a_row_that_names_a_ritual_is_an_entry_with_or_without_an_amount() {
    let map = "day=day,ritual=what,amount=n,mood=m,note=words";
    let csv = "day,what,n,m,words\n\
        2026-01-01,walk,20,,\n\
        2026-01-02,walk,,,\n\
        2026-01-03,walk,,,with words\n\
        2026-01-04,walk,0,,\n\
        2026-01-05,walk,,4,and a mood\n\
        2026-01-06,,20,3,of nothing\n\
        2026-01-07,,5,,\n\
        2026-01-08,,,,\n";
    assert_snapshot!(brought(csv, &["--map", map]), @r#"
    8 rows brought in (1–6 Jan).
      ritual      1
      completion  5
      mood        2
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 2 rows that say how much and not of what: --ritual names it.
    note: not carried over: 1 row with nothing in it: there is nothing to keep.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-01","amount":20}
    {"kind":"completion","ritual":"walk","day":"2026-01-02"}
    {"kind":"completion","ritual":"walk","day":"2026-01-03","note":"with words"}
    {"kind":"completion","ritual":"walk","day":"2026-01-04","amount":0}
    {"kind":"completion","ritual":"walk","day":"2026-01-05"}
    {"kind":"mood","day":"2026-01-05","mood":4,"note":"and a mood"}
    {"kind":"mood","day":"2026-01-06","mood":3,"note":"of nothing"}
    "#);
    // Where the ritual is asked for, the amount tells on which days it was.
    assert_snapshot!(brought(csv, &["--map", "day=day,amount=n,mood=m", "--ritual", "walk"]), @r#"
    7 rows brought in (1–7 Jan).
      ritual      1
      completion  4
      mood        2
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 3 rows with nothing in them: there is nothing to keep.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-01","amount":20,"csv":{"what":"walk"}}
    {"kind":"completion","ritual":"walk","day":"2026-01-04","amount":0,"csv":{"what":"walk"}}
    {"kind":"completion","ritual":"walk","day":"2026-01-06","amount":20}
    {"kind":"completion","ritual":"walk","day":"2026-01-07","amount":5}
    {"kind":"mood","day":"2026-01-05","mood":4,"csv":{"what":"walk","words":"and a mood"}}
    {"kind":"mood","day":"2026-01-06","mood":3,"csv":{"words":"of nothing"}}
    "#);
}

#[test]
fn an_empty_cell_of_done_is_a_yes_only_where_the_column_has_none() {
    let map = ["--map", "day=day,ritual=what,done=done,mood=m,note=words"];
    let head = "day,what,done,m,words\n";
    let rows = "2026-01-01,walk,no,,too wet\n2026-01-02,walk,,2,\n2026-01-03,walk,,,hm\n";
    assert_snapshot!(brought(&format!("{head}{rows}"), &map), @r#"
    5 rows brought in (1–3 Jan).
      ritual      1
      completion  2
      mood        2
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-02"}
    {"kind":"completion","ritual":"walk","day":"2026-01-03","note":"hm"}
    {"kind":"mood","day":"2026-01-01","note":"walk: too wet","csv":{"ritual":"walk"}}
    {"kind":"mood","day":"2026-01-02","mood":2}
    "#);
    assert_snapshot!(brought(&format!("{head}{rows}2026-01-04,walk,yes,4,\n"), &map), @r#"
    6 rows brought in (1–4 Jan).
      ritual      1
      completion  1
      mood        4
    `ritual calendar --year 2026` shows the days.
    note: not carried over: 1 day marked as not done: an entry is something that was done.
    note: not carried over: 2 days without a mark: an entry is something that was done.
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-04"}
    {"kind":"mood","day":"2026-01-01","note":"walk: too wet","csv":{"ritual":"walk"}}
    {"kind":"mood","day":"2026-01-02","mood":2}
    {"kind":"mood","day":"2026-01-03","note":"walk: hm","csv":{"ritual":"walk"}}
    {"kind":"mood","day":"2026-01-04","mood":4}
    "#);
}

#[test]
fn a_table_headed_with_the_names_of_fields_needs_no_map() {
    let csv = "day;ritual;amount;note;Wetter\n2026-01-01;walk;20;;nass\n2026-01-02;walk;;cold;\n";
    assert_snapshot!(brought(csv, &[]), @r#"
    3 rows brought in (1–2 Jan).
      ritual      1
      completion  2
    `ritual calendar --year 2026` shows the days.
    note: by its header: "day" is day, "ritual" is ritual, "amount" is amount, "note" is note, "Wetter" is kept beside
    {"kind":"ritual","name":"walk"}
    {"kind":"completion","ritual":"walk","day":"2026-01-01","amount":20,"csv":{"Wetter":"nass"}}
    {"kind":"completion","ritual":"walk","day":"2026-01-02","note":"cold"}
    "#);
    let each = "Day,Walk,read,mood\n2026-01-01,x,,4\n2026-01-02,,12,\n2026-01-03,,,\n";
    assert_snapshot!(brought(each, &["--each"]), @r#"
    5 rows brought in (1–2 Jan).
      ritual      2
      completion  2
      mood        1
    `ritual calendar --year 2026` shows the days.
    note: by its header: "Day" is day, "Walk" is a ritual, "read" is a ritual, "mood" is mood
    note: not carried over: 1 row with nothing in it: there is nothing to keep.
    {"kind":"ritual","name":"Walk"}
    {"kind":"ritual","name":"read"}
    {"kind":"completion","ritual":"Walk","day":"2026-01-01"}
    {"kind":"completion","ritual":"read","day":"2026-01-02","amount":12}
    {"kind":"mood","day":"2026-01-01","mood":4}
    "#);
    assert_snapshot!(brought("day,amount\n2026-01-01,3\n", &[]), @"
    error: a header names nothing that makes an entry or a note
    hint: --ritual NAME or ritual=COLUMN for entries; mood, energy, sleep, feelings or note for notes
    ");
    assert_snapshot!(brought("amount,note\n3,hm\n", &[]), @"
    error: [HOME]/sheet.csv: --map is expected, to say which column means what
    hint: its columns: amount, note
    ");
    let home = Home::new();
    let table = csv.as_bytes();
    let report = home.with_stdin(&["import", "auto", "-", "--json"], table);
    let report: serde_json::Value = serde_json::from_str(&report.out).expect("a report");
    assert_snapshot!(report["columns"], @r#"[{"column":"day","meaning":"day"},{"column":"ritual","meaning":"ritual"},{"column":"amount","meaning":"amount"},{"column":"note","meaning":"note"},{"column":"Wetter","meaning":null}]"#);
}
