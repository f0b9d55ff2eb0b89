//! How often patterns speak of nothing, and how often of something: `cargo bench --bench chance`.
//!
//! Notebooks are made from a seed and read by the program's own report, compiled from the same
//! files: a `Journal` in, `report::patterns` out. Some of them also go the whole way, as JSON Lines
//! through `ritual import` and `ritual patterns --json`, and have to give the same numbers.
//!
//! `-- quick` takes a tenth of the notebooks.

#![allow(clippy::print_stdout)] // a bench speaks to whoever runs it
#![allow(dead_code, unused_imports)] // of the program, patterns alone are run

#[path = "../../src/domain/mod.rs"]
mod domain;
mod notebooks;
#[path = "../../src/report/mod.rs"]
mod report;

use notebooks::{Kind, Missing, Notebook};
use report::patterns::{Grade, Patterns, Spec, patterns};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Notebooks of nothing: days, and how many.
const NOTHING: [(u32, usize); 3] = [(60, 4_000), (120, 4_000), (365, 2_400)];
/// Notebooks for each cell of the table of power, by days.
const SOMETHING: [(u32, usize); 3] = [(60, 200), (120, 200), (365, 100)];
const CORRELATIONS: [f64; 4] = [0.0, 0.3, 0.6, 0.8];
const GAPS: [f64; 4] = [0.5, 0.8, 1.0, 2.0];
const MISSING: [Missing; 3] = [Missing::None, Missing::Fifth, Missing::Heavy];
/// How many of each length go through the program's files as well.
const THROUGH: usize = 12;

fn main() {
    let quick = std::env::args().any(|a| a == "quick");
    let some = |count: usize| if quick { count / 10 } else { count };
    through_the_program();
    println!("\nNotebooks of nothing (no subject and no measure has to do with another):");
    println!("days   notebooks   compared   say clear   lean, of all compared");
    let (mut spoke, mut all) = (0, 0);
    for (days, count) in NOTHING {
        let looks = parallel(some(count), |i| {
            let correlation = CORRELATIONS[i % 4];
            let missing = MISSING[i / 4 % 3];
            look(&Notebook::new(
                i as u64,
                days,
                correlation,
                missing,
                Kind::Nothing,
            ))
        });
        let of = looks.len();
        let clear = looks.iter().filter(|look| look.clear > 0).count();
        let compared: usize = looks.iter().map(|look| look.compared).sum();
        let leaning: usize = looks.iter().map(|look| look.leaning).sum();
        println!(
            "{days:>4}   {of:>9}   {:>8.0}   {:>6.2} of 100   {:.2} of 100",
            compared as f64 / of as f64,
            hundred(clear, of),
            hundred(leaning, compared),
        );
        (spoke, all) = (spoke + clear, all + of);
    }
    let share = hundred(spoke, all);
    let verdict = if share <= 1.0 { "within" } else { "over" };
    println!("{all} notebooks of nothing: {share:.2} of 100 looks say clear (limit 1: {verdict})");
    println!("\nA gap between days with a ritual done on half of the days and days without, found");
    println!(
        "clear, of 100; by day-to-day correlation 0, .3, .6, .8 (in brackets, a fifth missing):"
    );
    println!(" gap   60 days                      120                          365");
    for gap in GAPS {
        let cell = |(days, count): (u32, usize), missing| {
            let found = CORRELATIONS.map(|correlation| {
                let found = parallel(some(count), |i| {
                    let seed = 1_000_000 + i as u64;
                    let made = Notebook::new(seed, days, correlation, missing, Kind::Gap(gap));
                    finds(&made)
                });
                let hits = found.iter().filter(|found| **found).count();
                format!("{:.0}", hundred(hits, found.len()))
            });
            found.join(" ")
        };
        let row = SOMETHING.map(|of| {
            let both = format!("{} ({})", cell(of, Missing::None), cell(of, Missing::Fifth));
            format!("{both:<29}")
        });
        println!("{gap:>4.1}   {}", row.concat());
    }
}

