//! The README and the topics of `ritual help` are true: every transcript gives what stands under it,
//! every query its rows, every line of a shell runs, and every row that is shown comes in.

use crate::support::{BIN, Home, said};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn topics() -> Vec<PathBuf> {
    let pages = std::fs::read_dir(root().join("docs/help")).expect("the topics");
    let mut pages: Vec<PathBuf> = pages.map(|page| page.expect("a page").path()).collect();
    pages.sort();
    pages
}

/// The topics and the README, each with its name.
fn pages() -> Vec<(String, String)> {
    let pages = topics().into_iter().chain([root().join("README.md")]);
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a page");
        let name = path.file_stem().expect("a name").to_string_lossy();
        (name.into_owned(), text)
    };
    pages.map(read).collect()
}

fn page(name: &str) -> String {
    let found = pages().into_iter().find(|(page, _)| page == name);
    found.expect("the page").1
}

/// Changes nothing in a test.
const BARE: &str = "--color never";

/// The commands of a block marked ```console: what stands after `$ `.
fn typed(block: &str) -> String {
    let lines = block.lines().filter_map(|l| l.strip_prefix("$ ritual"));
    // A bare `$ ritual` is a line of its own in a transcript.
    let typed = lines.map(|l| match l.trim() {
        "" => BARE,
        line => line,
    });
    typed.collect::<Vec<_>>().join("\n")
}

/// What stands in blocks of a kind.
fn blocks<'a>(text: &'a str, kind: &str) -> Vec<&'a str> {
    let begins = format!("```{kind}\n");
    let block = |at: usize| text[at + begins.len()..].split("```").next();
    text.match_indices(&begins)
        .filter_map(|(at, _)| block(at))
        .collect()
}

/// A notebook after the transcripts of a page, with what they show.
fn told(page: &str) -> (Home, Vec<String>) {
    let mut home = Home::new();
    let shown = blocks(page, "console").into_iter().map(|block| {
        home.transcript(&typed(block))
            .replace(&format!("$ ritual {BARE}\n"), "$ ritual\n")
    });
    let shown = shown.collect();
    (home, shown)
}

/// With `RITUAL_RECORD` set it writes into the pages what is said.
#[test]
fn the_transcripts_show_what_is_said() {
    let record = std::env::var_os("RITUAL_RECORD").is_some();
    let mut found = 0;
    for path in topics().into_iter().chain([root().join("README.md")]) {
        let page = std::fs::read_to_string(&path).expect("a page");
        let mut recorded = page.clone();
        for (block, shown) in blocks(&page, "console").into_iter().zip(told(&page).1) {
            if record {
                recorded = recorded.replace(block, &shown);
            } else {
                assert_eq!(shown.trim_end(), block.trim_end(), "{}", path.display());
            }
            found += 1;
        }
        if record {
            std::fs::write(&path, recorded).expect("a page");
        }
    }
    assert!(found >= 20, "{found} transcripts");
}

/// Each query gives, on the notebook of the tour, the rows that stand under it.
#[test]
fn the_queries_give_what_stands_under_them() {
    let (home, _) = told(&page("tour"));
    let conn = Connection::open_with_flags(home.db(), OpenFlags::SQLITE_OPEN_READ_ONLY)
        .expect("the notebook of the tour");
    let sql = page("sql");
    let (queries, shown) = (blocks(&sql, "sql"), blocks(&sql, "text"));
    assert_eq!((queries.len(), shown.len()), (4, 4));
    for (query, shown) in queries.into_iter().zip(shown) {
        assert_eq!(asked(&conn, query), shown, "{query}");
    }
}

/// Rows as the sqlite3 shell prints them.
fn asked(conn: &Connection, query: &str) -> String {
    let cell = |value: Value| match value {
        Value::Null => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Real(n) => format!("{n:?}"),
        Value::Text(text) => text,
        Value::Blob(bytes) => format!("{bytes:?}"),
    };
    let mut statement = conn.prepare(query).expect("a query");
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let cells = (0..columns).map(|at| row.get(at).map(cell));
        Ok(cells.collect::<Result<Vec<_>, _>>()?.join("|") + "\n")
    });
    let rows: Result<String, _> = rows.expect("rows").collect();
    rows.expect("each row reads")
}

