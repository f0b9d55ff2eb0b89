//! `ritual resource`

use crate::support::Home;
use crate::transcript;

#[test]
fn an_own_list() {
    transcript!(r#"
        resource
        resource add The book of tea --kind book --status curious --note "from Ana"
        resource add "yoga in the park" --kind group --status "not for me"
        resource add كتاب
        resource
        resource list --kind BOOK
        resource list --status not-for-me
        resource list --kind song
        resource add "the BOOK of tea"
        resource change "the book" --status tried --note "read it twice" --title "The book of green tea"
        resource change 2 --kind ""
        resource
        forget 2 --yes
        resource
        undo --list
    "#, @r#"
    $ ritual resource
    No resources noted here. `ritual people resource add TITLE` notes one.
    $ ritual resource add The book of tea --kind book --status curious --note "from Ana"
    "The book of tea" (book, curious): "from Ana" #1
    $ ritual resource add "yoga in the park" --kind group --status "not for me"
    "yoga in the park" (group, not for me) #2
    $ ritual resource add كتاب
    "كتاب" #3
    $ ritual resource
    "The book of tea" (book, curious): "from Ana" #1
    "yoga in the park" (group, not for me) #2
    "كتاب" #3
    $ ritual resource list --kind BOOK
    "The book of tea" (book, curious): "from Ana" #1
    $ ritual resource list --status not-for-me
    "yoga in the park" (group, not for me) #2
    $ ritual resource list --kind song
    Nothing here fits that; without an option every one is shown.
    $ ritual resource add "the BOOK of tea"
    ! error: 'The book of tea' is noted here
    ! hint: `ritual people resource change 'The book of tea'` changes it
    = 1
    $ ritual resource change "the book" --status tried --note "read it twice" --title "The book of green tea"
    "The book of green tea" (book, tried): "read it twice" #1
    ! note: 'the book' is taken for The book of tea
    $ ritual resource change 2 --kind ""
    "yoga in the park" (not for me) #2
    $ ritual resource
    "The book of green tea" (book, tried): "read it twice" #1
    "yoga in the park" (not for me) #2
    "كتاب" #3
    $ ritual forget 2 --yes
    Forgotten: the resource "yoga in the park", and every trace of it in the file.
    $ ritual resource
    "The book of green tea" (book, tried): "read it twice" #1
    "كتاب" #3
    $ ritual undo --list
     1  (nothing to take back), 22 November at 12:00
     2  `resource change`: the resource "The book of tea", 22 November at 12:00
     3  `resource add`: the resource "كتاب", 22 November at 12:00
     4  `resource add`: the resource "The book of green tea", 22 November at 12:00
    "#);
}

#[test]
fn two_side_by_side() {
    transcript!(r#"
        resource add tea --kind book --note "warm"
        resource add yoga --status tried
        network add "Dr X" --for professional,listening --reach "Long Street 4" --checked 2026-11-01
        network add "Dr Y" --for professional --note "asks about sleep"
        resource compare tea yoga
        resource compare "dr x" "dr y"
        resource compare 3 tea
        resource compare tea tea
        resource compare tea nothing
        resource compare tea
        resource compare "dr" tea
    "#, @r#"
    $ ritual resource add tea --kind book --note "warm"
    "tea" (book): "warm" #1
    $ ritual resource add yoga --status tried
    "yoga" (tried) #2
    $ ritual network add "Dr X" --for professional,listening --reach "Long Street 4" --checked 2026-11-01
    Dr X is in your network, for professional, listening. To reach: "Long Street 4" (checked 1 November). #3
    $ ritual network add "Dr Y" --for professional --note "asks about sleep"
    Dr Y is in your network, for professional. You noted: "asks about sleep". #4
    $ ritual resource compare tea yoga
            "tea"   "yoga"
    kind    book
    status          tried
    note    "warm"
    $ ritual resource compare "dr x" "dr y"
             Dr X                     Dr Y
    kind     professional, listening  professional
    reach    "Long Street 4"
    checked  1 November
    note                              "asks about sleep"
    $ ritual resource compare 3 tea
             Dr X                     "tea"
    kind     professional, listening  book
    reach    "Long Street 4"
    checked  1 November
    note                              "warm"
    $ ritual resource compare tea tea
    ! error: both are the same
    ! hint: two different ones compare
    = 2
    $ ritual resource compare tea nothing
    ! error: no resource has the handle or name 'nothing'
    ! hint: `ritual people resource list` shows the titles there are
    = 1
    $ ritual resource compare tea
    ! error: people resource compare expects another
    ! hint: as in `ritual people resource compare "The book of tea" "an app"`
    = 2
    $ ritual resource compare "dr" tea
    ! error: dr stands for several rows
    ! hint: the handle, such as #3, or the full uid names one
    = 1
    "#);
}

#[test]
fn what_cannot_be_is_named() {
    transcript!(r#"
        resource add
        resource add ""
        resource add x --status maybe
        resource change x --status tried
        resource list --status maybe
    "#, @r#"
    $ ritual resource add
    ! error: people resource add expects the title
    ! hint: as in `ritual people resource add "A map of quiet" --kind book`
    = 2
    $ ritual resource add ""
    ! error: the title is empty
    ! hint: at least one visible character
    = 2
    $ ritual resource add x --status maybe
    ! error: invalid value 'maybe' for '--status <STATUS>': expects curious, tried or 'not for me'
    ! hint: `ritual people resource add --help` shows what it takes
    = 2
    $ ritual resource change x --status tried
    ! error: no resource has the handle or name 'x'
    ! hint: `ritual people resource list` shows the titles there are
    = 1
    $ ritual resource list --status maybe
    ! error: invalid value 'maybe' for '--status <STATUS>': expects curious, tried or 'not for me'
    ! hint: `ritual people resource list --help` shows what it takes
    = 2
    "#);
    let home = Home::new();
    assert_eq!(home.run(&["resource", "add", "a\u{9b}b"]).code, 2);
    assert!(!home.db().exists());
    let said = home.with_stdin(
        &["resource", "add", "tea", "--note", "-"],
        "warm\nand slow\n".as_bytes(),
    );
    insta::assert_snapshot!(said.out, @r#""tea": "warm ⏎ and slow" #1"#);
}
