//! `ritual people resource compare`

use crate::cli::names::{by_name, pick};
use crate::cli::reply::{self, Reply};
use crate::cli::session::{Globals, Session};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{json, resource as page};
use crate::report::rows;
use crate::store::Reader;

pub fn run(names: [&str; 2], globals: &Globals) -> Result<Reply> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let [a, b] = [of(&reader, names[0])?, of(&reader, names[1])?];
    drop(reader);
    if a == b {
        return Err(Failure::usage("both are the same").hint("two different ones compare"));
    }
    let found = rows::rows(clock.today(), vec![a, b], None);
    Ok(Reply::report(
        globals,
        || page::compare(&found, reply::width()),
        || json::report("resource compare", &found),
    ))
}

/// A resource, or a person of the network where no resource is called so.
fn of(store: &Reader, typed: &str) -> Result<Record> {
    if let Ok(person @ Record::Person(_)) = store.find(typed) {
        return Ok(person);
    }
    if by_name(&store.resources()?, typed)?.is_none()
        && let Some(person) = by_name(&store.people()?, typed)?
    {
        return Ok(Record::Person(person));
    }
    pick(store, typed).map(Record::Resource)
}
