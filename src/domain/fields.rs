//! Reading a noun out of a JSON object, field by field, naming what does not fit.

use super::meta::{Extra, Meta, Visibility};
use super::moment::Moment;
use super::{config, text};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde_json::Value;
use uuid::Uuid;

/// A field that is missing or does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{field}\" expects {expects}")]
pub struct FieldError {
    pub field: String,
    pub expects: String,
}

impl FieldError {
    pub fn new(field: &str, expects: &str) -> Self {
        FieldError {
            field: field.to_owned(),
            expects: expects.to_owned(),
        }
    }
}

/// Where a wall time without an offset is lived.
pub trait Place {
    fn moment(&self, day: NaiveDate, wall: NaiveTime) -> Moment;

    /// The moment a calendar and a clock on the wall showed together.
    fn calendar(&self, at: NaiveDateTime) -> Moment {
        self.moment(at.date(), at.time())
    }

    /// An instant, as the wall showed it here.
    fn local(&self, at: DateTime<Utc>) -> Moment {
        Moment {
            at: at.fixed_offset(),
            zone: None,
        }
    }

    /// The day a calendar and a clock on the wall belong to.
    fn day_of(&self, at: NaiveDateTime) -> NaiveDate {
        at.date()
    }
}

/// The fields not yet taken.
pub struct Fields {
    map: Extra,
    /// The identity to give when the object carries none.
    pub(super) uid: Uuid,
}

type Take<T> = Result<Option<T>, FieldError>;

impl Fields {
    pub fn new(map: Extra, uid: Uuid) -> Self {
        Fields { map, uid }
    }

    pub(super) fn take(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field).filter(|v| !v.is_null())
    }

    fn string(&mut self, field: &str, expects: &str) -> Take<String> {
        match self.take(field) {
            None => Ok(None),
            Some(Value::String(s)) => Ok(Some(s)),
            Some(_) => Err(FieldError::new(field, expects)),
        }
    }

    /// What no field asked for.
    pub fn rest(self) -> Extra {
        self.map
    }

    pub fn optional<T>(&mut self, field: &str, read: fn(&mut Self, &str) -> Take<T>) -> Take<T> {
        read(self, field)
    }

    pub fn required<T>(
        &mut self,
        field: &str,
        read: fn(&mut Self, &str) -> Take<T>,
    ) -> Result<T, FieldError> {
        read(self, field)?.ok_or_else(|| FieldError::new(field, "a value; it is missing or empty"))
    }

    pub fn meta(&mut self) -> Result<Meta, FieldError> {
        let mut meta = Meta::new(self.uid);
        if let Some(uid) = self.choice("uid", "a UUID", |s| Uuid::parse_str(s).ok())? {
            meta.uid = uid;
        }
        let seen = self.choice("visibility", "private or shared", Visibility::parse)?;
        meta.visibility = seen.unwrap_or_default();
        Ok(meta)
    }

    pub fn choice<T>(
        &mut self,
        field: &str,
        expects: &str,
        read: fn(&str) -> Option<T>,
    ) -> Take<T> {
        match self.string(field, expects)? {
            None => Ok(None),
            Some(s) => match read(&s) {
                Some(value) => Ok(Some(value)),
                None => Err(FieldError::new(field, &format!("{expects}; got {s:?}"))),
            },
        }
    }

    pub fn name(&mut self, field: &str) -> Take<String> {
        let Some(raw) = self.string(field, "text")? else {
            return Ok(None);
        };
        // Imported names may hold control characters: they are kept, and made visible when shown.
        let plain: String = raw.chars().filter(|c| !c.is_control()).collect();
        match text::name(&plain) {
            Ok(name) if plain.len() == raw.len() => Ok(Some(name)),
            Ok(_) => Ok(Some(raw)),
            Err(e) => Err(FieldError::new(field, &format!("a name; this one {e}"))),
        }
    }

    /// A note or other free text, verbatim; empty counts as unset.
    pub fn words(&mut self, field: &str) -> Take<String> {
        match self.string(field, "text")? {
            Some(s) if s.len() > text::NOTE_MAX => Err(FieldError::new(
                field,
                &format!("at most {} bytes", text::NOTE_MAX),
            )),
            other => Ok(other.filter(|s| !s.is_empty())),
        }
    }

    pub fn day(&mut self, field: &str) -> Take<NaiveDate> {
        self.choice(field, "a date such as 2026-03-02", iso_day)
    }

    pub fn number(&mut self, field: &str, low: f64, high: f64) -> Take<f64> {
        match self.take(field) {
            None => Ok(None),
            Some(v) => match v.as_f64().filter(|n| (low..=high).contains(n)) {
                Some(n) => Ok(Some(n)),
                None => Err(FieldError::new(
                    field,
                    &format!("a number from {low} to {high}; got {v}"),
                )),
            },
        }
    }

    /// A whole number from 1 to 5.
    pub fn step(&mut self, field: &str) -> Take<u8> {
        match self.number(field, 1.0, 5.0) {
            Ok(Some(n)) if n.fract() == 0.0 => Ok(Some(n as u8)),
            Ok(None) => Ok(None),
            _ => Err(FieldError::new(field, "a whole number from 1 to 5")),
        }
    }

    pub fn flag(&mut self, field: &str) -> Result<bool, FieldError> {
        match self.take(field) {
            None => Ok(false),
            Some(Value::Bool(b)) => Ok(b),
            Some(_) => Err(FieldError::new(field, "true or false")),
        }
    }

    /// A list of words, each kept once.
    pub fn list(&mut self, field: &str) -> Result<Vec<String>, FieldError> {
        let expects = || FieldError::new(field, "a list of words");
        let Some(value) = self.take(field) else {
            return Ok(Vec::new());
        };
        let mut words = Vec::new();
        for item in value.as_array().ok_or_else(expects)? {
            let word = item
                .as_str()
                .filter(|w| !w.is_empty())
                .ok_or_else(expects)?;
            if word.len() > text::NOTE_MAX {
                return Err(expects());
            }
            if !words.iter().any(|w| w == word) {
                words.push(word.to_owned());
            }
        }
        Ok(words)
    }

    /// `at` as a full instant or as a time on the wall, and `zone`.
    pub fn moment(&mut self, day: NaiveDate, place: &dyn Place) -> Take<Moment> {
        // Without `at` a zone says nothing of this row; it stays among the unknown fields.
        let Some(at) = self.string("at", "a time such as 07:30")? else {
            return Ok(None);
        };
        let zone = self.name("zone")?;
        if let Ok(at) = DateTime::parse_from_rfc3339(&at) {
            return Ok(Some(Moment { at, zone }));
        }
        match config::time(&at) {
            Some(wall) => Ok(Some(place.moment(day, wall))),
            None => Err(FieldError::new(
                "at",
                &format!("a time such as 07:30 or 2026-03-02T07:30:00+01:00; got {at:?}"),
            )),
        }
    }
}

/// Reads `2026-03-02` and nothing else.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let number = |part: &[u8]| -> Option<u32> {
        part.iter().try_fold(0, |n, b| {
            b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
        })
    };
    if !shaped {
        return None;
    }
    NaiveDate::from_ymd_opt(
        number(&bytes[..4])? as i32,
        number(&bytes[5..7])?,
        number(&bytes[8..])?,
    )
}
