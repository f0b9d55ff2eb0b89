//! A row in words: by what it is, in one line, by its own words, whole.

use super::sanitise::{block, line};
use super::voice::{self, after, by_handle, quoted};
use super::{between, dates, lines, style};
use crate::domain::completion::Completion;
use crate::domain::config::Settings;
use crate::domain::moment::Moment;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::small::Words;
use crate::report::rows::Rows;
use chrono::NaiveDate;

/// What a row is, by its name where it has one: `walk`, `mood note`, `boundary calls`.
#[deny(clippy::wildcard_enum_match_arm)]
pub fn noun(record: &Record) -> String {
    match record {
        Record::Completion(c) => line(&c.ritual.name),
        Record::Mood(_) => "mood note".to_owned(),
        Record::Ritual(r) => format!("ritual {}", line(&r.name)),
        Record::Boundary(b) => format!("boundary {}", line(&b.area)),
        Record::Reflection(r) => format!("reflection on {}", line(&r.ritual.name)),
        Record::MonthLine(m) => m.month.to_string(),
        Record::Thanks(t) => format!("thank-you to {}", line(&t.to)),
        Record::Winddown(_) => "wind-down".to_owned(),
        Record::HardDays(_) => "plan for hard days".to_owned(),
        Record::Talk(_) => "thing to talk about".to_owned(),
        Record::Start(s) => format!("session of {}", line(&s.ritual.name)),
        Record::Person(p) => line(&p.name),
        Record::Resource(r) => quoted(&r.title),
        Record::Config(_)
        | Record::Pause(_)
        | Record::SupportOption(_)
        | Record::Support(_)
        | Record::SupportLine(_)
        | Record::Offer(_)
        | Record::Invite(_)
        | Record::Reminder(_)
        | Record::Consent(_)
        | Record::Win(_)
        | Record::Phrase(_)
        | Record::Vision(_)
        | Record::Trial(_) => record.kind().as_str().replace('_', " "),
    }
}

/// `journal, noted for 2 March`, `off-limits "reading my notebook"`.
#[deny(clippy::wildcard_enum_match_arm)]
pub fn record(record: &Record, settings: &Settings, today: NaiveDate) -> String {
    let noted = |day| voice::noted_for(day, today);
    match record {
        Record::Config(c) => format!("setting {} {}", line(&c.key), line(&c.value)),
        Record::Ritual(r) => format!("the ritual {}", line(&r.name)),
        Record::Pause(p) => {
            let until = voice::day_after(" until ", p.until, today);
            let from = dates::day(p.from, today);
            format!("rest for {} from {from}{until}", voice::whose_rest(p))
        }
        Record::Completion(c) => {
            let amount = c.amount.map(|n| voice::amount(n, c.unit.as_deref()));
            let (name, amount) = (line(&c.ritual.name), after(", ", amount));
            let varied = voice::varied(&c.variation);
            format!("{name}{amount}, {}{varied}", noted(c.day))
        }
        Record::Mood(m) => {
            let fields = voice::mood_or(voice::OWN_WORDS, m, settings);
            format!("{fields}, {}", noted(m.day))
        }
        Record::Reflection(r) => {
            format!("a reflection on {}, {}", line(&r.ritual.name), noted(r.day))
        }
        Record::MonthLine(m) => {
            let month = dates::month(m.month.first(), today);
            format!("{} {month}", voice::slot(m.slot))
        }
        Record::Win(w) => format!("a win, {}", noted(w.day)),
        Record::Thanks(t) => format!("a thank-you to {}, {}", line(&t.to), noted(t.day)),
        Record::Phrase(w) => format!("a phrase, {}", noted(w.day)),
        Record::Vision(w) => format!("your vision, {}", noted(w.day)),
        Record::Winddown(w) => format!("a wind-down line, {}", noted(w.day)),
        Record::Trial(t) => format!("a trial, {}", voice::span(t.from, t.until, today)),
        Record::Person(p) => format!("{} in your network", line(&p.name)),
        Record::Resource(r) => format!("the resource {}", quoted(&r.title)),
        Record::Boundary(b) => {
            let stance = voice::stance(b.stance).to_lowercase();
            format!("{stance}: {}", line(&b.area))
        }
        Record::SupportOption(o) => format!("own support {}", quoted(&o.words)),
        Record::Support(s) => format!("choice of support, {}", voice::choice(&s.choice)),
        Record::SupportLine(w) => format!("a line to pass on, {}", noted(w.day)),
        Record::HardDays(_) => "your plan for hard days".to_owned(),
        Record::Start(s) => voice::since(s, today),
        Record::Talk(t) => format!("something to talk about, {}", noted(t.day)),
        Record::Offer(o) => format!("offer {}", quoted(&o.words)),
        Record::Invite(i) => format!("invitation of {}", voice::to_what(i)),
        Record::Reminder(r) => format!("a note at {} for {}", dates::time(r.at), voice::shown(r)),
        Record::Consent(c) => voice::consented(c, today),
    }
}

/// The rows, or `none` where the notebook has none of them.
pub fn rows(report: &Rows, none: &str) -> String {
    listed(report, none, |row| one(row, report.today))
}

