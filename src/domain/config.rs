//! A setting of the notebook, kept in the file with everything else.

use super::dates::{short, weekday};
use super::field::{FieldError, field, noun};
use super::measure::{self, Own};
use super::small::Feel;
use super::text;
use chrono::{NaiveTime, Timelike, Weekday};

noun! {
    /// One setting as it is stored.
    pub struct Config {
        key: String = field("key"),
        value: String = field("value"),
    }

    fn check(&self) -> Result<(), FieldError> {
        let read = Settings::default().apply(&self.key, &self.value);
        read.map_err(|expects| FieldError::new("value", expects))
    }
}

/// All settings, read; what is unset has its default.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// When a new day begins; before it, a moment belongs to the day before.
    pub day_start: NaiveTime,
    pub week_start: Weekday,
    /// Whether runs are shown.
    pub runs: bool,
    /// Whether a check-in asks how support is wanted.
    pub question: bool,
    /// Whether a bare `ritual` shows the board; else the page of the day.
    pub board: bool,
    /// Whether completion offers what is written in confidence as well.
    pub completion: bool,
    /// The person's own words for 1 to 5; empty where there is none.
    pub scale: [String; 5],
    /// The person's own measures, by name.
    pub measures: Vec<Own>,
    /// The person's own words for burdensome and reinforcing; empty where there is none.
    pub feels: [String; 2],
}

/// The settings there are, with what each takes.
pub const KEYS: [(&str, &str); 9] = [
    ("day-start", "a time such as 04:00, from 00:00 to 12:00"),
    ("week-start", "a weekday such as mon or sun"),
    ("runs", "on or off"),
    ("question", "on or off"),
    ("board", "on or off"),
    ("completion", "all, or plain"),
    (
        "scale",
        "words for 1 to 5, such as 1=heavy 3=even 5=light, or none",
    ),
    (MEASURE, measure::EXPECTS),
    (
        "feels",
        "two words, for burdensome and reinforcing, such as heavy,light, or none",
    ),
];

/// The setting of which there is one for each measure, under `measure NAME`.
pub const MEASURE: &str = "measure";

/// The key a measure is stored under.
pub fn measure_key(name: &str) -> String {
    format!("{MEASURE} {name}")
}

/// The measure that a key is of.
fn measure_of(key: &str) -> Option<&str> {
    key.strip_prefix(MEASURE)?.strip_prefix(' ')
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            day_start: NaiveTime::MIN,
            week_start: Weekday::Mon,
            runs: true,
            question: true,
            board: true,
            completion: false,
            scale: ["heavy", "", "even", "", "light"].map(str::to_owned),
            measures: Vec::new(),
            feels: Default::default(),
        }
    }
}

impl Settings {
    /// Takes one stored value in.
    ///
    /// # Errors
    /// An unknown key, or a value the key does not take: what it expects.
    pub fn apply(&mut self, key: &str, value: &str) -> Result<(), String> {
        if let Some(name) = measure_of(key) {
            let own = Own::parse(name, value).ok_or_else(|| measure::EXPECTS.to_owned())?;
            self.measures.retain(|other| !other.is(name));
            let at = self.measures.partition_point(|other| other.name < own.name);
            self.measures.insert(at, own);
            return Ok(());
        }
        let Some((_, expects)) = KEYS.iter().find(|(k, _)| *k == key) else {
            let known: Vec<&str> = KEYS.iter().map(|(k, _)| *k).collect();
            return Err(format!("one of {}", known.join(", ")));
        };
        self.set(key, value).ok_or_else(|| (*expects).to_owned())
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "day-start" => {
                let time = time(value).filter(|t| t.second() == 0)?;
                let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
                self.day_start = Some(time).filter(|t| *t <= noon)?;
            }
            "week-start" => self.week_start = weekday(value)?,
            "scale" => self.scale = scale(value)?,
            "feels" => self.feels = two_words(value)?,
            key => {
                let (on, words) = self.switch_mut(key)?;
                *on = words.iter().position(|w| w.eq_ignore_ascii_case(value))? == 1;
            }
        }
        Some(())
    }

    /// What is on or off, and the words for it; a measure, which has a name, is none of them.
    fn switch_mut(&mut self, key: &str) -> Option<(&mut bool, [&'static str; 2])> {
        Some(match key {
            "runs" => (&mut self.runs, ["off", "on"]),
            "question" => (&mut self.question, ["off", "on"]),
            "board" => (&mut self.board, ["off", "on"]),
            "completion" => (&mut self.completion, ["plain", "all"]),
            _ => return None,
        })
    }

    /// The value of a setting as `config` shows and stores it; `None` for an unknown key.
    pub fn value(&self, key: &str) -> Option<String> {
        Some(match key {
            "day-start" => self.day_start.format("%H:%M").to_string(),
            "week-start" => short(self.week_start),
            "scale" => {
                let words = self.scale.iter().enumerate().filter(|(_, w)| !w.is_empty());
                listed(words.map(|(i, w)| format!("{}={w}", i + 1)))
            }
            "feels" => listed(self.feels.iter().filter(|w| !w.is_empty()).cloned()),
            MEASURE => listed(
                self.measures
                    .iter()
                    .map(|own| format!("{} {own}", own.name)),
            ),
            key => match self.clone().switch_mut(key) {
                Some((on, words)) => words[usize::from(*on)].to_owned(),
                None => self.measure(measure_of(key)?)?.to_string(),
            },
        })
    }

    /// What of them a view of two goes by: where weeks begin. Nobody consented to the person's words.
    #[must_use]
    pub fn for_two(&self) -> Settings {
        Settings {
            week_start: self.week_start,
            scale: Default::default(),
            ..Settings::default()
        }
    }

    /// The person's own measure of this name.
    pub fn measure(&self, name: &str) -> Option<&Own> {
        self.measures.iter().find(|own| own.is(name))
    }

    /// The person's word for a step of the scale.
    pub fn anchor(&self, step: u8) -> Option<&str> {
        let word = self.scale.get(usize::from(step).checked_sub(1)?)?;
        Some(word.as_str()).filter(|w| !w.is_empty())
    }

    /// The person's word for a mark, or the program's.
    pub fn feel(&self, feels: Feel) -> &str {
        let own = match feels {
            Feel::Burdensome => self.feels[0].as_str(),
            Feel::Reinforcing => self.feels[1].as_str(),
            Feel::Mixed | Feel::Unsure => "",
        };
        if own.is_empty() { feels.as_str() } else { own }
    }

    /// The mark that a word or its beginning stands for, in the person's words or the program's.
    pub fn feel_of(&self, typed: &str) -> Option<Feel> {
        let key = text::key(typed.trim());
        let is = |test: fn(&str, &str) -> bool| {
            let named = |f: &Feel| test(&text::key(self.feel(*f)), &key) || test(f.as_str(), &key);
            let mut found = Feel::ALL.into_iter().filter(named);
            found.next().filter(|_| found.next().is_none())
        };
        is(|name, key| name == key)
            .or_else(|| is(|name, key| name.starts_with(key)).filter(|_| !key.is_empty()))
    }

    /// The words for the marks there are.
    pub fn feels(&self) -> [&str; 4] {
        Feel::ALL.map(|feels| self.feel(feels))
    }
}

