//! Which ritual a typed name means.

use crate::domain::meta::Meta;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::store::{Reader, Writer};
use uuid::Uuid;

/// What the known names make of a typed one.
#[derive(Debug, PartialEq, Eq)]
pub enum Match {
    One(String),
    /// Close to several, or to one by a slip of the finger.
    Close(Vec<String>),
    None,
}

/// The same name, a unique beginning, or what comes close: up to two letters apart, or the
/// beginning of several.
pub fn find(names: &[String], typed: &str) -> Match {
    let key = text::key(typed);
    if let Some(name) = names.iter().find(|n| text::key(n) == key) {
        return Match::One(name.clone());
    }
    let begins: Vec<&String> = names
        .iter()
        .filter(|n| text::key(n).starts_with(&key))
        .collect();
    match begins.as_slice() {
        [one] => return Match::One((*one).clone()),
        [] => {}
        several => return Match::Close(several.iter().map(|n| (*n).clone()).collect()),
    }
    let near = |n: &&String| {
        let name = text::key(n);
        strsim::osa_distance(&name, &key) <= slips(&name, &key)
    };
    match names.iter().filter(near).cloned().collect::<Vec<_>>() {
        near if near.is_empty() => Match::None,
        near => Match::Close(near),
    }
}

/// How many letters apart two names may be and still be close: two, or fewer where so many are
/// most of the name.
fn slips(name: &str, typed: &str) -> usize {
    match name.chars().count().min(typed.chars().count()) {
        0..=2 => 0,
        3 => 1,
        _ => 2,
    }
}

/// A valid ritual name.
pub fn valid(typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text("the ritual's name", &e))
}

/// The ritual a command is to work on; it has to be there.
pub fn known(writer: &Writer, typed: &str) -> Result<Ritual> {
    let typed = valid(typed)?;
    if let (true, Ok(Record::Ritual(ritual))) = (typed.starts_with('#'), writer.find(&typed)) {
        return Ok(ritual);
    }
    if let Some(ritual) = writer.ritual(&typed)? {
        return Ok(ritual);
    }
    let name = chosen(&writer.ritual_names()?, &typed)?;
    writer.ritual(&name)?.ok_or_else(|| unknown(&typed, &[]))
}

/// The name of a ritual that is there, for commands that read.
pub fn known_name(store: &Reader, typed: &str) -> Result<String> {
    let typed = valid(typed)?;
    if let (true, Ok(Record::Ritual(ritual))) = (typed.starts_with('#'), store.find(&typed)) {
        return Ok(ritual.name);
    }
    chosen(&store.ritual_names()?, &typed)
}

fn chosen(names: &[String], typed: &str) -> Result<String> {
    match find(names, typed) {
        Match::One(name) => Ok(name),
        Match::Close(close) => Err(unknown(typed, &close)),
        Match::None => Err(unknown(typed, &[])),
    }
}

fn unknown(typed: &str, close: &[String]) -> Failure {
    let failure = Failure::refused(format!("no ritual is called '{typed}'"));
    if close.is_empty() {
        failure.hint("`ritual list` shows the names there are")
    } else {
        failure.hint(format!("close to it: {}", close.join(", ")))
    }
}

/// What there is to say of rituals that a command met: names it added, notes, rows it wrote.
#[derive(Default)]
pub struct Told {
    pub fresh: Vec<String>,
    pub notes: Vec<String>,
    pub rows: Vec<Record>,
}

/// The ritual a log means, added when its name is new; a unit is learned when it had none. What
/// there is to say of that is told.
pub fn known_or_new(
    writer: &mut Writer,
    typed: &str,
    unit: Option<&str>,
    told: &mut Told,
) -> Result<Ritual> {
    let found = match writer.ritual(typed)? {
        Some(ritual) => Some(ritual),
        // Names that this same command added are no reason to doubt another.
        None => match find(&without(writer.ritual_names()?, &told.fresh), typed) {
            Match::One(name) => {
                told.notes.push(format!("'{typed}' is taken for {name}"));
                writer.ritual(&name)?
            }
            Match::Close(close) => return Err(ask_which(typed, &close)),
            Match::None => None,
        },
    };
    let Some(mut ritual) = found else {
        let mut ritual = Ritual::new(Meta::new(Uuid::now_v7()), typed.to_owned());
        ritual.unit = unit.map(str::to_owned);
        let mut record = Record::Ritual(ritual.clone());
        writer.add(&mut record)?;
        ritual.meta = record.meta().clone();
        told.fresh.push(typed.to_owned());
        told.rows.push(record);
        return Ok(ritual);
    };
    let name = hint_name(&ritual.name);
    if ritual.retired.is_some() {
        told.notes.push(format!(
            "{} is retired; `ritual resume {name}` brings it back",
            ritual.name
        ));
    }
    count_in(writer, &mut ritual, unit, told)?;
    Ok(ritual)
}

/// An amount in this unit goes with the ritual: a ritual without a unit takes it, one that is
/// counted in another refuses it.
pub fn count_in(
    writer: &mut Writer,
    ritual: &mut Ritual,
    unit: Option<&str>,
    told: &mut Told,
) -> Result<()> {
    let Some(unit) = unit else {
        return Ok(());
    };
    let name = &ritual.name;
    match &ritual.unit {
        Some(known) if text::key(known) == text::key(unit) => Ok(()),
        Some(known) => Err(
            Failure::usage(format!("{name} is counted in {known}; got '{unit}'")).hint(format!(
                "`ritual change {} --unit {}` counts it so from here on",
                hint_name(name),
                hint_name(unit)
            )),
        ),
        None => {
            told.notes
                .push(format!("{name} is counted in {unit} from here on"));
            ritual.unit = Some(unit.to_owned());
            let record = Record::Ritual(ritual.clone());
            writer.change(&record)?;
            told.rows.push(record);
            Ok(())
        }
    }
}

fn without(mut names: Vec<String>, fresh: &[String]) -> Vec<String> {
    names.retain(|name| !fresh.contains(name));
    names
}

/// What is said of names that a log added.
pub fn new_here(fresh: &[String]) -> Option<String> {
    match fresh {
        [] => None,
        [one] => Some(format!("{one} is new here; `ritual undo` takes it back")),
        [some @ .., last] => {
            let some = some.join(", ");
            Some(format!(
                "{some} and {last} are new here; `ritual undo` takes them back"
            ))
        }
    }
}

/// For `log`: several names come close, so nothing is guessed.
fn ask_which(typed: &str, close: &[String]) -> Failure {
    let logs: Vec<String> = close
        .iter()
        .map(|n| format!("`ritual log {}`", hint_name(n)))
        .collect();
    Failure::usage(format!(
        "no ritual is called '{typed}', and {} close to it",
        are(close)
    ))
    .hint(format!(
        "{} or `ritual add {}`",
        logs.join(", "),
        hint_name(typed)
    ))
}

fn are(close: &[String]) -> String {
    match close {
        [one] => format!("'{one}' is"),
        many => format!("{} names are", many.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_not_a_new_ritual() {
        let names = ["journal", "journey", "walk", "Caf\u{e9}"].map(str::to_owned);
        let one = |t: &str, n: &str| assert_eq!(find(&names, t), Match::One(n.to_owned()), "{t}");
        one("JOURNAL", "journal");
        one("w", "walk");
        one("cafe\u{301}", "Caf\u{e9}");
        assert_eq!(
            find(&names, "jour"),
            Match::Close(vec!["journal".into(), "journey".into()])
        );
        assert_eq!(find(&names, "jurnal"), Match::Close(vec!["journal".into()]));
        assert_eq!(find(&names, "meditation"), Match::None);
    }
}
