//! harsh, and habitctl, whose form it goes on from: a folder with `habits`, and `log` with a line for each
//! habit and day.

use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::items::said;
use crate::exchange::read::table::{day, expected, number, short};
use crate::exchange::read::{Entry, Form, Input, Lines, Mark, Reading, Sketch, input};
use crate::exchange::{ExchangeError, Fault, Format, Result};
use chrono::NaiveDate;
use std::collections::HashMap;

pub const FORMAT: Format = Format::of(
    "harsh",
    "harsh: the folder with habits and log, or one of the two",
    |input| HARSH.is_one(input),
    harsh,
);

pub const HABITCTL: Format = Format::of(
    "habitctl",
    "habitctl: the folder with habits and log, or one of the two",
    |input| TABBED.is_one(input),
    habitctl,
);

/// What a line of the log says of a day.
type Logged<'l> = Result<(Mark, Entry<'l>), String>;

/// How the lines of a program look.
struct Lined {
    /// What sets the fields of a log apart, and no line of habits has.
    mark: &'static str,
    is_habit: fn(&str) -> bool,
    /// Reads a line of the log.
    entry: for<'l> fn(&'l str, &Form) -> Logged<'l>,
}

const HARSH: Lined = Lined {
    mark: " : ",
    is_habit: |line| {
        let after = line.split_once(':').map(|(_, after)| after);
        after.is_some_and(|f| frequency(f.split(':').next().unwrap_or_default()).is_ok())
    },
    entry: spaced,
};

const TABBED: Lined = Lined {
    mark: "\t",
    is_habit: |line| days(line).is_ok(),
    entry: tabbed,
};

fn harsh(input: &Input, into: &mut Reading) -> Result<()> {
    let near = near(input);
    let [habits, log] = HARSH.files(input, &near)?;
    let mut heading = String::new();
    each(habits, into, |line, text, into| {
        match text.trim().strip_prefix('!') {
            Some(named) => named.trim().clone_into(&mut heading),
            None => habit(into, line, text, &heading)?,
        }
        Ok(())
    })?;
    HARSH.log(log, into)
}

fn habitctl(input: &Input, into: &mut Reading) -> Result<()> {
    let near = near(input);
    let [habits, log] = TABBED.files(input, &near)?;
    each(habits, into, |line, text, into| {
        let (days, name) = days(text)?;
        let mut sketch = Sketch::named(name);
        sketch.rhythm = Rhythm::times_in(1, days);
        sketch.often = said([("days", Some(days).filter(|days| *days > 0))]);
        Ok(into.ritual(line, sketch)?)
    })?;
    TABBED.log(log, into)
}

const FILES: [&str; 2] = ["habits", "log"];

/// The two files, where they lie in the folder, or beside the file.
fn near(input: &Input) -> [Option<Input>; 2] {
    FILES.map(|name| input.near(name))
}

impl Lined {
    fn is_one(&self, input: &Input) -> bool {
        let near = near(input);
        let Ok(files) = self.files(input, &near) else {
            return false;
        };
        let [habits, log] = files.map(|file| file.map(first).unwrap_or_default());
        let any = Form::Any(None);
        (self.entry)(&log, &any).is_ok() || log.is_empty() && (self.is_habit)(&habits)
    }

    /// The habits and the log: those of a folder, the one beside the one named, or the one there is. The
    /// first line tells what a file of any other name is.
    fn files<'i>(
        &self,
        input: &'i Input,
        near: &'i [Option<Input>; 2],
    ) -> Result<[Option<&'i Input>; 2]> {
        let [habits, log] = near.each_ref().map(Option::as_ref);
        let [is_habits, is_log] = FILES.map(|name| input.is_called(name));
        let [habits, log] = match is_log || !is_habits && first(input).contains(self.mark) {
            _ if input.is_folder() => [habits, log],
            true => [habits.filter(|_| is_log), Some(input)],
            false => [Some(input), log.filter(|_| is_habits)],
        };
        if habits.is_none() && log.is_none() {
            return Err(ExchangeError::whole(
                &input.name,
                "holds neither a file called log nor one called habits",
                "the folder the program keeps both in, or one of the two",
            ));
        }
        Ok([habits, log])
    }

    /// Reads the log; of the lines of one day and habit the last counts.
    fn log(&self, log: Option<&Input>, into: &mut Reading) -> Result<()> {
        let form = into.form();
        let mut last: HashMap<String, HashMap<NaiveDate, usize>> = HashMap::new();
        let mut lines = log.map(Lines::of).transpose()?;
        while let Some(lines) = &mut lines
            && let Some((line, bytes)) = lines.next()?
        {
            let read = input::text(bytes).and_then(|text| (self.entry)(text, &form));
            if let Ok((_, entry)) = read {
                let days = last.entry(entry.ritual.to_owned()).or_default();
                days.insert(entry.when.written(), line);
            }
        }
        each(log, into, |line, text, into| {
            let (mark, entry) = (self.entry)(text, &form)?;
            let days = last.get(entry.ritual);
            if days.and_then(|days| days.get(&entry.when.written())) == Some(&line) {
                return Ok(into.marked(line, mark, entry)?);
            }
            into.not_carried(Left::Superseded);
            Ok(())
        })
    }
}

