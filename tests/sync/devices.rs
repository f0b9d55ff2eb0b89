//! Devices of one person, and the place between them.

use crate::support::{Home, Said};
use flate2::read::ZlibDecoder;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A place that several homes reach.
pub struct Place {
    pub dir: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Place {
        Place {
            dir: tempfile::tempdir().expect("a folder"),
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn shown(&self) -> String {
        self.dir.path().display().to_string()
    }

    /// The files of devices, by name.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = self.path().read_dir().expect("the place");
        let file = |entry: std::io::Result<std::fs::DirEntry>| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("a file"))
        };
        entries.map(file).collect()
    }

    /// The files of one device.
    pub fn files_of(&self, device: &str) -> Vec<String> {
        let mut names: Vec<String> = self.files().into_keys().collect();
        names.retain(|name| name.starts_with(device));
        names
    }

    /// What is sealed in all files, for whoever has the key.
    pub fn unsealed(&self, key: &str) -> String {
        self.files()
            .values()
            .map(|bytes| unseal(bytes, key))
            .collect()
    }
}

/// What a file says to whoever has the key, by age and zlib alone.
pub fn unseal(bytes: &[u8], key: &str) -> String {
    let identity: age::x25519::Identity =
        key.lines().next().expect("a key").parse().expect("a key");
    let decryptor = age::Decryptor::new(bytes).expect("an age file");
    let identity: &dyn age::Identity = &identity;
    let mut plain = Vec::new();
    let mut reader = decryptor
        .decrypt(std::iter::once(identity))
        .expect("the key opens it");
    reader.read_to_end(&mut plain).expect("whole");
    let end = plain
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("a first line");
    assert_eq!(end, 64, "the first line is an HMAC");
    let mut text = String::new();
    let packed = &plain[end + 1..];
    ZlibDecoder::new(packed)
        .read_to_string(&mut text)
        .expect("packed text");
    text
}

/// A second device that joined with the key of the first.
pub fn joined(first: &Home, place: &str, name: &str) -> Home {
    let next = Home::at(&first.now);
    join(first, &next, place, name);
    next
}

/// Joins a home, whatever its notebook holds.
pub fn join(first: &Home, next: &Home, place: &str, name: &str) -> Said {
    let key = first.ok(&["sync", "key"]);
    let mut args = vec!["sync", "join"];
    args.extend(place.split(' '));
    args.extend(["--key-file", "-", "--name", name, "--yes"]);
    let said = next.with_stdin(&args, key.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    said
}

/// Two devices that sync by a folder: laptop and phone.
pub fn two() -> (Home, Home, Place) {
    let place = Place::new();
    let laptop = Home::new();
    laptop.ok(&["log", "walk", "--note", "first"]);
    laptop.ok(&["sync", "init", &place.shown(), "--name", "laptop"]);
    let phone = joined(&laptop, &place.shown(), "phone");
    (laptop, phone, place)
}

/// The rows of a notebook, in one order everywhere.
pub fn rows(home: &Home) -> Vec<String> {
    let mut rows: Vec<String> = home
        .ok(&["export", "jsonl"])
        .lines()
        .map(str::to_owned)
        .collect();
    rows.sort();
    rows
}

/// Syncs in turn until every device has heard of all.
pub fn settle(homes: &[&Home]) {
    for _ in 0..2 {
        for home in homes {
            home.ok(&["sync"]);
        }
    }
    for home in homes {
        let (here, first) = (rows(home), rows(homes[0]));
        let differing: Vec<&String> = here.iter().filter(|row| !first.contains(row)).collect();
        let lacking: Vec<&String> = first.iter().filter(|row| !here.contains(row)).collect();
        assert!(
            differing.is_empty() && lacking.is_empty(),
            "{differing:#?} in place of {lacking:#?}"
        );
        assert_eq!(home.ok(&["sync"]), "Nothing new.\n");
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 0, "{doctor:?}");
    }
}

/// A device's name in the place.
pub fn id(home: &Home) -> String {
    let status = home.json(&["sync", "status"]);
    status["devices"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

/// The same with nothing of this run in it.
pub fn masked(home: &Home, place: &Path, text: &str) -> String {
    let device = regex::Regex::new("[0-9a-f]{16}").expect("a pattern");
    let text = text.replace(&place.display().to_string(), "[PLACE]");
    device
        .replace_all(&home.masked(&text), "[DEVICE]")
        .into_owned()
}

/// What a command line shows: stdout as it is, stderr after `!`, an exit code other than 0.
pub fn shown(home: &Home, place: &Path, line: &str) -> String {
    let line = line.replace("PLACE", &place.display().to_string());
    let words = crate::support::words(&line);
    let said = home.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let mut text = format!("$ ritual {line}\n{}", said.out);
    for line in said.err.lines() {
        text += &format!("! {line}\n");
    }
    if said.code != 0 {
        text += &format!("= {}\n", said.code);
    }
    masked(home, place, &text)
}

pub fn own_folder(home: &Home) -> PathBuf {
    home.path("ritual.db.sync")
}
