//! What an import brought in, and what it left where it was.

use super::{after, count, in_brackets, listed};
use crate::domain::left::Left;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::import::{Column, Import};

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
    match listed(counted.map(|(n, what, days)| format!("{} {what}{days}", count(n, "row", "rows"))))
    {
        none if none.is_empty() => "The file holds no rows.".to_owned(),
        said => said + ".",
    }
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
    (!words.is_empty()).then(|| {
        format!(
            "kept beside the notes: {shown}{more}; --activities as-rituals (or as-feelings, as-triggers, as-coping) on the same file brings them in"
        )
    })
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
    (!columns.is_empty()).then(|| format!("by its header: {}", listed(read)))
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
    match left {
        Left::NotDone => "{day|days} marked as not done: an entry is something that was done",
        Left::Unmarked => "{day|days} without a mark: an entry is something that was done",
        Left::Covered => "{day|days} marked by the other program itself: nobody noted them",
        Left::Superseded => {
            "{line|lines} with a later one for the same day and name: the last one counts there"
        }
        Left::Twice => {
            "{row that stands|rows that stand} twice: each counts once, with the words of both"
        }
        Left::Locations => "{place|places}: the notebook has no field for where somebody was",
        Left::People => "{person or context|people and contexts}: they are no rituals",
        Left::Rhythms => {
            "{frequency|frequencies}: no rhythm here says it, and it is kept with the ritual"
        }
        Left::Reminders => "{reminder|reminders}: here they come by invitation",
        Left::Deleted => "{habit|habits} deleted there: what was deleted stays so",
        Left::Untagged => "{stretch|stretches} of time without a tag: a tag names the ritual",
        Left::Unnamed => {
            "{row that says how much|rows that say how much} and not of what: --ritual names it"
        }
        Left::Running => "{stretch|stretches} of time without an end: its length is open",
        Left::OpenTasks => {
            "{task that is|tasks that are} not completed: an entry is something that was done"
        }
        Left::MoodRests => {
            "{resting day|resting days} of what comes in as mood: a mood has no rests"
        }
        Left::Endings => {
            "{end that lies|ends that lie} ahead: a ritual retires when its day has come"
        }
        Left::Empty => {
            "{row with nothing in it|rows with nothing in them}: there is nothing to keep"
        }
        Left::Media => {
            "{photo, video or recording|photos, videos and recordings}: the notebook holds words"
        }
        Left::Copies => "{entry that stands|entries that stand} there twice: each is taken once",
        Left::InBed => "{night|nights} in bed without hours asleep: time in bed is not sleep",
        Left::StatesOfMind => "{state|states} of mind: the form they are kept in is not described",
        Left::Measures => {
            "{record of another kind|records of other kinds}: the notebook has no field for them"
        }
        Left::Properties => {
            "{field|fields} with words: a number, a yes or a list of habits is read"
        }
        Left::Prose => {
            "{note with a text of its|notes with a text of their} own: the text stays in the vault"
        }
        Left::Undated => {
            "{note without a day in its name|notes without a day in their names}: daily notes are read, and notes of one habit"
        }
        Left::Headings => {
            "{task that is no habit|tasks that are no habits}: a habit is a heading with :STYLE: habit"
        }
        Left::Marks => {
            "{mark of a day|marks of days} in a form nobody describes: the marks that are known are \"done\", \"skipped\" and \"missed\""
        }
        Left::Groups => "{group|groups} of habits: the habits come in, each for itself",
        Left::Kinds => {
            "{row of a kind that is|rows of kinds that are} not known there: `ritual export jsonl` holds every row"
        }
        Left::SameDay => {
            "{second entry|second entries} of a day: one a day is kept there: amounts are added, words stand together"
        }
        Left::Clocks => "{time|times} of day: days alone are kept there",
        Left::Unrhythmed => {
            "{ritual|rituals} without a rhythm: one is asked for there, and they come as daily"
        }
        Left::Weekdays => {
            "{rhythm|rhythms} of named weekdays: it comes there as so many times a week"
        }
        Left::Goals => "{rhythm|rhythms} of an amount: it comes there as once in its period",
        Left::Amounts => {
            "{day|days} with an amount it cannot hold, or without one among numbers: a day of such a habit is a number up to 2147483 there"
        }
        Left::Sacred => {
            "{row that says|rows that say} a sacred name: --with-sacred brings them along"
        }
        Left::Wordless => "{entry|entries} without words: words are kept there",
        Left::Milestones => "{milestone|milestones}: it is no entry of a day",
    }
}

pub const BOUND: &str = "These bind a person, and stay out:";
pub const CHANGES: &str = "Would change:";
pub const LEFT: &str = "Not carried over:";
pub const MOOD_NOTES: &str = "(mood notes)";
