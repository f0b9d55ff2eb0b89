//! `ritual people` and `ritual care`

use super::input::{self, NoteSource};
use super::names::{self, by_name, pick};
use super::reply::{self, Reply};
use super::session::{Globals, Session, new_meta};
use super::typed::{field, said, words};
use super::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::record::Record;
use crate::domain::small::{Person, Resource, Status};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::{self, hint_name};
use crate::render::{between as page, record, style};
use crate::report::{people as report, rows};
use crate::store::{Reader, Writer};
use chrono::NaiveDate;
use clap::Subcommand;
use serde::Serialize;

/// Show or note whom you turn to, and what for
///
/// With TEXT, those whose name or words hold it. Yours alone: nobody is told, and nobody is written
/// to.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them under each kind of support, in the order of the words
    List(List),
    /// Note someone
    Add {
        /// The name
        #[arg(value_name = "NAME", required = true)]
        name: Vec<String>,
        #[command(flatten)]
        about: About,
    },
    /// Change what is noted of someone
    Change(ChangeArgs),
    /// Put someone away
    Retire {
        /// The name, handle or uid
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Books, groups and other things you came across
    Resource(ResourceArgs),
}

#[derive(Debug, Clone, clap::Args)]
struct List {
    /// A name, or words to look for
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
    /// Those under one kind of support
    #[arg(long = "for", value_name = "WORD")]
    kind: Option<String>,
    /// Those put away as well
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list(args.list, globals),
        Some(Action::List(args)) => list(args, globals),
        Some(Action::Add { name, about }) => add(&name.join(" "), about, globals),
        Some(Action::Change(args)) => change(args, globals),
        Some(Action::Retire { name }) => retire(&name, globals),
        Some(Action::Resource(args)) => resource(args, globals),
    }
}

fn list(args: List, globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::PEOPLE)?;
    let sought = args.find.join(" ");
    let filter = report::Filter {
        find: (!sought.is_empty()).then_some(sought.as_str()),
        kind: args.kind,
        all: args.all,
    };
    let found = report::network(&journal, &filter);
    let is_there = |name: &str| {
        let key = text::key(name);
        let mut people = journal.people.iter();
        people.any(|p| p.retired.is_none() && text::key(&p.name).starts_with(&key))
    };
    names::not_a_verb("people", "add", &args.find, is_there)?;
    if found.people.is_empty() && filter.find.is_some() {
        return Err(
            Failure::refused(format!("nobody noted here goes by '{sought}'"))
                .hint("`ritual people --all` shows the people there are"),
        );
    }
    Ok(Reply::of(globals, "network", &found, || {
        page::network(&found)
    }))
}

fn retire(name: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let command = "network retire";
    let person = names::amend::<Person>(&mut session, command, name, |person, _, clock| {
        person.retired = person.retired.or(Some(clock.today()));
        Ok(())
    })?;
    Ok(Reply::wrote(
        globals,
        command,
        &[person.clone().into()],
        || voice::put_away(&person.name) + "\n",
    ))
}

