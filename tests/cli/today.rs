//! `ritual today`, and `ritual` alone

use crate::support::Home;
use crate::transcript;

#[test]
fn a_quiet_page() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&[]), @"
    Nothing here so far.

      ritual log journaling       notes it for today; any name will do
      ritual mood 3 a quiet day   1 to 5, words, or both
      ritual import auto FILE     brings what Loop, Daylio, harsh or jrnl holds
      ritual demo                 shows a made-up notebook, three weeks old
    ");
    assert_eq!(home.ok(&["today"]), "Sunday 22 November: a quiet page.\n");
    assert!(!home.db().exists());
}

#[test]
fn what_is_noted_what_rests_what_to_talk_about() {
    transcript!(r#"
        log walk --amount 20min --at 7:30 --note "cold but clear"
        log journal --as "one page"
        mood 4 --sleep 7.5 --feeling calm slept at last
        pause swim
        add swim
        pause swim --from 2026-11-01
        boundaries add "reading my notebook" --off-limits --with Sam --revisit today
        boundaries add "later" --offered --revisit 2027-01-01
        log walk --on yesterday
        today
        today --json
    "#, @r#"
    $ ritual log walk --amount 20min --at 7:30 --note "cold but clear"
    walk, 20 min, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log journal --as "one page"
    journal, noted for today as "one page". #4
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual mood 4 --sleep 7.5 --feeling calm slept at last
    Noted: mood 4, sleep 7.5 h, feeling "calm", and your words. #5
    $ ritual pause swim
    ! error: no ritual is called 'swim'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual add swim
    swim is in the notebook.
    $ ritual pause swim --from 2026-11-01
    swim is resting. `ritual resume swim` whenever you like.
    $ ritual boundaries add "reading my notebook" --off-limits --with Sam --revisit today
    Off-limits: reading my notebook (with Sam, revisit 22 November). #8
    $ ritual boundaries add "later" --offered --revisit 2027-01-01
    Offered: later (revisit 1 January 2027). #9
    $ ritual log walk --on yesterday
    walk, noted for 21 November. #10
    $ ritual today
    Sunday 22 November
      walk, 20 min at 07:30: "cold but clear" #2
      journal at 12:00 as "one page" #4
      mood 4, sleep 7.5 h, feeling "calm" at 12:00: "slept at last" #5
      swim resting since 1 November
      Off-limits: reading my notebook (with Sam, revisit 22 November) #8
    $ ritual today --json
    {"schema":1,"report":"today","today":"2026-11-22","completions":[{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T07:30:00Z","zone":"UTC","amount":20,"unit":"min","note":"cold but clear"},{"uid":"[UID]","ritual":"journal","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","as":"one page"}],"moods":[{"uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":4,"sleep":7.5,"feelings":["calm"],"note":"slept at last"}],"resting":[{"ritual":"swim","from":"2026-11-01","until":null}],"revisit":[{"uid":"[UID]","area":"reading my notebook","stance":"off-limits","with":"Sam","revisit":"2026-11-22"}]}
    "#);
}

#[test]
fn another_day_and_its_handles() {
    transcript!(r#"
        mood 2 --on yesterday --note "a grey day"
        log walk --on monday
        today
        today --on yesterday
        today --on monday
        today --on tomorrow
        mood 3 words --note "and more"
    "#, @r#"
    $ ritual mood 2 --on yesterday --note "a grey day"
    Noted for 21 November: mood 2, and your words. #1
    $ ritual log walk --on monday
    walk, noted for 16 November. #3
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual today
    Sunday 22 November: a quiet page.
    $ ritual today --on yesterday
    Saturday 21 November
      mood 2: "a grey day" #1
    $ ritual today --on monday
    Monday 16 November
      walk #3
    $ ritual today --on tomorrow
    ! error: --on 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual mood 3 words --note "and more"
    ! error: the words come twice
    ! hint: after the number, or with --note
    = 2
    "#);
}

#[test]
fn several_moods_of_a_day_stand_side_by_side() {
    transcript!(r#"
        mood 4 --at 8:00
        mood 2 --at 9:00
        mood --sleep 7
        mood 3 --on yesterday
        show today
        show yesterday
        review --week
        review
    "#, @"
    $ ritual mood 4 --at 8:00
    Noted: mood 4. #1
    $ ritual mood 2 --at 9:00
    Noted: mood 2. #2
    $ ritual mood --sleep 7
    Noted: sleep 7 h. #3
    $ ritual mood 3 --on yesterday
    Noted for 21 November: mood 3 (even). #4
    $ ritual show today
    Sunday 22 November
      mood 4 at 08:00 #1
      mood 2 at 09:00 #2
      sleep 7 h at 12:00 #3
      mood 4·2; views take the middle one, 3
    $ ritual show yesterday
    Saturday 21 November
      mood 3 (even) #4
    $ ritual review --week
    16–22 November

    The days          M   T   W   T   F   S   S
      mood                                3   4·2   1 heavy, 3 even, 5 light
      sleep                                   7     h
      Of several moods in a day, views take the middle one.
    $ ritual review
    November 2026

    The days           2      9      16
      mood                                34  1 heavy, 3 even, 5 light
                                           2
      sleep                                ▁  7 to 8 h
      Of several moods in a day, views take the middle one.
    ");
}

#[test]
fn what_was_written_on_this_day_in_other_years() {
    transcript!(r#"
        show --on-this-day
        @ 2024-02-29T12:00:00Z
        win "the first leap"
        @ 2025-11-22T12:00:00Z
        mood 3 "rain on the roof"
        mood 2
        log walk --note "cold but clear"
        log swim
        thank Ana for the soup
        @ 2026-11-22T12:00:00Z
        log walk --note "and again"
        show --on-this-day
        show --on-this-day --on 2026-11-21
        show --on-this-day --json
        show walk --on-this-day
        @ 2028-02-29T12:00:00Z
        show --on-this-day
    "#, @r#"
    $ ritual show --on-this-day
    22 November in other years: a quiet page.
    $ ritual win "the first leap"
    Noted: "the first leap". #1
    $ ritual mood 3 "rain on the roof"
    Noted: mood 3 (even), and your words. #2
    $ ritual mood 2
    Noted: mood 2. #3
    $ ritual log walk --note "cold but clear"
    walk, noted for today. #5
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual log swim
    swim, noted for today. #7
    ! note: swim is new here; `ritual undo` takes it back
    $ ritual thank Ana for the soup
    Noted for Ana: "the soup". #8
    $ ritual log walk --note "and again"
    walk, noted for today. Picked up again; your earlier entry is here. #9
    $ ritual show --on-this-day
    Saturday 22 November 2025
      mood 3 (even) at 12:00: "rain on the roof" #2
      walk at 12:00: "cold but clear" #5
      thank-you to Ana for "the soup" #8
    $ ritual show --on-this-day --on 2026-11-21
    21 November in other years: a quiet page.
    $ ritual show --on-this-day --json
    {"schema":1,"report":"on-this-day","from":"2026-11-22","to":"2026-11-22","today":"2026-11-22","days":[{"day":"2025-11-22","items":[{"kind":"mood","uid":"[UID]","day":"2025-11-22","at":"2025-11-22T12:00:00Z","zone":"UTC","mood":3,"note":"rain on the roof"},{"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2025-11-22","at":"2025-11-22T12:00:00Z","zone":"UTC","note":"cold but clear"},{"kind":"thanks","uid":"[UID]","day":"2025-11-22","to":"Ana","for":"the soup"}]}]}
    $ ritual show walk --on-this-day
    ! error: the argument '[NAME|DAY]' cannot be used with '--on-this-day'
    ! hint: `ritual show --help` shows what it takes
    = 2
    $ ritual show --on-this-day
    Thursday 29 February 2024
      win "the first leap" #1
    "#);
}

/// A day that is asked for gives the words as they were written, and so does a ritual.
#[test]
fn a_page_of_writing_keeps_its_lines_in_its_day() {
    let mut home = Home::new();
    let written = "The first line of an evening.\n\n- one\n- two\n\nThe last.\n";
    home.with_stdin(&["log", "journal", "--note", "-"], written.as_bytes());
    home.with_stdin(&["mood", "3", "--note", "-"], b"rain\nand tea\n");
    insta::assert_snapshot!(home.transcript("
        show today
        show journal
        mood
        find evening
    "), @r#"
    $ ritual show today
    Sunday 22 November
      journal at 12:00: #2
        The first line of an evening.

        - one
        - two

        The last.
      mood 3 (even) at 12:00: #3
        rain
        and tea
    $ ritual show journal
    journal #1
      1 entry, today.
      last noted today
      ▁ (1 week up to this one)
      22 November at 12:00: #2
        The first line of an evening.

        - one
        - two

        The last.
    $ ritual mood
    22 November: mood 3 (even) at 12:00: "rain ⏎ and tea" #3
    $ ritual find evening
    22 November, journal: "The first line of an «evening». ⏎  ⏎ - one ⏎ - two ⏎  ⏎ The last." #2
    "#);
}

#[test]
fn what_was_written_that_day_is_on_its_page() {
    transcript!(r#"
        win "slept at last"
        win today
        thank Ana --for "the quiet room"
        log walk
        reflect walk --feels burdensome --not "too early"
        words vision set "rested"
        win "of another day" --on yesterday
        show today
        show today --json
        show yesterday
        show today --around lunch
        change walk --around lunch
        show today --around lunch
    "#, @r#"
    $ ritual win "slept at last"
    Noted: "slept at last". #1
    $ ritual win today
    Sunday 22 November
      win "slept at last" #1
    $ ritual thank Ana --for "the quiet room"
    Noted for Ana: "the quiet room". #2
    $ ritual log walk
    walk, noted for today. #4
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual reflect walk --feels burdensome --not "too early"
    Noted: walk, burdensome, not "too early". #5
    $ ritual words vision set "rested"
    Noted: "rested". #6
    $ ritual win "of another day" --on yesterday
    Noted for 21 November: "of another day". #7
    $ ritual show today
    Sunday 22 November
      walk at 12:00 #4
      reflection on walk: burdensome, not "too early" #5
      win "slept at last" #1
      thank-you to Ana for "the quiet room" #2
      vision "rested" #6
    $ ritual show today --json
    {"schema":1,"report":"today","today":"2026-11-22","completions":[{"uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC"}],"moods":[],"resting":[],"revisit":[],"reflections":[{"kind":"reflection","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","feels":"burdensome","not":"too early"}],"wins":[{"kind":"win","uid":"[UID]","day":"2026-11-22","text":"slept at last"}],"thanks":[{"kind":"thanks","uid":"[UID]","day":"2026-11-22","to":"Ana","for":"the quiet room"}],"visions":[{"kind":"vision","uid":"[UID]","day":"2026-11-22","text":"rested"}]}
    $ ritual show yesterday
    Saturday 21 November
      win "of another day" #7
    $ ritual show today --around lunch
    No rituals here around lunch. `ritual show` tells what each goes with.
    $ ritual change walk --around lunch
    walk: changed (around).
    $ ritual show today --around lunch
    Sunday 22 November
      walk at 12:00 #4
      reflection on walk: burdensome, not "too early" #5
    "#);
}

#[test]
fn a_day_of_another_year_bears_its_year() {
    transcript!(r#"
        mood 3 --on 2025-12-24
        add walk
        pause walk --from 2025-12-01
        show 2025-12-24
        show 2024-12-25
    "#, @"
    $ ritual mood 3 --on 2025-12-24
    Noted for 24 December 2025: mood 3 (even). #1
    $ ritual add walk
    walk is in the notebook.
    $ ritual pause walk --from 2025-12-01
    walk is resting. `ritual resume walk` whenever you like.
    $ ritual show 2025-12-24
    Wednesday 24 December 2025
      mood 3 (even) #1
      walk resting since 1 December 2025
    $ ritual show 2024-12-25
    Wednesday 25 December 2024: a quiet page.
    ");
}
