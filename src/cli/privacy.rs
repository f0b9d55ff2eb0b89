//! `ritual privacy`

use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::sheets;
use crate::failure::{Failure, Result};
use crate::file;
use crate::render::file as page;
use crate::report::privacy::{self, Privacy, Shared, Table, beyond, holds};
use crate::store::Census;
use std::path::{Path, PathBuf};

/// Show what is stored where, and what is beyond this program
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Each table as well, with what it holds
    #[arg(long)]
    tables: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let path = globals.path()?;
    let census = Census::take(&path)?;
    let octal = |mode: Option<u32>| mode.map(|m| format!("{m:o}"));
    let shown = |path: &Path| path.display().to_string();
    let table = |(name, rows): (String, _)| Table {
        holds: holds(&name),
        name,
        rows,
    };
    let report = Privacy {
        file: shown(census.file.as_deref().unwrap_or(&path)),
        exists: census.file.is_some(),
        bytes: census.bytes,
        file_mode: octal(census.file_mode),
        folder_mode: octal(census.folder_mode),
        tables: census.tables.into_iter().map(table).collect(),
        beside: (census.beside.iter().chain(&backups(&path)))
            .map(|path| shown(path))
            .collect(),
        sheets: (sheets::left(&path).iter())
            .map(|left| shown(&left.words))
            .collect(),
        synced: census.synced,
        shared: shared(globals),
        beyond: beyond(),
    };
    Ok(Reply::of(globals, "privacy", &report, || {
        page::privacy(&report, args.tables, reply::width())
    }))
}

/// For whom something is shared. This page is shown of a file that does not read as well.
fn shared(globals: &Globals) -> Vec<Shared> {
    let read = || {
        let session = Session::read(globals)?;
        let consents = session.reader.consents()?;
        Ok::<_, Failure>(privacy::shared(&consents, session.clock.today()))
    };
    read().unwrap_or_default()
}

/// What lies in the folder backups usually go to.
fn backups(notebook: &Path) -> Vec<PathBuf> {
    let entries = file::backups(notebook).read_dir();
    let entries = entries.into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.sort();
    found
}
