//! The tree of commands: what is listed, how long a help is, and that a noun alone with a word that
//! asks writes nothing.

use crate::support::{Home, words};

const VISIBLE: &str = "log mood checkin undo redo edit merge forget add change show pause resume retire reflect \
    gap try win thank month words boundaries support offer share consent people care streaks \
    patterns calendar find review remind line demo";
const OF_THE_FILE: &str = "import export backup restore doctor privacy sync config completions man";

/// The commands of a list: two spaces, the name, two spaces or more, what it does.
fn listed(text: &str) -> Vec<String> {
    let row = regex::Regex::new(r"(?m)^  ([a-z]+)  +\S").expect("a pattern");
    row.captures_iter(text).map(|c| c[1].to_owned()).collect()
}

fn sorted(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort();
    names
}

#[test]
fn the_visible_commands_are_these() {
    let home = Home::new();
    let of = |list: &str| sorted(list.split_whitespace().map(str::to_owned));
    assert_eq!(sorted(listed(&home.ok(&["help", "all"]))), of(VISIBLE));
    assert_eq!(sorted(listed(&home.ok(&["help", "file"]))), of(OF_THE_FILE));
}

#[test]
fn help_fits_a_screen() {
    let home = Home::new();
    let first = home.ok(&["--help"]);
    assert!(first.lines().count() <= 23, "{first}");
    assert!(
        first.lines().all(|line| line.chars().count() <= 80),
        "{first}"
    );
    for (path, help) in helps(&home) {
        assert!(help.lines().count() < 40, "{path}: {help}");
        assert!(
            help.lines().all(|line| line.chars().count() <= 80),
            "{help}"
        );
        assert!(help.ends_with("--color WHEN and --no-input.\n"), "{help}");
    }
}

/// Every command and those below it, as `boundaries add`, with its help.
fn helps(home: &Home) -> Vec<(String, String)> {
    let names = format!("{VISIBLE} {OF_THE_FILE} hard talk");
    let mut open: Vec<String> = names.split_whitespace().map(str::to_owned).collect();
    let mut helps = Vec::new();
    while let Some(path) = open.pop() {
        let line: Vec<&str> = path.split(' ').chain(["--help"]).collect();
        let help = home.ok(&line);
        let below = help.split("\nCommands:\n").nth(1).unwrap_or_default();
        let below = below.split("\n\n").next().unwrap_or_default();
        open.extend(listed(below).iter().map(|name| format!("{path} {name}")));
        helps.push((path, help));
    }
    assert!(helps.len() > 100, "{} commands", helps.len());
    helps
}

/// A notebook with a row or more of everything.
fn notebook() -> Home {
    let home = Home::new();
    for line in [
        "log walk",
        "mood 3",
        "win 'slept at last'",
        "thank Sam --for soup",
        "words add 'one thing'",
        "people add Ana --for listening",
        "boundaries add phone --off-limits",
        "offer tea",
        "month set --personal 'read before bed'",
        "support choose listen",
    ] {
        home.ok(&words(line).iter().map(String::as_str).collect::<Vec<_>>());
    }
    home
}

#[test]
fn a_lone_word_that_asks_writes_no_row() {
    const ASKING: &str = "help list show ls all edit history undo rm status today yesterday";
    const NOUNS: &str = "log mood win thank offer try boundaries month support people words \
        consent remind vision network phrases winddown wins thanks invite checkin";
    let home = notebook();
    let before = home.ok(&["export", "jsonl"]);
    for noun in NOUNS.split_whitespace() {
        for word in ASKING.split_whitespace() {
            let said = home.run(&[noun, word]);
            assert!(said.code <= 2, "{noun} {word}: {said:?}");
            assert_eq!(home.ok(&["export", "jsonl"]), before, "{noun} {word}");
        }
    }
    // A ritual that bears the name is meant by it; so are words that say more, or stand after `--`.
    home.ok(&["add", "history"]);
    for line in [
        &["log", "history"][..],
        &["win", "list", "of", "things"],
        &["win", "--", "list"],
    ] {
        let before = home.ok(&["export", "jsonl"]).lines().count();
        home.ok(line);
        assert_eq!(
            home.ok(&["export", "jsonl"]).lines().count(),
            before + 1,
            "{line:?}"
        );
    }
}

