//! `ritual doctor`

mod findings;

use super::input;
use super::reply::Reply;
use super::session::Globals;
use super::sheets::{self, Left};
use crate::exchange::backup;
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{file as page, voice};
use crate::report::doctor::{Backup, Doctor, Done, Repaired};
use crate::store::{Checks, Reader};

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
    let repaired = if args.repair {
        Reader::repair(&path)?
    } else {
        None
    };
    if args.repair && repaired.is_none() {
        return Err(Failure::refused(format!("{} is not there", path.display()))
            .hint("the first entry makes it"));
    }
    let words = sheets::left(&path);
    let (words, removed) = match args.repair {
        true => cleared(words, globals)?,
        false => (words, 0),
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
            findings::findings(&checks, latest.as_ref(), others.last(), today),
            findings::words(&words),
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
    let mut reply = Reply::of(globals, "doctor", &report, || page::doctor(&report, today));
    reply.code = if sound { code::DONE } else { code::DAMAGED };
    Ok(reply.notes(findings::remedies(&checks)))
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
