//! From a report's struct to text. Every sentence comes from [`voice`]; every word that was typed
//! or imported goes through [`sanitise`].

pub mod boundaries;
pub mod dates;
pub mod doctor;
pub mod history;
pub mod import;
pub mod json;
pub mod list;
pub mod log;
pub mod patterns;
pub mod privacy;
pub mod record;
pub mod sanitise;
pub mod show;
pub mod streaks;
pub mod style;
pub mod today;
pub mod voice;
pub mod wrap;
