//! The review of a period in the terminal.

pub mod band;

use super::sanitise::{block, line};
use super::wrap::{NARROW, hang};
use super::{consent, dates, history, marks, patterns, record, rows, style, voice};
use crate::domain::config::Settings;
use crate::domain::month::{Month, MonthLine, Slot};
use crate::domain::record::Record;
use crate::domain::small::Reflection;
use crate::report::consent::Holding;
use crate::report::review::Review;
use crate::report::revisit::{Day, Item};
use chrono::NaiveDate;

/// Where what is said begins, in columns; labels stand before it.
const SAID: usize = 18;
const DAYS: usize = 13;

/// `width` is that of the terminal, where there is one.
pub fn review(report: &Review, width: Option<usize>, ascii: bool) -> String {
    let mut text = format!("{}\n", style::heading(&title(report)));
    if report.is_quiet() {
        text = voice::quiet_stretch(report.from, report.to, report.today) + "\n";
    }
    if !report.words.is_empty() && !report.is_of_months() {
        text += &format!("\n{}\n", style::heading(voice::IN_YOUR_WORDS));
        for day in &report.words {
            text += &of_day(day, report, width);
        }
    }
    let picture = band::Picture::new(report, marks::marks(ascii), width);
    for (first, last) in report.parts() {
        let drawn = picture.draw(first, last);
        let said = match report.is_of_months() {
            true => of_one_month(report, first, last),
            false => Vec::new(),
        };
        if !drawn.is_empty() {
            text += &format!("\n{drawn}");
        } else if !said.is_empty() {
            let name = dates::month(first, report.today);
            text += &format!("\n{}\n", style::heading(&name));
        }
        for said in said {
            text += &hang("  ", &said.text(), 2, width);
        }
    }
    if report.has_several() {
        text += &hang("  ", voice::MIDDLE_ONE, 2, width);
    }
    let sections = sections(report);
    if !sections.is_empty() {
        text += "\n";
    }
    for section in &sections {
        let (above, mut label, indent) = labelled(section.label, SAID, 2, width);
        text += &above;
        let mut after = voice::after("; ", section.after);
        for said in &section.said {
            let said = said.text() + &std::mem::take(&mut after);
            text += &hang(&std::mem::take(&mut label), &said, indent, width);
        }
    }
    let lines = patterns::for_review(&report.patterns, report.group.is_some());
    if !lines.is_empty() {
        text += "\n";
    }
    for said in &lines {
        text += &format!("{said}\n");
    }
    text
}

/// What a view of two would show and how many items that is, for its owner, who then says yes or no.
pub fn preview(report: &Review) -> (usize, String) {
    let rituals = report.rituals.iter().map(|r| {
        let days = band::counts(r, report.from, r.of, report.today);
        format!("{}, {days}", line(&r.name))
    });
    let measures = report.measures.iter().map(|m| {
        let days = voice::count(m.points.len() as u64, "day", "days");
        format!("{}, {days}", m.measure.as_str())
    });
    let boundaries = report.revisit.iter().map(|b| line(&b.area));
    let words = report.words.iter().flat_map(|day| {
        let on = dates::day(day.day, report.today);
        day.items.iter().map(move |item| match item {
            Item::Row(row) => format!("{on}, {}", record::noun(row)),
            Item::Changed { name, .. } => format!("{on}, {}", line(name)),
        })
    });
    let lines = report.months.iter().map(|m| m.month.to_string());
    let learned = report.learned.iter().map(record::noun);
    let all: Vec<String> = words
        .chain(rituals)
        .chain(measures)
        .chain(lines.chain(learned))
        .chain(boundaries)
        .collect();
    let lines: String = all.iter().map(|item| format!("  {item}\n")).collect();
    let shown = format!("{}\n{lines}", voice::would_show(all.len()));
    (all.len(), shown)
}

/// `16–22 November`, `March 2026`, `2026, around breakfast`.
pub fn title(report: &Review) -> String {
    let (from, to) = (report.from, report.to);
    let when = dates::whole_month(from, to, report.today)
        .or_else(|| dates::whole_year(from, to, report.today))
        .unwrap_or_else(|| dates::stretch(from, to, report.today));
    match &report.group {
        Some(words) => format!("{when}, {words}"),
        None => when,
    }
}

/// One thing in the person's words, in the parts that both pages show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// What stands before the words, or all there is to say.
    pub lead: String,
    pub words: Option<String>,
    /// Whose words, or what they are about.
    pub about: String,
    /// The day by which.
    pub by: Option<String>,
}

