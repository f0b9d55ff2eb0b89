//! `ritual consent`: one list, and events that are added and not rewritten.

use crate::support::Home;
use crate::transcript;

#[test]
fn one_list_with_days_and_ends() {
    transcript!(r#"
        consent
        log walk
        mood 3 calm
        offer tea --to Sam
        @ 2026-11-25T12:00:00Z
        invite walk --who Sam
        remind invite walk --at 21:00 --words "the evening thing"
        share walk --until 2026-11-28 --with Sam
        share 3 --with Sam
        consent
        consent revoke 3
        consent revoke walk
        consent revoke 4
        consent revoke 4
        consent revoke 99
        consent
        consent history
        @ 2027-01-01T12:00:00Z
        consent
    "#, @r#"
    $ ritual consent
    Everything here is private. `ritual share ITEM --with NAME` shares one thing.
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual mood 3 calm
    Noted: mood 3 (even), and your words. #3
    $ ritual offer tea --to Sam
    You offered "tea" (to Sam, until 22 December). #4
    $ ritual invite walk --who Sam
    You invited Sam to accompany walk (until 25 December). #6
    $ ritual remind invite walk --at 21:00 --words "the evening thing"
    You invited a note at 21:00: walk, as "the evening thing" (until 25 December). #8
    ! note: nothing runs by itself; `ritual remind cron` prints a line that brings it
    $ ritual share walk --until 2026-11-28 --with Sam
    Shared with Sam until 28 November: the ritual walk. #1
      {"kind":"ritual","name":"walk"}
    $ ritual share 3 --with Sam
    Shared with Sam until 25 December: mood 3 (even), noted for 22 November. #3
      {"day":"2026-11-22","kind":"mood","mood":3,"note":"calm"}
    $ ritual consent
    Since 22 November, until 22 December: offer "tea". #4
    Since today, until 28 November: shared with Sam, the ritual walk. #1
      {"kind":"ritual","name":"walk"}
    Since today, until 25 December: shared with Sam, mood 3 (even), noted for 22 November. #3
      {"day":"2026-11-22","kind":"mood","mood":3,"note":"calm"}
    Since today, until 25 December: invitation of Sam to accompany walk. #6
    Since today, until 25 December: a note at 21:00 for "the evening thing". #8
    $ ritual consent revoke 3
    Private again: mood 3 (even), noted for 22 November. #3
    $ ritual consent revoke walk
    Private again: the ritual walk. #1
    $ ritual consent revoke 4
    Ended: offer "tea". #4
    $ ritual consent revoke 4
    ! error: nothing holds today under 4
    ! hint: `ritual consent` shows what holds, with its handles
    = 1
    $ ritual consent revoke 99
    ! error: no row has the handle 99
    ! hint: `ritual show today`, `ritual show NAME` and `ritual boundaries` show handles such as #12
    = 1
    $ ritual consent
    Since today, until 25 December: invitation of Sam to accompany walk. #6
    Since today, until 25 December: a note at 21:00 for "the evening thing". #8
    $ ritual consent history
    22 November: consent to an offer given, until 22 December. (offer "tea") #4
    25 November: consent to an invitation given, until 25 December. (invitation of Sam to accompany walk) #6
    25 November: consent to a reminder given, until 25 December. (a note at 21:00 for "the evening thing") #8
    25 November: consent to a share with Sam given, until 28 November. (the ritual walk) #1
    25 November: consent to a share with Sam given, until 25 December. (mood 3 (even), noted for 22 November) #3
    25 November: consent to a share with Sam ended. (mood 3 (even), noted for 22 November) #3
    25 November: consent to a share with Sam ended. (the ritual walk) #1
    25 November: consent to an offer ended. (offer "tea") #4
    $ ritual consent
    Everything here is private. `ritual share ITEM --with NAME` shares one thing.
    "#);
}

/// Every event stays as it was, byte for byte, whatever comes after it.
#[test]
fn events_are_appended() {
    let mut home = Home::new();
    let events = |home: &Home| -> Vec<String> {
        let all = home.ok(&["export", "jsonl"]);
        let consent = |l: &&str| l.starts_with("{\"kind\":\"consent\"");
        all.lines().filter(consent).map(str::to_owned).collect()
    };
    let mut before: Vec<String> = Vec::new();
    for line in [
        "log walk",
        "share walk --with Sam",
        "share walk --until tomorrow --with Sam",
        "unshare walk",
        "share walk --with Sam",
        "consent revoke walk",
        "offer tea",
        "offer close 8",
        "remind invite walk --at 21:00",
        "remind stop walk",
        "invite walk --who Sam",
        "consent revoke 14",
    ] {
        let words = crate::support::words(line);
        home.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let now = events(&home);
        assert_eq!(&now[..before.len()], before.as_slice(), "{line}");
        if line != "log walk" {
            assert_eq!(now.len(), before.len() + 1, "{line}");
        }
        before = now;
        home.now = home.now.replace("12:00", "12:01");
    }
    let refused = home.run(&["edit", "3", "--until", "tomorrow"]);
    assert_eq!(refused.code, 2, "{refused:?}");
}

#[test]
fn forgetting_a_row_forgets_what_was_consented_about_it() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["share", "walk", "--with", "Sam"]);
    home.ok(&["remind", "invite", "walk", "--at", "21:00"]);
    home.ok(&["invite", "walk", "--who", "Sam"]);
    home.ok(&["forget", "--ritual", "walk", "--yes"]);
    assert_eq!(home.ok(&["export", "jsonl"]), "");
    assert_eq!(home.run(&["doctor"]).code, 0);
}
