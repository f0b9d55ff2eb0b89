//! The column *the program never* of the practices, a test for each row these nouns answer to.

use crate::support::{Home, words};

/// A notebook that gives the program every occasion to say what it does not say.
fn full() -> Home {
    let mut home = Home::at("2026-10-01T12:00:00Z");
    let lines = r#"
        log walk --note "I want it all to end"
        mood 1 "no way out, suicide, overdose" --feeling hopeless
        reflect walk --feels burdensome --not "too early" --enjoyed 1
        reflect walk --feels burdensome --not "too early" --enjoyed 1
        reflect walk --feels burdensome --not "too early" --enjoyed 2
        log swim
        reflect swim --feels reinforcing --works "with Sam" --enjoyed 5
        month set --personal "read before bed" --joint "Sunday walk" --with Sam
        win "slept at last"
        win "slept again"
        win "slept at last"
        thank Ana --for "keeping the room quiet"
        thank Ana --for "the soup"
        phrases add "one page counts"
        vision set "walk every day"
        winddown set "lights low" "tea"
        try "walk before work" --from 2026-09-01 --until 2026-09-14
        network add Ana --for listening,walks,tea,money
        network add Zoe
        network add "Dr X" --for professional --care --reach "Long Street 4"
        resource add "the book of sleep" --kind book --status curious
        resource add "yoga" --status "not for me"
    "#;
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        run(&home, line);
    }
    home.now = "2026-11-22T12:00:00Z".to_owned();
    home
}

