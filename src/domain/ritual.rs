//! A ritual: a practice under the name its owner gives it.

use super::field::{
    Cell, Field, FieldError, Fields, RitualRef, Shape, Unfit, Value, Written, field, noun, shapes,
    words,
};
use super::meta::Meta;
use super::revision::{Revision, difference};
use super::rhythm::{self, Rhythm, Version, written};
use super::text;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::fmt;
use uuid::Uuid;

noun! {
    pub struct Ritual {
        name: String = field("name").searched().leaves(),
        intention: Option<String> = words("intention").leaves().long(),
        /// At least one version; the first has no start and covers all earlier days.
        rhythms: Rhythms = field("rhythms").leaves(),
        /// The moment of the day it goes with, such as breakfast.
        around: Option<String> = field("around").searched().leaves(),
        /// What it is for, in single words.
        purposes: Vec<String> = field("for").searched().leaves(),
        unit: Option<String> = field("unit").leaves(),
        joint: bool = field("joint").leaves(),
        with: Option<String> = field("with").searched().leaves(),
        sacred: bool = field("sacred"),
        retired: Option<NaiveDate> = field("retired").puts_away(),
        history: Vec<Revision> = field("history"),
        /// Where it stands in its owner's order, from 1; those without a place stand after, as they were
        /// added.
        place: Option<f64> = field("place").range((1.0, 1e6)).beside(),
    }

    fn as_of(&mut self, today: NaiveDate) {
        self.rhythms = Rhythms::one(self.rhythms.on(today).cloned());
    }
}

/// The versions of a rhythm: `"rhythm"` in JSON while there is one, `"rhythms"` after a change; and
/// the seasons in which another holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Rhythms(pub Vec<Version>, pub Vec<Season>);

/// A rhythm that comes back each year between two days of it, both included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    #[serde(rename = "season")]
    pub name: String,
    pub from: YearDay,
    pub until: YearDay,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "written")]
    pub rhythm: Option<Rhythm>,
    /// The day it was named: earlier years keep the rhythm they had.
    pub since: NaiveDate,
}

/// `2/week from 12-01 until 02-28`
impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rhythm = self.rhythm.as_ref();
        let rhythm = rhythm.map_or("none".to_owned(), Rhythm::to_string);
        let (from, until) = (String::from(self.from), String::from(self.until));
        write!(f, "{rhythm} from {from} until {until}")
    }
}

impl Season {
    fn covers(&self, day: NaiveDate) -> bool {
        let at = YearDay(day.month(), Datelike::day(&day));
        let within = match self.from <= self.until {
            true => (self.from..=self.until).contains(&at),
            // Over the turn of the year.
            false => at >= self.from || at <= self.until,
        };
        within && day >= self.since
    }
}

/// A day of every year: month and day. The 29th of February is the 1st of March where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearDay(u32, u32);

impl YearDay {
    fn of(self, year: i32) -> Option<NaiveDate> {
        let day = NaiveDate::from_ymd_opt(year, self.0, self.1);
        day.or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
    }

    /// The day after it.
    fn after(self, year: i32) -> Option<NaiveDate> {
        match NaiveDate::from_ymd_opt(year, self.0, self.1) {
            Some(day) => day.succ_opt(),
            None => self.of(year),
        }
    }
}

impl TryFrom<String> for YearDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once('-').and_then(|(month, day)| {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // A leap year has every day there is.
            NaiveDate::from_ymd_opt(2024, month, day).map(|_| YearDay(month, day))
        });
        parts.ok_or_else(|| format!("expects a day of the year such as 12-01; got '{text}'"))
    }
}

impl From<YearDay> for String {
    fn from(day: YearDay) -> String {
        format!("{:02}-{:02}", day.0, day.1)
    }
}

impl Ritual {
    pub fn new(meta: Meta, name: String) -> Self {
        Ritual {
            meta,
            name,
            ..Ritual::default()
        }
    }

