//! Rituals: in columns, one of them whole, counted, by the moment they go with; what changed of them,
//! and what was reflected.

use super::marks::marks;
use super::sanitise::line;
use super::voice::{self, after, by_handle, capital};
use super::wrap::{display_width, fold};
use super::{dates, headed, joined, lines, record, style, under};
use crate::domain::config::Settings;
use crate::domain::field::iso_day;
use crate::domain::ritual::Ritual;
use crate::report::gap::Gaps;
use crate::report::log::{Back, Logged};
use crate::report::reflections::{Reflected, Reflections};
use crate::report::revisit::{Change, History};
use crate::report::show::{Anchor, Anchored, Anchors, List, Listed, Show};
use crate::report::streaks::{State, Streak, Streaks};
use chrono::NaiveDate;
use serde_json::Value;

pub fn list(report: &List, width: Option<usize>, ascii: bool) -> String {
    if report.rituals.is_empty() {
        return voice::none_of(report.others, false, voice::NO_RITUALS).to_owned() + "\n";
    }
    let mut rows: Vec<Vec<String>> = report.rituals.iter().map(|l| row(l, report)).collect();
    let marks = marks(ascii);
    let room = width.map(|width| width.saturating_sub(beside(&rows)));
    if room.is_some_and(|room| room < column(&rows, ABOUT).min(FEW)) {
        let block = |(row, l): (&Vec<String>, &Listed)| {
            let said = voice::listed(row.iter().filter(|s| !s.is_empty()).cloned());
            match l.last_30.since {
                Some(_) => format!("{said}\n  {}\n", marks.strip(&l.last_30)),
                None => format!("{said}\n"),
            }
        };
        return rows.iter().zip(&report.rituals).map(block).collect();
    }
    for (row, l) in rows.iter_mut().zip(&report.rituals) {
        if let Some(room) = room {
            row[ABOUT] = fold(&row[ABOUT], room, "", "");
        }
        row.push(marks.bare().strip(&l.last_30));
    }
    style::table(&HEADER, rows, width)
}

const HEADER: [&str; 5] = ["ritual", "rhythm", "about", "noted", "30 days"];

/// The column that is folded, and how few columns it may have left: on a terminal with fewer, the days of
/// a ritual stand under it.
const ABOUT: usize = 2;
const FEW: usize = 16;

fn column(rows: &[Vec<String>], at: usize) -> usize {
    let cells = rows.iter().map(|row| display_width(&row[at]));
    cells.max().unwrap_or(0).max(HEADER[at].len())
}

/// What the other columns take, with the space behind each.
fn beside(rows: &[Vec<String>]) -> usize {
    let others = [0, 1, 3].map(|at| column(rows, at) + 2);
    others.iter().sum::<usize>() + 2 + 30 + 2
}

fn row(listed: &Listed, report: &List) -> Vec<String> {
    let rhythm = listed.ritual.rhythms.on(report.today);
    let rhythm = rhythm.map(|rhythm| rhythm.to_string());
    let noted = match (listed.state, listed.last) {
        _ if listed.ritual.retired.is_some() => "retired".to_owned(),
        (State::Resting, _) => "resting".to_owned(),
        (_, Some(day)) => dates::day(day, report.today),
        (_, None) => String::new(),
    };
    vec![
        line(&listed.ritual.name),
        rhythm.unwrap_or_default(),
        voice::listed(about(&listed.ritual)),
        noted,
    ]
}

/// Intention, words and labels of a ritual.
pub fn about(ritual: &Ritual) -> Vec<String> {
    let purposes = voice::some(voice::listed(ritual.purposes.iter().map(|w| line(w))));
    let (around, unit) = (ritual.around.as_deref(), ritual.unit.as_deref());
    let parts = [
        ritual.intention.as_deref().map(voice::quoted),
        purposes.map(|words| format!("for {words}")),
        around.map(|moment| format!("around {}", line(moment))),
        unit.map(|unit| format!("counted in {}", line(unit))),
        voice::together(ritual.joint, ritual.with.as_deref()),
        ritual.sacred.then(|| "sacred".to_owned()),
    ];
    parts.into_iter().flatten().collect()
}

pub fn show(report: &Show, settings: &Settings, ascii: bool) -> String {
    let (ritual, today) = (&report.ritual, report.today);
    let name = style::heading(&line(&ritual.name));
    let mut said = about(ritual);
    if let Some(rhythm) = ritual.rhythms.on(today) {
        said.insert(0, format!("rhythm {rhythm}"));
    }
    if report.streak.entries > 0 || report.streak.resting_since.is_some() {
        said.push(capital(&voice::counts(&report.streak, today, true)));
    }
    if let Some(start) = &report.started {
        said.push(by_handle(&voice::goes_on(start, today), start.meta.id));
    }
    let last = report.streak.last;
    said.extend(last.map(|last| voice::noted_ago(last, today)));
    if !report.weeks.is_empty() {
        let weeks = marks(ascii).weeks(&report.weeks);
        said.push(voice::week_by_week(&weeks, report.weeks.len()));
    }
    said.extend(report.pauses.iter().map(|pause| {
        let when = match pause.until {
            Some(until) => dates::range(pause.from, until, today),
            None => format!("since {}", dates::day(pause.from, today)),
        };
        let all = if pause.ritual.is_none() {
            "all rituals: "
        } else {
            ""
        };
        let why = voice::words_after(", ", &pause.why);
        by_handle(&format!("{all}rest {when}{why}"), pause.meta.id)
    }));
    let reflections = report.reflections.iter();
    let reflections = reflections.map(|r| voice::dated_reflection(r, settings, today));
    said.extend(reflections.map(|dated| format!("reflection {dated}")));
    let latest = report.latest.iter().map(|c| {
        let said = dates::day(c.day, today) + &record::details(c, ritual.unit.as_deref());
        record::set_in(&said, c.note.as_deref(), Some(c.meta.id))
    });
    under(&by_handle(&name, ritual.meta.id), said) + &latest.collect::<String>()
}

