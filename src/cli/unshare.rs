//! `ritual unshare`

use super::complete::ritual_names;
use super::consent;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::consent::{Event, What};
use crate::domain::meta::Visibility;
use crate::failure::{Failure, Result};
use crate::render::{consent as page, json};
use clap_complete::ArgValueCandidates;

/// Take the mark of sharing from an item
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The handle or uid, or the name of a ritual
    #[arg(value_name = "ITEM", add = ArgValueCandidates::new(ritual_names))]
    item: String,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.rewrite("unshare", |writer, clock, _| {
        let mut record = consent::item(writer, &args.item)?;
        if record.meta().visibility == Visibility::Private {
            return Err(Failure::refused(format!("{} is private", args.item))
                .hint("`ritual consent` shows what is shared"));
        }
        record.meta_mut().visibility = Visibility::Private;
        writer.change(&record)?;
        let (uid, today) = (record.meta().uid, clock.today());
        let event = consent::event(writer, uid, What::Share, Event::Revoked, today, None)?;
        Ok(vec![record, event])
    })?;
    let text = || page::private_again(&rows[0], &session.settings, session.clock.today()) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("unshare", &rows, &[])
    }))
}