    /// The names it bore, in the order it changed them.
    pub fn earlier_names(&self) -> impl Iterator<Item = &str> {
        let was = self.history.iter().filter_map(|part| part.was.get("name"));
        was.filter_map(|name| name.as_str())
    }

    /// Whether a row speaks of this ritual.
    pub fn is(&self, ritual: &RitualRef) -> bool {
        match ritual.uid {
            Some(uid) => uid == self.meta.uid,
            None => text::key(&ritual.name) == text::key(&self.name),
        }
    }

    /// What a row that speaks of this ritual holds.
    pub fn to_ref(&self) -> RitualRef {
        RitualRef {
            uid: Some(self.meta.uid),
            name: self.name.clone(),
        }
    }

    /// Keeps in the history what differs from `before`, and names the fields that do. A note alone
    /// is kept too.
    pub fn keep_earlier(
        &mut self,
        before: &Ritual,
        on: NaiveDate,
        uid: Uuid,
        note: Option<String>,
    ) -> Vec<String> {
        let was = difference(before, self);
        let mut fields: Vec<String> = was.keys().cloned().collect();
        if before.rhythms != self.rhythms {
            fields.push("rhythm".to_owned());
        }
        if !was.is_empty() || note.is_some() {
            self.history.push(Revision { uid, on, was, note });
        }
        fields
    }
}

impl Rhythms {
    pub fn one(rhythm: Option<Rhythm>) -> Self {
        Rhythms(vec![Version { from: None, rhythm }], Vec::new())
    }

    /// Whether the first version has no start, and each later one starts after the one before it.
    fn in_order(&self) -> bool {
        let starts = self.0.windows(2).all(|pair| pair[0].from < pair[1].from);
        self.0.first().is_some_and(|v| v.from.is_none()) && starts
    }

    pub fn on(&self, day: NaiveDate) -> Option<&Rhythm> {
        match self.1.iter().rev().find(|season| season.covers(day)) {
            Some(season) => season.rhythm.as_ref(),
            None => rhythm::in_force(&self.0, day),
        }
    }

    /// The versions one after the other up to a day, seasons among them.
    pub fn unrolled(&self, to: NaiveDate) -> Cow<'_, [Version]> {
        let Some(first) = self.1.iter().map(|season| season.since).min() else {
            return Cow::Borrowed(&self.0);
        };
        let mut turns: Vec<NaiveDate> = self.0.iter().filter_map(|v| v.from).collect();
        for season in &self.1 {
            turns.push(season.since);
            for year in first.year() - 1..=to.year() {
                turns.extend(season.from.of(year));
                turns.extend(season.until.after(year));
            }
        }
        turns.sort_unstable();
        turns.dedup();
        let mut versions = vec![self.0[0].clone()];
        for from in turns {
            let rhythm = self.on(from).cloned();
            if versions.last().is_some_and(|last| last.rhythm != rhythm) {
                versions.push(Version {
                    from: Some(from),
                    rhythm,
                });
            }
        }
        Cow::Owned(versions)
    }

    /// Every rhythm there is or was.
    pub fn all(&self) -> impl Iterator<Item = &Rhythm> {
        let versions = self.0.iter().map(|version| &version.rhythm);
        let seasons = self.1.iter().map(|season| &season.rhythm);
        versions.chain(seasons).flatten()
    }

    /// Starts a new version on a day. Older days keep the rhythm they had, and so do days from a
    /// later version on.
    pub fn start(&mut self, from: NaiveDate, rhythm: Option<Rhythm>) {
        self.0.retain(|v| v.from != Some(from));
        if self.on(from) != rhythm.as_ref() {
            let at = self.0.partition_point(|v| v.from.is_none_or(|f| f < from));
            let from = Some(from);
            self.0.insert(at, Version { from, rhythm });
        }
        // A version that says what the one before it says is none.
        self.0
            .dedup_by(|later, before| later.rhythm == before.rhythm);
    }
}

impl Default for Rhythms {
    fn default() -> Self {
        Rhythms::one(None)
    }
}

