//! harsh: a folder with `habits` and `log`.

use super::two_files::{Logged, TwoFiles};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::table::{number, short};
use crate::exchange::read::{Form, Input, Reading, Sketch};
use crate::exchange::{Fault, Format, Result};

pub const FORMAT: Format = Format::of(
    "harsh",
    "harsh: the folder with habits and log, or one of the two",
    recognise,
    read,
);

const MARK: &str = " : ";

fn is_log(line: &str) -> bool {
    line.contains(MARK)
}

fn recognise(input: &Input) -> bool {
    let Ok(files) = TwoFiles::of(input, is_log) else {
        return false;
    };
    let (habits, log) = files.first_lines();
    let logged = entry(&log, &Form::Any(None)).is_ok();
    let described = log.is_empty()
        && habits
            .split_once(':')
            .is_some_and(|(_, f)| frequency(f.split(':').next().unwrap_or_default()).is_ok());
    logged || described
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let files = TwoFiles::of(input, is_log)?;
    let mut heading = String::new();
    files.habits(into, |line, text, into| {
        match text.trim().strip_prefix('!') {
            Some(named) => named.trim().clone_into(&mut heading),
            None => habit(into, line, text, &heading)?,
        }
        Ok(())
    })?;
    files.log(into, entry)
}

/// `0`, `N`, `Nw`, `t/i`: so many times in so many days.
fn frequency(text: &str) -> Result<(u32, u32), String> {
    let text = text.trim();
    let wrong = || {
        format!(
            "a frequency is expected, such as 1, 7, 1w or 3/7; got \"{}\"",
            short(text)
        )
    };
    let whole = |t: &str| t.trim().parse::<u32>().map_err(|_| wrong());
    let found = match (text.split_once('/'), text.strip_suffix(['w', 'W'])) {
        (Some((times, days)), _) => (whole(times)?, whole(days)?),
        (None, Some(weeks)) => (1, whole(weeks)?.checked_mul(7).ok_or_else(wrong)?),
        (None, None) => match whole(text)? {
            0 => return Ok((0, 1)),
            days => (1, days),
        },
    };
    if found.1 == 0 || found.0 > found.1 {
        return Err(wrong());
    }
    Ok(found)
}

/// `Name: frequency`, with a day at which it ends where there is one.
fn habit(into: &mut Reading, line: usize, text: &str, heading: &str) -> Result<(), Fault> {
    let wrong = || "a habit is expected, such as Gym: 3/7".to_owned();
    let (rest, ends) = match text.rsplit_once(':') {
        Some((rest, date)) => match Form::Any(None).day(date) {
            Ok(day) => (rest, Some(day)),
            Err(_) => (text, None),
        },
        None => return Err(wrong().into()),
    };
    let (name, often) = rest.rsplit_once(':').ok_or_else(wrong)?;
    let (times, days) = frequency(often)?;
    let rhythm = Rhythm::times_in(times, days);
    let mut extra = Extra::new();
    if rhythm.is_none() && times > 0 {
        into.unrhythmed([("frequency", often.trim())], &mut extra);
    }
    if !heading.is_empty() {
        extra.insert("heading".to_owned(), heading.into());
    }
    let ended = ends.filter(|day| *day <= into.today);
    if let (Some(ends), None) = (ends, ended) {
        extra.insert("ends".to_owned(), ends.to_string().into());
        into.not_carried(Left::Endings);
    }
    let sketch = Sketch {
        name: name.trim(),
        rhythm,
        retired: ended,
        extra,
        ..Sketch::default()
    };
    Ok(into.ritual(line, sketch)?)
}

/// `2025-01-01 : Gym : y : Leg day : 1.5`; an empty field at the end may have lost its space.
fn entry<'t>(text: &'t str, form: &Form) -> Result<Logged<'t>, String> {
    let text = text.trim_end().trim_end_matches(" :");
    let fields = text.split(MARK).map(|f| f.trim_end_matches(" :").trim());
    let fields: Vec<&str> = fields.collect();
    let (date, habit, result, more) = match fields.as_slice() {
        [date, habit, result, more @ ..] if more.len() < 3 => (date, habit, result, more),
        _ => {
            return Err(
                "3 to 5 fields are expected, such as 2025-01-01 : Gym : y : Leg day : 1.5"
                    .to_owned(),
            );
        }
    };
    let amount = match more.get(1) {
        None | Some(&"") => None,
        Some(text) => Some(number(text)?).filter(|n| *n != 0.0),
    };
    Ok(Logged {
        comment: more.first().copied().unwrap_or_default(),
        amount,
        ..Logged::of(form, date, habit, result)?
    })
}
