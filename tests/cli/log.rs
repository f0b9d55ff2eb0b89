//! `ritual log`

use crate::support::Home;
use crate::transcript;

#[test]
fn the_first_line_on_a_fresh_machine() {
    transcript!("log journaling\nlog journaling\n-q log journaling\ntoday", @"
    $ ritual log journaling
    journaling, noted for today. #2
    ! note: journaling is new here; `ritual undo` takes it back
    $ ritual log journaling
    journaling, noted a second time today. #3
    $ ritual -q log journaling
    $ ritual today
    Sunday 22 November
      journaling at 12:00 #2
      journaling at 12:00 #3
      journaling at 12:00 #4
    ");
}

#[test]
fn several_in_one_line_with_variations_and_amounts() {
    transcript!(r#"
        log walk journal
        log walk --amount 20min
        log walk --amount 1.5
        log walk --amount 3km
        log walk --as "stretching 5 min"
        log walk --note "cold but clear" --mood 4
        log sit read --amount 3
        show walk
    "#, @r#"
    $ ritual log walk journal
    ! error: 'walk' and 'journal' are both new here
    ! hint: `ritual log walk --note journal` for words, `ritual log 'walk journal'` for one name, `ritual add journal` for a ritual of its own
    = 2
    $ ritual log walk --amount 20min
    walk, 20 min, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --amount 1.5
    walk, 1.5 min, noted a second time today. #3
    $ ritual log walk --amount 3km
    ! error: walk is counted in min; got 'km'
    ! hint: `ritual change walk --unit km` counts it so from here on
    = 2
    $ ritual log walk --as "stretching 5 min"
    walk, noted a third time today as "stretching 5 min". #4
    $ ritual log walk --note "cold but clear" --mood 4
    walk, noted a fourth time today. #5
    Noted: mood 4. #6
    $ ritual log sit read --amount 3
    ! error: 'sit' and 'read' are both new here
    ! hint: `ritual log sit --note read` for words, `ritual log 'sit read'` for one name, `ritual add read` for a ritual of its own
    = 2
    $ ritual show walk
    walk #1
      counted in min
      21.5 min today. 4 entries, today.
      last noted today
      ▁ (1 week up to this one)
      22 November at 12:00: "cold but clear" #5
      22 November at 12:00 as "stretching 5 min" #4
      22 November, 1.5 min at 12:00 #3
      22 November, 20 min at 12:00 #2
    "#);
}

#[test]
fn past_days_by_every_name() {
    transcript!(r#"
        log walk --on yesterday
        log walk --on 2026-03-02
        log walk --on monday
        log walk --on sunday
        log walk --on "3 days ago" --at 7:05
        log walk --on "5 march"
        log walk --on 2024-02-29
        show walk
    "#, @r#"
    $ ritual log walk --on yesterday
    walk, noted for 21 November. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --on 2026-03-02
    walk, noted for 2 March. #3
    $ ritual log walk --on monday
    walk, noted for 16 November. #4
    $ ritual log walk --on sunday
    walk, noted for today. 3 of the last 7 days. #5
    $ ritual log walk --on "3 days ago" --at 7:05
    walk, noted for 19 November. #6
    $ ritual log walk --on "5 march"
    walk, noted for 5 March. #7
    $ ritual log walk --on 2024-02-29
    walk, noted for 29 February 2024. #8
    $ ritual show walk
    walk #1
      4 of the last 7 days, 4 of the last 30 days. Came back 2 times. 7 entries since 29 February 2024.
      last noted today
      ·························▄ (26 weeks up to this one)
      22 November at 12:00 #5
      21 November #2
      19 November at 07:05 #6
      16 November #4
      5 March #7
      2 March #3
      29 February 2024 #8
    "#);
}

#[test]
fn once_is_once_for_its_day() {
    transcript!(r#"
        log walk --once
        log walk --once --mood 3
        log walk --once --on yesterday
        log walk --once --on yesterday
        streaks walk
    "#, @"
    $ ritual log walk --once
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --once --mood 3
    walk is in the notebook for today.
    ! note: the day holds it, so this was not written: --mood; `ritual edit` adds to what is there
    $ ritual log walk --once --on yesterday
    walk, noted for 21 November. #3
    $ ritual log walk --once --on yesterday
    walk is in the notebook for 21 November.
    $ ritual streaks walk
    walk: 2 days since 21 November.
    ");
}

#[test]
fn a_slip_of_the_finger_writes_nothing() {
    transcript!(r#"
        log journal
        log journey
        add journey
        log jour
        log jurnal
        log JOURNAL
        log j
        log journa
        add jurnal
        log jurnal
    "#, @"
    $ ritual log journal
    journal, noted for today. #2
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual log journey
    ! error: no ritual is called 'journey', and 'journal' is close to it
    ! hint: `ritual log journal` or `ritual add journey`; where 'journal' was the slip, `ritual change journal --name journey`, and `ritual merge --help` says how two become one
    = 2
    $ ritual add journey
    journey is in the notebook.
    $ ritual log jour
    ! error: no ritual is called 'jour', and 2 names are close to it
    ! hint: `ritual log journal`, `ritual log journey` or `ritual add jour`
    = 2
    $ ritual log jurnal
    ! error: no ritual is called 'jurnal', and 'journal' is close to it
    ! hint: `ritual log journal` or `ritual add jurnal`; where 'journal' was the slip, `ritual change journal --name jurnal`, and `ritual merge --help` says how two become one
    = 2
    $ ritual log JOURNAL
    journal, noted a second time today. #4
    $ ritual log j
    ! error: no ritual is called 'j', and 2 names are close to it
    ! hint: `ritual log journal`, `ritual log journey` or `ritual add j`
    = 2
    $ ritual log journa
    ! error: no ritual is called 'journa', and 'journal' begins so
    ! hint: `ritual log journal` or `ritual add journa`
    = 2
    $ ritual add jurnal
    jurnal is in the notebook.
    $ ritual log jurnal
    jurnal, noted for today. #6
    ");
}

#[test]
fn coming_back_after_a_gap() {
    transcript!(r#"
        @ 2026-03-02T08:00:00Z
        log walk
        @ 2026-03-03T08:00:00Z
        log walk
        @ 2026-03-07T08:00:00Z
        log walk
        log walk
        @ 2026-03-12T08:00:00Z
        log walk
        @ 2026-03-13T08:00:00Z
        pause walk
        @ 2026-04-13T08:00:00Z
        log walk
        resume walk
        @ 2026-06-01T08:00:00Z
        log walk
    "#, @"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk
    walk, noted for today. 2 days since 2 March. #3
    $ ritual log walk
    walk, noted for today. Picked up again; your 2 earlier entries are all here. #4
    $ ritual log walk
    walk, noted a second time today. 3 days since 2 March. #5
    $ ritual log walk
    walk, noted for today. Picked up again. 2 of the last 7 days. #6
    $ ritual pause walk
    walk is resting. `ritual resume walk` whenever you like.
    $ ritual log walk
    walk, noted for today. 1 of the last 7 days (6 more resting). #8
    $ ritual resume walk
    walk is no longer resting.
    $ ritual log walk
    walk, noted for today. Picked up again. 1 of the last 7 days. #9
    ");
}

#[test]
fn a_log_with_its_intention() {
    transcript!(r#"
        add walk --intention "calm before work"
        log walk -v
        log walk
    "#, @r#"
    $ ritual add walk --intention "calm before work"
    walk is in the notebook.
    $ ritual log walk -v
    walk, noted for today. #2
    Intention: "calm before work".
    $ ritual log walk
    walk, noted a second time today. #3
    "#);
}

#[test]
fn words_come_by_stdin_and_by_the_editor() {
    let home = Home::new();
    let said = home.with_stdin(
        &["log", "walk", "--note", "-"],
        "first line\r\nsecond line\n".as_bytes(),
    );
    assert_eq!(
        (said.code, said.err.as_str()),
        (0, "note: walk is new here; `ritual undo` takes it back\n")
    );
    let mut command = home.command(&["log", "walk", "--edit"]);
    command.env("EDITOR", "sh -c 'printf %s \"from the editor\" > \"$1\"; stat -c %a \"$1\" > $HOME/mode; dirname \"$1\" > $HOME/place' -");
    let said = crate::support::said(command);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        std::fs::read_to_string(home.path("mode"))
            .expect("the mode")
            .trim(),
        "600"
    );
    let place = std::fs::read_to_string(home.path("place")).expect("the place");
    assert!(
        place.contains("/ritual-") && !std::path::Path::new(place.trim()).exists(),
        "{place}"
    );
    let notes: Vec<_> = home.json(&["show", "walk"])["latest"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|e| e["note"].clone())
        .collect();
    assert_eq!(notes, ["from the editor", "first line\nsecond line"]);
}

#[test]
fn an_editor_that_fails_writes_nothing() {
    let home = Home::new();
    let mut command = home.command(&["log", "walk", "--edit"]);
    command.env("EDITOR", "false");
    let said = crate::support::said(command);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("nothing was written"), "{said:?}");
    assert!(!home.db().exists());
    let said = home.run(&["log", "walk", "--edit"]);
    insta::assert_snapshot!(said.err, @"
    error: --edit finds no editor
    hint: EDITOR or VISUAL names one; `--note -` reads stdin
    ");
}

/// Told to end, it ends the editor too, and leaves no words behind.
#[test]
fn an_editor_that_is_open_when_the_end_comes() {
    let home = Home::new();
    for signal in ["TERM", "HUP"] {
        let mut command = home.command(&["log", "walk", "--edit"]);
        command.env(
            "EDITOR",
            "sh -c 'echo \"$1\" > $HOME/sheet; while :; do sleep 0.05; done' -",
        );
        command.stderr(std::process::Stdio::piped());
        let child = command.spawn().expect("ritual starts");
        let sheet = loop {
            match std::fs::read_to_string(home.path("sheet")) {
                Ok(path) if path.ends_with('\n') => break path,
                _ => std::thread::sleep(std::time::Duration::from_millis(5)),
            }
        };
        let killed = std::process::Command::new("kill")
            .args([&format!("-{signal}"), &child.id().to_string()])
            .status();
        assert!(killed.expect("kill runs").success());
        let out = child.wait_with_output().expect("ritual ends");
        assert_eq!(out.status.code(), Some(1), "{out:?}");
        assert!(!std::path::Path::new(sheet.trim()).exists());
        std::fs::remove_file(home.path("sheet")).expect("the mark");
    }
    assert!(!home.db().exists());
}

/// Words that cannot be taken are not thrown away with the error.
#[test]
fn an_escape_in_the_edited_text_loses_nothing() {
    let home = Home::new();
    let mut command = home.command(&["log", "walk", "--edit"]);
    command.env(
        "EDITOR",
        "sh -c 'printf \"a long evening \\\\033[1m\" > \"$1\"' -",
    );
    let said = crate::support::said(command);
    assert_eq!(said.code, 2, "{said:?}");
    let kept = said
        .err
        .split("the words are in ")
        .nth(1)
        .expect("where they are")
        .trim();
    let words = std::fs::read_to_string(kept).expect("the words");
    assert!(words.starts_with("a long evening"), "{words}");
    std::fs::remove_dir_all(std::path::Path::new(kept).parent().expect("its folder"))
        .expect("removed");
}

#[test]
fn any_words_can_come_by_stdin() {
    let home = Home::new();
    let by = |args: &[&str], input: &str| {
        let said = home.with_stdin(args, input.as_bytes());
        assert_eq!(said.code, 0, "{args:?}: {said:?}");
    };
    by(&["log", "walk", "--as", "-"], "round the block\n");
    by(&["add", "swim", "--intention", "-"], "quiet\n");
    by(&["boundaries", "add", "-", "--off-limits"], "my notebook\n");
    by(
        &["boundaries", "change", "my note", "--note", "-"],
        "agreed on a walk\n",
    );
    by(&["change", "swim", "--note", "-"], "colder now\n");
    let out = home.ok(&["export", "jsonl"]);
    for words in [
        "round the block",
        "quiet",
        "my notebook",
        "agreed on a walk",
        "colder now",
    ] {
        assert!(out.contains(&format!("\"{words}\"")), "{words}: {out}");
    }
    let twice = home.with_stdin(
        &["boundaries", "add", "-", "--offered", "--note", "-"],
        b"x",
    );
    assert_eq!(twice.code, 2, "{twice:?}");
}

#[test]
fn a_sacred_name_stands_in_no_hint() {
    transcript!(r#"
        add "evening prayer" --sacred
        log walk
        log prayer
        log even
        log "evening prayer"
        show prayr
        gap even
        remind invite prayer --at 21:00
        prayer
        evenin
    "#, @r#"
    $ ritual add "evening prayer" --sacred
    evening prayer is in the notebook.
    $ ritual log walk
    walk, noted for today. #3
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log prayer
    ! error: no ritual is called 'prayer', and a name here comes close to it
    ! hint: that name in full, or `ritual add prayer`
    = 2
    $ ritual log even
    ! error: no ritual is called 'even', and a name here comes close to it
    ! hint: that name in full, or `ritual add even`
    = 2
    $ ritual log "evening prayer"
    evening prayer, noted for today. #4
    $ ritual show prayr
    ! error: no ritual is called 'prayr'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual gap even
    evening prayer: noted on one day, 22 November.
    $ ritual remind invite prayer --at 21:00
    You invited a note at 21:00: "prayer" (until 22 December). #5
    ! note: no ritual has that name; your words are kept as they are
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual prayer
    ! error: unrecognized subcommand 'prayer'
    ! hint: `ritual log prayer` notes it; `ritual --help` lists the commands
    = 2
    $ ritual evenin
    ! error: unrecognized subcommand 'evenin'
    ! hint: `ritual log evenin` notes it; `ritual --help` lists the commands
    = 2
    "#);
}
