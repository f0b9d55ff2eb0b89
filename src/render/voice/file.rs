//! The file: what was taken back and forgotten, what a look into it found, what went out of it and
//! came in, and what its other devices have.

use super::{after, by_handle, capital, count, days, in_brackets, listed, quoted, some};
use crate::domain::left::Left;
use crate::domain::record::Kind;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::import::{Column, Import};
use chrono::{NaiveDate, NaiveTime};
use std::path::Path;

/// `` `log walk`, `mood 3 …` ``: lines as they were typed.
pub fn command_lines(typed: &[String]) -> String {
    listed(typed.iter().map(|typed| format!("`{}`", line(typed))))
}

/// What was taken back, or stands again.
pub fn turned(typed: &[String], back: bool) -> String {
    let said = match (back, typed.len()) {
        (true, 1) => "is taken back",
        (true, _) => "are taken back",
        (false, 1) => "stands again",
        (false, _) => "stand again",
    };
    format!("{} {said}.\n", command_lines(typed))
}

pub fn turn_again(back: bool) -> &'static str {
    match back {
        true => "`ritual redo` brings it back.",
        false => "`ritual undo` takes it back again.",
    }
}

/// A command that is kept, in a list of them; `n` is how many to take back to come before it.
pub fn step(
    n: Option<usize>,
    stays: bool,
    typed: &[String],
    row: Option<&str>,
    at: Option<&str>,
) -> String {
    let what = match (stays, n) {
        (true, _) => STOPS_HERE.to_owned(),
        (false, None) => command_lines(typed) + " (taken back)",
        (false, Some(_)) => command_lines(typed),
    };
    let (n, row) = (after("", n), after(": ", row));
    format!("{n:>2}  {what}{row}, {}\n", at.unwrap_or_default())
}

/// `the ritual walk and its 38 entries since 31 August`
pub fn whole_ritual(
    name: &str,
    entries: u64,
    first: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let entries = match (entries, first) {
        (0, _) | (_, None) => String::new(),
        (1, Some(day)) => format!(" and its entry of {}", dates::day(day, today)),
        (n, Some(day)) => format!(" and its {n} entries since {}", dates::day(day, today)),
    };
    format!("the ritual {}{entries}", line(name))
}

/// `what` names the row without its words.
pub fn forgotten(what: &str, rows: usize) -> String {
    match rows {
        1 => format!("Forgotten: {what}, and every trace of it in the file."),
        n => format!(
            "Forgotten: {what}, {n} rows with what hung on it, and every trace of them in the file."
        ),
    }
}

pub const NO_STEPS: &str = "Nothing is kept to take back.";
/// In the list of commands, for one that leaves nothing to take back, whatever it was.
pub const STOPS_HERE: &str = "(nothing to take back)";
pub const STEPS_UPGRADED: &str = "The commands before the upgrade are no longer kept.";

pub const NOT_TAKEN_BACK: &str = "Nothing was taken back.";

/// What became of a row that was not simply taken back.
pub const IS_BACK: &str = ", here again";
pub const AS_BEFORE: &str = ", as before";
/// A ritual that is not taken back, where a device noted more of it.
pub const STAYS: &str = ", stays: more of it came from another device";

/// A field that a row is without: `not retired` of what it was, `no amount` of what it had.
pub fn unset(field: &str) -> String {
    match field {
        "as" => "no variation".to_owned(),
        "sacred" | "shared" | "retired" | "closed" | "reviewed" | "cleared" => {
            format!("not {field}")
        }
        "agreed" | "checked" => format!("no day {field}"),
        "enjoyed" => "no number for enjoyed".to_owned(),
        had => format!("no {had}"),
    }
}

/// `  walk, noted for today #12`, `  the ritual walk (intention), as before #3`
pub fn turned_row(what: &str, fields: &[String], now: &str, handle: i64) -> String {
    let fields = in_brackets(fields.iter().map(|field| line(field)));
    by_handle(&format!("  {what}{fields}{now}"), handle) + "\n"
}

