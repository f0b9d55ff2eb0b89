//! Random histories of two to five devices: in the end all are equal.

use crate::devices::{Place, joined, settle};
use crate::support::Home;

/// SplitMix64: the same histories in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).expect("smaller than end")
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const NAMES: [&str; 4] = ["walk", "tea", "swim", "Walk"];
const WORDS: [&str; 4] = ["calm", "tired", "glad", "quiet"];

/// One thing a person does. What it does not go with is refused, and that is fine.
fn step(home: &Home, dice: &mut Dice) -> Option<i32> {
    let (name, other, word, more) = (
        dice.of(&NAMES),
        dice.of(&NAMES),
        dice.of(&WORDS),
        dice.of(&WORDS),
    );
    let handle = format!("#{}", 1 + dice.below(14));
    let day = format!("2026-11-{:02}", 1 + dice.below(20));
    let args: Vec<&str> = match dice.below(16) {
        0..=3 => vec!["log", name, "--on", &day, "--note", word],
        4 => vec![
            "mood",
            "3",
            word,
            "--feeling",
            word,
            "--feeling",
            more,
            "--on",
            &day,
        ],
        5 => vec!["edit", &handle, "--note", word],
        6 => vec!["edit", &handle, "--feeling", more],
        7 => vec!["change", name, "--name", other],
        8 => vec!["change", name, "--intention", word],
        9 => vec!["change", name, "--rhythm", "3/week", "--from", &day],
        10 => vec!["forget", &handle, "--yes"],
        11 if dice.below(3) == 0 => vec!["forget", "--ritual", name, "--yes"],
        12 => vec!["undo"],
        13 => vec![["redo", "undo"][dice.below(2)]],
        14 if dice.below(2) == 0 => vec!["merge", name, other, "--no-input"],
        14 => vec!["pause", name, "--from", &day, "--until", "2026-11-25"],
        _ => vec!["boundaries", "add", word, "--off-limits", "--note", more],
    };
    let said = home.run(&args);
    assert!(said.code < 3, "{args:?}: {said:?}");
    Some(said.code)
}

/// What is written on one device is brought to another as a file, beside the sync.
fn carry(from: &Home, to: &Home) {
    let export = from.ok(&["export", "jsonl"]);
    let said = to.with_stdin(&["import", "jsonl", "-"], export.as_bytes());
    assert!(said.code < 3, "{said:?}");
}

fn history(seed: u64) {
    let mut dice = Dice(seed);
    let place = Place::new();
    let mut homes = vec![Home::new()];
    homes[0].ok(&["log", "walk"]);
    homes[0].ok(&["sync", "init", &place.shown(), "--name", "0"]);
    for n in 1..2 + dice.below(4) {
        homes.push(joined(&homes[0], &place.shown(), &n.to_string()));
    }
    let mut minute = 0;
    let mut done = 0;
    let mut kept = Vec::new();
    for _ in 0..40 {
        minute += 1;
        let at = dice.below(homes.len());
        // One clock is two days ahead.
        let day = if at == 1 { 24 } else { 22 };
        homes[at].now = format!("2026-11-{day}T12:{minute:02}:00Z");
        match dice.below(12) {
            0..=2 => drop(homes[at].ok(&["sync"])),
            3 => {
                let to = dice.below(homes.len());
                carry(&homes[at], &homes[to]);
            }
            4 if kept.len() < 2 => {
                let folder = homes[at].path(&minute.to_string());
                std::fs::create_dir(&folder).unwrap();
                homes[at].ok(&["backup", &folder.display().to_string()]);
                let mut files = folder.read_dir().unwrap().map(|e| e.unwrap().path());
                let backup = files.find(|path| path.extension().is_some_and(|e| e == "db"));
                kept.push((at, backup.unwrap()));
            }
            5 if !kept.is_empty() => {
                let (at, backup) = &kept[dice.below(kept.len())];
                homes[*at].ok(&["restore", &backup.display().to_string()]);
            }
            // A carrier that loses a file, or keeps an old one as a copy.
            6 => {
                let files = place.files();
                let name = files.keys().nth(dice.below(files.len().max(1)));
                if let Some(name) = name {
                    let copy = name.replace(".age", " (1).age");
                    std::fs::rename(place.path().join(name), place.path().join(copy)).unwrap();
                }
            }
            _ => done += usize::from(step(&homes[at], &mut dice) == Some(0)),
        }
    }
    assert!(done > 3, "seed {seed}: the history is one");
    let all: Vec<&Home> = homes.iter().collect();
    for home in &all {
        home.ok(&["sync"]);
    }
    settle(&all);
}

#[test]
fn histories_of_several_devices_end_alike() {
    for seed in 0..6 {
        history(seed);
    }
}

#[test]
fn further_histories_end_alike() {
    for seed in 6..12 {
        history(seed);
    }
}
