//! The column *the program never* of the practices between people, a test a row.

use crate::support::{Home, words};

fn run(home: &Home, line: &str) -> String {
    let words = words(line);
    home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Everything a notebook says unasked, on one day.
fn views(home: &Home) -> String {
    [
        "today",
        "list",
        "streaks --all",
        "support",
        "offer",
        "invite",
        "consent",
        "anchors",
        "remind",
        "boundaries",
        "patterns --all",
    ]
    .into_iter()
    .map(|line| run(home, line))
    .collect()
}

fn rows(home: &Home) -> usize {
    home.ok(&["export", "jsonl"]).lines().count()
}

/// 4: never adds a person to a ritual unasked.
#[test]
fn row_4_no_person_unasked() {
    let home = Home::new();
    run(&home, "add walk --joint --with Sam");
    run(
        &home,
        "boundaries add 'walking together' --offered --with Sam",
    );
    run(&home, "offer 'a walk' --to Sam");
    run(&home, "log walk");
    assert_eq!(
        home.json(&["invite"])["invites"].as_array().map(Vec::len),
        Some(0)
    );
    // Nor without a name for whom.
    assert_eq!(home.run(&["invite", "walk"]).code, 2);
    assert_eq!(home.run(&["invite", "walk", "--who", ""]).code, 2);
    assert_eq!(
        home.json(&["invite"])["invites"].as_array().map(Vec::len),
        Some(0)
    );
}

/// 7: never widens visibility by default or by setting.
#[test]
fn row_7_private_unless_picked() {
    let home = Home::new();
    run(&home, "add walk --joint --with Sam");
    run(&home, "checkin --mood 2 --note private --support listen");
    run(&home, "offer tea --to Sam");
    run(&home, "invite walk --who Sam");
    run(&home, "share walk --with Sam");
    run(&home, "log walk");
    let shared = home.ok(&["export", "jsonl"]);
    assert_eq!(shared.matches("\"visibility\":\"shared\"").count(), 1);
    assert_eq!(home.run(&["config", "visibility", "shared"]).code, 2);
    assert_eq!(run(&home, "export shareable --yes").lines().count(), 2);
}

/// 10: never answers with a tip, never requires a field.
#[test]
fn row_10_no_tip_and_no_field_required() {
    let home = Home::new();
    for field in [
        "--feeling hopeless",
        "--mood 1",
        "--sleep 0",
        "--energy 1",
        "--giving 1",
    ] {
        let line = format!("checkin {field}");
        let said = home.run(&words(&line).iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{field}");
        assert!(
            said.out.starts_with("Noted: ") && said.out.lines().count() == 1,
            "{said:?}"
        );
    }
    // The lowest and the highest are answered alike, but for the handle.
    let of = |n: &str| {
        let said = run(&home, &format!("checkin --energy {n} --giving {n}"));
        let (said, _) = said.split_once('#').expect("a handle");
        said.replace(n, "n")
    };
    assert_eq!(of("1"), of("5"));
}

/// 13: never picks for the person, never reads silence as yes.
#[test]
fn row_13_silence_is_no_choice() {
    let mut home = Home::new();
    run(&home, "checkin --mood 1");
    let chosen = |home: &Home| home.json(&["support"])["chosen"].clone();
    assert!(chosen(&home).is_null());
    home.on_terminal(&["checkin", "--mood", "1"], "\n");
    assert!(chosen(&home).is_null());
    // "nothing now" is a choice as any other, and on the menu.
    assert!(run(&home, "support").contains("or nothing now"));
    run(&home, "support choose nothing now");
    assert_eq!(chosen(&home)["choice"], "nothing now");
    // A choice ends; it is not carried on.
    home.now = "2026-11-23T00:00:00Z".to_owned();
    assert!(chosen(&home).is_null());
}

/// 17: never makes clock times a duty, never says late.
#[test]
fn row_17_moments_and_no_clock() {
    let home = Home::new();
    run(&home, "add walk --around breakfast");
    let before = run(&home, "anchors");
    run(&home, "log walk --at 11:59");
    assert_eq!(run(&home, "anchors"), before);
    assert!(
        !before.contains(':') && !before.contains("late"),
        "{before}"
    );
}

/// 19: never proposes joint rituals, never shows who did not come.
#[test]
fn row_19_a_joint_ritual_is_a_label() {
    let mut home = Home::new();
    run(&home, "add walk --around breakfast --joint --with Sam");
    run(&home, "add swim --around breakfast");
    home.now = "2026-12-20T12:00:00Z".to_owned();
    assert_eq!(
        run(&home, "anchors"),
        "Around breakfast\n  walk, together with Sam\n  swim\n"
    );
}

/// 20: never keeps an offer open past its end.
#[test]
fn row_20_an_offer_ends_by_itself() {
    let mut home = Home::new();
    let empty = views(&home);
    run(&home, "offer 'tea and quiet' --until tomorrow");
    assert_ne!(views(&home), empty);
    home.now = "2026-11-24T00:00:00Z".to_owned();
    let plain = Home::at(&home.now);
    assert_eq!(views(&home), views(&plain));
}

/// 21: never installs cron, nags twice, escalates, names private content.
#[test]
fn row_21_invited_once_and_in_chosen_words() {
    let mut home = Home::new();
    run(&home, "add journal --intention 'a private matter'");
    run(
        &home,
        "remind invite journal --at 21:00 --words 'the evening thing'",
    );
    for paste in ["remind cron", "remind systemd", "remind at"] {
        run(&home, paste);
    }
    // Nothing beside the notebook appeared anywhere in this home.
    let files: Vec<String> = std::fs::read_dir(home.dir.path())
        .expect("the home")
        .map(|f| {
            f.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(files, ["ritual.db"]);
    let mut said = Vec::new();
    for day in 22..30 {
        home.now = format!("2026-11-{day}T21:00:00Z");
        said.push(run(&home, "remind now"));
        assert_eq!(run(&home, "remind now"), "", "twice");
    }
    // The eighth evening without an entry sounds as the first.
    assert!(said.iter().all(|line| *line == said[0]), "{said:?}");
    assert_eq!(
        said[0],
        "You invited a note at 21:00: \"the evening thing\". (`ritual remind stop 2`)\n"
    );
    // Without an invitation, nothing.
    let plain = Home::new();
    run(&plain, "add walk --rhythm daily");
    assert_eq!(run(&plain, "remind now"), "");
}

/// 22: never reveals in shared output that something sacred exists.
#[test]
fn row_22_sacred_leaves_no_trace() {
    let shown = |sacred: bool| {
        let home = Home::new();
        run(&home, "add walk --around breakfast");
        run(&home, "share walk --with Sam");
        if sacred {
            run(&home, "add vigil --around breakfast");
            run(&home, "log vigil");
            run(&home, "share vigil --with Sam");
            run(&home, "share 4 --with Sam");
            run(&home, "remind invite vigil --at 21:00");
            run(&home, "change vigil --sacred");
        }
        [
            "anchors",
            "anchors --json",
            "export shareable --yes",
            "remind",
            "remind at",
            "remind export ics",
        ]
        .map(|line| run(&home, line))
    };
    assert_eq!(shown(true), shown(false));
}

/// 28: never invents options.
#[test]
fn row_28_options_are_the_persons_own() {
    let home = Home::new();
    for line in [
        "mood 1 'I cannot sleep'",
        "checkin --mood 1 --trigger work",
        "log walk",
    ] {
        run(&home, line);
    }
    assert_eq!(
        home.json(&["support", "options"])["options"]
            .as_array()
            .map(Vec::len),
        Some(0)
    );
    run(
        &home,
        "support options add 'go with me to the first session'",
    );
    let options = home.json(&["support"])["options"].clone();
    assert_eq!(options.as_array().map(Vec::len), Some(1));
    assert_eq!(options[0]["words"], "go with me to the first session");
}

/// 34: never a chain of follow-ups.
#[test]
fn row_34_one_question_at_most() {
    let home = Home::new();
    for keys in [
        "2 tired\n6\n2\n1\nlisten\n",
        "2 tired\n6\n2\n1\n\n",
        "2\n\n\n\nnonsense\n",
    ] {
        let said = home.on_terminal(&["checkin"], keys);
        assert_eq!(
            (said.code, said.out.matches('?').count()),
            (0, 1),
            "{said:?}"
        );
    }
    // And none of a script.
    assert!(!run(&home, "checkin --mood 2").contains('?'));
}

/// 35: never scores fatigue.
#[test]
fn row_35_capacity_is_noted_and_not_scored() {
    let home = Home::new();
    for (n, handle) in [1, 1, 1, 1, 5].into_iter().zip(1..) {
        let said = run(&home, &format!("checkin --giving {n}"));
        assert_eq!(said, format!("Noted: giving {n}. #{handle}\n"));
    }
    assert_eq!(run(&home, "patterns --all").matches("giving").count(), 0);
}

/// 36: never offers practical support first.
#[test]
fn row_36_practical_is_not_the_first_thing() {
    let home = Home::new();
    assert!(!run(&home, "support").contains("practical"));
    let said = home.run(&["support", "choose", "practical"]);
    assert_eq!(said.code, 2);
    let help = run(&home, "offer --help");
    let kinds = help.split("possible values: ").nth(1).expect("the kinds");
    assert!(
        kinds.starts_with("presence, listen") && kinds.contains(", practical]"),
        "{kinds}"
    );
}

/// 37: never paraphrases or interprets.
#[test]
fn row_37_words_come_back_as_they_were() {
    let home = Home::new();
    let text = "I  should've SLEPT — never again?!  100 %";
    home.ok(&["mood", "1", "--feeling", "low", "--note", text]);
    assert_eq!(home.json(&["support", "reflect"])["words"], text);
    assert_eq!(
        run(&home, "support reflect"),
        format!("You wrote today: \"{text}\"\n")
    );
}

/// 45: never reports declines.
#[test]
fn row_45_taken_left_and_let_go_of_look_alike() {
    let after = |end: &str| {
        let mut home = Home::new();
        run(&home, "log walk");
        run(&home, "offer tea --to Sam --until tomorrow");
        run(&home, "invite walk --who Sam --until tomorrow");
        for (close, id) in [("offer", "3"), ("invite", "5")] {
            match end {
                "closed" => {
                    assert!(run(&home, &format!("{close} close {id}")).starts_with("Ended: "))
                }
                "revoked" => drop(run(&home, &format!("consent revoke {id}"))),
                _ => {}
            }
        }
        home.now = "2026-11-24T12:00:00Z".to_owned();
        views(&home)
    };
    assert_eq!(after("closed"), after("lapsed"));
    assert_eq!(after("closed"), after("revoked"));
}

/// 54: never a full export by default.
#[test]
fn row_54_sharing_starts_empty() {
    let home = Home::new();
    for line in [
        "log walk",
        "mood 1 words",
        "offer tea",
        "boundaries add x --offered",
    ] {
        run(&home, line);
    }
    assert_eq!(run(&home, "export shareable --yes"), "");
    run(&home, "share walk --with Sam");
    let refused = home.run(&["export", "shareable"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert_eq!(run(&home, "export shareable --yes").lines().count(), 2);
}

/// 57: never an irrevocable share.
#[test]
fn row_57_whatever_was_given_can_be_taken_back() {
    let home = Home::new();
    run(&home, "log walk");
    run(&home, "share walk --with Sam");
    run(&home, "offer tea");
    run(&home, "invite walk --who Sam");
    run(&home, "remind invite walk --at 21:00");
    let held = home.json(&["consent"])["consents"].clone();
    let held = held.as_array().expect("a list").clone();
    assert_eq!(held.len(), 4);
    for one in held {
        assert!(one["until"].is_string(), "{one}");
        let uid = one["row"]["uid"].as_str().expect("a uid").to_owned();
        home.ok(&["consent", "revoke", &uid]);
    }
    assert_eq!(
        home.json(&["consent"])["consents"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(run(&home, "export shareable --yes"), "");
    assert!(rows(&home) >= 8);
}

/// 64: never urgency words.
#[test]
fn row_64_presence_without_urgency() {
    let mut home = Home::new();
    run(
        &home,
        "offer 'sitting with you' --kind presence --until tomorrow",
    );
    home.now = "2026-11-23T23:59:00Z".to_owned();
    let said = run(&home, "offer");
    assert_eq!(
        said,
        "You offered \"sitting with you\" (presence, until the end of today). #1\n"
    );
    for word in ["urgent", "last chance", "hurry", "soon", "now", "left"] {
        assert!(!said.contains(word), "{word}");
    }
}
