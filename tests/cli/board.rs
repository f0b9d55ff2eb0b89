//! Bare `ritual`, the line for a prompt, and the made-up notebook.

use crate::support::Home;
use crate::transcript;

#[test]
fn a_week_of_each_ritual_and_todays_words() {
    transcript!(
        r#"
        --color never
        log journaling --note "rain on the roof"
        log journaling --on 2026-11-17
        add walk --around lunch --rhythm 3/week --unit min
        log walk --amount 20 --on 2026-11-19
        add prayer --sacred
        log prayer
        add tea --around lunch
        pause tea
        log tea --on 2026-11-20
        add old
        log old
        retire old
        mood 4 "slept at last"
        mood 5 "after the prayer" --on today
        mood 2 --on 2026-11-19
        offer "a lift on Thursday" --until tomorrow
        remind invite walk --at 21:00 --until 2026-11-24
        remind invite prayer --at 06:00 --until 2026-11-24
        boundaries add "phone at dinner" --ask-first --with Sam --revisit 2026-12-01
        boundaries add "calls at work" --off-limits --revisit 2027-06-01
        --color never
        log walk 25
        log walk 10 --note "in the rain"
        --color never
        line
        line --mood
        line --json
        config board off
        --color never
    "#,
        @r#"
    $ ritual --color never
    Nothing here so far.

      ritual log journaling       notes it for today; any name will do
      ritual mood 3 a quiet day   1 to 5, words, or both
      ritual import auto FILE     brings what Loop, Daylio, harsh or jrnl holds
      ritual demo                 shows a made-up notebook, three weeks old
    $ ritual log journaling --note "rain on the roof"
    journaling, noted for today. #2
    ! note: journaling is new here; `ritual undo` takes it back
    $ ritual log journaling --on 2026-11-17
    journaling, noted for 17 November. #3
    $ ritual add walk --around lunch --rhythm 3/week --unit min
    walk is in the notebook, 3/week.
    $ ritual log walk --amount 20 --on 2026-11-19
    walk, 20 min, noted for 19 November. #5
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual log prayer
    prayer, noted for today. #7
    $ ritual add tea --around lunch
    tea is in the notebook.
    $ ritual pause tea
    tea is resting. `ritual resume tea` whenever you like.
    $ ritual log tea --on 2026-11-20
    tea, noted for 20 November. #10
    $ ritual add old
    old is in the notebook.
    $ ritual log old
    old, noted for today. #12
    $ ritual retire old
    old is retired. Its entry stays. `ritual resume old` whenever you like.
    $ ritual mood 4 "slept at last"
    Noted: mood 4, and your words. #13
    $ ritual mood 5 "after the prayer" --on today
    Noted: mood 5 (light), and your words. #14
    $ ritual mood 2 --on 2026-11-19
    Noted for 19 November: mood 2. #15
    $ ritual offer "a lift on Thursday" --until tomorrow
    You offered "a lift on Thursday" (until 23 November). #16
    $ ritual remind invite walk --at 21:00 --until 2026-11-24
    You invited a note at 21:00: walk (until 24 November). #18
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual remind invite prayer --at 06:00 --until 2026-11-24
    ! error: prayer is sacred, and stays out of reminders
    ! hint: `ritual change prayer --no-sacred` lets go of that label
    = 1
    $ ritual boundaries add "phone at dinner" --ask-first --with Sam --revisit 2026-12-01
    Ask first: phone at dinner (with Sam, revisit 1 December). #20
    $ ritual boundaries add "calls at work" --off-limits --revisit 2027-06-01
    Off-limits: calls at work (revisit 1 June 2027). #21
    $ ritual --color never
    Sunday 22 November
                   M  T  W  T  F  S  S
      journaling      █  ·  ·  ·  ·  █    12:00 "rain on the roof" #2
      walk, lunch           █  ·  ·       3/week
      tea, lunch               █  ·  ~
      mood                  2  ·  ·  4½   "slept at last" #13; mood 5 (light) #14

    Until 23 November: the offer "a lift on Thursday". #16
    Until 24 November: the note at 21:00 for walk. `ritual remind keep 18` goes on with it.
    To talk about: phone at dinner (with Sam, revisit 1 December)
    $ ritual log walk 25
    walk, 25 min, noted for today. 2 days since 19 November. #22
    $ ritual log walk 10 --note "in the rain"
    walk, 10 min, noted a second time today. 2 days since 19 November. #23
    $ ritual --color never
    Sunday 22 November
                   M  T  W  T  F  S  S
      journaling      █  ·  ·  ·  ·  █    12:00 "rain on the roof" #2
      walk, lunch           █  ·  ·  █    12:00 25 min #22; 12:00 10 min "in the rain" #23
      tea, lunch               █  ·  ~
      mood                  2  ·  ·  4½   "slept at last" #13; mood 5 (light) #14

    Until 23 November: the offer "a lift on Thursday". #16
    Until 24 November: the note at 21:00 for walk. `ritual remind keep 18` goes on with it.
    To talk about: phone at dinner (with Sam, revisit 1 December)
    $ ritual line
    journaling · walk 35 min · old
    $ ritual line --mood
    journaling · walk 35 min · old · mood 4.5
    $ ritual line --json
    {"schema":1,"report":"line","line":"journaling · walk 35 min · old","today":"2026-11-22"}
    $ ritual config board off
    board: off
    $ ritual --color never
    Sunday 22 November
      journaling at 12:00: "rain on the roof" #2
      old at 12:00 #12
      walk, 25 min at 12:00 #22
      walk, 10 min at 12:00: "in the rain" #23
      mood 4 at 12:00: "slept at last" #13
      mood 5 (light) at 12:00 #14
      mood 4·5; views take the middle one, 4.5
      tea resting since 22 November
    "#
    );
}

