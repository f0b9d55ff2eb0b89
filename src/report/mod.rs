//! Reports: pure functions from a `Journal` to plain structs. Nothing here reads a clock or a file.

pub mod boundaries;
pub mod calendar;
pub mod doctor;
pub mod history;
pub mod import;
pub mod list;
pub mod log;
pub mod patterns;
pub mod privacy;
pub mod runs;
pub mod show;
pub mod streaks;
pub mod today;
