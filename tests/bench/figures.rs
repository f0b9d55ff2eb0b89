//! The figures the program is held to: a line each with its value, its limit, and `within` or
//! `over`. Instructions are counted on a file of ten years; every command that writes gets a copy
//! of its own, so that none pays for the one before it.

use super::rows::{entries, plain, small, ten_years};
use super::{Bench, peak, ratio, time};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day after ten years of entries, as `NOW`.
const FIRST_DAY: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
/// After four days without an entry.
const AFTER_FOUR_DAYS: &str = "2026-11-26T12:00:00Z";

/// Every command that writes a row or a setting, as one of each kind. A `/` parts what is run before
/// it, uncounted, from the command itself.
const WRITES: &[&str] = &[
    "log walk --note calm",
    "log walk --on yesterday",
    "log walk --mood 4",
    "mood 4 'slept at last'",
    "checkin --mood 3 --feeling tired",
    "win 'slept at last'",
    "winddown set 'lights low'",
    "edit 100 --note calm",
    "edit last --note calm",
    "edit walk --note calm",
    "log walk --start",
    "log walk --start / log walk --stop --amount 5min",
    "add swim --rhythm 3/week",
    "change walk --intention 'out before the day begins'",
    "change walk --rhythm daily",
    "pause walk",
    "pause walk / resume walk",
    "retire walk",
    "reflect walk --works early",
    "try 'no phone after nine'",
    "boundaries add calls --off-limits",
    "boundaries change 'area 1' --offered",
    "boundaries retire 'area 1'",
    "month set --personal 'read before bed'",
    "month set --joint 'Sunday walk' --with Sam",
    "support choose listen",
    "support options add 'sit with me'",
    "offer 'tea and quiet' --to Sam",
    "invite walk --who Sam",
    "thank Sam --for soup",
    "network add Ana --for walks",
    "resource add 'A talk' --kind talk",
    "phrases add 'not today'",
    "vision set 'mornings without hurry'",
    "care add Ana --reach 555",
    "hard set --notice 'no sleep'",
    "talk add 'the holidays'",
    "config measure pain 0-10",
    "share walk --with Sam",
    "share walk --with Sam / unshare walk",
    "remind invite walk --at 21:00",
    "remind stop breath",
    "config runs off",
    "log walk / undo",
    "log walk / undo / redo",
    "change walk --rhythm daily / undo",
    "forget 100 --yes",
];

/// What the bare durable insert was counted at when the limits were set.
const BARE: f64 = 0.74e6;

/// 0.1's file of 50,000 entries, in bytes.
const ENTRIES_OF_0_1: f64 = 13_475_840.0;

impl Bench {
    pub fn figures(&self) {
        println!();
        let ten = self.notebook("figures", &(ten_years() + &small()));
        self.a_log(&ten);
        self.writes(&ten);
        self.views(&ten);
        self.start(&ten);
        self.sizes();
        if std::env::args().any(|a| a == "million") {
            self.memory();
        }
    }

    fn a_log(&self, ten: &Path) {
        let floors = self.floors("12775");
        let file = floors.display().to_string();
        let floor = || self.command(&self.floor, &floors, &["log", &file]);
        let least = self.instructions(floor());
        let away = |mut command: Command| {
            command.env("RITUAL_NOW", AFTER_FOUR_DAYS);
            command
        };
        let now = self.counted(ten, "log walk", |c| c);
        let later = self.counted(ten, "log walk", away);
        // Moves with SQLite alone.
        told_count("the bare durable insert", least, BARE * 1.1);
        told_count("log", now, 4.0 * BARE);
        told_ratio("log against the bare insert, instructions", now, least, 4.0);
        told_ratio(
            "log after four days away against the bare insert, instructions",
            later,
            least,
            4.0,
        );
        for (name, days) in [("log", 0), ("log after four days away", 5)] {
            // On one copy, with a clock that goes on by so many days from one run to the next. The
            // first run, which waits for the pages of the copy to be written, is not counted.
            let file_of_ten = self.copied(ten, "wall");
            let run = std::cell::Cell::new(0);
            let log = || {
                let day = FIRST_DAY + chrono::Days::new(days * run.replace(run.get() + 1));
                let mut command = self.command(&self.ritual, &file_of_ten, &["log", "walk"]);
                command.env("RITUAL_NOW", format!("{day}T12:00:00Z"));
                command
            };
            let (ours, least) = self.alternate(101, log, floor);
            let name = format!("{name} against the bare insert, wall");
            told(&name, ratio(ours, least), "×", 1.35);
        }
    }

    fn writes(&self, ten: &Path) {
        let log = self.counted(ten, "log walk", |c| c);
        for line in WRITES {
            let ours = self.counted(ten, line, |c| c);
            told_ratio(&format!("{line}, against a log"), ours, log, 1.3);
        }
    }

