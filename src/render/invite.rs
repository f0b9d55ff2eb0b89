//! Who is invited around a ritual.

use super::{style, voice};
use crate::domain::invite::Invite;
use crate::report::invite::Invites;
use chrono::NaiveDate;

pub fn invites(report: &Invites) -> String {
    if report.invites.is_empty() {
        return format!("{}\n", voice::NO_INVITES);
    }
    let lines = report.invites.iter().map(|i| one(i, report.today) + "\n");
    lines.collect()
}

/// `You invited Sam to accompany walk (until 22 December). #4`
pub fn one(invite: &Invite, today: NaiveDate) -> String {
    format!(
        "{} {}",
        voice::person_invited(invite, today),
        style::handle(invite.meta.id)
    )
}
