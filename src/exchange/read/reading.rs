//! What the formats have in common on the way in: identities, names, levels, rests, and an account
//! of what was left out.

mod rests;
mod row;
mod shape;
mod words;

pub use shape::{Entry, Mark, Note, Sketch, When};
pub use words::split;

use super::dates::Form;
use super::options::ImportOptions;
use crate::domain::field::LocalTime;
use crate::domain::left::Left;
use crate::domain::record::Record;
use crate::exchange::{ExchangeError, Fault, Result};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
    /// Columns that were taken for what they are called, and what that is; none of one that means
    /// nothing here.
    pub columns: Vec<(String, Option<String>)>,
    /// The first words that stay beside the notes they were noted with.
    pub beside: BTreeSet<String>,
}

/// A row of a file, and by what it is known again.
#[derive(Debug)]
pub struct Came {
    pub record: Record,
    /// Of a row that is known by its time there: the identity its content has.
    pub content: Option<Uuid>,
    /// Whether the file spoke of it before.
    pub again: bool,
}

/// Takes a row with its file and line; false to take no more.
pub type Sink<'a> = &'a mut dyn FnMut(&str, usize, Came) -> bool;

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
    /// Names that were declared as they stand, and those that rows were given, folded.
    declared: HashSet<String>,
    called: HashSet<String>,
    given: HashSet<String>,
    /// Habits that were declared one by one.
    habits: usize,
    rests: BTreeMap<String, Rests>,
    buffer: String,
}

fn custom(made: Uuid) -> Uuid {
    uuid::Builder::from_custom_bytes(made.into_bytes()).into_uuid()
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
            called: HashSet::new(),
            given: HashSet::new(),
            habits: 0,
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
    pub fn bad(&mut self, line: usize, what: impl Into<String>) -> Result<()> {
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

    /// What became of a line: one that does not read is the end, or one more to be listed.
    ///
    /// # Errors
    /// As [`Reading::bad`]; what ends everything.
    pub fn took(&mut self, line: usize, done: Result<(), Fault>) -> Result<()> {
        match done {
            Err(Fault::Line(what)) => self.bad(line, what),
            Err(Fault::End(error)) => Err(error),
            Ok(()) => Ok(()),
        }
    }

    /// Those parts of a line that read; the others are listed, or the end.
    ///
    /// # Errors
    /// As [`Reading::bad`].
    pub fn sound<T>(
        &mut self,
        line: usize,
        parts: impl IntoIterator<Item = Result<T, String>>,
    ) -> Result<Vec<T>> {
        let mut sound = Vec::new();
        for part in parts {
            match part {
                Ok(part) => sound.push(part),
                Err(what) => self.bad(line, what)?,
            }
        }
        Ok(sound)
    }

    /// What is wrong with the file as a whole, and shows at a line: no line is passed over for it.
    ///
    /// # Errors
    /// [`ExchangeError::Line`].
    pub fn whole(&self, line: usize, what: impl Into<String>) -> Result<()> {
        Err(ExchangeError::line(&self.file, line, what.into()))
    }

    /// Counts what has no place in the notebook.
    pub fn not_carried(&mut self, what: Left) {
        *self.account.not_carried.entry(what).or_default() += 1;
    }

    /// Hands over a row as it is.
    ///
    /// # Errors
    /// [`ExchangeError::Stopped`].
    pub fn record(&mut self, line: usize, record: Record) -> Result<()> {
        self.came(
            line,
            Came {
                record,
                content: None,
                again: false,
            },
        )
    }

    fn came(&mut self, line: usize, came: Came) -> Result<()> {
        if came.again {
            self.not_carried(Left::Twice);
        }
        if (self.sink)(&self.file, line, came) {
            Ok(())
        } else {
            Err(ExchangeError::Stopped)
        }
    }

    /// The day from which a ritual is retired that is archived there: that of its last entry, since
    /// nothing names another.
    pub fn ended(&self, archived: bool, last: Option<NaiveDate>) -> Option<NaiveDate> {
        archived.then(|| last.unwrap_or(self.today).min(self.today))
    }

    /// An instant in the zone of this name, in the one here where nobody knows that.
    pub fn there(&self, at: DateTime<Utc>, zone: &str) -> DateTime<FixedOffset> {
        let there = self.place.zoned(at, zone);
        there.unwrap_or_else(|| self.place.local(at).at)
    }

    /// The same as it is told: an instant alone where nobody knows the zone.
    pub fn zoned(&self, at: DateTime<Utc>, zone: &str) -> When {
        let there = self.place.zoned(at, zone);
        there.map_or(When::Utc(at), When::Offset)
    }

    /// How days are written: as the person said, or in any way that can be meant alone.
    pub fn form(&self) -> Form {
        let asked = self.options.dates.clone();
        asked.unwrap_or(Form::Any(None))
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

    /// Whether the file spoke of a key before.
    fn again(&mut self, key: Uuid) -> bool {
        self.seen.insert(key, 0).is_some()
    }

    /// The identity of a note of a time that several may have: of those that say the same there is
    /// one, and it came before.
    ///
    /// # Errors
    /// More notes of one time than anybody writes.
    fn among(&mut self, key: Uuid, content: Uuid) -> Result<(Uuid, bool), String> {
        const MOST: u32 = 100;
        let mark = content.as_fields().0;
        for n in 1..=MOST {
            let uid = match n {
                1 => key,
                n => custom(Uuid::new_v5(&key, n.to_string().as_bytes())),
            };
            match self.seen.get(&uid) {
                None => {
                    self.seen.insert(uid, mark);
                    return Ok((uid, false));
                }
                Some(seen) if *seen == mark => return Ok((uid, true)),
                Some(_) => {}
            }
        }
        Err(format!("more than {MOST} notes of one and the same time"))
    }

    /// An identity of what is known by its time: other than those made of content, which are of
    /// version 5, as all of 0.1 were.
    fn key(&mut self, parts: &[&str]) -> Uuid {
        custom(self.identity(parts))
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
    pub fn finish(mut self) -> Result<Account> {
        self.write_rests()?;
        let renamed = self.options.rename.iter().map(|(old, _)| ("--rename", old));
        let moods = self.options.as_mood.iter().map(|name| ("--as-mood", name));
        for (flag, name) in renamed.chain(moods) {
            let came =
                |known: &String| crate::domain::text::key(known) == crate::domain::text::key(name);
            let place = |n: &str| {
                n.parse()
                    .is_ok_and(|n: usize| (1..=self.habits).contains(&n))
            };
            let placed = name.strip_prefix('#').is_some_and(place);
            if !placed && !self.names.keys().any(came) {
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
