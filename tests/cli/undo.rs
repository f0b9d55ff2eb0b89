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
        redo
        log journal
        undo
        undo
        redo
        undo 2
        list
        redo
        undo --list
        undo 19
        log swim
        redo
    "#, @"
    $ ritual undo
    ! error: there is nothing to take back
    ! hint: the last 20 commands are kept for 7 days
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual undo
    `log walk` is taken back.
      walk, noted for today #2
      the ritual walk #1
    `ritual redo` brings it back.
    ! note: `log walk` was run without a terminal
    $ ritual list
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    $ ritual redo
    `log walk` stands again.
      the ritual walk #1
      walk, noted for today #2
    `ritual undo` takes it back again.
    $ ritual log journal
    journal, noted for today. #4
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual undo
    `log journal` is taken back.
      journal, noted for today #4
      the ritual journal #3
    `ritual redo` brings it back.
    ! note: `log journal` was run without a terminal
    $ ritual undo
    `log walk` is taken back.
      walk, noted for today #2
      the ritual walk #1
    `ritual redo` brings it back.
    ! note: `log walk` was run without a terminal
    $ ritual redo
    `log walk` stands again.
      the ritual walk #1
      walk, noted for today #2
    `ritual undo` takes it back again.
    $ ritual undo 2
    ! note: `log walk` was run without a terminal
    ! error: 2 commands were asked for, and 1 can be taken back
    ! hint: `ritual undo --list` shows the commands that are kept
    = 1
    $ ritual list
    ritual  rhythm  about  noted        30 days
    walk                   22 November                               █
    $ ritual redo
    `log journal` stands again.
      the ritual journal #3
      journal, noted for today #4
    `ritual undo` takes it back again.
    $ ritual undo --list
     1  `log journal`: journal, noted for today, 22 November at 12:00
     2  `log walk`: walk, noted for today, 22 November at 12:00
    $ ritual undo 19
    ! note: `log journal` was run without a terminal
    ! error: 19 commands were asked for, and 2 can be taken back
    ! hint: `ritual undo --list` shows the commands that are kept
    = 1
    $ ritual log swim
    swim, noted for today. #6
    ! note: swim is new here; `ritual undo` takes it back
    $ ritual redo
    ! error: there is nothing to bring back
    ! hint: `redo` goes forward after `ritual undo`, until the next command that writes
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
        "merge walk swim",
        "edit 2 --ritual swim",
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
        home.ok(&["redo"]);
        assert_eq!(
            home.ok(&["export", "jsonl"]),
            became,
            "{command}, brought back"
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
        let redone = home.json(&["redo"]);
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

/// Three steps back and three forward: the notebook is at each as it was there.
#[test]
fn as_often_back_as_there_are_steps_and_forward_again() {
    let home = Home::new();
    let mut stages = vec![String::new()];
    for line in [
        "log walk",
        "log walk --note second",
        "mood 3",
        "edit 3 --note \"\"",
    ] {
        let args = words(line);
        home.ok(&args.iter().map(String::as_str).collect::<Vec<_>>());
        stages.push(home.ok(&["export", "jsonl"]));
    }
    for stage in stages.iter().rev().skip(1) {
        home.ok(&["undo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), *stage);
    }
    assert_eq!(home.run(&["undo"]).code, 1);
    for stage in stages.iter().skip(1) {
        home.ok(&["redo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), *stage);
    }
    let said = home.run(&["redo"]);
    assert_eq!(
        (said.code, said.err.lines().next()),
        (1, Some("error: there is nothing to bring back"))
    );
}

/// Twenty commands are kept however often they are taken back.
#[test]
fn going_back_and_forth_loses_no_step() {
    let home = Home::new();
    for _ in 0..20 {
        home.ok(&["log", "walk"]);
    }
    for _ in 0..2 {
        for _ in 0..20 {
            home.ok(&["undo"]);
        }
        assert_eq!(home.ok(&["export", "jsonl"]), "");
        for _ in 0..20 {
            home.ok(&["redo"]);
        }
        assert_eq!(home.ok(&["undo", "--list"]).lines().count(), 20);
    }
}

#[test]
fn lines_are_shown_as_typed_without_the_persons_words() {
    transcript!(
        r#"
        add "morning pages"
        log "morning pages" --amount 3 --note "dark thoughts"
        mood 2 could not sleep --feeling tired
        win "through the door"
        thank Ana --for "the soup"
        boundaries add "my notebook" --off-limits --with Sam
        month set --personal "read before bed"
        config week-start sun
        config week-start sun
        undo --list
    "#,
        @r#"
    $ ritual add "morning pages"
    morning pages is in the notebook.
    $ ritual log "morning pages" --amount 3 --note "dark thoughts"
    morning pages, 3, noted for today. #2
    $ ritual mood 2 could not sleep --feeling tired
    Noted: mood 2, feeling "tired", and your words. #3
    $ ritual win "through the door"
    Noted: "through the door". #4
    $ ritual thank Ana --for "the soup"
    Noted for Ana: "the soup". #5
    $ ritual boundaries add "my notebook" --off-limits --with Sam
    Off-limits: my notebook (with Sam). #6
    $ ritual month set --personal "read before bed"
    For November, you set: "read before bed". #7
    $ ritual config week-start sun
    week-start: sun
    $ ritual config week-start sun
    week-start: sun, as it was.
    $ ritual undo --list
     1  `config week-start sun`: setting week-start sun, 22 November at 12:00
     2  `month set --personal …`: your objective of November, 22 November at 12:00
     3  `boundaries add … --off-limits --with …`: off-limits: my notebook, 22 November at 12:00
     4  `thank … --for …`: a thank-you to Ana, noted for today, 22 November at 12:00
     5  `win …`: a win, noted for today, 22 November at 12:00
     6  `mood 2 … --feeling …`: mood 2, feeling "tired", noted for today, 22 November at 12:00
     7  `log "morning pages" --amount 3 --note …`: morning pages, 3, noted for today, 22 November at 12:00
     8  `add "morning pages"`: the ritual morning pages, 22 November at 12:00
    "#
    );
}

/// A step of another day, or one that nobody sat before, is asked about on a terminal.
#[test]
fn a_step_of_another_day_is_asked_about() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "walk"]);
    home.now = "2026-11-23T12:00:00Z".to_owned();
    let said = home.on_terminal(&["undo"], "n\n");
    assert!(
        said.out
            .contains("`log walk` was run on 22 November without a terminal: take it back? y or n"),
        "{said:?}"
    );
    assert!(said.out.ends_with("Nothing was taken back.\n"), "{said:?}");
    let said = home.on_terminal(&["undo"], "y\n");
    assert!(said.out.contains("`log walk` is taken back."), "{said:?}");
    let said = home.run(&["undo"]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            0,
            "note: `log walk` was run on 22 November without a terminal\n"
        )
    );
    // What was just typed by hand is not.
    home.on_terminal(&["log", "swim"], "");
    let said = home.on_terminal(&["undo"], "");
    assert!(!said.out.contains('?'), "{said:?}");
}

#[test]
fn a_change_taken_back_says_which_field() {
    transcript!(
        r#"
        add walk --intention calm
        change walk --intention energy --rhythm daily
        undo
        redo
        retire walk
        undo
        log walk
        edit 2 --as slow
        edit 2 --as slow
        undo
    "#,
        @r#"
    $ ritual add walk --intention calm
    walk is in the notebook.
    $ ritual change walk --intention energy --rhythm daily
    walk: changed (intention, rhythm).
    $ ritual undo
    `change walk --intention … --rhythm daily` is taken back.
      the ritual walk (intention, no rhythm), as before #1
    `ritual redo` brings it back.
    ! note: `change walk --intention … --rhythm daily` was run without a terminal
    $ ritual redo
    `change walk --intention … --rhythm daily` stands again.
      the ritual walk (intention, rhythm) #1
    `ritual undo` takes it back again.
    $ ritual retire walk
    walk is retired. `ritual resume walk` whenever you like.
    $ ritual undo
    `retire walk` is taken back.
      the ritual walk (not retired), as before #1
    `ritual redo` brings it back.
    ! note: `retire walk` was run without a terminal
    $ ritual log walk
    walk, noted for today. #2
    $ ritual edit 2 --as slow
    Now: walk, noted for today as "slow". #2
    $ ritual edit 2 --as slow
    walk, noted for today as "slow", as it was.
    $ ritual undo
    `edit 2 --as …` is taken back.
      walk, noted for today (no variation), as before #2
    `ritual redo` brings it back.
    ! note: `edit 2 --as …` was run without a terminal
    "#
    );
}
