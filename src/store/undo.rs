//! Taking back the last commands.

use super::Reader;
use super::error::{Error, Result};
use super::find;
use super::rows::{self, Source, all};
use super::write::Writer;
use super::written::{Did, Written};
use crate::domain::consent::{Consent, Event, What};
use crate::domain::field::Nowhere;
use crate::domain::meta::Visibility;
use crate::domain::record::{Kind, Record};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many commands are kept, and for how long (milliseconds).
const KEPT: usize = 20;
const KEPT_MS: i64 = 7 * 24 * 3600 * 1000;

/// The name of a step that stands for what cannot be taken back. It says nothing of what that was.
pub const BARRIER: &str = "";

/// The name of a step that ends what is kept: those before it spoke of the tables of an earlier
/// schema.
pub const UPGRADE: &str = "upgrade";

/// What can be taken back.
#[derive(Debug)]
pub struct Steps {
    /// Newest first.
    pub steps: Vec<Step>,
    /// Whether an upgrade ended those that were kept before it.
    pub upgraded: bool,
}

/// A kept command. The row of the clock, which every command writes, has a list of them, the oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Step {
    pub id: i64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// Its name, or the names of those that were taken back as one.
    pub command: String,
    /// Its lines as they were typed, the person's words left out; none where they are not known.
    /// Forgetting takes them away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<String>,
    /// Whether a person sat there.
    pub by_hand: bool,
    /// Whether it was taken back: `redo` brings it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
    /// The rows it added one after the other, where that is all it did; else `undo_change` has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<(i64, i64)>,
    /// A row it wrote, where one can be shown.
    #[serde(skip)]
    pub about: Option<Record>,
}

/// A command, as undo remembers it.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub name: String,
    pub by_hand: bool,
    pub words: Vec<Typed>,
}

/// A word of a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// The program's own, a number or a day.
    Plain(String),
    /// The person's: kept where it is the name of a ritual, and left out otherwise.
    Own(String),
}

impl From<&str> for Line {
    fn from(name: &str) -> Self {
        Line {
            name: name.to_owned(),
            ..Line::default()
        }
    }
}

impl Line {
    /// What is kept of the command under a number.
    pub fn step(&self, id: i64) -> Step {
        Step {
            id,
            command: self.name.clone(),
            by_hand: self.by_hand || self.words.is_empty(),
            ..Step::default()
        }
    }

    /// What is kept of it: the person's words are left out.
    fn shown(&self, reader: &Reader) -> Option<String> {
        if self.words.is_empty() {
            return None;
        }
        let names = reader.names().borrow();
        let bears = |name: &str| names.as_ref().is_some_and(|names| names.knows(name));
        // `walk:20` and "walk 20min" are a name and an amount.
        let known = |word: &str| {
            let amount = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
            let parts = word.rsplit_once([':', ' ']);
            bears(word) || parts.is_some_and(|(name, rest)| bears(name) && amount(rest))
        };
        let mut shown: Vec<String> = Vec::new();
        for word in &self.words {
            let word = match word {
                Typed::Own(word) if !known(word) => "…",
                Typed::Own(word) | Typed::Plain(word) => word,
            };
            if word.contains(' ') {
                shown.push(format!("\"{word}\""));
            } else if word != "…" || shown.last().is_none_or(|last| last != word) {
                shown.push(word.to_owned());
            }
        }
        Some(shown.join(" ").replace(['\t', '\n'], " "))
    }
}

/// What an undo did to one row.
#[derive(Debug, Clone)]
pub enum Undone {
    TookBack(Record),
    /// The row as it is again, and as it was until now; none where it had been deleted.
    Restored(Record, Option<Box<Record>>),
    /// A ritual that another device has noted more of since.
    Stays(Record),
}

/// One inverse change: rows `low` to `high` were added, or row `low` was `before`. A row that comes back
/// and had gone on as another does so again when it is taken back.
#[derive(Debug, Clone, Default)]
pub struct Change {
    pub low: i64,
    pub high: i64,
    pub before: Option<String>,
    pub into: Option<String>,
}

impl Change {
    pub fn added((low, high): (i64, i64)) -> Change {
        Change {
            low,
            high,
            ..Change::default()
        }
    }
}

