//! One line for each ritual: counts, runs, returns.

use super::sanitise::line;
use super::{dates, voice};
use crate::report::streaks::{State, Streak, Streaks};
use chrono::NaiveDate;

/// Rituals with a done day in the last 30, or all of them.
#[must_use]
pub fn streaks(report: &Streaks, all: bool) -> String {
    let shown: Vec<&Streak> = report
        .rituals
        .iter()
        .filter(|s| all || (s.last_30.done > 0 && s.state != State::Retired))
        .collect();
    if shown.is_empty() {
        let nothing = if report.rituals.is_empty() { voice::NO_RITUALS } else { voice::NO_STREAKS };
        return format!("{nothing}\n");
    }
    shown.iter().map(|s| format!("{}: {}\n", line(&s.name), counts(s, report.today))).collect()
}

/// The sentences of one ritual, without its name.
#[must_use]
pub fn counts(s: &Streak, today: NaiveDate) -> String {
    let mut said = Vec::new();
    if s.last_30.done > 0 {
        let mut windows = Vec::new();
        if s.last_7.done > 0 {
            windows.push(voice::window(&s.last_7));
        }
        windows.push(voice::window(&s.last_30));
        said.push(format!("{}.", windows.join(", ")));
    }
    if let Some(from) = s.resting_since {
        said.push(sentence(&voice::resting_since(from, None, today)));
    } else if s.state == State::Retired {
        said.push("Retired.".to_owned());
    }
    if s.last_30.done == 0 {
        match s.last {
            Some(last) => said.push(sentence(&voice::last_noted(last, today))),
            None if said.is_empty() => said.push("In the notebook.".to_owned()),
            None => {}
        }
    }
    if let Some(run) = s.run.filter(voice::run_shows) {
        said.push(voice::current_run(&run, today));
    }
    // The longest run says nothing new while it is the current one.
    if let Some(run) = s.longest.filter(|l| voice::run_shows(l) && Some(*l) != s.run) {
        said.push(voice::longest_run(&run, today));
    }
    if s.returns > 0 {
        said.push(voice::returns(s.returns));
    }
    if let Some(first) = s.first {
        let entries = voice::count(s.entries, "entry", "entries");
        said.push(format!("{entries} since {}.", dates::day(first, today)));
    }
    said.join(" ")
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), chars.as_str()),
        None => String::new(),
    }
}
