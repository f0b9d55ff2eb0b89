//! What is offered for a value: which values, by the command and the argument, and where they come
//! from. It waits for nobody, makes no file, and never gives a note's text.

use crate::cli::ENTRIES;
use crate::cli::session::{Globals, Session};
use crate::cli::sync::other_devices;
use crate::cli::when::{self, Ahead};
use crate::clock::Clock;
use crate::domain::config::KEYS;
use crate::domain::dates::MONTHS;
use crate::domain::pause::Pause;
use crate::domain::record::{Kind, Record};
use crate::domain::rhythm::Rhythm;
use crate::domain::ritual::Ritual;
use crate::domain::small::Status;
use crate::domain::term::{KINDS, NOTHING, SPACE};
use crate::domain::view::Sacred;
use crate::render::record::noun;
use crate::render::sanitise::line;
use crate::report::patterns::Measure;
use clap::Arg;
use clap_complete::CompletionCandidate;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Deref;

/// Where values come from.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    Fixed(&'static [&'static str]),
    /// Words for a day, with the day they name.
    Days(Ahead),
    /// The forms of a rhythm, in the number that is typed.
    Rhythms,
    Months,
    Rituals,
    /// What `log` and `show` take: behind a name, or alone, a day too.
    RitualsAndDays,
    /// Those that are not sacred, which stay out of sharing and reminders.
    OpenRituals,
    /// Those that rest, or are put away.
    RestingRituals,
    /// Those that are not put away.
    HeldRituals,
    /// What stands in a field of rows of a kind.
    Field(&'static [(Kind, &'static str)]),
    /// Words of one of the lists of mood notes.
    Mood(&'static str),
    /// Handles of what holds today, with the words they stand for.
    Handles(&'static [Kind]),
    /// The same for what has ended too.
    AllHandles(&'static [Kind]),
    /// What `edit` and `forget` are used on, the latest first; then names.
    Entries,
    /// What can be shared: names, the plan for hard days, and areas by their handles.
    Items,
    Support,
    /// Every measure.
    Measures,
    /// Those of the person's own, ready for a number.
    OwnMeasures,
    /// What has a calendar: rituals and measures.
    Calendars,
    Feels,
    Statuses,
    Devices,
    Settings,
    /// The values of the setting before it.
    Setting,
    Commands,
}

use Source::*;

const RHYTHMS: &str = "daily, weekdays, weekends, weekly, monthly, quarterly, yearly, 3/week, 2/month, \
    1/quarter, 2/year, mon,wed,fri, every other day, every 3 days, every 2 weeks, none";
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
const PEOPLE: &[(Kind, &str)] = &[
    (Kind::Person, "name"),
    (Kind::Thanks, "to"),
    (Kind::Offer, "to"),
    (Kind::Invite, "who"),
    (Kind::Boundary, "with"),
    (Kind::Ritual, "with"),
    (Kind::Talk, "with"),
    (Kind::MonthLine, "with"),
    (Kind::Consent, "with"),
];

/// What is offered for an argument of a command, where something is.
#[rustfmt::skip] // a row, a line
pub fn source(command: &str, arg: &Arg) -> Option<Source> {
    let value = arg.get_value_names()?.first()?.as_str();
    Some(match (command, arg.get_id().as_str(), value) {
        ("pause" | "try" | "change", "from", "DATE")
        | (_, "until" | "by" | "revisit" | "revisit_before", "DATE") => Days(Ahead::Allowed),
        (_, _, "DATE") | ("review", "week", _) => Days(Ahead::Refused),
        (_, _, "MONTH" | "MONTH|TEXT") => Months,
        ("pause", "span", _) => Fixed(&["3 days", "1 week", "2 weeks"]),
        ("remind invite", "days", _) => Fixed(&["daily", "weekdays", "weekends", "mon,wed,fri"]),
        (_, "rhythm", _) => Rhythms,
        (_, "around", _) => Field(&[(Kind::Ritual, "around")]),
        (_, "purposes", _) | (_, "purpose", "WORD") => Field(&[(Kind::Ritual, "for")]),
        ("add" | "change", "unit", _) => Field(&[(Kind::Ritual, "unit")]),
        (_, "variation", _) => Field(&[(Kind::Completion, "as")]),
        ("pause" | "edit", "why", _) => Field(&[(Kind::Pause, "why")]),
        (_, "feeling", _) => Mood("feeling"),
        (_, "trigger", _) => Mood("trigger"),
        (_, "coping", _) => Mood("coping"),
        (_, "changed", _) => Mood("changed"),
        (_, "measure", "NAME=N") => OwnMeasures,
        (_, "measure" | "watch", _) => Measures,
        ("calendar", "what", _) => Calendars,
        (_, "feels", _) => Feels,
        (_, "with", _) | ("offer", "to", _) | ("thank" | "care add", "name", _)
        | ("people" | "people list", "find", _) => Field(PEOPLE),
        ("people add" | "people change" | "people retire", "name", _) => Field(&[(Kind::Person, "name")]),
        ("people" | "people list", "kind", _) | (_, "kinds", _) => Field(&[(Kind::Person, "for")]),
        ("people resource compare", _, _) => Field(&[(Kind::Resource, "title"), (Kind::Person, "name")]),
        (_, "id", "TITLE") => Field(&[(Kind::Resource, "title")]),
        (_, "status", _) => Statuses,
        (_, "kind", "WORD") => Field(&[(Kind::Resource, "sort")]),
        ("edit" | "forget", "id", _) | ("review", "without", _) => Entries,
        ("boundaries" | "boundaries list", "find", _)
        | ("boundaries check" | "boundaries clear", "text", _) => Field(&[(Kind::Boundary, "area")]),
        ("boundaries change", "id", _) => AllHandles(&[Kind::Boundary]),
        ("boundaries" | "boundaries list", "without", _)
        | ("boundaries retire" | "boundaries history", "id", _)
        | ("talk add", "about", _) => Handles(&[Kind::Boundary]),
        ("talk close", "id", _) => Handles(&[Kind::Talk]),
        ("try review", "id", _) => AllHandles(&[Kind::Trial]),
        ("offer close", "id", _) => Handles(&[Kind::Offer, Kind::Invite]),
        ("consent revoke", "id", _) => Handles(&[Kind::Offer, Kind::Invite, Kind::Reminder]),
        ("support options retire", "id", _) => Handles(&[Kind::SupportOption]),
        ("remind keep", "id", _) => AllHandles(&[Kind::Reminder]),
        ("remind stop", "about", _) => Handles(&[Kind::Reminder]),
        ("support choose", "choice", _) | ("checkin", "support", _) | ("offer", "purpose", _) => Support,
        ("month review", "carry" | "let_go", _) => Fixed(&["personal", "joint"]),
        ("share", "item", _) => Items,
        ("remind invite", "about", _) => OpenRituals,
        ("log" | "show", _, "NAME" | "NAME|DAY") => RitualsAndDays,
        ("resume", "name", _) => RestingRituals,
        ("retire", "name", _) => HeldRituals,
        ("change" | "merge" | "pause" | "reflect" | "gap" | "streaks"
            | "patterns", _, "NAME" | "KEEP" | "OTHER")
        | ("edit" | "forget" | "import" | "month set", "ritual", _)
        | ("try", "subject", _) | ("export", "only", _)
        | ("patterns", "among", _) | ("offer", "words", _) => Rituals,
        ("sync leave", "device", _) => Devices,
        ("config", "key", _) => Settings,
        ("config", "value", _) => Setting,
        ("man", "command", _) => Commands,
        _ => return None,
    })
}

/// The notebook of the line, and what of it is not offered by itself: who presses a key may not be
/// alone.
struct Notebook {
    session: Session,
    kept: Sacred,
}

impl Deref for Notebook {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Notebook {
    fn open(globals: &Globals) -> Option<Notebook> {
        let session = Session::read(globals).ok()?;
        let kept = match session.settings.completion {
            true => Sacred::default(),
            false => Sacred::of(&session.reader.rituals().ok()?),
        };
        Some(Notebook { session, kept })
    }

    /// Rows of a kind, but for those of a ritual whose name is not said.
    fn rows(&self, kind: Kind) -> impl DoubleEndedIterator<Item = Record> {
        let rows = self.reader.records(kind).unwrap_or_default();
        let said = |row: &Record| row.ritual_name().is_some_and(|name| self.kept.said(name));
        rows.into_iter().filter(move |row| !said(row))
    }

    /// What stands in these fields, each once.
    fn fields(&self, fields: &[(Kind, &str)]) -> Vec<String> {
        let mut found = BTreeSet::new();
        for (kind, field) in fields {
            for row in self.rows(*kind) {
                match row.to_map().remove(*field) {
                    Some(Value::String(text)) => found.extend([text]),
                    Some(Value::Array(list)) => {
                        found.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => {}
                }
            }
        }
        found.retain(|text| !self.kept.said(text));
        found.into_iter().collect()
    }

    fn handles(&self, kinds: &[Kind], ended: bool) -> Vec<CompletionCandidate> {
        let today = self.clock.today();
        let rows = kinds.iter().flat_map(|kind| self.rows(*kind));
        let rows = rows.filter(|row| ended || row.holds(today));
        rows.filter_map(|row| self.handle(&row)).collect()
    }

    fn handle(&self, row: &Record) -> Option<CompletionCandidate> {
        let about = self.about(row);
        let id = CompletionCandidate::new(row.meta().id.to_string());
        (!self.kept.said(&about)).then(|| id.help(Some(about.into())))
    }

    /// Handles of the latest rows that have a day or a stretch of days, and no command of their own
    /// that changes them.
    fn entries(&self) -> Vec<CompletionCandidate> {
        const LATEST: usize = 30;
        let handled = |kind: &Kind| kind.is_noted() || matches!(kind, Kind::Pause | Kind::Trial);
        let kinds = Kind::ALL.iter().copied().filter(handled);
        let latest = kinds.flat_map(|kind| self.rows(kind).rev().take(LATEST));
        let mut rows: Vec<Record> = latest.collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.meta().id));
        let handles = rows.iter().filter_map(|row| self.handle(row));
        handles.take(LATEST).collect()
    }

    /// The words a handle stands for.
    fn about(&self, row: &Record) -> String {
        match row {
            Record::Boundary(b) => line(&b.area),
            Record::Completion(c) => format!("{}, {}", line(&c.ritual.name), c.day),
            Record::Mood(m) => format!("mood note, {}", m.day),
            Record::Pause(p) => {
                let name = p.ritual.as_ref().map_or("all", |ritual| &ritual.name);
                format!("rest of {}, {}", line(name), p.from)
            }
            Record::Offer(o) => line(&o.words),
            Record::Invite(i) => format!("{}, {}", line(&i.ritual.name), line(&i.who)),
            Record::Reminder(r) if !self.settings.completion => {
                format!("at {}", r.at.format("%H:%M"))
            }
            Record::Reminder(r) => line(r.words.as_deref().unwrap_or(r.about())),
            Record::SupportOption(o) => line(&o.words),
            Record::Talk(t) if self.settings.completion => line(&t.text),
            Record::Winddown(w) => format!("wind-down line, {}", w.day),
            Record::Trial(t) => format!("trial from {}", t.from),
            other => match other.span() {
                Some((day, _)) => format!("{}, {day}", noun(other)),
                None => noun(other),
            },
        }
    }

    fn rituals(&self) -> Vec<String> {
        let mut names = self.reader.ritual_names().unwrap_or_default();
        names.retain(|name| !self.kept.said(name));
        names
    }

    /// Rituals of which something is so; whether they rest by themselves is told.
    fn rituals_that(&self, fits: fn(&Ritual, bool) -> bool) -> Vec<String> {
        let today = self.clock.today();
        let rests = self.reader.pauses().unwrap_or_default();
        let mut rituals = self.reader.rituals().unwrap_or_default();
        rituals.retain(|ritual| {
            let own =
                |rest: &Pause| rest.covers(today) && rest.ritual.as_ref() == Some(&ritual.to_ref());
            !self.kept.said(&ritual.name) && fits(ritual, rests.iter().any(own))
        });
        rituals.into_iter().map(|ritual| ritual.name).collect()
    }

    fn open_rituals(&self) -> Vec<String> {
        let rituals = self.reader.rituals().unwrap_or_default();
        let open = rituals.into_iter().filter(|ritual| !ritual.sacred);
        open.map(|ritual| ritual.name).collect()
    }

    /// The plan for hard days, where there is one.
    fn plan(&self) -> Option<String> {
        let plan = self.rows(Kind::HardDays).next();
        plan.map(|_| "hard".to_owned())
    }

    /// The unit of a ritual that is named on the line.
    fn unit(&self, before: &[String]) -> Option<String> {
        let mut rituals = self.reader.rituals().ok()?.into_iter();
        rituals.find(|ritual| before.contains(&ritual.name))?.unit
    }

    fn mood(&self, list: &str) -> Vec<String> {
        if matches!(list, "trigger" | "coping") && !self.settings.completion {
            return Vec::new();
        }
        let mut words = self.reader.words(list).unwrap_or_default();
        words.retain(|word| !self.kept.said(word));
        words
    }

    fn measures(&self) -> Vec<String> {
        let all = Measure::all(&self.settings);
        all.iter().map(|one| one.as_str().to_owned()).collect()
    }

    fn values(&self, source: Source) -> Vec<CompletionCandidate> {
        match source {
            Rituals | RitualsAndDays => plain(self.rituals()),
            OpenRituals => plain(self.open_rituals()),
            HeldRituals => plain(self.rituals_that(|ritual, _| ritual.retired.is_none())),
            RestingRituals => {
                plain(self.rituals_that(|ritual, rests| rests || ritual.retired.is_some()))
            }
            Field(fields) => plain(self.fields(fields)),
            Mood(list) => plain(self.mood(list)),
            Handles(kinds) => self.handles(kinds, false),
            AllHandles(kinds) => self.handles(kinds, true),
            Entries => {
                let mut entries = self.entries();
                entries.extend(plain(self.rituals()));
                entries
            }
            Items => {
                let mut items = plain(self.open_rituals().into_iter().chain(self.plan()));
                items.extend(self.handles(&[Kind::Boundary], false));
                items
            }
            Measures => plain(self.measures()),
            OwnMeasures => {
                let own = self.settings.measures.iter();
                plain(own.map(|own| format!("{}=", own.name)))
            }
            Calendars => plain([self.rituals(), self.measures()].concat()),
            Devices => plain(other_devices(&self.reader)),
            Support => {
                let today = self.clock.today();
                let own = self.rows(Kind::SupportOption);
                plain(
                    own.filter(|row| row.holds(today))
                        .map(|row| self.about(&row)),
                )
            }
            _ => Vec::new(),
        }
    }
}

impl Source {
    /// The values for the notebook of these options, after these words of the line. What is typed
    /// of the value may hold a number that goes into it.
    pub fn values(
        self,
        globals: &Globals,
        before: &[String],
        typed: &str,
    ) -> Vec<CompletionCandidate> {
        let notebook = Notebook::open(globals);
        let mut offered = match self {
            Fixed(words) => plain(words.iter().copied()),
            Rhythms => {
                let unit = notebook.as_ref().and_then(|n| n.unit(before));
                plain(rhythms(typed, &unit.unwrap_or_else(|| "min".to_owned())))
            }
            Months => plain(["this", "last"].into_iter().chain(MONTHS)),
            Feels => {
                let settings = notebook.as_ref().map(|n| n.settings.clone());
                plain(settings.unwrap_or_default().feels())
            }
            Statuses => plain(Status::ALL.map(Status::as_str)),
            Support => plain(KINDS.into_iter().chain([SPACE, NOTHING])),
            Settings => plain(KEYS.map(|(key, _)| key)),
            Setting => plain(setting(before.last().map_or("", String::as_str))),
            Commands => plain(ENTRIES.iter().map(|entry| entry.name)),
            _ => Vec::new(),
        };
        if let Some(notebook) = &notebook {
            offered.extend(notebook.values(self));
        }
        let ahead = match self {
            Days(ahead) => ahead,
            RitualsAndDays if before.last().is_none_or(|word| word != "log") => Ahead::Refused,
            _ => return offered,
        };
        let clock = notebook.map(|notebook| notebook.session.clock);
        let clock = clock.or_else(|| globals.clock().ok());
        offered.extend(clock.map_or(Vec::new(), |clock| days(&clock, ahead)));
        offered
    }
}

/// The words for a day, each with the day it names.
fn days(clock: &Clock, ahead: Ahead) -> Vec<CompletionCandidate> {
    let words: &[&str] = match ahead {
        Ahead::Refused => &["today", "yesterday"],
        _ => &["today", "tomorrow", "in 3 days", "in 1 week", "in 1 month"],
    };
    let named = words.iter().copied().chain(WEEKDAYS);
    let candidate = |word: &str| {
        let day = when::day("", word, clock, ahead).ok()?;
        let said = day.format("%A %-d %B").to_string();
        Some(CompletionCandidate::new(word).help(Some(said.into())))
    };
    named.filter_map(candidate).collect()
}

/// The forms of a rhythm, with the number that is typed in place of their own where that reads. An
/// amount is in this unit.
fn rhythms(typed: &str, unit: &str) -> Vec<String> {
    let (every, typed) = match typed.strip_prefix("every ") {
        Some(typed) => ("every ", typed),
        None => ("", typed),
    };
    let end = typed.find(|c: char| !c.is_ascii_digit());
    let number = &typed[..end.unwrap_or(typed.len())];
    let amount = format!("150 {unit}/week");
    let numbered = |form: &str| match form.strip_prefix(every) {
        Some(form) if !number.is_empty() => {
            let unit = form.trim_start_matches(|c: char| c.is_ascii_digit());
            let form = format!("{every}{number}{unit}");
            form.parse::<Rhythm>().is_ok().then_some(form)
        }
        _ => Some(form.to_owned()),
    };
    let forms = RHYTHMS.split(", ").chain([amount.as_str()]);
    forms.filter_map(numbered).collect()
}

fn setting(key: &str) -> &'static [&'static str] {
    match key {
        "day-start" => &["00:00", "04:00"],
        "week-start" => &WEEKDAYS,
        "runs" | "question" | "board" => &["on", "off"],
        "completion" => &["plain", "all"],
        _ => &[],
    }
}

/// What holds something that could drive a terminal is left to be typed by hand.
fn plain<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> Vec<CompletionCandidate> {
    let values = values.into_iter();
    let plain = values.filter(|value| line(value.as_ref()) == value.as_ref());
    let candidates = plain.map(|value| CompletionCandidate::new(value.as_ref()));
    candidates.collect()
}
