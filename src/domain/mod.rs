//! The nouns of the notebook: plain data and the rules that need nothing else.

pub mod boundary;
pub mod completion;
pub mod config;
pub mod fields;
pub mod journal;
pub mod json;
pub mod meta;
pub mod moment;
pub mod month;
pub mod mood;
pub mod pause;
pub mod person;
pub mod phrase;
pub mod record;
pub mod reflection;
pub mod resource;
pub mod revision;
pub mod rhythm;
pub mod ritual;
pub mod text;
pub mod thanks;
pub mod trial;
pub mod vision;
pub mod win;
pub mod winddown;
pub mod words;
