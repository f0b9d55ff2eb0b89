//! Numbers with a unit, and spans of time, as people and programs write them. This is the one reader
//! of both.

use super::text;

/// A number in its unit, if it has one. A span of several parts is in minutes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount<'t> {
    pub n: f64,
    pub unit: Option<&'t str>,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoAmount {
    Unreadable,
    /// `1.000` is a thousand to some and one to others.
    Either(f64, f64),
}

/// What a point or a comma before three digits is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Typed by a person: it may be either.
    Either,
    /// Written by a program: a point is one of decimals, a comma may be either.
    Point,
}

pub const MINUTES: &str = "min";

/// Units of time: what each is called here, its seconds, what others call it.
const UNITS: [(&str, f64, &str); 3] = [
    (
        "h",
        3600.0,
        "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore",
    ),
    (
        MINUTES,
        60.0,
        "min mins minute minutes minuten minuto minutos minuti ' ′ ’",
    ),
    (
        "s",
        1.0,
        "s sec secs second seconds sek sekunde sekunden seconde secondes",
    ),
];

fn time_unit(word: &str) -> Option<(&'static str, f64)> {
    let key = text::key(word.trim_end_matches('.'));
    let mut units = UNITS.iter();
    let found = units.find(|(.., words)| text::among(words, &key));
    found.map(|(name, seconds, _)| (*name, *seconds))
}

/// A unit as it is kept: `minutes` and `min` are one.
pub fn unit(word: &str) -> &str {
    time_unit(word).map_or(word, |(name, _)| name)
}

/// Whether a word behind a number is a unit, whatever is counted.
pub fn is_unit(word: &str) -> bool {
    const COMMON: &str = "m km cm mi mile miles meter meters metre metres kilometer kilometers \
        kilometre kilometres yd ft kg g lb lbs l ml cl oz kcal cal step steps page pages rep reps \
        set sets lap laps time times word words glass glasses cup cups %";
    let key = text::key(word);
    time_unit(word).is_some() || text::among(COMMON, &key)
}

/// Whether amounts of two units make a sum: `minutes` and `min` are one, `min` and `h` are two.
pub fn same(one: Option<&str>, other: Option<&str>) -> bool {
    let key = |word: &str| text::key(unit(word));
    one == other || one.zip(other).is_some_and(|(a, b)| key(a) == key(b))
}

/// By what a number in one unit is multiplied to stand in the other; none where they do not measure
/// the same.
pub fn factor(from: &str, to: &str) -> Option<f64> {
    match (time_unit(from), time_unit(to)) {
        _ if text::key(from) == text::key(to) => Some(1.0),
        (Some((_, from)), Some((_, to))) => Some(from / to),
        _ => None,
    }
}

impl<'t> Amount<'t> {
    /// Reads what a person typed: `20`, `72,4`, `20min`, `1h30`, `0:25`, `PT30M`.
    ///
    /// # Errors
    /// A text that is no amount, or may be two.
    pub fn typed(text: &'t str) -> Result<Amount<'t>, NoAmount> {
        read(text.trim(), Mark::Either)
    }

    /// Reads what stands in a file: as it is typed, but a point is one of decimals.
    ///
    /// # Errors
    /// As [`Amount::typed`].
    pub fn of_file(text: &'t str) -> Result<Amount<'t>, NoAmount> {
        read(text.trim(), Mark::Point)
    }

    /// A span in minutes; anything else as it is.
    pub fn in_minutes(self) -> Amount<'t> {
        match self.unit.and_then(|unit| factor(unit, MINUTES)) {
            Some(by) => Amount {
                n: self.n * by,
                unit: Some(MINUTES),
            },
            None => self,
        }
    }

    /// Hours, where a number alone is one of hours.
    pub fn hours(&self) -> Option<f64> {
        match self.unit {
            None => Some(self.n),
            // After a number of hours, and nowhere else, it would be metres.
            Some("m") => Some(self.n / 60.0),
            Some(unit) => factor(unit, "h").map(|by| self.n * by),
        }
    }
}

fn read(text: &str, mark: Mark) -> Result<Amount<'_>, NoAmount> {
    let minutes = |n| Amount {
        n,
        unit: Some(MINUTES),
    };
    if let Some(span) = iso(text).or_else(|| clock(text)) {
        return Ok(minutes(span));
    }
    let (n, rest) = number(text, mark)?;
    let (word, more) = word(rest);
    if word.is_empty() {
        return match more.is_empty() {
            true => Ok(Amount { n, unit: None }),
            false => Err(NoAmount::Unreadable),
        };
    }
    if !more.is_empty() {
        return parts(text).map(minutes).ok_or(NoAmount::Unreadable);
    }
    // "1/2", "1e3" and "0x10" are numbers of another kind, not amounts with a unit.
    let sound = word.starts_with(|c: char| c.is_alphabetic() || "%‰°€$£'′’".contains(c))
        && !word.contains(|c: char| c.is_ascii_digit())
        && word
            .split_once(' ')
            .is_none_or(|(first, _)| time_unit(first).is_none());
    match sound {
        true => Ok(Amount {
            n,
            unit: Some(unit(word)),
        }),
        false => Err(NoAmount::Unreadable),
    }
}

