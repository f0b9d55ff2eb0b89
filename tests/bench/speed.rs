//! Whole-process speed, as ratios: `cargo bench --bench speed` (`-- million` adds a million rows),
//! and the figures the program is held to (`figures.rs`; `-- figures` prints those alone).
//! `RITUAL_MEASURE=path` measures another binary.
//!
//! Medians of alternating runs; instructions by callgrind where valgrind is installed, aggregates
//! by the sqlite3 shell where that is.

#![allow(clippy::print_stdout)] // a bench speaks to whoever runs it

mod figures;
mod rows;

use rows::{habitbull, measured, million, notes, ten_years, with_identities};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const NOW: &str = "2026-11-22T12:00:00Z";
const AGGREGATE: &str =
    "SELECT r.name, count(*), count(DISTINCT c.day), min(c.day), max(c.day), sum(c.amount)
    FROM completion c JOIN ritual r ON r.id = c.ritual GROUP BY r.id;";

fn main() {
    let built = || env!("CARGO_BIN_EXE_ritual").into();
    let ritual = PathBuf::from(std::env::var_os("RITUAL_MEASURE").unwrap_or_else(built));
    let floor = floor();
    let folder = tempfile::tempdir().expect("a temporary folder");
    // As installing does: what the linker has just written lies in memory in small pieces, and takes
    // a tenth longer to start.
    let installed = |program: PathBuf| {
        let copy = folder.path().join(program.file_name().expect("a name"));
        std::fs::copy(&program, &copy).expect("a copy");
        copy
    };
    let bench = Bench {
        ritual: installed(ritual),
        floor: installed(floor),
        folder: folder.path().to_owned(),
    };

    let asked = |word: &str| std::env::args().any(|a| a == word);
    if asked("figures") {
        bench.figures();
        return;
    }
    let ten = bench.notebook("ten", &ten_years());
    let empty = bench.notebook("empty", "{\"kind\":\"ritual\",\"name\":\"walk\"}\n");
    let base = bench.log_against_floor("ten years", &ten, "12775");
    let fresh = bench.log_against_floor("empty file", &empty, "0");
    let (on_empty, on_ten) = bench.alternate(
        101,
        || bench.command(&bench.ritual, &empty, &["log", "walk"]),
        || bench.command(&bench.ritual, &ten, &["log", "walk"]),
    );
    println!(
        "log, empty file against ten years: wall {:.2}, instructions {}",
        ratio(on_empty, on_ten),
        over(fresh, base)
    );

    if have("sqlite3") {
        for report in ["streaks", "today", "boundaries"] {
            let (ours, shell) = bench.alternate(
                21,
                || bench.command(&bench.ritual, &ten, &[report]),
                || {
                    bench.command(
                        Path::new("sqlite3"),
                        &ten,
                        &[&ten.display().to_string(), AGGREGATE],
                    )
                },
            );
            println!(
                "{report}, ten years, against one aggregate in the sqlite3 shell: {:.2} ({ours:?} / {shell:?})",
                ratio(ours, shell)
            );
        }
    } else {
        println!("no sqlite3 shell here: the report ratios are left out");
    }
    bench.patterns();
    bench.find(100_000);
    bench.figures();
    if asked("million") {
        bench.million(&ten);
        bench.find(1_000_000);
        bench.bring_in();
    }
}

struct Bench {
    ritual: PathBuf,
    floor: PathBuf,
    folder: PathBuf,
}

impl Bench {
    fn notebook(&self, name: &str, rows: &str) -> PathBuf {
        let lines = self.folder.join(format!("{name}.jsonl"));
        let file = self.folder.join(format!("{name}.db"));
        std::fs::write(&lines, rows).expect("the rows are written");
        let done = self
            .command(
                &self.ritual,
                &file,
                &["import", "jsonl", &lines.display().to_string()],
            )
            .status()
            .expect("ritual runs");
        assert!(done.success());
        file
    }

