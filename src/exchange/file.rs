//! Files this program makes for a person: readable by them alone, whole or not there at all, and
//! never over one that is there unless they said so.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A file under a name of its own, beside where it is to go. Dropped before it is put there, it is
/// removed.
pub struct Draft {
    path: PathBuf,
    placed: bool,
}

impl Draft {
    /// Writes all of `bytes` to the disk, mode 0600.
    ///
    /// # Errors
    /// Those of the folder and of the disk; then nothing is left.
    pub fn write(target: &Path, bytes: &[u8]) -> io::Result<Draft> {
        let path = draft_name(target)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        let draft = Draft {
            path,
            placed: false,
        };
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(draft)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name; with `force` over what is there.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] where something is there and `force` was not given.
    pub fn place(mut self, target: &Path, force: bool) -> io::Result<()> {
        if force {
            std::fs::rename(&self.path, target)?;
            self.placed = true;
        } else {
            match std::fs::hard_link(&self.path, target) {
                Ok(()) => {}
                Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(e),
                // A file system without links: look, then rename.
                Err(_) if target.symlink_metadata().is_ok() => {
                    return Err(ErrorKind::AlreadyExists.into());
                }
                Err(_) => {
                    std::fs::rename(&self.path, target)?;
                    self.placed = true;
                }
            }
        }
        sync_folder(target);
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.placed {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// `.NAME.PID.draft`: who wrote it can be told, and whether they are at work.
fn draft_name(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(ErrorKind::InvalidInput)?;
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}.draft", std::process::id()));
    Ok(target.with_file_name(draft))
}

/// Makes the names in a file's folder last through a power loss, where the disk can.
pub fn sync_folder(path: &Path) {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let _ = File::open(folder).and_then(|dir| dir.sync_all());
}

/// Writes one file whole.
///
/// # Errors
/// Those of [`Draft::write`] and [`Draft::place`].
pub fn write(target: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
    // Known before the work, and again when the name is given.
    match target.symlink_metadata() {
        Ok(found) if found.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(_) if !force => return Err(ErrorKind::AlreadyExists.into()),
        _ => {}
    }
    Draft::write(target, bytes)?.place(target, force)
}

/// Writes several files into a folder, made 0700 where it is not there. Where one of the names is
/// taken, none is written.
///
/// # Errors
/// As [`write`]; the error comes with the file it is about.
pub fn write_folder(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    force: bool,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let about = |path: &Path| {
        let path = path.to_owned();
        move |e: io::Error| (path, e)
    };
    let made = !folder.is_dir();
    if made {
        make_folder(folder).map_err(about(folder))?;
    }
    let done = fill(folder, files, force);
    if made && done.is_err() {
        // Empty again: the drafts are gone.
        let _ = std::fs::remove_dir(folder);
    }
    done
}

fn fill(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    force: bool,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut drafts = Vec::new();
    for (name, bytes) in files {
        let target = folder.join(name);
        let taken = !force && target.symlink_metadata().is_ok();
        let draft = if taken {
            Err(ErrorKind::AlreadyExists.into())
        } else {
            Draft::write(&target, bytes)
        };
        match draft {
            Ok(draft) => drafts.push((target, draft)),
            Err(e) => return Err((target, e)),
        }
    }
    let mut written = Vec::new();
    for (target, draft) in drafts {
        draft
            .place(&target, force)
            .map_err(|e| (target.clone(), e))?;
        written.push(target);
    }
    Ok(written)
}

/// Makes one folder, 0700.
///
/// # Errors
/// Those of the disk; the folder above has to be there.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)?;
    sync_folder(folder);
    Ok(())
}
