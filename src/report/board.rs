//! Bare `ritual`: the last seven days of each ritual, today's words, and what ends soon. Nothing is
//! marked as left to do, and the order never changes by what is noted.

use super::consent::{self, Holding};
use super::patterns::Measure;
use super::people::{Talks, talks};
use super::today::Today;
use crate::domain::boundary::Boundary;
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::journal::{Done, Journal, Needs, Practice, Span};
use crate::domain::mood::Mood;
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use crate::domain::small::{Start, Talk};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// How many days stand side by side.
const WEEK: u64 = 7;
/// How long before its last day an end is said, and a day to talk about something.
const ENDS: Days = Days::new(2);
const TALK: Days = Days::new(14);

#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    pub today: NaiveDate,
    pub days: Vec<NaiveDate>,
    pub rituals: Vec<Row>,
    /// The middle of each day's moods, and of the last one before the week; none without any in the
    /// week.
    pub mood: BTreeMap<NaiveDate, f64>,
    pub moods_today: Vec<Mood>,
    /// What ends within a few days.
    pub ends: Vec<Holding>,
    pub talks: Vec<Talk>,
    pub boundaries: Vec<Boundary>,
    pub settings: Settings,
    /// What is noted of the day, where no row stands.
    pub page: Option<Today>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub ritual: Ritual,
    pub cells: Vec<Cell>,
    pub today: Vec<Completion>,
    /// The session that goes on.
    pub started: Option<Start>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Done,
    Resting,
    NotNoted,
    /// Before its first entry, or today while nothing is noted.
    Blank,
}

pub fn needs(today: NaiveDate) -> Needs<'static> {
    let first = today - Days::new(WEEK - 1);
    Needs {
        nouns: &[
            Kind::Ritual,
            Kind::Boundary,
            Kind::Talk,
            Kind::Reminder,
            Kind::Offer,
            Kind::Invite,
            Kind::Consent,
            Kind::Start,
        ],
        days: Done::Since(first),
        completions: Span::Within(today, today),
        moods: Span::Reaching(first, today),
        ..Needs::default()
    }
}

/// What is noted on a day, for one short line.
#[derive(Debug, Clone, PartialEq)]
pub struct Noted {
    pub today: NaiveDate,
    /// In the order of the board, sacred ones left out.
    pub rituals: Vec<(Ritual, Vec<Completion>)>,
    pub mood: Option<f64>,
}

pub fn needs_of_line(today: NaiveDate, with_mood: bool) -> Needs<'static> {
    Needs {
        nouns: &[Kind::Ritual],
        completions: Span::Within(today, today),
        moods: match with_mood {
            true => Span::Within(today, today),
            false => Span::None,
        },
        ..Needs::default()
    }
}

pub fn noted(journal: &Journal, with_mood: bool) -> Noted {
    let sacred = journal.sacred();
    let all = journal.practices.iter();
    let open = all.filter(|p| !sacred.said(&p.ritual.name));
    let entries = |practice: &Practice| {
        let entries = journal
            .completions
            .some(|entry| practice.ritual.is(&entry.ritual));
        (!entries.is_empty()).then(|| (practice.ritual.clone(), entries))
    };
    let mood = Measure::named("mood", &journal.settings).filter(|_| with_mood);
    Noted {
        today: journal.today,
        rituals: open.filter_map(entries).collect(),
        mood: mood.and_then(|mood| mood.by_day(&journal.moods).into_values().last()),
    }
}

/// The last day of what is said to end, as of today.
pub fn soon(today: NaiveDate) -> NaiveDate {
    today + ENDS
}

