//! A mood note: any one field alone is enough.

use super::field::{Field, FieldError, Noun, Shape, field, noun, words};
use super::measure::Measured;
use super::meta::Meta;
use super::moment::Moment;
use super::walk;
use chrono::NaiveDate;

noun! {
    /// How it was, in numbers if wanted and in the person's own words. No word carries a sign.
    pub struct Mood {
        day: NaiveDate = field("day").leaves().day(),
        moment: Option<Moment> = field("at"),
        /// 1 to 5; the anchors belong to the person.
        mood: Option<u8> = field("mood").leaves(),
        /// 1 to 5.
        energy: Option<u8> = field("energy").leaves(),
        /// Hours, 0 to 24.
        sleep: Option<f64> = field("sleep").unit("h").range((0.0, 24.0)).step(0.5).leaves(),
        /// Capacity to give, 1 to 5.
        giving: Option<u8> = field("giving").leaves().gives_way(),
        feelings: Vec<String> = list("feelings", "feeling"),
        triggers: Vec<String> = list("triggers", "trigger"),
        coping: Vec<String> = list("coping", "coping"),
        changed: Vec<String> = list("changed", "changed"),
        note: Option<String> = words("note").leaves().long(),
        /// Numbers in measures of the person's own.
        measures: Measured = field("measures").searched(),
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.is_blank() && self.extra.is_empty() {
            let expects = "something beside the day, such as a mood, words or sleep";
            return Err(FieldError::new("kind", expects));
        }
        Ok(())
    }
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
        walk::look(self).all(|seen| seen.number.is_none() && seen.texts.is_empty())
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
    pub fn list(flag: &str) -> Option<&'static Field> {
        let is = |field: &&Field| field.shape == Shape::List && field.flag == flag;
        Mood::declared().iter().find(is)
    }

    /// Whether it holds words, of whatever kind.
    pub fn has_words(&self) -> bool {
        self.note.is_some() || self.word_lists().any(|(_, words)| !words.is_empty())
    }

    /// The lists of words, each with its field.
    pub fn word_lists(&self) -> impl Iterator<Item = (&'static Field, Vec<&str>)> {
        let lists = walk::look(self).filter(|seen| seen.field.shape == Shape::List);
        lists.map(|seen| (seen.field, seen.texts))
    }
}

const fn list(name: &'static str, flag: &'static str) -> Field {
    field(name).flag(flag).searched().leaves()
}
