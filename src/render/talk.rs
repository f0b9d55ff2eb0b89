//! What there is to talk about.

use super::{style, voice};
use crate::domain::small::Talk;
use crate::report::talk::Talks;
use chrono::NaiveDate;

/// The rows, or `none`.
pub fn talks(report: &Talks, none: &str) -> String {
    if report.rows.is_empty() && report.boundaries.is_empty() {
        return format!("{none}\n");
    }
    let rows = report.rows.iter().map(|talk| one(talk, report.today));
    let boundaries = report.boundaries.iter().map(|b| {
        let said = voice::boundary_to_talk_about(b, report.today);
        format!("{said} {}", style::handle(b.meta.id))
    });
    rows.chain(boundaries).map(|line| line + "\n").collect()
}

/// `"phone at dinner" (with Sam, by 1 December) #12`
pub fn one(talk: &Talk, today: NaiveDate) -> String {
    format!(
        "{} {}",
        voice::to_talk_about(talk, today),
        style::handle(talk.meta.id)
    )
}
