//! `ritual doctor` and `ritual privacy`: what is in the file, and what lies around it.

use super::editor::{self, Left};
use super::input;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::shell::shell;
use crate::domain::record::Kind;
use crate::exchange::backup::{self, Named};
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{file as page, voice};
use crate::report::doctor::{Backup, Doctor, Done, Finding, Repaired};
use crate::report::privacy::{self, Privacy, Shared, Table, beyond, holds};
use crate::store::{Census, Checks, Reader};
use chrono::{DateTime, NaiveDate};
use std::path::{Path, PathBuf};

/// Check the file from all sides
///
/// Integrity, references, every row read, decoded and held against its checksum, modes, leftovers,
/// stamps ahead of the clock, rows of the same content, the age of the latest backup. It changes
/// nothing. Exit 0 when the data is sound, 4 when some of it is damaged.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Put right what needs no guessing, after a copy of the file: indexes, parts of rows that are
    /// gone, checksums, the file's mode, drafts of killed commands
    #[arg(long)]
    repair: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    let repaired = match args.repair {
        true => Some(Reader::repair(&path)?.ok_or_else(|| {
            Failure::refused(format!("{} is not there", path.display()))
                .hint("the first entry makes it")
        })?),
        false => None,
    };
    let left = editor::left(&path);
    let (left, removed) = match args.repair {
        true => cleared(left, globals)?,
        false => (left, 0),
    };
    let clock = globals.clock()?;
    let checks = Checks::run(&path, clock.wall_ms())?;
    let sound = !checks.damaged();
    let today = clock.today();
    let kept = backup::own(&file::backups(&path), &path, &checks.mark);
    let others = backup::of_name(&file::backups(&path), &path);
    let latest = kept.last().map(|backup| Backup {
        file: backup.path.display().to_string(),
        day: backup.at.date(),
    });
    let report = Doctor {
        file: path.display().to_string(),
        exists: checks.file.is_some(),
        rows: checks.rows.iter().map(|(_, n)| n).sum(),
        sound,
        findings: [
            findings(&checks, latest.as_ref(), others.last(), today),
            words(&left),
        ]
        .concat(),
        backup: latest,
        repaired: repaired.map(|repaired| Repaired {
            copy: repaired.copy.map(|copy| copy.display().to_string()),
            done: repaired
                .done
                .into_iter()
                .chain((removed > 0).then_some((voice::WORDS_REMOVED, removed)))
                .map(|(what, count)| Done { what, count })
                .collect(),
        }),
    };
    let code = if sound { code::DONE } else { code::DAMAGED };
    let reply = Reply::of(globals, "doctor", &report, || page::doctor(&report, today));
    Ok(reply.code(code).notes(remedies(&checks)))
}

/// Removes words that an editor left, where a person who is there agrees; gives those that stay, and
/// how many went.
fn cleared(left: Vec<Left>, globals: &Globals) -> Result<(Vec<Left>, usize)> {
    let (mut stay, mut removed) = (Vec::new(), 0);
    for left in left {
        let question = format!("remove the words in {}?", left.words.display());
        if input::agreed(globals, &question)?.unwrap_or(true) {
            left.remove();
            removed += 1;
        } else {
            stay.push(left);
        }
    }
    Ok((stay, removed))
}

/// A backup older than this, in days, is spoken of; so is a notebook that has none.
const OLD: i64 = 30;

/// `other` is the newest backup of a notebook of the same name, its own or not.
fn findings(
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
        let what = voice::alike(kind.as_str(), handles);
        found.push(finding("duplicates", what, remedy.as_deref()));
    }
    if let (None, Some(other), true) = (latest, other, checks.file.is_some()) {
        let file = shell(&other.path.display().to_string());
        let remedy = format!("`ritual restore {file}` brings it back");
        found.push(finding("backup", voice::OTHERS.to_owned(), Some(&remedy)));
    }
    let old = |day: &NaiveDate| (today - *day).num_days() > OLD;
    let what = match latest {
        Some(backup) => {
            let day = Some(backup.day).filter(old);
            day.map(|day| voice::old_backup(day, today))
        }
        None => {
            let since = checks.since.and_then(day).filter(old);
            since.map(|day| voice::no_backup(day, today))
        }
    };
    let remedy = Some("`ritual backup` makes one");
    found.extend(what.map(|what| finding("backup", what, remedy)));
    found
}

/// Words that an editor left when its command was killed.
fn words(left: &[Left]) -> Vec<Finding> {
    let remedy = Some("`ritual doctor --repair` removes them");
    let say = |left: &Left| finding("leftovers", voice::words_left(&left.words), remedy);
    left.iter().map(say).collect()
}

