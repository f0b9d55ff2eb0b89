//! The review of a period in the terminal.

pub mod band;

use super::sanitise::{block, line};
use super::wrap::{NARROW, hang};
use super::{between, dates, joined, marks, patterns, record, rituals, style, voice};
use crate::domain::config::Settings;
use crate::domain::month::{Month, MonthLine, Slot};
use crate::domain::record::Record;
use crate::domain::small::Reflection;
use crate::report::review::Review;
use crate::report::revisit::{Day, Item};
use chrono::NaiveDate;

/// Where what is said begins, in columns; labels stand before it.
const SAID: usize = 18;
const DAYS: usize = 13;

/// `width` is that of the terminal, where there is one.
pub fn review(report: &Review, width: Option<usize>, ascii: bool) -> String {
    let title = match report.is_quiet() {
        true => voice::quiet_stretch(report.from, report.to, report.today),
        false => style::heading(&title(report)),
    };
    let mut text = title + "\n";
    if !report.words.is_empty() && !report.is_of_months() {
        text += &format!("\n{}\n", style::heading(voice::IN_YOUR_WORDS));
        let days = report.words.iter();
        text.extend(days.map(|day| of_day(day, report, width)));
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
        text.extend(said.iter().map(|said| hang("  ", &said.text(), 2, width)));
    }
    if report.has_several() {
        text += &hang("  ", voice::MIDDLE_ONE, 2, width);
    }
    for (at, section) in sections(report).iter().enumerate() {
        text += if at == 0 { "\n" } else { "" };
        let mut after = voice::after("; ", section.after);
        let said = section.said.iter();
        let said = said.map(|said| said.text() + &std::mem::take(&mut after));
        text += &labelled(section.label, (SAID, 2), said.map(|said| (said, 0)), width);
    }
    let lines = patterns::for_review(&report.patterns, report.group.is_some());
    text += if lines.is_empty() { "" } else { "\n" };
    text + &joined(lines)
}

