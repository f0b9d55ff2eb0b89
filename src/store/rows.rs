//! Rows of any kind, to SQL and back, made from the list of fields.

use super::error::{Error, Result};
use super::names::Names;
use super::{delivered, find, names};
use crate::domain::field::{Cell, Coded, Field, Fields, Noun, Nowhere, OF_MOMENT, Shape, Unfit};
use crate::domain::meta::{Meta, Visibility};
use crate::domain::record::{Home, Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::walk::{Object, no_ritual};
use chrono::NaiveDate;
use crc::{CRC_32_ISO_HDLC, Crc, Digest};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Params, Row, ToSql, params, params_from_iter};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use uuid::Uuid;

/// Where rows are read from: a connection, and the names of the rituals it holds, read once.
pub trait Source {
    fn conn(&self) -> &Connection;
    fn names(&self) -> &RefCell<Option<Names>>;
}

/// A connection that another holds.
pub struct Borrowed<'c> {
    conn: &'c Connection,
    names: RefCell<Option<Names>>,
}

impl<'c> Borrowed<'c> {
    pub fn of(conn: &'c Connection) -> Self {
        Borrowed {
            conn,
            names: RefCell::default(),
        }
    }
}

impl Source for Borrowed<'_> {
    fn conn(&self) -> &Connection {
        self.conn
    }

    fn names(&self) -> &RefCell<Option<Names>> {
        &self.names
    }
}

/// The names of rituals.
pub fn with_names<T>(from: &dyn Source, run: impl FnOnce(&Names) -> Result<T>) -> Result<T> {
    if from.names().borrow().is_none() {
        let read = names::read(from.conn())?;
        *from.names().borrow_mut() = Some(read);
    }
    let names = from.names().borrow();
    run(names.as_ref().expect("they were read"))
}

/// Takes the names of all rituals from their rows, where they were read anyway.
pub fn names_known(from: &dyn Source, rituals: &[Ritual]) {
    let mut names = from.names().borrow_mut();
    if names.is_none() {
        let mut read = Names::default();
        rituals.iter().for_each(|ritual| read.put(ritual));
        *names = Some(read);
    }
}

fn names_changed(from: &dyn Source, change: impl FnOnce(&mut Names)) {
    if let Some(names) = from.names().borrow_mut().as_mut() {
        change(names);
    }
}

/// The table a kind's rows lie in.
pub fn table(kind: Kind) -> &'static str {
    match kind.home() {
        Home::Table => kind.as_str(),
        Home::Note => "note",
    }
}

/// The condition that a row of its table is of a kind.
pub fn of_kind(kind: Kind) -> String {
    match kind.home() {
        Home::Table => "true".to_owned(),
        Home::Note => format!("kind = '{}'", kind.as_str()),
    }
}

/// Runs a query whose first column is a handle; what does not read names its table and handle.
pub fn all<T>(
    conn: &Connection,
    table: &'static str,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let damaged = |_| Error::row(table, row.get(0).unwrap_or_default());
        found.push(read(row).map_err(damaged)?);
    }
    Ok(found)
}

/// Runs a statement.
pub fn run(conn: &Connection, sql: &str, params: impl Params) -> Result<()> {
    conn.prepare_cached(sql)?.execute(params)?;
    Ok(())
}

/// Texts of statements: a million rows ask for the same ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Text {
    Select,
    /// The same of one row, its checksum first.
    Sums,
    Insert,
    Update,
}

thread_local! {
    static STATEMENTS: RefCell<HashMap<(Kind, Text), String>> = RefCell::default();
}

fn with_sql<T>(kind: Kind, text: Text, run: impl FnOnce(&str) -> T) -> T {
    STATEMENTS.with_borrow_mut(|made| {
        let make = || sql(kind, text);
        run(made.entry((kind, text)).or_insert_with(make))
    })
}

/// Whether a field has columns of its own.
fn has_column(field: &Field) -> bool {
    !field.beside
}

/// Whether it has one in the table of small nouns: the ritual alone does.
fn has_column_of_note(field: &Field) -> bool {
    !no_ritual(field)
}

/// The columns of a kind's own, in the order of the list.
pub fn columns(kind: Kind) -> Vec<&'static str> {
    let mut columns = Vec::new();
    for field in kind.fields().iter().filter(|field| has_column(field)) {
        match field.shape {
            Shape::Moment => columns.extend(OF_MOMENT),
            _ => columns.push(field.column),
        }
    }
    columns
}

