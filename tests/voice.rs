//! Every stdout the program can produce, held to the lexicon.

mod support;

use regex::RegexBuilder;
use support::{Home, words};

/// One pattern a line, whole words, in any case.
struct Lexicon(Vec<(String, regex::Regex)>);

impl Lexicon {
    fn read() -> Lexicon {
        let text = include_str!("fixtures/lexicon.txt");
        let lines = text
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        let pattern = |line: &str| {
            let bare = line == "!" || line.ends_with('%');
            let whole = if bare {
                line.to_owned()
            } else {
                format!(r"\b(?:{line})\b")
            };
            let regex = RegexBuilder::new(&whole)
                .case_insensitive(true)
                .build()
                .expect("a pattern");
            (line.to_owned(), regex)
        };
        let patterns: Vec<_> = lines.map(pattern).collect();
        assert!(patterns.len() > 15, "the lexicon was read");
        Lexicon(patterns)
    }

    /// The first word of a text that the voice does not use. What stands in quotes is the person's,
    /// what stands in backticks is a command.
    fn finds(&self, text: &str, exempt: &[&str]) -> Option<String> {
        let quoted = regex::Regex::new("\"[^\"]*\"|`[^`]*`").expect("a pattern");
        let mut text = quoted.replace_all(text, "…").into_owned();
        for word in exempt {
            let word =
                regex::Regex::new(&format!(r"(?i)\b{}\b", regex::escape(word))).expect("a pattern");
            text = word.replace_all(&text, "…").into_owned();
        }
        self.0.iter().find_map(|(_, regex)| {
            let found = regex.find(&text)?;
            let line = text.lines().find(|l| regex.is_match(l)).unwrap_or_default();
            Some(format!("{:?} in {line:?}", found.as_str()))
        })
    }
}

