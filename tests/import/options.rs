//! What can be asked of an import, and the real exports whole.

use crate::support::Home;
use crate::{fixture, fixtures, import};
use insta::assert_snapshot;
use std::collections::BTreeMap;

fn rows(home: &Home) -> Vec<serde_json::Value> {
    let out = home.ok(&["export", "jsonl"]);
    out.lines()
        .map(|l| serde_json::from_str(l).expect("a row"))
        .collect()
}

/// Every mark of the French export is an entry or is counted among what is none.
#[test]
fn a_real_loop_export_comes_in_whole() {
    let file =
        std::fs::read_to_string(fixtures().join("loop-real/Checkmarks.csv")).expect("the export");
    let mut lines = file.trim_start_matches('\u{feff}').lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').skip(1).collect();
    let cells: Vec<Vec<i64>> = lines
        .map(|l| {
            l.split(',')
                .skip(1)
                .map(|c| c.parse().expect("a number"))
                .collect()
        })
        .collect();
    let mut expected: BTreeMap<(String, Option<i64>), usize> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let numeric = cells.iter().any(|row| row[at] > 3);
        for value in cells
            .iter()
            .map(|row| row[at])
            .filter(|v| if numeric { *v >= 0 } else { *v == 2 })
        {
            *expected
                .entry(((*name).to_owned(), numeric.then_some(value)))
                .or_default() += 1;
        }
    }
    let home = Home::new();
    let said = home.json(&["import", "loop", &fixture("loop-real/Checkmarks.csv")]);
    let left: u64 = said["not_carried"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|l| l["count"].as_u64().expect("a count"))
        .sum();
    let mut found: BTreeMap<(String, Option<i64>), usize> = BTreeMap::new();
    let mut first = "9999".to_owned();
    for row in rows(&home).iter().filter(|r| r["kind"] == "completion") {
        let amount = row["amount"].as_f64().map(|n| (n * 1000.0).round() as i64);
        *found
            .entry((row["ritual"].as_str().expect("a name").to_owned(), amount))
            .or_default() += 1;
        first = first.min(row["day"].as_str().expect("a day").to_owned());
    }
    assert_eq!(found, expected);
    assert_eq!(
        found.values().sum::<usize>() as u64 + left,
        (names.len() * cells.len()) as u64
    );
    assert_eq!((names.len(), first.as_str()), (32, "2023-12-31"));
    let sleep = found
        .keys()
        .find(|(name, n)| name == "Durée sommeil" && *n == Some(8750));
    assert!(sleep.is_some(), "8.75 hours");
}

#[test]
fn a_real_daylio_export_comes_in_whole() {
    let home = Home::new();
    let said = import(&home, "daylio", "daylio-real/sample.csv", &[]);
    assert_eq!(said.code, 2);
    let more = [
        "--mood-map",
        "sad=2,average=3",
        "--activities",
        "as-rituals",
        "--rename",
        "cook=cooking",
    ];
    let said = home.json(
        &[
            &["import", "auto", &fixture("daylio-real/sample.csv")],
            &more[..],
        ]
        .concat(),
    );
    // 7, 12 and 5 activities, on three days.
    assert_eq!(
        (&said["kinds"][1]["added"], &said["kinds"][2]["added"]),
        (&24.into(), &3.into())
    );
    let names: Vec<String> = rows(&home)
        .iter()
        .filter(|r| r["kind"] == "ritual")
        .map(|r| r["name"].as_str().expect("a name").to_owned())
        .collect();
    assert!(
        names.contains(&"movies / tv".to_owned()) && names.contains(&"cooking".to_owned()),
        "{names:?}"
    );
}

