//! `ritual undo`

use crate::support::{Home, words};
use crate::transcript;

#[test]
fn it_says_what_it_took_back_and_can_be_taken_back() {
    transcript!(r#"
        undo
        log walk
        undo
        list
        undo
        log journal
        undo 2
        list
        undo
        undo --list
        undo 19
    "#, @"
    $ ritual undo
    ! error: there is nothing to take back
    ! hint: the last 20 commands are kept for 7 days
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual undo
    Took back: walk, noted for today. #2
    Took back: the ritual walk. #1
    `ritual undo` brings it back.
    $ ritual list
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    $ ritual undo
    Brought back: the ritual walk. #1
    Brought back: walk, noted for today. #2
    `ritual undo` takes it back again.
    $ ritual log journal
    journal, noted for today. #4
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual undo 2
    Took back: journal, noted for today. #4
    Took back: the ritual journal. #3
    Took back: walk, noted for today. #2
    Took back: the ritual walk. #1
    `ritual undo` brings it back.
    $ ritual list
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    $ ritual undo
    Brought back: the ritual walk. #1
    Brought back: walk, noted for today. #2
    Brought back: the ritual journal. #3
    Brought back: journal, noted for today. #4
    `ritual undo` takes it back again.
    $ ritual undo --list
     1  log, log: walk, noted for today, 22 November at 12:00
    $ ritual undo 19
    ! error: 19 commands were asked for, and 1 can be taken back
    ! hint: `ritual undo --list` shows the commands that are kept
    = 1
    ");
}

/// Every command that writes, taken back: the notebook is as it was, to the byte of its export; and
/// taken back again: as after the command.
#[test]
fn every_command_is_taken_back_exactly() {
    let home = Home::new();
    let before = r#"
        log walk --amount 20min --note one
        add swim --rhythm 3/week --intention calm --for joy
        mood 3 --feeling calm --trigger work words
        pause swim --from 2026-11-01
        boundaries add notebook --off-limits --with Sam
        config week-start sun
        retire walk
    "#;
    let run = |line: &str| {
        let args = words(line);
        home.ok(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for line in before.lines().map(str::trim).filter(|l| !l.is_empty()) {
        run(line);
    }
    let file = home.path("more.jsonl");
    std::fs::write(&file, "{\"kind\":\"completion\",\"ritual\":\"new\",\"day\":\"2026-01-01\"}\n{\"kind\":\"mood\",\"day\":\"2026-01-01\",\"mood\":2}\n").expect("a file");
    let import = format!("import jsonl {}", file.display());
    let commands = [
        "log walk",
        "log fresh --mood 2",
        "log swim --amount 3km",
        "mood 5 --coping tea",
        "add read --rhythm daily --for quiet",
        "change swim --rhythm daily --name float --for ease --note why",
        "pause walk",
        "pause --all --until 2026-12-01",
        "resume swim",
        "resume walk",
        "retire swim",
        "boundaries add calls --offered",
        "boundaries change notebook --ask-first --area diary",
        "boundaries retire notebook",
        "config week-start mon",
        "config scale 1=low",
        "config week-start --unset",
        "edit 2 --as stretching --amount 5",
        "edit 4 --feeling tired --sleep 8",
        "edit 5 --until 2026-11-30",
        &import,
    ];
    for command in commands {
        let was = home.ok(&["export", "jsonl"]);
        run(command);
        let became = home.ok(&["export", "jsonl"]);
        assert_ne!(was, became, "{command} wrote");
        home.ok(&["undo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), was, "{command}, taken back");
        home.ok(&["undo"]);
        assert_eq!(
            home.ok(&["export", "jsonl"]),
            became,
            "{command}, taken back twice"
        );
        home.ok(&["undo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), was);
    }
}

/// More rows than are held in memory are read from the file while they are printed: all of them, in
/// the order in which they were written.
#[test]
fn a_large_import_is_printed_row_by_row_and_leaves_the_file_its_size() {
    let home = Home::new();
    let mut lines = String::new();
    for i in 0..2500 {
        let (month, day) = (i / 28 % 12 + 1, i % 28 + 1);
        let (ritual, year) = (["walk", "tea"][i % 2], 2000 + i / 336);
        lines += &match i % 5 {
            0 => format!(
                "{{\"kind\":\"mood\",\"day\":\"{year}-{month:02}-{day:02}\",\"note\":\"a\u{202e}{i}\"}}\n"
            ),
            _ => format!(
                "{{\"kind\":\"completion\",\"ritual\":\"{ritual}\",\"day\":\"{year}-{month:02}-{day:02}\",\"amount\":{i}}}\n"
            ),
        };
    }
    let file = home.path("large.jsonl");
    std::fs::write(&file, lines).expect("a file");
    let rows = |said: &serde_json::Value, of: &str| -> Vec<serde_json::Value> {
        said[of].as_array().expect("rows").clone()
    };
    let size = || home.db().metadata().expect("a file").len();
    let imported = home.ok(&["import", "jsonl", &file.display().to_string(), "--json"]);
    assert!(!imported.contains('\u{202e}') && imported.ends_with("}\n"));
    let imported = rows(&serde_json::from_str(&imported).expect("JSON"), "rows");
    assert_eq!(imported.len(), 2502);

    let undone = home.json(&["undo"]);
    let (largest, removed) = (size(), rows(&undone, "removed"));
    assert_eq!(undone["rows"], serde_json::json!([]));
    // By kind, and what hangs on rituals first.
    let of = |kind: &'static str| imported.iter().filter(move |row| row["kind"] == kind);
    let by_kind = of("mood").chain(of("completion")).chain(of("ritual"));
    assert!(removed.iter().eq(by_kind));
    for _ in 0..3 {
        let redone = home.json(&["undo"]);
        assert!(rows(&redone, "rows").iter().eq(removed.iter().rev()));
        assert!(redone.get("removed").is_none());
        let undone = home.json(&["undo"]);
        assert_eq!(rows(&undone, "removed"), removed);
        // Where kinds alternate, what takes a redo back is a little longer than one range.
        assert!(size() <= largest + largest / 20, "{} and {largest}", size());
    }
}

#[test]
fn twenty_commands_are_kept_for_seven_days() {
    let mut home = Home::new();
    for _ in 0..25 {
        home.ok(&["log", "walk"]);
    }
    assert_eq!(home.ok(&["undo", "--list"]).lines().count(), 20);
    home.now = "2026-11-30T12:00:00Z".to_owned();
    assert_eq!(
        home.ok(&["undo", "--list"]),
        "Nothing is kept to take back.\n"
    );
    assert_eq!(home.run(&["undo"]).code, 1);
    home.ok(&["log", "walk"]);
    assert_eq!(home.ok(&["undo", "--list"]).lines().count(), 1);
}

#[test]
fn a_change_taken_back_says_which_field() {
    transcript!(
        r#"
        add walk --intention calm
        change walk --intention energy --rhythm daily
        undo
        retire walk
        undo
        log walk
        edit 2 --as slow
        undo
    "#,
        @r#"
    $ ritual add walk --intention calm
    walk is in the notebook.
    $ ritual change walk --intention energy --rhythm daily
    walk: changed (intention, rhythm).
    $ ritual undo
    As before: the ritual walk (intention, rhythm). #1
    `ritual undo` brings it back.
    $ ritual retire walk
    walk is retired. `ritual resume walk` whenever you like.
    $ ritual undo
    As before: the ritual walk (retired). #1
    `ritual undo` brings it back.
    $ ritual log walk
    walk, noted for today. #2
    $ ritual edit 2 --as slow
    Now: walk, noted for today as "slow".
    $ ritual undo
    As before: walk, noted for today (as). #2
    `ritual undo` brings it back.
    "#
    );
}
