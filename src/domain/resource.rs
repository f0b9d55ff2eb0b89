//! A resource: a book, a talk, a group, anything its owner came across and may look into.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use serde::Serialize;

/// Where its owner stands with a resource. Nothing follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
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

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    #[serde(flatten)]
    pub meta: Meta,
    pub title: String,
    /// Book, talk, group: the owner's word. `kind` in JSON is the kind of row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Resource {
    pub fn new(meta: Meta, title: String) -> Self {
        Resource {
            meta,
            title,
            sort: None,
            status: None,
            note: None,
            extra: Extra::new(),
        }
    }

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let mut resource = Resource::new(f.meta()?, f.required("title", Fields::name)?);
        resource.sort = f.optional("sort", Fields::name)?;
        let statuses = "curious, tried or not-for-me";
        resource.status = f.choice("status", statuses, Status::parse)?;
        resource.note = f.words("note")?;
        resource.extra = f.rest();
        Ok(resource)
    }
}
