//! What the words after `log` say: rituals, and what belongs to each.

use super::super::input;
use super::super::legacy;
use super::super::names::{self, Meant};
use super::super::reply;
use super::super::session::Globals;
use super::super::typed::{self, Measured};
use super::super::when;
use crate::domain::amount::{self as units, MINUTES, NoAmount};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::domain::text::among;
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::voice::hint_name;
use crate::store::Reader;

/// A ritual as it was named, with its amount and its words.
#[derive(Debug, Default)]
pub struct Item {
    /// As it was typed.
    pub typed: String,
    /// None where the name is new.
    pub known: Option<Ritual>,
    pub amount: Option<Measured>,
    pub note: Option<String>,
}

/// A line of words.
#[derive(Debug, Default)]
pub struct Said {
    pub items: Vec<Item>,
    /// A word that names a day, or several.
    pub days: Option<String>,
    /// A time of day.
    pub at: Option<String>,
}

/// What is of a ritual or of the line, and no name.
enum Piece {
    Amount(Measured),
    Days(String),
    At(String),
}

/// What is made of them, or the first word in doubt.
pub type Reading = std::result::Result<Said, Doubt>;

/// The word at this place is no name.
#[derive(Default)]
pub struct Doubt {
    pub at: usize,
    /// The names it comes close to; none where they are not to be named.
    pub close: Vec<String>,
    /// It is the beginning of the one name there is.
    pub begins: bool,
    /// The ritual before it, whose words it may be.
    pub after: Option<String>,
}

/// What their person said of words in doubt.
#[derive(Default)]
pub struct Told {
    /// Names, whatever they come close to.
    pub new: Vec<String>,
    /// Words of the ritual before them.
    pub words: Vec<String>,
    /// Whether a single new word behind a ritual is in doubt.
    pub asks: bool,
}

/// Reads the words.
///
/// A name that is borne wins over everything else a word may be.
///
/// # Errors
/// Words that cannot be told apart, with the ways on.
pub fn read(reader: &Reader, words: &[String], told: &Told) -> Result<Reading> {
    let mut said = Said::default();
    let mut next = 0;
    while next < words.len() {
        let (at, word) = (next, &words[next]);
        let doubt = Doubt {
            at,
            ..Doubt::default()
        };
        next += 1;
        if let Some(ritual) = reader.ritual_now_named(word)? {
            said.items.push(Item::known(word, ritual));
        } else if let Some((piece, end)) = said.piece(reader, words, at, &told.new)? {
            next = end;
            match piece {
                Piece::Amount(amount) => said.measure(&words[at..end].join(" "), amount)?,
                Piece::Days(days) => said.day(days)?,
                Piece::At(time) => said.time(time)?,
            }
        } else if when::names_days(word) {
            said.day(word.clone())?;
        } else if let Some(item) = split(reader, word)? {
            said.items.push(item);
        } else if told.new.contains(word) {
            said.add_new(&words[at..])?;
        } else if words.len() > 1 && denies(word) {
            return Err(said.stray(word));
        } else {
            match names::meant(reader, word)? {
                Meant::One(ritual) => said.items.push(Item::known(word, *ritual)),
                Meant::Begins(ritual) => {
                    // What is sacred is named to nobody who does not name it.
                    let begins = told.asks || !ritual.sacred;
                    let close = begins.then_some(ritual.name).into_iter().collect();
                    return Ok(Err(Doubt {
                        close,
                        begins,
                        ..doubt
                    }));
                }
                Meant::Close(close) => return Ok(Err(Doubt { close, ..doubt })),
                Meant::None if words.len() > 1 && said.no_name(word) => {
                    return Err(said.stray(word));
                }
                Meant::None => match said.takes_words() {
                    Some(item) if word.contains(' ') || told.words.contains(word) => {
                        item.note = Some(word.clone());
                    }
                    Some(item) if told.asks && item.known.is_some() => {
                        let after = item.known.as_ref().map(|ritual| ritual.name.clone());
                        return Ok(Err(Doubt { after, ..doubt }));
                    }
                    _ => said.add_new(&words[at..])?,
                },
            }
        }
    }
    match (said.items.is_empty(), &said.days) {
        (true, Some(day)) => {
            let name = hint_name(day);
            Err(Failure::usage(format!("'{day}' is a day, and log expects a ritual")).hint(format!(
                "as in `ritual log walk {name}`; `ritual add {name}` begins a ritual of that name"
            )))
        }
        _ => Ok(Ok(said)),
    }
}

