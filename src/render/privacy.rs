//! What is stored where.

use super::sanitise::line;
use super::{style, voice};
use crate::report::privacy::Privacy;

pub fn privacy(report: &Privacy, tables: bool, width: Option<usize>) -> String {
    let mut text = format!("{}\n", style::heading("The file"));
    text += &format!("  {}\n", line(&report.file));
    match (&report.file_mode, &report.folder_mode) {
        (Some(file), Some(folder)) => {
            text += &format!(
                "  {} bytes, mode {file}, in a folder of mode {folder}\n",
                report.bytes
            );
        }
        _ => text += "  not made so far; the first entry makes it, readable by you alone\n",
    }
    for path in &report.beside {
        text += &format!("  beside it: {}\n", line(path));
    }
    for path in &report.sheets {
        text += &format!("  left by an editor: {}\n", line(path));
    }
    match &report.synced {
        Some(place) => text += &format!("  {}\n", voice::sealed_files(place)),
        None => text += "  No account, no network, nothing sent anywhere.\n",
    }
    for shared in &report.shared {
        text += &format!(
            "  {}\n",
            voice::shared_by_consent(shared.with.as_deref(), shared.items)
        );
    }
    let rows: u64 = report.tables.iter().map(|t| t.rows).sum();
    if rows > 0 && !tables {
        text +=
            "  What you noted, in plain words. `ritual privacy --tables` says what lies where.\n";
    }
    if tables && !report.tables.is_empty() {
        text += &format!("\n{}\n", style::heading("In it"));
        let row = |t: &crate::report::privacy::Table| {
            vec![
                format!("  {}", line(&t.name)),
                t.rows.to_string(),
                t.holds.clone(),
            ]
        };
        text += &style::table(
            &["  table", "rows", "holds"],
            report.tables.iter().map(row).collect(),
            width,
        );
    }
    text += &format!("\n{}\n", style::heading("Beyond this program"));
    for beyond in &report.beyond {
        text += &format!("  {}: {}\n", beyond.what, beyond.how);
    }
    text + "\n`ritual forget ID` leaves no byte of a row's words in the file. A hash of its uid and the time it went stay, so that another copy of the notebook can learn that it went.\n"
}
