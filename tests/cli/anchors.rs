//! `ritual anchors`

use crate::transcript;

#[test]
fn moments_and_who_shares_them() {
    transcript!(r#"
        anchors
        add walk --around breakfast
        add swim --around Breakfast --joint --with Sam
        add tea --around "before bed" --joint
        add prayer --around breakfast --sacred
        add vigil --around midnight --sacred
        add run --around breakfast
        retire run
        log journal
        anchors
        anchors --json
        help anchors
    "#, @r#"
    $ ritual anchors
    No moments named here. `ritual change NAME --around breakfast` names one.
    $ ritual add walk --around breakfast
    walk is in the notebook.
    $ ritual add swim --around Breakfast --joint --with Sam
    swim is in the notebook.
    $ ritual add tea --around "before bed" --joint
    tea is in the notebook.
    $ ritual add prayer --around breakfast --sacred
    prayer is in the notebook.
    $ ritual add vigil --around midnight --sacred
    vigil is in the notebook.
    $ ritual add run --around breakfast
    run is in the notebook.
    $ ritual retire run
    run is retired. `ritual resume run` whenever you like.
    $ ritual log journal
    journal, noted for today. #8
    ! note: journal is new here; `ritual undo` takes it back
    $ ritual anchors
    Around breakfast
      walk
      swim, together with Sam
    Around before bed
      tea, together
    $ ritual anchors --json
    {"schema":1,"report":"anchors","anchors":[{"around":"breakfast","rituals":[{"name":"walk"},{"name":"swim","joint":true,"with":"Sam"}]},{"around":"before bed","rituals":[{"name":"tea","joint":true}]}]}
    $ ritual help anchors
    Show your rituals, one of them, or a day

    Without a name, the rituals. With one, its reflections and its latest entries.
    With a day, what is noted on it, with the handles `edit` and `forget` take. With
    a handle, that entry as it was written.

    Usage: ritual show [OPTIONS] [NAME|DAY]

    Arguments:
      [NAME|DAY]  A ritual, a day (yesterday, monday, 2026-03-02), or the handle of
                  an entry

    Options:
          --on <DATE>        A day, whatever a ritual is called
          --around <MOMENT>  Rituals that go with this moment of the day
          --for <WORD>       Rituals that are for this
          --joint            Rituals you do with someone
          --history          How the ritual changed
          --reflections      What you marked and wrote of it, or of every ritual
          --by <WHAT>        Under the moments they go with, sacred ones left out
                             [possible values: moment]
          --on-this-day      What was written on this day in other years; on another
                             day with --on
          --all              Retired rituals as well
          --entries <N>      How many of the latest entries, and of the latest
                             reflections, to show with a ritual [default: 7]
          --last <N>         With --reflections: how many of the latest on a ritual
                             to look at [default: 10]
          --ascii            Draw with plain characters

    Examples:
      ritual show walk
      ritual show --on-this-day

    Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.
    "#);
}
