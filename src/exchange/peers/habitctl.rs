//! habitctl: a folder with `habits` (`N Name`) and `log` (`date<TAB>habit<TAB>y|n|s`).

use super::two_files::{Logged, TwoFiles};
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::{Form, Input, Reading, Sketch};
use crate::exchange::{Format, Result};

pub const FORMAT: Format = Format::of(
    "habitctl",
    "habitctl: the folder with habits and log, or one of the two",
    recognise,
    read,
);

fn is_log(line: &str) -> bool {
    line.contains('\t')
}

fn recognise(input: &Input) -> bool {
    let Ok(files) = TwoFiles::of(input, is_log) else {
        return false;
    };
    let (habits, log) = files.first_lines();
    entry(&log, &Form::Any(None)).is_ok() || log.is_empty() && habit(&habits).is_ok()
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let files = TwoFiles::of(input, is_log)?;
    files.habits(into, |line, text, into| {
        let (days, name) = habit(text)?;
        let mut extra = Extra::new();
        let rhythm = Rhythm::times_in(1, days);
        if rhythm.is_none() && days > 0 {
            into.unrhythmed([("days", days)], &mut extra);
        }
        let sketch = Sketch {
            name,
            rhythm,
            extra,
            ..Sketch::default()
        };
        Ok(into.ritual(line, sketch)?)
    })?;
    files.log(into, entry)
}

fn habit(text: &str) -> Result<(u32, &str), String> {
    let wrong = || "a habit is expected, such as 7 Swim: days, then a name".to_owned();
    let (days, name) = text
        .trim()
        .split_once(char::is_whitespace)
        .ok_or_else(wrong)?;
    let days = days.parse().map_err(|_| wrong())?;
    Ok((days, name.trim()))
}

/// Old dates carry the offset of the place.
fn entry<'t>(text: &'t str, form: &Form) -> Result<Logged<'t>, String> {
    let fields = text.trim_end().split('\t').map(str::trim);
    let fields: Vec<&str> = fields.filter(|f| !f.is_empty()).collect();
    match fields.as_slice() {
        [date, habit, result] => Logged::of(form, date, habit, result),
        _ => Err("a date, a habit and y, n or s are expected, with tabs between".to_owned()),
    }
}
