//! `ritual backup` and `ritual restore`

use super::export::same;
use super::keys;
use super::reply::Reply;
use super::session::Globals;
use crate::domain::text::sha256;
use crate::exchange::backup;
use crate::exchange::encrypt::{self, Lock};
use crate::failure::{Failure, Result, code};
use crate::file::{self, Draft, with_suffix};
use crate::render::voice;
use crate::store::{Reader, Restoring, Snapshot};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Copy the notebook to a file that is checked after it is written
///
/// Whole while others write. A checksum lies beside it, as `sha256sum --check` reads it. Without DIR
/// it goes to the folder `backups` beside the notebook. `ritual restore FILE` brings it back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder it goes to
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: Option<PathBuf>,
    /// Keep this many of this notebook's backups in the folder, and remove the oldest beyond them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Encrypt to this age recipient, age1…; may be given several times
    #[arg(long, value_name = "RECIPIENT", conflicts_with = "passphrase")]
    age: Vec<String>,
    /// Encrypt with a passphrase, asked for or printed by RITUAL_KEY_COMMAND
    #[arg(long)]
    passphrase: bool,
}

/// What a backup wrote, for `--json`.
#[derive(Serialize)]
struct BackedUp {
    file: String,
    bytes: usize,
    sha256: String,
    encrypted: bool,
    rows: usize,
    kinds: Vec<Count>,
    removed: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Count {
    pub kind: &'static str,
    pub rows: usize,
}

/// Rows by noun, for `--json`.
pub fn counts(snapshot: &Snapshot) -> Vec<Count> {
    let kinds = snapshot.kinds.iter();
    let count = kinds.map(|&(kind, rows)| Count {
        kind: kind.as_str(),
        rows,
    });
    count.collect()
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    let lock = keys::lock(&args.age, args.passphrase, globals)?;
    let Some(snapshot) = Snapshot::take(&path)? else {
        return Err(Failure::refused(format!("{} is not there", path.display()))
            .hint("the first entry makes it"));
    };
    let folder = folder(&args, &path)?;
    let bytes = match &lock {
        None => snapshot.bytes.clone(),
        Some(lock) => encrypted(&snapshot.bytes, lock)?,
    };
    let at = globals.clock()?.now().at.naive_utc();
    let name = backup::name(&path, &snapshot.mark, at, lock.is_some());
    let (file, sum) = put(&folder, &name, &bytes)?;
    if path.symlink_metadata().is_err() {
        // Forgotten whole while it was copied: no copy is to outlive it.
        backup::remove([file.clone()]).map_err(|e| Failure::unwritten(&file, &e))?;
        return Err(Failure::refused(format!("{} is not there", path.display()))
            .hint("it went while it was copied; nothing of it is left"));
    }
    let (removed, note) = match snapshot.differing.is_empty() {
        true => rotated(&args, &file, &path, &snapshot.mark)?,
        // An older one may be the last that holds those rows as they were.
        false => (
            Vec::new(),
            args.keep.map(|_| "no older backup was removed".to_owned()),
        ),
    };
    let backed_up = voice::backed_up(&file, snapshot.rows(), bytes.len());
    let said = [backed_up].into_iter();
    let said = said.chain(removed.iter().map(|path| voice::removed(path)));
    let text: String = said.map(|line| line + "\n").collect();
    let done = BackedUp {
        file: file.display().to_string(),
        bytes: bytes.len(),
        sha256: sum,
        encrypted: lock.is_some(),
        rows: snapshot.rows(),
        kinds: counts(&snapshot),
        removed: removed.iter().map(|p| p.display().to_string()).collect(),
    };
    let differing = (!snapshot.differing.is_empty()).then(|| {
        let rows = voice::count(
            snapshot.differing.len() as u64,
            "row differs from its checksum",
            "rows differ from their checksums",
        );
        format!("{rows}; `ritual doctor` names them")
    });
    let reply = Reply::done(globals, "backup", &done, || text);
    Ok(reply.notes(note.into_iter().chain(differing)))
}

/// A folder that was named has to be there: a disk that is not mounted is no place for a backup.
fn folder(args: &Args, notebook: &Path) -> Result<PathBuf> {
    if let Some(folder) = &args.folder {
        return match folder.metadata() {
            Ok(found) if found.is_dir() => Ok(folder.clone()),
            Ok(_) => Err(
                Failure::refused(format!("{} is no folder", folder.display()))
                    .hint("DIR names the folder a backup goes to; nothing was written"),
            ),
            Err(e) => Err(Failure::unwritten(folder, &e)),
        };
    }
    let folder = file::backups(notebook);
    file::make_folder(&folder).map_err(|e| Failure::unwritten(&folder, &e))?;
    Ok(folder)
}

fn encrypted(bytes: &[u8], lock: &Lock) -> Result<Vec<u8>> {
    encrypt::encrypt(bytes, lock)
        .map_err(|e| Failure::usage(format!("the backup cannot be encrypted: {e}")))
}

/// Writes the file and its checksum under a name nothing has, and reads it back.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(PathBuf, String)> {
    backup::sweep(folder, name).map_err(|e| Failure::unwritten(folder, &e))?;
    let sum = sha256(bytes);
    let (stem, ending) = name.split_once(".db").unwrap_or((name, ""));
    for number in 1.. {
        let again = match number {
            1 => String::new(),
            _ => format!("-{number}"),
        };
        let target = folder.join(format!("{stem}{again}.db{ending}"));
        let unwritten = |e: std::io::Error| Failure::unwritten(&target, &e);
        let draft = Draft::write(&target, bytes).map_err(unwritten)?;
        let back = std::fs::read(draft.path()).map_err(unwritten)?;
        if sha256(&back) != sum {
            return Err(Failure::new(
                code::DISK,
                format!("{} does not read back as it was written", target.display()),
            )
            .hint("nothing of it is left; another disk may hold it"));
        }
        match draft.place(&target, false) {
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => continue,
            other => other.map_err(unwritten)?,
        }
        let beside = backup::sidecar(&target);
        let line = backup::line(&target, &sum);
        if let Err(e) = file::write(&beside, line.as_bytes(), true) {
            let _ = std::fs::remove_file(&target);
            return Err(unwritten(e));
        }
        return Ok((target, sum));
    }
    unreachable!("numbers do not end")
}

