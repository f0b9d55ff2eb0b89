//! `ritual reflect`

use super::reply::Reply;
use super::session::{Globals, Session};
use super::typed::{Given, given_feel, given_step, said};
use super::when::{self, Ahead};
use super::{input, names};
use crate::domain::field::RitualRef;
use crate::domain::meta::Meta;
use crate::domain::record::Record;
use crate::domain::reflection::{Feel, Reflection};
use crate::failure::Result;
use crate::render::{json, voice};
use uuid::Uuid;

/// Note what a ritual is like for you
///
/// Any one field is enough. Without one, on a terminal, it asks; Enter passes over a field.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    fields: Marks,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

/// What a reflection can hold.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Marks {
    /// How it feels: reinforcing, burdensome, mixed or unsure
    #[arg(long, value_name = "MARK", value_parser = given_feel)]
    pub feels: Option<Given<Feel>>,
    /// What works, in your words; `-` reads them from stdin
    #[arg(long, value_name = "TEXT")]
    pub works: Option<String>,
    /// What does not, in your words; `-` reads them from stdin
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

    pub fn is_empty(&self) -> bool {
        self.given().is_empty()
    }

    /// Puts what was given into a reflection; an empty text unsets.
    pub fn fill(&self, reflection: &mut Reflection) -> Result<()> {
        reflection.feels = Given::over(self.feels, reflection.feels);
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

    /// Asks for each field; nothing where nobody can be asked.
    fn ask(&mut self, globals: &Globals) -> Result<bool> {
        let ask = |what: &str| input::prompt(globals, &format!("{what} (Enter for none)"));
        let Some(feels) = ask("reinforcing, burdensome, mixed or unsure")? else {
            return Ok(false);
        };
        self.feels = Some(input::fits("the mark", given_feel(&feels))?);
        (self.works, self.not) = (ask("what works")?, ask("what does not")?);
        let enjoyed = ask("how much you enjoyed it, 1 to 5")?.unwrap_or_default();
        self.enjoyed = Some(input::fits("enjoyed", given_step(&enjoyed))?);
        Ok(true)
    }
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    // Before anything is asked, and again inside the transaction.
    names::known_name(&session.reader, &args.name)?;
    let asked = args.fields.is_empty() && args.fields.ask(globals)?;
    input::dashes([&mut args.fields.works, &mut args.fields.not])?;
    let day = match &args.on {
        Some(typed) => when::day("--on", typed, &session.clock, Ahead::Refused)?,
        None => session.clock.today(),
    };
    let mut reflection = Reflection::blank(Meta::new(Uuid::now_v7()), RitualRef::default(), day);
    args.fields.fill(&mut reflection)?;
    match (reflection.is_blank(), asked) {
        (false, _) => {}
        (true, true) => return Ok(Reply::plain(format!("{}\n", voice::NOTHING_NOTED))),
        (true, false) => {
            return Err(input::missing(
                "a reflection expects a field",
                "`ritual reflect NAME --feels mixed`, --works TEXT, --not TEXT or --enjoyed 4",
            ));
        }
    }
    let record = session.rewrite("reflect", |writer, _, _| {
        reflection.ritual = names::known(writer, &args.name)?.to_ref();
        let mut record = Record::Reflection(reflection);
        writer.add(&mut record)?;
        Ok(record)
    })?;
    let text = || match &record {
        Record::Reflection(r) => {
            let clock = &session.clock;
            let said = voice::reflected(r, clock.today(), clock.small_hours());
            voice::by_handle(&said, r.meta.id) + "\n"
        }
        _ => String::new(),
    };
    Ok(Reply::confirmation(globals, text, || {
        json::written("reflect", std::slice::from_ref(&record), &[])
    }))
}