/// What takes the running command back, written as it goes: a large import is not held in memory.
pub struct Kept {
    /// What was typed, until the first change is written: a ritual it names may go then.
    line: Option<Line>,
    /// Whether it takes steps back, or brings them back.
    turns: bool,
    written: Written,
    /// Rows added one after the other, not written so far.
    added: Option<Span>,
}

/// Handles one after the other.
struct Span {
    low: i64,
    high: i64,
    /// Whether they come from the highest to the lowest: what was taken back returns so.
    down: bool,
}

impl Span {
    /// Whether a handle is the next, which it is from then on.
    fn takes(&mut self, id: i64) -> bool {
        if id == self.high + 1 && !self.down {
            self.high = id;
        } else if id == self.low - 1 && (self.down || self.low == self.high) {
            (self.low, self.down) = (id, true);
        } else {
            return false;
        }
        true
    }
}

impl Kept {
    /// What is kept of a command, or of steps that are turned as one: those have no line of their own.
    pub fn of(step: Step, line: Option<Line>) -> Self {
        Kept {
            turns: line.is_none(),
            line,
            written: Written::of(step),
            added: None,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.added.is_none()
    }

    /// A row was added, or came back and had gone on as another.
    pub fn added(&mut self, reader: &Reader, id: i64, into: Option<Uuid>) -> Result<()> {
        if let Some(into) = into {
            self.flush(reader)?;
            let change = Change {
                into: Some(into.to_string()),
                ..Change::added((id, id))
            };
            return self.write(reader, &change, Did::Added);
        }
        if !self.added.as_mut().is_some_and(|span| span.takes(id)) {
            self.flush(reader)?;
            self.added = Some(Span {
                low: id,
                high: id,
                down: false,
            });
        }
        Ok(())
    }

    /// A row was changed or deleted.
    pub fn was(&mut self, reader: &Reader, record: &Record, did: Did) -> Result<()> {
        self.flush(reader)?;
        let id = record.meta().id;
        let change = Change {
            before: Some(rows::json(record)),
            ..Change::added((id, id))
        };
        self.write(reader, &change, did)
    }

    fn flush(&mut self, reader: &Reader) -> Result<()> {
        let Some(Span { low, high, down }) = self.added.take() else {
            return Ok(());
        };
        let did = if down {
            Did::AddedDownwards
        } else {
            Did::Added
        };
        self.write(reader, &Change::added((low, high)), did)
    }

    fn write(&mut self, reader: &Reader, change: &Change, did: Did) -> Result<()> {
        self.note_line(reader);
        let place = self.written.note(did);
        put_change(&reader.conn, self.written.step.id, place, change)
    }

    fn note_line(&mut self, reader: &Reader) {
        if let Some(line) = self.line.take() {
            self.written.step.typed.extend(line.shown(reader));
        }
    }

    /// What was written, and whether that ends what `redo` could bring back.
    pub fn finish(mut self, reader: &Reader, at: i64) -> Result<(Written, bool)> {
        match self.added {
            Some(Span { low, high, down }) if self.written.is_empty() && !down => {
                self.written.step.added = Some((low, high));
            }
            _ => self.flush(reader)?,
        }
        self.note_line(reader);
        self.written.step.at = at;
        Ok((self.written, !self.turns))
    }
}

/// Whether a row gives a share, or ends one. Undo ends shares and never gives them: it passes by the
/// others.
fn of_a_share(record: &Record, event: Event) -> bool {
    matches!(record, Record::Consent(c) if c.what == What::Share && c.event == event)
}

fn put_change(conn: &Connection, step: i64, place: i64, change: &Change) -> Result<()> {
    let Change { low, high, .. } = change;
    let sql = "INSERT INTO undo_change (step, place, low, high, before, \"into\") VALUES (?, ?, ?, ?, ?, ?)";
    let values = params![step, place, low, high, change.before, change.into];
    rows::run(conn, sql, values)
}

/// The changes of a step after one place and up to another, in `order`, and the place of each.
pub fn changes_within(
    conn: &Connection,
    step: i64,
    (after, up_to): (i64, i64),
    order: &str,
    most: i64,
) -> Result<Vec<(i64, Change)>> {
    let sql = format!(
        "SELECT low, place, high, before, \"into\" FROM undo_change
         WHERE step = ? AND place > ? AND place <= ? ORDER BY place {order} LIMIT ?"
    );
    let bounds = params![step, after, up_to, most];
    all(conn, "undo_change", &sql, bounds, |row| {
        let change = Change {
            low: row.get(0)?,
            high: row.get(2)?,
            before: row.get(3)?,
            into: row.get(4)?,
        };
        Ok((row.get(1)?, change))
    })
}

/// What takes a kept command back, from the end, up to a place.
fn changes(conn: &Connection, step: &Step, up_to: i64, most: i64) -> Result<Vec<(i64, Change)>> {
    match step.added {
        Some(added) => Ok((1..=up_to.min(1))
            .map(|at| (at, Change::added(added)))
            .collect()),
        None => changes_within(conn, step.id, (0, up_to), "DESC", most),
    }
}

pub fn parse(id: i64, text: &str) -> Result<Record> {
    let damaged = || Error::row("undo_change", id);
    let map = serde_json::from_str(text).map_err(|_| damaged())?;
    let mut record = Record::read(map, Uuid::nil(), &Nowhere).map_err(|_| damaged())?;
    record.meta_mut().id = id;
    Ok(record)
}

/// The rows there are with handles in a range; what hangs on rituals first, and they last.
pub fn added(reader: &Reader, low: i64, high: i64) -> Result<Vec<Record>> {
    let mut found = Vec::new();
    for kind in rows::kinds_within(&reader.conn, low, high)? {
        let tail = "AND id BETWEEN ? AND ?";
        found.extend(rows::some::<Record>(reader, kind, tail, [low, high])?);
    }
    Ok(found)
}

/// How many rows are taken back, or read of a step, at a time.
pub const AT_ONCE: i64 = 1000;

impl Reader {
    /// The kept commands, without the rows they wrote.
    pub fn kept_steps(&self, wall_ms: i64) -> Result<Steps> {
        let mut steps = self.clock()?.2;
        steps.reverse();
        // They are let go of at the next write; until then the old ones are passed over.
        steps.retain(|step| step.at >= wall_ms - KEPT_MS);
        let upgrade = steps.iter().position(|step| step.command == UPGRADE);
        steps.truncate(upgrade.unwrap_or(steps.len()));
        let upgraded = upgrade.is_some();
        Ok(Steps { steps, upgraded })
    }

