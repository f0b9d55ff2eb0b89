//! The board: a row for each ritual, seven columns, today's words at the right.

use super::marks::{REST, marks};
use super::sanitise::line;
use super::wrap::{NARROW, clipped, display_width};
use super::{between, dates, days, joined, style, voice};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::consent::What;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::report::board::{Board, Cell, Noted, Row};
use crate::report::consent::Holding;
use chrono::NaiveDate;

/// Columns that the days take with the space about them, and what is kept for the right side.
const DAYS: usize = 23;
const RIGHT: usize = 24;

/// `width` is that of the terminal, where there is one. What is below the rows is not folded.
pub fn board(board: &Board, width: Option<usize>) -> String {
    let below = below(board);
    let day = style::heading(&dates::weekday(board.today, board.today)) + "\n";
    let above = match &board.page {
        None => rows(board, day, width),
        Some(page) if page.is_quiet() && !below.is_empty() => day,
        Some(page) => days::today(page),
    };
    let apart = if below.is_empty() { "" } else { "\n" };
    above + apart + &joined(below)
}

fn rows(board: &Board, day: String, width: Option<usize>) -> String {
    let narrow = width.is_some_and(|width| width < NARROW);
    let marks = marks(false).bare();
    let name = |row: &Row| match row.ritual.around.as_deref().filter(|_| !narrow) {
        Some(moment) => format!("{}, {}", line(&row.ritual.name), line(moment)),
        None => line(&row.ritual.name),
    };
    let names: Vec<String> = board.rituals.iter().map(name).collect();
    let longest = names.iter().map(|name| display_width(name)).max();
    // A half step takes a column more.
    let taken = DAYS + if narrow { 1 } else { RIGHT };
    let most = width.map_or(30, |width| width.saturating_sub(taken).clamp(4, 30));
    let columns = longest.unwrap_or(0).max(4).min(most);
    let room = width.map(|width| width.saturating_sub(DAYS + columns + 4));
    let row = |name: &str, cells: &[String], right: &[Entry]| {
        let name = clipped(name, columns);
        let pad = " ".repeat(columns - display_width(&name));
        let cells: String = cells.iter().map(|cell| format!("{cell:<3}")).collect();
        let left = format!("  {name}{pad}  {cells}");
        let right = match narrow || right.is_empty() {
            true => vec![String::new()],
            false => beside(right, room),
        };
        let below = std::iter::repeat(" ".repeat(DAYS + columns + 2));
        let lines = std::iter::once(left).chain(below).zip(right);
        joined(lines.map(|(left, right)| format!("{left}  {right}").trim_end().to_owned()))
    };
    let mut text = day;
    let initial = |day: &NaiveDate| day.format("%a").to_string()[..1].to_owned();
    let initials: Vec<String> = board.days.iter().map(initial).collect();
    text += &row("", &initials, &[]);
    for (of, name) in board.rituals.iter().zip(&names) {
        let cell = |cell: &Cell| match cell {
            Cell::Done => marks.step(0, 1),
            Cell::Resting => REST.to_owned(),
            Cell::NotNoted => marks.nothing(),
            Cell::Blank => " ".to_owned(),
        };
        let cells: Vec<String> = of.cells.iter().map(cell).collect();
        text += &row(name, &cells, &of_ritual(of, board.today));
    }
    if board.has_moods() {
        let first = board.mood.keys().next().unwrap_or(&board.today);
        let cell = |day: &NaiveDate| match board.mood.get(day) {
            // The middle of whole steps.
            Some(value) if value.fract() > 0.0 => format!("{}½", value.floor()),
            Some(value) => value.to_string(),
            None if day < first || *day == board.today => " ".to_owned(),
            None => marks.nothing(),
        };
        let cells: Vec<String> = board.days.iter().map(cell).collect();
        let moods = board.moods_today.iter();
        let moods: Vec<Entry> = moods.map(|m| of_mood(m, &board.settings)).collect();
        text += &row("mood", &cells, &moods);
    }
    text
}

/// One thing at the right: what is said, words that may be cut short, and the handle, which is not.
struct Entry<'a> {
    said: String,
    words: Option<&'a str>,
    handle: Option<i64>,
}