pub fn and_more(rows: usize) -> String {
    format!("And {rows} more.")
}

/// Hits beyond those shown.
pub fn more_found(rows: usize) -> String {
    let rows = count(rows, "earlier row has", "earlier rows have");
    format!("{rows} it too; `--limit N` shows more.")
}

/// How large the file is, and who may look in.
pub fn file_and_folder(bytes: u64, modes: Option<(&str, &str)>) -> String {
    match modes {
        Some((file, folder)) => format!("{bytes} bytes, mode {file}, in a folder of mode {folder}"),
        None => format!("{}, readable by you alone", NOT_MADE),
    }
}

pub const NOT_SENT: &str = "No account, no network, nothing sent anywhere.";
pub const IN_PLAIN_WORDS: &str =
    "What you noted, in plain words. `ritual privacy --tables` says what lies where.";
pub const FORGET_LEAVES: &str = "`ritual forget ID` leaves no byte of a row's words in the file. A hash of its uid and the time it went stay, so that another copy of the notebook can learn that it went.";

pub fn page_written(path: &Path) -> String {
    format!("The page is in {}.", file(path))
}

pub const NOT_FORGOTTEN: &str = "Nothing was forgotten.";
pub const BEYOND_REACH: &str = "Beyond reach from here: exports, backups in other folders, copies made by system backups and snapshots, shell history, terminal scrollback, mail from cron.";

pub fn removed(path: &Path) -> String {
    format!("Removed {}.", file(path))
}

/// What was typed is what stands there.
pub fn as_it_was(what: &str) -> String {
    format!("{what}, as it was.")
}

/// A row as it is after an edit, with the words where those were changed:
/// `Now: walk, noted for today at 08:00: "cold".`
pub fn now(row: &str, at: Option<NaiveTime>, words: Option<&str>) -> String {
    let at = after(" at ", at.map(dates::time));
    match words {
        None => format!("Now: {row}{at}."),
        Some("") => format!("Now: {row}{at}, without words."),
        Some(words) => format!("Now: {row}{at}: {}.", quoted(words)),
    }
}

/// A file that stays, of which it is not known whose it is.
pub fn left(path: &Path) -> String {
    format!("Left in place: {}.", file(path))
}

/// What became of reading every row.
pub fn rows_read(rows: u64, sound: bool) -> String {
    match (sound, rows) {
        (true, 1) => "Its row is sound.".to_owned(),
        (true, rows) => format!("All {rows} rows are sound."),
        (false, rows) => format!("{} read", count(rows, "row", "rows")),
    }
}

/// Of a notebook that is no file so far.
pub const NOT_MADE: &str = "not made so far; the first entry makes it";
/// Where nothing was found.
pub const SOUND: &str = "Every check came back sound.";
/// The remedy for what a repair leaves as it is.
pub const SALVAGE: &str = "`ritual export jsonl --salvage` writes every row that reads, `ritual restore` brings a backup back";
/// What a repair can put right.
pub const REPAIR: &str = "`ritual doctor --repair` makes indexes anew and takes rows that read as they are, after a copy of the file";

/// `row` names the table and the handle.
pub fn differs(row: &str) -> String {
    format!("{row} does not match its checksum: it changed without this program")
}

pub fn gone(handle: i64) -> String {
    format!("#{handle} stands in an index, and its row cannot be read")
}

pub fn torn(table: &str) -> String {
    format!("some page of {table} cannot be read; rows on it may have gone without a name")
}

pub fn wide_mode(what: &str, mode: u32) -> String {
    format!("{what} has mode {mode:o}: others on this machine may look in")
}

/// On stderr, where a reader is in the way of a write.
pub const STAYS_IN_WAL: &str = "another program set the notebook to WAL mode and has it open; it was written as it is, and goes back when that has ended";
pub const IN_WAL: &str = "another program set the file to WAL mode";

