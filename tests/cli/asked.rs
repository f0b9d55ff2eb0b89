//! What a person on a terminal is asked, through a terminal that `script` makes.

#![cfg(target_os = "linux")]

use crate::support::terminal::Terminal;
use crate::support::{BIN, Home};
use insta::assert_snapshot;

/// What a terminal shows while these lines are typed.
fn typed(home: &Home, command: &str, lines: &str) -> String {
    home.typed(command, lines, 0).out
}

/// As [`typed`], line by line.
fn answered(home: &Home, command: &str, answers: &[&str]) -> String {
    let lines: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
    typed(home, command, &lines)
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
fn a_month_is_looked_back_at_with_one_question_for_each_line() {
    let home = Home::new();
    home.ok(&["month", "set", "--personal", "read", "--joint", "walk"]);
    let shown = typed(&home, "month review", "\n\n");
    assert!(
        shown.contains("You set: \"read\". Carry it on, change it, or let it go?"),
        "{shown}"
    );
    assert_eq!(shown.matches('?').count(), 2, "{shown}");
    // Leaving keeps what was said.
    let shown = typed(&home, "month review", "let it go\n\u{4}");
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
    The first of you. Nothing is kept unless you say so.
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: in your words (Enter for none): How would you like support: accompany, remind, reflect, listen, space, or nothing now? `keep` keeps this, Enter lets it go: The other of you. Nothing is kept: this notebook belongs to one of you.
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: in your words (Enter for none): How would you like support: accompany, remind, reflect, listen, space, or nothing now? Noted: mood 2, feeling "tired", and your words. #1
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

#[test]
fn nothing_typed_at_a_question_is_lost() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    // Words in place of a number are kept; a number that is none of the scale is asked for again.
    let answers = [
        "7 worn out",
        "4",
        "eight hours or so",
        "a hug",
        "9",
        "",
        "a hug",
    ];
    insta::assert_snapshot!(answered(&home, "checkin", &answers), @r#"
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): note: this expects a whole number from 1 to 5; got '7 worn out'
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: note: this expects a whole number from 1 to 5; got '9'
    capacity to give, 1 to 5: Noted: mood 4, feeling "worn out", and your words. #3
    How would you like support: accompany, remind, reflect, listen, space, or nothing now? You chose "a hug", until the end of today. #5
    "#);
    insta::assert_snapshot!(answered(&home, "mood", &["7 a long day", "4"]), @"
    mood 1 to 5, words, or both (Enter for none): note: this expects a whole number from 1 to 5; got '7 a long day'
    mood 1 to 5, words, or both (Enter for none): Noted: mood 4, and your words. #6
    ");
    insta::assert_snapshot!(answered(&home, "mood", &["70 per cent there", ""]), @"
    mood 1 to 5, words, or both (Enter for none): note: this expects a whole number from 1 to 5; got '70 per cent there'
    mood 1 to 5, words, or both (Enter for none): Noted: your words. #7
    ");
    let answers = ["heavy", "", "too early", "7 or so", "2"];
    insta::assert_snapshot!(answered(&home, "reflect walk", &answers), @r#"
    reinforcing, burdensome, mixed, unsure, or your words (Enter for none, Ctrl-D ends and keeps): what works (Enter for none): what does not (Enter for none): how much you enjoyed it, 1 to 5 (Enter for none): note: this expects a whole number from 1 to 5; got '7 or so'
    how much you enjoyed it, 1 to 5 (Enter for none): Noted: walk, not "too early", enjoyed 2, "heavy ⏎ 7 or so". #8
    "#);
    home.ok(&["month", "set", "--personal", "read"]);
    let words = "let me think: less of it was more";
    insta::assert_snapshot!(answered(&home, "month review", &[words]), @r#"You set: "read". Carry it on, change it, or let it go? (Enter for nothing now): For November, you learned: "let me think: less of it was more"."#);
    insta::assert_snapshot!(answered(&home, "month review", &["keep it"]), @r#"You set: "read". Carry it on, change it, or let it go? (Enter for nothing now): Carried on, to December: "read"."#);
    let kept = home.json(&["show", "today"]);
    let kept: Vec<String> = kept["moods"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| format!("{} {} {}", row["mood"], row["feelings"], row["note"]))
        .collect();
    insta::assert_snapshot!(kept.join("\n"), @r#"
    4 ["worn out"] "eight hours or so\na hug"
    4 null "a long day"
    null null "70 per cent there"
    "#);
}

#[test]
fn whoever_leaves_keeps_what_was_said_before() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    for (command, keys, kept) in [
        ("checkin", "tired\n\u{4}", "Noted: feeling \"tired\". "),
        ("checkin", "tired\n7 hours or 8\n\u{4}", "and your words. "),
        ("reflect walk", "b\n\u{4}", "Noted: walk, burdensome. "),
        ("month set", "read\n\u{4}", "you set: \"read\". "),
        ("hard set", "no sleep\n\u{4}", "how I notice: \"no sleep\""),
        ("mood", "9 lives\n\u{4}", "Noted: your words. "),
    ] {
        let shown = typed(&home, command, keys);
        assert!(shown.contains(kept), "{command}: {shown}");
    }
    for command in ["checkin", "reflect walk", "mood"] {
        let before = home.ok(&["export", "jsonl"]);
        typed(&home, command, "\u{4}");
        assert_eq!(home.ok(&["export", "jsonl"]), before, "{command}");
    }
}

/// The terminal goes away in the middle: what was said before is in the notebook.
#[test]
fn a_terminal_that_closes_keeps_what_was_said() {
    let home = Home::new();
    let mut terminal = Terminal::start(&home, &format!("{BIN} checkin"), 0);
    terminal.types("2 tired\n6\n");
    terminal.until(b"energy 1 to 5");
    terminal.close();
    let noted = || home.ok(&["export", "jsonl", "--kind", "mood"]);
    let mut rows = noted();
    for _ in 0..200 {
        if !rows.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        rows = noted();
    }
    assert!(
        rows.contains("\"mood\":2") && rows.contains("\"sleep\":6"),
        "{rows}"
    );
}

#[test]
fn what_does_not_read_is_asked_for_again() {
    let home = Home::new();
    home.ok(&["add", "morning pages"]);
    home.ok(&["log", "walk"]);
    let long = "x".repeat(300);
    insta::assert_snapshot!(answered(&home, "offer --to Sam", &["\u{1b}[D", &long, "tea"]).replace(&long, "[300 letters]"), @r#"
    what you offer (Enter for none): note: the answer holds control characters, such as those of the arrow keys
    what you offer (Enter for none): note: the offer is longer than 200 characters
    hint: a note holds longer text: --note, or - to read it from stdin
    what you offer (Enter for none): You offered "tea" (to Sam, until 22 December). #4
    "#);
    insta::assert_snapshot!(answered(&home, "forget", &["the walk", "#2", "#3", "maybe", "no"]), @"
    which, by its handle (Enter for none): note: no row has the handle the walk
    hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    which, by its handle (Enter for none): note: walk is a ritual, and forget takes an entry by its handle
    hint: `ritual forget 3 --yes` takes today's entry, `ritual forget --ritual walk --yes` the ritual with all its entries
    which, by its handle (Enter for none): walk, noted for today: forget for good? y or n: note: y or n, or Enter for no
    walk, noted for today: forget for good? y or n: Nothing was forgotten.
    ");
    insta::assert_snapshot!(answered(&home, "log", &["morning pages 20min 2 cold but clear"]), @"
    1 morning pages  2 walk
    which today, by number or name (Enter for none): morning pages, 20 min, noted for today. #6
    walk, noted a second time today. #7
    note: morning pages is counted in min from here on
    ");
    insta::assert_snapshot!(answered(&home, "log walkk", &["the first", "1"]), @"
    hint: where 'walk' was the slip, `ritual change walk --name walkk`, and `ritual merge --help` says how two become one
    'walkk' is no ritual here. 1 walk  n a new one (Enter for none): note: one of these, or Enter
    'walkk' is no ritual here. 1 walk  n a new one (Enter for none): walk, noted a third time today. #8
    ");
    insta::assert_snapshot!(answered(&home, "boundaries add", &["the phone", "perhaps", "off"]), @"
    what it is about, in your words (Enter for none): off-limits, ask-first or offered (Enter for none): note: a stance is off-limits, ask-first or offered
    off-limits, ask-first or offered (Enter for none): Off-limits: the phone. #9
    ");
}

#[test]
fn keys_that_are_no_letters_are_left_out_of_an_answer() {
    let home = Home::new();
    let keys = "slept bd\u{1b}[Da \u{1b}OC\u{1b}[3~\u{1b}[1;5Dlong";
    insta::assert_snapshot!(answered(&home, "mood", &[keys]), @"
    mood 1 to 5, words, or both (Enter for none): note: arrow keys write into an answer here; read without them: 'slept bda long'
    Noted: your words. #1
    ");
    insta::assert_snapshot!(answered(&home, "log walk --note", &["\u{1b}[Auphill"]), @"
    your words (Enter for none): note: arrow keys write into an answer here; read without them: 'uphill'
    walk, noted for today. #3
    note: walk is new here; `ritual undo` takes it back
    ");
    let shown = typed(&home, "win -", "\u{1b}[Athe call\n\u{4}");
    assert!(shown.contains("read without them: 'the call'"), "{shown}");
    insta::assert_snapshot!(home.ok(&["find", "long"]), @r#"22 November, mood note: "slept bda «long»" #1"#);
}

#[test]
fn both_lines_of_a_month_are_asked_about() {
    let home = Home::new();
    home.ok(&["month", "set", "--personal", "read", "--joint", "swim"]);
    insta::assert_snapshot!(home.typed("month review", "keep\nlet it go\n", 40).out, @r#"
    You set: "read". Carry it on,
      change it, or let it go?
      (Enter for nothing now): Together: "swim". Carry it on,
      change it, or let it go?
      (Enter for nothing now): Carried on, to December: "read".
    Let go: "swim".
    "#);
}

#[test]
fn questions_notes_and_hints_are_wrapped_and_commands_stay_whole() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    insta::assert_snapshot!(home.typed("checkin", "\u{4}", 40).out, @"
    mood 1 to 5, feelings, or both:
      2 tired, worn out (Enter
      passes, Ctrl-D leaves):
    ");
    insta::assert_snapshot!(home.typed("streaks jog", "", 40).out, @"
    error: no ritual is called 'jog'
    hint: `ritual show` shows the names
      there are
    ");
    insta::assert_snapshot!(home.typed("log walkk --no-input", "", 40).out, @"
    error: no ritual is called 'walkk', and
      'walk' is close to it
    hint: `ritual log walk` or
      `ritual add walkk`; where 'walk' was
      the slip,
      `ritual change walk --name walkk`, and
      `ritual merge --help` says how two
      become one
    ");
    insta::assert_snapshot!(home.typed("forget walk --no-input", "", 80).out, @"
    error: walk is a ritual, and forget takes an entry by its handle
    hint: `ritual forget 2 --yes` takes today's entry,
      `ritual forget --ritual walk --yes` the ritual with all its entries
    ");
    let words = "https://example.org/a/very/long/path/that/no/line/holds 散歩に行きました。今日はとても静かな一日でした。 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 مَشَيْتُ في الصباح";
    home.ok(&["win", words]);
    insta::assert_snapshot!(home.typed("win", "", 40).out, @r#"
    22 November:
      "https://example.org/a/very/long/path/
      that/no/line/holds
      散歩に行きました。今日はとても静かな一
      日でした。 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 مَشَيْتُ في
      الصباح" #3
    "#);
    // No terminal, no width.
    assert_eq!(home.ok(&["win"]).lines().count(), 1);
}

/// Answers line by line, each once its question stands there, and Ctrl-C at the one that ends: the
/// terminal makes a SIGINT of it.
fn interrupted(home: &Home, command: &str, answers: &[(&str, &str)]) -> crate::support::Said {
    let line = format!("'{BIN}' {command}");
    let mut terminal = Terminal::start(home, &line, 0);
    for (question, answer) in answers {
        terminal.until(question.as_bytes());
        terminal.types(answer);
    }
    terminal.end()
}

const CTRL_C: &str = "\u{3}";

#[test]
fn ctrl_c_keeps_what_was_answered_before() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["month", "set", "--personal", "read", "--joint", "swim"]);
    let left: String = [
        (
            "checkin",
            &[
                ("leaves): ", "2 tired\n"),
                ("sleep: ", "6\n"),
                ("energy 1 to 5: ", "3\n"),
                ("1 to 5: ", CTRL_C),
            ][..],
        ),
        (
            "reflect walk",
            &[
                ("keeps): ", "mixed\n"),
                ("none): ", "early\n"),
                ("none): ", CTRL_C),
            ],
        ),
        (
            "month review",
            &[("now): ", "let it go\n"), ("now): ", CTRL_C)],
        ),
        ("month set", &[("it): ", "write\n"), ("it): ", CTRL_C)]),
        (
            "hard set",
            &[("keeps): ", "short nights\n"), (": ", CTRL_C)],
        ),
        // Nothing was answered, and nothing is written.
        ("checkin", &[("leaves): ", CTRL_C)]),
        ("reflect walk", &[("keeps): ", CTRL_C)]),
        ("hard set", &[("keeps): ", CTRL_C)]),
        ("win --on today", &[("none): ", CTRL_C)]),
        (
            "remind invite",
            &[("none): ", "tea\n"), ("none): ", CTRL_C)],
        ),
        ("forget 2", &[("y or n: ", CTRL_C)]),
        ("backup --passphrase", &[("passphrase: ", CTRL_C)]),
    ]
    .map(|(command, answers)| {
        let said = interrupted(&home, command, answers);
        let rows = home.ok(&["export", "jsonl"]).lines().count();
        let out = said.out.replace(BIN, "ritual");
        format!("$ {command}\n{out}= {}, rows {rows}\n", said.code)
    })
    .concat();
    assert_snapshot!(left, @r#"
    $ checkin
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): hours of sleep: energy 1 to 5: capacity to give, 1 to 5: 
    note: what was answered is kept; `ritual undo` takes it back
    Noted: mood 2, sleep 6 h, energy 3, feeling "tired". #5
    = 0, rows 5
    $ reflect walk
    reinforcing, burdensome, mixed, unsure, or your words (Enter for none, Ctrl-D ends and keeps): what works (Enter for none): what does not (Enter for none): 
    note: what was answered is kept; `ritual undo` takes it back
    Noted: walk, mixed, works "early". #6
    = 0, rows 6
    $ month review
    You set: "read". Carry it on, change it, or let it go? (Enter for nothing now): Together: "swim". Carry it on, change it, or let it go? (Enter for nothing now): 
    note: what was answered is kept; `ritual undo` takes it back
    Let go: "read".
    = 0, rows 6
    $ month set
    one personal objective (Enter to leave it): one joint activity (Enter to leave it): 
    note: what was answered is kept; `ritual undo` takes it back
    For November, you set: "write". In place of "read". #3
    = 0, rows 6
    $ hard set
    how I notice (Enter leaves it as it is, Ctrl-D ends and keeps): what I do (Enter leaves it as it is): 
    note: what was answered is kept; `ritual undo` takes it back
    For hard days #7
      how I notice: "short nights"
    = 0, rows 7
    $ checkin
    mood 1 to 5, feelings, or both: 2 tired, worn out (Enter passes, Ctrl-D leaves): 
    = 0, rows 7
    $ reflect walk
    reinforcing, burdensome, mixed, unsure, or your words (Enter for none, Ctrl-D ends and keeps): 
    Nothing was noted.
    = 0, rows 7
    $ hard set
    how I notice (Enter leaves it as it is, Ctrl-D ends and keeps): 
    Nothing was noted.
    = 0, rows 7
    $ win --on today
    the win, in your words (Enter for none): 
    error: left at the prompt; nothing was written
    = 1, rows 7
    $ remind invite
    1 walk
    a ritual, or any words (Enter for none): the time of day (Enter for none): 
    error: left at the prompt; nothing was written
    hint: `ritual remind invite -- tea` goes on from there
    = 1, rows 7
    $ forget 2
    walk, noted for today: forget for good? y or n: 
    Nothing was forgotten.
    = 0, rows 7
    $ backup --passphrase
    passphrase: 

    error: left at the prompt; nothing was written
    = 1, rows 7
    "#);
}

/// What is shown of questions, command by command.
fn shown(home: &Home, lines: &[(&str, &[&str])]) -> String {
    let one = |(command, answers): &(&str, &[&str])| {
        let answers: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
        let said = home.typed(command, &answers, 0);
        let code = match said.code {
            0 => String::new(),
            code => format!("= {code}\n"),
        };
        format!("$ {command}\n{}{code}", home.masked(&said.out))
    };
    lines.iter().map(one).collect()
}

#[test]
fn own_words_are_kept_at_a_choice_and_asked_for_again_where_they_do_not_read() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["month", "set", "pages"]);
    home.ok(&["try", "early nights", "--until", "in 14 days"]);
    assert_snapshot!(shown(&home, &[
        ("support choose", &["a hug"]),
        ("support choose a walk", &[]),
        ("support choose", &["acompany", "accompany"]),
        ("remind invite", &["walk", "in the evening", "21:00"]),
        ("gap", &["wlak", "walk"]),
        ("remind invite --days never", &["walk", "21:00"]),
        ("month review", &["not sure"]),
        ("month review", &["ten pages", ""]),
        ("month review --learned 'ten pages'", &[]),
        ("try review", &["colder than thought"]),
        ("try review last", &["and earlier"]),
    ]), @r#"
    $ support choose
    1 accompany  2 remind  3 reflect  4 listen  5 space  6 nothing now
    the kind, or the words of an own option (Enter for none): You chose "a hug", until the end of today. #6
    note: a hug is new here; `ritual undo` takes it back
    $ support choose a walk
    You chose "a walk", until the end of today. #8
    note: a walk is new here; `ritual undo` takes it back
    $ support choose
    1 accompany  2 remind  3 reflect  4 listen  5 space  6 nothing now  7 a hug  8 a walk
    the kind, or the words of an own option (Enter for none): note: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now', 'a hug', 'a walk'; got 'acompany'
    hint: `ritual support options add TEXT` adds one of your own
    1 accompany  2 remind  3 reflect  4 listen  5 space  6 nothing now  7 a hug  8 a walk
    the kind, or the words of an own option (Enter for none): You chose accompany, until the end of today. #9
    $ remind invite
    1 walk
    a ritual, or any words (Enter for none): the time of day (Enter for none): note: --at expects a time such as 07:30; got 'in the evening'
    hint: hours 00 to 23, minutes 00 to 59
    the time of day (Enter for none): You invited a note at 21:00: walk (until 22 December). #10
    note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ gap
    1 walk
    the ritual (Enter for none): note: no ritual is called 'wlak'
    hint: close to it: walk
    1 walk
    the ritual (Enter for none): walk: noted on one day, 22 November.
    $ remind invite --days never
    1 walk
    a ritual, or any words (Enter for none): the time of day (Enter for none): error: --days expects weekdays such as mon,wed; got 'never'
    hint: every day without it; so far: ritual remind invite --days never --at=21:00 -- walk
    = 2
    $ month review
    You set: "pages". Carry it on, change it, or let it go? (Enter for nothing now): For November, you learned: "not sure".
    $ month review
    You set: "pages". Carry it on, change it, or let it go? (Enter for nothing now): For November, you learned: "not sure ⏎ ten pages".
    $ month review --learned 'ten pages'
    For November, you learned: "not sure ⏎ ten pages".
    Nothing was changed.
    $ try review
    "early nights", 22 Nov – 6 Dec [2m#4[0m
    what you found, in your words (Enter for none): Trying: "early nights", 22 Nov – 6 Dec; on 22 November: "colder than thought" #4
    $ try review last
    "early nights", 22 Nov – 6 Dec; on 22 November: "colder than thought" [2m#4[0m
    what you found, in your words (Enter for none): Trying: "early nights", 22 Nov – 6 Dec; on 22 November: "colder than thought ⏎ and earlier" #4
    "#);
}

#[test]
fn every_question_takes_nothing_for_an_answer() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "walk"]);
    home.ok(&["month", "set", "pages"]);
    assert_snapshot!(shown(&home, &[
        ("forget walk", &[""]),
        ("forget walk", &["n"]),
        ("offer", &[""]),
        ("month review", &["change", ""]),
    ]), @r#"
    $ forget walk
    #2 walk, noted for today; #3 walk, noted for today: which, by its handle (Enter for none): Nothing was forgotten.
    $ forget walk
    #2 walk, noted for today; #3 walk, noted for today: which, by its handle (Enter for none): Nothing was forgotten.
    $ offer
    No offers noted here. `ritual offer TEXT` notes one.
    $ month review
    You set: "pages". Carry it on, change it, or let it go? (Enter for nothing now): the new words (Enter for nothing now): November
      You set: "pages". #4
    "#);
}

#[test]
fn a_list_before_a_question_holds_what_can_be_chosen() {
    let home = Home::new();
    for line in [
        &["log", "walk"][..],
        &["log", "swim"],
        &["log", "run"],
        &["retire", "run"],
        &["pause", "swim"],
        &["boundaries", "add", "phone at dinner", "--off-limits"],
    ] {
        home.ok(line);
    }
    assert_snapshot!(shown(&home, &[
        ("share --with Sam", &["4"]),
        ("resume", &["1"]),
        ("retire", &["1"]),
    ]), @r#"
    $ share --with Sam
    1 walk  2 swim  3 run  4 phone at dinner
    the handle or uid, the name of a ritual, the words of an area, hard for that plan, or last (Enter for none): Shared with Sam until 22 December: off-limits: phone at dinner. #8
      {"area":"phone at dinner","kind":"boundary","stance":"off-limits"}
    $ resume
    1 swim  2 run
    the ritual (Enter for none): swim is no longer resting.
    $ retire
    1 walk  2 swim
    the ritual (Enter for none): walk is retired. Its entry stays. `ritual resume walk` whenever you like.
    "#);
    home.ok(&["hard", "set", "--notice", "no appetite"]);
    assert_snapshot!(shown(&home, &[("share --with Sam", &[""])]), @"
    $ share --with Sam
    1 walk  2 swim  3 run  4 hard  5 phone at dinner
    the handle or uid, the name of a ritual, the words of an area, hard for that plan, or last (Enter for none): Nothing was done.
    ");
}

#[test]
fn where_nothing_is_shared_nothing_is_asked() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["share", "walk", "--with", "Sam"]);
    assert_snapshot!(shown(&home, &[
        ("boundaries --together", &[]),
        ("boundaries --together --preview", &[]),
        ("review --words --together", &[]),
        ("export shareable page.json", &["n"]),
        ("export shareable", &["n"]),
        ("review --together --html page.html", &["n"]),
    ]), @r#"
    $ boundaries --together
    Nothing of this is shared.
    $ boundaries --together --preview
    Nothing of this is shared.
    $ review --words --together
    This shows 1 shared item:
      ritual walk #1
    Show it? y or n: 
    $ export shareable page.json
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"kind":"ritual","name":"walk"}
    share exactly these bytes? y or n: = 1
    $ export shareable
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"kind":"ritual","name":"walk"}
    share exactly these bytes? y or n: $ review --together --html page.html
    Nothing of this is shared.
    = 1
    "#);
}

#[test]
fn what_is_asked_about_is_shown_without_marks_of_a_terminal() {
    let home = Home::new();
    home.ok(&["boundaries", "add", "the phone", "--off-limits"]);
    home.ok(&["share", "the phone", "--with", "Sam"]);
    let (ask, no): (_, &[&str]) = ("--color always boundaries --together", &["n"]);
    assert_snapshot!(shown(&home, &[(ask, no)]), @"
    $ --color always boundaries --together
    This shows 1 shared item:
      Off-limits: the phone. #1
    Show it? y or n:
    ");
}

#[test]
fn what_is_sacred_is_not_listed_and_goes_by_its_name() {
    let home = Home::new();
    home.ok(&["add", "evening prayer", "--sacred"]);
    home.ok(&["log", "walk"]);
    assert_snapshot!(shown(&home, &[
        ("log", &["evening prayer"]),
        ("log", &["1"]),
        ("log prayer", &[""]),
        ("log even", &[]),
    ]), @"
    $ log
    1 walk
    which today, by number or name (Enter for none): evening prayer, noted for today. #4
    $ log
    1 walk
    which today, by number or name (Enter for none): walk, noted a second time today. #5
    $ log prayer
    'prayer' is no ritual here. n a new one (Enter for none): Nothing was noted.
    $ log even
    note: 'even' is taken for evening prayer
    evening prayer, noted a second time today. #6
    ");
}

#[test]
fn the_first_texts_fold_between_words() {
    let home = Home::new();
    for command in ["", "--help", "help all", "help file", "log --help"] {
        let shown = home.typed(command, "", 40).out;
        for line in shown.lines() {
            assert!(line.chars().count() <= 40, "{command}: {line}");
        }
    }
    assert_snapshot!(home.typed("", "", 40).out, @"
    Nothing here so far.

      ritual log journaling
        notes it for today; any name will do
      ritual mood 3 a quiet day
        1 to 5, words, or both
      ritual import auto FILE
        brings what Loop, Daylio, harsh or
        jrnl holds
      ritual demo
        shows a made-up notebook, three
        weeks old
    ");
    let all = home.typed("help all", "", 80).out;
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
}
