//! A resource: a book, a talk, a group, anything its owner came across and may look into.

use super::field::{Noun, Walk, at, beside, coded, field, words};
use super::meta::{Extra, Meta};

/// Where its owner stands with a resource. Nothing follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Curious,
    Tried,
    NotForMe,
}

impl Status {
    pub const ALL: [Status; 3] = [Status::Curious, Status::Tried, Status::NotForMe];

    pub fn as_str(self) -> &'static str {
        match self {
            Status::Curious => "curious",
            Status::Tried => "tried",
            Status::NotForMe => "not-for-me",
        }
    }

    /// `not-for-me` reads with spaces as well.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace(' ', "-");
        Status::ALL.into_iter().find(|s| s.as_str() == text)
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

impl Resource {
    pub fn new(meta: Meta, title: String) -> Self {
        Resource {
            meta,
            title,
            ..Resource::default()
        }
    }
}

coded!(Status, "curious, tried or not-for-me");

impl Noun for Resource {
    const TEXT: &'static [&'static str] = &["note"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("title").searched().leaves(), at!(title))?;
        walk.field(&field("sort").searched().leaves(), at!(sort))?;
        walk.field(&field("status"), at!(status))?;
        walk.field(&words("note"), at!(note))
    }
}
