//! `ritual show --reflections`: what a person marked and wrote of their rituals, counted and quoted.

use crate::domain::config::Settings;
use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::small::{Feel, Reflection};
use chrono::NaiveDate;
use serde::Serialize;

/// How many of the latest reflections on a ritual are looked at, where nothing else is asked.
pub const LATEST: usize = 10;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reflections {
    pub today: NaiveDate,
    /// In the order the rituals were added.
    pub rituals: Vec<Reflected>,
}

/// One ritual's latest reflections.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reflected {
    pub ritual: String,
    /// In the order of [`Feel::ALL`]; marks that were not used are left out.
    pub marks: Vec<Mark>,
    /// Each time enjoyment was noted, 1 to 5, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enjoyed: Vec<u8>,
    /// Oldest first.
    pub reflections: Vec<Reflection>,
}

/// How often a mark was given, and the words that came with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    pub feels: Feel,
    /// The person's own word for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    pub times: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

pub const NEEDS: Needs<'static> = Needs::of(&[Kind::Ritual, Kind::Reflection]);

/// The latest `last` reflections on each ritual, or on the one named.
pub fn reflections(journal: &Journal, name: Option<&str>, last: usize) -> Reflections {
    let rituals = journal.rituals().map(|ritual| &ritual.name);
    let rituals = rituals.filter(|ritual| name.is_none_or(|name| name == ritual.as_str()));
    let reflected = rituals.filter_map(|ritual| {
        let of = latest(journal, ritual, last);
        (!of.is_empty()).then(|| Reflected {
            ritual: ritual.clone(),
            marks: marks(&of, &journal.settings),
            enjoyed: of.iter().filter_map(|r| r.enjoyed).collect(),
            reflections: of,
        })
    });
    Reflections {
        today: journal.today,
        rituals: reflected.collect(),
    }
}

/// The latest `last` reflections on a ritual, oldest first.
pub fn latest(journal: &Journal, ritual: &str, last: usize) -> Vec<Reflection> {
    let mut of = journal.reflections.some(|r| r.ritual.name == ritual);
    of.split_off(of.len().saturating_sub(last))
}

fn marks(of: &[Reflection], settings: &Settings) -> Vec<Mark> {
    let mark = |feels: Feel| {
        let marked: Vec<&Reflection> = of.iter().filter(|r| r.feels == Some(feels)).collect();
        let mut words: Vec<String> = Vec::new();
        for word in marked.iter().flat_map(|r| said(feels, r)).flatten() {
            if !words.contains(word) {
                words.push(word.clone());
            }
        }
        (!marked.is_empty()).then_some(Mark {
            feels,
            named: Some(settings.feel(feels).to_owned()).filter(|name| name != feels.as_str()),
            times: marked.len(),
            words,
        })
    };
    Feel::ALL.into_iter().filter_map(mark).collect()
}

/// The words that go with a mark: what works with reinforcing, what does not with burdensome.
fn said(feels: Feel, r: &Reflection) -> [Option<&String>; 2] {
    match feels {
        Feel::Reinforcing => [r.works.as_ref(), None],
        Feel::Burdensome => [None, r.not.as_ref()],
        Feel::Mixed | Feel::Unsure => [r.works.as_ref(), r.not.as_ref()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::RitualRef;
    use crate::domain::meta::Meta;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn reflection(feels: Option<Feel>, works: Option<String>) -> Reflection {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        Reflection {
            feels,
            works,
            enjoyed: Some(3),
            ..Reflection::blank(Meta::new(Uuid::nil()), RitualRef::named("walk"), day)
        }
    }

    proptest! {
        /// Nothing is counted that was not marked, and no word is quoted that was not written.
        #[test]
        fn marks_and_words_are_those_that_were_given(
            given in prop::collection::vec((0_usize..5, prop::option::of("[a-c]")), 0..12),
            last in 1_usize..15,
        ) {
            let mut journal = Journal::empty(NaiveDate::MIN);
            let of = |(feel, works): &(usize, Option<String>)| {
                reflection(Feel::ALL.get(*feel).copied(), works.clone())
            };
            journal.reflections = given.iter().map(of).collect();
            let looked_at = latest(&journal, "walk", last);
            prop_assert_eq!(looked_at.len(), given.len().min(last));
            prop_assert!(journal.reflections.ends_with(&looked_at));
            let found = marks(&looked_at, &Settings::default());
            let marked = looked_at.iter().filter(|r| r.feels.is_some()).count();
            prop_assert_eq!(found.iter().map(|m| m.times).sum::<usize>(), marked);
            for mark in found {
                prop_assert!(mark.times > 0);
                for word in &mark.words {
                    let said = |r: &Reflection| {
                        r.feels == Some(mark.feels) && r.works.as_ref() == Some(word)
                    };
                    prop_assert!(looked_at.iter().any(said));
                    prop_assert!(mark.feels != Feel::Burdensome);
                }
            }
        }
    }
}
