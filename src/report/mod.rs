//! Reports: pure functions from a `Journal` to plain structs. Nothing here reads a clock or a file.

pub mod board;
pub mod boundaries;
pub mod calendar;
pub mod consent;
pub mod doctor;
pub mod gap;
pub mod heat;
pub mod import;
pub mod log;
pub mod month;
pub mod patterns;
pub mod people;
pub mod privacy;
pub mod reflections;
pub mod remind;
pub mod review;
pub mod revisit;
pub mod rows;
pub mod show;
pub mod streaks;
pub mod sync;
pub mod today;
