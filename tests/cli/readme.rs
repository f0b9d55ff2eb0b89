//! The README is true: every tour block gives what stands under it, and so does every query.

use crate::support::Home;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README")
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

#[test]
fn the_tour_shows_what_it_says() {
    let readme = readme();
    let mut home = Home::new();
    let tour = blocks(&readme, "console");
    for block in &tour {
        let shown = home
            .transcript(&typed(block))
            .replace(&format!("$ ritual {BARE}\n"), "$ ritual\n");
        assert_eq!(shown.trim_end(), block.trim_end());
    }
    assert!(tour.len() >= 5, "the tour has {} blocks", tour.len());
}

/// Each query gives, on the notebook of the tour, the rows that stand under it.
#[test]
fn the_queries_give_what_stands_under_them() {
    let readme = readme();
    let mut home = Home::new();
    for block in blocks(&readme, "console") {
        home.transcript(&typed(block));
    }
    let conn = Connection::open_with_flags(home.db(), OpenFlags::SQLITE_OPEN_READ_ONLY)
        .expect("the notebook of the tour");
    let queries = blocks(&readme, "sql");
    let shown = blocks(&readme, "text");
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
