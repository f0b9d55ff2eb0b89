//! `ritual edit`

use crate::transcript;

#[test]
fn one_field_at_a_time() {
    transcript!(r#"
        log walk --at 9:00
        mood 3 --feeling calm
        pause walk --from 2026-11-01
        boundaries add notebook --off-limits
        edit #2 --on yesterday --amount 5 --as "round the block"
        edit 2 --at 10:15 --as ""
        edit 3 --mood 4 --feeling tired --note "slept at last"
        edit 4 --until 2026-11-10 --why travel
        edit 2 --mood 4
        edit 1 --note x
        edit 5 --note x
        edit 99 --note x
        edit 2
        edit 2 --on tomorrow
        edit 4 --until 2026-10-01
        show walk
    "#, @r#"
    $ ritual log walk --at 9:00
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 --feeling calm
    Noted: mood 3 (even), feeling "calm". #3
    $ ritual pause walk --from 2026-11-01
    walk is resting. `ritual resume walk` whenever you like.
    $ ritual boundaries add notebook --off-limits
    Off-limits: notebook. #5
    $ ritual edit #2 --on yesterday --amount 5 --as "round the block"
    Now: walk, 5, noted for 21 November as "round the block".
    $ ritual edit 2 --at 10:15 --as ""
    Now: walk, 5, noted for 21 November.
    $ ritual edit 3 --mood 4 --feeling tired --note "slept at last"
    Now: mood 4, feeling "tired", noted for today.
    $ ritual edit 4 --until 2026-11-10 --why travel
    Now: rest for walk from 1 November until 10 November.
    $ ritual edit 2 --mood 4
    ! error: --mood does not go with a completion
    ! hint: `ritual edit --help` shows which field belongs where
    = 2
    $ ritual edit 1 --note x
    ! error: 1 is a ritual
    ! hint: `ritual change walk` changes it
    = 2
    $ ritual edit 5 --note x
    ! error: 5 is a boundary
    ! hint: `ritual boundaries change 5` changes it
    = 2
    $ ritual edit 99 --note x
    ! error: no row has the handle 99
    ! hint: `ritual today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual edit 2
    ! error: edit expects something to change
    ! hint: without a terminal: a field, such as --note - or --on yesterday
    = 2
    $ ritual edit 2 --on tomorrow
    ! error: --on 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual edit 4 --until 2026-10-01
    ! error: --until 2026-10-01 lies before 2026-11-01
    ! hint: --from names the first day, and it comes first
    = 2
    $ ritual show walk
    walk #1
      1 of the last 7 days, 1 of the last 30 days (10 more resting). 1 entry since 21 November.
      ▁ (1 week up to this one)
      rest 1–10 Nov, "travel" #4
      21 November, 5 at 10:15 #2
    "#);
}

#[test]
fn an_empty_text_unsets_and_a_unit_has_to_fit() {
    transcript!(
        r#"
        log walk --amount 20min --note words
        mood 3 --energy 2 --sleep 7 --feeling calm --trigger work slept at last
        edit 2 --amount 5km
        edit 2 --amount 25min
        edit 2 --amount "" --note ""
        edit 3 --energy "" --sleep "" --feeling "" --trigger ""
        edit 3 --mood "" --note ""
        edit 3 --mood 6
        export jsonl
    "#,
        @r#"
    $ ritual log walk --amount 20min --note words
    walk, 20 min, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 --energy 2 --sleep 7 --feeling calm --trigger work slept at last
    Noted: mood 3 (even), sleep 7 h, energy 2, feeling "calm", trigger "work", and your words. #3
    $ ritual edit 2 --amount 5km
    ! error: walk is counted in min; got 'km'
    ! hint: `ritual change walk --unit km` counts it so from here on
    = 2
    $ ritual edit 2 --amount 25min
    Now: walk, 25 min, noted for today.
    $ ritual edit 2 --amount "" --note ""
    Now: walk, noted for today.
    $ ritual edit 3 --energy "" --sleep "" --feeling "" --trigger ""
    Now: mood 3 (even), noted for today.
    $ ritual edit 3 --mood "" --note ""
    ! error: nothing would be left of the note
    ! hint: `ritual forget 3` removes it
    = 1
    $ ritual edit 3 --mood 6
    ! error: invalid value '6' for '--mood <1-5>': expects a whole number from 1 to 5
    ! hint: `ritual edit --help` shows what it takes
    = 2
    $ ritual export jsonl
    {"kind":"ritual","uid":"[UID]","name":"walk","unit":"min"}
    {"kind":"completion","uid":"[UID]","ritual":"walk","ritual_uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC"}
    {"kind":"mood","uid":"[UID]","day":"2026-11-22","at":"2026-11-22T12:00:00Z","zone":"UTC","mood":3,"note":"slept at last"}
    "#
    );
}
