//! What the formats have in common on the way in: identities, names, levels, rests, and an account
//! of what was left out.

mod rests;
mod row;
mod shape;
mod words;

pub use shape::{Entry, Note, Sketch, When};
pub use words::split;

use super::options::ImportOptions;
use crate::domain::field::LocalTime;
use crate::domain::left::Left;
use crate::domain::record::Record;
use crate::exchange::ExchangeError;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// The name space of the rows of other programs' files.
const NAMESPACE: Uuid = Uuid::from_u128(0x7269_7475_616c_5f69_6d70_6f72_745f_6e31);

/// How many lines that do not read are listed.
const LISTED: usize = 1000;

/// A line that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub file: String,
    pub line: usize,
    pub why: String,
}

/// What was left out, and how much of it.
#[derive(Debug, Default)]
pub struct Account {
    /// The first lines that do not read.
    pub bad: Vec<Bad>,
    pub bad_lines: u64,
    pub not_carried: BTreeMap<Left, u64>,
}

/// Takes a row with its file and line; false to take no more.
pub type Sink<'a> = &'a mut dyn FnMut(&str, usize, Record) -> bool;

pub struct Reading<'a> {
    pub place: &'a dyn LocalTime,
    pub options: &'a ImportOptions,
    pub account: Account,
    /// The day it is.
    pub today: NaiveDate,
    format: &'static str,
    file: String,
    sink: Sink<'a>,
    seen: HashMap<Uuid, u32>,
    names: HashMap<String, Named>,
    declared: HashSet<String>,
    rests: BTreeMap<String, Rests>,
    buffer: String,
}

/// What a name of the file is here.
#[derive(Debug, Clone)]
struct Named {
    name: String,
    mood: bool,
}

/// Resting days of one name, with the line and the words of each.
#[derive(Default)]
struct Rests(BTreeMap<NaiveDate, (String, usize, Option<String>)>);

impl<'a> Reading<'a> {
    pub fn new(
        format: &'static str,
        place: &'a dyn LocalTime,
        today: NaiveDate,
        options: &'a ImportOptions,
        sink: Sink<'a>,
    ) -> Self {
        Reading {
            place,
            options,
            account: Account::default(),
            today,
            format,
            file: String::new(),
            sink,
            seen: HashMap::new(),
            names: HashMap::new(),
            declared: HashSet::new(),
            rests: BTreeMap::new(),
            buffer: String::new(),
        }
    }

    /// Names the file that lines are counted in from here on.
    pub fn of(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    /// A line that does not read: the end, or one more to be listed.
    ///
    /// # Errors
    /// [`ExchangeError::Line`], unless bad lines are to be passed over.
    pub fn bad(&mut self, line: usize, what: impl Into<String>) -> Result<(), ExchangeError> {
        let (file, why) = (self.file.clone(), what.into());
        if !self.options.skip_bad {
            return Err(ExchangeError::Line {
                file,
                line,
                what: why,
            });
        }
        self.account.bad_lines += 1;
        if self.account.bad.len() < LISTED {
            self.account.bad.push(Bad { file, line, why });
        }
        Ok(())
    }

    /// What is wrong with the file as a whole, and shows at a line: no line is passed over for it.
    ///
    /// # Errors
    /// [`ExchangeError::Line`].
    pub fn whole(&self, line: usize, what: impl Into<String>) -> Result<(), ExchangeError> {
        Err(ExchangeError::Line {
            file: self.file.clone(),
            line,
            what: what.into(),
        })
    }

    /// Counts what has no place in the notebook.
    pub fn not_carried(&mut self, what: Left) {
        *self.account.not_carried.entry(what).or_default() += 1;
    }

    /// Hands over a row as it is.
    ///
    /// # Errors
    /// [`ExchangeError::Stopped`].
    pub fn record(&mut self, line: usize, record: Record) -> Result<(), ExchangeError> {
        if (self.sink)(&self.file, line, record) {
            Ok(())
        } else {
            Err(ExchangeError::Stopped)
        }
    }

    /// The identity of one more row with the same content: the content's own for the first, others
    /// made of it and their number for the rest.
    pub fn occurrence(&mut self, same: Uuid) -> Uuid {
        let times = self.seen.entry(same).or_insert(0);
        *times += 1;
        match *times {
            1 => same,
            n => Uuid::new_v5(&same, n.to_string().as_bytes()),
        }
    }

    /// An identity made of the format and these parts.
    fn identity(&mut self, parts: &[&str]) -> Uuid {
        use std::fmt::Write;
        self.buffer.clear();
        for part in std::iter::once(&self.format).chain(parts) {
            // With the lengths, no two lists of parts come out the same.
            let _ = write!(self.buffer, "{}:{part}", part.len());
        }
        Uuid::new_v5(&NAMESPACE, self.buffer.as_bytes())
    }

    /// What was asked for by name has to be in the file.
    ///
    /// # Errors
    /// [`ExchangeError::Option`] for a name that never came; what [`Reading::record`] gives.
    pub fn finish(mut self) -> Result<Account, ExchangeError> {
        self.write_rests()?;
        let renamed = self.options.rename.iter().map(|(old, _)| ("--rename", old));
        let moods = self.options.as_mood.iter().map(|name| ("--as-mood", name));
        for (flag, name) in renamed.chain(moods) {
            let came =
                |known: &String| crate::domain::text::key(known) == crate::domain::text::key(name);
            if !self.names.keys().any(came) {
                let mut known: Vec<&str> = self.names.keys().map(String::as_str).take(20).collect();
                known.sort_unstable();
                return Err(ExchangeError::Option {
                    what: format!("{flag} '{name}': the file has nothing of that name"),
                    hint: format!("it has: {}", known.join(", ")),
                });
            }
        }
        Ok(self.account)
    }
}