    fn views(&self, ten: &Path) {
        for line in ["", "today", "list", "boundaries"] {
            let name = if line.is_empty() { "the board" } else { line };
            told_count(name, self.counted(ten, line, |c| c), 3e6);
        }
        for (name, line) in [
            ("remind now, with nothing due", "remind now"),
            ("line", "line"),
        ] {
            told_count(name, self.counted(ten, line, |c| c), 2.2e6);
        }
        told_ratio(
            "export shareable with nothing shared, against boundaries",
            self.counted(ten, "export shareable --preview", |c| c),
            self.counted(ten, "boundaries", |c| c),
            2.0,
        );
    }

    /// Commands that end before they open anything: one that has no need to, and some that are
    /// refused for a value.
    fn start(&self, ten: &Path) {
        for line in [
            "--version",
            "log walk --amount x",
            "mood 9",
            "boundaries add x",
            "remind invite x --at 99",
        ] {
            let counted = self.counted(ten, line, |c| c);
            told_count(&format!("start and parse: {line}"), counted, 1.1e6);
        }
    }

    fn sizes(&self) {
        let file = self.notebook("entries", &entries(50_000));
        told(
            "a file of 50,000 entries",
            size(&file),
            "bytes",
            0.75 * ENTRIES_OF_0_1,
        );
        let lines = self.folder.join("large.jsonl");
        std::fs::write(&lines, plain(100_000)).expect("the rows");
        let file = self.folder.join("large.db");
        let import = ["import", "jsonl", &lines.display().to_string()];
        time(self.command(&self.ritual, &file, &import));
        let run = |word| time(self.command(&self.ritual, &file, &[word]));
        // What takes an import back is kept in the file too: the first undo makes it larger.
        run("undo");
        let first = size(&file);
        for _ in 0..10 {
            run("redo");
            run("undo");
        }
        told(
            "a file after ten undo and redo of 100,000 rows",
            size(&file),
            "bytes",
            first,
        );
    }

    /// Behind `-- million`: it takes minutes.
    fn memory(&self) {
        let lines = self.folder.join("memory.jsonl");
        std::fs::write(&lines, super::rows::million()).expect("the rows");
        let file = self.folder.join("memory.db");
        let import = ["import", "jsonl", &lines.display().to_string(), "--json"];
        for (name, args) in [
            ("peak of an import of a million rows, --json", &import[..]),
            ("peak of its undo, --json", &["undo", "--json"]),
            ("peak of its redo, --json", &["redo", "--json"]),
        ] {
            match peak(self.command(&self.ritual, &file, args)).parse::<f64>() {
                Ok(kib) => told(name, kib / 1024.0, "MiB", 256.0),
                Err(_) => println!("{name}: not measured: no GNU time here"),
            }
        }
    }

    /// The instructions of a command line on a copy of a file.
    fn counted(&self, file: &Path, line: &str, with: impl Fn(Command) -> Command) -> Option<u64> {
        let copy = self.copied(file, "counted");
        let mut parts: Vec<Vec<String>> = line.split(" / ").map(words).collect();
        let last = parts.pop().expect("a command");
        let command = |words: &[String]| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            with(self.command(&self.ritual, &copy, &words))
        };
        for before in &parts {
            time(command(before));
        }
        self.instructions(command(&last))
    }

    fn copied(&self, file: &Path, name: &str) -> PathBuf {
        let copy = self.folder.join(format!("{name}.db"));
        std::fs::copy(file, &copy).expect("a copy");
        copy
    }
}

/// Words at spaces, with '…' kept whole.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn size(file: &Path) -> f64 {
    std::fs::metadata(file).expect("a file").len() as f64
}

fn told(name: &str, value: f64, unit: &str, limit: f64) {
    let shown = |n: f64| match unit {
        "×" => format!("{n:.2} ×"),
        "M" => format!("{:.2} M", n / 1e6),
        "MiB" => format!("{n:.0} MiB"),
        _ => format!("{n:.0} {unit}"),
    };
    let verdict = if value <= limit { "within" } else { "over" };
    println!(
        "{name:<72} {:>16} {:>16}  {verdict}",
        shown(value),
        shown(limit)
    );
}

fn told_count(name: &str, value: Option<u64>, limit: f64) {
    match value {
        Some(value) => told(name, value as f64, "M", limit),
        None => println!("{name}: not counted: no valgrind here"),
    }
}

fn told_ratio(name: &str, value: Option<u64>, to: Option<u64>, limit: f64) {
    match (value, to) {
        (Some(value), Some(to)) => told(name, value as f64 / to as f64, "×", limit),
        _ => println!("{name}: not counted: no valgrind here"),
    }
}