#[test]
fn the_made_up_notebook_is_nowhere() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["demo"]), @r#"
    Sunday 22 November
                         M  T  W  T  F  S  S
      journaling         █  █  ·  █  █  █  █    "rain on the roof" #19
      walk, after lunch  █  ·  █  █  ·  █       3/week
      swim, evening      █  ·  ·  ·  █  ·
      mood               4  3  2  4  3  4

    To talk about: phone at dinner (with Sam, revisit 1 December)
    "#);
    insta::assert_snapshot!(home.ok(&["demo", "log", "walk", "25"]), @"walk, 25 min, noted for today. 5 of the last 7 days. #63");
    insta::assert_snapshot!(home.ok(&["demo", "line"]), @"journaling");
    assert!(home.ok(&["demo", "streaks", "walk"]).contains("walk"));
    assert!(home.json(&["demo", "show"])["rituals"].is_array());
    for of_the_file in ["backup", "export", "sync", "demo"] {
        let said = home.run(&["demo", of_the_file]);
        assert_eq!(said.code, 2, "{said:?}");
    }
    insta::assert_snapshot!(home.run(&["demo", "backup"]).err, @"
    error: demo runs no backup
    hint: `ritual demo review --week` is one that runs
    ");
    assert!(!home.db().exists());
    assert_eq!(home.ok(&["demo"]), home.ok(&["demo"]));
}