/// Asks about a word in doubt, once; false where its person leaves it. Where nobody is there, nothing
/// is guessed.
///
/// # Errors
/// Without a terminal the names, and the ways to each of them.
pub fn settle(
    doubt: &Doubt,
    words: &mut [String],
    told: &mut Told,
    globals: &Globals,
) -> Result<bool> {
    let (word, close) = (&mut words[doubt.at], &doubt.close);
    // One beginning is taken where a person sees what it is taken for.
    if doubt.begins && told.asks {
        input::note(&format!("'{word}' is taken for {}", close[0]));
        word.clone_from(&close[0]);
        return Ok(true);
    }
    let typed = word.clone();
    let after = doubt.after.iter();
    let after = after.map(|name| format!("w words for {}", line(name)));
    let ways = names::by_number(close).chain(after);
    let ways: Vec<String> = ways.chain(["n a new one".to_owned()]).collect();
    let ways = ways.join("  ");
    let question = format!("'{typed}' is no ritual here. {ways} (Enter for none)");
    let read = |answer: &str| {
        let named = |name: &&String| text::key(name) == text::key(answer);
        let by_number = names::by_answer(close, answer).map(|at| &close[at]);
        match (by_number.or(close.iter().find(named)), answer) {
            (Some(name), _) => word.clone_from(name),
            (None, "n" | "N" | "new") => told.new.push(typed.clone()),
            (None, "w" | "W" | "words") if doubt.after.is_some() => told.words.push(typed.clone()),
            (None, "y" | "Y" | "yes") if close.len() == 1 => word.clone_from(&close[0]),
            (None, "") => return Ok(false),
            (None, _) => return Err(Failure::usage("one of these, or Enter")),
        }
        Ok(true)
    };
    if input::interactive(globals) {
        let slip = slip(&typed, doubt);
        slip.iter().for_each(|slip| reply::say("hint", slip));
    }
    input::read(globals, &question, read)?.ok_or_else(|| which(&typed, doubt))
}

/// Some names come close, so nothing is guessed.
fn which(typed: &str, doubt: &Doubt) -> Failure {
    let close = &doubt.close;
    if close.is_empty() {
        let said = format!("no ritual is called '{typed}', and a name here comes close to it");
        let add = hint_name(typed);
        return Failure::usage(said).hint(format!("that name in full, or `ritual add {add}`"));
    }
    let log = |name: &String| format!("`ritual log {}`", hint_name(name));
    let logs: Vec<String> = close.iter().map(log).collect();
    let said = match close.as_slice() {
        [one] if doubt.begins => format!("'{one}' begins so"),
        [one] => format!("'{one}' is close to it"),
        many => format!("{} names are close to it", many.len()),
    };
    let slip = slip(typed, doubt).map_or(String::new(), |slip| format!("; {slip}"));
    Failure::usage(format!("no ritual is called '{typed}', and {said}")).hint(format!(
        "{} or `ritual add {}`{slip}",
        logs.join(", "),
        hint_name(typed)
    ))
}

/// A slip may have been the first time, not this time.
fn slip(typed: &str, doubt: &Doubt) -> Option<String> {
    let [one] = doubt.close.as_slice() else {
        return None;
    };
    let slipped = !doubt.begins && names::slipped(&text::key(one), &text::key(typed));
    slipped.then(|| {
        format!(
            "where '{one}' was the slip, `ritual change {} --name {}`, and `ritual merge --help` says how two become one",
            hint_name(one),
            hint_name(typed)
        )
    })
}

/// The words with rituals told apart that a comma stands behind or between: `walk, run`, `walk,run`.
pub fn parted(reader: &Reader, words: Vec<String>) -> Result<Vec<String>> {
    let mut parted = Vec::new();
    for word in words {
        let parts = word.split(',').map(str::trim).filter(|p| !p.is_empty());
        let parts: Vec<&str> = parts.collect();
        let mut known = 0;
        if word.contains(',') && reader.ritual_now_named(&word)?.is_none() {
            for part in &parts {
                known += usize::from(reader.ritual_now_named(part)?.is_some());
            }
        }
        match known > 0 && (known == parts.len() || !word.contains(' ')) {
            true => parted.extend(parts.into_iter().map(str::to_owned)),
            false => parted.push(word),
        }
    }
    Ok(parted)
}

