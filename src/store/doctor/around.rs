//! What lies around the notebook: modes, and what killed commands left.

use super::Checks;
use crate::store::beside;
use crate::store::error::Result;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

impl Checks {
    pub(super) fn look_around(&mut self, file: &Path) -> Result<()> {
        let mode = |path: &Path| path.metadata().map(|m| m.mode() & 0o777);
        self.file_mode = Some(mode(file)?).filter(|m| m & 0o077 != 0);
        let folder = file.parent().unwrap_or(Path::new("/"));
        self.folder_mode = Some(mode(folder)?).filter(|m| m & 0o077 != 0);
        self.leftovers = beside::beside(file, |rest| matches!(rest, "-journal" | "-wal" | "-shm"));
        self.drafts = beside::drafts(file)
            .into_iter()
            .filter(|(_, at_work)| !at_work)
            .map(|(path, _)| path)
            .collect();
        Ok(())
    }
}
