//! A task of a list: its mark, its words without what plugins add to them, and its day.

use chrono::NaiveDate;

pub struct Task<'l> {
    pub mark: char,
    /// What is to be done, without marks of plugins.
    pub text: String,
    /// The words with everything.
    pub whole: &'l str,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

/// What plugins put behind the words of a task.
const MARKS: &str = "✅❌📅⏳🛫➕🔁⏰🔺⏫🔼🔽⏬🆔⛔🏁";

impl<'l> Task<'l> {
    /// Reads `- [x] walk ✅ 2026-03-01`.
    pub fn of(line: &'l str) -> Option<Task<'l>> {
        let item = bullet(line.trim_start())?;
        let mut chars = item.strip_prefix('[')?.chars();
        let mark = chars.next()?;
        let whole = chars.as_str().strip_prefix("] ")?.trim();
        let done = whole.split_once('✅').and_then(|(_, after)| {
            crate::domain::field::iso_day(after.trim_start_matches(['\u{fe0f}', ' ']).get(..10)?)
        });
        let words = whole
            .split(|c| MARKS.contains(c))
            .next()
            .unwrap_or_default();
        Some(Task {
            mark,
            text: plain(words),
            whole,
            done,
        })
    }

    pub fn is_done(&self) -> bool {
        matches!(self.mark, 'x' | 'X')
    }
}

/// An item of a list without its bullet or number.
pub fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = digits.len() < line.len();
        digits.strip_prefix(['.', ')']).filter(|_| numbered)
    })?;
    rest.strip_prefix(' ').map(str::trim_start)
}

/// Words without links, emphasis, inline fields and tags.
fn plain(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['[', '(']) {
        let (before, opened) = rest.split_at(at);
        text.push_str(before);
        rest = match (super::note::field_within(opened), opened.strip_prefix("[[")) {
            (Some((.., after)), _) => after,
            (None, Some(link)) => match link.split_once("]]") {
                Some((link, after)) => {
                    text.push_str(link.rsplit('|').next().unwrap_or_default());
                    after
                }
                None => {
                    text.push_str("[[");
                    link
                }
            },
            (None, None) => {
                text.push_str(&opened[..1]);
                &opened[1..]
            }
        };
    }
    text.push_str(rest);
    let text = text.replace("**", "").replace("__", "");
    let words = text.split_whitespace().filter(|word| !is_tag(word));
    words.collect::<Vec<_>>().join(" ")
}

/// `#habit`, and no `#` or `#1`.
pub fn is_tag(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::Task;

    #[test]
    fn a_task_is_its_words() {
        let task = Task::of("  - [x] **Evening** [[walk|stroll]] (20 min) #habit [place:: sea] 🔁 every day ✅ 2026-03-01").unwrap();
        assert_eq!(task.text, "Evening stroll (20 min)");
        assert_eq!(
            task.done.map(|day| day.to_string()).as_deref(),
            Some("2026-03-01")
        );
        assert!(task.is_done());
        assert!(!Task::of("1. [/] read").unwrap().is_done());
        for line in [
            "- walk",
            "-[x] walk",
            "- [x]walk",
            "[x] walk",
            "- [[x] walk",
        ] {
            assert!(Task::of(line).is_none(), "{line}");
        }
    }
}