    /// The kept commands.
    pub fn steps(&self, wall_ms: i64) -> Result<Steps> {
        let mut kept = self.kept_steps(wall_ms)?;
        for step in &mut kept.steps {
            step.about = about(self, step)?;
        }
        Ok(kept)
    }

    /// Takes back the last `count` commands as one, which can itself be taken back. Each row is
    /// handed over as it is taken back.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`] or [`Error::AfterUpgrade`], or [`Error::FewToUndo`] when fewer are
    /// kept.
    pub fn undo(
        &mut self,
        wall_ms: i64,
        count: usize,
        each: &mut dyn FnMut(Undone),
    ) -> Result<(Vec<Step>, Written)> {
        let writer = Writer::begin(self, wall_ms)?;
        let steps = writer.kept_steps(wall_ms)?.last(count)?;
        writer.turn(steps, true, each)
    }

    /// Brings back `count` commands that were taken back, last taken first. Those that were taken as
    /// one come as one. Each row is handed over as it comes back.
    ///
    /// # Errors
    /// [`Error::NothingToRedo`], or [`Error::FewToRedo`] when fewer were taken back.
    pub fn redo(
        &mut self,
        wall_ms: i64,
        count: usize,
        each: &mut dyn FnMut(Undone),
    ) -> Result<(Vec<Step>, Written)> {
        let writer = Writer::begin(self, wall_ms)?;
        let (mut steps, mut kept_back) = (writer.kept_steps(wall_ms)?.steps, 0);
        steps.retain(|step| {
            let wanted = step.undone && kept_back < count;
            kept_back += if wanted { step.commands() } else { 0 };
            wanted
        });
        match kept_back {
            0 => Err(Error::NothingToRedo),
            kept if kept < count => Err(Error::FewToRedo { asked: count, kept }),
            _ => writer.turn(steps, false, each),
        }
    }
}

impl Steps {
    /// The last ones that were not taken back.
    fn last(self, count: usize) -> Result<Vec<Step>> {
        let mut steps = self.steps;
        steps.retain(|step| !step.undone);
        let kept = steps.len();
        match steps.first() {
            Some(first) if count == 1 && first.stays() => {
                let before = steps.iter().position(|step| !step.stays());
                let reach = before.ok_or(Error::NothingToUndo)? + 1;
                Err(Error::AfterBarrier { reach })
            }
            None if self.upgraded => Err(Error::AfterUpgrade),
            None => Err(Error::NothingToUndo),
            Some(_) if kept < count => Err(Error::FewToUndo { asked: count, kept }),
            Some(_) => {
                steps.truncate(count);
                Ok(steps)
            }
        }
    }
}

impl Writer<'_> {
    /// Does the inverse of these steps, and keeps what turns that round as one.
    fn turn(
        mut self,
        steps: Vec<Step>,
        undone: bool,
        each: &mut dyn FnMut(Undone),
    ) -> Result<(Vec<Step>, Written)> {
        let step = Step {
            id: self.next_step(),
            undone,
            ..together(&steps)
        };
        self.kept = Some(Kept::of(step, None));
        let mut stays = None;
        for step in &steps {
            self.take_back(step, &mut |change| {
                if let Undone::Stays(record) = &change {
                    stays = record.ritual_name().map(str::to_owned);
                }
                each(change);
            })?;
            self.forget_step(step.id)?;
        }
        match stays.filter(|_| self.kept.as_ref().is_some_and(Kept::is_empty)) {
            Some(name) => Err(Error::Stays(name)),
            None => Ok((steps, self.finish()?)),
        }
    }

