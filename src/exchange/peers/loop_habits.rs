//! Loop Habit Tracker: the CSV zip, its folder, the `Checkmarks.csv` of all habits, the backup.

mod backup;
mod grid;
mod habit;
mod one;
mod pack;

use super::sheets;
use crate::exchange::read::table::names_all;
use crate::exchange::read::{Input, Reading, archive};
use crate::exchange::{ExchangeError, Format, Result};

pub const FORMAT: Format = Format::of(
    "loop",
    "Loop Habit Tracker: the CSV zip, a Checkmarks.csv, or the backup .db",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    if input.as_tables().is_some() {
        return sheets::has(input, &[backup::DAYS]);
    }
    let grid = || names_all(input.first_line(), &["date"]) && grid::looks_like(input);
    pack::is_one(input) || one::looks_like(input) || grid()
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    if input.as_tables().is_some() {
        return backup::read(input, into);
    }
    if archive::is_one(input) {
        return pack::read(input, into);
    }
    one::read(input, into)
}

fn strengths(input: &Input) -> ExchangeError {
    ExchangeError::whole(
        &input.name,
        "holds how strong habits are, and no days",
        "Checkmarks.csv beside it has the days",
    )
}
