//! The nouns that are words of a day, or little more.

use super::field::{Noun, RitualRef, field, fields, words};
use super::meta::{Extra, Meta};
use super::moment::Moment;
use super::ritual::Ritual;
use chrono::NaiveDate;
use uuid::Uuid;

/// What a person wrote, and the day they wrote it for: a win, which earns nothing; a phrase; a
/// vision of being well, which stands beside the earlier ones; a line of the wind-down; a line on how
/// to be supported that day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    pub meta: Meta,
    pub day: NaiveDate,
    pub text: String,
    pub extra: Extra,
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

impl Noun for Words {
    fields! { Words:
        day => field("day").leaves().day(),
        text => words("text").leaves().long(),
    }
}

/// Thanks: what one person did that another valued, said in that other's words. It stays here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thanks {
    pub meta: Meta,
    pub day: NaiveDate,
    /// The name of the one thanked.
    pub to: String,
    /// The specific thing.
    pub what: String,
    pub extra: Extra,
}

impl Noun for Thanks {
    fields! { Thanks:
        day => field("day").leaves().day(),
        to => field("to").searched().leaves(),
        what => words("for").leaves(),
    }
}

/// A plan for hard days, in the person's own words. Nothing watches for such a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HardDays {
    pub meta: Meta,
    /// When it was last worded.
    pub day: NaiveDate,
    /// How I notice.
    pub notice: Option<String>,
    /// What I do.
    pub act: Option<String>,
    /// What you may do.
    pub may: Option<String>,
    /// What please not.
    pub not: Option<String>,
    /// Whom to call.
    pub call: Option<String>,
    pub extra: Extra,
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

impl Noun for HardDays {
    fields! { HardDays:
        day => field("day").leaves().day(),
        notice => words("notice").leaves().long(),
        act => words("do").leaves().long(),
        may => words("may").leaves().long(),
        not => words("not").leaves().long(),
        call => words("call").leaves().long(),
    }
}

/// A session of a ritual that goes on: when it began. Its end makes an entry of it. It stays here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Start {
    pub meta: Meta,
    pub ritual: RitualRef,
    pub day: NaiveDate,
    pub moment: Option<Moment>,
    pub extra: Extra,
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

impl Noun for Start {
    fields! { Start:
        ritual => field("ritual"),
        day => field("day").day(),
        moment => field("at"),
    }
}

/// Something to bring up, until it was. It stays here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Talk {
    pub meta: Meta,
    pub day: NaiveDate,
    pub text: String,
    /// With whom, as a name in this notebook.
    pub with: Option<String>,
    pub by: Option<NaiveDate>,
    /// The day it came off the list.
    pub closed: Option<NaiveDate>,
    pub extra: Extra,
}

impl Noun for Talk {
    fields! { Talk:
        day => field("day").day(),
        text => words("text").long(),
        with => field("with").searched(),
        by => field("by"),
        closed => field("closed").puts_away(),
    }
}

/// An own kind of support, in the person's words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SupportOption {
    pub meta: Meta,
    pub words: String,
    pub retired: Option<NaiveDate>,
    pub extra: Extra,
}

impl Noun for SupportOption {
    fields! { SupportOption:
        words => field("words").searched().leaves(),
        retired => field("retired").puts_away(),
    }
}
