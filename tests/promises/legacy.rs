//! Every spelling of 0.1 goes on working: scenes recorded from that program, played with this one.
//!
//! The scenes stand in `tests/fixtures/legacy/*.txt` (`scene.rs` says how they are read). To record
//! them again, or a scene that was added, `RITUAL_RECORD=path-to-the-0.1-binary` makes this test
//! write what that program gives in place of comparing:
//!
//! ```sh
//! RITUAL_RECORD=/path/to/ritual-0.1 cargo test --test promises -- legacy spellings
//! ```
//!
//! Compared are exit codes, what is printed, the rows at the end and their handles. JSON may say
//! more than it did; everything else is compared to the byte.

use super::scene::{self, Run, Scene, Step};
use crate::support::{BIN, additive};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The row of surface.md, *Lines*.
const WINDOWS: &str = "a window begins with the first entry";

/// Why, the title of a scene, and its command lines or rows at the end.
type OfScene = (&'static str, &'static str, &'static [&'static str]);

/// Where the program is meant to do something else than 0.1 did, by what asks for it: a row of the page
/// on the surface, or an issue.
const INTENDED: &[(&str, &[OfScene])] = &[
    (
        "Lines: what changes nothing says so; the two marks may have names",
        &[
            (
                "says that nothing changed",
                "Boundaries",
                &["ritual boundaries change 2"],
            ),
            (
                "says that nothing changed",
                "Thanks, people, care",
                &["ritual network change Bo"],
            ),
            (
                "says that nothing changed",
                "Rest, retire, come back",
                &["ritual pause swim", "ritual retire swim"],
            ),
            (
                "says the time and the words that were given",
                "Edit, a kind at a time",
                &[
                    "ritual edit 2 --on yesterday --at 07:45 --amount 25 --as strolling --note \"second thoughts\"",
                    "ritual edit 2 --note \"\" --as \"\"",
                    "EDITOR='sh -c \"printf %s slept-well > $1\" -' ritual edit 7 --edit",
                    "ritual edit 7 --note \"slept at last\" --on yesterday",
                ],
            ),
            (
                "says what ended",
                "Offers and invitations",
                &["ritual offer close 3", "ritual invite close 12"],
            ),
            (
                "says what was set before",
                "Months",
                &["ritual month set --personal \"read at lunch\""],
            ),
            (
                "says the words that were given",
                "Boundaries",
                &[
                    "ritual boundaries add reading my notebook --off-limits --with Sam --agreed yesterday --revisit 2026-12-24 --note \"in any form\"",
                    "ritual boundaries change \"calls at work\" --offered --note \"after five\"",
                    "ritual boundaries change 2 --area \"calls in the office\" --ask-first --with Kim --agreed 2026-03-01 --revisit 2026-06-01",
                ],
            ),
            (
                "names the marks",
                "Reflections",
                &["ritual reflect walk --feels great"],
            ),
        ],
    ),
    (
        "Commands: `--help`, and what `help` lists",
        &[
            (
                "what a line may hold",
                "Bare, and help",
                &["ritual log -h", "ritual log --help", "ritual help log"],
            ),
            ("names `sync`", "Bare, and help", &["ritual --help"]),
            (
                "names the topics that came",
                "Bare, and help",
                &["ritual help nonsense"],
            ),
            (
                "what is shared are words, for a person",
                "Bare, and help",
                &["ritual help privacy"],
            ),
            (
                "a guard that fails closed",
                "Bare, and help",
                &["ritual help scripts"],
            ),
        ],
    ),
    (
        "Commands: bare shows",
        &[
            (BARE, "Thanks, people, care", &["ritual thank"]),
            (BARE, "Moods and check-ins", &["ritual mood"]),
            (BARE, "Wins and wind-down", &["ritual win"]),
        ],
    ),
    (
        "Commands: `offer` takes in `invite`",
        &[(
            INVITE,
            OFFERS,
            &[
                "ritual invite walk",
                "ritual invite walk --who Sam --to rescue",
                "ritual invite close 6",
            ],
        )],
    ),
    (
        "What people type: `log walk --trigger work`, `--no`",
        &[(
            "an option that is near to none names none",
            "A log, and every option of it",
            &["ritual log walk --nonsense"],
        )],
    ),
    (
        "What people type: names near a known one",
        &[
            (
                "what is sacred is named in no hint (practice 22)",
                "Described, listed, shown",
                &["ritual show s"],
            ),
            (
                "a beginning is refused in a script, with the name",
                LOG,
                &["ritual log te"],
            ),
            (
                "one entry less before it",
                LOG,
                &["ritual log tea --json", "row #14", "row #15", "row #16"],
            ),
            ("names the ways on", LOG, &["ritual log wlak"]),
            (
                "a beginning that is written by is said",
                "Boundaries",
                &["ritual boundaries retire tea"],
            ),
            (
                "one entry less",
                LOG,
                &["ritual today", "ritual today --json", "row #17"],
            ),
        ],
    ),
    (
        "What people type: amounts, spans and days",
        &[
            (
                "spans are read as well, and said",
                "A log, and every option of it",
                &["ritual log walk --amount -3"],
            ),
            (
                "a month may go by its name",
                "Months",
                &["ritual month set --month nonsense --personal x"],
            ),
            (
                "spans are read as well, and said",
                "Moods and check-ins",
                &["ritual mood --sleep 30"],
            ),
        ],
    ),
    (
        "What people type: `undo`, `undo`",
        &[
            ("lines as they were typed", UNDO, &["ritual undo --list"]),
            (
                "a second one goes a second step back",
                UNDO,
                &["ritual undo"],
            ),
            ("names the lines", UNDO, &["ritual undo 2"]),
            ("so far back that it is new", UNDO, &["ritual log walk"]),
            ("was taken back", UNDO, &["row #1", "row #2", "row #3"]),
            ("the ritual, added again", UNDO, &["row #5"]),
            ("its entry", UNDO, &["row #6"]),
            (
                "a step that stays says nothing of itself",
                "Forget",
                &["ritual undo --list"],
            ),
        ],
    ),
    (
        "What people type: `forget jog`",
        &[
            (
                "never takes a ritual for an entry",
                "Forget",
                &["ritual forget swim --yes"],
            ),
            ("the ritual is there", "Forget", &["ritual today", "row #4"]),
            ("and its entry", "Forget", &["row #5"]),
            ("and its rest", "Forget", &["row #6"]),
        ],
    ),
    (
        "What people type: `log walk` after walk became stroll",
        &[
            (
                "goes to the ritual that bore it",
                EARLIER,
                &["ritual log walk --note \"by its earlier name\""],
            ),
            ("begins a new ritual", EARLIER, &["ritual add walk"]),
            (
                "an entry of the ritual that bore the name",
                EARLIER,
                &["row #3"],
            ),
            ("shows that entry", EARLIER, &["ritual show stroll"]),
            ("the entry after it", EARLIER, &["row #4"]),
            ("the new ritual", EARLIER, &["row #5"]),
        ],
    ),
    (
        "What people type: an entry confirmed",
        &[(
            "before five in the morning the day is named",
            "Settings",
            &["ritual log walk"],
        )],
    ),
    ("The board", &[("the board", "Bare, and help", &["ritual"])]),
    (
        "The Sunday page",
        &[
            (
                SECOND,
                LOOKING,
                &[
                    "ritual patterns",
                    "ritual patterns --all",
                    "ritual patterns --json",
                    "ritual patterns walk --measure mood --from 2026-03-01 --to 2026-03-22 --next-day",
                ],
            ),
            (SECOND, "Found and read again", &["ritual review --json"]),
            (
                SUNDAY,
                "Sharing and consent",
                &["ritual review --together --yes"],
            ),
            (
                SUNDAY,
                "Found and read again",
                &[
                    "ritual review",
                    "ritual review --month 2026-03 --ascii",
                    "ritual review --from 2026-03-01 --to 2026-03-05",
                ],
            ),
        ],
    ),
    (
        "Other views: reminders that are seen",
        &[(
            SEEN,
            "Reminders",
            &[
                "ritual remind cron",
                "ritual remind systemd",
                "ritual remind systemd --unit service",
                "ritual remind at",
            ],
        )],
    ),
    (
        "Other views: own measures",
        &[
            (
                "a measure like the others",
                LOOKING,
                &["ritual patterns --measure giving"],
            ),
            (
                "giving is a column like the others",
                "Brought in",
                &["ritual import csv table.csv --map nonsense=Date"],
            ),
            (
                "what is noted of giving",
                "Written out",
                &["ritual export ics"],
            ),
        ],
    ),
    (
        "Other views: after an import the first line says what came",
        &[
            (
                "says from when until when, and how to look at it",
                "Counts and runs, pictures and gaps",
                &["ritual import jsonl rows.jsonl"],
            ),
            (
                "says from when until when, and how to look at it",
                "Brought in",
                &[
                    "ritual import jsonl own.jsonl",
                    "ritual import jsonl bad.jsonl --skip-bad",
                    "ritual import jsonl -",
                    "ritual import csv table.csv --map day=Date,mood=Mood,amount=Minutes,triggers=Weather,note=Words --date-format dmy --ritual read --mood-map good=4,bad=2 --where Who=me",
                    "ritual import habitbull watch.csv --rename Meditate=sit --as-mood Mood",
                    "ritual import jrnl journal.txt --activities as-triggers",
                ],
            ),
        ],
    ),
    (
        "Other views: the page of a day",
        &[(
            "has the wins of the day, and its year where that is another",
            "Edit, a kind at a time",
            &[
                "ritual today --on yesterday",
                "ritual today --on 2020-01-01",
            ],
        )],
    ),
    (
        "Lines: a required argument is missing",
        &[
            ("an example", "Bare, and help", &["ritual --no-input log"]),
            ("asked for, or an example", LOG, &["ritual log"]),
            ("asked for, or an example", "Forget", &["ritual forget"]),
            (
                "an example",
                "Boundaries",
                &["ritual boundaries add", "ritual boundaries add plain words"],
            ),
            ("an example", "Months", &["ritual month set"]),
        ],
    ),
    (
        "Lines: a question that nobody answers",
        &[
            (
                "the line of a question that nobody answers",
                "Forget",
                &["ritual forget 2"],
            ),
            (
                "the line of a question that nobody answers",
                "Forget everything",
                &["ritual forget --all"],
            ),
        ],
    ),
    (
        "Lines: a quiet stretch",
        &[(
            QUIET,
            "Counts and runs, pictures and gaps",
            &[
                "ritual calendar walk --month 2026-02 --ascii",
                "ritual calendar sleep --year 2025",
            ],
        )],
    ),
    (
        "Lines: people, care and support",
        &[
            (LINES, "Support", &["ritual support choose nothing now"]),
            (
                LINES,
                "Thanks, people, care",
                &["ritual network", "ritual care", "ritual care --json"],
            ),
        ],
    ),
    (
        "Lines: windows begin at the first entry",
        &[
            (
                "from the first entry on",
                LOOKING,
                &["ritual gap walk --json"],
            ),
            (
                WINDOWS,
                "Bare, and help",
                &["ritual sho walk", "ritual str"],
            ),
            (
                WINDOWS,
                "Counts and runs, pictures and gaps",
                &[
                    "ritual streaks",
                    "ritual streaks --all",
                    "ritual streaks walk swim",
                    "ritual calendar",
                    "ritual calendar mood --year",
                    "ritual calendar energy --from 2026-03-01 --to 2026-03-10",
                ],
            ),
            (
                WINDOWS,
                "Described, listed, shown",
                &[
                    "ritual list",
                    "ritual list --all",
                    "ritual list --ascii",
                    "ritual show swim",
                    "ritual show swim --entries 1 --ascii",
                    "ritual show swim --entries 0",
                ],
            ),
            (
                WINDOWS,
                "Rest, retire, come back",
                &["ritual list --all", "ritual list"],
            ),
            (WINDOWS, "Brought in", &["ritual list"]),
            (
                "several moods stand side by side",
                "Moods and check-ins",
                &["ritual today"],
            ),
            (
                "names the rhythms that came",
                "Described, listed, shown",
                &["ritual add hum --rhythm sometimes"],
            ),
            (
                "names the rhythms that came",
                "Changed, with a history",
                &["ritual change stroll --rhythm often"],
            ),
        ],
    ),
    (
        "Completion",
        &[
            (
                "words for a day as well",
                "For the shell and the manual",
                &["RITUAL_COMPLETE=fish ritual -- ritual show w"],
            ),
            (
                "one option more",
                "For the shell and the manual",
                &[
                    "RITUAL_COMPLETE=fish ritual -- ritual log --a",
                    "RITUAL_COMPLETE=fish ritual -- ritual edit \"\"",
                ],
            ),
            (
                "completion is a setting",
                "Settings",
                &[
                    "ritual config nonsense",
                    "ritual config nonsense 1",
                    "ritual config",
                ],
            ),
        ],
    ),
    (
        "Consent (issue 13)",
        &[
            (
                "when it was noted here stands beside it",
                "Boundaries",
                &["ritual boundaries history 2"],
            ),
            (
                GRANT,
                SHARING,
                &[
                    "ritual share walk",
                    "ritual share 9",
                    "ritual share 4 --until 2026-03-20",
                    "ritual share 5",
                    "ritual export shareable",
                    "ritual export shareable --preview",
                    "ritual export shareable --yes",
                    "ritual export shareable --yes out.jsonl",
                    "ritual export shareable --yes out.jsonl --force",
                    "ritual export shareable --only walk --yes",
                    "ritual export shareable --preview --kind boundary",
                    "ritual revisit --together",
                    "ritual revisit --together --yes",
                    "ritual review --together --yes",
                    "ritual consent",
                    "ritual consent list",
                    "ritual consent --json",
                    "ritual unshare walk",
                    "ritual consent revoke 4",
                    "ritual consent history",
                    "ritual consent history --json",
                    "row #5",
                    "row #8",
                    "row #9",
                    "row #10",
                    "row #11",
                    "row #12",
                    "row #13",
                    "row #14",
                ],
            ),
            (
                "what is sacred stays out unless it is asked for; boundaries say with whom",
                "Written out",
                &[
                    "ritual export markdown",
                    "ritual export csv tables",
                    "ritual export csv tables.zip",
                ],
            ),
            (GRANT, "Written out", &["ritual export shareable --preview"]),
            (
                "space is a choice",
                "Moods and check-ins",
                &["ritual checkin --support rescue"],
            ),
            (
                "space is a choice",
                "Support",
                &[
                    "ritual support",
                    "ritual support choose rescue",
                    "ritual support options list --json",
                    "ritual support --json",
                ],
            ),
        ],
    ),
    (
        "Imports, exports and the file (issues 11 and 15)",
        &[
            (
                "a folder that was named has to be there: exit 1, as for a backup",
                "Damaged, strange and newer files",
                &["ritual --db /proc/nowhere/ritual.db log walk"],
            ),
            (
                "there are more formats",
                "Brought in",
                &["ritual import nonsense own.jsonl"],
            ),
            (
                "there are more formats",
                "Written out",
                &["ritual export nonsense"],
            ),
            (
                "the identity of the ritual beside its name",
                "Written out",
                &["ritual export csv - --kind completion"],
            ),
            (
                "kinds came that 0.1 had not",
                "Found and read again",
                &["ritual find rain --kind nonsense"],
            ),
            (
                "kinds came that 0.1 had not",
                "Written out",
                &["ritual export jsonl --kind nonsense"],
            ),
            (
                "names the format that the file is of",
                "Brought in",
                &[
                    "ritual import loop-db own.jsonl",
                    "ritual import task own.jsonl",
                ],
            ),
        ],
    ),
];

