//! People under what they are turned to for.

use super::sanitise::line;
use super::{headed, voice};
use crate::domain::small::Person;
use crate::report::people::Network;

pub fn network(report: &Network) -> String {
    if report.people.is_empty() {
        return voice::none_of(report.others, report.all, voice::NO_PEOPLE).to_owned() + "\n";
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
