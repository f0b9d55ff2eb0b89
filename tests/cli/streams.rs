//! Data on stdout, talk on stderr, weight without colour.

use crate::support::Home;

#[test]
fn quiet_silences_confirmations_and_not_reports() {
    let home = Home::new();
    let said = home.run(&["-q", "log", "walk"]);
    assert_eq!(
        (said.out.as_str(), said.err.as_str(), said.code),
        ("", "", 0)
    );
    assert!(!home.ok(&["-q", "today"]).is_empty());
}

#[test]
fn colour_is_weight_alone_and_can_be_had_or_not() {
    let home = Home::new();
    home.ok(&["log", "walk"]);
    let plain = home.ok(&["today"]);
    let styled = home.ok(&["today", "--color", "always"]);
    assert!(!plain.contains('\u{1b}') && styled.contains("\u{1b}[1m"));
    let codes = regex::Regex::new("\u{1b}\\[([0-9;]*)m").expect("a pattern");
    assert!(
        codes
            .captures_iter(&styled)
            .all(|c| ["0", "1", "2"].contains(&&c[1])),
        "no hue: {styled:?}"
    );
    assert_eq!(codes.replace_all(&styled, ""), plain);
    let mut no_color = home.command(&["today"]);
    no_color.env("NO_COLOR", "1");
    assert_eq!(crate::support::said(no_color).out, plain);
}

/// On a terminal of 40 columns every line of a table fits, in any script.
#[test]
fn a_narrow_terminal() {
    let home = Home::new();
    home.ok(&[
        "add",
        "evening walk",
        "--intention",
        "calm before the night begins to fall",
        "--rhythm",
        "3/week",
    ]);
    home.ok(&["add", "مشي", "--intention", "🧘🧘🧘 هدوء"]);
    let shown = home.typed("list", "", 40).out;
    assert!(shown.contains("3/week"), "{shown}");
    for line in shown.lines() {
        let width: usize = line
            .trim_end()
            .chars()
            .map(|c| if c as u32 >= 0x1F000 { 2 } else { 1 })
            .sum();
        assert!(width <= 40, "{width}: {line:?}");
    }
}

#[test]
fn a_terminal_is_asked_and_a_script_is_not() {
    let home = Home::new();
    assert!(home.ok(&["mood"]).starts_with("No mood notes"));
    let asked = |args: &str, keys: &str| home.typed(args, keys, 0).out;
    let said = asked("mood", "4 a walk before work\n");
    assert!(
        said.contains("mood 1 to 5") && said.contains("Noted: mood 4"),
        "{said}"
    );
    let said = asked("log walk --note", "cold but clear\n");
    assert!(said.contains("walk, noted for today"), "{said}");
    let notes = home.json(&["show", "walk"])["latest"][0]["note"].clone();
    assert_eq!(notes, "cold but clear");
    let said = asked("forget 1", "n\n");
    assert!(
        said.contains("forget for good?") && said.contains("Nothing was forgotten"),
        "{said}"
    );
    let said = asked("--no-input mood", "2\n");
    assert!(said.contains("4 at") && !said.contains("1 to 5"), "{said}");
}

#[test]
fn quiet_never_silences_a_guess() {
    crate::transcript!(r#"
        -q log walk
        -q log morning
        -q change morning --name dawn
        -q boundaries add "phone at dinner" --off-limits
        -q reflect wa --feels mixed
        -q pause wa
        -q resume wa
        -q retire wa
        -q change mor --intention light
        -q month set --personal read --ritual wa
        -q remind invite wa --at 21:00
        -q offer --to-join wa --to Sam
        -q boundaries retire phone
        -q forget --ritual morning --yes
        -q pause walk
        -q resume '#1'
        -q streaks wa
    "#, @r#"
    $ ritual -q log walk
    $ ritual -q log morning
    $ ritual -q change morning --name dawn
    $ ritual -q boundaries add "phone at dinner" --off-limits
    $ ritual -q reflect wa --feels mixed
    ! note: 'wa' is taken for walk
    $ ritual -q pause wa
    ! note: 'wa' is taken for walk
    $ ritual -q resume wa
    ! note: 'wa' is taken for walk
    $ ritual -q retire wa
    ! note: 'wa' is taken for walk
    $ ritual -q change mor --intention light
    ! error: no ritual is called 'mor'
    ! hint: `ritual show` shows the names there are
    = 1
    $ ritual -q month set --personal read --ritual wa
    ! note: 'wa' is taken for walk
    $ ritual -q remind invite wa --at 21:00
    ! note: 'wa' is taken for walk
    ! error: walk is retired
    ! hint: `ritual resume walk` brings it back
    = 1
    $ ritual -q offer --to-join wa --to Sam
    ! note: 'wa' is taken for walk
    $ ritual -q boundaries retire phone
    ! note: 'phone' is taken for phone at dinner
    $ ritual -q forget --ritual morning --yes
    ! note: 'morning' is taken for dawn
    $ ritual -q pause walk
    $ ritual -q resume '#1'
    $ ritual -q streaks wa
    walk: 1 entry, today.
    ! note: 'wa' is taken for walk
    "#);
}
