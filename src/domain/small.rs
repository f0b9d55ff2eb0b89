//! The nouns that are words of a day, or little more.

use super::field::{FieldError, Noun, RitualRef, codes, field, fields, noun, words};
use super::meta::{Extra, Meta};
use super::moment::Moment;
use super::ritual::Ritual;
use super::walk::Object;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use uuid::Uuid;

/// What a person wrote, and the day they wrote it for, in several kinds: a win, which earns nothing; a
/// phrase; a vision of being well, which stands beside the earlier ones; a line of the wind-down; a
/// line on how to be supported that day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    pub meta: Meta,
    pub day: NaiveDate,
    pub text: String,
    pub extra: Extra,
}

impl Noun for Words {
    fields! { Words:
        day => field("day").leaves().day(),
        text => words("text").leaves().long(),
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Object::whole(self, None).serialize(to)
    }
}

impl Words {
    pub fn new(meta: Meta, day: NaiveDate, text: String) -> Self {
        Words {
            meta,
            day,
            text,
            extra: Extra::new(),
        }
    }
}

noun! {
    /// Thanks: what one person did that another valued, said in that other's words. It stays here.
    pub struct Thanks {
        day: NaiveDate = field("day").leaves().day(),
        /// The name of the one thanked.
        to: String = field("to").searched().leaves(),
        /// The specific thing.
        what: String = words("for").leaves(),
    }
}

noun! {
    /// A plan for hard days, in the person's own words. Nothing watches for such a day.
    pub struct HardDays {
        /// When it was last worded.
        day: NaiveDate = field("day").leaves().day(),
        /// How I notice.
        notice: Option<String> = words("notice").leaves().long(),
        /// What I do.
        act: Option<String> = words("do").leaves().long(),
        /// What you may do.
        may: Option<String> = words("may").leaves().long(),
        /// What please not.
        not: Option<String> = words("not").leaves().long(),
        /// Whom to call.
        call: Option<String> = words("call").leaves().long(),
    }
}

impl HardDays {
    /// In the order they are asked for and shown.
    pub fn parts(&self) -> [&Option<String>; 5] {
        [&self.notice, &self.act, &self.may, &self.not, &self.call]
    }

    pub fn parts_mut(&mut self) -> [&mut Option<String>; 5] {
        [
            &mut self.notice,
            &mut self.act,
            &mut self.may,
            &mut self.not,
            &mut self.call,
        ]
    }
}

noun! {
    /// A session of a ritual that goes on: when it began. Its end makes an entry of it. It stays here.
    pub struct Start {
        ritual: RitualRef = field("ritual"),
        day: NaiveDate = field("day").day(),
        moment: Option<Moment> = field("at"),
    }
}

impl Start {
    /// The session of a ritual that goes on: the one that was started last.
    pub fn latest<'a>(starts: &'a [Start], ritual: &Ritual) -> Option<&'a Start> {
        let of = starts.iter().filter(|start| ritual.is(&start.ritual));
        of.max_by_key(|start| start.moment.as_ref().map(Moment::utc_ms))
    }

    /// The uid of the entry that its end makes: where two devices end it, it is one entry.
    pub fn entry(&self) -> Uuid {
        Uuid::new_v5(&self.meta.uid, b"entry")
    }
}

noun! {
    /// Something to bring up, until it was. It stays here.
    pub struct Talk {
        day: NaiveDate = field("day").day(),
        text: String = words("text").long(),
        /// With whom, as a name in this notebook.
        with: Option<String> = field("with").searched(),
        by: Option<NaiveDate> = field("by"),
        /// The day it came off the list.
        closed: Option<NaiveDate> = field("closed").puts_away(),
    }
}

noun! {
    /// An own kind of support, in the person's words.
    pub struct SupportOption {
        words: String = field("words").searched().leaves(),
        retired: Option<NaiveDate> = field("retired").puts_away(),
    }
}

codes! {
    /// How a ritual feels. None of them is above another.
    pub enum Feel expects "reinforcing, burdensome, mixed or unsure" {
        Reinforcing "reinforcing",
        Burdensome "burdensome",
        Mixed "mixed",
        Unsure "unsure",
    }
}

noun! {
    /// What a ritual is like for its owner at some time, in marks if wanted and in words. Any one field
    /// alone is enough.
    pub struct Reflection {
        ritual: RitualRef = field("ritual").leaves(),
        day: NaiveDate = field("day").leaves().day(),
        feels: Option<Feel> = field("feels").leaves(),
        works: Option<String> = words("works").leaves(),
        /// What does not work.
        not: Option<String> = words("not").leaves(),
        /// 1 to 5.
        enjoyed: Option<u8> = field("enjoyed").leaves(),
        /// In the person's own words, whatever was asked.
        note: Option<String> = words("note").leaves().long(),
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.is_blank() && self.extra.is_empty() {
            let expects = "something beside ritual and day, such as \"feels\" or \"works\"";
            return Err(FieldError::new("kind", expects));
        }
        Ok(())
    }
}

impl Reflection {
    pub fn blank(meta: Meta, ritual: RitualRef, day: NaiveDate) -> Self {
        Reflection {
            meta,
            ritual,
            day,
            ..Reflection::default()
        }
    }

    /// True when there is nothing to keep.
    pub fn is_blank(&self) -> bool {
        let words = [&self.works, &self.not, &self.note];
        let marked = self.feels.is_some() || self.enjoyed.is_some();
        !marked && words.into_iter().all(Option::is_none)
    }
}

noun! {
    /// A person the owner of this file turns to, and what for. Nobody is told that they stand here.
    // How to reach somebody is theirs to give, and what is noted about them is its owner's.
    pub struct Person {
        name: String = field("name").searched().leaves(),
        /// Kinds of support, in the owner's words.
        kinds: Vec<String> = field("for").searched().leaves(),
        /// How to reach them: a number, an address, a place.
        reach: Option<String> = words("reach").long(),
        /// The day the owner saw that this is how to reach them.
        checked: Option<NaiveDate> = field("checked"),
        /// Whether they stand on the page `ritual care` prints.
        care: bool = field("care"),
        note: Option<String> = words("note").long(),
        retired: Option<NaiveDate> = field("retired").puts_away(),
    }
}

codes! {
    /// Where its owner stands with a resource. Nothing follows from it.
    pub enum Status expects "curious, tried or not-for-me" {
        Curious "curious",
        Tried "tried",
        NotForMe "not-for-me",
    }
}

noun! {
    /// A book, a talk, a group: anything its owner came across and may look into.
    pub struct Resource {
        title: String = field("title").searched().leaves(),
        /// Book, talk, group: the owner's word. `kind` in JSON is the kind of row.
        sort: Option<String> = field("sort").searched().leaves(),
        status: Option<Status> = field("status"),
        note: Option<String> = words("note").long(),
    }
}
