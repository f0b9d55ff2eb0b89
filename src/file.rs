//! Files this program makes: readable by their owner alone, whole or not there at all, lasting
//! through a power loss once they are said to be there, and found again where a kill left half.

use rustix::io::Errno;
use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// A file under a name of its own, beside where it is to go. Dropped before it is put there, it is
/// removed. As long as it is open it is locked, which tells it from one that a kill left.
pub struct Draft {
    path: PathBuf,
    _locked: File,
    placed: bool,
}

impl Draft {
    /// Writes all of `bytes` to the disk, mode 0600, and removes what killed commands left of the
    /// same file.
    ///
    /// # Errors
    /// Those of the folder and of the disk; then nothing is left.
    pub fn write(target: &Path, bytes: &[u8]) -> io::Result<Draft> {
        Draft::among(&drafts(folder_of(target)), target, bytes)
    }

    /// The same, where these are the drafts in the folder.
    fn among(left: &[Left], target: &Path, bytes: &[u8]) -> io::Result<Draft> {
        let name = target.file_name().ok_or(ErrorKind::InvalidInput)?;
        for left in left.iter().filter(|left| left.of == *name) {
            left.remove()?;
        }
        let (path, mut file) = begin(target, name)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        let draft = Draft {
            path,
            _locked: file,
            placed: false,
        };
        written.map(|()| draft)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, for good; with `force` over what is there.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] where something is there and `force` was not given.
    pub fn place(mut self, target: &Path, force: bool) -> io::Result<()> {
        let linked = !force && link(&self.path, target)?;
        if linked {
            std::fs::remove_file(&self.path)?;
        } else {
            std::fs::rename(&self.path, target)?;
        }
        self.placed = true;
        let lasting = sync_folder(folder_of(target));
        if lasting.is_err() && !force {
            let _ = std::fs::remove_file(target);
        }
        lasting
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.placed {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// A second name for a file; false on a file system without links, where nothing has it either.
fn link(path: &Path, target: &Path) -> io::Result<bool> {
    match std::fs::hard_link(path, target) {
        Ok(()) => Ok(true),
        Err(_) if target.symlink_metadata().is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => Ok(false),
    }
}

/// `.NAME.PID.draft`, with a number where a process that had this one's number left one.
fn begin(target: &Path, name: &std::ffi::OsStr) -> io::Result<(PathBuf, File)> {
    let mut again = 0;
    loop {
        let mut draft = OsString::from(".");
        draft.push(name);
        draft.push(match (std::process::id(), again) {
            (id, 0) => format!(".{id}.draft"),
            (id, again) => format!(".{id}-{again}.draft"),
        });
        let path = target.with_file_name(draft);
        match create(&path) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => again += 1,
            Err(e) => return Err(e),
            Ok(file) if held(&file, &path) => return Ok((path, file)),
            // Somebody who looks for what was left took it for that.
            Ok(_) => drop(remove(&path)?),
        }
    }
}

/// Locks a new file; false where somebody else had it first.
fn held(file: &File, path: &Path) -> bool {
    let same = || Ok::<_, io::Error>(path.symlink_metadata()?.ino() == file.metadata()?.ino());
    locks(file) && same().unwrap_or(false)
}

/// Locks a file; false where somebody else holds it. A disk that knows no locks has nobody.
fn locks(file: &File) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// A draft that lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    pub path: PathBuf,
    /// The name of the file it was to become.
    pub of: OsString,
    /// Whether who writes it is at work.
    pub at_work: bool,
}

impl Left {
    /// Removes a draft that nobody is at work on; says whether it did.
    ///
    /// # Errors
    /// Those of the folder.
    pub fn remove(&self) -> io::Result<bool> {
        // Locked meanwhile, so that nobody takes it for one of their own.
        let file = File::open(&self.path);
        match self.at_work || file.as_ref().is_ok_and(|file| !locks(file)) {
            true => Ok(false),
            false => remove(&self.path),
        }
    }
}

/// One's own drafts in a folder.
pub fn drafts(folder: &Path) -> Vec<Left> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let left = entries.filter_map(|entry| {
        let of = drafted(entry.file_name().to_str()?)?.into();
        let (path, meta) = (entry.path(), entry.metadata().ok()?);
        let own = meta.is_file() && owned(&meta);
        let at_work = own && locked(&path);
        own.then_some(Left { path, of, at_work })
    });
    let mut found: Vec<Left> = left.collect();
    found.sort();
    found
}

