//! `ritual merge`

use crate::support::Home;
use crate::transcript;

#[test]
fn several_rituals_become_one_and_their_names_lead_to_it() {
    transcript!(
        r#"
        log meditation --amount 10min
        add meditaton
        log meditaton --note "before it was spelled right"
        add sitting --sacred --around breakfast
        log sitting --on yesterday --amount 20
        reflect sitting --works early
        pause meditation --from 2026-11-25 --until 2026-11-26
        pause sitting --from 2026-11-25 --until 2026-11-28
        merge meditation meditation
        merge meditation nothing
        merge meditation meditaton sitting
        list
        show meditation
        reflections
        log meditaton
        log sitting --on "3 days ago"
        undo 3
        list
    "#,
        @r#"
    $ ritual log meditation --amount 10min
    meditation, 10 min, noted for today. #2
    ! note: meditation is new here; `ritual undo` takes it back
    $ ritual add meditaton
    meditaton is in the notebook.
    $ ritual log meditaton --note "before it was spelled right"
    meditaton, noted for today. #4
    $ ritual add sitting --sacred --around breakfast
    sitting is in the notebook.
    $ ritual log sitting --on yesterday --amount 20
    sitting, 20, noted for 21 November. #6
    $ ritual reflect sitting --works early
    Noted: sitting, works "early". #7
    $ ritual pause meditation --from 2026-11-25 --until 2026-11-26
    meditation is to rest 25–26 Nov.
    $ ritual pause sitting --from 2026-11-25 --until 2026-11-28
    sitting is to rest 25–28 Nov.
    $ ritual merge meditation meditation
    ! error: 'meditation' is meditation itself
    ! hint: `ritual show` shows the names there are
    = 2
    $ ritual merge meditation nothing
    ! error: no ritual is called 'nothing'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual merge meditation meditaton sitting
    meditation takes in meditaton, sitting, with 2 entries. `ritual undo` takes it back.
    $ ritual list
    ritual      rhythm  about                                     noted        30 days
    meditation          around breakfast, counted in min, sacred  22 November                              ██
    $ ritual show meditation
    meditation #1
      around breakfast
      counted in min
      sacred
      2 days since 21 November. 30 min since 21 November. 3 entries.
      last noted today
      ▁ (1 week up to this one)
      rest 25–28 Nov #8
      reflection 22 November: works "early" #7
      22 November at 12:00: "before it was spelled right" #4
      22 November, 10 min at 12:00 #2
      21 November, 20 min #6
    $ ritual reflections
    meditation
      22 November: works "early" #7
    $ ritual log meditaton
    meditation, noted a third time today. 2 days since 21 November. #10
    ! note: 'meditaton' is taken for meditation
    $ ritual log sitting --on "3 days ago"
    meditation, noted for 19 November. #11
    ! note: 'sitting' is taken for meditation
    $ ritual undo 3
    `log sitting --on "3 days ago"`, `log meditaton`, `merge meditation meditaton sitting` are taken back.
      meditation, noted for 19 November #11
      meditation, noted for today #10
      the ritual meditation (no around, not sacred), as before #1
      the ritual sitting, here again #5
      a reflection on sitting, noted for today (ritual), as before #7
      sitting, 20, noted for 21 November (ritual), as before #6
      rest for sitting from 25 November until 28 November, here again #9
      rest for meditation from 25 November until 26 November (until), as before #8
      the ritual meditaton, here again #3
      meditaton, noted for today (ritual), as before #4
    `ritual redo` brings it back.
    ! note: `log sitting --on "3 days ago"` was run without a terminal
    $ ritual list
    ritual      rhythm  about                     noted        30 days
    meditation          counted in min            22 November                               █
    meditaton                                     22 November                               █
    sitting             around breakfast, sacred  21 November                              █·
    "#
    );
}

/// What was sacred stays out of sharing, and what another name was shared under is not shared anew.
#[test]
fn a_label_goes_along_and_a_consent_does_not() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["add", "prayer", "--sacred"]);
    home.ok(&["log", "stroll"]);
    home.ok(&["share", "stroll", "--with", "Sam"]);
    home.ok(&["merge", "walk", "stroll", "prayer"]);
    assert_eq!(
        home.ok(&["export", "shareable", "-", "--with", "Sam"])
            .matches("walk")
            .count(),
        0
    );
    let said = home.run(&["share", "walk", "--with", "Sam"]);
    assert_ne!(said.code, 0, "{said:?}");
}

#[test]
fn a_person_is_asked_once() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    home.ok(&["log", "swim"]);
    let said = home.on_terminal(&["merge", "walk", "swim"], "n\n");
    assert!(
        said.out
            .contains("walk takes in swim, with 1 entry: y or n"),
        "{said:?}"
    );
    assert!(said.out.ends_with("Nothing was changed.\n"), "{said:?}");
    home.on_terminal(&["merge", "walk", "swim"], "y\n");
    assert_eq!(
        home.json(&["list"])["rituals"].as_array().map(Vec::len),
        Some(1)
    );
}
