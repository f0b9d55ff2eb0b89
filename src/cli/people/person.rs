//! `ritual people add`, `ritual people change`, and what both can say of a person

use crate::cli::input;
use crate::cli::names::{by_name, pick};
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::typed::{said, words};
use crate::cli::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::record::Record;
use crate::domain::small::Person;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::render::{json, voice};
use crate::store::Writer;
use chrono::NaiveDate;

#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The name
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    #[command(flatten)]
    about: About,
}

#[derive(Debug, clap::Args)]
pub struct ChangeArgs {
    /// The name, handle or uid
    #[arg(value_name = "NAME")]
    name: String,
    /// Another name
    #[arg(long = "name", value_name = "NEW")]
    new: Option<String>,
    #[command(flatten)]
    about: About,
    /// Take them off the page `ritual care` prints
    #[arg(long, conflicts_with = "care")]
    no_care: bool,
}

#[derive(Debug, Clone, clap::Args)]
pub struct About {
    /// Kinds of support, in your words: listening,walks; those given replace those there
    #[arg(long = "for", value_name = "WORDS", value_delimiter = ',')]
    kinds: Vec<String>,
    #[command(flatten)]
    contact: Contact,
    /// Your words on them; `-` reads them from stdin
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Put them on the page `ritual care` prints
    #[arg(long)]
    care: bool,
}

/// How to reach someone, and the day that was seen to be so.
#[derive(Debug, Clone, clap::Args)]
pub struct Contact {
    /// How to reach them: a number, an address; `-` reads it from stdin
    #[arg(
        long,
        value_name = "TEXT",
        visible_alias = "phone",
        allow_hyphen_values = true
    )]
    pub reach: Option<String>,
    /// The day you saw that this is how to reach them
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    checked: Option<String>,
}

impl Contact {
    /// The day that was typed; an empty text unsets.
    pub fn checked(&self, clock: &Clock) -> Result<Option<Option<NaiveDate>>> {
        match self.checked.as_deref() {
            None => Ok(None),
            Some("") => Ok(Some(None)),
            Some(typed) => {
                when::day("--checked", typed, clock, Ahead::Refused).map(|d| Some(Some(d)))
            }
        }
    }

    /// Puts what was given into a person; an empty text unsets.
    pub fn fill(&self, person: &mut Person, checked: Option<Option<NaiveDate>>) -> Result<()> {
        if let Some(typed) = &self.reach {
            let reach = said("--reach", typed)?;
            if reach != person.reach {
                // Another way to reach them has not been checked by that day.
                person.checked = None;
            }
            person.reach = reach;
        }
        person.checked = checked.unwrap_or(person.checked);
        Ok(())
    }
}

impl About {
    fn gathered(mut self) -> Result<About> {
        input::dashes([&mut self.contact.reach, &mut self.note])?;
        Ok(self)
    }

    fn fill(&self, person: &mut Person, checked: Option<Option<NaiveDate>>) -> Result<()> {
        if !self.kinds.is_empty() {
            person.kinds = words("--for", &self.kinds)?;
        }
        if let Some(typed) = &self.note {
            person.note = said("--note", typed)?;
        }
        person.care |= self.care;
        self.contact.fill(person, checked)
    }
}

pub fn name(typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text("the name", &e))
}

pub fn add(args: AddArgs, globals: &Globals) -> Result<Reply> {
    let name = name(&args.name.join(" "))?;
    let about = args.about.gathered()?;
    let mut session = Session::open(globals)?;
    let checked = about.contact.checked(&session.clock)?;
    let record = session.write("network add", |writer, _, _| {
        let (mut person, new) = noted_or_new(writer, &name)?;
        if !new && person.retired.take().is_none() {
            return Err(
                Failure::refused(format!("'{}' is noted here", person.name)).hint(format!(
                    "`ritual people change {}` changes what is noted",
                    hint_name(&person.name)
                )),
            );
        }
        about.fill(&mut person, checked)?;
        put(writer, person, new)
    })?;
    Ok(confirm(
        globals,
        "network add",
        record,
        session.clock.today(),
    ))
}

/// The person of this name, and whether they are new here.
pub fn noted_or_new(writer: &Writer, name: &str) -> Result<(Person, bool)> {
    let key = text::key(name);
    let present = writer
        .people()?
        .into_iter()
        .find(|p| text::key(&p.name) == key);
    let new = || Person::new(new_meta(), name.to_owned());
    Ok(match present {
        Some(person) => (person, false),
        None => (new(), true),
    })
}

/// Writes a person, by what [`noted_or_new`] said of them.
pub fn put(writer: &mut Writer, person: Person, new: bool) -> Result<Record> {
    let mut record = Record::Person(person);
    match new {
        true => writer.add(&mut record)?,
        false => drop(writer.change(&record)?),
    }
    Ok(record)
}

pub fn change(args: ChangeArgs, globals: &Globals) -> Result<Reply> {
    let new = args.new.as_deref().map(name).transpose()?;
    let about = args.about.gathered()?;
    let mut session = Session::open(globals)?;
    let checked = about.contact.checked(&session.clock)?;
    let record = session.rewrite("network change", |writer, _, _| {
        let mut person: Person = pick(writer, &args.name)?;
        if let Some(new) = new {
            if let Some(other) = by_name(&writer.people()?, &new)?
                && other.meta.uid != person.meta.uid
                && text::key(&other.name) == text::key(&new)
            {
                return Err(Failure::refused(format!("'{}' is noted here", other.name))
                    .hint("two people go by two names"));
            }
            person.name = new;
        }
        about.fill(&mut person, checked)?;
        person.care &= !args.no_care;
        let record = Record::Person(person);
        writer.change(&record)?;
        Ok(record)
    })?;
    Ok(confirm(
        globals,
        "network change",
        record,
        session.clock.today(),
    ))
}

/// The person as they now stand in the notebook.
pub fn confirm(globals: &Globals, command: &str, record: Record, today: NaiveDate) -> Reply {
    let text = || match &record {
        Record::Person(person) => {
            voice::by_handle(&voice::in_network(person, today), person.meta.id) + "\n"
        }
        _ => String::new(),
    };
    Reply::standing(globals, text, || {
        json::written(command, std::slice::from_ref(&record), &[])
    })
}
