//! `ritual doctor`

mod findings;

use super::context::Context;
use super::reply::Reply;
use crate::exchange::backup;
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{doctor as page, json};
use crate::report::doctor::{Backup, Doctor, Done, Repaired};
use crate::store::{Checks, Store};

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

pub fn run(args: Args, context: &mut Context) -> Result<Reply> {
    let path = context.path()?;
    let repaired = if args.repair {
        Store::repair(&path)?
    } else {
        None
    };
    if args.repair && repaired.is_none() {
        return Err(Failure::refused(format!("{} is not there", path.display()))
            .hint("the first entry makes it"));
    }
    let checks = Checks::run(&path, context.clock.wall_ms())?;
    let sound = !checks.damaged();
    let today = context.clock.today();
    let kept = backup::own(&file::backups(&path), &path, &checks.mark);
    let latest = kept.last().map(|backup| Backup {
        file: backup.path.display().to_string(),
        day: backup.at.date(),
    });
    let report = Doctor {
        file: path.display().to_string(),
        exists: checks.file.is_some(),
        rows: checks.rows.iter().map(|(_, n)| n).sum(),
        sound,
        findings: findings::findings(&checks, latest.as_ref(), today),
        backup: latest,
        repaired: repaired.map(|repaired| Repaired {
            copy: repaired.copy.map(|copy| copy.display().to_string()),
            done: repaired
                .done
                .into_iter()
                .map(|(what, count)| Done { what, count })
                .collect(),
        }),
    };
    let mut reply = Reply::report(
        page::doctor(&report, today),
        json::report("doctor", &report),
    );
    reply.code = if sound { code::DONE } else { code::DAMAGED };
    Ok(reply.notes(findings::remedies(&checks)))
}
