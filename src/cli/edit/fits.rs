//! Which field of `ritual edit` belongs to which noun.

use super::{Args, words};
use crate::domain::record::{Kind, Record};
use crate::failure::{Failure, Result};
use crate::render::voice;

/// Whether a field goes with a row.
type Fits = fn(&Record) -> bool;

impl Args {
    /// Flags given, each with the rows it goes with.
    pub fn given(&self) -> Vec<(&'static str, Fits)> {
        let entry: Fits = |row| row.kind() == Kind::Completion;
        let mood: Fits = |row| row.kind() == Kind::Mood;
        let timed: Fits = |row| matches!(row.kind(), Kind::Completion | Kind::Mood);
        let dated: Fits = |row| row.kind().day_field().is_some();
        let lasting: Fits = |row| matches!(row.kind(), Kind::Pause | Kind::Trial);
        let pause: Fits = |row| row.kind() == Kind::Pause;
        let reflection: Fits = |row| row.kind() == Kind::Reflection;
        let of_ritual: Fits = |row| matches!(row.kind(), Kind::Completion | Kind::Reflection);
        let own = [
            (self.ritual.is_some(), "--ritual", of_ritual),
            (self.on.is_some(), "--on", dated),
            (self.at.is_some(), "--at", timed),
            (self.amount.is_some(), "--amount", entry),
            (self.variation.is_some(), "--as", entry),
            (self.words.note.is_some(), "--note", words::has as Fits),
            (self.words.edit, "--edit", words::has as Fits),
            (self.mood.is_some(), "--mood", mood),
        ];
        let lasting = [
            (self.from.is_some(), "--from", lasting),
            (self.until.is_some(), "--until", lasting),
            (self.why.is_some(), "--why", pause),
        ];
        let given = |flags: Vec<(bool, &'static str, Fits)>| {
            let given = flags.into_iter().filter(|(given, ..)| *given);
            given
                .map(|(_, flag, fits)| (flag, fits))
                .collect::<Vec<_>>()
        };
        let with = |flags: Vec<&'static str>, fits: Fits| {
            flags.into_iter().map(move |flag| (flag, fits)).collect()
        };
        [
            given(own.to_vec()),
            with(self.fields.given(), mood),
            with(self.reflection.given(), reflection),
            given(lasting.to_vec()),
        ]
        .concat()
    }
}

/// Whether a row of this noun is a note; what was given or chosen is ended and not edited.
pub fn edits(kind: Kind) -> bool {
    use Kind::{Invite, Offer, Reminder, Support, SupportOption};
    !matches!(kind, Invite | Offer | Reminder | Support | SupportOption)
}

/// Refuses fields the row does not have, and rows that have a command of their own.
pub fn fits(args: &Args, id: &str, present: &Record) -> Result<()> {
    let kind = present.kind().as_str();
    match present {
        Record::Ritual(r) => Err(Failure::usage(format!("{} is a ritual", id)).hint(format!(
            "`ritual change {}` changes it",
            voice::hint_name(&r.name)
        ))),
        Record::Boundary(_) => Err(Failure::usage(format!("{} is a boundary", id))
            .hint(format!("`ritual boundaries change {}` changes it", id))),
        Record::SupportOption(_) | Record::Support(_) => Err(Failure::usage(format!(
            "{} is about support, and is not edited",
            id
        ))
        .hint("`ritual support choose` chooses anew, `ritual support options` holds your own")),
        Record::Offer(_) | Record::Invite(_) | Record::Reminder(_) => Err(Failure::usage(format!(
            "{} was given with its words and its end, and is not edited",
            id
        ))
        .hint(format!(
            "`ritual consent revoke {}` ends it; a new one takes other words",
            id
        ))),
        Record::Consent(_) => Err(Failure::usage(format!(
            "{} is an event of consent, and events are not rewritten",
            id
        ))
        .hint("`ritual consent` shows what holds, `ritual consent revoke ID` ends it")),
        Record::MonthLine(_) => Err(Failure::usage(format!("{} is a line of a month", id))
            .hint("`ritual month set` changes it")),
        Record::Person(_) => Err(Failure::usage(format!("{} is a person", id)).hint(format!(
            "`ritual people change {}` changes what is noted",
            id
        ))),
        Record::Resource(_) => Err(Failure::usage(format!("{} is a resource", id))
            .hint(format!("`ritual people resource change {}` changes it", id))),
        Record::Config(_) => {
            Err(Failure::usage(format!("{} is a setting", id)).hint("`ritual config` changes it"))
        }
        _ => match args.given().into_iter().find(|(_, fits)| !fits(present)) {
            Some((flag, _)) => Err(Failure::usage(format!("{flag} does not go with a {kind}"))
                .hint("`ritual edit --help` shows which field belongs where")),
            None => Ok(()),
        },
    }
}
