//! Help, version, and the command as clap sees it.

use crate::support::Home;

#[test]
fn the_first_screen() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["--help"]), @"
    A private notebook for what keeps you well, and for what two people agree on

    The day
      log NAME...       notes that a ritual was done; any name will do
      mood 3 WORDS      notes how it is: 1 to 5, words, or both
      checkin           asks a few things; any of them can be passed
      win, thank        note a win, or what you thank someone for
      undo, edit        take back, or change what was noted
    Looking back
      show [NAME|DAY]   your rituals, one of them, or a day
      review            a week, a month or a year on one page
      streaks           counts, runs and returns
      calendar, find    days as a picture; words in notes
      patterns          what came together, and how often by chance
    Between people
      boundaries        what is off-limits, to ask about first, offered
      month, support    what you set for the month; how you would like support
      people, offer     whom you turn to; what you offer, until a day
    Reminders and care
      remind            a note at a time you choose
      pause, resume     let a ritual rest, and go on
      care              where to turn in danger, and your own contacts
    `ritual help all` lists the rest
    ");
    assert!(home.ok(&["help"]).starts_with(&home.ok(&["--help"])));
    assert_eq!(home.ok(&["--version"]), "ritual 0.2.0\n");
    for line in home.ok(&["--help"]).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn one_command_whole() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["log", "--help"]), @r#"
    Note that a ritual was done

    `ritual log walk 20min "cold but clear"`, `ritual log run 5km swim yesterday`:
    an amount and several words in quotes belong to the ritual before them, a day to
    the whole line. A name that is new is added, one in a line; one that comes close
    to a known name is asked about. Without a name, on a terminal, it asks which.
    `ritual help typing` shows what is read.

    Usage: ritual log [OPTIONS] [NAME]...

    Arguments:
      [NAME]...  The rituals, each with what belongs to it: an amount, several words
                 in quotes

    Options:
          --around <MOMENT>  Ask which of the rituals of this moment
          --on <DATE>        The day, or several: yesterday, 1.9., -1, mon..wed
          --at <TIME>        The time of day: 7:30, 9pm
          --amount <N>       How much, with a unit or without: 20, 5km, 1h30, 72,4
          --as <TEXT>        What was done this time; it counts as the ritual
          --note [<TEXT>]    Your words; `-` reads stdin, without TEXT it asks
          --edit             Write the words in your editor
          --start            Begin a session: its minutes are noted when it stops
          --stop             End the session that was started, and note its minutes
          --once             Log at most once for the day
          --mood <1-5>       A mood in the same breath, 1 to 5
      -v, --verbose          Show the ritual's intention as well

    Examples:
      ritual log walk
      ritual log walk --amount 20min --note "cold but clear"

    Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.
    "#);
    assert_eq!(home.ok(&["help", "log"]), home.ok(&["log", "--help"]));
}
