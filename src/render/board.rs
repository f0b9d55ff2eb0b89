//! The board: a row for each ritual, seven columns, today's words at the right.

use super::marks::marks;
use super::review::band::clipped;
use super::sanitise::line;
use super::{dates, style, voice};
use crate::domain::completion::Completion;
use crate::domain::mood::Mood;
use crate::report::board::{Board, Cell, Noted, Row};
use textwrap::core::display_width;

/// Below this many columns the moment and the right side fall away.
const NARROW: usize = 60;

pub fn board(board: &Board, width: Option<usize>, ascii: bool) -> String {
    if board.is_empty() {
        return voice::NOTHING_SO_FAR.to_owned();
    }
    let narrow = width.is_some_and(|width| width < NARROW);
    let marks = marks(ascii).bare();
    let name = |row: &Row| match row.ritual.around.as_deref().filter(|_| !narrow) {
        Some(moment) => format!("{}, {}", line(&row.ritual.name), line(moment)),
        None => line(&row.ritual.name),
    };
    let names: Vec<String> = board.rituals.iter().map(name).collect();
    let widest = names.iter().map(|name| display_width(name)).max();
    let room = if narrow { 14 } else { 30 };
    let columns = widest.unwrap_or(0).max(4).min(room);
    let row = |name: &str, cells: Vec<String>, right: &str| {
        let name = clipped(name, columns);
        let pad = " ".repeat(columns - display_width(&name));
        let mut text = format!("  {name}{pad}  {}", cells.join("  "));
        if !narrow && !right.is_empty() {
            text += &format!("    {right}");
        }
        let text = match width {
            Some(width) if display_width(text.trim_end()) > width => clipped(&text, width),
            _ => text,
        };
        text.trim_end().to_owned() + "\n"
    };
    let initials = board.days.iter().map(|day| day.format("%a").to_string());
    let initials = initials.map(|day| day.chars().take(1).collect()).collect();
    let mut text = format!(
        "{}\n",
        style::heading(&dates::weekday(board.today, board.today))
    );
    text += &row("", initials, "");
    for (of, name) in board.rituals.iter().zip(&names) {
        let cells = of.cells.iter().map(|cell| match cell {
            Cell::Done => marks.step(0, 1),
            Cell::Resting => marks.resting.to_string(),
            Cell::NotNoted => marks.nothing(),
            Cell::Blank => " ".to_owned(),
        });
        text += &row(name, cells.collect(), &right(of, board));
    }
    if let Some(mood) = &board.mood {
        let today = board.days.len() - 1;
        let cells = mood.iter().enumerate().map(|(at, value)| match value {
            Some(value) => format!("{value:.0}"),
            None if at == today || mood[..at].iter().all(Option::is_none) => " ".to_owned(),
            None => marks.nothing(),
        });
        let said: Vec<String> = board.moods_today.iter().map(|m| said(m, board)).collect();
        text += &row("mood", cells.collect(), &said.join("; "));
    }
    let below = below(board);
    if !below.is_empty() {
        text += "\n";
    }
    for said in below.into_iter().take(3) {
        text += &(said + "\n");
    }
    text
}

/// Today's entries, or the rhythm while there is none.
fn right(row: &Row, board: &Board) -> String {
    let unit = row.ritual.unit.as_deref();
    let entry = |c: &Completion| {
        let time = c.moment.as_ref().map(|m| dates::time(m.wall()));
        let amount = c.amount;
        let amount = amount.map(|n| voice::amount(n, c.unit.as_deref().or(unit)));
        let variation = c
            .variation
            .as_deref()
            .map(|v| format!("as {}", voice::quoted(v)));
        let note = c.note.as_deref().map(voice::quoted);
        let handle = Some(style::handle(c.meta.id));
        let parts = [time, amount, variation, note, handle];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    match row.today.as_slice() {
        [] => row
            .ritual
            .rhythms
            .on(board.today)
            .map_or(String::new(), |rhythm| rhythm.to_string()),
        entries => entries.iter().map(entry).collect::<Vec<_>>().join("; "),
    }
}

fn said(mood: &Mood, board: &Board) -> String {
    let words = match mood.note.as_deref() {
        Some(note) => voice::quoted(note),
        None => voice::mood(mood, &board.settings),
    };
    format!("{words} {}", style::handle(mood.meta.id))
}

/// What ends soon, and what there is to talk about by when.
fn below(board: &Board) -> Vec<String> {
    let today = board.today;
    let reminders = board.reminders.iter().map(|r| {
        let what = format!("the note at {} for {}", dates::time(r.at), voice::shown(r));
        voice::until_then(r.term.until, &what, r.meta.id, today)
    });
    let offers = board.offers.iter().map(|o| {
        let what = format!("the offer {}", voice::quoted(&o.words));
        voice::until_then(o.term.until, &what, o.meta.id, today)
    });
    let mut said: Vec<String> = reminders.chain(offers).collect();
    let talks = board.talks.iter().map(|t| voice::to_talk_about(t, today));
    let boundaries = board.boundaries.iter();
    let boundaries = boundaries.map(|b| voice::boundary_to_talk_about(b, today));
    let talk: Vec<String> = talks.chain(boundaries).collect();
    if !talk.is_empty() {
        said.push(voice::on_the_list(&talk.join("; ")));
    }
    said
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
