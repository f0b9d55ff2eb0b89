//! What every noun of schema 2 can do: in and out, taken back, forgotten, as JSON, completed.

use crate::support::{Home, words};
use crate::transcript;

const EVERYTHING: &str = r#"{"kind":"ritual","name":"walk"}
{"kind":"reflection","ritual":"walk","day":"2026-03-02","feels":"mixed","works":"with Sam","not":"too\nearly","enjoyed":3,"mystery":[1,null]}
{"kind":"reflection","ritual":"new","day":"2026-03-02","enjoyed":1}
{"kind":"month","month":"2026-12","slot":"personal","text":"read before bed","ritual":"walk","choice":"let-go"}
{"kind":"month","month":"2026-12","slot":"joint","text":"Sunday walk","with":"Sam","visibility":"shared"}
{"kind":"month","month":"2026-12","slot":"learned","text":"evenings are quieter","ritual":"another"}
{"kind":"win","day":"2026-03-02","text":"slept at last \u001b[31m"}
{"kind":"thanks","day":"2026-03-02","to":"مريم","for":"the soup 🍵"}
{"kind":"phrase","day":"2026-03-02","text":"one page counts","colour":{"hue":3}}
{"kind":"vision","day":"2026-03-02","text":"tea in\nthe garden"}
{"kind":"winddown","day":"2026-03-02","text":"lights low"}
{"kind":"winddown","day":"2026-03-01","text":"tea"}
{"kind":"trial","text":"walk first","from":"2026-03-02","until":"2026-03-09","note":"cold","reviewed":"2026-03-10"}
{"kind":"trial","text":"open","from":"2026-03-02"}
{"kind":"person","name":"Ana","for":["listening","walks"],"reach":"0123","checked":"2026-03-02","care":true,"note":"Tuesdays","retired":"2026-04-01"}
{"kind":"person","name":"Ben"}
{"kind":"resource","title":"tea","sort":"book","status":"not-for-me","note":"warm"}
{"kind":"resource","title":"yoga"}
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
    insta::assert_snapshot!(import(&home, EVERYTHING).out, @"
    20 rows brought in (1–9 Mar).
      ritual      3
      reflection  2
      month       3
      win         1
      thanks      1
      phrase      1
      vision      1
      winddown    2
      trial       2
      person      2
      resource    2
    ");
    let first = home.ok(&["export", "jsonl"]);
    insta::assert_snapshot!(home.masked(&first), @r#"
    {"kind":"ritual","uid":"[UID]","name":"walk"}
    {"kind":"ritual","uid":"[UID]","name":"new"}
    {"kind":"ritual","uid":"[UID]","name":"another"}
    {"kind":"reflection","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-03-02","feels":"mixed","works":"with Sam","not":"too\nearly","enjoyed":3,"mystery":[1,null]}
    {"kind":"reflection","uid":"[UID]","ritual":"new","ritual_uid":"[UID]","day":"2026-03-02","enjoyed":1}
    {"kind":"month","uid":"[UID]","month":"2026-12","slot":"personal","text":"read before bed","ritual":"walk","ritual_uid":"[UID]","choice":"let-go"}
    {"kind":"month","uid":"[UID]","visibility":"shared","month":"2026-12","slot":"joint","text":"Sunday walk","with":"Sam"}
    {"kind":"month","uid":"[UID]","month":"2026-12","slot":"learned","text":"evenings are quieter","ritual":"another","ritual_uid":"[UID]"}
    {"kind":"win","uid":"[UID]","day":"2026-03-02","text":"slept at last \u001b[31m"}
    {"kind":"thanks","uid":"[UID]","day":"2026-03-02","to":"مريم","for":"the soup 🍵"}
    {"kind":"phrase","uid":"[UID]","day":"2026-03-02","text":"one page counts","colour":{"hue":3}}
    {"kind":"vision","uid":"[UID]","day":"2026-03-02","text":"tea in\nthe garden"}
    {"kind":"winddown","uid":"[UID]","day":"2026-03-02","text":"lights low"}
    {"kind":"winddown","uid":"[UID]","day":"2026-03-01","text":"tea"}
    {"kind":"trial","uid":"[UID]","text":"walk first","from":"2026-03-02","until":"2026-03-09","note":"cold","reviewed":"2026-03-10"}
    {"kind":"trial","uid":"[UID]","text":"open","from":"2026-03-02"}
    {"kind":"person","uid":"[UID]","name":"Ana","for":["listening","walks"],"reach":"0123","checked":"2026-03-02","care":true,"note":"Tuesdays","retired":"2026-04-01"}
    {"kind":"person","uid":"[UID]","name":"Ben"}
    {"kind":"resource","uid":"[UID]","title":"tea","sort":"book","status":"not-for-me","note":"warm"}
    {"kind":"resource","uid":"[UID]","title":"yoga"}
    "#);
    let other = Home::at("2027-01-01T00:00:00Z");
    assert_eq!(import(&other, &first).code, 0);
    assert_eq!(other.ok(&["export", "jsonl"]), first);
    // Neither the same file nor the same export adds anything.
    for lines in [EVERYTHING, &first] {
        let said = import(&home, lines);
        assert!(said.out.ends_with(" rows here from before.\n"), "{said:?}");
    }
    assert_eq!(home.ok(&["export", "jsonl"]), first);
    assert!(home.ok(&["doctor"]).contains("are sound"));
}

#[test]
fn a_line_that_does_not_read_is_named() {
    let home = Home::new();
    let mut said = String::new();
    for line in [
        r#"{"kind":"reflection","ritual":"walk","day":"2026-03-02"}"#,
        r#"{"kind":"reflection","ritual":"walk","day":"2026-03-02","feels":"glad"}"#,
        r#"{"kind":"reflection","ritual":"walk","day":"2026-03-02","enjoyed":6}"#,
        r#"{"kind":"month","month":"2026-13","slot":"personal","text":"x"}"#,
        r#"{"kind":"month","month":"2026-12","slot":"third","text":"x"}"#,
        r#"{"kind":"month","month":"2026-12","slot":"joint","text":"x","choice":"met"}"#,
        r#"{"kind":"win","day":"2026-03-02","text":""}"#,
        r#"{"kind":"thanks","day":"2026-03-02","to":"Ana"}"#,
        r#"{"kind":"trial","text":"x","from":"2026-03-02","until":"2026-03-01"}"#,
        r#"{"kind":"person","name":" "}"#,
        r#"{"kind":"person","name":"Ana","care":"yes"}"#,
        r#"{"kind":"resource","title":"x","status":"finished"}"#,
    ] {
        let out = import(&home, line);
        assert_eq!((out.code, home.db().exists()), (2, false), "{line}");
        said += out.err.lines().next().unwrap_or_default();
        said += "\n";
    }
    insta::assert_snapshot!(said, @r#"
    error: stdin, line 1: "kind" expects something beside ritual and day, such as "feels" or "works"
    error: stdin, line 1: "feels" expects reinforcing, burdensome, mixed or unsure; got "glad"
    error: stdin, line 1: "enjoyed" expects a whole number from 1 to 5
    error: stdin, line 1: "month" expects a month such as 2026-12; got "2026-13"
    error: stdin, line 1: "slot" expects personal, joint or learned; got "third"
    error: stdin, line 1: "choice" expects carry, change or let-go; got "met"
    error: stdin, line 1: "text" expects a value; it is missing or empty
    error: stdin, line 1: "for" expects a value; it is missing or empty
    error: stdin, line 1: "until" expects a day on or after "from"
    error: stdin, line 1: "name" expects a name; this one is empty
    error: stdin, line 1: "care" expects true or false
    error: stdin, line 1: "status" expects curious, tried or not-for-me; got "finished"
    "#);
}

#[test]
fn every_command_is_taken_back_exactly() {
    let home = Home::new();
    let run = |line: &str| {
        let args = words(line);
        home.ok(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for line in [
        "log walk",
        "log swim",
        "reflect walk --feels mixed --works short", // 5
        "month set --personal read --joint walk --with Sam", // 6, 7
        "month set --joint walk --ritual walk",
        "win one",                         // 8
        "thank Ana --for soup",            // 9
        "phrases add two",                 // 10
        "vision set three --on yesterday", // 11
        "winddown set a b",                // 12, 13
        "try four --until tomorrow",       // 14
        "network add Ana --for tea,walks", // 15
        "network add Ben",                 // 16
        "network retire Ben",
        "resource add five --kind book", // 17
    ] {
        run(line);
    }
    for command in [
        "reflect swim --enjoyed 4",
        "edit 5 --feels unsure --works \"\" --not long --on yesterday",
        "month set --personal other --with Ana",
        "month set --joint \"\"",
        "month review --carry personal --change joint=swim --learned much",
        "month review --let-go personal",
        "win again",
        "edit 8 --note once --on yesterday",
        "thank Ben --for bread",
        "edit 9 --note bread",
        "phrases add more",
        "edit 10 --note less",
        "vision set now",
        "edit 11 --note then",
        "winddown set c",
        "winddown add c",
        "winddown clear",
        "edit 13 --note c",
        "try else",
        "try review --note cold",
        "edit 14 --until 2026-12-01 --note five --from yesterday",
        "network add Cai --care",
        "network add Ben",
        "network change Ana --name Anna --for soup --reach 1 --checked today --note x --care",
        "network retire Ana",
        "care add Ana --reach 2",
        "care add Dr --reach 3",
        "resource add six",
        "resource change five --title seven --status tried --note x",
    ] {
        let was = home.ok(&["export", "jsonl"]);
        run(command);
        let became = home.ok(&["export", "jsonl"]);
        assert_ne!(was, became, "{command} wrote");
        home.ok(&["undo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), was, "{command}, taken back");
        home.ok(&["redo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), became, "{command}, back");
        home.ok(&["undo"]);
        assert_eq!(home.ok(&["export", "jsonl"]), was);
    }
}

/// A word of each row, gone from the file to the last byte, undo and earlier wordings included.
#[test]
fn forgetting_leaves_no_byte_behind() {
    let home = Home::new();
    let run = |line: &str| {
        let args = words(line);
        home.ok(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    run("log walk");
    for (note, change) in [
        ("reflect walk --works qqfirst", "edit ID --works qqsecond"),
        (
            "month set --personal qqfirst --ritual walk",
            "month set --personal qqsecond",
        ),
        (
            "month set --joint qqfirst --with qqthird",
            "month set --joint qqsecond",
        ),
        ("win qqfirst", "edit ID --note qqsecond"),
        ("thank qqthird --for qqfirst", "edit ID --note qqsecond"),
        ("phrases add qqfirst", "edit ID --note qqsecond"),
        ("vision set qqfirst", "edit ID --note qqsecond"),
        ("winddown set qqfirst", "edit ID --note qqsecond"),
        ("try qqfirst", "try review ID --note qqsecond"),
        (
            "network add qqfirst --for qqthird --reach qqfourth --note qqfifth",
            "network change ID --name qqsecond --for qqsixth",
        ),
        (
            "resource add qqfirst --note qqthird",
            "resource change ID --title qqsecond",
        ),
    ] {
        run(note);
        let handle = {
            let conn = rusqlite::Connection::open(home.db()).expect("the file");
            conn.query_row("SELECT handle FROM clock", [], |r| r.get::<_, i64>(0))
                .expect("a handle")
                .to_string()
        };
        run(&change.replace("ID", &handle));
        let said = run(&format!("forget {handle} --yes"));
        assert!(said.starts_with("Forgotten: "), "{said}");
        let bytes = std::fs::read(home.db()).expect("the file");
        // Two letters alone come about by chance in the hash of a tombstone.
        let is_word = |w: &[u8]| w.starts_with(b"qq") && w.iter().all(u8::is_ascii_lowercase);
        assert!(!bytes.windows(5).any(is_word), "{note}");
        let json = run("forget --ritual walk --yes --json");
        assert!(!json.contains("qq"));
        run("log walk");
    }
    assert!(run("doctor").contains("are sound"));
}

#[test]
fn a_forgotten_ritual_leaves_the_words_of_the_month_and_no_name() {
    let home = Home::new();
    home.ok(&["log", "qqwalk"]);
    home.ok(&[
        "month",
        "set",
        "--joint",
        "out of doors",
        "--ritual",
        "qqwalk",
    ]);
    home.ok(&["month", "set", "--joint", "in the open", "--with", "Sam"]);
    home.ok(&["forget", "--ritual", "qqwalk", "--yes"]);
    let bytes = std::fs::read(home.db()).expect("the file");
    assert!(!bytes.windows(6).any(|w| w == b"qqwalk"));
    let line = &home.json(&["month"])["lines"][0];
    assert_eq!(
        (&line["text"], &line["ritual"]),
        (&"in the open".into(), &serde_json::Value::Null)
    );
    assert!(home.ok(&["doctor"]).contains(" sound"));
}

#[test]
fn every_command_prints_one_document() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    for line in [
        "reflect walk --feels mixed",
        "reflections",
        "show walk",
        "month set --personal x",
        "month",
        "month show --month next",
        "month review",
        "month review --carry personal",
        "win x",
        "wins",
        "thank Ana --for x",
        "thanks",
        "phrases add x",
        "phrases",
        "vision set x",
        "vision",
        "vision history",
        "winddown set x",
        "winddown",
        "winddown list",
        "winddown clear",
        "try x",
        "try list",
        "try review",
        "try review --note x",
        "network add Ana --for x",
        "network change Ana --care",
        "network",
        "care",
        "care add Ana --checked today",
        "network retire Ana",
        "resource add x",
        "resource add y",
        "resource change x --status tried",
        "resource",
        "resource compare x y",
        "edit 6 --note y",
        "forget 6 --yes",
    ] {
        let args = words(line);
        let document = home.json(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(document["schema"], 1, "{line}");
        let named = document["report"].is_string() || document["command"].is_string();
        assert!(named, "{line}");
        assert!(!document.to_string().contains("\"id\""), "{line}");
    }
}

fn complete(home: &Home, line: &[&str]) -> Vec<String> {
    let mut command = home.command(&[]);
    command.arg("--").arg("ritual").args(line);
    command
        .env("RITUAL_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", line.len().to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n");
    let said = crate::support::said(command);
    assert_eq!(said.code, 0, "{said:?}");
    said.out.lines().map(|l| l.trim().to_owned()).collect()
}

#[test]
fn names_marks_and_handles_are_completed_and_no_note_is_shown() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["reflect", "walk", "--works", "a secret"]);
    home.ok(&[
        "network",
        "add",
        "Ana",
        "--for",
        "listening",
        "--note",
        "a secret",
    ]);
    home.ok(&["thank", "Dr X", "--for", "a secret"]);
    home.ok(&["resource", "add", "the book", "--note", "a secret"]);
    home.ok(&["try", "a secret", "--until", "tomorrow"]);
    home.ok(&["win", "a secret"]);
    assert_eq!(complete(&home, &["reflect", "w"]), ["walk"]);
    assert_eq!(
        complete(&home, &["reflect", "walk", "--feels", "b"]),
        ["burdensome"]
    );
    assert_eq!(complete(&home, &["thank", "D"]), ["Dr\\ X"]);
    assert_eq!(complete(&home, &["people", "change", "A"]), ["Ana"]);
    assert_eq!(
        complete(&home, &["people", "add", "B", "--for", "l"]),
        ["listening"]
    );
    assert_eq!(
        complete(&home, &["people", "resource", "change", "t"]),
        ["the\\ book"]
    );
    assert_eq!(
        complete(&home, &["people", "resource", "list", "--status", "n"]),
        ["not-for-me"]
    );
    assert_eq!(
        complete(&home, &["month", "set", "--ritual", "w"]),
        ["walk"]
    );
    assert_eq!(complete(&home, &["try", "review", "7"]), ["7"]);
    for line in [
        &["edit", ""][..],
        &["forget", ""],
        &["try", "review", ""],
        &["thank", ""],
        &["network", "change", ""],
        &["resource", "compare", ""],
    ] {
        let all = complete(&home, line).join("\n");
        assert!(!all.contains("secret"), "{line:?}: {all}");
    }
}

/// Whatever was imported, no human output lets a terminal act.
#[test]
fn imported_escapes_are_shown_and_never_acted_on() {
    let home = Home::new();
    let e = "e\\u001b]0;t\\u0007\\u009b2J\\u202e\\u2066x";
    let rows = [
        format!(
            r#"{{"kind":"reflection","ritual":"{e}","day":"2026-03-03","works":"{e}","not":"{e}"}}"#
        ),
        format!(
            r#"{{"kind":"month","month":"2026-11","slot":"joint","text":"{e}","with":"{e}","ritual":"{e}"}}"#
        ),
        format!(r#"{{"kind":"win","day":"2026-03-03","text":"{e}"}}"#),
        format!(r#"{{"kind":"thanks","day":"2026-03-03","to":"{e}","for":"{e}"}}"#),
        format!(r#"{{"kind":"phrase","day":"2026-03-03","text":"{e}"}}"#),
        format!(r#"{{"kind":"vision","day":"2026-03-03","text":"{e}"}}"#),
        format!(r#"{{"kind":"winddown","day":"2026-03-03","text":"{e}"}}"#),
        format!(r#"{{"kind":"trial","text":"{e}","from":"2026-03-03","note":"{e}"}}"#),
        format!(
            r#"{{"kind":"person","name":"{e}","for":["{e}"],"reach":"{e}","care":true,"note":"{e}"}}"#
        ),
        format!(r#"{{"kind":"person","name":"f{e}","retired":"2026-03-03"}}"#),
        format!(r#"{{"kind":"resource","title":"{e}","sort":"{e}","note":"{e}"}}"#),
        format!(r#"{{"kind":"resource","title":"f{e}"}}"#),
    ];
    let said = import(&home, &(rows.join("\n") + "\n"));
    assert_eq!(said.code, 0, "{said:?}");
    let act = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for line in [
        "reflections",
        "show e",
        "month",
        "month review",
        "month review --carry joint",
        "month review --learned x",
        "wins",
        "thanks",
        "phrases",
        "vision",
        "vision history",
        "winddown",
        "winddown list",
        "winddown add x",
        "try list --all",
        "try review e",
        "network",
        "network --all",
        "care",
        "resource",
        "resource compare e fe",
        "resource add e",
        "network add e",
        "network retire e",
        "care add z",
        "resource change e --status tried",
        "undo --list",
        "undo 5",
        "edit 3 --on yesterday",
        "forget 3 --yes",
        "forget e --yes",
        "care --json",
        "network --json",
    ] {
        let args = words(line);
        let said = home.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(said.code <= 2, "{line}: {said:?}");
        assert!(
            !said.out.contains(act) && !said.err.contains(act),
            "{line}: {said:?}"
        );
    }
}

#[test]
fn looking_back_knows_their_words() {
    let mut home = Home::new();
    let lines = r#"
        log walk
        add prayer --sacred
        reflect walk --feels burdensome --not "too early"
        win "slept at last"
        thank Ana --for "the quiet room"
        vision set "tea in the garden"
        phrases add "one page counts"
        try "walk first" --until 2026-11-30
        network add Ana --for tea --note "quiet Tuesdays"
        resource add "a quiet book" --kind book --note slow
        month set --personal "a quiet hour"
        find quiet
        find early
        revisit
        revisit --timeline
        revisit --together --yes
        export markdown
    "#;
    insta::assert_snapshot!(home.transcript(lines), @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual reflect walk --feels burdensome --not "too early"
    Noted: walk, burdensome, not "too early". #4
    $ ritual win "slept at last"
    Noted: "slept at last". #5
    $ ritual thank Ana --for "the quiet room"
    Noted for Ana: "the quiet room". #6
    $ ritual vision set "tea in the garden"
    Noted: "tea in the garden". #7
    $ ritual phrases add "one page counts"
    Noted: "one page counts". #8
    $ ritual try "walk first" --until 2026-11-30
    Trying: "walk first", 22–30 Nov #9
    $ ritual network add Ana --for tea --note "quiet Tuesdays"
    Ana is in your network, for tea. You noted: "quiet Tuesdays". #10
    $ ritual resource add "a quiet book" --kind book --note slow
    "a quiet book" (book): "slow" #11
    $ ritual month set --personal "a quiet hour"
    For November, you set: "a quiet hour". #12
    $ ritual find quiet
    22 November, thank-you to Ana: for "the «quiet» room" #6
    2026-11: "a «quiet» hour" #12
    "a quiet book": "a «quiet» book" #11
    Ana: "«quiet» Tuesdays" #10
    $ ritual find early
    22 November, reflection on walk: not "too «early»" #4
    $ ritual revisit
    Sunday 22 November
      reflection on walk: burdensome, not "too early" #4
      win "slept at last" #5
      thank-you to Ana for "the quiet room" #6
      vision "tea in the garden" #7
      trial "walk first", 22–30 Nov #9
    $ ritual revisit --timeline
    Sunday 22 November
      win "slept at last" #5
      thank-you to Ana for "the quiet room" #6
      vision "tea in the garden" #7
      trial "walk first", 22–30 Nov #9
    $ ritual revisit --together --yes
    24 October – 22 November: a quiet stretch.
    $ ritual export markdown
    # Notebook

    ## Rituals

    - the ritual walk

    ## Months

    - your objective of November

      > a quiet hour

    ## People

    - Ana in your network

      > quiet Tuesdays

    ## Resources

    - the resource "a quiet book"

      > slow

    ## November 2026

    ### Sunday 22 November

    - walk, 12:00
    - reflection on walk: burdensome, not "too early"
    - win "slept at last"
    - thank-you to Ana for "the quiet room"
    - phrase "one page counts"
    - vision "tea in the garden"
    - trial "walk first", 22–30 Nov
    "#);
    // Two people see what was shared, and nothing tells of the rest.
    let mut shared = String::new();
    for (n, row) in [
        r#""kind":"win","day":"2026-11-20","text":"ours""#,
        r#""kind":"reflection","ritual":"prayer","day":"2026-11-20","enjoyed":5"#,
        r#""kind":"reflection","ritual":"walk","day":"2026-11-20","enjoyed":4"#,
    ]
    .iter()
    .enumerate()
    {
        let uid = format!("0193a5c8-0000-7000-8000-00000000010{n}");
        shared += &format!("{{{row},\"uid\":\"{uid}\",\"visibility\":\"shared\"}}\n");
        shared += &format!(
            "{{\"kind\":\"consent\",\"subject\":\"{uid}\",\"what\":\"share\",\"event\":\"granted\",\"day\":\"2026-11-20\"}}\n"
        );
    }
    assert_eq!(import(&home, &shared).code, 0);
    insta::assert_snapshot!(home.transcript("revisit --together --yes"), @r#"
    $ ritual revisit --together --yes
    Friday 20 November
      reflection on walk: enjoyed 4
      win "ours"
    "#);
}

/// A word that another command has, the words of one row, and `last`.
#[test]
fn a_row_is_meant_by_its_words_or_as_the_last() {
    transcript!("
        boundaries add 'phone at dinner' --off-limits
        boundaries add 'no hugging' --off-limits
        boundaries remove phone
        boundaries end of
        boundaries retire hugs
        talk add 'the winter holidays'
        talk add 'the summer holidays'
        talk done 3
        talk close holidays
        talk close winter
        talk close 99
        support nothing now
        add walk
        log walk 20 min --on yesterday
        log walk 25 min --on 2026-11-18
        edit walk --amount 30
        offer tea
        edit last --note 'in the rain'
        log read
        share last --with Sam
        forget last --yes
    ", @r#"
    $ ritual boundaries add 'phone at dinner' --off-limits
    Off-limits: phone at dinner. #1
    $ ritual boundaries add 'no hugging' --off-limits
    Off-limits: no hugging. #2
    $ ritual boundaries remove phone
    ! error: boundaries has no 'remove'
    ! hint: `ritual boundaries retire phone` puts it away
    = 2
    $ ritual boundaries end of
    ! error: nothing in boundaries holds 'end of'
    ! hint: `ritual boundaries --all` shows every one
    = 1
    $ ritual boundaries retire hugs
    Off-limits: no hugging (retired 22 November). #2
    ! note: 'hugs' is taken for no hugging
    $ ritual talk add 'the winter holidays'
    To talk about: "the winter holidays" #3
    $ ritual talk add 'the summer holidays'
    To talk about: "the summer holidays" #4
    $ ritual talk done 3
    ! error: talk has no 'done'
    ! hint: `ritual talk close 3` puts it away
    = 2
    $ ritual talk close holidays
    ! error: 'holidays' stands in more than one thing to talk about
    ! hint: `ritual talk` shows their handles, such as #3
    = 1
    $ ritual talk close winter
    Off the list: "the winter holidays".
    ! note: 'winter' is taken for the winter holidays
    $ ritual talk close 99
    ! error: no thing to talk about has the handle or words '99'
    ! hint: `ritual talk` shows their handles, such as #3
    = 1
    $ ritual support nothing now
    Support is yours to choose: nothing now. `ritual support choose listen` notes a choice.
    ! note: `ritual support choose 'nothing now'` chooses it
    $ ritual add walk
    walk is in the notebook.
    $ ritual log walk 20 min --on yesterday
    walk, 20 min, noted for 21 November. #6
    ! note: walk is counted in min from here on
    $ ritual log walk 25 min --on 2026-11-18
    walk, 25 min, noted for 18 November. #7
    $ ritual edit walk --amount 30
    Now: walk, 30 min, noted for 21 November. #6
    $ ritual offer tea
    You offered "tea" (until 22 December). #8
    $ ritual edit last --note 'in the rain'
    ! error: 8 was given with its words and its end, and is not edited
    ! hint: `ritual consent revoke 8` ends it; a new one takes other words
    = 2
    $ ritual log read
    read, noted for today. #11
    ! note: read is new here; `ritual undo` takes it back
    $ ritual share last --with Sam
    Shared with Sam until 22 December: read, noted for today. #11
      {"day":"2026-11-22","kind":"completion","ritual":"read"}
    $ ritual forget last --yes
    Forgotten: read, noted for today, 2 rows with what hung on it, and every trace of them in the file.
    "#);
}

/// The latest of the noun that a command is about, where nothing is called so.
#[test]
fn last_is_the_latest_wherever_a_handle_is_taken() {
    let said = Home::new().transcript(
        "
        boundaries add 'phone at dinner' --off-limits
        boundaries add 'work email' --off-limits
        boundaries change last --ask-first
        boundaries history last
        boundaries retire last
        boundaries retire last
        boundaries retire last
        talk add 'the bike'
        talk close last
        try 'an earlier night' --until 'in 3 days'
        try review last --note 'slept'
        people add Ana --for walks
        people change last --for talks
        people retire last
        people resource add 'A map of quiet'
        people resource change last --note 'worn'
        offer 'the old bike'
        offer 'soup on Friday'
        offer close last
        consent revoke last
        share 4 --with Sam
        consent revoke last
        offer close last
        remind invite tea --at 21:00
        remind keep last
        remind stop last
        remind stop last
        support options add 'go with me'
        support options retire last
        log walk
        show last
        retire last
        add last
        show last
        ",
    );
    insta::assert_snapshot!(said, @r#"
    $ ritual boundaries add 'phone at dinner' --off-limits
    Off-limits: phone at dinner. #1
    $ ritual boundaries add 'work email' --off-limits
    Off-limits: work email. #2
    $ ritual boundaries change last --ask-first
    Ask first: work email. #2
    $ ritual boundaries history last
    work email
      noted here on [DAY]
      22 November, stance "off-limits" became "ask-first" (noted here on [DAY])
    $ ritual boundaries retire last
    Ask first: work email (retired 22 November). #2
    $ ritual boundaries retire last
    Off-limits: phone at dinner (retired 22 November). #1
    $ ritual boundaries retire last
    ! error: no boundary has the handle or area 'last'
    ! hint: `ritual boundaries --all` shows their handles, such as #3
    = 1
    $ ritual talk add 'the bike'
    To talk about: "the bike" #3
    $ ritual talk close last
    Off the list: "the bike".
    $ ritual try 'an earlier night' --until 'in 3 days'
    Trying: "an earlier night", 22–25 Nov #4
    $ ritual try review last --note 'slept'
    Trying: "an earlier night", 22–25 Nov; on 22 November: "slept" #4
    $ ritual people add Ana --for walks
    Ana is in your network, for walks. #5
    $ ritual people change last --for talks
    Ana is in your network, for talks. #5
    $ ritual people retire last
    Ana is put away. `ritual people add Ana` brings Ana back.
    $ ritual people resource add 'A map of quiet'
    "A map of quiet" #6
    $ ritual people resource change last --note 'worn'
    "A map of quiet": "worn" #6
    $ ritual offer 'the old bike'
    You offered "the old bike" (until 22 December). #7
    $ ritual offer 'soup on Friday'
    You offered "soup on Friday" (until 22 December). #9
    $ ritual offer close last
    Ended: offer "soup on Friday". #9
    $ ritual consent revoke last
    ! error: nothing holds today under #9 (offer)
    ! hint: `ritual consent` shows what holds, with its handles
    = 1
    $ ritual share 4 --with Sam
    Shared with Sam until 22 December: a trial, 22–25 Nov. #4
      {"from":"2026-11-22","kind":"trial","text":"an earlier night","until":"2026-11-25"}
    $ ritual consent revoke last
    Private again: a trial, 22–25 Nov. #4
    $ ritual offer close last
    ! error: nothing holds today under #9 (offer)
    ! hint: `ritual consent` shows what holds, with its handles
    = 1
    $ ritual remind invite tea --at 21:00
    You invited a note at 21:00: "tea" (until 22 December). #14
    ! note: no ritual has that name; your words are kept as they are
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual remind keep last
    You invited a note at 21:00: "tea" (until 22 December). #14
    Nothing was changed.
    $ ritual remind stop last
    No note comes at 21:00 for "tea".
    $ ritual remind stop last
    ! error: no reminder is invited for 'last'
    ! hint: `ritual remind list` shows what is invited
    = 1
    $ ritual support options add 'go with me'
    On your menu: "go with me". #17
    $ ritual support options retire last
    No longer on your menu: "go with me".
    $ ritual log walk
    walk, noted for today. #19
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual show last
    Sunday 22 November
      walk at 12:00 #19
    $ ritual retire last
    ! error: no ritual is called 'last'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual add last
    last is in the notebook.
    $ ritual show last
    last #20
    "#);
}

/// `last` is the row that was written last: where it is none of those that are meant, it is named.
#[test]
fn last_never_means_another_row() {
    transcript!(
        "
        mood 2 'for nobody'
        offer tea --to Sam
        talk add 'the bike'
        share last --with Sam
        edit last --amount 3
        forget last --yes
        share last --with Sam
        consent revoke last --share
        consent revoke last --share
        consent revoke last
        add walk
        show last
        forget last --yes
    ",
        @r#"
    $ ritual mood 2 'for nobody'
    Noted: mood 2, and your words. #1
    $ ritual offer tea --to Sam
    You offered "tea" (to Sam, until 22 December). #2
    $ ritual talk add 'the bike'
    To talk about: "the bike" #4
    $ ritual share last --with Sam
    ! error: #4 (talk) is not shared
    ! hint: rituals, entries, mood notes, boundaries and offers can be
    = 1
    $ ritual edit last --amount 3
    ! error: --amount does not go with a talk
    ! hint: `ritual edit --help` shows which field belongs where
    = 2
    $ ritual forget last --yes
    Forgotten: something to talk about, noted for today, and every trace of it in the file.
    $ ritual share last --with Sam
    Shared with Sam until 22 December: offer "tea". #2
      {"kind":"offer","to":"Sam","until":"2026-12-22","words":"tea"}
    $ ritual consent revoke last --share
    Private again: offer "tea". #2
    $ ritual consent revoke last --share
    ! error: #2 (offer) is private
    ! hint: `ritual consent` shows what is shared
    = 1
    $ ritual consent revoke last
    Ended: offer "tea". #2
    $ ritual add walk
    walk is in the notebook.
    $ ritual show last
    walk #8
    $ ritual forget last --yes
    ! error: walk is a ritual, and forget takes an entry by its handle
    ! hint: `ritual show walk` shows the handles of its entries, `ritual forget --ritual walk --yes` the ritual with all its entries
    = 2
    "#
    );
}

/// A guard takes exit 0 for a yes: what is no verb, and what fits nothing, ends otherwise.
#[test]
fn a_slip_in_a_guard_is_no_yes() {
    transcript!(
        "
        boundaries add 'work email after 20:00' --off-limits
        boundaries add 'clean kitchen' --offered
        boundaries claer email
        boundaries clea work email after 20:00
        boundaries chek work email after 20:00
        boundaries Clear email
        boundaries ch email
        boundaries can email
        boundaries clean kitchen
        boundaries forget email
        boundaries edit 'work email' --offered
        boundaries off-limits 'x y'
        boundaries ask-first tea
        boundaries nothing --json
        talk add tea
        talk forget tea
        words nothing
        words phrse one
        people nothing
    ",
        @r#"
    $ ritual boundaries add 'work email after 20:00' --off-limits
    Off-limits: work email after 20:00. #1
    $ ritual boundaries add 'clean kitchen' --offered
    Offered: clean kitchen. #2
    $ ritual boundaries claer email
    ! error: boundaries has no 'claer'
    ! hint: `ritual boundaries clear email` is close to it
    = 2
    $ ritual boundaries clea work email after 20:00
    Off-limits: work email after 20:00. #1
    = 1
    $ ritual boundaries chek work email after 20:00
    ! error: boundaries has no 'chek'
    ! hint: `ritual boundaries check 'work email after 20:00'` is close to it
    = 2
    $ ritual boundaries Clear email
    ! error: boundaries has no 'Clear'
    ! hint: `ritual boundaries clear email` is close to it
    = 2
    $ ritual boundaries ch email
    ! error: boundaries has no 'ch'
    ! hint: several begin so: change, check
    = 2
    $ ritual boundaries can email
    ! error: nothing in boundaries holds 'can email'
    ! hint: `ritual boundaries --all` shows every one
    = 1
    $ ritual boundaries clean kitchen
    Offered
      clean kitchen #2
    $ ritual boundaries forget email
    ! error: boundaries has no 'forget'
    ! hint: `ritual boundaries retire email` puts it away
    = 2
    $ ritual boundaries edit 'work email' --offered
    ! error: boundaries has no 'edit'
    ! hint: `ritual boundaries change 'work email'` is what does so here
    = 2
    $ ritual boundaries off-limits 'x y'
    ! error: boundaries has no 'off-limits'
    ! hint: `ritual boundaries add --off-limits 'x y'` notes it
    = 2
    $ ritual boundaries ask-first tea
    ! error: boundaries has no 'ask-first'
    ! hint: `ritual boundaries add --ask-first tea` notes it
    = 2
    $ ritual boundaries nothing --json
    ! error: nothing in boundaries holds 'nothing'
    ! hint: `ritual boundaries --all` shows every one
    = 1
    $ ritual talk add tea
    To talk about: "tea" #3
    $ ritual talk forget tea
    ! error: talk has no 'forget'
    ! hint: `ritual talk close tea` puts it away
    = 2
    $ ritual words nothing
    ! error: nothing in words holds 'nothing'
    ! hint: `ritual words add nothing` notes it
    = 1
    $ ritual words phrse one
    ! error: nothing in words holds 'phrse one'
    ! hint: `ritual words add 'phrse one'` notes it
    = 1
    $ ritual people nothing
    ! error: nobody noted here goes by 'nothing'
    ! hint: `ritual people --all` shows the people there are
    = 1
    "#
    );
    let home = Home::new();
    home.ok(&[
        "boundaries",
        "add",
        "work email after 20:00",
        "--off-limits",
    ]);
    for (verb, met, other) in [("clear", 1, 0), ("check", 0, 1)] {
        let asked = |text: &str| {
            home.with_stdin(&["boundaries", verb, "-"], text.as_bytes())
                .code
        };
        assert_eq!(asked("work\n\temail\n"), met, "{verb}");
        assert_eq!(asked(&"a walk ".repeat(100)), other, "{verb}");
        assert_eq!(asked(""), 2, "{verb}");
    }
}
