//! `ritual checkin`

use crate::support::Home;
use crate::transcript;

#[test]
fn one_line_and_every_field_optional() {
    transcript!(r#"
        checkin --feeling tired --feeling "worn out" --mood 2 --sleep 5.5 --energy 2 --giving 1
        checkin --giving 4
        checkin --note "slept at last" --support listen
        checkin --support nothing --until "in 3 days"
        checkin --json --sleep 7:30
        today
        edit 1 --giving 2
        undo
        export jsonl
    "#, @r#"
    $ ritual checkin --feeling tired --feeling "worn out" --mood 2 --sleep 5.5 --energy 2 --giving 1
    Noted: mood 2, sleep 5.5 h, energy 2, giving 1, feeling "tired", "worn out". #1
    $ ritual checkin --giving 4
    Noted: giving 4. #2
    $ ritual checkin --note "slept at last" --support listen
    Noted: your words. #3
    You chose listen, until the end of today. #4
    $ ritual checkin --support nothing --until "in 3 days"
    You chose "nothing now", until 25 November. #5
    $ ritual checkin --json --sleep 7:30
    {"schema":1,"command":"checkin","rows":[{"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","sleep":7.5}]}
    $ ritual today
    Sunday 22 November
      mood 2, sleep 5.5 h, energy 2, giving 1, feeling "tired", "worn out" at 12:00 #1
      giving 4 at 12:00 #2
      noted at 12:00: "slept at last" #3
      sleep 7.5 h at 12:00 #6
    $ ritual edit 1 --giving 2
    Now: mood 2, sleep 5.5 h, energy 2, giving 2, feeling "tired", "worn out", noted for today. #1
    $ ritual undo
    `edit 1 --giving 2` is taken back.
      mood 2, sleep 5.5 h, energy 2, giving 1, feeling "tired", "worn out", noted for today (giving), as before #1
    `ritual redo` brings it back.
    ! note: `edit 1 --giving 2` was run without a terminal
    $ ritual export jsonl
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":2,"energy":2,"sleep":5.5,"giving":1,"feelings":["tired","worn out"]}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","giving":4}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","note":"slept at last"}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","sleep":7.5}
    {"kind":"support","uid":"[UID]","choice":"listen","since":"2026-11-22","until":"2026-11-22","closed":"2026-11-22"}
    {"kind":"support","uid":"[UID]","choice":"nothing now","since":"2026-11-22","until":"2026-11-25"}
    "#);
}