/// Blocks marked ```sh run in a folder with the files they name, on the notebook of the page.
#[test]
fn the_lines_of_a_shell_run() {
    let mut found = 0;
    for (name, page) in pages() {
        for block in blocks(&page, "sh") {
            if block.contains("cargo ") {
                continue;
            }
            let (home, _) = told(&page);
            let folder = home.dir.path();
            furnish(&home);
            let bin = Path::new(BIN).parent().expect("a folder");
            let path = std::env::var("PATH").unwrap_or_default();
            let mut shell = home.command(&[]);
            let program = std::mem::replace(&mut shell, Command::new("sh"));
            for (key, value) in program.get_envs() {
                shell.env(key, value.unwrap_or_default());
            }
            shell
                .args(["-euc", block])
                .current_dir(folder)
                .env("PATH", format!("{}:{path}", bin.display()))
                .stdin(std::process::Stdio::null());
            let ran = said(shell);
            assert_eq!(ran.code, 0, "{name}: {block}{ran:?}");
            found += 1;
        }
    }
    assert!(found >= 8, "{found} blocks");
}

/// What the lines of a shell speak of: a walk, a share with Sam, and files to bring in.
fn furnish(home: &Home) {
    for line in [
        &["log", "walk", "--once"][..],
        &["boundaries", "add", "reading my notebook", "--off-limits"],
        &["share", "walk", "--with", "Sam"],
    ] {
        home.ok(line);
    }
    std::fs::create_dir(home.path("copies")).expect("a folder");
    let other = Home::new();
    other.ok(&["log", "swim"]);
    std::fs::copy(other.db(), home.path("notes.db")).expect("a copy");
    for (name, text) in [
        ("notes.jsonl", other.ok(&["export", "jsonl"])),
        (
            "daylio.csv",
            "full_date,date,weekday,time,mood,activities,note_title,note\n\
             2026-03-02,March 2,Monday,10:00,great,tea | walk,,\n\
             2026-03-03,March 3,Tuesday,10:00,so so,,,\n"
                .to_owned(),
        ),
        (
            "diary.csv",
            "Date,Mood,Minutes\n2026-03-02,4,20\n".to_owned(),
        ),
    ] {
        std::fs::write(home.path(name), text).expect("a file");
    }
}

/// Rows that are shown as JSON Lines come in.
#[test]
fn the_rows_that_are_shown_come_in() {
    let page = page("json");
    let home = Home::new();
    let rows: String = blocks(&page, "json").concat();
    let said = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents", "--json"],
        rows.as_bytes(),
    );
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        rows.lines().count(),
        home.ok(&["export", "jsonl"]).lines().count()
    );
}

/// Every page of the folder is a topic, listed by its name and title, and no line of code needs more
/// than a terminal has.
#[test]
fn the_topics_are_the_pages() {
    let home = Home::new();
    let list = home.ok(&["help", "topics"]);
    assert_eq!(list.lines().count(), topics().len() + 1, "{list}");
    assert!(home.ok(&["help"]).ends_with(&list));
    for path in topics() {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let page = page(&name);
        let title = page
            .lines()
            .next()
            .expect("a title")
            .trim_start_matches("# ");
        assert!(list.contains(&format!("  {name:<12} {title}\n")), "{name}");
        let shown = home.ok(&["help", &name]);
        assert!(
            shown.starts_with(&format!("{title}\n\n")),
            "{name}: {shown}"
        );
        assert_eq!(home.ok(&["--no-input", "help", &name]), shown);
        let code = page.split("```").skip(1).step_by(2);
        for line in code
            .filter(|b| !b.starts_with("console"))
            .flat_map(str::lines)
        {
            assert!(line.chars().count() <= 78, "{name}: {line}");
        }
        let prose = page.split("```").step_by(2).collect::<String>();
        for word in prose.split_whitespace() {
            let word = word.trim_start_matches('#');
            assert!(shown.contains(word), "{name}: {word}");
        }
    }
    assert!(
        list.lines().all(|line| line.chars().count() <= 80),
        "{list}"
    );
    assert!(!home.db().exists());
}

#[test]
fn the_readme_fits_in_150_lines() {
    let readme = page("README");
    assert!(
        readme.lines().count() <= 150,
        "{} lines",
        readme.lines().count()
    );
    for (name, _) in pages().iter().filter(|(name, _)| name != "README") {
        assert!(
            readme.contains(&format!("`{name}`")),
            "the README names {name}"
        );
    }
}