/// A number at the beginning, and what follows it.
fn number(text: &str, mark: Mark) -> Result<(f64, &str), NoAmount> {
    let signed = text.strip_prefix('-').unwrap_or(text);
    let end = signed.find(|c: char| !c.is_ascii_digit() && !".,".contains(c));
    let (digits, rest) = signed.split_at(end.unwrap_or(signed.len()));
    let sign = if signed.len() < text.len() { -1.0 } else { 1.0 };
    let marks: Vec<char> = digits.chars().filter(|c| ".,".contains(*c)).collect();
    let groups: Vec<&str> = digits.split(['.', ',']).collect();
    let of = |text: String| text.parse::<f64>().map_err(|_| NoAmount::Unreadable);
    let (first, last) = (groups[0], groups[groups.len() - 1]);
    let may_be_thousands = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let in_threes = |groups: &[&str]| groups.iter().all(|g| g.len() == 3);
    let n = match marks.as_slice() {
        [] => of(digits.to_owned())?,
        [one] => {
            let decimal = of(digits.replace(',', "."))?;
            let whole = last.len() == 3 && may_be_thousands;
            if whole && !(*one == '.' && mark == Mark::Point) {
                return Err(NoAmount::Either(
                    sign * of(groups.concat())?,
                    sign * decimal,
                ));
            }
            decimal
        }
        // Several marks of one kind are thousands; another at the end is that of decimals.
        [head @ .., end] => {
            let middle = &groups[1..groups.len() - 1];
            let same = |c: &char| *c == head[0];
            let sound = may_be_thousands && head.iter().all(same) && in_threes(middle);
            match (sound, same(end)) {
                (true, true) if in_threes(&[last]) => of(groups.concat())?,
                (true, false) => of(format!("{}.{last}", groups[..groups.len() - 1].concat()))?,
                _ => return Err(NoAmount::Unreadable),
            }
        }
    };
    Ok((sign * n, rest.trim_start()))
}

/// The word at the beginning, up to a digit where it is a unit of time, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let digit = text.find(|c: char| c.is_ascii_digit());
    match digit {
        Some(at) if time_unit(text[..at].trim_end()).is_some() => {
            (text[..at].trim_end(), &text[at..])
        }
        _ => (text.trim_end(), ""),
    }
}

/// `1h30`, `7h 30m`, `1 hour 5 minutes`: from the greater unit to the smaller, in minutes.
fn parts(text: &str) -> Option<f64> {
    let (mut rest, mut seconds, mut above) = (text, 0.0, f64::INFINITY);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        let n: f64 = digits.parse().ok()?;
        let after = after.trim_start();
        let end = after.find(|c: char| c.is_ascii_digit() || c.is_whitespace());
        let (unit, after) = after.split_at(end.unwrap_or(after.len()));
        let each = match unit {
            // What stands without a unit, or with m, after the hours is minutes.
            "" | "m" | "M" if above == 3600.0 => 60.0,
            unit => time_unit(unit)?.1,
        };
        if each >= above || above.is_finite() && n * each >= above {
            return None;
        }
        (seconds, above, rest) = (seconds + n * each, each, after.trim_start());
    }
    Some(seconds / 60.0)
}

/// `0:25`, `1:05:00`: hours, minutes and seconds, in minutes.
fn clock(text: &str) -> Option<f64> {
    let mut parts = text.split(':').map(|part| {
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<f64>().ok()).flatten()
    });
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().map_or(Some(0.0), |s| s)?;
    let sound = minutes < 60.0 && seconds < 60.0 && parts.next().is_none();
    sound.then_some(hours * 60.0 + minutes + seconds / 60.0)
}