const LINES: &str = "the order and the words of the surface";
const SEEN: &str = "lines that show the words";
const QUIET: &str = "a quiet stretch, exit 0";
const SUNDAY: &str = "the page with the person's words first";
const UNDO: &str = "Undo and what it gives back";
const OFFERS: &str = "Offers and invitations";
/// Rows of surface.md, "Commands".
const INVITE: &str = "`offer --to-join` takes in `invite`: its options are named";
const BARE: &str = "bare shows";

/// A hint names a command by its spelling of today (surface.md, "Commands"): what 0.1 said, and what
/// is said now.
const RENAMED: &[(&str, &str)] = &[
    ("`ritual today` shows", "`ritual show today` shows"),
    ("`ritual today`", "`ritual show today`"),
    ("`ritual today --", "`ritual show --"),
    ("`ritual list", "`ritual show"),
    ("`ritual history", "`ritual show"),
    ("`ritual anchors", "`ritual show"),
    ("`ritual reflections", "`ritual show"),
    ("`ritual wins", "`ritual win"),
    ("`ritual thanks", "`ritual thank"),
    ("`ritual vision", "`ritual words vision"),
    ("`ritual phrases add TEXT", "`ritual words add TEXT"),
    ("`ritual phrases", "`ritual words phrase"),
    ("`ritual winddown", "`ritual words winddown"),
    ("`ritual network", "`ritual people"),
    ("`ritual resource", "`ritual people resource"),
    (
        "`ritual invite NAME --who PERSON",
        "`ritual offer --to-join NAME --to PERSON",
    ),
    ("`ritual invite", "`ritual offer"),
    ("`ritual revisit", "`ritual review"),
    ("`ritual unshare", "`ritual consent"),
];

