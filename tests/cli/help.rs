//! Help, version, and the command as clap sees it.

use crate::support::Home;

#[test]
fn the_first_screen() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["--help"]), @"
    A private notebook for the practices that keep you well, and for the boundaries you agree on

    Usage: ritual [OPTIONS] [COMMAND]

    Every day:
      log          Note that a ritual was done
      mood         Note how it is: a number, words, or any one field
      checkin      Check in with yourself: any field, or none
      win          Note a win, in your words
      winddown     Print your wind-down lines once, or set them
      today        Show what is noted today, or on another day
      undo         Take back the last command
      redo         Bring back what `undo` took
      edit         Change what you noted: the latest, or one by its handle
      forget       Delete an entry and every trace of it in the file

    Rituals:
      add          Describe a ritual before its first entry
      list         List your rituals
      show         Show one ritual, its reflections and its latest entries
      change       Change a ritual; what it was stays in its history
      merge        Make several rituals one
      history      Show how a ritual changed
      pause        Let a ritual rest, or all of them
      resume       End a rest, or bring a retired ritual back
      retire       Put a ritual away; its entries stay
      reflect      Note what a ritual is like for you
      try          Note something you try for a while, and what you found
      anchors      Show rituals by the moment they go with

    Between people:
      boundaries   Show or note what is off-limits, what to ask about first, what is offered
      month        Show, set or look back at a month
      support      Choose how you would like support, or nothing now
      hard         Show your plan for hard days, or set it
      talk         Show what there is to talk about, or add something
      offer        Offer something, until a day
      invite       Note that you invited someone around a ritual
      thank        Note what you thank someone for
      network      Show or note the people you turn to, and what for
      resource     Show or note books, groups and other things you came across
      phrases      Show your phrases, or add one
      vision       Show or set what being well is for you, in your words
      care         Show where to turn in danger, and your own contacts
      share        Share one item with a person, until a day
      unshare      Take back what is shared of an item
      consent      Show what you have given consent to, and end it

    Looking back:
      streaks      Show counts, runs and returns
      patterns     Show what came together, and how often by chance
      calendar     Show days as a picture: a year, a month, or a window
      gap          Show stretches of empty days, and the words noted around them
      find         Find words in notes, moods, boundaries and rituals
      revisit      Read a period again, in your own words
      review       Look at a week, a month or a year on one page, in the terminal or as HTML
      reflections  Show what you marked and wrote of your rituals
      wins         Show your wins, in your words
      thanks       Show whom you thanked, and what for

    Reminders:
      remind       Invite a note at a time of day, and end it again

    Your file:
      import       Bring rows in from a file
      export       Write the notebook out, whole or in part
      backup       Copy the notebook to a file that is checked after it is written
      restore      Put a backup in the notebook's place
      sync         Keep this notebook the same on all devices of yours
      doctor       Check the file from all sides
      privacy      Show what is stored where, and what is beyond this program
      config       Show or change settings
      completions  Print a script that completes commands, names and handles in your shell
      man          Print a man page, or write them all into a folder

          --db <FILE>     The notebook to use, instead of RITUAL_DB or the usual place
          --json          Print one JSON document
      -q, --quiet         Print no confirmation
          --color <WHEN>  Whether to use bold and faint type [possible values: auto, always, never]
          --no-input      Ask nothing, even on a terminal
      -h, --help          Print help
      -V, --version       Print version

    Bare `ritual` shows today. `ritual help COMMAND` shows one command whole. `ritual help
    privacy`, `ritual help scripts`, `ritual help rhythms`, `ritual help devices` say more.
    ");
    assert_eq!(home.ok(&["help"]), home.ok(&["--help"]));
    assert_eq!(home.ok(&["--version"]), "ritual 0.2.0\n");
    for line in home.ok(&["--help"]).lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn one_command_whole() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["log", "--help"]), @"
    Note that a ritual was done

    A name that is new is added, with no rhythm. One that comes close to a known name is asked about. A
    beginning is enough where one name alone begins so. A name of several words stands in quotes.

    Usage: ritual log [OPTIONS] <NAME>...

    Arguments:
      <NAME>...
              The rituals, by name

    Options:
          --on <DATE>
              The day: 2026-03-02, yesterday, monday, '3 days ago'

          --at <TIME>
              The time of day: 07:30

          --amount <N>
              How much, with the ritual's unit or without: 20, 20min

          --as <TEXT>
              What was done this time, in your words; it counts as the ritual

          --note [<TEXT>]
              Your words; `-` reads them from stdin, and without TEXT it asks

          --edit
              Write the words in your editor

          --once
              Log at most once for the day

          --mood <1-5>
              A mood in the same breath, 1 to 5

      -v, --verbose
              Show the ritual's intention as well

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
    ");
    assert_eq!(home.ok(&["help", "log"]), home.ok(&["log", "--help"]));
}