/// Removes the oldest backups of this notebook beyond those to be kept. The new one is one of those,
/// whatever the clock said when the others were made.
fn rotated(
    args: &Args,
    new: &Path,
    notebook: &Path,
    mark: &str,
) -> Result<(Vec<PathBuf>, Option<String>)> {
    let Some(keep) = args.keep else {
        return Ok((Vec::new(), None));
    };
    if mark.is_empty() {
        let note = "this file is from before backups were told apart; none was removed";
        return Ok((Vec::new(), Some(note.to_owned())));
    }
    let mut others = backup::own(file::folder_of(new), notebook, mark);
    others.retain(|backup| backup.path != new);
    let beyond = (others.len() + 1).saturating_sub(keep as usize);
    let oldest = others.into_iter().take(beyond).map(|backup| backup.path);
    let removed = backup::remove(oldest).map_err(|e| {
        Failure::new(
            code::DISK,
            format!("the oldest backup cannot be removed: {e}"),
        )
        .hint("the new one is written; nothing else changed")
    })?;
    Ok((removed, None))
}

/// Put a backup in the notebook's place
///
/// What is there now is kept beside it. The backup is checked first: against the checksum beside it
/// where there is one, and row by row.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
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

pub fn restore(args: RestoreArgs, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    if same(&args.file, &path) {
        return Err(
            Failure::refused(format!("{} is the notebook itself", path.display()))
                .hint("FILE is a backup, such as `ritual backup` makes"),
        );
    }
    let bytes = std::fs::read(&args.file).map_err(|e| {
        Failure::unread(&args.file, &e).hint("FILE is a backup, such as `ritual backup` makes")
    })?;
    let checksum = verified(&args.file, &bytes)?;
    let encrypted = encrypt::is_encrypted(&bytes);
    let bytes = if encrypted {
        let key = keys::key(args.identity.as_ref(), globals)?;
        encrypt::decrypt(&bytes, &key).map_err(|e| keys::closed(&args.file, &e))?
    } else {
        bytes
    };
    let snapshot = Snapshot::of(bytes, &args.file).map_err(|e| of_backup(&args.file, e.into()))?;
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
        Err(e) => Err(Failure::unread(&beside, &e).hint("the notebook was left as it is")),
    }
}

/// An error about the backup, which is not the notebook.
fn of_backup(file: &Path, failure: Failure) -> Failure {
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
