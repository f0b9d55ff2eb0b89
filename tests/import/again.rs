//! The same file again, one that has changed since, and rows that were forgotten meanwhile.

use crate::support::Home;
use crate::{bare, fixture, import};
use insta::assert_snapshot;

const HEAD: &str = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n";

fn bull(home: &Home, more: &[&str], rows: &str) -> String {
    let said = home.with_stdin(
        &[&["import", "habitbull", "-"], more].concat(),
        format!("{HEAD}{rows}").as_bytes(),
    );
    format!("{}{}", said.out, said.err)
}

fn rows(home: &Home, kind: &str) -> String {
    bare(&home.ok(&["export", "jsonl", "--kind", kind]))
}

/// A day that was corrected or annotated there changes the row here.
#[test]
fn what_was_corrected_there_changes_here() {
    let home = Home::new();
    bull(
        &home,
        &[],
        "Water,,,2026-01-13,2,\nWater,,,2026-01-14,3,mine\nWater,,,2026-01-15,4,\n",
    );
    let later = "Water,,,2026-01-13,5,counted anew\nWater,,,2026-01-14,3,\nWater,,,2026-01-15,4,\nWater,,,2026-01-16,1,\n";
    let dry = bull(&home, &["--dry-run"], later);
    let mine = bull(&home, &["--keep-mine", "--dry-run"], later);
    assert_snapshot!(dry + "---\n" + &mine, @r#"
    1 row would come in (16 Jan), 1 row would change, 3 rows here from before.
      completion  1

    ritual  first day   last day    entries  rests
    Water   16 January  16 January  1

    Would change:
      Water, 13 January: amount 2 to 5; note "counted anew"
    ---
    1 row would come in (16 Jan), 3 rows here from before.
      completion  1

    ritual  first day   last day    entries  rests
    Water   16 January  16 January  1
    note: other in the file, and left as they are here: 1 row
    "#);
    assert_snapshot!(bull(&home, &[], later) + &rows(&home, "completion"), @r#"
    1 row brought in (16 Jan), 1 row changed, 3 rows here from before.
      completion  1
    `ritual calendar --year 2026` shows the days.
    {"kind":"completion","ritual":"Water","day":"2026-01-13","amount":5,"note":"counted anew"}
    {"kind":"completion","ritual":"Water","day":"2026-01-14","amount":3,"note":"mine"}
    {"kind":"completion","ritual":"Water","day":"2026-01-15","amount":4}
    {"kind":"completion","ritual":"Water","day":"2026-01-16","amount":1}
    "#);
    assert_snapshot!(bull(&home, &[], later), @"5 rows here from before.");
    home.ok(&["undo"]);
    assert_snapshot!(rows(&home, "completion"), @r#"
    {"kind":"completion","ritual":"Water","day":"2026-01-13","amount":2}
    {"kind":"completion","ritual":"Water","day":"2026-01-14","amount":3,"note":"mine"}
    {"kind":"completion","ritual":"Water","day":"2026-01-15","amount":4}
    "#);
    let json: serde_json::Value = serde_json::from_str(
        &home
            .with_stdin(
                &["import", "habitbull", "-", "--json"],
                format!("{HEAD}{later}").as_bytes(),
            )
            .out,
    )
    .expect("JSON");
    assert_eq!(
        (
            &json["added"],
            &json["changed"],
            &json["here"],
            &json["changes"][0]["fields"][0]["after"]
        ),
        (&1.into(), &1.into(), &3.into(), &5.into())
    );
}

/// What a person added here stays where the file says nothing of it.
#[test]
fn words_added_here_stay() {
    let home = Home::new();
    bull(&home, &[], "Water,,,2026-01-13,2,\n");
    home.ok(&["edit", "2", "--note", "from the well"]);
    bull(&home, &[], "Water,,,2026-01-13,3,\n");
    assert_snapshot!(rows(&home, "completion"), @r#"{"kind":"completion","ritual":"Water","day":"2026-01-13","amount":3,"note":"from the well"}"#);
}

/// A rest that goes on, and a note of a day without an entry.
#[test]
fn rests_and_remarks_are_known_again() {
    let home = Home::new();
    let harsh = |text: &str| {
        home.with_stdin(&["import", "harsh", "-"], text.as_bytes())
            .out
    };
    harsh("2025-01-01 : Gym : s : ill\n2025-01-02 : Gym : s : \n2025-01-04 : Gym : n : tired\n");
    let said = harsh(
        "2025-01-01 : Gym : s : ill\n2025-01-02 : Gym : s : \n2025-01-03 : Gym : s : \n2025-01-04 : Gym : n : very tired\n",
    );
    assert_snapshot!(said + &rows(&home, "pause") + &rows(&home, "mood"), @r#"
    2 rows changed.
    {"kind":"pause","ritual":"Gym","from":"2025-01-01","until":"2025-01-03","why":"ill"}
    {"kind":"mood","day":"2025-01-04","note":"Gym: very tired","harsh":{"ritual":"Gym"}}
    "#);
}

/// Entries of one minute are told apart by what they say.
#[test]
fn two_notes_of_one_minute_are_two() {
    let home = Home::new();
    let daylio = |rows: &str| {
        let text = format!("full_date,date,weekday,time,mood,activities,note_title,note\n{rows}");
        home.with_stdin(&["import", "daylio", "-"], text.as_bytes())
            .out
    };
    let two = "2021-09-28,x,x,10:00 pm,meh,,,one\n2021-09-28,x,x,10:00 pm,good,,,two\n2021-09-28,x,x,10:00 pm,meh,,,one\n";
    assert_snapshot!(daylio(two) + &daylio(two) + &daylio("2021-09-28,x,x,10:00 pm,bad,,,one\n"), @"
    2 rows brought in (28 Sep 2021).
      mood        2
    `ritual find --kind mood` lists the notes.
    2 rows here from before.
    1 row changed.
    ");
}

#[test]
fn what_was_forgotten_stays_so_until_it_is_asked_for() {
    let home = Home::new();
    let file = "Water,,,2026-01-13,2,\nRead,,,2026-01-13,1,\nRead,,,2026-01-14,1,\n";
    bull(&home, &[], file);
    let entry = home.ok(&["export", "jsonl", "--kind", "completion"]);
    let entry: serde_json::Value =
        serde_json::from_str(entry.lines().next().expect("an entry")).expect("a row");
    home.ok(&["forget", entry["uid"].as_str().expect("a uid"), "--yes"]);
    let one = bull(&home, &[], file);
    home.ok(&["forget", "--ritual", "Water", "--yes"]);
    let ritual = bull(&home, &[], &format!("{file}Water,,,2026-01-15,7,\n"));
    let all = bull(&home, &["--with-forgotten"], file);
    assert_snapshot!([one, ritual, all].join("---\n"), @"
    4 rows here from before.
    note: forgotten here, and left so: 1 row; --with-forgotten brings them in
    ---
    3 rows here from before.
    note: forgotten here, and left so: 3 rows; --with-forgotten brings them in
    ---
    2 rows brought in (13 Jan), 3 rows here from before.
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: 2 rows among them had been forgotten or taken back here; `ritual undo` takes the import back
    ");
    assert_snapshot!(bull(&home, &[], file), @"5 rows here from before.");
}

/// What undo took back was not forgotten.
#[test]
fn an_import_that_was_taken_back_comes_in_again() {
    let home = Home::new();
    let file = "Water,,,2026-01-13,2,\n";
    bull(&home, &[], file);
    home.ok(&["undo"]);
    assert_snapshot!(bull(&home, &[], file), @"
    2 rows brought in (13 Jan).
      ritual      1
      completion  1
    `ritual calendar --year 2026` shows the days.
    note: 2 rows among them had been forgotten or taken back here; `ritual undo` takes the import back
    ");
}

/// A notebook that 0.1 filled is known again: by the identities it gave, or by ritual and day.
#[test]
fn rows_that_0_1_brought_are_here() {
    let home = Home::new();
    let sql = std::fs::read_to_string(fixture("filled-by-0.1.sql")).expect("a dump");
    std::fs::create_dir_all(home.db().parent().expect("a folder")).expect("a folder");
    let conn = rusqlite::Connection::open(home.db()).expect("a file");
    conn.execute_batch(&sql).expect("the dump");
    drop(conn);
    let before = home.ok(&["export", "jsonl"]).lines().count();
    for (format, name, new) in [
        // Wasser was 0 on a day, which 0.1 took for nothing.
        ("loop", "loop-2025", 1),
        ("harsh", "harsh", 0),
        ("habitctl", "habitctl", 0),
        ("beaverhabits", "beaverhabits.json", 0),
        ("habitbull", "habitbull-us.csv", 0),
        ("daylio", "daylio-2021-en.csv", 0),
    ] {
        let said = import(&home, format, name, &["--json"]);
        let said: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        assert_eq!(
            (&said["added"], &said["changed"]),
            (&new.into(), &0.into()),
            "{name}: {said}"
        );
    }
    assert_eq!(home.ok(&["export", "jsonl"]).lines().count(), before + 1);
    // A day that was annotated there since.
    let text = std::fs::read_to_string(fixture("habitbull-us.csv")).expect("the file");
    let later = text
        .replace(",1,\n", ",1,said since\n")
        .replace(",1,\r\n", ",1,said since\r\n");
    assert_ne!(later, text);
    let said = home.with_stdin(&["import", "habitbull", "-", "--json"], later.as_bytes());
    let said: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(said["added"], 0, "{said}");
    assert!(said["changed"].as_u64() > Some(0), "{said}");
}
