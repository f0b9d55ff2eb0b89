//! Which row is meant by a name, the beginning of one, or a handle.

use super::ENTRIES;
use super::input;
use super::legacy;
use super::near::{ADDING, ENDING, names_verb, verb_of};
use super::root;
use super::session::{Globals, Session, new_meta};
use crate::clock::Clock;
use crate::domain::amount;
use crate::domain::boundary::Boundary;
use crate::domain::field::Noun;
use crate::domain::journal::Every;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::small::{Person, Resource, Talk};
use crate::domain::text;
use crate::domain::text::among;
use crate::domain::trial::Trial;
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::voice::hint_name;
use crate::report::boundaries::holds;
use crate::store::{Error, Reader, Writer};
use clap::Command;
use std::cell::RefCell;

/// Those that are called by the whole name, or else those whose name begins like it.
fn fitting<'a, T>(
    all: impl Iterator<Item = &'a T> + Clone,
    called: fn(&T) -> &str,
    key: &str,
) -> Vec<&'a T> {
    let whole: Vec<&T> = all
        .clone()
        .filter(|one| text::key(called(one)) == key)
        .collect();
    if !whole.is_empty() || key.is_empty() {
        return whole;
    }
    all.filter(|one| text::key(called(one)).starts_with(key))
        .collect()
}

/// What the known names make of a typed one.
#[derive(Debug, PartialEq, Eq)]
pub enum Match<T> {
    One(T),
    /// It is the beginning of this one alone.
    Begins(T),
    /// The beginning of several, or close to some by letters or by a word.
    Close(Vec<String>),
    None,
}

/// The same name, a unique beginning, or what comes close: the beginning of several, a slip of the
/// finger away from a name or its beginning, or one of the words of a name.
pub fn find(names: &[String], typed: &str) -> Match<String> {
    let key = text::key(typed);
    let near = |name: &&String| {
        let name = text::key(name);
        slipped(&name, &key) || has_word(&name, &key)
    };
    match fitting(names.iter(), String::as_str, &key).as_slice() {
        [one] if text::key(one) == key => Match::One((*one).clone()),
        [one] => Match::Begins((*one).clone()),
        [] => match names.iter().filter(near).cloned().collect::<Vec<_>>() {
            near if near.is_empty() => Match::None,
            near => Match::Close(near),
        },
        several => Match::Close(several.iter().map(|name| (*name).clone()).collect()),
    }
}

/// Whether what was typed is a slip of the finger away from a name, or from its beginning where that
/// is long enough to tell.
pub fn slipped(name: &str, key: &str) -> bool {
    let typed = key.chars().count();
    let within = |begin: &str| strsim::osa_distance(begin, key) <= slips(begin, key);
    let begins = |n: usize| {
        let cut = name.char_indices().nth(n).map_or(name.len(), |(at, _)| at);
        within(&name[..cut])
    };
    within(name) || (typed >= 5 && (typed - 1..=typed + 1).any(begins))
}

/// Whether one of the words of a name begins as what was typed, or is one slip away from it where
/// that is long enough to tell.
fn has_word(name: &str, key: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    let typed = key.chars().count();
    let slipped = |word: &str| typed >= 5 && strsim::osa_distance(word, key) == 1;
    typed >= 3 && words.any(|word| word.starts_with(key) || slipped(word))
}

/// How many letters apart two names may be and still be close: two, or fewer where so many are
/// most of the name.
fn slips(name: &str, typed: &str) -> usize {
    match name.chars().count().min(typed.chars().count()) {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    }
}

/// A noun whose rows have a name.
pub trait Named: Noun + Clone + Default {
    const KIND: Kind;
    const WHAT: &'static str;
    /// What its name is.
    const CALLED_BY: &'static str = "name";
    /// Where its handles are shown.
    const HINT: &'static str;
    /// Whether some words of its name stand for it.
    const BY_WORDS: bool = false;

    fn called(&self) -> &str;
}

impl Named for Trial {
    const KIND: Kind = Kind::Trial;
    const WHAT: &'static str = "trial";
    const HINT: &'static str = "`ritual try list --all` shows their handles, such as #3";

    fn called(&self) -> &str {
        &self.text
    }
}

impl Named for Person {
    const KIND: Kind = Kind::Person;
    const WHAT: &'static str = "person";
    const HINT: &'static str = "`ritual people --all` shows the people there are";

