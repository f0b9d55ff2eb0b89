//! One line for each ritual: counts, runs, returns.

use super::sanitise::line;
use super::{lines, voice};
use crate::report::streaks::{State, Streak, Streaks};
use chrono::NaiveDate;

/// Rituals with a done day in the last 30, or all of them.
pub fn streaks(report: &Streaks, all: bool) -> String {
    let shown = report.rituals.iter();
    let shown = shown.filter(|s| all || s.last_30.done > 0);
    let none = match report.rituals.is_empty() {
        true => voice::NO_RITUALS,
        false => voice::NO_STREAKS,
    };
    let said = |s: &Streak| format!("{}: {}", line(&s.name), counts(s, report.today, false));
    lines(shown.map(said), none)
}

/// The sentences of one ritual, as they follow its name.
/// `shown` is whether the day of the last entry stands beside them.
pub fn counts(s: &Streak, today: NaiveDate, shown: bool) -> String {
    let mut said = Vec::new();
    // On the first day there is no window.
    let begun = s.first != Some(today);
    let windows = [&s.last_7, &s.last_30].into_iter();
    let windows = windows.filter(|w| w.done > 0 && begun);
    said.extend(listed(windows.map(|w| voice::window(w, today)).collect()));
    if let Some(amounts) = &s.amounts {
        let sums = [(amounts.last_7, &s.last_7), (amounts.last_30, &s.last_30)];
        let sums = sums.into_iter().filter(|(sum, _)| *sum > 0.0);
        let sum = |(sum, w)| voice::sum(sum, amounts.unit.as_deref(), w, today);
        if let Some(sums) = listed(sums.map(sum).collect()) {
            said.push(sums);
            let others = Some(&amounts.other_units).filter(|units| !units.is_empty());
            said.extend(others.map(|units| voice::other_units(units)));
        }
    }
    if let Some(from) = s.resting_since {
        said.push(format!("{}.", voice::resting_since(from, None, today)));
    } else if s.state == State::Retired {
        said.push(voice::RETIRED.to_owned());
    }
    match s.last {
        Some(last) if s.last_30.done == 0 && !shown => {
            said.push(format!("{}.", voice::last_noted(last, today)));
        }
        None if said.is_empty() => said.push(voice::DESCRIBED.to_owned()),
        _ => {}
    }
    if let Some(run) = s.run.filter(voice::run_shows) {
        said.push(voice::current_run(&run, today));
    }
    // The longest run says nothing new while it is the current one.
    let longest = s
        .longest
        .filter(|l| voice::run_shows(l) && Some(*l) != s.run);
    said.extend(longest.map(|run| voice::longest_run(&run, today)));
    if s.returns > 0 {
        said.push(voice::returns(s.returns));
    }
    // A window that begins with the first entry has said since when.
    let told = s.last_30.since.is_some() && s.first != Some(today);
    said.extend(match s.first {
        Some(_) if told && s.last_30.done as u64 == s.entries => None,
        Some(_) if told => Some(voice::entries(s.entries)),
        first => first.map(|first| voice::entries_since(s.entries, first, today)),
    });
    said.iter_mut()
        .skip(1)
        .for_each(|later| *later = capital(later));
    said.join(" ")
}

/// Counts as one sentence, each said once.
fn listed(mut counts: Vec<String>) -> Option<String> {
    counts.dedup();
    (!counts.is_empty()).then(|| format!("{}.", counts.join(", ")))
}

/// With a capital, as a sentence that stands alone begins.
pub fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
