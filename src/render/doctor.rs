//! Findings, one a line.

use super::sanitise::line;
use super::voice;
use crate::report::doctor::Doctor;
use chrono::NaiveDate;

pub fn doctor(report: &Doctor, today: NaiveDate) -> String {
    let mut text = format!("{}\n", line(&report.file));
    if let Some(repaired) = &report.repaired {
        for done in &repaired.done {
            text += &format!("{}\n", voice::repaired(done.what, done.count));
        }
        if repaired.done.is_empty() {
            text += &format!("{}\n", voice::NOTHING_REPAIRED);
        }
        if let Some(copy) = &repaired.copy {
            text += &format!("{}\n", voice::copy_before(copy));
        }
    }
    if !report.exists {
        text += "not made so far; the first entry makes it\n";
    } else if report.rows > 0 {
        text += &format!("{}\n", voice::rows_read(report.rows as u64, report.sound));
    }
    if let Some(backup) = &report.backup {
        text += &format!("{}\n", voice::last_backup(backup.day, today, &backup.file));
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