#[derive(Debug, clap::Args)]
struct ChangeArgs {
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
struct About {
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
        let read = |typed: &str| {
            let typed = Some(typed).filter(|typed| !typed.is_empty());
            when::given("--checked", typed, clock, Ahead::Refused)
        };
        self.checked.as_deref().map(read).transpose()
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

fn add(typed: &str, about: About, globals: &Globals) -> Result<Reply> {
    let name = name(typed)?;
    let about = about.gathered()?;
    let mut session = Session::open(globals)?;
    let checked = about.contact.checked(&session.clock)?;
    let person = session.write("network add", |writer, _, _| {
        let mut person = noted_or_new(writer, &name)?;
        if person.meta.id != 0 && person.retired.take().is_none() {
            let hint = format!(
                "`ritual people change {}` changes what is noted",
                hint_name(&person.name)
            );
            return Err(noted_here(&person.name, hint));
        }
        about.fill(&mut person, checked)?;
        Ok(writer.save(person)?)
    })?;
    Ok(confirm("network add", person, &session, globals))
}

/// The person of this name, or one who is new here.
pub fn noted_or_new(writer: &Writer, name: &str) -> Result<Person> {
    let key = text::key(name);
    let mut people = writer.people()?.into_iter();
    let present = people.find(|p| text::key(&p.name) == key);
    Ok(present.unwrap_or_else(|| Person {
        meta: new_meta(),
        name: name.to_owned(),
        ..Person::default()
    }))
}

fn noted_here(name: &str, hint: impl Into<String>) -> Failure {
    Failure::refused(format!("'{name}' is noted here")).hint(hint)
}

fn change(args: ChangeArgs, globals: &Globals) -> Result<Reply> {
    let new = args.new.as_deref().map(name).transpose()?;
    let about = args.about.gathered()?;
    let mut session = Session::open(globals)?;
    let checked = about.contact.checked(&session.clock)?;
    let command = "network change";
    let change = |person: &mut Person, writer: &Writer, _: &Clock| {
        if let Some(new) = new {
            if let Some(other) = by_name(&writer.people()?, &new)?
                && other.meta.uid != person.meta.uid
                && text::key(&other.name) == text::key(&new)
            {
                return Err(noted_here(&other.name, "two people go by two names"));
            }
            person.name = new;
        }
        about.fill(person, checked)?;
        person.care &= !args.no_care;
        Ok(())
    };
    let person = names::amend(&mut session, command, &args.name, change)?;
    Ok(confirm(command, person, &session, globals))
}

/// The person as they now stand in the notebook.
pub fn confirm(command: &str, person: Person, session: &Session, globals: &Globals) -> Reply {
    let today = session.clock.today();
    let text = || voice::by_handle(&voice::in_network(&person, today), person.meta.id) + "\n";
    let rows = [person.clone().into()];
    Reply::standing(globals, command, &rows, &[], text)
}

/// Show or note books, groups and other things you came across
///
/// A list of your own; the program brings none and makes nothing of where you stand with one.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
struct ResourceArgs {
    #[command(subcommand)]
    action: Option<ResourceAction>,
    #[command(flatten)]
    list: ResourceList,
}

#[derive(Debug, Subcommand)]
enum ResourceAction {
    /// Show them, in the order they were added
    List(ResourceList),
    /// Note one
    Add {
        /// The title
        #[arg(value_name = "TITLE", required = true)]
        title: Vec<String>,
        #[command(flatten)]
        about: AboutResource,
    },
    /// Change one
    Change(ChangeResource),
    /// Show two side by side; people of your network as well
    Compare {
        /// A title, a name, a handle or a uid
        #[arg(value_name = "A")]
        a: String,
        /// Another
        #[arg(value_name = "B")]
        b: String,
    },
}

#[derive(Debug, Clone, clap::Args)]
struct ResourceList {
    /// Those of one kind
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// Those you stand so with: curious, tried, 'not for me'
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,
}

/// A status as it is typed.
fn status(typed: &str) -> std::result::Result<Status, String> {
    Status::parse(typed.trim()).ok_or_else(|| "expects curious, tried or 'not for me'".to_owned())
}

fn resource(args: ResourceArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list_resources(&args.list, globals),
        Some(ResourceAction::List(args)) => list_resources(&args, globals),
        Some(ResourceAction::Add { title, about }) => {
            add_resource(&title.join(" "), &about, globals)
        }
        Some(ResourceAction::Change(args)) => change_resource(args, globals),
        Some(ResourceAction::Compare { a, b }) => compare([&a, &b], globals),
    }
}

fn list_resources(args: &ResourceList, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let mut shown = session.reader.resources()?;
    let count = shown.len();
    let kind = args.kind.as_deref().map(text::key);
    shown.retain(|r| {
        (kind.is_none() || r.sort.as_deref().map(text::key) == kind)
            && (args.status.is_none() || r.status == args.status)
    });
    let none = match shown.len() < count {
        true => voice::NONE_IN_WINDOW,
        false => voice::NO_RESOURCES,
    };
    let shown = shown.into_iter().map(Record::Resource).collect();
    let found = rows::rows(session.clock.today(), shown, None);
    Ok(Reply::of(globals, "resource", &found, || {
        record::rows(&found, none)
    }))
}

#[derive(Debug, clap::Args)]
struct ChangeResource {
    /// The title, handle or uid
    #[arg(value_name = "TITLE")]
    id: String,
    /// Another title
    #[arg(long = "title", value_name = "NEW")]
    new: Option<String>,
    #[command(flatten)]
    about: AboutResource,
}

#[derive(Debug, Clone, clap::Args)]
struct AboutResource {
    /// What it is, in your word: book, talk, group
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// Where you stand with it: curious, tried, 'not for me'
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,
    #[command(flatten)]
    words: NoteSource,
}

impl AboutResource {
    fn fill(&self, resource: &mut Resource, note: Option<Option<String>>) -> Result<()> {
        if let Some(typed) = &self.kind {
            resource.sort = field("--kind", typed)?;
        }
        resource.status = self.status.or(resource.status);
        if let Some(note) = note {
            resource.note = note;
        }
        Ok(())
    }
}

fn title(typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text("the title", &e))
}

