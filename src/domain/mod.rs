//! The nouns of the notebook: plain data and the rules that need nothing else.

pub mod between;
pub mod boundary;
pub mod completion;
pub mod config;
pub mod consent;
pub mod fields;
pub mod fold;
pub mod invite;
pub mod journal;
pub mod json;
pub mod meta;
pub mod moment;
pub mod mood;
pub mod offer;
pub mod pause;
pub mod record;
pub mod reminder;
pub mod revision;
pub mod rhythm;
pub mod ritual;
pub mod said;
pub mod support;
pub mod support_option;
pub mod term;
pub mod text;