pub fn owner(name: &str) -> String {
    format!("the file belongs to {name}")
}

pub fn beyond(bytes: u64) -> String {
    let lie = count(bytes, "byte lies", "bytes lie");
    format!("{lie} behind the last page, and nothing reads them")
}

/// `why` is what a write was refused with.
pub fn closed(why: &str) -> String {
    format!("nothing can be written: {why}")
}

pub fn side_file(path: &Path) -> String {
    let path = path.display();
    format!("{path} is beside it, from a writer at work or one that was killed")
}

pub fn draft(path: &Path) -> String {
    let path = path.display();
    format!("{path} is the draft of a command that was killed")
}

pub fn words_left(path: &Path) -> String {
    let path = path.display();
    format!("words from an editor whose command was ended are in {path}")
}

/// What a repair did with them.
pub const WORDS_REMOVED: &str = "words left by an editor, removed";

pub fn ahead(day: NaiveDate, today: NaiveDate) -> String {
    let day = dates::day(day, today);
    format!("the latest change is stamped {day}, ahead of this machine's clock")
}

/// `completion #4, #9: the same in everything`.
pub fn alike(kind: &str, handles: &[i64]) -> String {
    let handles = listed(handles.iter().map(|id| format!("#{id}")));
    format!("{kind} {handles} have the same content")
}

pub fn last_backup(day: NaiveDate, today: NaiveDate, file: &str) -> String {
    format!("last backup {}: {}", dates::day(day, today), line(file))
}

pub fn old_backup(day: NaiveDate, today: NaiveDate) -> String {
    let ago = days((today - day).num_days().abs());
    format!("the latest is of {}, {ago} ago", dates::day(day, today))
}

pub const OTHERS: &str =
    "those beside it are of another notebook that had this name; this one was begun after it";

pub fn no_backup(day: NaiveDate, today: NaiveDate) -> String {
    let day = dates::day(day, today);
    format!("none is beside it, and its first row is of {day}")
}

/// `Repaired: indexes made anew (1).`
pub fn repaired(what: &str, times: usize) -> String {
    format!("Repaired: {what} ({times}).")
}

pub const NOTHING_REPAIRED: &str = "There is nothing here that a repair changes.";

pub fn copy_before(copy: &str) -> String {
    format!("The file as it was is kept in {}.", line(copy))
}

/// The heading of the notebook as a page to read.
pub const NOTEBOOK: &str = "Notebook";

/// The heading over rows of a noun that have no day.
pub fn heading(kind: Kind) -> String {
    match kind {
        Kind::Config => "Settings".to_owned(),
        Kind::Ritual => "Rituals".to_owned(),
        Kind::Boundary => "Boundaries".to_owned(),
        Kind::MonthLine => "Months".to_owned(),
        Kind::Person => "People".to_owned(),
        Kind::Resource => "Resources".to_owned(),
        other => capital(other.as_str()),
    }
}

/// Where a file is, as it is said.
pub fn file(path: &Path) -> String {
    line(&path.display().to_string())
}

/// `Wrote PATH, 41 rows.`
pub fn exported(path: &Path, rows: usize) -> String {
    match rows {
        0 => format!("Wrote {}; no row fits what was asked for.", file(path)),
        n => format!("Wrote {}, {}.", file(path), count(n, "row", "rows")),
    }
}

/// `Backed up 41 rows to PATH (61440 bytes, read back and compared).`
pub fn backed_up(path: &Path, rows: usize, bytes: usize) -> String {
    let rows = match rows {
        0 => "the notebook".to_owned(),
        n => count(n, "row", "rows"),
    };
    let path = file(path);
    format!("Backed up {rows} to {path} ({bytes} bytes, read back and compared).")
}

/// `Restored from PATH: 41 rows.`
pub fn restored(path: &Path, rows: usize, dry: bool) -> String {
    let came = if dry { "Would restore" } else { "Restored" };
    let rows = (rows > 0).then(|| count(rows, "row", "rows"));
    format!("{came} from {}{}.", file(path), after(": ", rows))
}

