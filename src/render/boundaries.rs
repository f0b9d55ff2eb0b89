//! Boundaries under their stance.

use super::sanitise::line;
use super::{style, voice};
use crate::domain::boundary::{Boundary, Stance};
use crate::report::boundaries::Boundaries;
use chrono::NaiveDate;

pub fn boundaries(report: &Boundaries) -> String {
    if report.boundaries.is_empty() {
        let none = if report.others {
            voice::NONE_SHOWN
        } else {
            voice::NO_BOUNDARIES
        };
        return format!("{none}\n");
    }
    let mut text = String::new();
    for stance in Stance::ALL {
        let held: Vec<&Boundary> = report
            .boundaries
            .iter()
            .filter(|b| b.stance == stance)
            .collect();
        if held.is_empty() {
            continue;
        }
        text += &format!("{}\n", style::heading(voice::stance(stance)));
        for boundary in held {
            text += &format!("  {}\n", after_stance(boundary, report.today));
        }
    }
    text
}

/// Boundaries one a line, each with its stance, for scripts and confirmations.
pub fn lines(held: &[Boundary], today: NaiveDate) -> String {
    held.iter().map(|b| one(b, today) + "\n").collect()
}

/// `Off-limits: reading my notebook (agreed 4 March, revisit 1 June). #3`
pub fn one(b: &Boundary, today: NaiveDate) -> String {
    let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, b.retired, today);
    format!(
        "{}: {}{agreement}. {}",
        voice::stance(b.stance),
        line(&b.area),
        style::handle(b.meta.id)
    )
}

/// `Off-limits: reading my notebook (agreed 4 March): "even drafts"`
pub fn whole(b: &Boundary, today: NaiveDate) -> String {
    format!("{}: {}", voice::stance(b.stance), words(b, today))
}

fn after_stance(b: &Boundary, today: NaiveDate) -> String {
    format!("{} {}", words(b, today), style::handle(b.meta.id))
}

fn words(b: &Boundary, today: NaiveDate) -> String {
    let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, b.retired, today);
    let note = b
        .note
        .as_deref()
        .map_or(String::new(), |words| format!(": {}", voice::quoted(words)));
    format!("{}{agreement}{note}", line(&b.area))
}
