//! `ritual remind`

use crate::support::{Home, Said};
use crate::transcript;

#[test]
fn invited_said_once_and_stopped() {
    transcript!(r#"
        remind
        log journal
        log walk --on yesterday
        remind invite journal --at 21:00
        remind invite walk --at 20:30 --days wed,mon --until 2026-12-15 --words "the evening thing"
        remind invite call mum --at 10:00 --until tomorrow
        remind list
        remind now
        @ 2026-11-23T10:00:00Z
        remind now
        remind now
        @ 2026-11-23T20:29:59Z
        remind now
        @ 2026-11-23T21:00:00Z
        remind now
        remind now
        remind now --exit-code
        @ 2026-11-24T10:30:00Z
        remind now
        @ 2026-11-24T21:10:00Z
        remind now --window 5m
        remind now --window 15m --json
        remind stop journal
        remind stop walk
        remind stop walk
        remind
        @ 2026-11-26T21:10:00Z
        remind now
        remind now --json
    "#, @r#"
    $ ritual remind
    No reminders are invited here. `ritual remind invite NAME --at 21:00` invites one.
    $ ritual log journal
    journal, noted for today. #2
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual log walk --on yesterday
    walk, noted for 21 November. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual remind invite journal --at 21:00
    You invited a note at 21:00: journal (until 22 December). #5
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual remind invite walk --at 20:30 --days wed,mon --until 2026-12-15 --words "the evening thing"
    You invited a note at 20:30 on mon, wed: walk, as "the evening thing" (until 15 December). #7
    $ ritual remind invite call mum --at 10:00 --until tomorrow
    You invited a note at 10:00: "call mum" (until 23 November). #9
    ! note: no ritual has that name; your words are kept as they are
    $ ritual remind list
    You invited a note at 10:00: "call mum" (until 23 November). #9
    You invited a note at 20:30 on mon, wed: walk, as "the evening thing" (until 15 December). #7
    You invited a note at 21:00: journal (until 22 December). #5
    $ ritual remind now
    $ ritual remind now
    You invited a note at 10:00: "call mum". The last of them; `ritual remind keep 9` goes on with it.
    $ ritual remind now
    $ ritual remind now
    $ ritual remind now
    You invited a note at 20:30: "the evening thing". (`ritual remind stop 7`)
    A note you invited for 21:00. (`ritual remind stop 5`)
    $ ritual remind now
    $ ritual remind now --exit-code
    = 1
    $ ritual remind now
    $ ritual remind now --window 5m
    $ ritual remind now --window 15m --json
    {"schema":1,"report":"remind now","today":"2026-11-24","reminders":[{"uid":"[UID]","at":"21:00","words":"journal","last":false}]}
    $ ritual remind stop journal
    No note comes at 21:00 for journal.
    $ ritual remind stop walk
    No note comes at 20:30 for walk, as "the evening thing".
    $ ritual remind stop walk
    ! error: no reminder is invited for 'walk'
    ! hint: `ritual remind list` shows what is invited
    = 1
    $ ritual remind
    No reminders are invited here. `ritual remind invite NAME --at 21:00` invites one.
    $ ritual remind now
    $ ritual remind now --json
    {"schema":1,"report":"remind now","today":"2026-11-26","reminders":[]}
    "#);
}

#[test]
fn what_cannot_be_is_named_and_nothing_is_written() {
    transcript!(r#"
        remind invite journal --at 25:00
        remind invite journal
        remind invite --at 21:00
        remind invite "" --at 21:00
        remind invite journal --at 21:00 --days mon,someday
        remind invite journal --at 21:00 --until yesterday
        remind invite journal --at 21:00 --words ""
        remind now --window soon
        remind now --window -5m
        remind now --window 0m
        remind now --window 9223372036854775807h
        remind invite journal --at 21:00:30
        remind stop
        remind stop journal
        remind export csv
        remind nonsense
        remind --json
    "#, @r#"
    $ ritual remind invite journal --at 25:00
    ! error: --at expects a time such as 07:30; got '25:00'
    ! hint: hours 00 to 23, minutes 00 to 59
    = 2
    $ ritual remind invite journal
    ! error: remind invite expects the time of day
    ! hint: as in `ritual remind invite walk --at 21:00 --days weekdays`
    = 2
    $ ritual remind invite --at 21:00
    ! error: remind invite expects a ritual, or any words
    ! hint: as in `ritual remind invite walk --at 21:00 --days weekdays`
    = 2
    $ ritual remind invite "" --at 21:00
    ! error: what it is about is empty
    ! hint: at least one visible character
    = 2
    $ ritual remind invite journal --at 21:00 --days mon,someday
    ! error: --days expects weekdays such as mon,wed; got 'mon,someday'
    ! hint: every day without it
    = 2
    $ ritual remind invite journal --at 21:00 --until yesterday
    ! error: --until 2026-11-21 lies before 2026-11-22, where it begins
    ! hint: today, or a day to come
    = 2
    $ ritual remind invite journal --at 21:00 --words ""
    ! error: --words is empty
    ! hint: at least one visible character
    = 2
    $ ritual remind now --window soon
    ! error: invalid value 'soon' for '--window <SPAN>': expects a span such as 15m, 2h or 90s, up to 168h
    ! hint: `ritual remind now --help` shows what it takes
    = 2
    $ ritual remind now --window -5m
    ! error: invalid value '-5m' for '--window <SPAN>': expects a span such as 15m, 2h or 90s, up to 168h
    ! hint: `ritual remind now --help` shows what it takes
    = 2
    $ ritual remind now --window 0m
    ! error: invalid value '0m' for '--window <SPAN>': expects a span such as 15m, 2h or 90s, up to 168h
    ! hint: `ritual remind now --help` shows what it takes
    = 2
    $ ritual remind now --window 9223372036854775807h
    ! error: invalid value '9223372036854775807h' for '--window <SPAN>': expects a span such as 15m, 2h or 90s, up to 168h
    ! hint: `ritual remind now --help` shows what it takes
    = 2
    $ ritual remind invite journal --at 21:00:30
    ! error: --at expects whole minutes such as 21:00; got '21:00:30'
    ! hint: a time is looked at every few minutes
    = 2
    $ ritual remind stop
    ! error: remind stop expects the ritual, the words, or the handle
    ! hint: as in `ritual remind stop walk`
    = 2
    $ ritual remind stop journal
    ! error: no reminder is invited for 'journal'
    ! hint: `ritual remind list` shows what is invited
    = 1
    $ ritual remind export csv
    ! error: invalid value 'csv' for '[FORMAT]' [possible values: ics]
    ! hint: `ritual remind export --help` shows what it takes
    = 2
    $ ritual remind nonsense
    ! error: remind invite expects the time of day
    ! hint: as in `ritual remind invite walk --at 21:00 --days weekdays`
    = 2
    $ ritual remind --json
    {"schema":1,"report":"remind","today":"2026-11-22","reminders":[]}
    "#);
    let home = Home::new();
    home.run(&["remind", "invite", "journal", "--at", "25:00"]);
    home.ok(&["remind", "now"]);
    home.ok(&["remind", "export", "ics"]);
    home.ok(&["remind", "at"]);
    assert!(!home.db().exists());
}

#[test]
fn a_boundary_keeps_it_away_and_is_named() {
    transcript!(r#"
        log journal
        log walk --on yesterday
        add prayer --sacred
        retire walk
        remind invite prayer --at 21:00
        remind invite walk --at 21:00
        remind invite jurnal --at 21:00
        resume walk
        remind invite walk --at 21:00
        boundaries add "reminders about journal" --off-limits
        remind invite journal --at 21:00
        boundaries add "being reminded of anything" --off-limits --with Sam
        remind invite tea --at 21:00
        @ 2026-11-23T21:00:00Z
        remind now
        boundaries change 9 --ask-first
        remind now
        @ 2026-11-24T21:00:00Z
        remind now
    "#, @r#"
    $ ritual log journal
    journal, noted for today. #2
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual log walk --on yesterday
    walk, noted for 21 November. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual retire walk
    walk is retired. Its entry stays. `ritual resume walk` whenever you like.
    $ ritual remind invite prayer --at 21:00
    ! error: prayer is sacred, and stays out of reminders
    ! hint: `ritual change prayer --no-sacred` lets go of that label
    = 1
    $ ritual remind invite walk --at 21:00
    ! error: walk is retired
    ! hint: `ritual resume walk` brings it back
    = 1
    $ ritual remind invite jurnal --at 21:00
    ! error: no ritual is called 'jurnal'
    ! hint: close to it: journal; --words puts other words in its place
    = 2
    $ ritual resume walk
    walk is back among your rituals.
    $ ritual remind invite walk --at 21:00
    You invited a note at 21:00: walk (until 22 December). #6
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual boundaries add "reminders about journal" --off-limits
    Off-limits: reminders about journal. #8
    $ ritual remind invite journal --at 21:00
    ! error: 'reminders about journal' is off-limits here
    ! hint: `ritual boundaries change 8` changes that boundary
    = 1
    $ ritual boundaries add "being reminded of anything" --off-limits --with Sam
    Off-limits: being reminded of anything (with Sam). #9
    $ ritual remind invite tea --at 21:00
    ! error: 'being reminded of anything' is off-limits here
    ! hint: `ritual boundaries change 9` changes that boundary
    = 1
    $ ritual remind now
    $ ritual boundaries change 9 --ask-first
    Ask first: being reminded of anything (with Sam). #9
    $ ritual remind now
    $ ritual remind now
    A note you invited for 21:00. (`ritual remind stop 6`)
    "#);
}

/// A time that has come for a ritual as it is then: 22 November was the day it was invited.
fn comes(change: &[&str]) -> Said {
    let mut home = Home::new();
    home.ok(&["add", "journal"]);
    home.ok(&[
        "remind",
        "invite",
        "journal",
        "--at",
        "21:00",
        "--until",
        "2026-11-24",
    ]);
    home.now = "2026-11-23T20:00:00Z".to_owned();
    for line in change {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    home.now = "2026-11-23T21:00:00Z".to_owned();
    home.run(&["remind", "now"])
}

#[test]
fn never_for_a_ritual_that_rests_or_is_put_away_or_is_noted() {
    let line = "A note you invited for 21:00. (`ritual remind stop 2`)\n";
    let plain = comes(&[]);
    assert_eq!(
        (plain.out.as_str(), plain.err.as_str(), plain.code),
        (line, "", 0)
    );
    for change in [
        vec!["pause journal"],
        vec!["pause --all"],
        vec!["pause journal --from yesterday --until tomorrow"],
        vec!["retire journal"],
        vec!["change journal --sacred"],
        vec!["log journal"],
        vec!["remind stop journal"],
        vec!["remind stop --all"],
        vec!["consent revoke 2"],
        vec!["boundaries add reminders --off-limits"],
        vec!["boundaries add 'reminders of my journal' --off-limits"],
        vec!["forget --ritual journal --yes"],
    ] {
        let said = comes(&change);
        assert_eq!(
            (said.out.as_str(), said.err.as_str(), said.code),
            ("", "", 0),
            "{change:?}"
        );
    }
    for change in [
        vec!["log journal --on yesterday", "undo"],
        vec!["pause journal --until yesterday --from 2026-11-20"],
        vec![
            "boundaries add 'reminders of my walk' --off-limits",
            "log walk",
        ],
        vec!["boundaries add reminders --ask-first"],
        vec!["remind stop journal", "undo"],
    ] {
        // "walk" is a ritual in the third, so the boundary speaks of that one.
        assert_eq!(comes(&change).out, line, "{change:?}");
    }
}

#[test]
fn never_after_the_end_even_for_a_time_before_it() {
    let mut home = Home::new();
    home.ok(&[
        "remind", "invite", "tea", "--at", "21:00", "--until", "today",
    ]);
    home.now = "2026-11-23T00:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]), "");
    // The machine was off at nine, and on again the same day.
    let mut home = Home::new();
    home.ok(&[
        "remind", "invite", "tea", "--at", "21:00", "--until", "today",
    ]);
    home.now = "2026-11-22T23:59:59Z".to_owned();
    assert!(home.ok(&["remind", "now"]).contains("\"tea\""));
}

#[test]
fn days_off_bring_one_line_and_not_one_a_day() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-29T08:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
    assert_eq!(home.ok(&["remind", "now"]), "");
}

#[test]
fn a_time_before_the_invitation_is_none_of_it() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "11:59"]);
    home.ok(&["remind", "invite", "soup", "--at", "12:00"]);
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-23T12:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 2);
}

