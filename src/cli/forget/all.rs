//! `ritual forget --all`

use super::super::reply::Reply;
use super::super::session::Globals;
use super::super::sync;
use super::{Args, agreed};
use crate::exchange::backup;
use crate::failure::{Failure, Result, code};
use crate::file;
use crate::render::{json, voice};
use crate::store::{self, Erasing};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What went, for `--json`, and what was left because it may be another's.
#[derive(Serialize)]
struct Gone {
    removed: Vec<String>,
    left: Vec<String>,
}

pub fn all(args: &Args, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    let there = path.symlink_metadata().is_ok();
    // A removal that was killed may have left copies of a notebook that is gone.
    let taking = sync::part_of(&path);
    let nothing_left = store::left(&path).is_empty() && backups(None, &path).next().is_none();
    if !there && nothing_left && !taking.has_left() {
        return Err(
            Failure::refused(format!("{} is not there", path.display())).hint("nothing to forget")
        );
    }
    if !agreed(args, globals, &format!("everything in {}", path.display()))? {
        return Ok(Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN)));
    }
    let erasing = Erasing::begin(&path)?;
    let notes = taking.leave()?;
    let folder = file::backups(&path);
    let backups = backup::remove(backups(erasing.mark.as_ref(), &path)).map_err(|e| {
        Failure::new(
            code::DISK,
            format!("a backup in {} cannot be removed: {e}", folder.display()),
        )
        .hint("the notebook itself is there; `ritual forget --all` goes on from here")
    })?;
    // The notebook goes last: it knows which backups are its own.
    let mut removed = erasing.finish()?;
    removed.extend(backups);
    // A folder that held nothing else goes too.
    let _ = std::fs::remove_dir(&folder);
    let left = left(&folder);
    let mut text = String::new();
    for path in &removed {
        text += &format!("{}\n", voice::removed(path));
    }
    for path in &left {
        text += &format!("{}\n", voice::left(path));
    }
    text += &format!("{}\n", voice::BEYOND_REACH);
    let shown = |paths: &[PathBuf]| paths.iter().map(|p| p.display().to_string()).collect();
    let gone = Gone {
        removed: shown(&removed),
        left: shown(&left),
    };
    Ok(Reply::confirmation(globals, || text, || json::report("forget", &gone)).notes(notes))
}

/// The notebook's own backups, beside it and in their folder. Where it is gone, those of its name, if
/// they are all of one notebook; without a mark nothing tells whose they are.
fn backups(mark: Option<&String>, path: &Path) -> impl Iterator<Item = PathBuf> {
    let folders = [file::backups(path), file::folder_of(path).to_owned()];
    let mark = match mark {
        Some(mark) => Some(mark.clone()).filter(|mark| !mark.is_empty()),
        None => backup::only_mark(&folders, path),
    };
    let own = folders.into_iter().flat_map({
        let path = path.to_owned();
        move |folder| {
            let mark = mark.as_ref();
            mark.map_or_else(Vec::new, |mark| backup::own(&folder, &path, mark))
        }
    });
    own.map(|backup| backup.path)
}

/// What is in the folder of backups and may be another notebook's.
fn left(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut left: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    left.sort();
    left
}