/// Every command, in forms that make it speak.
const SAID: &str = r#"
    today
    log journal
    log journal --once
    log walk --amount 20min --as "stretching 5 min" --note "cold but clear" --mood 2
    log walk journal -v
    log walk --on yesterday
    mood 1
    mood 2 "slept at last" --energy 2 --sleep 5.5 --feeling tired --trigger work --coping walk --changed sleep
    mood --sleep 7:30 --on yesterday
    add swim --intention calm --rhythm 3/week --around breakfast --for joy --unit km --joint --with Sam
    add prayer --sacred
    list
    list --all
    show walk
    show swim
    change swim --rhythm mon,wed --intention ease --note "evenings are quieter"
    change swim
    history swim
    history walk
    pause walk
    pause swim --until "in 2 weeks"
    pause prayer --from 2026-01-05 --until 2026-01-09 --why travel
    pause --all --from "in 3 weeks"
    today
    resume walk
    resume walk
    resume --all
    retire prayer
    resume prayer
    retire prayer
    boundaries
    boundaries add "reading my notebook" --off-limits --with Sam --agreed yesterday --revisit today
    boundaries add calls --ask-first
    boundaries add "tea and quiet" --offered --note "any evening"
    boundaries
    boundaries --all
    boundaries check notebook
    boundaries check nothing
    boundaries change calls --offered
    boundaries history calls
    boundaries retire calls
    checkin --feeling tired --mood 2 --sleep 5.5 --energy 2 --giving 1 --support listen
    checkin --giving 5
    support
    support options
    support options add "go with me to the first session"
    support choose go with me to the first session --until "in 2 weeks"
    support
    support options
    support choose nothing now
    support clear
    support reflect
    support options retire go with me to the first session
    offer "tea and quiet" --to Sam --kind presence --until today
    offer "an hour"
    offer
    invite swim --who Sam --to accompany
    invite swim --who Ana --to listen --until "in 2 weeks"
    invite
    share swim --with Ana
    share 2 --until today --with Sam
    remind invite swim --at 21:00 --days mon,wed
    remind invite journal --at 11:00 --words "the evening thing"
    remind invite "call mum" --at 10:00 --until today
    remind
    remind now
    remind now --json
    remind at
    remind cron
    remind systemd
    remind export ics
    consent
    consent history
    anchors
    export shareable --preview
    remind stop "call mum"
    remind stop --all
    consent revoke swim
    unshare 2
    consent
    sync status
    sync init .
    sync
    log walk
    sync --dry-run
    sync
    sync status
    sync leave
    win "slept at last"
    win "walked to work" --on yesterday
    wins
    wins --last 1
    thank Ana --for "keeping the room quiet"
    thank Ana --for "the soup" --on yesterday
    thanks
    phrases
    phrases add "one page counts"
    phrases
    vision
    vision set "tea in the garden" --on yesterday
    vision set "a quiet hour a day"
    vision
    vision history
    winddown set "lights low" tea
    winddown add book
    winddown
    winddown list
    winddown clear
    winddown clear
    try "walk before work" --until "in 2 weeks"
    try
    try review --note "colder than thought"
    try list
    try list --all
    try list --all
    month
    month set --personal "read before bed" --joint walk --with Sam
    month set --month next --personal "swim twice"
    month set --month next --personal ""
    month
    month review
    month review --carry joint --let-go personal --learned "evenings are quieter"
    month review --change "personal=read at lunch"
    month
    month show --month next
    network
    network add Ana --for listening,walks --reach "0123 45" --checked yesterday
    network add "Dr X" --for professional --care --note Tuesdays
    network change Ana --for walks
    network
    network --for tea
    network retire Ana
    network --all
    care
    care add Ana --reach "door 4" --checked today
    care
    resource
    resource add "the book of tea" --kind book --status curious --note "from Ana"
    resource add "yoga in the park" --kind group --status "not for me"
    resource change yoga --status tried
    resource
    resource list --status curious
    resource list --kind song
    resource compare "the book" yoga
    resource compare Ana yoga
    reflect walk --feels burdensome --not "too early"
    reflect walk --feels mixed --works short --not "too early" --enjoyed 3 --on yesterday
    reflections
    reflections walk --last 1
    show walk
    today
    streaks
    streaks --all
    streaks swim
    log sit --start
    log sit --start
    show sit
    log sit --stop
    config measure pain 0-10
    config measure pain
    config measure
    mood 3 --measure pain=4
    calendar pain
    config measure pain --unset
    streaks --joint
    show --around breakfast
    show --around noon
    calendar --for joy
    review --around breakfast --week
    patterns --for joy
    patterns
    patterns --all
    patterns walk --measure mood --next-day
    patterns --full
    patterns --among walk
    calendar
    calendar swim --ascii
    calendar mood --month
    calendar walk --year
    calendar --from 2026-01-01
    gap walk
    gap walk --all
    gap swim
    find cold
    find "slept at last"
    find --trigger work
    find --kind boundary -n 1
    revisit
    revisit --timeline
    review
    review --html -
    review --from 2026-01-01 --ascii
    config
    config scale 1=stormy 5=clear
    config scale
    mood 5
    config week-start sun
    config runs off
    streaks --all
    config runs on
    config scale --unset
    undo
    undo
    undo --list
    undo 3
    edit 4 --as "round the block"
    forget 4 --yes
    forget --ritual walk --yes
    doctor
    doctor --repair
    export markdown
    export csv --kind mood
    export jsonl --salvage
    backup
    backup --keep 1
    privacy
"#;

/// What a person reads of a page: neither its style sheet nor its tags.
fn read_aloud(out: &str) -> String {
    let unread = regex::Regex::new("(?s)<style>.*?</style>|<[^>]*>").expect("a pattern");
    match out.starts_with("<!DOCTYPE html>") {
        true => unread.replace_all(out, "\n").replace("&quot;", "\""),
        false => out.to_owned(),
    }
}

fn speak(home: &Home, lexicon: &Lexicon, lines: &str, state: &str) {
    let zero =
        regex::Regex::new(r"(?m)(^|[ (])0 (of|days|entries|times|rows|more)").expect("a pattern");
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let args = words(line);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = home.run(&args);
        assert!((0..=2).contains(&said.code), "{state}: {line}: {said:?}");
        assert!(!said.err.contains("panicked"), "{state}: {line}: {said:?}");
        if let Some(found) = lexicon.finds(&read_aloud(&said.out), &[]) {
            panic!("{state}: ritual {line}: {found}");
        }
        assert!(
            said.out.matches('?').count() == 0,
            "{state}: {line} asks where nobody can answer"
        );
        assert!(
            !zero.is_match(&said.out),
            "{state}: {line} announces zero: {}",
            said.out
        );
    }
}

#[test]
fn an_empty_notebook_and_its_first_day() {
    let home = Home::new();
    let reading = "today\nlist\nreflections\nwins\nthanks\nphrases\nvision\nvision history\nwinddown\nwinddown list\ntry\nmonth\nmonth review\nnetwork\ncare\nresource\nstreaks\nstreaks --all\nboundaries\ndoctor\nprivacy\nconfig\nundo --list\n\
        support\nsupport options\nsupport reflect\noffer\ninvite\nconsent\nconsent history\nanchors\n\
        remind\nremind now\nremind at\nexport shareable --yes";
    speak(&home, &Lexicon::read(), reading, "missing");
    assert!(!home.db().exists());
    speak(&home, &Lexicon::read(), SAID, "first day");
    speak(&home, &Lexicon::read(), SAID, "second time");
}

