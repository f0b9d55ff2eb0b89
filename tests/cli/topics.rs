//! `ritual help TOPIC`

use crate::support::Home;
use crate::transcript;

#[test]
fn topics_are_texts_and_commands_keep_their_help() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["help", "privacy"]), @"
    What the file protects from, and what it does not

    The notebook is one file on this machine. Its mode lets its owner read it and no other user of the
    machine. There is no account, and nothing is sent anywhere. `ritual privacy` shows where the file
    is, how large it is, and what it holds by count.

    Someone who can log in as you can read it. So can the administrator of the machine, whoever holds a
    backup of it, and whoever opens the disk, unless the disk is encrypted.

    What `ritual forget` deletes is gone from the file to the last byte. Deletion can be noticed all the
    same: a file that grew smaller, a backup that holds more, a line in the shell's history, a screen
    that was seen.

    The place for words that nobody else is to read is a device nobody else reaches. Where there is
    none, paper in a place of your own can be one.

    Sharing is for two people who both feel free to say no. Each item is picked alone, for one person,
    in the words it has then, and ends by itself. `ritual consent` shows what holds and ends it. What
    another has read may have been copied.

    Where someone reads along, demands to see this, or makes saying no unsafe, a domestic-abuse service
    knows what can be done, about devices too. In many countries one answers by day and by night, in
    confidence, to friends as well. A phone nobody else checks is the safer one to call from.
    ");
    insta::assert_snapshot!(home.ok(&["help", "scripts"]), @r#"
    For scripts and for cron

    A script is asked nothing: without a terminal, or with --no-input, a command that lacks something
    says so and ends. Data goes to stdout, talk to stderr. --quiet leaves confirmations out; --json
    gives one document with "schema": 1.

    Exit codes
      0  done
      1  not found, or refused
      2  not understood
      3  another command held the file; nothing was written
      4  damaged, newer, or no notebook
      5  the disk is full or not writable

    Lines that are at home in scripts
      ritual log NAME --once          notes a ritual at most once a day
      ritual mood - < words           private text by stdin, out of reach of `ps`
      ritual checkin --mood 3 --energy 2 --giving 1
      ritual boundaries check TEXT    exit 0 where it is off-limits, 1 where not
      ritual boundaries clear TEXT    exit 0 where nothing speaks against it, 1 where an area does,
                                      4 where there is no notebook to ask
      ritual remind now               what you invited and whose time has come, else nothing
      ritual remind now --window 15m --exit-code
      ritual export shareable --yes   exactly what is shared

    `ritual remind now` says each time once, however many run at once, so it can run every five minutes
    and at the start of a shell. `ritual remind cron`, `ritual remind systemd` and `ritual remind at`
    print lines to paste. On a desktop, this shows them as they come:
      ritual remind now --neutral | while read -r line; do notify-send "$line"; done

    --now 2026-03-02T07:30:00+01:00, or RITUAL_NOW, sets the clock for a test.
    "#);
    insta::assert_snapshot!(home.ok(&["help", "rhythms"]), @"
    Rhythms

    A rhythm describes how often a ritual comes round. It is a description and no duty: a ritual without
    one is as whole as any other, and most of the notebook pays no attention to it.

      none           the default
      daily          every day
      3/week         on three days of a week, whichever they are; 1 to 7
      2/month        on two days of a month; 1 to 31
      mon,wed,fri    on these days
      every 3 days   with two days between; 1 to 366

    `ritual add NAME --rhythm 3/week` gives one. `ritual change NAME --rhythm daily` begins another from
    today; the days before keep the rhythm they had. Resting days count as rest, in any rhythm.

    `ritual streaks` speaks of runs in the unit of the rhythm: days, weeks, months, named days. With
    `ritual config runs off` it speaks of counts alone. A rhythm brings no reminder; those are invited,
    by `ritual remind invite`.
    ");
    for topic in ["privacy", "scripts", "rhythms", "devices", "patterns"] {
        let text = home.ok(&["help", topic]);
        assert!(text.lines().all(|l| l.chars().count() <= 100), "{topic}");
        assert_eq!(home.ok(&["--no-input", "help", topic]), text);
    }
    assert_eq!(home.ok(&["help", "log"]), home.ok(&["log", "--help"]));
    assert_eq!(
        home.ok(&["help", "boundaries", "add"]),
        home.ok(&["boundaries", "add", "--help"])
    );
    assert!(
        home.ok(&["privacy", "--help"])
            .contains("Usage: ritual privacy")
    );
    assert!(!home.db().exists());
}

#[test]
fn texts_that_speak_of_two_people_say_for_whom() {
    let home = Home::new();
    for line in [
        "help boundaries",
        "help support",
        "help offer",
        "help share",
        "help privacy",
    ] {
        let text = home.ok(&line.split(' ').collect::<Vec<_>>());
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.to_lowercase()
                .contains("for two people who both feel free to say no"),
            "{line}: {text}"
        );
    }
}

#[test]
fn an_unknown_topic_lists_the_topics() {
    transcript!(r#"
        help nosuch
        help priv
        help 🌧
        help boundaries nosuch
    "#, @"
    $ ritual help nosuch
    ! error: there is no command and no topic 'nosuch'
    ! hint: topics: privacy, scripts, rhythms, devices, patterns; `ritual --help` lists the commands
    = 2
    $ ritual help priv
    ! error: there is no command and no topic 'priv'
    ! hint: topics: privacy, scripts, rhythms, devices, patterns; `ritual --help` lists the commands
    = 2
    $ ritual help 🌧
    ! error: there is no command and no topic '🌧'
    ! hint: topics: privacy, scripts, rhythms, devices, patterns; `ritual --help` lists the commands
    = 2
    $ ritual help boundaries nosuch
    ! error: unrecognized subcommand 'nosuch'
    ! hint: `ritual boundaries --help` shows what it takes
    = 2
    ");
}