    fn called(&self) -> &str {
        &self.name
    }
}

impl Named for Resource {
    const KIND: Kind = Kind::Resource;
    const WHAT: &'static str = "resource";
    const HINT: &'static str = "`ritual people resource list` shows the titles there are";

    fn called(&self) -> &str {
        &self.title
    }
}

impl Named for Boundary {
    const KIND: Kind = Kind::Boundary;
    const WHAT: &'static str = "boundary";
    const CALLED_BY: &'static str = "area";
    const HINT: &'static str = "`ritual boundaries --all` shows their handles, such as #3";
    const BY_WORDS: bool = true;

    fn called(&self) -> &str {
        &self.area
    }
}

impl Named for Talk {
    const KIND: Kind = Kind::Talk;
    const WHAT: &'static str = "thing to talk about";
    const CALLED_BY: &'static str = "words";
    const HINT: &'static str = "`ritual talk` shows their handles, such as #3";
    const BY_WORDS: bool = true;

    fn called(&self) -> &str {
        &self.text
    }
}

/// Refuses a search that begins as if to do something: `boundaries remove phone`, `people new Ana`,
/// `boundaries claer email`. A guard would take its answer for that of the verb. `adds` notes one;
/// `is_there` says whether something holds a text.
pub fn not_a_verb(
    noun: &str,
    adds: &str,
    sought: &[String],
    is_there: impl Fn(&str) -> bool,
) -> Result<()> {
    let Some((first, rest)) = sought.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Ok(());
    };
    let (key, rest) = (text::key(first), rest.join(" "));
    let ends = among(ENDING, &key);
    let notes = among(ADDING, &key) || adds.ends_with(&format!("--{key}"));
    let elsewhere = notes || names_verb(&key);
    if is_there(&sought.join(" ")) || ends && !is_there(&rest) || elsewhere && is_there(first) {
        return Ok(());
    }
    let entry = root::entry(noun).expect("a noun is a command");
    let command = (entry.args)(Command::new(entry.name));
    let verbs = command.get_subcommands().map(Command::get_name);
    let begun: Vec<&str> = verbs.filter(|verb| verb.starts_with(&key)).collect();
    let does = match (ends, notes, elsewhere) {
        (true, ..) => "puts it away",
        (_, true, _) => "notes it",
        (.., true) => "is what does so here",
        (.., false) => "is close to it",
    };
    let hint = match verb_of(&command, &key) {
        _ if notes => format!("`ritual {noun} {adds} {}` {does}", hint_name(&rest)),
        Some(verb) if verb == first => return Ok(()),
        Some(verb) => format!("`ritual {noun} {verb} {}` {does}", hint_name(&rest)),
        None if begun.is_empty() => return Ok(()),
        None => format!("several begin so: {}", begun.join(", ")),
    };
    Err(Failure::usage(format!("{noun} has no '{first}'")).hint(hint))
}

/// What a search says that finds nothing in a noun: how words are noted there, unless they ask for
/// something.
pub fn nothing_holds(noun: &str, path: &str, sought: &str, writes: &str) -> Failure {
    let failure = Failure::refused(format!("nothing in {noun} holds '{sought}'"));
    failure.hint(match legacy::asks(sought) {
        true => format!("`ritual help {path}` shows what there is to ask"),
        false => format!("`ritual {path} {writes} {}` notes it", hint_name(sought)),
    })
}

/// What was written last, of whatever noun; events of consent and settings go with what they are about.
pub fn last(reader: &Reader) -> Result<Record> {
    let row = |kind| !matches!(kind, Kind::Consent | Kind::Config);
    reader.last_of(row)?.ok_or_else(|| {
        Failure::refused("nothing is noted here")
            .hint("`ritual log NAME` and `ritual mood` note something")
    })
}

/// What stands for the latest, where nothing is called so.
pub fn is_last(typed: &str) -> bool {
    typed.trim().eq_ignore_ascii_case("last")
}

/// Whether a handle was typed, with its mark or without.
pub fn is_number(typed: &str) -> bool {
    typed.trim_start_matches('#').parse::<i64>().is_ok()
}

/// The row of a handle or a uid, where there is one.
pub fn by_handle(reader: &Reader, typed: &str) -> Result<Option<Record>> {
    match reader.find(typed) {
        Err(Error::NoHandle(_)) => Ok(None),
        found => Ok(Some(found?)),
    }
}