fn sql(kind: Kind, text: Text) -> String {
    let table = table(kind);
    let (beside, own) = match kind.home() {
        Home::Note => ("visibility", "kind, ritual, body".to_owned()),
        // Some are words of SQL too.
        Home::Table => (
            "visibility, extra",
            format!("\"{}\"", columns(kind).join("\", \"")),
        ),
    };
    let written = format!("{beside}, {own}, stamp, sum");
    match text {
        Text::Select => {
            // Of an expression SQLite notes no origin, which takes a thirtieth of a log.
            let read = format!("id, uid, {beside}, {own}").replace(", ", ", +");
            format!("SELECT {read} FROM {table} WHERE {}", of_kind(kind))
        }
        Text::Sums => {
            sql(kind, Text::Select).replacen("SELECT ", "SELECT sum, ", 1) + " AND id = ?"
        }
        Text::Insert => {
            let holes = ", ?".repeat(written.split(", ").count());
            format!("INSERT INTO {table} (id, uid, {written}) VALUES (?, ?{holes})")
        }
        Text::Update => {
            // Its handle and its identity stay.
            let set = written.replace(", ", " = ?, ").replacen('?', "?3", 1);
            format!("UPDATE {table} SET {set} = ? WHERE id = ?1")
        }
    }
}

/// A row being read: its values come in the order its statement asks for them.
struct Stored<'r> {
    row: &'r Row<'r>,
    at: usize,
}

impl<'r> Iterator for Stored<'r> {
    type Item = std::result::Result<Cell<'r>, Unfit>;

    fn next(&mut self) -> Option<Self::Item> {
        self.at += 1;
        Some(match self.row.get_ref(self.at - 1) {
            Ok(ValueRef::Null) => Ok(Cell::Null),
            Ok(ValueRef::Integer(n)) => Ok(Cell::Int(n)),
            Ok(ValueRef::Real(n)) => Ok(Cell::Real(n)),
            Ok(ValueRef::Text(text)) => match std::str::from_utf8(text) {
                Ok(text) => Ok(Cell::Text(Cow::Borrowed(text))),
                Err(_) => Err(Unfit),
            },
            Ok(ValueRef::Blob(_)) | Err(_) => Err(Unfit),
        })
    }
}

impl<'r> Stored<'r> {
    fn cell(&mut self) -> std::result::Result<Cell<'r>, Unfit> {
        self.next().ok_or(Unfit)?
    }

    fn text(&mut self) -> std::result::Result<Cow<'r, str>, Unfit> {
        self.cell()?.text()?.ok_or(Unfit)
    }

    /// Fills fields of a row with the values that come next.
    fn fill(
        &mut self,
        noun: &mut dyn Noun,
        takes: fn(&Field) -> bool,
        names: &Names,
    ) -> std::result::Result<(), Unfit> {
        for (at, field) in noun.fields().iter().enumerate() {
            if !takes(field) {
                continue;
            }
            match field.shape {
                Shape::Ritual => noun.get_mut(at).set(match self.cell()? {
                    Cell::Int(id) => Cell::Ritual(Cow::Owned(names.by_id(id).ok_or(Unfit)?)),
                    other => other,
                })?,
                _ => noun.get_mut(at).load(self)?,
            }
        }
        Ok(())
    }
}

fn read(
    noun: &mut dyn Noun,
    row: &Row,
    kind: Kind,
    names: &Names,
) -> std::result::Result<(), Unfit> {
    let mut cells = Stored { row, at: 0 };
    let Cell::Int(id) = cells.cell()? else {
        return Err(Unfit);
    };
    *noun.meta_mut() = Meta {
        id,
        uid: Uuid::parse_str(&cells.text()?).map_err(|_| Unfit)?,
        visibility: Visibility::parse(&cells.text()?).ok_or(Unfit)?,
    };
    let take = |noun: &mut dyn Noun, text: &str, takes: fn(&Field) -> bool| {
        let map = serde_json::from_str(text).map_err(|_| Unfit)?;
        let taken = noun.take(Fields::new(map, &Nowhere), takes);
        taken.map_err(|_| Unfit)
    };
    match kind.home() {
        Home::Table => {
            if let Some(extra) = cells.cell()?.text()? {
                take(noun, &extra, |field| field.beside)?;
            }
            cells.fill(noun, has_column, names)?;
        }
        Home::Note => {
            cells.at += 1; // the kind, which was asked for
            let at = cells.at;
            cells.at += 1;
            take(noun, &cells.text()?, no_ritual)?;
            cells.at = at;
            cells.fill(noun, has_column_of_note, names)?;
        }
    }
    noun.check().map_err(|_| Unfit)
}

