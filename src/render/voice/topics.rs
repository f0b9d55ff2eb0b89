//! Texts of `ritual help TOPIC`, the same for whoever reads them.

/// The topics, by name.
pub const TOPICS: [(&str, &str); 5] = [
    ("privacy", PRIVACY),
    ("scripts", SCRIPTS),
    ("rhythms", RHYTHMS),
    ("devices", DEVICES),
    ("patterns", PATTERNS),
];

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
/// Above the formats of `ritual help formats`.
pub const FORMATS: &str = "Files of other programs; `ritual import FORMAT FILE` brings one in, `auto` tells which it is\n\n";
/// Under them.
pub const MADE_OF: &str = "
A ritual here without any description takes the file's. Days marked as not done are no entries,
resting days become pauses, archived habits retired rituals; fields without a place here are kept
beside the row.
";
/// Under the options of a command.
pub const COMMON_OPTIONS: &str =
    "Every command takes --db FILE, --json, --quiet, --color WHEN and --no-input.";

const PRIVACY: &str = "\
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
";

const SCRIPTS: &str = "\
For scripts and for cron

A script is asked nothing: without a terminal, or with --no-input, a command that lacks something
says so and ends. Data goes to stdout, talk to stderr. --quiet leaves confirmations out; --json
gives one document with \"schema\": 1.

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
  ritual remind now --neutral | while read -r line; do notify-send \"$line\"; done

--now 2026-03-02T07:30:00+01:00, or RITUAL_NOW, sets the clock for a test.
";

const RHYTHMS: &str = "\
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
";

const DEVICES: &str = "\
One notebook on several devices of yours

An encrypted home keeps the notebook and the key of its sync from whoever has the disk, or the
machine switched off. It keeps neither from whoever is at the machine while you are logged in, from
programs that run as you, or from copies elsewhere. That holds for each device that joins.

Each device has the whole notebook and works without the others. `ritual sync` leaves what it knows
in a place they share, sealed with one key, and takes in what the others left. Of two changes of one
field the later stays, and a deletion stays one. There is no server and no account: something you
have anyway moves the files.

A folder that Syncthing or a cloud drive keeps the same on your devices
  ritual sync init ~/Sync/ritual                    on the first; this makes the key
  ritual sync key > key                             the key, in a file that you carry over
  ritual sync join ~/Sync/ritual --key-file key     on the next; the file can go then
  ritual sync                                       on each, from then on

A stick: the same, with a folder on it. While it is not in, `ritual sync` ends with exit 5, and what
is new waits.

git over ssh, with a bare repository on a machine of yours
  ssh host git init --bare ritual.git
  ritual sync init git host:ritual.git
  ritual sync join git host:ritual.git --key-file key

Every quarter of an hour, by cron
  */15 * * * * ritual sync -q

`ritual sync --dry-run` says what would come and go. `ritual sync status` shows the devices, what is
not sent so far, and files that do not open. `ritual sync leave DEVICE` takes away the files of a
device that is gone, and `ritual sync renew` changes the key.

What is forgotten goes from the folder with the next sync of the device that forgot it, and from the
other devices with theirs. Versions that a cloud drive or a git host keeps are beyond this program.
`ritual forget --all` leaves the sync and takes this device's files along; the other devices keep
what they have.

Whoever has the key reads every word. For two people this is not the door: joining shows all of both
notebooks to both. `ritual share` picks one item at a time.
";

const PATTERNS: &str = "\
What came together, and how far chance goes

Say you noted a mood on 93 days and walked on 41 of them. Then `ritual patterns` may say:

  Clear of chance
    walk · mood      0.9 higher on days with it (0.6 to 1.2); 41 days with, 52 without
                     the day before 0.1 higher (-0.2 to 0.4), the day after 0.2 higher (-0.1 to 0.5)

0.9 is in the steps of your own scale: a mood of nearly 4 on days with a walk where it was 3 without
one, the same weekdays and seasons compared. The notes allow some room about it, from 0.6 to 1.2.
The second line says the same of the day before a walk and the day after. Where the day before is
higher too, the lighter days may have brought the walks.

  Leaning, could be chance
    tea · energy     0.4 higher on days with it (0.1 to 0.7); 30 days with, 63 without

Light days follow light days and heavy days heavy ones, so a ritual can meet a light week by
accident; and where sixty things are compared, some meet. What is clear of chance is more than that:
among notebooks in which nothing came together, fewer than one in a hundred says clear. What leans
is a guess, and the last lines say how many would lean by chance alone.

  Cannot be told from these notes
    journal · mood   a gap under about 0.9 would not show yet

Journaling may go with much or with nothing here. Had it gone with a gap of 0.9, these notes would
have shown it, in about four of five such notebooks. A gap of half a step takes about a year.

A comparison opens at 28 noted days, 7 with and 7 without, and 4 changes between them. Amounts are
compared too (45 min against 20), measures with each other, and words on the same days. Whoever
looks each week looks often: what is clear one week can be open the next.

  ritual patterns --full            every row, weekdays and spread
  ritual patterns walk              the rows of one ritual; what was compared stays the same
  ritual patterns --around lunch    the rituals of one moment; --for WORD and --joint as well
  ritual patterns --next-day        the measure of the day after
  ritual patterns --among work      on days with that word alone

One thing asked beforehand is told from its own days alone, and takes fewer of them:

  ritual try \"walk before work\" --subject walk --watch mood --until 2026-06-30 --coin

Its answer comes when the last day is over. With --coin, `ritual try` says each day what a coin
says: with or without. That is a choice and no duty; a day that went otherwise counts as it went.
Days dealt by a coin tell more than days as they fell: a coin does not know what kind of day it is.

All of it says what came together, not why. docs/patterns.md in the sources has the definition.
";
