//! Words of a day, given back as they were written.

use super::{after, count, in_brackets, listed, quoted};
use crate::domain::small::{Resource, Status, Thanks, Words};
use crate::domain::trial::Trial;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

pub const NO_MOODS: &str =
    "No mood notes in the last 7 days. `ritual mood 3` notes one, 1 to 5, words, or both.";
pub const NOTHING_SO_FAR: &str = "\
Nothing here so far.

  ritual log journaling       notes it for today; any name will do
  ritual mood 3 a quiet day   1 to 5, words, or both
  ritual import auto FILE     brings what Loop, Daylio, harsh or jrnl holds
  ritual demo                 shows a made-up notebook, three weeks old
";
pub const NO_WINS: &str = "No wins noted here. `ritual win TEXT` notes one, in your words.";
pub const NO_THANKS: &str = "No thanks noted here. `ritual thank NAME --for TEXT` notes one.";
pub const NO_PHRASES: &str = "No phrases noted here. `ritual words add TEXT` notes one of yours.";
pub const NO_OWN_WORDS: &str = "No words noted here. `ritual words add TEXT` notes some of yours.";
pub const NO_VISION: &str =
    "No vision noted here. `ritual words vision set TEXT` notes what being well is for you.";
pub const NO_TRIALS: &str = "Nothing to try noted here. `ritual try TEXT --until DATE` notes one.";
pub const NO_RESOURCES: &str =
    "No resources noted here. `ritual people resource add TITLE` notes one.";
pub const NO_LINES: &str =
    "no wind-down lines here; `ritual words winddown set LINE LINE` sets them";
pub const NO_LINES_SHOWN: &str =
    "No wind-down lines here. `ritual words winddown set LINE LINE` sets them.";
pub const NONE_IN_WINDOW: &str = "Nothing here fits that; without an option every one is shown.";
pub const LINES_CLEARED: &str = "The wind-down has no lines now. `ritual undo` brings them back.";

/// `Noted: "slept at last".`, with the day when it is another.
pub fn words_noted(words: &Words, today: NaiveDate, small_hours: bool) -> String {
    let noted = super::noted(words.day, today, small_hours);
    format!("{noted}: {}.", quoted(&words.text))
}

/// `Noted for Ana: "keeping the room quiet".`
pub fn thanked(thanks: &Thanks, today: NaiveDate, small_hours: bool) -> String {
    let day = after(", ", super::other_day(thanks.day, today, small_hours));
    let (to, what) = (line(&thanks.to), quoted(&thanks.what));
    format!("Noted for {to}{day}: {what}.")
}

/// `Being well, in your words since 4 March: "…"`
pub fn vision(words: &Words, today: NaiveDate) -> String {
    let (since, words) = (dates::day(words.day, today), quoted(&words.text));
    format!("Being well, in your words since {since}: {words}")
}

/// `Wind-down: "lights low", "tea".`
pub fn winddown(lines: &[Words]) -> String {
    format!(
        "Wind-down: {}.",
        listed(lines.iter().map(|w| quoted(&w.text)))
    )
}

/// `22–30 Nov`, `from 22 November until 30 November`.
pub fn span(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    match until {
        Some(until) => dates::range(from, until, today),
        None => format!("from {}", dates::day(from, today)),
    }
}

/// `"walk before work", 22–30 Nov; on 1 December: "slept at last"`.
pub fn trial(trial: &Trial, today: NaiveDate) -> String {
    let note = trial.note.as_deref().map(|note| match trial.reviewed {
        Some(day) => format!("on {}: {}", dates::day(day, today), quoted(note)),
        None => format!("your words: {}", quoted(note)),
    });
    let when = span(trial.from, trial.until, today);
    format!("{}, {when}{}", quoted(&trial.text), after("; ", note))
}

/// A trial as it now stands.
pub fn trying(row: &str) -> String {
    format!("Trying: {row}")
}

/// `"The book of tea" (book, curious): "from Ana"`
pub fn resource(resource: &Resource) -> String {
    let status = resource.status.map(|at| status(at).to_owned());
    let sort = resource.sort.as_deref().map(line);
    let about = in_brackets(sort.into_iter().chain(status));
    let note = after(": ", resource.note.as_deref().map(quoted));
    format!("{}{about}{note}", quoted(&resource.title))
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Curious => "curious",
        Status::Tried => "tried",
        Status::NotForMe => "not for me",
    }
}

/// `Noted 6 times.`
pub fn noted_times(times: u64) -> String {
    format!("Noted {}.", count(times, "time", "times"))
}
