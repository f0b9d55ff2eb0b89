//! Stretches of empty days, one a line.

use super::sanitise::line;
use super::{headed, voice};
use crate::report::gap::Gaps;

pub fn gaps(report: &Gaps) -> String {
    if report.gaps.is_empty() {
        return voice::no_gaps(report) + "\n";
    }
    let gaps = report.gaps.iter().map(|gap| voice::gap(gap, report.today));
    headed(&line(&report.name), gaps)
}