/// What 0.1 said, with the commands under their names of today.
fn renamed(said: &str) -> String {
    let found = |text: String, (old, new): &(&str, &str)| text.replace(old, new);
    RENAMED.iter().fold(said.to_owned(), found)
}

const LOG: &str = "A log, and every option of it";
const EARLIER: &str = "Changed, with a history";
const LOOKING: &str = "Counts and runs, pictures and gaps";
const SECOND: &str = "the second definition of patterns (docs/patterns.md)";
const SHARING: &str = "Sharing and consent";
const GRANT: &str = "a share is with a person: exit 2 without a name in a script";

/// What confirmations say otherwise, wherever they are: what stands there, what is compared in its
/// place, and why.
const SAID_OTHERWISE: &[(&str, &str, &str)] = &[
    (
        r"(?m)^(.*(?:, noted|Noted|Now:).*[.]) #\d+$",
        "$1",
        "an entry confirmed ends with its handle",
    ),
    (
        r"(?m)(, noted) a \w+ time (?:for )?(.*)$",
        "$1 for $2",
        "a second entry of a day says so",
    ),
    (
        r"(?m)(, noted for today.*[.]) \d+ (?:of the last 7 days|days? since [^.(]*)(?: \(\d+ more resting\))?[.]$",
        "$1",
        "the window begins at the first entry",
    ),
];

