//! From a report's struct to text. Every sentence comes from [`voice`]; every word that was typed
//! or imported goes through [`sanitise`].

pub mod anchors;
pub mod boundaries;
pub mod calendar;
pub mod consent;
pub mod dates;
pub mod doctor;
pub mod find;
pub mod gap;
pub mod history;
pub mod html;
pub mod invite;
pub mod json;
pub mod list;
pub mod log;
pub mod markdown;
pub mod marks;
pub mod offer;
pub mod patterns;
pub mod privacy;
pub mod record;
pub mod remind;
pub mod review;
pub mod revisit;
pub mod sanitise;
pub mod show;
pub mod streaks;
pub mod style;
pub mod support;
pub mod today;
pub mod voice;
pub mod wrap;