/// What one look says.
struct Look {
    compared: usize,
    clear: usize,
    leaning: usize,
}

fn all_of(notebook: &Notebook) -> Patterns {
    patterns(&notebook.journal(), &Spec::of(notebook.from, notebook.to))
}

fn grades(found: &Patterns) -> impl Iterator<Item = Grade> {
    let pairs = found.pairs.iter().map(|row| row.found.fitted.grade);
    let amounts = found.amounts.iter().map(|row| row.slope.fitted.grade);
    let measures = found.measures.iter().map(|row| row.slope.fitted.grade);
    let words = found.words.iter().map(|row| row.fitted.grade);
    pairs.chain(amounts).chain(measures).chain(words)
}

fn look(notebook: &Notebook) -> Look {
    let found = all_of(notebook);
    let of = |grade| grades(&found).filter(|g| *g == grade).count();
    Look {
        compared: found.family.compared(),
        clear: of(Grade::Clear),
        leaning: of(Grade::Leaning),
    }
}

/// Whether the gap that is there is clear, and the right way round.
fn finds(notebook: &Notebook) -> bool {
    let found = all_of(notebook);
    found.pairs.iter().any(|pair| {
        pair.subject.name == "even"
            && pair.measure.as_str() == "mood"
            && pair.found.fitted.grade == Grade::Clear
            && pair.found.fitted.gap > 0.0
    })
}

/// Some of the notebooks by way of a file, a command line and JSON.
fn through_the_program() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut agreed = 0;
    for (days, _) in NOTHING {
        for i in 0..THROUGH {
            let kind = if i % 2 == 0 {
                Kind::Nothing
            } else {
                Kind::Gap(1.0)
            };
            let notebook = Notebook::new(i as u64, days, CORRELATIONS[i % 4], MISSING[i % 3], kind);
            let db = folder.path().join(format!("{days}-{i}.db"));
            let ritual = |args: &[&str], input: &str| {
                let mut child = Command::new(env!("CARGO_BIN_EXE_ritual"))
                    .args(args)
                    .env("HOME", folder.path())
                    .env("RITUAL_DB", &db)
                    .env("RITUAL_NOW", format!("{}T12:00:00Z", notebook.to))
                    .env("TZ", "UTC")
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .spawn()
                    .expect("ritual starts");
                let mut to = child.stdin.take().expect("a pipe");
                to.write_all(input.as_bytes()).expect("it reads");
                drop(to);
                let out = child.wait_with_output().expect("ritual ends");
                assert!(out.status.success(), "{args:?}");
                String::from_utf8(out.stdout).expect("UTF-8")
            };
            ritual(&["import", "jsonl", "-"], &notebook.lines());
            let (from, to) = (notebook.from.to_string(), notebook.to.to_string());
            let said = ritual(&["patterns", "--json", "--from", &from, "--to", &to], "");
            let said: Value = serde_json::from_str(&said).expect("JSON");
            let found = serde_json::to_value(all_of(&notebook)).expect("JSON");
            same(&found, &said, "patterns");
            agreed += 1;
        }
    }
    println!("{agreed} notebooks through files and the program: the same numbers");
}

fn same(found: &Value, said: &Value, path: &str) {
    match (found, said) {
        (Value::Object(fields), _) => fields
            .iter()
            .for_each(|(name, value)| same(value, &said[name], &format!("{path}.{name}"))),
        (Value::Array(rows), Value::Array(others)) => {
            assert_eq!(rows.len(), others.len(), "{path}");
            rows.iter().zip(others).for_each(|(a, b)| same(a, b, path));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().expect("a number"), b.as_f64().expect("a number"));
            assert!((a - b).abs() <= 1e-9 * a.abs(), "{path}: {a} {b}");
        }
        _ => assert_eq!(found, said, "{path}"),
    }
}

fn hundred(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// The same work for each number, on every processor.
fn parallel<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let run = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            if i >= count {
                return done;
            }
            done.push(work(i));
        }
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        let ended = all.into_iter().map(|thread| thread.join().expect("a look"));
        ended.flatten().collect()
    })
}
