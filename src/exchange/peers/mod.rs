//! The files of other programs, one program a file; habitctl stands with harsh.

pub mod apple_health;
pub mod beaverhabits;
pub mod day_one;
pub mod daylio;
pub mod dijo;
pub mod habitbull;
pub mod habitkit;
pub mod harsh;
pub mod how_we_feel;
pub mod jrnl;
pub mod loop_habits;
pub mod mapped;
pub mod nomie;
pub mod obsidian;
pub mod org;
pub mod rewire;
mod sheets;
pub mod streaks;
pub mod table_habit;
pub mod taskwarrior;
pub mod tickmate;
pub mod timewarrior;
