//! A line of the wind-down: what its owner does at the end of a day.

pub use super::words::Words as Winddown;
