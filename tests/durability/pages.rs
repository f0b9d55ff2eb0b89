//! Pages that split keep copies of rows in their free corners; what is forgotten leaves those too.

use crate::support::Home;
use crate::tools::{Dice, assert_sound, bytes};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use std::path::Path;

const ROWS: usize = 400;

/// The word that stands in the note of row `n`, and nowhere else.
fn marker(n: usize) -> String {
    format!("<{n:04}>")
}

/// How often each marker stands in these bytes.
fn counts(bytes: &[u8]) -> Vec<usize> {
    let mut counts = vec![0; ROWS];
    for word in bytes.windows(6).filter(|w| w[0] == b'<' && w[5] == b'>') {
        let number = std::str::from_utf8(&word[1..5]).ok();
        if let Some(n) = number.and_then(|n| n.parse::<usize>().ok()) {
            counts[n] += 1;
        }
    }
    counts
}

/// Rows with more copies in the file than SQL can see.
fn left_in_corners(db: &Path) -> BTreeSet<usize> {
    let conn = Connection::open(db).unwrap();
    let sql = "SELECT coalesce(group_concat(note), '') || (SELECT coalesce(group_concat(before), '') FROM undo_change)
        FROM completion";
    let seen: String = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    drop(conn);
    let seen = counts(seen.as_bytes());
    let there = counts(&bytes(db));
    (0..ROWS).filter(|n| there[*n] > seen[*n]).collect()
}

/// Notes that grow and shrink, as years of edits would make them.
fn rewrite(db: &Path, dice: &mut Dice) {
    let mut conn = Connection::open(db).unwrap();
    conn.execute_batch("PRAGMA secure_delete = ON").unwrap();
    let tx = conn.transaction().unwrap();
    for _ in 0..300 {
        let n = dice.below(ROWS);
        let note = marker(n).repeat(1 + dice.below(300));
        let sql = "UPDATE completion SET note = ? WHERE note LIKE ?";
        let done = tx
            .execute(sql, params![note, format!("{}%", marker(n))])
            .unwrap();
        assert_eq!(done, 1);
    }
    tx.commit().unwrap();
}

#[test]
fn among_hundreds_of_rows_in_pages_that_split_only_the_forgotten_go() {
    let home = Home::new();
    let mut dice = Dice(7);
    // Some fit many to a page, some spill over several.
    for n in 0..ROWS {
        let note = marker(n).repeat(1 + dice.below(40) + if n % 25 == 0 { 900 } else { 0 });
        home.ok(&["log", "walk", "--note", &note]);
    }
    for _ in 0..30 {
        let n = dice.below(ROWS);
        let note = marker(n).repeat(1 + dice.below(300));
        home.ok(&["edit", &(n + 2).to_string(), "--note", &note]);
        if n.is_multiple_of(3) {
            home.ok(&["undo"]);
        }
    }
    // secure_delete alone wipes most of it, which is why some has to be looked for.
    let mut corners = left_in_corners(&home.db());
    for _ in 0..100 {
        if corners.len() >= 2 {
            break;
        }
        rewrite(&home.db(), &mut dice);
        corners = left_in_corners(&home.db());
    }
    assert!(
        !corners.is_empty(),
        "no row left a copy: the test would prove nothing"
    );
    let mut gone: BTreeSet<usize> = corners.into_iter().take(10).collect();
    while gone.len() < 20 {
        gone.insert(dice.below(ROWS));
    }
    for n in &gone {
        home.ok(&["forget", &(n + 2).to_string(), "--yes"]);
    }
    let left = counts(&bytes(&home.db()));
    for (n, left) in left.into_iter().enumerate() {
        assert_eq!(left > 0, !gone.contains(&n), "{}", marker(n));
    }
    assert_sound(&home.db());
}
