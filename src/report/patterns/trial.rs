//! A question asked beforehand: one subject and one measure, on fresh days, with an end. Where the
//! days were dealt by a coin, the coins tell how often chance would do as much.

use super::compare::{Counts, Found, Sample, Why, changes, done_on};
use super::days::{Calendar, Level, Measure, subjects, values};
use super::model::midranks;
use crate::domain::journal::Journal;
use crate::domain::record::Record;
use crate::domain::text;
use crate::domain::trial::{Subject, SubjectKind, Trial};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Trials, each with what the notes say to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trials {
    pub today: NaiveDate,
    pub rows: Vec<Tried>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    #[serde(flatten)]
    pub trial: Record,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// `journal` holds what [`super::needs`] asks for, where one of them watches something.
pub fn trials(today: NaiveDate, trials: Vec<Trial>, journal: Option<&Journal>) -> Trials {
    let subjects = journal.map(subjects).unwrap_or_default();
    let tried = |trial: Trial| Tried {
        answer: journal.and_then(|journal| answer(journal, &subjects, &trial)),
        trial: Record::Trial(trial),
    };
    Trials {
        today,
        rows: trials.into_iter().map(tried).collect(),
    }
}

/// What a trial asked, and what the notes say to it. Counts alone until its end has passed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    pub definition: u8,
    pub subject: Subject,
    pub measure: Measure,
    pub from: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    pub ended: bool,
    #[serde(flatten)]
    pub counts: Counts,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coin: Option<Coin>,
    #[serde(flatten)]
    pub found: Option<Found>,
    /// How often the measure changed between neighbouring noted days, and its first value.
    #[serde(skip)]
    pub moved: (usize, f64),
}

/// How the coins fell on the noted days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Coin {
    pub with: usize,
    pub without: usize,
    /// Days that went as the coin said.
    pub followed: usize,
    #[serde(flatten)]
    pub ways: Option<Ways>,
    /// What today's says, while the trial runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Side>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    With,
    Without,
}

/// Of how many ways the coins could have fallen how many gave a gap as wide; the one that was lived
/// is among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ways {
    pub as_wide: usize,
    pub of: usize,
}

/// One comparison, asked for: clear, and leaning.
const CLEAR: f64 = 0.01;
const LEANING: f64 = 0.05;

/// How far back the measure tells how its days hang together, in days.
const YEAR: u64 = 365;

/// What the notes say to a trial; none where it watches nothing. `journal` holds what
/// [`super::needs`] asks for.
fn answer(journal: &Journal, subjects: &[Calendar], trial: &Trial) -> Option<Answer> {
    let measure = Measure::named(trial.watch.as_deref()?, &journal.settings)?;
    let asked = trial.subject.as_ref()?;
    let kind = asked.kind;
    let calendar = calendar(journal, subjects, kind, &asked.name);
    let last = trial.until.unwrap_or(journal.today).max(trial.from);
    let level = Level::new(measure.clone(), values(journal, &measure, trial.from, last));
    let noted = level.iter().flat_map(|level| &level.values);
    let rests = |day| calendar.as_ref().is_some_and(|c| c.rests(day));
    let noted: Vec<NaiveDate> = noted.map(|(day, _)| *day).filter(|d| !rests(*d)).collect();
    let done = match &calendar {
        Some(calendar) => done_on(calendar, noted.iter().copied()),
        None => vec![0.0; noted.len()],
    };
    let ended = trial.until.is_some_and(|until| until < journal.today);
    let runs = trial.from <= journal.today && !ended;
    let coins = trial.coin.then(|| Coins {
        uid: trial.meta.uid,
        from: trial.from,
        days: &noted,
    });
    let mut answer = Answer {
        definition: 2,
        subject: Subject {
            kind,
            name: calendar.map_or_else(|| asked.name.clone(), |c| c.subject.name),
        },
        measure: measure.clone(),
        from: trial.from,
        until: trial.until,
        ended,
        counts: Counts::of(&done),
        why: None,
        coin: coins.as_ref().map(|coins| Coin {
            today: runs.then(|| coins.side(journal.today)),
            ..coins.fell(&done)
        }),
        found: None,
        moved: (0, 0.0),
    };
    if !ended {
        return Some(answer);
    }
    let Some(level) = level else {
        answer.why = Some(Why::Days);
        return Some(answer);
    };
    let days = noted.iter().zip(&done);
    let met = days.filter_map(|(day, done)| Some((*day, (*done, *done), level.on(*day)?)));
    let sample = Sample::of_days((trial.from, last), &met.collect::<Vec<_>>());
    answer.why = sample.why_not(level.is_constant());
    answer.moved = (changes(&sample.y), level.values[0].1);
    if answer.why.is_some() {
        return Some(answer);
    }
    let since = last - Days::new(YEAR - 1);
    let year = values(journal, &measure, since, last);
    let noise = Level::new(measure, year)?.noise;
    let mut found = sample.found(noise, level.floors);
    let fitted = &mut found.fitted;
    let p = match coins.map(|coins| coins.ways(&midranks(&sample.y))) {
        Some((lived, ways)) => {
            answer.coin = answer.coin.map(|coin| Coin {
                ways: Some(ways),
                ..coin
            });
            match lived * fitted.gap < 0.0 {
                true => 1.0,
                false => ways.as_wide as f64 / ways.of as f64,
            }
        }
        None => fitted.p,
    };
    fitted.judge(p, CLEAR, LEANING);
    answer.found = Some(found);
    Some(answer)
}

