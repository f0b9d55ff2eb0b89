//! What there is to talk about.

use super::{lines, voice};
use crate::domain::small::Talk;
use crate::report::people::Talks;
use chrono::NaiveDate;

pub fn talks(report: &Talks) -> String {
    let rows = report.rows.iter().map(|talk| one(talk, report.today));
    let boundaries = report.boundaries.iter().map(|b| {
        let said = voice::boundary_to_talk_about(b, report.today);
        voice::by_handle(&said, b.meta.id)
    });
    lines(rows.chain(boundaries), voice::NOTHING_TO_TALK_ABOUT)
}

/// `"phone at dinner" (with Sam, by 1 December) #12`
pub fn one(talk: &Talk, today: NaiveDate) -> String {
    voice::by_handle(&voice::to_talk_about(talk, today), talk.meta.id)
}
