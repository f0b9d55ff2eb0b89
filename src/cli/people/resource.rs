//! `ritual people resource`

use crate::cli::input::NoteSource;
use crate::cli::names::{by_name, pick};
use crate::cli::reply::{self, Reply};
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::typed::field;
use crate::domain::record::Record;
use crate::domain::small::{Resource, Status};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::render::{between, json, record as page, voice};
use crate::report::rows;
use crate::store::Reader;
use chrono::NaiveDate;
use clap::Subcommand;

/// Show or note books, groups and other things you came across
///
/// A list of your own; the program brings none and makes nothing of where you stand with one.
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
    /// Show them, in the order they were added
    List(List),
    /// Note one
    Add(AddArgs),
    /// Change one
    Change(ChangeArgs),
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
struct List {
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

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list(&args.list, globals),
        Some(Action::List(args)) => list(&args, globals),
        Some(Action::Add(args)) => add(args, globals),
        Some(Action::Change(args)) => change(args, globals),
        Some(Action::Compare { a, b }) => compare([&a, &b], globals),
    }
}

fn list(args: &List, globals: &Globals) -> Result<Reply> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let all = reader.resources()?;
    drop(reader);
    let count = all.len();
    let kind = args.kind.as_deref().map(text::key);
    let shown = all
        .into_iter()
        .filter(|r| kind.is_none() || r.sort.as_deref().map(text::key) == kind)
        .filter(|r| args.status.is_none() || r.status == args.status);
    let shown: Vec<Record> = shown.map(Record::Resource).collect();
    let none = if shown.len() < count {
        voice::NONE_IN_WINDOW
    } else {
        voice::NO_RESOURCES
    };
    let found = rows::rows(clock.today(), shown, None);
    Ok(Reply::of(globals, "resource", &found, || {
        page::rows(&found, none)
    }))
}

#[derive(Debug, clap::Args)]
struct AddArgs {
    /// The title
    #[arg(value_name = "TITLE", required = true)]
    title: Vec<String>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    words: NoteSource,
}

#[derive(Debug, clap::Args)]
struct ChangeArgs {
    /// The title, handle or uid
    #[arg(value_name = "TITLE")]
    id: String,
    /// Another title
    #[arg(long = "title", value_name = "NEW")]
    new: Option<String>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    words: NoteSource,
}

#[derive(Debug, Clone, clap::Args)]
struct About {
    /// What it is, in your word: book, talk, group
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// Where you stand with it: curious, tried, 'not for me'
    #[arg(long, value_name = "STATUS", value_parser = status)]
    status: Option<Status>,
}

impl About {
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

fn add(args: AddArgs, globals: &Globals) -> Result<Reply> {
    let title = title(&args.title.join(" "))?;
    let note = args.words.gather(globals, "")?;
    let mut resource = Resource {
        meta: new_meta(),
        title,
        ..Resource::default()
    };
    args.about.fill(&mut resource, note)?;
    let mut session = Session::open(globals)?;
    let record = session.write("resource add", |writer, _, _| {
        let key = text::key(&resource.title);
        let all = writer.resources()?;
        if let Some(present) = all.iter().find(|r| text::key(&r.title) == key) {
            return Err(
                Failure::refused(format!("'{}' is noted here", present.title)).hint(format!(
                    "`ritual people resource change {}` changes it",
                    hint_name(&present.title)
                )),
            );
        }
        let mut record = Record::Resource(resource);
        writer.add(&mut record)?;
        Ok(record)
    })?;
    Ok(confirm(
        globals,
        "resource add",
        record,
        session.clock.today(),
    ))
}

fn change(args: ChangeArgs, globals: &Globals) -> Result<Reply> {
    let new = args.new.as_deref().map(title).transpose()?;
    let mut session = Session::open(globals)?;
    let present: Resource = pick(&session.reader, &args.id)?;
    let words = present.note.as_deref().unwrap_or_default();
    let note = args.words.gather(globals, words)?;
    let record = session.rewrite("resource change", |writer, _, _| {
        // Read again inside the transaction: another process may have written meanwhile.
        let uid = present.meta.uid.to_string();
        let mut resource: Resource = pick(writer, &uid)?;
        resource.title = new.unwrap_or(resource.title);
        args.about.fill(&mut resource, note)?;
        let record = Record::Resource(resource);
        writer.change(&record)?;
        Ok::<_, Failure>(record)
    })?;
    Ok(confirm(
        globals,
        "resource change",
        record,
        session.clock.today(),
    ))
}

fn confirm(globals: &Globals, command: &str, record: Record, today: NaiveDate) -> Reply {
    let text = || page::one(&record, today) + "\n";
    Reply::standing(globals, text, || {
        json::written(command, std::slice::from_ref(&record), &[])
    })
}

fn compare(names: [&str; 2], globals: &Globals) -> Result<Reply> {
    let Session { clock, reader, .. } = Session::read(globals)?;
    let [a, b] = [either(&reader, names[0])?, either(&reader, names[1])?];
    drop(reader);
    if a == b {
        return Err(Failure::usage("both are the same").hint("two different ones compare"));
    }
    let found = rows::rows(clock.today(), vec![a, b], None);
    Ok(Reply::of(globals, "resource compare", &found, || {
        between::compare(&found, reply::width())
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
