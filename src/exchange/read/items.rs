//! Cuts a JSON array into its items, one at a time, with the line each begins on: the parser sees
//! one item, and an array may be longer than memory.

use super::dates;
use super::input::{Input, LINE_MAX, cannot};
use super::reading::Reading;
use crate::domain::meta::Extra;
use crate::domain::text::among;
use crate::exchange::own::jsonl::plain;
use crate::exchange::{ExchangeError, Fault, Result};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::io::BufRead;

/// How deep arrays and objects may stand in each other; the parser takes no more.
const DEEP: usize = 120;

/// What comes next, with the line it begins on; the inner error is one of it alone.
pub type Each<T> = Result<Option<(usize, Result<T, String>)>>;

pub struct Items<'i> {
    file: String,
    input: Box<dyn BufRead + 'i>,
    line: usize,
    ended: bool,
    /// Items one after the other, without an array around them.
    bare: bool,
    /// How many objects are open around the array.
    around: usize,
}

impl<'i> Items<'i> {
    /// The items of the array the file is, or of the array under one of these keys at the top (or
    /// one object below it).
    pub fn of(input: &'i Input, keys: &[&str]) -> Result<Items<'i>> {
        let mut items = Items::at_start(input)?;
        if items.enter(keys, b'[')? {
            return Ok(items);
        }
        let what = format!("a JSON array called {} is expected", keys.join(" or "));
        Err(ExchangeError::line(&input.name, 1, what))
    }

    /// The same, of an object that may have none of the keys: then there are no items.
    pub fn any(input: &'i Input, key: &str) -> Result<Items<'i>> {
        let mut items = Items::at_start(input)?;
        items.ended = !items.enter(&[key], b'[')?;
        Ok(items)
    }

    fn at_start(input: &'i Input) -> Result<Items<'i>> {
        Ok(Items {
            file: input.name.clone(),
            input: input.open()?,
            line: 1,
            ended: false,
            bare: false,
            around: 0,
        })
    }

    /// The object under a key, and the line it begins on; none where there is none.
    ///
    /// # Errors
    /// What is no JSON.
    pub fn object(input: &Input, key: &str) -> Result<Option<(usize, Value)>> {
        let mut items = Items::at_start(input)?;
        if !items.enter(&[key], b'{')? {
            return Ok(None);
        }
        let (line, found) = items.item(b'{')?;
        let found = found.map_err(|what| ExchangeError::line(&input.name, line, what))?;
        Ok(Some((line, found)))
    }

    /// Goes into what stands under a key and begins like this; false where the object around ends
    /// before it comes.
    fn enter(&mut self, keys: &[&str], open: u8) -> Result<bool> {
        let mut depth = 0_usize;
        let mut last: Option<Vec<u8>> = None;
        let named = |last: &Vec<u8>| keys.iter().any(|key| key.as_bytes() == last.as_slice());
        loop {
            if keys.is_empty() && self.peek()? == Some(b'{') {
                self.bare = true;
                return Ok(true);
            }
            match self.byte()? {
                None => return Err(self.expects("a JSON array")),
                Some(b) if b.is_ascii_whitespace() => {}
                Some(b'[') if depth == 0 => return Ok(true),
                Some(b) if b == open && last.as_ref().is_some_and(named) => {
                    self.around = depth;
                    return Ok(true);
                }
                Some(b'[') => {
                    self.pass(b'[', None)?;
                    last = None;
                }
                // The array may be two objects down; anything else in the way is passed over.
                Some(b'{') if depth < 2 => (depth, last) = (depth + 1, None),
                Some(b'{') => self.pass(b'{', None)?,
                Some(b'}') if depth > 1 => (depth, last) = (depth - 1, None),
                Some(b'}') if depth == 1 => return Ok(false),
                Some(b'"') if depth > 0 => last = Some(self.string()?),
                Some(b':') if depth > 0 => {}
                Some(b',') if depth > 0 => last = None,
                Some(b) if depth > 0 && (b.is_ascii_alphanumeric() || b"+-.".contains(&b)) => {}
                Some(_) => return Err(self.expects("a JSON array")),
            }
        }
    }

    fn expects(&self, what: &str) -> ExchangeError {
        ExchangeError::line(&self.file, self.line, format!("{what} is expected"))
    }

    fn peek(&mut self) -> Result<Option<u8>> {
        let bytes = self.input.fill_buf();
        let bytes = bytes.map_err(|e| cannot(&self.file, &e))?;
        Ok(bytes.first().copied())
    }

    fn byte(&mut self) -> Result<Option<u8>> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.input.consume(1);
            self.line += usize::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// The rest of a string whose opening quote was read.
    fn string(&mut self) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        loop {
            match self.byte()? {
                Some(b'"') => return Ok(text),
                Some(b) => text.push(b),
                None => return Err(self.expects("the end of a text")),
            }
            if text.last() == Some(&b'\\') {
                text.extend(self.byte()?);
            }
            if text.len() > LINE_MAX {
                return Err(self.expects("a text of at most 8388608 bytes"));
            }
        }
    }

    /// The item that was opened, and the line it begins on.
    fn item(&mut self, open: u8) -> Result<(usize, Result<Value, String>)> {
        let (line, mut bytes) = (self.line, vec![open]);
        self.pass(open, Some(&mut bytes))?;
        let item = serde_json::from_slice(&bytes);
        Ok((
            line,
            item.map_err(|e| format!("invalid JSON: {}", plain(&e))),
        ))
    }

    /// Reads from the end of the array to that of the file: more may stand in the objects around it,
    /// and nothing behind them.
    fn end(&mut self) -> Result<()> {
        for _ in 0..self.around {
            self.pass(b'{', None)?;
        }
        while let Some(byte) = self.byte()? {
            if !byte.is_ascii_whitespace() {
                return Err(self.expects("the end of the file"));
            }
        }
        Ok(())
    }

    /// Reads to the end of what `open` opened, keeping the bytes where they are asked for.
    fn pass(&mut self, open: u8, mut into: Option<&mut Vec<u8>>) -> Result<()> {
        let mut opened = vec![open];
        let mut text = false;
        while !opened.is_empty() {
            let Some(b) = self.byte()? else {
                return Err(self.expects("the end of an array or object"));
            };
            let mut after = None;
            match b {
                b'\\' if text => after = self.byte()?,
                b'"' => text = !text,
                b'[' | b'{' if !text => opened.push(b),
                b']' | b'}' if !text => drop(opened.pop()),
                _ => {}
            }
            if opened.len() > DEEP {
                return Err(self.expects("an item less deep in itself"));
            }
            if let Some(bytes) = &mut into {
                bytes.push(b);
                bytes.extend(after);
                if bytes.len() > LINE_MAX {
                    return Err(self.expects("an item of at most 8388608 bytes"));
                }
            }
        }
        Ok(())
    }

    /// Runs over the items with the line each begins on; one that does not read is listed, or the
    /// end.
    pub fn each(
        mut self,
        into: &mut Reading,
        mut take: impl FnMut(usize, &Value, &mut Reading) -> Result<(), Fault>,
    ) -> Result<()> {
        into.of(&self.file);
        while let Some((line, item)) = self.next()? {
            let done = item.map_err(Fault::Line);
            let done = done.and_then(|item| take(line, &item, into));
            into.took(line, done)?;
        }
        Ok(())
    }

    /// The next item.
    pub fn next(&mut self) -> Each<Value> {
        while !self.ended {
            match self.byte()? {
                Some(b) if b.is_ascii_whitespace() || b == b',' => {}
                Some(b']') if !self.bare => {
                    self.ended = true;
                    self.end()?;
                }
                None if self.bare => self.ended = true,
                Some(open @ (b'{' | b'[')) => return self.item(open).map(Some),
                _ => return Err(self.expects("an object, or the end of the array")),
            }
        }
        Ok(None)
    }
}

/// A text of an item; empty where there is none.
pub fn text<'v>(item: &'v Value, field: &str) -> &'v str {
    item.get(field).and_then(Value::as_str).unwrap_or_default()
}

