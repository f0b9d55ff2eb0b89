//! Notebooks made from a seed: five rituals, three measures, ten words.

use crate::domain::journal::{Journal, Part, Practice, Sum};
use crate::domain::meta::Meta;
use crate::domain::mood::Mood;
use crate::domain::ritual::Ritual;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::fmt::Write;
use uuid::Uuid;

/// Whether anything has to do with anything.
#[derive(Clone, Copy)]
pub enum Kind {
    Nothing,
    /// Mood is higher by this on days with the even ritual, beside a spread of one.
    Gap(f64),
}

/// Which days have no note.
#[derive(Clone, Copy)]
pub enum Missing {
    None,
    Fifth,
    /// About a fifth, and rather the heavy ones.
    Heavy,
}

pub struct Notebook {
    pub from: NaiveDate,
    pub to: NaiveDate,
    rituals: Vec<(&'static str, Vec<NaiveDate>)>,
    /// Minutes of the even ritual.
    amounts: Vec<(NaiveDate, f64)>,
    moods: Vec<Mood>,
}

const TRIGGERS: [&str; 4] = ["work", "noise", "family", "travel"];
const COPING: [&str; 4] = ["breathing", "music", "talk", "tea"];
const CHANGED: [&str; 2] = ["sleep", "health"];

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn falls(&mut self, chance: f64) -> bool {
        self.share() < chance
    }

    /// Normal, of spread 1 (Box & Muller 1958).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.share()).cos()
    }
}

/// What varies with weekday, drift and season, of its own for each ritual and measure.
struct Slow {
    weekdays: [f64; 7],
    drift: f64,
    season: (f64, f64),
}

impl Slow {
    fn new(dice: &mut Dice) -> Slow {
        Slow {
            weekdays: std::array::from_fn(|_| 0.15 * dice.normal()),
            drift: 0.2 * dice.normal(),
            season: (0.25 * dice.share(), std::f64::consts::TAU * dice.share()),
        }
    }

    fn on(&self, day: NaiveDate, i: usize, days: usize) -> f64 {
        let weekday = self.weekdays[day.weekday().num_days_from_monday() as usize];
        let along = 2.0 * i as f64 / days as f64 - 1.0;
        let turn = std::f64::consts::TAU * f64::from(day.ordinal()) / 365.25;
        weekday + self.drift * along + self.season.0 * (turn + self.season.1).sin()
    }
}

/// A level of spread 1 whose neighbouring days correlate: a slow part, and the day's own noise. Half
/// of the levels have no noise of their own.
fn level(dice: &mut Dice, days: usize, correlation: f64) -> Vec<f64> {
    let share = if dice.falls(0.5) {
        1.0
    } else {
        correlation.sqrt()
    };
    let rho = if share > 0.0 {
        correlation / share
    } else {
        0.0
    };
    let mut slow = dice.normal();
    let mut day = |i: usize| {
        if i > 0 {
            slow = rho * slow + (1.0 - rho * rho).sqrt() * dice.normal();
        }
        share.sqrt() * slow + (1.0 - share).sqrt() * dice.normal()
    };
    (0..days).map(&mut day).collect()
}

