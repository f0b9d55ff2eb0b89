//! A win: something that went as its owner hoped, in their words. It earns nothing.

pub use super::words::Words as Win;
