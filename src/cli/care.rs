//! `ritual care`

use super::input;
use super::people::{Contact, confirm, name, noted_or_new};
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::small::Person;
use crate::failure::Result;
use crate::render::{style, voice};
use crate::report::people as report;
use chrono::NaiveDate;
use clap::Subcommand;
use serde::Serialize;

/// Show where to turn in danger, and your own contacts
///
/// The text is the same whoever asks. Nothing you wrote is looked through for it, and that you
/// looked is noted nowhere.
#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Put a contact of yours on this page
    ///
    /// `ritual people change NAME --no-care` takes them off it.
    Add {
        /// The name
        #[arg(value_name = "NAME", required = true)]
        name: Vec<String>,
        #[command(flatten)]
        contact: Contact,
    },
}

#[derive(Serialize)]
struct Page {
    today: NaiveDate,
    text: &'static str,
    contacts: Vec<Person>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => show(globals),
        Some(Action::Add { name, contact }) => add(&name.join(" "), contact, globals),
    }
}

/// The page comes whatever the state of the file: with a notebook that does not open, the contacts
/// alone are left out.
fn show(globals: &Globals) -> Result<Reply> {
    let read = Session::read(globals).and_then(|session| {
        let people = session.reader.people()?;
        Ok((people, session.clock.today()))
    });
    let (people, today, failure) = match read {
        Ok((people, today)) => (people, today, None),
        Err(failure) => (Vec::new(), globals.clock()?.today(), Some(failure)),
    };
    let page = Page {
        today,
        text: voice::CARE,
        contacts: report::care(people),
    };
    let mut reply = Reply::of(globals, "care", &page, || {
        let one = |person: &Person| {
            let contact = voice::contact(person, today);
            format!("  {}\n", voice::by_handle(&contact, person.meta.id))
        };
        let contacts: String = page.contacts.iter().map(one).collect();
        match contacts.is_empty() {
            true => voice::CARE.to_owned(),
            false => {
                let heading = style::heading(voice::CARE_CONTACTS);
                format!("{heading}\n{contacts}\n{}", voice::CARE)
            }
        }
    });
    if let Some(failure) = failure {
        reply.code = failure.code;
        let note = format!("your own contacts are left out: {}", failure.message);
        reply = reply.notes(vec![note]);
    }
    Ok(reply)
}

fn add(typed: &str, mut contact: Contact, globals: &Globals) -> Result<Reply> {
    let name = name(typed)?;
    input::dashes([&mut contact.reach])?;
    let mut session = Session::open(globals)?;
    let checked = contact.checked(&session.clock)?;
    let person = session.write("care add", |writer, _, _| {
        let mut person = noted_or_new(writer, &name)?;
        (person.care, person.retired) = (true, None);
        contact.fill(&mut person, checked)?;
        Ok(writer.save(person)?)
    })?;
    Ok(confirm("care add", person, &session, globals))
}
