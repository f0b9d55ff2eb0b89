//! `ritual support options`

use crate::cli::input;
use crate::cli::names::is_last;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::domain::meta::Extra;
use crate::domain::record::Record;
use crate::domain::small::SupportOption;
use crate::domain::term::kind;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{between as page, voice};
use crate::report::people as report;
use crate::store::{Error, Writer};
use clap::Subcommand;
use std::slice::from_ref;

#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them
    List,
    /// Add one: "go with me to the first session"
    Add {
        /// The option, in your words; `-` reads them from stdin
        #[arg(value_name = "TEXT", required = true)]
        words: Vec<String>,
    },
    /// Put one away
    Retire {
        /// The handle, uid or words
        #[arg(value_name = "ID", required = true)]
        id: Vec<String>,
    },
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None | Some(Action::List) => list(globals),
        Some(Action::Add { words }) => add(&words.join(" "), globals),
        Some(Action::Retire { id }) => retire(&id.join(" "), globals),
    }
}

fn list(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::MENU)?;
    let menu = report::menu(&journal);
    Ok(Reply::of(globals, "support options", &menu, || {
        page::options(&menu)
    }))
}

fn add(typed: &str, globals: &Globals) -> Result<Reply> {
    let words = text::name(&input::dash(typed)?).map_err(|e| Failure::text("the option", &e))?;
    if let Some(kind) = kind(&words) {
        return Err(
            Failure::refused(format!("'{kind}' is on the menu as it is"))
                .hint("`ritual support` shows the menu"),
        );
    }
    let mut record = Record::SupportOption(SupportOption {
        meta: new_meta(),
        words: words.clone(),
        retired: None,
        extra: Extra::new(),
    });
    let mut session = Session::open(globals)?;
    session.write("support options add", |writer, _, _| {
        let key = text::key(&words);
        let same = |o: &SupportOption| o.retired.is_none() && text::key(&o.words) == key;
        if let Some(present) = writer.support_options()?.into_iter().find(same) {
            return Err(
                Failure::refused(format!("'{}' is among them", present.words))
                    .hint("`ritual support options` shows them"),
            );
        }
        Ok(writer.add(&mut record)?)
    })?;
    Ok(Reply::wrote(
        globals,
        "support options add",
        from_ref(&record),
        || voice::option_added(&words, record.meta().id) + "\n",
    ))
}

fn retire(typed: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let option = session.rewrite("support options retire", |writer, clock, _| {
        let mut option = find(writer, typed)?;
        option.retired = option.retired.or(Some(clock.today()));
        writer.change(&Record::SupportOption(option.clone()))?;
        Ok::<_, Failure>(option)
    })?;
    Ok(Reply::wrote(
        globals,
        "support options retire",
        &[Record::SupportOption(option.clone())],
        || voice::option_retired(&option.words) + "\n",
    ))
}

fn find(writer: &Writer, typed: &str) -> Result<SupportOption> {
    match writer.find(typed) {
        Ok(Record::SupportOption(option)) => return Ok(option),
        Ok(_) | Err(Error::NoHandle(_)) => {}
        Err(other) => return Err(other.into()),
    }
    let key = text::key(typed.trim());
    let mut options = writer.support_options()?;
    options.retain(|option| option.retired.is_none());
    let named = options.iter().find(|o| text::key(&o.words) == key);
    let last = options.last().filter(|_| is_last(typed));
    named.or(last).cloned().ok_or_else(|| {
        Failure::refused(format!("no own option has the handle or words '{typed}'"))
            .hint("`ritual support options` shows them")
    })
}
