//! TAB in the real shells, on a terminal that tmux makes. Where one is missing its tests say so and
//! pass; `.ci/run` installs them and says so with RITUAL_SHELLS.

#![cfg(target_os = "linux")]

use crate::support::{BIN, Home};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A shell with the program's completion, as a person has it.
struct Shell<'h> {
    home: &'h Home,
    name: &'static str,
}

/// How a shell takes the script: its file is loaded.
const SOURCED: &str = "source \"$HOME/_ritual\"";
/// How zsh takes it where it lies in a folder of fpath.
const AUTOLOADED: &str = "fpath=($HOME $fpath); autoload -Uz compinit; compinit -u";

impl<'h> Shell<'h> {
    /// None where it is not on this machine.
    fn start(home: &'h Home, name: &'static str, takes: &str) -> Option<Shell<'h>> {
        for program in [name, "tmux"] {
            let there = Command::new(program)
                .arg("-V")
                .stdin(Stdio::null())
                .output();
            let there = there.is_ok();
            let required = std::env::var_os("RITUAL_SHELLS").is_some();
            assert!(
                there || !required,
                "RITUAL_SHELLS is set, and there is no {program}"
            );
            if !there {
                let _ = writeln!(
                    std::io::stderr(),
                    "no {program} here: no TAB is pressed in it"
                );
                return None;
            }
        }
        let script = home.ok(&["completions", name]);
        std::fs::write(home.path("_ritual"), script).expect("a script");
        let (line, ready) = match name {
            "bash" => ("bash --norc", "PS1='> '"),
            "zsh" => ("zsh -f", "PS1='> '"),
            _ => (
                "fish --no-config",
                "function fish_prompt; echo '> '; end; set -g fish_autosuggestion_enabled 0",
            ),
        };
        let shell = Shell { home, name };
        shell.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "100",
            "-y",
            "24",
            line,
        ]);
        let ready = format!("{ready}; {takes}; clear; echo rea''dy");
        shell.tmux(&["send-keys", "-l", &ready]);
        shell.tmux(&["send-keys", "Enter"]);
        shell.shows("it starts", |screen| {
            screen.lines().any(|line| line == "ready")
        });
        Some(shell)
    }

    fn tmux(&self, args: &[&str]) -> String {
        let path = std::env::var("PATH").expect("a PATH");
        let programs = Path::new(BIN).parent().expect("a folder");
        let mut tmux = Command::new("tmux");
        tmux.arg("-S").arg(self.home.path("terminal"));
        let out = tmux
            .args(args)
            .env_clear()
            .envs(
                self.home
                    .command(&[])
                    .get_envs()
                    .filter_map(|(k, v)| Some((k, v?))),
            )
            .env("PATH", format!("{}:{path}", programs.display()))
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm")
            .env("SHELL", "/bin/sh")
            .stdin(Stdio::null())
            .output()
            .expect("tmux");
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    /// The screen, once it shows what it is to show.
    fn shows(&self, what: &str, is: impl Fn(&str) -> bool) -> String {
        let mut screen = String::new();
        for _ in 0..1200 {
            screen = self.tmux(&["capture-pane", "-p"]).trim_end().to_owned();
            if is(&screen) {
                return screen;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{}: {what}:\n{screen}", self.name)
    }

    /// An empty line on an empty screen. A key that comes while the shell draws its prompt may be
    /// lost, so it is pressed until it is heard; Ctrl-C would take along what is typed after it.
    fn clear(&self) {
        self.tmux(&["send-keys", "C-u"]);
        self.shows("it is cleared", |screen| {
            let cleared = screen.trim() == ">";
            if !cleared && screen.lines().last().is_none_or(|line| line.trim() == ">") {
                self.tmux(&["send-keys", "C-l"]);
            }
            cleared
        });
    }

    /// The line after one TAB: `#` is typed behind it, which shows that the shell is done with it.
    fn tab(&self, typed: &str) -> String {
        self.clear();
        self.tmux(&["send-keys", "-l", typed]);
        self.tmux(&["send-keys", "Tab"]);
        self.tmux(&["send-keys", "-l", "#"]);
        let done = |line: &str| line.trim_end().ends_with('#');
        let screen = self.shows(typed, |screen| screen.lines().any(done));
        let line = screen.lines().find(|line| done(line)).expect("a line");
        line.trim_end_matches('#')
            .trim_start_matches("> ")
            .to_owned()
    }

    /// What is listed after two.
    fn list(&self, typed: &str, shown: &str) -> String {
        self.clear();
        self.tmux(&["send-keys", "-l", typed]);
        self.tmux(&["send-keys", "Tab"]);
        self.tmux(&["send-keys", "Tab"]);
        self.shows(typed, |screen| screen.contains(shown))
    }

    /// Runs a line that is completed.
    fn run(&self, typed: &str) {
        self.clear();
        self.tmux(&["send-keys", "-l", typed]);
        self.tmux(&["send-keys", "Tab"]);
        self.tmux(&["send-keys", "Enter"]);
        self.shows(typed, |screen| screen.contains(", noted "));
    }
}

impl Drop for Shell<'_> {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

fn notebook() -> Home {
    let home = Home::new();
    for line in [
        "add 'morning pages'",
        "add 'tea: green'",
        "add walk",
        "boundaries add 'phone at dinner' --off-limits",
        "boundaries add 'work email' --off-limits",
        "offer 'the old bike'",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let other = home.path("other.db");
    home.ok(&["--db", &other.to_string_lossy(), "add", "painting"]);
    std::fs::write(home.path("notes.csv"), "").expect("a file");
    std::fs::create_dir(home.path("old notes")).expect("a folder");
    home
}

/// What every shell makes of a line, its first TAB included.
fn completes(shell: &Shell) {
    for (typed, completed) in [
        ("ritual log 'mor", "ritual log 'morning pages' "),
        ("ritual log \"mor", "ritual log \"morning pages\" "),
        ("ritual log mor", "ritual log morning\\ pages "),
        ("ritual log morning\\ p", "ritual log morning\\ pages "),
        ("ritual log tea:\\ g", "ritual log tea:\\ green "),
        ("ritual log 'tea: g", "ritual log 'tea: green' "),
        ("ritual log tea:", "ritual log tea:\\ green "),
        ("ritual log walk yes", "ritual log walk yesterday "),
        (
            "ritual log walk --on yes",
            "ritual log walk --on yesterday ",
        ),
        (
            "ritual pause walk --until tom",
            "ritual pause walk --until tomorrow ",
        ),
        (
            "ritual change walk --rhythm weekl",
            "ritual change walk --rhythm weekly ",
        ),
        (
            "ritual boundaries clear ph",
            "ritual boundaries clear phone\\ at\\ dinner ",
        ),
        ("ritual offer close ", "ritual offer close 6 "),
        (
            "ritual change walk --rhythm 4/q",
            "ritual change walk --rhythm 4/quarter ",
        ),
        (
            "ritual change walk --rhythm '150 m",
            "ritual change walk --rhythm '150 min/week' ",
        ),
        (
            "ritual add x --rhythm 'every 4 w",
            "ritual add x --rhythm 'every 4 weeks' ",
        ),
        // The home stays written as it was, and what stands below it is quoted.
        ("ritual import auto ~/no", "ritual import auto ~/notes.csv "),
        (
            "ritual import auto ~/ol",
            "ritual import auto ~/old\\ notes/",
        ),
        ("ritual --db ~/oth log pa", "ritual --db ~/oth log pa"),
        (
            "ritual --db ~/other.db log pa",
            "ritual --db ~/other.db log painting ",
        ),
        // The demo has names of its own, and runs no command of the file.
        ("ritual demo log sw", "ritual demo log swim "),
        ("ritual demo log mor", "ritual demo log mor"),
        ("ritual demo rev", "ritual demo review "),
        ("ritual demo bac", "ritual demo bac"),
        // Flags come behind a dash, and nothing else is to be had here.
        ("ritual undo ", "ritual undo "),
        ("ritual undo --li", "ritual undo --list "),
        // What 0.1 spelled otherwise is completed behind, and not offered.
        ("ritual history wa", "ritual history walk "),
        ("ritual histor", "ritual histor"),
    ] {
        assert_eq!(shell.tab(typed), completed, "{}: {typed}", shell.name);
    }
}

/// In every shell a handle stands with the words it stands for. A shell may stay in its list.
fn lists(shell: &Shell) {
    let list = shell.list("ritual boundaries change ", "phone at dinner");
    assert!(list.contains("work email"), "{}: {list}", shell.name);
}

/// Whatever stands in a name, and in whatever quote it was begun: what is completed is one word that
/// reads back as the name.
fn reads_back(shell: &Shell) {
    let names = ["it's late", "a \"b\" $HOME `id`", "day! end", "c\\d *"];
    for name in names {
        shell.home.ok(&["add", name]);
    }
    for (begun, name) in [("it", 0), ("a", 1), ("day", 2), ("c", 3)] {
        for quote in ["", "'", "\""] {
            shell.run(&format!("ritual log {quote}{begun}"));
        }
        let noted = shell.home.ok(&["export", "jsonl", "--kind", "completion"]);
        let rows = noted
            .lines()
            .filter_map(|row| serde_json::from_str(row).ok());
        let of_it = rows.filter(|row: &serde_json::Value| row["ritual"] == names[name]);
        assert_eq!(of_it.count(), 3, "{}: {}: {noted}", shell.name, names[name]);
    }
}

#[test]
fn in_bash() {
    let home = notebook();
    if let Some(bash) = Shell::start(&home, "bash", SOURCED) {
        completes(&bash);
        reads_back(&bash);
        lists(&bash);
    }
}

#[test]
fn in_zsh_by_itself() {
    let home = notebook();
    if let Some(zsh) = Shell::start(&home, "zsh", AUTOLOADED) {
        completes(&zsh);
        reads_back(&zsh);
        lists(&zsh);
    }
}

#[test]
fn in_zsh_by_its_file() {
    let home = notebook();
    let takes = format!("autoload -Uz compinit; compinit -u; {SOURCED}");
    if let Some(zsh) = Shell::start(&home, "zsh", &takes) {
        completes(&zsh);
    }
}

#[test]
fn in_fish() {
    let home = notebook();
    if let Some(fish) = Shell::start(&home, "fish", SOURCED) {
        completes(&fish);
        reads_back(&fish);
        lists(&fish);
    }
}
