//! Power cuts: the system calls of the real program are recorded, the power is cut between any two of
//! them, and the program is let loose on what the disk may then hold.

mod disk;

use crate::support::{Home, said};
use crate::tools::{Dice, at_hand, count_in, names, shell};
use disk::{Disk, Step, Tree};
use std::path::Path;

const CALLS: &str = "openat,close,lseek,write,pwrite64,ftruncate,fsync,fdatasync,mkdir,unlink,rmdir,\
    unlinkat,rename,renameat,renameat2,link,linkat";
const DB: &str = ".local/share/ritual/ritual.db";

/// How often the power is cut in each scenario.
const CUTS: usize = 11;

struct Scenario {
    seed: u64,
    setup: fn(&Home),
    commands: &'static [&'static str],
    /// What else has to hold, with how many commands were confirmed.
    also: fn(&Home, usize),
    /// The notebook does not open before the first command.
    damaged: bool,
}

fn ritual(home: &Home, line: &str) -> crate::support::Said {
    let mut command = shell(home, &format!("\"$0\" {line}"), &[]);
    command.env_remove("RITUAL_DB");
    said(command)
}

fn rows(home: &Home) -> Option<String> {
    let export = ritual(home, "export jsonl");
    (export.code == 0).then_some(export.out)
}

/// Finished calls of a trace: name, arguments, result.
fn calls(trace: &str) -> Vec<(String, Vec<String>, i64)> {
    let call = |line: &str| {
        let line = line.split_once(' ')?.1.trim_start();
        let (call, result) = line.rsplit_once(" = ")?;
        let (name, args) = call.trim_end().strip_suffix(')')?.split_once('(')?;
        let result = result.split(' ').next()?.parse().ok()?;
        let args = args.split(", ").map(str::to_owned).collect();
        Some((name.to_owned(), args, result))
    };
    trace.lines().filter_map(call).collect()
}

fn record(home: &Home, line: &str) -> String {
    let scratch = tempfile::tempdir().expect("a folder");
    let log = scratch.path().join("trace");
    let whole = format!(
        "exec strace -f -xx -s 10000000 -e trace={CALLS} -o '{}' \"$0\" {line}",
        log.display()
    );
    let mut command = shell(home, &whole, &[]);
    command.env_remove("RITUAL_DB");
    let said = said(command);
    assert_eq!(said.code, 0, "{line}: {said:?}");
    let trace = std::fs::read_to_string(log).expect("a trace");
    assert!(
        !trace.contains("unfinished"),
        "{line}: one thread at a time"
    );
    trace
}

fn lay(tree: &Tree, home: &Home) {
    for (path, bytes) in tree {
        let full = home.dir.path().join(path);
        match bytes {
            None => std::fs::create_dir_all(&full).expect("a folder"),
            Some(bytes) => std::fs::write(&full, bytes).expect("a file"),
        }
    }
}

fn replay(scenario: &Scenario) {
    if !at_hand("strace") {
        return;
    }
    let home = Home::new();
    (scenario.setup)(&home);
    let mut disk = Disk::load(home.dir.path());
    let mut wanted = vec![rows(&home)];
    let mut traces = Vec::new();
    for line in scenario.commands {
        let line = line.replace("HOME", &home.dir.path().display().to_string());
        traces.push(calls(&record(&home, &line)));
        wanted.push(rows(&home));
    }
    let mut ahead = disk.clone();
    let mut changes = Vec::new();
    for (step, (name, args, result)) in traces.iter().flatten().enumerate() {
        if !matches!(ahead.call(name, args, *result), Step::Nothing) {
            changes.push(step);
        }
    }
    let (mut dice, mut step, mut confirmed) = (Dice(scenario.seed), 0, 0);
    let mut due: Vec<usize> = (0..CUTS)
        .map(|_| changes[dice.below(changes.len())])
        .collect();
    // The last of all: everything is confirmed.
    due.extend(changes.last());
    for (running, trace) in traces.iter().enumerate() {
        for (name, args, result) in trace {
            if matches!(disk.call(name, args, *result), Step::Confirmed) {
                confirmed = running + 1;
            }
            for _ in due.iter().filter(|due| **due == step) {
                for kind in [dice.below(2), 2 + dice.below(2)] {
                    let state = Home::at("2026-11-22T13:00:00Z");
                    lay(&disk.cut(kind, &mut dice), &state);
                    let cut = format!("cut {kind} after step {step}, {name} of command {running}");
                    check(scenario, &state, &wanted, (confirmed, running), &cut);
                }
            }
            step += 1;
        }
    }
    // The model and the machine agree.
    let real = Disk::load(home.dir.path()).cut(1, &mut dice);
    assert!(
        disk.cut(1, &mut dice) == real,
        "a call that is not modelled"
    );
}

