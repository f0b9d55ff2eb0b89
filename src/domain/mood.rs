//! A mood note: any one field alone is enough.

use super::fields::{FieldError, Fields, Place};
use super::json;
use super::meta::{Extra, Meta};
use super::moment::Moment;
use chrono::NaiveDate;
use serde::Serialize;

/// How it was, in numbers if wanted and in the person's own words. No word carries a sign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mood {
    #[serde(flatten)]
    pub meta: Meta,
    pub day: NaiveDate,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// 1 to 5; the anchors belong to the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mood: Option<u8>,
    /// 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy: Option<u8>,
    /// Hours, 0 to 24.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "json::number"
    )]
    pub sleep: Option<f64>,
    /// Capacity to give, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub giving: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub feelings: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coping: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Mood {
    /// A note of a day with nothing in it yet.
    pub fn blank(meta: Meta, day: NaiveDate, moment: Option<Moment>) -> Self {
        Mood {
            meta,
            day,
            moment,
            mood: None,
            energy: None,
            sleep: None,
            giving: None,
            feelings: Vec::new(),
            triggers: Vec::new(),
            coping: Vec::new(),
            changed: Vec::new(),
            note: None,
            extra: Extra::new(),
        }
    }

    /// True when there is nothing to keep.
    pub fn is_blank(&self) -> bool {
        self.mood.is_none()
            && self.energy.is_none()
            && self.sleep.is_none()
            && self.giving.is_none()
            && self.word_lists().iter().all(|(_, words)| words.is_empty())
            && self.note.is_none()
    }

    /// The four lists of words under the names they are stored by.
    pub fn word_lists(&self) -> [(&'static str, &Vec<String>); 4] {
        [
            ("feeling", &self.feelings),
            ("trigger", &self.triggers),
            ("coping", &self.coping),
            ("changed", &self.changed),
        ]
    }

    /// The list a stored word belongs to.
    pub fn words_mut(&mut self, kind: &str) -> Option<&mut Vec<String>> {
        match kind {
            "feeling" => Some(&mut self.feelings),
            "trigger" => Some(&mut self.triggers),
            "coping" => Some(&mut self.coping),
            "changed" => Some(&mut self.changed),
            _ => None,
        }
    }

    pub(super) fn read(mut f: Fields, place: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let day = f.required("day", Fields::day)?;
        let mut mood = Mood::blank(meta, day, f.moment(day, place)?);
        mood.mood = f.step("mood")?;
        mood.energy = f.step("energy")?;
        mood.sleep = f.number("sleep", 0.0, 24.0)?;
        mood.giving = f.step("giving")?;
        mood.feelings = f.list("feelings")?;
        mood.triggers = f.list("triggers")?;
        mood.coping = f.list("coping")?;
        mood.changed = f.list("changed")?;
        mood.note = f.words("note")?;
        mood.extra = f.rest();
        if mood.is_blank() && mood.extra.is_empty() {
            return Err(FieldError::new(
                "kind",
                "something beside the day, such as a mood, words or sleep",
            ));
        }
        Ok(mood)
    }
}
