//! Values as they are typed.

use super::legacy;
use super::when;
use crate::domain::amount::{self, Amount, NoAmount, factor};
use crate::domain::rhythm::Rhythm;
use crate::domain::text;
use crate::domain::text::among;
use crate::failure::{Failure, Result};
use std::ffi::OsString;

/// What a typed value is, or what is expected in its place.
pub type Typed<T> = std::result::Result<T, String>;

/// A field that was given: with a value, or with none, which unsets it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given<T>(pub Option<T>);

impl<T> Given<T> {
    /// The field after it was given, or not.
    pub fn over(given: Option<Self>, present: Option<T>) -> Option<T> {
        given.map_or(present, |given| given.0)
    }
}

fn or_unset<T>(typed: &str, read: fn(&str) -> Typed<T>) -> Typed<Given<T>> {
    match typed.trim() {
        "" => Ok(Given(None)),
        _ => read(typed).map(|value| Given(Some(value))),
    }
}

/// A step of the scale, or an empty text.
pub fn given_step(typed: &str) -> Typed<Given<u8>> {
    or_unset(typed, step)
}

/// A count of one or more.
pub fn several(typed: &str) -> Typed<usize> {
    let known = typed.trim().parse().ok().filter(|n| *n > 0);
    known.ok_or_else(|| "expects a number from 1".to_owned())
}

/// Hours, or an empty text.
pub fn given_hours(typed: &str) -> Typed<Given<f64>> {
    or_unset(typed, hours)
}

/// A whole number from 1 to 5, or "4/5".
pub fn step(typed: &str) -> Typed<u8> {
    let typed = typed.trim();
    let step = typed.strip_suffix("/5").unwrap_or(typed).parse().ok();
    step.filter(|n| (1..=5).contains(n))
        .ok_or_else(|| "expects a whole number from 1 to 5".to_owned())
}

/// What begins with a number as the number, and the words behind it; or what ends with a step behind a
/// comma. A number of another scale is given as it was typed.
pub fn numbered(typed: &str) -> (Option<String>, String) {
    let words: Vec<&str> = typed.split_whitespace().collect();
    // "4 out of 5" is one number; "1 of 3 days" is none.
    let scale = |of: &str| ["5", "10", "100"].contains(&of.trim_end_matches(','));
    let (n, of, behind) = match words.as_slice() {
        [n, "/" | "of", of, ..] if scale(of) => (n, of, 3),
        [n, "out", "of", of, ..] if scale(of) => (n, of, 4),
        _ => (&"", &"", 0),
    };
    if let Some(number) = number(&format!("{n}/{of}")) {
        return (Some(number), words[behind..].join(" "));
    }
    // "3,tired" is a 3 and a word; "3,5" is neither.
    let comma = typed.split_once(',').filter(|(before, after)| {
        !before.contains(' ') && after.starts_with(|c: char| !c.is_ascii_digit())
    });
    let (first, rest) = comma.or(typed.split_once(' ')).unwrap_or((typed, ""));
    if let Some(number) = number(first) {
        return (Some(number), rest.trim().to_owned());
    }
    let last = typed.rsplit_once(',').and_then(|(words, last)| {
        let number = number(last.trim())?;
        let is_step = step(&number).is_ok() || nearest(&number).is_some();
        let listed = words.ends_with(|c: char| c.is_ascii_digit());
        (is_step && !listed).then(|| (Some(number), words.trim().to_owned()))
    });
    last.unwrap_or_else(|| (None, typed.to_owned()))
}

/// A number, or one of a scale, without the mark behind it.
fn number(word: &str) -> Option<String> {
    let bare = word.trim_end_matches([',', ':', ';', '.', '!']);
    let number = bare.strip_suffix("/5").unwrap_or(bare);
    let digit = number.contains(|c: char| c.is_ascii_digit());
    let read = number.parse::<f64>().is_ok() && digit;
    (read || nearest(bare).is_some()).then(|| bare.to_owned())
}

/// The step of five that is nearest to a number of another scale, such as "6/10" or "80%".
pub fn nearest(typed: &str) -> Option<u8> {
    const SCALES: [u32; 6] = [3, 4, 6, 7, 10, 100];
    let percent = typed.strip_suffix('%').map(|n| (n, "100"));
    let (n, of) = percent.or(typed.split_once('/'))?;
    let (n, of): (f64, u32) = (n.parse().ok()?, of.parse().ok()?);
    let within = SCALES.contains(&of) && (0.0..=f64::from(of)).contains(&n);
    within.then(|| (n / f64::from(of) * 5.0).round().max(1.0) as u8)
}

