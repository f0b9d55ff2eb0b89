//! From what was found to what is said of it.

use crate::cli::remind::program::shell;
use crate::cli::sheets::Left;
use crate::domain::record::Kind;
use crate::exchange::backup::Named;
use crate::render::voice;
use crate::report::doctor::{Backup, Finding};
use crate::store::Checks;
use chrono::{DateTime, NaiveDate};

/// A backup older than this, in days, is spoken of; so is a notebook that has none.
const OLD: i64 = 30;

/// `other` is the newest backup of a notebook of the same name, its own or not.
pub fn findings(
    checks: &Checks,
    latest: Option<&Backup>,
    other: Option<&Named>,
    today: NaiveDate,
) -> Vec<Finding> {
    let mut found = data(checks);
    found.extend(around(checks));
    let day = |ms: i64| DateTime::from_timestamp_millis(ms).map(|at| at.date_naive());
    if let Some(ahead) = checks.ahead.and_then(day) {
        found.push(finding("clock", voice::ahead(ahead, today), None));
    }
    for (kind, handles) in &checks.alike {
        let remedy = handles.last().map(|id| match kind {
            // Each has entries of its own.
            Kind::Ritual => format!("`ritual change '#{id}' --name NAME` tells them apart"),
            _ => format!("`ritual forget {id}` deletes one"),
        });
        found.push(finding(
            "duplicates",
            voice::alike(kind.as_str(), handles),
            remedy,
        ));
    }
    let old = |day: &NaiveDate| (today - *day).num_days() > OLD;
    let what = match latest {
        Some(backup) => Some(backup.day)
            .filter(old)
            .map(|day| voice::old_backup(day, today)),
        None => checks
            .since
            .and_then(day)
            .filter(old)
            .map(|day| voice::no_backup(day, today)),
    };
    if let (None, Some(other), true) = (latest, other, checks.file.is_some()) {
        let file = shell(&other.path.display().to_string());
        let remedy = format!("`ritual restore {file}` brings it back");
        found.push(finding("backup", voice::OTHERS.to_owned(), Some(remedy)));
    }
    let remedy = || Some("`ritual backup` makes one".to_owned());
    found.extend(what.map(|what| finding("backup", what, remedy())));
    found
}

/// Words that an editor left when its command was killed.
pub fn words(left: &[Left]) -> Vec<Finding> {
    let remedy = || Some("`ritual doctor --repair` removes them".to_owned());
    let say = |left: &Left| finding("leftovers", voice::words_left(&left.words), remedy());
    left.iter().map(say).collect()
}

/// Damage: what exit code 4 speaks of.
fn data(checks: &Checks) -> Vec<Finding> {
    let mut found = Vec::new();
    for (check, lines) in [
        ("integrity", &checks.integrity),
        ("references", &checks.dangling),
        ("rows", &checks.unreadable),
    ] {
        found.extend(lines.iter().map(|what| finding(check, what.clone(), None)));
    }
    found.extend(
        checks
            .torn
            .iter()
            .map(|table| finding("rows", voice::torn(table), None)),
    );
    let lacking = checks.strange.iter().filter(|s| s.lacking());
    found.extend(lacking.map(|s| finding("schema", s.to_string(), None)));
    let closed = checks.closed.iter();
    found.extend(closed.map(|why| finding("writing", voice::closed(why), None)));
    let differing = checks.differing.iter();
    found.extend(differing.map(|row| finding("checksums", voice::differs(row), None)));
    let gone = checks.gone.iter();
    found.extend(gone.map(|id| finding("rows", voice::gone(*id), None)));
    found
}

/// What could be done about damage, each once.
pub fn remedies(checks: &Checks) -> Vec<String> {
    let by_repair = [&checks.integrity, &checks.differing]
        .iter()
        .any(|l| !l.is_empty())
        || checks.closed.is_some()
        || checks.strange.iter().any(|s| s.lacking());
    let by_salvage = [&checks.unreadable, &checks.dangling]
        .iter()
        .any(|l| !l.is_empty())
        || !checks.torn.is_empty()
        || !checks.gone.is_empty();
    // A repair works on a file that opens.
    let repair = (by_repair && !checks.unopened).then(|| voice::REPAIR.to_owned());
    let salvage = (by_salvage || checks.unopened).then(|| voice::SALVAGE.to_owned());
    repair.into_iter().chain(salvage).collect()
}

fn around(checks: &Checks) -> Vec<Finding> {
    let mut found = Vec::new();
    for (mode, what, narrow) in [
        (checks.file_mode, "the file", "600"),
        (checks.folder_mode, "its folder", "700"),
    ] {
        if let Some(mode) = mode {
            let remedy = format!("`chmod {narrow}` closes it");
            found.push(finding("modes", voice::wide_mode(what, mode), Some(remedy)));
        }
    }
    if let Some(owner) = &checks.owner {
        let remedy = "it takes no writing from here; --db FILE names another".to_owned();
        found.push(finding("owner", voice::owner(owner), Some(remedy)));
    }
    for strange in checks.strange.iter().filter(|s| !s.lacking()) {
        let remedy = "it is never run here, and runs in other programs".to_owned();
        found.push(finding("schema", strange.to_string(), Some(remedy)));
    }
    if checks.in_wal {
        let remedy = "the next write takes it back".to_owned();
        found.push(finding("journal", voice::IN_WAL.to_owned(), Some(remedy)));
    }
    if checks.beyond > 0 {
        let remedy = "`ritual doctor --repair` cuts them off".to_owned();
        found.push(finding("pages", voice::beyond(checks.beyond), Some(remedy)));
    }
    for path in &checks.leftovers {
        let rolled = path.to_string_lossy().ends_with("-journal");
        let remedy = match rolled {
            true => "the next command rolls it back",
            false => "it belongs to WAL mode, and the next write takes it in",
        };
        let remedy = Some(remedy.to_owned());
        found.push(finding("leftovers", voice::side_file(path), remedy));
    }
    for path in &checks.drafts {
        let remedy = "`ritual doctor --repair` removes it".to_owned();
        found.push(finding("leftovers", voice::draft(path), Some(remedy)));
    }
    found
}

fn finding(check: &'static str, what: String, remedy: Option<String>) -> Finding {
    Finding {
        check,
        what,
        remedy,
    }
}
