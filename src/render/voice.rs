//! The message catalogue: every sentence stdout can say. Counts, dates and the person's own words;
//! no verdict, no imperative outside backticks, no zero, no exclamation mark.

use super::dates;
use super::sanitise::line;
use crate::domain::boundary::Stance;
use crate::domain::config::Settings;
use crate::domain::mood::Mood;
use crate::domain::rhythm::Unit;
use crate::report::log::Back;
use crate::report::runs::Run;
use crate::report::streaks::Window;
use chrono::NaiveDate;

/// The person's words, verbatim but for what could drive a terminal.
#[must_use]
pub fn quoted(words: &str) -> String {
    format!("\"{}\"", line(words))
}

fn quoted_all(words: &[String]) -> String {
    words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(", ")
}

/// `1 entry`, `41 entries`.
#[must_use]
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `3 of the last 7 days (2 more resting)`.
#[must_use]
pub fn window(window: &Window) -> String {
    let Window { done, of, resting } = *window;
    if resting == 0 {
        format!("{done} of the last {of} days")
    } else {
        format!("{done} of the last {of} days ({resting} more resting)")
    }
}

/// A number without a trailing `.0`.
#[must_use]
pub fn number(n: f64) -> String {
    let rounded = (n * 1000.0).round() / 1000.0;
    format!("{rounded}")
}

#[must_use]
pub fn amount(n: f64, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{} {}", number(n), line(unit)),
        None => number(n),
    }
}

/// `noted for today`, `noted for 2 March`.
#[must_use]
pub fn noted_for(day: NaiveDate, today: NaiveDate) -> String {
    if day == today {
        "noted for today".to_owned()
    } else {
        format!("noted for {}", dates::day(day, today))
    }
}

#[must_use]
pub fn here_from_before(name: &str, day: NaiveDate, today: NaiveDate) -> String {
    let day = if day == today { "today".to_owned() } else { dates::day(day, today) };
    format!("{} is in the notebook for {day}.", line(name))
}

#[must_use]
pub fn back(back: Back) -> String {
    match back {
        Back::First(1) => "Picked up again; your earlier entry is here.".to_owned(),
        Back::First(n) => format!("Picked up again; your {n} earlier entries are all here."),
        Back::Times(n) => format!("You have come back to this {n} times."),
    }
}

/// `Came back once.`, `Came back 3 times.`
#[must_use]
pub fn returns(n: usize) -> String {
    match n {
        1 => "Came back once.".to_owned(),
        n => format!("Came back {n} times."),
    }
}

/// `12 days`, `4 named days`, `3 weeks`.
#[must_use]
pub fn run_length(run: &Run) -> String {
    let unit = match run.unit {
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::NamedDays => "named days",
        Unit::Times => "times",
    };
    format!("{} {unit}", run.length)
}

/// Runs are worth a line from 3 up; weeks and months from 2.
#[must_use]
pub fn run_shows(run: &Run) -> bool {
    let from = match run.unit {
        Unit::Weeks | Unit::Months => 2,
        _ => 3,
    };
    run.length >= from
}

#[must_use]
pub fn current_run(run: &Run, today: NaiveDate) -> String {
    format!("A run of {} since {}.", run_length(run), dates::day(run.from, today))
}

#[must_use]
pub fn longest_run(run: &Run, today: NaiveDate) -> String {
    format!("Longest run {} ({}).", run_length(run), dates::range(run.from, run.to, today))
}

#[must_use]
pub fn last_noted(day: NaiveDate, today: NaiveDate) -> String {
    format!("last noted {}", dates::day(day, today))
}

#[must_use]
pub fn resting_since(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    match until {
        Some(until) => format!("resting since {}, until {}", dates::day(from, today), dates::day(until, today)),
        None => format!("resting since {}", dates::day(from, today)),
    }
}

pub const ALL_RITUALS: &str = "all rituals";

#[must_use]
pub fn paused(name: Option<&str>, from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    let who = name.map_or(ALL_RITUALS.to_owned(), line);
    let (are, rested, of) = match name {
        Some(name) => ("is", "rested", hint_name(name)),
        None => ("are", "rested", "--all".to_owned()),
    };
    match until {
        Some(until) if until < today => format!("{who} {rested} {}.", dates::range(from, until, today)),
        _ if from > today => format!("{who} {are} to rest from {}.", dates::day(from, today)),
        Some(until) => format!("{who} {are} resting until {}.", dates::day(until, today)),
        None => format!("{who} {are} resting. `ritual resume {of}` whenever you like."),
    }
}

#[must_use]
pub fn resumed(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} is no longer resting.", line(name)),
        None => "All rituals are back from rest.".to_owned(),
    }
}

#[must_use]
pub fn not_resting(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} is not resting.", line(name)),
        None => "No pause holds all rituals today.".to_owned(),
    }
}

#[must_use]
pub fn unretired(name: &str) -> String {
    format!("{} is back among your rituals.", line(name))
}

#[must_use]
pub fn retired(name: &str, entries: u64) -> String {
    let kept = match entries {
        0 => String::new(),
        1 => " Its entry stays.".to_owned(),
        n => format!(" Its {n} entries stay."),
    };
    format!("{} is retired.{kept} `ritual resume {}` whenever you like.", line(name), hint_name(name))
}

