//! `ritual month set`

use super::named;
use crate::cli::input::{self, Take};
use crate::cli::names;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::typed::{field, said};
use crate::cli::words::nothing;
use crate::clock::Clock;
use crate::domain::month::{Month, MonthLine, Slot};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{dates, json, style, voice};
use crate::store::Writer;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// One objective of your own, as --personal
    #[arg(value_name = "TEXT", conflicts_with = "personal")]
    text: Vec<String>,
    /// The month: 2026-12, this, next, last; this one without it
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    /// One objective of your own; `-` reads it from stdin, an empty text takes it out
    #[arg(long, value_name = "TEXT")]
    personal: Option<String>,
    /// One activity for two; `-` reads it from stdin, an empty text takes it out
    #[arg(long, value_name = "TEXT")]
    joint: Option<String>,
    /// With whom the joint activity is
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// The ritual whose entries say how often it was noted
    #[arg(long, value_name = "NAME")]
    ritual: Option<String>,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let month = settable(args.month.as_deref(), &session.clock)?;
    if !args.text.is_empty() {
        args.personal = Some(args.text.join(" "));
    }
    if args.blank() {
        if !input::interactive(globals) {
            return Err(input::missing(
                "month set expects something to set",
                "`ritual month set \"read before bed\"`, --joint TEXT, or both",
            ));
        }
        let lines: [(&str, Take<Args>); 2] = [
            (
                "one personal objective (Enter to leave it)",
                |args, typed| {
                    args.personal = Some(typed.to_owned());
                    Ok(())
                },
            ),
            ("one joint activity (Enter to leave it)", |args, typed| {
                args.joint = Some(typed.to_owned());
                Ok(())
            }),
        ];
        input::each(&mut args, lines, |_, _| ())?;
        if args.blank() {
            return Ok(nothing());
        }
    }
    input::dashes([&mut args.personal, &mut args.joint])?;
    let wanted = args.wanted()?;
    // Before any file is made, and again inside the transaction.
    wanted.fits(month, &session.reader.months()?)?;
    if let Some(typed) = wanted.ritual.as_deref().filter(|typed| !typed.is_empty()) {
        names::known_name(&session.reader, typed)?;
    }
    let before = session.reader.months()?;
    let (written, removed) =
        session.write("month set", |writer, _, _| set(&wanted, month, writer))?;
    let name = dates::month(month.first(), session.clock.today());
    let text = || {
        let mut text = String::new();
        for record in &written {
            if let Record::MonthLine(line) = record {
                let set = voice::month_set(&name, line);
                let was = before.iter().find(|was| was.meta.id == line.meta.id);
                let was = was.filter(|was| was.text != line.text);
                let was = voice::after(" ", was.map(voice::in_place_of));
                text += &format!("{set}{was} {}\n", style::handle(line.meta.id));
            }
        }
        for record in &removed {
            if let Record::MonthLine(line) = record {
                text += &format!("{}\n", voice::month_unset(&name, line));
            }
        }
        if text.is_empty() {
            text = voice::quiet_month(&name, true) + "\n";
        }
        text
    };
    let json = || json::written("month set", &written, &removed);
    Ok(Reply::standing(globals, text, json))
}

impl Args {
    fn blank(&self) -> bool {
        self.personal.is_none()
            && self.joint.is_none()
            && self.with.is_none()
            && self.ritual.is_none()
    }

    fn wanted(&self) -> Result<Wanted> {
        let read = |flag, typed: &Option<String>| {
            let typed = typed.as_deref();
            typed.map(|typed| said(flag, typed)).transpose()
        };
        Ok(Wanted {
            texts: [
                (Slot::Personal, read("--personal", &self.personal)?),
                (Slot::Joint, read("--joint", &self.joint)?),
            ],
            with: match &self.with {
                Some(typed) => Some(field("--with", typed)?),
                None => None,
            },
            ritual: self.ritual.clone(),
        })
    }
}

/// What was typed, read: an empty text unsets.
struct Wanted {
    texts: [(Slot, Option<Option<String>>); 2],
    with: Option<Option<String>>,
    /// As typed; empty to count by none.
    ritual: Option<String>,
}

impl Wanted {
    /// The slot `--ritual` is about, where what was typed goes with what is set.
    fn fits(&self, month: Month, all: &[MonthLine]) -> Result<Option<Slot>> {
        let present = |slot| all.iter().any(|l| l.month == month && l.slot == slot);
        let [(_, personal), (_, joint)] = &self.texts;
        if self.with.is_some() && joint.is_none() && !present(Slot::Joint) {
            return Err(
                Failure::usage("--with goes with a joint activity").hint("--joint TEXT brings one")
            );
        }
        if self.ritual.is_none() {
            return Ok(None);
        }
        let set = (present(Slot::Personal), present(Slot::Joint));
        match ((personal.is_some(), joint.is_some()), set) {
            ((true, false), _) | ((false, false), (true, false)) => Ok(Some(Slot::Personal)),
            ((false, true), _) | ((false, false), (false, true)) => Ok(Some(Slot::Joint)),
            ((false, false), (false, false)) => {
                Err(Failure::usage("--ritual goes with a line of the month")
                    .hint("--personal TEXT or --joint TEXT brings one"))
            }
            _ => Err(Failure::usage("--ritual goes with one line at a time")
                .hint("`ritual month set` once for each line")),
        }
    }
}

/// Last month, this one and those to come.
fn settable(typed: Option<&str>, clock: &Clock) -> Result<Month> {
    let (month, this) = (named(typed, clock)?, Month::of(clock.today()));
    if month < this.previous() {
        return Err(Failure::usage(format!(
            "--month {month} is long past; this month is {this}"
        ))
        .hint("last month, this one and those to come can be set"));
    }
    Ok(month)
}

fn set(wanted: &Wanted, month: Month, writer: &mut Writer) -> Result<(Vec<Record>, Vec<Record>)> {
    let all = writer.months()?;
    let counted = wanted.fits(month, &all)?;
    let set_already = |l: &MonthLine| l.month == month && l.slot != Slot::Learned;
    let present: Vec<MonthLine> = all.into_iter().filter(set_already).collect();
    let (mut written, mut removed) = (Vec::new(), Vec::new());
    for (slot, typed) in &wanted.texts {
        let before = present.iter().find(|line| line.slot == *slot);
        let text = match typed {
            Some(typed) => typed.clone(),
            None => before.map(|line| line.text.clone()),
        };
        let Some(text) = text else {
            if let Some(line) = before {
                let record = Record::MonthLine(line.clone());
                writer.remove(&record)?;
                removed.push(record);
            }
            continue;
        };
        let mut line = match before {
            Some(line) => line.clone(),
            None => MonthLine::new(new_meta(), month, *slot, String::new()),
        };
        line.text = text;
        if let (Some(with), Slot::Joint) = (&wanted.with, slot) {
            line.with.clone_from(with);
        }
        if let (Some(typed), true) = (&wanted.ritual, counted == Some(*slot)) {
            line.ritual = match typed.as_str() {
                "" => None,
                typed => Some(names::known(writer, typed)?.to_ref()),
            };
        }
        if before == Some(&line) {
            continue;
        }
        let mut record = Record::MonthLine(line);
        match before {
            Some(_) => drop(writer.change(&record)?),
            None => writer.add(&mut record)?,
        }
        written.push(record);
    }
    if written.is_empty() && removed.is_empty() {
        // Said again, or an empty text where nothing was: the lines as they stand.
        written.extend(present.into_iter().map(Record::MonthLine));
    }
    Ok((written, removed))
}
