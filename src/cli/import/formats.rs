//! The formats by name, for the help, completion and errors.

use crate::exchange::input::Input;
use crate::exchange::{self, FORMATS, Format};
use crate::failure::{Failure, Result};
use clap::builder::{PossibleValue, PossibleValuesParser};

/// What stands for "tell by the file".
pub const AUTO: &str = "auto";

/// Other names of a format.
const ALIASES: [(&str, &str); 4] = [
    ("jsonl", "json"),
    ("loop", "loop-db"),
    ("loop", "loop-csv"),
    ("taskwarrior", "task"),
];

pub fn parser() -> PossibleValuesParser {
    let auto = PossibleValue::new(AUTO).help("whichever of these the file looks like");
    let value = |format: &'static Format| {
        let aliases = ALIASES.iter().filter(|(name, _)| *name == format.name);
        let value = PossibleValue::new(format.name).help(format.about);
        value.aliases(aliases.map(|(_, alias)| *alias))
    };
    PossibleValuesParser::new(FORMATS.iter().map(value).chain([auto]))
}

/// The format of this name, or the one the file looks like.
pub fn find(name: &str, input: &Input) -> Result<&'static Format> {
    let name = ALIASES
        .iter()
        .find(|(_, alias)| *alias == name)
        .map_or(name, |(name, _)| *name);
    if name != AUTO {
        return exchange::named(name)
            .ok_or_else(|| Failure::usage(format!("no format is called {name}")));
    }
    match exchange::recognised(input) {
        Some(format) => Ok(format),
        None => Err(match exchange::damage(input) {
            Some(error) => error.into(),
            None => Failure::usage(format!(
                "{} looks like none of the formats that are known",
                input.name
            ))
            .hint("`ritual help formats` lists them; `import csv --map` takes any CSV"),
        }),
    }
}

/// Refuses a file that is plainly of another format than the one named. A map says what the columns
/// of any CSV mean.
pub fn is_of(format: &Format, input: &Input) -> Result<()> {
    if format.name == "csv" || (format.recognise)(input) {
        return Ok(());
    }
    match exchange::recognised(input) {
        None => Ok(()),
        Some(other) => Err(Failure::usage(format!(
            "{} is no file of {}: it reads as {}",
            input.name, format.name, other.name
        ))
        .hint("`ritual import auto` tells the format by itself")),
    }
}