/// A row's values without its stamp and its checksum.
fn bound<'a>(noun: &'a dyn Noun, kind: Kind, names: &Names) -> Result<Vec<Cell<'a>>> {
    let text = |text: String| Cell::Text(Cow::Owned(text));
    let meta = noun.meta();
    let mut cells = vec![
        Cell::Int(meta.id),
        text(meta.uid.to_string()),
        Cell::Text(meta.visibility.as_str().into()),
    ];
    let own = match kind.home() {
        Home::Table => {
            cells.push(match json(&Object::body(noun, |field| field.beside)) {
                nothing if nothing == "{}" => Cell::Null,
                beside => text(beside),
            });
            has_column
        }
        Home::Note => {
            cells.push(Cell::Text(kind.as_str().into()));
            has_column_of_note
        }
    };
    let before = cells.len();
    for (_, value) in noun.each().filter(|(field, _)| own(field)) {
        value.bind(&mut cells);
    }
    for cell in &mut cells[before..] {
        if let Cell::Ritual(of) = cell {
            let id = names.id_of(of);
            *cell = Cell::Int(id.ok_or_else(|| Error::NoRitual(of.name.clone()))?);
        }
    }
    if kind.home() == Home::Note {
        if cells.len() == before {
            cells.push(Cell::Null);
        }
        cells.push(text(json(&Object::body(noun, no_ritual))));
    }
    Ok(cells)
}

/// A value as JSON.
pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data has a JSON text")
}

fn stored<'a>(cell: &'a Cell) -> ValueRef<'a> {
    match cell {
        // Its key stands in its place by now.
        Cell::Null | Cell::Ritual(_) => ValueRef::Null,
        Cell::Int(n) => ValueRef::Integer(*n),
        Cell::Real(n) => ValueRef::Real(*n),
        Cell::Text(text) => ValueRef::Text(text.as_bytes()),
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(stored(self)))
    }
}

/// A stored value as JSON has it; bytes are nothing there.
pub fn plain(value: ValueRef) -> serde_json::Value {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => serde_json::Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(n) => n.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
    }
}

