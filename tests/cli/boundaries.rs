//! `ritual boundaries`

use crate::support::Home;
use crate::transcript;

#[test]
fn off_limits_comes_first() {
    transcript!(r#"
        boundaries
        boundaries add "tea and quiet" --offered --note "any evening"
        boundaries add calls at work --ask-first --with Sam --agreed 2026-03-04
        boundaries add "reading my notebook" --off-limits --with Sam --agreed 2026-03-04 --revisit 2026-12-01
        boundaries
        boundaries list
        boundaries --off-limits
        boundaries --with sam
        boundaries add "Reading my notebook" --offered --with SAM
    "#, @r#"
    $ ritual boundaries
    No boundaries noted here. `ritual boundaries add AREA --off-limits` notes one.
    $ ritual boundaries add "tea and quiet" --offered --note "any evening"
    Offered: tea and quiet: "any evening". #1
    $ ritual boundaries add calls at work --ask-first --with Sam --agreed 2026-03-04
    Ask first: calls at work (with Sam, agreed 4 March). #2
    $ ritual boundaries add "reading my notebook" --off-limits --with Sam --agreed 2026-03-04 --revisit 2026-12-01
    Off-limits: reading my notebook (with Sam, agreed 4 March, revisit 1 December). #3
    $ ritual boundaries
    Off-limits
      reading my notebook (with Sam, agreed 4 March, revisit 1 December) #3
    Ask first
      calls at work (with Sam, agreed 4 March) #2
    Offered
      tea and quiet: "any evening" #1
    $ ritual boundaries list
    Off-limits
      reading my notebook (with Sam, agreed 4 March, revisit 1 December) #3
    Ask first
      calls at work (with Sam, agreed 4 March) #2
    Offered
      tea and quiet: "any evening" #1
    $ ritual boundaries --off-limits
    Off-limits
      reading my notebook (with Sam, agreed 4 March, revisit 1 December) #3
    $ ritual boundaries --with sam
    Off-limits
      reading my notebook (with Sam, agreed 4 March, revisit 1 December) #3
    Ask first
      calls at work (with Sam, agreed 4 March) #2
    $ ritual boundaries add "Reading my notebook" --offered --with SAM
    ! error: 'reading my notebook' is noted here as off-limits
    ! hint: `ritual boundaries change 3` changes it
    = 1
    "#);
}

#[test]
fn the_earlier_wording_stays() {
    transcript!(r#"
        @ 2026-03-04T12:00:00Z
        boundaries add "reading my notebook" --off-limits --with Sam --agreed today
        @ 2026-06-01T12:00:00Z
        boundaries change 1 --ask-first --area "reading my open notebook" --revisit 2026-09-01
        boundaries change 1 --ask-first
        boundaries history 1
        @ 2026-09-02T12:00:00Z
        today
        boundaries retire "reading my open notebook"
        boundaries
        boundaries --all
        boundaries history 1
        boundaries change 9 --offered
    "#, @r#"
    $ ritual boundaries add "reading my notebook" --off-limits --with Sam --agreed today
    Off-limits: reading my notebook (with Sam, agreed 4 March). #1
    $ ritual boundaries change 1 --ask-first --area "reading my open notebook" --revisit 2026-09-01
    Ask first: reading my open notebook (with Sam, agreed 4 March, revisit 1 September). #1
    $ ritual boundaries change 1 --ask-first
    Ask first: reading my open notebook (with Sam, agreed 4 March, revisit 1 September). #1
    Nothing was changed.
    $ ritual boundaries history 1
    reading my open notebook
      noted here on [DAY], agreed 4 March
      1 June, area "reading my notebook" became "reading my open notebook" (noted here on [DAY])
      1 June, revisit 1 September (noted here on [DAY])
      1 June, stance "off-limits" became "ask-first" (noted here on [DAY])
    $ ritual today
    Wednesday 2 September
      Ask first: reading my open notebook (with Sam, agreed 4 March, revisit 1 September) #1
    $ ritual boundaries retire "reading my open notebook"
    Ask first: reading my open notebook (with Sam, agreed 4 March, revisit 1 September, retired 2 September). #1
    $ ritual boundaries
    Nothing here fits that; `--all` shows every one.
    $ ritual boundaries --all
    Ask first
      reading my open notebook (with Sam, agreed 4 March, revisit 1 September, retired 2 September) #1
    $ ritual boundaries history 1
    reading my open notebook
      noted here on [DAY], agreed 4 March
      1 June, area "reading my notebook" became "reading my open notebook" (noted here on [DAY])
      1 June, revisit 1 September (noted here on [DAY])
      1 June, stance "off-limits" became "ask-first" (noted here on [DAY])
      2 September, retired (noted here on [DAY])
    $ ritual boundaries change 9 --offered
    ! error: no boundary has the handle or area '9'
    ! hint: `ritual boundaries --all` shows their handles, such as #3
    = 1
    "#);
}

#[test]
fn scripts_can_ask() {
    let home = Home::new();
    home.ok(&["boundaries", "add", "Reading my notebook", "--off-limits"]);
    home.ok(&["boundaries", "add", "my notebook paper", "--offered"]);
    let asked = |text: &str| home.run(&["boundaries", "check", text]);
    let both = asked("NOTEBOOK");
    assert_eq!(both.code, 0);
    insta::assert_snapshot!(both.out, @"
    Off-limits: Reading my notebook. #1
    Offered: my notebook paper. #2
    ");
    let offered = asked("paper");
    assert_eq!((offered.code, offered.err.as_str()), (1, ""));
    assert!(
        offered.out.starts_with("Offered: my notebook paper."),
        "{offered:?}"
    );
    assert_eq!(
        asked("kitchen"),
        crate::support::Said {
            out: String::new(),
            err: String::new(),
            code: 1
        }
    );
    assert_eq!(asked("").code, 2);
    let json = home.json(&["boundaries", "--off-limits"]);
    assert_eq!(
        (json["schema"].as_i64(), json["report"].as_str()),
        (Some(1), Some("boundaries"))
    );
    assert_eq!(json["boundaries"][0]["area"], "Reading my notebook");
    assert_eq!(json["boundaries"].as_array().map(Vec::len), Some(1));
}
