//! People under what they are turned to for.

use super::sanitise::line;
use super::{style, voice};
use crate::domain::person::Person;
use crate::report::network::Network;

pub fn network(report: &Network) -> String {
    if report.people.is_empty() {
        let none = if report.others {
            voice::NONE_SHOWN
        } else {
            voice::NO_PEOPLE
        };
        return format!("{none}\n");
    }
    let mut text = String::new();
    // Whoever stands under no word comes first, under no heading.
    for person in report.people.iter().filter(|p| p.kinds.is_empty()) {
        text += &format!("{}\n", one(person, report));
    }
    for kind in &report.kinds {
        text += &format!("{}\n", style::heading(&line(&kind.kind)));
        for person in &report.people {
            if kind.people.contains(&person.name) {
                text += &format!("  {}\n", one(person, report));
            }
        }
    }
    text
}

fn one(person: &Person, report: &Network) -> String {
    format!(
        "{} {}",
        voice::person(person, report.today),
        style::handle(person.meta.id)
    )
}