#[test]
fn the_diaries_come_in_by_a_map() {
    let home = Home::new();
    let map = "day=day,mood=pa(1-7),amount=physical_activity";
    let more = [
        "--map",
        map,
        "--ritual",
        "moving",
        "--date-format",
        "days from 2013-06-01",
    ];
    let said = home.json(
        &[
            &["import", "csv", &fixture("flueckiger_daily.csv")],
            &more[..],
        ]
        .concat(),
    );
    let file =
        std::fs::read_to_string(fixtures().join("flueckiger_daily.csv")).expect("the diaries");
    let rows: Vec<Vec<&str>> = file
        .lines()
        .skip(1)
        .map(|l| l.split(',').collect())
        .collect();
    let moved = rows.iter().filter(|r| r[3].parse::<f64>().is_ok()).count();
    let felt = rows.iter().filter(|r| !r[4].is_empty()).count();
    assert_eq!(
        (&said["kinds"][1]["added"], &said["kinds"][2]["added"]),
        (&moved.into(), &felt.into())
    );
    let one = Home::new();
    one.ok(&[
        &[
            "import",
            "csv",
            &fixture("flueckiger_daily.csv"),
            "--where",
            "id=1",
        ],
        &more[..],
    ]
    .concat());
    let rows = crate::rows(&one);
    let first: Vec<&str> = rows.lines().filter(|l| l.contains("2013-06-01")).collect();
    assert_snapshot!(first.join("\n"), @r#"
    {"kind":"completion","ritual":"moving","day":"2013-06-01","amount":30}
    {"kind":"mood","day":"2013-06-01","mood":2,"csv":{"beep":"1","id":"1","learning_goal_achievement":"2.0","na":"3.666666667","sleep_quality":"3.0"}}
    "#);
}

/// Names there, other names here; entries of a name as mood.
#[test]
fn names_and_moods_as_asked() {
    let home = Home::new();
    let file = fixture("loop-real/Checkmarks.csv");
    let more = [
        "--as-mood",
        "Mood : Heureux",
        "--as-mood",
        "Mood : triste",
        "--mood-map",
        "Mood : triste=2",
        "--rename",
        "Activité: marche=walk",
        "--rename",
        "mood : heureux=content",
    ];
    home.ok(&[&["import", "loop", &file], &more[..]].concat());
    let found = rows(&home);
    let moods = |is: &dyn Fn(&serde_json::Value) -> bool| {
        found
            .iter()
            .filter(|r| r["kind"] == "mood" && is(r))
            .count()
    };
    assert_eq!(
        moods(&|r| r["feelings"][0] == "content" && r["mood"].is_null()),
        44
    );
    assert_eq!(moods(&|r| r["mood"] == 2), 27);
    let names: Vec<&str> = found
        .iter()
        .filter(|r| r["kind"] == "ritual")
        .map(|r| r["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(
        (
            names.len(),
            names.contains(&"walk"),
            names.contains(&"Mood : Heureux")
        ),
        (30, true, false)
    );
    let home = Home::new();
    let log = b"epoch,offset,tracker,value\n1588338000000,0,mood,8\n1588338000000,0,mood,4\n";
    let said = home.with_stdin(&["import", "nomie", "-", "--as-mood", "mood"], log);
    assert_snapshot!(said.err, @r#"
    error: stdin, line 2: 8 of "mood" is no level from 1 to 5; --mood-map 8=3 gives it one
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    "#);
    let said = home.with_stdin(
        &[
            "import",
            "nomie",
            "-",
            "--as-mood",
            "mood",
            "--mood-map",
            "8=4",
        ],
        log,
    );
    assert_eq!(said.code, 0, "{said:?}");
    assert!(rows(&home).iter().all(|r| r["mood"] == 4));
}

/// What is here stays: a ritual keeps its description, and takes the file's where it has none.
#[test]
fn what_is_here_stays() {
    let home = Home::new();
    home.ok(&["add", "GYM", "--rhythm", "daily", "--intention", "mine"]);
    home.ok(&["log", "meditated"]);
    let said = import(&home, "harsh", "harsh", &[]);
    assert!(
        said.err
            .contains("note: meditated had no description here and takes the file's"),
        "{said:?}"
    );
    let list = home.json(&["list", "--all"]);
    let of = |name: &str| {
        list["rituals"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|r| r["name"] == name)
            .cloned()
            .expect("a ritual")
    };
    assert_eq!(
        (&of("GYM")["rhythm"], &of("meditated")["rhythm"]),
        (&"daily".into(), &"daily".into())
    );
    assert_eq!(of("GYM")["intention"], "mine");
}

/// Times without an offset are lived here; the day follows the notebook's own start of the day.
#[test]
fn times_are_read_where_the_notebook_is() {
    let mut home = Home::new();
    home.tz = "Europe/Berlin".to_owned();
    home.ok(&["config", "day-start", "04:00"]);
    let night = b"[2026-07-02 01:30:00 AM] still up\n";
    home.with_stdin(&["import", "jrnl", "-"], night);
    let stretch = b"[{\"id\":1,\"start\":\"20260702T230000Z\",\"end\":\"20260702T233000Z\",\"tags\":[\"walk\"]}]";
    home.with_stdin(&["import", "timewarrior", "-"], stretch);
    let found = rows(&home);
    let of = |kind: &str| {
        found
            .iter()
            .find(|r| r["kind"] == kind)
            .cloned()
            .expect("a row")
    };
    assert_eq!(
        (&of("mood")["day"], &of("mood")["at"]),
        (&"2026-07-01".into(), &"2026-07-02T01:30:00+02:00".into())
    );
    assert_eq!(
        (&of("completion")["day"], &of("completion")["at"]),
        (&"2026-07-02".into(), &"2026-07-03T01:00:00+02:00".into())
    );
    // Elsewhere the same file is still the same.
    home.tz = "Pacific/Auckland".to_owned();
    let said = home.with_stdin(&["import", "jrnl", "-"], night);
    assert_eq!(said.out, "1 row here from before.\n");
}

/// Shapes that other hands and other languages give the same table.
#[test]
fn the_same_table_in_other_clothes() {
    let plain = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\nRead,,,2022-11-21,1,\nRead,,,2022-11-22,1,late\n";
    let home = Home::new();
    home.with_stdin(&["import", "auto", "-"], plain.as_bytes());
    let rows = home.ok(&["export", "jsonl"]);
    assert_eq!(rows.lines().count(), 3);
    for other in [
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.replace(',', ";"),
        plain.replace(',', "\t"),
        plain
            .replace("HabitName", "habitname")
            .replace("CalendarDate", " Calendar Date "),
        plain.replace('\n', ",\n"),
        plain.replace("Read", "\"Read\""),
        plain.trim_end().to_owned(),
        plain.replace('\n', "\n\n"),
        plain
            .replace("2022-11-21", "11/21/2022")
            .replace("2022-11-22", "11/22/2022"),
        plain
            .replace("2022-11-21", "21.11.2022")
            .replace("2022-11-22", "22.11.2022"),
        "CommentText,Value,CalendarDate,HabitName\n,1,2022-11-21,Read\nlate,1,2022-11-22,Read\n"
            .to_owned(),
    ] {
        let said = home.with_stdin(&["import", "auto", "-", "--json"], other.as_bytes());
        let said: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_default();
        assert_eq!(said["added"], 0, "{other}: {said}");
        assert_eq!(said["here"], 3, "{other}: {said}");
    }
}

/// Where entries begin with brackets, a line that begins with a date is a line of its entry.
#[test]
fn a_dated_line_of_a_journal_stays_in_its_entry() {
    let home = Home::new();
    let text = "[22 Jan 2026 07:00] Trip.\n2026-03-15 18:00 dinner planned\n";
    assert_eq!(
        home.with_stdin(&["import", "jrnl", "-"], text.as_bytes())
            .code,
        0
    );
    let rows = home.ok(&["export", "jsonl", "--kind", "mood"]);
    assert_eq!(rows.lines().count(), 1, "{rows}");
    assert!(
        rows.contains("2026-01-22T07:00:00Z") && rows.contains("dinner planned"),
        "{rows}"
    );
}

/// Thousands, minutes and powers are not a number and its unit.
#[test]
fn an_amount_that_reads_two_ways_is_refused() {
    let home = Home::new();
    for (cell, amount) in [
        ("1'234", None),
        ("1 234", None),
        ("1:30", Some("90")),
        ("1h 5m", Some("65")),
        ("soon", None),
        ("1e3", None),
        ("\"1,234\"", None),
        ("\"1,5\"", Some("1.5")),
        ("12 min", Some("12")),
        ("12 Minuten", Some("12")),
        ("1.25", Some("1.25")),
    ] {
        let table = format!("day,n\n2026-01-01,{cell}\n");
        let args = [
            "import",
            "csv",
            "-",
            "--map",
            "day=day,amount=n",
            "--ritual",
            "q",
            "--dry-run",
            "--json",
        ];
        let said = home.with_stdin(&args, table.as_bytes());
        match amount {
            None => {
                assert_eq!((said.code, said.out.as_str()), (2, ""), "{cell}: {said:?}");
                assert!(
                    said.err.starts_with("error: stdin, line 2: "),
                    "{cell}: {said:?}"
                );
            }
            Some(amount) => {
                let kept = format!("\"amount\":{amount}");
                assert!(said.out.contains(&kept), "{cell}: {said:?}");
            }
        }
    }
}
