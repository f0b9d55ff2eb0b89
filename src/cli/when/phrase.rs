//! English for days, in the few forms that cannot be read two ways.

use super::Ahead;

pub const UNITS: [&str; 4] = ["day", "week", "month", "year"];
const NUMBERS: [&str; 11] = [
    "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// `3 days ago`, `in 2 weeks`, `5 march`, `march 5 2025`, in the words the parser knows; whatever is
/// not one of these in full is not guessed at.
pub fn known(lower: &str, ahead: Ahead) -> Option<String> {
    let words: Vec<&str> = lower.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let small = |word: &str| word.parse::<u16>().ok();
    let count = |word: &str| {
        small(word).or_else(|| Some(NUMBERS.iter().position(|n| *n == word)?.max(1) as u16))
    };
    let unit = |word: &&str| UNITS.contains(&word.trim_end_matches('s'));
    let month = |word: &str| {
        MONTHS
            .iter()
            .any(|m| word.len() >= 3 && m.starts_with(word))
    };
    let day = |word: &str| {
        let bare = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end));
        small(bare.unwrap_or(word))
    };
    match words.as_slice() {
        [n, u, "ago"] if unit(u) => Some(format!("{} {u} ago", count(n)?)),
        ["in", n, u] if unit(u) && ahead == Ahead::Allowed => Some(format!("{} {u}", count(n)?)),
        [n, u] if unit(u) && ahead == Ahead::Allowed => Some(format!("{} {u}", count(n)?)),
        [d, m] | [m, d] if month(m) && day(d).is_some() => Some(format!("{} {m}", day(d)?)),
        [d, m, y] | [m, d, y] if month(m) && y.len() == 4 => {
            Some(format!("{} {m} {}", day(d)?, small(y)?))
        }
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
