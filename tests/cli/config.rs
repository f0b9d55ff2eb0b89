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
    ! error: invalid value 'volume' for '[KEY]' [possible values: day-start, week-start, runs, question, board, completion, scale, measure, feels]
    ! hint: `ritual config --help` shows what it takes
    = 2
    $ ritual config week-start
    mon
    "#);
}