    fn take_back(&mut self, step: &Step, each: &mut dyn FnMut(Undone)) -> Result<()> {
        let mut up_to = i64::MAX;
        loop {
            let part = changes(&self.conn, step, up_to, AT_ONCE)?;
            let Some((last, _)) = part.last() else {
                return Ok(());
            };
            up_to = *last - 1;
            // What comes back takes the room of what it was kept in.
            let sql = "DELETE FROM undo_change WHERE step = ? AND place > ?";
            rows::run(&self.conn, sql, [step.id, up_to])?;
            let mut returning: Vec<Record> = Vec::new();
            for (_, change) in part {
                let Change { low, before, .. } = &change;
                let Some(text) = before else {
                    self.put_back(&mut returning, each)?;
                    self.take_back_added(&change, each)?;
                    continue;
                };
                let record = parse(*low, text)?;
                let goes_on = |last: &Record| last.kind() == record.kind() && last.meta().id > *low;
                if !returning.last().is_some_and(goes_on) {
                    self.put_back(&mut returning, each)?;
                }
                returning.push(record);
            }
            self.put_back(&mut returning, each)?;
        }
    }

    /// Rows of one kind, each with a lower handle, are as they were again. They are written from below:
    /// SQLite leaves half of every page empty where rows come from above.
    fn put_back(&mut self, rows: &mut Vec<Record>, each: &mut dyn FnMut(Undone)) -> Result<()> {
        let mut done = Vec::with_capacity(rows.len());
        for mut record in rows.drain(..).rev() {
            if self.differs(&mut record)? {
                let (until_now, into) = self.replace(&mut record)?;
                done.push((record, until_now, into));
            }
        }
        for (record, until_now, into) in done.into_iter().rev() {
            self.replaced(record.meta().id, until_now.as_ref(), into)?;
            each(Undone::Restored(record, until_now.map(Box::new)));
        }
        Ok(())
    }

    /// Whether a row is other than it is now. No grant of a share comes back, nor the mark of one.
    fn differs(&self, row: &mut Record) -> Result<bool> {
        let grant = of_a_share(row, Event::Granted);
        if !grant && row.meta().visibility == Visibility::Private {
            return Ok(true);
        }
        let Some(now) = rows::load(&**self, row.kind(), row.meta().id)? else {
            return Ok(!grant);
        };
        row.meta_mut().visibility = now.meta().visibility;
        Ok(*row != now)
    }