    fn command(&self, program: &Path, db: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .env("RITUAL_DB", db)
            .env("RITUAL_NOW", NOW)
            .env("TZ", "UTC");
        command
            .env("HOME", &self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Prints both ratios, and gives the instructions of one log.
    fn log_against_floor(&self, name: &str, db: &Path, rows: &str) -> Option<u64> {
        let floors = self.floors(rows);
        let file = floors.display().to_string();
        let log = || self.command(&self.ritual, db, &["log", "walk"]);
        let floor = || self.command(&self.floor, &floors, &["log", &file]);
        let (ours, least) = self.alternate(101, log, floor);
        let (ours_ir, least_ir) = (self.instructions(log()), self.instructions(floor()));
        println!(
            "log, {name}, against the floor: wall {:.2} ({ours:?} / {least:?}), instructions {}",
            ratio(ours, least),
            over(ours_ir, least_ir)
        );
        ours_ir
    }

    /// A file of the floor's own with so many rows.
    fn floors(&self, rows: &str) -> PathBuf {
        let file = self.folder.join(format!("floor-{rows}.db"));
        if !file.exists() {
            time(self.command(
                &self.floor,
                &file,
                &["init", &file.display().to_string(), rows],
            ));
        }
        file
    }

    /// Medians of two commands run in turn.
    fn alternate(
        &self,
        runs: usize,
        a: impl Fn() -> Command,
        b: impl Fn() -> Command,
    ) -> (Duration, Duration) {
        let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
        for run in 0..=runs {
            let (one, other) = (time(a()), time(b()));
            if run > 0 {
                of_a.push(one);
                of_b.push(other);
            }
        }
        (median(of_a), median(of_b))
    }

    fn instructions(&self, command: Command) -> Option<u64> {
        if !have("valgrind") {
            return None;
        }
        let mut valgrind = Command::new("valgrind");
        let out = self.folder.join("callgrind.out");
        valgrind.args([
            "--tool=callgrind",
            &format!("--callgrind-out-file={}", out.display()),
        ]);
        valgrind.arg(command.get_program()).args(command.get_args());
        valgrind.envs(command.get_envs().filter_map(|(k, v)| Some((k, v?))));
        let told = valgrind.output().ok()?;
        let told = String::from_utf8_lossy(&told.stderr).into_owned();
        told.lines()
            .find_map(|l| l.split_once("Collected : ")?.1.trim().parse().ok())
    }

    fn patterns(&self) {
        let names: Vec<String> = (0..20).map(|i| format!("r{i}")).collect();
        let file = self.notebook("twenty", &measured(3650, &names));
        for (flags, limit) in [(&["patterns"][..], 0.5), (&["patterns", "--all"], 3.0)] {
            let run = || self.command(&self.ritual, &file, flags);
            let took = median((0..5).map(|_| time(run())).collect());
            println!(
                "{}, ten years × 20 rituals × 3 measures: {took:.2?} (limit {limit} s: {}), peak {} KiB",
                flags.join(" "),
                if took.as_secs_f64() <= limit {
                    "within"
                } else {
                    "over"
                },
                peak(run())
            );
        }
        let year = self.notebook("year", &measured(365, &names[..5]));
        let (ours, streaks) = self.alternate(
            21,
            || self.command(&self.ritual, &year, &["patterns", "--all"]),
            || self.command(&self.ritual, &year, &["streaks"]),
        );
        println!(
            "patterns, a year × 5 rituals, against streaks: {:.2} ({ours:?} / {streaks:?})",
            ratio(ours, streaks)
        );
    }

    /// A word of one note in 20,000, a phrase, and a word of every third note.
    fn find(&self, count: usize) {
        let file = self.notebook(&format!("notes-{count}"), &notes(count));
        for text in ["w01234", "slept rain", "walk"] {
            let find = || self.command(&self.ritual, &file, &["find", text]);
            let took = median((0..11).map(|_| time(find())).collect());
            println!(
                "find {text:?} in {count} notes: {took:?}, peak {} KiB",
                peak(find())
            );
        }
    }

    fn million(&self, ten: &Path) {
        let file = self.notebook("million", &million());
        let (big, small) = self.alternate(
            51,
            || self.command(&self.ritual, &file, &["log", "walk"]),
            || self.command(&self.ritual, ten, &["log", "walk"]),
        );
        println!(
            "log, a million rows against ten years: wall {:.2} ({big:?} / {small:?})",
            ratio(big, small)
        );
        let mut timed = Vec::new();
        for _ in 0..5 {
            timed.push(time(self.command(&self.ritual, &file, &["streaks"])));
        }
        println!("streaks, a million rows: {:?}", median(timed));
        let streaks = self.command(&self.ritual, &file, &["streaks"]);
        println!("streaks, a million rows: peak {} KiB", peak(streaks));
    }

    /// A million rows in, from this notebook's own format and from a table of another program's,
    /// against the shell's `.import` of the same rows, with identities, into a table of the same shape.
    fn bring_in(&self) {
        if !have("sqlite3") {
            println!("no sqlite3 shell here: the import ratios are left out");
            return;
        }
        let (rows, table) = (self.folder.join("in.jsonl"), self.folder.join("in.csv"));
        let (shape, plain) = (self.folder.join("shape.sql"), self.folder.join("plain.csv"));
        let (to, shell_to) = (self.folder.join("in.db"), self.folder.join("shell.db"));
        std::fs::write(&rows, million()).expect("the rows");
        std::fs::write(&table, habitbull()).expect("the table");
        std::fs::write(&shape, SHAPE).expect("the shape");
        std::fs::write(&plain, with_identities()).expect("the same rows for the shell");
        let shell = || {
            let _ = std::fs::remove_file(&shell_to);
            let import = format!(".import --csv {} completion", plain.display());
            let read = format!(".read {}", shape.display());
            let file = shell_to.display().to_string();
            self.command(Path::new("sqlite3"), &to, &[&file, &read, &import])
        };
        for (format, file) in [("jsonl", &rows), ("habitbull", &table)] {
            let ours = || {
                let _ = std::fs::remove_file(&to);
                let file = file.display().to_string();
                self.command(&self.ritual, &to, &["import", format, &file])
            };
            let (took, least) = self.alternate(3, ours, shell);
            println!(
                "import {format}, a million rows, against the shell's .import: {:.2} ({took:?} / {least:?}), peak {} KiB",
                ratio(took, least),
                peak(ours())
            );
        }
    }
}

/// The table of completions with its indexes.
const SHAPE: &str = "CREATE TABLE completion (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, changed INTEGER NOT NULL,
  visibility TEXT NOT NULL DEFAULT 'private', extra TEXT, ritual INTEGER NOT NULL, day TEXT NOT NULL,
  instant INTEGER, utc_offset INTEGER, zone TEXT, amount REAL, variation TEXT, note TEXT, unit TEXT);
CREATE INDEX completion_ritual_day ON completion (ritual, day);";

/// The largest resident size, where GNU time is installed.
fn peak(command: Command) -> String {
    let mut peak = Command::new("/usr/bin/time");
    peak.args(["-f", "%M"])
        .arg(command.get_program())
        .args(command.get_args());
    peak.envs(command.get_envs().filter_map(|(k, v)| Some((k, v?))))
        .stdout(Stdio::null());
    match peak.output() {
        // What the command itself says comes before it.
        Ok(told) => {
            let told = String::from_utf8_lossy(&told.stderr).into_owned();
            told.lines().last().unwrap_or_default().to_owned()
        }
        Err(_) => "unknown".to_owned(),
    }
}

#[expect(clippy::disallowed_methods, reason = "a stopwatch")]
fn time(mut command: Command) -> Duration {
    let start = Instant::now();
    let done = command.status().expect("the command runs");
    let took = start.elapsed();
    assert!(done.success(), "{command:?}");
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn over(a: Option<u64>, b: Option<u64>) -> String {
    match (a, b) {
        (Some(a), Some(b)) => format!("{:.2} ({a} / {b})", a as f64 / b as f64),
        _ => "not counted: no valgrind here".to_owned(),
    }
}

fn have(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

/// The floor is an example of this package; cargo builds it where the profile's files are.
fn floor() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--example", "floor"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(built.is_ok_and(|s| s.success()), "the floor builds");
    Path::new(env!("CARGO_BIN_EXE_ritual"))
        .with_file_name("examples")
        .join("floor")
}
