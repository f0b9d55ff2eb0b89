//! `ritual forget` (the bytes are looked at in tests/durability)

use crate::support::Home;
use crate::transcript;

#[test]
fn a_script_says_yes() {
    transcript!(r#"
        log walk --note secret
        mood 2 dark
        forget 2
        forget 2 --yes
        forget 2 --yes
        forget 3 --yes
        log walk
        log walk
        forget walk --yes
        list
        undo
        forget nothing --yes
        forget 99
    "#, @"
    $ ritual log walk --note secret
    walk, noted for today. 1 of the last 7 days.
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 2 dark
    Noted: mood 2, and your words.
    $ ritual forget 2
    ! error: forget asks first, and nobody is here to answer
    ! hint: --yes forgets without asking
    = 2
    $ ritual forget 2 --yes
    Forgotten: walk, noted for today, and every trace of it in the file.
    $ ritual forget 2 --yes
    ! error: no row has the handle 2
    ! hint: `ritual today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual forget 3 --yes
    Forgotten: mood 2, noted for today, and every trace of it in the file.
    $ ritual log walk
    walk, noted for today. 1 of the last 7 days.
    $ ritual log walk
    walk, noted for today. 1 of the last 7 days.
    $ ritual forget walk --yes
    Forgotten: the ritual walk, 3 rows with what hung on it, and every trace of them in the file.
    $ ritual list
    No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.
    $ ritual undo
    ! error: the last command was forget, and that cannot be taken back
    ! hint: `ritual undo 2` takes back the command before it
    = 1
    $ ritual forget nothing --yes
    ! error: no row has the handle nothing
    ! hint: `ritual today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual forget 99
    ! error: no row has the handle 99
    ! hint: `ritual today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    ");
}

#[test]
fn the_whole_notebook() {
    let mut home = Home::new();
    home.ok(&["log", "walk"]);
    insta::assert_snapshot!(home.transcript("forget --all\nforget --all --yes\nforget --all --yes\ntoday"), @"
    $ ritual forget --all
    ! error: forget asks first, and nobody is here to answer
    ! hint: --yes forgets without asking
    = 2
    $ ritual forget --all --yes
    Removed [HOME]/ritual.db.
    Beyond reach from here: copies made by backups and snapshots, shell history, terminal scrollback, mail from cron.
    $ ritual forget --all --yes
    ! error: [HOME]/ritual.db is not there
    ! hint: nothing to forget
    = 1
    $ ritual today
    Sunday 22 November: a quiet page.
    ");
    assert!(!home.db().exists());
}
