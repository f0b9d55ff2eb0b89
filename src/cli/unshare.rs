//! `ritual unshare`

use super::complete::{open_names, people};
use super::consent;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::meta::Visibility;
use crate::failure::{Failure, Result};
use crate::render::{consent as page, json};
use clap_complete::ArgValueCandidates;

/// Take back what is shared of an item
///
/// At once and without a reason. `ritual undo` does not share it again, and tells of nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The handle or uid, the name of a ritual, or the words of an area
    #[arg(value_name = "ITEM", add = ArgValueCandidates::new(open_names))]
    item: String,
    /// With this person alone
    #[arg(long, value_name = "NAME", add = ArgValueCandidates::new(people))]
    with: Option<String>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.for_good(|writer, clock, _| {
        let mut record = consent::item(writer, &args.item)?;
        let today = clock.today();
        let shares = consent::shares_of(writer, &record, args.with.as_deref(), today)?;
        if shares.is_empty() && record.meta().visibility == Visibility::Private {
            return Err(Failure::refused(format!("{} is private", args.item))
                .hint("`ritual consent` shows what is shared"));
        }
        let mut rows = Vec::new();
        for share in shares {
            rows.push(consent::take_back(writer, share, today)?);
        }
        if consent::shares_of(writer, &record, None, today)?.is_empty() {
            record.meta_mut().visibility = Visibility::Private;
            writer.change(&record)?;
        }
        // No list of commands tells of it, or of the sharing before it.
        writer.let_go_of_steps("share", record.meta().id)?;
        rows.insert(0, record);
        Ok(rows)
    })?;
    let today = session.clock.today();
    let text =
        || page::private_again(&rows[0], args.with.as_deref(), &session.settings, today) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("unshare", &rows, &[])
    }))
}