#[test]
fn after_gaps_and_returns() {
    let mut home = Home::new();
    let lexicon = Lexicon::read();
    for day in [
        "01-05", "01-06", "01-07", "01-20", "02-03", "02-04", "03-29", "06-30",
    ] {
        home.now = format!("2026-{day}T21:00:00Z");
        speak(
            &home,
            &lexicon,
            "log walk\nmood 1 heavy\ntoday\nstreaks",
            "gaps",
        );
    }
    home.now = "2026-11-22T12:00:00Z".to_owned();
    speak(
        &home,
        &lexicon,
        "today\nstreaks\nstreaks --all\nshow walk\nlist",
        "long after",
    );
    speak(
        &home,
        &lexicon,
        "pause --all\ntoday\nlog walk\nstreaks\nlist\nresume walk\nresume --all",
        "resting",
    );
    speak(&home, &lexicon, SAID, "with a past");
}

#[test]
fn real_peoples_patterns() {
    for name in [
        "jang-p11",
        "openplay-g0135",
        "openplay-g0178",
        "fluckiger-1",
        "fluckiger-5",
        "synthetic-120",
    ] {
        let home = Home::new();
        let file = format!(
            "{}/tests/fixtures/patterns/{name}.jsonl",
            env!("CARGO_MANIFEST_DIR")
        );
        home.ok(&["import", "jsonl", &file]);
        speak(
            &home,
            &Lexicon::read(),
            "patterns --all\npatterns --all --next-day\nstreaks --all\nlist",
            name,
        );
    }
}

#[test]
fn files_of_other_programs() {
    for (format, file) in [
        ("loop", "loop-2025"),
        ("loop", "loop-real/Checkmarks.csv"),
        ("harsh", "harsh"),
        ("habitctl", "habitctl"),
        ("dijo", "dijo"),
        ("jrnl", "jrnl-2.txt"),
        ("daylio", "daylio-2026-de.csv"),
        ("how-we-feel", "how-we-feel-old.csv"),
        ("nomie", "nomie.csv"),
        ("beaverhabits", "beaverhabits.json"),
        ("timewarrior", "timewarrior.json"),
        ("taskwarrior", "taskwarrior.json"),
        ("habitbull", "habitbull-us.csv"),
    ] {
        let home = Home::new();
        let root = env!("CARGO_MANIFEST_DIR");
        std::fs::create_dir(home.path("x")).expect("a folder");
        let link = home.path("x/there");
        std::os::unix::fs::symlink(format!("{root}/tests/fixtures/import/{file}"), &link)
            .expect("a link");
        let file = link.display().to_string();
        let lexicon = Lexicon::read();
        // The names in the table are the person's.
        for more in [&["--dry-run"][..], &[], &[]] {
            let said = home.run(&[&["import", format, &file], more].concat());
            assert_eq!(said.code, 0, "{said:?}");
            let rows = said
                .out
                .lines()
                .filter(|l| l.starts_with("  ") || !l.contains("  "));
            let rows: Vec<&str> = rows.collect();
            assert_eq!(lexicon.finds(&rows.join("\n"), &[]), None, "{format}");
        }
    }
}

#[test]
fn every_rhythm_on_ten_years() {
    let home = Home::new();
    let lexicon = Lexicon::read();
    let first: chrono::NaiveDate = "2016-11-25".parse().expect("a day");
    let mut rows = String::new();
    for (name, rhythm, each) in [
        ("a", "daily", 1),
        ("b", "3/week", 2),
        ("c", "2/month", 9),
        ("d", "mon,wed,fri", 1),
        ("e", "every 3 days", 3),
    ] {
        rows += &format!("{{\"kind\":\"ritual\",\"name\":\"{name}\",\"rhythm\":\"{rhythm}\"}}\n");
        for (i, day) in first.iter_days().take(3650).enumerate() {
            // A hole now and then, so that there are runs and returns.
            if i % each == 0 && i % 97 > 6 {
                rows += &format!(
                    "{{\"kind\":\"completion\",\"ritual\":\"{name}\",\"day\":\"{day}\"}}\n"
                );
            }
        }
    }
    assert_eq!(
        home.with_stdin(
            &["import", "jsonl", "-", "--with-consents"],
            rows.as_bytes()
        )
        .code,
        0
    );
    speak(
        &home,
        &lexicon,
        "streaks\nstreaks --all\npatterns --all\nlist\nshow a\nshow e\ntoday\nlog a b c\nundo",
        "ten years",
    );
    speak(&home, &lexicon, SAID, "ten years");
}