/// Hours of a day, as a number or as a span.
pub fn hours(typed: &str) -> Typed<f64> {
    let read = Amount::typed(typed).ok().and_then(|amount| amount.hours());
    read.filter(|hours| (0.0..=24.0).contains(hours))
        .ok_or_else(|| "expects hours from 0 to 24, such as 7.5, 7:30 or 7h30".to_owned())
}

/// What reads whole as a value.
pub type Reads = fn(&str) -> bool;

const IS_DAY: Reads = when::is_day;
const IS_TIME: Reads = |typed| when::clock_time(typed).is_some();

/// Options whose value may have several words, and what reads as one.
const SPOKEN: [(&str, Reads); 4] = [
    ("--on --until --revisit --from --to --agreed", IS_DAY),
    ("--at", IS_TIME),
    ("--rhythm", |typed| Rhythm::typed(typed).is_ok()),
    ("--amount --sleep", |typed| {
        let unit = typed.rsplit(' ').next().is_some_and(amount::is_unit);
        unit && Amount::typed(typed).is_ok()
    }),
];

/// Words that stand for an option with these commands, where what follows reads as its value.
const WORDS: [(&str, &str, &str, Reads); 4] = [
    (
        "offer pause remind share try",
        "until till",
        "--until",
        IS_DAY,
    ),
    ("pause", "to", "--until", IS_DAY),
    ("pause", "from", "--from", IS_DAY),
    ("remind", "at", "--at", IS_TIME),
];

/// Options that take a list, whose words may stand apart behind its commas.
const LISTS: &str = "--feeling --trigger --coping --changed --for --days";

/// Arguments as they are said: the words of a list and of a day, a time, an amount or a rhythm in one,
/// `until sunday` as the option it is.
pub fn joined(args: Vec<OsString>) -> Vec<OsString> {
    let first = legacy::words(&args).next();
    let command = first.map(|at| args[at].to_string_lossy().into_owned());
    let command = command.unwrap_or_default();
    let mut joined: Vec<OsString> = Vec::with_capacity(args.len());
    let mut in_list = false;
    let mut at = 0;
    // Behind `--` everything is as it was typed.
    let end = args.iter().position(|arg| arg == "--");
    while let Some(arg) = args.get(at).filter(|_| Some(at) != end) {
        at += 1;
        let bytes = arg.as_encoded_bytes();
        let goes_on = in_list && !bytes.starts_with(b"-");
        if let Some(last) = joined.last_mut() {
            if goes_on && last.as_encoded_bytes().ends_with(b",") {
                last.push(" ");
                last.push(arg);
                continue;
            }
            in_list = last.to_str().is_some_and(|last| among(LISTS, last));
        }
        let typed = arg.to_str().unwrap_or_default();
        let spoken = SPOKEN.iter().find(|(options, _)| among(options, typed));
        let stands = |(commands, words, ..): &&(&str, &str, &str, Reads)| {
            among(words, typed) && among(commands, &command)
        };
        let word = WORDS.iter().find(stands);
        let found = match (spoken, word) {
            (Some((_, reads)), _) => {
                let value = value(&args[at..], 2, *reads);
                value.map(|value| (arg.clone(), value))
            }
            // `remind at` prints lines for at(1).
            (None, Some((.., option, reads))) if Some(at - 1) > first.map(|first| first + 1) => {
                value(&args[at..], 1, *reads).map(|value| (OsString::from(option), value))
            }
            _ => None,
        };
        match found {
            Some((option, (value, words))) => {
                joined.extend([option, value.into()]);
                at += words;
            }
            None => joined.push(arg.clone()),
        }
    }
    joined.extend_from_slice(&args[at..]);
    joined
}

/// The most words from here, at least so many, that read as a value; and how many they are.
fn value(args: &[OsString], least: usize, reads: Reads) -> Option<(String, usize)> {
    const MOST: usize = 4;
    let plain = |word: &&str| !word.starts_with('-') && !word.is_empty();
    let words = args.iter().map_while(|arg| arg.to_str().filter(plain));
    let words: Vec<&str> = words.collect();
    let most = words.len().min(MOST);
    let mut values = (least..=most).rev().map(|n| (words[..n].join(" "), n));
    values.find(|(value, _)| reads(value))
}

/// Words as they are kept: each valid, each once.
pub fn words(flag: &str, typed: &[String]) -> Result<Vec<String>> {
    let mut kept: Vec<String> = Vec::new();
    // An empty word among several is a slip, unless a comma ends the list; alone it clears the list.
    let each = typed.iter().flat_map(|typed| match typed.contains(',') {
        true => typed
            .split(',')
            .map(str::trim)
            .filter(|w| !w.is_empty())
            .collect(),
        false => vec![typed.as_str()],
    });
    for word in each.filter(|w| typed.len() > 1 || !w.is_empty()) {
        let word = text::name(word).map_err(|e| Failure::text(flag, &e))?;
        if !kept.contains(&word) {
            kept.push(word);
        }
    }
    Ok(kept)
}

