//! `import jsonl`, `export jsonl`: lossless both ways.

use crate::support::Home;

const EVERYTHING: &str = r#"{"kind":"config","key":"day-start","value":"04:00"}
{"kind":"ritual","name":"walk","intention":"calm","rhythms":[{"rhythm":"daily"},{"from":"2026-02-01","rhythm":"3/week"},{"from":"2026-03-01"}],"around":"dusk","for":["joy","ease"],"unit":"min","joint":true,"with":"Sam","colour":{"hue":3}}
{"kind":"ritual","name":"prayer","sacred":true,"retired":"2026-05-01","visibility":"shared"}
{"kind":"pause","ritual":"walk","from":"2026-03-05","until":"2026-03-09","why":"travel"}
{"kind":"pause","from":"2026-10-05"}
{"kind":"completion","ritual":"walk","day":"2026-03-02","at":"07:30","amount":20,"as":"round the block","note":"cold\nbut clear","mystery":[1,null]}
{"kind":"completion","ritual":"walk","day":"2026-03-02"}
{"kind":"completion","ritual":"walk","day":"2026-03-02"}
{"kind":"completion","ritual":"مشي","day":"2026-03-03","amount":1.25}
{"kind":"mood","day":"2026-03-02","mood":4,"energy":3,"sleep":7.5,"feelings":["calm"],"triggers":["work"],"coping":["walk"],"changed":["sleep"],"note":"slept at last"}
{"kind":"mood","day":"2026-03-03","at":"2026-03-03T23:10:00.250+13:00","zone":"Pacific/Auckland","note":"an \u001b[31mescape\u202e and \u0085"}
{"kind":"boundary","area":"reading my notebook","stance":"off-limits","with":"Sam","agreed":"2026-03-04","revisit":"2026-06-01","history":[{"on":"2026-03-04","was":{"stance":"ask-first"},"note":"talked it over"}]}
"#;

fn import(home: &Home, lines: &str) -> crate::support::Said {
    home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        lines.as_bytes(),
    )
}