pub fn integer(item: &Value, field: &str) -> Option<i64> {
    item.get(field).and_then(Value::as_i64)
}

pub fn number(item: &Value, field: &str) -> Option<f64> {
    let found = item.get(field).and_then(Value::as_f64);
    found.filter(|n| n.is_finite())
}

/// A whole number from 0 on.
pub fn small(item: &Value, field: &str) -> Option<u32> {
    integer(item, field).and_then(|n| u32::try_from(n).ok())
}

pub fn is_true(item: &Value, field: &str) -> bool {
    item.get(field) == Some(&Value::Bool(true))
}

/// The parts of a list; none where there is no list.
pub fn list<'v>(item: &'v Value, field: &str) -> &'v [Value] {
    item.get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The texts of a list.
pub fn texts<'v>(item: &'v Value, field: &str) -> Vec<&'v str> {
    let texts = list(item, field).iter().filter_map(Value::as_str);
    texts.collect()
}

/// An instant that says its zone; none where there is none.
///
/// # Errors
/// As [`dates::instant`].
pub fn instant(item: &Value, field: &str) -> Result<Option<DateTime<Utc>>, String> {
    match item.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => dates::instant(text, field).map(Some),
        Some(other) => dates::instant(&other.to_string(), field).map(Some),
    }
}

/// Those of the fields of an item that say something.
pub fn kept(item: &Value, fields: &[&str]) -> Extra {
    said(
        fields
            .iter()
            .map(|field| (*field, item.get(*field).cloned())),
    )
}

/// The fields of an item that say something, but for those of these names.
pub fn others(item: &Value, known: &str) -> Extra {
    let fields = item.as_object().into_iter().flatten();
    let others = fields.filter(|(field, _)| !among(known, field));
    said(others.map(|(field, value)| (field.as_str(), value.clone())))
}

/// Those of the fields that say something, for what is kept beside a row.
pub fn said<'f, V: Into<Value>>(fields: impl IntoIterator<Item = (&'f str, V)>) -> Extra {
    let fields = fields.into_iter();
    let fields = fields.map(|(field, value)| (field.to_owned(), value.into()));
    let said = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    fields.filter(|(_, value)| said(value)).collect()
}
