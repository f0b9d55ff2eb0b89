//! What the formats have in common on the way in: identities, names, levels, rests, rows made of what
//! they describe, and an account of what was left out.

use super::dates::{self, Form};
use super::options::{ImportOptions, WordsAs};
pub use super::shape::{Account, Came, Entry, Mark, Note, Sink, Sketch, When};
use super::table::short;
use crate::domain::completion::Completion;
use crate::domain::field::{LocalTime, RitualRef};
use crate::domain::left::{Left, LeftOut};
use crate::domain::meta::{Extra, Meta};
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::text;
use crate::exchange::{ExchangeError, Fault, Result};
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use uuid::Uuid;

/// The name space of the rows of other programs' files.
const NAMESPACE: Uuid = Uuid::from_u128(0x7269_7475_616c_5f69_6d70_6f72_745f_6e31);

/// How many lines that do not read are listed.
const LISTED: usize = 1000;

pub struct Reading<'a> {
    pub place: &'a dyn LocalTime,
    pub options: &'a ImportOptions,
    pub account: Account,
    /// The day it is.
    pub today: NaiveDate,
    format: &'static str,
    file: String,
    sink: Sink<'a>,
    seen: HashMap<Uuid, u32>,
    names: HashMap<String, Named>,
    /// Names that were declared as they stand, and those that rows were given, folded.
    declared: HashSet<String>,
    called: HashSet<String>,
    given: HashSet<String>,
    /// Habits that were declared one by one.
    habits: usize,
    rests: BTreeMap<String, Rests>,
}

/// What a name of the file is here.
#[derive(Debug, Clone)]
struct Named {
    name: String,
    mood: bool,
}

/// Resting days of one name, with the file, the line and the words of each.
type Rests = BTreeMap<NaiveDate, (String, usize, Option<String>)>;

impl<'a> Reading<'a> {
    pub fn new(
        format: &'static str,
        place: &'a dyn LocalTime,
        today: NaiveDate,
        options: &'a ImportOptions,
        sink: Sink<'a>,
    ) -> Self {
        Reading {
            place,
            options,
            account: Account::default(),
            today,
            format,
            file: String::new(),
            sink,
            seen: HashMap::new(),
            names: HashMap::new(),
            declared: HashSet::new(),
            called: HashSet::new(),
            given: HashSet::new(),
            habits: 0,
            rests: BTreeMap::new(),
        }
    }