#[test]
fn out_and_in_and_out_again_is_the_same_to_the_byte() {
    let home = Home::new();
    let said = import(&home, EVERYTHING);
    insta::assert_snapshot!(said.out, @"
    13 rows brought in (2 Mar – 5 Oct).
      config      1
      ritual      3
      pause       2
      completion  4
      mood        2
      boundary    1
    `ritual calendar --year 2026` shows the days.
    ");
    let first = home.ok(&["export", "jsonl"]);
    insta::assert_snapshot!(home.masked(&first), @r#"
    {"kind":"config","uid":"[UID]","key":"day-start","value":"04:00"}
    {"kind":"ritual","uid":"[UID]","name":"walk","intention":"calm","rhythms":[{"rhythm":"daily"},{"from":"2026-02-01","rhythm":"3/week"},{"from":"2026-03-01"}],"around":"dusk","for":["joy","ease"],"unit":"min","joint":true,"with":"Sam","colour":{"hue":3}}
    {"kind":"ritual","uid":"[UID]","visibility":"shared","name":"prayer","sacred":true,"retired":"2026-05-01"}
    {"kind":"ritual","uid":"[UID]","name":"مشي"}
    {"kind":"pause","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","from":"2026-03-05","until":"2026-03-09","why":"travel"}
    {"kind":"pause","uid":"[UID]","from":"2026-10-05"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-03-02","at":"2026-03-02T07:30:00Z","zone":"UTC","amount":20,"as":"round the block","note":"cold\nbut clear","mystery":[1,null]}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-03-02"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-03-02"}
    {"kind":"completion","uid":"[UID]","ritual":"مشي","ritual_uid":"[UID]","day":"2026-03-03","amount":1.25}
    {"kind":"mood","uid":"[UID]","day":"2026-03-02","mood":4,"energy":3,"sleep":7.5,"feelings":["calm"],"triggers":["work"],"coping":["walk"],"changed":["sleep"],"note":"slept at last"}
    {"kind":"mood","uid":"[UID]","day":"2026-03-03","at":"2026-03-03T23:10:00.250+13:00","zone":"Pacific/Auckland","note":"an \u001b[31mescape\u202e and \u0085"}
    {"kind":"boundary","uid":"[UID]","area":"reading my notebook","stance":"off-limits","with":"Sam","agreed":"2026-03-04","revisit":"2026-06-01","history":[{"uid":"[UID]","on":"2026-03-04","was":{"stance":"ask-first"},"note":"talked it over"}]}
    "#);
    let other = Home::at("2027-01-01T00:00:00Z");
    assert_eq!(import(&other, &first).code, 0);
    assert_eq!(other.ok(&["export", "jsonl"]), first);
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let home = Home::new();
    import(&home, EVERYTHING);
    let first = home.ok(&["export", "jsonl"]);
    insta::assert_snapshot!(import(&home, EVERYTHING).out, @"12 rows here from before.");
    insta::assert_snapshot!(import(&home, &first).out, @"13 rows here from before.");
    assert_eq!(home.ok(&["export", "jsonl"]), first);
}

#[test]
fn what_is_here_stays_as_it_is() {
    let home = Home::new();
    home.ok(&["add", "walk", "--intention", "mine"]);
    home.ok(&["log", "swim"]);
    import(
        &home,
        "{\"kind\":\"ritual\",\"name\":\"WALK\",\"intention\":\"theirs\"}\n{\"kind\":\"ritual\",\"name\":\"swim\",\"rhythm\":\"daily\"}\n",
    );
    let rituals = home.json(&["list"]);
    assert_eq!(rituals["rituals"][0]["intention"], "mine");
    assert_eq!(rituals["rituals"][1]["rhythm"], "daily");
    assert_eq!(rituals["rituals"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_line_that_does_not_read_is_named_and_nothing_is_written() {
    let home = Home::new();
    let mut said = String::new();
    for line in [
        "nonsense",
        "[1]",
        "{\"kind\":\"poem\"}",
        "{\"day\":\"2026-01-01\"}",
        "{\"kind\":\"completion\",\"day\":\"2026-01-01\"}",
        "{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"2026-02-30\"}",
        "{\"kind\":\"mood\",\"day\":\"2026-01-01\",\"mood\":6}",
        "{\"kind\":\"mood\",\"day\":\"2026-01-01\"}",
        "{\"kind\":\"mood\",\"day\":\"2026-01-01\",\"sleep\":30}",
        "{\"kind\":\"ritual\",\"name\":\" \"}",
        "{\"kind\":\"ritual\",\"name\":\"x\",\"rhythm\":\"9/week\"}",
        "{\"kind\":\"boundary\",\"area\":\"x\",\"stance\":\"maybe\"}",
        "{\"kind\":\"pause\",\"from\":\"2026-02-01\",\"until\":\"2026-01-01\"}",
        "{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"2026-01-01\",\"uid\":\"7\"}",
        "{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"2026-01-01\",\"amount\":-1}",
        "{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"2026-01-01\",\"at\":\"noon\"}",
    ] {
        let out = import(
            &home,
            &format!("{{\"kind\":\"ritual\",\"name\":\"walk\"}}\n{line}\n"),
        );
        assert_eq!(
            (out.code, home.db().exists()),
            (2, false),
            "{line}: {out:?}"
        );
        said += out.err.lines().next().unwrap_or_default();
        said.push('\n');
    }
    insta::assert_snapshot!(said, @r#"
    error: stdin, line 2: invalid JSON at column 2: expected ident
    error: stdin, line 2: expects a JSON object
    error: stdin, line 2: "kind" expects one of config, ritual, pause, completion, mood, boundary, support_option, support, support_line, offer, invite, reminder, consent, reflection, month, win, thanks, phrase, vision, winddown, trial, person, resource, hard, talk, start; got "poem"
    error: stdin, line 2: "kind" expects one of config, ritual, pause, completion, mood, boundary, support_option, support, support_line, offer, invite, reminder, consent, reflection, month, win, thanks, phrase, vision, winddown, trial, person, resource, hard, talk, start
    error: stdin, line 2: "ritual" expects a value; it is missing or empty
    error: stdin, line 2: "day" expects a date such as 2026-03-02; got "2026-02-30"
    error: stdin, line 2: "mood" expects a whole number from 1 to 5
    error: stdin, line 2: "kind" expects something beside the day, such as a mood, words or sleep
    error: stdin, line 2: "sleep" expects a number from 0 to 24; got 30
    error: stdin, line 2: "name" expects a name; this one is empty
    error: stdin, line 2: "rhythm" expects none, daily, 3/week (1 to 7), 2/month, 1/quarter, 2/year, '150 min/week', mon,wed,fri, every 3 days (1 to 366), every 2 weeks or every 3 months; got "9/week"
    error: stdin, line 2: "stance" expects off-limits, ask-first or offered; got "maybe"
    error: stdin, line 2: "until" expects a day on or after "from"
    error: stdin, line 2: "uid" expects a UUID; got "7"
    error: stdin, line 2: "amount" expects a number from 0 to 1000000000000; got -1
    error: stdin, line 2: "at" expects a time such as 07:30 or 2026-03-02T07:30:00+01:00; got "noon"
    "#);
    let invalid = home.with_stdin(
        &["import", "jsonl", "-", "--with-consents"],
        b"{\"kind\":\"ritual\",\"name\":\"w\xff\"}\n",
    );
    insta::assert_snapshot!(invalid.err, @"
    error: stdin, line 1: invalid UTF-8 at byte 27
    hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    ");
}

#[test]
fn bad_lines_can_be_left_out_and_a_dry_run_writes_nothing() {
    let mut home = Home::new();
    std::fs::write(home.path("rows.jsonl"), format!("{EVERYTHING}nonsense\n")).expect("a file");
    let file = home.path("rows.jsonl").display().to_string();
    insta::assert_snapshot!(home.transcript(&format!(
        "import jsonl {file}\nimport jsonl {file} --skip-bad --dry-run --with-consents\ntoday\nimport jsonl {file} --skip-bad --with-consents -q\nimport jsonl {file} --skip-bad --dry-run --json\nimport jsonl /nowhere.jsonl"
    )), @r#"
    $ ritual import jsonl [HOME]/rows.jsonl
    ! error: [HOME]/rows.jsonl, line 13: invalid JSON at column 2: expected ident
    ! hint: nothing was written; --skip-bad takes the other lines and lists what it left out
    = 2
    $ ritual import jsonl [HOME]/rows.jsonl --skip-bad --dry-run --with-consents
    13 rows would come in (2 Mar – 5 Oct).
      config      1
      ritual      3
      pause       2
      completion  4
      mood        2
      boundary    1

    ritual        first day  last day  entries  rests
    prayer
    walk          2 March    2 March   3        1
    مشي           3 March    3 March   1
    (mood notes)  2 March    3 March   2
    ! note: [HOME]/rows.jsonl, line 13 left out: invalid JSON at column 2: expected ident
    $ ritual today
    Sunday 22 November: a quiet page.
    $ ritual import jsonl [HOME]/rows.jsonl --skip-bad --with-consents -q
    $ ritual import jsonl [HOME]/rows.jsonl --skip-bad --dry-run --json
    {"schema":1,"report":"import","format":"jsonl","dry_run":true,"added":0,"here":12,"changed":0,"kept":0,"forgotten":0,"kinds":[{"kind":"config","added":0,"here":1,"changed":0},{"kind":"ritual","added":0,"here":2,"changed":0},{"kind":"pause","added":0,"here":2,"changed":0},{"kind":"completion","added":0,"here":4,"changed":0},{"kind":"mood","added":0,"here":2,"changed":0},{"kind":"boundary","added":0,"here":1,"changed":0}],"rituals":[],"not_carried":[],"rows":[],"left_out":[{"file":"[HOME]/rows.jsonl","line":13,"why":"invalid JSON at column 2: expected ident"}],"left_out_lines":1,"beside":[],"changes":[],"back":0}
    ! note: [HOME]/rows.jsonl, line 13 left out: invalid JSON at column 2: expected ident
    $ ritual import jsonl /nowhere.jsonl
    ! error: /nowhere.jsonl cannot be read: No such file or directory (os error 2)
    ! hint: `-` reads stdin
    = 1
    "#);
    let nothing = home.with_stdin(&["import", "jsonl", "-", "--with-consents"], b"");
    insta::assert_snapshot!(nothing.out, @"The file holds no rows.");
}

/// Whatever was imported, no human output lets a terminal act, and JSON is plain ASCII where it counts.
#[test]
fn imported_escapes_are_shown_and_never_acted_on() {
    let home = Home::at("2026-03-03T12:00:00Z");
    let hostile = "e\\u001b]0;t\\u0007\\u009b2J\\u202e\\u2066x";
    let rows = [
        format!(
            "{{\"kind\":\"ritual\",\"name\":\"{hostile}\",\"intention\":\"{hostile}\",\"around\":\"{hostile}\",\"for\":[\"{hostile}\"],\"unit\":\"{hostile}\",\"with\":\"{hostile}\"}}"
        ),
        format!(
            "{{\"kind\":\"completion\",\"ritual\":\"{hostile}\",\"day\":\"2026-03-03\",\"amount\":2,\"as\":\"{hostile}\",\"note\":\"{hostile}\"}}"
        ),
        format!(
            "{{\"kind\":\"mood\",\"day\":\"2026-03-03\",\"feelings\":[\"{hostile}\"],\"triggers\":[\"{hostile}\"],\"note\":\"{hostile}\"}}"
        ),
        format!(
            "{{\"kind\":\"boundary\",\"area\":\"{hostile}\",\"stance\":\"offered\",\"with\":\"{hostile}\",\"revisit\":\"2026-03-01\",\"note\":\"{hostile}\"}}"
        ),
        format!(
            "{{\"kind\":\"pause\",\"ritual\":\"{hostile}\",\"from\":\"2026-03-01\",\"why\":\"{hostile}\"}}"
        ),
    ];
    let retired = "{\"kind\":\"ritual\",\"name\":\"tea\\u001b[2J\",\"retired\":\"2026-03-01\"}\n";
    let said = import(&home, &(rows.join("\n") + "\n" + retired));
    assert_eq!(said.code, 0, "{said:?}");
    let act = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for args in [
        &["today"][..],
        &["list"],
        &["streaks"],
        &["show", "e"],
        &["boundaries"],
        &["history", "e"],
        &["undo"],
        &["log", "tea", "--amount", "3min"],
        &["log", "zzz\u{202e}"],
        &["privacy"],
        &["doctor"],
        &["export", "jsonl"],
        &["today", "--json"],
        &["boundaries", "check", "x", "--json"],
        &["retire", "e"],
        &["pause", "e"],
        &["resume", "e"],
        &["show", "e", "--json"],
        &["edit", "3", "--amount", "3"],
        &["boundaries", "retire", "5"],
    ] {
        let said = home.run(args);
        assert!(said.code <= 1, "{args:?}: {said:?}");
        assert!(
            !said.out.contains(act) && !said.err.contains(act),
            "{args:?}: {said:?}"
        );
    }
}

/// Numbers, nested values and fields without a home come back as they were.
#[test]
fn unknown_fields_keep_their_spelling() {
    let home = Home::new();
    let row = "{\"kind\":\"mood\",\"day\":\"2026-03-02\",\"mood\":3,\"zone\":\"Mars/Olympus\",\"x\":12345678901234567890123,\"y\":1.10,\"z\":[{\"a\":null}]}\n";
    import(&home, row);
    let out = home.ok(&["export", "jsonl"]);
    assert!(
        out.contains(
            r#""x":12345678901234567890123,"y":1.10,"z":[{"a":null}],"zone":"Mars/Olympus""#
        ),
        "{out}"
    );
}

/// What was forgotten stays forgotten; what was taken back comes in again.
#[test]
fn an_old_export_brings_forgotten_rows_back_where_it_is_asked_to() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["mood", "2", "dark"]);
    let kept = home.ok(&["export", "jsonl"]);
    home.ok(&["forget", "3", "--yes"]);
    let told = |said: crate::support::Said| (said.code, said.out, said.err);
    let stays = told(import(&home, &kept));
    assert_eq!(
        stays,
        (
            0,
            "2 rows here from before.\n".to_owned(),
            "note: forgotten here, and left so: 1 row; --with-forgotten brings them in\n"
                .to_owned()
        )
    );
    let back = home.with_stdin(
        &["import", "jsonl", "-", "--with-forgotten"],
        kept.as_bytes(),
    );
    assert_eq!(
        told(back),
        (
            0,
            "1 row brought in (22 Nov), 2 rows here from before.\n  mood        1\n`ritual find --kind mood` lists the notes.\n".to_owned(),
            "note: 1 row among them had been forgotten or taken back here; `ritual undo` takes the import back\n"
                .to_owned()
        )
    );
    home.ok(&["undo"]);
    assert!(import(&home, &kept).out.starts_with("1 row brought in"));
}

/// What binds a person comes in where it is asked for; all else comes in by itself, rests among it.
#[test]
fn what_binds_a_person_is_listed_and_stays_out() {
    let home = Home::new();
    let rows = r#"{"kind":"config","key":"day-start","value":"04:00"}
{"kind":"completion","ritual":"walk","day":"2026-11-20"}
{"kind":"pause","ritual":"walk","from":"2026-11-21"}
{"kind":"boundary","area":"calls","stance":"off-limits","with":"Sam"}
{"kind":"reminder","ritual":"walk","at":"21:00","since":"2026-11-20","until":"2026-12-20"}
{"kind":"offer","words":"tea","since":"2026-11-20","until":"2026-12-20"}
{"kind":"invite","ritual":"walk","who":"Sam","to":"accompany","since":"2026-11-20","until":"2026-12-20"}
{"kind":"consent","subject":"0193a5c8-0000-7000-8000-000000000005","what":"offer","event":"granted","day":"2026-11-20"}
"#;
    let said = home.with_stdin(&["import", "jsonl", "-"], rows.as_bytes());
    insta::assert_snapshot!(format!("{}{}= {}", said.out, said.err, said.code), @r#"
    3 rows brought in (20–21 Nov).
      ritual      1
      pause       1
      completion  1
    These bind a person, and stay out:
      setting day-start 04:00
      off-limits: calls
      a note at 21:00 for walk
      offer "tea"
      invitation of Sam to accompany walk
      20 November: consent to an offer given
    `ritual calendar --year 2026` shows the days.
    hint: the same command with --with-consents brings them in
    = 0
    "#);
    let kinds = |home: &Home| {
        let all = home.ok(&["export", "jsonl"]);
        let kind = |line: &str| line.split('"').nth(3).unwrap_or_default().to_owned();
        all.lines().map(kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&home), ["ritual", "pause", "completion"]);
    let said = import(&home, rows);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    assert_eq!(kinds(&home).len(), 9);
    // What is here is not listed again.
    let again = home.with_stdin(&["import", "jsonl", "-"], rows.as_bytes());
    assert_eq!(
        (again.out.as_str(), again.err.as_str()),
        ("8 rows here from before.\n", "")
    );
}

/// A page is read by people: no notebook takes one in, whatever is said.
#[test]
fn a_page_of_another_is_not_taken_in() {
    let sam = Home::new();
    sam.ok(&["boundaries", "add", "calls", "--offered"]);
    sam.ok(&["share", "calls", "--with", "Kim"]);
    let page = sam.ok(&["export", "shareable", "--yes"]);
    let home = Home::new();
    for more in [&[][..], &["--skip-bad"], &["--with-consents"]] {
        let said = home.with_stdin(&[&["import", "auto", "-"], more].concat(), page.as_bytes());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.contains("hint: "), "{said:?}");
    }
    assert!(!home.db().exists());
    // The control: rows without that line are rows like others.
    let rows = page.split_once('\n').expect("a first line").1;
    assert!(import(&home, rows).out.starts_with("1 row brought in"));
}

/// What a trial compares is an object in a cell, and comes back as one.
#[test]
fn a_trial_that_compares_comes_back_from_a_table() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["try", "early", "--subject", "walk", "--watch", "mood"]);
    let table = home.path("tables.zip").display().to_string();
    home.ok(&["export", "csv", &table]);
    let other = Home::new();
    other.ok(&["import", "csv", &table]);
    assert_eq!(
        other.ok(&["export", "jsonl"]),
        home.ok(&["export", "jsonl"])
    );
}