#[test]
fn forty_columns_take_the_names_and_the_days() {
    let home = Home::new();
    home.ok(&[
        "add",
        "an evening walk by the river",
        "--around",
        "after supper",
    ]);
    home.ok(&[
        "log",
        "an evening walk by the river",
        "--note",
        "cold but clear",
    ]);
    home.ok(&["log", "خط", "--note", "مرحبا"]);
    let shown = home.typed("", "", 40).out;
    insta::assert_snapshot!(shown, @"
    Sunday 22 November
                        M  T  W  T  F  S  S
      an evening walk…                    █
      خط                                  █
    ");
}

/// The row of moods begins with the first note there is, in the week or before it.
#[test]
fn days_before_the_first_mood_are_blank() {
    transcript!(r#"
        @ 2026-11-20T12:00:00Z
        mood 3
        @ 2026-11-22T12:00:00Z
        mood 2
        --color never
        mood 4 --on 2026-03-01
        --color never
        mood --sleep 7 --on 2026-04-01
        --color never
    "#, @"
    $ ritual mood 3
    Noted: mood 3 (even). #1
    $ ritual mood 2
    Noted: mood 2. #2
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      mood              3  ·  2    mood 2 #2
    $ ritual mood 4 --on 2026-03-01
    Noted for 1 March: mood 4. #3
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      mood  ·  ·  ·  ·  3  ·  2    mood 2 #2
    $ ritual mood --sleep 7 --on 2026-04-01
    Noted for 1 April: sleep 7 h. #4
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      mood  ·  ·  ·  ·  3  ·  2    mood 2 #2
    ");
}

#[test]
fn a_session_stands_on_the_board_and_in_its_day() {
    transcript!(r#"
        @ 2026-11-21T23:30:00Z
        log sit --start
        @ 2026-11-22T07:30:00Z
        log walk 20min
        log walk --start
        add prayer --sacred
        log prayer --start
        --color never
        show today
        show yesterday
        show 2026-11-20
        show today --json
        line
        log sit --stop 10
        log walk --stop
        --color never
    "#, @r#"
    $ ritual log sit --start
    sit since 23:30. `ritual log sit --stop` notes the minutes. #2
    ! note: sit is new here; `ritual undo` takes it back
    $ ritual log walk 20min
    walk, 20 min, noted for today. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log walk --start
    walk since 07:30. `ritual log walk --stop` notes the minutes. #5
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual log prayer --start
    prayer since 07:30. `ritual log prayer --stop` notes the minutes. #7
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      sit                          since 21 November, 23:30 #2
      walk                    █    07:30 20 min #4; since 07:30 #5
    $ ritual show today
    Sunday 22 November
      walk, 20 min at 07:30 #4
      sit since 21 November, 23:30 #2
      walk since 07:30 #5
      prayer since 07:30 #7
    $ ritual show yesterday
    Saturday 21 November
      sit since 23:30 #2
    $ ritual show 2026-11-20
    Friday 20 November: a quiet page.
    $ ritual show today --json
    {"schema":1,"report":"today","today":"2026-11-22","completions":[{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T07:30:00Z","zone":"UTC","amount":20,"unit":"min"}],"moods":[],"resting":[],"revisit":[],"started":[{"uid":"[UID]","ritual":"sit","ritual_uid":"[UID]","day":"2026-11-21","at":"2026-11-21T23:30:00Z","zone":"UTC"},{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T07:30:00Z","zone":"UTC"},{"uid":"[UID]","ritual":"prayer","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T07:30:00Z","zone":"UTC"}]}
    $ ritual line
    walk 20 min
    $ ritual log sit --stop 10
    sit, 10 min, noted for 21 November. #8
    ! note: sit is counted in min from here on
    $ ritual log walk --stop
    walk, 0 min, noted a second time today. #9
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      sit                  █
      walk                    █    07:30 20 min #4; 07:30 0 min #9
    "#);
}

/// The document of a bare `ritual` is read by bars and screens, as the board is.
#[test]
fn what_is_sacred_is_in_no_document_of_the_board() {
    transcript!(r#"
        add prayer --sacred
        log prayer
        log walk --note "to the prayer"
        mood 4 "after the prayer"
        --json
        --json --with-sacred
        config board off
        --color never
        --color never --with-sacred
        show today
    "#, @r#"
    $ ritual add prayer --sacred
    prayer is in the notebook.
    $ ritual log prayer
    prayer, noted for today. #2
    $ ritual log walk --note "to the prayer"
    walk, noted for today. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 4 "after the prayer"
    Noted: mood 4, and your words. #5
    $ ritual --json
    {"schema":1,"report":"today","today":"2026-11-22","completions":[{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC"}],"moods":[{"uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":4}],"resting":[],"revisit":[]}
    $ ritual --json --with-sacred
    {"schema":1,"report":"today","today":"2026-11-22","completions":[{"uid":"[UID]","ritual":"prayer","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC"},{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","note":"to the prayer"}],"moods":[{"uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":4,"note":"after the prayer"}],"resting":[],"revisit":[]}
    $ ritual config board off
    board: off
    $ ritual --color never
    Sunday 22 November
      walk at 12:00 #4
      mood 4 at 12:00 #5
    $ ritual --color never --with-sacred
    Sunday 22 November
      prayer at 12:00 #2
      walk at 12:00: "to the prayer" #4
      mood 4 at 12:00: "after the prayer" #5
    $ ritual show today
    Sunday 22 November
      prayer at 12:00 #2
      walk at 12:00: "to the prayer" #4
      mood 4 at 12:00: "after the prayer" #5
    "#);
}

/// What is no ritual and no mood stands nowhere in the rows, and the notebook is not empty.
#[test]
fn a_notebook_without_rows_shows_its_day() {
    for noted in [
        &["month", "set", "read before bed"][..],
        &["support", "choose", "listen"],
        &["boundaries", "add", "x", "--off-limits"],
        &["add", "pray", "--sacred"],
    ] {
        let home = Home::new();
        home.ok(&["config", "board", "on"]);
        assert!(home.ok(&[]).starts_with("Nothing here so far."));
        home.ok(noted);
        assert_eq!(
            home.ok(&[]),
            "Sunday 22 November: a quiet page.\n",
            "{noted:?}"
        );
    }
    transcript!(r#"
        win "slept at last"
        thank Sam --for "the soup"
        --color never
        remind invite tea --at 21:00 --until 2026-11-23
        talk add "the holidays" --by 2026-11-30
        boundaries add calls --off-limits --revisit today
        --color never
        undo
        undo
        undo
        undo
        undo
        --color never
    "#, @r#"
    $ ritual win "slept at last"
    Noted: "slept at last". #1
    $ ritual thank Sam --for "the soup"
    Noted for Sam: "the soup". #2
    $ ritual --color never
    Sunday 22 November
      win "slept at last" #1
      thank-you to Sam for "the soup" #2
    $ ritual remind invite tea --at 21:00 --until 2026-11-23
    You invited a note at 21:00: "tea" (until 23 November). #3
    ! note: no ritual has that name; your words are kept as they are
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual talk add "the holidays" --by 2026-11-30
    To talk about: "the holidays" (by 30 November) #5
    $ ritual boundaries add calls --off-limits --revisit today
    Off-limits: calls (revisit 22 November). #6
    $ ritual --color never
    Sunday 22 November
      win "slept at last" #1
      thank-you to Sam for "the soup" #2

    Until 23 November: the note at 21:00 for "tea". `ritual remind keep 3` goes on with it.
    To talk about: "the holidays" (by 30 November); calls (revisit 22 November)
    $ ritual undo
    `boundaries add … --off-limits --revisit today` is taken back.
      off-limits: calls #6
    `ritual redo` brings it back.
    ! note: `boundaries add … --off-limits --revisit today` was run without a terminal
    $ ritual undo
    `talk add … --by 2026-11-30` is taken back.
      something to talk about, noted for today #5
    `ritual redo` brings it back.
    ! note: `talk add … --by 2026-11-30` was run without a terminal
    $ ritual undo
    `remind invite … --at 21:00 --until 2026-11-23` is taken back.
      22 November: consent to a reminder given, until 23 November #4
      a note at 21:00 for "tea" #3
    `ritual redo` brings it back.
    ! note: `remind invite … --at 21:00 --until 2026-11-23` was run without a terminal
    $ ritual undo
    `thank … --for …` is taken back.
      a thank-you to Sam, noted for today #2
    `ritual redo` brings it back.
    ! note: `thank … --for …` was run without a terminal
    $ ritual undo
    `win …` is taken back.
      a win, noted for today #1
    `ritual redo` brings it back.
    ! note: `win …` was run without a terminal
    $ ritual --color never
    Nothing here so far.

      ritual log journaling       notes it for today; any name will do
      ritual mood 3 a quiet day   1 to 5, words, or both
      ritual import auto FILE     brings what Loop, Daylio, harsh or jrnl holds
      ritual demo                 shows a made-up notebook, three weeks old
    "#);
}

/// What ends first is said first; what does not fit in three lines is counted.
#[test]
fn what_ends_soon_is_in_the_order_of_its_days() {
    transcript!(r#"
        log walk
        log swim
        share walk --with Sam --until today
        share swim --with Kim --until 2026-12-22
        --color never
        remind invite walk --at 21:00 --until 2026-11-24
        offer tea --until 2026-11-23
        --color never
        talk add "the holidays" --by 2026-11-30
        --color never
        change walk --sacred
        --color never
        --color never --with-sacred
    "#, @r#"
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log swim
    swim, noted for today. #4
    ! note: swim is new here; `ritual undo` takes it back
    $ ritual share walk --with Sam --until today
    Shared with Sam until the end of today: the ritual walk. #1
      {"kind":"ritual","name":"walk"}
    $ ritual share swim --with Kim --until 2026-12-22
    Shared with Kim until 22 December: the ritual swim. #3
      {"kind":"ritual","name":"swim"}
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 #2
      swim                    █    12:00 #4

    Until the end of today: shared with Sam, the ritual walk. #1
    $ ritual remind invite walk --at 21:00 --until 2026-11-24
    You invited a note at 21:00: walk (until 24 November). #7
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual offer tea --until 2026-11-23
    You offered "tea" (until 23 November). #9
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 #2
      swim                    █    12:00 #4

    Until the end of today: shared with Sam, the ritual walk. #1
    Until 23 November: the offer "tea". #9
    Until 24 November: the note at 21:00 for walk. `ritual remind keep 7` goes on with it.
    $ ritual talk add "the holidays" --by 2026-11-30
    To talk about: "the holidays" (by 30 November) #11
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 #2
      swim                    █    12:00 #4

    Until the end of today: shared with Sam, the ritual walk. #1
    Until 23 November: the offer "tea". #9 (1 more: `ritual consent`)
    To talk about: "the holidays" (by 30 November)
    $ ritual change walk --sacred
    walk: changed (sacred).
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      swim                    █    12:00 #4

    Until 23 November: the offer "tea". #9
    To talk about: "the holidays" (by 30 November)
    $ ritual --color never --with-sacred
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 #2
      swim                    █    12:00 #4

    Until 23 November: the offer "tea". #9
    Until 24 November: the note at 21:00 for walk. `ritual remind keep 7` goes on with it.
    To talk about: "the holidays" (by 30 November)
    "#);
}

#[test]
fn a_middle_between_two_steps_is_no_step() {
    transcript!(r#"
        mood 2 --on yesterday
        mood 5 --on yesterday
        mood 2
        mood 3
        log walk
        --color never
        line --mood
    "#, @"
    $ ritual mood 2 --on yesterday
    Noted for 21 November: mood 2. #1
    $ ritual mood 5 --on yesterday
    Noted for 21 November: mood 5 (light). #2
    $ ritual mood 2
    Noted: mood 2. #3
    $ ritual mood 3
    Noted: mood 3 (even). #4
    $ ritual log walk
    walk, noted for today. #6
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 #6
      mood                 3½ 2½   mood 2 #3; mood 3 (even) #4
    $ ritual line --mood
    walk · mood 2.5
    ");
}

#[test]
fn words_alone_stand_in_the_row_of_moods() {
    transcript!(r#"
        mood "slept at last"
        --color never
        log walk
        --color never
    "#, @r#"
    $ ritual mood "slept at last"
    Noted: your words. #1
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      mood                         "slept at last" #1
    $ ritual log walk
    walk, noted for today. #3
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk                    █    12:00 #3
      mood                         "slept at last" #1
    "#);
}

/// Beside a week without a note it is said where the notes end.
#[test]
fn old_notes_say_where_they_end() {
    transcript!(r#"
        log walk --on 2026-03-02
        mood 3 --on 2026-03-04
        --color never
        review --week
        review --month
        review --week 2026-03-02
        mood "words alone" --on 2026-11-10
        --color never
    "#, @r#"
    $ ritual log walk --on 2026-03-02
    walk, noted for 2 March. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 --on 2026-03-04
    Noted for 4 March: mood 3 (even). #3
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk  ·  ·  ·  ·  ·  ·
    ! note: your notes end on 4 March; `ritual review` shows that month
    $ ritual review --week
    16–22 November: a quiet stretch.
    ! note: your notes end on 4 March; `ritual review` shows that month
    $ ritual review --month
    1–22 November: a quiet stretch.
    ! note: your notes end on 4 March; `ritual review` shows that month
    $ ritual review --week 2026-03-02
    2–8 March

    The days          M   T   W   T   F   S   S
      walk            █   ·   ·   ·   ·   ·   ·
      mood                    3                     1 heavy, 3 even, 5 light
    $ ritual mood "words alone" --on 2026-11-10
    Noted for 10 November: your words. #4
    $ ritual --color never
    Sunday 22 November
            M  T  W  T  F  S  S
      walk  ·  ·  ·  ·  ·  ·
    "#);
}
