//! What another program's file holds that has no place in the notebook, and what the notebook holds that
//! has none in the file of another program.

use serde::Serialize;

/// A kind of thing an import or an export leaves where it is; each has its reason in the message
/// catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// Days marked as not done, and amounts of nothing.
    NotDone,
    /// Days nothing was noted on.
    Unmarked,
    /// Days the other program filled in by itself, from how often a habit comes round.
    Covered,
    /// Lines that a later line of the same day and name stands for.
    Superseded,
    /// Rows that stand a second time, for a day or a time that has one.
    Twice,
    /// Where somebody was.
    Locations,
    /// Names of people and of contexts that stand among the trackers.
    People,
    /// How often a habit comes round, in a form no rhythm here has.
    Rhythms,
    /// Reminders: here they come by invitation.
    Reminders,
    /// Habits that were deleted there.
    Deleted,
    /// Stretches of time without a tag to name a ritual.
    Untagged,
    /// Rows that say how much, and not of what.
    Unnamed,
    /// Stretches of time that go on.
    Running,
    /// Tasks that are not completed.
    OpenTasks,
    /// Resting days of what comes in as mood.
    MoodRests,
    /// An end that lies ahead.
    Endings,
    /// Entries of the file that hold nothing.
    Empty,
    /// Photos, videos and recordings.
    Media,
    /// Days of a life that stand beside its entries.
    Milestones,
    /// Entries that stand in the file before.
    Copies,
    /// Nights with a time in bed and none asleep.
    InBed,
    /// States of mind, in a form nobody describes.
    StatesOfMind,
    /// Other things a phone measures.
    Measures,
    /// Fields of a note that hold words, or parts.
    Properties,
    /// Notes with a text of their own.
    Prose,
    /// Notes without a day.
    Undated,
    /// Headings of tasks that are no habits.
    Headings,
    /// Marks of days, in a form nobody describes.
    Marks,
    /// Groups of habits.
    Groups,
    /// On the way out: rows of kinds the other program does not know.
    Kinds,
    /// More than one entry of a day, where the other program takes one.
    SameDay,
    /// Times of day.
    Clocks,
    /// Rituals without a rhythm, where the other program asks for one.
    Unrhythmed,
    /// Rhythms of named weekdays.
    Weekdays,
    /// Rhythms of an amount in a period.
    Goals,
    /// Days whose amount the other program cannot hold.
    Amounts,
    /// Entries without words, where the other program keeps words.
    Wordless,
    /// Rows of sacred rituals, and rows that say the name of one.
    Sacred,
}

/// A line of a file that does not read, and why.
#[derive(Debug, Serialize)]
pub struct LeftOut {
    pub file: String,
    pub line: usize,
    pub why: String,
}
