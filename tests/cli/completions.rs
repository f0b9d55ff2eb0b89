//! Completion: the scripts in `completions/`, and what they answer.

use crate::support::{BIN, Home};
use std::path::Path;

#[test]
fn the_stored_scripts_are_the_ones_the_program_prints() {
    let home = Home::new();
    for (shell, file) in [
        ("bash", "ritual.bash"),
        ("zsh", "_ritual"),
        ("fish", "ritual.fish"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("completions")
            .join(file);
        let stored = std::fs::read_to_string(&path).expect("a stored script");
        assert_eq!(
            home.ok(&["completions", shell]),
            stored,
            "`ritual completions {shell} > completions/{file}` renews it"
        );
    }
}

#[test]
fn the_scripts_can_be_written_into_a_folder() {
    let home = Home::new();
    let folder = home.path("new/scripts");
    home.ok(&["completions", "--out", &folder.display().to_string()]);
    for file in ["ritual.bash", "_ritual", "ritual.fish"] {
        let stored = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("completions")
            .join(file);
        assert_eq!(
            std::fs::read(folder.join(file)).expect("a script"),
            std::fs::read(stored).expect("a stored one")
        );
    }
    assert_eq!(home.run(&["completions"]).code, 2);
    assert_eq!(home.run(&["completions", "--out", "/proc/nowhere"]).code, 5);
}

/// As the scripts of 0.1 ask, which lie where they were installed.
fn complete(home: &Home, line: &[&str]) -> Vec<String> {
    let mut command = home.command(&[]);
    command.arg("--").arg("ritual").args(line);
    command
        .env("RITUAL_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", line.len().to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n");
    let said = crate::support::said(command);
    assert_eq!(said.code, 0, "{said:?}");
    said.out.lines().map(|l| l.trim().to_owned()).collect()
}

#[test]
fn what_passes_between_people_is_live() {
    let home = Home::new();
    for line in [
        "add walk",
        "add prayer --sacred",
        "offer 'tea and quiet'",
        "invite walk --who Sam",
        "remind invite walk --at 21:00",
        "support options add 'go with me'",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    assert_eq!(complete(&home, &["offer", "close", ""])[0], "3");
    assert_eq!(complete(&home, &["offer", "close", ""])[1], "5");
    assert_eq!(complete(&home, &["remind", "stop", ""])[0], "7");
    assert_eq!(
        complete(&home, &["support", "options", "retire", ""])[0],
        "9"
    );
    for line in [&["share", ""][..], &["remind", "invite", ""]] {
        let names = complete(&home, line);
        assert!(names.contains(&"walk".to_owned()), "{names:?}");
        assert!(!names.contains(&"prayer".to_owned()), "{names:?}");
    }
}

#[test]
fn names_handles_words_and_flags_are_live() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "a secret"]);
    home.ok(&["add", "evening walk"]);
    home.ok(&[
        "boundaries",
        "add",
        "reading my notebook",
        "--off-limits",
        "--note",
        "a secret",
    ]);
    home.ok(&["mood", "3", "--feeling", "calm", "a", "secret"]);
    assert_eq!(complete(&home, &["log", "w"]), ["walk"]);
    assert!(complete(&home, &["show", ""]).contains(&"evening\\ walk".to_owned()));
    assert_eq!(complete(&home, &["boundaries", "change", ""])[0], "4");
    assert_eq!(complete(&home, &["mood", "--feeling", ""]), ["calm"]);
    assert!(
        complete(&home, &["log", "walk", "--o"])
            .iter()
            .any(|c| c == "--once")
    );
    assert!(complete(&home, &["bound"]).contains(&"boundaries".to_owned()));
    for line in [
        &["edit", ""][..],
        &["forget", ""],
        &["boundaries", "change", ""],
        &["log", ""],
    ] {
        let all = complete(&home, line).join("\n");
        assert!(!all.contains("secret"), "{line:?}: {all}");
    }
}