/// The words of an answer: numbers stand for the names that were `shown`, and words that are neither a
/// name nor an amount nor a day stand together, as in quotes.
///
/// # Errors
/// A number where a name goes, which stands for none.
pub fn answered(typed: &str, shown: &[String], names: &[String]) -> Result<Vec<String>> {
    let typed: Vec<&str> = typed.split_whitespace().collect();
    let (mut words, mut open) = (Vec::<String>::new(), false);
    let mut by_number = false;
    let mut at = 0;
    while at < typed.len() {
        let number = typed[at].parse::<usize>().ok();
        let numbered = number.and_then(|n| shown.get(n.wrapping_sub(1)));
        // The longest run of words that is a name.
        let named = (at + 1..=typed.len()).rev().find_map(|end| {
            let key = text::key(&typed[at..end].join(" "));
            let name = names.iter().find(|name| text::key(name) == key)?;
            Some((end, name))
        });
        let word = typed[at];
        at += 1;
        if let Some((end, name)) = named.or(numbered.map(|name| (at, name))) {
            // "1 walk" is a line of the list.
            if !by_number || words.last() != Some(name) {
                words.push(name.clone());
            }
            (at, open) = (end, false);
            by_number = named.is_none();
            continue;
        }
        by_number = false;
        if number.is_some() && words.is_empty() && !shown.is_empty() {
            return Err(Failure::usage(format!("there is no {word} here"))
                .hint(format!("a number from 1 to {}, or a name", shown.len())));
        } else if amount(word).is_some() || when::names_days(word) {
            words.push(word.to_owned());
            open = false;
        } else if let Some(last) = words.last_mut().filter(|_| open) {
            *last += &format!(" {word}");
        } else {
            words.push(word.to_owned());
            open = true;
        }
    }
    Ok(words)
}

impl Item {
    fn known(typed: &str, ritual: Ritual) -> Item {
        Item {
            known: Some(ritual),
            ..Item::new(typed)
        }
    }

    fn new(typed: &str) -> Item {
        Item {
            typed: typed.to_owned(),
            ..Item::default()
        }
    }
}

impl Said {
    /// The most words from here that are an amount, a day or a time, and where they end.
    fn piece(
        &self,
        reader: &Reader,
        words: &[String],
        at: usize,
        new: &[String],
    ) -> Result<Option<(Piece, usize)>> {
        const MOST: usize = 4;
        let mut end = at + 1;
        while end < words.len().min(at + MOST)
            && !new.contains(&words[end])
            && reader.ritual_now_named(&words[end])?.is_none()
        {
            end += 1;
        }
        let own = self.items.last().and_then(|item| item.known.as_ref());
        let own = own.and_then(|ritual| ritual.unit.as_deref());
        for end in (at + 1..=end).rev() {
            let (first, rest) = (text::key(&words[at]), words[at + 1..end].join(" "));
            let piece = match first.as_str() {
                "on" if when::names_days(&rest) || when::names_past(&rest) => {
                    Some(Piece::Days(rest))
                }
                "at" if when::clock_time(&rest).is_some() => Some(Piece::At(rest)),
                _ if self.items.is_empty() => None,
                "for" => measured(&words[at + 1..end], own)?.map(Piece::Amount),
                _ if end == at + 1 && reads_as_time(&words[at], own) => match self.counts_no_time()
                {
                    true => Some(Piece::At(words[at].clone())),
                    false => return Err(time_or_span(&words[at])),
                },
                _ => piece(&words[at..end], own)?,
            };
            if let Some(piece) = piece {
                return Ok(Some((piece, end)));
            }
        }
        Ok(None)
    }

    /// Whether the last ritual has its amount, or one that is no span of time.
    fn counts_no_time(&self) -> bool {
        self.items.last().is_some_and(|item| {
            let unit = item.known.as_ref().and_then(|known| known.unit.as_deref());
            item.amount.is_some() || unit.is_some_and(|u| units::factor(u, MINUTES).is_none())
        })
    }

    /// One day, or several, for the whole line.
    fn day(&mut self, days: String) -> Result<()> {
        match self.days.replace(days) {
            None => Ok(()),
            Some(_) => Err(Failure::usage("two of the words name days")
                .hint("several days stand together, as in monday,tuesday or mon..wed")),
        }
    }

