//! The command line as it was typed, for `undo`: what is the program's own, and what may be words of
//! the person's.

use super::legacy::{COMMON, VALUED, among};
use super::when::is_day_word;
use crate::store::{Line, Typed};
use std::io::{IsTerminal, stderr, stdin};

/// Options whose value is a day, a time, a number or one of a list, never words.
const OPEN: &str = "--on --at --from --until --to --rhythm --month --days --amount --unit --mood --sleep \
    --energy --giving --enjoyed --feels --carry --let-go --agreed --revisit";

/// Commands whose words are names of rituals and handles; of `log` those that are one word.
const OF_NAMES: &str = "change edit log merge pause resume retire add config";

/// The line of the running command, whose name is `name`.
pub fn typed(name: &str) -> Line {
    let by_hand = stdin().is_terminal() || stderr().is_terminal();
    let args = std::env::args_os().skip(1);
    let args: Vec<String> = args.map(|a| a.to_string_lossy().into_owned()).collect();
    Line {
        name: name.to_owned(),
        by_hand,
        words: words(name, &args),
    }
}

fn words(name: &str, args: &[String]) -> Vec<Typed> {
    let mut words = Vec::new();
    let mut args = args.iter().map(String::as_str);
    // Whether an option came before, and whether its values are never words.
    let (mut after_flag, mut open) = (false, false);
    while let Some(arg) = args.next() {
        if COMMON.contains(&arg) {
            continue;
        }
        if VALUED.contains(&arg) {
            args.next();
            continue;
        }
        let dashed = arg.starts_with('-') && !arg.trim_start_matches('-').starts_with(digit);
        if dashed && arg.len() > 1 {
            let (flag, value) = arg.split_once('=').unwrap_or((arg, ""));
            if VALUED.contains(&flag) {
                continue;
            }
            (after_flag, open) = (true, among(OPEN, flag));
            words.push(Typed::Plain(match (value, open) {
                ("", _) | (_, true) => arg.to_owned(),
                (_, false) => format!("{flag}=…"),
            }));
            continue;
        }
        let of_name = |word: &str| word.starts_with(arg);
        let name_of_one = !after_flag && among(OF_NAMES, name) && !arg.contains(' ');
        let plain = words.is_empty() || open || name_of_one;
        let plain = plain || name.split(' ').any(of_name) || is_plain(arg);
        words.push(match plain {
            true => Typed::Plain(arg.to_owned()),
            false => Typed::Own(arg.to_owned()),
        });
    }
    words
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// A number, an amount, a handle or a day.
fn is_plain(word: &str) -> bool {
    let first = word.trim_start_matches(['#', '-']);
    let number = first.starts_with(digit) && !word.contains(' ') && word.chars().count() < 20;
    number || is_day_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_words_is_marked() {
        let line = |name: &str, line: &str| -> String {
            let args: Vec<String> = line.split(' ').map(str::to_owned).collect();
            let shown = words(name, &args).into_iter().map(|word| match word {
                Typed::Plain(word) => word,
                Typed::Own(word) => format!("<{word}>"),
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        let rows = "
            log: --json log walk 20min --db x yesterday => log walk 20min yesterday
            log: log walk --note calm --on monday => log walk --note <calm> --on monday
            log: log walk --note=calm --at=7:30 -q => log walk --note=… --at=7:30
            month set: mon se --personal read => mon se --personal <read>
            mood: mood 3 slept at last => mood 3 <slept> <at> <last>
            mood: mood - => mood <->";
        for row in rows.trim().lines() {
            let (typed, shown) = row.trim().split_once(" => ").unwrap();
            let (name, typed) = typed.split_once(": ").unwrap();
            assert_eq!(line(name, typed), shown, "{typed}");
        }
    }
}
