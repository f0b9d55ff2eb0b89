//! Scenes: what a person types on a machine of their own, what was printed, which rows are there
//! at the end. A scene is text that people read and change:
//!
//! ```text
//! == A title                        a scene begins, in an empty home
//! # a remark
//! @ 2026-03-02T07:30:00+01:00 UTC   the clock, and the zone
//! + name                            a file in the home, made of the lines that follow; with a
//!                                   slash at its end, a folder
//! | a line of the file
//! < a line on stdin                 of the command that follows
//! $ NAME=value ritual log walk      a command, with variables of its own before it
//! walk, noted for today.            its stdout
//! ! note: walk is new here          its stderr
//! = 2                               its exit code, where that is not 0
//! ~                                 printed, and not kept (`legacy::NOT_KEPT` says why)
//! #2 {"kind":"completion",…}        at the end: a row by its handle, as `export jsonl` has it
//! ```
//!
//! A printed line that begins like one of these has `\` before it, a last line without an end is
//! followed by `\ no line end`, and a carriage return is shown as `␍`. The uid of a row is shown by
//! its handle, as `[uid #2]`; any other uid is `[uid]`; the home is `[HOME]`, the
//! program `[RITUAL]`.

use crate::support::{Home, Said, fed, said, words};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const MARKS: [&str; 11] = [
    "== ", "# ", "@ ", "+ ", "| ", "< ", "$ ", "! ", "= ", "~", "\\",
];
const UNENDED: &str = "\\ no line end";

#[derive(Debug, Clone)]
pub struct Scene {
    pub title: String,
    pub steps: Vec<Step>,
    /// Every row at the end, by its handle.
    pub rows: BTreeMap<i64, String>,
}

#[derive(Debug, Clone)]
pub enum Step {
    Remark(String),
    Clock { now: String, tz: String },
    File { name: String, lines: Vec<String> },
    Run(Run),
}

#[derive(Debug, Clone)]
pub struct Run {
    pub stdin: Vec<String>,
    /// As typed.
    pub line: String,
    pub said: Said,
    /// Whether what was printed is kept beside the code.
    pub kept: bool,
}

impl Run {
    /// The variables before the command, and the words after its name.
    pub fn words(&self) -> (Vec<(String, String)>, Vec<String>) {
        let mut words = words(&self.line);
        let at = words
            .iter()
            .position(|word| word == "ritual")
            .unwrap_or_else(|| panic!("{}: no command", self.line));
        let args = words.split_off(at + 1);
        let variables = words[..at].iter().map(|word| {
            let (name, value) = word.split_once('=').expect("NAME=value");
            (name.to_owned(), value.to_owned())
        });
        (variables.collect(), args)
    }
}

/// The scenes of a file, an empty line between them.
pub fn read(text: &str) -> Vec<Scene> {
    let text = text.strip_prefix("== ").expect("a scene");
    text.split("\n\n== ").map(one).collect()
}

fn one(text: &str) -> Scene {
    let mut lines = text.lines();
    let mut scene = Scene {
        title: lines.next().expect("a title").to_owned(),
        steps: Vec::new(),
        rows: BTreeMap::new(),
    };
    let mut stdin = Vec::new();
    for line in lines {
        let marked = MARKS
            .iter()
            .find_map(|mark| Some((*mark, line.strip_prefix(mark)?)));
        let step = match marked {
            Some(("# ", remark)) => Step::Remark(remark.to_owned()),
            Some(("@ ", clock)) => {
                let (now, tz) = clock.split_once(' ').expect("an instant and a zone");
                let (now, tz) = (now.to_owned(), tz.to_owned());
                Step::Clock { now, tz }
            }
            Some(("+ ", name)) => Step::File {
                name: name.to_owned(),
                lines: Vec::new(),
            },
            Some(("$ ", line)) => Step::Run(Run {
                stdin: std::mem::take(&mut stdin),
                line: line.to_owned(),
                said: Said {
                    out: String::new(),
                    err: String::new(),
                    code: 0,
                },
                kept: true,
            }),
            Some(("< ", line)) => {
                stdin.push(line.to_owned());
                continue;
            }
            marked => {
                scene.went_on(marked, line);
                continue;
            }
        };
        scene.steps.push(step);
    }
    scene
}

impl Scene {
    /// Takes in a line that belongs to what came before it.
    fn went_on(&mut self, marked: Option<(&str, &str)>, line: &str) {
        if let Some((handle, row)) = handle_and_row(line) {
            self.rows.insert(handle, row.to_owned());
            return;
        }
        match (self.steps.last_mut(), marked) {
            (Some(Step::File { lines, .. }), Some(("| ", line))) => lines.push(line.to_owned()),
            (Some(Step::Run(run)), marked) => match marked {
                Some(("! ", line)) => run.said.err += &format!("{line}\n"),
                Some(("= ", code)) => run.said.code = code.parse().expect("a code"),
                Some(("~", "")) => run.kept = false,
                _ if line == UNENDED => {
                    run.said.out.pop();
                }
                _ => {
                    let line = line.strip_prefix('\\').unwrap_or(line);
                    run.said.out += &format!("{line}\n");
                }
            },
            _ => panic!("{}: {line:?} belongs to nothing", self.title),
        }
    }

