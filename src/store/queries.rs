//! What is asked of a notebook.

use super::Reader;
use super::error::{Error, Result};
use super::rows::{self, all, table};
use super::write::uid_hash;
use crate::domain::boundary::Boundary;
use crate::domain::completion::Completion;
use crate::domain::config::{Config, Settings};
use crate::domain::consent::Consent;
use crate::domain::field::{Coded, Noun, iso_day};
use crate::domain::journal::{Every, Sum};
use crate::domain::month::MonthLine;
use crate::domain::mood::Mood;
use crate::domain::pause::Pause;
use crate::domain::record::{Home, Kind, Record};
use crate::domain::reminder::Reminder;
use crate::domain::ritual::Ritual;
use crate::domain::small::{Person, Resource, Start, SupportOption, Words};
use crate::domain::term::Support;
use crate::domain::trial::Trial;
use chrono::NaiveDate;
use rusqlite::{Params, params};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Days as text order as days do from the one to the other.
pub const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
pub const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();

/// A day, and how many entries it has.
pub type Counted = (NaiveDate, u32);

/// Questions for every row of a kind, in the order it is exported.
macro_rules! every {
    ($($name:ident: $noun:ident of $kind:ident),* $(,)?) => {
        impl Reader {
            $(pub fn $name(&self) -> Result<Vec<$noun>> {
                self.every(Kind::$kind)
            })*
        }
    };
}
every! {
    starts: Start of Start,
    pauses: Pause of Pause,
    boundaries: Boundary of Boundary,
    months: MonthLine of MonthLine,
    visions: Words of Vision,
    winddown: Words of Winddown,
    trials: Trial of Trial,
    people: Person of Person,
    resources: Resource of Resource,
    reminders: Reminder of Reminder,
    support_options: SupportOption of SupportOption,
    supports: Support of Support,
    consents: Consent of Consent,
}

impl Every for Reader {
    type Error = Error;

    fn every<N: Noun + Default>(&self, kind: Kind) -> Result<Vec<N>> {
        rows::every(self, kind)
    }
}

impl Reader {
    /// Rows of a kind: `tail` goes on after the condition that they are of it.
    pub(super) fn some<N: Noun + Default>(
        &self,
        kind: Kind,
        tail: &str,
        params: impl Params,
    ) -> Result<Vec<N>> {
        rows::some(self, kind, tail, params)
    }

    /// # Errors
    /// A stored setting that no longer reads.
    pub fn settings(&self) -> Result<Settings> {
        let mut settings = Settings::default();
        for stored in self.every::<Config>(Kind::Config)? {
            settings
                .apply(&stored.key, &stored.value)
                .map_err(|_| Error::row("config", stored.meta.id))?;
        }
        Ok(settings)
    }

