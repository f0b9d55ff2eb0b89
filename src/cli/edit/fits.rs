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
        const DATED: &[&str] = &[
            "completion",
            "mood",
            "reflection",
            "win",
            "thanks",
            "phrase",
            "vision",
            "winddown",
        ];
        const WORDED: &[&str] = &[
            "completion",
            "mood",
            "win",
            "thanks",
            "phrase",
            "vision",
            "winddown",
            "trial",
        ];
        const LASTING: &[&str] = &["pause", "trial"];
        const REFLECTION: &[&str] = &["reflection"];
        let f = &self.fields;
        let r = &self.reflection;
        [
            (self.on.is_some(), "--on", DATED),
            (self.at.is_some(), "--at", BOTH),
            (self.amount.is_some(), "--amount", ENTRY),
            (self.variation.is_some(), "--as", ENTRY),
            (self.words.note.is_some(), "--note", WORDED),
            (self.words.edit, "--edit", WORDED),
            (self.mood.is_some(), "--mood", MOOD),
            (f.energy.is_some(), "--energy", MOOD),
            (f.sleep.is_some(), "--sleep", MOOD),
            (f.giving.is_some(), "--giving", MOOD),
            (!f.feeling.is_empty(), "--feeling", MOOD),
            (!f.trigger.is_empty(), "--trigger", MOOD),
            (!f.coping.is_empty(), "--coping", MOOD),
            (!f.changed.is_empty(), "--changed", MOOD),
            (r.feels.is_some(), "--feels", REFLECTION),
            (r.works.is_some(), "--works", REFLECTION),
            (r.not.is_some(), "--not", REFLECTION),
            (r.enjoyed.is_some(), "--enjoyed", REFLECTION),
            (self.from.is_some(), "--from", LASTING),
            (self.until.is_some(), "--until", LASTING),
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
        Record::MonthLine(_) => Err(Failure::usage(format!("{} is a line of a month", args.id))
            .hint("`ritual month set` changes it")),
        Record::Person(_) => Err(
            Failure::usage(format!("{} is a person", args.id)).hint(format!(
                "`ritual network change {}` changes what is noted",
                args.id
            )),
        ),
        Record::Resource(_) => Err(Failure::usage(format!("{} is a resource", args.id))
            .hint(format!("`ritual resource change {}` changes it", args.id))),
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