impl Notebook {
    /// A notebook that ends on 21 November 2026.
    pub fn new(seed: u64, days: u32, correlation: f64, missing: Missing, kind: Kind) -> Notebook {
        let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ u64::from(days));
        let to = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let from = to - Days::new(u64::from(days) - 1);
        let dates: Vec<NaiveDate> = from.iter_days().take(days as usize).collect();
        let n = dates.len();
        let rituals = [
            ("even", 0.5, 0.0),
            ("streaky", 0.5, 0.85),
            ("rare", 0.15, 0.0),
            ("most days", 0.85, 0.0),
            ("weekend", 0.1, 0.0),
        ];
        let rituals = rituals.map(|(name, base, holds)| {
            let (slow, mut done) = (Slow::new(&mut dice), false);
            let mut had = Vec::new();
            for (i, day) in dates.iter().enumerate() {
                let free = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                let chance = match name {
                    "weekend" if free => 0.7,
                    // The gap is that of a ritual done on half of the days.
                    "even" if matches!(kind, Kind::Gap(_)) => 0.5,
                    _ => (base + 0.5 * slow.on(*day, i, n)).clamp(0.03, 0.97),
                };
                if !dice.falls(holds) {
                    done = dice.falls(chance);
                }
                if done {
                    had.push(*day);
                }
            }
            (name, had)
        });
        let even = rituals[0].1.clone();
        let minutes = |day: &NaiveDate| (*day, 5.0 * (4.0 + (6.0 * dice.share()).round()));
        let amounts = even.iter().map(minutes).collect();
        let [mood, energy, sleep] = std::array::from_fn(|_| {
            let slow = Slow::new(&mut dice);
            let level = level(&mut dice, n, correlation);
            let day = |(i, level): (usize, f64)| level + slow.on(dates[i], i, n);
            level.into_iter().enumerate().map(day).collect::<Vec<f64>>()
        });
        let mut words =
            |n: usize| -> Vec<f64> { (0..n).map(|_| 0.08 + 0.25 * dice.share()).collect() };
        let chances = [
            words(TRIGGERS.len()),
            words(COPING.len()),
            words(CHANGED.len()),
        ];
        let mut moods = Vec::new();
        for (i, day) in dates.iter().enumerate() {
            let gap = match kind {
                Kind::Gap(gap) if even.binary_search(day).is_ok() => gap,
                _ => 0.0,
            };
            let middle = if matches!(kind, Kind::Gap(_)) {
                2.7
            } else {
                3.0
            };
            let step = |value: f64| value.round().clamp(1.0, 5.0) as u8;
            let felt = step(middle + mood[i] + gap);
            let left_out = match missing {
                Missing::None => 0.0,
                Missing::Fifth => 0.2,
                Missing::Heavy if felt <= 2 => 0.4,
                Missing::Heavy => 0.1,
            };
            let mut noted = |list: &[&str], chances: &[f64]| -> Vec<String> {
                let chosen = list.iter().zip(chances).filter(|(_, c)| dice.falls(**c));
                chosen.map(|(word, _)| (*word).to_owned()).collect()
            };
            let (triggers, coping) = (noted(&TRIGGERS, &chances[0]), noted(&COPING, &chances[1]));
            let changed = noted(&CHANGED, &chances[2]);
            if dice.falls(left_out) {
                continue;
            }
            moods.push(Mood {
                meta: Meta::new(Uuid::nil()),
                day: *day,
                mood: Some(felt),
                energy: Some(step(3.0 + energy[i])),
                sleep: Some((2.0 * (7.0 + sleep[i])).round().clamp(0.0, 24.0) / 2.0),
                triggers,
                coping,
                changed,
                ..Mood::default()
            });
        }
        Notebook {
            from,
            to,
            rituals: rituals.into(),
            amounts,
            moods,
        }
    }

    pub fn journal(&self) -> Journal {
        let sum = |(day, n): &(NaiveDate, f64)| Sum {
            day: *day,
            unit: None,
            n: *n,
        };
        let practice = |(name, days): &(&'static str, Vec<NaiveDate>)| Practice {
            ritual: Ritual {
                unit: (*name == "even").then(|| "min".to_owned()),
                ..Ritual::new(Meta::new(Uuid::nil()), (*name).to_owned())
            },
            days: days.iter().map(|day| (*day, 1)).collect(),
            amounts: Part::read(match *name {
                "even" => self.amounts.iter().map(sum).collect(),
                _ => Vec::new(),
            }),
            pauses: Part::read(Vec::new()),
        };
        Journal {
            today: self.to,
            practices: self.rituals.iter().map(practice).collect(),
            moods: Part::read(self.moods.clone()),
            ..Journal::default()
        }
    }

    /// The same as JSON Lines.
    pub fn lines(&self) -> String {
        let mut lines = String::from("{\"kind\":\"ritual\",\"name\":\"even\",\"unit\":\"min\"}\n");
        for (name, days) in &self.rituals {
            for day in days {
                let at = self.amounts.binary_search_by_key(day, |(day, _)| *day);
                let amount = match at {
                    Ok(at) if *name == "even" => format!(",\"amount\":{}", self.amounts[at].1),
                    _ => String::new(),
                };
                let row = format!("\"ritual\":\"{name}\",\"day\":\"{day}\"{amount}");
                let _ = writeln!(lines, "{{\"kind\":\"completion\",{row}}}");
            }
        }
        for mood in &self.moods {
            let row = serde_json::json!({
                "kind": "mood", "day": mood.day, "mood": mood.mood, "energy": mood.energy,
                "sleep": mood.sleep, "triggers": mood.triggers, "coping": mood.coping,
                "changed": mood.changed,
            });
            let _ = writeln!(lines, "{row}");
        }
        lines
    }
}