    /// As it stands in a file.
    pub fn text(&self) -> String {
        let mut text = format!("== {}\n", self.title);
        for step in &self.steps {
            match step {
                Step::Remark(remark) => text += &format!("# {remark}\n"),
                Step::Clock { now, tz } => text += &format!("@ {now} {tz}\n"),
                Step::File { name, lines } => {
                    text += &format!("+ {name}\n");
                    lines.iter().for_each(|l| text += &format!("| {l}\n"));
                }
                Step::Run(run) => text += &run.text(),
            }
        }
        for (handle, row) in &self.rows {
            let _ = writeln!(text, "#{handle} {row}");
        }
        text
    }

    /// Plays it in a home of its own, and gives what came of it. `keeps` says whether what a
    /// command line printed is kept.
    pub fn played(&self, bin: &Path, keeps: impl Fn(&Run) -> bool) -> Scene {
        let mut home = Home::new();
        home.bin = bin.to_owned();
        // A row that is forgotten keeps its mark.
        let mut handles = BTreeMap::new();
        let mut played = self.clone();
        for step in &mut played.steps {
            match step {
                Step::Remark(_) => {}
                Step::Clock { now, tz } => (home.now, home.tz) = (now.clone(), tz.clone()),
                Step::File { name, .. } if name.ends_with('/') => {
                    std::fs::create_dir(home.path(name)).expect("a folder");
                }
                Step::File { name, lines } => {
                    std::fs::write(home.path(name), lines.join("\n") + "\n").expect("a file");
                }
                Step::Run(run) => {
                    run.kept = keeps(run);
                    let said = run.run(&home);
                    handles.extend(found(&home));
                    let (out, err) = match run.kept {
                        true => (masked(&home, &handles, &said.out), said.err),
                        false => (String::new(), String::new()),
                    };
                    run.said = Said {
                        out,
                        err: masked(&home, &handles, &err),
                        code: said.code,
                    };
                }
            }
        }
        played.rows = BTreeMap::new();
        if home.db().exists() {
            for row in home.ok(&["export", "jsonl"]).lines() {
                let map: serde_json::Value = serde_json::from_str(row).expect("a row");
                let uid = map["uid"].as_str().expect("a uid").replace('-', "");
                let handle = handles[&uid];
                played.rows.insert(handle, masked(&home, &handles, row));
            }
        }
        played
    }
}

impl Run {
    fn run(&self, home: &Home) -> Said {
        let (variables, args) = self.words();
        let mut command = home.command(&args.iter().map(String::as_str).collect::<Vec<_>>());
        command.current_dir(home.dir.path()).envs(variables);
        if self.stdin.is_empty() {
            return said(command);
        }
        fed(command, (self.stdin.join("\n") + "\n").as_bytes())
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.stdin {
            text += &format!("< {line}\n");
        }
        text += &format!("$ {}\n", self.line);
        if !self.kept {
            text += "~\n";
        }
        for line in self.said.out.lines() {
            let marked = MARKS.iter().any(|mark| line.starts_with(mark));
            let marked = marked || handle_and_row(line).is_some();
            text += &format!("{}{line}\n", if marked { "\\" } else { "" });
        }
        if !self.said.out.is_empty() && !self.said.out.ends_with('\n') {
            text += &format!("{UNENDED}\n");
        }
        for line in self.said.err.lines() {
            text += &format!("! {line}\n");
        }
        if self.said.code != 0 {
            text += &format!("= {}\n", self.said.code);
        }
        text
    }
}

/// `#12 {…}`.
fn handle_and_row(line: &str) -> Option<(i64, &str)> {
    let (handle, row) = line.strip_prefix('#')?.split_once(' ')?;
    Some((handle.parse().ok()?, row))
}

/// The handle of each row by the digits of its uid, read from whatever tables have both: no
/// command prints the two side by side for every kind of row.
fn found(home: &Home) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    let Ok(conn) = Connection::open_with_flags(home.db(), OpenFlags::SQLITE_OPEN_READ_ONLY) else {
        return found;
    };
    let tables =
        "SELECT s.name FROM sqlite_schema s WHERE s.type = 'table' AND s.name <> 'revision'
        AND 2 = (SELECT count(*) FROM pragma_table_info(s.name) c WHERE c.name IN ('id', 'uid'))";
    let mut tables = conn.prepare(tables).expect("a query");
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .expect("tables")
        .collect::<Result<_, _>>()
        .expect("names");
    for table in tables {
        let rows = format!(
            "SELECT CASE typeof(uid) WHEN 'blob' THEN lower(hex(uid)) ELSE replace(uid, '-', '') END, id
            FROM \"{table}\""
        );
        let mut rows = conn.prepare(&rows).expect("a query");
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        found.extend(rows.expect("rows").map(|row| row.expect("a row")));
    }
    found
}

fn masked(home: &Home, handles: &BTreeMap<String, i64>, text: &str) -> String {
    let uid = regex::Regex::new("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .expect("a pattern");
    let text = text
        .replace(&home.dir.path().display().to_string(), "[HOME]")
        .replace(&home.bin.display().to_string(), "[RITUAL]")
        .replace('\r', "␍");
    let mark = |uid: &regex::Captures| match handles.get(&uid[0].replace('-', "")) {
        Some(handle) => format!("[uid #{handle}]"),
        None => "[uid]".to_owned(),
    };
    uid.replace_all(&text, mark).into_owned()
}
