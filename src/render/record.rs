//! One row in one line, for undo, edit and forget.

#![deny(clippy::wildcard_enum_match_arm)]

use super::sanitise::line;
use super::{dates, voice};
use crate::domain::config::Settings;
use crate::domain::record::Record;
use chrono::NaiveDate;

/// What a row is, by its name where it has one: `walk`, `mood note`, `boundary calls`.
pub fn noun(record: &Record) -> String {
    match record {
        Record::Completion(c) => line(&c.ritual.name),
        Record::Mood(_) => "mood note".to_owned(),
        Record::Ritual(r) => format!("ritual {}", line(&r.name)),
        Record::Boundary(b) => format!("boundary {}", line(&b.area)),
        Record::Reflection(r) => format!("reflection on {}", line(&r.ritual.name)),
        Record::MonthLine(m) => m.month.to_string(),
        Record::Thanks(t) => format!("thank-you to {}", line(&t.to)),
        Record::Winddown(_) => "wind-down".to_owned(),
        Record::HardDays(_) => "plan for hard days".to_owned(),
        Record::Talk(_) => "thing to talk about".to_owned(),
        Record::Start(s) => format!("session of {}", line(&s.ritual.name)),
        Record::Person(p) => line(&p.name),
        Record::Resource(r) => voice::quoted(&r.title),
        Record::Config(_)
        | Record::Pause(_)
        | Record::SupportOption(_)
        | Record::Support(_)
        | Record::SupportLine(_)
        | Record::Offer(_)
        | Record::Invite(_)
        | Record::Reminder(_)
        | Record::Consent(_)
        | Record::Win(_)
        | Record::Phrase(_)
        | Record::Vision(_)
        | Record::Trial(_) => record.kind().as_str().replace('_', " "),
    }
}

/// `journal, noted for 2 March`, `off-limits "reading my notebook"`.
pub fn record(record: &Record, settings: &Settings, today: NaiveDate) -> String {
    match record {
        Record::Config(c) => format!("setting {} {}", line(&c.key), line(&c.value)),
        Record::Ritual(r) => format!("the ritual {}", line(&r.name)),
        Record::Pause(p) => {
            let until = p.until.map_or(String::new(), |u| {
                format!(" until {}", dates::day(u, today))
            });
            let from = dates::day(p.from, today);
            format!("rest for {} from {from}{until}", voice::whose_rest(p))
        }
        Record::Completion(c) => {
            let mut text = line(&c.ritual.name);
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
            let on = line(&r.ritual.name);
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
        Record::SupportOption(o) => format!("own support {}", voice::quoted(&o.words)),
        Record::Support(s) => format!("choice of support, {}", voice::choice(&s.choice)),
        Record::SupportLine(w) => {
            format!("a line to pass on, {}", voice::noted_for(w.day, today))
        }
        Record::HardDays(_) => "your plan for hard days".to_owned(),
        Record::Start(s) => voice::since(s, today),
        Record::Talk(t) => {
            format!(
                "something to talk about, {}",
                voice::noted_for(t.day, today)
            )
        }
        Record::Offer(o) => format!("offer {}", voice::quoted(&o.words)),
        Record::Invite(i) => format!("invitation of {}", voice::to_what(i)),
        Record::Reminder(r) => format!("a note at {} for {}", dates::time(r.at), voice::shown(r)),
        Record::Consent(c) => voice::consented(c, today),
    }
}