pub fn set_aside(path: &Path) -> String {
    format!("What was here is kept in {}.", file(path))
}

/// On stderr, after a restore.
pub fn ended_again(consents: usize) -> String {
    let (one, many) = (
        "consent that ended since stays",
        "consents that ended since stay",
    );
    count(consents, one, many) + " ended"
}

/// On stderr, after a restore.
pub fn held_unknown(consents: usize) -> String {
    let hold = count(consents, "consent holds that is", "consents hold that are");
    format!("{hold} known from it alone; `ritual consent` shows what holds")
}

/// What there is to say of rows that were not as they had been stored; nothing where all were and
/// the file opened.
pub fn salvaged(
    unopened: Option<&str>,
    read: usize,
    unread: &[String],
    differing: &[String],
    gone: &[i64],
    torn: &[&str],
    adrift: usize,
) -> Vec<String> {
    let from_pages = |why| format!("{why}; the rows are from its pages, one by one");
    let mut notes: Vec<String> = unopened.map(from_pages).into_iter().collect();
    notes.extend(unread.iter().cloned());
    notes.extend((adrift > 0).then(|| {
        let rows = count(adrift, "row belongs", "rows belong");
        format!("{rows} to a ritual that does not read; another name stands in its place")
    }));
    notes.extend(torn.iter().map(|table| self::torn(table)));
    notes.extend(gone.iter().map(|id| self::gone(*id)));
    notes.extend(differing.iter().map(|row| differs(row)));
    if !notes.is_empty() {
        let others = [
            (unread.len() + gone.len(), "not"),
            (differing.len(), "differing from their checksums"),
        ];
        let others = others.into_iter().filter(|(n, _)| *n > 0);
        let others = others.map(|(n, what)| format!("{n} {what}"));
        let read = count(read, "row", "rows") + " read";
        notes.push(listed(std::iter::once(read).chain(others)));
    }
    notes
}

pub const NOT_SYNCED: &str =
    "This notebook is on this device alone. `ritual sync init FOLDER` begins a sync.";
pub const NOTHING_NEW: &str = "Nothing new.";
pub const THIS_DEVICE: &str = "this device";
pub const KEY_UNSHOWN: &str = "The key was not shown.";
pub const NOT_JOINED: &str = "Nothing was joined.";

/// `3 came (laptop), 5 went.`
pub fn synced(came: usize, from: &[String], went: usize, dry_run: bool) -> String {
    let from = in_brackets(from.iter().map(|name| line(name)));
    let (came_word, went_word) = match dry_run {
        true => ("would come", "would go"),
        false => ("came", "went"),
    };
    let came = (came > 0).then(|| format!("{came} {came_word}{from}"));
    let went = (went > 0).then(|| format!("{went} {went_word}"));
    let said = some(listed(came.into_iter().chain(went)));
    said.map_or(NOTHING_NEW.to_owned(), |said| said + ".")
}

fn place(place: &str) -> String {
    line(place.strip_prefix("git ").unwrap_or(place))
}

/// What the first device says of the next one.
pub fn sync_begun(at: &str, key: &Path) -> String {
    let join = match at.starts_with("git ") {
        true => at,
        false => "FOLDER",
    };
    format!(
        "The notebook syncs by {}. The key is in {}.\n\
         On the next device: `ritual sync join {} --key-file KEY`, with what `ritual sync key` prints here as KEY. \
         Whoever has the key reads every word.",
        place(at),
        file(key),
        line(join),
    )
}

pub fn sealed_files(at: &str) -> String {
    let place = place(at);
    format!("Sealed files for your other devices go to {place}; whoever has the key reads them.")
}

/// On stderr, after a restore.
pub fn forgotten_again(rows: usize) -> String {
    let (one, many) = (
        "row that was forgotten since stays",
        "rows that were forgotten since stay",
    );
    let rows = count(rows, one, many);
    format!("{rows} so on every device; --with-forgotten brings back such rows as others")
}