#[test]
fn where_something_holds_words_find() {
    let mut home = notebook();
    insta::assert_snapshot!(home.transcript(r#"
        boundaries phone
        boundaries sea
        people Ana
        people listen
        people Zoe
        words
        words one
        support listen
        month 2026-12
        win
        thank
        mood
        log list
    "#), @r#"
    $ ritual boundaries phone
    Off-limits
      phone #8
    $ ritual boundaries sea
    ! error: nothing in boundaries holds 'sea'
    ! hint: `ritual boundaries --all` shows every one
    = 1
    $ ritual people Ana
    listening
      Ana #7
    $ ritual people listen
    listening
      Ana #7
    $ ritual people Zoe
    ! error: nobody noted here goes by 'Zoe'
    ! hint: `ritual people --all` shows the people there are
    = 1
    $ ritual words
    phrase "one thing" #6
    $ ritual words one
    phrase "one thing" #6
    $ ritual support listen
    You chose listen, until the end of today. #12
    Support is yours to choose: listen. `ritual support choose listen` notes a choice.
    ! note: `ritual support choose listen` chooses it
    $ ritual month 2026-12
    December: a quiet page. `ritual month set` sets an objective or a joint activity.
    $ ritual win
    22 November: "slept at last" #4
    $ ritual thank
    22 November, Sam: "soup" #5
    $ ritual mood
    22 November: mood 3 (even) at 12:00 #3
    $ ritual log list
    ! error: log expects a ritual; 'list' asks for something
    ! hint: `ritual show` lists the rituals; `ritual add list` begins one called so
    = 2
    "#);
}

/// Each on a notebook of its own, in a folder that holds the files they name.
#[test]
fn the_examples_of_help_run() {
    let (furnished, mut failed) = (furnished(), Vec::new());
    for (path, help) in helps(&Home::new()) {
        let lines = help.split("Examples:\n").nth(1).unwrap_or_default();
        let examples = lines
            .lines()
            .map_while(|line| line.strip_prefix("  ritual "));
        let examples: Vec<String> = examples.map(str::to_owned).collect();
        // What a person reads first has them; what is below has them where they tell something.
        let at_top = !path.contains(' ') && !["hard", "talk"].contains(&&*path);
        let expected: &[usize] = if at_top { &[2] } else { &[0, 2] };
        assert!(expected.contains(&examples.len()), "{path}: {help}");
        for example in examples {
            let home = Home::new();
            for file in ["ritual.db", "notes.db", "notes.jsonl"] {
                std::fs::copy(furnished.path(file), home.path(file)).expect("a copy");
            }
            let said = crate::support::said(in_folder(&home, &example));
            if said.code != 0 {
                failed.push(format!("{example}: {said:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Whatever a script leaves out: one line says what is expected, and the hint has an example that
/// runs.
#[test]
fn a_script_that_leaves_something_out_is_shown_an_example() {
    let all: Vec<String> = helps(&Home::new())
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert!(all.len() > 90, "{all:?}");
    let (furnished, mut seen, mut failed) = (furnished(), 0, Vec::new());
    for path in all {
        let said = crate::support::said(in_folder(&Home::new(), &path));
        assert!(!said.err.contains("required arguments"), "{path}: {said:?}");
        let Some((_, example)) = said.err.split_once("as in `ritual ") else {
            continue;
        };
        seen += 1;
        assert!(
            said.code == 2 && said.err.contains(" expects "),
            "{path}: {said:?}"
        );
        let example = example.split('`').next().expect("an end");
        let home = Home::new();
        for file in ["ritual.db", "notes.db", "notes.jsonl"] {
            std::fs::copy(furnished.path(file), home.path(file)).expect("a copy");
        }
        // What it adds is not there before.
        if path != "people add" {
            crate::support::said(in_folder(&home, "people add Ana"));
        }
        // The last row is the one with the handle.
        let of_handle = match path.as_str() {
            "offer close" => "offer tea",
            "talk close" => "talk add summer",
            _ => "remind invite run --at 22:00",
        };
        let made = crate::support::said(in_folder(&home, of_handle)).out;
        let after = made.split('#').nth(1).unwrap_or_default();
        let handle: String = after.chars().take_while(char::is_ascii_digit).collect();
        let example = example.replace(" 12", &format!(" {handle}"));
        if path.starts_with("forget") {
            continue;
        }
        let ran = crate::support::said(in_folder(&home, &example));
        if ran.code != 0 && !example.starts_with("sync join") {
            failed.push(format!("{path}: {example}: {ran:?}"));
        }
    }
    assert!(seen > 30, "{seen}");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A notebook with what the examples name, by word or by handle, and files beside it.
fn furnished() -> Home {
    let home = Home::new();
    for line in [
        "log walk --note 'rain on the roof'",
        "log walk --on yesterday",
        "log swim",
        "log run",
        "pause swim",
        "boundaries add 'phone at dinner' --off-limits --with Sam",
        "people add Eva --for listening",
        "offer tea --to Sam",
        "remind invite walk --at 08:00",
        "try 'early nights' --until 'in 14 days'",
        "talk add 'the holidays'",
        "month set --personal 'read before bed'",
        "people resource add 'The book of tea' --kind book",
        "people resource add 'an app' --kind app",
        "support options add 'go with me'",
        "log run --on yesterday",
        "share walk --with Sam",
        "export jsonl notes.jsonl",
        "mood 3",
        "mood 4",
        "undo 2",
    ] {
        let said = crate::support::said(in_folder(&home, line));
        assert_eq!(said.code, 0, "{line}: {said:?}");
    }
    std::fs::copy(home.db(), home.path("notes.db")).expect("a copy");
    home
}

fn in_folder(home: &Home, line: &str) -> std::process::Command {
    let words = crate::support::words(line);
    let mut command = home.command(&words.iter().map(String::as_str).collect::<Vec<_>>());
    command.current_dir(home.dir.path());
    command
}

#[test]
fn what_holds_is_found_by_its_words() {
    let mut home = Home::new();
    insta::assert_snapshot!(home.transcript(r#"
        month set "read before bed"
        month set --month 2026-12 --joint "Sunday walk" --with Sam
        month read
        month sam
        month read --json
        month zzz
        month list
        vision set "calm mornings"
        vision calm
        vision zzz
        vision help
        phrases add "one page counts"
        phrases page
        phrases zzz
        winddown set "lights low" "phone away"
        winddown lights
        boundaries add phone --off-limits --with Sam
        boundaries add calls --offered
        boundaries Sam
        boundaries zzz
        boundaries --with Zoe
        words zzz
        support list
        support all
        support zzz
        people zzz
        people all
        config help
    "#), @r#"
    $ ritual month set "read before bed"
    For November, you set: "read before bed". #1
    $ ritual month set --month 2026-12 --joint "Sunday walk" --with Sam
    For December, together with Sam: "Sunday walk". #2
    $ ritual month read
    November
      You set: "read before bed". #1
    $ ritual month sam
    December
      Together with Sam: "Sunday walk". #2
    $ ritual month read --json
    {"schema":1,"report":"month","today":"2026-11-22","months":[{"today":"2026-11-22","month":"2026-11","lines":[{"uid":"[UID]","month":"2026-11","slot":"personal","text":"read before bed"}]}]}
    $ ritual month zzz
    ! error: no month is called 'zzz', and no line of one holds it
    ! hint: months read 2026-12, december, this, next, last; `ritual month set zzz` notes it
    = 1
    $ ritual month list
    November
      You set: "read before bed". #1
    $ ritual vision set "calm mornings"
    Noted: "calm mornings". #3
    $ ritual vision calm
    22 November: "calm mornings" #3
    $ ritual vision zzz
    ! error: nothing in vision holds 'zzz'
    ! hint: `ritual words vision set zzz` notes it
    = 1
    $ ritual vision help
    Show or set what being well is for you

    Usage: ritual words vision [TEXT]...
           ritual words vision <COMMAND>

    Commands:
      show     Show the present wording
      set      Set a new wording
      history  Show every wording, oldest first

    Arguments:
      [TEXT]...  Words to look for in them

    Examples:
      ritual words vision
      ritual words vision set "calm mornings"

    Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.
    $ ritual phrases add "one page counts"
    Noted: "one page counts". #4
    $ ritual phrases page
    "one page counts" #4
    $ ritual phrases zzz
    ! error: nothing in phrases holds 'zzz'
    ! hint: `ritual words phrase add zzz` notes it
    = 1
    $ ritual winddown set "lights low" "phone away"
    Wind-down: "lights low", "phone away".
    $ ritual winddown lights
    "lights low" #5
    $ ritual boundaries add phone --off-limits --with Sam
    Off-limits: phone (with Sam). #7
    $ ritual boundaries add calls --offered
    Offered: calls. #8
    $ ritual boundaries Sam
    Off-limits
      phone (with Sam) #7
    $ ritual boundaries zzz
    ! error: nothing in boundaries holds 'zzz'
    ! hint: `ritual boundaries --all` shows every one
    = 1
    $ ritual boundaries --with Zoe
    Nothing here fits that; `--all` shows every one.
    $ ritual words zzz
    ! error: nothing in words holds 'zzz'
    ! hint: `ritual words add zzz` notes it
    = 1
    $ ritual support list
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    $ ritual support all
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    $ ritual support zzz
    ! error: nothing in the menu holds 'zzz'
    ! hint: `ritual support` shows it; `ritual support options add TEXT` adds to it
    = 1
    $ ritual people zzz
    ! error: nobody noted here goes by 'zzz'
    ! hint: `ritual people --all` shows the people there are
    = 1
    $ ritual people all
    `ritual people add NAME --for WORD` notes someone you turn to.
    $ ritual config help
    Show or change settings

    day-start: when a new day begins. week-start: the first day of a week. runs:
    whether runs are shown. question: whether a check-in on a terminal asks how you
    would like support. scale: your words for 1 to 5. feels: your words for
    burdensome and reinforcing. measure NAME: what you measure besides, from one
    number to another.

    Usage: ritual config [OPTIONS] [KEY] [VALUE]...

    Arguments:
      [KEY]       The setting, or a word of its name
      [VALUE]...  Its new value

    Options:
          --unset  Back to how it was at first; a measure goes, and what was noted
                   of it stays

    Examples:
      ritual config
      ritual config day-start 04:00

    Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.
    "#);
}