fn check(
    scenario: &Scenario,
    state: &Home,
    wanted: &[Option<String>],
    (confirmed, running): (usize, usize),
    cut: &str,
) {
    (scenario.also)(state, confirmed);
    if scenario.damaged && confirmed == 0 {
        return;
    }
    let doctor = ritual(state, "doctor");
    assert_eq!(doctor.code, 0, "{cut}: {doctor:?}");
    let found = rows(state);
    let fits = found == wanted[confirmed] || (running == confirmed && found == wanted[running + 1]);
    assert!(fits, "{cut}: {found:?}");
    let log = ritual(state, "log after");
    assert_eq!(log.code, 0, "{cut}: {log:?}");
}

#[test]
fn the_first_entries_in_an_empty_home() {
    replay(&Scenario {
        seed: 1,
        setup: |_| {},
        commands: &["log walk", "log walk --note two"],
        also: |_, _| {},
        damaged: false,
    });
}

fn several(home: &Home) {
    for n in 0..30 {
        let words = format!("{n} xyzzyplugh {}", "word ".repeat(200));
        assert_eq!(ritual(home, &format!("log walk --note '{words}'")).code, 0);
    }
}

#[test]
fn forgetting_and_what_follows() {
    replay(&Scenario {
        seed: 2,
        setup: several,
        commands: &["forget --ritual walk --yes", "log walk"],
        also: |state, confirmed| {
            if confirmed > 0 {
                assert_eq!(count_in(&state.path(DB), "xyzzyplugh"), 0);
            }
        },
        damaged: false,
    });
}

#[test]
fn backups_that_replace_each_other() {
    replay(&Scenario {
        seed: 3,
        setup: several,
        commands: &["backup --keep 1", "log walk", "backup --keep 1"],
        also: |state, confirmed| {
            let folder = state.path(".local/share/ritual/backups");
            let mut found = names(&folder);
            found.retain(|name| name.ends_with(".db"));
            assert!(confirmed == 0 || !found.is_empty());
            for name in found {
                let whole = ritual(
                    state,
                    &format!("restore --dry-run '{}'", folder.join(name).display()),
                );
                assert_eq!(whole.code, 0, "{whole:?}");
            }
        },
        damaged: false,
    });
}

fn of_schema_4(home: &Home) {
    let place = home.path(DB);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    let sql = include_str!("../fixtures/schema-4.sql");
    let conn = rusqlite::Connection::open(place).unwrap();
    conn.execute_batch(sql).unwrap();
}

/// Until the upgrade is through, the file is what it was; from then on the copy before it is whole.
#[test]
fn an_upgrade_and_what_follows() {
    replay(&Scenario {
        seed: 5,
        setup: of_schema_4,
        commands: &["log walk", "merge walk swim --no-input", "undo"],
        also: |state, confirmed| {
            let kept = state.path(&format!("{DB}.schema-4.bak"));
            if confirmed > 0 {
                let whole = ritual(state, &format!("restore --dry-run '{}'", kept.display()));
                assert_eq!(whole.code, 0, "{whole:?}");
            }
        },
        damaged: false,
    });
}

fn damaged(home: &Home) {
    several(home);
    assert_eq!(
        ritual(
            home,
            &format!("export sqlite '{}'", home.path("kept.db").display())
        )
        .code,
        0
    );
    let mut bytes = std::fs::read(home.path(DB)).unwrap();
    bytes[..4096].fill(0);
    std::fs::write(home.path(DB), bytes).unwrap();
}

fn is_damaged(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(&[0; 100]))
}

/// The pages of a damaged notebook can still be read: they are never gone.
#[test]
fn a_restore_over_a_damaged_notebook() {
    replay(&Scenario {
        seed: 4,
        setup: damaged,
        commands: &["restore HOME/kept.db", "log walk"],
        also: |state, _| {
            let aside = state.path(&format!("{DB}.before-restore.bak"));
            assert!(is_damaged(&state.path(DB)) || is_damaged(&aside));
        },
        damaged: true,
    });
}
