//! What the person asked for, and the grammar of `--map`: which column means what.

use super::dates::Form;
use super::table::Table;
use crate::domain::field::{Noun, Shape};
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
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
    /// [`ExchangeError::Refused`].
    pub fn levels(text: &str) -> Result<Vec<(String, Option<u8>)>> {
        let refused = |what: &str| {
            let hint = "such as --mood-map 'great=5,so so=3,numb=none'";
            ExchangeError::refused(format!("--mood-map {what}"), hint)
        };
        let level = |(name, level): (String, String)| match level.as_str() {
            "none" => Ok((text::key(name.trim()), None)),
            "1" | "2" | "3" | "4" | "5" => Ok((text::key(name.trim()), level.parse().ok())),
            other => Err(refused(&format!(
                "expects a level from 1 to 5, or none; got '{name}={other}'"
            ))),
        };
        pairs(text)
            .map_err(refused)?
            .into_iter()
            .map(level)
            .collect()
    }

    /// Reads `old=new`.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`].
    pub fn pair(flag: &str, text: &str) -> Result<(String, String)> {
        let trimmed = text.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
        match trimmed {
            Some((a, b)) if !a.is_empty() && !b.is_empty() => Ok((a.to_owned(), b.to_owned())),
            _ => Err(ExchangeError::refused(
                format!("{flag} expects two names with an equals sign between; got '{text}'"),
                format!("such as {flag} 'old=new', once for each"),
            )),
        }
    }

    /// Whether a cell says that a day was one of rest.
    pub fn rests(&self, cell: &str) -> bool {
        let mut rests = self.rests.iter();
        rests.any(|value| text::key(value) == text::key(cell))
    }

    /// What the person said of the level of a name: nothing, no level, or one.
    pub fn level(&self, name: &str) -> Option<Option<u8>> {
        if self.mood_map.is_empty() {
            return None;
        }
        let key = text::key(name.trim());
        let found = self.mood_map.iter().find(|(n, _)| *n == key);
        found.map(|(_, level)| *level)
    }
}

/// What a column can mean: something of an entry, or a field of a mood note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Day,
    Time,
    Ritual,
    Done,
    Amount,
    Unit,
    As,
    Note,
    Felt(&'static str, Shape),
    /// A measure of the person's own, by its place among them.
    Own(usize),
}

/// The level of a mood note: a name in its place that is no level may be a feeling.
pub const MOOD: Target = Target::Felt("mood", Shape::Step);

impl Target {
    /// All there are, by name, the measures of the person's own last.
    fn with(own: &[Own]) -> Vec<(&str, Target)> {
        let mut all = vec![
            ("day", Target::Day),
            ("time", Target::Time),
            ("ritual", Target::Ritual),
            ("done", Target::Done),
            ("amount", Target::Amount),
            ("unit", Target::Unit),
            ("as", Target::As),
            ("note", Target::Note),
        ];
        let felt = |shape: &Shape| matches!(shape, Shape::Step | Shape::Number | Shape::List);
        let fields = Mood::declared().iter();
        let fields = fields.filter(|field| felt(&field.shape));
        all.extend(fields.map(|field| (field.name, Target::Felt(field.name, field.shape))));
        let own = own.iter().enumerate();
        all.extend(own.map(|(at, own)| (own.name.as_str(), Target::Own(at))));
        all
    }

    pub fn name(self) -> &'static str {
        let named = Target::with(&[]).into_iter().find(|(_, t)| *t == self);
        named.map_or("", |(name, _)| name)
    }
}

/// Columns by what they mean, as they were typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    pub columns: Vec<(Target, String)>,
}

