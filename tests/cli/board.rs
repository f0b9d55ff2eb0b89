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
      mood                  2  ·  ·  4    "slept at last" #13

    Until 24 November: the note at 21:00 for walk. #18
    Until 23 November: the offer "a lift on Thursday". #16
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
      mood                  2  ·  ·  4    "slept at last" #13

    Until 24 November: the note at 21:00 for walk. #18
    Until 23 November: the offer "a lift on Thursday". #16
    To talk about: phone at dinner (with Sam, revisit 1 December)
    $ ritual line
    journaling · walk 35 min · old
    $ ritual line --mood
    journaling · walk 35 min · old · mood 5
    $ ritual line --json
    {"schema":1,"report":"line","line":"journaling · walk 35 min · old","today":"2026-11-22"}
    $ ritual config board off
    board: off
    $ ritual --color never
    Sunday 22 November
      journaling at 12:00: "rain on the roof" #2
      prayer at 12:00 #7
      old at 12:00 #12
      walk, 25 min at 12:00 #22
      walk, 10 min at 12:00: "in the rain" #23
      mood 4 at 12:00: "slept at last" #13
      mood 5 (light) at 12:00: "after the prayer" #14
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
      an evening wa…                    █
      خط                                █
    ");
}
