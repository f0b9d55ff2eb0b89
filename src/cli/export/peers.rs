//! Files for other programs.

use super::super::reply::Reply;
use super::super::session::Globals;
use super::Args;
use super::out;
use super::rows::Rows;
use crate::exchange::out::{Out, harsh, jrnl, loop_habits, obsidian};
use crate::failure::{Failure, Result};
use crate::store;

/// What each program gets; none for a format that is not another program's.
pub fn write(args: &Args, rows: &Rows, globals: &Globals) -> Option<Result<Reply>> {
    let (records, today) = (&rows.records, rows.clock.today());
    Some(match args.format.as_str() {
        "loop" => database(args, rows, globals),
        "harsh" => folder(args, rows.told(harsh::files(records, today)), globals),
        "jrnl" => text(args, rows.told(jrnl::journal(records)), globals),
        "obsidian" => folder(args, rows.told(obsidian::notes(records)), globals),
        _ => return None,
    })
}

fn database(args: &Args, rows: &Rows, globals: &Globals) -> Result<Reply> {
    let Some(path) = args.target() else {
        return Err(Failure::usage("loop expects a PATH: a database is no text")
            .hint("such as `ritual export loop ritual-for-loop.db`"));
    };
    let (tables, account) = loop_habits::tables(&rows.records, rows.clock.today());
    let bytes = store::made(loop_habits::SCHEMA, &tables)?;
    out::put(path, &bytes, args.force)?;
    Ok(out::said_of(
        globals,
        args,
        std::slice::from_ref(path),
        &rows.told(account),
    ))
}

fn folder(args: &Args, account: Out, globals: &Globals) -> Result<Reply> {
    let Some(path) = args.target() else {
        return Err(Failure::usage(format!(
            "{} is several files: PATH expects a folder or a .zip",
            args.format
        ))
        .hint(format!("such as `ritual export {0} for-{0}`", args.format)));
    };
    let written = out::place(path, &account.files, args.force)?;
    Ok(out::said_of(globals, args, &written, &account))
}

fn text(args: &Args, account: Out, globals: &Globals) -> Result<Reply> {
    let bytes = account
        .files
        .first()
        .map(|(_, bytes)| bytes.as_slice())
        .unwrap_or_default();
    let Some(path) = args.target() else {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Ok(Reply::plain(text).notes(out::left(&account)));
    };
    out::put(path, bytes, args.force)?;
    Ok(out::said_of(
        globals,
        args,
        std::slice::from_ref(path),
        &account,
    ))
}