/// CRC-32 of a row's values as they are stored: a value that changed without this program, by a
/// flipped bit or by another hand, no longer fits it. SQLite's own checks pass such a value over.
pub struct Sum(Digest<'static, u32>);

static CRC_32: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

impl Sum {
    pub fn new() -> Self {
        Sum(CRC_32.digest())
    }

    fn of(table: &str) -> Self {
        let mut sum = Sum::new();
        sum.bytes(table.as_bytes());
        sum
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Nulls are passed over, so that a column a later schema adds changes no sum.
    pub fn value(&mut self, at: usize, value: ValueRef) {
        let mut put = |tag: u8, bytes: &[u8]| {
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            self.bytes(&[at as u8, tag]);
            self.bytes(&length.to_le_bytes());
            self.bytes(bytes);
        };
        match value {
            ValueRef::Null => {}
            ValueRef::Integer(n) => put(b'i', &n.to_le_bytes()),
            ValueRef::Real(n) => put(b'r', &n.to_bits().to_le_bytes()),
            ValueRef::Text(text) => put(b't', text),
            ValueRef::Blob(bytes) => put(b'b', bytes),
        }
    }

    pub fn end(self) -> i64 {
        self.0.finalize().into()
    }
}

/// Whether a row is new, or there under the same handle and identity. A new one costs less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    New,
    There { words_differ: bool },
}

/// Writes a row, and the words it can be found by.
pub fn put(from: &dyn Source, record: &Record, stamp: i64, how: Put) -> Result<()> {
    let kind = record.kind();
    let text = match how {
        Put::New => Text::Insert,
        Put::There { .. } => Text::Update,
    };
    with_names(from, |names| {
        let mut cells = bound(&**record, kind, names)?;
        let mut sum = Sum::of(table(kind));
        for (at, cell) in cells.iter().enumerate() {
            sum.value(at, stored(cell));
        }
        cells.extend([Cell::Int(stamp), Cell::Int(sum.end())]);
        with_sql(kind, text, |sql| {
            run(from.conn(), sql, params_from_iter(&cells))
        })
    })?;
    if let Record::Ritual(ritual) = record {
        names_changed(from, |names| names.put(ritual));
    }
    if let Record::Reminder(reminder) = record {
        // The upper part of a stamp is the clock: what lies before it was not asked for then.
        delivered::begin(from.conn(), reminder.meta.id, stamp >> 16)?;
    }
    match how {
        Put::New => find::put(from.conn(), record, false),
        Put::There { words_differ: true } => find::put(from.conn(), record, true),
        Put::There { .. } => Ok(()),
    }
}

/// Deletes a row, and the words it could be found by.
pub fn delete(from: &dyn Source, record: &Record) -> Result<()> {
    let id = record.meta().id;
    if let Record::Reminder(_) = record {
        delivered::forget(from.conn(), id)?;
    }
    let sql = format!("DELETE FROM {} WHERE id = ?", table(record.kind()));
    run(from.conn(), &sql, [id])?;
    if let Record::Ritual(_) = record {
        names_changed(from, |names| names.remove(id));
    }
    find::remove(from.conn(), id)
}

/// A row that is filled: one of a noun, or of whatever kind is asked for.
pub trait Filled {
    fn blank(kind: Kind) -> Self;
    fn noun(&mut self) -> &mut dyn Noun;
}

impl<N: Noun + Default> Filled for N {
    fn blank(_: Kind) -> Self {
        N::default()
    }

    fn noun(&mut self) -> &mut dyn Noun {
        self
    }
}

impl Filled for Record {
    fn blank(kind: Kind) -> Self {
        kind.blank()
    }

    fn noun(&mut self) -> &mut dyn Noun {
        &mut **self
    }
}

/// Rows of a kind: `tail` goes on after the condition that they are of it.
pub fn some<T: Filled>(
    from: &dyn Source,
    kind: Kind,
    tail: &str,
    params: impl Params,
) -> Result<Vec<T>> {
    let sql = with_sql(kind, Text::Select, |sql| format!("{sql} {tail}"));
    rows_of(from, kind, &sql, params)
}

/// Every row of a kind, in the order it is exported.
pub fn every<T: Filled>(from: &dyn Source, kind: Kind) -> Result<Vec<T>> {
    match kind.home() {
        Home::Table => some(from, kind, &order(kind), []),
        // One statement serves all that lie there: parsing it costs more than reading a few rows.
        Home::Note => {
            let sql = "SELECT id, +uid, +visibility, +kind, +ritual, +body FROM note
                WHERE kind = ?1 ORDER BY body->>?2, id";
            rows_of(from, kind, sql, params![kind.as_str(), kind.order()])
        }
    }
}

/// The rows of a kind of small nouns that are of a day.
pub fn of_day<T: Filled>(from: &dyn Source, kind: Kind, day: NaiveDate) -> Result<Vec<T>> {
    let sql = "SELECT id, +uid, +visibility, +kind, +ritual, +body FROM note
        WHERE kind = ?1 AND body->>?2 = ?3 ORDER BY id";
    let of_day = params![kind.as_str(), kind.day_field(), day.code()];
    rows_of(from, kind, sql, of_day)
}

/// The row of a kind with this handle.
pub fn load(from: &dyn Source, kind: Kind, id: i64) -> Result<Option<Record>> {
    Ok(some(from, kind, "AND id = ?", [id])?.pop())
}

fn rows_of<T: Filled>(
    from: &dyn Source,
    kind: Kind,
    sql: &str,
    params: impl Params,
) -> Result<Vec<T>> {
    let read_all = |names: &Names| {
        let mut statement = from.conn().prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let damaged = |_| Error::row(kind.as_str(), row.get(0).unwrap_or_default());
            let mut made = T::blank(kind);
            read(made.noun(), row, kind, names).map_err(damaged)?;
            found.push(made);
        }
        Ok(found)
    };
    match kind.speaks_of_a_ritual() {
        true => with_names(from, read_all),
        false => read_all(&Names::default()),
    }
}

/// The order rows of a kind with a table of its own are exported in.
pub fn order(kind: Kind) -> String {
    match kind.order() {
        None => "ORDER BY id".to_owned(),
        Some(field) => format!("ORDER BY {field}, instant IS NULL, instant, id"),
    }
}

/// The row with this handle, of whatever kind.
pub fn by_handle(from: &dyn Source, id: i64) -> Result<Option<Record>> {
    match kinds_within(from.conn(), id, id)?.first() {
        Some(kind) => load(from, *kind, id),
        None => Ok(None),
    }
}