/// The row a handle, uid, name or beginning of a name stands for, or the one whose words hold what was
/// typed where it is the only one; the latest for `last`.
pub fn pick<T: Named>(reader: &Reader, typed: &str) -> Result<T> {
    let what = T::WHAT;
    let found = by_handle(reader, typed)?;
    if let Some(noun) = found.as_ref().and_then(Record::noun) {
        return Ok(T::clone(noun));
    }
    let all: Vec<T> = reader.every(T::KIND)?;
    if let Some(named) = by_name(&all, typed)? {
        return Ok(named);
    }
    let mut open = all.iter().filter(|one| !one.put_away());
    if let Some(last) = open.clone().next_back().filter(|_| is_last(typed)) {
        return Ok(last.clone());
    }
    let by_words = T::BY_WORDS && found.is_none() && !is_number(typed);
    let holds = |one: &&T| by_words && holds(one.called(), typed);
    let said = match (open.find(holds), open.find(holds), found) {
        (Some(one), None, _) => {
            guess(taken(typed.trim(), one.called()), false);
            return Ok(one.clone());
        }
        (Some(_), Some(_), _) => format!("'{typed}' stands in more than one {what}"),
        (None, _, Some(row)) => format!("{typed} is a {}, not a {what}", row.kind().as_str()),
        (None, _, None) => format!("no {what} has the handle or {} '{typed}'", T::CALLED_BY),
    };
    Err(Failure::refused(said).hint(T::HINT))
}

/// Changes the row that [`pick`] finds, and gives it as it stands then.
pub fn amend<T: Named + Into<Record>>(
    session: &mut Session,
    command: &str,
    typed: &str,
    change: impl FnOnce(&mut T, &Writer, &Clock) -> Result<()>,
) -> Result<T> {
    session.rewrite(command, |writer, clock, _| {
        let mut noun: T = pick(writer, typed)?;
        change(&mut noun, writer, clock)?;
        Ok(writer.save(noun)?)
    })
}

/// By the whole name, by its beginning, or one put away by its whole name.
pub fn by_name<T: Named>(all: &[T], typed: &str) -> Result<Option<T>> {
    let key = text::key(typed.trim());
    let mut found = fitting(all.iter().filter(|one| !one.put_away()), T::called, &key);
    if found.is_empty() {
        let put_away = |one: &&T| one.put_away() && text::key(one.called()) == key;
        found = all.iter().filter(put_away).collect();
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] => {
            guess(taken(typed.trim(), one.called()), false);
            Ok(Some((*one).clone()))
        }
        _ => Err(Error::ManyHandles(typed.to_owned()).into()),
    }
}

/// A valid ritual name.
pub fn valid(typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text("the ritual's name", &e))
}

/// The ritual a typed name stands for. The names of sacred ones are not among those that come close.
pub type Meant = Match<Box<Ritual>>;

/// The one way from a typed name to a ritual: the handle of one, a name that one bears, a name that
/// one bore earlier, the beginning of one name alone.
pub fn meant(reader: &Reader, typed: &str) -> Result<Meant> {
    if let (true, Ok(Record::Ritual(ritual))) = (typed.starts_with('#'), reader.find(typed)) {
        return Ok(Match::One(Box::new(ritual)));
    }
    if let Some(ritual) = reader.ritual(typed)? {
        return Ok(Match::One(Box::new(ritual)));
    }
    Ok(match find(&reader.ritual_names()?, typed) {
        Match::One(name) | Match::Begins(name) => match reader.ritual(&name)? {
            Some(ritual) => Match::Begins(Box::new(ritual)),
            None => Match::None,
        },
        Match::Close(close) => {
            let mut rituals = reader.rituals()?;
            rituals.retain(|ritual| !ritual.sacred && close.contains(&ritual.name));
            Match::Close(rituals.into_iter().map(|ritual| ritual.name).collect())
        }
        Match::None => Match::None,
    })
}

/// The ritual a command is to work on; it has to be there.
pub fn known(reader: &Reader, typed: &str) -> Result<Ritual> {
    let typed = valid(typed)?;
    let (ritual, sure) = match meant(reader, &typed)? {
        Match::One(ritual) => (ritual, true),
        Match::Begins(ritual) => (ritual, false),
        Match::Close(close) => return Err(unknown(&typed, &close)),
        Match::None => return Err(unknown(&typed, &[])),
    };
    guess(taken(&typed, &ritual.name), sure);
    Ok(*ritual)
}