/// `PT1H30M`, `P1DT2H` of ISO 8601, in minutes.
fn iso(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(['P', 'p'])?.to_ascii_uppercase();
    let (days, clock) = rest.split_once('T').unwrap_or((&rest, ""));
    let mut seconds = 0.0;
    let mut any = false;
    for (mut part, units) in [
        (days, &[('W', 604_800.0), ('D', 86_400.0)][..]),
        (clock, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)]),
    ] {
        for (mark, each) in units {
            if let Some((n, after)) = part.split_once(*mark) {
                let plain = |b: u8| b.is_ascii_digit() || b == b'.';
                let n = n.replace(',', ".");
                if !n.bytes().all(plain) {
                    return None;
                }
                seconds += n.parse::<f64>().ok()? * each;
                (part, any) = (after, true);
            }
        }
        if !part.is_empty() {
            return None;
        }
    }
    any.then_some(seconds / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(read: Result<Amount<'_>, NoAmount>) -> String {
        match read {
            Ok(Amount { n, unit }) => format!("{n} {}", unit.unwrap_or_default())
                .trim_end()
                .to_owned(),
            Err(NoAmount::Unreadable) => "-".to_owned(),
            Err(NoAmount::Either(a, b)) => format!("{a} or {b}"),
        }
    }

    #[test]
    fn spans_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1h30", "90 min"),
            ("1h 30m", "90 min"),
            ("0h45", "45 min"),
            ("90'", "90 min"),
            ("0:25", "25 min"),
            ("1:05:00", "65 min"),
            ("PT30M", "30 min"),
            ("PT1H30M", "90 min"),
            ("P1DT1H", "1500 min"),
            ("7h 30m", "450 min"),
            ("450 min", "450 min"),
            ("25 minutes", "25 min"),
            ("1 hour 5 minutes", "65 min"),
            ("1h30min", "90 min"),
            ("1h30'", "90 min"),
            ("2 Stunden", "2 h"),
            ("2h", "2 h"),
            ("30m", "30 m"),
            ("45s", "45 s"),
            ("1h90", "-"),
            ("30m1h", "-"),
            ("1h2h", "-"),
            ("0:75", "-"),
            ("1:2:3:4", "-"),
            ("P", "-"),
            ("PT", "-"),
            ("PTM", "-"),
            ("P-1D", "-"),
            ("1h half", "-"),
        ] {
            assert_eq!(shown(Amount::typed(text)), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_read_two_ways_are_told_from_those_that_read_one() {
        for (text, typed, of_file) in [
            ("20", "20", "20"),
            ("72,4", "72.4", "72.4"),
            ("0.125", "0.125", "0.125"),
            ("1.000", "1000 or 1", "1"),
            ("1,234", "1234 or 1.234", "1234 or 1.234"),
            ("12,500 km", "12500 or 12.5", "12500 or 12.5"),
            ("1234.567", "1234.567", "1234.567"),
            ("3.666666667", "3.666666667", "3.666666667"),
            ("1.234.567", "1234567", "1234567"),
            ("1,234.5", "1234.5", "1234.5"),
            ("1,23,4", "-", "-"),
            (".5", "0.5", "0.5"),
            ("-3", "-3", "-3"),
            ("1/2", "-", "-"),
            ("1e3", "-", "-"),
            ("0x10", "-", "-"),
            ("1'234", "-", "-"),
            ("1 234", "-", "-"),
            ("m", "-", "-"),
            ("", "-", "-"),
            ("1.5 km", "1.5 km", "1.5 km"),
            ("80%", "80 %", "80 %"),
        ] {
            assert_eq!(shown(Amount::typed(text)), typed, "{text}");
            assert_eq!(shown(Amount::of_file(text)), of_file, "{text}");
        }
    }

    #[test]
    fn hours_are_read_of_any_span() {
        for (text, hours) in [
            ("7.5", 7.5),
            ("6,5", 6.5),
            ("7:30", 7.5),
            ("7h30", 7.5),
            ("450 min", 7.5),
            ("PT7H30M", 7.5),
            ("30m", 0.5),
            ("8 hours", 8.0),
        ] {
            let read = Amount::typed(text).ok().and_then(|a| a.hours());
            assert_eq!(read, Some(hours), "{text}");
        }
        assert_eq!(Amount::typed("8 cups").unwrap().hours(), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_a_finite_number_or_none(text in "\\PC{0,12}", noise in "[0-9hmsPTDM:.,' -]{0,12}") {
            for text in [text, noise] {
                for read in [Amount::typed(&text), Amount::of_file(&text)] {
                    proptest::prop_assert!(read.is_err() || read.unwrap().n.is_finite());
                }
            }
        }
    }
}
