//! Words of a day, given back as they were written.

use super::{count, quoted};
use crate::domain::resource::{Resource, Status};
use crate::domain::small::Thanks;
use crate::domain::small::Words;
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
    let day = match (thanks.day == today, small_hours) {
        (true, false) => String::new(),
        (true, true) => format!(", {}", dates::weekday(today, today)),
        (false, _) => format!(", {}", dates::day(thanks.day, today)),
    };
    format!(
        "Noted for {}{day}: {}.",
        line(&thanks.to),
        quoted(&thanks.what)
    )
}

/// `Being well, in your words since 4 March: "…"`
pub fn vision(words: &Words, today: NaiveDate) -> String {
    format!(
        "Being well, in your words since {}: {}",
        dates::day(words.day, today),
        quoted(&words.text)
    )
}

/// `Wind-down: "lights low", "tea".`
pub fn winddown(lines: &[Words]) -> String {
    let lines: Vec<String> = lines.iter().map(|w| quoted(&w.text)).collect();
    format!("Wind-down: {}.", lines.join(", "))
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
    let mut text = format!(
        "{}, {}",
        quoted(&trial.text),
        span(trial.from, trial.until, today)
    );
    if let Some(note) = &trial.note {
        let on = trial.reviewed.map_or("your words".to_owned(), |day| {
            format!("on {}", dates::day(day, today))
        });
        text += &format!("; {on}: {}", quoted(note));
    }
    text
}

/// A trial as it now stands.
pub fn trying(row: &str) -> String {
    format!("Trying: {row}")
}

/// `"The book of tea" (book, curious): "from Ana"`
pub fn resource(resource: &Resource) -> String {
    let mut parts = Vec::new();
    parts.extend(resource.sort.as_deref().map(line));
    parts.extend(resource.status.map(status).map(str::to_owned));
    let about = if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    };
    let note = resource.note.as_deref();
    let note = note.map_or(String::new(), |words| format!(": {}", quoted(words)));
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
