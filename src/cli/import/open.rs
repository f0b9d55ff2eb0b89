//! What an import reads from: a file, a folder, stdin, another program's database.

use crate::cli::keys::not_built;
use crate::cli::remind::program::shell;
use crate::exchange::ExchangeError;
use crate::exchange::encrypt;
use crate::exchange::input::{Input, SQLITE, Tables, TakeRow};
use crate::failure::{Failure, Result};
use crate::store::{Error, Foreign};
use serde_json::Value;
use std::io;
use std::path::Path;

/// Where an SQLite file says which program it is of, and what a notebook says there.
const IDENTITY: std::ops::Range<usize> = 68..72;
const OURS: &[u8] = b"RTU1";

pub fn input(file: &str) -> Result<Input> {
    let input = match file {
        "-" => Input::stream("stdin", io::stdin().lock())?,
        path => Input::at(Path::new(path)).map_err(|e| {
            let failure = Failure::from(e);
            if failure.hint.is_none() {
                failure.hint("`-` reads stdin")
            } else {
                failure
            }
        })?,
    };
    if encrypt::is_encrypted(input.head()) && !encrypt::BUILT {
        return Err(not_built(&format!("{file} is encrypted")));
    }
    if input.is_utf16() {
        return Err(
            Failure::usage(format!("{} is text in UTF-16", input.name)).hint(format!(
                "`iconv -f UTF-16 -t UTF-8 {} | ritual import auto -` turns it into UTF-8",
                shell(file)
            )),
        );
    }
    if !input.head().starts_with(SQLITE) {
        return Ok(input);
    }
    if input.head().get(IDENTITY) == Some(OURS) {
        return Err(
            Failure::usage(format!("{file} is a notebook of this program")).hint(format!(
                "`ritual --db {} export jsonl | ritual import jsonl -` brings its rows in",
                shell(file)
            )),
        );
    }
    let Some(path) = input.path() else {
        return Err(Failure::usage(format!(
            "{file} brings an SQLite file, which is read where it lies"
        ))
        .hint("the name of the file in place of `-`"));
    };
    // Rows that were written last lie there, and a copy is read without it.
    for suffix in ["-wal", "-journal"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(suffix);
        if Path::new(&beside)
            .metadata()
            .is_ok_and(|found| found.len() > 0)
        {
            return Err(ExchangeError::whole(
                file,
                format!("is one part of a database; {file}{suffix} holds another"),
                "the program puts both together when it is closed, and in the backup it makes",
            )
            .into());
        }
    }
    let foreign = Foreign::open(path).map_err(|e| damaged(file, &e))?;
    let tables = Rows {
        foreign,
        name: file.to_owned(),
    };
    Ok(Input::tables(file, Box::new(tables)))
}

/// Plain rows from behind the door of the store.
struct Rows {
    foreign: Foreign,
    name: String,
}

fn damaged(file: &str, error: &Error) -> ExchangeError {
    let why = match error {
        Error::Damaged(why) | Error::Other(why) | Error::NotWritable(why) => why.clone(),
        other => other.to_string(),
    };
    // The store speaks of its own file.
    let why = why.trim_start_matches("the notebook refused: ").to_owned();
    ExchangeError::Damaged {
        file: file.to_owned(),
        why,
    }
}

/// An error of the store or of whoever takes the rows.
enum Either {
    Store(Error),
    Taker(ExchangeError),
}

impl From<Error> for Either {
    fn from(error: Error) -> Self {
        Either::Store(error)
    }
}

impl Tables for Rows {
    fn columns(&self, table: &str) -> std::result::Result<Option<Vec<String>>, ExchangeError> {
        self.foreign
            .columns(table)
            .map_err(|e| damaged(&self.name, &e))
    }

    fn each(
        &self,
        table: &str,
        columns: &[&str],
        row: TakeRow,
    ) -> std::result::Result<(), ExchangeError> {
        let row = |id, cells: &[Value]| row(id, cells).map_err(Either::Taker);
        match self.foreign.each(table, columns, row) {
            Ok(()) => Ok(()),
            Err(Either::Taker(error)) => Err(error),
            Err(Either::Store(error)) => Err(damaged(&self.name, &error)),
        }
    }
}
