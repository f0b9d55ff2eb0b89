//! Consent that holds: a share is to words, for a person, until a day. Beside each thing that stays
//! stands a control: what should leave does leave.

use crate::support::{Home, words};
use crate::transcript;

fn run(home: &Home, line: &str) -> String {
    let words = words(line);
    home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn code(home: &Home, line: &str) -> u8 {
    let words = words(line);
    let said = home.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    u8::try_from(said.code).expect("a code")
}

fn page(home: &Home, with: &str) -> String {
    home.ok(&["export", "shareable", "--preview", "--with", with])
}

#[test]
fn a_share_is_to_the_words_as_they_are() {
    transcript!(r#"
        boundaries add "phone at dinner" --ask-first --private-note "the row in May" --with Sam
        share "phone at dinner"
        share "phone at dinner" --with Sam
        export shareable --preview --with Sam
        boundaries change 1 --note "weekdays"
        export shareable --preview --with Sam
        revisit --together --yes --with Sam
        consent
        boundaries
        share 1 --with Sam
        export shareable --preview --with Sam
    "#, @r#"
    $ ritual boundaries add "phone at dinner" --ask-first --private-note "the row in May" --with Sam
    Ask first: phone at dinner (with Sam); for you alone: "the row in May". #1
    $ ritual share "phone at dinner"
    ! error: a share expects the name of the person it is for
    ! hint: `ritual share 'phone at dinner' --with NAME` shares it with one
    = 2
    $ ritual share "phone at dinner" --with Sam
    Shared with Sam until 22 December: ask first: phone at dinner. #1
      {"area":"phone at dinner","kind":"boundary","stance":"ask-first","with":"Sam"}
    $ ritual export shareable --preview --with Sam
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"area":"phone at dinner","kind":"boundary","stance":"ask-first","with":"Sam"}
    $ ritual boundaries change 1 --note "weekdays"
    Ask first: phone at dinner (with Sam): "weekdays"; for you alone: "the row in May". #1
    $ ritual export shareable --preview --with Sam
    ! note: nothing is shared here; `ritual share ITEM --with NAME` shares an item
    $ ritual revisit --together --yes --with Sam
    24 October – 22 November: a quiet stretch.
    $ ritual consent
    Since today, until 22 December: shared with Sam, ask first: phone at dinner; it has changed since, and stays here until `ritual share 1 --with Sam`. #1
    $ ritual boundaries
    Ask first
      phone at dinner (with Sam): "weekdays"; for you alone: "the row in May" #1
    $ ritual share 1 --with Sam
    Shared with Sam until 22 December: ask first: phone at dinner. #1
      {"area":"phone at dinner","kind":"boundary","note":"weekdays","stance":"ask-first","with":"Sam"}
    $ ritual export shareable --preview --with Sam
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"area":"phone at dinner","kind":"boundary","note":"weekdays","stance":"ask-first","with":"Sam"}
    "#);
}

#[test]
fn it_is_for_one_person_and_until_its_day() {
    let mut home = Home::new();
    run(&home, "log walk --note rain");
    run(&home, "win tea");
    run(&home, "share 2 --with Sam --until 2026-11-25");
    run(&home, "share 3 --with Kim");
    assert!(page(&home, "sam").contains("rain") && !page(&home, "sam").contains("tea"));
    assert!(page(&home, "Kim").contains("tea") && !page(&home, "Kim").contains("rain"));
    assert_eq!(page(&home, "Ana"), "");
    // With several it has to be said for whom.
    for line in [
        "export shareable --yes",
        "revisit --together --yes",
        "review --together --yes",
    ] {
        let words = words(line);
        let said = home.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.contains("Kim and Sam"), "{said:?}");
    }
    let seen = run(&home, "revisit --together --yes --with Sam");
    assert!(seen.contains("rain") && !seen.contains("tea"), "{seen}");
    home.now = "2026-11-26T12:00:00Z".to_owned();
    assert_eq!(page(&home, "Sam"), "");
    // One is left, and needs no name.
    assert!(run(&home, "export shareable --preview").contains("tea"));
}

