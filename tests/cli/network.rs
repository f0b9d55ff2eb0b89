//! `ritual network`, `ritual care`

use crate::support::Home;
use crate::transcript;

#[test]
fn people_stand_under_what_they_are_turned_to_for() {
    transcript!(r#"
        network
        network add Zoe --for walks,listening --reach "0123 45" --checked yesterday
        network add مريم --for Listening
        network add Dr X --for professional --note Tuesdays
        network add 🧘
        network
        network --for WALKS
        network --for dancing
        network --for dancing --all
        network add zoe
        network change zoe --reach "door 4" --for ""
        network change 2 --name Mariam --note "بعد العصر"
        network change Zoe --name mariam
        network retire 🧘
        network
        network list --all
        network add 🧘 --for tea
        network
        forget 3 --yes
        network
    "#, @r#"
    $ ritual network
    `ritual people add NAME --for WORD` notes someone you turn to.
    $ ritual network add Zoe --for walks,listening --reach "0123 45" --checked yesterday
    Zoe is in your network, for walks, listening. To reach: "0123 45" (checked 21 November). #1
    $ ritual network add مريم --for Listening
    مريم is in your network, for Listening. #2
    $ ritual network add Dr X --for professional --note Tuesdays
    Dr X is in your network, for professional. You noted: "Tuesdays". #3
    $ ritual network add 🧘
    🧘 is in your network. #4
    $ ritual network
    🧘 #4
    listening
      Zoe: "0123 45" (checked 21 November) #1
      مريم #2
    professional
      Dr X, "Tuesdays" #3
    walks
      Zoe: "0123 45" (checked 21 November) #1
    $ ritual network --for WALKS
    walks
      Zoe: "0123 45" (checked 21 November) #1
    $ ritual network --for dancing
    Nothing here fits that; `--all` shows every one.
    $ ritual network --for dancing --all
    Nothing here fits that; without an option every one is shown.
    $ ritual network add zoe
    ! error: 'Zoe' is noted here
    ! hint: `ritual people change Zoe` changes what is noted
    = 1
    $ ritual network change zoe --reach "door 4" --for ""
    Zoe is in your network. To reach: "door 4". #1
    $ ritual network change 2 --name Mariam --note "بعد العصر"
    Mariam is in your network, for Listening. You noted: "بعد العصر". #2
    $ ritual network change Zoe --name mariam
    ! error: 'Mariam' is noted here
    ! hint: two people go by two names
    = 1
    $ ritual network retire 🧘
    🧘 is put away. `ritual people add '🧘'` brings 🧘 back.
    $ ritual network
    Zoe: "door 4" #1
    Listening
      Mariam, "بعد العصر" #2
    professional
      Dr X, "Tuesdays" #3
    $ ritual network list --all
    Zoe: "door 4" #1
    🧘, put away 22 November #4
    Listening
      Mariam, "بعد العصر" #2
    professional
      Dr X, "Tuesdays" #3
    $ ritual network add 🧘 --for tea
    🧘 is in your network, for tea. #4
    $ ritual network
    Zoe: "door 4" #1
    Listening
      Mariam, "بعد العصر" #2
    professional
      Dr X, "Tuesdays" #3
    tea
      🧘 #4
    $ ritual forget 3 --yes
    Forgotten: Dr X in your network, and every trace of it in the file.
    $ ritual network
    Zoe: "door 4" #1
    Listening
      Mariam, "بعد العصر" #2
    tea
      🧘 #4
    "#);
}

#[test]
fn what_cannot_be_is_named() {
    transcript!(r#"
        network add
        network add ""
        network add Ana --for "a,,b"
        network add Ana --checked tomorrow
        network change Ana
        network retire Ana
        log walk
        network retire 1
        network add Ana
        network change Ana --care --no-care
        care add ""
        care add Ana --checked 2026-02-30
        network --json
    "#, @r#"
    $ ritual network add
    ! error: people add expects the name
    ! hint: as in `ritual people add Ben --for walks --reach "0123 45"`
    = 2
    $ ritual network add ""
    ! error: the name is empty
    ! hint: at least one visible character
    = 2
    $ ritual network add Ana --for "a,,b"
    ! error: --for is empty
    ! hint: at least one visible character
    = 2
    $ ritual network add Ana --checked tomorrow
    ! error: --checked 2026-11-23 is in the future; today is 2026-11-22
    ! hint: a day is noted when it has come
    = 2
    $ ritual network change Ana
    ! error: no person has the handle or name 'Ana'
    ! hint: `ritual people --all` shows the people there are
    = 1
    $ ritual network retire Ana
    ! error: no person has the handle or name 'Ana'
    ! hint: `ritual people --all` shows the people there are
    = 1
    $ ritual log walk
    walk, noted for today. #2
    ! note: walk is new here; `ritual undo` takes it back
    $ ritual network retire 1
    ! error: 1 is a ritual, not a person
    ! hint: `ritual people --all` shows the people there are
    = 1
    $ ritual network add Ana
    Ana is in your network. #3
    $ ritual network change Ana --care --no-care
    ! error: the argument '--care' cannot be used with '--no-care'
    ! hint: `ritual people change --help` shows what it takes
    = 2
    $ ritual care add ""
    ! error: the name is empty
    ! hint: at least one visible character
    = 2
    $ ritual care add Ana --checked 2026-02-30
    ! error: --checked 2026-02-30: there is no such day
    ! hint: months have 28 to 31 days
    = 2
    $ ritual network --json
    {"schema":1,"report":"network","today":"2026-11-22","people":[{"uid":"[UID]","name":"Ana"}],"kinds":[]}
    "#);
    let home = Home::new();
    assert_eq!(home.run(&["network", "add", "A\u{1b}na"]).code, 2);
    assert_eq!(home.run(&["network", "add", "\u{200b}"]).code, 2);
    assert!(!home.db().exists());
}

#[test]
fn the_care_page_is_the_same_for_everyone() {
    transcript!(r#"
        care
        network add Ana --for listening --care --phone "0123 45"
        care add Dr X --reach "Long Street 4" --checked 2026-11-01
        care add ana --checked today
        care
        care add Ana --reach "0123 46"
        network retire "Dr X"
        care
        network change Ana --no-care
        care
    "#, @r#"
    $ ritual care
    In danger now, for yourself or someone near you: the local emergency number.
    For whatever weighs on you: a doctor, someone you trust, a helpline.
    A directory such as findahelpline.com lists helplines by country.

    This is a private notebook. It does not watch for danger, and it calls nobody.
    $ ritual network add Ana --for listening --care --phone "0123 45"
    Ana is in your network, for listening, on the care page. To reach: "0123 45". #1
    $ ritual care add Dr X --reach "Long Street 4" --checked 2026-11-01
    Dr X is in your network, on the care page. To reach: "Long Street 4" (checked 1 November). #2
    $ ritual care add ana --checked today
    Ana is in your network, for listening, on the care page. To reach: "0123 45" (checked 22 November). #1
    $ ritual care
    Your own contacts
      Ana: "0123 45" (checked 22 November) #1
      Dr X: "Long Street 4" (checked 1 November) #2

    In danger now, for yourself or someone near you: the local emergency number.
    For whatever weighs on you: a doctor, someone you trust, a helpline.
    A directory such as findahelpline.com lists helplines by country.

    This is a private notebook. It does not watch for danger, and it calls nobody.
    $ ritual care add Ana --reach "0123 46"
    Ana is in your network, for listening, on the care page. To reach: "0123 46". #1
    $ ritual network retire "Dr X"
    Dr X is put away. `ritual people add 'Dr X'` brings Dr X back.
    $ ritual care
    Your own contacts
      Ana: "0123 46" #1

    In danger now, for yourself or someone near you: the local emergency number.
    For whatever weighs on you: a doctor, someone you trust, a helpline.
    A directory such as findahelpline.com lists helplines by country.

    This is a private notebook. It does not watch for danger, and it calls nobody.
    $ ritual network change Ana --no-care
    Ana is in your network, for listening. To reach: "0123 46". #1
    $ ritual care
    In danger now, for yourself or someone near you: the local emergency number.
    For whatever weighs on you: a doctor, someone you trust, a helpline.
    A directory such as findahelpline.com lists helplines by country.

    This is a private notebook. It does not watch for danger, and it calls nobody.
    "#);
}

#[test]
fn the_care_page_comes_with_a_file_that_does_not_open() {
    let home = Home::new();
    std::fs::write(
        home.db(),
        b"not a notebook at all, but long enough to be read as a file",
    )
    .expect("a file");
    let said = home.run(&["care"]);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.out.contains("local emergency number"));
    assert!(
        said.err
            .starts_with("note: your own contacts are left out: "),
        "{said:?}"
    );
}
