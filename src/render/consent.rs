//! What was consented to.

use super::{record as row, sanitise, style, voice};
use crate::domain::config::Settings;
use crate::domain::consent::{Consent, What};
use crate::domain::record::Record;
use crate::report::consent::{Events, Held, Told};
use chrono::NaiveDate;

pub fn held(held: &Held, settings: &Settings) -> String {
    if held.consents.is_empty() {
        return format!("{}\n", voice::NO_CONSENTS);
    }
    let mut text = String::new();
    for holding in &held.consents {
        let what = row::record(&holding.row, settings, held.today);
        let what = match holding.what {
            What::Share => {
                let handle = holding.row.meta().id;
                voice::is_shared(&what, holding.with.as_deref(), holding.stays, handle)
            }
            _ => what,
        };
        let line = voice::holding(&what, holding.since, holding.until, held.today);
        text += &format!("{line} {}\n", style::handle(holding.row.meta().id));
        if holding.what == What::Share && holding.stays.is_none() {
            let leaves = holding.row.leaving(held.today).unwrap_or_default();
            text += &format!("  {}\n", sanitise::line(&leaves));
        }
    }
    text
}

pub fn events(events: &Events, settings: &Settings) -> String {
    if events.events.is_empty() {
        return format!("{}\n", voice::NO_EVENTS);
    }
    let line = |(event, of): (&Consent, &Option<Told>)| {
        let said = voice::consented(event, events.today);
        let of = of.as_ref().map_or(String::new(), |told| {
            let what = match told.same {
                true => row::record(&told.row, settings, events.today),
                false => voice::other_words(told.row.kind()),
            };
            format!(" ({what}) {}", style::handle(told.row.meta().id))
        });
        format!("{said}.{of}\n")
    };
    events.events.iter().zip(&events.rows).map(line).collect()
}

/// `Shared with Sam until 22 December: the ritual walk. #1`, and the line that leaves.
pub fn shared(rows: &[Record], line: &str, settings: &Settings, today: NaiveDate) -> String {
    let grant = rows.iter().find_map(|row| match row {
        Record::Consent(event) => Some(event),
        _ => None,
    });
    let what = row::record(&rows[0], settings, today);
    format!(
        "{} {}\n  {}\n",
        voice::shared(&what, grant, today),
        style::handle(rows[0].meta().id),
        sanitise::line(line)
    )
}

pub fn private_again(
    record: &Record,
    from: Option<&str>,
    settings: &Settings,
    today: NaiveDate,
) -> String {
    let what = row::record(record, settings, today);
    format!(
        "{} {}",
        voice::private_again(&what, from),
        style::handle(record.meta().id)
    )
}

pub fn ended(record: &Record, settings: &Settings, today: NaiveDate) -> String {
    let what = row::record(record, settings, today);
    format!(
        "{} {}",
        voice::ended(&what),
        style::handle(record.meta().id)
    )
}
