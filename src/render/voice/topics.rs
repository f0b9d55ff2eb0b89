//! Texts of `ritual help`. A topic is a page of `docs/help`, so that it can be read there as well.

/// The topics by name, in Markdown.
macro_rules! topics {
    ($($name:literal)*) => {
        pub const TOPICS: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../docs/help/", $name, ".md")))),*
        ];
    };
}

topics!(
    "tour" "typing" "rhythms" "patterns" "agreements" "keeping" "reminders" "prompt" "scripts" "json" "imports"
    "formats" "exports" "backups" "sql" "privacy" "devices"
);

/// What `ritual --help` prints.
pub const FIRST_SCREEN: &str = "\
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
";

/// Above the commands of `ritual help all`.
pub const ALL_COMMANDS: &str = "Commands; `ritual help COMMAND` shows one whole\n";
/// Above the commands of `ritual help file`.
pub const FILE_COMMANDS: &str = "Commands for the file; `ritual help COMMAND` shows one whole\n";
/// Under the options of a command.
pub const COMMON_OPTIONS: &str =
    "Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.";
/// Above the topics.
pub const TOPIC_LIST: &str = "Topics; `ritual help TOPIC` shows one\n";
