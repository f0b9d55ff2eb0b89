//! What the formats describe, made into rows of the notebook.

use super::shape::{Entry, Mark, Note, Sketch, When};
use super::{Came, Named, Reading};
use crate::domain::completion::Completion;
use crate::domain::field::RitualRef;
use crate::domain::left::Left;
use crate::domain::meta::{Extra, Meta};
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use crate::exchange::Result;
use crate::exchange::read::dates;
use crate::exchange::read::table::short;
use chrono::NaiveDate;
use serde_json::Value;

/// Free text as it is kept; none where nothing is in it.
pub(super) fn words(raw: &str) -> Result<Option<String>, String> {
    if raw.len() > text::NOTE_MAX {
        return Err(format!("a text of more than {} bytes", text::NOTE_MAX));
    }
    let kept = raw.replace("\r\n", "\n").trim_end().to_owned();
    Ok((!kept.trim().is_empty()).then_some(kept))
}

fn name(raw: &str) -> Result<String, String> {
    // Imported names may hold control characters: they are kept, and made visible when shown.
    let plain: String = raw.chars().filter(|c| !c.is_control()).collect();
    match text::name(&plain) {
        Ok(name) if plain.len() == raw.len() => Ok(name),
        Ok(_) => Ok(raw.to_owned()),
        Err(e) => Err(format!("a name that {e}")),
    }
}