/// The first line that is neither a comment nor a heading.
fn first(input: &Input) -> String {
    let mut lines = input.text().lines().map(str::trim);
    let found = lines.find(|l| !l.is_empty() && !l.starts_with(['#', '!']));
    found.unwrap_or_default().to_owned()
}

/// Runs over the lines that hold something and are no comment.
fn each(
    input: Option<&Input>,
    into: &mut Reading,
    mut take: impl FnMut(usize, &str, &mut Reading) -> Result<(), Fault>,
) -> Result<()> {
    let Some(input) = input else {
        return Ok(());
    };
    Lines::each(input, into, |line, text, into| match text.trim_start() {
        "" => Ok(()),
        comment if comment.starts_with('#') => Ok(()),
        _ => take(line, text, into),
    })
}

/// What every line of a log has; `y`, `n` or `s` is the last.
fn logged<'l>(date: &str, habit: &'l str, result: &str, form: &Form) -> Logged<'l> {
    let mark = match result.to_lowercase().as_str() {
        "y" => Mark::Done,
        "s" => Mark::Rest,
        "n" => Mark::Not(Left::NotDone),
        other => return Err(expected("y, n or s is", other)),
    };
    Ok((mark, Entry::of_day(habit, day(form, date)?)))
}

/// harsh: `0`, `N`, `Nw`, `t/i`: so many times in so many days.
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

/// harsh: `Name: frequency`, with a day at which it ends where there is one.
fn habit(into: &mut Reading, line: usize, text: &str, heading: &str) -> Result<(), Fault> {
    let wrong = || "a habit is expected, such as Gym: 3/7".to_owned();
    let (before, after) = text.rsplit_once(':').ok_or_else(wrong)?;
    let ends = Form::Any(None).day(after).ok();
    let described = if ends.is_some() { before } else { text };
    let (name, often) = described.rsplit_once(':').ok_or_else(wrong)?;
    let (times, days) = frequency(often)?;
    let ended = ends.filter(|day| *day <= into.today);
    let ahead = ends.filter(|_| ended.is_none());
    if ahead.is_some() {
        into.not_carried(Left::Endings);
    }
    let sketch = Sketch {
        name: name.trim(),
        rhythm: Rhythm::times_in(times, days),
        often: said([("frequency", (times > 0).then(|| often.trim()))]),
        retired: ended,
        extra: said([
            ("heading", Some(heading.to_owned())),
            ("ends", ahead.map(|day| day.to_string())),
        ]),
        ..Sketch::default()
    };
    Ok(into.ritual(line, sketch)?)
}

/// harsh: `2025-01-01 : Gym : y : Leg day : 1.5`; an empty field at the end may have lost its space.
fn spaced<'l>(text: &'l str, form: &Form) -> Logged<'l> {
    let text = text.trim_end().trim_end_matches(" :");
    let fields = text.split(HARSH.mark);
    let fields: Vec<&str> = fields.map(|f| f.trim_end_matches(" :").trim()).collect();
    let (date, habit, result, more) = match fields.as_slice() {
        [date, habit, result, more @ ..] if more.len() < 3 => (date, habit, result, more),
        _ => {
            return Err(
                "3 to 5 fields are expected, such as 2025-01-01 : Gym : y : Leg day : 1.5"
                    .to_owned(),
            );
        }
    };
    let (mark, mut entry) = logged(date, habit, result, form)?;
    entry.note = more.first().copied();
    entry.amount = match more.get(1) {
        None | Some(&"") => None,
        Some(text) => Some(number(text)?).filter(|n| *n != 0.0),
    };
    Ok((mark, entry))
}

/// habitctl: `N Name`, once in so many days.
fn days(text: &str) -> Result<(u32, &str), String> {
    let wrong = || "a habit is expected, such as 7 Swim: days, then a name".to_owned();
    let (days, name) = text
        .trim()
        .split_once(char::is_whitespace)
        .ok_or_else(wrong)?;
    let days = days.parse().map_err(|_| wrong())?;
    Ok((days, name.trim()))
}

/// habitctl: `date<TAB>habit<TAB>y|n|s`. Old dates carry the offset of the place.
fn tabbed<'l>(text: &'l str, form: &Form) -> Logged<'l> {
    let fields = text.trim_end().split('\t').map(str::trim);
    let fields: Vec<&str> = fields.filter(|f| !f.is_empty()).collect();
    match fields.as_slice() {
        [date, habit, result] => logged(date, habit, result, form),
        _ => Err("a date, a habit and y, n or s are expected, with tabs between".to_owned()),
    }
}
