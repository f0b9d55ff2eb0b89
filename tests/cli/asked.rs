//! What a person on a terminal is asked, through a terminal that `script` makes.

#![cfg(target_os = "linux")]

use crate::support::Home;
use insta::assert_snapshot;
use std::io::Write;
use std::process::Stdio;

/// What a terminal of so many columns shows.
pub fn at_width(home: &Home, command: &str, columns: u16) -> String {
    let mut narrow = home.command(&[]);
    narrow
        .env("COLUMNS", columns.to_string())
        .env("NO_COLOR", "1");
    let line = format!("stty cols {columns}; {} {command}", crate::support::BIN);
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &line, "/dev/null"]).env_clear();
    script.envs(narrow.get_envs().filter_map(|(k, v)| Some((k, v?))));
    let out = script
        .stdin(Stdio::null())
        .output()
        .expect("script of util-linux");
    String::from_utf8_lossy(&out.stdout).replace('\r', "")
}

/// What a terminal shows while these lines are typed.
fn typed(home: &Home, command: &str, lines: &str) -> String {
    let line = format!("{} {command}", crate::support::BIN);
    let mut script = home.command(&[]);
    let envs: Vec<(String, String)> = script
        .get_envs()
        .filter_map(|(k, v)| Some((k.to_str()?.to_owned(), v?.to_str()?.to_owned())))
        .collect();
    script = std::process::Command::new("script");
    let mut child = script
        .args(["-qec", &line, "/dev/null"])
        .env_clear()
        .envs(envs)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script of util-linux");
    let mut keys = child.stdin.take().expect("a pipe");
    keys.write_all(lines.as_bytes()).expect("typed");
    let out = child.wait_with_output().expect("an end");
    drop(keys);
    String::from_utf8_lossy(&out.stdout).replace('\r', "")
}