/// A rhythm as JSON has it; `none` reads as no rhythm.
fn rhythm(from: &mut Fields) -> Result<Option<Rhythm>, FieldError> {
    let text = from.string("rhythm", rhythm::EXPECTS)?;
    Ok(text.as_deref().and_then(Rhythm::kept))
}

shapes!(Rhythms: Keyed);

/// Versions by the day they start: two devices' changes of different days stand side by side.
impl Value for Rhythms {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let single = rhythm(from)?;
        let Some(list) = from.take(field.name) else {
            *self = Rhythms::one(single);
            return Ok(());
        };
        let expects = |what: &str| FieldError::new(field.name, what);
        self.0.clear();
        self.1.clear();
        for item in list.as_array().cloned().unwrap_or_default() {
            if item.get("season").is_some() {
                let season = serde_json::from_value(item);
                let season = season.map_err(|e| expects(&format!("seasons: {e}")))?;
                self.1.push(season);
                continue;
            }
            let Json::Object(map) = item else {
                return Err(expects("a list of {\"from\":DATE,\"rhythm\":R}"));
            };
            let mut part = from.within(map);
            self.0.push(Version {
                rhythm: rhythm(&mut part)?,
                from: part.coded("from")?,
            });
        }
        if self.0.is_empty() {
            return Err(expects("at least one version"));
        }
        if !self.in_order() {
            return Err(expects(
                "versions in order of \"from\", the first without one",
            ));
        }
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::parts(&self.parts(), self.0.is_empty())
    }

    fn write<'a>(&'a self, field: &Field, to: &mut dyn FnMut(&'static str, Written<'a>)) {
        match self.0.as_slice() {
            [only] if self.1.is_empty() => {
                if let Some(rhythm) = &only.rhythm {
                    let rhythm = Cell::Text(rhythm.to_string().into());
                    to("rhythm", Written(Shape::Text, rhythm));
                }
            }
            _ => to(field.name, Written(Shape::Keyed, self.cell())),
        }
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        self.0.clear();
        self.1.clear();
        for part in cell.read::<Vec<Part>>()? {
            match part {
                Part::Season(season) => self.1.push(season),
                Part::Version(version) => self.0.push(version),
            }
        }
        self.in_order().then_some(()).ok_or(Unfit)
    }
}

/// A version or a season, as they stand in one list.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Part {
    Season(Season),
    Version(Version),
}

impl Rhythms {
    fn parts(&self) -> Vec<Part> {
        let versions = self.0.iter().cloned().map(Part::Version);
        let seasons = self.1.iter().cloned().map(Part::Season);
        versions.chain(seasons).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::rhythm::Period;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_season_holds_over_the_turn_of_the_year_from_the_day_it_was_named() {
        let at = |text: &str| YearDay::try_from(text.to_owned()).unwrap();
        let week = |times| Rhythm::per(times, Period::Week);
        let mut rhythms = Rhythms::one(week(5));
        rhythms.1.push(Season {
            name: "winter".to_owned(),
            from: at("12-01"),
            until: at("02-29"),
            rhythm: week(2),
            since: day("2026-01-10"),
        });
        for (on, times) in [
            ("2026-01-09", 5),
            ("2026-01-10", 2),
            ("2026-02-28", 2),
            ("2026-03-01", 5),
            ("2026-11-30", 5),
            ("2026-12-01", 2),
            ("2028-02-29", 2),
            ("2028-03-01", 5),
        ] {
            assert_eq!(rhythms.on(day(on)), week(times).as_ref(), "{on}");
        }
        // One after the other, they say the same of every day.
        let unrolled = rhythms.unrolled(day("2028-06-01")).into_owned();
        let all = unrolled.clone();
        assert!(Rhythms(unrolled, Vec::new()).in_order());
        for on in day("2025-06-01").iter_days().take(1090) {
            assert_eq!(rhythm::in_force(&all, on), rhythms.on(on), "{on}");
        }
    }

    #[test]
    fn a_day_of_the_year_is_one_there_is() {
        for wrong in ["", "13-01", "02-30", "12", "2026-12-01", "a-b"] {
            assert!(YearDay::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