/// A field as it is kept: an empty text unsets it.
pub fn field(flag: &str, typed: &str) -> Result<Option<String>> {
    let kept = (!typed.trim().is_empty()).then(|| text::name(typed));
    kept.transpose().map_err(|e| Failure::text(flag, &e))
}

/// The name of a person; it has to be one.
pub fn person(flag: &str, typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text(&format!("the name after {flag}"), &e))
}

/// Words as they are kept, verbatim and on as many lines as they have; an empty text unsets them.
pub fn said(flag: &str, typed: &str) -> Result<Option<String>> {
    text::note(typed).map_err(|e| Failure::text(flag, &e))
}

/// A number, and the unit that was typed with it.
pub type Measured = (f64, Option<String>);

/// `20`, `20min`, `1.5 km`, `72,4`, `1h30`.
pub fn amount(typed: &str) -> Result<Measured> {
    let expects = || {
        Failure::usage(format!(
            "--amount expects a number such as 20, 1.5 or 20min, or a span such as 1h30; got '{typed}'"
        ))
        .hint("a unit comes after its number, or none")
    };
    let Amount { n, unit } = Amount::typed(typed).map_err(|no| match no {
        NoAmount::Unreadable => expects(),
        NoAmount::Either(whole, decimal) => {
            // With one more zero the mark can be that of decimals alone.
            let decimal = match decimal.fract() == 0.0 {
                true => decimal.to_string(),
                false => format!("{decimal:.4}"),
            };
            Failure::usage(format!("--amount {typed} reads two ways"))
                .hint(format!("`{whole}` or `{decimal}` reads one way"))
        }
    })?;
    if !(0.0..=1e12).contains(&n) {
        return Err(expects());
    }
    let unit = unit.map(text::name).transpose();
    Ok((n, unit.map_err(|e| Failure::text("the unit", &e))?))
}

/// A number in the unit its ritual is counted in.
pub fn counted(n: f64, unit: Option<&str>, ritual: Option<&str>) -> f64 {
    let by = unit.zip(ritual).and_then(|(from, to)| factor(from, to));
    n * by.unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_after_a_comma() {
        let rows = "
            mood|3|--feeling|tired,|sad => mood|3|--feeling|tired, sad
            mood|--feeling|tired,|sad,|worn out|--sleep|7 => mood|--feeling|tired, sad, worn out|--sleep|7
            mood|--feeling|tired,|--sleep|7 => mood|--feeling|tired,|--sleep|7
            mood|3|slept,|at last => mood|3|slept,|at last
            ritual|log|walk|--on|3|days|ago => ritual|log|walk|--on|3 days ago
            ritual|log|--on|5|march|walk => ritual|log|--on|5 march|walk
            ritual|log|--on|monday|walk => ritual|log|--on|monday|walk
            ritual|log|walk|--at|9|pm => ritual|log|walk|--at|9 pm
            ritual|log|--amount|20|min|walk => ritual|log|--amount|20 min|walk
            ritual|log|--amount|20|walk => ritual|log|--amount|20|walk
            ritual|add|a|--rhythm|every|3|days => ritual|add|a|--rhythm|every 3 days
            ritual|mood|--sleep|7|hours|3 => ritual|mood|--sleep|7 hours|3
            ritual|pause|walk|until|sunday => ritual|pause|walk|--until|sunday
            ritual|pause|walk|from|1|jan|to|3|jan => ritual|pause|walk|--from|1 jan|--until|3 jan
            ritual|offer|tea|until|sunday => ritual|offer|tea|--until|sunday
            ritual|try|no tea|until|noon => ritual|try|no tea|until|noon
            ritual|win|slept|until|sunday => ritual|win|slept|until|sunday
            ritual|remind|walk|at|9|pm => ritual|remind|walk|--at|9 pm
            ritual|remind|at|--until => ritual|remind|at|--until
            ritual|win|--|--on|3|days|ago => ritual|win|--|--on|3|days|ago
            mood|--feeling|tired|so,|it is => mood|--feeling|tired|so,|it is";
        for row in rows.trim().lines() {
            let (typed, read) = row.trim().split_once(" => ").unwrap();
            let args = |line: &str| line.split('|').map(OsString::from).collect::<Vec<_>>();
            assert_eq!(joined(args(typed)), args(read), "{typed}");
        }
        let kept = words("--feeling", &["tired, sad,".to_owned()]).unwrap();
        assert_eq!(kept, ["tired", "sad"]);
    }
}