#[test]
fn what_is_said_leaves_nothing_to_undo_and_no_row() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    let before = home.ok(&["export", "jsonl"]);
    home.now = "2026-11-22T21:00:00Z".to_owned();
    home.ok(&["remind", "now"]);
    assert_eq!(home.ok(&["export", "jsonl"]), before);
    assert!(home.ok(&["undo"]).contains("a note at 21:00"));
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.ok(&["redo"]);
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-23T21:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
}

#[test]
fn many_at_once_say_it_once() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-22T21:00:00Z".to_owned();
    let racing: Vec<_> = (0..12)
        .map(|_| {
            home.command(&["remind", "now"])
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .expect("ritual starts")
        })
        .collect();
    let mut lines = 0;
    for child in racing {
        let out = child.wait_with_output().expect("ritual ends");
        assert_eq!(out.status.code(), Some(0), "{out:?}");
        assert!(out.stderr.is_empty(), "{out:?}");
        lines += out.stdout.iter().filter(|b| **b == b'\n').count();
    }
    assert_eq!(lines, 1);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-22T21:00:00Z".to_owned();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = home.command(&["remind", "now"]);
    let out = command.stdout(writer).output().expect("ritual runs");
    assert_eq!(
        (out.status.code(), out.stderr.len()),
        (Some(0), 0),
        "{out:?}"
    );
    // It was said, and a time is said once.
    assert_eq!(home.ok(&["remind", "now"]), "");
}