/// Parts of a value one after the other.
fn listed(parts: impl Iterator<Item = String>) -> String {
    match parts.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "none".to_owned(),
        parts => parts,
    }
}

/// Reads `heavy, light`, or `none`.
fn two_words(value: &str) -> Option<[String; 2]> {
    if value.trim() == "none" {
        return Some(Default::default());
    }
    let (heavy, light) = value.split_once(',').or_else(|| value.split_once(' '))?;
    let words = [heavy, light].map(|word| word.trim().to_owned());
    let [heavy, light] = words.each_ref().map(|word| text::key(word));
    // One word for two marks would be neither.
    let own = |word: &String, codes: &[Feel]| {
        !word.is_empty() && !word.contains(',') && codes.iter().all(|f| f.as_str() != word)
    };
    let others = [Feel::Mixed, Feel::Unsure];
    (heavy != light && own(&heavy, &others) && own(&light, &others)).then_some(words)
}

/// Reads `7:30`, `07:30` or `07:30:15`, an hour alone, and `9pm` or `7:30 am`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_ascii_lowercase();
    let half = ["am", "pm"].into_iter().find(|half| text.ends_with(half));
    let wall = text.trim_end_matches(half.unwrap_or_default()).trim_end();
    let hour = |wall: &str| NaiveTime::from_hms_opt(wall.parse().ok()?, 0, 0);
    let read = NaiveTime::parse_from_str(wall, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(wall, "%H:%M:%S"))
        .ok()
        .or_else(|| hour(wall).filter(|_| wall.len() <= 2))?;
    match (half, read.hour()) {
        (None, _) => Some(read),
        (Some("am"), 12) => read.with_hour(0),
        (Some("am"), 1..12) | (Some("pm"), 12) => Some(read),
        (Some("pm"), at @ 1..12) => read.with_hour(at + 12),
        _ => None,
    }
}

/// Reads `1=heavy, 3=even 5=very light`: a new anchor begins at every digit and equals sign.
fn scale(text: &str) -> Option<[String; 5]> {
    let mut scale: [String; 5] = Default::default();
    if text.trim() == "none" {
        return Some(scale);
    }
    let mut step = None;
    for word in text.split([' ', ',']).filter(|w| !w.is_empty()) {
        let word = match word.split_once('=') {
            Some((digit, word)) => {
                let digit = digit.parse::<usize>().ok();
                step = Some(digit.filter(|d| (1..=5).contains(d))? - 1);
                word
            }
            None => word,
        };
        let anchor = &mut scale[step?];
        if !anchor.is_empty() && !word.is_empty() {
            anchor.push(' ');
        }
        anchor.push_str(word);
    }
    scale.iter().any(|w| !w.is_empty()).then_some(scale)
}

impl Config {
    /// The measure it gives a range.
    pub fn measure(&self) -> Option<&str> {
        measure_of(&self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_may_hold_several_words_a_step() {
        let mut s = Settings::default();
        s.apply("scale", "1=under water, 5=clear").unwrap();
        assert_eq!(s.anchor(1), Some("under water"));
        assert_eq!((s.anchor(3), s.anchor(5)), (None, Some("clear")));
        assert_eq!(s.value("scale").unwrap(), "1=under water, 5=clear");
        for bad in ["", "6=x", "heavy", "0=a", "1="] {
            assert!(s.apply("scale", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn times_of_day_after_noon_do_not_start_a_day() {
        let mut s = Settings::default();
        assert!(s.apply("day-start", "04:00").is_ok());
        assert!(s.apply("day-start", "4").is_ok());
        for bad in ["13:00", "24:00", "9pm", "25", "-1:00", ""] {
            assert!(s.apply("day-start", bad).is_err(), "{bad}");
        }
    }
}
