//! A clear line, a hint, the documented code, nothing written.

use crate::support::{Home, Said};
use crate::transcript;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

#[test]
fn what_cannot_be_is_named() {
    transcript!(r#"
        log walk --on tomorrow
        log walk --on 2026-3-40
        log walk --on 2026-02-30
        log walk --on "99999999999 days ago"
        log walk --at 25:00
        log walk --at 23:59
        log walk --amount many
        log walk --amount -3
        log walk --amount 1,500
        log walk --mood 6
        mood 6
        mood 0
        mood 3.5
        mood --sleep 30
        mood --energy 9
        mood
        log "   "
        log ""
        log
        log walk --note
        log walk --note x --edit
        add walk --rhythm 0/week
        add walk --rhythm 8/week
        add walk --rhythm often
        boundaries add "" --off-limits
        boundaries add x
        boundaries add x --off-limits --offered
        boundaries add x --offered --agreed tomorrow
        pause walk
        pause
        pause --all --until yesterday
        show nobody
        streaks --colour
        walk
        log walk --bogus
        completions tcsh
        import csv x
        man nothing
        --db "" log walk
        undo 21
    "#, @r#"
    $ ritual log walk --on tomorrow
    ! error: --on 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual log walk --on 2026-3-40
    ! error: --on expects a date such as 2026-03-02 or yesterday; got '2026-3-40'
    ! hint: dates read 2026-03-02, today, yesterday, monday, '3 days ago', '5 march'
    = 2
    $ ritual log walk --on 2026-02-30
    ! error: --on 2026-02-30: there is no such day
    ! hint: months have 28 to 31 days
    = 2
    $ ritual log walk --on "99999999999 days ago"
    ! error: --on expects a date such as 2026-03-02 or yesterday; got '99999999999 days ago'
    ! hint: dates read 2026-03-02, today, yesterday, monday, '3 days ago', '5 march'
    = 2
    $ ritual log walk --at 25:00
    ! error: --at expects a time such as 07:30; got '25:00'
    ! hint: hours 00 to 23, minutes 00 to 59
    = 2
    $ ritual log walk --at 23:59
    ! error: --at 23:59 is in the future for 2026-11-22
    ! hint: `--on yesterday --at 23:59` for the day before
    = 2
    $ ritual log walk --amount many
    ! error: --amount expects a number such as 20, 1.5 or 20min, or a span such as 1h30; got 'many'
    ! hint: a unit comes after its number, or none
    = 2
    $ ritual log walk --amount -3
    ! error: --amount expects a number such as 20, 1.5 or 20min, or a span such as 1h30; got '-3'
    ! hint: a unit comes after its number, or none
    = 2
    $ ritual log walk --amount 1,500
    ! error: --amount 1,500 reads two ways
    ! hint: `1500` or `1.5000` reads one way
    = 2
    $ ritual log walk --mood 6
    ! error: invalid value '6' for '--mood <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual log --help` shows what it takes
    = 2
    $ ritual mood 6
    ! error: mood expects a whole number from 1 to 5; got '6'
    ! hint: words may stand alone: `ritual mood "slept at last"`
    = 2
    $ ritual mood 0
    ! error: mood expects a whole number from 1 to 5; got '0'
    ! hint: words may stand alone: `ritual mood "slept at last"`
    = 2
    $ ritual mood 3.5
    ! error: mood expects a whole number from 1 to 5; got '3.5'
    ! hint: words may stand alone: `ritual mood "slept at last"`
    = 2
    $ ritual mood --sleep 30
    ! error: invalid value '30' for '--sleep <HOURS>': expects hours from 0 to 24, such as 7.5, 7:30 or 7h30
    ! hint: `ritual mood --help` shows what it takes
    = 2
    $ ritual mood --energy 9
    ! error: invalid value '9' for '--energy <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual mood --help` shows what it takes
    = 2
    $ ritual mood
    No mood notes in the last 7 days. `ritual mood 3` notes one, 1 to 5, words, or both.
    $ ritual log "   "
    ! error: the ritual's name is empty
    ! hint: at least one visible character
    = 2
    $ ritual log ""
    ! error: the ritual's name is empty
    ! hint: at least one visible character
    = 2
    $ ritual log
    ! error: log expects a ritual
    ! hint: without a terminal: its name, as in `ritual log walk 20min yesterday`
    = 2
    $ ritual log walk --note
    ! error: --note expects a text
    ! hint: without a terminal: --note -, to read it from stdin
    = 2
    $ ritual log walk --note x --edit
    ! error: --note and --edit both bring words
    ! hint: one of them is enough
    = 2
    $ ritual add walk --rhythm 0/week
    ! error: invalid value '0/week' for '--rhythm <R>': expects none, daily, 3/week (1 to 7), 2/month, 1/quarter, 2/year, '150 min/week', mon,wed,fri, every 3 days (1 to 366), every 2 weeks or every 3 months
    ! hint: `ritual add --help` shows what it takes
    = 2
    $ ritual add walk --rhythm 8/week
    ! error: invalid value '8/week' for '--rhythm <R>': expects none, daily, 3/week (1 to 7), 2/month, 1/quarter, 2/year, '150 min/week', mon,wed,fri, every 3 days (1 to 366), every 2 weeks or every 3 months
    ! hint: `ritual add --help` shows what it takes
    = 2
    $ ritual add walk --rhythm often
    ! error: invalid value 'often' for '--rhythm <R>': expects none, daily, 3/week (1 to 7), 2/month, 1/quarter, 2/year, '150 min/week', mon,wed,fri, every 3 days (1 to 366), every 2 weeks or every 3 months
    ! hint: `ritual add --help` shows what it takes
    = 2
    $ ritual boundaries add "" --off-limits
    ! error: the area is empty
    ! hint: at least one visible character
    = 2
    $ ritual boundaries add x
    ! error: a boundary expects a stance
    ! hint: one of --off-limits, --ask-first, --offered, as in `ritual boundaries add "work email" --off-limits`
    = 2
    $ ritual boundaries add x --off-limits --offered
    ! error: a boundary has one stance; got several
    ! hint: one of --off-limits, --ask-first, --offered
    = 2
    $ ritual boundaries add x --offered --agreed tomorrow
    ! error: --agreed 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual pause walk
    ! error: no ritual is called 'walk'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual pause
    ! error: pause expects the ritual
    ! hint: as in `ritual pause walk --until "in 3 days"`
    = 2
    $ ritual pause --all --until yesterday
    ! error: --until 2026-11-21 lies before 2026-11-22
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual show nobody
    ! error: no ritual is called 'nobody'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual streaks --colour
    ! error: unexpected argument '--colour' found
    ! hint: --color is close to it; `ritual streaks --help` shows what it takes
    = 2
    $ ritual walk
    ! error: unrecognized subcommand 'walk'
    ! hint: `ritual talk` is close to it; `ritual --help` lists the commands
    = 2
    $ ritual log walk --bogus
    ! error: unexpected argument '--bogus' found
    ! hint: `ritual log --help` shows what it takes
    = 2
    $ ritual completions tcsh
    ! error: invalid value 'tcsh' for '[SHELL]' [possible values: bash, zsh, fish]
    ! hint: a similar value exists: 'zsh'; `ritual completions --help` shows what it takes
    = 2
    $ ritual import csv x
    ! error: x cannot be read: No such file or directory (os error 2)
    ! hint: `-` reads stdin
    = 1
    $ ritual man nothing
    ! error: 'nothing' is no command and no topic
    ! hint: `ritual help` lists them; commands below one stand in quotes, as 'boundaries add'
    = 2
    $ ritual --db "" log walk
    ! error: a value is required for '--db <FILE>' but none was supplied
    ! hint: `ritual log --help` shows what it takes
    = 2
    $ ritual undo 21
    ! error: invalid value '21' for '[N]': expects a number from 1 to 20
    ! hint: `ritual undo --help` shows what it takes
    = 2
    "#);
    let home = Home::new();
    for line in [
        "log walk --on tomorrow",
        "mood 6",
        "boundaries add x",
        "pause walk",
        "show nobody",
        "undo",
        "edit 1 --note x",
    ] {
        let args: Vec<&str> = line.split(' ').collect();
        assert_ne!(home.run(&args).code, 0);
        assert!(!home.db().exists(), "{line} made a file");
    }
}

#[test]
fn two_names_that_differ_in_case_or_unicode_form_are_one() {
    transcript!("add café\nadd CAFÉ\nadd cafe\u{301}\nadd walk\nchange walk --name Café\nlist", @"
    $ ritual add café
    café is in the notebook.
    $ ritual add CAFÉ
    ! error: a ritual is called 'café' here
    ! hint: `ritual change café …` changes it
    = 1
    $ ritual add café
    ! error: a ritual is called 'café' here
    ! hint: `ritual change café …` changes it
    = 1
    $ ritual add walk
    walk is in the notebook.
    $ ritual change walk --name Café
    ! error: a ritual is called 'café' here
    ! hint: `ritual change café …` changes it
    = 1
    $ ritual list
    ritual  rhythm  about  noted  30 days
    café
    walk
    ");
}

/// An ESC in every text field.
#[test]
fn control_characters_are_refused_everywhere() {
    let home = Home::new();
    home.ok(&["add", "walk"]);
    let was = home.ok(&["export", "jsonl"]);
    let esc = "a\u{1b}[31mb";
    let tries: &[&[&str]] = &[
        &["log", esc],
        &["log", "walk", "--as", esc],
        &["log", "walk", "--note", esc],
        &["log", "walk", "--amount", "3\u{1b}"],
        &["mood", esc],
        &["mood", "--feeling", esc],
        &["mood", "--trigger", esc],
        &["mood", "--coping", esc],
        &["mood", "--changed", esc],
        &["add", esc],
        &["add", "x", "--intention", esc],
        &["add", "x", "--around", esc],
        &["add", "x", "--for", esc],
        &["add", "x", "--unit", esc],
        &["add", "x", "--with", esc],
        &["change", "walk", "--name", esc],
        &["change", "walk", "--note", esc],
        &["pause", "walk", "--why", esc],
        &["boundaries", "add", esc, "--offered"],
        &["boundaries", "add", "x", "--offered", "--with", esc],
        &["boundaries", "add", "x", "--offered", "--note", esc],
        &["boundaries", "check", esc],
        &["config", "scale", "1=a\u{1b}"],
    ];
    for args in tries {
        let Said { out, err, code } = home.run(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(
            err.starts_with("error: ") && err.contains("\nhint: ") && err.lines().count() == 2,
            "{args:?}: {err}"
        );
        assert!(!err.contains('\u{1b}'), "{args:?}: {err:?}");
    }
    assert_eq!(home.ok(&["export", "jsonl"]), was);
}

#[test]
fn a_mebibyte_of_note_and_bytes_that_are_no_text() {
    let home = Home::new();
    let large = home.with_stdin(
        &["log", "walk", "--note", "-"],
        "x".repeat(1024 * 1024).as_bytes(),
    );
    insta::assert_snapshot!(large.err, @"
    error: the note holds 1048576 bytes; a note holds at most 262144
    hint: several shorter notes hold it; nothing was written
    ");
    let broken = home.with_stdin(&["mood", "-"], b"calm \xff\xfe");
    insta::assert_snapshot!(broken.err, @"
    error: the note is invalid UTF-8 at byte 6
    hint: `iconv -t UTF-8` turns other encodings into it
    ");
    let mut command = home.command(&["log"]);
    command.arg(OsStr::from_bytes(b"wa\xfflk"));
    let argv = crate::support::said(command);
    insta::assert_snapshot!(argv.err, @"
    error: invalid UTF-8 was detected in one or more arguments
    hint: `ritual log --help` shows what it takes
    ");
    assert_eq!(
        (large.code, broken.code, argv.code, home.db().exists()),
        (2, 2, 2, false)
    );
    // As much as a note may hold goes in and comes out whole.
    let note = "ü".repeat(128 * 1024);
    assert_eq!(
        home.with_stdin(&["log", "walk", "--note", "-"], note.as_bytes())
            .code,
        0
    );
    assert_eq!(
        home.json(&["show", "walk"])["latest"][0]["note"]
            .as_str()
            .map(str::len),
        Some(note.len())
    );
}
