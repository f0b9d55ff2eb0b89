//! Which field of `ritual edit` belongs to which noun.

use super::Args;
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::voice;

impl Args {
    /// Flags given, by the noun they belong to.
    pub fn given(&self) -> Vec<(&'static str, &'static [&'static str])> {
        const ENTRY: &[&str] = &["completion"];
        const MOOD: &[&str] = &["mood"];
        const PAUSE: &[&str] = &["pause"];
        const BOTH: &[&str] = &["completion", "mood"];
        let f = &self.fields;
        [
            (self.on.is_some(), "--on", BOTH),
            (self.at.is_some(), "--at", BOTH),
            (self.amount.is_some(), "--amount", ENTRY),
            (self.variation.is_some(), "--as", ENTRY),
            (self.words.note.is_some(), "--note", BOTH),
            (self.words.edit, "--edit", BOTH),
            (self.mood.is_some(), "--mood", MOOD),
            (f.energy.is_some(), "--energy", MOOD),
            (f.sleep.is_some(), "--sleep", MOOD),
            (f.giving.is_some(), "--giving", MOOD),
            (!f.feeling.is_empty(), "--feeling", MOOD),
            (!f.trigger.is_empty(), "--trigger", MOOD),
            (!f.coping.is_empty(), "--coping", MOOD),
            (!f.changed.is_empty(), "--changed", MOOD),
            (self.from.is_some(), "--from", PAUSE),
            (self.until.is_some(), "--until", PAUSE),
            (self.why.is_some(), "--why", PAUSE),
        ]
        .into_iter()
        .filter(|(given, ..)| *given)
        .map(|(_, flag, kinds)| (flag, kinds))
        .collect()
    }
}

/// Refuses fields the row does not have, and rows that have a command of their own.
pub fn fits(args: &Args, present: &Record) -> Result<()> {
    let kind = present.kind().as_str();
    match present {
        Record::Ritual(r) => Err(
            Failure::usage(format!("{} is a ritual", args.id)).hint(format!(
                "`ritual change {}` changes it",
                voice::hint_name(&r.name)
            )),
        ),
        Record::Boundary(_) => Err(Failure::usage(format!("{} is a boundary", args.id))
            .hint(format!("`ritual boundaries change {}` changes it", args.id))),
        Record::SupportOption(_) | Record::Support(_) => Err(Failure::usage(format!(
            "{} is about support, and is not edited",
            args.id
        ))
        .hint("`ritual support choose` chooses anew, `ritual support options` holds your own")),
        Record::Offer(_) | Record::Invite(_) | Record::Reminder(_) => Err(Failure::usage(format!(
            "{} was given with its words and its end, and is not edited",
            args.id
        ))
        .hint(format!(
            "`ritual consent revoke {}` ends it; a new one takes other words",
            args.id
        ))),
        Record::Consent(_) => Err(Failure::usage(format!(
            "{} is an event of consent, and events are not rewritten",
            args.id
        ))
        .hint("`ritual consent` shows what holds, `ritual consent revoke ID` ends it")),
        Record::Config(_) => {
            Err(Failure::usage(format!("{} is a setting", args.id))
                .hint("`ritual config` changes it"))
        }
        _ => match args
            .given()
            .into_iter()
            .find(|(_, kinds)| !kinds.contains(&kind))
        {
            Some((flag, _)) => Err(Failure::usage(format!("{flag} does not go with a {kind}"))
                .hint("`ritual edit --help` shows which field belongs where")),
            None => Ok(()),
        },
    }
}
