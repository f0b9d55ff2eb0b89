//! `ritual consent revoke --share`

use crate::cli::consent;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::domain::meta::Visibility;
use crate::failure::{Failure, Result};
use crate::render::{between as page, json};

/// Takes back what is shared of an item, at once and without a reason. `ritual undo` does not share
/// it again, and tells of nothing.
pub fn run(typed: &str, with: Option<&str>, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.for_good(|writer, clock, _| {
        let mut record = consent::given(writer, typed, true)?;
        let today = clock.today();
        let shares = consent::shares_of(writer, &record, with, today)?;
        let marked = record.meta().visibility == Visibility::Shared;
        if shares.is_empty() && (with.is_some() || !marked) {
            let typed = consent::named(typed, &record);
            let why = match with {
                Some(name) if marked => format!("{typed} is not shared with {name}"),
                _ => format!("{typed} is private"),
            };
            return Err(Failure::refused(why).hint("`ritual consent` shows what is shared"));
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
    let text = || page::private_again(&rows[0], with, &session.settings, today) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("unshare", &rows, &[])
    }))
}
