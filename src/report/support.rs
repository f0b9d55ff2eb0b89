//! `ritual support`: the menu, what is chosen, and the person's own last words.

use crate::domain::journal::{Journal, Needs};
use crate::domain::mood::Mood;
use crate::domain::record::Kind;
use crate::domain::small::{SupportOption, Words};
use crate::domain::term::{KINDS, NOTHING, SPACE, Support};
use chrono::NaiveDate;
use serde::Serialize;

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

pub fn needs() -> Needs<'static> {
    Needs::of(&[Kind::SupportOption, Kind::Support, Kind::SupportLine])
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
