//! What lies around the notebook: modes, and what killed commands left.

use super::Checks;
use crate::file;
use crate::store::beside;
use crate::store::error::Result;
use crate::store::open;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

impl Checks {
    pub(super) fn look_around(&mut self, notebook: &Path) -> Result<()> {
        let mode = |path: &Path| path.metadata().map(|m| m.mode() & 0o777);
        self.file_mode = Some(mode(notebook)?).filter(|m| m & 0o077 != 0);
        let folder = notebook.parent().unwrap_or(Path::new("/"));
        self.folder_mode = Some(mode(folder)?).filter(|m| m & 0o077 != 0);
        let found = notebook.metadata()?;
        self.owner = (!file::owned(&found)).then(|| open::user(found.uid()));
        self.leftovers = beside::beside(notebook, beside::side);
        let drafts = beside::drafts(notebook).into_iter();
        self.drafts = drafts.map(|draft| draft.path).collect();
        Ok(())
    }
}