/// Refuses the beginning of a name where it would do what is not easily seen or taken back, and
/// nobody is there to see what it is taken for.
pub fn whole(reader: &Reader, typed: &str, globals: &Globals) -> Result<()> {
    match meant(reader, typed)? {
        Match::Begins(ritual) if !input::interactive(globals) => Err(begun(typed, &ritual)),
        _ => Ok(()),
    }
}

/// A whole name is wanted, and this begins one.
pub fn begun(typed: &str, ritual: &Ritual) -> Failure {
    let name = &ritual.name;
    let whole = format!("its whole name stands for it: {}", hint_name(name));
    Failure::usage(format!(
        "no ritual is called '{typed}', and '{name}' begins so"
    ))
    .hint(whole)
}

/// What a word stands for that may be a handle or a ritual's whole name.
pub enum Target {
    Row(Box<Record>),
    Ritual(Box<Ritual>),
    None,
}

/// The row of a handle or uid, or the ritual of a name. A word that is both is refused: `verb` is the
/// command, `of_ritual` the way to the ritual, without its name.
pub fn target(reader: &Reader, typed: &str, verb: &str, of_ritual: &str) -> Result<Target> {
    let named = match typed.starts_with('#') {
        true => None,
        false => reader.ritual(typed)?,
    };
    match (by_handle(reader, typed)?, named) {
        (Some(Record::Ritual(row)), Some(named)) if row.meta.id == named.meta.id => {
            Ok(Target::Ritual(Box::new(named)))
        }
        (Some(row), Some(named)) => Err(Failure::usage(format!(
            "'{typed}' is a handle and the name of a ritual"
        ))
        .hint(format!(
            "`ritual {verb} '#{}'` for the row, `ritual {of_ritual} {}` for the ritual",
            row.meta().id,
            hint_name(&named.name)
        ))),
        (Some(row), None) => Ok(Target::Row(Box::new(row))),
        (None, Some(named)) => Ok(Target::Ritual(Box::new(named))),
        (None, None) => Ok(Target::None),
    }
}

/// What that ritual is called.
pub fn known_name(reader: &Reader, typed: &str) -> Result<String> {
    known(reader, typed).map(|ritual| ritual.name)
}

fn unknown(typed: &str, close: &[String]) -> Failure {
    let failure = Failure::refused(format!("no ritual is called '{typed}'"));
    let key = text::key(typed);
    let command = ENTRIES.iter().find(|entry| entry.name == key);
    failure.hint(match (close, command) {
        ([], _) if ["all", "everything"].contains(&key.as_str()) => {
            "--all stands for all of them with `ritual show`, `ritual pause` and `ritual resume`"
                .to_owned()
        }
        ([], Some(entry)) => format!("`ritual {}` is a command of its own", entry.name),
        ([], None) => "`ritual show` shows the names there are".to_owned(),
        (close, _) => format!("close to it: {}", close.join(", ")),
    })
}

/// What there is to say of rituals that a command met: names it added, notes, rows it wrote.
#[derive(Default)]
pub struct Learned {
    pub fresh: Vec<String>,
    /// Names that were taken for another; said under `--quiet` too.
    pub taken: Vec<String>,
    pub notes: Vec<String>,
    pub rows: Vec<Record>,
}

/// What to say where something is called otherwise than it was typed.
pub fn taken(typed: &str, name: &str) -> Option<String> {
    let other = text::key(name) != text::key(typed) && !typed.starts_with('#');
    other.then(|| format!("'{typed}' is taken for {name}"))
}

