//! What was consented to.

use super::voice::{self, by_handle};
use super::{lines, record as row, sanitise};
use crate::domain::config::Settings;
use crate::domain::consent::{Consent, What};
use crate::domain::record::Record;
use crate::report::consent::{Events, Held, Holding, Told};
use chrono::NaiveDate;

pub fn held(held: &Held, settings: &Settings) -> String {
    let one = |holding: &Holding| {
        let handle = holding.row.meta().id;
        let mut what = row::record(&holding.row, settings, held.today);
        let shared = holding.what == What::Share;
        if shared {
            what = voice::is_shared(&what, holding.with.as_deref(), holding.stays, handle);
        }
        let line = voice::holding(&what, holding.since, holding.until, held.today);
        let leaves = holding.row.leaving(held.today);
        let leaves = leaves.filter(|_| shared && holding.stays.is_none());
        let leaves = leaves.map(|leaves| sanitise::line(&leaves));
        by_handle(&line, handle) + &voice::after("\n  ", leaves)
    };
    lines(held.consents.iter().map(one), voice::NO_CONSENTS)
}

pub fn events(events: &Events, settings: &Settings) -> String {
    let line = |(event, of): (&Consent, &Option<Told>)| {
        let said = voice::consented(event, events.today) + ".";
        let Some(told) = of else { return said };
        let what = match told.same {
            true => row::record(&told.row, settings, events.today),
            false => voice::other_words(told.row.kind()),
        };
        by_handle(&format!("{said} ({what})"), told.row.meta().id)
    };
    let all = events.events.iter().zip(&events.rows);
    lines(all.map(line), voice::NO_EVENTS)
}

/// `Shared with Sam until 22 December: the ritual walk. #1`, and the line that leaves.
pub fn shared(rows: &[Record], line: &str, settings: &Settings, today: NaiveDate) -> String {
    let grant = rows.iter().find_map(|row| match row {
        Record::Consent(event) => Some(event),
        _ => None,
    });
    let what = row::record(&rows[0], settings, today);
    let shared = by_handle(&voice::shared(&what, grant, today), rows[0].meta().id);
    format!("{shared}\n  {}\n", sanitise::line(line))
}

pub fn private_again(
    record: &Record,
    from: Option<&str>,
    settings: &Settings,
    today: NaiveDate,
) -> String {
    let what = row::record(record, settings, today);
    by_handle(&voice::private_again(&what, from), record.meta().id)
}

/// What ends: `the note at 21:00 for walk`, `shared with Sam, the ritual walk`.
pub fn ending(held: &Holding, settings: &Settings, today: NaiveDate) -> String {
    let what = row::record(&held.row, settings, today);
    match held.what {
        What::Share => voice::is_shared(&what, held.with.as_deref(), None, held.row.meta().id),
        What::Reminder => what.replacen("a note", "the note", 1),
        What::Invite | What::Offer => what,
    }
}

/// A row and the events that end what it stood for; of one that was shared alone, the share ended.
pub fn ended(rows: &[Record], settings: &Settings, today: NaiveDate) -> String {
    let of_share = |row: &Record| matches!(row, Record::Consent(c) if c.what == What::Share);
    if rows[1..].iter().all(of_share) {
        return private_again(&rows[0], None, settings, today);
    }
    let what = row::record(&rows[0], settings, today);
    by_handle(&voice::ended(&what), rows[0].meta().id)
}
