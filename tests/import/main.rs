//! Files of other programs, end to end and against hostile hands.

#[path = "../support/mod.rs"]
mod support;
#[path = "../support/zips.rs"]
mod zips;

mod again;
mod arrivals;
mod cases;
mod departures;
mod errors;
mod formats;
mod hostile;
mod options;
mod sheets;

use support::{Home, Said};
use zips::{fixtures, zip_of, zipped};

pub fn fixture(name: &str) -> String {
    fixtures().join(name).display().to_string()
}

/// Rows as they are exported, without their identities.
pub fn bare(rows: &str) -> String {
    let uid = regex::Regex::new("\"(?:ritual_)?uid\":\"[^\"]*\",").expect("a pattern");
    uid.replace_all(rows, "").into_owned()
}

/// The rows of the notebook, without their identities.
pub fn rows(home: &Home) -> String {
    bare(&home.ok(&["export", "jsonl"]))
}

/// Runs an import of a fixture with more arguments.
pub fn import(home: &Home, format: &str, name: &str, more: &[&str]) -> Said {
    home.run(&[&["import", format, &fixture(name)], more].concat())
}

/// What a dry run shows, and what is in the notebook after the import: rows without their identities.
pub fn brought(format: &str, name: &str, more: &[&str]) -> String {
    brought_to(&Home::new(), format, name, more)
}

/// The same, in the place and at the time of this home.
pub fn brought_to(home: &Home, format: &str, name: &str, more: &[&str]) -> String {
    let dry = import(home, format, name, &[more, &["--dry-run"]].concat());
    assert!(!home.db().exists(), "a dry run writes nothing");
    let done = import(home, format, name, more);
    assert_eq!(done.code, 0, "{done:?}");
    let rows = home.ok(&["export", "jsonl"]);
    let shown = format!("{}{}---\n{}", dry.out, dry.err, bare(&rows));
    twice(home, format, name, more, &rows);
    shown.replace(&fixtures().display().to_string(), "…")
}

/// The same file again adds nothing, and one undo takes all of it back.
fn twice(home: &Home, format: &str, name: &str, more: &[&str], rows: &str) {
    let again = home.json(&[&["import", format, &fixture(name)], more].concat());
    assert_eq!(again["added"], 0, "{format} {name}: {again}");
    assert_eq!(home.ok(&["export", "jsonl"]), rows, "{format} {name}");
    let auto = home.run(&[&["import", "auto", &fixture(name)], more].concat());
    if format != "csv" {
        assert_eq!(auto.code, 0, "{auto:?}");
        assert!(auto.err.contains(&format!("reads as {format}")), "{auto:?}");
    }
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["export", "jsonl"]), "", "{format} {name}");
}

/// A database made by the statements, in a file of this name.
pub fn database(home: &Home, name: &str, statements: &str) -> String {
    let path = home.path(name);
    let conn = rusqlite::Connection::open(&path).expect("a database");
    conn.execute_batch(statements).expect("the statements");
    path.display().to_string()
}