pub fn synced_by(at: &str) -> String {
    format!("Syncs by {}", place(at))
}

pub fn device_wrote(day: &str, ahead: bool) -> String {
    match ahead {
        true => format!("wrote {day} by its clock, which was ahead"),
        false => format!("wrote {day}"),
    }
}

pub fn unsent(rows: usize) -> String {
    let rows = count(rows, "row", "rows");
    format!("{rows} not sent so far; `ritual sync` sends.")
}

pub fn unread_file(name: &str, why: &str) -> String {
    format!("Not read: {}: {why}", line(name))
}

pub fn sync_left(at: &str, reached: bool) -> String {
    let files = match reached {
        true => format!("; its files in {} are gone", place(at)),
        false => String::new(),
    };
    format!("This device has left{files}. The notebook stays as it is.")
}

pub fn device_left(name: &str) -> String {
    let name = line(name);
    format!(
        "The files of {name} are gone; what they held is here. `ritual sync renew` changes the key it has."
    )
}

pub fn sync_renewed(key: &Path) -> String {
    let key = file(key);
    format!(
        "A new key is in {key}. The other devices join again, with what `ritual sync key` prints here."
    )
}

/// `11 rows brought in (30 Jul – 6 Aug 2025), 2 rows changed, 3 rows here from before.`
pub fn imported(report: &Import) -> String {
    let (comes, changes) = match report.dry_run {
        false => ("brought in", "changed"),
        true => ("would come in", "would change"),
    };
    let days = report.from.zip(report.to);
    let days = in_brackets(days.map(|(from, to)| dates::range(from, to, report.today)));
    let counted = [
        (report.added, comes, days.as_str()),
        (report.changed, changes, ""),
        (report.here, "here from before", ""),
    ];
    let counted = counted.into_iter().filter(|(n, ..)| *n > 0);
    let counted =
        counted.map(|(n, what, days)| format!("{} {what}{days}", count(n, "row", "rows")));
    let none = "The file holds no rows.".to_owned();
    some(listed(counted)).map_or(none, |said| said + ".")
}

/// How to look at what came.
pub fn look_at(report: &Import) -> Option<String> {
    let to = report.to.filter(|_| report.added > 0)?;
    let came = |kind| report.kinds.iter().any(|k| k.kind == kind && k.added > 0);
    if came("completion") {
        let year = to.format("%Y");
        return Some(format!("`ritual calendar --year {year}` shows the days."));
    }
    came("mood").then(|| "`ritual find --kind mood` lists the notes.".to_owned())
}

/// What stays beside the notes, and how it comes in.
pub fn words_beside(words: &[String]) -> Option<String> {
    const SHOWN: usize = 8;
    let shown = listed(words.iter().take(SHOWN).map(|word| line(word)));
    let more = words.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more = after(" and ", more.map(|more| format!("{more} more")));
    some(shown).map(|shown| format!("kept beside the notes: {shown}{more}; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in"))
}

/// `by its header: "Day" is day, "Wetter" is kept beside`
pub fn columns(columns: &[Column]) -> Option<String> {
    let read = columns.iter().map(|column| {
        let name = line(&column.column);
        match &column.meaning {
            Some(meaning) => format!("\"{name}\" is {}", line(meaning)),
            None => format!("\"{name}\" is kept beside"),
        }
    });
    some(listed(read)).map(|read| format!("by its header: {read}"))
}

/// As [`left_behind`], said beside what went.
pub fn not_carried(left: Left, n: u64) -> String {
    format!("not carried over: {}", left_behind(left, n))
}

/// `31 days marked as not done: an entry is something that was done.`
pub fn left_behind(left: Left, n: u64) -> String {
    let parts = reason(left).split(['{', '}']);
    let chosen = parts.map(|part| match part.split_once('|') {
        Some((one, _)) if n == 1 => one,
        Some((_, many)) => many,
        None => part,
    });
    format!("{n} {}.", chosen.collect::<String>())
}