fn run(home: &Home, line: &str) -> String {
    let args = words(line);
    home.ok(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What is said outside the person's own words, commands and handles.
fn own(text: &str) -> String {
    let quoted = regex::Regex::new("\"[^\"]*\"|`[^`]*`|#[0-9]+").expect("a pattern");
    quoted.replace_all(text, "…").to_lowercase()
}

fn has_none(text: &str, words: &[&str]) {
    let text = own(text);
    for word in words {
        assert!(!text.contains(word), "{word:?} in {text}");
    }
}

const READING: &[&str] = &[
    "reflections",
    "show walk",
    "month",
    "month show --month 2026-10",
    "month review --month 2026-10",
    "wins",
    "thanks",
    "phrases",
    "vision",
    "vision history",
    "winddown",
    "try list",
    "try review",
    "network",
    "care",
    "resource",
    "resource compare 'the book' yoga",
    "today",
];

#[test]
fn row_3_an_answer_is_not_turned_into_advice() {
    let home = full();
    let said = run(&home, "reflect walk --feels burdensome --not \"too early\"");
    assert_eq!(said, "Noted: walk, burdensome, not \"too early\". #27\n");
    let advice = [
        " try", "could", "maybe", "consider", "instead", "later", "suggest", "?",
    ];
    has_none(&run(&home, "reflections"), &advice);
    has_none(&run(&home, "show walk"), &advice);
}

#[test]
fn row_9_no_resource_is_found_for_anyone() {
    let home = Home::new();
    home.ok(&["mood", "1", "cannot sleep, panic at work"]);
    assert_eq!(home.json(&["resource"])["rows"], serde_json::json!([]));
    assert_eq!(home.json(&["network"])["people"], serde_json::json!([]));
}

#[test]
fn row_11_the_care_page_diagnoses_nothing_and_scans_nothing() {
    let home = full();
    run(&home, "network retire \"Dr X\"");
    let full = run(&home, "care");
    assert_eq!(full, Home::new().ok(&["care"]), "the same for everyone");
    assert!(full.contains("does not watch for danger"));
    // No number is shipped: not one digit stands in it.
    assert!(!full.contains(|c: char| c.is_ascii_digit()), "{full}");
}

#[test]
fn row_11_nothing_is_logged_about_having_looked_at_care() {
    let home = full();
    let before = std::fs::read(home.db()).expect("the file");
    let files = |home: &Home| {
        let folder = std::fs::read_dir(home.dir.path()).expect("home");
        let mut names: Vec<_> = folder.map(|f| f.expect("a file").file_name()).collect();
        names.sort();
        names
    };
    let (names, steps) = (files(&home), run(&home, "undo --list"));
    run(&home, "care");
    run(&home, "care --json");
    run(&home, "care --help");
    assert!(std::fs::read(home.db()).expect("the file") == before);
    assert_eq!((files(&home), run(&home, "undo --list")), (names, steps));
    let empty = Home::new();
    empty.ok(&["care"]);
    assert!(!empty.db().exists());
}

#[test]
fn row_12_a_win_adds_no_praise_points_or_badges() {
    let home = full();
    assert_eq!(
        run(&home, "win \"slept at last\""),
        "Noted: \"slept at last\". #27\n"
    );
    let wins = run(&home, "wins");
    assert_eq!(
        own(&wins),
        "1 october: … …\n1 october: … …\n1 october: … …\n22 november: … …\n"
    );
    let json = home.json(&["wins"]);
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["report", "rows", "schema", "today"], "no count");
}

#[test]
fn row_16_a_burdensome_ritual_is_not_one_to_drop() {
    let home = full();
    let drop = [
        "retire",
        "pause",
        "rest",
        "drop",
        "stop",
        "let go",
        "without it",
    ];
    for line in [
        "reflect walk --feels burdensome",
        "reflections",
        "show walk",
        "today",
        "list",
    ] {
        let said = run(&home, line);
        for word in drop {
            assert!(!said.to_lowercase().contains(word), "{line}: {said}");
        }
    }
}

#[test]
fn row_25_no_health_claim_is_shipped() {
    let home = full();
    let said = run(&home, "resource");
    assert_eq!(own(&said), "… (book, curious) …\n… (not for me) …\n");
    assert_eq!(
        Home::new().json(&["resource"])["rows"],
        serde_json::json!([])
    );
}

#[test]
fn row_33_the_winddown_prints_once_and_asks_nothing() {
    let home = full();
    assert_eq!(run(&home, "winddown"), "lights low\ntea\n");
    let said = home.run(&["winddown"]);
    assert_eq!((said.err.as_str(), said.code), ("", 0));
}

#[test]
fn row_38_a_trial_gets_no_verdict_and_no_early_stop() {
    let mut home = full();
    for now in [
        "2026-09-01T12:00:00Z",
        "2026-09-14T23:00:00Z",
        "2027-09-14T12:00:00Z",
    ] {
        home.now = now.to_owned();
        for line in [
            "try list",
            "try review",
            "try review --note \"cold\"",
            "undo",
            "today",
        ] {
            let verdict = [
                "work",
                "success",
                "fail",
                "over",
                "ended",
                "early",
                "stop",
                "extend",
                "days left",
                "keep",
                "result",
                "?",
            ];
            has_none(&run(&home, line), &verdict);
        }
    }
}

#[test]
fn row_46_no_phrase_but_ones_own() {
    assert_eq!(
        Home::new().json(&["phrases"])["rows"],
        serde_json::json!([])
    );
    let home = full();
    assert!(run(&home, "phrases").starts_with("\"one page counts\" #"));
    for line in READING.iter().filter(|line| **line != "phrases") {
        assert!(
            !run(&home, line).contains("one page counts"),
            "{line}: unasked"
        );
    }
}

#[test]
fn row_47_a_month_has_no_third_slot_and_inherits_nothing() {
    let home = full();
    assert_eq!(home.run(&["month", "set", "--third", "x"]).code, 2);
    run(&home, "month set --month last --personal one");
    run(&home, "month set --month last --personal two");
    let october = home.json(&["month", "show", "--month", "2026-10"]);
    assert_eq!(
        october["lines"].as_array().map(Vec::len),
        Some(2),
        "still two"
    );
    let third = "{\"kind\":\"month\",\"month\":\"2026-12\",\"slot\":\"third\",\"text\":\"x\"}";
    assert_eq!(
        home.with_stdin(
            &["import", "jsonl", "-", "--with-consents"],
            third.as_bytes()
        )
        .code,
        2
    );
    // October had two lines; November has none until somebody sets one.
    assert_eq!(home.json(&["month"])["lines"], serde_json::json!([]));
    run(&home, "month review --month 2026-10");
    assert_eq!(home.json(&["month"])["lines"], serde_json::json!([]));
}

#[test]
fn row_48_a_month_is_neither_met_nor_unmet() {
    let home = full();
    let verdict = [
        "met", "reached", "missed", "goal", "done", "complete", "progress", "left", " of ", "%",
    ];
    for line in [
        "month show --month 2026-10",
        "month review --month 2026-10",
        "month review --month 2026-10 --let-go personal --learned \"met it\"",
        "month show --month 2026-10",
    ] {
        has_none(&run(&home, line), &verdict);
    }
    let json = home
        .json(&["month", "show", "--month", "2026-10"])
        .to_string();
    assert!(
        !json.contains("\"met\"") && !json.contains("target"),
        "{json}"
    );
}

#[test]
fn row_50_rituals_are_not_ranked_by_enjoyment() {
    let home = full();
    run(&home, "log aaa");
    run(&home, "reflect aaa --enjoyed 3");
    let json = home.json(&["reflections"]);
    let order: Vec<&str> = json["rituals"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|r| r["ritual"].as_str())
        .collect();
    assert_eq!(
        order,
        ["walk", "swim", "aaa"],
        "the order they were added in"
    );
    has_none(
        &run(&home, "reflections"),
        &["most", "least", "average", "mean", "top"],
    );
}

#[test]
fn row_51_what_was_learned_is_not_supplied() {
    let home = full();
    let month = run(&home, "month review --month 2026-10 --let-go personal");
    assert!(!month.contains("learned"), "{month}");
    let said = run(&home, "month review --month 2026-10 --learned \"evenings\"");
    assert_eq!(said, "For October, you learned: \"evenings\".\n");
}

#[test]
fn row_52_nobody_is_contacted() {
    let home = full();
    let said = run(&home, "network add Ben --for walks --phone \"0123 45\"");
    has_none(&said, &["sent", "told", "invited", "called", "mail"]);
    // What it leaves behind is the one row.
    let json = home.json(&["network", "add", "Cai", "--reach", "cai@example.org"]);
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["rows"][0]["kind"], "person");
}

