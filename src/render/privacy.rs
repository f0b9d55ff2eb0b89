//! What is stored where.

use super::sanitise::line;
use super::{headed, style, voice};
use crate::report::privacy::{Privacy, Table};

pub fn privacy(report: &Privacy, tables: bool, width: Option<usize>) -> String {
    let modes = report
        .file_mode
        .as_deref()
        .zip(report.folder_mode.as_deref());
    let beside = report.beside.iter();
    let beside = beside.map(|path| format!("beside it: {}", line(path)));
    let sheets = report.sheets.iter();
    let sheets = sheets.map(|path| format!("left by an editor: {}", line(path)));
    let synced = report.synced.as_deref().map(voice::sealed_files);
    let synced = synced.unwrap_or_else(|| voice::NOT_SENT.to_owned());
    let shared = report.shared.iter();
    let shared = shared.map(|s| voice::shared_by_consent(s.with.as_deref(), s.items));
    let noted = !tables && report.tables.iter().any(|table| table.rows > 0);
    let file = [
        line(&report.file),
        voice::file_and_folder(report.bytes, modes),
    ];
    let about = file.into_iter().chain(beside).chain(sheets);
    let about = about.chain([synced]).chain(shared);
    let mut text = headed(
        "The file",
        about.chain(noted.then(|| voice::IN_PLAIN_WORDS.to_owned())),
    );
    if tables && !report.tables.is_empty() {
        let name = |t: &Table| format!("  {}", line(&t.name));
        let row = |t: &Table| vec![name(t), t.rows.to_string(), t.holds.clone()];
        let rows = report.tables.iter().map(row).collect();
        text += &format!("\n{}\n", style::heading("In it"));
        text += &style::table(&["  table", "rows", "holds"], rows, width);
    }
    let beyond = report.beyond.iter();
    let beyond = beyond.map(|beyond| format!("{}: {}", beyond.what, beyond.how));
    let beyond = headed("Beyond this program", beyond);
    format!("{text}\n{beyond}\n{}\n", voice::FORGET_LEAVES)
}