#[test]
fn what_cannot_be_is_named_and_nothing_is_written() {
    transcript!(r#"
        checkin
        checkin --giving 6
        checkin --mood 0
        checkin --support fix
        checkin --mood 3 --support practical
        checkin --mood 3 --support listen --until yesterday
        checkin --mood 3 --until tomorrow
        today
        privacy --json
    "#, @r#"
    $ ritual checkin
    ! error: a check-in expects a field
    ! hint: without a terminal: `ritual checkin --feeling tired --mood 2 --sleep 6.5 --energy 2 --giving 1`
    = 2
    $ ritual checkin --giving 6
    ! error: invalid value '6' for '--giving <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual checkin --help` shows what it takes
    = 2
    $ ritual checkin --mood 0
    ! error: invalid value '0' for '--mood <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual checkin --help` shows what it takes
    = 2
    $ ritual checkin --support fix
    ! error: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now'; got 'fix'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual checkin --mood 3 --support practical
    ! error: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now'; got 'practical'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual checkin --mood 3 --support listen --until yesterday
    ! error: --until 2026-11-21 lies before 2026-11-22, where it begins
    ! hint: today, or a day to come
    = 2
    $ ritual checkin --mood 3 --until tomorrow
    ! error: checkin expects --support KIND with this
    ! hint: as in `ritual checkin --mood 3 --until tomorrow --support KIND`
    = 2
    $ ritual today
    Sunday 22 November: a quiet page.
    $ ritual privacy --json
    {"schema":1,"report":"privacy","file":"[HOME]/ritual.db","exists":false,"bytes":0,"tables":[],"beside":[],"beyond":[{"what":"an encrypted home","how":"keeps the file from whoever has the disk, or the machine switched off; not from whoever is at it while you are logged in, from programs that run as you, or from copies elsewhere"},{"what":"shell history","how":"text typed after --note stays there; `-`, `--edit` and the prompt leave none"},{"what":"the process list","how":"arguments are visible to other users of this machine while a command runs"},{"what":"backups and snapshots","how":"a copy made by the system keeps what is forgotten here"},{"what":"terminal scrollback","how":"what was shown stays in the window, and in a recording of it"},{"what":"cron mail","how":"what a job prints may be mailed; the line of `ritual remind cron` prints nothing, `ritual remind now` by itself your words, and with --neutral the times alone"},{"what":"your editor","how":"may keep copies, undo files and a list of recent files; `-` and the prompt leave none"},{"what":"the browser","how":"a page that was shown stands in its history, and may lie in its cache"},{"what":"the system journal and notifications","how":"what a reminder says may stay there and on a lock screen; with --neutral the lines of `ritual remind cron`, `systemd`, `launchd` and `at` say the times alone"},{"what":"the times of the file","how":"tell when it was written last, and not what"},{"what":"completion","how":"names stand on the screen at a key; sacred names, triggers and coping words once `ritual config completion all` is set"},{"what":"the undo of the last days","how":"`ritual undo` brings back what was taken away in the last 7 days, unless it was forgotten"},{"what":"whoever can log in as you","how":"the file is plain SQLite and opens for them"}]}
    "#);
}

#[test]
fn under_five_keys_to_leave() {
    let home = Home::new();
    let left = home.on_terminal(&["checkin"], "\u{4}");
    assert_eq!(left.code, 0, "{left:?}");
    assert!(
        left.out.matches(':').count() >= 1 && !left.out.contains("Noted"),
        "{left:?}"
    );
    let passed = home.on_terminal(&["checkin"], "\n\n\n\n");
    assert_eq!(passed.code, 0, "{passed:?}");
    assert!(
        !passed.out.contains("Noted") && !passed.out.contains('?'),
        "{passed:?}"
    );
    assert!(!home.db().exists());
}

#[test]
fn a_short_prompt_and_one_optional_question() {
    let home = Home::new();
    let said = home.on_terminal(&["checkin"], "2 tired, worn out\n9\n7\n\n1\nlisten\n");
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(said.out.matches('?').count(), 1, "{said:?}");
    for part in [
        "expects a whole number from 1 to 5",
        "Noted: mood 2, sleep 9 h, giving 1, feeling \"tired\", \"worn out\". #1\nHow would you like support: \
         accompany, remind, reflect, listen, space, or nothing now?",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
}

#[test]
fn silence_is_no_choice_and_nothing_is_asked_again() {
    let home = Home::new();
    for answer in ["\n", "\u{4}", "nothing now\n"] {
        let said = home.on_terminal(&["checkin", "--mood", "2"], answer);
        assert_eq!(
            (said.code, said.out.matches('?').count()),
            (0, 1),
            "{said:?}"
        );
    }
    assert_eq!(home.json(&["support"])["chosen"]["choice"], "nothing now");
    // The notes are there all the same.
    assert_eq!(
        home.json(&["today"])["moods"].as_array().map(Vec::len),
        Some(3)
    );
    // A prompt left half way keeps what was noted, and asks nothing more.
    let said = home.on_terminal(&["checkin"], "calm\n\u{4}");
    assert!(
        said.out.contains("Noted: feeling \"calm\".") && !said.out.contains('?'),
        "{said:?}"
    );
}

#[test]
fn the_question_has_an_off_switch() {
    let home = Home::new();
    home.ok(&["config", "question", "off"]);
    let said = home.on_terminal(&["checkin", "--mood", "2"], "");
    assert_eq!(
        (said.code, said.out.matches('?').count()),
        (0, 0),
        "{said:?}"
    );
    for flag in ["--no-input", "--quiet", "--json"] {
        let home = Home::new();
        let said = home.on_terminal(&["checkin", "--mood", "2", flag], "");
        assert!(!said.out.contains('?'), "{flag}: {said:?}");
        assert_eq!(
            home.json(&["today"])["moods"].as_array().map(Vec::len),
            Some(1)
        );
    }
}

#[test]
fn giving_is_compared_as_the_other_measures_are() {
    let pattern = |giving: bool| {
        let home = Home::new();
        let mut rows = String::new();
        let first: chrono::NaiveDate = "2026-09-01".parse().expect("a day");
        for (i, day) in first.iter_days().take(80).enumerate() {
            let more = if giving {
                format!(",\"giving\":{}", 1 + i % 5)
            } else {
                String::new()
            };
            rows += &format!(
                "{{\"kind\":\"mood\",\"day\":\"{day}\",\"mood\":{}{more}}}\n",
                1 + (i * 7) % 5
            );
            if i % 3 == 0 {
                rows +=
                    &format!("{{\"kind\":\"completion\",\"ritual\":\"walk\",\"day\":\"{day}\"}}\n");
            }
        }
        assert_eq!(
            home.with_stdin(
                &["import", "jsonl", "-", "--with-consents"],
                rows.as_bytes()
            )
            .code,
            0
        );
        home
    };
    let (with, without) = (pattern(true), pattern(false));
    let compared = |home: &Home| home.json(&["patterns", "--all"])["family"]["rituals"].clone();
    assert_eq!((compared(&with), compared(&without)), (2.into(), 1.into()));
    let asked = with.ok(&["patterns", "--all", "--measure", "giving"]);
    assert!(asked.contains("walk · giving"), "{asked}");
    assert!(
        !asked.contains("walk · mood") && asked.contains("2 compared"),
        "{asked}"
    );
}