/// A mark sends nothing out: neither one that came in, nor one whose grant was forgotten.
#[test]
fn a_mark_without_a_grant_shows_nothing() {
    let home = Home::new();
    let row = br#"{"kind":"win","day":"2026-11-22","text":"marked","visibility":"shared"}"#;
    assert_eq!(home.with_stdin(&["import", "jsonl", "-"], row).code, 0);
    run(&home, "win ours");
    run(&home, "share 2 --with Sam");
    for line in ["export shareable --preview", "revisit --together --yes"] {
        let shown = run(&home, line);
        assert!(
            shown.contains("ours") && !shown.contains("marked"),
            "{shown}"
        );
    }
    run(&home, "forget 3 --yes");
    assert_eq!(run(&home, "export shareable --preview"), "");
    let shown = run(&home, "revisit --together --yes");
    assert!(shown.contains("a quiet stretch"), "{shown}");
}

#[test]
fn what_has_no_day_is_seen_together_and_nothing_tells_of_the_file() {
    let home = Home::new();
    for line in [
        "boundaries add calls --ask-first --with Sam",
        "month set --personal \"read before bed\"",
        "win \"slept at last\"",
        "thank Sam --for soup",
        "mood 4 light",
        "mood 1 dark",
        "share calls --with Sam",
        "share 2 --with Sam",
        "share 3 --with Sam",
        "share 4 --with Sam",
        "share 5 --with Sam",
    ] {
        run(&home, line);
    }
    insta::assert_snapshot!(run(&home, "revisit --together --yes"), @r#"
    At any time
      Ask first: calls (with Sam)
      your objective of November: "read before bed"
    Sunday 22 November
      mood 4: "light"
      win "slept at last"
      thank-you to Sam for "soup"
    "#);
    let json = run(&home, "revisit --together --yes --json");
    for trace in ["uid", "visibility", "\"at\"", "zone", "12:00", "dark"] {
        assert!(!json.contains(trace), "{trace}: {json}");
    }
    assert!(json.contains("slept at last") && json.contains("read before bed"));
    // For oneself alone, and with one left out.
    insta::assert_snapshot!(run(&home, "revisit --together --preview --without 3"), @"
    This shows 4 shared items:
      boundary calls #1
      2026-11 #2
      22 November, mood note #5
      22 November, thank-you to Sam #4
    ");
    let less = run(&home, "revisit --together --yes --without 3 --without #5");
    assert!(!less.contains("slept") && !less.contains("light") && less.contains("soup"));
    let asked = home.on_terminal(&["revisit", "--together"], "n\n");
    assert_eq!(asked.code, 0, "{asked:?}");
    assert!(!asked.out.contains("light"), "{asked:?}");
    assert!(
        home.on_terminal(&["revisit", "--together"], "y\n")
            .out
            .contains("light")
    );
    let page = home.path("page.html").display().to_string();
    let asked = home.on_terminal(&["review", "--together", "--html", &page], "n\n");
    assert_eq!(
        (asked.code, home.path("page.html").exists()),
        (1, false),
        "{asked:?}"
    );
}

/// Undo ends a share and never gives one, and nothing lists what was taken back.
#[test]
fn what_was_taken_back_stays_so() {
    for taking in [
        "unshare 2",
        "unshare 2 --with Sam",
        "consent revoke 2",
        "forget 3 --yes",
    ] {
        let home = Home::new();
        run(&home, "add walk");
        run(&home, "win \"our garden\"");
        run(&home, "share 2 --with Sam");
        assert!(page(&home, "Sam").contains("garden"));
        run(&home, taking);
        let listed = run(&home, "undo --list");
        for told in ["share", "revoke", "forget", "consent"] {
            assert!(!listed.contains(told), "{taking}: {listed}");
        }
        assert_eq!(code(&home, "undo"), 1, "{taking}: it stops there");
        assert_eq!(page(&home, "Sam"), "", "{taking}");
        // Past it, what came before is taken back, and done again.
        run(&home, "undo 2");
        assert_eq!(code(&home, "find garden"), 1, "{taking}");
        run(&home, "redo");
        assert_eq!(code(&home, "find garden"), 0, "{taking}");
        assert_eq!(page(&home, "Sam"), "", "{taking}");
    }
}

#[test]
fn undo_takes_a_share_back_and_does_not_give_it_again() {
    let home = Home::new();
    run(&home, "win garden");
    run(&home, "share 1 --with Sam --until 2026-12-20");
    run(&home, "share 1 --with Sam --until 2026-11-30");
    run(&home, "undo");
    assert_eq!(page(&home, "Sam"), "", "not even until the earlier day");
    run(&home, "undo");
    assert_eq!(page(&home, "Sam"), "");
    // An end that came with another command is not undone with it.
    run(&home, "offer tea");
    let offer = home.json(&["offer"])["offers"][0]["uid"].clone();
    let offer = offer.as_str().expect("a uid");
    run(&home, &format!("share {offer} --with Sam"));
    assert!(page(&home, "Sam").contains("tea"));
    run(&home, &format!("offer close {offer}"));
    run(&home, "undo");
    assert!(
        run(&home, "offer").contains("tea"),
        "the offer is open again"
    );
    assert_eq!(page(&home, "Sam"), "", "and is not shared");
    run(&home, &format!("share {offer} --with Sam"));
    assert!(
        page(&home, "Sam").contains("tea"),
        "until it is shared again"
    );
}

#[test]
fn no_way_forward_gives_a_share_again() {
    transcript!(r#"
        hard set --notice "no appetite" --may "sit with me"
        share hard --with Sam
        unshare hard --with Kim
        undo
        redo
        consent
        export jsonl --kind hard
        share hard --with Sam
        export shareable --preview
    "#, @r#"
    $ ritual hard set --notice "no appetite" --may "sit with me"
    For hard days #1
      how I notice: "no appetite"
      what you may do: "sit with me"
    $ ritual share hard --with Sam
    Shared with Sam until 22 December: your plan for hard days. #1
      {"day":"2026-11-22","kind":"hard","may":"sit with me","notice":"no appetite"}
    $ ritual unshare hard --with Kim
    ! error: hard is not shared with Kim
    ! hint: `ritual consent` shows what is shared
    = 1
    $ ritual undo
    `share … --with …` is taken back.
      22 November: consent to a share with Sam given, until 22 December #2
      your plan for hard days (not shared), as before #1
    ! note: `share … --with …` was run without a terminal
    $ ritual redo
    ! error: there is nothing to bring back
    ! hint: what was shared is shared again by `ritual share` alone
    = 1
    $ ritual consent
    Everything here is private. `ritual share ITEM --with NAME` shares one thing.
    $ ritual export jsonl --kind hard
    {"kind":"hard","uid":"[UID]","day":"2026-11-22","notice":"no appetite","may":"sit with me"}
    $ ritual share hard --with Sam
    Shared with Sam until 22 December: your plan for hard days. #1
      {"day":"2026-11-22","kind":"hard","may":"sit with me","notice":"no appetite"}
    $ ritual export shareable --preview
    {"for":"Sam","kind":"page","of":"the person who shares it"}
    {"day":"2026-11-22","kind":"hard","may":"sit with me","notice":"no appetite"}
    "#);
}

/// What was consented to were the words of then: those of now are not said to be.
#[test]
fn the_history_of_consent_says_no_words_that_came_later() {
    let home = Home::new();
    for line in [
        "boundaries add hugs --ask-first",
        "boundaries add calls --offered",
        "share hugs --with Sam",
        "share calls --with Sam",
        "boundaries change hugs --off-limits",
        "boundaries change hugs --area 'long hugs'",
        "share 'long hugs' --with Robin",
        "unshare 1 --with Sam",
    ] {
        run(&home, line);
    }
    insta::assert_snapshot!(run(&home, "consent history"), @"
    22 November: consent to a share with Sam given, until 22 December. (boundary, in other words since) #1
    22 November: consent to a share with Sam given, until 22 December. (offered: calls) #2
    22 November: consent to a share with Robin given, until 22 December. (off-limits: long hugs) #1
    22 November: consent to a share with Sam ended. (boundary, in other words since) #1
    ");
}

#[test]
fn the_history_of_consent_keeps_thirty_days_and_can_be_emptied() {
    let mut home = Home::new();
    for line in [
        "win a",
        "win b",
        "share 1 --with Sam --until 2027-03-01",
        "share 2 --with Sam",
        "unshare 2",
    ] {
        run(&home, line);
    }
    assert_eq!(run(&home, "consent history").lines().count(), 3);
    home.now = "2026-12-23T12:00:00Z".to_owned();
    insta::assert_snapshot!(run(&home, "consent history"), @"Nothing stands in the history of consent.");
    run(&home, "share 2 --with Sam");
    let kept = run(&home, "export jsonl --kind consent");
    assert_eq!(
        kept.lines().count(),
        2,
        "what no history tells of is let go of: {kept}"
    );
    run(&home, "consent history --clear");
    insta::assert_snapshot!(run(&home, "consent history"), @"Nothing stands in the history of consent.");
    // What holds goes on holding.
    assert_eq!(page(&home, "Sam").lines().count(), 3);
    assert_eq!(run(&home, "consent").matches("shared with Sam").count(), 2);
    run(&home, "unshare 1");
    assert_eq!(run(&home, "consent history").lines().count(), 1);
    for format in ["markdown", "csv"] {
        let folder = home.path("out").display().to_string();
        let out = match format {
            "csv" => {
                run(&home, &format!("export csv {folder}"));
                assert!(home.path("out/win.csv").exists());
                home.path("out/consent.csv").exists().to_string()
            }
            _ => run(&home, "export markdown").contains("onsent").to_string(),
        };
        assert_eq!(out, "false", "{format}");
    }
}

/// What says the name of a sacred ritual stays, by whole words and in any field.
#[test]
fn a_sacred_name_is_kept_by_whole_words() {
    let home = Home::new();
    for line in [
        "add Vigil --sacred",
        "log vigil",
        "mood 4 \"after the VIGIL, calm\"",
        "mood 3 --coping \"a vigil\"",
        "mood 3 \"vigilant all day\"",
        "boundaries add \"calls during vigil\" --off-limits",
        "add walk --around \"before vigil\"",
        "add swim",
    ] {
        run(&home, line);
    }
    let said = home.run(&["share", "3", "--with", "Sam"]);
    insta::assert_snapshot!(said.err, @"note: it says the name of a sacred ritual, and is held back while it does");
    run(&home, "share 5 --with Sam");
    insta::assert_snapshot!(run(&home, "consent"), @r#"
    Since today, until 22 December: shared with Sam, mood 4, noted for today; it stays here while it says a sacred name. #3
    Since today, until 22 December: shared with Sam, mood 3 (even), noted for today. #5
      {"day":"2026-11-22","kind":"mood","mood":3,"note":"vigilant all day"}
    "#);
    assert!(page(&home, "Sam").contains("vigilant") && !page(&home, "Sam").contains("VIGIL"));
    let csv = home.path("out").display().to_string();
    for (format, path) in [
        ("markdown", ""),
        ("ics", "--with-notes"),
        ("csv", csv.as_str()),
    ] {
        let written = |more: &str| {
            let out = run(&home, &format!("export {format} {path} {more}"));
            let files = std::fs::read_dir(home.path("out")).into_iter().flatten();
            files
                .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("text"))
                .fold(out, |all, text| all + &text)
                .to_lowercase()
        };
        let kept = written("");
        assert!(
            !kept.contains("vigil,") && !kept.contains("vigil\n"),
            "{format}: {kept}"
        );
        assert!(
            kept.replace("vigilant", "").matches("vigil").count() == 0,
            "{format}: {kept}"
        );
        assert!(kept.contains("vigilant all day"), "{format}: {kept}");
        assert!(
            written("--force --with-sacred").contains("after the vigil"),
            "{format}"
        );
    }
    // The lossless ways out are the owner's.
    assert!(run(&home, "export jsonl").contains("VIGIL"));
    assert!(run(&home, "export json").contains("VIGIL"));
}

/// Files for other programs are seen there; the owner is told how many rows stay.
#[test]
fn a_sacred_name_does_not_go_to_other_programs() {
    let home = Home::new();
    for line in [
        "add Vigil --sacred",
        "log vigil",
        "log walk --note \"calm after the vigil\"",
        "log walk --note rain",
        "mood 4 \"after the VIGIL, calm\"",
        "mood 3 \"vigilant all day\" --trigger rain",
        "win \"a vigil of our own\"",
    ] {
        run(&home, line);
    }
    for (format, kept) in [
        ("loop", "walk"),
        ("harsh", "walk"),
        ("jrnl", "vigilant all day"),
        ("obsidian", "vigilant all day"),
    ] {
        let out = home.path(format);
        let written = |more: &[&str]| {
            let path = out.display().to_string();
            let said = home.run(&[&["export", format, &path, "--force"], more].concat());
            assert_eq!(said.code, 0, "{said:?}");
            let files = match out.is_dir() {
                true => std::fs::read_dir(&out)
                    .expect("files")
                    .map(|f| f.expect("a file").path())
                    .collect(),
                false => vec![out.clone()],
            };
            let read = |path| {
                String::from_utf8_lossy(&std::fs::read(path).expect("a file")).to_lowercase()
            };
            (files.into_iter().map(read).collect::<String>(), said.err)
        };
        let (text, told) = written(&[]);
        assert!(
            !text.replace("vigilant", "").contains("vigil"),
            "{format}: {text}"
        );
        assert!(text.contains(kept), "{format}: {text}");
        assert!(
            told.contains(
                "not carried over: 5 rows that say a sacred name: --with-sacred brings them along"
            ),
            "{format}: {told}"
        );
        let (text, told) = written(&["--with-sacred"]);
        assert!(
            text.replace("vigilant", "").contains("vigil"),
            "{format}: {text}"
        );
        assert!(!told.contains("sacred"), "{format}: {told}");
    }
}

/// Screens that others see: the page of a period, the board, the line.
#[test]
fn a_sacred_name_stands_on_no_page_that_is_seen() {
    let home = Home::new();
    for line in [
        "add Vigil --sacred",
        "log vigil",
        "add \"vigil prep\"",
        "log \"vigil prep\"",
        "add walk --around \"before vigil\" --intention \"a slow vigil\" --unit min",
        "log walk --amount 20 --note \"calm after the vigil\"",
        "mood 4 \"after the VIGIL, calm\"",
        "mood 2 --trigger vigil",
        "mood 3 \"vigilant all day\"",
        "win \"a vigil of our own\"",
        "thank Sam --for \"keeping vigil with me\"",
        "boundaries add \"calls during vigil\" --off-limits --revisit 2026-11-25",
        "reflect walk --works \"a vigil first\"",
        "month set --personal \"more vigil\"",
        "offer \"a shared vigil\" --until 2026-11-23",
        "talk add \"the vigil\" --by 2026-11-24",
    ] {
        run(&home, line);
    }
    insta::assert_snapshot!(run(&home, "review"), @r#"
    November 2026

    In your words
      22 Nov     "vigilant all day" (mood)

    The days           2      9      16
      walk                                 █  1 day
      mood                                 4  1 heavy, 3 even, 5 light
                                           2
                                           3
      Of several moods in a day, views take the middle one.
    "#);
    insta::assert_snapshot!(home.ok(&[]), @r#"
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 20 min #6
      mood                    3    mood 4 #7; mood 2 #8; "vigilant all day" #9
    "#);
    insta::assert_snapshot!(run(&home, "line --mood"), @"walk 20 min · mood 3");
    for (page, with) in [
        ("review", "review --with-sacred"),
        ("review --json", "review --json --with-sacred"),
        ("review --html -", "review --html - --with-sacred"),
        ("", "--with-sacred"),
    ] {
        let said = |line| run(&home, line).to_lowercase().replace("vigilant", "");
        assert!(!said(page).contains("vigil"), "{page}: {}", said(page));
        assert!(said(with).contains("vigil"), "{with}: {}", said(with));
    }
}

/// The machine's clock tells when an agreement was noted, whatever is said of its day.
#[test]
fn an_agreement_is_not_backdated_unseen() {
    let home = Home::at("2024-01-06T12:00:00Z");
    run(
        &home,
        "boundaries add calls --off-limits --agreed 2024-01-05",
    );
    run(&home, "boundaries change calls --ask-first");
    let history = run(&home, "boundaries history calls");
    // As the machine has it.
    let written = std::fs::metadata(home.db()).and_then(|file| file.modified());
    let today = chrono::DateTime::<chrono::Utc>::from(written.expect("a file")).date_naive();
    let noted = today.format("noted here on %-d %B %Y").to_string();
    assert!(
        history.contains(&format!("{noted}, agreed 5 January")),
        "{history}"
    );
    assert!(
        history.contains(&format!("became \"ask-first\" ({noted})")),
        "{history}"
    );
    let json = home.json(&["boundaries"]);
    assert_eq!(json["boundaries"][0]["noted"], today.to_string());
    let json = home.json(&["boundaries", "history", "calls"]);
    assert_eq!(json["noted"], today.to_string());
    assert_eq!(json["changes"][0]["noted"], today.to_string());
}

/// A file says of its rows what it likes: of those it brought, the day they came here stands alone.
#[test]
fn a_file_backdates_no_agreement() {
    let home = Home::at("2024-01-06T12:00:00Z");
    // Identities of 2 January 2023, and of a day to come.
    let row = br#"{"kind":"boundary","uid":"018574a0-0000-7000-8000-000000000001","area":"calls","stance":"off-limits","agreed":"2023-01-02","noted":"2023-01-02","history":[{"uid":"018574a0-0000-7000-8000-000000000002","on":"2023-01-02","was":{"stance":"ask-first"}},{"uid":"018574a0-0000-7000-8000-000000000003","on":"2023-01-02","was":{}},{"uid":"03000000-0000-7000-8000-000000000004","on":"2023-01-03","was":{"area":"call"}}]}"#;
    let came = home.with_stdin(&["import", "jsonl", "-", "--with-consents"], row);
    assert_eq!(came.code, 0, "{came:?}");
    run(&home, "boundaries change calls --ask-first");
    let written = std::fs::metadata(home.db()).and_then(|file| file.modified());
    let today = chrono::DateTime::<chrono::Utc>::from(written.expect("a file")).date_naive();
    let seen = |home: &Home| {
        let marked = run(home, "boundaries history calls");
        marked.replace(&today.format("%-d %B %Y").to_string(), "[TODAY]")
    };
    insta::assert_snapshot!(seen(&home), @r#"
    calls
      came here in a file on [TODAY], agreed 2 January 2023
      2 January 2023, stance "ask-first" became "off-limits" (came here in a file on [TODAY])
      3 January 2023, area "call" became "calls" (came here in a file on [TODAY])
      6 January, stance "off-limits" became "ask-first" (noted here on [TODAY])
    "#);
    let json = home.json(&["boundaries", "history", "calls"]);
    assert_eq!(json["noted"], today.to_string());
    assert_eq!(json["came"], true);
    assert!(json["changes"][2].get("came").is_none(), "{json}");
    assert_eq!(
        home.json(&["boundaries"])["boundaries"][0]["noted"],
        today.to_string()
    );
    // The same in another notebook of one's own: nothing is known there of this machine's clock.
    let other = Home::at("2024-02-01T12:00:00Z");
    let file = run(&home, "export jsonl");
    let args = ["import", "jsonl", "-", "--with-consents"];
    assert_eq!(other.with_stdin(&args, file.as_bytes()).code, 0);
    insta::assert_snapshot!(seen(&other), @r#"
    calls
      came here in a file on [TODAY], agreed 2 January 2023
      2 January 2023, stance "ask-first" became "off-limits" (came here in a file on [TODAY])
      3 January 2023, area "call" became "calls" (came here in a file on [TODAY])
      6 January, stance "off-limits" became "ask-first" (came here in a file on [TODAY])
    "#);
    assert_eq!(other.with_stdin(&args, file.as_bytes()).code, 0);
    assert_eq!(
        other.json(&["boundaries"])["boundaries"][0]["history"]
            .as_array()
            .map(Vec::len),
        Some(4),
        "one mark, its own: the file has none, and leaves none the second time"
    );
}

#[test]
fn a_page_to_read_says_what_holds_until_when() {
    let mut home = Home::new();
    for line in [
        "boundaries add \"phone at dinner\" --ask-first --with Sam --agreed today --revisit 2026-12-01",
        "boundaries add calls --off-limits",
        "boundaries retire calls",
        "offer tea --until 2026-11-30",
        "offer soup --until 2026-11-23",
        "add walk",
        "retire walk",
    ] {
        run(&home, line);
    }
    home.now = "2026-11-24T12:00:00Z".to_owned();
    insta::assert_snapshot!(run(&home, "export markdown"), @r#"
    # Notebook

    ## Rituals

    - the ritual walk, ended

    ## Boundaries

    - Ask first: phone at dinner (with Sam, agreed 22 November, revisit 1 December)
    - Off-limits: calls (retired 22 November)

    ## Offer

    - offer "tea", until 30 November
    - offer "soup", ended
    "#);
}

#[test]
fn a_guard_meets_words_and_fails_closed() {
    let home = Home::new();
    assert_eq!(code(&home, "boundaries clear anything"), 4, "no notebook");
    std::fs::write(home.db(), "").expect("an empty file");
    assert_eq!(code(&home, "boundaries clear anything"), 4, "nothing in it");
    for line in [
        "boundaries add \"phone at dinner\" --off-limits --with Sam",
        "boundaries add \"work email after 20:00\" --ask-first",
        "boundaries add \"tea and quiet\" --offered",
        "boundaries add \"visits on sundays\" --off-limits",
        "boundaries retire \"visits on sundays\"",
        "boundaries add \"no hugging\" --off-limits",
    ] {
        run(&home, line);
    }
    for (text, check, clear) in [
        ("phones", 0, 1),
        ("PHONE AT", 0, 1),
        ("answer work email", 1, 1),
        ("email", 1, 1),
        ("dinner with mother", 1, 1),
        ("tea and quiet", 1, 0),
        ("visits on sundays", 1, 0),
        ("a walk", 1, 0),
        ("e-mail", 1, 1),
        ("hugs", 0, 1),
        ("hugged", 0, 1),
        ("hug mother", 1, 1),
    ] {
        assert_eq!(
            code(&home, &format!("boundaries check '{text}'")),
            check,
            "{text}"
        );
        assert_eq!(
            code(&home, &format!("boundaries clear '{text}'")),
            clear,
            "{text}"
        );
    }
    insta::assert_snapshot!(home.run(&["boundaries", "check", "answer work email"]).out, @r#"Ask first: work email after 20:00. #2 (met: "work email")"#);
    let json = home.run(&["boundaries", "check", "phones", "--json"]).out;
    assert!(json.contains("\"met\":\"phone\""), "{json}");
    assert_eq!(code(&home, "boundaries clear ''"), 2);
    std::fs::write(home.db(), "no notebook at all, but words").expect("a file");
    assert_eq!(
        code(&home, "boundaries clear anything"),
        4,
        "not a notebook"
    );
}

#[test]
fn boundaries_of_two() {
    let home = Home::new();
    for line in [
        "boundaries add calls --ask-first --with Sam --revisit 2026-12-01 --private-note \"my own\"",
        "boundaries add \"a lift on Thursdays\" --offered --with Sam --limit \"not after ten\"",
        "boundaries add \"my sister\" --off-limits --with Kim --revisit 2027-06-01",
        "share calls --with Sam",
        "share \"my sister\" --with Kim",
    ] {
        run(&home, line);
    }
    insta::assert_snapshot!(run(&home, "boundaries"), @r#"
    Off-limits
      my sister (with Kim, revisit 1 June 2027) #3
    Ask first
      calls (with Sam, revisit 1 December); for you alone: "my own" #1
    Offered
      a lift on Thursdays (with Sam); limit "not after ten" #2
    "#);
    insta::assert_snapshot!(run(&home, "boundaries --revisit-before 2027-01-01"), @r#"
    Ask first
      calls (with Sam, revisit 1 December); for you alone: "my own" #1
    "#);
    insta::assert_snapshot!(run(&home, "boundaries --with Sam --together --yes"), @"
    Ask first
      calls (with Sam, revisit 1 December)
    ");
    insta::assert_snapshot!(run(&home, "boundaries --with Sam --together --preview"), @"
    This shows 1 shared item:
      Ask first: calls (with Sam, revisit 1 December). #1
    ");
    assert_eq!(code(&home, "boundaries --together --yes"), 2, "with whom");
    // Shared with Sam, though agreed with nobody.
    run(&home, "boundaries add \"my desk\" --off-limits");
    run(&home, "share \"my desk\" --with Sam");
    insta::assert_snapshot!(run(&home, "boundaries --with Sam --together --yes"), @"
    Off-limits
      my desk
    Ask first
      calls (with Sam, revisit 1 December)
    ");
}

#[test]
fn a_calendar_carries_words_where_it_is_asked_to() {
    let home = Home::new();
    run(&home, "log walk --note rain --as stroll");
    run(&home, "mood 4 \"slept at last\" --trigger work");
    let plain = run(&home, "export ics");
    assert!(
        plain.contains("SUMMARY:walk") && plain.contains("SUMMARY:mood 4"),
        "{plain}"
    );
    let whole = run(&home, "export ics --with-notes");
    for word in ["rain", "stroll", "slept", "work"] {
        assert!(!plain.contains(word) && whole.contains(word), "{word}");
    }
}

/// Nobody consented to the words of a person's own scale.
#[test]
fn the_words_of_a_scale_stay() {
    let home = Home::new();
    run(&home, "config scale \"1=in pieces, 4=whole\"");
    run(&home, "mood 4");
    assert!(run(&home, "review").contains("4 whole"));
    run(&home, "share 2 --with Sam");
    for line in [
        "review --together --yes",
        "review --together --yes --html -",
        "revisit --together --yes",
    ] {
        let shown = run(&home, line);
        assert!(shown.contains('4') && !shown.contains("whole"), "{shown}");
    }
}

#[test]
fn what_may_leave_is_said_with_whom_it_is_for() {
    let mut home = Home::new();
    for line in [
        "win tea",
        "win soup",
        "log walk --note rain",
        "share 1 --with Sam",
    ] {
        run(&home, line);
    }
    run(&home, "share 2 --with Sam --until 2026-11-30");
    run(&home, "share 4 --with Kim");
    insta::assert_snapshot!(run(&home, "consent"), @r#"
    Since today, until 22 December: shared with Sam, a win, noted for today. #1
      {"day":"2026-11-22","kind":"win","text":"tea"}
    Since today, until 30 November: shared with Sam, a win, noted for today. #2
      {"day":"2026-11-22","kind":"win","text":"soup"}
    Since today, until 22 December: shared with Kim, walk, noted for today. #4
      {"day":"2026-11-22","kind":"completion","note":"rain","ritual":"walk"}
    "#);
    let told = |home: &Home| {
        let told = run(home, "privacy");
        let lines = told.lines().filter(|line| line.contains("consent"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    insta::assert_snapshot!(told(&home), @"
    For Kim, by your consent: 1 item; `ritual consent` names what.
    For Sam, by your consent: 2 items; `ritual consent` names what.
    ");
    assert_eq!(
        home.json(&["privacy"])["shared"][1],
        serde_json::json!({"with": "Sam", "items": 2})
    );
    home.now = "2026-12-01T12:00:00Z".to_owned();
    insta::assert_snapshot!(told(&home), @"
    For Kim, by your consent: 1 item; `ritual consent` names what.
    For Sam, by your consent: 1 item; `ritual consent` names what.
    ");
    run(&home, "unshare 1");
    run(&home, "unshare 4");
    assert_eq!(told(&home), "");
}

#[test]
fn privacy_names_what_else_keeps_a_trace() {
    let told = run(&Home::new(), "privacy");
    for trace in [
        "your editor",
        "the browser",
        "the system journal and notifications",
        "the times of the file",
        "completion",
        "the undo of the last days",
    ] {
        assert!(told.contains(trace), "{trace}: {told}");
    }
}

/// A share of a ritual is to its words of a season: they leave while it lasts, and when it returns.
#[test]
fn what_is_shared_in_a_season_is_shared_when_it_returns() {
    let mut home = Home::at("2026-11-10T12:00:00Z");
    run(&home, "add walk --rhythm 5/week");
    run(
        &home,
        "change walk --season winter --rhythm 2/week --from 12-01 --until 02-28",
    );
    run(&home, "share walk --with Sam --until 2028-06-01");
    for (now, leaves) in [
        ("2026-11-30T12:00:00Z", true),
        ("2026-12-01T12:00:00Z", false),
        ("2027-02-28T12:00:00Z", false),
        ("2027-03-01T12:00:00Z", true),
        ("2027-12-01T12:00:00Z", false),
    ] {
        home.now = now.to_owned();
        assert_eq!(page(&home, "Sam").contains("5/week"), leaves, "{now}");
        assert!(!page(&home, "Sam").contains("2/week"));
        let told = run(&home, "consent").contains("has changed since");
        assert_eq!(told, !leaves, "{now}");
    }
}

/// What a ritual was called while it is sacred is as sacred as its name; a name that another ritual has by
/// now is that one's.
#[test]
fn the_earlier_names_of_what_is_sacred_stay_too() {
    let home = Home::new();
    for line in [
        "add prayer --sacred",
        "add \"prayer beads\"",
        "boundaries add \"prayer at noon\" --ask-first",
        "win \"my prayer\"",
        "log \"prayer beads\"",
        "share 4 --with Sam",
        "change prayer --name \"quiet hour\"",
        "change \"prayer beads\" --name rosary",
        "boundaries change 3 --area noon",
    ] {
        run(&home, line);
    }
    for line in [
        "export shareable --preview --with Sam",
        "export csv --kind win",
        "export csv --kind ritual",
        "export csv --kind boundary",
        "export markdown",
        "export ics",
        "review --html -",
        "--no-input",
        "line",
    ] {
        let shown = run(&home, line);
        assert!(!shown.contains("prayer"), "{line}: {shown}");
    }
    assert!(run(&home, "export csv --kind ritual").contains("rosary"));
    assert!(run(&home, "export csv --kind win --with-sacred").contains("my prayer"));
    // The word is another ritual's from here on.
    run(&home, "add prayer");
    assert!(page(&home, "Sam").contains("my prayer"));
}
