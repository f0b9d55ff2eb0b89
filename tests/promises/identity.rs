//! Which ritual is meant: by its identity where one is known, else by its name. A name that changes
//! makes no second ritual, and a name that is used again joins no two.

use crate::support::Home;
use std::collections::BTreeMap;

/// What one machine exports, brought into another; gives what the import said.
fn carried(from: &Home, to: &Home) -> String {
    carried_rows(from, to, &[])
}

fn carried_rows(from: &Home, to: &Home, kinds: &[&str]) -> String {
    let mut args = vec!["export", "jsonl"];
    args.extend(kinds.iter().flat_map(|kind| ["--kind", kind]));
    brought_in(to, &from.ok(&args))
}

fn brought_in(home: &Home, rows: &str) -> String {
    let said = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        rows.as_bytes(),
    );
    assert_eq!(said.code, 0, "{said:?}");
    said.out + &said.err
}

/// The notes of each ritual's entries, by its name.
fn entries(home: &Home) -> BTreeMap<String, Vec<String>> {
    let list = home.json(&["list", "--all"]);
    let rituals = list["rituals"].as_array().expect("rituals");
    let mut found: BTreeMap<String, Vec<String>> = rituals
        .iter()
        .map(|ritual| (ritual["name"].as_str().expect("a name").to_owned(), vec![]))
        .collect();
    assert_eq!(found.len(), rituals.len(), "each name once: {list}");
    for line in home
        .ok(&["export", "jsonl", "--kind", "completion"])
        .lines()
    {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let of = row["ritual"].as_str().expect("a ritual");
        let note = row["note"].as_str().unwrap_or_default().to_owned();
        found.get_mut(of).expect("a ritual that is here").push(note);
    }
    found
}

fn named(pairs: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    let owned = |notes: &[&str]| notes.iter().map(|note| (*note).to_owned()).collect();
    pairs
        .iter()
        .map(|(name, notes)| ((*name).to_owned(), owned(notes)))
        .collect()
}

/// Two machines of one person: one walk, noted on both.
fn pair() -> (Home, Home) {
    let (one, other) = (Home::new(), Home::new());
    one.ok(&["log", "walk", "--note", "first"]);
    carried(&one, &other);
    other.ok(&["log", "walk", "--note", "second"]);
    (one, other)
}

#[test]
fn a_ritual_that_was_renamed_is_the_same_one_in_both_directions() {
    for renamed_here in [true, false] {
        let (one, other) = pair();
        let (renamed, not) = if renamed_here {
            (&one, &other)
        } else {
            (&other, &one)
        };
        renamed.ok(&["change", "walk", "--name", "stroll"]);
        renamed.ok(&["log", "stroll", "--note", "third"]);
        carried(renamed, not);
        carried(not, renamed);
        let all = |home: &Home| {
            let mut found = entries(home);
            assert_eq!(found.len(), 1, "one ritual: {found:?}");
            let (name, mut notes) = found.pop_first().expect("one");
            notes.sort();
            (name, notes)
        };
        let notes = ["first", "second", "third"].map(str::to_owned).to_vec();
        assert_eq!(all(renamed), ("stroll".to_owned(), notes.clone()));
        assert_eq!(all(not), ("walk".to_owned(), notes));
    }
}

#[test]
fn a_name_that_is_used_again_joins_no_two_rituals() {
    let (one, other) = (Home::new(), Home::new());
    one.ok(&["log", "walk", "--note", "old"]);
    carried(&one, &other);
    one.ok(&["change", "walk", "--name", "stroll"]);
    one.ok(&["add", "walk"]);
    one.ok(&["log", "walk", "--note", "new"]);
    one.ok(&["log", "stroll", "--note", "old again"]);
    let both = named(&[("stroll", &["old", "old again"]), ("walk", &["new"])]);
    assert_eq!(entries(&one), both);
    let said = carried(&one, &other);
    assert!(
        said.contains("note: walk is called stroll from here on, as in the file\n"),
        "{said}"
    );
    assert_eq!(entries(&other), both);
    // And back again there is nothing that is not there.
    carried(&other, &one);
    assert_eq!(entries(&one), both);
}

