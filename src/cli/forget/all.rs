//! `ritual forget --all`

use super::super::reply::Reply;
use super::super::session::Globals;
use super::{Args, agreed};
use crate::exchange::backup;
use crate::failure::{Failure, Result, code};
use crate::render::{json, voice};
use crate::store::Erasing;
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
    if path.symlink_metadata().is_err() {
        return Err(
            Failure::refused(format!("{} is not there", path.display())).hint("nothing to forget")
        );
    }
    if !agreed(args, globals, &format!("everything in {}", path.display()))? {
        return Ok(Reply::plain(format!("{}\n", voice::NOT_FORGOTTEN)));
    }
    let erasing = Erasing::begin(&path)?;
    let folder = backup::usual_folder(&path);
    let backups = match erasing.mark.as_str() {
        // Without a mark nothing tells whose they are.
        "" => Vec::new(),
        mark => {
            let beside = path.parent().unwrap_or(Path::new("."));
            let mut own = backup::own(&folder, &path, mark);
            own.extend(backup::own(beside, &path, mark));
            own
        }
    };
    let mut removed = erasing.finish()?;
    let own = backups.into_iter().map(|(_, path)| path);
    removed.extend(backup::remove(own).map_err(|e| {
        Failure::new(
            code::DISK,
            format!("a backup in {} cannot be removed: {e}", folder.display()),
        )
        .hint("the notebook itself is gone")
    })?);
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
    Ok(Reply::confirmation(
        globals,
        || text,
        || json::report("forget", &gone),
    ))
}

/// What is in the folder of backups and may be another notebook's.
fn left(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut left: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    left.sort();
    left
}
