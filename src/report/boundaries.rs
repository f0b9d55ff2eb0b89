//! `ritual boundaries`: what was agreed, off-limits first.

use crate::domain::boundary::{Boundary, Stance};
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::text::{self, Word};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boundaries {
    pub today: NaiveDate,
    pub boundaries: Vec<Listed>,
    /// The text that the areas meet.
    #[serde(skip)]
    pub about: Option<String>,
    /// Whether there are others that were not asked for.
    #[serde(skip)]
    pub others: bool,
    /// Whether those put away were asked for.
    #[serde(skip)]
    pub all: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    #[serde(flatten)]
    pub boundary: Boundary,
    /// The day it was noted here, by the machine's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noted: Option<NaiveDate>,
    /// The words of the area that a text met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<String>,
}

/// Which boundaries are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// None stands for every stance.
    pub stances: Vec<Stance>,
    pub with: Option<String>,
    /// Retired ones too.
    pub all: bool,
    /// Those to talk about before a day.
    pub revisit_before: Option<NaiveDate>,
    /// Text the area has to meet; see [`met`].
    pub about: Option<String>,
    /// Whether the name of the person may hold it instead.
    pub or_with: bool,
}

pub const NEEDS: Needs<'static> = Needs::of(&[Kind::Boundary]);

/// What a view of two needs beside them.
pub const NEEDS_TOGETHER: Needs<'static> =
    Needs::of(&[Kind::Boundary, Kind::Ritual, Kind::Consent]);

/// Grouped by stance, within one in the order they were added.
pub fn boundaries(journal: &Journal, filter: &Filter) -> Boundaries {
    let with = filter.with.as_deref().map(text::key);
    let fits = |b: &&Boundary| {
        (filter.all || b.retired.is_none())
            && (filter.stances.is_empty() || filter.stances.contains(&b.stance))
            && (with.is_none() || b.with.as_deref().map(text::key) == with)
            && (filter.revisit_before)
                .is_none_or(|day| b.revisit.is_some_and(|revisit| revisit < day))
    };
    let about = filter.about.as_deref();
    let listed = |b: &Boundary| {
        let met = about.and_then(|about| met(&b.area, about));
        let with = b.with.as_deref().filter(|_| filter.or_with);
        let held = |about: &str| with.is_some_and(|with| holds(with, about));
        (met.is_some() || about.is_none_or(held)).then(|| Listed {
            boundary: b.clone(),
            noted: None,
            met,
        })
    };
    let all = journal.boundaries.iter();
    let mut found: Vec<Listed> = all.filter(fits).filter_map(listed).collect();
    found.sort_by_key(|b| b.boundary.stance);
    Boundaries {
        today: journal.today,
        about: filter.about.clone(),
        others: found.len() < journal.boundaries.len(),
        all: filter.all,
        boundaries: found,
    }
}

/// The words of an area that a text meets: the text stands in it; or all words of the shorter of the
/// two stand in the longer; or two words running stand in both. The beginning or another ending of a
/// word counts as the word, and a hyphen holds two words apart and together.
pub fn met(area: &str, text: &str) -> Option<String> {
    if text::key(area).contains(&text::key(text)) {
        return Some(text.to_owned());
    }
    let of_texts = [text::words(text), together(text)];
    let of_area = [text::words(area), together(area)];
    let met = |of_area: &Vec<Word>| {
        let mut texts = of_texts.iter();
        texts.find_map(|of_text| met_words(area, of_area, of_text))
    };
    of_area.iter().find_map(met)
}

fn met_words(area: &str, of_area: &[Word], of_text: &[Word]) -> Option<String> {
    let shared = of_area.iter().filter(|word| among(of_text, word));
    let shared: Vec<&Word> = shared.collect();
    let whole = match of_text.len() <= of_area.len() {
        true => all_among(of_area, of_text),
        false => !of_area.is_empty() && shared.len() == of_area.len(),
    };
    if whole {
        let words = shared.iter().map(|word| &area[word.at.clone()]);
        return Some(words.collect::<Vec<_>>().join(" "));
    }
    let running = of_area.windows(2).find(|pair| {
        let both = |other: &[Word]| same(&pair[0], &other[0]) && same(&pair[1], &other[1]);
        of_text.windows(2).any(both)
    })?;
    Some(area[running[0].at.start..running[1].at.end].to_owned())
}

/// Whether every word of a text stands in an area, in whatever form.
pub fn holds(area: &str, text: &str) -> bool {
    all_among(&text::words(area), &text::words(text))
}

fn all_among(words: &[Word], of_text: &[Word]) -> bool {
    !of_text.is_empty() && of_text.iter().all(|word| among(words, word))
}

fn among(words: &[Word], word: &Word) -> bool {
    words.iter().any(|other| same(word, other))
}

