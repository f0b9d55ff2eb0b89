//! A ritual: a practice under the name its owner gives it.

use super::field::{
    self, Bind, Cells, Coded, Field, FieldError, Fields, Noun, RitualRef, Shape, Unfit, Value,
    Walk, at, beside, field, words,
};
use super::meta::{Extra, Meta};
use super::revision::{Revision, difference};
use super::rhythm::{self, Rhythm, RhythmError, Version};
use super::text;
use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value as Json;
use std::borrow::Cow;
use uuid::Uuid;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ritual {
    pub meta: Meta,
    pub name: String,
    pub intention: Option<String>,
    /// At least one version; the first has no start and covers all earlier days.
    pub rhythms: Rhythms,
    /// The moment of the day it goes with, such as breakfast.
    pub around: Option<String>,
    /// What it is for, in single words.
    pub purposes: Vec<String>,
    pub unit: Option<String>,
    pub joint: bool,
    pub with: Option<String>,
    pub sacred: bool,
    pub retired: Option<NaiveDate>,
    pub history: Vec<Revision>,
    pub extra: Extra,
}

/// The versions of a rhythm: `"rhythm"` in JSON while there is one, `"rhythms"` after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rhythms(pub Vec<Version>);

impl Ritual {
    pub fn new(meta: Meta, name: String) -> Self {
        Ritual {
            meta,
            name,
            ..Ritual::default()
        }
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

impl Noun for Ritual {
    const TEXT: &'static [&'static str] = &["intention"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("name").searched().leaves(), at!(name))?;
        walk.field(&words("intention").leaves(), at!(intention))?;
        walk.field(&field("rhythms").leaves(), at!(rhythms))?;
        walk.field(&field("around").searched().leaves(), at!(around))?;
        walk.field(&field("for").searched().leaves(), at!(purposes))?;
        walk.field(&field("unit").leaves(), at!(unit))?;
        walk.field(&field("joint").leaves(), at!(joint))?;
        walk.field(&field("with").searched().leaves(), at!(with))?;
        walk.field(&field("sacred"), at!(sacred))?;
        walk.field(&field("retired"), at!(retired))?;
        walk.field(&field("history"), at!(history))
    }

    fn put_away(&self) -> bool {
        self.retired.is_some()
    }

    fn as_of(&mut self, today: NaiveDate) {
        self.rhythms = Rhythms::one(self.rhythms.on(today));
    }
}

impl Rhythms {
    pub fn one(rhythm: Option<Rhythm>) -> Self {
        Rhythms(vec![Version { from: None, rhythm }])
    }

    /// Whether the first version has no start, and each later one starts after the one before it.
    fn in_order(&self) -> bool {
        let starts = self.0.windows(2).all(|pair| pair[0].from < pair[1].from);
        self.0.first().is_some_and(|v| v.from.is_none()) && starts
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

/// The form of a rhythm as JSON and columns have it; `none` reads as no rhythm.
struct Written(Option<Rhythm>);

impl Coded for Written {
    const EXPECTS: &'static str = rhythm::EXPECTS;

    fn parse(text: &str) -> Option<Self> {
        Rhythm::parse(text).ok().map(Written)
    }

    fn code(&self) -> Cow<'static, str> {
        self.0
            .map_or_else(|| "none".to_owned(), |r| r.to_string())
            .into()
    }
}

/// Versions by the day they start: two devices' changes of different days stand side by side.
impl Value for Rhythms {
    const SHAPE: Shape = Shape::Keyed;

    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let single = from.coded::<Written>("rhythm")?.and_then(|w| w.0);
        let Some(list) = from.take(field.name) else {
            *self = Rhythms::one(single);
            return Ok(());
        };
        let expects = |what: &str| FieldError::new(field.name, what);
        self.0.clear();
        for item in list.as_array().cloned().unwrap_or_default() {
            let Json::Object(map) = item else {
                return Err(expects("a list of {\"from\":DATE,\"rhythm\":R}"));
            };
            let mut part = from.within(map);
            let rhythm = part.coded::<Written>("rhythm")?.and_then(|w| w.0);
            self.0.push(Version {
                from: part.coded("from")?,
                rhythm,
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

    fn write<M: SerializeMap>(&self, field: &Field, to: &mut M) -> Result<(), M::Error> {
        match self.0.as_slice() {
            [only] => match only.rhythm {
                Some(rhythm) => to.serialize_entry("rhythm", &rhythm.to_string()),
                None => Ok(()),
            },
            versions => to.serialize_entry(field.name, versions),
        }
    }

    fn load(&mut self, from: &mut dyn Cells) -> Result<(), Unfit> {
        let stored: Vec<StoredVersion> = field::load_list(from)?;
        let version = |stored: StoredVersion| {
            Ok(Version {
                from: stored.from,
                rhythm: match stored.rhythm {
                    Some(text) => Some(text.parse().map_err(|_: RhythmError| Unfit)?),
                    None => None,
                },
            })
        };
        self.0 = stored.into_iter().map(version).collect::<Result<_, _>>()?;
        match self.in_order() {
            true => Ok(()),
            false => Err(Unfit),
        }
    }

    fn bind<'a>(&'a self, to: &mut dyn Bind<'a>) {
        field::bind_list(&self.0, to);
    }
}

#[derive(Serialize, Deserialize)]
struct StoredVersion {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rhythm: Option<String>,
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let rhythm = self.rhythm.map(|r| r.to_string());
        StoredVersion {
            from: self.from,
            rhythm,
        }
        .serialize(to)
    }
}
