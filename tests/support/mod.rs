//! A person's machine, made for one test: its own home, notebook, clock and zone.

#![allow(dead_code)] // each test binary uses its own part

pub mod additive;
pub mod terminal;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use terminal::Terminal;

pub struct Home {
    pub dir: tempfile::TempDir,
    pub now: String,
    pub tz: String,
    /// The program that is run: the built one, unless a test records another.
    pub bin: PathBuf,
}

/// What one command printed, and its exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub code: i32,
}

pub const BIN: &str = env!("CARGO_BIN_EXE_ritual");

impl Home {
    /// Sunday 22 November 2026, noon, UTC.
    pub fn new() -> Home {
        Home::at("2026-11-22T12:00:00Z")
    }

    pub fn at(now: &str) -> Home {
        Home {
            dir: tempfile::tempdir().expect("a folder"),
            now: now.to_owned(),
            tz: "UTC".to_owned(),
            bin: PathBuf::from(BIN),
        }
    }

    pub fn db(&self) -> PathBuf {
        self.dir.path().join("ritual.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A command with nothing of the real machine but the way to programs.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.bin);
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.dir.path())
            .env("RITUAL_DB", self.db())
            .env("RITUAL_NOW", &self.now)
            .env("TZ", &self.tz)
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        said(self.command(args))
    }

    /// Runs a command that has to end well, and gives its stdout.
    pub fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{args:?}: {said:?}");
        said.out
    }

    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(&[args, &["--json"]].concat())).expect("one JSON document")
    }

    pub fn with_stdin(&self, args: &[&str], input: &[u8]) -> Said {
        fed(self.command(args), input)
    }

    /// Runs a command on a terminal of its own, types `keys` into it, and gives all that was shown.
    /// An EOT (`\u{4}`) is Ctrl-D.
    pub fn on_terminal(&self, args: &[&str], keys: &str) -> Said {
        let quoted = |a: &&str| format!("'{}'", a.replace('\'', "'\\''"));
        let args: Vec<_> = args.iter().map(quoted).collect();
        self.typed(&args.join(" "), keys, 0)
    }

    /// As [`Home::on_terminal`], for words as a shell reads them, on so many columns.
    pub fn typed(&self, words: &str, keys: &str, columns: u16) -> Said {
        let line = format!("'{}' {words}", self.bin.display());
        let mut terminal = Terminal::start(self, &line, columns);
        terminal.types(keys);
        terminal.end()
    }

    /// Runs command lines as a person types them, and shows them as a terminal would: what was
    /// typed after `$`, stdout as it is, stderr after `!`, an exit code other than 0 at the end.
    /// A line `@ 2026-03-02T08:00:00Z` sets the clock. Uids and the folder are replaced by marks.
    pub fn transcript(&mut self, lines: &str) -> String {
        let mut shown = String::new();
        for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
            if let Some(now) = line.strip_prefix("@ ") {
                self.now = now.to_owned();
                continue;
            }
            let words = words(line);
            let said = self.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
            shown += &format!("$ ritual {line}\n{}", said.out);
            for line in said.err.lines() {
                shown += &format!("! {line}\n");
            }
            if said.code != 0 {
                shown += &format!("= {}\n", said.code);
            }
        }
        self.masked(&shown)
    }

    pub fn masked(&self, text: &str) -> String {
        let uid = regex::Regex::new("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
            .expect("a pattern");
        let text = text.replace(&self.dir.path().display().to_string(), "[HOME]");
        let text = uid.replace_all(&text, "[UID]");
        // By the machine's clock, which no test sets.
        let noted = regex::Regex::new(r#"(noted here on |"noted":")(\d+ \w+ \d{4}|[0-9-]+)"#)
            .expect("a pattern");
        noted.replace_all(&text, "${1}[DAY]").into_owned()
    }
}

pub fn said(mut command: Command) -> Said {
    let out = command.output().expect("ritual runs");
    Said {
        out: String::from_utf8(out.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(out.stderr).expect("stderr is UTF-8"),
        code: out.status.code().unwrap_or(-1),
    }
}

/// As [`said`], with something on stdin.
pub fn fed(mut command: Command, input: &[u8]) -> Said {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ritual starts");
    // A command may end without reading all of it.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let out = child.wait_with_output().expect("ritual ends");
    Said {
        out: String::from_utf8(out.stdout).expect("UTF-8"),
        err: String::from_utf8(out.stderr).expect("UTF-8"),
        code: out.status.code().unwrap_or(-1),
    }
}

/// Splits a line at spaces, with '…' and "…" kept whole.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut open, mut quote) = (String::new(), false, None);
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), c) => word.push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                open = true;
            }
            (None, ' ') => {
                if open || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            (None, c) => word.push(c),
        }
    }
    if open || !word.is_empty() {
        words.push(word);
    }
    words
}
