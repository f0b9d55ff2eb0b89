//! A reflection: what a ritual is like for its owner at some time, in marks if wanted and in words.

use super::field::{FieldError, Noun, RitualRef, codes, field, fields, words};
use super::meta::{Extra, Meta};
use chrono::NaiveDate;

codes! {
    /// How a ritual feels. None of them is above another.
    pub enum Feel expects "reinforcing, burdensome, mixed or unsure" {
        Reinforcing "reinforcing",
        Burdensome "burdensome",
        Mixed "mixed",
        Unsure "unsure",
    }
}

/// Any one field alone is enough.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reflection {
    pub meta: Meta,
    pub ritual: RitualRef,
    pub day: NaiveDate,
    pub feels: Option<Feel>,
    pub works: Option<String>,
    /// What does not work.
    pub not: Option<String>,
    /// 1 to 5.
    pub enjoyed: Option<u8>,
    /// In the person's own words, whatever was asked.
    pub note: Option<String>,
    pub extra: Extra,
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

impl Noun for Reflection {
    fields! { Reflection:
        ritual => field("ritual").leaves(),
        day => field("day").leaves().day(),
        feels => field("feels").leaves(),
        works => words("works").leaves(),
        not => words("not").leaves(),
        enjoyed => field("enjoyed").leaves(),
        note => words("note").leaves().long(),
    }

    fn check(&self) -> Result<(), FieldError> {
        if self.is_blank() && self.extra.is_empty() {
            let expects = "something beside ritual and day, such as \"feels\" or \"works\"";
            return Err(FieldError::new("kind", expects));
        }
        Ok(())
    }
}
