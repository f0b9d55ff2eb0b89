//! One row in one line, for undo, edit and forget.

use super::sanitise::line;
use super::{dates, voice};
use crate::domain::config::Settings;
use crate::domain::record::Record;
use chrono::NaiveDate;

/// `journal, noted for 2 March`, `off-limits "reading my notebook"`.
#[must_use]
pub fn record(record: &Record, settings: &Settings, today: NaiveDate) -> String {
    match record {
        Record::Config(c) => format!("setting {} {}", line(&c.key), line(&c.value)),
        Record::Ritual(r) => format!("the ritual {}", line(&r.name)),
        Record::Pause(p) => {
            let who = p
                .ritual
                .as_deref()
                .map_or(voice::ALL_RITUALS.to_owned(), line);
            let until = p.until.map_or(String::new(), |u| {
                format!(" until {}", dates::day(u, today))
            });
            format!("rest for {who} from {}{until}", dates::day(p.from, today))
        }
        Record::Completion(c) => {
            let mut text = line(&c.ritual);
            if let Some(amount) = c.amount {
                text += &format!(", {}", voice::amount(amount, c.unit.as_deref()));
            }
            text += &format!(", {}", voice::noted_for(c.day, today));
            if let Some(variation) = &c.variation {
                text += &format!(" as {}", voice::quoted(variation));
            }
            text
        }
        Record::Mood(m) => {
            let fields = voice::mood(m, settings);
            let fields = if fields.is_empty() {
                "your words".to_owned()
            } else {
                fields
            };
            format!("{fields}, {}", voice::noted_for(m.day, today))
        }
        Record::Reflection(r) => {
            let on = line(&r.ritual);
            format!("a reflection on {on}, {}", voice::noted_for(r.day, today))
        }
        Record::MonthLine(m) => {
            let month = dates::month(m.month.first(), today);
            format!("{} {month}", voice::slot(m.slot))
        }
        Record::Win(w) => format!("a win, {}", voice::noted_for(w.day, today)),
        Record::Thanks(t) => {
            let day = voice::noted_for(t.day, today);
            format!("a thank-you to {}, {day}", line(&t.to))
        }
        Record::Phrase(w) => format!("a phrase, {}", voice::noted_for(w.day, today)),
        Record::Vision(w) => format!("your vision, {}", voice::noted_for(w.day, today)),
        Record::Winddown(w) => {
            format!("a wind-down line, {}", voice::noted_for(w.day, today))
        }
        Record::Trial(t) => format!("a trial, {}", voice::span(t.from, t.until, today)),
        Record::Person(p) => format!("{} in your network", line(&p.name)),
        Record::Resource(r) => format!("the resource {}", voice::quoted(&r.title)),
        Record::Boundary(b) => {
            format!(
                "{}: {}",
                voice::stance(b.stance).to_lowercase(),
                line(&b.area)
            )
        }
    }
}
