//! From a report's struct to text. Every sentence comes from [`voice`]; every word that was typed
//! or imported goes through [`sanitise`].

pub mod boundaries;
pub mod calendar;
pub mod dates;
pub mod doctor;
pub mod find;
pub mod gap;
pub mod history;
pub mod html;
pub mod json;
pub mod list;
pub mod log;
pub mod markdown;
pub mod marks;
pub mod month;
pub mod network;
pub mod patterns;
pub mod privacy;
pub mod record;
pub mod reflections;
pub mod resource;
pub mod review;
pub mod revisit;
pub mod rows;
pub mod sanitise;
pub mod show;
pub mod streaks;
pub mod style;
pub mod today;
pub mod voice;
pub mod wrap;
