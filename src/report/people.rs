//! What there is between people: whom to turn to, what is offered and asked for until a day, what to
//! talk about, and the plan for hard days. It is there when it is asked for; nothing else looks at it.

use crate::domain::boundary::Boundary;
use crate::domain::journal::{Journal, Needs};
use crate::domain::mood::Mood;
use crate::domain::record::Kind;
use crate::domain::small::{HardDays, Person, SupportOption, Talk, Words};
use crate::domain::term::{Invite, KINDS, NOTHING, Offer, SPACE, Support};
use crate::domain::text;
use chrono::{Days, NaiveDate};
use serde::Serialize;

pub const PEOPLE: Needs<'static> = Needs::of(&[Kind::Person]);
pub const OFFERS: Needs<'static> = Needs::of(&[Kind::Offer]);
pub const INVITES: Needs<'static> = Needs::of(&[Kind::Invite]);
pub const MENU: Needs<'static> =
    Needs::of(&[Kind::SupportOption, Kind::Support, Kind::SupportLine]);
pub const TALKS: Needs<'static> = Needs::of(&[Kind::Talk, Kind::Boundary]);
pub const PLAN: Needs<'static> = Needs::of(&[Kind::HardDays]);

/// `ritual people`: the people there are, under what they are turned to for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Network {
    pub today: NaiveDate,
    /// In the order of their names.
    pub people: Vec<Person>,
    /// In the order of the words; a person stands under each of theirs.
    pub kinds: Vec<Purpose>,
    /// Whether there are others that were not asked for.
    #[serde(skip)]
    pub others: bool,
    /// Whether those put away were asked for.
    #[serde(skip)]
    pub all: bool,
}

/// A kind of support and who is turned to for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Purpose {
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
        Purpose {
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
pub fn care(mut people: Vec<Person>) -> Vec<Person> {
    people.retain(|p| p.care && p.retired.is_none());
    people.sort_by_cached_key(|p| text::key(&p.name));
    people
}

/// `ritual offer`: what is on offer today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offers {
    pub today: NaiveDate,
    pub offers: Vec<Offer>,
}

pub fn offers(journal: &Journal) -> Offers {
    let today = journal.today;
    let offers = journal.offers.some(|offer| offer.term.live(today));
    Offers { today, offers }
}

/// `ritual offer --to-join`: who is invited.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invites {
    pub today: NaiveDate,
    pub invites: Vec<Invite>,
}

pub fn invites(journal: &Journal) -> Invites {
    let today = journal.today;
    let invites = journal.invites.some(|invite| invite.term.live(today));
    Invites { today, invites }
}

/// `ritual support`: what can be asked for, and what is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Menu {
    pub today: NaiveDate,
    pub kinds: Vec<&'static str>,
    pub options: Vec<SupportOption>,
    /// What is chosen today; silence is no choice.
    pub chosen: Option<Support>,
    /// The line to pass on today.
    pub line: Option<Words>,
}

pub fn menu(journal: &Journal) -> Menu {
    Menu {
        today: journal.today,
        kinds: KINDS.into_iter().chain([SPACE, NOTHING]).collect(),
        options: journal.options.some(|option| option.retired.is_none()),
        chosen: journal.choice(journal.today).cloned(),
        line: journal.support_line().cloned(),
    }
}

/// The words of the last mood note that has any.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LastWords {
    pub today: NaiveDate,
    pub day: Option<NaiveDate>,
    pub words: Option<String>,
}

pub fn last_words(today: NaiveDate, last: Option<Mood>) -> LastWords {
    LastWords {
        today,
        day: last.as_ref().map(|mood| mood.day),
        words: last.and_then(|mood| mood.note),
    }
}

/// `ritual talk`: what there is to bring up, and boundaries that come up again by themselves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Talks {
    pub today: NaiveDate,
    pub rows: Vec<Talk>,
    /// Those to be revisited by a day at most 30 days away.
    pub boundaries: Vec<Boundary>,
}

/// How far ahead a boundary's day to revisit it is among the things to talk about.
const AHEAD: Days = Days::new(30);

/// What holds `words`, each of them, the earliest day first; a boundary that was put on the list is
/// there once.
pub fn talks(journal: &Journal, words: &[String]) -> Talks {
    let words: Vec<String> = words.iter().map(|word| text::key(word)).collect();
    let found = |said: &str, with: Option<&str>| {
        let said = text::key(&format!("{said} {}", with.unwrap_or_default()));
        words.iter().all(|word| said.contains(word.as_str()))
    };
    let open = |t: &Talk| t.closed.is_none() && found(&t.text, t.with.as_deref());
    let mut rows = journal.talks.some(open);
    rows.sort_by_key(|talk| talk.by.unwrap_or(NaiveDate::MAX));
    let listed = |area: &str| rows.iter().any(|t| text::key(&t.text) == text::key(area));
    let soon = journal.today + AHEAD;
    let mut boundaries = journal.boundaries.some(|b| {
        b.retired.is_none()
            && b.revisit.is_some_and(|day| day <= soon)
            && found(&b.area, b.with.as_deref())
            && !listed(&b.area)
    });
    boundaries.sort_by_key(|b| b.revisit);
    Talks {
        today: journal.today,
        rows,
        boundaries,
    }
}

/// `ritual hard`: the plan for hard days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    pub today: NaiveDate,
    pub plan: Option<HardDays>,
}

/// The latest plan: two devices may each have begun one.
pub fn plan(journal: &Journal) -> Plan {
    Plan {
        today: journal.today,
        plan: journal.plans.last().cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_care_page_holds_those_who_were_put_there_and_not_put_away() {
        let person = |name: &str, care| Person {
            name: name.to_owned(),
            care,
            ..Person::default()
        };
        let mut away = person("Ben", true);
        away.retired = Some(NaiveDate::MIN);
        let ana = person("Ana", true);
        let held = care(vec![away, person("Cai", false), ana.clone()]);
        assert_eq!(held, [ana]);
    }
}
