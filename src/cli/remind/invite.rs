//! `ritual remind invite`

use crate::cli::consent;
use crate::cli::input;
use crate::cli::names::{self, Meant};
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::span::Until;
use crate::cli::when;
use crate::domain::boundary::Boundary;
use crate::domain::consent::What;
use crate::domain::dates::weekdays;
use crate::domain::meta::Extra;
use crate::domain::record::Record;
use crate::domain::reminder::{Reminder, kept_away};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::{self, hint_name};
use crate::store::Writer;
use chrono::{NaiveDate, Timelike, Weekday};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A ritual, or any words; `-` reads them from stdin
    #[arg(value_name = "NAME|TEXT", required = true)]
    about: Vec<String>,
    /// The time of day: 21:00, 9pm
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: String,
    /// Which days: mon,wed, mon-fri, weekends; every day without it
    #[arg(long, value_name = "DAYS")]
    days: Vec<String>,
    /// Words to print in place of the name, such as "the evening thing"
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Say the name of the ritual when it comes
    #[arg(long, conflicts_with = "words")]
    say_name: bool,
    #[command(flatten)]
    until: Until,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let at = when::time("--at", &args.at)?;
    if at.second() != 0 {
        return Err(Failure::usage(format!(
            "--at expects whole minutes such as 21:00; got '{}'",
            args.at
        ))
        .hint("a time is looked at every few minutes"));
    }
    let days = named(&args.days.join(","))?;
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    input::dashes([&mut args.words])?;
    let about = text::name(&input::dash(&args.about.join(" "))?)
        .map_err(|e| Failure::text("what it is about", &e))?;
    let words = args
        .words
        .as_deref()
        .map(|words| text::name(words).map_err(|e| Failure::text("--words", &e)))
        .transpose()?;
    let (rows, notes, today) = session.write("remind invite", |writer, clock, _| {
        let (until, today) = (term.until, clock.today());
        let rituals = writer.ritual_names()?;
        let ritual = meant(writer, &about)?;
        let mut reminder = Reminder {
            meta: new_meta(),
            text: ritual.is_none().then(|| about.clone()),
            ritual: ritual.as_ref().map(Ritual::to_ref),
            at,
            days,
            words,
            term,
            say_name: args.say_name,
            extra: Extra::new(),
        };
        if let Some(boundary) = kept_away(&writer.boundaries()?, reminder.about(), &rituals) {
            return Err(off_limits(boundary));
        }
        let present = writer.reminders()?;
        if let Some(same) = present.iter().find(|r| same(r, &reminder, today)) {
            return Err(Failure::refused(format!(
                "a note at {} for {} is invited here",
                reminder.at.format("%H:%M"),
                reminder.about()
            ))
            .hint(format!("`ritual remind stop {}` ends it", same.meta.id)));
        }
        let notes = said(writer, ritual.as_ref(), &present, today)?;
        let mut record = Record::Reminder(reminder.clone());
        writer.add(&mut record)?;
        reminder.meta = record.meta().clone();
        let event = consent::grant(writer, &record, What::Reminder, today, until)?;
        Ok((vec![record, event], notes, today))
    })?;
    let text = || match &rows[0] {
        Record::Reminder(reminder) => voice::reminder(reminder, today) + "\n",
        _ => String::new(),
    };
    Ok(Reply::wrote(globals, "remind invite", &rows, text).notes(notes))
}

fn named(typed: &str) -> Result<Vec<Weekday>> {
    if let "" | "daily" | "every day" = typed {
        return Ok(Vec::new());
    }
    weekdays(typed).ok_or_else(|| {
        Failure::usage(format!(
            "--days expects weekdays such as mon,wed; got '{typed}'"
        ))
        .hint("every day without it")
    })
}

/// The ritual that is meant, or none where the words are close to no name.
fn meant(writer: &Writer, about: &str) -> Result<Option<Ritual>> {
    let ritual = match names::meant(writer, about)? {
        Meant::None if !about.starts_with('#') => return Ok(None),
        Meant::Close(close) if close.is_empty() => return Ok(None),
        Meant::None | Meant::One(_) | Meant::Begins(_) => names::known(writer, about)?,
        Meant::Close(close) => {
            return Err(
                Failure::usage(format!("no ritual is called '{about}'")).hint(format!(
                    "close to it: {}; --words puts other words in its place",
                    close.join(", ")
                )),
            );
        }
    };
    let name = hint_name(&ritual.name);
    if ritual.sacred {
        return Err(Failure::refused(format!(
            "{} is sacred, and stays out of reminders",
            ritual.name
        ))
        .hint(format!(
            "`ritual change {name} --no-sacred` lets go of that label"
        )));
    }
    if ritual.retired.is_some() {
        return Err(Failure::refused(format!("{} is retired", ritual.name))
            .hint(format!("`ritual resume {name}` brings it back")));
    }
    Ok(Some(ritual))
}

fn off_limits(boundary: &Boundary) -> Failure {
    Failure::refused(format!("'{}' is off-limits here", boundary.area)).hint(format!(
        "`ritual boundaries change {}` changes that boundary",
        boundary.meta.id
    ))
}

/// Whether a time that is invited is asked for again.
fn same(present: &Reminder, new: &Reminder, today: NaiveDate) -> bool {
    let every = |r: &Reminder| if r.days.is_empty() { 7 } else { r.days.len() };
    present.term.live(today)
        && present.at == new.at
        && text::key(present.about()) == text::key(new.about())
        && (present.days == new.days || (every(present) == 7 && every(new) == 7))
}

fn said(
    writer: &Writer,
    ritual: Option<&Ritual>,
    present: &[Reminder],
    today: NaiveDate,
) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    match ritual {
        None => notes.push("no ritual has that name; your words are kept as they are".to_owned()),
        Some(ritual) => {
            let pauses = writer.pauses_resting(ritual.meta.id)?;
            if pauses.iter().any(|p| p.covers(today)) {
                notes.push(format!(
                    "{} is resting; nothing comes while it rests",
                    ritual.name
                ));
            }
        }
    }
    if !present.iter().any(|r| r.term.live(today)) {
        notes.push(
            "nothing runs by itself; `ritual remind cron` prints a line that brings it".to_owned(),
        );
    }
    Ok(notes)
}