    /// Words used so far in one list of mood notes, by its flag, each once.
    pub fn words(&self, flag: &str) -> Result<Vec<String>> {
        let Some(list) = Mood::list(flag) else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT DISTINCT 0, value FROM mood, json_each(mood.{}) ORDER BY value",
            list.column
        );
        all(&self.conn, "mood", &sql, [], |row| row.get(1))
    }

    /// Every row of a noun, in the order it is exported.
    pub fn records(&self, kind: Kind) -> Result<Vec<Record>> {
        rows::every::<Record>(self, kind)
    }

    /// The reflections, wins, thanks and visions of a day.
    pub(super) fn words_of(&self, day: NaiveDate) -> Result<Vec<Record>> {
        let kinds = [Kind::Reflection, Kind::Win, Kind::Thanks, Kind::Vision];
        let mut found = Vec::new();
        for kind in kinds {
            found.extend(rows::of_day(self, kind, day)?);
        }
        Ok(found)
    }

    /// Whether nothing was ever noted here. Settings are no notes.
    pub fn is_empty(&self) -> Result<bool> {
        let rows = rows::typed().map(|kind| format!("SELECT 1 FROM {}", kind.as_str()));
        let notes = "SELECT 1 FROM note WHERE kind <> 'config'".to_owned();
        let any: Vec<String> = rows.chain([notes]).collect();
        let sql = format!("SELECT EXISTS ({})", any.join(" UNION ALL "));
        Ok(!self.conn.query_row(&sql, [], |row| row.get(0))?)
    }

    /// The row with this handle, if there is one.
    pub fn record(&self, kind: Kind, id: i64) -> Result<Option<Record>> {
        rows::load(self, kind, id)
    }

    /// The stored setting of this name.
    pub fn config(&self, key: &str) -> Result<Option<Config>> {
        let tail = "AND body->>'key' = ? ORDER BY id LIMIT 1";
        Ok(self.some(Kind::Config, tail, [key])?.pop())
    }

    /// The pauses that rest one ritual, those of all rituals among them.
    pub fn pauses_resting(&self, ritual: i64) -> Result<Vec<Pause>> {
        let tail = "AND (ritual = ? OR ritual IS NULL) ORDER BY id";
        self.some(Kind::Pause, tail, [ritual])
    }

    /// Days of a ritual in a window, with counts.
    pub fn days(&self, ritual: i64, from: NaiveDate, to: NaiveDate) -> Result<Vec<Counted>> {
        let sql = "SELECT 0, day, count(*) FROM completion WHERE ritual = ? AND day BETWEEN ? AND ?
            GROUP BY day ORDER BY day";
        self.counted(sql, params![ritual, from.code(), to.code()])
    }

    /// Days of a ritual from a day on, and the last one before it, with counts.
    pub fn days_since(&self, ritual: i64, from: NaiveDate) -> Result<Vec<Counted>> {
        let sql = "SELECT 0, day, count(*) FROM completion WHERE ritual = ?1 AND day >= coalesce(
            (SELECT max(day) FROM completion WHERE ritual = ?1 AND day < ?2), ?2)
            GROUP BY day ORDER BY day";
        self.counted(sql, params![ritual, from.code()])
    }

    fn counted(&self, sql: &str, params: impl Params) -> Result<Vec<Counted>> {
        let found = all(&self.conn, "completion", sql, params, |row| {
            Ok((row.get::<_, String>(1)?, row.get(2)?))
        })?;
        let day = |(day, count): (String, u32)| Ok((stored_day(&day)?, count));
        found.into_iter().map(day).collect()
    }

    /// How often a ritual was done.
    pub fn entries(&self, ritual: i64) -> Result<u32> {
        let sql = "SELECT count(*) FROM completion WHERE ritual = ?";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row([ritual], |row| row.get(0))?)
    }

    /// The first day on which a ritual was done.
    pub fn first_day(&self, ritual: i64) -> Result<Option<NaiveDate>> {
        let sql = "SELECT 0, min(day) FROM completion WHERE ritual = ?";
        Ok(self.outermost(sql, [ritual])?.pop())
    }

    /// The last day before `day` on which a ritual was done.
    pub fn day_before(&self, ritual: i64, day: NaiveDate) -> Result<Option<NaiveDate>> {
        let sql = "SELECT 0, max(day) FROM completion WHERE ritual = ? AND day < ?";
        Ok(self.outermost(sql, params![ritual, day.code()])?.pop())
    }

    /// The last day with a completion or a mood note.
    pub fn last_day(&self) -> Result<Option<NaiveDate>> {
        Ok(self.ends("max")?.into_iter().max())
    }

    /// The first day with a completion or a mood note.
    pub fn first_day_of_all(&self) -> Result<Option<NaiveDate>> {
        Ok(self.ends("min")?.into_iter().min())
    }

    /// The outermost day of each ritual and of mood: a seek each, in the index of (ritual, day).
    fn ends(&self, outermost: &str) -> Result<Vec<NaiveDate>> {
        let sql = format!(
            "SELECT 0, (SELECT {outermost}(day) FROM completion WHERE ritual = ritual.id)
             FROM ritual UNION ALL SELECT 0, {outermost}(day) FROM mood"
        );
        self.outermost(&sql, [])
    }

    fn outermost(&self, sql: &str, params: impl Params) -> Result<Vec<NaiveDate>> {
        let found = all(&self.conn, "completion", sql, params, |row| {
            row.get::<_, Option<String>>(1)
        })?;
        found.iter().flatten().map(|day| stored_day(day)).collect()
    }

    /// The completions of a ritual on one day.
    pub fn completions_on(&self, ritual: i64, day: NaiveDate) -> Result<Vec<Completion>> {
        self.completions(Some(ritual), day, day)
    }

    /// The rituals in their owner's order.
    pub fn rituals(&self) -> Result<Vec<Ritual>> {
        let mut rituals: Vec<Ritual> = self.every(Kind::Ritual)?;
        rows::names_known(self, &rituals);
        let place = |ritual: &Ritual| ritual.place.unwrap_or(f64::INFINITY);
        rituals.sort_by(|a, b| place(a).total_cmp(&place(b)));
        Ok(rituals)
    }

    /// The completions of a window of days, of one ritual or of all, oldest first.
    pub fn completions(
        &self,
        ritual: Option<i64>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Completion>> {
        // One index serves: (ritual, day), sought once for each ritual.
        let tail = format!(
            "AND ritual IN (SELECT id FROM ritual WHERE ?1 IS NULL OR id = ?1)
             AND day BETWEEN ?2 AND ?3 {}",
            rows::order(Kind::Completion)
        );
        let window = params![ritual, from.code(), to.code()];
        self.some(Kind::Completion, &tail, window)
    }

    /// The mood notes of a window of days, oldest first.
    pub fn moods(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Mood>> {
        let tail = format!("AND day BETWEEN ? AND ? {}", rows::order(Kind::Mood));
        self.some(Kind::Mood, &tail, [from.code(), to.code()])
    }

    /// The last mood note that has words.
    pub fn mood_with_words(&self) -> Result<Option<Mood>> {
        let order = "ORDER BY day DESC, instant IS NULL DESC, instant DESC, id DESC LIMIT 1";
        let tail = format!("AND note IS NOT NULL {order}");
        Ok(self.some(Kind::Mood, &tail, [])?.pop())
    }

    /// The mood notes of a window of days, and before them those of the last day that has a mood,
    /// which is not asked for where the window begins with one.
    pub(super) fn moods_reaching(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Mood>> {
        let within = self.moods(from, to)?;
        if within.iter().any(|m| m.day == from && m.mood.is_some()) {
            return Ok(within);
        }
        let tail = format!(
            "AND day = (SELECT max(day) FROM mood WHERE day < ? AND mood IS NOT NULL) {}",
            rows::order(Kind::Mood)
        );
        let mut moods: Vec<Mood> = self.some(Kind::Mood, &tail, [from.code()])?;
        moods.extend(within);
        Ok(moods)
    }

    /// The days of every ritual, by the ritual's handle.
    pub(super) fn all_days(&self) -> Result<HashMap<i64, Vec<Counted>>> {
        let mut days: HashMap<i64, Vec<Counted>> = HashMap::new();
        let sql = "SELECT ritual, day, count(*) FROM completion GROUP BY ritual, day
            ORDER BY ritual, day";
        let found = all(&self.conn, "completion of ritual", sql, [], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?))
        })?;
        for (ritual, day, count) in found {
            let counted = (stored_day(&day)?, count);
            days.entry(ritual).or_default().push(counted);
        }
        Ok(days)
    }

    /// The amounts of a ritual from a day on, by day and unit.
    pub(super) fn amounts(&self, ritual: i64, from: NaiveDate) -> Result<Vec<Sum>> {
        let sql = "SELECT 0, day, unit, sum(amount) FROM completion
            WHERE ritual = ? AND day >= ? AND amount IS NOT NULL
            GROUP BY day, unit ORDER BY day";
        let since = params![ritual, from.code()];
        let found = all(&self.conn, "completion", sql, since, |row| {
            Ok((row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
        })?;
        let sum = |(day, unit, n): (String, _, _)| {
            let day = stored_day(&day)?;
            Ok(Sum { day, unit, n })
        };
        found.into_iter().map(sum).collect()
    }

    /// The latest entry of a ritual by its day, of one day the one noted last.
    pub fn latest(&self, ritual: i64) -> Result<Option<Record>> {
        let tail = "AND ritual = ? ORDER BY day DESC, id DESC LIMIT 1";
        Ok(rows::some::<Record>(self, Kind::Completion, tail, [ritual])?.pop())
    }

    /// The latest row, as handles go, among nouns that are wanted.
    pub fn last_of(&self, wanted: impl Fn(Kind) -> bool) -> Result<Option<Record>> {
        let wanted = Kind::ALL.iter().filter(|kind| wanted(**kind));
        let (tables, notes): (Vec<&Kind>, Vec<&Kind>) =
            wanted.partition(|kind| kind.home() == Home::Table);
        // One statement finds its handle: one for each kind would cost more than a log.
        let of = |table| format!("SELECT max(id), '{table}' FROM {table} UNION ALL ");
        let tables: String = tables.iter().map(|kind| of(kind.as_str())).collect();
        let notes: Vec<String> = notes.iter().map(|k| format!("'{}'", k.as_str())).collect();
        let notes = notes.join(", ");
        let sql = format!("{tables}SELECT max(id), kind FROM note WHERE kind IN ({notes})");
        let found = all(&self.conn, "note", &sql, [], |row| {
            let (id, kind): (Option<i64>, Option<String>) = (row.get(0)?, row.get(1)?);
            Ok(id.zip(kind.and_then(|kind| Kind::parse(&kind))))
        })?;
        let last = found.into_iter().flatten().max_by_key(|(id, _)| *id);
        last.map_or(Ok(None), |(id, kind)| self.record(kind, id))
    }

    /// The rows that speak of a ritual, lines of months among them.
    pub fn speaking_of(&self, ritual: i64) -> Result<Vec<Record>> {
        let mut found = Vec::new();
        let speaking = Kind::ALL.iter().filter(|kind| kind.speaks_of_a_ritual());
        for kind in speaking {
            let tail = "AND ritual = ? ORDER BY id";
            found.extend(rows::some::<Record>(self, *kind, tail, [ritual])?);
        }
        Ok(found)
    }

    /// The events of consent about one row.
    pub fn consents_about(&self, subject: Uuid) -> Result<Vec<Consent>> {
        let tail = "AND body->>'subject' = ? ORDER BY id";
        self.some(Kind::Consent, tail, [subject.to_string()])
    }
}

/// From what a person types (`412`, `#412`, a uid), or another file names a row by, to a row.
impl Reader {
    /// The row a handle or the beginning of a uid stands for. Handles are unique over all kinds.
    ///
    /// # Errors
    /// [`Error::NoHandle`] or [`Error::ManyHandles`].
    pub fn find(&self, typed: &str) -> Result<Record> {
        let none = || Error::NoHandle(typed.to_owned());
        let short = typed.strip_prefix('#').unwrap_or(typed);
        // A uid prefix takes at least eight characters, more than any handle is long.
        let uid = short.len() >= 8 && short.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        let found = match short.parse::<i64>() {
            Ok(id) => vec![id],
            Err(_) if uid => rows::with_uid(&self.conn, &short.to_lowercase())?,
            Err(_) => Vec::new(),
        };
        match found.as_slice() {
            [] => Err(none()),
            [id] => self.by_handle(*id)?.ok_or_else(none),
            _ => Err(Error::ManyHandles(typed.to_owned())),
        }
    }

    /// The row with this handle, of whatever kind.
    pub fn by_handle(&self, id: i64) -> Result<Option<Record>> {
        rows::by_handle(self, id)
    }

    /// The row with this uid, of whatever kind.
    pub fn by_uid(&self, uid: Uuid) -> Result<Option<Record>> {
        rows::by_uid(self, uid)
    }

    /// The row of a kind that has this uid.
    pub fn row_with_uid(&self, kind: Kind, uid: Uuid) -> Result<Option<Record>> {
        let uid = uid.to_string();
        Ok(rows::some::<Record>(self, kind, "AND uid = ?", [uid])?.pop())
    }

    /// Whether nothing is here that an import could find again.
    pub fn holds_no_entries(&self) -> Result<bool> {
        let tables = ["completion", "mood", "pause", "gone"];
        let any = tables.map(|table| format!("EXISTS (SELECT 1 FROM {table})"));
        let sql = format!("SELECT {}", any.join(" OR "));
        let any: bool = self.conn.query_row(&sql, [], |row| row.get(0))?;
        Ok(!any)
    }

    /// Whether a row with this uid was here once and went, by undo or by forgetting.
    pub fn went(&self, uid: Uuid) -> Result<bool> {
        let sql = "SELECT 1 FROM gone WHERE uid_hash = ?";
        Ok(self.conn.prepare_cached(sql)?.exists([uid_hash(uid)])?)
    }

    /// The identities of rows that undo took away and could bring back.
    pub fn taken_back(&self) -> Result<HashSet<Uuid>> {
        let sql = "SELECT before->>'uid' FROM undo_change WHERE before IS NOT NULL";
        let mut statement = self.conn.prepare(sql)?;
        let found = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
        let mut uids = HashSet::new();
        for uid in found {
            uids.extend(uid?.and_then(|uid| Uuid::parse_str(&uid).ok()));
        }
        Ok(uids)
    }

    /// Whether a row of a kind with this uid is here.
    pub fn has_uid(&self, kind: Kind, uid: Uuid) -> Result<bool> {
        let sql = format!("SELECT id FROM {} WHERE uid = ?", table(kind));
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.exists([uid.to_string()])?)
    }
}

fn stored_day(text: &str) -> Result<NaiveDate> {
    iso_day(text).ok_or_else(|| Error::Damaged(format!("a day reads {text:?}")))
}
