//! What the person asked for.

use super::dates::Form;
use super::map::{Map, pairs};
use crate::domain::measure::Own;
use crate::domain::text;
use crate::exchange::{ExchangeError, Result};
use std::path::PathBuf;

/// What becomes of the words noted with an entry: activities, tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsAs {
    Rituals,
    Feelings,
    Triggers,
    Coping,
}

#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Pass over lines that do not read.
    pub skip_bad: bool,
    /// Names whose entries are mood notes.
    pub as_mood: Vec<String>,
    /// Levels of names; none for a name that is a feeling and no level.
    pub mood_map: Vec<(String, Option<u8>)>,
    pub words: Option<WordsAs>,
    /// Names there, and names here.
    pub rename: Vec<(String, String)>,
    pub map: Option<Map>,
    /// The measures that the person added.
    pub own: Vec<Own>,
    /// The ritual of rows that name none.
    pub ritual: Option<String>,
    pub dates: Option<Form>,
    /// The first row is one of the others; columns are known by their numbers.
    pub no_header: bool,
    /// Every column that means nothing else is a ritual.
    pub each: bool,
    /// Values that stand for a resting day.
    pub rests: Vec<String>,
    /// The folder that programs keep their settings in.
    pub settings: Option<PathBuf>,
    /// Columns and the value a row has in them to be taken.
    pub only: Vec<(String, String)>,
}

impl ImportOptions {
    /// Reads `sad=2,average=3,numb=none`.
    ///
    /// # Errors
    /// [`ExchangeError::Option`].
    pub fn levels(text: &str) -> Result<Vec<(String, Option<u8>)>> {
        let refused = |what: String| ExchangeError::Option {
            what: format!("--mood-map {what}"),
            hint: "such as --mood-map 'great=5,so so=3,numb=none'".to_owned(),
        };
        let level = |(name, level): (String, String)| match level.as_str() {
            "none" => Ok((text::key(name.trim()), None)),
            "1" | "2" | "3" | "4" | "5" => Ok((text::key(name.trim()), level.parse().ok())),
            other => Err(refused(format!(
                "expects a level from 1 to 5, or none; got '{name}={other}'"
            ))),
        };
        let found = pairs(text).map_err(|e| refused(e.to_owned()))?;
        found.into_iter().map(level).collect()
    }

    /// Reads `old=new`.
    ///
    /// # Errors
    /// [`ExchangeError::Option`].
    pub fn pair(flag: &str, text: &str) -> Result<(String, String)> {
        let trimmed = text.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
        match trimmed {
            Some((a, b)) if !a.is_empty() && !b.is_empty() => Ok((a.to_owned(), b.to_owned())),
            _ => Err(ExchangeError::Option {
                what: format!("{flag} expects two names with an equals sign between; got '{text}'"),
                hint: format!("such as {flag} 'old=new', once for each"),
            }),
        }
    }

    /// Whether a cell says that a day was one of rest.
    pub fn rests(&self, cell: &str) -> bool {
        self.rests
            .iter()
            .any(|value| text::key(value) == text::key(cell))
    }

    /// What the person said of the level of a name: nothing, no level, or one.
    pub fn level(&self, name: &str) -> Option<Option<u8>> {
        if self.mood_map.is_empty() {
            return None;
        }
        let key = text::key(name.trim());
        self.mood_map
            .iter()
            .find(|(n, _)| *n == key)
            .map(|(_, l)| *l)
    }
}
