//! A phrase of one's own, kept to be read again.

pub use super::words::Words as Phrase;