/// Rituals with a done day in the last 30, or all of them.
pub fn streaks(report: &Streaks, all: bool) -> String {
    let shown = report.rituals.iter();
    let shown = shown.filter(|s| all || s.last_30.done > 0);
    let none = match report.rituals.is_empty() {
        true => voice::NO_RITUALS,
        false => voice::NO_STREAKS,
    };
    let said = |s: &Streak| {
        format!(
            "{}: {}",
            line(&s.name),
            voice::counts(s, report.today, false)
        )
    };
    lines(shown.map(said), none)
}

pub fn log(logged: &[Logged]) -> String {
    joined(logged.iter().map(one))
}

fn one(logged: &Logged) -> String {
    let (day, today) = (logged.day, logged.today);
    if !logged.new {
        return voice::here_from_before(&logged.name, day, today);
    }
    let unit = logged.unit.as_deref();
    let amount = after(", ", logged.amount.map(|n| voice::amount(n, unit)));
    let noted = voice::noted_now(day, today, logged.nth, logged.small_hours);
    let varied = voice::varied(&logged.variation);
    let back = after(" ", logged.back.map(voice::back));
    // The first time, the count of entries stands in its place.
    let first = matches!(logged.back, Some(Back::First(_)));
    let window = logged.last_7.filter(|_| !first);
    let window = after(
        " ",
        window.map(|window| voice::window(&window, today) + "."),
    );
    let name = line(&logged.name);
    let text = format!("{name}{amount}, {noted}{varied}.{back}{window}");
    by_handle(&text, logged.handle)
}

pub fn gaps(report: &Gaps) -> String {
    if report.gaps.is_empty() {
        return voice::no_gaps(report) + "\n";
    }
    let gaps = report.gaps.iter().map(|gap| voice::gap(gap, report.today));
    headed(&line(&report.name), gaps)
}

pub fn anchors(report: &Anchors) -> String {
    if report.anchors.is_empty() {
        return format!("{}\n", voice::NO_ANCHORS);
    }
    let ritual = |of: &Anchored| {
        let together = voice::together(of.joint, of.with.as_deref());
        line(&of.name) + &after(", ", together)
    };
    let anchor = |of: &Anchor| headed(&voice::around(&of.around), of.rituals.iter().map(ritual));
    report.anchors.iter().map(anchor).collect()
}

pub fn reflections(report: &Reflections, settings: &Settings) -> String {
    if report.rituals.is_empty() {
        return format!("{}\n", voice::NO_REFLECTIONS);
    }
    let ritual = |of: &Reflected| {
        let count = of.reflections.len();
        let marks = of.marks.iter();
        let marks = marks.map(|mark| voice::marked(&of.ritual, mark, count));
        let enjoyed = (!of.enjoyed.is_empty()).then(|| voice::enjoyed(&of.enjoyed));
        let dated = of.reflections.iter();
        let dated = dated.map(|r| voice::dated_reflection(r, settings, report.today));
        headed(&line(&of.ritual), marks.chain(enjoyed).chain(dated))
    };
    report.rituals.iter().map(ritual).collect()
}

/// `first` stands before the changes, where there is something to say before them.
pub fn history(report: &History, first: Option<String>) -> String {
    let none = || voice::AS_FIRST.to_owned();
    let first = first.or_else(|| report.changes.is_empty().then(none));
    let changes = report.changes.iter().map(|entry| {
        let day = dates::day(entry.on, report.today);
        let noted = entry.noted.filter(|noted| *noted != entry.on);
        let here = |noted| voice::noted_here(Some(noted), entry.came, None, report.today);
        let noted = voice::in_brackets(noted.map(here));
        format!("{day}{}{noted}", change(entry, report.today))
    });
    headed(&line(&report.name), first.into_iter().chain(changes))
}

/// `, rhythm "daily" became "3/week": "evenings"`
pub fn change(change: &Change, today: NaiveDate) -> String {
    what(change, today) + &voice::words_after(": ", &change.note)
}

fn what(change: &Change, today: NaiveDate) -> String {
    let Some(field) = change.field.as_deref() else {
        return String::new();
    };
    let (was, became) = (value(&change.was, today), value(&change.became, today));
    let said = match (field, was, became) {
        ("retired", None, _) => "retired".to_owned(),
        ("retired", _, None) => "brought back".to_owned(),
        ("joint" | "sacred", None, _) => format!("now {field}"),
        ("joint" | "sacred", _, _) => format!("no longer {field}"),
        (_, None, Some(became)) => format!("{field} {became}"),
        (_, Some(was), None) => format!("{field} no longer {was}"),
        (_, Some(was), Some(became)) => format!("{field} {was} became {became}"),
        (_, None, None) => field.to_owned(),
    };
    format!(", {said}")
}

/// A field as it is shown; none where it was unset.
fn value(value: &Value, today: NaiveDate) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(words) => Some(match iso_day(words) {
            Some(day) => dates::day(day, today),
            None => voice::quoted(words),
        }),
        Value::Array(words) => {
            let words = words.iter().filter_map(Value::as_str);
            Some(voice::listed(words.map(voice::quoted)))
        }
        other => Some(line(&other.to_string())),
    }
}
