//! The board: a row for each ritual, seven columns, today's words at the right.

use super::marks::marks;
use super::sanitise::line;
use super::wrap::{NARROW, clipped, columns as in_columns, display_width};
use super::{dates, style, voice};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::mood::Mood;
use crate::report::board::{Board, Cell, Noted, Row};
use chrono::NaiveDate;

/// Columns that the days take with the space about them, and what is kept for the right side.
const DAYS: usize = 23;
const RIGHT: usize = 24;

/// `width` is that of the terminal, where there is one. What is below the rows is not folded.
pub fn board(board: &Board, width: Option<usize>) -> String {
    if board.is_empty() {
        return in_columns(voice::NOTHING_SO_FAR, width);
    }
    let narrow = width.is_some_and(|width| width < NARROW);
    let marks = marks(false).bare();
    let name = |row: &Row| match row.ritual.around.as_deref().filter(|_| !narrow) {
        Some(moment) => format!("{}, {}", line(&row.ritual.name), line(moment)),
        None => line(&row.ritual.name),
    };
    let names: Vec<String> = board.rituals.iter().map(name).collect();
    let longest = names.iter().map(|name| display_width(name)).max();
    let taken = DAYS + if narrow { 0 } else { RIGHT };
    let most = width.map_or(30, |width| width.saturating_sub(taken).clamp(4, 30));
    let columns = longest.unwrap_or(0).max(4).min(most);
    let room = width.map(|width| width.saturating_sub(DAYS + columns + 4));
    let row = |name: &str, cells: &[String], right: &[Entry]| {
        let name = clipped(name, columns);
        let pad = " ".repeat(columns - display_width(&name));
        let mut left = format!("  {name}{pad}  {}", cells.join("  "));
        let right = if narrow { &[] } else { right };
        let mut text = String::new();
        for beside in beside(right, room) {
            text += &format!("{left}    {beside}\n");
            left = " ".repeat(DAYS + columns);
        }
        match text.is_empty() {
            true => left.trim_end().to_owned() + "\n",
            false => text,
        }
    };
    let day = dates::weekday(board.today, board.today);
    let mut text = style::heading(&day) + "\n";
    let initial = |day: &NaiveDate| day.format("%a").to_string()[..1].to_owned();
    let initials: Vec<String> = board.days.iter().map(initial).collect();
    text += &row("", &initials, &[]);
    for (of, name) in board.rituals.iter().zip(&names) {
        let cell = |cell: &Cell| match cell {
            Cell::Done => marks.step(0, 1),
            Cell::Resting => marks.rest(),
            Cell::NotNoted => marks.nothing(),
            Cell::Blank => " ".to_owned(),
        };
        let cells: Vec<String> = of.cells.iter().map(cell).collect();
        text += &row(name, &cells, &of_ritual(of, board.today));
    }
    if let Some((first, _)) = board.mood.first_key_value() {
        let cell = |day: &NaiveDate| match board.mood.get(day) {
            Some(value) => value.round().to_string(),
            None if day < first || *day == board.today => " ".to_owned(),
            None => marks.nothing(),
        };
        let cells: Vec<String> = board.days.iter().map(cell).collect();
        let moods = board.moods_today.iter();
        let moods: Vec<Entry> = moods.map(|m| of_mood(m, &board.settings)).collect();
        text += &row("mood", &cells, &moods);
    }
    let below = below(board);
    if !below.is_empty() {
        text += "\n";
    }
    text + &below.concat()
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
    let started = row.started.iter().map(|start| Entry {
        said: voice::goes_on_since(start, today),
        words: None,
        handle: Some(start.meta.id),
    });
    let mut all: Vec<Entry> = entries.chain(started).collect();
    if let ([], Some(rhythm)) = (all.as_slice(), row.ritual.rhythms.on(today)) {
        all.push(Entry {
            said: rhythm.to_string(),
            words: None,
            handle: None,
        });
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
        let handle = self.handle.map_or(String::new(), |id| format!("#{id}"));
        let room = room.map_or(usize::MAX, |room| room.saturating_sub(handle.len() + 1));
        let words = self.words.map(|words| {
            let taken = display_width(&self.said) + usize::from(!self.said.is_empty());
            let left = room.saturating_sub(taken + 2).max(4);
            format!("\"{}\"", clipped(&line(words), left))
        });
        let said = Some(clipped(&self.said, room)).filter(|said| !said.is_empty());
        let handle = self.handle.map(style::handle);
        let parts = [said, words, handle].into_iter().flatten();
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

/// At most three lines: what ends soon, and what there is to talk about by when.
fn below(board: &Board) -> Vec<String> {
    let today = board.today;
    let reminders = board.reminders.iter().map(|r| {
        let what = format!("the note at {} for {}", dates::time(r.at), voice::shown(r));
        let until = voice::until_then(r.term.until, &what, today);
        format!("{until} {}", voice::kept(r))
    });
    let offers = board.offers.iter().map(|o| {
        let what = format!("the offer {}", voice::quoted(&o.words));
        let until = voice::until_then(o.term.until, &what, today);
        format!("{until} {}", style::handle(o.meta.id))
    });
    let talks = board.talks.iter().map(|t| voice::to_talk_about(t, today));
    let boundaries = board.boundaries.iter();
    let boundaries = boundaries.map(|b| voice::boundary_to_talk_about(b, today));
    let talk: Vec<String> = talks.chain(boundaries).collect();
    let talk = (!talk.is_empty()).then(|| voice::on_the_list(&talk.join("; ")));
    let ends = reminders.chain(offers).take(3 - talk.iter().len());
    ends.chain(talk).map(|said| said + "\n").collect()
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
    let mood = noted.mood.map(|value| format!("mood {}", value.round()));
    rituals.chain(mood).collect::<Vec<_>>().join(" · ")
}
