//! What an import brought in, and what it left where it was.

use super::count;
use crate::domain::left::Left;

pub fn imported(new: usize, here: usize, dry: bool) -> String {
    let rows = |n: usize| count(n as u64, "row", "rows");
    let came = match (new, dry) {
        (0, _) => None,
        (n, false) => Some(format!("{} brought in", rows(n))),
        (n, true) => Some(format!("{} would come in", rows(n))),
    };
    let known = (here > 0).then(|| format!("{} here from before", rows(here)));
    let said: Vec<String> = came.into_iter().chain(known).collect();
    if said.is_empty() {
        "The file holds no rows.".to_owned()
    } else {
        format!("{}.", said.join(", "))
    }
}

/// `31 days marked as not done: an entry is something that was done.`
pub fn left_behind(left: Left, n: u64) -> String {
    let (one, many, why) = reason(left);
    format!("{}: {why}.", count(n, one, many))
}

fn reason(left: Left) -> (&'static str, &'static str, &'static str) {
    match left {
        Left::NotDone => (
            "day marked as not done",
            "days marked as not done",
            "an entry is something that was done",
        ),
        Left::Unmarked => (
            "day without a mark",
            "days without a mark",
            "an entry is something that was done",
        ),
        Left::Covered => (
            "day marked by the other program itself",
            "days marked by the other program itself",
            "nobody noted them",
        ),
        Left::Superseded => (
            "line with a later one for the same day and name",
            "lines with a later one for the same day and name",
            "the last one counts there",
        ),
        Left::Locations => (
            "place",
            "places",
            "the notebook has no field for where somebody was",
        ),
        Left::People => (
            "person or context",
            "people and contexts",
            "they are no rituals",
        ),
        Left::Rhythms => (
            "frequency",
            "frequencies",
            "no rhythm here says it, and it is kept with the ritual",
        ),
        Left::Reminders => ("reminder", "reminders", "here they come by invitation"),
        Left::Deleted => (
            "habit deleted there",
            "habits deleted there",
            "what was deleted stays so",
        ),
        Left::Untagged => (
            "stretch of time without a tag",
            "stretches of time without a tag",
            "a tag names the ritual",
        ),
        Left::Running => (
            "stretch of time without an end",
            "stretches of time without an end",
            "its length is open",
        ),
        Left::OpenTasks => (
            "task that is not completed",
            "tasks that are not completed",
            "an entry is something that was done",
        ),
        Left::MoodRests => (
            "resting day of what comes in as mood",
            "resting days of what comes in as mood",
            "a mood has no rests",
        ),
        Left::Endings => (
            "end that lies ahead",
            "ends that lie ahead",
            "a ritual retires when its day has come",
        ),
        Left::Empty => (
            "row with nothing in it",
            "rows with nothing in them",
            "there is nothing to keep",
        ),
        Left::Media => (
            "photo, video or recording",
            "photos, videos and recordings",
            "the notebook holds words",
        ),
        Left::Copies => (
            "entry that stands there twice",
            "entries that stand there twice",
            "each is taken once",
        ),
        Left::InBed => (
            "night in bed without hours asleep",
            "nights in bed without hours asleep",
            "time in bed is not sleep",
        ),
        Left::StatesOfMind => (
            "state of mind",
            "states of mind",
            "the form they are kept in is not described",
        ),
        Left::Measures => (
            "record of another kind",
            "records of other kinds",
            "the notebook has no field for them",
        ),
        Left::Properties => (
            "field with words",
            "fields with words",
            "a number, a yes or a list of habits is read",
        ),
        Left::Prose => (
            "note with a text of its own",
            "notes with a text of their own",
            "the text stays in the vault",
        ),
        Left::Undated => (
            "note without a day in its name",
            "notes without a day in their names",
            "daily notes are read, and notes of one habit",
        ),
        Left::Headings => (
            "task that is no habit",
            "tasks that are no habits",
            "a habit is a heading with :STYLE: habit",
        ),
        Left::Kinds => (
            "row of a kind that is not known there",
            "rows of kinds that are not known there",
            "`ritual export jsonl` holds every row",
        ),
        Left::SameDay => (
            "second entry of a day",
            "second entries of a day",
            "one a day is kept there: amounts are added, words stand together",
        ),
        Left::Clocks => ("time of day", "times of day", "days alone are kept there"),
        Left::Unrhythmed => (
            "ritual without a rhythm",
            "rituals without a rhythm",
            "one is asked for there, and they come as daily",
        ),
        Left::Weekdays => (
            "rhythm of named weekdays",
            "rhythms of named weekdays",
            "it comes there as so many times a week",
        ),
        Left::Amounts => (
            "day with an amount it cannot hold, or without one among numbers",
            "days with an amount it cannot hold, or without one among numbers",
            "a day of such a habit is a number up to 2147483 there",
        ),
        Left::Wordless => (
            "entry without words",
            "entries without words",
            "words are kept there",
        ),
        Left::Milestones => ("milestone", "milestones", "it is no entry of a day"),
    }
}

pub const BOUND: &str = "These bind a person, and stay out:";
pub const LEFT: &str = "Not carried over:";
pub const MOOD_NOTES: &str = "(mood notes)";
