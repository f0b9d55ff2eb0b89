//! Which doors a person's words come out of. A marked word stands in every field of every noun that
//! holds text; each door is opened once over rows that are private and once over rows that are all
//! shared, and what came out is held against `tests/fixtures/canary.txt`.
//!
//! That table is what the program does, a line a field and a column a door: `x` the word comes out,
//! `s` only where the row is shared, `p` only where it is private, `.` never. A remark after `!`
//! says what is wrong with a line, for whoever mends it and then flips the letter. To write the
//! table again (the remarks stay): `RITUAL_RECORD=target/debug/ritual cargo test --test promises canary`.

use super::legacy::recorded_from;
use crate::support::{BIN, Home, fed, said, words};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every noun with every field that holds text. `*` is the word of the field, `@` the name of the
/// ritual the row is of. What is looked at is noted for the day the doors are opened on.
pub const ROWS: &[(&str, &str)] = &[
    ("config", r#"{"key":"scale","value":"3=*"}"#),
    (
        "ritual",
        r#"{"name":"*","intention":"*","rhythm":"daily","around":"*","for":["*"],"unit":"*","joint":true,"with":"*","history":[{"on":"2026-03-20","was":{"intention":"*"},"note":"*"}],"later":"*"}"#,
    ),
    (
        "pause",
        r#"{"ritual":"@","from":"2026-03-20","until":"2026-03-21","why":"*","later":"*"}"#,
    ),
    (
        "completion",
        r#"{"ritual":"@","day":"2026-03-22","at":"2026-03-22T11:00:00Z","zone":"UTC","amount":2,"unit":"*","as":"*","note":"*","later":"*"}"#,
    ),
    (
        "mood",
        r#"{"day":"2026-03-22","at":"2026-03-22T11:00:00Z","zone":"UTC","mood":3,"energy":2,"sleep":7,"giving":4,"feelings":["*"],"triggers":["*"],"coping":["*"],"changed":["*"],"note":"*","measures":{"*":3},"later":"*"}"#,
    ),
    (
        "boundary",
        r#"{"area":"*","stance":"ask-first","with":"*","agreed":"2026-03-01","revisit":"2026-03-22","note":"*","private_note":"*","limit":"*","history":[{"on":"2026-03-20","was":{"area":"*"},"note":"*"}],"later":"*"}"#,
    ),
    ("support_option", r#"{"words":"*","later":"*"}"#),
    (
        "support_line",
        r#"{"day":"2026-03-22","text":"*","later":"*"}"#,
    ),
    (
        "hard",
        r#"{"day":"2026-03-22","notice":"*","do":"*","may":"*","not":"*","call":"*","later":"*"}"#,
    ),
    (
        "talk",
        r#"{"day":"2026-03-22","text":"*","with":"*","by":"2026-03-22","later":"*"}"#,
    ),
    (
        "start",
        r#"{"ritual":"@","day":"2026-03-22","at":"2026-03-22T11:00:00Z","zone":"UTC","later":"*"}"#,
    ),
    (
        "support",
        r#"{"choice":"*","since":"2026-03-22","until":"2026-03-22","later":"*"}"#,
    ),
    (
        "offer",
        r#"{"words":"*","form":"presence","to":"*","since":"2026-03-20","until":"2026-04-20","later":"*"}"#,
    ),
    (
        "invite",
        r#"{"ritual":"@","who":"*","to":"*","since":"2026-03-20","until":"2026-04-20","later":"*"}"#,
    ),
    (
        "reminder",
        r#"{"text":"breath","at":"11:50","words":"*","since":"2026-03-20","until":"2026-04-20","later":"*"}"#,
    ),
    (
        "reminder",
        r#"{"text":"*","at":"11:55","since":"2026-03-20","until":"2026-04-20"}"#,
    ),
    (
        "consent",
        r#"{"subject":"00000000-0000-4000-8000-0000000000ff","what":"share","event":"granted","day":"2026-03-20","with":"*","later":"*"}"#,
    ),
    (
        "reflection",
        r#"{"ritual":"@","day":"2026-03-22","feels":"mixed","works":"*","not":"*","enjoyed":3,"note":"*","later":"*"}"#,
    ),
    (
        "month",
        r#"{"month":"2026-03","slot":"joint","text":"*","with":"*","ritual":"@","choice":"carry","later":"*"}"#,
    ),
    ("win", r#"{"day":"2026-03-22","text":"*","later":"*"}"#),
    (
        "thanks",
        r#"{"day":"2026-03-22","to":"*","for":"*","later":"*"}"#,
    ),
    ("phrase", r#"{"day":"2026-03-22","text":"*","later":"*"}"#),
    ("vision", r#"{"day":"2026-03-22","text":"*","later":"*"}"#),
    ("winddown", r#"{"day":"2026-03-22","text":"*","later":"*"}"#),
    (
        "trial",
        r#"{"text":"*","from":"2026-03-20","until":"2026-04-20","note":"*","reviewed":"2026-03-22","later":"*"}"#,
    ),
    (
        "person",
        r#"{"name":"*","for":["*"],"reach":"*","checked":"2026-03-20","care":true,"note":"*","later":"*"}"#,
    ),
    (
        "resource",
        r#"{"title":"*","sort":"*","status":"curious","note":"*","later":"*"}"#,
    ),
];

/// What `ritual share` does for a row; those it refuses to share are brought in all the same.
const GRANT: &str = r#""what":"share","event":"granted","day":"2026-03-20","until":"2026-04-20""#;

/// The doors, and the commands that open each; `@` is the name of the ritual, `#` the handle of the
/// boundary. Doors without commands are opened by [`Notebook::through`] in a way of their own.
const DOORS: &[(&str, &[&str])] = &[
    ("find", &[]),
    ("today", &["today", "today --json"]),
    (
        "rituals",
        &[
            "list --all",
            "list --all --json",
            "show @",
            "show @ --json",
            "history @",
            "history @ --json",
            "anchors",
            "anchors --json",
            "streaks --all",
            "streaks --all --json",
            "calendar @ --month",
            "calendar @ --month --json",
            "gap @ --all",
            "gap @ --all --json",
            "reflections",
            "reflections --json",
        ],
    ),
    (
        "own",
        &[
            "boundaries --all",
            "boundaries --all --json",
            "boundaries history #",
            "boundaries history # --json",
            "month",
            "month --json",
            "support",
            "support --json",
            "support options",
            "support reflect",
            "offer",
            "invite",
            "thanks",
            "wins",
            "network",
            "network --all --json",
            "care",
            "care --json",
            "resource",
            "resource --json",
            "phrases",
            "vision",
            "vision history",
            "winddown",
            "winddown list",
            "try list --all",
            "remind",
            "remind --json",
            "config",
            "consent",
            "consent history",
            "consent history --json",
        ],
    ),
    (
        "back",
        &[
            "revisit",
            "revisit --json",
            "revisit --timeline",
            "review",
            "review --json",
            "patterns --all",
        ],
    ),
    ("jsonl", &["export jsonl"]),
    ("json", &["export json"]),
    ("csv", &[]),
    ("md", &["export markdown"]),
    ("ics", &["export ics"]),
    ("html", &["review --html -"]),
    ("share", &["export shareable --preview"]),
    (
        "together",
        &[
            "revisit --together --yes",
            "revisit --together --yes --json",
            "revisit --together --yes --timeline",
            "boundaries --together --yes",
            "boundaries --together --yes --json",
            "review --together --yes",
            "review --together --yes --json",
            "review --together --yes --html -",
            "review --together --yes --year --html -",
        ],
    ),
    ("loop", &[]),
    ("harsh", &[]),
    ("jrnl", &["export jrnl"]),
    ("obsidian", &[]),
    ("board", &[""]),
    ("line", &["line --mood", "line --mood --json"]),
    ("talk", &["talk", "talk --json"]),
    ("hard", &["hard", "hard --json"]),
    ("say", &["support say", "support say --json"]),
    ("two", &[]),
    ("tab", &[]),
    ("now", &["remind now"]),
    ("cron", &["remind cron", "remind systemd", "remind at"]),
    ("cal", &["remind export"]),
    (
        "undo",
        &["undo --list", "undo --list --json", "undo", "redo"],
    ),
    ("doctor", &["doctor", "doctor --json", "privacy"]),
    ("error", &[]),
];

/// Lines that are completed.
const COMPLETED: &[&str] = &[
    "log ''",
    "show ''",
    "edit ''",
    "forget ''",
    "share ''",
    "boundaries change ''",
    "offer close ''",
    "remind stop ''",
    "support choose ''",
    "support options retire ''",
    "people change ''",
    "people resource change ''",
    "try review ''",
    "find --trigger ''",
    "mood --feeling ''",
    "thank ''",
];

/// Commands that fail; `@` as above.
const FAILING: &[&str] = &[
    "log @x",
    "show @x",
    "show nothing",
    "add @",
    "edit 9999 --note x",
    "edit 2",
    "forget 2",
    "boundaries change nothing --offered",
    "network change nothing --care",
    "resource compare nothing at-all",
    "support choose nothing-like-it",
    "invite @ --who Sam --to nothing-like-it",
    "remind stop nothing",
    "try review nothing",
    "month review --carry personal",
    "import jsonl nothing.jsonl",
    "find nothing-like-it",
    "config scale nothing",
    "log @ --amount 3furlongs",
];

/// The marked words by their field, such as `person.note`. Two letters of its own begin each, so
/// that the index, which keeps what a word does not share with the one before it, keeps all but one.
#[derive(Default)]
pub struct Canaries(BTreeMap<String, String>);

impl Canaries {
    pub fn word(&mut self, field: &str) -> String {
        let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("a letter"));
        let n = self.0.len();
        let plain = field.replace(['.', '_'], "");
        let word = || format!("{}{}canary{plain}", letter(n), letter(n / 26));
        self.0.entry(field.to_owned()).or_insert_with(word).clone()
    }

    /// A row with its words in it.
    pub fn fill(&mut self, value: &mut Value, field: &str, ritual: &str) {
        match value {
            Value::String(text) if text == "@" => ritual.clone_into(text),
            Value::String(text) if text.contains('*') => {
                *text = text.replace('*', &self.word(field));
            }
            Value::Array(list) => list.iter_mut().for_each(|v| self.fill(v, field, ritual)),
            Value::Object(map) => {
                for (mut key, mut value) in std::mem::take(map) {
                    self.fill(&mut value, &format!("{field}.{key}"), ritual);
                    if key == "*" {
                        key = self.word(field);
                    }
                    map.insert(key, value);
                }
            }
            _ => {}
        }
    }
}

struct Notebook {
    home: Home,
    words: Canaries,
    ritual: String,
    uids: Vec<String>,
}

impl Notebook {
    fn new(shared: bool, bin: &Path) -> Notebook {
        // A reminder comes for times after it was brought in.
        let mut home = Home::at("2026-03-22T11:30:00Z");
        home.bin = bin.to_owned();
        let mut words = Canaries::default();
        let ritual = words.word("ritual.name");
        let (mut lines, mut uids) = (String::new(), Vec::new());
        for (n, (kind, row)) in ROWS.iter().enumerate() {
            let mut row: Value = serde_json::from_str(row).expect("a row");
            words.fill(&mut row, kind, &ritual);
            let uid = format!("00000000-0000-4000-8000-0000000000{n:02x}");
            row["kind"] = (*kind).into();
            row["uid"] = uid.clone().into();
            if shared {
                row["visibility"] = "shared".into();
            }
            lines += &format!("{row}\n");
            if shared && !matches!(*kind, "config" | "consent") {
                lines += &format!("{{\"kind\":\"consent\",\"subject\":\"{uid}\",{GRANT}}}\n");
            }
            uids.push(uid);
        }
        std::fs::write(home.path("rows.jsonl"), lines).expect("the rows");
        home.ok(&[
            "import",
            "jsonl",
            &home.path("rows.jsonl").display().to_string(),
            "--with-consents",
        ]);
        std::fs::remove_file(home.path("rows.jsonl")).expect("the rows");
        home.now = "2026-03-22T12:00:00Z".to_owned();
        Notebook {
            home,
            words,
            ritual,
            uids,
        }
    }

    /// stdout of a command line; stderr where that is the door.
    fn printed(&self, line: &str, err: bool) -> String {
        let boundary = &self.uids[ROWS.iter().position(|r| r.0 == "boundary").expect("one")];
        let line = line.replace('@', &self.ritual).replace('#', boundary);
        let args = words(&line);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = said(self.home.command(&args));
        if err {
            assert_ne!(said.code, 0, "{line} is meant to fail");
            return said.err;
        }
        // A view may have nothing to show, and says so with 1.
        assert!(said.code <= 1, "{line}: {said:?}");
        said.out
    }

    /// All that comes out of a door, one spelling a word.
    fn through(&self, door: &str, commands: &[&str]) -> String {
        let all = |lines: &[&str], err| {
            lines
                .iter()
                .map(|line| self.printed(line, err))
                .collect::<String>()
        };
        let out = match door {
            // A word it finds is quoted; the words typed are named nowhere else.
            "find" => self
                .words
                .0
                .values()
                .filter(|word| self.home.run(&["find", word]).code == 0)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
            "csv" | "harsh" | "obsidian" => {
                let folder = self.home.path(door);
                self.home
                    .ok(&["export", door, &folder.display().to_string()]);
                let files = std::fs::read_dir(&folder).expect("files");
                let read = |path: PathBuf| std::fs::read_to_string(path).expect("a file");
                files.map(|f| read(f.expect("a file").path())).collect()
            }
            "loop" => {
                let file = self.home.path("loop.db");
                self.home
                    .ok(&["export", "loop", &file.display().to_string()]);
                let bytes = std::fs::read(&file).expect("a database");
                String::from_utf8_lossy(&bytes).into_owned()
            }
            // Both look at the questions, and neither says a word.
            "two" => {
                let leaves = "\u{4}\u{4}\u{4}\u{4}";
                self.home
                    .on_terminal(&["checkin", "--together"], leaves)
                    .out
            }
            "tab" => COMPLETED.iter().map(|line| self.completed(line)).collect(),
            "error" => {
                // What was typed is not what is told.
                all(FAILING, true).replace(&format!("{}x", self.ritual), "")
            }
            _ => all(commands, false),
        };
        // A long line of iCalendar is folded.
        out.replace("\r\n ", "").to_lowercase()
    }

    fn completed(&self, line: &str) -> String {
        let mut command = self.home.command(&["--", "ritual"]);
        command.args(words(line)).env("RITUAL_COMPLETE", "fish");
        let said = fed(command, b"");
        assert_eq!(said.code, 0, "{line}: {said:?}");
        said.out
    }
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/canary.txt")
}

/// The table as the program makes it, each line without its remark.
fn table(bin: &Path) -> Vec<String> {
    let books = [Notebook::new(false, bin), Notebook::new(true, bin)];
    let doors: Vec<[String; 2]> = DOORS
        .iter()
        .map(|(door, commands)| [0, 1].map(|n| books[n].through(door, commands)))
        .collect();
    let width = books[0].words.0.keys().map(String::len).max().unwrap_or(0);
    let head: Vec<&str> = DOORS.iter().map(|(door, _)| *door).collect();
    let mut lines = vec![format!("{:width$} {}", "", head.join(" "))];
    for (field, word) in &books[0].words.0 {
        let mut line = format!("{field:width$}");
        for ((door, _), said) in DOORS.iter().zip(&doors) {
            let mark = match [0, 1].map(|n| said[n].contains(word.as_str())) {
                [true, true] => "x",
                [true, false] => "p",
                [false, true] => "s",
                [false, false] => ".",
            };
            line += &format!(" {mark:<width$}", width = door.len());
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A line of the fixture in two: what is compared, and the remark.
fn bare(line: &str) -> (&str, &str) {
    let (bare, remark) = line.split_once('!').unwrap_or((line, ""));
    (bare.trim_end(), remark.trim())
}

#[test]
fn words_come_out_of_these_doors_and_no_others() {
    let recording = recorded_from();
    let now = table(recording.as_deref().unwrap_or(Path::new(BIN)));
    let stored = std::fs::read_to_string(fixture()).unwrap_or_default();
    if recording.is_some() {
        let remark = |line: &String| {
            let field = line.split(' ').next().filter(|f| !f.is_empty())?;
            let same = stored
                .lines()
                .map(bare)
                .find(|(old, _)| old.split(' ').next() == Some(field))?;
            (!same.1.is_empty()).then(|| format!("  ! {}", same.1))
        };
        let lines = now
            .iter()
            .map(|line| format!("{line}{}\n", remark(line).unwrap_or_default()));
        std::fs::write(fixture(), lines.collect::<String>()).expect("the table is written");
        return;
    }
    let stored: Vec<&str> = stored.lines().map(|line| bare(line).0).collect();
    let mut differences = Vec::new();
    for line in &stored {
        if !now.iter().any(|n| n == line) {
            differences.push(format!("-{line}"));
        }
    }
    for line in &now {
        if !stored.contains(&line.as_str()) {
            differences.push(format!("+{line}"));
        }
    }
    assert!(
        differences.is_empty(),
        "\n {}\n{}",
        now[0],
        differences.join("\n")
    );
}

/// The fields of a row that is shared by which it leaves, whatever they hold: what is not marked in
/// the list of fields stays, and of these each does leave.
#[test]
fn a_shared_row_leaves_by_these_fields_and_no_others() {
    let book = Notebook::new(true, Path::new(BIN));
    let mut leaving: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let page = book.printed("export shareable --preview", false);
    for line in page.lines().skip(1) {
        let row: BTreeMap<String, Value> = serde_json::from_str(line).expect("a row");
        let kind = row["kind"].as_str().expect("a kind").to_owned();
        leaving.entry(kind).or_default().extend(row.into_keys());
    }
    let line = |(kind, mut fields): (String, BTreeSet<String>)| {
        fields.remove("kind");
        let fields: Vec<String> = fields.into_iter().collect();
        format!("{kind}: {}", fields.join(" "))
    };
    let table: Vec<String> = leaving.into_iter().map(line).collect();
    insta::assert_snapshot!(table.join("\n"), @"
    boundary: agreed area limit note revisit stance with
    completion: amount as day note ritual unit
    hard: call day do may not notice
    invite: ritual to until who
    month: month ritual slot text with
    mood: changed coping day energy feelings giving mood note sleep triggers
    offer: form to until words
    pause: from ritual until
    person: for name
    phrase: day text
    reflection: day enjoyed feels not note ritual works
    resource: sort title
    ritual: around for intention joint name rhythm unit with
    support: choice until
    support_line: day text
    support_option: words
    thanks: day for to
    trial: from text until
    vision: day text
    win: day text
    winddown: day text
    ");
}

/// A uid tells when its row was made, and an instant when in the day somebody did something.
#[test]
fn no_identity_and_no_hour_leaves() {
    let book = Notebook::new(true, Path::new(BIN));
    let identity =
        regex::Regex::new("[0-9a-f]{8}-[0-9a-f]{4}-|uid|zone|T11:00").expect("a pattern");
    for door in ["share", "together"] {
        let (_, commands) = DOORS
            .iter()
            .find(|(name, _)| *name == door)
            .expect("a door");
        for command in *commands {
            let said = book.printed(command, false);
            assert!(!said.is_empty(), "{command}");
            let found = identity.find(&said).map(|found| found.as_str());
            assert_eq!(found, None, "{command}: {said}");
        }
    }
}

/// `forget` leaves no byte of a word, in the file or beside it.
#[test]
fn what_is_forgotten_is_in_no_byte() {
    let book = Notebook::new(false, Path::new(BIN));
    // So that a word is in the history of commands and in the index's merges too.
    book.home.ok(&["change", &book.ritual, "--around", "noon"]);
    let tail = |word: &String| word[1..].to_owned();
    let held = |tail: &str| {
        let files = std::fs::read_dir(book.home.dir.path()).expect("the folder");
        files
            .map(|file| file.expect("a file").path())
            .filter(|path| path.is_file())
            .any(|path| {
                let bytes = std::fs::read(path).expect("a file").to_ascii_lowercase();
                bytes.windows(tail.len()).any(|at| at == tail.as_bytes())
            })
    };
    let tails: Vec<String> = book.words.0.values().map(tail).collect();
    for tail in &tails {
        assert!(held(tail), "{tail} is nowhere to be forgotten");
    }
    for uid in &book.uids {
        // What hung on the ritual went with it.
        let said = match book.home.run(&["forget", uid, "--yes"]) {
            said if said.code == 2 => book.home.run(&["forget", "--ritual", uid, "--yes"]),
            said => said,
        };
        assert!(said.code <= 1, "{said:?}");
    }
    for tail in &tails {
        assert!(!held(tail), "{tail} is still in a file");
    }
}
