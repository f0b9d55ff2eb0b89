//! People and the care page.

use super::{after, by_handle, listed, quoted};
use crate::domain::small::Person;
use crate::render::dates;
use crate::render::sanitise::line;
use chrono::NaiveDate;

pub const NO_PEOPLE: &str = "`ritual people add NAME --for WORD` notes someone you turn to.";

/// The same for everyone, whatever the notebook holds.
pub const CARE: &str = "\
In danger now, for yourself or someone near you: the local emergency number.
For whatever weighs on you: a doctor, someone you trust, a helpline.
A directory such as findahelpline.com lists helplines by country.

This is a private notebook. It does not watch for danger, and it calls nobody.
";

pub const CARE_CONTACTS: &str = "Your own contacts";

/// `Ana: "0123 45" (checked 4 March)`.
pub fn contact(person: &Person, today: NaiveDate) -> String {
    let reach = after(": ", person.reach.as_deref().map(quoted));
    line(&person.name) + &reach + &checked(person, today)
}

/// `Ana: "0123 45" (checked 4 March), "Tuesdays" #4`
pub fn person(person: &Person, today: NaiveDate) -> String {
    let note = after(", ", person.note.as_deref().map(quoted));
    let away = after(
        ", put away ",
        person.retired.map(|day| dates::day(day, today)),
    );
    by_handle(&(contact(person, today) + &note + &away), person.meta.id)
}

/// `Ana is in your network, for listening, walks. To reach: "0123 45" (checked 4 March).`
pub fn in_network(of: &Person, today: NaiveDate) -> String {
    let mut text = format!("{} is in your network", line(&of.name));
    if !of.kinds.is_empty() {
        text += &format!(", for {}", listed(of.kinds.iter().map(|k| line(k))));
    }
    if of.care {
        text += ", on the care page";
    }
    text += ".";
    if let Some(reach) = &of.reach {
        text += &format!(" To reach: {}{}.", quoted(reach), checked(of, today));
    }
    if let Some(note) = &of.note {
        text += &format!(" You noted: {}.", quoted(note));
    }
    text
}

fn checked(of: &Person, today: NaiveDate) -> String {
    let day = of
        .checked
        .map(|day| format!("checked {}", dates::day(day, today)));
    super::in_brackets(day)
}

pub fn put_away(name: &str) -> String {
    let hint = super::hint_name(name);
    let name = line(name);
    format!("{name} is put away. `ritual people add {hint}` brings {name} back.")
}
