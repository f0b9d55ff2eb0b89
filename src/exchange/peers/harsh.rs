//! harsh: a folder with `habits` and `log`.

use super::two_files::{Held, Last, TwoFiles, each};
use crate::domain::left::Left;
use crate::domain::meta::Extra;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::dates::Form;
use crate::exchange::read::input::Input;
use crate::exchange::read::reading::{Entry, Reading, Sketch, When};
use crate::exchange::read::table::{day, number, short};
use crate::exchange::{ExchangeError, Fault, Format};
use chrono::NaiveDate;

pub struct Harsh;

const MARK: &str = " : ";

fn is_log(line: &str) -> bool {
    line.contains(MARK)
}

impl Format for Harsh {
    fn name(&self) -> &'static str {
        "harsh"
    }

    fn about(&self) -> &'static str {
        "harsh: the folder with habits and log, or one of the two"
    }

    fn recognise(&self, input: &Input) -> bool {
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

    fn read(&self, input: &Input, into: &mut Reading) -> Result<(), ExchangeError> {
        let files = TwoFiles::of(input, is_log)?;
        if let Some(habits) = files.habits.as_ref().map(Held::input) {
            let mut heading = String::new();
            each(habits, into, &mut |into, line, text| {
                if let Some(named) = text.trim().strip_prefix('!') {
                    named.trim().clone_into(&mut heading);
                    return Ok(());
                }
                habit(into, line, text, &heading)
            })?;
        }
        let Some(log) = files.log.as_ref().map(Held::input) else {
            return Ok(());
        };
        let form = into.form();
        // The last of the lines of one day and habit counts.
        let mut last = Last::default();
        let mut lines = crate::exchange::read::lines::Lines::of(log)?;
        while let Some((line, bytes)) = lines.next()? {
            let text = crate::exchange::read::lines::text(bytes);
            if let Ok(Ok(found)) = text.map(|text| entry(text, &form)) {
                last.see(found.day, found.habit, line);
            }
        }
        each(log, into, &mut |into, line, text| {
            let found = entry(text, &form)?;
            if last.is(found.day, found.habit, line) {
                found.write(into, line)?;
            } else {
                into.not_carried(Left::Superseded);
            }
            Ok(())
        })
    }
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
        extra.insert("frequency".to_owned(), often.trim().into());
        into.not_carried(Left::Rhythms);
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

struct Logged<'l> {
    day: NaiveDate,
    habit: &'l str,
    result: char,
    comment: &'l str,
    amount: Option<f64>,
}

/// `2025-01-01 : Gym : y : Leg day : 1.5`; an empty field at the end may have lost its space.
fn entry<'t>(text: &'t str, form: &Form) -> Result<Logged<'t>, String> {
    let text = text.trim_end().trim_end_matches(" :");
    let fields: Vec<&str> = text
        .split(MARK)
        .map(|f| f.trim_end_matches(" :").trim())
        .collect();
    let wrong = "3 to 5 fields are expected, such as 2025-01-01 : Gym : y : Leg day : 1.5";
    if !(3..=5).contains(&fields.len()) {
        return Err(wrong.to_owned());
    }
    let result = match fields[2].to_lowercase().as_str() {
        "y" => 'y',
        "n" => 'n',
        "s" => 's',
        other => return Err(format!("y, n or s is expected; got \"{}\"", short(other))),
    };
    let amount = match fields.get(4) {
        None | Some(&"") => None,
        Some(text) => Some(number(text)?).filter(|n| *n != 0.0),
    };
    Ok(Logged {
        day: day(form, fields[0])?,
        habit: fields[1],
        result,
        comment: fields.get(3).copied().unwrap_or_default(),
        amount,
    })
}

impl Logged<'_> {
    fn write(&self, into: &mut Reading, line: usize) -> Result<(), ExchangeError> {
        match self.result {
            'y' => {
                let mut entry = Entry::of_day(self.habit, self.day);
                entry.amount = self.amount;
                entry.note = Some(self.comment);
                into.entry(line, entry)
            }
            's' => into.rest(line, self.habit, self.day, Some(self.comment)),
            _ => {
                into.not_carried(Left::NotDone);
                into.remark(line, self.habit, When::Day(self.day), self.comment)
            }
        }
    }
}
