//! Rows by the handle a person types.

use crate::domain::boundary::Boundary;
use crate::domain::record::{Kind, Record};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::store::{Error, Reader, Writer};

/// The boundary a handle, uid or area stands for.
pub fn boundary(reader: &Reader, typed: &str) -> Result<Boundary> {
    pick(reader.find(typed), reader.boundaries()?, typed)
}

/// The row of one of these nouns that a handle or uid stands for; `what` names them, `list` is the
/// command that shows their handles.
pub fn of_kind(
    writer: &Writer,
    typed: &str,
    kinds: &[Kind],
    what: &str,
    list: &str,
) -> Result<Record> {
    let hint = format!("`{list}` shows their handles, such as #3");
    match writer.find(typed) {
        Ok(record) if kinds.contains(&record.kind()) => Ok(record),
        Ok(_) => Err(Failure::refused(format!("{typed} is not {what}")).hint(hint)),
        Err(Error::NoHandle(_)) => Err(Failure::refused(format!(
            "nothing here is {what} with the handle '{typed}'"
        ))
        .hint(hint)),
        Err(other) => Err(other.into()),
    }
}

fn pick(found: crate::store::Result<Record>, all: Vec<Boundary>, typed: &str) -> Result<Boundary> {
    match found {
        Ok(Record::Boundary(boundary)) => Ok(boundary),
        Ok(other) => Err(Failure::refused(format!(
            "{typed} is a {}, not a boundary",
            other.kind().as_str()
        ))
        .hint("`ritual boundaries` shows the handles of boundaries")),
        Err(Error::NoHandle(_)) => {
            let key = text::key(typed);
            // The area in full, or its beginning; a retired one when no other is meant.
            let tries: [fn(&Boundary, &str) -> bool; 3] = [
                |b, key| b.retired.is_none() && text::key(&b.area) == key,
                |b, key| b.retired.is_none() && text::key(&b.area).starts_with(key),
                |b, key| b.retired.is_some() && text::key(&b.area) == key,
            ];
            for fits in tries {
                let mut named = all.iter().filter(|b| fits(b, &key));
                match (named.next(), named.next()) {
                    (Some(boundary), None) => return Ok(boundary.clone()),
                    (Some(_), Some(_)) => return Err(Error::ManyHandles(typed.to_owned()).into()),
                    _ => {}
                }
            }
            Err(
                Failure::refused(format!("no boundary has the handle or area '{typed}'"))
                    .hint("`ritual boundaries --all` shows their handles, such as #3"),
            )
        }
        Err(other) => Err(other.into()),
    }
}