/// What it is, `{of one|of many}`, and why it stays where it is.
fn reason(left: Left) -> &'static str {
    use Left::*;
    match left {
        NotDone => "{day|days} marked as not done: an entry is something that was done",
        Unmarked => "{day|days} without a mark: an entry is something that was done",
        Covered => "{day|days} marked by the other program itself: nobody noted them",
        Superseded => {
            "{line|lines} with a later one for the same day and name: the last one counts there"
        }
        Twice => {
            "{row that stands|rows that stand} twice: each counts once, with the words of both"
        }
        Locations => "{place|places}: the notebook has no field for where somebody was",
        People => "{person or context|people and contexts}: they are no rituals",
        Rhythms => {
            "{frequency|frequencies}: no rhythm here says it, and it is kept with the ritual"
        }
        Reminders => "{reminder|reminders}: here they come by invitation",
        Deleted => "{habit|habits} deleted there: what was deleted stays so",
        Untagged => "{stretch|stretches} of time without a tag: a tag names the ritual",
        Unnamed => {
            "{row that says how much|rows that say how much} and not of what: --ritual names it"
        }
        Running => "{stretch|stretches} of time without an end: its length is open",
        OpenTasks => {
            "{task that is|tasks that are} not completed: an entry is something that was done"
        }
        MoodRests => "{resting day|resting days} of what comes in as mood: a mood has no rests",
        Endings => "{end that lies|ends that lie} ahead: a ritual retires when its day has come",
        Empty => "{row with nothing in it|rows with nothing in them}: there is nothing to keep",
        Media => {
            "{photo, video or recording|photos, videos and recordings}: the notebook holds words"
        }
        Copies => "{entry that stands|entries that stand} there twice: each is taken once",
        InBed => "{night|nights} in bed without hours asleep: time in bed is not sleep",
        StatesOfMind => "{state|states} of mind: the form they are kept in is not described",
        Measures => {
            "{record of another kind|records of other kinds}: the notebook has no field for them"
        }
        Properties => "{field|fields} with words: a number, a yes or a list of habits is read",
        Prose => {
            "{note with a text of its|notes with a text of their} own: the text stays in the vault"
        }
        Undated => {
            "{note without a day in its name|notes without a day in their names}: daily notes are read, and notes of one habit"
        }
        Headings => {
            "{task that is no habit|tasks that are no habits}: a habit is a heading with :STYLE: habit"
        }
        Marks => {
            "{mark of a day|marks of days} in a form nobody describes: the marks that are known are \"done\", \"skipped\" and \"missed\""
        }
        Groups => "{group|groups} of habits: the habits come in, each for itself",
        Kinds => {
            "{row of a kind that is|rows of kinds that are} not known there: `ritual export jsonl` holds every row"
        }
        SameDay => {
            "{second entry|second entries} of a day: one a day is kept there: amounts are added, words stand together"
        }
        Clocks => "{time|times} of day: days alone are kept there",
        Unrhythmed => {
            "{ritual|rituals} without a rhythm: one is asked for there, and they come as daily"
        }
        Weekdays => "{rhythm|rhythms} of named weekdays: it comes there as so many times a week",
        Goals => "{rhythm|rhythms} of an amount: it comes there as once in its period",
        Amounts => {
            "{day|days} with an amount it cannot hold, or without one among numbers: a day of such a habit is a number up to 2147483 there"
        }
        Sacred => "{row that says|rows that say} a sacred name: --with-sacred brings them along",
        Wordless => "{entry|entries} without words: words are kept there",
        Milestones => "{milestone|milestones}: it is no entry of a day",
    }
}

pub const BOUND: &str = "These bind a person, and stay out:";
pub const CHANGES: &str = "Would change:";
pub const LEFT: &str = "Not carried over:";
pub const MOOD_NOTES: &str = "(mood notes)";
