//! Programs that keep two files in one folder: `habits` and `log`.

use super::input::Input;
use super::lines::{self, Lines};
use super::reading::Reading;
use super::{ExchangeError, Fault};
use std::collections::HashMap;

pub const HABITS: &str = "habits";
pub const LOG: &str = "log";

/// The two files: those of a folder, the one beside the one named, or the one there is.
pub struct TwoFiles<'i> {
    pub habits: Option<Held<'i>>,
    pub log: Option<Held<'i>>,
}

pub enum Held<'i> {
    Given(&'i Input),
    Found(Input),
}

impl Held<'_> {
    pub fn input(&self) -> &Input {
        match self {
            Held::Given(input) => input,
            Held::Found(input) => input,
        }
    }
}

impl<'i> TwoFiles<'i> {
    /// `is_log` looks at the first line of a file of any other name.
    pub fn of(input: &'i Input, is_log: fn(&str) -> bool) -> Result<TwoFiles<'i>, ExchangeError> {
        let near = |name| input.near(name).map(Held::Found);
        let pair = if input.is_folder() {
            TwoFiles {
                habits: near(HABITS),
                log: near(LOG),
            }
        } else if input.is_called(HABITS) || !input.is_called(LOG) && !is_log(&first(input)) {
            let beside = if input.is_called(HABITS) {
                near(LOG)
            } else {
                None
            };
            TwoFiles {
                habits: Some(Held::Given(input)),
                log: beside,
            }
        } else {
            let beside = if input.is_called(LOG) {
                near(HABITS)
            } else {
                None
            };
            TwoFiles {
                habits: beside,
                log: Some(Held::Given(input)),
            }
        };
        if pair.habits.is_none() && pair.log.is_none() {
            return Err(ExchangeError::Whole {
                file: input.name.clone(),
                why: "holds neither a file called log nor one called habits".to_owned(),
                hint: "the folder the program keeps both in, or one of the two".to_owned(),
            });
        }
        Ok(pair)
    }

    /// The first lines of both, as far as they are there.
    pub fn first_lines(&self) -> (String, String) {
        let first =
            |held: &Option<Held>| held.as_ref().map(|h| first(h.input())).unwrap_or_default();
        (first(&self.habits), first(&self.log))
    }
}

/// The first line that is neither a comment nor a heading.
fn first(input: &Input) -> String {
    let mut lines = input.text().lines().map(str::trim);
    let found = lines.find(|l| !l.is_empty() && !l.starts_with(['#', '!']));
    found.unwrap_or_default().to_owned()
}

/// Runs over the lines that hold something and are no comment.
pub fn each(
    input: &Input,
    into: &mut Reading,
    take: &mut dyn FnMut(&mut Reading, usize, &str) -> Result<(), Fault>,
) -> Result<(), ExchangeError> {
    into.of(&input.name);
    let mut lines = Lines::of(input)?;
    while let Some((line, bytes)) = lines.next()? {
        let done = match lines::text(bytes) {
            Err(what) => Err(Fault::Line(what)),
            Ok(text) if text.trim().is_empty() || text.trim_start().starts_with('#') => Ok(()),
            Ok(text) => take(into, line, text),
        };
        match done {
            Ok(()) => {}
            Err(Fault::Line(what)) => into.bad(line, what)?,
            Err(Fault::End(error)) => return Err(error),
        }
    }
    Ok(())
}

/// Which line of each day and name counts: the last.
#[derive(Default)]
pub struct Last(HashMap<(chrono::NaiveDate, String), usize>);

impl Last {
    pub fn see(&mut self, day: chrono::NaiveDate, name: &str, line: usize) {
        self.0.insert((day, name.to_owned()), line);
    }

    pub fn is(&self, day: chrono::NaiveDate, name: &str, line: usize) -> bool {
        self.0.get(&(day, name.to_owned())) == Some(&line)
    }
}