#[test]
fn row_53_the_network_shows_no_gap_and_no_load() {
    let home = full();
    let said = run(&home, "network");
    insta::assert_snapshot!(said, @r#"
    Zoe #23
    listening
      Ana #22
    money
      Ana #22
    professional
      Dr X: "Long Street 4" #24
    tea
      Ana #22
    walks
      Ana #22
    "#);
    has_none(
        &said,
        &["gap", "nobody", "none", "load", "most", "0", "no one"],
    );
}

#[test]
fn row_55_a_status_is_not_followed_up() {
    let mut home = full();
    home.now = "2027-11-22T12:00:00Z".to_owned();
    assert_eq!(run(&home, "today"), "Monday 22 November: a quiet page.\n");
    has_none(
        &run(&home, "resource"),
        &["?", "since", "ago", "october", "finished"],
    );
}

#[test]
fn row_58_thanks_are_not_written_sent_or_counted() {
    let home = full();
    let said = home.run(&["thank", "Ana"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert_eq!(
        run(&home, "thank Ana --for \"the list\""),
        "Noted for Ana: \"the list\". #27\n"
    );
    let json = home.json(&["thanks"]);
    let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["report", "rows", "schema", "today"], "no count");
    assert_eq!(
        own(&run(&home, "thanks --last 1")),
        "22 november, ana: … …\n"
    );
}

#[test]
fn row_60_nothing_is_measured_against_a_vision() {
    let home = full();
    let with: Vec<String> = READING.iter().map(|line| run(&home, line)).collect();
    let vision = run(&home, "vision");
    let handle = vision.trim().rsplit('#').next().expect("a handle");
    run(&home, &format!("forget {handle} --yes"));
    for (line, with) in READING
        .iter()
        .zip(with)
        .filter(|(l, _)| !l.starts_with("vision"))
    {
        assert_eq!(run(&home, line), with, "{line}: no other view knows of it");
    }
}

#[test]
fn row_65_nothing_is_booked_or_shared() {
    let home = full();
    run(
        &home,
        "network add \"Dr Y\" --for professional --note \"asks about sleep\"",
    );
    let before = std::fs::read(home.db()).expect("the file");
    let said = run(&home, "resource compare \"Dr X\" \"Dr Y\"");
    has_none(
        &said,
        &["book", "appointment", "better", "recommend", "shared"],
    );
    assert!(std::fs::read(home.db()).expect("the file") == before);
    assert!(!run(&home, "export jsonl").contains("\"shared\""));
}

#[test]
fn rows_7_and_8_all_of_it_is_private_and_nobody_else_writes_it() {
    let home = full();
    assert!(!run(&home, "export jsonl").contains("visibility"));
    for line in [
        "win x --with Sam",
        "reflect walk --enjoyed 3 --as Sam",
        "month review --by Sam",
        "thank Ana --from Sam --for x",
    ] {
        let args = words(line);
        let said = home.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(said.code, 2, "{line}: {said:?}");
    }
}
