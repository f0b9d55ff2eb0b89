//! A resource: a book, a talk, a group, anything its owner came across and may look into.

use super::field::{Noun, codes, field, fields, words};
use super::meta::{Extra, Meta};

codes! {
    /// Where its owner stands with a resource. Nothing follows from it.
    pub enum Status expects "curious, tried or not-for-me" {
        Curious "curious",
        Tried "tried",
        NotForMe "not-for-me",
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resource {
    pub meta: Meta,
    pub title: String,
    /// Book, talk, group: the owner's word. `kind` in JSON is the kind of row.
    pub sort: Option<String>,
    pub status: Option<Status>,
    pub note: Option<String>,
    pub extra: Extra,
}

impl Noun for Resource {
    fields! { Resource:
        title => field("title").searched().leaves(),
        sort => field("sort").searched().leaves(),
        status => field("status"),
        note => words("note").long(),
    }
}
