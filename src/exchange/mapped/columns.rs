//! The columns of a CSV by what they mean.

use crate::exchange::ExchangeError;
use crate::exchange::dates::{self, Form};
use crate::exchange::input::Input;
use crate::exchange::map::Target;
use crate::exchange::reading::{Reading, When};
use crate::exchange::table::{self, Row, Table, number, short};

pub struct Columns {
    found: Vec<(Target, usize, String)>,
    /// Columns that hold words.
    pub words: Vec<(Target, usize)>,
    /// The range of a column that is no scale of five.
    ranges: Vec<(Target, f64, f64)>,
    pub others: Vec<(usize, String)>,
    pub only: Vec<(usize, String)>,
}

fn is_list(target: Target) -> bool {
    use Target::{Changed, Coping, Feelings, Triggers};
    matches!(target, Feelings | Triggers | Coping | Changed)
}

impl Columns {
    pub fn of(input: &Input, table: &Table, into: &Reading) -> Result<Columns, ExchangeError> {
        let options = into.options;
        let refused = |what: String, hint: String| ExchangeError::Option { what, hint };
        let header = || format!("its columns: {}", table.header.join(", "));
        let Some(map) = &options.map else {
            return Err(refused(
                format!(
                    "{}: --map is expected, to say which column means what",
                    input.name
                ),
                header(),
            ));
        };
        let mut columns = Columns {
            found: Vec::new(),
            words: Vec::new(),
            ranges: Vec::new(),
            others: Vec::new(),
            only: Vec::new(),
        };
        let mut felt = false;
        for (target, name) in &map.0 {
            let ranged = || {
                let (plain, low, high) = range(name)?;
                Some((table.column(&[plain])?, Some((low, high))))
            };
            let Some((at, range)) = table.column(&[name]).map(|at| (at, None)).or_else(ranged)
            else {
                return Err(refused(
                    format!("{} has no column \"{}\"", input.name, short(name)),
                    header(),
                ));
            };
            let levelled = matches!(target, Target::Mood | Target::Energy);
            if let Some((low, high)) = range.filter(|_| levelled) {
                columns.ranges.push((*target, low, high));
            }
            felt |= is_list(*target) || levelled || *target == Target::Sleep;
            if is_list(*target) {
                columns.words.push((*target, at));
            }
            columns.found.push((*target, at, table.header[at].clone()));
        }
        for (name, value) in &options.only {
            match table.column(&[name]) {
                Some(at) => columns.only.push((at, value.clone())),
                None => {
                    return Err(refused(
                        format!("{} has no column \"{}\"", input.name, short(name)),
                        header(),
                    ));
                }
            }
        }
        let entries = columns.has(Target::Ritual) || options.ritual.is_some();
        if !entries && !felt && !columns.has(Target::Note) {
            return Err(refused(
                "--map names nothing that makes an entry or a note".to_owned(),
                "--ritual NAME or ritual=COLUMN for entries; mood, energy, sleep, feelings or note for notes".to_owned(),
            ));
        }
        let known: Vec<Option<usize>> = columns.found.iter().map(|(_, at, _)| Some(*at)).collect();
        columns.others = table.others(&known);
        Ok(columns)
    }

    pub fn has(&self, target: Target) -> bool {
        self.found.iter().any(|(t, ..)| *t == target)
    }

    pub fn name(&self, target: Target) -> &str {
        let found = self.found.iter().find(|(t, ..)| *t == target);
        found.map_or("", |(_, _, name)| name)
    }

    /// The cell of a meaning; empty where no column has it.
    pub fn cell<'r>(&self, row: &'r Row, target: Target) -> Result<&'r str, String> {
        let found = self.found.iter().find(|(t, ..)| *t == target);
        row.optional(found.map(|(_, at, _)| *at))
    }

    pub fn when(&self, row: &Row, form: &Form) -> Result<When, String> {
        let (day, mut time) = table::stamp(form, self.cell(row, Target::Day)?)?;
        let text = self.cell(row, Target::Time)?;
        if !text.is_empty() {
            let wrong = || format!("a time is expected; got \"{}\"", short(text));
            time = Some(dates::time(text).ok_or_else(wrong)?);
        }
        Ok(time.map_or(When::Day(day), |time| When::Wall(day.and_time(time))))
    }

    /// A level from 1 to 5: as it stands, from its range, or by its name.
    pub fn level(&self, row: &Row, target: Target, into: &Reading) -> Result<Option<u8>, String> {
        let text = self.cell(row, target)?;
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(level) = into.options.level(text) {
            return Ok(level);
        }
        let range = self.ranges.iter().find(|(t, ..)| *t == target);
        let n = number(text).ok();
        let level = match (n, range) {
            (Some(n), Some((_, low, high))) if (*low..=*high).contains(&n) => {
                Some(((n - low) / (high - low) * 4.0).round() + 1.0)
            }
            (Some(n), None) if n.fract() == 0.0 && (1.0..=5.0).contains(&n) => Some(n),
            _ => None,
        };
        match level {
            Some(level) => Ok(Some(level as u8)),
            None => Err(format!(
                "\"{}\" is no level from 1 to 5; --mood-map '{}=3' gives it one, {}='{}(1-10)' maps a range",
                short(text),
                short(text),
                target.name(),
                self.name(target),
            )),
        }
    }
}

/// `Stimmung(1-7)`: a column and its range.
fn range(name: &str) -> Option<(&str, f64, f64)> {
    let (plain, rest) = name.strip_suffix(')')?.rsplit_once('(')?;
    let (low, high) = rest.split_once('-')?;
    let (low, high) = (number(low).ok()?, number(high).ok()?);
    (low < high).then_some((plain.trim(), low, high))
}

/// A number and the unit after it.
pub fn amount(text: &str) -> Result<(Option<f64>, &str), String> {
    if text.is_empty() {
        return Ok((None, ""));
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !".,-+".contains(c))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    // What goes on as a number does, such as 1'234, 1 234, 1:30 or 1e3, is not a unit.
    let odd = |c: char| c.is_ascii_digit() || "':’ʼ".contains(c);
    let exponent = unit.starts_with(['e', 'E'])
        && unit[1..].starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c));
    if exponent || unit.trim_start().starts_with(odd) {
        return Err(format!("a number is expected; got \"{}\"", short(text)));
    }
    // Three digits after one comma or point may be thousands or thousandths.
    let (marks, rest): (Vec<char>, Vec<char>) = digits.chars().partition(|c| ",.".contains(*c));
    let after = digits.rsplit([',', '.']).next().unwrap_or_default();
    if marks == [','] && after.len() == 3 && rest.len() > 3 && !digits.starts_with('0') {
        return Err(format!(
            "\"{}\" may be thousands or thousandths; 1234 or 1.234 is read one way",
            short(text)
        ));
    }
    Ok((
        Some(number(digits).map_err(|_| number(text).err().unwrap_or_default())?),
        unit.trim(),
    ))
}

/// Yes, no, or nothing.
pub fn done(text: &str) -> Result<Option<bool>, String> {
    match text.to_lowercase().as_str() {
        "" => Ok(None),
        "y" | "yes" | "true" | "1" | "x" | "done" | "ja" | "oui" | "si" | "sí" | "✓" | "✔"
        | "☑" => Ok(Some(true)),
        "n" | "no" | "false" | "0" | "-" | "nein" | "non" | "✗" | "☐" => Ok(Some(false)),
        _ => Err(format!("yes or no is expected; got \"{}\"", short(text))),
    }
}
