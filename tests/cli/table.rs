//! What two people do at one table: the plan for hard days, things to talk about, a line to pass on.

use crate::support::Home;
use crate::transcript;

#[test]
fn a_plan_for_hard_days_is_shown_when_asked_for() {
    transcript!(
        r#"
        hard
        hard set
        hard set --notice "short answers, no sleep" --call "Ana, 0151 23"
        hard set --may "sit with me" --not "advice"
        hard
        hard set --notice "" --do "out of the house, before noon"
        hard --json
        mood 1 --feeling heavy
        today
        remind now
        share 1 --with Sam
        undo
        redo
        hard
        forget 1 --yes
        hard show
        hard set --do ""
    "#,
        @r#"
    $ ritual hard
    No plan for hard days noted here. `ritual hard set` asks for its parts, each optional.
    $ ritual hard set
    ! error: a plan expects a part of it
    ! hint: without a terminal: `ritual hard set --notice TEXT --do TEXT --may TEXT --not TEXT --call TEXT`
    = 2
    $ ritual hard set --notice "short answers, no sleep" --call "Ana, 0151 23"
    For hard days #1
      how I notice: "short answers, no sleep"
      whom to call: "Ana, 0151 23"
    $ ritual hard set --may "sit with me" --not "advice"
    For hard days #1
      how I notice: "short answers, no sleep"
      what you may do: "sit with me"
      what please not: "advice"
      whom to call: "Ana, 0151 23"
    $ ritual hard
    For hard days #1
      how I notice: "short answers, no sleep"
      what you may do: "sit with me"
      what please not: "advice"
      whom to call: "Ana, 0151 23"
    $ ritual hard set --notice "" --do "out of the house, before noon"
    For hard days #1
      what I do: "out of the house, before noon"
      what you may do: "sit with me"
      what please not: "advice"
      whom to call: "Ana, 0151 23"
    $ ritual hard --json
    {"schema":1,"report":"hard","today":"2026-11-22","plan":{"uid":"[UID]","day":"2026-11-22","do":"out of the house, before noon","may":"sit with me","not":"advice","call":"Ana, 0151 23"}}
    $ ritual mood 1 --feeling heavy
    Noted: mood 1 (heavy), feeling "heavy". #2
    $ ritual today
    Sunday 22 November
      mood 1 (heavy), feeling "heavy" at 12:00 #2
    $ ritual remind now
    $ ritual share 1 --with Sam
    Shared with Sam until 22 December: your plan for hard days. #1
      {"call":"Ana, 0151 23","day":"2026-11-22","do":"out of the house, before noon","kind":"hard","may":"sit with me","not":"advice"}
    $ ritual undo
    `share 1 --with …` is taken back.
      22 November: consent to a share with Sam given, until 22 December #3
      your plan for hard days (not shared), as before #1
    ! note: `share 1 --with …` was run without a terminal
    $ ritual redo
    ! error: there is nothing to bring back
    ! hint: what was shared is shared again by `ritual share` alone
    = 1
    $ ritual hard
    For hard days #1
      what I do: "out of the house, before noon"
      what you may do: "sit with me"
      what please not: "advice"
      whom to call: "Ana, 0151 23"
    $ ritual forget 1 --yes
    Forgotten: your plan for hard days, and every trace of it in the file.
    $ ritual hard show
    No plan for hard days noted here. `ritual hard set` asks for its parts, each optional.
    $ ritual hard set --do ""
    Nothing was noted.
    "#
    );
}

