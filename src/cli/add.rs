//! `ritual add`

use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{field, words};
use crate::domain::amount::factor;
use crate::domain::record::Record;
use crate::domain::rhythm::{Goal, Rhythm};
use crate::domain::ritual::{Rhythms, Ritual};
use crate::failure::{Failure, Result};
use crate::render::voice;
use crate::render::voice::hint_name;
use std::slice::from_ref;

/// Describe a ritual before its first entry
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What you call it
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    about: About,
    /// You do it together with someone
    #[arg(long)]
    joint: bool,
    /// A label: sacred to you, and not for sharing
    #[arg(long)]
    sacred: bool,
}

/// What can be said of a ritual. Every field is optional.
#[derive(Debug, Clone, clap::Args)]
pub struct About {
    /// What it is about for you, in your words
    #[arg(long, value_name = "TEXT")]
    pub intention: Option<String>,
    /// How often it comes round: 3/week, 'twice a year', 'every 2 weeks', mon,fri, '150 min a week', none
    #[arg(long, value_name = "R", value_parser = rhythm)]
    pub rhythm: Option<Given>,
    /// The moment of the day it goes with
    #[arg(long, value_name = "MOMENT")]
    pub around: Option<String>,
    /// What it is for, in a word; may be given again
    #[arg(long = "for", value_name = "WORD", value_delimiter = ',')]
    pub purposes: Vec<String>,
    /// What its amounts are counted in
    #[arg(long, value_name = "U")]
    pub unit: Option<String>,
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    pub with: Option<String>,
}

/// A rhythm that was given: perhaps none.
#[derive(Debug, Clone)]
pub struct Given(pub Option<Rhythm>);

fn rhythm(typed: &str) -> std::result::Result<Given, String> {
    Rhythm::typed(typed)
        .map(Given)
        .map_err(|e| format!("expects {e}"))
}

impl About {
    /// Reads stdin where a field asks for it.
    pub fn gather(&mut self) -> Result<()> {
        input::dashes([
            &mut self.intention,
            &mut self.around,
            &mut self.unit,
            &mut self.with,
        ])
    }

    /// The rhythm that was given, its amount in the unit the ritual is counted in: a ritual without
    /// one takes it.
    pub fn rhythm_of(&self, ritual: &mut Ritual) -> Result<Option<Given>> {
        let mut given = self.rhythm.clone();
        if let Some(Given(Some(Rhythm::Per(Goal::Amount(n, unit), _)))) = &mut given {
            let known = ritual.unit.get_or_insert_with(|| unit.clone());
            let by = factor(unit, known).ok_or_else(|| {
                let (name, unit) = (&ritual.name, &*unit);
                Failure::usage(format!(
                    "{name} is counted in {known}; the rhythm, in {unit}"
                ))
                .hint(format!("the rhythm in {known}, or --unit {unit} beside it"))
            })?;
            *n = (*n * by * 1e9).round() / 1e9;
            unit.clone_from(known);
        }
        Ok(given)
    }

    /// Puts what was given into a ritual, except its rhythm.
    pub fn fill(&self, ritual: &mut Ritual) -> Result<()> {
        for (flag, typed, kept) in [
            ("--intention", &self.intention, &mut ritual.intention),
            ("--around", &self.around, &mut ritual.around),
            ("--unit", &self.unit, &mut ritual.unit),
            ("--with", &self.with, &mut ritual.with),
        ] {
            if let Some(typed) = typed {
                *kept = field(flag, typed)?;
            }
        }
        if !self.purposes.is_empty() {
            let given: Vec<String> = self
                .purposes
                .iter()
                .filter(|w| !w.trim().is_empty())
                .cloned()
                .collect();
            ritual.purposes = words("--for", &given)?;
        }
        Ok(())
    }
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    args.about.gather()?;
    let mut ritual = Ritual::new(new_meta(), names::valid(&args.name)?);
    args.about.fill(&mut ritual)?;
    ritual.joint = args.joint;
    ritual.sacred = args.sacred;
    let given = args.about.rhythm_of(&mut ritual)?;
    let rhythm = given.and_then(|given| given.0);
    ritual.rhythms = Rhythms::one(rhythm.clone());
    let rhythm = rhythm.map(|r| r.to_string());
    let mut record = Record::Ritual(ritual.clone());
    let mut session = Session::open(globals)?;
    session.write("add", |writer, _, _| {
        taken(writer.ritual_now_named(&ritual.name)?.as_ref())?;
        writer.add(&mut record)?;
        Ok::<_, Failure>(())
    })?;
    let text = || voice::added(&ritual.name, rhythm.as_deref()) + "\n";
    Ok(Reply::wrote(globals, "add", from_ref(&record), text))
}

/// Refuses a name that is in use, in whatever case or Unicode form.
pub fn taken(present: Option<&Ritual>) -> Result<()> {
    match present {
        None => Ok(()),
        Some(present) => {
            Err(
                Failure::refused(format!("a ritual is called '{}' here", present.name)).hint(
                    format!("`ritual change {} …` changes it", hint_name(&present.name)),
                ),
            )
        }
    }
}
