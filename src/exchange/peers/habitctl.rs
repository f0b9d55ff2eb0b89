//! habitctl: a folder with `habits` (`N Name`) and `log` (`date<TAB>habit<TAB>y|n|s`).

use super::two_files::{Held, Last, TwoFiles, each};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::dates::Form;
use crate::exchange::read::input::Input;
use crate::exchange::read::reading::{Entry, Reading, Sketch};
use crate::exchange::read::table::{day, short};
use crate::exchange::{ExchangeError, Format};
use chrono::NaiveDate;

pub struct Habitctl;

fn is_log(line: &str) -> bool {
    line.contains('\t')
}

impl Format for Habitctl {
    fn name(&self) -> &'static str {
        "habitctl"
    }

    fn about(&self) -> &'static str {
        "habitctl: the folder with habits and log, or one of the two"
    }

    fn recognise(&self, input: &Input) -> bool {
        let Ok(files) = TwoFiles::of(input, is_log) else {
            return false;
        };
        let (habits, log) = files.first_lines();
        entry(&log, &Form::Any(None)).is_ok() || log.is_empty() && habit(&habits).is_ok()
    }

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        let files = TwoFiles::of(input, is_log)?;
        if let Some(habits) = files.habits.as_ref().map(Held::input) {
            each(habits, into, &mut |into, line, text| {
                let (days, name) = habit(text)?;
                let rhythm = Rhythm::times_in(1, days);
                let mut extra = Extra::new();
                if rhythm.is_none() && days > 0 {
                    extra.insert("days".to_owned(), days.into());
                    into.not_carried(Left::Rhythms);
                }
                into.ritual(
                    line,
                    Sketch {
                        name,
                        rhythm,
                        extra,
                        ..Sketch::default()
                    },
                )?;
                Ok(())
            })?;
        }
        let Some(log) = files.log.as_ref().map(Held::input) else {
            return Ok(());
        };
        let form = into.form();
        let mut last = Last::default();
        let mut lines = crate::exchange::read::lines::Lines::of(log)?;
        while let Some((line, bytes)) = lines.next()? {
            let text = crate::exchange::read::lines::text(bytes);
            if let Ok(Ok((day, habit, _))) = text.map(|text| entry(text, &form)) {
                last.see(day, habit, line);
            }
        }
        each(log, into, &mut |into, line, text| {
            let (day, habit, result) = entry(text, &form)?;
            if !last.is(day, habit, line) {
                into.not_carried(Left::Superseded);
                return Ok(());
            }
            match result {
                'y' => into.entry(line, Entry::of_day(habit, day))?,
                's' => into.rest(line, habit, day, None)?,
                _ => into.not_carried(Left::NotDone),
            }
            Ok(())
        })
    }
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

fn entry<'t>(text: &'t str, form: &Form) -> Result<(NaiveDate, &'t str, char), String> {
    let mut fields = text
        .trim_end()
        .split('\t')
        .filter(|f| !f.trim().is_empty())
        .map(str::trim);
    let (Some(date), Some(habit), Some(result), None) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err("a date, a habit and y, n or s are expected, with tabs between".to_owned());
    };
    let result = match result.to_lowercase().as_str() {
        "y" => 'y',
        "n" => 'n',
        "s" => 's',
        other => return Err(format!("y, n or s is expected; got \"{}\"", short(other))),
    };
    // Old dates carry the offset of the place.
    Ok((day(form, date)?, habit, result))
}
