//! `ritual invite`

use crate::transcript;

#[test]
fn a_person_around_a_ritual() {
    transcript!(r#"
        invite
        add walk
        support options add "walk ahead"
        invite walk --who Sam --to accompany
        invite WALK --who Ana --to "walk ahead" --until 2026-11-30
        invite walk --who Kim --to reflect --until today
        invite list
        invite close 4
        invite
        change walk --name stroll
        invite
        @ 2026-11-30T12:00:00Z
        invite
        @ 2026-12-01T12:00:00Z
        invite
        consent
        invite --json
        forget --ritual stroll --yes
        export jsonl
    "#, @r#"
    $ ritual invite
    No invitations noted here. `ritual offer --to-join NAME --to PERSON` notes one.
    $ ritual add walk
    walk is in the notebook.
    $ ritual support options add "walk ahead"
    On your menu: "walk ahead". #2
    $ ritual invite walk --who Sam --to accompany
    You invited Sam to accompany walk (until 22 December). #3
    $ ritual invite WALK --who Ana --to "walk ahead" --until 2026-11-30
    You invited Ana to "walk ahead" around walk (until 30 November). #5
    $ ritual invite walk --who Kim --to reflect --until today
    You invited Kim to reflect around walk (until the end of today). #7
    $ ritual invite list
    You invited Sam to accompany walk (until 22 December). #3
    You invited Ana to "walk ahead" around walk (until 30 November). #5
    You invited Kim to reflect around walk (until the end of today). #7
    $ ritual invite close 4
    ! error: 4 is not an offer
    ! hint: `ritual offer` shows their handles, such as #3
    = 1
    $ ritual invite
    You invited Sam to accompany walk (until 22 December). #3
    You invited Ana to "walk ahead" around walk (until 30 November). #5
    You invited Kim to reflect around walk (until the end of today). #7
    $ ritual change walk --name stroll
    stroll: changed (name).
    $ ritual invite
    You invited Sam to accompany stroll (until 22 December). #3
    You invited Ana to "walk ahead" around stroll (until 30 November). #5
    You invited Kim to reflect around stroll (until the end of today). #7
    $ ritual invite
    You invited Sam to accompany stroll (until 22 December). #3
    You invited Ana to "walk ahead" around stroll (until the end of today). #5
    $ ritual invite
    You invited Sam to accompany stroll (until 22 December). #3
    $ ritual consent
    Since 22 November, until 22 December: invitation of Sam to accompany stroll. #3
    $ ritual invite --json
    {"schema":1,"report":"invite","today":"2026-12-01","invites":[{"uid":"[UID]","ritual":"stroll","ritual_uid":"[UID]","who":"Sam","to":"accompany","since":"2026-11-22","until":"2026-12-22"}]}
    $ ritual forget --ritual stroll --yes
    Forgotten: the ritual stroll, 7 rows with what hung on it, and every trace of them in the file.
    $ ritual export jsonl
    {"kind":"support_option","uid":"[UID]","words":"walk ahead"}
    "#);
}

#[test]
fn what_cannot_be_is_named() {
    transcript!(r#"
        invite walk
        invite walk --who Sam
        log walk
        invite walk --who ""
        invite walk --who Sam --to rescue
        invite walk --who Sam --to nothing
        invite walk --who Sam --until 2026-11-21
        invite --who Sam
        invite --until tomorrow
        invite close 1
        edit 1 --until tomorrow
        invite
    "#, @r#"
    $ ritual invite walk
    ! error: an invitation expects a ritual and --to PERSON
    ! hint: `ritual offer --to-join NAME --to PERSON`
    = 2
    $ ritual invite walk --who Sam
    ! error: no ritual is called 'walk'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual invite walk --who ""
    ! error: the name after --to is empty
    ! hint: at least one visible character
    = 2
    $ ritual invite walk --who Sam --to rescue
    ! error: --for expects one of accompany, remind, reflect, listen; got 'rescue'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual invite walk --who Sam --to nothing
    ! error: --for expects one of accompany, remind, reflect, listen; got 'nothing'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual invite walk --who Sam --until 2026-11-21
    ! error: --until 2026-11-21 lies before 2026-11-22, where it begins
    ! hint: today, or a day to come
    = 2
    $ ritual invite --who Sam
    ! error: an invitation expects a ritual and --to PERSON
    ! hint: `ritual offer --to-join NAME --to PERSON`
    = 2
    $ ritual invite --until tomorrow
    ! error: an invitation expects a ritual and --to PERSON
    ! hint: `ritual offer --to-join NAME --to PERSON`
    = 2
    $ ritual invite close 1
    ! error: 1 is not an offer
    ! hint: `ritual offer` shows their handles, such as #3
    = 1
    $ ritual edit 1 --until tomorrow
    ! error: 1 is a ritual
    ! hint: `ritual change walk` changes it
    = 2
    $ ritual invite
    No invitations noted here. `ritual offer --to-join NAME --to PERSON` notes one.
    "#);
}
