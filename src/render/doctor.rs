//! Findings, one a line.

use super::sanitise::line;
use super::voice;
use crate::report::doctor::Doctor;

#[must_use]
pub fn doctor(report: &Doctor) -> String {
    let mut text = format!("{}\n", line(&report.file));
    if !report.exists {
        text += "not made so far; the first entry makes it\n";
    } else if report.rows > 0 {
        text += &format!(
            "{} read and decoded\n",
            voice::count(report.rows as u64, "row", "rows")
        );
    }
    for finding in &report.findings {
        text += &format!("{}: {}", finding.check, line(&finding.what));
        if let Some(remedy) = &finding.remedy {
            text += &format!(" ({remedy})");
        }
        text.push('\n');
    }
    if report.findings.is_empty() {
        text += &format!("{}\n", voice::SOUND);
    }
    text
}
