//! One row in one line, for undo, edit and forget.

#![deny(clippy::wildcard_enum_match_arm)]

use super::dates;
use super::sanitise::line;
use super::voice::{self, after};
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
    let noted = |day| voice::noted_for(day, today);
    match record {
        Record::Config(c) => format!("setting {} {}", line(&c.key), line(&c.value)),
        Record::Ritual(r) => format!("the ritual {}", line(&r.name)),
        Record::Pause(p) => {
            let until = after(" until ", p.until.map(|day| dates::day(day, today)));
            let from = dates::day(p.from, today);
            format!("rest for {} from {from}{until}", voice::whose_rest(p))
        }
        Record::Completion(c) => {
            let amount = c.amount.map(|n| voice::amount(n, c.unit.as_deref()));
            let (name, amount) = (line(&c.ritual.name), after(", ", amount));
            let varied = after(" as ", c.variation.as_deref().map(voice::quoted));
            format!("{name}{amount}, {}{varied}", noted(c.day))
        }
        Record::Mood(m) => match voice::mood(m, settings) {
            none if none.is_empty() => format!("{}, {}", voice::OWN_WORDS, noted(m.day)),
            fields => format!("{fields}, {}", noted(m.day)),
        },
        Record::Reflection(r) => {
            format!("a reflection on {}, {}", line(&r.ritual.name), noted(r.day))
        }
        Record::MonthLine(m) => {
            let month = dates::month(m.month.first(), today);
            format!("{} {month}", voice::slot(m.slot))
        }
        Record::Win(w) => format!("a win, {}", noted(w.day)),
        Record::Thanks(t) => format!("a thank-you to {}, {}", line(&t.to), noted(t.day)),
        Record::Phrase(w) => format!("a phrase, {}", noted(w.day)),
        Record::Vision(w) => format!("your vision, {}", noted(w.day)),
        Record::Winddown(w) => format!("a wind-down line, {}", noted(w.day)),
        Record::Trial(t) => format!("a trial, {}", voice::span(t.from, t.until, today)),
        Record::Person(p) => format!("{} in your network", line(&p.name)),
        Record::Resource(r) => format!("the resource {}", voice::quoted(&r.title)),
        Record::Boundary(b) => {
            let stance = voice::stance(b.stance).to_lowercase();
            format!("{stance}: {}", line(&b.area))
        }
        Record::SupportOption(o) => format!("own support {}", voice::quoted(&o.words)),
        Record::Support(s) => format!("choice of support, {}", voice::choice(&s.choice)),
        Record::SupportLine(w) => format!("a line to pass on, {}", noted(w.day)),
        Record::HardDays(_) => "your plan for hard days".to_owned(),
        Record::Start(s) => voice::since(s, today),
        Record::Talk(t) => format!("something to talk about, {}", noted(t.day)),
        Record::Offer(o) => format!("offer {}", voice::quoted(&o.words)),
        Record::Invite(i) => format!("invitation of {}", voice::to_what(i)),
        Record::Reminder(r) => format!("a note at {} for {}", dates::time(r.at), voice::shown(r)),
        Record::Consent(c) => voice::consented(c, today),
    }
}