/// What a view of two would show.
pub fn preview(report: &Review) -> Vec<String> {
    let rituals = report.rituals.iter().map(|r| {
        let days = band::counts(r, report.from, r.of, report.today);
        format!("{}, {days}", line(&r.name))
    });
    let measures = report.measures.iter().map(|m| {
        let days = voice::days(m.points.len());
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
    let months = report.months.iter().map(|m| m.month.to_string());
    let learned = report.learned.iter().map(record::noun);
    let all = words.chain(rituals).chain(measures).chain(months);
    all.chain(learned).chain(boundaries).collect()
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

    /// Words of several lines.
    fn page(&self) -> Option<&str> {
        self.words.as_deref().filter(|words| words.contains('\n'))
    }

    /// Words and what they are about, or that alone where there are none.
    fn of(words: Option<&str>, about: String) -> Said {
        match words {
            Some(words) => Said::quote(words, about),
            None => Said::plain(about),
        }
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
        let about = voice::in_brackets(voice::some(self.about.clone()));
        let by = voice::after(", ", self.by.as_deref());
        format!("{}{words}{about}{by}", self.lead)
    }
}

/// Lines, each set in further by so many columns, under a label, which stands beside the first of them
/// in so many columns, or on a narrow terminal above them.
fn labelled(
    label: &str,
    (beside, below): (usize, usize),
    lines: impl Iterator<Item = (String, usize)>,
    width: Option<usize>,
) -> String {
    let (mut text, mut label, indent) = match width.is_some_and(|width| width < NARROW) {
        true => (format!("{label}\n"), String::new(), below),
        false => (String::new(), format!("{label:<beside$}"), beside),
    };
    for (said, further) in lines {
        text += &hang(&std::mem::take(&mut label), &said, indent + further, width);
    }
    text
}

/// What was written on a day.
fn of_day(day: &Day, report: &Review, width: Option<usize>) -> String {
    let label = match report.is_of_a_week() {
        true => day.day.format("%A").to_string(),
        false => dates::short_day(day.day),
    };
    let items = day.items.iter();
    let said = items.map(|item| said(item, &report.settings, report.today));
    let said: Vec<Said> = said.collect();
    // A page of writing keeps its lines; what is short stands in one.
    let short = |a: &Said, b: &Said| a.page().is_none() && b.page().is_none();
    let lines = said.chunk_by(short).flat_map(|said| match said[0].page() {
        Some(words) => {
            let above = (said[0].around("").trim().to_owned(), 0);
            let page = block(words);
            let page = page.lines().map(|line| (line.to_owned(), 2));
            std::iter::once(above).chain(page).collect()
        }
        None => vec![(sentences(said), 0)],
    });
    labelled(&format!("  {label}"), (DAYS, 4), lines, width)
}

/// Several things in one line; each but the last ends as a sentence does.
fn sentences(said: &[Said]) -> String {
    let mut line = String::new();
    for said in said {
        line += match line.chars().next_back() {
            None => "",
            Some('.') => " ",
            Some(_) => ". ",
        };
        line += &said.text();
    }
    line
}

/// What an item of a day says.
pub fn said(item: &Item, settings: &Settings, today: NaiveDate) -> Said {
    let row = match item {
        Item::Changed { name, change } => {
            return Said::plain(line(name) + &rituals::change(change, today));
        }
        Item::Row(row) => row.as_ref(),
    };
    match row {
        Record::Completion(c) => {
            let about = line(&c.ritual.name) + &voice::varied(&c.variation);
            Said::of(c.note.as_deref(), about)
        }
        Record::Mood(m) => {
            let about = match (voice::mood_words(m), &m.note) {
                (none, Some(_)) if none.is_empty() => "mood".to_owned(),
                (none, None) if none.is_empty() => voice::mood(m, settings),
                (listed, _) => listed,
            };
            Said::of(m.note.as_deref(), about)
        }
        Record::Thanks(t) => Said {
            lead: format!("To {}, for ", line(&t.to)),
            ..Said::quote(&t.what, "")
        },
        Record::Win(w) | Record::Vision(w) => Said::quote(&w.text, record::noun(row)),
        Record::Pause(p) => Said::plain(voice::rest(p, today).trim_end_matches('.')),
        Record::Boundary(b) => Said::plain(between::whole(b, today)),
        other => Said::plain(
            record::in_words(other, settings, today)
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
    let by = |day: Option<NaiveDate>| day.map(|day| dates::day(day, today));
    let with = |name: &Option<String>| voice::with(name.as_deref()).unwrap_or_default();
    let mut all = Vec::new();
    let mut add = |label, said: Vec<Said>, after| {
        if !said.is_empty() {
            all.push(Section { label, said, after });
        }
    };
    if !report.is_of_months() {
        let months = &report.months;
        let label = match months.iter().all(|m| is_now(m, today)) {
            true => voice::THIS_MONTH,
            false => voice::THAT_MONTH,
        };
        let mut open = months.iter().filter(|m| is_now(m, today));
        let open = open.any(|m| m.choice.is_none());
        let set = months.iter().map(|m| of_month(m, today)).collect();
        add(label, set, open.then_some(voice::MONTH_GOES_ON));
        let learned = |row| learned(row, &report.settings);
        let learned = report.learned.iter().map(learned).collect();
        add(voice::LEARNED, learned, None);
    }
    let talks = report.talks.iter().map(|talk| Said {
        by: by(talk.by),
        ..Said::quote(&talk.text, with(&talk.with))
    });
    let boundaries = report.revisit.iter().map(|b| Said {
        about: with(&b.with),
        by: by(b.revisit),
        ..Said::plain(line(&b.area))
    });
    let talks = talks.chain(boundaries).collect();
    add(voice::TO_TALK_ABOUT, talks, None);
    let ends = report.ends.iter().map(|holding| Said {
        by: by(holding.until),
        ..Said::plain(between::ending(holding, &report.settings, today))
    });
    add(voice::ENDS_SOON, ends.collect(), None);
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
