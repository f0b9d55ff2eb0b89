//! From a report's struct to text. Every sentence comes from [`voice`]; every word that was typed
//! or imported goes through [`sanitise`].

pub mod between;
pub mod board;
pub mod calendar;
pub mod dates;
pub mod days;
pub mod file;
pub mod html;
pub mod json;
pub mod markdown;
pub mod marks;
pub mod patterns;
pub mod record;
pub mod review;
pub mod rituals;
pub mod sanitise;
pub mod style;
pub mod topic;
pub mod voice;
pub mod wrap;

/// A line each.
pub fn joined(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

/// A line each; `none` where there are none.
pub fn lines(lines: impl IntoIterator<Item = String>, none: &str) -> String {
    match joined(lines) {
        text if text.is_empty() => format!("{none}\n"),
        text => text,
    }
}

/// Lines set in under one that is not.
pub fn under(first: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines = lines.into_iter().map(|line| format!("  {line}"));
    format!("{first}\n{}", joined(lines))
}

/// Lines set in under a heading.
pub fn headed(heading: &str, lines: impl IntoIterator<Item = String>) -> String {
    under(&style::heading(heading), lines)
}

/// What a view of two would show, for its owner, who then says yes or no.
pub fn preview(items: &[String]) -> String {
    under(&voice::would_show(items.len()), items.iter().cloned())
}
