//! `--json`: one document with `"schema": 1`, whatever the command.

use crate::support::{Home, words};

#[test]
fn every_command_that_prints_data_prints_one_document() {
    let home = Home::new();
    let lines = r#"
        log walk --amount 3 --note cold --mood 4
        mood 2 --feeling tired
        add swim --rhythm 3/week
        change swim --intention calm
        pause swim
        resume swim
        retire swim
        boundaries add notebook --off-limits
        boundaries change notebook --ask-first
        boundaries retire notebook
        edit 2 --as slow
        config week-start sun
        config week-start --unset
        undo
        today
        streaks
        patterns
        list
        show walk
        history walk
        boundaries
        boundaries list --all
        boundaries history 7
        config
        undo --list
        doctor
        privacy
        forget 3 --yes
    "#;
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let args = words(line);
        let document = home.json(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(document["schema"], 1, "{line}");
        assert!(
            document["report"].is_string() || document["command"].is_string(),
            "{line}"
        );
        let text = document.to_string();
        assert!(
            !text.contains("\"id\""),
            "{line}: local handles stay at home"
        );
    }
}

#[test]
fn a_command_that_writes_prints_its_rows_with_their_uids() {
    let home = Home::new();
    let said = home.ok(&["log", "walk", "--mood", "4", "--json"]);
    insta::assert_snapshot!(home.masked(&said), @r#"{"schema":1,"command":"log","rows":[{"kind":"ritual","uid":"[UID]","name":"walk"},{"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC"},{"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":4}]}"#);
    let uid = serde_json::from_str::<serde_json::Value>(&said).expect("JSON")["rows"][1]["uid"]
        .as_str()
        .expect("a uid")
        .to_owned();
    // The uid is a handle too.
    let edited = home.json(&["edit", &uid, "--as", "slow"]);
    assert_eq!(
        (&edited["rows"][0]["as"], edited["rows"][0]["uid"].as_str()),
        (&"slow".into(), Some(uid.as_str()))
    );
}

#[test]
fn width_and_colour_change_nothing_in_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let plain = home.ok(&["list", "--json"]);
    assert_eq!(home.ok(&["list", "--json", "--color", "always"]), plain);
    let mut narrow = home.command(&["list", "--json"]);
    narrow.env("COLUMNS", "20").env("LANG", "ar_EG.UTF-8");
    assert_eq!(crate::support::said(narrow).out, plain);
}