thread_local! {
    static GUESSED: RefCell<Vec<(String, bool)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what a name was taken for, to be said once where no confirmation names it; or where something
/// is written by it, unless it is `sure`, as an earlier name is.
pub fn guess(taken: Option<String>, sure: bool) {
    let taken = taken.map(|taken| (taken, sure));
    GUESSED.with_borrow_mut(|all| all.extend(taken.filter(|taken| !all.contains(taken))));
}

/// What names were taken for in this command, and whether each is sure.
pub fn guessed() -> Vec<(String, bool)> {
    GUESSED.take()
}

/// The ritual a log means, added where its name is new; a unit is learned when it had none. What
/// there is to say of that is kept in `learned`.
pub fn known_or_new(
    writer: &mut Writer,
    (typed, known): (&str, Option<Ritual>),
    unit: Option<&str>,
    learned: &mut Learned,
) -> Result<Ritual> {
    let Some(mut ritual) = known else {
        let mut ritual = Ritual::new(new_meta(), typed.to_owned());
        ritual.unit = unit.map(str::to_owned);
        ritual = writer.save(ritual)?;
        learned.fresh.push(typed.to_owned());
        learned.rows.push(ritual.clone().into());
        return Ok(ritual);
    };
    learned.taken.extend(taken(typed, &ritual.name));
    let name = hint_name(&ritual.name);
    if ritual.retired.is_some() {
        learned.notes.push(format!(
            "{} is retired; `ritual resume {name}` brings it back",
            ritual.name
        ));
    }
    count_in(writer, &mut ritual, unit, learned)?;
    Ok(ritual)
}

/// An amount in this unit goes with the ritual: a ritual without a unit takes it, one that is
/// counted in another refuses it, unless one can be reckoned in the other.
pub fn count_in(
    writer: &mut Writer,
    ritual: &mut Ritual,
    unit: Option<&str>,
    learned: &mut Learned,
) -> Result<()> {
    let Some(unit) = unit else {
        return Ok(());
    };
    let name = &ritual.name;
    match &ritual.unit {
        Some(known) if amount::factor(unit, known).is_some() => Ok(()),
        Some(known) => Err(
            Failure::usage(format!("{name} is counted in {known}; got '{unit}'")).hint(format!(
                "`ritual change {} --unit {}` counts it so from here on",
                hint_name(name),
                hint_name(unit)
            )),
        ),
        None => {
            let note = format!("{name} is counted in {unit} from here on");
            learned.notes.push(note);
            ritual.unit = Some(unit.to_owned());
            learned.rows.push(writer.save(ritual.clone())?.into());
            Ok(())
        }
    }
}

/// What is said of names that a log added.
pub fn new_here(fresh: &[String]) -> Option<String> {
    match fresh {
        [] => None,
        [one] => Some(format!("{one} is new here; `ritual undo` takes it back")),
        [some @ .., last] => Some(format!(
            "{} and {last} are new here; `ritual undo` takes them back",
            some.join(", ")
        )),
    }
}

/// Which of some names a number of their list stands for, alone or copied with its name.
pub fn by_answer(names: &[String], answer: &str) -> Option<usize> {
    let (number, name) = answer.split_once(' ').unwrap_or((answer, ""));
    let at = number.parse::<usize>().ok()?.checked_sub(1)?;
    let copied = |of: &&String| name.is_empty() || text::key(name.trim()) == text::key(of);
    names.get(at).filter(copied).map(|_| at)
}

/// `1 journaling  2 walk`
pub fn numbered(names: &[String]) -> String {
    by_number(names).collect::<Vec<_>>().join("  ")
}

pub fn by_number(names: &[String]) -> impl Iterator<Item = String> {
    let one = |(n, name): (usize, &String)| format!("{} {}", n + 1, line(name));
    names.iter().enumerate().map(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_not_a_new_ritual() {
        let names = ["journal", "journey", "walk", "Caf\u{e9}"].map(str::to_owned);
        let one = |t: &str, n: &str| assert_eq!(find(&names, t), Match::One(n.to_owned()), "{t}");
        one("JOURNAL", "journal");
        let begins = |t: &str, n: &str| {
            assert_eq!(find(&names, t), Match::Begins(n.to_owned()), "{t}");
        };
        begins("w", "walk");
        one("cafe\u{301}", "Caf\u{e9}");
        assert_eq!(
            find(&names, "jour"),
            Match::Close(vec!["journal".into(), "journey".into()])
        );
        assert_eq!(find(&names, "jurnal"), Match::Close(vec!["journal".into()]));
        assert_eq!(find(&names, "meditation"), Match::None);
        let close = |names: &[&str], typed: &str| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(find(&names, typed), Match::Close(names.clone()), "{typed}");
        };
        close(&["journaling"], "jornal");
        close(&["Activit\u{e9}: marche"], "marche");
        close(&["evening code review"], "code");
        for (name, typed) in [("swim", "skip"), ("team talk", "at"), ("read", "run")] {
            assert_eq!(find(&[name.to_owned()], typed), Match::None, "{typed}");
        }
    }
}
