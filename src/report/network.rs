//! `ritual people`: the people there are, under what they are turned to for.

use crate::domain::journal::{Journal, Needs};
use crate::domain::record;
use crate::domain::small::Person;
use crate::domain::text;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Network {
    pub today: NaiveDate,
    /// In the order of their names.
    pub people: Vec<Person>,
    /// In the order of the words; a person stands under each of theirs.
    pub kinds: Vec<Kind>,
    /// Whether there are others that were not asked for.
    #[serde(skip)]
    pub others: bool,
    /// Whether those put away were asked for.
    #[serde(skip)]
    pub all: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kind {
    pub kind: String,
    pub people: Vec<String>,
}

/// Which people are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter<'a> {
    /// Words that a name or a kind of support holds.
    pub find: Option<&'a str>,
    /// A kind of support.
    pub kind: Option<String>,
    /// Those put away too.
    pub all: bool,
}

pub fn needs() -> Needs<'static> {
    Needs::of(&[record::Kind::Person])
}

pub fn network(journal: &Journal, filter: &Filter<'_>) -> Network {
    let wanted = filter.kind.as_deref().map(text::key);
    let sought = filter.find.map(text::key);
    let holds = |p: &Person, sought: &String| {
        let mut words = p.kinds.iter().chain([&p.name]);
        words.any(|word| text::key(word).contains(sought))
    };
    let fits = |kind: &String| wanted.as_ref().is_none_or(|w| text::key(kind) == *w);
    let mut people = journal.people.some(|p| {
        (filter.all || p.retired.is_none())
            && sought.as_ref().is_none_or(|sought| holds(p, sought))
            && (wanted.is_none() || p.kinds.iter().any(fits))
    });
    people.sort_by_cached_key(|p| text::key(&p.name));
    let mut words: Vec<&String> = people.iter().flat_map(|p| &p.kinds).collect();
    words.retain(|kind| fits(kind));
    words.sort_by_cached_key(|kind| text::key(kind));
    words.dedup_by_key(|kind| text::key(kind));
    let kinds = words.into_iter().map(|kind| {
        let key = text::key(kind);
        let of_it = |p: &&Person| p.kinds.iter().any(|k| text::key(k) == key);
        let under = people.iter().filter(of_it);
        Kind {
            kind: kind.clone(),
            people: under.map(|p| p.name.clone()).collect(),
        }
    });
    Network {
        today: journal.today,
        kinds: kinds.collect(),
        others: people.len() < journal.people.len(),
        all: filter.all,
        people,
    }
}

/// The people who stand on the care page, in the order of their names.
pub fn care(people: &[Person]) -> Vec<Person> {
    let on_page = |p: &&Person| p.care && p.retired.is_none();
    let mut found: Vec<Person> = people.iter().filter(on_page).cloned().collect();
    found.sort_by_cached_key(|p| text::key(&p.name));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meta::Meta;
    use uuid::Uuid;

    fn person(name: &str, kinds: &[&str]) -> Person {
        let mut person = Person::new(Meta::new(Uuid::nil()), name.to_owned());
        person.kinds = kinds.iter().map(|k| (*k).to_owned()).collect();
        person
    }

    #[test]
    fn the_care_page_holds_those_who_were_put_there_and_not_put_away() {
        let mut away = person("Ben", &[]);
        (away.care, away.retired) = (true, Some(NaiveDate::MIN));
        let mut ana = person("Ana", &[]);
        ana.care = true;
        let held = care(&[away, person("Cai", &["professional"]), ana.clone()]);
        assert_eq!(held, [ana]);
    }
}
