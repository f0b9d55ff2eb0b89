//! The words of a note: `#water(3) #sleep(04:30:00) slow day @sam +travel(90days)`.

use crate::domain::amount::Amount;

/// A word with a mark.
#[derive(Debug, PartialEq)]
pub struct Tag {
    /// `#` a tracker, `@` a person, `+` a context.
    pub mark: char,
    /// In lower case.
    pub name: String,
    /// What stands in brackets; none for nothing.
    pub value: Option<Value>,
}

#[derive(Debug, PartialEq)]
pub enum Value {
    /// A number and its unit, if it has one; a timer is in minutes.
    Number(f64, Option<String>),
    Other(String),
}

/// Marks that end a word and are none of it.
const ENDS: &[char] = &[',', '.', '!', '?', ':', '\''];

/// The tags of a note, and the other words as they stand.
pub fn read(note: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut words) = (Vec::new(), Vec::new());
    let mut rest = note;
    while let Some(from) = rest.find(|c: char| !c.is_whitespace()) {
        rest = &rest[from..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        // A sum may have spaces in it.
        let end = match rest[..end]
            .find('(')
            .filter(|_| rest.starts_with(['#', '@', '+']))
        {
            Some(open) => rest[open..].find(')').map_or(end, |close| {
                let inner = &rest[open + 1..open + close];
                let long = inner.contains('\n') || inner.len() > 100;
                if long { end } else { end.max(open + close + 1) }
            }),
            None => end,
        };
        let (word, after) = rest.split_at(end);
        match tag(word) {
            Some(tag) => tags.push(tag),
            None => words.push(word),
        }
        rest = after;
    }
    (tags, words.join(" "))
}

fn tag(word: &str) -> Option<Tag> {
    let word = word.trim_end_matches(ENDS);
    let mark = word
        .chars()
        .next()
        .filter(|c| ['#', '@', '+'].contains(c))?;
    let (name, value) = match word[1..].split_once('(') {
        Some((name, value)) => (name, value.trim_end_matches(')').trim()),
        None => (&word[1..], ""),
    };
    let named = name.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    // `+1` is a number, `#1` a place in a row.
    let number = name.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    (named && !number).then(|| Tag {
        mark,
        name: name.to_lowercase(),
        value: (!value.is_empty()).then(|| Value::of(value)),
    })
}

impl Value {
    fn of(text: &str) -> Value {
        if let Ok(Amount { n, unit }) = Amount::of_file(text) {
            return Value::Number(n, unit.map(str::to_owned));
        }
        let end = text.find(char::is_alphabetic).unwrap_or(text.len());
        let (numbers, unit) = text.split_at(end);
        match sum(numbers) {
            Some(n) => Value::Number(n, Some(unit.trim().to_owned()).filter(|u| !u.is_empty())),
            None => Value::Other(text.to_owned()),
        }
    }
}

/// Numbers with plus and minus between them.
fn sum(text: &str) -> Option<f64> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut total = 0.0;
    let mut rest = bare.as_str();
    let mut first = true;
    while !rest.is_empty() {
        let sign = if rest.starts_with('-') { -1.0 } else { 1.0 };
        let signed = rest.starts_with(['+', '-']);
        if !signed && !first {
            return None;
        }
        let digits = &rest[usize::from(signed)..];
        let end = digits.find(['+', '-']).unwrap_or(digits.len());
        total += sign * digits[..end].parse::<f64>().ok()?;
        rest = &digits[end..];
        first = false;
    }
    Some(total).filter(|n: &f64| n.is_finite() && !first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_marks_are_tags() {
        let (tags, words) = read(
            "#Water(3), slow #run(1.6mile) day @sam. +travel(90days) #sum(4 + 4) #t(01:30:15) #x() #1 c#",
        );
        assert_eq!(words, "slow day #1 c#");
        let shown: Vec<(char, &str)> = tags.iter().map(|t| (t.mark, t.name.as_str())).collect();
        assert_eq!(
            shown,
            [
                ('#', "water"),
                ('#', "run"),
                ('@', "sam"),
                ('+', "travel"),
                ('#', "sum"),
                ('#', "t"),
                ('#', "x")
            ]
        );
        let number =
            |n, unit: &str| Value::Number(n, Some(unit.to_owned()).filter(|u| !u.is_empty()));
        assert_eq!(tags[0].value, Some(number(3.0, "")));
        assert_eq!(tags[1].value, Some(number(1.6, "mile")));
        assert_eq!(tags[4].value, Some(number(8.0, "")));
        assert_eq!(tags[5].value, Some(number(90.25, "min")));
        assert_eq!(tags[6].value, None);
        assert_eq!(Value::of("2-0.5"), number(1.5, ""));
        assert_eq!(Value::of("a lot"), Value::Other("a lot".to_owned()));
    }
}
