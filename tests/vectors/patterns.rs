//! `ritual patterns` and `ritual try` on the stored notebooks.

use crate::golden::{agree, fixture, read};
use crate::support::Home;
use serde_json::Value;

/// A home with a stored notebook in it.
fn home(name: &str, now: &str) -> Home {
    let home = Home::at(now);
    let file = fixture(&format!("{name}.jsonl"));
    home.ok(&["import", "jsonl", &file.display().to_string()]);
    home
}

/// The stored numbers of a notebook, and those the program gives with these flags.
fn held(name: &str, stored: &str, flags: &[&str]) {
    let wanted = read(&format!("{stored}.json"));
    let home = home(name, "2026-11-22T12:00:00Z");
    let day = |key: &str| wanted[key].as_str().expect("a day").to_owned();
    let (from, to) = (day("from"), day("to"));
    let window = ["patterns", "--from", from.as_str(), "--to", to.as_str()];
    let got = home.json(&[&window, flags].concat());
    assert_eq!(got["schema"], 1);
    agree(&in_order(wanted), &got, stored);
}

/// The rows as the definition orders them; the stored ones have the kinds by their letters.
fn in_order(mut wanted: Value) -> Value {
    let kinds = ["ritual", "trigger", "coping", "changed"];
    let measures = ["mood", "energy", "sleep"];
    let place = |list: &[&str], value: &Value| list.iter().position(|v| value == v);
    for part in ["pairs", "amounts", "not_yet"] {
        let rows = wanted[part].as_array_mut().expect("rows");
        rows.sort_by_key(|row| {
            let subject = &row["subject"];
            let name = subject["name"].as_str().expect("a name").to_owned();
            (
                place(&kinds, &subject["kind"]),
                name,
                place(&measures, &row["measure"]),
            )
        });
    }
    let words = wanted["words"].as_array_mut().expect("rows");
    words.sort_by_key(|row| {
        let name = |of: &str| row[of]["name"].as_str().expect("a name").to_owned();
        (name("a"), place(&kinds, &row["b"]["kind"]), name("b"))
    });
    wanted
}

#[test]
fn the_stored_notebooks_give_the_stored_numbers() {
    for name in [
        "amounts-90",
        "coin-84",
        "exact-120",
        "fluckiger-1",
        "fluckiger-12",
        "fluckiger-5",
        "jang-p11",
        "openplay-g0135",
        "openplay-g0178",
        "synthetic-120",
    ] {
        held(name, name, &[]);
    }
}

#[test]
fn the_day_after_gives_the_stored_numbers() {
    for name in ["exact-120", "jang-p11", "synthetic-120"] {
        held(name, &format!("{name}.next-day"), &["--next-day"]);
    }
}

#[test]
fn days_with_a_word_give_the_stored_numbers() {
    for name in ["exact-120", "synthetic-120"] {
        held(name, &format!("{name}.among"), &["--among", "work"]);
    }
}

/// On the day after its last, in the list and by itself.
#[test]
fn a_trial_with_its_coin_gives_the_stored_numbers() {
    let wanted = read("coin-84.try.json");
    let home = home("coin-84", "2026-05-29T12:00:00Z");
    for command in [&["try"][..], &["try", "review"]] {
        let got = home.json(command);
        agree(&wanted, &got["rows"][0]["answer"], "coin-84.try");
    }
}
