//! `ritual review`

use crate::support::Home;
use crate::transcript;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

fn home() -> Home {
    let home = Home::new();
    let file = format!(
        "{}/tests/fixtures/patterns/synthetic-120.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    home.ok(&["import", "jsonl", &file]);
    home.ok(&[
        "boundaries",
        "add",
        "calls at work",
        "--ask-first",
        "--revisit",
        "2025-06-01",
    ]);
    home
}

#[test]
fn a_month_in_the_terminal() {
    let mut home = home();
    let last = home.json(&["revisit", "--from", "2000-01-01"])["days"]
        .as_array()
        .and_then(|days| Some(days.last()?["day"].as_str()?[..7].to_owned()));
    let month = last.expect("a month");
    insta::assert_snapshot!(home.transcript(&format!("review --month {month}\nreview --month {month} --ascii")), @r#"
    $ ritual review --month 2025-06
    June 2025

    In your words
      3 Jun      coping "breathing"
      6 Jun      coping "breathing"
      7 Jun      coping "breathing"
      9 Jun      changed "sleep"
      10 Jun     trigger "work"
      12 Jun     trigger "work", changed "sleep"
      13 Jun     coping "breathing"
      14 Jun     coping "breathing"
      19 Jun     coping "breathing"
      21 Jun     trigger "work"
      23 Jun     trigger "work"
      25 Jun     coping "breathing"
      26 Jun     trigger "work", coping "breathing"
      27 Jun     coping "breathing"

    The days           2      9      16     23     30
      walk            ·██··██·····██·········███····  9 of 30 days
      journal         █··███·····█·██····█·███··██··  13 of 30 days
      mood            2 334433344545 42 222 344443    1 heavy, 3 even, 5 light
                           4  3
      sleep           ▄ ▃▃▄▆▄▄▄▄▄▃▃▆ █▃ ▃▁▁ ▄▃▆▄▃▄    5 to 10 h
      Of several moods in a day, views take the middle one.

    To talk about     calls at work, 1 June 2025

    walk · mood: 0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
    This says what came together, not why.
    $ ritual review --month 2025-06 --ascii
    June 2025

    In your words
      3 Jun      coping "breathing"
      6 Jun      coping "breathing"
      7 Jun      coping "breathing"
      9 Jun      changed "sleep"
      10 Jun     trigger "work"
      12 Jun     trigger "work", changed "sleep"
      13 Jun     coping "breathing"
      14 Jun     coping "breathing"
      19 Jun     coping "breathing"
      21 Jun     trigger "work"
      23 Jun     trigger "work"
      25 Jun     coping "breathing"
      26 Jun     trigger "work", coping "breathing"
      27 Jun     coping "breathing"

    The days           2      9      16     23     30
      walk            .##..##.....##.........###....  9 of 30 days
      journal         #..###.....#.##....#.###..##..  13 of 30 days
      mood            2 334433344545 42 222 344443    1 heavy, 3 even, 5 light
                           4  3
      sleep           + ==+x+++++==x #= =-- +=x+=+    5 to 10 h
      Of several moods in a day, views take the middle one.

    To talk about     calls at work, 1 June 2025

    walk · mood: 0.7 higher on days with it (0.4 to 1.0); 49 days with, 42 without
    This says what came together, not why.
    "#);
}

#[test]
fn a_week_of_words() {
    let mut home = Home::new();
    for line in [
        "@ 2026-11-16T21:00:00Z",
        "add walk --unit min",
        "log journaling --note \"quiet evening\"",
        "mood 4",
        "log prayer",
        "change prayer --sacred",
        "boundaries add \"phone at dinner\" --offered --with Sam --revisit 2026-12-01",
        "@ 2026-11-17T21:00:00Z",
        "log walk --amount 20",
        "mood 4",
        "@ 2026-11-18T21:00:00Z",
        "log journaling --note \"could not stop thinking\"",
        "thank Sam --for \"the soup\"",
        "mood 3",
        "mood 1 \"later\" --trigger work",
        "win \"slept at last\"",
        "month set --personal \"read before bed\"",
        "reflect walk --works \"shorter walks are kept\"",
        "pause walk --from today --until 2026-11-20",
        "remind invite walk --at 21:00 --until 2026-11-24",
        "@ 2026-11-22T21:00:00Z",
        "log walk --amount 30 --as \"in the wood\"",
    ] {
        let said = home.transcript(line);
        assert!(!said.contains("\n= "), "{said}");
    }
    insta::assert_snapshot!(home.transcript("
        review --week
        review --week --with-sacred --ascii
        review --week 2026-11-11
        review --week last
        review --from 2026-11-16 --to 2026-11-17
        review --year
        review --week 2026-12-01
        review --week --month november
    "), @r#"
    $ ritual review --week
    16–22 November

    In your words
      Monday     "quiet evening" (journaling)
      Wednesday  "could not stop thinking" (journaling). To Sam, for "the soup". "later" (trigger "work"). "slept at last" (win)
      Sunday     walk as "in the wood"

    The days          M   T   W   T   F   S   S
      walk                20  ~   ~   ~   ·   30    min
      journaling      █   ·   █   ·   ·   ·   ·
      mood            4   4   3·1                   1 heavy, 3 even, 5 light
      Of several moods in a day, views take the middle one.

    This month        "read before bed"; `ritual month review` asks how it goes on
    Learned           "shorter walks are kept" (reflection on walk)
    To talk about     phone at dinner (with Sam), 1 December
    Ends soon         the note at 21:00 for walk, 24 November
    $ ritual review --week --with-sacred --ascii
    16–22 November

    In your words
      Monday     "quiet evening" (journaling)
      Wednesday  "could not stop thinking" (journaling). To Sam, for "the soup". "later" (trigger "work"). "slept at last" (win)
      Sunday     walk as "in the wood"

    The days          M   T   W   T   F   S   S
      walk                20  ~   ~   ~   .   30    min
      journaling      #   .   #   .   .   .   .
      prayer          #   .   .   .   .   .   .
      mood            4   4   3·1                   1 heavy, 3 even, 5 light
      Of several moods in a day, views take the middle one.

    This month        "read before bed"; `ritual month review` asks how it goes on
    Learned           "shorter walks are kept" (reflection on walk)
    To talk about     phone at dinner (with Sam), 1 December
    Ends soon         the note at 21:00 for walk, 24 November
    $ ritual review --week 2026-11-11
    9–15 November: a quiet stretch.

    This month        "read before bed"; `ritual month review` asks how it goes on
    Ends soon         the note at 21:00 for walk, 24 November
    $ ritual review --week last
    9–15 November: a quiet stretch.

    This month        "read before bed"; `ritual month review` asks how it goes on
    Ends soon         the note at 21:00 for walk, 24 November
    $ ritual review --from 2026-11-16 --to 2026-11-17
    16–17 November

    In your words
      Monday     "quiet evening" (journaling)

    The days          M   T
      walk                20    min
      journaling      █   ·
      mood            4   4     1 heavy, 3 even, 5 light

    This month        "read before bed"; `ritual month review` asks how it goes on
    To talk about     phone at dinner (with Sam), 1 December
    Ends soon         the note at 21:00 for walk, 24 November
    $ ritual review --year
    2026

    November           2      9      16
      walk                            ▁~~~·█
                      2 days since 17 November (3 more resting)
      journaling                     █·█····  2 days since 16 November
      mood                           442      1 heavy, 3 even, 5 light
      "read before bed"
      "shorter walks are kept" (reflection on walk)
      To Sam, for "the soup"
      "slept at last" (win)
      Of several moods in a day, views take the middle one.

    To talk about     phone at dinner (with Sam), 1 December
    Ends soon         the note at 21:00 for walk, 24 November
    $ ritual review --week 2026-12-01
    ! error: --week 2026-12-01 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual review --week --month november
    ! error: the argument '--week [<DAY>]' cannot be used with '--month [<MONTH>]'
    ! hint: `ritual review --help` shows what it takes
    = 2
    "#);
}

/// A stretch of no days is refused, however it is said.
#[test]
fn no_days_are_no_period() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    for typed in ["0 days", "last 0 weeks", "0"] {
        let words: Vec<&str> = typed.split(' ').collect();
        let said = home.run(&[&["review"][..], &words].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{typed}: {said:?}");
        assert!(said.err.contains(&format!("got '{typed}'")), "{said:?}");
    }
}

/// What `revisit` gives back of a period is never called nothing.
#[test]
fn a_period_that_holds_words_alone_is_not_quiet() {
    for command in [
        &["win", "slept at last"][..],
        &["thank", "Sam", "--for", "the soup"],
        &[
            "boundaries",
            "add",
            "calls",
            "--offered",
            "--agreed",
            "today",
        ],
        &["vision", "set", "tea in the garden"],
        &["try", "walk first", "--until", "2026-12-01"],
        &["pause", "--all"],
    ] {
        let home = Home::new();
        home.ok(command);
        let revisit = home.ok(&["revisit"]);
        let review = home.ok(&["review"]);
        assert!(!revisit.contains("quiet stretch"), "{command:?}: {revisit}");
        assert!(!review.contains("quiet stretch"), "{command:?}: {review}");
        let json = home.json(&["review"]);
        assert_ne!(json["words"], serde_json::json!([]), "{command:?}");
    }
}

#[test]
fn a_view_ends_with_the_last_note_where_that_is_long_ago() {
    let mut home = Home::at("2024-06-06T12:00:00Z");
    home.ok(&["log", "walk", "--note", "by the river"]);
    home.ok(&["mood", "4"]);
    home.now = "2026-11-22T12:00:00Z".to_owned();
    insta::assert_snapshot!(home.transcript("
        review
        review --month
        revisit
        calendar --from 2024-06-01
        gap walk
    "), @r#"
    $ ritual review
    1–6 June 2024

    In your words
      Thursday   "by the river" (walk)

    The days          S   S   M   T   W   T
      walk                                █
      mood                                4     1 heavy, 3 even, 5 light
    ! note: your notes end on 6 June 2024; this shows up to there
    $ ritual review --month
    1–22 November: a quiet stretch.
    ! note: your notes end on 6 June 2024; `ritual review` shows that month
    $ ritual revisit
    Thursday 6 June 2024
      walk at 12:00: "by the river" #2
      mood 4 at 12:00 #3
    ! note: your notes end on 6 June 2024; this shows up to there
    $ ritual calendar --from 2024-06-01
    all rituals, 1 Jun 2024 – 22 Nov 2026
        Jun  Jul Aug Sep  Oct Nov Dec  Jan Feb Mar  Apr May Jun  Jul Aug
    Mon   ·······························································
    Tue   ·······························································
    Wed   ·······························································
    Thu  █·······························································
    Fri  ································································
    Sat  ································································
    Sun  ································································

         Sep Oct Nov  Dec Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov
    Mon ·································································
    Tue ·································································
    Wed ·································································
    Thu ·································································
    Fri ·································································
    Sat ·································································
    Sun ·································································
    entries: █ 1
    $ ritual gap walk
    walk: noted on one day, 6 June 2024.
    ! note: your notes end on 6 June 2024; this shows up to there
    "#);
}

#[test]
fn an_empty_month_and_dates_that_do_not_fit() {
    transcript!("
        review
        log walk
        review
        review --month 2020-01
        review --month soon
        review --month 2027-01
        review --from 2026-11-02 --to 2026-11-01
        review --month 2026-11 --from 2026-11-02
        review --open
        review --force
        review --html - --open
    ", @"
    $ ritual review
    1–22 November: a quiet stretch.
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual review
    November 2026

    The days           2      9      16
      walk                                 █  1 day
    $ ritual review --month 2020-01
    1–31 January 2020: a quiet stretch.
    $ ritual review --month soon
    ! error: --month expects a month such as 2026-03; got 'soon'
    ! hint: months read 2026-03, march, 'march 2025', this or last
    = 2
    $ ritual review --month 2027-01
    ! error: --month 2027-01 is in the future; today is 2026-11-22
    ! hint: what was noted can be looked at
    = 2
    $ ritual review --from 2026-11-02 --to 2026-11-01
    ! error: --to 2026-11-01 lies before --from 2026-11-02
    ! hint: the first day goes to --from
    = 2
    $ ritual review --month 2026-11 --from 2026-11-02
    ! error: the argument '--month [<MONTH>]' cannot be used with '--from <DATE>'
    ! hint: `ritual review --help` shows what it takes
    = 2
    $ ritual review --open
    ! error: review expects --html FILE with this
    ! hint: as in `ritual review --open --html FILE`
    = 2
    $ ritual review --force
    ! error: review expects --html FILE with this
    ! hint: as in `ritual review --force --html FILE`
    = 2
    $ ritual review --html - --open
    ! error: --open expects a page in a file; got -
    ! hint: --html FILE --open writes it and shows it
    = 2
    ");
}

#[test]
fn the_page_goes_to_a_file_of_its_own() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    let page = home.path("page.html");
    let command = format!("review --html {}", page.display());
    insta::assert_snapshot!(home.transcript(&format!("
        {command}
        {command}
        {command} --force
        {command} --force --json
        {command} --force -q
        review --html {}/missing/page.html
        review --html {}
    ", home.dir.path().display(), home.dir.path().display())), @r#"
    $ ritual review --html [HOME]/page.html
    The page is in [HOME]/page.html.
    $ ritual review --html [HOME]/page.html
    ! error: [HOME]/page.html is there, and was left as it is
    ! hint: --force writes over it
    = 1
    $ ritual review --html [HOME]/page.html --force
    The page is in [HOME]/page.html.
    $ ritual review --html [HOME]/page.html --force --json
    {"schema":1,"report":"review","file":"[HOME]/page.html"}
    $ ritual review --html [HOME]/page.html --force -q
    $ ritual review --html [HOME]/missing/page.html
    ! error: [HOME]/missing/page.html: the folder is not there
    ! hint: `mkdir` makes one; nothing was written
    = 1
    $ ritual review --html [HOME]
    ! error: [HOME] is a folder
    ! hint: PATH names a file; one in that folder would do
    = 1
    "#);
    assert_eq!(page.metadata().unwrap().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&page).unwrap();
    assert_eq!(text, home.ok(&["review", "--html", "-"]));
    assert!(text.starts_with("<!DOCTYPE html><html lang=\"en\">"));
}

#[test]
fn a_read_only_folder_is_left_alone() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    // Where root may write anywhere, a folder that is none stands in for one that is read-only.
    let folder = home.path("closed");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    let target = if std::fs::write(folder.join("probe"), "").is_ok() {
        "/sys/page.html".to_owned()
    } else {
        folder.join("page.html").display().to_string()
    };
    let said = home.run(&["review", "--html", &target]);
    assert_eq!((said.code, said.out.as_str()), (5, ""), "{said:?}");
    assert!(
        said.err.contains("error: ") && said.err.contains("hint: "),
        "{said:?}"
    );
}

#[test]
fn the_browser_is_asked_to_show_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let script = home.path("browser");
    let seen = home.path("seen");
    let text = format!(
        "#!/bin/sh\necho \"$1\" > {}.new && mv {0}.new {0}\n",
        seen.display()
    );
    std::fs::write(&script, text).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    let page = home.path("page.html");
    let mut command = home.command(&["review", "--open", "--html", page.to_str().unwrap()]);
    command.env("BROWSER", format!("nobody-has-this:{}", script.display()));
    assert!(command.status().unwrap().success());
    let shown = (0..200).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(25));
        std::fs::read_to_string(&seen).ok()
    });
    let page = page.canonicalize().unwrap();
    assert_eq!(shown.as_deref().map(str::trim), page.to_str());

    let mut command = home.command(&[
        "review",
        "--open",
        "--force",
        "--html",
        page.to_str().unwrap(),
    ]);
    command.env("BROWSER", "nobody-has-this").env("PATH", "");
    let said = crate::support::said(command);
    assert_eq!(said.code, 0, "the page is written all the same");
    assert!(
        said.err.starts_with("note: no browser was opened: "),
        "{said:?}"
    );
}

#[test]
fn what_is_on_the_list_stands_under_to_talk_about() {
    transcript!(r#"
        -q log walk
        -q talk add "the holidays" --with Sam --by 2026-12-01
        -q talk add "who cooks"
        -q talk add "next summer" --by 2027-05-01
        -q boundaries add "phone at dinner" --off-limits --with Sam --revisit 2026-11-30
        -q boundaries add "the holidays" --ask-first --revisit 2026-11-30
        review --week
        review --week --json
    "#, @r#"
    $ ritual -q log walk
    $ ritual -q talk add "the holidays" --with Sam --by 2026-12-01
    $ ritual -q talk add "who cooks"
    $ ritual -q talk add "next summer" --by 2027-05-01
    $ ritual -q boundaries add "phone at dinner" --off-limits --with Sam --revisit 2026-11-30
    $ ritual -q boundaries add "the holidays" --ask-first --revisit 2026-11-30
    $ ritual review --week
    16–22 November

    The days          M   T   W   T   F   S   S
      walk                                    █

    To talk about     "the holidays" (with Sam), 1 December
                      "who cooks"
                      phone at dinner (with Sam), 30 November
    $ ritual review --week --json
    {"schema":1,"report":"review","from":"2026-11-16","to":"2026-11-22","today":"2026-11-22","rituals":[{"name":"walk","noted":1,"resting":0,"of":7,"since":"2026-11-22","calendar":{"subject":{"kind":"ritual","name":"walk"},"from":"2026-11-16","to":"2026-11-22","today":"2026-11-22","week_start":"mon","counted_in":"entries","steps":[{"from":1,"to":1}],"days":[{"day":"2026-11-22","value":1,"step":0,"resting":false}]}}],"measures":[],"patterns":{"definition":2,"from":"2025-11-23","to":"2026-11-22","family":{"rituals":0,"others":0,"words":1,"clear_at":{"rituals":0.005,"others":0.005},"lean_by_chance":0.0},"noise":[],"pairs":[],"amounts":[],"measures":[],"words":[],"not_yet":[],"weekdays":[],"spread":[]},"revisit":[{"uid":"[UID]","area":"phone at dinner","stance":"off-limits","with":"Sam","revisit":"2026-11-30"}],"talks":[{"uid":"[UID]","day":"2026-11-22","text":"the holidays","with":"Sam","by":"2026-12-01"},{"uid":"[UID]","day":"2026-11-22","text":"who cooks"}],"words":[],"months":[],"learned":[],"ends":[]}
    "#);
}

/// In the columns of a month there is no room beside a mood: the others of its day stand below it.
#[test]
fn several_moods_of_a_day_stand_in_the_band_of_a_month() {
    let mut home = Home::new();
    insta::assert_snapshot!(home.transcript("
        mood 3 --on 2026-11-20
        mood 4 --on 2026-11-20
        mood 1 --on 2026-11-20
        mood 5 --on 2026-11-21
        mood 2
        mood 4
        log walk
        review --color never
        review --year --color never
    "), @"
    $ ritual mood 3 --on 2026-11-20
    Noted for 20 November: mood 3 (even). #1
    $ ritual mood 4 --on 2026-11-20
    Noted for 20 November: mood 4. #2
    $ ritual mood 1 --on 2026-11-20
    Noted for 20 November: mood 1 (heavy). #3
    $ ritual mood 5 --on 2026-11-21
    Noted for 21 November: mood 5 (light). #4
    $ ritual mood 2
    Noted: mood 2. #5
    $ ritual mood 4
    Noted: mood 4. #6
    $ ritual log walk
    walk, noted for today. #8
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual review --color never
    November 2026

    The days           2      9      16
      walk                                 █  1 day
      mood                               352  1 heavy, 3 even, 5 light
                                         4 4
                                         1
      Of several moods in a day, views take the middle one.
    $ ritual review --year --color never
    2026

    November           2      9      16
      walk                                 █  1 day
      mood                               353  1 heavy, 3 even, 5 light
      Of several moods in a day, views take the middle one.
    ");
    let page = home.ok(&["review", "--html", "-"]);
    assert_eq!(page.matches(r#"<path class="each""#).count(), 5, "{page}");
}
