//! `ritual people resource add`, `ritual people resource change`

use super::status;
use crate::cli::input::NoteSource;
use crate::cli::names::pick;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::cli::typed::field;
use crate::domain::meta::Meta;
use crate::domain::record::Record;
use crate::domain::resource::{Resource, Status};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::render::{json, rows as page};
use chrono::NaiveDate;
use uuid::Uuid;

#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The title
    #[arg(value_name = "TITLE", required = true)]
    title: Vec<String>,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    words: NoteSource,
}

#[derive(Debug, clap::Args)]
pub struct ChangeArgs {
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
pub struct About {
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

pub fn add(args: AddArgs, globals: &Globals) -> Result<Reply> {
    let title = title(&args.title.join(" "))?;
    let note = args.words.gather(globals, "")?;
    let mut resource = Resource {
        meta: Meta::new(Uuid::now_v7()),
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

pub fn change(args: ChangeArgs, globals: &Globals) -> Result<Reply> {
    let new = args.new.as_deref().map(title).transpose()?;
    let mut session = Session::open(globals)?;
    let present: Resource = pick(&session.reader, &args.id)?;
    let words = present.note.as_deref().unwrap_or_default();
    let note = args.words.gather(globals, words)?;
    let record = session.rewrite("resource change", |writer, _, _| {
        // Read again inside the transaction: another process may have written meanwhile.
        let uid = present.meta.uid.to_string();
        let before: Resource = pick(writer, &uid)?;
        let mut resource = before.clone();
        resource.title = new.unwrap_or(resource.title);
        args.about.fill(&mut resource, note)?;
        let record = Record::Resource(resource);
        if record != Record::Resource(before) {
            writer.change(&record)?;
        }
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