/// Who presses a key may not be alone: what is written in confidence is offered where it is asked for.
#[test]
fn what_is_written_in_confidence_is_not_offered_by_itself() {
    let home = Home::new();
    for line in [
        "add prayer --sacred",
        "log prayer",
        "log walk",
        "mood 3 --feeling calm --trigger deadlines --coping chamomile",
        "remind invite walk --at 21:00 --words 'the evening thing'",
        "boundaries add 'calls during prayer' --off-limits",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let offered = || {
        [
            &["log", ""][..],
            &["edit", ""],
            &["find", "--trigger", ""],
            &["find", "--coping", ""],
            &["remind", "stop", ""],
            &["boundaries", "change", ""],
            &["mood", "--feeling", ""],
        ]
        .map(|line| {
            let mut command = home.command(&["--", "ritual"]);
            command.args(line).env("RITUAL_COMPLETE", "fish");
            crate::support::said(command).out
        })
        .concat()
    };
    let plain = offered();
    for word in ["prayer", "deadlines", "chamomile", "evening"] {
        assert!(!plain.contains(word), "{word}: {plain}");
    }
    assert!(plain.contains("walk") && plain.contains("calm"), "{plain}");
    home.ok(&["config", "completion", "all"]);
    let all = offered();
    for word in ["prayer", "deadlines", "chamomile", "evening"] {
        assert!(all.contains(word), "{word}: {all}");
    }
}

/// What fish is offered, the words after a tab left out.
fn offered(home: &Home, line: &str) -> Vec<String> {
    let mut command = home.command(&["--", "ritual"]);
    let words = crate::support::words(line);
    command.args(words).env("RITUAL_COMPLETE", "fish");
    if line.is_empty() || line.ends_with(' ') {
        command.arg("");
    }
    let out = crate::support::said(command).out;
    let value = |row: &str| row.split('\t').next().unwrap_or_default().to_owned();
    out.lines().map(value).collect()
}

#[test]
fn wherever_a_name_that_is_known_is_typed_it_is_offered() {
    let home = Home::new();
    for line in [
        "add yoga --around 'before bed' --for rest --unit min --with Ana",
        "log yoga --as gently",
        "pause yoga --why travel",
        "boundaries add 'phone at dinner' --off-limits --with Sam",
        "people add Ben --for listening",
        "people resource add 'an app' --kind app",
        "support options add 'go with me'",
        "thank Kim --for soup",
        "talk add 'the summer' --with Lou",
        "config measure pain 0-10",
        "hard set --notice 'no appetite'",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for (line, expected) in [
        ("log y", "yoga"),
        ("log yoga tod", "today"),
        ("show ", "yoga yesterday"),
        ("log --around ", "before bed"),
        ("log yoga --as ", "gently"),
        ("log yoga --on t", "today tuesday thursday"),
        ("change yoga --rhythm d", "daily"),
        ("change yoga --for ", "rest"),
        ("add run --unit ", "min"),
        ("add run --with A", "Ana"),
        ("pause yoga --why ", "travel"),
        ("pause yoga --until in", "in 3 days"),
        ("merge y", "yoga"),
        ("mood --measure p", "pain="),
        ("patterns --measure p", "pain"),
        ("calendar ", "yoga pain"),
        ("share h", "hard"),
        ("boundaries check ph", "phone at dinner"),
        ("boundaries clear ph", "phone at dinner"),
        ("boundaries ph", "phone at dinner"),
        ("boundaries --with S", "Sam"),
        ("share yoga --with ", "Ana Ben Kim Lou Sam"),
        ("offer tea --to K", "Kim"),
        ("talk add x --with L", "Lou"),
        ("care add B", "Ben"),
        ("people retire ", "Ben"),
        ("people add Flo --for l", "listening"),
        ("people resource change ", "an app"),
        ("people resource --kind ", "app"),
        ("support choose ", "listen nothing now go with me"),
        ("month review --carry ", "personal joint"),
        ("review --month l", "last"),
        ("config completion ", "plain all"),
        ("config week-start mo", "monday"),
        ("man bou", "boundaries"),
        ("help sc", "scripts"),
        ("help boundaries c", "change check clear"),
        ("demo rev", "review"),
        ("--no", "--no-input"),
    ] {
        let all = offered(&home, line).join(" ");
        let mut from = 0;
        for word in expected.split(' ') {
            let at = all[from..].find(word);
            from += at.unwrap_or_else(|| panic!("{line}: {word} is not in {all}"));
        }
    }
}

/// What 0.1 spelled otherwise runs, and what help leaves out is typed by those who know it.
#[test]
fn nothing_is_offered_that_help_does_not_show() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let help = home.ok(&["help", "all"]) + &home.ok(&["help", "file"]);
    let named = |word: &str| {
        help.lines()
            .any(|line| line.split_whitespace().next() == Some(word))
    };
    for word in offered(&home, "") {
        assert!(
            named(&word) || ["hard", "talk", "help"].contains(&word.as_str()),
            "{word}"
        );
    }
    for line in ["log --n", "--n", "undo ", "log walk --no", "review --ne"] {
        let all = offered(&home, line);
        assert!(
            !all.iter()
                .any(|word| word == "--now" || !line.contains('-') && word.starts_with('-')),
            "{line}: {all:?}"
        );
    }
    // Behind an earlier spelling its arguments are completed.
    assert_eq!(offered(&home, "history wal"), ["walk"]);
    assert_eq!(offered(&home, "invite wal"), ["walk"]);
    assert!(offered(&home, "histor").is_empty());
}

#[test]
fn completing_makes_no_file() {
    let home = Home::new();
    assert!(
        !complete(&home, &["log", ""])
            .iter()
            .any(|c| !c.starts_with('-'))
    );
    assert!(!home.db().exists());
    assert_eq!(std::fs::read_dir(home.dir.path()).expect("home").count(), 0);
}

#[test]
fn another_notebook_named_on_the_line_is_the_one_asked() {
    let (home, other) = (Home::new(), Home::new());
    other.ok(&["log", "swim"]);
    let db = other.db().display().to_string();
    assert_eq!(complete(&home, &["--db", &db, "log", "s"]), ["swim"]);
}

#[test]
fn man_pages_can_be_written_into_a_folder() {
    let home = Home::new();
    let folder = home.path("man");
    home.ok(&["man", "--out", &folder.display().to_string()]);
    let pages = std::fs::read_dir(&folder).expect("the folder").count();
    assert!(pages >= 24, "{pages}");
    let log = std::fs::read_to_string(folder.join("ritual-log.1")).expect("a page");
    assert!(
        log.contains(".TH ritual-log 1") && log.contains("\\-\\-once"),
        "{log}"
    );
    assert!(
        log.contains("EXAMPLES") && log.contains("ritual log walk\n"),
        "{log}"
    );
    // The topics are there in a section of their own, and by name.
    let scripts = std::fs::read_to_string(folder.join("ritual-scripts.7")).expect("a page");
    assert!(
        scripts.contains(".TH ritual-scripts 7") && scripts.contains("busy, nothing written"),
        "{scripts}"
    );
    assert_eq!(home.ok(&["man", "scripts"]), scripts);
    assert!(home.ok(&["man"]).contains("ritual\\-scripts(7)"));
    assert!(Path::new(BIN).is_file());
}
