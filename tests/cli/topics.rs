//! `ritual help TOPIC`

use crate::support::Home;
use crate::transcript;

#[test]
fn topics_are_texts_and_commands_keep_their_help() {
    let home = Home::new();
    insta::assert_snapshot!(home.ok(&["help", "privacy"]), @"
    What the file protects from, and what it does not

    The notebook is one file on this machine. Its mode lets its owner read it and no
    other user of the machine. There is no account, and nothing is sent anywhere.
    `ritual privacy` shows where the file is, how large it is, and what it holds by
    count.

    Someone who can log in as you can read it. So can the administrator of the
    machine, whoever holds a backup of it, and whoever opens the disk, unless the
    disk is encrypted.

    `ritual privacy` also names what no program in this place can answer for: shell
    history, the process list, backups, the terminal's scrollback, cron mail. Words
    typed after `--note` stay in the shell's history; `-`, `--edit` and the prompt
    leave none there.

    `ritual forget ID` deletes a row and leaves no byte of its words in the file; a
    hash of its identity and the time of its going stay, so that a deletion can be
    told from a row not seen so far. `ritual forget --all` removes the file with its
    side files and the backups made beside it. Deletion can be noticed all the same:
    a file that grew smaller, a backup that holds more, a line in the shell's
    history, a screen that was seen.

    The place for words that nobody else is to read is a device nobody else reaches.
    Where there is none, paper in a place of your own can be one.

    Sharing is for two people who both feel free to say no. Each item is picked
    alone, for one person, in the words it has then, and ends by itself.
    `ritual consent` shows what holds and ends it. What another has read may have
    been copied.

    Where someone reads along, demands to see this, or makes saying no unsafe, a
    domestic-abuse service knows what can be done, about devices too. In many
    countries one answers by day and by night, in confidence, to friends as well. A
    phone nobody else checks is the safer one to call from.
    ");
    // Without a terminal, as wide as most are.
    let wide = home.ok(&["help", "devices"]);
    assert!(
        wide.lines().all(|line| line.chars().count() <= 80),
        "{wide}"
    );
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
    ! hint: `ritual help` lists the topics and the first commands, `ritual help all` every command
    = 2
    $ ritual help priv
    ! error: there is no command and no topic 'priv'
    ! hint: `ritual help` lists the topics and the first commands, `ritual help all` every command
    = 2
    $ ritual help 🌧
    ! error: there is no command and no topic '🌧'
    ! hint: `ritual help` lists the topics and the first commands, `ritual help all` every command
    = 2
    $ ritual help boundaries nosuch
    ! error: unrecognized subcommand 'nosuch'
    ! hint: `ritual boundaries --help` shows what it takes
    = 2
    ");
}