#[test]
fn a_file_that_does_not_read_is_an_error_of_two_lines() {
    let home = Home::new();
    std::fs::write(home.db(), "no notebook").expect("a file");
    let said = home.run(&["remind", "now"]);
    assert_eq!(
        (said.code, said.out.as_str(), said.err.lines().count()),
        (4, "", 2),
        "{said:?}"
    );
    assert_eq!(std::fs::read(home.db()).expect("the file"), b"no notebook");
}

#[test]
fn rows_come_and_go_losslessly() {
    let home = Home::new();
    for line in [
        "log journal",
        "checkin --mood 3 --giving 2 --support listen",
        "support options add 'go with me'",
        "offer tea --kind presence --to Sam",
        "invite journal --who Sam --to 'go with me'",
        "remind invite journal --at 21:00 --days mon,wed --words 'the evening thing'",
        "remind invite 'call mum' --at 07:05",
        "share journal --with Sam",
        "unshare journal",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let out = home.ok(&["export", "jsonl"]);
    let other = Home::new();
    assert_eq!(
        other
            .with_stdin(&["import", "jsonl", "-", "--with-consents"], out.as_bytes())
            .code,
        0
    );
    assert_eq!(other.ok(&["export", "jsonl"]), out);
    // Again: everything is here from before.
    assert!(
        other
            .with_stdin(&["import", "jsonl", "-", "--with-consents"], out.as_bytes())
            .out
            .contains("from before")
    );
    assert_eq!(other.ok(&["export", "jsonl"]), out);
    // A reminder names its ritual though no line declares it.
    let line = out
        .lines()
        .find(|l| l.contains("the evening thing"))
        .expect("a line");
    let third = Home::new();
    assert_eq!(
        third
            .with_stdin(
                &["import", "jsonl", "-", "--with-consents"],
                line.as_bytes()
            )
            .code,
        0
    );
    assert!(third.ok(&["list"]).contains("journal"));
    for bad in [
        r#"{"kind":"reminder","text":"x","at":"25:00","since":"2026-11-22","until":"2026-11-23"}"#,
        r#"{"kind":"reminder","at":"21:00","since":"2026-11-22","until":"2026-11-23"}"#,
        r#"{"kind":"offer","words":"x","since":"2026-11-22","until":"2026-11-21"}"#,
        r#"{"kind":"offer","words":"x","form":"rescue","since":"2026-11-22","until":"2026-11-23"}"#,
        r#"{"kind":"consent","subject":"x","what":"share","event":"granted","day":"2026-11-22"}"#,
        r#"{"kind":"mood","day":"2026-11-22","giving":6}"#,
    ] {
        assert_eq!(
            third
                .with_stdin(&["import", "jsonl", "-", "--with-consents"], bad.as_bytes())
                .code,
            2,
            "{bad}"
        );
    }
}

#[test]
fn a_rest_that_begins_today_covers_the_time_of_last_night() {
    let mut home = Home::new();
    home.ok(&["add", "journal"]);
    home.ok(&["remind", "invite", "journal", "--at", "21:00"]);
    // The machine was off at nine.
    home.now = "2026-11-23T08:00:00Z".to_owned();
    home.ok(&["pause", "journal"]);
    assert_eq!(home.ok(&["remind", "now"]), "");
    // A rest that is over brings nothing of its days.
    home.now = "2026-11-25T20:00:00Z".to_owned();
    home.ok(&["resume", "journal"]);
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-25T21:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
}

#[test]
fn what_was_stopped_and_brought_back_says_nothing_of_the_time_between() {
    let mut home = Home::new();
    home.ok(&["remind", "invite", "tea", "--at", "21:00"]);
    home.now = "2026-11-22T20:00:00Z".to_owned();
    home.ok(&["remind", "stop", "tea"]);
    home.now = "2026-11-22T22:00:00Z".to_owned();
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["remind", "now"]), "");
    home.now = "2026-11-23T21:00:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]).lines().count(), 1);
}

