//! What came together.

use super::{number, quoted};
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::patterns::{
    Correlation, DAYS, GROUP, Measure, NotYet, Pair, Slides, Spread, Subject, SubjectKind, Weekday,
    Why, WordPair,
};
use chrono::NaiveDate;

pub const NOT_WHY: &str = "This says what came together, not why.";

/// A ritual by its name, a word in quotes.
fn subject(subject: &Subject) -> String {
    match subject.kind {
        SubjectKind::Ritual => line(&subject.name),
        _ => quoted(&subject.name),
    }
}

fn of_slides(slides: Slides) -> String {
    format!("{} of {}", slides.as_wide, slides.of)
}

/// Gaps that a tenth of the slides reach or fewer are told in full.
pub fn clear(slides: Slides) -> bool {
    slides.p() <= 0.1
}

pub fn pair(pair: &Pair) -> String {
    let (c, name, measure) = (
        &pair.compared,
        subject(&pair.subject),
        pair.measure.as_str(),
    );
    let after = if pair.lag == 1 { " the day after" } else { "" };
    if !clear(c.slides) {
        return format!(
            "In {measure}{after}, {name} days and other days look alike in these notes ({} slides were as wide).",
            of_slides(c.slides)
        );
    }
    let hundred = |share: f64| (share * 100.0).round();
    let stands_out = if pair.stands_out {
        " It stands out among all that was compared here."
    } else {
        ""
    };
    format!(
        "On {} days with {name}, your middle {measure}{after} was {}; on {} without, {}. Comparing every pair of \
         such days: higher on {} of 100, same on {}, lower on {}. Sliding the {name} days along the calendar gave \
         a gap this wide in {}.{stands_out}",
        c.with,
        number(c.median_with),
        c.without,
        number(c.median_without),
        hundred(c.higher),
        hundred(c.same),
        hundred(c.lower),
        of_slides(c.slides)
    )
}

pub fn correlation(c: &Correlation) -> String {
    let (a, b) = (c.a.as_str(), c.b.as_str());
    if !clear(c.slides) {
        return format!(
            "On {} days with both, {a} and {b} went their own ways in these notes ({} slides were as wide).",
            c.days,
            of_slides(c.slides)
        );
    }
    let way = if c.rho >= 0.0 {
        "rose and fell together"
    } else {
        "went opposite ways"
    };
    let stands_out = if c.stands_out {
        " It stands out among all that was compared here."
    } else {
        ""
    };
    format!(
        "On {} days with both, {a} and {b} {way} more than chance alone would have it: {} slides were as wide.{stands_out}",
        c.days,
        of_slides(c.slides)
    )
}

pub fn words(w: &WordPair) -> String {
    if w.both == 0 {
        return format!(
            "{} and {} kept apart on {} noted days. By chance alone about {} would have both. ({} slides were as wide.)",
            subject(&w.a),
            subject(&w.b),
            w.days,
            w.by_chance.round(),
            of_slides(w.slides)
        );
    }
    format!(
        "{} and {} came together on {} of {} noted days. By chance alone about {} would be. ({} slides were as wide.)",
        subject(&w.a),
        subject(&w.b),
        w.both,
        w.days,
        w.by_chance.round(),
        of_slides(w.slides)
    )
}

pub fn weekdays(measure: Measure, days: &[&Weekday]) -> String {
    let said: Vec<String> = days
        .iter()
        .map(|d| format!("{} {} ({})", d.weekday, number(d.median), d.notes))
        .collect();
    format!(
        "Middle {} by weekday, with how many days: {}.",
        measure.as_str(),
        said.join(", ")
    )
}

pub fn spread(s: &Spread) -> String {
    let h = match s.measure.unit {
        "" => String::new(),
        unit => format!(" {unit}"),
    };
    let days = super::count(s.days as u64, "day", "days");
    if s.lowest == s.highest {
        let name = crate::render::streaks::capital(s.measure.as_str());
        return format!("{name} on {days}: {}{h}.", number(s.median));
    }
    format!(
        "{} on {days}: middle {}{h}, from {} to {}{h}.",
        crate::render::streaks::capital(s.measure.as_str()),
        number(s.median),
        number(s.lowest),
        number(s.highest)
    )
}

/// What has been noted so far, and when the view opens.
pub fn not_yet(n: &NotYet) -> String {
    let name = subject(&n.subject);
    if n.why == Why::Switches {
        return format!(
            "{name} came in one long stretch, so {name} days and that season cannot be told apart."
        );
    }
    let days = |n: usize| super::count(n as u64, "day", "days");
    let noted = match (n.with, n.without) {
        (0, 0) => format!("{name} and {} on the same days", n.measure.as_str()),
        (with, 0) => format!("{} with {name}", days(with)),
        (0, without) => format!("{} without {name}", days(without)),
        (with, without) => format!("{} with {name}, {without} without", days(with)),
    };
    format!(
        "Not enough notes yet to say: {noted}. This view opens at {GROUP} and {GROUP} over {DAYS} days."
    )
}

/// Nothing is clear of chance.
pub fn none_stands_out(n: usize) -> String {
    let compared = super::count(n as u64, "comparison", "comparisons");
    let none = if n == 1 {
        "it does not stand out"
    } else {
        "none stands out"
    };
    format!("{compared} in these notes, and {none}.")
}

/// `What came together, 23 Nov 2025 – 22 Nov 2026`
pub fn came_together(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    format!("What came together, {}", dates::range(from, to, today))
}

pub fn no_patterns(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    format!(
        "Not enough notes yet to say. This view draws on mood, energy and sleep, here of {}.",
        dates::range(from, to, today)
    )
}