/// What a draft of this name was to become.
fn drafted(name: &str) -> Option<&str> {
    let name = name.strip_prefix('.')?.strip_suffix(".draft")?;
    let (of, number) = name.rsplit_once('.')?;
    let number = number.split('-').all(|n| n.parse::<u32>().is_ok());
    (number && !of.is_empty()).then_some(of)
}

/// Whether somebody holds a file or a folder locked. One that does not open is held by nobody.
pub fn locked(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock_shared().is_err())
}

/// Holds a file locked as long as what this gives is open, made where it is not there; none where
/// somebody else holds it.
///
/// # Errors
/// Those of the folder.
pub fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = create(path).or_else(|_| File::open(path))?;
    Ok(locks(&file).then_some(file))
}

/// Whether it belongs to the user this runs as.
pub fn owned(meta: &std::fs::Metadata) -> bool {
    meta.uid() == rustix::process::geteuid().as_raw()
}

/// Creates a file nobody else may read, and fails if one is there.
pub fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    // The user's mask may have taken more than it should.
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

/// Removes a file; one that another process removed first is gone as well.
pub fn remove(path: &Path) -> io::Result<bool> {
    match std::fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

/// The path with `suffix` behind its name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder a path lies in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The folder a notebook's backups go to unless another is named.
pub fn backups(notebook: &Path) -> PathBuf {
    notebook.with_file_name("backups")
}

/// Makes the names in a folder last through a power loss.
///
/// # Errors
/// Those of the disk: nothing in that folder is to be confirmed.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems, of networks above all, keep folders that need none and take none.
        Err(e) if matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Makes one folder, 0700, where there is none, and its name last.
///
/// # Errors
/// Those of the disk; the folder above has to be there.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => std::fs::set_permissions(folder, Permissions::from_mode(0o700))?,
        // Whoever made it may have been killed before its name would last.
        Err(e) if e.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        // A file stands in its place.
        Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(Errno::NOTDIR.into()),
        Err(e) => return Err(e),
    }
    sync_folder(folder_of(folder))
}

/// Makes a folder with those above it, and every name on the way last.
///
/// # Errors
/// As [`make_folder`].
pub fn make_folders(folder: &Path) -> io::Result<()> {
    let above = folder_of(folder);
    if !above.is_dir() {
        make_folders(above)?;
    }
    make_folder(folder)
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
    let made = !folder.is_dir();
    if made {
        make_folder(folder).map_err(|e| (folder.to_owned(), e))?;
    }
    let fill = || {
        let (left, mut drafts) = (drafts(folder), Vec::new());
        for (name, bytes) in files {
            let target = folder.join(name);
            let draft = match force || target.symlink_metadata().is_err() {
                true => Draft::among(&left, &target, bytes),
                false => Err(ErrorKind::AlreadyExists.into()),
            };
            drafts.push((draft.map_err(|e| (target.clone(), e))?, target));
        }
        let mut written = Vec::new();
        for (draft, target) in drafts {
            let placed = draft.place(&target, force);
            placed.map_err(|e| (target.clone(), e))?;
            written.push(target);
        }
        Ok(written)
    };
    let done = fill();
    if made && done.is_err() {
        // Empty again: the drafts are gone.
        let _ = std::fs::remove_dir(folder);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_known_by_its_name_and_whether_it_is_held() {
        assert_eq!(drafted(".out.jsonl.123.draft"), Some("out.jsonl"));
        assert_eq!(drafted(".out.jsonl.123-2.draft"), Some("out.jsonl"));
        for other in [
            "out.jsonl.123.draft",
            ".my.draft",
            ".123.draft",
            ".a.b.draft",
        ] {
            assert_eq!(drafted(other), None, "{other}");
        }
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        let draft = Draft::write(&target, b"words").unwrap();
        let found = drafts(folder.path());
        assert_eq!(found.len(), 1);
        assert!(found[0].at_work && found[0].of == "out.jsonl");
        draft.place(&target, false).unwrap();
        assert_eq!(drafts(folder.path()), []);
        assert_eq!(std::fs::read(&target).unwrap(), b"words");
        // One that a kill left goes with the next of the same file.
        let left = folder.path().join(".out.jsonl.7.draft");
        std::fs::write(&left, "half").unwrap();
        assert!(!drafts(folder.path())[0].at_work);
        drop(Draft::write(&target, b"more").unwrap());
        assert!(!left.exists());
    }
}