fn add_resource(typed: &str, about: &AboutResource, globals: &Globals) -> Result<Reply> {
    let title = title(typed)?;
    let note = about.words.gather(globals, "")?;
    let mut resource = Resource {
        meta: new_meta(),
        title,
        ..Resource::default()
    };
    about.fill(&mut resource, note)?;
    let mut session = Session::open(globals)?;
    let resource = session.write("resource add", |writer, _, _| {
        let key = text::key(&resource.title);
        let mut all = writer.resources()?.into_iter();
        if let Some(present) = all.find(|r| text::key(&r.title) == key) {
            let named = hint_name(&present.title);
            let hint = format!("`ritual people resource change {named}` changes it");
            return Err(noted_here(&present.title, hint));
        }
        Ok(writer.save(resource)?)
    })?;
    Ok(confirm_resource(
        "resource add",
        resource,
        &session,
        globals,
    ))
}

fn change_resource(args: ChangeResource, globals: &Globals) -> Result<Reply> {
    let new = args.new.as_deref().map(title).transpose()?;
    let mut session = Session::open(globals)?;
    let present: Resource = pick(&session.reader, &args.id)?;
    let words = present.note.as_deref().unwrap_or_default();
    let note = args.about.words.gather(globals, words)?;
    // Read again inside the transaction: another process may have written meanwhile.
    let (command, uid) = ("resource change", present.meta.uid.to_string());
    let change = |resource: &mut Resource, _: &Writer, _: &Clock| {
        if let Some(new) = new {
            resource.title = new;
        }
        args.about.fill(resource, note)
    };
    let resource = names::amend(&mut session, command, &uid, change)?;
    Ok(confirm_resource(command, resource, &session, globals))
}

fn confirm_resource(command: &str, it: Resource, session: &Session, globals: &Globals) -> Reply {
    let rows = [it.into()];
    let text = || record::one(&rows[0], session.clock.today()) + "\n";
    Reply::standing(globals, command, &rows, &[], text)
}

fn compare(names: [&str; 2], globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let [a, b] = names.map(|name| either(&session.reader, name));
    let (a, b) = (a?, b?);
    if a == b {
        return Err(Failure::usage("both are the same").hint("two different ones compare"));
    }
    let found = rows::rows(session.clock.today(), vec![a, b], None);
    Ok(Reply::of(globals, "resource compare", &found, || {
        page::compare(&found, reply::width())
    }))
}

/// A resource, or a person of the network where no resource is called so.
fn either(store: &Reader, typed: &str) -> Result<Record> {
    if let Ok(person @ Record::Person(_)) = store.find(typed) {
        return Ok(person);
    }
    if by_name(&store.resources()?, typed)?.is_none()
        && let Some(person) = by_name(&store.people()?, typed)?
    {
        return Ok(Record::Person(person));
    }
    pick(store, typed).map(Record::Resource)
}

/// Show where to turn in danger, and your own contacts
///
/// The text is the same whoever asks. Nothing you wrote is looked through for it, and that you
/// looked is noted nowhere.
#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
pub struct CareArgs {
    #[command(subcommand)]
    action: Option<CareAction>,
}

#[derive(Debug, Subcommand)]
enum CareAction {
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
struct CarePage {
    today: NaiveDate,
    text: &'static str,
    contacts: Vec<Person>,
}

pub fn care(args: CareArgs, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => show_care(globals),
        Some(CareAction::Add { name, contact }) => add_contact(&name.join(" "), contact, globals),
    }
}

/// The page comes whatever the state of the file: with a notebook that does not open, the contacts
/// alone are left out.
fn show_care(globals: &Globals) -> Result<Reply> {
    let read = Session::read(globals).and_then(|session| {
        let people = session.reader.people()?;
        Ok((people, session.clock.today()))
    });
    let (people, today, failure) = match read {
        Ok((people, today)) => (people, today, None),
        Err(failure) => (Vec::new(), globals.clock()?.today(), Some(failure)),
    };
    let page = CarePage {
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

fn add_contact(typed: &str, mut contact: Contact, globals: &Globals) -> Result<Reply> {
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