/// A text without those.
fn compared(text: &str) -> String {
    SAID_OTHERWISE
        .iter()
        .fold(text.to_owned(), |text, (pattern, with, _)| {
            let pattern = regex::Regex::new(pattern).expect("a pattern");
            pattern.replace_all(&text, *with).into_owned()
        })
}

/// What is never kept: a part of the command line, and why.
const NOT_KEPT: &[(&str, &str)] = &[
    (" --help", "tests/cli/help.rs holds it"),
    (" -h", "tests/cli/help.rs holds it"),
    ("ritual help", "tests/cli/help.rs holds it"),
    ("ritual --version", "the version goes on"),
    ("ritual -V", "the version goes on"),
    ("ritual man", "made from --help; tests/cli holds it"),
    (
        "ritual completions",
        "made from --help; tests/cli holds them",
    ),
    ("ritual privacy", "sizes of files"),
    ("ritual doctor", "sizes of files, and how old a backup is"),
    ("ritual backup", "sizes of files, and names by the clock"),
    ("ritual export sqlite", "a file of the present schema"),
    (
        "ritual review --html -",
        "a page of its own; tests/page holds it",
    ),
];

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/legacy")
}

/// The program to record from, if this run records.
pub fn recorded_from() -> Option<PathBuf> {
    let named = std::env::var_os("RITUAL_RECORD")?;
    Some(std::fs::canonicalize(named).expect("RITUAL_RECORD names a program"))
}

