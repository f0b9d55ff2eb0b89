//! `ritual people resource`

mod compare;
mod write;

use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::domain::record::Record;
use crate::domain::resource::Status;
use crate::domain::text;
use crate::failure::Result;
use crate::render::{json, rows as page, voice};
use crate::report::rows;
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
    Add(write::AddArgs),
    /// Change one
    Change(write::ChangeArgs),
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
        Some(Action::Add(args)) => write::add(args, globals),
        Some(Action::Change(args)) => write::change(args, globals),
        Some(Action::Compare { a, b }) => compare::run([&a, &b], globals),
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
    Ok(Reply::report(
        globals,
        || page::rows(&found, none),
        || json::report("resource", &found),
    ))
}
