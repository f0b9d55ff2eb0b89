//! A topic of `ritual help`: the little Markdown that `docs/help` is written in, taken apart.

use super::wrap::{columns, fold};

/// A line of a page. Every paragraph is one line.
pub enum Part<'t> {
    Title(&'t str),
    Head(&'t str),
    Words(&'t str),
    Item(&'t str),
    /// A line between fences.
    Code(&'t str),
    Blank,
}

/// The lines of a page without their marks.
pub fn parts(page: &str) -> impl Iterator<Item = Part<'_>> {
    let mut code = false;
    page.lines().filter_map(move |line| {
        if line.starts_with("```") {
            code = !code;
            return None;
        }
        let marked = |mark| line.strip_prefix(mark);
        Some(match (code, marked("# "), marked("## "), marked("- ")) {
            (true, ..) => Part::Code(line),
            (_, Some(title), ..) => Part::Title(title),
            (_, _, Some(head), _) => Part::Head(head),
            (.., Some(item)) => Part::Item(item),
            _ if line.is_empty() => Part::Blank,
            _ => Part::Words(line),
        })
    })
}

/// What a page is about: its first line.
pub fn title(page: &str) -> &str {
    let first = page.lines().next().unwrap_or_default();
    first.trim_start_matches("# ")
}

/// A page as text of this width; code is set in by two columns.
pub fn text(page: &str, width: usize) -> String {
    let line = |part| match part {
        Part::Title(words) | Part::Head(words) | Part::Words(words) => fold(words, width, "", ""),
        Part::Item(words) => fold(words, width, "- ", "  "),
        Part::Code("") | Part::Blank => String::new(),
        // What is beside a command, or a column of what it says. A command stays in one line.
        Part::Code(code) if code.trim_start().contains("  ") => {
            let rows = columns(&format!("  {code}"), Some(width));
            rows.trim_end_matches('\n').to_owned()
        }
        Part::Code(code) => format!("  {code}"),
    };
    parts(page).map(|part| line(part) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_words_folded() {
        let page = "# Title\n\n## Head\n\none two three four\n\n- five six seven\n\n```sh\neight  nine ten\n\ntwelve thirteen\n```\n";
        let shown = "Title\n\nHead\n\none two three\nfour\n\n- five six\n  seven\n\n  eight\n    nine ten\n\n  twelve thirteen\n";
        assert_eq!(text(page, 14), shown);
        assert_eq!(title(page), "Title");
    }
}
