//! A ritual: a practice under the name its owner gives it.

use super::fields::{FieldError, Fields, Place};
use super::meta::{Extra, Meta};
use super::record::Record;
use super::revision::{Revision, difference};
use super::rhythm::{self, Rhythm, RhythmError, Version};
use chrono::NaiveDate;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ritual {
    #[serde(flatten)]
    pub meta: Meta,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intention: Option<String>,
    /// At least one version; the first has no start and covers all earlier days.
    #[serde(flatten)]
    pub rhythms: Rhythms,
    /// The moment of the day it goes with, such as breakfast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub around: Option<String>,
    /// What it is for, in single words.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sacred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Revision>,
    #[serde(flatten)]
    pub extra: Extra,
}

/// The versions of a rhythm: `"rhythm"` in JSON while there is one, `"rhythms"` after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rhythms(pub Vec<Version>);

impl Ritual {
    /// The fields whose earlier wording is kept; rhythms keep their own versions.
    pub const KEPT: [&'static str; 9] = [
        "name",
        "intention",
        "around",
        "for",
        "unit",
        "joint",
        "with",
        "sacred",
        "retired",
    ];

    pub fn new(meta: Meta, name: String) -> Self {
        Ritual {
            meta,
            name,
            intention: None,
            rhythms: Rhythms::one(None),
            around: None,
            purposes: Vec::new(),
            unit: None,
            joint: false,
            with: None,
            sacred: false,
            retired: None,
            history: Vec::new(),
            extra: Extra::new(),
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
        let map = |ritual: &Ritual| Record::Ritual(ritual.clone()).to_map();
        let was = difference(&map(before), &map(self), &Ritual::KEPT);
        let mut fields: Vec<String> = was.keys().cloned().collect();
        if before.rhythms != self.rhythms {
            fields.push("rhythm".to_owned());
        }
        if !was.is_empty() || note.is_some() {
            self.history.push(Revision { uid, on, was, note });
        }
        fields
    }

    pub(super) fn read(mut f: Fields, _: &dyn Place) -> Result<Self, FieldError> {
        let meta = f.meta()?;
        let name = f.required("name", Fields::name)?;
        Ok(Ritual {
            name,
            intention: f.words("intention")?,
            rhythms: Rhythms::read(&mut f)?,
            around: f.optional("around", Fields::name)?,
            purposes: f.list("for")?,
            unit: f.optional("unit", Fields::name)?,
            joint: f.flag("joint")?,
            with: f.optional("with", Fields::name)?,
            sacred: f.flag("sacred")?,
            retired: f.optional("retired", Fields::day)?,
            history: Revision::read_all(&mut f, meta.uid)?,
            meta,
            extra: f.rest(),
        })
    }
}

impl Rhythms {
    pub fn one(rhythm: Option<Rhythm>) -> Self {
        Rhythms(vec![Version { from: None, rhythm }])
    }

    pub(super) fn read(f: &mut Fields) -> Result<Self, FieldError> {
        let single = f.choice("rhythm", &RhythmError.to_string(), |s| {
            Rhythm::parse(s).ok()
        })?;
        let Some(list) = f.take("rhythms") else {
            return Ok(Rhythms::one(single.flatten()));
        };
        let expects = |what: &str| FieldError::new("rhythms", what);
        let list = list.as_array().cloned().unwrap_or_default();
        let mut versions: Vec<Version> = Vec::new();
        for item in list {
            let Value::Object(map) = item else {
                return Err(expects("a list of {\"from\":DATE,\"rhythm\":R}"));
            };
            let mut f = Fields::new(map, f.uid);
            let rhythm = f.choice("rhythm", &RhythmError.to_string(), |s| {
                Rhythm::parse(s).ok()
            })?;
            let from = f.day("from")?;
            let ordered = match versions.last() {
                None => from.is_none(),
                Some(last) => from.is_some() && last.from < from,
            };
            if !ordered {
                return Err(expects(
                    "versions in order of \"from\", the first without one",
                ));
            }
            versions.push(Version {
                from,
                rhythm: rhythm.flatten(),
            });
        }
        if versions.is_empty() {
            return Err(expects("at least one version"));
        }
        Ok(Rhythms(versions))
    }

    pub fn on(&self, day: NaiveDate) -> Option<Rhythm> {
        rhythm::in_force(&self.0, day)
    }

    /// Starts a new version on a day. Older days keep the rhythm they had, and so do days from a
    /// later version on.
    pub fn start(&mut self, from: NaiveDate, rhythm: Option<Rhythm>) {
        self.0.retain(|v| v.from != Some(from));
        if self.on(from) != rhythm {
            let at = self.0.partition_point(|v| v.from.is_none_or(|f| f < from));
            self.0.insert(
                at,
                Version {
                    from: Some(from),
                    rhythm,
                },
            );
        }
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shape {
            #[serde(skip_serializing_if = "Option::is_none")]
            from: Option<NaiveDate>,
            #[serde(skip_serializing_if = "Option::is_none")]
            rhythm: Option<String>,
        }
        Shape {
            from: self.from,
            rhythm: self.rhythm.map(|r| r.to_string()),
        }
        .serialize(to)
    }
}

impl Serialize for Rhythms {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        struct List<'a>(&'a [Version]);
        impl Serialize for List<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let mut list = to.serialize_seq(Some(self.0.len()))?;
                for version in self.0 {
                    list.serialize_element(version)?;
                }
                list.end()
            }
        }
        #[derive(Serialize)]
        struct Shape<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            rhythm: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            rhythms: Option<List<'a>>,
        }
        let single = self.0.len() == 1;
        Shape {
            rhythm: self.0[0].rhythm.filter(|_| single).map(|r| r.to_string()),
            rhythms: (!single).then_some(List(&self.0)),
        }
        .serialize(to)
    }
}