    /// Where a share is taken back, no earlier one to the same person holds in its place.
    fn end_earlier(&mut self, event: &Consent) -> Result<()> {
        for earlier in self.consents_about(event.subject)? {
            if earlier.what == What::Share && earlier.person() == event.person() {
                self.remove_for_good(&Record::Consent(earlier))?;
            }
        }
        Ok(())
    }

    /// Rows that were added go; rituals after all that hangs on them.
    fn take_back_added(&mut self, change: &Change, each: &mut dyn FnMut(Undone)) -> Result<()> {
        let (low, high, into) = (change.low, change.high, change.into.as_deref());
        let into = into.and_then(|uid| Uuid::parse_str(uid).ok());
        for kind in rows::kinds_within(&self.conn, low, high)? {
            let mut from = low;
            loop {
                let tail = "AND id BETWEEN ? AND ? ORDER BY id LIMIT ?";
                let mut part = rows::some::<Record>(&**self, kind, tail, [from, high, AT_ONCE])?;
                let Some(last) = part.last() else {
                    break;
                };
                from = last.meta().id + 1;
                part.retain(|row| !of_a_share(row, Event::Revoked));
                // The room they took is there again for what is kept of them.
                let mut gone = Vec::with_capacity(part.len());
                for record in part {
                    // On a ritual rows of another device may hang: it stays.
                    if kind == Kind::Ritual && !self.speaking_of(record.meta().id)?.is_empty() {
                        each(Undone::Stays(record));
                        continue;
                    }
                    rows::delete(&**self, &record)?;
                    gone.push(record);
                }
                for record in gone {
                    self.removed(&record, into)?;
                    if let Record::Consent(event) = &record
                        && of_a_share(&record, Event::Granted)
                    {
                        self.end_earlier(event)?;
                    }
                    each(Undone::TookBack(record));
                }
            }
        }
        Ok(())
    }
}

/// The kept commands of schema 4 had a table: a name, and after tabs who typed it and what was typed.
pub fn bring_forward(conn: &Connection) -> Result<()> {
    let sql = "SELECT id, at, command, undoes FROM undo_step ORDER BY id";
    let steps = all(conn, "undo_step", sql, [], |row| {
        let stored: String = row.get(2)?;
        let mut parts = stored.split('\t').map(str::to_owned);
        Ok(Step {
            id: row.get(0)?,
            at: row.get(1)?,
            command: parts.next().unwrap_or_default(),
            by_hand: parts.next().is_none_or(|by| by == "hand"),
            typed: parts.collect(),
            undone: row.get(3)?,
            ..Step::default()
        })
    })?;
    conn.execute("UPDATE clock SET steps = ?", [rows::json(&steps)])?;
    Ok(conn.execute_batch("DROP TABLE undo_step")?)
}

