//! Findings, one a line.

use super::sanitise::line;
use super::{lines, voice};
use crate::report::doctor::{Doctor, Finding};
use chrono::NaiveDate;

pub fn doctor(report: &Doctor, today: NaiveDate) -> String {
    let mut text = format!("{}\n", line(&report.file));
    if let Some(repaired) = &report.repaired {
        let done = repaired.done.iter();
        let done = done.map(|done| voice::repaired(done.what, done.count));
        text += &lines(done, voice::NOTHING_REPAIRED);
        if let Some(copy) = &repaired.copy {
            text += &format!("{}\n", voice::copy_before(copy));
        }
    }
    if !report.exists {
        text += &format!("{}\n", voice::NOT_MADE);
    } else if report.rows > 0 {
        text += &format!("{}\n", voice::rows_read(report.rows as u64, report.sound));
    }
    if let Some(backup) = &report.backup {
        text += &format!("{}\n", voice::last_backup(backup.day, today, &backup.file));
    }
    let finding = |found: &Finding| {
        let remedy = voice::in_brackets(found.remedy.clone());
        format!("{}: {}{remedy}", found.check, line(&found.what))
    };
    if !report.exists && report.findings.is_empty() {
        return text; // nothing was checked
    }
    text + &lines(report.findings.iter().map(finding), voice::SOUND)
}