/// A text that is the name of a ritual is about that ritual, whenever that came to be.
#[test]
fn a_text_that_becomes_a_rituals_name_follows_that_ritual() {
    let mut home = Home::at("2026-11-22T08:00:00Z");
    home.ok(&["remind", "invite", "prayer", "--at", "09:00"]);
    home.ok(&["add", "Prayer", "--sacred"]);
    home.now = "2026-11-22T09:01:00Z".to_owned();
    assert_eq!(home.ok(&["remind", "now"]), "");
    assert!(!home.ok(&["remind"]).contains("rayer"));
    home.ok(&["change", "prayer", "--no-sacred"]);
    home.now = "2026-11-23T09:01:00Z".to_owned();
    assert!(home.ok(&["remind", "now"]).contains("prayer"));
}

/// What comes says no name by itself: others may read the screen.
#[test]
fn a_reminder_says_the_words_that_were_chosen_and_no_name_unasked() {
    let mut home = Home::new();
    for line in [
        "add journal",
        "remind invite journal --at 21:00",
        "remind invite journal --at 20:00 --words 'the evening thing'",
        "remind invite journal --at 19:00 --say-name",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let mut told = |day: &str, how: &[&str]| {
        home.now = format!("{day}T22:00:00Z");
        home.ok(&[&["remind", "now"], how].concat())
    };
    insta::assert_snapshot!(told("2026-11-22", &[]), @r#"
    You invited a note at 19:00: journal. (`ritual remind stop journal`)
    You invited a note at 20:00: "the evening thing". (`ritual remind stop 4`)
    A note you invited for 21:00. (`ritual remind stop 2`)
    "#);
    insta::assert_snapshot!(told("2026-11-23", &["--say-name"]), @r#"
    You invited a note at 19:00: journal. (`ritual remind stop journal`)
    You invited a note at 20:00: "the evening thing". (`ritual remind stop 4`)
    You invited a note at 21:00: journal. (`ritual remind stop journal`)
    "#);
    let neutral = told("2026-11-24", &["--neutral"]);
    assert_eq!(neutral.lines().count(), 3, "{neutral}");
    for word in ["journal", "evening"] {
        assert!(!neutral.contains(word), "{neutral}");
    }
    for printed in ["systemd", "launchd"] {
        let words = home.ok(&["remind", printed]);
        assert!(words.contains("remind now)"), "{words}");
        let times = home.ok(&["remind", printed, "--neutral"]);
        assert!(times.contains("remind now --neutral)"), "{times}");
    }
}

#[test]
fn the_last_one_says_so_and_can_go_on() {
    transcript!("
        remind invite tea --at 21:00 --until 2026-11-23
        @ 2026-11-22T21:01:00Z
        remind now
        @ 2026-11-23T21:01:00Z
        remind now
        @ 2026-11-25T12:00:00Z
        remind
        remind --all
        remind keep 1
        remind
        @ 2026-11-25T21:01:00Z
        remind now
        remind keep 7
    ", @r#"
    $ ritual remind invite tea --at 21:00 --until 2026-11-23
    You invited a note at 21:00: "tea" (until 23 November). #1
    ! note: no ritual has that name; your words are kept as they are
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual remind now
    You invited a note at 21:00: "tea". (`ritual remind stop 1`)
    $ ritual remind now
    You invited a note at 21:00: "tea". The last of them; `ritual remind keep 1` goes on with it.
    $ ritual remind
    No reminders are invited here. `ritual remind invite NAME --at 21:00` invites one.
    $ ritual remind --all
    The note at 21:00 for "tea" ended on 23 November; `ritual remind keep 1` goes on with it. #1
    $ ritual remind keep 1
    You invited a note at 21:00: "tea" (until 25 December). #1
    $ ritual remind
    You invited a note at 21:00: "tea" (until 25 December). #1
    $ ritual remind now
    You invited a note at 21:00: "tea". (`ritual remind stop 1`)
    $ ritual remind keep 7
    ! error: no row has the handle 7
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    "#);
}
