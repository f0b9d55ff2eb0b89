//! The nouns of the notebook: plain data and the rules that need nothing else.

pub mod boundary;
pub mod completion;
pub mod config;
pub mod fields;
pub mod journal;
pub mod json;
pub mod left;
pub mod meta;
pub mod moment;
pub mod mood;
pub mod pause;
pub mod record;
pub mod revision;
pub mod rhythm;
pub mod ritual;
pub mod text;