#[must_use]
pub fn added(name: &str, rhythm: Option<&str>) -> String {
    match rhythm {
        Some(rhythm) => format!("{} is in the notebook, {rhythm}.", line(name)),
        None => format!("{} is in the notebook.", line(name)),
    }
}

#[must_use]
pub fn changed(name: &str, from: Option<NaiveDate>, today: NaiveDate) -> String {
    match from {
        Some(from) if from != today => format!("{}: changed from {}.", line(name), dates::day(from, today)),
        _ => format!("{}: changed.", line(name)),
    }
}

#[must_use]
pub fn unchanged(name: &str) -> String {
    format!("{}: as it was.", line(name))
}

/// A name inside a command hint, quoted where a shell would ask for it.
#[must_use]
pub fn hint_name(name: &str) -> String {
    let name = line(name);
    let plain = name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) && !name.starts_with('-');
    if plain { name } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

/// `mood 2 (heavy), sleep 5.5 h, energy 2, feeling "tired"`.
#[must_use]
pub fn mood(mood: &Mood, settings: &Settings) -> String {
    let mut parts = Vec::new();
    if let Some(step) = mood.mood {
        parts.push(match settings.anchor(step) {
            Some(anchor) => format!("mood {step} ({})", line(anchor)),
            None => format!("mood {step}"),
        });
    }
    if let Some(hours) = mood.sleep {
        parts.push(format!("sleep {} h", number(hours)));
    }
    if let Some(step) = mood.energy {
        parts.push(format!("energy {step}"));
    }
    for (kind, words) in mood.word_lists() {
        if !words.is_empty() {
            parts.push(format!("{kind} {}", quoted_all(words)));
        }
    }
    parts.join(", ")
}

/// `Noted: mood 1 (heavy).`, with the day when it is another.
#[must_use]
pub fn mood_noted(noted: &Mood, settings: &Settings, today: NaiveDate) -> String {
    let fields = mood(noted, settings);
    let what = match (&noted.note, fields.is_empty()) {
        (Some(_), true) => "your words".to_owned(),
        (Some(_), false) => format!("{fields}, and your words"),
        (None, _) => fields,
    };
    if noted.day == today {
        format!("Noted: {what}.")
    } else {
        format!("Noted for {}: {what}.", dates::day(noted.day, today))
    }
}

#[must_use]
pub fn quiet_page(day: NaiveDate) -> String {
    format!("{}: a quiet page.", dates::weekday(day, day))
}

#[must_use]
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::OffLimits => "Off-limits",
        Stance::AskFirst => "Ask first",
        Stance::Offered => "Offered",
    }
}

/// `with Sam, agreed 4 March, revisit 1 June`.
#[must_use]
pub fn agreement(
    with: Option<&str>,
    agreed: Option<NaiveDate>,
    revisit: Option<NaiveDate>,
    retired: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let mut parts = Vec::new();
    parts.extend(with.map(|name| format!("with {}", line(name))));
    parts.extend(agreed.map(|day| format!("agreed {}", dates::day(day, today))));
    parts.extend(revisit.map(|day| format!("revisit {}", dates::day(day, today))));
    parts.extend(retired.map(|day| format!("retired {}", dates::day(day, today))));
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

pub const NO_BOUNDARIES: &str = "No boundaries noted here. `ritual boundaries add AREA --off-limits` notes one.";
pub const NO_RITUALS: &str = "No rituals noted here. `ritual log NAME` notes one, `ritual add NAME` describes one.";
pub const NO_STREAKS: &str = "A quiet stretch: nothing noted in the last 30 days.";
pub const NO_ENTRIES: &str = "Nothing noted here. `ritual log NAME` begins anywhere.";
pub const NO_STEPS: &str = "Nothing is kept to take back.";
pub const AS_WAS: &str = "Nothing to change.";
pub const SOUND: &str = "Every check came back sound.";

#[must_use]
pub fn undone(back: bool) -> &'static str {
    if back { "Brought back" } else { "Took back" }
}

#[must_use]
pub fn undo_hint(redo: bool) -> &'static str {
    if redo { "`ritual undo` takes it back again." } else { "`ritual undo` brings it back." }
}

#[must_use]
pub fn forgotten(rows: usize) -> String {
    format!("Forgotten: {}, and every trace of them in the file.", count(rows as u64, "row", "rows"))
}

#[must_use]
pub fn imported(new: usize, here: usize, dry: bool) -> String {
    let rows = |n: usize| count(n as u64, "row", "rows");
    match (new, here, dry) {
        (0, 0, _) => "The file holds no rows.".to_owned(),
        (0, here, _) => format!("All {} are in the notebook.", rows(here)),
        (new, 0, false) => format!("Brought in {}.", rows(new)),
        (new, here, false) => format!("Brought in {}; {} were here before.", rows(new), rows(here)),
        (new, 0, true) => format!("{} would come in.", rows(new)),
        (new, here, true) => format!("{} would come in; {} are here from before.", rows(new), rows(here)),
    }
}
