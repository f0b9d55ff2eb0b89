//! Texts of `ritual help TOPIC`, the same for whoever reads them.

/// The topics, by name.
pub const TOPICS: [(&str, &str); 4] = [
    ("privacy", PRIVACY),
    ("scripts", SCRIPTS),
    ("rhythms", RHYTHMS),
    ("devices", DEVICES),
];

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
  ritual remind now | while read -r line; do notify-send \"$line\"; done

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
