//! Stretches of empty days.

use super::{after, count, days, listed, quoted};
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::gap::{Gap, Gaps, Noted};
use chrono::NaiveDate;

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
    let said = labelled.into_iter().filter(|(_, words)| !words.is_empty());
    let said: Vec<String> = said
        .map(|(label, words)| label.to_owned() + &listed(words.iter().map(noted)))
        .collect();
    let said = (!said.is_empty()).then(|| said.join("; ") + ".");
    let around = after(" Noted around then: ", said);
    format!("{when}, {}{resting}.{around}", days(gap.days))
}

fn noted(word: &Noted) -> String {
    match word.days {
        1 => quoted(&word.word),
        n => format!("{} on {n} days", quoted(&word.word)),
    }
}

/// Over what is shown to another and has no day.
pub const WITHOUT_A_DAY: &str = "At any time";

/// Before a view of two; on stderr.
pub fn would_show(items: usize) -> String {
    if items == 0 {
        return "Nothing of this is shared.".to_owned();
    }
    format!(
        "This shows {}:",
        count(items, "shared item", "shared items")
    )
}

/// `walk: noted on 9 days, 2–22 November, and no stretch of empty days among them.`
pub fn no_gaps(report: &Gaps) -> String {
    let name = line(&report.name);
    let when = dates::stretch(report.from, report.to, report.today);
    match (report.noted, report.first) {
        (_, None) => format!("{name}: {}", super::DESCRIBED),
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
