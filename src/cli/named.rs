//! Rows by their handle, or by the name or words a person gave them.

use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::resource::Resource;
use crate::domain::text;
use crate::domain::trial::Trial;
use crate::failure::{Failure, Result};
use crate::store::{self, Error};

/// A noun whose rows have a name.
pub trait Named: Clone {
    const WHAT: &'static str;
    /// Where its handles are shown.
    const HINT: &'static str;

    fn called(&self) -> &str;

    fn retired(&self) -> bool {
        false
    }

    fn of(record: &Record) -> Option<&Self>;
}

impl Named for Trial {
    const WHAT: &'static str = "trial";
    const HINT: &'static str = "`ritual try list --all` shows their handles, such as #3";

    fn called(&self) -> &str {
        &self.text
    }

    fn of(record: &Record) -> Option<&Self> {
        match record {
            Record::Trial(trial) => Some(trial),
            _ => None,
        }
    }
}

impl Named for Person {
    const WHAT: &'static str = "person";
    const HINT: &'static str = "`ritual network --all` shows the people there are";

    fn called(&self) -> &str {
        &self.name
    }

    fn retired(&self) -> bool {
        self.retired.is_some()
    }

    fn of(record: &Record) -> Option<&Self> {
        match record {
            Record::Person(person) => Some(person),
            _ => None,
        }
    }
}

impl Named for Resource {
    const WHAT: &'static str = "resource";
    const HINT: &'static str = "`ritual resource list` shows the titles there are";

    fn called(&self) -> &str {
        &self.title
    }

    fn of(record: &Record) -> Option<&Self> {
        match record {
            Record::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}

/// The row a handle, uid, name or beginning of a name stands for.
pub fn pick<T: Named>(found: store::Result<Record>, all: &[T], typed: &str) -> Result<T> {
    match found {
        Ok(record) => match (T::of(&record), by_name(all, typed)?) {
            (Some(noun), _) => return Ok(noun.clone()),
            (None, Some(named)) => return Ok(named),
            (None, None) => {
                let kind = record.kind().as_str();
                let said = format!("{typed} is a {kind}, not a {}", T::WHAT);
                return Err(Failure::refused(said).hint(T::HINT));
            }
        },
        Err(Error::NoHandle(_)) => {}
        Err(other) => return Err(other.into()),
    }
    by_name(all, typed)?.ok_or_else(|| {
        let said = format!("no {} has the handle or name '{typed}'", T::WHAT);
        Failure::refused(said).hint(T::HINT)
    })
}

/// By the whole name, by its beginning, or one put away by its whole name.
pub fn by_name<T: Named>(all: &[T], typed: &str) -> Result<Option<T>> {
    let key = text::key(typed.trim());
    let tries: [fn(&str, bool, &str) -> bool; 3] = [
        |name, retired, key| !retired && name == key,
        |name, retired, key| !retired && !key.is_empty() && name.starts_with(key),
        |name, retired, key| retired && name == key,
    ];
    for fits in tries {
        let mut named = all
            .iter()
            .filter(|n| fits(&text::key(n.called()), n.retired(), &key));
        match (named.next(), named.next()) {
            (Some(one), None) => return Ok(Some(one.clone())),
            (Some(_), Some(_)) => return Err(Error::ManyHandles(typed.to_owned()).into()),
            _ => {}
        }
    }
    Ok(None)
}