/// The row with this uid, of whatever kind.
pub fn by_uid(from: &dyn Source, uid: Uuid) -> Result<Option<Record>> {
    match with_uid(from.conn(), &uid.to_string())?.first() {
        Some(id) => by_handle(from, *id),
        None => Ok(None),
    }
}

/// Handles of the first rows whose uid begins so.
pub fn with_uid(conn: &Connection, begin: &str) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for table in tables() {
        let sql = format!("SELECT id FROM {table} WHERE uid BETWEEN ?1 AND ?1 || 'g' LIMIT 2");
        found.extend(all(conn, table, &sql, [begin], |row| row.get::<_, i64>(0))?);
    }
    Ok(found)
}

/// The kinds of the rows with handles in a range; what hangs on rituals first, and they last.
pub fn kinds_within(conn: &Connection, low: i64, high: i64) -> Result<Vec<Kind>> {
    let mut found = Vec::new();
    for kind in typed() {
        let sql = format!("SELECT 1 FROM {} WHERE id BETWEEN ? AND ?", kind.as_str());
        if conn.prepare_cached(&sql)?.exists([low, high])? {
            found.push(kind);
            // No two rows have one handle.
            if low == high {
                return Ok(found);
            }
        }
    }
    let sql = "SELECT DISTINCT 0, kind FROM note WHERE id BETWEEN ? AND ?";
    let kinds = all(conn, "note", sql, [low, high], |row| {
        row.get::<_, String>(1)
    })?;
    for kind in kinds {
        match Kind::parse(&kind) {
            None if low == high => return Err(Error::row("note", low)),
            kind => found.extend(kind),
        }
    }
    found.sort_unstable_by_key(|kind| std::cmp::Reverse(*kind as usize));
    Ok(found)
}

/// The kinds with a table of their own.
pub fn typed() -> impl Iterator<Item = Kind> {
    let kinds = Kind::ALL.iter().copied();
    kinds.filter(|kind| kind.home() == Home::Table)
}

/// Every table that holds rows of a person.
pub fn tables() -> impl Iterator<Item = &'static str> {
    typed().map(Kind::as_str).chain(["note"])
}

/// How a row stands to the checksum kept with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Fits,
    Differs,
    /// It has none: another program added it.
    Unknown,
}

/// A row's checksum as it is kept, and as its values give it; none where there is no such row.
fn sums(conn: &Connection, kind: Kind, id: i64) -> Result<Option<(i64, i64)>> {
    with_sql(kind, Text::Sums, |sql| {
        let mut statement = conn.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut sum = Sum::of(table(kind));
        for at in 1..columns {
            sum.value(at - 1, row.get_ref(at)?);
        }
        Ok(Some((row.get(0)?, sum.end())))
    })
}

/// Whether a row is as it was stored.
pub fn fits(conn: &Connection, kind: Kind, id: i64) -> Result<Fit> {
    Ok(match sums(conn, kind, id)? {
        None => Fit::Differs,
        Some((0, _)) => Fit::Unknown,
        Some((kept, sum)) if kept == sum => Fit::Fits,
        Some(_) => Fit::Differs,
    })
}

/// Takes a row as it is: its checksum is made of its values.
pub fn take_as_it_is(conn: &Connection, kind: Kind, id: i64) -> Result<()> {
    if let Some((_, sum)) = sums(conn, kind, id)? {
        let sql = format!("UPDATE {} SET sum = ? WHERE id = ?", table(kind));
        run(conn, &sql, params![sum, id])?;
    }
    Ok(())
}

/// Gives every row that has no checksum the one of its values.
pub fn fill_sums(conn: &Connection) -> Result<()> {
    for kind in Kind::ALL.iter().copied() {
        let (table, of_kind) = (table(kind), of_kind(kind));
        let sql = format!("SELECT id FROM {table} WHERE sum = 0 AND {of_kind}");
        for id in all(conn, table, &sql, [], |row| row.get(0))? {
            take_as_it_is(conn, kind, id)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema;

    /// The list and the tables name the same columns, in the same order.
    #[test]
    fn the_tables_have_the_columns_of_the_list() {
        let conn = schema::in_memory().unwrap();
        for kind in typed() {
            let sql = "SELECT 0, name FROM pragma_table_info(?)";
            let found = all(&conn, "table", sql, [kind.as_str()], |row| {
                row.get::<_, String>(1)
            });
            let beside = ["id", "uid", "stamp", "sum", "visibility", "extra"];
            assert_eq!(found.unwrap(), [&beside[..], &columns(kind)].concat());
        }
    }
}