impl Said {
    pub fn text(&self) -> String {
        let words = self.words.as_deref().map(voice::quoted);
        self.around(&words.unwrap_or_default())
    }

    fn plain(lead: impl Into<String>) -> Said {
        Said {
            lead: lead.into(),
            ..Said::default()
        }
    }

    fn quote(words: &str, about: impl Into<String>) -> Said {
        Said {
            words: Some(words.to_owned()),
            about: about.into(),
            ..Said::default()
        }
    }

    /// What is said, with the words as they are to be shown.
    fn around(&self, words: &str) -> String {
        let about = match self.about.as_str() {
            "" => String::new(),
            about => format!(" ({about})"),
        };
        let by = voice::after(", ", self.by.as_deref());
        format!("{}{words}{about}{by}", self.lead)
    }
}

/// A label, which stands beside what it names, or on a narrow terminal above it; what the line goes
/// on with; and the columns that what is named is set in by.
fn labelled(
    label: &str,
    beside: usize,
    below: usize,
    width: Option<usize>,
) -> (String, String, usize) {
    match width.is_some_and(|width| width < NARROW) {
        true => (format!("{label}\n"), String::new(), below),
        false => (String::new(), format!("{label:<beside$}"), beside),
    }
}

/// What was written on a day.
fn of_day(day: &Day, report: &Review, width: Option<usize>) -> String {
    let label = match report.is_of_a_week() {
        true => day.day.format("%A").to_string(),
        false => dates::short_day(day.day),
    };
    let (mut text, mut label, indent) = labelled(&format!("  {label}"), DAYS, 4, width);
    let mut short: Vec<String> = Vec::new();
    let mut put = |said: &str, text: &mut String| {
        *text += &hang(&std::mem::take(&mut label), said, indent, width);
    };
    for item in &day.items {
        let said = said(item, &report.settings, report.today);
        match said.words.as_deref().filter(|words| words.contains('\n')) {
            // A page of writing keeps its lines.
            Some(words) => {
                if !short.is_empty() {
                    put(&sentences(&std::mem::take(&mut short)), &mut text);
                }
                put(said.around("").trim(), &mut text);
                for written in block(words).lines() {
                    text += &hang("", written, indent + 2, width);
                }
            }
            None => short.push(said.text()),
        }
    }
    if !short.is_empty() {
        put(&sentences(&short), &mut text);
    }
    text
}

/// Several things in one line; each but the last ends as a sentence does.
fn sentences(said: &[String]) -> String {
    let mut line = String::new();
    for part in said {
        match line.chars().next_back() {
            None => {}
            Some('.') => line.push(' '),
            Some(_) => line += ". ",
        }
        line += part;
    }
    line
}

/// What an item of a day says.
pub fn said(item: &Item, settings: &Settings, today: NaiveDate) -> Said {
    let row = match item {
        Item::Changed { name, change } => {
            return Said::plain(line(name) + &history::change(change, today));
        }
        Item::Row(row) => row.as_ref(),
    };
    match row {
        Record::Completion(c) => {
            let varied = voice::after(" as ", c.variation.as_deref().map(voice::quoted));
            let about = line(&c.ritual.name) + &varied;
            match &c.note {
                Some(words) => Said::quote(words, about),
                None => Said::plain(about),
            }
        }
        Record::Mood(m) => {
            let listed = voice::mood_words(m);
            match &m.note {
                Some(words) if listed.is_empty() => Said::quote(words, "mood"),
                Some(words) => Said::quote(words, listed),
                None if listed.is_empty() => Said::plain(voice::mood(m, settings)),
                None => Said::plain(listed),
            }
        }
        Record::Thanks(t) => Said {
            lead: format!("To {}, for ", line(&t.to)),
            ..Said::quote(&t.what, "")
        },
        Record::Win(w) | Record::Vision(w) => Said::quote(&w.text, record::noun(row)),
        Record::Pause(p) => Said::plain(voice::rest(p, today).trim_end_matches('.')),
        Record::Boundary(b) => Said::plain(super::boundaries::whole(b, today)),
        other => Said::plain(
            rows::under_day(other, settings, today)
                .unwrap_or_else(|| record::record(other, settings, today)),
        ),
    }
}

/// A short list under a heading.
pub struct Section {
    pub label: &'static str,
    pub said: Vec<Said>,
    /// What could be done about it, in the terminal.
    pub after: Option<&'static str>,
}

