//! `ritual win`, `wins`, `thank`, `thanks`, `phrases`, `vision`, `winddown`, `try`

use crate::support::Home;
use crate::transcript;

#[test]
fn wins_are_quoted_back() {
    transcript!(r#"
        wins
        win "slept at last"
        win walked to work --on 2026-10-01
        wins
        wins --last 30
        @ 2027-02-01T12:00:00Z
        wins --last 30
        edit 1 --note "slept the whole night" --on 2026-11-21
        wins
        win
        win ""
        win "   "
        win x --on tomorrow
        wins --last 0
        wins --last many
    "#, @r#"
    $ ritual wins
    No wins noted here. `ritual win TEXT` notes one, in your words.
    $ ritual win "slept at last"
    Noted: "slept at last". #1
    $ ritual win walked to work --on 2026-10-01
    Noted for 1 October: "walked to work". #2
    $ ritual wins
    1 October: "walked to work" #2
    22 November: "slept at last" #1
    $ ritual wins --last 30
    22 November: "slept at last" #1
    $ ritual wins --last 30
    Nothing here fits that; without an option every one is shown.
    $ ritual edit 1 --note "slept the whole night" --on 2026-11-21
    Now: a win, noted for 21 November 2026: "slept the whole night". #1
    $ ritual wins
    1 October 2026: "walked to work" #2
    21 November 2026: "slept the whole night" #1
    $ ritual win
    1 October 2026: "walked to work" #2
    21 November 2026: "slept the whole night" #1
    $ ritual win ""
    ! error: the win is empty
    ! hint: at least one visible character
    = 2
    $ ritual win "   "
    ! error: the win is empty
    ! hint: at least one visible character
    = 2
    $ ritual win x --on tomorrow
    ! error: --on 2027-02-02 is in the future; today is 2027-02-01
    ! hint: a day is noted when it has come
    = 2
    $ ritual wins --last 0
    ! error: invalid value '0' for '--last <DAYS>': expects a number of days from 1
    ! hint: `ritual win --help` shows what it takes
    = 2
    $ ritual wins --last many
    ! error: invalid value 'many' for '--last <DAYS>': expects a number of days from 1
    ! hint: `ritual win --help` shows what it takes
    = 2
    "#);
}

#[test]
fn thanks_are_for_something() {
    transcript!(r#"
        thanks
        thank Ana --for "keeping the room quiet"
        thank Dr X --for "the list" --on yesterday
        thanks
        thanks --last 1
        thank Ana
        thank Ana --for ""
        thank "" --for x
        thank
        edit 1 --note "the soup"
        edit 1 --note ""
        forget 1 --yes
        thank Dr X "the long talk"
        thanks
    "#, @r#"
    $ ritual thanks
    No thanks noted here. `ritual thank NAME --for TEXT` notes one.
    $ ritual thank Ana --for "keeping the room quiet"
    Noted for Ana: "keeping the room quiet". #1
    $ ritual thank Dr X --for "the list" --on yesterday
    Noted for Dr X, 21 November: "the list". #2
    $ ritual thanks
    21 November, Dr X: "the list" #2
    22 November, Ana: "keeping the room quiet" #1
    $ ritual thanks --last 1
    22 November, Ana: "keeping the room quiet" #1
    $ ritual thank Ana
    ! error: thank expects the specific thing
    ! hint: without a terminal: `ritual thank NAME --for TEXT`, or --for - to read it from stdin
    = 2
    $ ritual thank Ana --for ""
    ! error: --for is empty
    ! hint: at least one visible character
    = 2
    $ ritual thank "" --for x
    ! error: the name is empty
    ! hint: at least one visible character
    = 2
    $ ritual thank
    21 November, Dr X: "the list" #2
    22 November, Ana: "keeping the room quiet" #1
    $ ritual edit 1 --note "the soup"
    Now: a thank-you to Ana, noted for today: "the soup". #1
    $ ritual edit 1 --note ""
    ! error: nothing would be left of the note
    ! hint: `ritual forget 1` removes it
    = 1
    $ ritual forget 1 --yes
    Forgotten: a thank-you to Ana, noted for today, and every trace of it in the file.
    $ ritual thank Dr X "the long talk"
    Noted for Dr X: "the long talk". #3
    $ ritual thanks
    21 November, Dr X: "the list" #2
    22 November, Dr X: "the long talk" #3
    "#);
}

#[test]
fn phrases_and_visions_are_ones_own() {
    transcript!(r#"
        phrases
        phrases add "one page counts"
        phrases add small is enough
        phrases list
        vision
        vision set "tea in the garden" --on 2026-03-04
        vision set a quiet hour a day
        vision
        vision history
        vision show
        phrases add
        vision set
        vision set ""
        phrases add ""
    "#, @r#"
    $ ritual phrases
    No phrases noted here. `ritual words add TEXT` notes one of yours.
    $ ritual phrases add "one page counts"
    Noted: "one page counts". #1
    $ ritual phrases add small is enough
    Noted: "small is enough". #2
    $ ritual phrases list
    "one page counts" #1
    "small is enough" #2
    $ ritual vision
    No vision noted here. `ritual words vision set TEXT` notes what being well is for you.
    $ ritual vision set "tea in the garden" --on 2026-03-04
    Noted for 4 March: "tea in the garden". #3
    $ ritual vision set a quiet hour a day
    Noted: "a quiet hour a day". #4
    $ ritual vision
    Being well, in your words since 22 November: "a quiet hour a day" #4
    $ ritual vision history
    4 March: "tea in the garden" #3
    22 November: "a quiet hour a day" #4
    $ ritual vision show
    Being well, in your words since 22 November: "a quiet hour a day" #4
    $ ritual phrases add
    ! error: the phrase expects a text
    ! hint: without a terminal: `ritual words add TEXT`, or - to read it from stdin
    = 2
    $ ritual vision set
    ! error: the vision expects a text
    ! hint: without a terminal: `ritual words vision set TEXT`, or - to read it from stdin
    = 2
    $ ritual vision set ""
    ! error: the vision is empty
    ! hint: at least one visible character
    = 2
    $ ritual phrases add ""
    ! error: the phrase is empty
    ! hint: at least one visible character
    = 2
    "#);
}

#[test]
fn the_winddown_prints_its_lines_and_nothing_else() {
    transcript!(r#"
        winddown
        winddown set "lights low" "phone in the hall"
        winddown
        winddown add tea
        winddown list
        edit 2 --note "phone in the kitchen"
        winddown
        winddown set book
        winddown
        winddown clear
        winddown clear
        undo
        winddown
        winddown set
        winddown set "lights low" ""
        winddown
    "#, @r#"
    $ ritual winddown
    ! note: no wind-down lines here; `ritual words winddown set LINE LINE` sets them
    $ ritual winddown set "lights low" "phone in the hall"
    Wind-down: "lights low", "phone in the hall".
    $ ritual winddown
    lights low
    phone in the hall
    $ ritual winddown add tea
    Wind-down: "lights low", "phone in the hall", "tea".
    $ ritual winddown list
    "lights low" #1
    "phone in the hall" #2
    "tea" #3
    $ ritual edit 2 --note "phone in the kitchen"
    Now: a wind-down line, noted for today: "phone in the kitchen". #2
    $ ritual winddown
    lights low
    phone in the kitchen
    tea
    $ ritual winddown set book
    Wind-down: "book".
    $ ritual winddown
    book
    $ ritual winddown clear
    The wind-down has no lines now. `ritual undo` brings them back.
    $ ritual winddown clear
    No wind-down lines here. `ritual words winddown set LINE LINE` sets them.
    $ ritual undo
    `winddown clear` is taken back.
      a wind-down line, noted for today, here again #4
    `ritual redo` brings it back.
    ! note: `winddown clear` was run without a terminal
    $ ritual winddown
    book
    $ ritual winddown set
    ! error: words winddown set expects a line, in quotes
    ! hint: as in `ritual words winddown set "lights low" "phone away"`
    = 2
    $ ritual winddown set "lights low" ""
    ! error: the line is empty
    ! hint: at least one visible character
    = 2
    $ ritual winddown
    book
    "#);
    let home = Home::new();
    let said = home.with_stdin(&["winddown", "set", "-"], b"lights low\n\n tea\n");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(home.ok(&["winddown"]), "lights low\n tea\n");
    assert_eq!(home.with_stdin(&["winddown", "set", "-"], b"\n").code, 2);
    let json = home.json(&["winddown"]);
    assert_eq!(json["rows"][0]["text"], "lights low");
}

#[test]
fn a_trial_has_an_end_and_the_words_of_its_owner() {
    transcript!(r#"
        try
        try walk before work --until 2026-11-30
        try "no screens after nine" --from 2026-11-01 --until 2026-11-14
        try tea
        try list
        try review
        try review 1
        try review 1 --note "colder than thought"
        try review no --note "slept earlier"
        try list
        try list --all
        try review
        @ 2027-01-01T12:00:00Z
        try review --note "kept"
        try list
        try review
        edit 1 --until 2026-12-05 --note "walk first"
        edit 1 --until 2026-10-05
        try review 1 --note ""
        try list
        try x --until 2026-12-31
        try x --from 2027-02-01 --until 2027-01-31
        try ""
        try --until tomorrow
        try review 99
        try review nothing
        win w
        try review 4
    "#, @r#"
    $ ritual try
    Nothing to try noted here. `ritual try TEXT --until DATE` notes one.
    $ ritual try walk before work --until 2026-11-30
    Trying: "walk before work", 22–30 Nov #1
    $ ritual try "no screens after nine" --from 2026-11-01 --until 2026-11-14
    Trying: "no screens after nine", 1–14 Nov #2
    $ ritual try tea
    Trying: "tea", from 22 November #3
    $ ritual try list
    "no screens after nine", 1–14 Nov #2
    "walk before work", 22–30 Nov #1
    "tea", from 22 November #3
    $ ritual try review
    ! error: there are several trials
    ! hint: `ritual try list` shows their handles; `ritual try review ID` takes one
    = 2
    $ ritual try review 1
    "walk before work", 22–30 Nov #1
    $ ritual try review 1 --note "colder than thought"
    Trying: "walk before work", 22–30 Nov; on 22 November: "colder than thought" #1
    $ ritual try review no --note "slept earlier"
    Trying: "no screens after nine", 1–14 Nov; on 22 November: "slept earlier" #2
    ! note: 'no' is taken for no screens after nine
    $ ritual try list
    "tea", from 22 November #3
    $ ritual try list --all
    "no screens after nine", 1–14 Nov; on 22 November: "slept earlier" #2
    "walk before work", 22–30 Nov; on 22 November: "colder than thought" #1
    "tea", from 22 November #3
    $ ritual try review
    "tea", from 22 November #3
    $ ritual try review --note "kept"
    Trying: "tea", from 22 November 2026; on 1 January: "kept" #3
    $ ritual try list
    Nothing is being tried; `ritual try list --all` shows every one.
    $ ritual try review
    ! error: there is no trial to look at
    ! hint: `ritual try TEXT --until DATE` notes one
    = 1
    $ ritual edit 1 --until 2026-12-05 --note "walk first"
    Now: a trial, 22 Nov – 5 Dec 2026: "walk first". #1
    $ ritual edit 1 --until 2026-10-05
    ! error: --until 2026-10-05 lies before 2026-11-22
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual try review 1 --note ""
    Trying: "walk first", 22 Nov – 5 Dec 2026 #1
    $ ritual try list
    "walk first", 22 Nov – 5 Dec 2026 #1
    $ ritual try x --until 2026-12-31
    ! error: --until 2026-12-31 lies before 2027-01-01
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual try x --from 2027-02-01 --until 2027-01-31
    ! error: --until 2027-01-31 lies before 2027-02-01
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual try ""
    ! error: the trial is empty
    ! hint: at least one visible character
    = 2
    $ ritual try --until tomorrow
    ! error: the trial expects a text
    ! hint: without a terminal: `ritual try TEXT --until DATE`, or - to read it from stdin
    = 2
    $ ritual try review 99
    ! error: no trial has the handle or name '99'
    ! hint: `ritual try list --all` shows their handles, such as #3
    = 1
    $ ritual try review nothing
    ! error: no trial has the handle or name 'nothing'
    ! hint: `ritual try list --all` shows their handles, such as #3
    = 1
    $ ritual win w
    Noted: "w". #4
    $ ritual try review 4
    ! error: 4 is a win, not a trial
    ! hint: `ritual try list --all` shows their handles, such as #3
    = 1
    "#);
}

#[test]
fn words_come_from_stdin_in_any_script_and_keep_their_lines() {
    let home = Home::new();
    let win = |input: &str| home.with_stdin(&["win", "-"], input.as_bytes());
    insta::assert_snapshot!(win("نمت أخيرا\n").out, @r#"Noted: "نمت أخيرا". #1"#);
    insta::assert_snapshot!(win("🌱 one\r\ntwo\n").out, @r#"Noted: "🌱 one ⏎ two". #2"#);
    assert_eq!(home.json(&["wins"])["rows"][1]["text"], "🌱 one\ntwo");
    assert_eq!(win("").code, 2);
    assert_eq!(win("a\u{1b}[31m").code, 2);
    home.ok(&["thank", "مريم", "--for", "🍵"]);
    assert_eq!(home.json(&["thanks"])["rows"][0]["to"], "مريم");
    let both = home.with_stdin(&["thank", "Ana", "--for", "-"], "the soup\n".as_bytes());
    insta::assert_snapshot!(both.out, @r#"Noted for Ana: "the soup". #4"#);
}
