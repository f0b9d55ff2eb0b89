//! The nouns that are words of a day, or little more.

use super::field::{Days, Noun, RitualRef, Walk, at, beside, field, words};
use super::meta::{Extra, Meta};
use super::moment::Moment;
use super::ritual::Ritual;
use chrono::NaiveDate;

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
    const DAYS: Days = Days::On("day");
    const TEXT: &'static [&'static str] = &["text"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("day").leaves(), at!(day))?;
        walk.field(&words("text").leaves(), at!(text))
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
    const DAYS: Days = Days::On("day");
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("day").leaves(), at!(day))?;
        walk.field(&field("to").searched().leaves(), at!(to))?;
        walk.field(&words("for").leaves(), at!(what))
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
    const DAYS: Days = Days::On("day");
    const TEXT: &'static [&'static str] = &["notice", "do", "may", "not", "call"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("day").leaves(), at!(day))?;
        walk.field(&words("notice").leaves(), at!(notice))?;
        walk.field(&words("do").leaves(), at!(act))?;
        walk.field(&words("may").leaves(), at!(may))?;
        walk.field(&words("not").leaves(), at!(not))?;
        walk.field(&words("call").leaves(), at!(call))
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
}

impl Noun for Start {
    const DAYS: Days = Days::On("day");
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("ritual"), at!(ritual))?;
        walk.field(&field("day"), at!(day))?;
        walk.field(&field("at"), at!(moment))
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
    const DAYS: Days = Days::On("day");
    const TEXT: &'static [&'static str] = &["text"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("day"), at!(day))?;
        walk.field(&words("text"), at!(text))?;
        walk.field(&field("with").searched(), at!(with))?;
        walk.field(&field("by"), at!(by))?;
        walk.field(&field("closed"), at!(closed))
    }

    fn put_away(&self) -> bool {
        self.closed.is_some()
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
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("words").searched().leaves(), at!(words))?;
        walk.field(&field("retired"), at!(retired))
    }

    fn put_away(&self) -> bool {
        self.retired.is_some()
    }
}
