//! Resting days, which come one by one and are kept as pauses.

use super::row::words;
use super::{Came, Reading, Rests};
use crate::domain::field::RitualRef;
use crate::domain::left::Left;
use crate::domain::meta::Meta;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::exchange::Result;
use chrono::NaiveDate;

impl Reading<'_> {
    /// A resting day.
    pub fn rest(
        &mut self,
        line: usize,
        ritual: &str,
        day: NaiveDate,
        why: Option<&str>,
    ) -> Result<()> {
        match self.named(ritual) {
            Err(what) => self.bad(line, what),
            Ok(named) if named.mood => {
                self.not_carried(Left::MoodRests);
                Ok(())
            }
            Ok(_) => {
                let why = why.filter(|w| !w.trim().is_empty()).map(str::to_owned);
                let rests: &mut Rests = self.rests.entry(ritual.trim().to_owned()).or_default();
                rests.0.insert(day, (self.file.clone(), line, why));
                Ok(())
            }
        }
    }

    /// Writes resting days that follow each other as one pause.
    pub(super) fn write_rests(&mut self) -> Result<()> {
        for (raw, Rests(days)) in std::mem::take(&mut self.rests) {
            let mut days = days.into_iter().peekable();
            while let Some((from, (file, line, why))) = days.next() {
                let mut until = from;
                let mut whys: Vec<String> = why.into_iter().collect();
                while let Some((day, (.., why))) =
                    days.next_if(|(d, _)| until.succ_opt() == Some(*d))
                {
                    until = day;
                    whys.extend(why.filter(|w| !whys.contains(w)));
                }
                // A rest that goes on in a later file is the same: it is known by its beginning.
                let first = from.to_string();
                let content = self.identity(&["rest", &raw, &first, &until.to_string()]);
                let meta = Meta::new(self.key(&["rests", &raw, &first]));
                let pause = self.named(&raw).and_then(|named| {
                    Ok(Pause {
                        meta,
                        ritual: Some(RitualRef::named(named.name)),
                        from,
                        until: Some(until),
                        why: words(&whys.join("; "))?,
                        ..Pause::default()
                    })
                });
                self.of(&file);
                match pause {
                    Ok(pause) => {
                        let came = Came {
                            record: Record::Pause(pause),
                            content: Some(content),
                            again: false,
                        };
                        self.came(line, came)?;
                    }
                    Err(what) => self.bad(line, what)?,
                }
            }
        }
        Ok(())
    }
}