#[test]
fn things_to_bring_up_stand_in_one_list_with_boundaries_that_come_up_again() {
    transcript!(
        r#"
        talk
        talk add
        boundaries add "phone at dinner" --ask-first --with Sam --revisit 2026-12-01
        boundaries add "calls at work" --off-limits --with Sam --revisit 2027-06-01
        boundaries add "reading my notebook" --off-limits
        talk add who fetches the parcel --with Sam --by tomorrow
        talk add --about "calls at work"
        talk add --about 3 "why at all" --with Ana
        talk
        talk sam
        talk parcel
        talk piano
        talk add --about "phone at dinner" --by 2026-11-30
        talk --json
        talk close 4
        talk close 4
        talk close 1
        talk
        find parcel
        share 4
        edit 5 --note "calls at work, on Fridays"
        undo
        forget 5 --yes
        talk list
    "#,
        @r#"
    $ ritual talk
    Nothing to talk about noted here. `ritual talk add TEXT` notes something to bring up.
    $ ritual talk add
    ! error: the thing to talk about expects a text
    ! hint: without a terminal: `ritual talk add TEXT`, or - to read it from stdin
    = 2
    $ ritual boundaries add "phone at dinner" --ask-first --with Sam --revisit 2026-12-01
    Ask first: phone at dinner (with Sam, revisit 1 December). #1
    $ ritual boundaries add "calls at work" --off-limits --with Sam --revisit 2027-06-01
    Off-limits: calls at work (with Sam, revisit 1 June 2027). #2
    $ ritual boundaries add "reading my notebook" --off-limits
    Off-limits: reading my notebook. #3
    $ ritual talk add who fetches the parcel --with Sam --by tomorrow
    To talk about: "who fetches the parcel" (with Sam, by 23 November) #4
    $ ritual talk add --about "calls at work"
    To talk about: "calls at work" (with Sam) #5
    $ ritual talk add --about 3 "why at all" --with Ana
    To talk about: "why at all" (with Ana) #6
    $ ritual talk
    "who fetches the parcel" (with Sam, by 23 November) #4
    "calls at work" (with Sam) #5
    "why at all" (with Ana) #6
    phone at dinner (with Sam, revisit 1 December) #1
    $ ritual talk sam
    "who fetches the parcel" (with Sam, by 23 November) #4
    "calls at work" (with Sam) #5
    phone at dinner (with Sam, revisit 1 December) #1
    $ ritual talk parcel
    "who fetches the parcel" (with Sam, by 23 November) #4
    $ ritual talk piano
    ! error: nothing in talk holds 'piano'
    ! hint: `ritual talk add piano` notes it
    = 1
    $ ritual talk add --about "phone at dinner" --by 2026-11-30
    To talk about: "phone at dinner" (with Sam, by 30 November) #7
    $ ritual talk --json
    {"schema":1,"report":"talk","today":"2026-11-22","rows":[{"uid":"[UID]","day":"2026-11-22","text":"who fetches the parcel","with":"Sam","by":"2026-11-23"},{"uid":"[UID]","day":"2026-11-22","text":"phone at dinner","with":"Sam","by":"2026-11-30"},{"uid":"[UID]","day":"2026-11-22","text":"calls at work","with":"Sam"},{"uid":"[UID]","day":"2026-11-22","text":"why at all","with":"Ana"}],"boundaries":[]}
    $ ritual talk close 4
    Off the list: "who fetches the parcel".
    $ ritual talk close 4
    Off the list: "who fetches the parcel".
    $ ritual talk close 1
    ! error: 1 is a boundary, not a thing to talk about
    ! hint: `ritual talk` shows their handles, such as #3
    = 1
    $ ritual talk
    "phone at dinner" (with Sam, by 30 November) #7
    "calls at work" (with Sam) #5
    "why at all" (with Ana) #6
    $ ritual find parcel
    22 November, thing to talk about: "who fetches the «parcel»" #4
    $ ritual share 4
    ! error: a talk is not shared
    ! hint: rituals, entries, mood notes, boundaries and offers can be
    = 1
    $ ritual edit 5 --note "calls at work, on Fridays"
    Now: something to talk about, noted for today: "calls at work, on Fridays". #5
    $ ritual undo
    `edit 5 --note …` is taken back.
      something to talk about, noted for today (text), as before #5
    `ritual redo` brings it back.
    ! note: `edit 5 --note …` was run without a terminal
    $ ritual forget 5 --yes
    Forgotten: something to talk about, noted for today, and every trace of it in the file.
    $ ritual talk list
    "phone at dinner" (with Sam, by 30 November) #7
    "why at all" (with Ana) #6
    "#
    );
}

#[test]
fn a_line_to_pass_on_is_for_the_day() {
    transcript!(
        r#"
        support say
        support say "a walk, and no talking"
        support say
        support
        support choose space
        support --json
        log tea
        invite tea --who Sam --to space
        @ 2026-11-23T12:00:00Z
        support say
        support
    "#,
        @r#"
    $ ritual support say
    No line to pass on today. `ritual support say TEXT` notes one, in your words.
    $ ritual support say "a walk, and no talking"
    Noted: "a walk, and no talking". #1
    $ ritual support say
    a walk, and no talking
    $ ritual support
    To pass on today: "a walk, and no talking" #1
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    $ ritual support choose space
    You chose space, until the end of today. #2
    $ ritual support --json
    {"schema":1,"report":"support","today":"2026-11-22","kinds":["accompany","remind","reflect","listen","space","nothing now"],"options":[],"chosen":{"uid":"[UID]","choice":"space","since":"2026-11-22","until":"2026-11-22"},"line":{"uid":"[UID]","day":"2026-11-22","text":"a walk, and no talking"}}
    $ ritual log tea
    tea, noted for today. #4
    ! note: tea is new here; `ritual undo` takes it back
    $ ritual invite tea --who Sam --to space
    ! error: --for expects one of accompany, remind, reflect, listen; got 'space'
    ! hint: `ritual support options add TEXT` adds one of your own
    = 2
    $ ritual support say
    No line to pass on today. `ritual support say TEXT` notes one, in your words.
    $ ritual support
    Support is yours to choose: accompany, remind, reflect, listen, space, or nothing now. `ritual support choose listen` notes a choice.
    "#
    );
}

#[test]
fn two_notebooks_go_with_a_check_in_of_two_alone() {
    let home = Home::new();
    let other = home.path("other.db").display().to_string();
    let db = home.db().display().to_string();
    let said = home.run(&["today", "--db", &db, "--db", &other]);
    assert_eq!(said.code, 2);
    insta::assert_snapshot!(said.err, @"
    error: --db is given twice
    hint: two notebooks go with `ritual checkin --together`
    ");
    let said = home.run(&["checkin", "--together"]);
    assert_eq!(said.code, 2);
    insta::assert_snapshot!(said.err, @"
    error: checkin --together expects two people at a terminal
    hint: without a terminal: `ritual checkin --feeling tired --mood 2` notes one's own
    ");
    assert!(!home.db().exists());
}
