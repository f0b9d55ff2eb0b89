//! `ritual reflect`

use super::input::{self, ENDS, NoteSource};
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{Given, given_step, said, step};
use super::when;
use super::words::nothing;
use crate::domain::config::Settings;
use crate::domain::field::RitualRef;
use crate::domain::small::{Feel, Reflection};
use crate::failure::{Failure, Result};
use crate::render::voice;

/// Note what a ritual is like for you
///
/// Any one field is enough. Without one, on a terminal, it asks; Enter passes over a field, and words
/// of your own are kept as they are.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    fields: Marks,
    #[command(flatten)]
    words: NoteSource,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

/// What a reflection can hold.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Marks {
    /// Reinforcing, burdensome (or your words), mixed, unsure
    #[arg(long, value_name = "MARK")]
    pub feels: Option<String>,
    /// What works, in your words; `-` reads stdin
    #[arg(long, value_name = "TEXT")]
    pub works: Option<String>,
    /// What does not, in your words; `-` reads stdin
    #[arg(long, value_name = "TEXT")]
    pub not: Option<String>,
    /// How much you enjoyed it, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = given_step, allow_hyphen_values = true)]
    pub enjoyed: Option<Given<u8>>,
}

impl Marks {
    /// The flags that were given.
    pub fn given(&self) -> Vec<&'static str> {
        let flags = [
            (self.feels.is_some(), "--feels"),
            (self.works.is_some(), "--works"),
            (self.not.is_some(), "--not"),
            (self.enjoyed.is_some(), "--enjoyed"),
        ];
        let given = flags.into_iter().filter(|(given, _)| *given);
        given.map(|(_, flag)| flag).collect()
    }

    /// Puts what was given into a reflection; an empty text unsets.
    pub fn fill(&self, reflection: &mut Reflection, settings: &Settings) -> Result<()> {
        match self.feels.as_deref().map(str::trim) {
            Some("") => reflection.feels = None,
            Some(typed) => reflection.feels = Some(mark(typed, settings)?),
            None => {}
        }
        reflection.enjoyed = Given::over(self.enjoyed, reflection.enjoyed);
        for (flag, typed, kept) in [
            ("--works", &self.works, &mut reflection.works),
            ("--not", &self.not, &mut reflection.not),
        ] {
            if let Some(typed) = typed {
                *kept = said(flag, typed)?;
            }
        }
        Ok(())
    }
}

fn mark(typed: &str, settings: &Settings) -> Result<Feel> {
    settings.feel_of(typed).ok_or_else(|| {
        let known = settings.feels().join(", ");
        Failure::usage(format!("--feels expects one of {known}; got '{typed}'"))
            .hint("--note takes your own words; `ritual config feels heavy,light` names the two")
    })
}

/// Asks for each field in turn.
fn asked(reflection: &mut Reflection, settings: &Settings) -> Result<bool> {
    let marks = settings.feels().join(", ");
    let questions = [
        &format!("{marks}, or your words (Enter for none{ENDS})"),
        "what works (Enter for none)",
        "what does not (Enter for none)",
        "how much you enjoyed it, 1 to 5 (Enter for none)",
    ];
    let ask = |(at, question)| {
        let marks = &marks;
        let take = move |of: &mut Reflection, typed: &str| {
            match at {
                0 => of.feels = Some(settings.feel_of(typed).ok_or_else(|| marks.clone())?),
                1 => of.works = Some(typed.to_owned()),
                2 => of.not = Some(typed.to_owned()),
                _ => of.enjoyed = Some(step(typed)?),
            }
            Ok(())
        };
        (question, take)
    };
    let questions = questions.into_iter().enumerate().map(ask);
    input::each(reflection, questions, |of, words| {
        input::beside(&mut of.note, words)
    })
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    // Before anything is asked, and again inside the transaction.
    names::known_name(&session.reader, &args.name)?;
    input::dashes([&mut args.fields.works, &mut args.fields.not])?;
    let day = when::on(args.on.as_deref(), &session.clock)?;
    let mut reflection = Reflection::blank(new_meta(), RitualRef::default(), day);
    args.fields.fill(&mut reflection, &session.settings)?;
    reflection.note = args.words.gather(globals, "")?.flatten();
    if reflection.is_blank() && input::interactive(globals) {
        asked(&mut reflection, &session.settings)?;
        if reflection.is_blank() {
            return Ok(nothing());
        }
    } else if reflection.is_blank() {
        return Err(input::missing(
            "a reflection expects a field",
            "`ritual reflect NAME --feels mixed`, --works TEXT, --not TEXT or --enjoyed 4",
        ));
    }
    let reflection = session.rewrite("reflect", |writer, _, _| {
        reflection.ritual = names::known(writer, &args.name)?.to_ref();
        Ok::<_, Failure>(writer.save(reflection)?)
    })?;
    let (clock, settings) = (&session.clock, &session.settings);
    let (today, small) = (clock.today(), clock.small_hours());
    let said = || voice::reflected(&reflection, settings, today, small);
    Ok(Reply::noted(globals, "reflect", reflection.clone(), said))
}
