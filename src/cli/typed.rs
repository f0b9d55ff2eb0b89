//! Values as they are typed.

use crate::domain::amount::Amount;
use crate::domain::text;
use crate::failure::{Failure, Result};
use std::ffi::OsString;

/// A field that was given: with a value, or with an empty text that unsets it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Given<T> {
    Value(T),
    Unset,
}

impl<T: Copy> Given<T> {
    /// The field after it was given, or not.
    pub fn over(given: Option<Self>, present: Option<T>) -> Option<T> {
        match given {
            None => present,
            Some(Given::Value(value)) => Some(value),
            Some(Given::Unset) => None,
        }
    }
}

fn or_unset<T>(
    typed: &str,
    read: fn(&str) -> std::result::Result<T, String>,
) -> std::result::Result<Given<T>, String> {
    if typed.trim().is_empty() {
        Ok(Given::Unset)
    } else {
        read(typed).map(Given::Value)
    }
}

/// A step of the scale, or an empty text.
pub fn given_step(typed: &str) -> std::result::Result<Given<u8>, String> {
    or_unset(typed, step)
}

/// A count of one or more.
pub fn several(typed: &str) -> std::result::Result<usize, String> {
    let known = typed.trim().parse().ok().filter(|n| *n > 0);
    known.ok_or_else(|| "expects a number from 1".to_owned())
}

/// Hours, or an empty text.
pub fn given_hours(typed: &str) -> std::result::Result<Given<f64>, String> {
    or_unset(typed, hours)
}

/// A whole number from 1 to 5.
pub fn step(typed: &str) -> std::result::Result<u8, String> {
    typed
        .trim()
        .parse()
        .ok()
        .filter(|n| (1..=5).contains(n))
        .ok_or_else(|| "expects a whole number from 1 to 5".to_owned())
}

/// What begins with a number as the number, and the words behind it.
pub fn numbered(typed: &str) -> (Option<String>, String) {
    // "3,tired" is a 3 and a word; "3,5" is neither.
    let comma = typed.split_once(',').filter(|(before, after)| {
        !before.contains(' ') && after.starts_with(|c: char| !c.is_ascii_digit())
    });
    let (first, rest) = comma.or(typed.split_once(' ')).unwrap_or((typed, ""));
    // "4/5" is a 4 of the five steps there are.
    let number = first.trim_end_matches(',');
    let number = number.strip_suffix("/5").unwrap_or(number);
    let digit = number.contains(|c: char| c.is_ascii_digit());
    match number.parse::<f64>() {
        Ok(_) if digit => (Some(number.to_owned()), rest.trim().to_owned()),
        _ => (None, typed.to_owned()),
    }
}

/// Hours of a day, as a number or as a span.
pub fn hours(typed: &str) -> std::result::Result<f64, String> {
    let read = Amount::typed(typed).ok().and_then(|amount| amount.hours());
    read.filter(|hours| (0.0..=24.0).contains(hours))
        .ok_or_else(|| "expects hours from 0 to 24, such as 7.5, 7:30 or 7h30".to_owned())
}

/// Arguments with the words of a list in one: `--feeling tired, sad` is typed as it is said.
pub fn joined(args: Vec<OsString>) -> Vec<OsString> {
    const LISTS: [&str; 5] = ["--feeling", "--trigger", "--coping", "--changed", "--for"];
    let mut joined: Vec<OsString> = Vec::with_capacity(args.len());
    let mut in_list = false;
    for arg in args {
        let bytes = arg.as_encoded_bytes();
        let goes_on = in_list && !bytes.starts_with(b"-");
        match joined.last_mut() {
            Some(last) if goes_on && last.as_encoded_bytes().ends_with(b",") => {
                last.push(" ");
                last.push(arg);
                continue;
            }
            Some(last) => in_list = LISTS.iter().any(|list| last == list),
            None => {}
        }
        joined.push(arg);
    }
    joined
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
    if typed.trim().is_empty() {
        return Ok(None);
    }
    text::name(typed)
        .map(Some)
        .map_err(|e| Failure::text(flag, &e))
}

/// The name of a person; it has to be one.
pub fn person(flag: &str, typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text(&format!("the name after {flag}"), &e))
}

/// Words as they are kept, verbatim and on as many lines as they have; an empty text unsets them.
pub fn said(flag: &str, typed: &str) -> Result<Option<String>> {
    text::note(typed).map_err(|e| Failure::text(flag, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_after_a_comma() {
        for (typed, read) in [
            ("mood|3|--feeling|tired,|sad", "mood|3|--feeling|tired, sad"),
            (
                "mood|--feeling|tired,|sad,|worn out|--sleep|7",
                "mood|--feeling|tired, sad, worn out|--sleep|7",
            ),
            (
                "mood|--feeling|tired,|--sleep|7",
                "mood|--feeling|tired,|--sleep|7",
            ),
            ("mood|3|slept,|at last", "mood|3|slept,|at last"),
            (
                "mood|--feeling|tired|so,|it is",
                "mood|--feeling|tired|so,|it is",
            ),
        ] {
            let args = typed.split('|').map(OsString::from).collect();
            let read: Vec<OsString> = read.split('|').map(OsString::from).collect();
            assert_eq!(joined(args), read, "{typed}");
        }
        let kept = words("--feeling", &["tired, sad,".to_owned()]).unwrap();
        assert_eq!(kept, ["tired", "sad"]);
    }
}
