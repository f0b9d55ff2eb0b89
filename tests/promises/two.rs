//! Nothing tells of what is not there: what another person sees depends on what is shared with them
//! and on nothing else.

use super::canary::{Canaries, ROWS};
use crate::support::{Home, Said, words};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a person may see of another's notebook, to a script.
const PAGES: &[&str] = &[
    "export shareable --preview --with Sam",
    "export shareable --yes --with Sam",
    "boundaries --together --yes --with Sam",
    "boundaries --together --yes --with Sam --json",
    "revisit --together --yes --with Sam",
    "revisit --together --yes --with Sam --json",
    "revisit --together --yes --with Sam --from 2026-03-01 --json",
    "revisit --together --yes --with Sam --from 2026-03-01 --timeline",
    "review --together --yes --with Sam",
    "review --together --yes --with Sam --json",
    "review --together --yes --with Sam --html -",
    "review --together --yes --with Sam --week 2026-03-22",
    "review --together --yes --with Sam --month 2026-03",
    "review --together --yes --with Sam --month 2026-03 --json",
    "review --together --yes --with Sam --year --json",
    "review --together --yes --with Sam --year --html -",
    "review --together --yes --with Sam --month 2026-03 --joint",
    "review --together --yes --with Sam --month 2026-03 --around nothing",
    "review --together --yes --with Sam --month 2026-03 --around noise",
    "revisit --together --yes --with Sam --from 2026-03-01 --for noise --json",
];

/// Why a row is not seen by Sam.
#[derive(Debug, Clone, Copy)]
enum Unseen {
    Private,
    /// It is shared with somebody else.
    Anothers,
    Ended,
    /// It has other words since it was shared.
    Changed,
    /// It says the name of a sacred ritual.
    Sacred,
}

const REASONS: [Unseen; 5] = [
    Unseen::Private,
    Unseen::Anothers,
    Unseen::Ended,
    Unseen::Changed,
    Unseen::Sacred,
];

fn grant(subject: &Value, with: &str) -> Value {
    json!({
        "kind": "consent", "subject": subject, "what": "share", "event": "granted",
        "day": "2026-03-20", "until": "2026-06-20", "with": with,
    })
}

/// What is shared with Sam: a row of each noun, and its grant.
fn seen() -> (Vec<Value>, String) {
    let mut canaries = Canaries::default();
    let ritual = canaries.word("ritual.name");
    let mut rows = Vec::new();
    for (n, (kind, row)) in ROWS.iter().enumerate() {
        if ["config", "consent"].contains(kind) {
            continue;
        }
        let mut row: Value = serde_json::from_str(row).expect("a row");
        canaries.fill(&mut row, kind, &ritual);
        row["kind"] = (*kind).into();
        row["uid"] = format!("00000000-0000-4000-8000-0000000000{n:02x}").into();
        row["visibility"] = "shared".into();
        let grant = grant(&row["uid"], "Sam");
        rows.extend([row, grant]);
    }
    (rows, ritual)
}

/// A row of a noun that Sam does not see, with the consents that are about it. Most speak of the ritual
/// that is shared.
fn unseen(n: usize, why: Unseen, ritual: &str) -> Vec<Value> {
    let (kind, row) = ROWS[n];
    let (words, day) = match why {
        Unseen::Sacred => ("our vigil at home", "2026-03-22"),
        _ => ("noise", "2026-05-19"),
    };
    // Later than all that is shared: a view that ends at the last note would tell of it.
    let row = row.replace('*', words).replace('@', ritual);
    let row = row.replace("2026-03-22", day);
    let mut row: Value = serde_json::from_str(&row).expect("a row");
    if kind == "ritual" {
        row["name"] = format!("{words} {why:?}").into();
    }
    row["kind"] = kind.into();
    row["uid"] = format!(
        "00000000-0000-4000-8000-0000000{:02x}0{n:02x}",
        why as u8 + 1
    )
    .into();
    let mut grant = grant(&row["uid"], "Sam");
    match why {
        Unseen::Private => return vec![row],
        Unseen::Anothers => grant["with"] = "Kim".into(),
        Unseen::Ended => grant["until"] = "2026-03-21".into(),
        Unseen::Changed => grant["digest"] = "0".repeat(64).into(),
        Unseen::Sacred => {}
    }
    row["visibility"] = "shared".into();
    vec![row, grant]
}

fn notebook(rows: &[Value], now: &str) -> Home {
    let home = Home::at(now);
    let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
    let said = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        lines.as_bytes(),
    );
    assert_eq!(said.code, 0, "{said:?}");
    home
}

fn pages(home: &Home) -> Vec<Said> {
    let page = |line: &&str| {
        let words = words(line);
        home.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    PAGES.iter().map(page).collect()
}

fn alike(now: &str, noise: &[(usize, Unseen)], first: bool) {
    let (rows, ritual) = seen();
    let mut others = vec![
        json!({"kind": "ritual", "name": "vigil", "sacred": true}),
        json!({"kind": "config", "key": "scale", "value": "3=noise"}),
        json!({"kind": "config", "key": "runs", "value": "off"}),
        json!({"kind": "completion", "ritual": "vigil", "day": "2026-03-22"}),
    ];
    for (n, why) in noise {
        others.extend(unseen(*n, *why, &ritual));
    }
    let all = match first {
        true => [others, rows.clone()].concat(),
        false => [rows.clone(), others].concat(),
    };
    let (plain, full) = (notebook(&rows, now), notebook(&all, now));
    for ((line, plain), full) in PAGES.iter().zip(pages(&plain)).zip(pages(&full)) {
        assert_eq!(plain, full, "{line}");
        assert_eq!(plain.code, 0, "{line}: {plain:?}");
        let none = ["--around", "--for "].iter().any(|w| line.contains(w));
        let wide = ["shareable", "boundaries", "-03"]
            .iter()
            .any(|w| line.contains(w) && !none);
        assert!(!wide || plain.out.contains("canary"), "{line}: {plain:?}");
    }
    // The control: what is shared is seen, and what is not is there.
    assert!(full.ok(&["find", "noise"]).contains("noise"));
}

/// The rows of which there may be another one: nouns but for settings and consent.
fn nouns() -> impl Iterator<Item = usize> {
    (0..ROWS.len()).filter(|n| !["config", "consent"].contains(&ROWS[*n].0))
}

#[test]
fn all_that_is_not_shared_changes_no_byte() {
    let all: Vec<_> = nouns().flat_map(|n| REASONS.map(|why| (n, why))).collect();
    for now in ["2026-03-22T12:00:00Z", "2026-05-20T12:00:00Z"] {
        for first in [true, false] {
            alike(now, &all, first);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_not_shared_changes_no_byte(
        noise in proptest::sample::subsequence(
            nouns().flat_map(|n| (0..REASONS.len()).map(move |why| (n, why))).collect::<Vec<_>>(), 1..40,
        ),
        first: bool,
    ) {
        let mut noise: Vec<_> = noise.into_iter().map(|(n, why)| (n, REASONS[why])).collect();
        // So that the control finds something.
        noise.push((nouns().next().expect("a noun"), Unseen::Private));
        alike("2026-05-20T12:00:00Z", &noise, first);
    }
}
