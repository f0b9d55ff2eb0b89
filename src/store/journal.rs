//! What reports are made from: each says what it needs, and gets that whole.

use super::queries::{Counted, FIRST_DAY, LAST_DAY};
use super::{Reader, Result};
use crate::domain::config::Settings;
use crate::domain::journal::{Done, Journal, Needs, Part, Practice, Span};
use crate::domain::pause::Pause;
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use chrono::NaiveDate;
use std::collections::HashMap;

impl Reader {
    /// What a report needs, as of one moment.
    ///
    /// # Errors
    /// [`super::Error::Damaged`] names the row that does not read.
    pub fn journal(&self, today: NaiveDate, settings: &Settings, needs: &Needs) -> Result<Journal> {
        self.hold_still()?;
        let of_rituals = needs.nouns.contains(&Kind::Ritual) || needs.only.is_some();
        let rests = of_rituals && needs.days != Done::None;
        let mut journal = Journal {
            today,
            settings: settings.clone(),
            ..Journal::default()
        };
        let wanted = |kind| needs.nouns.contains(&kind) || kind == Kind::Pause && rests;
        journal.fill(wanted, self)?;
        if of_rituals {
            journal.practices = Part::read(self.practices(needs, &journal.pauses)?);
        }
        let window = |span| match span {
            Span::None => None,
            Span::Within(from, to) | Span::Reaching(from, to) => Some((from, to)),
            Span::All => Some((FIRST_DAY, LAST_DAY)),
        };
        if let Some((from, to)) = window(needs.completions) {
            journal.completions = Part::read(self.completions(needs.only, from, to)?);
        }
        if let Some((from, to)) = window(needs.moods) {
            journal.moods = Part::read(match needs.moods {
                Span::Reaching(..) => self.moods_reaching(from, to)?,
                _ => self.moods(from, to)?,
            });
        }
        if let Some(day) = needs.words {
            journal.words = Part::read(self.words_of(day)?);
        }
        Ok(journal)
    }

    /// The rituals with their days, and what rests them.
    fn practices(&self, needs: &Needs, pauses: &Part<Pause>) -> Result<Vec<Practice>> {
        let rituals = match needs.only {
            Some(id) => self.some(Kind::Ritual, "AND id = ?", [id])?,
            None => self.rituals()?,
        };
        let mut done = self.done(&rituals, needs.days)?;
        let amounts = |ritual: &Ritual| match needs.amounts {
            Done::None => Ok(Part::default()),
            Done::Since(from) if ritual.rhythms.all().all(|r| r.amount().is_none()) => {
                self.amounts(ritual.meta.id, from).map(Part::read)
            }
            _ => self.amounts(ritual.meta.id, FIRST_DAY).map(Part::read),
        };
        let practice = |ritual: Ritual| {
            Ok(Practice {
                days: match needs.days {
                    Done::None => Part::default(),
                    _ => Part::read(done.remove(&ritual.meta.id).unwrap_or_default()),
                },
                amounts: amounts(&ritual)?,
                pauses: pauses.only(|p| p.ritual.as_ref().is_none_or(|of| ritual.is(of))),
                ritual,
            })
        };
        rituals.into_iter().map(practice).collect()
    }

    /// The days of these rituals, by the ritual's id.
    fn done(&self, rituals: &[Ritual], needed: Done) -> Result<HashMap<i64, Vec<Counted>>> {
        match (needed, rituals) {
            (Done::None, _) | (_, []) => Ok(HashMap::new()),
            (Done::All, [one]) => {
                let id = one.meta.id;
                let all = self.days(id, FIRST_DAY, LAST_DAY)?;
                Ok(HashMap::from([(id, all)]))
            }
            (Done::All, _) => self.all_days(),
            (Done::Since(from), rituals) => {
                let since =
                    |ritual: &Ritual| Ok((ritual.meta.id, self.days_since(ritual.meta.id, from)?));
                rituals.iter().map(since).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::completion::Completion;
    use crate::domain::field::RitualRef;
    use crate::domain::meta::Meta;
    use crate::domain::record::Record;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Walks twice on 1 March and once on 9 March; a swim on 2 March.
    fn notebook(folder: &tempfile::TempDir) -> Reader {
        let mut reader = Reader::open(&folder.path().join("ritual.db")).unwrap();
        let noted = [
            ("walk", "2026-03-01"),
            ("walk", "2026-03-01"),
            ("walk", "2026-03-09"),
            ("swim", "2026-03-02"),
        ];
        let write = |writer: &mut crate::store::Writer| {
            for name in ["walk", "swim"] {
                let meta = Meta::new(Uuid::now_v7());
                writer.add(&mut Record::Ritual(Ritual::new(meta, name.to_owned())))?;
            }
            for (name, on) in noted {
                writer.add(&mut Record::Completion(Completion {
                    meta: Meta::new(Uuid::now_v7()),
                    ritual: RitualRef::named(name),
                    day: day(on),
                    ..Completion::default()
                }))?;
            }
            Result::Ok(())
        };
        reader.makes = true;
        reader.write_as(1, "log", write).unwrap();
        reader
    }

    fn journal(needs: &Needs) -> Journal {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::default();
        let found = notebook(&folder).journal(day("2026-03-10"), &settings, needs);
        found.unwrap()
    }

    #[test]
    fn days_since_a_day_hold_the_last_one_before() {
        let found = journal(&Needs {
            nouns: &[Kind::Ritual],
            days: Done::Since(day("2026-03-05")),
            ..Needs::default()
        });
        let days: Vec<_> = found.practices.iter().map(|p| p.days.to_vec()).collect();
        let walked = vec![(day("2026-03-01"), 2), (day("2026-03-09"), 1)];
        assert_eq!(days, [walked, vec![(day("2026-03-02"), 1)]]);
    }

    #[test]
    fn one_ritual_is_read_with_what_is_its_own() {
        let found = journal(&Needs {
            only: Some(1),
            days: Done::All,
            completions: Span::All,
            ..Needs::default()
        });
        let [walk] = found.practices.as_slice() else {
            panic!("one ritual")
        };
        assert_eq!(*walk.days, [(day("2026-03-01"), 2), (day("2026-03-09"), 1)]);
        assert_eq!(found.completions.len(), 3);
    }

    #[test]
    #[should_panic(expected = "did not ask for")]
    fn what_was_not_asked_for_is_not_taken_for_nothing() {
        let found = journal(&Needs::default());
        assert_eq!(found.practices.len(), 0);
    }
}
