//! `ritual doctor`

use super::context::Context;
use super::reply::Reply;
use crate::failure::{Result, code};
use crate::render::{doctor as page, json, voice};
use crate::report::doctor::{Doctor, Finding};
use crate::store::Checks;

/// Check the file from all sides, and change nothing
///
/// Integrity, references, every row read and decoded, modes, leftovers. Exit 0 when the data is
/// sound, 4 when some of it is damaged.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(_: Args, context: &mut Context) -> Result<Reply> {
    let path = context.path()?;
    let checks = Checks::run(&path)?;
    let sound = !checks.damaged();
    let report = Doctor {
        file: path.display().to_string(),
        exists: checks.file.is_some(),
        rows: checks.rows.iter().map(|(_, n)| n).sum(),
        sound,
        findings: findings(&checks),
    };
    let mut reply = Reply::report(page::doctor(&report), json::report("doctor", &report));
    reply.code = if sound { code::DONE } else { code::DAMAGED };
    Ok(reply)
}

fn findings(checks: &Checks) -> Vec<Finding> {
    let mut found = Vec::new();
    let lines = [
        ("integrity", &checks.integrity),
        ("references", &checks.dangling),
        ("rows", &checks.unreadable),
    ];
    for (check, lines) in lines {
        found.extend(lines.iter().map(|what| Finding {
            check,
            what: what.clone(),
            remedy: None,
        }));
    }
    found.extend(checks.differing.iter().map(|row| Finding {
        check: "checksums",
        what: voice::differs(row),
        remedy: None,
    }));
    for (mode, what, narrow) in [
        (checks.file_mode, "the file", "600"),
        (checks.folder_mode, "its folder", "700"),
    ] {
        if let Some(mode) = mode {
            found.push(Finding {
                check: "modes",
                what: format!("{what} has mode {mode:o}: others on this machine may look in"),
                remedy: Some(format!("`chmod {narrow}` closes it")),
            });
        }
    }
    for path in &checks.leftovers {
        found.push(Finding {
            check: "leftovers",
            what: format!(
                "{} is beside it, from a writer at work or one that was killed",
                path.display()
            ),
            remedy: Some("the next command rolls it back".to_owned()),
        });
    }
    found
}
