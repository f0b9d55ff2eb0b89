//! People under what they are turned to for.

use super::sanitise::line;
use super::{headed, voice};
use crate::domain::person::Person;
use crate::report::network::Network;

pub fn network(report: &Network) -> String {
    if report.people.is_empty() {
        let none = match report.others {
            true => voice::NONE_SHOWN,
            false => voice::NO_PEOPLE,
        };
        return format!("{none}\n");
    }
    let one = |person| voice::person(person, report.today);
    // Whoever stands under no word comes first, under no heading.
    let alone = report.people.iter().filter(|p| p.kinds.is_empty());
    let alone: String = alone.map(|person| one(person) + "\n").collect();
    let kinds = report.kinds.iter().map(|kind| {
        let of = |person: &&Person| kind.people.contains(&person.name);
        headed(&line(&kind.kind), report.people.iter().filter(of).map(one))
    });
    alone + &kinds.collect::<String>()
}
