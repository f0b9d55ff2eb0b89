//! `ritual resource compare`

use crate::cli::context::Context;
use crate::cli::names::{by_name, pick};
use crate::cli::reply::{self, Reply};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{json, resource as page};
use crate::report::rows;
use crate::store::Reader;

pub fn run(names: [&str; 2], context: &mut Context) -> Result<Reply> {
    let (store, _) = context.read()?;
    let [a, b] = [of(&store, names[0])?, of(&store, names[1])?];
    drop(store);
    if a == b {
        return Err(Failure::usage("both are the same").hint("two different ones compare"));
    }
    let found = rows::rows(context.clock.today(), vec![a, b], None);
    Ok(Reply::report(
        page::compare(&found, reply::width()),
        json::report("resource compare", &found),
    ))
}

/// A resource, or a person of the network where no resource is called so.
fn of(store: &Reader, typed: &str) -> Result<Record> {
    let people = store.people()?;
    if let Ok(Record::Person(person)) = store.find(typed) {
        return Ok(Record::Person(person));
    }
    let resources = store.resources()?;
    if by_name(&resources, typed)?.is_none()
        && let Some(person) = by_name(&people, typed)?
    {
        return Ok(Record::Person(person));
    }
    pick(store.find(typed), &resources, typed).map(Record::Resource)
}
