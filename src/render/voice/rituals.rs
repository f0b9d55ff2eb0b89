//! Rituals: described, changed, at rest, put away; sessions; counts, runs and returns; stretches of
//! empty days.

use super::{
    after, amount, by_handle, capital, count, day_after, days, hint_name, in_brackets, listed,
    number, quoted, some, span, words_after,
};
use crate::domain::pause::Pause;
use crate::domain::rhythm::Unit;
use crate::domain::small::Start;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::calendar::Run;
use crate::report::gap::{Gap, Gaps, Noted};
use crate::report::heat::Subject;
use crate::report::log::Back;
use crate::report::streaks::{State, Streak, Window};
use chrono::NaiveDate;

/// ` as "stretching"`
pub fn varied(variation: &Option<String>) -> String {
    words_after(" as ", variation)
}

pub fn resting_since(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    let until = day_after(", until ", until, today);
    format!("resting since {}{until}", dates::day(from, today))
}

pub fn whose_rest(pause: &Pause) -> String {
    let ritual = pause.ritual.as_ref();
    ritual.map_or(ALL_RITUALS.to_owned(), |r| line(&r.name))
}

/// `rest for walk until 9 March, "travel"`
pub fn rest(pause: &Pause, today: NaiveDate) -> String {
    let until = day_after(" until ", pause.until, today);
    let why = words_after(", ", &pause.why);
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
    let range = |until| dates::range(from, until, today);
    match until {
        Some(until) if until < today => format!("{who} rested {}.", range(until)),
        Some(until) if from > today => format!("{who} {are} to rest {}.", range(until)),
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
    let resume = "`ritual resume --all` whenever you like";
    format!("{name}: its own rest is over; all rituals are resting since {since}. {resume}.")
}

/// `further` are rests that stay, each with its handle.
pub fn resumed(name: Option<&str>, further: &[&Pause], today: NaiveDate) -> String {
    let said = match name {
        Some(name) => format!("{} is no longer resting.", line(name)),
        None => "All rituals are back from rest.".to_owned(),
    };
    further.iter().fold(said, |said, rest| {
        let days = span(rest.from, rest.until, today);
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
    let (name, hint) = (line(name), hint_name(name));
    format!("{name} is retired.{kept} `ritual resume {hint}` whenever you like.")
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
    let from = day_after(" from ", from.filter(|from| *from != today), today);
    format!("{}: {what}{from}.", line(name))
}

/// `walk takes in stroll, with its 12 entries`, as a question and as what was done.
pub fn to_merge(keep: &str, gone: &[&str], entries: u64) -> String {
    let names = listed(gone.iter().map(|name| line(name)));
    let with = (entries > 0).then(|| count(entries, "entry", "entries"));
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

/// `sit since 07:30`
pub fn since(start: &Start, today: NaiveDate) -> String {
    line(&start.ritual.name) + " " + &goes_on_since(start, today)
}

fn stop(start: &Start) -> String {
    let name = hint_name(&start.ritual.name);
    format!("`ritual log {name} --stop` notes the minutes")
}

/// A session that began now, or goes on since it did.
pub fn started(start: &Start, today: NaiveDate) -> String {
    format!("{}. {}.", since(start, today), stop(start))
}

/// `since 07:30`, with the day where it is another, where the name stands above or before it.
pub fn goes_on_since(start: &Start, today: NaiveDate) -> String {
    let at = start.moment.as_ref().map(|m| dates::time(m.wall()));
    let day = dates::day(start.day, today);
    match at {
        Some(at) if start.day == today => format!("since {at}"),
        at => format!("since {day}{}", after(", ", at)),
    }
}

/// The same with what ends it.
pub fn goes_on(start: &Start, today: NaiveDate) -> String {
    format!("{}; {}", goes_on_since(start, today), stop(start))
}

/// A session that was started on another day, and how long it would have been.
pub fn long_ago(start: &Start, minutes: f64, today: NaiveDate) -> String {
    let since = since(start, today);
    format!("{since}, which would be {} min", number(minutes))
}

/// The sentences of one ritual, as they follow its name: counts, runs, returns. `shown` is whether the
/// day of the last entry stands beside them.
pub fn counts(s: &Streak, today: NaiveDate, shown: bool) -> String {
    let mut said = Vec::new();
    // On the first day there is no window.
    let begun = s.first != Some(today);
    let windows = [&s.last_7, &s.last_30].into_iter();
    let windows = windows.filter(|w| w.done > 0 && begun);
    said.extend(once_each(windows.map(|w| window(w, today)).collect()));
    if let Some(amounts) = &s.amounts {
        let sums = [(amounts.last_7, &s.last_7), (amounts.last_30, &s.last_30)];
        let sums = sums.into_iter().filter(|(n, _)| *n > 0.0);
        let sums = sums.map(|(n, w)| sum(n, amounts.unit.as_deref(), w, today));
        if let Some(sums) = once_each(sums.collect()) {
            said.push(sums);
            let others = Some(&amounts.other_units).filter(|units| !units.is_empty());
            said.extend(others.map(|units| other_units(units)));
        }
    }
    if let Some(from) = s.resting_since {
        said.push(resting_since(from, None, today) + ".");
    } else if s.state == State::Retired {
        said.push("retired.".to_owned());
    }
    match s.last {
        Some(last) if s.last_30.done == 0 && !shown => said.push(last_noted(last, today) + "."),
        None if said.is_empty() => said.push(DESCRIBED.to_owned()),
        _ => {}
    }
    // Runs are worth a line from 3 up; periods from 2.
    let shows = |run: &Run| run.length >= if run.unit.period().is_some() { 2 } else { 3 };
    if let Some(run) = s.run.filter(shows) {
        let since = dates::day(run.from, today);
        said.push(format!("A run of {} since {since}.", run_length(&run)));
    }
    // The longest run says nothing new while it is the current one.
    if let Some(run) = s.longest.filter(|l| shows(l) && Some(*l) != s.run) {
        let when = dates::range(run.from, run.to, today);
        said.push(format!("Longest run {} ({when}).", run_length(&run)));
    }
    match s.returns {
        0 => {}
        1 => said.push("Came back once.".to_owned()),
        n => said.push(format!("Came back {n} times.")),
    }
    // A window that begins with the first entry has said since when.
    let told = s.last_30.since.is_some() && begun;
    let entries = count(s.entries, "entry", "entries");
    match s.first {
        Some(_) if told && s.last_30.done as u64 == s.entries => {}
        Some(_) if told => said.push(entries + "."),
        Some(first) if first == today => said.push(entries + ", today."),
        Some(first) => said.push(format!("{entries} since {}.", dates::day(first, today))),
        None => {}
    }
    let later = said.iter_mut().skip(1);
    later.for_each(|later| *later = capital(later));
    said.join(" ")
}

/// Counts as one sentence, each said once.
fn once_each(mut counts: Vec<String>) -> Option<String> {
    counts.dedup();
    some(listed(counts)).map(|counts| counts + ".")
}

/// `3 of the last 7 days (2 more resting)`; `3 days since 21 November` where the first entry lies
/// within it.
pub fn window(window: &Window, today: NaiveDate) -> String {
    let Window { done, of, .. } = *window;
    match window.since {
        Some((since, resting)) => days_since(done, resting, since, today),
        None => format!(
            "{done} of the last {of} days{}",
            more_resting(window.resting)
        ),
    }
}

/// ` (2 more resting)`
fn more_resting(days: usize) -> String {
    match days {
        0 => String::new(),
        n => format!(" ({n} more resting)"),
    }
}

pub fn back(back: Back) -> String {
    match back {
        Back::First(1) => "Picked up again; your earlier entry is here.".to_owned(),
        Back::First(n) => format!("Picked up again; your {n} earlier entries are all here."),
        Back::Again => "Picked up again.".to_owned(),
    }
}

/// `12 days`, `4 named days`, `3 weeks`.
fn run_length(run: &Run) -> String {
    let unit = match run.unit {
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Quarters => "quarters",
        Unit::Years => "years",
        Unit::NamedDays => "named days",
        Unit::Times => "times",
    };
    format!("{} {unit}", run.length)
}

pub fn last_noted(day: NaiveDate, today: NaiveDate) -> String {
    format!("last noted {}", dates::day(day, today))
}

/// `last noted 20 November, 2 days ago`
pub fn noted_ago(day: NaiveDate, today: NaiveDate) -> String {
    let last = last_noted(day, today);
    match (today - day).num_days() {
        0 => "last noted today".to_owned(),
        n if n < 0 => last,
        n => format!("{last}, {} ago", days(n)),
    }
}

/// `110 min in the last 7 days`, `20 min since 21 November`, `20 min today`.
fn sum(n: f64, unit: Option<&str>, window: &Window, today: NaiveDate) -> String {
    let sum = match unit {
        Some(_) => amount(n, unit),
        None => format!("a sum of {}", number(n)),
    };
    match window.since {
        None => format!("{sum} in the last {} days", window.of),
        Some((since, _)) if since == today => format!("{sum} today"),
        Some((since, _)) => format!("{sum} since {}", dates::day(since, today)),
    }
}

/// A ritual by its name, a measure by its word.
pub fn heat_subject(subject: &Subject) -> String {
    match subject {
        Subject::Rituals => "all rituals".to_owned(),
        Subject::Group(words) => format!("rituals {words}"),
        Subject::Ritual(name) => line(name),
        Subject::Measure(measure) => line(measure.as_str()),
    }
}

/// Amounts of two units are never added.
pub fn other_units(units: &[String]) -> String {
    format!("Entries in {} are not in it.", line(&units.join(", ")))
}

/// A sparkline and what it spans.
pub fn week_by_week(marks: &str, weeks: usize) -> String {
    let weeks = count(weeks, "week", "weeks");
    format!("{marks} ({weeks} up to this one)")
}

/// `3 days since 20 November (1 more resting)`, while a window is not full.
pub fn days_since(noted: usize, resting: usize, since: NaiveDate, today: NaiveDate) -> String {
    let since = day_after(" since ", (since != today).then_some(since), today);
    match noted {
        0 => of_days(0, 0, resting),
        n => days(n) + &since + &more_resting(resting),
    }
}

/// `12 of 31 days (3 more resting)`, `resting, 5 days`; nothing of days without either.
pub fn of_days(noted: usize, of: usize, resting: usize) -> String {
    match (noted, resting) {
        (0, 0) => String::new(),
        (0, resting) => format!("resting, {}", days(resting)),
        (n, resting) => format!("{n} of {of} days{}", more_resting(resting)),
    }
}

pub const DESCRIBED: &str = "described, and open to begin whenever you like.";

/// `14–28 Feb, 11 days, 4 more resting. Noted around then: changed "work", trigger "rain" on 3 days.`
pub fn gap(gap: &Gap, today: NaiveDate) -> String {
    let when = match gap.open {
        true => format!("since {}", dates::day(gap.from, today)),
        false => dates::range(gap.from, gap.to, today),
    };
    let resting = match gap.resting {
        0 => String::new(),
        n => format!(", {n} more resting"),
    };
    let labelled = [("changed ", &gap.changed), ("trigger ", &gap.triggers)];
    let labelled = labelled.into_iter().filter(|(_, words)| !words.is_empty());
    let said = labelled.map(|(label, words)| label.to_owned() + &listed(words.iter().map(noted)));
    let said = said.collect::<Vec<_>>().join("; ");
    let around = after(" Noted around then: ", some(said).map(|said| said + "."));
    format!("{when}, {}{resting}.{around}", days(gap.days))
}

fn noted(word: &Noted) -> String {
    match word.days {
        1 => quoted(&word.word),
        n => format!("{} on {n} days", quoted(&word.word)),
    }
}

/// `walk: noted on 9 days, 2–22 November, and no stretch of empty days among them.`
pub fn no_gaps(report: &Gaps) -> String {
    let name = line(&report.name);
    let when = dates::stretch(report.from, report.to, report.today);
    match (report.noted, report.first) {
        (_, None) => format!("{name}: {}", DESCRIBED),
        (0, Some(first)) if report.to < first => {
            format!("{name}: first noted {}.", dates::day(first, report.today))
        }
        (0, _) => format!("{name}, {when}: a quiet stretch."),
        (1, _) => format!("{name}: noted on one day, {when}."),
        (n, _) => {
            format!("{name}: noted on {n} days, {when}, and no stretch of empty days among them.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_nothing_in_them_are_not_counted() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(of_days(0, 2, 0), "");
        assert_eq!(days_since(0, 0, day, day), "");
        assert_eq!(of_days(0, 2, 1), "resting, 1 day");
        assert_eq!(of_days(1, 2, 1), "1 of 2 days (1 more resting)");
    }
}