/// Today's entries and the session that goes on, or the rhythm while there is neither.
fn of_ritual(row: &Row, today: NaiveDate) -> Vec<Entry<'_>> {
    let unit = row.ritual.unit.as_deref();
    let entry = |c: &'_ Completion| {
        let time = c.moment.as_ref().map(|m| dates::time(m.wall()));
        let amount = c.amount;
        let amount = amount.map(|n| voice::amount(n, c.unit.as_deref().or(unit)));
        let variation = c.variation.as_deref();
        let variation = variation.map(|v| format!("as {}", voice::quoted(v)));
        let said = [time, amount, variation].into_iter().flatten();
        said.collect::<Vec<_>>().join(" ")
    };
    let entries = row.today.iter().map(|c| Entry {
        said: entry(c),
        words: c.note.as_deref(),
        handle: Some(c.meta.id),
    });
    let said = |said, handle| Entry {
        said,
        words: None,
        handle,
    };
    let started = row.started.iter();
    let started = started.map(|s| said(voice::goes_on_since(s, today), Some(s.meta.id)));
    let mut all: Vec<Entry> = entries.chain(started).collect();
    if let ([], Some(rhythm)) = (all.as_slice(), row.ritual.rhythms.on(today)) {
        all.push(said(rhythm.to_string(), None));
    }
    all
}

fn of_mood<'a>(mood: &'a Mood, settings: &Settings) -> Entry<'a> {
    let words = mood.note.as_deref();
    Entry {
        said: words.map_or_else(|| voice::mood(mood, settings), |_| String::new()),
        words,
        handle: Some(mood.meta.id),
    }
}

impl Entry<'_> {
    fn text(&self, room: Option<usize>) -> String {
        let handle = self.handle.map_or(0, |id| format!(" #{id}").len());
        let room = room.map_or(usize::MAX, |room| room.saturating_sub(handle));
        // A space, the quotes and a little of what stands within them.
        let least = if self.words.is_some() { 7 } else { 0 };
        let said = clipped(&self.said, room.saturating_sub(least));
        let taken = display_width(&said) + usize::from(!said.is_empty());
        let words = self.words.map(|words| {
            let left = room.saturating_sub(taken + 2);
            format!("\"{}\"", clipped(&line(words), left))
        });
        let handle = self.handle.map(style::handle);
        let parts = [voice::some(said), words, handle].into_iter().flatten();
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// As many in a line as there is room for.
fn beside(entries: &[Entry], room: Option<usize>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in entries.iter().map(|entry| entry.text(room)) {
        let fits = |line: &String| {
            room.is_none_or(|room| display_width(line) + 2 + display_width(&text) <= room)
        };
        match lines.last_mut().filter(|line| fits(line)) {
            Some(line) => *line += &format!("; {text}"),
            None => lines.push(text),
        }
    }
    lines
}

/// At most three lines: what ends soon, by its day, and what there is to talk about by when.
fn below(board: &Board) -> Vec<String> {
    let today = board.today;
    let talks = board.talks.iter().map(|t| voice::to_talk_about(t, today));
    let boundaries = board.boundaries.iter();
    let boundaries = boundaries.map(|b| voice::boundary_to_talk_about(b, today));
    let talk = talks.chain(boundaries).collect::<Vec<_>>().join("; ");
    let talk = voice::some(talk).map(|talk| voice::on_the_list(&talk));
    let (ends, more) = board
        .ends
        .split_at(board.ends.len().min(3 - talk.iter().len()));
    let mut ends: Vec<String> = ends.iter().map(|held| ending(held, board)).collect();
    if let Some(last) = ends.last_mut().filter(|_| !more.is_empty()) {
        *last += &format!(" {}", voice::and_more_end(more.len()));
    }
    ends.extend(talk);
    ends
}

/// ``Until 24 November: the note at 21:00 for walk. `ritual remind keep 8` goes on with it.``
fn ending(held: &Holding, board: &Board) -> String {
    let what = between::ending(held, &board.settings, board.today);
    let what = match held.what {
        What::Offer | What::Invite => format!("the {what}"),
        What::Reminder | What::Share => what,
    };
    let until = held.until.unwrap_or(board.today);
    let said = voice::until_then(until, &what, board.today);
    match &held.row {
        Record::Reminder(reminder) => format!("{said} {}", voice::kept(reminder)),
        row => voice::by_handle(&said, row.meta().id),
    }
}

/// `journaling · walk 20 min`: what is noted today, for a prompt or a bar.
pub fn noted(noted: &Noted) -> String {
    let rituals = noted.rituals.iter().map(|(ritual, entries)| {
        let unit = ritual.unit.as_deref();
        let amounts = entries.iter().filter_map(|c| c.amount_in(unit));
        let amount = amounts.reduce(|a, b| a + b);
        let amount = amount.map(|n| format!(" {}", voice::amount(n, unit)));
        line(&ritual.name) + &amount.unwrap_or_default()
    });
    let mood = noted
        .mood
        .map(|value| format!("mood {}", voice::number(value)));
    rituals.chain(mood).collect::<Vec<_>>().join(" · ")
}