/// Damage: what exit code 4 speaks of.
fn data(checks: &Checks) -> Vec<Finding> {
    let lacking = checks.strange.iter().filter(|s| s.lacking());
    let said: [(&'static str, Vec<String>); 8] = [
        ("integrity", checks.integrity.clone()),
        ("references", checks.dangling.clone()),
        ("rows", checks.unreadable.clone()),
        (
            "rows",
            checks.torn.iter().map(|table| voice::torn(table)).collect(),
        ),
        ("schema", lacking.map(ToString::to_string).collect()),
        (
            "writing",
            checks.closed.iter().map(|why| voice::closed(why)).collect(),
        ),
        (
            "checksums",
            checks
                .differing
                .iter()
                .map(|row| voice::differs(row))
                .collect(),
        ),
        (
            "rows",
            checks.gone.iter().map(|id| voice::gone(*id)).collect(),
        ),
    ];
    let findings = |(check, lines): (_, Vec<String>)| {
        lines
            .into_iter()
            .map(move |what| finding(check, what, None))
    };
    said.into_iter().flat_map(findings).collect()
}

/// What could be done about damage, each once.
fn remedies(checks: &Checks) -> Vec<String> {
    let by_repair = !checks.integrity.is_empty()
        || !checks.differing.is_empty()
        || checks.closed.is_some()
        || checks.strange.iter().any(|s| s.lacking());
    let by_salvage = !checks.unreadable.is_empty()
        || !checks.dangling.is_empty()
        || !checks.torn.is_empty()
        || !checks.gone.is_empty();
    // A repair works on a file that opens.
    let repair = (by_repair && !checks.unopened).then(|| voice::REPAIR.to_owned());
    let salvage = (by_salvage || checks.unopened).then(|| voice::SALVAGE.to_owned());
    repair.into_iter().chain(salvage).collect()
}

/// What lies around the data.
fn around(checks: &Checks) -> Vec<Finding> {
    let mut found = Vec::new();
    for (mode, what, narrow) in [
        (checks.file_mode, "the file", "600"),
        (checks.folder_mode, "its folder", "700"),
    ] {
        if let Some(mode) = mode {
            let remedy = format!("`chmod {narrow}` closes it");
            found.push(finding(
                "modes",
                voice::wide_mode(what, mode),
                Some(&remedy),
            ));
        }
    }
    if let Some(owner) = &checks.owner {
        let remedy = "it takes no writing from here; --db FILE names another";
        found.push(finding("owner", voice::owner(owner), Some(remedy)));
    }
    for strange in checks.strange.iter().filter(|s| !s.lacking()) {
        let remedy = "it is never run here, and runs in other programs";
        found.push(finding("schema", strange.to_string(), Some(remedy)));
    }
    if checks.in_wal {
        let remedy = "the next write takes it back";
        found.push(finding("journal", voice::IN_WAL.to_owned(), Some(remedy)));
    }
    if checks.beyond > 0 {
        let remedy = "`ritual doctor --repair` cuts them off";
        found.push(finding("pages", voice::beyond(checks.beyond), Some(remedy)));
    }
    for path in &checks.leftovers {
        let rolled = path.to_string_lossy().ends_with("-journal");
        let remedy = match rolled {
            true => "the next command rolls it back",
            false => "it belongs to WAL mode, and the next write takes it in",
        };
        found.push(finding("leftovers", voice::side_file(path), Some(remedy)));
    }
    for path in &checks.drafts {
        let remedy = "`ritual doctor --repair` removes it";
        found.push(finding("leftovers", voice::draft(path), Some(remedy)));
    }
    found
}

fn finding(check: &'static str, what: String, remedy: Option<&str>) -> Finding {
    Finding {
        check,
        what,
        remedy: remedy.map(str::to_owned),
    }
}

/// Show what is stored where, and what is beyond this program
#[derive(Debug, clap::Args)]
pub struct PrivacyArgs {
    /// Each table as well, with what it holds
    #[arg(long)]
    tables: bool,
}

pub fn privacy(args: PrivacyArgs, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    let census = Census::take(&path)?;
    let octal = |mode: Option<u32>| mode.map(|m| format!("{m:o}"));
    let shown = |path: &Path| path.display().to_string();
    let table = |(name, rows): (String, _)| Table {
        holds: holds(&name),
        name,
        rows,
    };
    let report = Privacy {
        file: shown(census.file.as_deref().unwrap_or(&path)),
        exists: census.file.is_some(),
        bytes: census.bytes,
        file_mode: octal(census.file_mode),
        folder_mode: octal(census.folder_mode),
        tables: census.tables.into_iter().map(table).collect(),
        beside: (census.beside.iter().chain(&backups(&path)))
            .map(|path| shown(path))
            .collect(),
        sheets: (editor::left(&path).iter())
            .map(|left| shown(&left.words))
            .collect(),
        synced: census.synced,
        shared: shared(globals),
        beyond: beyond(),
    };
    Ok(Reply::of(globals, "privacy", &report, || {
        page::privacy(&report, args.tables, reply::width())
    }))
}

/// For whom something is shared. This page is shown of a file that does not read as well.
fn shared(globals: &Globals) -> Vec<Shared> {
    let read = || {
        let session = Session::read(globals)?;
        let consents = session.reader.consents()?;
        Ok::<_, Failure>(privacy::shared(&consents, session.clock.today()))
    };
    read().unwrap_or_default()
}

/// What lies in the folder backups usually go to.
fn backups(notebook: &Path) -> Vec<PathBuf> {
    let entries = file::backups(notebook).read_dir();
    let entries = entries.into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.sort();
    found
}
