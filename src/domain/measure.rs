//! Measures of a person's own: pain from 0 to 10, weight in kg.

use super::amount::{Amount, factor};
use super::field::{Cell, Field, FieldError, Fields, Noun, Unfit, Value, shapes};
use super::mood::Mood;
use super::{json, text};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt;

/// What a person measures beside mood, energy, sleep and giving.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    pub name: String,
    /// The least and the greatest number it takes.
    pub range: (f64, f64),
    /// What it counts, where it counts something.
    pub unit: Option<String>,
}

/// What a range expects, for whoever types one.
pub const EXPECTS: &str = "a range such as 0-10, and a unit where there is one: 40-120 kg";

impl Own {
    /// Reads the range and the unit of a measure: `0-10`, `40-120 kg`, `-5 to 5`.
    pub fn parse(name: &str, text: &str) -> Option<Own> {
        let (low, rest) = number(text.trim())?;
        let rest = rest.trim_start();
        let marks = ["..", "–", "-", "to "].into_iter();
        let rest = marks.filter_map(|mark| rest.strip_prefix(mark)).next();
        let (high, unit) = number(rest?.trim_start())?;
        let unit = Some(unit.trim()).filter(|unit| !unit.is_empty());
        // `0-10-20` names no unit.
        let plain =
            |unit: &str| unit.starts_with(|c: char| c.is_alphabetic() || c == '%' || c == '°');
        (low < high && unit.is_none_or(plain) && !kept(name)).then(|| Own {
            name: name.to_owned(),
            range: (low, high),
            unit: unit.map(str::to_owned),
        })
    }

    /// What one note of it can tell apart: 1, or a tenth of a scale that is finer.
    pub fn step(&self) -> f64 {
        ((self.range.1 - self.range.0) / 10.0).min(1.0)
    }

    /// A number as it is typed or stands in a file, in its unit or without one.
    ///
    /// # Errors
    /// What it expects.
    pub fn read(&self, text: &str) -> Result<f64, String> {
        let plain = text.trim().replace(',', ".").parse().ok();
        let typed = || {
            let amount = Amount::typed(text).ok()?;
            factor(amount.unit?, self.unit.as_deref()?).map(|by| amount.n * by)
        };
        let (low, high) = self.range;
        let value = plain.or_else(typed).filter(|n| (low..=high).contains(n));
        let unit = self.unit.iter().map(|unit| format!(" {unit}"));
        value.ok_or_else(|| format!("takes {low} to {high}{}", unit.collect::<String>()))
    }

    pub fn is(&self, name: &str) -> bool {
        text::key(&self.name) == text::key(name)
    }
}

/// `0-10`, `40-120 kg`: as it is typed and stored.
impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.range;
        match low < 0.0 {
            true => write!(f, "{low} to {high}")?,
            false => write!(f, "{low}-{high}")?,
        }
        self.unit.iter().try_for_each(|unit| write!(f, " {unit}"))
    }
}

/// Whether a name is none for a measure: a field of every mood note has it, or it could not be told
/// from what follows it.
pub fn kept(name: &str) -> bool {
    let key = text::key(name);
    let mut fields = Mood::declared().iter();
    key.is_empty()
        || key.contains(['/', '='])
        || fields.any(|field| field.name == key || field.flag == key)
}

/// A number at the beginning of a text, and what follows.
fn number(text: &str) -> Option<(f64, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    let mut end = sign + digits(&text[sign..]);
    if let Some(part) = text[end..].strip_prefix(['.', ','])
        && digits(part) > 0
    {
        end += 1 + digits(part);
    }
    let number = text[..end].replace(',', ".").parse().ok()?;
    Some((number, &text[end..]))
}

/// What a note holds of its owner's measures, each by its name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured(pub BTreeMap<String, f64>);

impl Measured {
    pub fn of(&self, name: &str) -> Option<f64> {
        if self.0.is_empty() {
            return None;
        }
        let like = || {
            let key = text::key(name);
            let mut all = self.0.iter();
            Some(all.find(|(name, _)| text::key(name) == key)?.1)
        };
        self.0.get(name).or_else(like).copied()
    }
}

shapes!(Measured: Keyed);

/// By name: two devices' measures of one note stand side by side.
impl Value for Measured {
    fn read(&mut self, field: &Field, from: &mut Fields) -> Result<(), FieldError> {
        let expects = || FieldError::new(field.name, "numbers by name, such as {\"pain\":3}");
        self.0.clear();
        let Some(map) = from.take(field.name) else {
            return Ok(());
        };
        let Json::Object(map) = map else {
            return Err(expects());
        };
        for (name, value) in map {
            let named =
                text::name(&name).is_ok_and(|plain| plain == name && !plain.contains(['/', '=']));
            let value = value.as_f64().filter(|n| named && n.is_finite());
            self.0.insert(name, value.ok_or_else(expects)?);
        }
        Ok(())
    }

    fn cell(&self) -> Cell<'_> {
        Cell::parts(&Plain(self), self.0.is_empty())
    }

    fn set(&mut self, cell: Cell) -> Result<(), Unfit> {
        self.0 = cell.read()?;
        Ok(())
    }

    fn texts<'a>(&'a self, each: &mut dyn FnMut(&'a str)) {
        self.0.keys().for_each(|name| each(name));
    }
}

/// Whole numbers without a point.
struct Plain<'a>(&'a Measured);

impl Serialize for Plain<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.0.iter().map(|(name, n)| (name, json::Number(*n))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_they_are_typed_and_shown() {
        for (typed, shown) in [
            ("0-10", "0-10"),
            ("0..10", "0-10"),
            ("0 – 10", "0-10"),
            ("40-120 kg", "40-120 kg"),
            ("35,5 - 42.5°C", "35.5-42.5 °C"),
            ("-5 to 5", "-5 to 5"),
            ("-5--1", "-5 to -1"),
        ] {
            let own = Own::parse("x", typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(own.to_string(), shown, "{typed}");
            assert_eq!(Own::parse("x", shown), Some(own), "{shown}");
        }
        for wrong in ["", "10", "10-0", "3-3", "0-10-20", "a-b", "0-", "kg"] {
            assert_eq!(Own::parse("x", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_fine_scale_has_fine_steps() {
        let step = |range: &str| Own::parse("x", range).unwrap().step();
        assert_eq!((step("0-10"), step("40-120"), step("0-1")), (1.0, 1.0, 0.1));
    }
}