/// `holding` is what holds today.
pub fn board(journal: &Journal, holding: Vec<Holding>) -> Board {
    let today = journal.today;
    let first = today - Days::new(WEEK - 1);
    let days: Vec<NaiveDate> = first.iter_days().take(WEEK as usize).collect();
    let all = journal.practices.iter();
    let shown: Vec<&Practice> = all.filter(|p| p.ritual.retired.is_none()).collect();
    // Those of one moment stand together, where the first of them does.
    let place = |p: &&Practice| {
        let moment = p.ritual.around.as_ref();
        let with = |other: &&Practice| {
            std::ptr::eq(*other, *p) || moment.is_some() && other.ritual.around.as_ref() == moment
        };
        shown.iter().position(with)
    };
    let mut ordered = shown.clone();
    ordered.sort_by_key(place);
    let row = |practice: &Practice| row(practice, &days, journal);
    let mood = Measure::named("mood", &journal.settings);
    let mood = mood.map(|mood| mood.by_day(&journal.moods));
    let in_week = |mood: &BTreeMap<NaiveDate, f64>| mood.range(first..).next().is_some();
    let by_then = |day: Option<NaiveDate>| day.is_some_and(|day| day <= today + TALK);
    let Talks {
        mut rows,
        mut boundaries,
        ..
    } = talks(journal, &[]);
    rows.retain(|talk| by_then(talk.by));
    boundaries.retain(|boundary| by_then(boundary.revisit));
    let mut ends = consent::ending(holding, soon(today));
    // Of the others nothing leaves.
    ends.retain(|held| held.stays.is_none());
    Board {
        today,
        rituals: ordered.into_iter().map(row).collect(),
        mood: mood.filter(in_week).unwrap_or_default(),
        moods_today: journal.moods.some(|mood| mood.day == today),
        ends,
        talks: rows,
        boundaries,
        days,
        settings: journal.settings.clone(),
        page: None,
    }
}

/// Whether the last note that was read lies before the days of the board.
pub fn ends_before_the_week(journal: &Journal) -> bool {
    let days = journal.practices.iter().filter_map(|p| p.days.last());
    let days = days.map(|(day, _)| *day);
    let last = days.chain(journal.moods.iter().map(|mood| mood.day)).max();
    last.is_some_and(|last| last < journal.today - Days::new(WEEK - 1))
}

fn row(practice: &Practice, days: &[NaiveDate], journal: &Journal) -> Row {
    let since = days.first().and_then(|first| practice.window(*first));
    let cell = |day: &NaiveDate| match since {
        _ if practice.days.iter().any(|(done, _)| done == day) => Cell::Done,
        Some(since) if *day < since => Cell::Blank,
        None => Cell::Blank,
        _ if practice.pauses.iter().any(|p| p.covers(*day)) => Cell::Resting,
        _ if *day < journal.today => Cell::NotNoted,
        _ => Cell::Blank,
    };
    let of_it = |entry: &Completion| practice.ritual.is(&entry.ritual);
    Row {
        cells: days.iter().map(cell).collect(),
        today: journal.completions.some(of_it),
        started: Start::latest(&journal.starts, &practice.ritual).cloned(),
        ritual: practice.ritual.clone(),
    }
}

impl Board {
    /// Whether there is a row of moods: with a number in the week, or with something noted today.
    pub fn has_moods(&self) -> bool {
        !self.mood.is_empty() || !self.moods_today.is_empty()
    }

    pub fn has_rows(&self) -> bool {
        !self.rituals.is_empty() || self.has_moods()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::journal::Part;
    use crate::domain::meta::Meta;
    use uuid::Uuid;

    fn practice(name: &str, around: Option<&str>, days: &[u32]) -> Practice {
        let mut ritual = Ritual::new(Meta::new(Uuid::now_v7()), name.to_owned());
        ritual.around = around.map(str::to_owned);
        let day = |d: &u32| (NaiveDate::from_ymd_opt(2026, 11, *d).unwrap(), 1);
        Practice {
            ritual,
            days: Part::read(days.iter().map(day).collect()),
            amounts: Part::default(),
            pauses: Part::read(Vec::new()),
        }
    }

    #[test]
    fn nothing_is_left_to_do_and_the_order_stays() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut journal = Journal::empty(today);
        journal.practices = [
            practice("walk", Some("lunch"), &[18, 20]),
            practice("tea", None, &[1, 22]),
            practice("sit", Some("lunch"), &[]),
        ]
        .into_iter()
        .collect();
        let board = board(&journal, Vec::new());
        let names = board.rituals.iter().map(|r| r.ritual.name.as_str());
        assert!(names.eq(["walk", "sit", "tea"]));
        use Cell::{Blank, Done, NotNoted};
        // From Monday the 16th: blank before the first entry, blank today.
        assert_eq!(
            board.rituals[0].cells,
            [Blank, Blank, Done, NotNoted, Done, NotNoted, Blank]
        );
        assert_eq!(board.rituals[1].cells, [Blank; 7]);
        assert_eq!(board.rituals[2].cells[6], Done);
        assert_eq!(board.rituals[2].cells[0], NotNoted);
    }
}
