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
    Show rituals by the moment they go with

    Around breakfast, before bed: the moments `ritual add NAME --around MOMENT` names. Moments, and no
    clock times.

    Usage: ritual anchors [OPTIONS]

    Options:
      -h, --help
              Print help (see a summary with '-h')

    Common options:
          --db <FILE>
              The notebook to use, instead of RITUAL_DB or the usual place

          --json
              Print one JSON document

      -q, --quiet
              Print no confirmation

          --color <WHEN>
              Whether to use bold and faint type
              
              [possible values: auto, always, never]

          --no-input
              Ask nothing, even on a terminal
    "#);
}
