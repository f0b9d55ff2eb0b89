//! `ritual retire`

use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use uuid::Uuid;

/// Put a ritual away; its entries stay
///
/// No reason is asked for, and `ritual resume` brings it back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (record, name, entries) = session.rewrite("retire", |writer, clock, _| {
        let mut ritual = names::known(writer, &args.name)?;
        let entries = writer.entries(ritual.meta.id, clock.today())?;
        let name = ritual.name.clone();
        if ritual.retired.is_none() {
            let before = ritual.clone();
            ritual.retired = Some(clock.today());
            ritual.keep_earlier(&before, clock.today(), Uuid::now_v7(), None);
            writer.change(&Record::Ritual(ritual.clone()))?;
        }
        Ok::<_, Failure>((Record::Ritual(ritual), name, entries))
    })?;
    let text = || voice::retired(&name, entries.into()) + "\n";
    Ok(Reply::standing(globals, text, || {
        json::written("retire", std::slice::from_ref(&record), &[])
    }))
}