/// The rows, each by what it is and its words.
pub fn of_kinds(report: &Rows, settings: &Settings, none: &str) -> String {
    listed(report, none, |row| {
        let said = in_words(row, settings, report.today);
        by_handle(&said.unwrap_or_default(), row.meta().id)
    })
}

fn listed(report: &Rows, none: &str, line: impl Fn(&Record) -> String) -> String {
    let none = match report.others {
        true => voice::NONE_IN_WINDOW,
        false => none,
    };
    lines(report.rows.iter().map(line), none)
}

/// `4 March: "slept at last" #5`
pub fn one(row: &Record, today: NaiveDate) -> String {
    let text = match row {
        Record::Phrase(w) | Record::Winddown(w) => quoted(&w.text),
        Record::Thanks(t) => {
            let (day, to) = (dates::day(t.day, today), line(&t.to));
            format!("{day}, {to}: {}", quoted(&t.what))
        }
        Record::Trial(t) => voice::trial(t, today),
        Record::Resource(r) => voice::resource(r),
        other => {
            let day = other.span().map(|(day, _)| dates::day(day, today) + ": ");
            day.unwrap_or_default() + &voice::quoted_all(&other.text())
        }
    };
    by_handle(&text, row.meta().id)
}

/// A row that has a day and words, where its day stands above it: `win "slept at last"`.
pub fn in_words(row: &Record, settings: &Settings, today: NaiveDate) -> Option<String> {
    let what = noun(row);
    Some(match row {
        Record::Reflection(r) => format!("{what}: {}", voice::reflection(r, settings)),
        Record::Thanks(t) => format!("{what} for {}", quoted(&t.what)),
        Record::Trial(t) => format!("{what} {}", voice::trial(t, today)),
        other => format!("{what} {}", quoted(&other.noun::<Words>()?.text)),
    })
}

/// A row with all its words, without its day.
pub fn in_full(row: &Record, settings: &Settings, today: NaiveDate) -> String {
    match row {
        Record::Mood(mood) => mood_note(mood, settings),
        Record::Completion(c) => entry(c, None),
        Record::Boundary(b) => between::whole(b, today),
        Record::Pause(p) => voice::rest(p, today),
        Record::Ritual(r) => {
            let rhythm = after(", ", r.rhythms.on(today));
            line(&r.name) + &rhythm + &said(&r.intention)
        }
        other => in_words(other, settings, today).unwrap_or_else(|| {
            let words = voice::some(voice::quoted_all(&other.text()));
            record(other, settings, today) + &after(": ", words)
        }),
    }
}

/// One row under its day.
pub fn with_its_day(row: &Record, settings: &Settings, today: NaiveDate) -> String {
    let day = row.day().map(|day| dates::weekday(day, today));
    let day = day.map(|day| style::heading(&day) + "\n");
    day.unwrap_or_default() + &under_day(row, settings, today, true)
}

/// One row with all its words where its day stands above it, with its handle or without.
pub fn under_day(row: &Record, settings: &Settings, today: NaiveDate, handle: bool) -> String {
    let page = row.text().into_iter().find(|words| words.contains('\n'));
    let handle = handle.then_some(row.meta().id);
    set_in(&in_full(row, settings, today), page, handle)
}

/// A mood note with its time and its words.
pub fn mood_note(mood: &Mood, settings: &Settings) -> String {
    voice::mood_or("noted", mood, settings) + &at(&mood.moment) + &said(&mood.note)
}

/// A mood note with its day and its handle, for lists over several days.
pub fn dated_mood(mood: &Mood, settings: &Settings, today: NaiveDate) -> String {
    let (day, said) = (dates::day(mood.day, today), mood_note(mood, settings));
    by_handle(&format!("{day}: {said}"), mood.meta.id)
}

/// Everything of a completion but its day.
pub fn entry(c: &Completion, unit: Option<&str>) -> String {
    line(&c.ritual.name) + &details(c, unit)
}

/// Everything of a completion but its ritual and its day.
pub fn details(c: &Completion, unit: Option<&str>) -> String {
    let unit = c.unit.as_deref().or(unit);
    let amount = after(", ", c.amount.map(|n| voice::amount(n, unit)));
    amount + &at(&c.moment) + &voice::varied(&c.variation) + &said(&c.note)
}

fn at(moment: &Option<Moment>) -> String {
    after(" at ", moment.as_ref().map(|m| dates::time(m.wall())))
}

fn said(words: &Option<String>) -> String {
    voice::words_after(": ", words)
}

/// What is said of a row, with its handle where it is to have one. A page of writing keeps its lines,
/// set in below.
pub fn set_in(said: &str, words: Option<&str>, handle: Option<i64>) -> String {
    let handle = after(" ", handle.map(style::handle));
    let page = words.filter(|words| words.contains('\n'));
    let around = page.and_then(|words| Some((words, said.split_once(&quoted(words))?)));
    let Some((words, (before, after))) = around else {
        return format!("  {said}{handle}\n");
    };
    let mut text = format!("  {}{after}{handle}\n", before.trim_end());
    for written in block(words).lines() {
        text += format!("    {written}").trim_end();
        text += "\n";
    }
    text
}