/// Help is a reference: it names its own option, the command `streaks`, the flags `--skip-bad` and
/// `--only`, and the values of `--color`.
const HELP_EXEMPT: &[&str] = &["help", "streaks", "skip-bad", "only", "always", "never"];

#[test]
fn every_help_and_man_page() {
    let home = Home::new();
    let lexicon = Lexicon::read();
    let whole = home.ok(&["help", "all"]) + &home.ok(&["help", "file"]);
    let name = regex::Regex::new(r"(?m)^  ([a-z]+) {2,}\S").expect("a pattern");
    let names: Vec<String> = name
        .captures_iter(&whole)
        .map(|c| c[1].to_owned())
        .collect();
    assert!(names.len() >= 23, "{names:?}");
    let mut pages = vec![
        ("--help".to_owned(), whole),
        ("man".to_owned(), home.ok(&["man"])),
    ];
    for name in &names {
        pages.push((format!("{name} -h"), home.ok(&[name, "-h"])));
        pages.push((format!("{name} --help"), home.ok(&[name, "--help"])));
        pages.push((format!("man {name}"), home.ok(&["man", name])));
    }
    for topic in home.ok(&["help", "topics"]).lines().skip(1) {
        let topic = topic.split_whitespace().next().expect("a topic");
        pages.push((format!("help {topic}"), home.ok(&["help", topic])));
        pages.push((format!("man {topic}"), home.ok(&["man", topic])));
    }
    for action in ["list", "add", "change", "retire", "history", "check"] {
        pages.push((
            format!("boundaries {action}"),
            home.ok(&["boundaries", action, "--help"]),
        ));
    }
    for line in [
        "support choose",
        "support clear",
        "support options",
        "support options add",
        "support options retire",
        "support reflect",
        "offer list",
        "offer close",
        "invite list",
        "invite close",
        "consent revoke",
        "consent history",
        "remind invite",
        "remind list",
        "remind stop",
        "remind now",
        "remind cron",
        "remind systemd",
        "remind at",
        "remind export",
    ] {
        let args: Vec<&str> = line.split(' ').chain(["--help"]).collect();
        pages.push((line.to_owned(), home.ok(&args)));
    }
    for (name, actions) in [
        ("month", &["show", "set", "review"][..]),
        ("network", &["list", "add", "change", "retire"]),
        ("resource", &["list", "add", "change", "compare"]),
        ("phrases", &["list", "add"]),
        ("vision", &["show", "set", "history"]),
        ("winddown", &["set", "add", "clear", "list"]),
        ("try", &["list", "review"]),
        ("care", &["add"]),
    ] {
        for action in actions {
            let page = home.ok(&[name, action, "--help"]);
            pages.push((format!("{name} {action}"), page));
        }
    }
    for (page, text) in pages {
        // Roff writes a hyphen as \- and quotes as \(aq.
        let text = text.replace("\\-", "-").replace("\\(aq", "'");
        let text = text.replace("--only", "--");
        // What stands after this mark in a transcript is stderr.
        let text = text.replace("  ! ", "").replace("\n! ", "\n");
        if let Some(found) = lexicon.finds(&text, HELP_EXEMPT) {
            panic!("{page}: {found}");
        }
    }
    assert!(!home.db().exists());
}

#[test]
fn a_plain_log_is_one_line_and_a_quiet_one_none() {
    let home = Home::new();
    for name in ["walk", "walk", "journal"] {
        assert_eq!(home.ok(&["log", name]).lines().count(), 1);
    }
    assert_eq!(home.ok(&["-q", "log", "walk"]), "");
}

/// The lint itself finds what it is there to find.
#[test]
fn the_lexicon_bites() {
    let lexicon = Lexicon::read();
    for text in [
        "You should walk",
        "a 5 day streak",
        "Great job!",
        "43 % of days",
        "you missed it",
        "Only 3 days",
    ] {
        assert!(lexicon.finds(text, &[]).is_some(), "{text}");
    }
    for text in [
        "You wrote: \"I should walk!\"",
        "`ritual streaks`",
        "3 of the last 7 days",
    ] {
        assert_eq!(lexicon.finds(text, &[]), None, "{text}");
    }
}