#[test]
fn thank_asks_for_the_specific_thing_and_takes_nothing_for_an_answer() {
    let home = Home::new();
    let shown = typed(&home, "thank Ana", "the soup\n");
    assert!(
        shown.contains("what for, the specific thing (Enter for none): "),
        "{shown}"
    );
    assert!(shown.contains("Noted for Ana: \"the soup\". "), "{shown}");
    let shown = typed(&home, "thank Ana", "\n");
    assert!(shown.ends_with("Nothing was noted.\n"), "{shown}");
    assert_eq!(
        home.json(&["thanks"])["rows"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn reflect_asks_for_each_field_and_enter_passes_over_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let shown = typed(&home, "reflect walk", "burdensome\n\ntoo early\n\n");
    assert!(
        shown.contains("Noted: walk, burdensome, not \"too early\". "),
        "{shown}"
    );
    let shown = typed(&home, "reflect walk", "\n\n\n\n");
    assert!(shown.ends_with("Nothing was noted.\n"), "{shown}");
}

#[test]
fn a_month_is_looked_back_at_with_one_question() {
    let home = Home::new();
    home.ok(&["month", "set", "--personal", "read", "--joint", "walk"]);
    let shown = typed(&home, "month review", "\n");
    assert!(
        shown.contains("You set: \"read\". Carry it on, change it, or let it go?"),
        "{shown}"
    );
    assert_eq!(shown.matches('?').count(), 1, "{shown}");
    let shown = typed(&home, "month review", "let it go\n");
    assert!(shown.ends_with("Let go: \"read\".\n"), "{shown}");
    let shown = typed(&home, "month review", "change\nswim\n");
    assert!(shown.contains("Together: \"walk\"."), "{shown}");
    assert!(
        shown.ends_with("Changed for December: \"walk\" became \"swim\".\n"),
        "{shown}"
    );
    let shown = typed(&home, "month review", "");
    assert!(!shown.contains('?'), "nothing is left to ask: {shown}");
}

#[test]
fn what_is_left_empty_is_not_kept() {
    let home = Home::new();
    for command in [
        "win --on yesterday",
        "words add",
        "vision set",
        "try --until tomorrow",
        "month set",
    ] {
        let shown = typed(&home, command, "\n\n");
        assert!(
            shown.ends_with("Nothing was noted.\n"),
            "{command}: {shown}"
        );
    }
    assert_eq!(home.ok(&["export", "jsonl"]), "");
    let shown = typed(&home, "winddown", "");
    assert!(!shown.contains('?') && home.json(&["winddown"])["rows"] == serde_json::json!([]));
}

#[test]
fn a_check_in_of_two_keeps_what_each_says_is_kept() {
    let home = Home::new();
    // One notebook is one person's: the other is not asked to keep anything.
    let one = "2 tired\n\n\n\nslow day\nlisten\nkeep\n5\n\n\n\nsun\nnothing\n";
    let shown = typed(&home, "checkin --together", one);
    insta::assert_snapshot!(shown, @r#"
    2 tired



    slow day
    listen
    keep
    5



    sun
    nothing
    The first of you. Nothing is kept unless you say so.
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: in your words (Enter for none):  How would you like support: accompany, remind, reflect, listen, space, or nothing now? `keep` keeps this, Enter lets it go: The other of you. Nothing is kept: this notebook belongs to one of you.
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: in your words (Enter for none):  How would you like support: accompany, remind, reflect, listen, space, or nothing now? Noted: mood 2, feeling "tired", and your words. #1
    You chose listen, until the end of today. #2
    "#);
    let rows = home.ok(&["export", "jsonl"]);
    assert!(rows.contains("slow day") && rows.contains("listen") && !rows.contains("sun"));
    // Two notebooks; the one keeps nothing, the other a line of their own.
    let (a, b) = (home.path("a.db"), home.path("b.db"));
    let command = format!(
        "checkin --together --db '{}' --db '{}'",
        a.display(),
        b.display()
    );
    let two = "1\n\n\n\n\n\n\n4\n\n\n\n\na hug\nkeep\n";
    let shown = typed(&home, &command, two);
    assert!(shown.ends_with("To pass on today: \"a hug\"\n"), "{shown}");
    assert!(!a.exists());
    let b = b.display().to_string();
    assert_eq!(home.ok(&["support", "say", "--db", &b]), "a hug\n");
    let twice = format!("checkin --together --db '{b}' --db '{b}'");
    let shown = typed(&home, &twice, "");
    assert!(
        shown.starts_with("error: --db is the same notebook twice"),
        "{shown}"
    );
    // Whoever leaves in the middle keeps nothing, and the other has a turn.
    let shown = typed(&home, "checkin --together", "\u{4}\u{4}");
    assert!(shown.ends_with("Nothing was kept.\n"), "{shown}");
}

/// Each mood of a Daylio file that has no level is asked for once; names with commas and quotes are
/// names.
#[test]
fn import_asks_for_the_level_of_each_mood_that_has_none() {
    let home = Home::new();
    let csv = "full_date,date,weekday,time,mood,activities,note_title,note\n\
        2026-03-02,x,x,10:00 pm,\"so, so\",,,\n2026-03-03,x,x,10:00 pm,it's ok,,,\n\
        2026-03-04,x,x,10:00 pm,good,,,\n2026-03-05,x,x,10:00 pm,\"so, so\",,,\n\
        2026-03-06,x,x,10:00 pm,numb,,,\n";
    std::fs::write(home.path("d.csv"), csv).expect("a file");
    let path = home.path("d.csv").display().to_string();
    let shown = typed(&home, &format!("import daylio {path}"), "soon\n3\n4\n\n");
    let asked = |name: &str| {
        shown
            .matches(&format!("{name}: 5 for the brightest"))
            .count()
    };
    let asked = ["so, so", "it's ok", "good", "numb"].map(asked);
    assert_eq!(
        asked,
        [2, 1, 0, 1],
        "what is no level is asked for again: {shown}"
    );
    assert!(shown.contains("5 rows brought in (2–6 Mar)."), "{shown}");
    let rows = home.ok(&["export", "jsonl"]);
    let moods =
        regex::Regex::new(r#""day":"[^"]*"|"mood":[0-9]|"feelings":[^,}]*"#).expect("a pattern");
    let moods: Vec<&str> = moods.find_iter(&rows).map(|found| found.as_str()).collect();
    assert_snapshot!(moods.join("\n"), @r#"
    "day":"2026-03-02"
    "mood":3
    "day":"2026-03-03"
    "mood":4
    "day":"2026-03-04"
    "mood":4
    "day":"2026-03-05"
    "mood":3
    "day":"2026-03-06"
    "feelings":["numb"]
    "#);
    // An end of input decides nothing, and nothing is written.
    let home = Home::new();
    std::fs::write(home.path("d.csv"), csv).expect("a file");
    let path = home.path("d.csv").display().to_string();
    let shown = typed(&home, &format!("import daylio {path}"), "3\n\u{4}");
    assert!(
        shown.ends_with("error: left at the prompt; nothing was written\n"),
        "{shown}"
    );
    assert!(!home.db().exists());
}

/// What a command cannot do without, whichever it is; where it is one of a few things that are known,
/// those are shown first.
#[test]
fn what_a_command_lacks_is_asked_for() {
    let home = Home::new();
    for line in [
        "log walk --on yesterday",
        "log swim",
        "boundaries add 'phone at dinner' --off-limits",
        "add prayer --sacred",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for (command, keys, question, then) in [
        (
            "gap",
            "walk\n",
            "1 walk  2 swim\nthe ritual (Enter for none): ",
            "walk: ",
        ),
        ("gap", "1\n", "the ritual (Enter for none): ", "walk: "),
        ("gap", "prayer\n", "the ritual (Enter for none): ", "prayer"),
        ("retire", "2\n", "the ritual (Enter for none): ", "swim"),
        (
            "add",
            "-5 km\n",
            "what you call it (Enter for none): ",
            "-5 km",
        ),
        (
            "change --intention air",
            "walk\n",
            "the ritual (Enter for none): ",
            "walk",
        ),
        (
            "boundaries history",
            "phone\n",
            "5  phone at dinner\nthe handle, uid or area (Enter for none): ",
            "phone at dinner",
        ),
        ("remind invite", "walk\n18:00\n", "the time of day", "18:00"),
        (
            "merge",
            "1\nrun\n",
            "those that go into it (Enter for none): ",
            "run",
        ),
        (
            "completions",
            "4\n",
            "the shell, one of bash, zsh, fish (Enter for none): ",
            "error: ",
        ),
        (
            "find",
            "air\n",
            "words to look for (Enter for none): ",
            "walk",
        ),
        (
            "boundaries add",
            "calls at night\nask first\n",
            "what it is about, in your words (Enter for none): ",
            "Ask first: calls at night",
        ),
    ] {
        let shown = typed(&home, command, keys);
        let asked = shown.find(question);
        let rest = asked.map(|at| &shown[at + question.len()..]);
        assert!(
            rest.is_some_and(|rest| rest.contains(then)),
            "{command}: {shown}"
        );
    }
    for command in ["gap", "retire", "merge", "import", "support choose", "find"] {
        let shown = typed(&home, command, "\n");
        assert!(shown.ends_with("Nothing was done.\n"), "{command}: {shown}");
        let left = typed(&home, command, "\u{4}");
        assert!(
            left.contains("left at the prompt; nothing was written"),
            "{command}: {left}"
        );
    }
    // Nobody is asked who said so.
    let shown = typed(&home, "gap --no-input", "");
    assert!(shown.contains("gap expects the ritual"), "{shown}");
}