    /// Names the file that lines are counted in from here on.
    pub fn of(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    /// A line that does not read: the end, or one more to be listed.
    ///
    /// # Errors
    /// [`ExchangeError::Line`], unless bad lines are to be passed over.
    pub fn bad(&mut self, line: usize, what: impl Into<String>) -> Result<()> {
        if !self.options.skip_bad {
            return self.whole(line, what);
        }
        self.account.left_out_lines += 1;
        if self.account.left_out.len() < LISTED {
            let (file, why) = (self.file.clone(), what.into());
            self.account.left_out.push(LeftOut { file, line, why });
        }
        Ok(())
    }

    /// What became of a line: one that does not read is the end, or one more to be listed.
    ///
    /// # Errors
    /// As [`Reading::bad`]; what ends everything.
    pub fn took(&mut self, line: usize, done: Result<(), Fault>) -> Result<()> {
        match done {
            Err(Fault::Line(what)) => self.bad(line, what),
            Err(Fault::End(error)) => Err(error),
            Ok(()) => Ok(()),
        }
    }

    /// Those parts of a line that read; the others are listed, or the end.
    ///
    /// # Errors
    /// As [`Reading::bad`].
    pub fn sound<T>(
        &mut self,
        line: usize,
        parts: impl IntoIterator<Item = Result<T, String>>,
    ) -> Result<Vec<T>> {
        let mut sound = Vec::new();
        for part in parts {
            match part {
                Ok(part) => sound.push(part),
                Err(what) => self.bad(line, what)?,
            }
        }
        Ok(sound)
    }

    /// What is wrong with the file as a whole, and shows at a line: no line is passed over for it.
    ///
    /// # Errors
    /// [`ExchangeError::Line`].
    pub fn whole(&self, line: usize, what: impl Into<String>) -> Result<()> {
        Err(ExchangeError::line(&self.file, line, what))
    }

    /// Counts what has no place in the notebook.
    pub fn not_carried(&mut self, what: Left) {
        *self.account.not_carried.entry(what).or_default() += 1;
    }

    /// Hands over a row as it is.
    ///
    /// # Errors
    /// [`ExchangeError::Stopped`].
    pub fn record(&mut self, line: usize, record: Record) -> Result<()> {
        self.gives(line, Ok(Some(record.into())))
    }

    /// Hands over what a line gives, or says what is wrong with it.
    fn gives(&mut self, line: usize, came: Result<Option<Came>, String>) -> Result<()> {
        match came {
            Err(what) => self.bad(line, what),
            Ok(None) => Ok(()),
            Ok(Some(came)) => {
                if came.again {
                    self.not_carried(Left::Twice);
                }
                match (self.sink)(&self.file, line, came) {
                    true => Ok(()),
                    false => Err(ExchangeError::Stopped),
                }
            }
        }
    }

    /// The day from which a ritual is retired that is archived there: that of its last entry, since
    /// nothing names another.
    pub fn ended(&self, archived: bool, last: Option<NaiveDate>) -> Option<NaiveDate> {
        archived.then(|| last.unwrap_or(self.today).min(self.today))
    }

    /// An instant in the zone of this name, in the one here where nobody knows that.
    pub fn there(&self, at: DateTime<Utc>, zone: &str) -> DateTime<FixedOffset> {
        let there = self.place.zoned(at, zone);
        there.unwrap_or_else(|| self.place.local(at).at)
    }

    /// The same as it is told: an instant alone where nobody knows the zone.
    pub fn zoned(&self, at: DateTime<Utc>, zone: &str) -> When {
        let there = self.place.zoned(at, zone);
        there.map_or(When::Utc(at), When::Offset)
    }

    /// How days are written: as the person said, or in any way that can be meant alone.
    pub fn form(&self) -> Form {
        let asked = self.options.dates.clone();
        asked.unwrap_or(Form::Any(None))
    }

    /// Declares a ritual, the first time its name comes. Another that differs in case alone is told
    /// apart by a number.
    pub fn ritual(&mut self, line: usize, sketch: Sketch) -> Result<()> {
        let raw = sketch.name.trim();
        if !self.declared.insert(raw.to_owned()) {
            return Ok(());
        }
        let called = self.apart(raw);
        let came = self.declare(raw, &called, sketch);
        self.gives(line, came)
    }

    /// Declares a habit of its own, whatever others are called; gives what its entries name it by.
    /// `--rename '#2=…'` means it by its place.
    ///
    /// # Errors
    /// Those of [`Reading::record`].
    pub fn habit(&mut self, line: usize, sketch: Sketch) -> Result<String> {
        self.habits += 1;
        let called = self.apart(sketch.name.trim());
        let came = self.declare(&called, &called, sketch);
        self.gives(line, came)?;
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
    fn declare(
        &mut self,
        raw: &str,
        called: &str,
        mut sketch: Sketch,
    ) -> Result<Option<Came>, String> {
        if sketch.rhythm.is_none() && !sketch.often.is_empty() {
            self.not_carried(Left::Rhythms);
            sketch.extra.append(&mut sketch.often);
        }
        let key = text::key(called);
        self.called.insert(key.clone());
        let named = self.named_as(raw, called)?;
        // Two that were asked to have one name are one.
        if named.mood || !self.given.insert(text::key(&named.name)) {
            return Ok(None);
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
        ritual.intention = words(sketch.intention)?;
        Ok(Some(Record::Ritual(ritual).into()))
    }

    /// A day as what it was: an entry, a rest, or neither of them, with words that are kept.
    pub fn marked(&mut self, line: usize, mark: Mark, entry: Entry) -> Result<()> {
        let (ritual, day, words) = (entry.ritual, entry.when.written(), entry.note);
        match mark {
            Mark::Done => self.entry(line, entry),
            Mark::Rest => self.rest(line, ritual, day, words),
            Mark::Not(left) => {
                let mut note = Note::new(When::Day(day), ritual);
                note.say(words.unwrap_or_default());
                self.remark(line, left, ritual, note)
            }
        }
    }

    /// An entry of a ritual, or a mood note where its name was asked for as mood.
    pub fn entry(&mut self, line: usize, entry: Entry) -> Result<()> {
        let came = self.completion(entry).map(Some);
        self.gives(line, came)
    }

    fn completion(&mut self, entry: Entry) -> Result<Came, String> {
        let named = self.named(entry.ritual)?;
        if let Some(n) = entry.amount.filter(|n| !(0.0..=1e12).contains(n)) {
            return Err(format!(
                "an amount from 0 to 1000000000000 is expected; got {}",
                short(&n.to_string())
            ));
        }
        let (variation, note) = (words(entry.variation)?, words(entry.note)?);
        let amount = entry.amount.map(|n| n.to_string());
        let value = entry.stored.or(amount).unwrap_or_default();
        let (raw, time) = (entry.ritual.trim(), entry.when.key());
        let (of, said) = (variation.as_deref(), note.as_deref());
        let (of, said) = (of.unwrap_or_default(), said.unwrap_or_default());
        let content = self.identity(&["entry", raw, &time, &value, of, said]);
        let key = entry.keyed.then(|| self.key(&["day", raw, &time]));
        let again = key.is_some_and(|key| self.again(key));
        let meta = Meta::new(key.unwrap_or_else(|| self.occurrence(content)));
        let (day, moment) = self.lived(entry.when)?;
        let extra = self.nested(entry.extra);
        let record = if named.mood {
            let mut mood = Mood::blank(meta, day, moment);
            (mood.mood, mood.feelings) = self.felt(&named.name, entry.amount)?;
            (mood.note, mood.extra) = (note, extra);
            Record::Mood(mood)
        } else {
            let unit = entry.unit.filter(|_| entry.amount.is_some());
            Record::Completion(Completion {
                amount: entry.amount,
                unit: unit.and_then(|u| name(u).ok()),
                variation,
                note,
                extra,
                ..Completion::blank(meta, RitualRef::named(named.name), day, moment)
            })
        };
        Ok(Came {
            record,
            content: key.map(|_| content),
            again,
        })
    }

    /// A number as a level; a plain yes as a feeling, or as the level its name was given.
    fn felt(&self, name: &str, n: Option<f64>) -> Result<(Option<u8>, Vec<String>), String> {
        let shown = n.map_or_else(|| name.to_owned(), |n| n.to_string());
        match (self.options.level(&shown), n) {
            (Some(Some(level)), _) => Ok((Some(level), Vec::new())),
            (_, None) => Ok((None, vec![shown])),
            (_, Some(n)) if n.fract() == 0.0 && (1.0..=5.0).contains(&n) => {
                Ok((Some(n as u8), Vec::new()))
            }
            _ => Err(format!(
                "{shown} of \"{name}\" is no level from 1 to 5; --mood-map {shown}=3 gives it one"
            )),
        }
    }

    /// A mood note.
    pub fn note(&mut self, line: usize, note: Note) -> Result<()> {
        let came = self.mood(note, "");
        self.gives(line, came)
    }

    /// A note whose words begin with a name.
    fn mood(&mut self, note: Note, name: &str) -> Result<Option<Came>, String> {
        let mut mood = note.mood;
        mood.note = words(mood.note.as_deref())?;
        if mood.is_blank() && note.extra.is_empty() {
            self.not_carried(Left::Empty);
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
            mood.note = words(Some(&format!("{name}: {said}")))?;
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

    /// A mood note with words beside it, such as activities and tags: kept under `field`, or made
    /// what was asked for, or what is usual in this format.
    ///
    /// # Errors
    /// Those of [`Reading::note`].
    pub fn worded(
        &mut self,
        line: usize,
        mut note: Note,
        field: &str,
        words: &[&str],
        usual: Option<WordsAs>,
    ) -> Result<()> {
        let list = match self.options.words.or(usual) {
            _ if words.is_empty() => None,
            Some(WordsAs::Rituals) => None,
            Some(WordsAs::Feelings) => Some(&mut note.mood.feelings),
            Some(WordsAs::Triggers) => Some(&mut note.mood.triggers),
            Some(WordsAs::Coping) => Some(&mut note.mood.coping),
            None => {
                note.extra.insert(field.to_owned(), words.into());
                if self.account.beside.len() < LISTED {
                    let words = words.iter().map(|word| (*word).to_owned());
                    self.account.beside.extend(words);
                }
                None
            }
        };
        if let Some(list) = list {
            for word in words {
                if !list.iter().any(|known| known == word) {
                    list.push((*word).to_owned());
                }
            }
        }
        if self.options.words != Some(WordsAs::Rituals) {
            return self.note(line, note);
        }
        let when = note.when;
        if !(note.mood.is_blank() && note.extra.is_empty()) {
            self.note(line, note)?;
        }
        let mut words = words.iter();
        words.try_for_each(|word| self.entry(line, Entry::new(word, when)))
    }

    /// A day that is no entry, counted as what it is; words noted on it are kept as a note of that
    /// day, under the ritual's name.
    pub fn remark<'n>(
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
        let named = self.named(ritual);
        let came = named.and_then(|named| self.mood(note, &named.name));
        self.gives(line, came)
    }

    /// A resting day. They come one by one and are kept as pauses.
    pub fn rest(
        &mut self,
        line: usize,
        ritual: &str,
        day: NaiveDate,
        why: Option<&str>,
    ) -> Result<()> {
        match self.named(ritual) {
            Err(what) => return self.bad(line, what),
            Ok(named) if named.mood => self.not_carried(Left::MoodRests),
            Ok(_) => {
                let why = why.filter(|w| !w.trim().is_empty()).map(str::to_owned);
                let rests = self.rests.entry(ritual.trim().to_owned()).or_default();
                rests.insert(day, (self.file.clone(), line, why));
            }
        }
        Ok(())
    }

    /// Writes resting days that follow each other as one pause.
    fn write_rests(&mut self) -> Result<()> {
        for (raw, days) in std::mem::take(&mut self.rests) {
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
                let came = self.named(&raw).and_then(|named| {
                    let pause = Pause {
                        meta,
                        ritual: Some(RitualRef::named(named.name)),
                        from,
                        until: Some(until),
                        why: words(Some(&whys.join("; ")))?,
                        ..Pause::default()
                    };
                    Ok(Some(Came {
                        content: Some(content),
                        ..Record::Pause(pause).into()
                    }))
                });
                self.of(&file);
                self.gives(line, came)?;
            }
        }
        Ok(())
    }

    /// The day and the moment here.
    fn lived(&self, when: When) -> Result<(NaiveDate, Option<Moment>), String> {
        let moment = match when {
            When::Day(_) => None,
            When::Wall(at) => Some(self.place.calendar(at)),
            When::Utc(at) => Some(self.place.local(at)),
            When::Offset(at) | When::There(at) => Some(Moment { at, zone: None }),
        };
        let day = match (when, &moment) {
            (When::Wall(at), _) => self.place.day_of(at),
            (_, Some(moment)) => self.place.day_of(moment.at.naive_local()),
            (when, None) => when.written(),
        };
        match dates::lived(day) {
            true => Ok((day, moment)),
            false => Err(format!(
                "a day between 1900 and 2999 is expected; got {day}"
            )),
        }
    }

    /// What a name of the file is here, found once for each.
    fn named(&mut self, raw: &str) -> Result<Named, String> {
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

    /// The identity of one more row with the same content: the content's own for the first, others
    /// made of it and their number for the rest.
    pub fn occurrence(&mut self, same: Uuid) -> Uuid {
        let times = self.seen.entry(same).or_insert(0);
        *times += 1;
        numbered(same, *times)
    }

    /// Whether the file spoke of a key before.
    fn again(&mut self, key: Uuid) -> bool {
        self.seen.insert(key, 0).is_some()
    }

    /// The identity of a note of a time that several may have: of those that say the same there is
    /// one, and it came before.
    ///
    /// # Errors
    /// More notes of one time than anybody writes.
    fn among(&mut self, key: Uuid, content: Uuid) -> Result<(Uuid, bool), String> {
        const MOST: u32 = 100;
        let mark = content.as_fields().0;
        let mut uids = (1..=MOST).map(|n| custom(numbered(key, n)));
        let free = uids.find(|uid| self.seen.get(uid).is_none_or(|seen| *seen == mark));
        let uid = free.ok_or_else(|| format!("more than {MOST} notes of one and the same time"))?;
        Ok((uid, self.seen.insert(uid, mark).is_some()))
    }

    /// An identity of what is known by its time: other than those made of content, which are of
    /// version 5, as all of 0.1 were.
    fn key(&mut self, parts: &[&str]) -> Uuid {
        custom(self.identity(parts))
    }

    /// An identity made of the format and these parts.
    fn identity(&self, parts: &[&str]) -> Uuid {
        let mut text = String::new();
        for part in [self.format].iter().chain(parts) {
            // With the lengths, no two lists of parts come out the same.
            let _ = write!(text, "{}:{part}", part.len());
        }
        Uuid::new_v5(&NAMESPACE, text.as_bytes())
    }

    /// What was asked for by name has to be in the file.
    ///
    /// # Errors
    /// [`ExchangeError::Refused`] for a name that never came; what [`Reading::record`] gives.
    pub fn finish(mut self) -> Result<Account> {
        self.write_rests()?;
        let renamed = self.options.rename.iter().map(|(old, _)| ("--rename", old));
        let moods = self.options.as_mood.iter().map(|name| ("--as-mood", name));
        for (flag, name) in renamed.chain(moods) {
            let place = name.strip_prefix('#').and_then(|n| n.parse().ok());
            let placed = place.is_some_and(|n: usize| (1..=self.habits).contains(&n));
            let came = |known: &String| text::key(known) == text::key(name);
            if !placed && !self.names.keys().any(came) {
                let mut known: Vec<&str> = self.names.keys().map(String::as_str).take(20).collect();
                known.sort_unstable();
                return Err(ExchangeError::refused(
                    format!("{flag} '{name}': the file has nothing of that name"),
                    format!("it has: {}", known.join(", ")),
                ));
            }
        }
        Ok(self.account)
    }
}

fn custom(made: Uuid) -> Uuid {
    uuid::Builder::from_custom_bytes(made.into_bytes()).into_uuid()
}

/// The identity itself for the first, another made of it and the number for any other.
fn numbered(uid: Uuid, n: u32) -> Uuid {
    match n {
        1 => uid,
        n => Uuid::new_v5(&uid, n.to_string().as_bytes()),
    }
}

/// Free text as it is kept; none where nothing is in it.
fn words(raw: Option<&str>) -> Result<Option<String>, String> {
    let raw = raw.unwrap_or_default();
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

/// The words of a list, each once.
pub fn split<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(mark).map(str::trim).filter(|w| !w.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}