/// The subject of a trial: by its name, in whatever case; a ritual by a name it bore as well.
fn calendar(
    journal: &Journal,
    all: &[Calendar],
    kind: SubjectKind,
    name: &str,
) -> Option<Calendar> {
    let key = text::key(name);
    let rituals = journal.rituals();
    let bore = rituals.filter(|r| r.earlier_names().any(|was| text::key(was) == key));
    let bore = bore.last().filter(|_| kind == SubjectKind::Ritual);
    let of_kind = || all.iter().filter(move |c| c.subject.kind == kind);
    let by = |like: &dyn Fn(&str) -> bool| of_kind().find(|c| like(&c.subject.name)).cloned();
    by(&|n| n == name)
        .or_else(|| by(&|n| text::key(n) == key))
        .or_else(|| by(&|n| bore.is_some_and(|bore| bore.name == n)))
}

/// Whether a day's coin of a trial says with. The same whenever it is asked.
fn coin(trial: Uuid, day: NaiveDate) -> bool {
    let asked = format!("{}{}", trial.hyphenated(), day.format("%Y-%m-%d"));
    Sha256::digest(asked)[0] & 0x80 != 0
}

/// The coins of a trial's noted days.
struct Coins<'a> {
    uid: Uuid,
    from: NaiveDate,
    days: &'a [NaiveDate],
}

/// How many other ways the coins are dealt.
const OTHERS: usize = 9_999;

impl Coins<'_> {
    fn lived(&self) -> Vec<bool> {
        self.days.iter().map(|day| coin(self.uid, *day)).collect()
    }

    /// The `k`th other way the coins could have fallen.
    fn other(&self, k: usize) -> Vec<bool> {
        let mut block = (usize::MAX, [0; 32]);
        let day = |day: &NaiveDate| {
            let i = (*day - self.from).num_days() as usize;
            if block.0 != i / 256 {
                let asked = format!("{}/{k}/{}", self.uid.hyphenated(), i / 256);
                block = (i / 256, Sha256::digest(asked).into());
            }
            block.1[i % 256 / 8] >> (7 - i % 8) & 1 == 1
        };
        self.days.iter().map(day).collect()
    }

    fn fell(&self, done: &[f64]) -> Coin {
        let lived = self.lived();
        let with = lived.iter().filter(|with| **with).count();
        let followed = lived.iter().zip(done).filter(|(a, b)| **a == (**b == 1.0));
        Coin {
            with,
            without: lived.len() - with,
            followed: followed.count(),
            ways: None,
            today: None,
        }
    }

    fn side(&self, day: NaiveDate) -> Side {
        match coin(self.uid, day) {
            true => Side::With,
            false => Side::Without,
        }
    }

    /// The gap in mean midranks between the coins' groups as they fell, and of how many ways how
    /// many gave one as wide.
    fn ways(&self, ranks: &[f64]) -> (f64, Ways) {
        let lived = gap(&self.lived(), ranks).unwrap_or(0.0);
        let mut ways = Ways { as_wide: 1, of: 1 };
        for other in (1..=OTHERS).filter_map(|k| gap(&self.other(k), ranks)) {
            ways.of += 1;
            ways.as_wide += usize::from(other.abs() >= lived.abs() - 1e-9);
        }
        (lived, ways)
    }
}

/// The mean rank of days with less that of the others; none where a group is empty.
fn gap(with: &[bool], ranks: &[f64]) -> Option<f64> {
    let mean = |wanted| {
        let group = with.iter().zip(ranks).filter(|(with, _)| **with == wanted);
        let (sum, count) = group.fold((0.0, 0), |(sum, n), (_, rank)| (sum + rank, n + 1));
        (count > 0).then(|| sum / f64::from(count))
    };
    Some(mean(true)? - mean(false)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::Coded;

    /// The coins of `golden.json`.
    #[test]
    fn coins_fall_as_defined() {
        let golden = super::super::tests::golden();
        let coins = &golden["coin"];
        let uid = Uuid::parse(coins["uid"].as_str().unwrap()).unwrap();
        let from: NaiveDate = coins["first_day"].as_str().unwrap().parse().unwrap();
        let bits = |value: &serde_json::Value| -> Vec<bool> {
            let bits = value.as_array().unwrap().iter();
            bits.map(|bit| bit.as_u64() == Some(1) || bit.as_bool() == Some(true))
                .collect()
        };
        let days: Vec<NaiveDate> = from.iter_days().take(264).collect();
        let coins_of = Coins {
            uid,
            from,
            days: &days,
        };
        let lived = bits(&coins["days"]);
        assert_eq!(coins_of.lived()[..lived.len()], lived);
        for other in coins["others"].as_array().unwrap() {
            let fell = coins_of.other(other["k"].as_u64().unwrap() as usize);
            let first = bits(&other["bits"]);
            assert_eq!(fell[..first.len()], first);
            assert_eq!(fell[256..264], bits(&other["bits_256_to_263"]));
        }
    }

    #[test]
    fn a_coin_is_even_and_of_its_own_trial() {
        let from = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let days: Vec<NaiveDate> = from.iter_days().take(10_000).collect();
        let of = |uid| {
            let uid = Uuid::from_u128(uid);
            Coins {
                uid,
                from,
                days: &days,
            }
            .lived()
        };
        let with = of(1).into_iter().filter(|with| *with).count();
        assert!((4_800..=5_200).contains(&with), "{with}");
        assert_eq!(of(1), of(1));
        assert_ne!(of(1)[..64], of(2)[..64]);
    }
}