impl Writer<'_> {
    /// The number of the next step.
    pub(super) fn next_step(&self) -> i64 {
        self.steps.last().map_or(1, |last| last.id + 1)
    }

    /// Keeps a step, and lets go of those that are old; a `new` command ends what `redo` could bring back.
    pub(super) fn keep_step(&mut self, step: Step, new: bool) -> Result<()> {
        let oldest = self.wall_ms - KEPT_MS;
        self.steps.push(step);
        let beyond = self.steps.len().saturating_sub(KEPT);
        let old = |(n, step): (usize, &Step)| {
            (n < beyond || step.at < oldest || step.undone && new).then_some(step.id)
        };
        let old: Vec<i64> = self.steps.iter().enumerate().filter_map(old).collect();
        let mut aged = false;
        for step in old {
            let sql = "SELECT 1 FROM undo_change WHERE step = ? AND before IS NOT NULL";
            aged |= self.conn.prepare_cached(sql)?.exists([step])?;
            self.forget_step(step)?;
        }
        // When an earlier wording leaves, the index lets go of its words too.
        if aged {
            find::settle(&self.conn)?;
        }
        Ok(())
    }

    /// Ends what `redo` could bring back; gives whether there was any.
    pub(super) fn end_redo(&mut self) -> Result<bool> {
        let undone = self.steps.iter().filter(|step| step.undone);
        let undone: Vec<i64> = undone.map(|step| step.id).collect();
        for step in &undone {
            self.forget_step(*step)?;
        }
        Ok(!undone.is_empty())
    }

    /// Remembers that something was done for good: what came before is not undone by accident.
    pub(super) fn keep_barrier(&mut self) -> Result<()> {
        let barrier = Step {
            id: self.next_step(),
            at: self.wall_ms,
            by_hand: true,
            ..Step::default()
        };
        self.steps.pop_if(|last| last.stays());
        self.keep_step(barrier, true)
    }

    pub(super) fn forget_step(&mut self, step: i64) -> Result<()> {
        self.steps.retain(|kept| kept.id != step);
        self.forget_changes(step)
    }

    fn forget_changes(&mut self, step: i64) -> Result<()> {
        let sql = "DELETE FROM undo_change WHERE step = ?";
        rows::run(&self.conn, sql, [step])
    }

    /// Lets go of kept commands of this name that touched a row.
    pub fn let_go_of_steps(&mut self, command: &str, handle: i64) -> Result<()> {
        let sql = "SELECT 1 FROM undo_change WHERE step = ? AND ? BETWEEN low AND high";
        for step in self.steps.clone() {
            let touched = || self.conn.prepare_cached(sql)?.exists([step.id, handle]);
            if step.command == command && touched()? {
                self.forget_step(step.id)?;
            }
        }
        Ok(())
    }

    /// Passes what is kept of each command through `keep`, which says what stays of a change and whether
    /// something went. Of every command its name alone stays: what was typed may name what is forgotten.
    pub(super) fn sift(
        &mut self,
        mut keep: impl FnMut(Change, &mut Vec<Change>) -> Result<bool>,
    ) -> Result<()> {
        for at in (0..self.steps.len()).rev() {
            self.steps[at].typed.clear();
            let step = self.steps[at].clone();
            let (mut after, mut touched) = (Vec::new(), false);
            let kept = changes(&self.conn, &step, i64::MAX, i64::MAX)?;
            for (_, change) in kept.into_iter().rev() {
                touched |= keep(change, &mut after)?;
            }
            if !touched {
                continue;
            }
            if after.is_empty() {
                self.forget_step(step.id)?;
                continue;
            }
            self.steps[at].added = None;
            self.forget_changes(step.id)?;
            for (place, change) in (1..).zip(&after) {
                put_change(&self.conn, step.id, place, change)?;
            }
        }
        Ok(())
    }
}

/// What stands between the names of commands that are turned as one.
const JOINT: &str = ", ";

/// Steps that are turned as one.
fn together(steps: &[Step]) -> Step {
    let steps: Vec<&Step> = steps.iter().filter(|step| !step.stays()).collect();
    let names: Vec<&str> = steps.iter().map(|s| s.command.as_str()).collect();
    Step {
        command: names.join(JOINT),
        typed: steps.iter().flat_map(|step| step.shown()).collect(),
        by_hand: steps.iter().all(|step| step.by_hand),
        ..Step::default()
    }
}

impl Step {
    /// Its lines as they were typed, or its name where that is all that is known.
    pub fn shown(&self) -> Vec<String> {
        match self.typed.is_empty() {
            true => vec![self.command.clone()],
            false => self.typed.clone(),
        }
    }

    /// How many commands it is.
    fn commands(&self) -> usize {
        self.command.split(JOINT).count()
    }

    /// Whether it stands for what cannot be taken back.
    pub fn stays(&self) -> bool {
        self.command == BARRIER
    }
}

/// The first row a step wrote: as it is, or as it was before.
fn about(reader: &Reader, step: &Step) -> Result<Option<Record>> {
    let kept = changes(&reader.conn, step, i64::MAX, 100)?;
    for (_, change) in kept.into_iter().rev() {
        let low = change.low;
        let found = match change.before {
            Some(text) => Some(parse(low, &text)?),
            // An event of consent goes with the row it is about.
            None => {
                let mut found = added(reader, low, change.high.min(low + 3))?;
                found.sort_by_key(|r| (r.kind() == Kind::Consent, std::cmp::Reverse(r.kind())));
                found.into_iter().next()
            }
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