/// The words that an area shares with a text, or the first letters of which. What has no words is looked
/// for as it is.
pub fn shared_words(area: &str, text: &str) -> Option<String> {
    if text::key(area).contains(&text::key(text)) {
        return Some(text.to_owned());
    }
    if text::key(text).contains(&text::key(area)) {
        return Some(area.to_owned());
    }
    let of_text = [text::words(text), together(text)].concat();
    let akin = |word: &Word| {
        let akin = |other: &Word| same(word, other) || shared(word, other) > BEGINNING;
        of_text.iter().any(akin)
    };
    [text::words(area), together(area)]
        .iter()
        .find_map(|words| {
            let met = words.iter().filter(|word| akin(word));
            let met: Vec<&str> = met.map(|word| &area[word.at.clone()]).collect();
            (!met.is_empty()).then(|| met.join(" "))
        })
}

/// The words of a text, those that a single sign such as a hyphen joins as one.
fn together(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for word in text::words(text) {
        let joined = words.last_mut().filter(|before| {
            let mut between = text[before.at.end..word.at.start].chars();
            between.next().is_some_and(|sign| !sign.is_whitespace()) && between.next().is_none()
        });
        match joined {
            Some(before) => {
                before.at.end = word.at.end;
                before.folded += &word.folded;
            }
            None => words.push(word),
        }
    }
    words
}

/// Letters of a word that stand for it.
const BEGINNING: usize = 3;

/// What a word ends in where it is the same word in another form: hug, hugs, hugging, hugged.
const ENDINGS: &[&str] = &[
    "", "s", "es", "d", "ed", "er", "ers", "ing", "ings", "e", "y", "ies", "ied",
];

/// How many letters two words begin with in common.
fn shared(a: &Word, b: &Word) -> usize {
    let both = a.folded.chars().zip(b.folded.chars());
    both.take_while(|(a, b)| a == b).count()
}

/// Whether two words are the same, or one is the beginning of the other, or they differ by how they end.
fn same(a: &Word, b: &Word) -> bool {
    let stem = shared(a, b);
    let rest = |word: &Word| word.folded.chars().skip(stem).collect::<String>();
    let (of_a, of_b) = (rest(a), rest(b));
    let ends = |rest: &str| {
        // The last letter of a stem may be doubled before its ending.
        let last = a.folded.chars().nth(stem - 1);
        let undoubled = last.and_then(|letter| rest.strip_prefix(letter));
        ENDINGS.contains(&rest) || undoubled.is_some_and(|rest| ENDINGS.contains(&rest))
    };
    let begins = of_a.is_empty() || of_b.is_empty();
    a.folded == b.folded || (stem >= BEGINNING && (begins || (ends(&of_a) && ends(&of_b))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_meets_an_area_by_its_words() {
        for (area, text, met_in) in [
            ("phone at dinner", "phones", Some("phone")),
            ("phone at dinner", "dinner phone", Some("phone dinner")),
            (
                "work email after 20:00",
                "answer work email",
                Some("work email"),
            ),
            ("Reading my notebook", "NOTEBOOK", Some("NOTEBOOK")),
            ("Reading my notebook", "read", Some("read")),
            ("notebook", "reading my notebooks aloud", Some("notebook")),
            ("café", "meet at the CAFE\u{301}", Some("café")),
            ("phone at dinner", "dinner with mother", None),
            ("tea", "te", Some("te")),
            ("at work", "a walk", None),
            ("emails after 20:00", "e-mail", Some("emails")),
            ("e-mail at work", "email", Some("e-mail")),
            ("e-mail at work", "mails", Some("mail")),
            ("no hugging", "hugs", Some("hugging")),
            ("no hugging", "hugged", Some("hugging")),
            ("parties", "a party", Some("parties")),
            ("phone at dinner", "photos", None),
            ("calls", "", Some("")),
            ("calls", "...", None),
        ] {
            assert_eq!(met(area, text).as_deref(), met_in, "{area} / {text}");
        }
    }

    #[test]
    fn one_word_meets() {
        for (area, text, words) in [
            ("phone at dinner", "dinner with mother", Some("dinner")),
            (
                "work email after 20:00",
                "after 8 at work",
                Some("work after"),
            ),
            ("tea", "a cup of TEA", Some("tea")),
            ("phone at dinner", "tea alone", None),
        ] {
            assert_eq!(
                shared_words(area, text).as_deref(),
                words,
                "{area} / {text}"
            );
        }
        assert!(shared_words("\u{1f4f1}", "no \u{1f4f1} here").is_some());
        for text in ["e-mail", "email", "e‑mails", "mail"] {
            assert!(shared_words("emails after 20:00", text).is_some(), "{text}");
            assert!(shared_words("e-mail after 20:00", text).is_some(), "{text}");
        }
        for text in ["hug", "hugs", "hugged", "a hugger"] {
            assert!(shared_words("no hugging", text).is_some(), "{text}");
        }
        assert!(shared_words("swearing", "a swearword").is_some());
        assert!(shared_words("swim alone", "sweets").is_none());
    }
}