impl Map {
    /// Reads `day=Date,mood=Stimmung,amount="Minuten, ca."`.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`] for what is no pair, an unknown meaning, one given twice, or no day.
    pub fn parse(text: &str, own: &[Own]) -> Result<Map> {
        let refused = |what: &str| {
            let hint = "such as --map 'day=Date,mood=Stimmung,amount=Minuten' with --ritual walk";
            ExchangeError::refused(format!("--map {what}"), hint)
        };
        let all = Target::with(own);
        let mut map: Vec<(Target, String)> = Vec::new();
        for (name, column) in pairs(text).map_err(refused)? {
            let key = text::key(name.trim());
            let Some((_, target)) = all.iter().find(|(known, _)| text::key(known) == key) else {
                let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
                let names = names.join(", ");
                return Err(refused(&format!("knows {names}; got '{name}'")));
            };
            let words = matches!(target, Target::Felt(_, Shape::List));
            if !words && map.iter().any(|(t, _)| t == target) {
                return Err(refused(&format!("names {name} twice")));
            }
            map.push((*target, column));
        }
        if !map.iter().any(|(t, _)| *t == Target::Day) {
            return Err(refused("expects a column for the day"));
        }
        Ok(Map { columns: map })
    }

    /// The map of a table whose columns bear the names of what they mean; none without a day.
    pub fn of(table: &Table, own: &[Own]) -> Option<Map> {
        let found = Target::with(own).into_iter().filter_map(|(name, target)| {
            let at = table.column(name)?;
            Some((target, table.header[at].clone()))
        });
        let columns: Vec<(Target, String)> = found.collect();
        let day = columns.iter().any(|(target, _)| *target == Target::Day);
        day.then_some(Map { columns })
    }
}

/// Reads `a=b,"c, d"="e=f"`: pairs with commas between; quotes keep commas and equals signs, and a
/// doubled quote in them is one.
///
/// # Errors
/// What is no such list.
pub fn pairs(text: &str) -> Result<Vec<(String, String)>, &'static str> {
    let mut found = Vec::new();
    let mut rest = text.chars().peekable();
    loop {
        let (key, mark) = word(&mut rest, &['=', ','])?;
        if mark != Some('=') {
            return Err("expects pairs with an equals sign, and commas between");
        }
        let (value, mark) = word(&mut rest, &[','])?;
        if key.is_empty() || value.is_empty() {
            return Err("expects something on both sides of the equals sign");
        }
        found.push((key, value));
        if mark.is_none() {
            return Ok(found);
        }
    }
}

type Chars<'t> = std::iter::Peekable<std::str::Chars<'t>>;

/// A word up to one of the marks or the end.
fn word(rest: &mut Chars, marks: &[char]) -> Result<(String, Option<char>), &'static str> {
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
    let mut word = String::new();
    if rest.next_if_eq(&'"').is_none() {
        for c in rest.by_ref() {
            if marks.contains(&c) {
                return Ok((word.trim_end().to_owned(), Some(c)));
            }
            word.push(c);
        }
        return Ok((word.trim_end().to_owned(), None));
    }
    loop {
        match rest.next() {
            None => return Err("expects a quote at the end of what a quote began"),
            Some('"') if rest.next_if_eq(&'"').is_none() => break,
            Some(c) => word.push(c),
        }
    }
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
    match rest.next() {
        None => Ok((word, None)),
        Some(c) if marks.contains(&c) => Ok((word, Some(c))),
        Some(_) => Err("expects a comma or an equals sign after a closing quote"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_with_any_name_can_be_mapped() {
        let map = Map::parse(r#"day=Date, Mood = "Stimmung, heute", note="a=""b""""#, &[]).unwrap();
        let columns: Vec<&str> = map.columns.iter().map(|(_, c)| c.as_str()).collect();
        assert_eq!(columns, ["Date", "Stimmung, heute", "a=\"b\""]);
    }

    #[test]
    fn what_is_no_map_says_why() {
        let pairs = "expects pairs with an equals sign, and commas between";
        for (text, why) in [
            ("", pairs),
            ("day", pairs),
            ("day=", "expects something on both sides of the equals sign"),
            (
                "day=\"x",
                "expects a quote at the end of what a quote began",
            ),
            (
                "day=\"x\"y",
                "expects a comma or an equals sign after a closing quote",
            ),
            ("day=a,day=b", "names day twice"),
            ("mood=a", "expects a column for the day"),
        ] {
            let error = Map::parse(text, &[]).unwrap_err();
            assert_eq!(error.to_string(), format!("--map {why}"), "{text}");
        }
    }
}