/// What was set, what was learned, what there is to talk about, what ends soon. A page of months
/// has what belongs to a month there.
pub fn sections(report: &Review) -> Vec<Section> {
    let today = report.today;
    let with = |name: Option<&String>| voice::after("with ", name.map(|name| line(name)));
    let boundaries = report.revisit.iter().map(|b| Said {
        about: with(b.with.as_ref()),
        by: b.revisit.map(|day| dates::day(day, today)),
        ..Said::plain(line(&b.area))
    });
    let talks = report.talks.iter().map(|talk| Said {
        by: talk.by.map(|day| dates::day(day, today)),
        ..Said::quote(&talk.text, with(talk.with.as_ref()))
    });
    let ends = report.ends.iter().map(|holding| ending(holding, report));
    let mut all = vec![
        Section {
            label: voice::TO_TALK_ABOUT,
            said: talks.chain(boundaries).collect(),
            after: None,
        },
        Section {
            label: voice::ENDS_SOON,
            said: ends.collect(),
            after: None,
        },
    ];
    if !report.is_of_months() {
        let label = match report.months.iter().all(|m| is_now(m, today)) {
            true => voice::THIS_MONTH,
            false => voice::THAT_MONTH,
        };
        let set = Section {
            label,
            said: report.months.iter().map(|m| of_month(m, today)).collect(),
            after: report
                .months
                .iter()
                .any(|m| is_now(m, today) && m.choice.is_none())
                .then_some(voice::MONTH_GOES_ON),
        };
        let learned = Section {
            label: voice::LEARNED,
            said: report
                .learned
                .iter()
                .map(|row| learned(row, &report.settings))
                .collect(),
            after: None,
        };
        all.splice(0..0, [set, learned]);
    }
    all.retain(|section| !section.said.is_empty());
    all
}

fn is_now(line: &MonthLine, today: NaiveDate) -> bool {
    line.month == Month::of(today)
}

fn of_month(set: &MonthLine, today: NaiveDate) -> Said {
    let together = match (set.slot, set.with.as_deref()) {
        (Slot::Joint, Some(with)) => format!("together with {}: ", line(with)),
        (Slot::Joint, None) => "together: ".to_owned(),
        _ => String::new(),
    };
    let about = match set.choice {
        Some(choice) => voice::month_choice(choice)
            .trim_end_matches('.')
            .to_lowercase(),
        None if is_now(set, today) => String::new(),
        None => dates::month(set.month.first(), today),
    };
    Said {
        lead: together,
        ..Said::quote(&set.text, about)
    }
}

fn learned(row: &Record, settings: &Settings) -> Said {
    match row {
        Record::Reflection(Reflection {
            works: Some(words),
            not: None,
            enjoyed: None,
            feels: None,
            note: None,
            ..
        }) => Said::quote(words, record::noun(row)),
        Record::Reflection(r) => Said {
            about: record::noun(row),
            ..Said::plain(voice::reflection(r, settings))
        },
        Record::MonthLine(m) => Said::quote(&m.text, dates::month_of(m.month.first())),
        _ => Said::default(),
    }
}

fn ending(holding: &Holding, report: &Review) -> Said {
    let lead = consent::ending(holding, &report.settings, report.today);
    Said {
        by: holding.until.map(|day| dates::day(day, report.today)),
        ..Said::plain(lead)
    }
}

/// What was set for one month of a longer page, what it taught, and its words but for notes.
pub fn of_one_month(report: &Review, first: NaiveDate, last: NaiveDate) -> Vec<Said> {
    let within = |day: NaiveDate| (first..=last).contains(&day);
    let set = report.months.iter().filter(|m| within(m.month.first()));
    let of = report.learned.iter().filter(|row| match row {
        Record::MonthLine(m) => within(m.month.first()),
        row => row.day().is_some_and(within),
    });
    let kept = |item: &&Item| match item {
        Item::Row(row) => !matches!(row.as_ref(), Record::Completion(_) | Record::Mood(_)),
        Item::Changed { .. } => false,
    };
    let days = report.words.iter().filter(|day| within(day.day));
    let words = days.flat_map(|day| day.items.iter().filter(kept));
    set.map(|m| of_month(m, report.today))
        .chain(of.map(|row| learned(row, &report.settings)))
        .chain(words.map(|item| said(item, &report.settings, report.today)))
        .collect()
}
