//! `ritual offer`

use crate::support::Home;
use crate::transcript;

#[test]
fn an_offer_holds_until_its_end_and_then_is_gone() {
    transcript!(r#"
        offer
        offer tea and quiet --to Sam --kind presence --until 2026-12-01
        offer "an hour without talking"
        offer list
        offer close 3
        offer
        offer close 3
        @ 2026-12-01T23:00:00Z
        offer
        @ 2026-12-02T00:30:00Z
        offer
        offer --json
        consent
        today
        undo
        offer
    "#, @r#"
    $ ritual offer
    No offers noted here. `ritual offer TEXT` notes one.
    $ ritual offer tea and quiet --to Sam --kind presence --until 2026-12-01
    You offered "tea and quiet" (presence, to Sam, until 1 December). #1
    $ ritual offer "an hour without talking"
    You offered "an hour without talking" (until 22 December). #3
    $ ritual offer list
    You offered "tea and quiet" (presence, to Sam, until 1 December). #1
    You offered "an hour without talking" (until 22 December). #3
    $ ritual offer close 3
    Ended: offer "an hour without talking". #3
    $ ritual offer
    You offered "tea and quiet" (presence, to Sam, until 1 December). #1
    $ ritual offer close 3
    ! error: nothing holds today under 3
    ! hint: `ritual consent` shows what holds, with its handles
    = 1
    $ ritual offer
    You offered "tea and quiet" (presence, to Sam, until the end of today). #1
    $ ritual offer
    No offers noted here. `ritual offer TEXT` notes one.
    $ ritual offer --json
    {"schema":1,"report":"offer","today":"2026-12-02","offers":[]}
    $ ritual consent
    Everything here is private. `ritual share ITEM --with NAME` shares one thing.
    $ ritual today
    Wednesday 2 December: a quiet page.
    $ ritual undo
    ! error: there is nothing to take back
    ! hint: the last 20 commands are kept for 7 days
    = 1
    $ ritual offer
    No offers noted here. `ritual offer TEXT` notes one.
    "#);
}

#[test]
fn what_cannot_be_is_named() {
    transcript!(r#"
        offer --to Sam
        offer --until tomorrow
        offer ""
        offer tea --to ""
        offer tea --to "  "
        offer tea --until yesterday
        offer tea --kind rescue
        offer close 9
        log walk
        offer close 1
        edit 1 --until tomorrow
        offer --json
    "#, @r#"
    $ ritual offer --to Sam
    ! error: an offer expects words
    ! hint: without a terminal: `ritual offer TEXT`, or - to read them from stdin
    = 2
    $ ritual offer --until tomorrow
    ! error: an offer expects words
    ! hint: without a terminal: `ritual offer TEXT`, or - to read them from stdin
    = 2
    $ ritual offer ""
    ! error: the offer is empty
    ! hint: at least one visible character
    = 2
    $ ritual offer tea --to ""
    ! error: the name after --to is empty
    ! hint: at least one visible character
    = 2
    $ ritual offer tea --to "  "
    ! error: the name after --to is empty
    ! hint: at least one visible character
    = 2
    $ ritual offer tea --until yesterday
    ! error: --until 2026-11-21 lies before 2026-11-22, where it begins
    ! hint: today, or a day to come
    = 2
    $ ritual offer tea --kind rescue
    ! error: invalid value 'rescue' for '--kind <KIND>' [possible values: presence, listen, reflect, accompany, remind, practical]
    ! hint: a similar value exists: 'presence'; `ritual offer --help` shows what it takes
    = 2
    $ ritual offer close 9
    ! error: nothing here is an offer with the handle '9'
    ! hint: `ritual offer` shows their handles, such as #3
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual offer close 1
    ! error: 1 is not an offer
    ! hint: `ritual offer` shows their handles, such as #3
    = 1
    $ ritual edit 1 --until tomorrow
    ! error: 1 is a ritual
    ! hint: `ritual change walk` changes it
    = 2
    $ ritual offer --json
    {"schema":1,"report":"offer","today":"2026-11-22","offers":[]}
    "#);
}

#[test]
fn its_words_stay_out_of_argv_where_that_is_wanted() {
    let home = Home::new();
    assert!(
        home.with_stdin(&["offer", "-"], b"a quiet hour\n")
            .out
            .contains("\"a quiet hour\"")
    );
    let asked = home.on_terminal(&["offer", "--to", "Sam"], "a walk\n");
    assert!(
        asked.out.contains("You offered \"a walk\" (to Sam"),
        "{asked:?}"
    );
    let left = home.on_terminal(&["offer", "--to", "Sam"], "\u{4}");
    assert_eq!(left.code, 1, "{left:?}");
    assert_eq!(home.ok(&["offer"]).lines().count(), 2);
}