impl Reading<'_> {
    /// Declares a ritual, the first time its name comes. Another that differs in case alone is told
    /// apart by a number.
    pub fn ritual(&mut self, line: usize, sketch: Sketch) -> Result<()> {
        let raw = sketch.name.trim();
        if !self.declared.contains(raw) {
            self.declared.insert(raw.to_owned());
            let called = self.apart(raw);
            self.declare(line, raw, &called, sketch)?;
        }
        Ok(())
    }

    /// Declares a habit of its own, whatever others are called; gives what its entries name it by.
    /// `--rename '#2=…'` means it by its place.
    ///
    /// # Errors
    /// Those of [`Reading::record`].
    pub fn habit(&mut self, line: usize, sketch: Sketch) -> Result<String> {
        self.habits += 1;
        let called = self.apart(sketch.name.trim());
        self.declare(line, &called, &called, sketch)?;
        Ok(called)
    }

    /// Declares a habit as [`Reading::habit`] does, and hands over its days, each with its line. One
    /// that is archived there is retired from the last day it was done.
    ///
    /// # Errors
    /// Those of [`Reading::record`].
    pub fn habit_with_days(
        &mut self,
        line: usize,
        archived: bool,
        mut sketch: Sketch,
        days: Vec<(usize, Mark, Entry)>,
    ) -> Result<()> {
        let done = days.iter().filter(|(_, mark, _)| *mark == Mark::Done);
        let last = done.map(|(.., entry)| entry.when.written()).max();
        sketch.retired = self.ended(archived, last);
        let called = self.habit(line, sketch)?;
        days.into_iter().try_for_each(|(line, mark, mut entry)| {
            entry.ritual = &called;
            self.marked(line, mark, entry)
        })
    }

    /// A name that no other habit of the file has, in whatever case.
    fn apart(&self, raw: &str) -> String {
        let mut called = raw.to_owned();
        let mut n = 1;
        while self.called.contains(&text::key(&called)) {
            n += 1;
            called = format!("{raw} ({n})");
        }
        called
    }

    /// A ritual that rows of the file name `raw`, `called` so where names are told apart.
    fn declare(&mut self, line: usize, raw: &str, called: &str, mut sketch: Sketch) -> Result<()> {
        if sketch.rhythm.is_none() && !sketch.often.is_empty() {
            self.not_carried(Left::Rhythms);
            sketch.extra.append(&mut sketch.often);
        }
        let key = text::key(called);
        self.called.insert(key.clone());
        let named = match self.named_as(raw, called) {
            Ok(named) => named,
            Err(what) => return self.bad(line, what),
        };
        // Two that were asked to have one name are one.
        if named.mood || !self.given.insert(text::key(&named.name)) {
            return Ok(());
        }
        let uid = self.identity(&["ritual", &key]);
        let mut ritual = Ritual::new(Meta::new(uid), named.name);
        ritual.rhythms = Rhythms::one(sketch.rhythm);
        for version in sketch.later {
            if let Some(from) = version.from {
                ritual.rhythms.start(from, version.rhythm);
            }
        }
        ritual.retired = sketch.retired;
        ritual.unit = sketch.unit.and_then(|u| name(u).ok());
        ritual.extra = self.nested(sketch.extra);
        match sketch.intention.map(words).transpose() {
            Ok(intention) => ritual.intention = intention.flatten(),
            Err(what) => return self.bad(line, what),
        }
        self.record(line, Record::Ritual(ritual))
    }

    /// A day as what it was: an entry, a rest, or neither of them, with words that are kept.
    pub fn marked(&mut self, line: usize, mark: Mark, entry: Entry) -> Result<()> {
        let (ritual, day, words) = (entry.ritual, entry.when.written(), entry.note);
        match mark {
            Mark::Done => self.entry(line, entry),
            Mark::Rest => self.rest(line, ritual, day, words),
            Mark::Not(left) => self.remark(
                line,
                left,
                ritual,
                When::Day(day),
                words.unwrap_or_default(),
            ),
        }
    }

    /// An entry of a ritual, or a mood note where its name was asked for as mood.
    pub fn entry(&mut self, line: usize, entry: Entry) -> Result<()> {
        match self.completion(entry) {
            Ok(came) => self.came(line, came),
            Err(what) => self.bad(line, what),
        }
    }

    fn completion(&mut self, entry: Entry) -> Result<Came, String> {
        let named = self.named(entry.ritual)?;
        if let Some(n) = entry.amount.filter(|n| !(0.0..=1e12).contains(n)) {
            return Err(format!(
                "an amount from 0 to 1000000000000 is expected; got {}",
                short(&n.to_string())
            ));
        }
        let (variation, note) = (
            entry.variation.map(words).transpose()?.flatten(),
            entry.note.map(words).transpose()?.flatten(),
        );
        let amount = entry.amount.map(|n| n.to_string());
        let value = entry.stored.or(amount).unwrap_or_default();
        let (raw, time) = (entry.ritual.trim(), entry.when.key());
        let content = self.identity(&[
            "entry",
            raw,
            &time,
            &value,
            variation.as_deref().unwrap_or_default(),
            note.as_deref().unwrap_or_default(),
        ]);
        let key = entry.keyed.then(|| self.key(&["day", raw, &time]));
        let again = key.is_some_and(|key| self.again(key));
        let meta = Meta::new(key.unwrap_or_else(|| self.occurrence(content)));
        let content = key.map(|_| content);
        let came = |record| Came {
            record,
            content,
            again,
        };
        let (day, moment) = self.lived(entry.when)?;
        let extra = self.nested(entry.extra);
        if named.mood {
            let mut mood = Mood::blank(meta, day, moment);
            (mood.mood, mood.feelings) = self.felt(&named.name, entry.amount)?;
            (mood.note, mood.extra) = (note, extra);
            return Ok(came(Record::Mood(mood)));
        }
        Ok(came(Record::Completion(Completion {
            amount: entry.amount,
            unit: entry
                .unit
                .filter(|_| entry.amount.is_some())
                .and_then(|u| name(u).ok()),
            variation,
            note,
            extra,
            ..Completion::blank(meta, RitualRef::named(named.name), day, moment)
        })))
    }

    /// A number as a level; a plain yes as a feeling, or as the level its name was given.
    fn felt(&self, name: &str, n: Option<f64>) -> Result<(Option<u8>, Vec<String>), String> {
        let Some(n) = n else {
            return Ok(match self.options.level(name) {
                Some(Some(level)) => (Some(level), Vec::new()),
                _ => (None, vec![name.to_owned()]),
            });
        };
        match self.options.level(&n.to_string()) {
            Some(Some(level)) => Ok((Some(level), Vec::new())),
            _ if n.fract() == 0.0 && (1.0..=5.0).contains(&n) => Ok((Some(n as u8), Vec::new())),
            _ => Err(format!(
                "{n} of \"{name}\" is no level from 1 to 5; --mood-map {n}=3 gives it one"
            )),
        }
    }

    /// A mood note.
    pub fn note(&mut self, line: usize, note: Note) -> Result<()> {
        self.note_under(line, note, "")
    }

    /// A note whose words begin with a name.
    fn note_under(&mut self, line: usize, note: Note, name: &str) -> Result<()> {
        match self.mood(note, name) {
            Ok(Some(came)) => self.came(line, came),
            Ok(None) => {
                self.not_carried(Left::Empty);
                Ok(())
            }
            Err(what) => self.bad(line, what),
        }
    }

    fn mood(&mut self, note: Note, name: &str) -> Result<Option<Came>, String> {
        let mut mood = note.mood;
        mood.note = mood.note.as_deref().map(words).transpose()?.flatten();
        if mood.is_blank() && note.extra.is_empty() {
            return Ok(None);
        }
        let too_long = |(_, list): (_, Vec<&str>)| list.iter().any(|w| w.len() > text::NOTE_MAX);
        if mood.word_lists().any(too_long) {
            return Err("a word that is too long".to_owned());
        }
        let level = mood.mood.map(|n| n.to_string()).unwrap_or_default();
        let said = mood.note.as_deref().unwrap_or_default();
        let time = note.when.key();
        let content = self.identity(&["note", &time, &level, note.content, said]);
        let (uid, again) = match note.keyed {
            None => (self.occurrence(content), false),
            Some(by) => {
                let key = self.key(&["time", &time, by]);
                match note.when {
                    When::Day(_) => (key, self.again(key)),
                    _ => self.among(key, content)?,
                }
            }
        };
        if !name.is_empty() {
            mood.note = words(&format!("{name}: {said}"))?;
        }
        mood.meta = Meta::new(uid);
        (mood.day, mood.moment) = self.lived(note.when)?;
        mood.extra = self.nested(note.extra);
        Ok(Some(Came {
            record: Record::Mood(mood),
            content: note.keyed.map(|_| content),
            again,
        }))
    }

    /// A day that is no entry, counted as what it is; words noted on it are kept as a note of that
    /// day, under the ritual's name.
    pub fn remark(
        &mut self,
        line: usize,
        left: Left,
        ritual: &str,
        when: When,
        text: &str,
    ) -> Result<()> {
        let mut note = Note::new(when, ritual);
        note.say(text);
        self.remark_as(line, left, ritual, note)
    }

    /// The same, of words that are a note with more beside them.
    pub fn remark_as<'n>(
        &mut self,
        line: usize,
        left: Left,
        ritual: &'n str,
        mut note: Note<'n>,
    ) -> Result<()> {
        self.not_carried(left);
        if note.mood.note.is_none() {
            return Ok(());
        }
        if ritual.trim().is_empty() {
            return self.note(line, note);
        }
        note.keyed = Some(ritual);
        note.extra.insert("ritual".to_owned(), Value::from(ritual));
        match self.named(ritual) {
            Ok(named) => self.note_under(line, note, &named.name),
            Err(what) => self.bad(line, what),
        }
    }

    /// The day and the moment here.
    fn lived(&self, when: When) -> Result<(NaiveDate, Option<Moment>), String> {
        let moment = match when {
            When::Day(_) => None,
            When::Wall(at) => Some(self.place.calendar(at)),
            When::Utc(at) => Some(self.place.local(at)),
            When::Offset(at) | When::There(at) => Some(Moment { at, zone: None }),
        };
        let day = match (&moment, when) {
            (_, When::Day(day)) => day,
            (_, When::Wall(at)) => self.place.day_of(at),
            (Some(moment), _) => self.place.day_of(moment.at.naive_local()),
            (None, _) => return Err("no day".to_owned()),
        };
        if dates::lived(day) {
            Ok((day, moment))
        } else {
            Err(format!(
                "a day between 1900 and 2999 is expected; got {day}"
            ))
        }
    }

    /// What a name of the file is here, found once for each.
    pub(super) fn named(&mut self, raw: &str) -> Result<Named, String> {
        self.named_as(raw.trim(), raw.trim())
    }

    fn named_as(&mut self, raw: &str, called: &str) -> Result<Named, String> {
        if let Some(named) = self.names.get(raw) {
            return Ok(named.clone());
        }
        let (key, place) = (text::key(called), format!("#{}", self.habits));
        let asked = |old: &String| text::key(old) == key || *old == place;
        let options = self.options;
        let new = options.rename.iter().find(|(old, _)| asked(old));
        let named = Named {
            name: name(new.map_or(called, |(_, new)| new))?,
            mood: options.as_mood.iter().any(asked),
        };
        self.names.insert(raw.to_owned(), named.clone());
        Ok(named)
    }

    /// Fields of the file that have no field here, under the format's name: they cannot be taken
    /// for fields of the notebook.
    fn nested(&self, extra: Extra) -> Extra {
        let mut outer = Extra::new();
        if !extra.is_empty() {
            outer.insert(self.format.to_owned(), Value::Object(extra));
        }
        outer
    }
}