/// What another program, or this one before, writes: within a file a name is the file's own.
#[test]
fn rows_without_an_identity_go_by_the_names_of_their_file() {
    let (one, other) = (Home::new(), Home::new());
    one.ok(&["log", "walk", "--note", "old"]);
    carried(&one, &other);
    one.ok(&["change", "walk", "--name", "stroll"]);
    one.ok(&["log", "stroll", "--note", "old again"]);
    let uid = regex::Regex::new(r#","ritual_uid":"[^"]*""#).expect("a pattern");
    let rows = one.ok(&["export", "jsonl"]);
    brought_in(&other, &uid.replace_all(&rows, ""));
    assert_eq!(entries(&other), named(&[("walk", &["old", "old again"])]));
}

#[test]
fn rows_without_an_identity_go_by_a_name_and_by_an_earlier_one() {
    let home = Home::new();
    home.ok(&["log", "walk", "--note", "here"]);
    home.ok(&["change", "walk", "--name", "stroll"]);
    brought_in(
        &home,
        r#"{"kind":"completion","ritual":"Stroll","day":"2026-11-01","note":"its name"}
{"kind":"completion","ritual":"walk","day":"2026-11-02","note":"its earlier name"}
{"kind":"completion","ritual":"swim","day":"2026-11-03","note":"nobody's"}"#,
    );
    let there = named(&[
        ("stroll", &["its name", "its earlier name", "here"]),
        ("swim", &["nobody's"]),
    ]);
    assert_eq!(entries(&home), there);
}

const ELSEWHERE: &str = "01a204e2-e7b3-73c5-994c-db40a7b85afa";

fn of_elsewhere(note: &str) -> String {
    format!(
        r#"{{"kind":"completion","ritual":"walk","ritual_uid":"{ELSEWHERE}","day":"2026-11-01","note":"{note}"}}"#
    )
}

#[test]
fn an_unknown_identity_joins_the_ritual_of_its_name_and_the_report_says_so() {
    let mut home = Home::new();
    home.ok(&["log", "walk", "--note", "here"]);
    std::fs::write(home.path("rows.jsonl"), of_elsewhere("there")).expect("rows");
    let file = home.path("rows.jsonl").display().to_string();
    insta::assert_snapshot!(home.transcript(&format!("import jsonl {file}")), @"
    $ ritual import jsonl [HOME]/rows.jsonl
    1 row brought in (1 Nov).
      completion  1
    `ritual calendar --year 2026` shows the days.
    ! note: walk goes on as the ritual of that name here
    ");
    assert_eq!(entries(&home), named(&[("walk", &["there", "here"])]));
}

#[test]
fn an_unknown_identity_joins_no_ritual_that_its_file_carries_or_that_gave_the_name_up() {
    let carries = Home::new();
    carries.ok(&["log", "walk", "--note", "here"]);
    let here = carries.ok(&["export", "jsonl", "--kind", "ritual"]);
    let here = here.replace("\"name\":\"walk\"", "\"name\":\"stroll\"");
    brought_in(&carries, &(here + &of_elsewhere("there")));
    let gave_up = Home::new();
    gave_up.ok(&["log", "walk", "--note", "here"]);
    gave_up.ok(&["change", "walk", "--name", "stroll"]);
    brought_in(&gave_up, &of_elsewhere("there"));
    let apart = named(&[("stroll", &["here"]), ("walk", &["there"])]);
    assert_eq!(entries(&gave_up), apart);
    assert_eq!(entries(&carries), apart);
}

#[test]
fn an_earlier_name_begins_a_new_ritual_and_then_leads_to_that() {
    let mut home = Home::new();
    insta::assert_snapshot!(home.transcript("
        log walk --note old
        change walk --name stroll
        log walk --note 'by its earlier name'
        add walk
        log walk --note new
        add walk
        change stroll --name walk
    "), @"
    $ ritual log walk --note old
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual change walk --name stroll
    stroll: changed (name).
    $ ritual log walk --note 'by its earlier name'
    stroll, noted a second time today. #3
    ! note: 'walk' is taken for stroll
    $ ritual add walk
    walk is in the notebook.
    $ ritual log walk --note new
    walk, noted for today. #5
    $ ritual add walk
    ! error: a ritual is called 'walk' here
    ! hint: `ritual change walk …` changes it
    = 1
    $ ritual change stroll --name walk
    ! error: a ritual is called 'walk' here
    ! hint: `ritual change walk …` changes it
    = 1
    ");
    let apart = named(&[
        ("stroll", &["old", "by its earlier name"]),
        ("walk", &["new"]),
    ]);
    assert_eq!(entries(&home), apart);
}

/// Wherever a name is typed, an earlier one is that ritual's: each line with `walk` for `stroll`
/// says what it says with `stroll`.
#[test]
fn an_earlier_name_leads_to_the_ritual_wherever_one_is_typed() {
    let home = || {
        let home = Home::new();
        home.ok(&["add", "walk", "--rhythm", "daily"]);
        home.ok(&["change", "walk", "--name", "stroll"]);
        home.ok(&["log", "stroll", "--on", "2026-11-01", "--note", "cold"]);
        home.ok(&["log", "stroll", "--note", "warm"]);
        home
    };
    for line in [
        "log NAME --note more",
        "show NAME",
        "change NAME --around noon",
        "history NAME",
        "retire NAME",
        "pause NAME",
        "streaks NAME",
        "calendar NAME",
        "patterns NAME --all",
        "gap NAME --all",
        "reflect NAME --works well",
        "reflections NAME",
        "remind invite NAME --at 21:00",
        "invite NAME --who Sam --to accompany",
        "month set --personal read --ritual NAME",
        "share NAME --with Sam",
        "export jsonl --only NAME",
        "export csv - --kind completion --only NAME",
        "export ics --only NAME",
        "export markdown --only NAME",
        "forget --ritual NAME --yes",
    ] {
        let run = |name: &str| {
            let home = home();
            let line = line.replace("NAME", name);
            let said = home.run(&line.split(' ').collect::<Vec<_>>());
            assert_eq!(said.code, 0, "{line}: {said:?}");
            let all = home.ok(&["export", "jsonl"]);
            (home.masked(&said.out), home.masked(&all), said.err)
        };
        let (now, mut earlier) = (run("stroll"), run("walk"));
        // Where something is noted or goes for good, it is said which ritual that is.
        if line.starts_with("log ") || line.starts_with("forget ") {
            assert_eq!(earlier.2, "note: 'walk' is taken for stroll\n");
            earlier.2 = now.2.clone();
        }
        assert_eq!(earlier, now, "{line}");
    }
    // What takes a name only in a state of its own.
    for (before, line) in [
        ("pause stroll", "resume walk"),
        ("share stroll --with Sam", "unshare walk"),
    ] {
        let home = home();
        home.ok(&before.split(' ').collect::<Vec<_>>());
        let said = home.ok(&line.split(' ').collect::<Vec<_>>());
        assert!(said.contains("stroll"), "{line}: {said}");
    }
}

/// Two notebooks' rows in one file come in as they do one after the other.
#[test]
fn two_rituals_of_one_name_in_a_file_are_one() {
    let (one, other, both) = (Home::new(), Home::new(), Home::new());
    one.ok(&["log", "walk", "--note", "first"]);
    other.ok(&["log", "Walk", "--note", "second"]);
    let rows = |home: &Home| home.ok(&["export", "jsonl"]);
    brought_in(&both, &(rows(&one) + &rows(&other)));
    assert_eq!(entries(&both), named(&[("walk", &["first", "second"])]));
}

#[test]
fn a_name_that_several_gave_up_leads_to_the_last_of_them() {
    let home = Home::new();
    for later in ["stroll", "hike"] {
        home.ok(&["add", "walk"]);
        home.ok(&["change", "walk", "--name", later]);
    }
    home.ok(&["log", "walk", "--note", "today"]);
    assert_eq!(
        entries(&home),
        named(&[("stroll", &[]), ("hike", &["today"])])
    );
}

/// What cannot be undone says which ritual it was done to.
#[test]
fn forgetting_by_an_earlier_name_says_what_it_was_taken_for() {
    let mut home = Home::new();
    home.ok(&["log", "walk", "--note", "first"]);
    home.ok(&["change", "walk", "--name", "stroll"]);
    insta::assert_snapshot!(home.transcript("forget WALK --yes"), @"
    $ ritual forget WALK --yes
    ! error: stroll is a ritual, and forget takes an entry by its handle
    ! hint: `ritual forget 2 --yes` takes today's entry, `ritual forget --ritual stroll --yes` the ritual with all its entries
    = 2
    ");
}

#[test]
fn an_earlier_name_ends_a_reminder() {
    let home = Home::new();
    home.ok(&["add", "walk"]);
    home.ok(&["remind", "invite", "walk", "--at", "9:00"]);
    home.ok(&["change", "walk", "--name", "stroll"]);
    assert_eq!(
        home.ok(&["remind", "stop", "walk"]),
        "No note comes at 09:00 for stroll.\n"
    );
}