fn keeps(run: &Run) -> bool {
    !NOT_KEPT.iter().any(|(line, _)| run.line.contains(line))
}

/// Why, the scene, and the line or row.
fn differing() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let of_rows = INTENDED.iter().flat_map(|(_, of_row)| of_row.iter());
    of_rows.flat_map(|(why, scene, lines)| lines.iter().map(move |line| (*why, *scene, *line)))
}

fn intended(title: &str, what: &str) -> bool {
    differing().any(|(_, scene, differs)| scene == title && differs == what)
}

fn plays(subject: &str) {
    let file = folder().join(subject).with_extension("txt");
    let scenes = scene::read(&std::fs::read_to_string(&file).expect("scenes"));
    if let Some(bin) = recorded_from() {
        let played = scenes
            .iter()
            .map(|scene| scene.played(&bin, keeps).text())
            .collect::<Vec<_>>();
        std::fs::write(&file, played.join("\n")).expect("the scenes are written");
        return;
    }
    let differences: Vec<String> = scenes
        .iter()
        .flat_map(|scene| differences(scene, &scene.played(Path::new(BIN), keeps)))
        .collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

fn differences(old: &Scene, new: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    for (old_step, new_step) in old.steps.iter().zip(&new.steps) {
        let (Step::Run(was), Step::Run(is)) = (old_step, new_step) else {
            continue;
        };
        if intended(&old.title, &was.line) {
            continue;
        }
        let mut of_line = Vec::new();
        if was.said.code != is.said.code {
            of_line.push(format!("code {} became {}", was.said.code, is.said.code));
        }
        // A required argument is missing (surface.md, "Lines"): what is expected, and an example.
        let lacked = was
            .said
            .err
            .starts_with("error: the following required arguments");
        if lacked && is.said.err.contains(" expects ") && was.said.code == is.said.code {
            continue;
        }
        if is.kept {
            of_line.extend(additive::differences(
                &compared(&renamed(&was.said.out)),
                &compared(&is.said.out),
            ));
            let err = additive::differences(&renamed(&was.said.err), &is.said.err);
            of_line.extend(err.into_iter().map(|line| format!("! {line}")));
        }
        if !of_line.is_empty() {
            found.push(format!("$ {}\n{}", was.line, of_line.join("\n")));
        }
    }
    let handles: BTreeSet<&i64> = old.rows.keys().chain(new.rows.keys()).collect();
    for handle in handles {
        if intended(&old.title, &format!("row #{handle}")) {
            continue;
        }
        match (old.rows.get(handle), new.rows.get(handle)) {
            (Some(was), Some(is)) => {
                let rows = additive::differences(was, is);
                found.extend(rows.iter().map(|line| format!("row #{handle}: {line}")));
            }
            (Some(was), None) => found.push(format!("row #{handle} is gone: {was}")),
            (None, Some(is)) => found.push(format!("row #{handle} is new: {is}")),
            (None, None) => {}
        }
    }
    if !found.is_empty() {
        found.insert(0, format!("== {}", old.title));
    }
    found
}

/// A test for each file, so that they are played side by side.
macro_rules! subjects {
    ($($test:ident $file:literal),* $(,)?) => {
        const SUBJECTS: &[&str] = &[$($file),*];

        $(#[test]
        fn $test() {
            plays($file);
        })*
    };
}

subjects! {
    every_day "every-day",
    rituals "rituals",
    between_people "between",
    looking_back "back",
    the_file "file",
}

/// All scenes as they are stored.
pub fn scenes() -> Vec<Scene> {
    SUBJECTS
        .iter()
        .flat_map(|subject| {
            let file = folder().join(subject).with_extension("txt");
            scene::read(&std::fs::read_to_string(file).expect("scenes"))
        })
        .collect()
}

#[test]
fn every_stored_file_is_played() {
    let mut stored: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().into_string())
        .map(|name| name.expect("UTF-8").trim_end_matches(".txt").to_owned())
        .filter(|name| name != "spellings")
        .collect();
    stored.sort();
    let mut played = SUBJECTS.to_vec();
    played.sort_unstable();
    assert_eq!(stored, played);
}

