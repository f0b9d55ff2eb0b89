//! `ritual boundaries add`

use super::Stances;
use crate::cli::input;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::typed::field;
use crate::cli::when::{self, Ahead};
use crate::cli::words::nothing;
use crate::clock::Clock;
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::record::Record;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What it is about, in your words; `-` reads it from stdin
    #[arg(value_name = "AREA")]
    area: Vec<String>,
    #[command(flatten)]
    stance: Stances,
    #[command(flatten)]
    terms: Terms,
}

/// With whom, since when, until when, in what words.
#[derive(Debug, Clone, clap::Args)]
pub struct Terms {
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// The day it was agreed
    #[arg(long, value_name = "DATE")]
    agreed: Option<String>,
    /// The day to talk about it again
    #[arg(long, value_name = "DATE")]
    revisit: Option<String>,
    /// Your words on it; `-` reads them from stdin
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Your words on it for nobody else: they never leave; `-` reads them from stdin
    #[arg(long, value_name = "TEXT")]
    private_note: Option<String>,
    /// What you can and cannot do of what you offer
    #[arg(long, value_name = "TEXT")]
    limit: Option<String>,
}

impl Terms {
    /// Reads stdin where a field asks for it, so that later steps touch no input.
    pub fn gathered(mut self) -> Result<Terms> {
        input::dashes([
            &mut self.with,
            &mut self.note,
            &mut self.private_note,
            &mut self.limit,
        ])?;
        Ok(self)
    }

    /// Puts what was given into a boundary; an empty text unsets.
    pub fn fill(&self, boundary: &mut Boundary, clock: &Clock) -> Result<()> {
        if let Some(typed) = &self.with {
            boundary.with = field("--with", typed)?;
        }
        if let Some(typed) = &self.note {
            boundary.note = input::kept(typed)?;
        }
        if let Some(typed) = &self.private_note {
            boundary.private_note = input::kept(typed)?;
        }
        if let Some(typed) = &self.limit {
            boundary.limit = input::kept(typed)?;
        }
        for (flag, typed, ahead, kept) in [
            (
                "--agreed",
                &self.agreed,
                Ahead::Refused,
                &mut boundary.agreed,
            ),
            (
                "--revisit",
                &self.revisit,
                Ahead::Allowed,
                &mut boundary.revisit,
            ),
        ] {
            match typed.as_deref() {
                Some("") => *kept = None,
                Some(typed) => *kept = Some(when::day(flag, typed, clock, ahead)?),
                None => {}
            }
        }
        Ok(())
    }
}

pub fn area(typed: &str) -> Result<String> {
    valid(&input::dash(typed)?)
}

fn valid(typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text("the area", &e))
}

/// Exactly one stance.
pub fn one_stance(stances: &Stances) -> Result<Option<Stance>> {
    match stances.given().as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(Failure::usage("a boundary has one stance; got several")
            .hint("one of --off-limits, --ask-first, --offered")),
    }
}

/// Where it stands, asked for, by its name or the beginning of it.
fn asked(globals: &Globals) -> Result<Option<Stance>> {
    let question = "off-limits, ask-first or offered (Enter for none)";
    let read = |typed: &str| {
        let key = text::key(typed).replace(' ', "-");
        let begins = |s: &Stance| s.as_str().starts_with(&key);
        let mut found = Stance::ALL.into_iter().filter(begins);
        match (found.next(), found.next()) {
            _ if key.is_empty() => Ok(None),
            (Some(stance), None) => Ok(Some(stance)),
            (Some(stance), _) if key == "off" => Ok(Some(stance)),
            _ => Err(Failure::usage(
                "a stance is off-limits, ask-first or offered",
            )),
        }
    };
    Ok(input::read(globals, question, read)?.flatten())
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let given = one_stance(&args.stance)?;
    if given.is_none() && !input::interactive(globals) {
        return Err(Failure::usage("a boundary expects a stance").hint(
            "one of --off-limits, --ask-first, --offered, as in `ritual boundaries add \"work email\" --off-limits`",
        ));
    }
    let named = match args.area.is_empty() {
        false => Some(area(&args.area.join(" "))?),
        true => {
            let question = "what it is about, in your words (Enter for none)";
            let read = |typed: &str| match typed {
                "" => Ok(None),
                typed => valid(typed).map(Some),
            };
            input::read(globals, question, read)?.ok_or_else(|| {
                input::missing(
                    "a boundary expects an area",
                    "`ritual boundaries add AREA`, or - to read it from stdin",
                )
            })?
        }
    };
    let Some(named) = named else {
        return Ok(nothing());
    };
    let Some(stance) = given.map_or_else(|| asked(globals), |stance| Ok(Some(stance)))? else {
        return Ok(nothing());
    };
    let mut boundary = Boundary {
        meta: new_meta(),
        area: named,
        stance,
        ..Boundary::default()
    };
    let terms = args.terms.gathered()?;
    let mut session = Session::open(globals)?;
    terms.fill(&mut boundary, &session.clock)?;
    let record = session.write("boundaries add", |writer, _, _| {
        let key = text::key(&boundary.area);
        let same = |b: &Boundary| {
            b.retired.is_none()
                && text::key(&b.area) == key
                && b.with.as_deref().map(text::key) == boundary.with.as_deref().map(text::key)
        };
        if let Some(present) = writer.boundaries()?.into_iter().find(same) {
            return Err(Failure::refused(format!(
                "'{}' is noted here as {}",
                present.area,
                present.stance.as_str()
            ))
            .hint(format!(
                "`ritual boundaries change {}` changes it",
                present.meta.id
            )));
        }
        let mut record = Record::Boundary(boundary);
        writer.add(&mut record)?;
        Ok(record)
    })?;
    Ok(confirm(
        globals,
        "boundaries add",
        record,
        session.clock.today(),
    ))
}

/// The boundary as it now stands.
pub fn confirm(
    globals: &Globals,
    command: &str,
    record: Record,
    today: chrono::NaiveDate,
) -> Reply {
    let text = || match &record {
        Record::Boundary(boundary) => page::confirmed(boundary, today) + "\n",
        _ => String::new(),
    };
    Reply::standing(globals, text, || {
        json::written(command, std::slice::from_ref(&record), &[])
    })
}
