//! `ritual support`

use crate::support::Home;
use crate::transcript;

#[test]
fn a_choice_with_an_end_and_own_options() {
    transcript!(r#"
        support
        support choose listen
        support
        support choose nothing now --until 2026-11-24
        support options
        support options add "go with me to the first session"
        support options add "Go with me to the first session"
        support options add listen
        support choose go with me to the first session --until "in 2 weeks"
        support
        support options retire 3
        support options retire nowhere
        support choose go with me to the first session
        support --json
        support clear
        support clear
        support --json
        @ 2026-11-23T12:00:00Z
        support choose reflect
        @ 2026-11-24T12:00:00Z
        support
        undo
        forget 3 --yes
    "#, @r#"
    $ ritual support
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    $ ritual support choose listen
    You chose listen, until the end of today. #1
    $ ritual support
    You chose listen, until the end of today. #1
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    $ ritual support choose nothing now --until 2026-11-24
    You chose "nothing now", until 24 November. #2
    $ ritual support options
    No own kinds of support noted here. `ritual support options add TEXT` notes one.
    $ ritual support options add "go with me to the first session"
    On your menu: "go with me to the first session". #3
    $ ritual support options add "Go with me to the first session"
    ! error: 'go with me to the first session' is among them
    ! hint: `ritual support options` shows them
    = 1
    $ ritual support options add listen
    ! error: 'listen' is on the menu as it is
    ! hint: `ritual support` shows the menu
    = 1
    $ ritual support choose go with me to the first session --until "in 2 weeks"
    You chose "go with me to the first session", until 6 December. #4
    $ ritual support
    You chose "go with me to the first session", until 6 December. #4
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
      or "go with me to the first session" #3
    $ ritual support options retire 3
    No longer on your menu: "go with me to the first session".
    $ ritual support options retire nowhere
    ! error: no own option has the handle or words 'nowhere'
    ! hint: `ritual support options` shows them
    = 1
    $ ritual support choose go with me to the first session
    ! error: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now'; got 'go with me to the first session'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual support --json
    {"schema":1,"report":"support","today":"2026-11-22","kinds":["accompany","remind","reflect","listen","space","nothing now"],"options":[],"chosen":{"uid":"[UID]","choice":"go with me to the first session","since":"2026-11-22","until":"2026-12-06"},"line":null}
    $ ritual support clear
    The choice is let go of. `ritual support` shows the menu.
    $ ritual support clear
    The choice is let go of. `ritual support` shows the menu.
    $ ritual support --json
    {"schema":1,"report":"support","today":"2026-11-22","kinds":["accompany","remind","reflect","listen","space","nothing now"],"options":[],"chosen":null,"line":null}
    $ ritual support choose reflect
    You chose reflect, until the end of today. #5
    $ ritual support
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    $ ritual undo
    `support choose …` is taken back.
      choice of support, reflect #5
    `ritual redo` brings it back.
    ! note: `support choose …` was run on 23 November without a terminal
    $ ritual forget 3 --yes
    Forgotten: own support "go with me to the first session", and every trace of it in the file.
    "#);
}

#[test]
fn the_persons_own_last_words_as_they_were_written() {
    transcript!(r#"
        support reflect
        mood 2 "I  should have slept; perhaps 6 h!"
        mood 4
        @ 2026-11-25T12:00:00Z
        support reflect
        support reflect --json
    "#, @r#"
    $ ritual support reflect
    No words among the mood notes here. `ritual mood "in your words"` notes some.
    $ ritual mood 2 "I  should have slept; perhaps 6 h!"
    Noted: mood 2, and your words. #1
    $ ritual mood 4
    Noted: mood 4. #2
    $ ritual support reflect
    You wrote on 22 November: "I  should have slept; perhaps 6 h!"
    $ ritual support reflect --json
    {"schema":1,"report":"support reflect","today":"2026-11-25","day":"2026-11-22","words":"I  should have slept; perhaps 6 h!"}
    "#);
}

#[test]
fn an_unknown_kind_is_named() {
    transcript!(r#"
        support options add tea
        support choose rescue
        support choose practical
        support choose ""
        support choose
        support choose listen --until yesterday
        support options add ""
        support nonsense
        support --json
    "#, @r#"
    $ ritual support options add tea
    On your menu: "tea". #1
    $ ritual support choose rescue
    ! error: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now', 'tea'; got 'rescue'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual support choose practical
    ! error: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now', 'tea'; got 'practical'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual support choose ""
    ! error: a choice of support expects one of accompany, remind, reflect, listen, space, 'nothing now', 'tea'; got ''
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual support choose
    ! error: support choose expects the kind, or the words of an own option
    ! hint: as in `ritual support choose listen`
    = 2
    $ ritual support choose listen --until yesterday
    ! error: --until 2026-11-21 lies before 2026-11-22, where it begins
    ! hint: today, or a day to come
    = 2
    $ ritual support options add ""
    ! error: the option is empty
    ! hint: at least one visible character
    = 2
    $ ritual support nonsense
    ! error: nothing in the menu holds 'nonsense'
    ! hint: `ritual support` shows it; `ritual support options add TEXT` adds to it
    = 1
    $ ritual support --json
    {"schema":1,"report":"support","today":"2026-11-22","kinds":["accompany","remind","reflect","listen","space","nothing now"],"options":[{"uid":"[UID]","words":"tea"}],"chosen":null,"line":null}
    "#);
}

#[test]
fn words_keep_their_lines_and_drive_no_terminal() {
    let home = Home::new();
    home.with_stdin(&["mood", "-"], b"slept at last\n\nand the cat came back");
    let said = home.ok(&["support", "reflect"]);
    assert_eq!(
        said,
        "You wrote today: \"slept at last\n\nand the cat came back\"\n"
    );
    let row = "{\"kind\":\"mood\",\"day\":\"2026-11-22\",\"note\":\"a\\u001b[31mb\"}";
    home.with_stdin(&["import", "jsonl", "-", "--with-consents"], row.as_bytes());
    assert!(home.ok(&["support", "reflect"]).contains("a\u{241b}[31mb"));
}