    /// One time, for the whole line.
    fn time(&mut self, time: String) -> Result<()> {
        match self.at.replace(time) {
            None => Ok(()),
            Some(before) => Err(Failure::usage(format!(
                "the time comes twice: {before} and {}",
                self.at.as_deref().unwrap_or_default()
            ))
            .hint("each in a line of its own")),
        }
    }

    /// Whether a word beside others is of a phrase or of an amount rather than a new name.
    fn no_name(&self, word: &str) -> bool {
        const JOINING: &str = "at on in for to of from with without by and but after before \
            until till now again too also then once twice thrice done ok yes skip skipped \
            morning afternoon evening night ago last next this the a an half my am pm x + & , / \
            \u{2713} \u{2714} \u{2705}";
        if word.contains(' ') {
            return false;
        }
        let key = text::key(word);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let number = word.contains(|c: char| c.is_ascii_digit()) && letters <= 2;
        let unit = !self.items.is_empty() && units::is_unit(word);
        let marked = word.starts_with(['~', '#', '@', '=', '<', '>', '*']);
        among(JOINING, &key) || number || unit || marked || amount(word).is_some()
    }

    /// A word beside others that begins no ritual by itself.
    fn stray(&self, word: &str) -> Failure {
        let way = match text::key(word).as_str() {
            "at" => "`--at 7:30` says the time",
            "on" => "`--on monday` names the day",
            "and" | "+" | "&" | "," => {
                "names stand beside each other, as in `ritual log walk run`; words stand in quotes"
            }
            _ if units::is_unit(word) || word.contains(|c: char| c.is_ascii_digit()) => {
                "an amount comes once after its ritual, as in `ritual log walk 20min`; a name of several words stands in quotes"
            }
            _ if self.items.is_empty() && denies(word) => {
                "log notes what was done; `ritual mood TEXT` notes words of a day"
            }
            _ if self.items.is_empty() => "a name of several words stands in quotes",
            _ => "words stand together in quotes after their ritual, or with --note",
        };
        let add = format!("`ritual add {}` begins a ritual called so", hint_name(word));
        Failure::usage(format!(
            "no ritual is called '{word}', and it may be something else"
        ))
        .hint(format!("{way}; {add}"))
    }

    /// An amount belongs to the ritual before it.
    fn measure(&mut self, word: &str, amount: Measured) -> Result<()> {
        let Some(item) = self.items.last_mut() else {
            return Ok(());
        };
        if item.amount.replace(amount).is_some() {
            return Err(
                Failure::usage(format!("{} has an amount before '{word}'", item.typed))
                    .hint("one amount for each ritual; a name of several words stands in quotes"),
            );
        }
        Ok(())
    }

    /// Whose note several words in quotes are: that of a known ritual before them, or of a new one that
    /// is alone in the line.
    fn takes_words(&mut self) -> Option<&mut Item> {
        let alone = self.items.len() == 1;
        let last = self.items.last_mut()?;
        ((last.known.is_some() || alone) && last.note.is_none()).then_some(last)
    }

    /// A name that is new, the first of these words. A second one may be words that belong together.
    fn add_new(&mut self, words: &[String]) -> Result<()> {
        let word = &words[0];
        if self.items.is_empty() && legacy::asks(word) {
            return Err(Failure::usage(format!(
                "log expects a ritual; '{word}' asks for something"
            ))
            .hint(format!(
                "`ritual show` lists the rituals; `ritual add {word}` begins one called so"
            )));
        }
        if let Some(new) = self.items.iter().position(|item| item.known.is_none()) {
            return Err(self.two_new(new, words));
        }
        self.items.push(Item::new(word));
        Ok(())
    }

    /// A new name, and another word that is none.
    fn two_new(&self, new: usize, words: &[String]) -> Failure {
        let (first, second) = (&self.items[new].typed, &words[0]);
        let (one, other) = (hint_name(first), hint_name(second));
        let of = new.checked_sub(1).map(|before| &self.items[before]);
        Failure::usage(format!("'{first}' and '{second}' are both new here")).hint(match of {
            // Words behind a ritual that is known are most likely about it.
            Some(Item { typed, note: None, .. }) => format!(
                "`ritual log {} --note {}` for words, `ritual add {one}` for a ritual of its own",
                hint_name(typed),
                hint_name(&format!("{first} {}", words.join(" ")))
            ),
            _ => format!(
                "`ritual log {one} --note {other}` for words, `ritual log '{first} {second}'` for one name, `ritual add {other}` for a ritual of its own"
            ),
        })
    }
}