/// A difference that is meant names a scene, and a line or a row of it.
#[test]
fn every_intended_difference_is_of_something_there_is() {
    for (why, title, what) in differing() {
        let line = |step: &Step| matches!(step, Step::Run(run) if run.line == what);
        let there = scenes().iter().any(|scene| {
            // A row may be one that was not there.
            let row = what.starts_with("row #");
            scene.title == title && (row || scene.steps.iter().any(line))
        });
        assert!(there && !why.is_empty(), "{title}: {what}");
    }
}

#[test]
fn what_is_stored_reads_as_it_was_written() {
    for scene in scenes() {
        let again = scene::read(&scene.text()).remove(0);
        assert_eq!(scene.text(), again.text());
    }
}

#[test]
fn more_is_kept_and_less_is_not() {
    let old = "{\"a\":1,\"list\":[{\"b\":2}]}\n";
    let more = "{\"a\":1,\"list\":[{\"b\":2,\"c\":3}],\"d\":4}\n";
    assert_eq!(additive::differences(old, more), Vec::<String>::new());
    for less in [
        "{\"list\":[{\"b\":2}]}\n",
        "{\"a\":2,\"list\":[{\"b\":2}]}\n",
        "{\"a\":1,\"list\":[]}\n",
        "{\"a\":1,\"list\":[{\"b\":2},{\"b\":2}]}\n",
        "a\n",
        "",
    ] {
        assert!(!additive::differences(old, less).is_empty(), "{less}");
    }
    let two = format!("{old}{old}");
    assert!(additive::differences(&two, &format!("{old}{more}")).is_empty());
    assert!(!additive::differences(&two, old).is_empty());
    assert!(additive::differences("a\nb\n", "a\nb\n").is_empty());
    assert!(!additive::differences("a\nb\n", "a\nb").is_empty());
}
