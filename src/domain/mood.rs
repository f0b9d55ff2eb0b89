//! A mood note: any one field alone is enough.

use super::field::{Field, FieldError, Noun, Shape, field, fields, words};
use super::measure::Measured;
use super::meta::{Extra, Meta};
use super::moment::Moment;
use super::walk;
use chrono::NaiveDate;

/// How it was, in numbers if wanted and in the person's own words. No word carries a sign.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mood {
    pub meta: Meta,
    pub day: NaiveDate,
    pub moment: Option<Moment>,
    /// 1 to 5; the anchors belong to the person.
    pub mood: Option<u8>,
    /// 1 to 5.
    pub energy: Option<u8>,
    /// Hours, 0 to 24.
    pub sleep: Option<f64>,
    /// Capacity to give, 1 to 5.
    pub giving: Option<u8>,
    pub feelings: Vec<String>,
    pub triggers: Vec<String>,
    pub coping: Vec<String>,
    pub changed: Vec<String>,
    pub note: Option<String>,
    /// Numbers in measures of the person's own.
    pub measures: Measured,
    pub extra: Extra,
}

impl Mood {
    /// A note of a day with nothing in it yet.
    pub fn blank(meta: Meta, day: NaiveDate, moment: Option<Moment>) -> Self {
        Mood {
            meta,
            day,
            moment,
            ..Mood::default()
        }
    }

    /// True when there is nothing to keep.
    pub fn is_blank(&self) -> bool {
        let mut blank = true;
        walk::look(self, |seen| {
            blank &= seen.number.is_none() && seen.texts.is_empty();
        });
        blank
    }

    /// Leaves the numbers alone.
    pub fn leave_words_out(&mut self) {
        for words in [
            &mut self.feelings,
            &mut self.triggers,
            &mut self.coping,
            &mut self.changed,
        ] {
            words.clear();
        }
        self.note = None;
        self.extra.clear();
    }

    /// The list of words that a flag such as `--trigger` adds to.
    pub fn list(flag: &str) -> Option<Field> {
        let is = |field: &&Field| field.shape == Shape::List && field.flag == flag;
        Mood::declared().iter().find(is).copied()
    }

    /// Whether it holds words, of whatever kind.
    pub fn has_words(&self) -> bool {
        let mut lists = self.word_lists().into_iter();
        self.note.is_some() || lists.any(|(_, words)| !words.is_empty())
    }

    /// The lists of words, each with its field.
    pub fn word_lists(&self) -> Vec<(Field, Vec<&str>)> {
        let mut lists = Vec::new();
        walk::look(self, |seen| {
            if seen.shape == Shape::List {
                lists.push((seen.field, seen.texts));
            }
        });
        lists
    }
}

impl Noun for Mood {
    fields! { Mood:
        day => field("day").leaves().day(),
        moment => field("at"),
        mood => field("mood").leaves(),
        energy => field("energy").leaves(),
        sleep => field("sleep").unit("h").range((0.0, 24.0)).step(0.5).leaves(),
        giving => field("giving").leaves().gives_way(),
        feelings => list("feelings", "feeling"),
        triggers => list("triggers", "trigger"),
        coping => list("coping", "coping"),
        changed => list("changed", "changed"),
        note => words("note").leaves().long(),
        measures => field("measures").searched(),
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.is_blank() && self.extra.is_empty() {
            let expects = "something beside the day, such as a mood, words or sleep";
            return Err(FieldError::new("kind", expects));
        }
        Ok(())
    }
}

const fn list(name: &'static str, flag: &'static str) -> Field {
    field(name).flag(flag).searched().leaves()
}
