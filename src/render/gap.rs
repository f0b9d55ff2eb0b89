//! Stretches of empty days, one a line.

use super::{style, voice};
use crate::render::sanitise::line;
use crate::report::gap::Gaps;

pub fn gaps(report: &Gaps) -> String {
    if report.gaps.is_empty() {
        let text = voice::no_gaps(report);
        return format!("{text}\n");
    }
    let mut text = format!("{}\n", style::heading(&line(&report.name)));
    for gap in &report.gaps {
        text += &format!("  {}\n", voice::gap(gap, report.today));
    }
    text
}
