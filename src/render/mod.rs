//! From a report's struct to text. Every sentence comes from [`voice`]; every word that was typed
//! or imported goes through [`sanitise`].

pub mod anchors;
pub mod board;
pub mod boundaries;
pub mod calendar;
pub mod consent;
pub mod dates;
pub mod doctor;
pub mod find;
pub mod gap;
pub mod hard;
pub mod history;
pub mod html;
pub mod import;
pub mod json;
pub mod list;
pub mod log;
pub mod markdown;
pub mod marks;
pub mod month;
pub mod network;
pub mod offer;
pub mod patterns;
pub mod privacy;
pub mod record;
pub mod reflections;
pub mod remind;
pub mod resource;
pub mod review;
pub mod revisit;
pub mod rows;
pub mod sanitise;
pub mod show;
pub mod streaks;
pub mod style;
pub mod support;
pub mod sync;
pub mod talk;
pub mod today;
pub mod topic;
pub mod voice;
pub mod wrap;

/// A line each; `none` where there are none.
pub fn lines(lines: impl IntoIterator<Item = String>, none: &str) -> String {
    let text: String = lines.into_iter().map(|line| line + "\n").collect();
    match text.is_empty() {
        true => format!("{none}\n"),
        false => text,
    }
}

/// Lines set in under a heading.
pub fn headed(heading: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines = lines.into_iter().map(|line| format!("  {line}\n"));
    format!("{}\n{}", style::heading(heading), lines.collect::<String>())
}