/// Whether a word of hours and minutes may be a time of day: nobody says a walk of `0:25` or `1:30` by
/// the clock. What is counted in hours, such as sleep, may take half a day.
fn reads_as_time(word: &str, own: Option<&str>) -> bool {
    let from = match units::same(own, Some("h")) {
        true => 12,
        false => 3,
    };
    let is_late = |hours: &str| hours.parse::<u32>().is_ok_and(|hours| hours >= from);
    let of_clock = |(hours, minutes): (&str, &str)| is_late(hours) && minutes.len() == 2;
    word.split_once(':').is_some_and(of_clock) && when::clock_time(word).is_some()
}

fn time_or_span(word: &str) -> Failure {
    Failure::usage(format!("'{word}' may be a time of day or an amount"))
        .hint(format!("`at {word}` is the time, `for {word}` the amount"))
}

/// Words that say that something was not done.
fn denies(word: &str) -> bool {
    let key = text::key(word).replace('\u{2019}', "'");
    matches!(key.as_str(), "not" | "no" | "never" | "nothing" | "none") || key.ends_with("n't")
}

/// What the words are as a whole; an amount in the ritual's own unit before all.
fn piece(words: &[String], own: Option<&str>) -> Result<Option<Piece>> {
    let typed = words.join(" ");
    let found = match measured(words, own) {
        Ok(found) => found,
        Err(_) if when::names_past(&typed) => None,
        Err(two_ways) => return Err(two_ways),
    };
    let is_own = |(_, unit): &Measured| unit.is_some() && units::same(unit.as_deref(), own);
    let key = text::key(&typed);
    let half_day = key.ends_with("am") || key.ends_with("pm");
    Ok(match found {
        Some(amount) if is_own(&amount) => Some(Piece::Amount(amount)),
        _ if half_day && when::clock_time(&typed).is_some() => Some(Piece::At(typed)),
        _ if when::names_past(&typed) => Some(Piece::Days(typed)),
        found => found.map(Piece::Amount),
    })
}

/// What reads whole as an amount: in one word, as a span, or as a number before a unit.
fn measured(words: &[String], own: Option<&str>) -> Result<Option<Measured>> {
    let typed = words.join(" ");
    if let Err(NoAmount::Either(..)) = units::Amount::typed(&typed) {
        typed::amount(&typed)?;
    }
    if let Ok(units::Amount {
        n,
        unit: Some(unit @ ("k" | "K")),
    }) = units::Amount::typed(&typed)
        && !units::same(Some(unit), own)
    {
        return Err(Failure::usage(format!("'{typed}' reads two ways"))
            .hint(format!("`{n}km` or `{}` reads one way", n * 1000.0)));
    }
    Ok(
        amount(&typed).filter(|(_, unit)| match (words, unit.as_deref()) {
            ([_], _) | (_, Some(MINUTES)) => true,
            ([n, _], Some(unit)) => {
                let bare = amount(n).is_some_and(|(_, unit)| unit.is_none());
                bare && (units::is_unit(unit) || units::same(Some(unit), own))
            }
            _ => false,
        }),
    )
}

/// What reads whole as a number with its unit: `20`, `20min`, `1.5 km`, `1 h 30 min`, and not "3
/// good things".
fn amount(word: &str) -> Option<Measured> {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    let read = number.then(|| typed::amount(word).ok()).flatten();
    let short = word.split_whitespace().count() <= 2;
    read.filter(|(_, unit)| short || unit.as_deref() == Some(MINUTES))
}

/// `walk:20` and "walk 20min", where a ritual is called as the left side is.
fn split(reader: &Reader, word: &str) -> Result<Option<Item>> {
    let places = word.char_indices().filter(|(_, c)| matches!(c, ':' | ' '));
    for (at, mark) in places {
        let (name, rest) = (&word[..at], word[at + mark.len_utf8()..].trim());
        let Some(amount) = amount(rest) else {
            continue;
        };
        if let Some(ritual) = reader.ritual_now_named(name.trim())? {
            if reads_as_time(rest, ritual.unit.as_deref()) {
                return Err(time_or_span(rest));
            }
            return Ok(Some(Item {
                amount: Some(amount),
                ..Item::known(name.trim(), ritual)
            }));
        }
    }
    Ok(None)
}
