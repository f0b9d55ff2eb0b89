//! `ritual config`

use crate::transcript;

#[test]
fn settings_are_shown_set_and_unset() {
    transcript!(r#"
        config
        config week-start
        config week-start Sunday
        config day-start 4:00
        config runs off
        config scale 1=heavy 2=dim 3=even 4=bright 5=light
        config
        config --json
        config week-start --unset
        config runs perhaps
        config day-start 13:00
        config week-start someday
        config scale 6=more
        config volume 3
        config week-start
    "#, @r#"
    $ ritual config
    day-start   00:00
    week-start  mon
    runs        on
    question    on
    board       on
    completion  plain
    scale       1=heavy, 3=even, 5=light
    measure     none
    feels       none
    $ ritual config week-start
    mon
    $ ritual config week-start Sunday
    week-start: sun
    $ ritual config day-start 4:00
    day-start: 04:00
    $ ritual config runs off
    runs: off
    $ ritual config scale 1=heavy 2=dim 3=even 4=bright 5=light
    scale: 1=heavy, 2=dim, 3=even, 4=bright, 5=light
    $ ritual config
    day-start   04:00
    week-start  sun
    runs        off
    question    on
    board       on
    completion  plain
    scale       1=heavy, 2=dim, 3=even, 4=bright, 5=light
    measure     none
    feels       none
    $ ritual config --json
    {"schema":1,"report":"config","settings":{"board":"on","completion":"plain","day-start":"04:00","feels":"none","measure":{},"question":"on","runs":"off","scale":"1=heavy, 2=dim, 3=even, 4=bright, 5=light","week-start":"sun"}}
    $ ritual config week-start --unset
    week-start: mon
    $ ritual config runs perhaps
    ! error: runs expects on or off; got 'perhaps'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config day-start 13:00
    ! error: day-start expects a time such as 04:00, from 00:00 to 12:00; got '13:00'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config week-start someday
    ! error: week-start expects a weekday such as mon or sun; got 'someday'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config scale 6=more
    ! error: scale expects words for 1 to 5, such as 1=heavy 3=even 5=light, or none; got '6=more'
    ! hint: `ritual config` shows how it is set
    = 2
    $ ritual config volume 3
    ! error: no setting is called 'volume'
    ! hint: settings: day-start, week-start, runs, question, board, completion, scale, measure, feels
    = 2
    $ ritual config week-start
    mon
    "#);
}

#[test]
fn what_holds_is_as_it_was_and_a_word_finds_a_setting() {
    transcript!(r#"
        config board on
        config week-start mon
        config scale 1=heavy,3=even,5=light
        config day
        config s
        config start
        config start 04:00
        config day 04:00
        config day-start 4
        config week
        config nights
        undo --list
    "#, @"
    $ ritual config board on
    board: on, as it was.
    $ ritual config week-start mon
    week-start: mon, as it was.
    $ ritual config scale 1=heavy,3=even,5=light
    scale: 1=heavy, 3=even, 5=light, as it was.
    $ ritual config day
    00:00
    $ ritual config s
    day-start   00:00
    week-start  mon
    scale       1=heavy, 3=even, 5=light
    $ ritual config start
    day-start   00:00
    week-start  mon
    $ ritual config start 04:00
    ! error: 'start' stands for day-start and week-start
    ! hint: one of them, in full
    = 2
    $ ritual config day 04:00
    day-start: 04:00
    ! note: 'day' is taken for day-start
    $ ritual config day-start 4
    day-start: 04:00, as it was.
    $ ritual config week
    mon
    $ ritual config nights
    ! error: no setting is called 'nights'
    ! hint: settings: day-start, week-start, runs, question, board, completion, scale, measure, feels
    = 2
    $ ritual undo --list
     1  `config day 04:00`: setting day-start 04:00, 22 November at 12:00
    ");
}
