//! Dates with the names of months in them, in several languages.

use super::time;
use crate::domain::dates;
use chrono::NaiveTime;

/// A date in words: `2026 Sun May 17 3:39 PM`, `28 September`, `17. Mai 2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worded {
    pub year: Option<u32>,
    pub month: u32,
    pub day: u32,
    pub time: Option<NaiveTime>,
}

pub fn words(text: &str) -> Option<Worded> {
    let (mut year, mut month, mut day, mut clock) = (None, None, None, Vec::new());
    for word in text.split(|c: char| c.is_whitespace() || c == ',') {
        let bare = ordinal(word.trim_matches('.'));
        let number = bare
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| bare.parse::<u32>());
        match number {
            _ if bare.is_empty() => {}
            _ if !clock.is_empty() || bare.contains(':') => clock.push(word),
            Some(Ok(n)) if bare.len() == 4 && year.is_none() => year = Some(n),
            Some(Ok(n)) if (1..=31).contains(&n) && day.is_none() => day = Some(n),
            Some(_) => return None,
            None if month.is_none() => month = named_month(bare),
            None => {}
        }
    }
    let time = match clock.as_slice() {
        [] => None,
        clock => Some(time(&clock.join(" "))?),
    };
    Some(Worded {
        year,
        month: month?,
        day: day?,
        time,
    })
}

/// `22nd` as 22.
fn ordinal(word: &str) -> &str {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let after = word[digits.len()..].to_lowercase();
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match after.as_str() {
        "st" | "nd" | "rd" | "th" | "er" if number => digits,
        _ => word,
    }
}

/// Names of the months in other languages than English.
const MONTHS: [&str; 12] = [
    "januar janvier enero gennaio januari jänner janeiro",
    "februar février fevrier febrero febbraio februari fevereiro",
    "märz maerz mars marzo maart março marco",
    "avril abril aprile",
    "mai mayo maggio mei maio maj",
    "juni juin junio giugno junho",
    "juli juillet julio luglio julho",
    "août aout agosto augustus augusti",
    "septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro",
    "novembre noviembre novembro",
    "dezember décembre decembre diciembre dicembre dezembro",
];

/// By the first letters where those tell the months apart.
fn named_month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let english = dates::month(&word);
    let names = |month: &u32| {
        let mut others = MONTHS[*month as usize - 1].split(' ');
        english == Some(*month) || others.any(|name| name.starts_with(&word))
    };
    let mut found = (1..=12).filter(names);
    match (found.next(), found.next()) {
        (Some(month), None) => Some(month),
        _ => None,
    }
}
