//! `ritual restore`

use super::backup::{Count, counts};
use super::export::same;
use super::keys;
use super::reply::Reply;
use super::session::Globals;
use crate::exchange::backup;
use crate::exchange::encrypt;
use crate::failure::{Failure, Result, code};
use crate::file::with_suffix;
use crate::render::voice;
use crate::store::{Reader, Restoring, Snapshot};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Put a backup in the notebook's place
///
/// What is there now is kept beside it. The backup is checked first: against the checksum beside it
/// where there is one, and row by row.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The backup
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Check it and say what is in it, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The age key file that opens it; without it RITUAL_KEY_COMMAND or a prompt is asked
    #[arg(long, value_name = "KEYS", value_hint = clap::ValueHint::FilePath)]
    identity: Option<PathBuf>,
    /// In a notebook that syncs: rows that were forgotten since, too, as other rows
    #[arg(long)]
    with_forgotten: bool,
}

/// What a restore did, for `--json`.
#[derive(Serialize)]
struct Restored {
    dry_run: bool,
    file: String,
    /// Whether a checksum lay beside it.
    checksum: bool,
    encrypted: bool,
    rows: usize,
    kinds: Vec<Count>,
    /// Where the notebook that was here is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    aside: Option<String>,
    /// Consents that ended since the backup, and stay so.
    ended: usize,
    /// Consents that hold in it, and of which nothing here told.
    unknown: usize,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    if same(&args.file, &path) {
        return Err(
            Failure::refused(format!("{} is the notebook itself", path.display()))
                .hint("FILE is a backup, such as `ritual backup` makes"),
        );
    }
    let bytes = std::fs::read(&args.file).map_err(|e| {
        Failure::refused(format!("{} cannot be read: {e}", args.file.display()))
            .hint("FILE is a backup, such as `ritual backup` makes")
    })?;
    let checksum = verified(&args.file, &bytes)?;
    let encrypted = encrypt::is_encrypted(&bytes);
    let bytes = if encrypted {
        let key = keys::key(args.identity.as_ref(), globals)?;
        encrypt::decrypt(&bytes, &key).map_err(|e| keys::closed(&args.file, &e))?
    } else {
        bytes
    };
    let snapshot = Snapshot::of(bytes, &args.file).map_err(|e| named(&args.file, e.into()))?;
    // Encryption and a checksum both tell a file from a changed one; without them each row does.
    if let (Some(row), false) = (snapshot.differing.first(), checksum || encrypted) {
        return Err(Failure::new(
            code::DAMAGED,
            format!("{}: {row} does not match its checksum", args.file.display()),
        )
        .hint("`ritual doctor --db FILE` names every such row; the notebook was left as it is"));
    }
    let clock = globals.clock()?;
    let how = Restoring {
        wall_ms: clock.wall_ms(),
        today: clock.today(),
        anew: args.with_forgotten,
    };
    let came = match args.dry_run {
        true => Reader::would_restore(&path, &snapshot.bytes, how),
        false => Reader::restore(&path, &snapshot.bytes, how),
    }?;
    let restored = voice::restored(&args.file, snapshot.rows(), args.dry_run);
    let aside = came.aside.as_deref().map(voice::set_aside);
    let said = [restored].into_iter().chain(aside);
    let text: String = said.map(|line| line + "\n").collect();
    let done = Restored {
        dry_run: args.dry_run,
        file: args.file.display().to_string(),
        checksum,
        encrypted,
        rows: snapshot.rows(),
        kinds: counts(&snapshot),
        aside: came.aside.map(|p| p.display().to_string()),
        ended: came.ended,
        unknown: came.unknown,
    };
    let strange = snapshot
        .strange
        .iter()
        .map(|s| format!("{s}; it is never run here"));
    let gone = (came.gone > 0 && !args.with_forgotten).then(|| voice::forgotten_again(came.gone));
    let ended = (came.ended > 0).then(|| voice::ended_again(came.ended));
    let unknown = (came.unknown > 0).then(|| voice::held_unknown(came.unknown));
    let notes = strange.chain(log_beside(&args.file)).chain(gone);
    let notes = notes.chain(ended).chain(unknown);
    Ok(Reply::done(globals, "restore", &done, || text).notes(notes))
}

/// What another program wrote in WAL mode lies beside the file until it is taken in.
fn log_beside(file: &Path) -> Option<String> {
    let log = with_suffix(file, "-wal");
    let held = log.metadata().is_ok_and(|m| m.len() > 0);
    held.then(|| format!("what {} holds is not in it", log.display()))
}

/// Whether a checksum lies beside the file, and it fits.
fn verified(file: &Path, bytes: &[u8]) -> Result<bool> {
    let beside = backup::sidecar(file);
    match backup::verified(file, bytes) {
        Ok(Some(true)) => Ok(true),
        Ok(None) => Ok(false),
        Ok(Some(false)) => Err(Failure::new(
            code::DAMAGED,
            format!("{} does not match {}", file.display(), beside.display()),
        )
        .hint("it was changed after it was written; the notebook was left as it is")),
        Err(e) => Err(
            Failure::refused(format!("{} cannot be read: {e}", beside.display()))
                .hint("the notebook was left as it is"),
        ),
    }
}

/// An error about the backup, which is not the notebook.
fn named(file: &Path, failure: Failure) -> Failure {
    let message = failure.message.replace(
        "the notebook is damaged",
        &format!("{} is damaged", file.display()),
    );
    let failure = Failure { message, ..failure };
    if failure.message.contains("not a ritual file") {
        return failure.hint(
            "`ritual import` brings rows in from other files; the notebook was left as it is",
        );
    }
    failure.hint("the notebook was left as it is")
}
