//! Rituals: described, changed, at rest, put away.

use super::{after, by_handle, hint_name, in_brackets, listed, quoted};
use crate::domain::pause::Pause;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

pub fn resting_since(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    let until = after(", until ", until.map(|day| dates::day(day, today)));
    format!("resting since {}{until}", dates::day(from, today))
}

pub fn whose_rest(pause: &Pause) -> String {
    let ritual = pause.ritual.as_ref();
    ritual.map_or(ALL_RITUALS.to_owned(), |r| line(&r.name))
}

/// `rest for walk until 9 March, "travel"`
pub fn rest(pause: &Pause, today: NaiveDate) -> String {
    let until = after(" until ", pause.until.map(|day| dates::day(day, today)));
    let why = after(", ", pause.why.as_deref().map(quoted));
    format!("rest for {}{until}{why}", whose_rest(pause))
}

pub const ALL_RITUALS: &str = "all rituals";

pub fn paused(
    name: Option<&str>,
    from: NaiveDate,
    until: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let (who, are) = match name {
        Some(name) => (line(name), "is"),
        None => ("All rituals".to_owned(), "are"),
    };
    let of = name.map_or("--all".to_owned(), hint_name);
    match until {
        Some(until) if until < today => {
            format!("{who} rested {}.", dates::range(from, until, today))
        }
        Some(until) if from > today => {
            format!("{who} {are} to rest {}.", dates::range(from, until, today))
        }
        None if from > today => format!("{who} {are} to rest from {}.", dates::day(from, today)),
        Some(until) => format!("{who} {are} resting until {}.", dates::day(until, today)),
        None => format!("{who} {are} resting. `ritual resume {of}` whenever you like."),
    }
}

/// How long a rest was before it was changed.
pub fn rest_before(until: Option<NaiveDate>, today: NaiveDate) -> String {
    match until {
        Some(until) => format!("It was until {}.", dates::day(until, today)),
        None => "It was without an end.".to_owned(),
    }
}

/// A ritual's own rest ended while the rest of all goes on.
pub fn resumed_under_all(name: &str, since: NaiveDate, today: NaiveDate) -> String {
    let (name, since) = (line(name), dates::day(since, today));
    format!(
        "{name}: its own rest is over; all rituals are resting since {since}. `ritual resume --all` whenever you like."
    )
}

/// `further` are rests that stay, each with its handle.
pub fn resumed(name: Option<&str>, further: &[&Pause], today: NaiveDate) -> String {
    let said = match name {
        Some(name) => format!("{} is no longer resting.", line(name)),
        None => "All rituals are back from rest.".to_owned(),
    };
    further.iter().fold(said, |said, rest| {
        let days = super::span(rest.from, rest.until, today);
        by_handle(&format!("{said} The rest {days} stays."), rest.meta.id)
    })
}

pub fn not_resting(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{} is not resting.", line(name)),
        None => "There is no rest of all rituals today.".to_owned(),
    }
}

pub fn unretired(name: &str) -> String {
    format!("{} is back among your rituals.", line(name))
}

pub fn retired(name: &str, entries: u64) -> String {
    let kept = match entries {
        0 => String::new(),
        1 => " Its entry stays.".to_owned(),
        n => format!(" Its {n} entries stay."),
    };
    format!(
        "{} is retired.{kept} `ritual resume {}` whenever you like.",
        line(name),
        hint_name(name)
    )
}

pub fn added(name: &str, rhythm: Option<&str>) -> String {
    format!("{} is in the notebook{}.", line(name), after(", ", rhythm))
}

/// `walk: changed (intention, rhythm).`
pub fn changed(name: &str, fields: &[String], from: Option<NaiveDate>, today: NaiveDate) -> String {
    let what = match fields {
        [] => "noted".to_owned(),
        fields => "changed".to_owned() + &in_brackets(fields.iter().cloned()),
    };
    let from = from.filter(|from| *from != today);
    let from = after(" from ", from.map(|from| dates::day(from, today)));
    format!("{}: {what}{from}.", line(name))
}

/// `walk takes in stroll, with its 12 entries`, as a question and as what was done.
pub fn to_merge(keep: &str, gone: &[&str], entries: u64) -> String {
    let names = listed(gone.iter().map(|name| line(name)));
    let with = (entries > 0).then(|| super::count(entries, "entry", "entries"));
    format!("{} takes in {names}{}", line(keep), after(", with ", with))
}

pub fn merged(keep: &str, gone: &[&str], entries: u64) -> String {
    let merged = to_merge(keep, gone, entries);
    format!("{merged}. `ritual undo` takes it back.")
}

/// Of what has no earlier wording.
pub const AS_FIRST: &str = "as it was noted first";
pub const NOTHING_CHANGED: &str = "Nothing was changed.";

pub fn unchanged(name: &str) -> String {
    format!("{}: as it was.", line(name))
}
