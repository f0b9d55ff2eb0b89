//! What came together.

use super::{after, amount, capital, count, days, listed, number, quoted, some};
use crate::domain::trial::{Subject, SubjectKind};
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::patterns::{
    Answer, ByMeasure, Counts, DAYS, Dose, Family, Fitted, GROUP, Gap, Grade, Measure, NotYet,
    Pair, Side, Slope, Spread, Weekday, Why, WordPair,
};
use chrono::NaiveDate;

pub const NOT_WHY: &str = "This says what came together, not why.";
pub const CLEAR: &str = "Clear of chance";
pub const LEANING: &str = "Leaning, could be chance";
pub const OPEN: &str = "Cannot be told from these notes";

/// A ritual by its name, a word in quotes.
fn subject(subject: &Subject) -> String {
    match subject.kind {
        SubjectKind::Ritual => line(&subject.name),
        _ => quoted(&subject.name),
    }
}

/// `walk · mood`
pub fn with_measure(of: &Subject, measure: &Measure) -> String {
    format!("{} · {}", subject(of), measure.as_str())
}

/// `mood · sleep`
pub fn by_measure(row: &ByMeasure) -> String {
    format!("{} · {}", row.measure.as_str(), row.by.as_str())
}

/// `"work" + breathing`
pub fn both_words(row: &WordPair) -> String {
    format!("{} + {}", subject(&row.a), subject(&row.b))
}

/// One decimal, without a minus before nothing.
fn size(n: f64) -> String {
    format!("{:.1}", tenths(n) + 0.0)
}

/// `0.9 higher`, `(0.6 to 1.2)`: lower ones are told by how much lower.
fn gap(gap: f64, range: [f64; 2]) -> (String, String) {
    let (word, low, high) = match gap <= -0.05 {
        true => ("lower", -range[1], -range[0]),
        false => ("higher", range[0], range[1]),
    };
    let range = format!("({} to {})", size(low), size(high));
    (format!("{} {word}", size(gap.abs())), range)
}

fn gap_of(fitted: &Fitted) -> (String, String) {
    gap(fitted.gap, fitted.range)
}

/// `0.9 higher on days with it (0.6 to 1.2); 41 days with, 52 without`
pub fn pair(pair: &Pair) -> String {
    let (gap, range) = gap_of(&pair.found.fitted);
    let when = match pair.lag {
        0 => "on days with it",
        _ => "the day after days with it",
    };
    let Counts { with, without, .. } = pair.counts;
    let with = days(with);
    format!("{gap} {when} {range}; {with} with, {without} without")
}

/// `the day before 0.1 higher (-0.2 to 0.4), the day after 0.2 higher (-0.1 to 0.5)`
pub fn beside(before: Option<Gap>, after: Option<Gap>) -> Option<String> {
    let said = |when: &str, told: Option<Gap>| {
        let (gap, range) = told.map(|told| gap(told.gap, told.range))?;
        Some(format!("the day {when} {gap} {range}"))
    };
    let both = [said("before", before), said("after", after)];
    some(listed(both.into_iter().flatten()))
}

/// What the slope of an amount is told between: `45 min` and `20 min`.
pub fn dose_ends(dose: &Dose) -> (String, String) {
    let at = |n| amount(tenths(n), dose.unit.as_deref());
    (at(dose.slope.high), at(dose.slope.low))
}

/// `sleep 7.4 h` and `6.1 h`
pub fn by_ends(row: &ByMeasure) -> (String, String) {
    let unit = Some(row.by.unit.as_ref()).filter(|unit| !unit.is_empty());
    let at = |n| amount(tenths(n), unit);
    let high = format!("{} {}", row.by.as_str(), at(row.slope.high));
    (high, at(row.slope.low))
}

/// `0.8 higher with 45 min than with 20 min (0.5 to 1.1); 61 days`
pub fn slope(slope: &Slope, high: &str, low: &str) -> String {
    let (gap, range) = gap_of(&slope.fitted);
    let days = days(slope.days);
    format!("{gap} with {high} than with {low} {range}; {days}")
}

/// `with 45 min against 20 min, a gap under about 0.9 would not show yet`
pub fn slope_not_seen(slope: &Slope, high: &str, low: &str) -> String {
    format!("with {high} against {low}, {}", not_seen(&slope.fitted))
}

fn tenths(n: f64) -> f64 {
    (n * 10.0).round() / 10.0
}

/// `together on 12 of 96 days; by chance about 6`
pub fn words(row: &WordPair) -> String {
    let both = match row.both {
        0 => "none".to_owned(),
        both => both.to_string(),
    };
    let (days, by_chance) = (row.days, row.by_chance.round());
    format!("together on {both} of {days} days; by chance about {by_chance}")
}

/// `a gap under about 0.9 would not show yet`
pub fn not_seen(fitted: &Fitted) -> String {
    let size = up(fitted.would_show);
    format!("a gap under about {size} would not show yet")
}

/// The same of two words, in days together beyond those of chance.
pub fn words_would_show(row: &WordPair) -> String {
    let (n, a) = (row.days as f64, row.n_a as f64);
    let beyond = days((row.fitted.would_show * a * (n - a) / n).ceil() as u64);
    format!("{beyond} more or fewer than by chance would not show yet")
}

/// Rounded up, to one decimal.
pub fn up(n: f64) -> String {
    size((n * 10.0 - 1e-9).ceil() / 10.0)
}

/// What is not told row by row; `sizes` are the least and the most that would not show.
pub fn open_rows(rows: usize, sizes: Option<(f64, f64)>) -> String {
    let rows = count(rows, "comparison", "comparisons");
    let unseen = sizes.map(|(least, most)| match (up(least), up(most)) {
        (least, most) if least == most => format!("{least} would not show yet"),
        (least, most) => format!("{least} to {most} would not show yet"),
    });
    let unseen = after(": gaps under about ", unseen);
    format!("{rows}{unseen} (`ritual patterns --full`)")
}

pub fn more(rows: usize) -> String {
    format!("and {rows} more (`ritual patterns --full`)")
}

/// `58 compared; by chance alone about 1 would lean.`
pub fn compared(family: &Family) -> String {
    let by_chance = match family.lean_by_chance.round() {
        n if n < 1.0 => "fewer than 1".to_owned(),
        n => format!("about {n}"),
    };
    let compared = family.compared();
    format!("{compared} compared; by chance alone {by_chance} would lean.")
}

/// The days that were looked at.
pub fn among(name: &str) -> String {
    format!("On days with {}", quoted(name))
}

/// Of one measure.
pub fn weekdays(days: &[Weekday]) -> String {
    let middle = |d: &Weekday| format!("{} {} ({})", d.weekday, number(d.median), d.notes);
    let (measure, said) = (days[0].measure.as_str(), listed(days.iter().map(middle)));
    format!("Middle {measure} by weekday, with how many days: {said}.")
}

pub fn spread(s: &Spread) -> String {
    let h = Some(&s.measure.unit).filter(|unit| !unit.is_empty());
    let (h, days) = (after(" ", h), days(s.days));
    let (name, middle) = (capital(s.measure.as_str()), number(s.median));
    match (number(s.lowest), number(s.highest)) {
        _ if s.lowest == s.highest => format!("{name} on {days}: {middle}{h}."),
        (low, high) => format!("{name} on {days}: middle {middle}{h}, from {low} to {high}{h}."),
    }
}

/// What has been noted so far, and what keeps it from being compared. `moved` is how often the
/// measure changed, and a value of it.
fn why(why: Why, of: &Subject, measure: &Measure, counts: Counts, moved: (usize, f64)) -> String {
    let name = subject(of);
    let measure = measure.as_str();
    match why.told(counts.days) {
        Why::Days | Why::Groups => not_enough(&name, measure, counts),
        Why::Switches => format!(
            "{name} came in one long stretch, so {name} days and that season cannot be told apart."
        ),
        Why::Calendar => {
            format!("{name} kept to the same weekdays or season, so the two cannot be told apart.")
        }
        Why::Constant => format!("{measure} was {} on each of these days.", number(moved.1)),
        Why::Still => {
            let times = count(moved.0, "time", "times");
            format!("{measure} changed {times} in these notes, so it says little of single days.")
        }
    }
}

fn not_enough(name: &str, measure: &str, counts: Counts) -> String {
    let so_far = match (counts.with, counts.without) {
        (0, 0) => format!("no day has both {name} and {measure}"),
        (with, 0) => format!("{measure} on {} with {name}", days(with)),
        (0, without) => format!("{measure} on {} without {name}", days(without)),
        (with, without) => {
            let with = days(with);
            format!("{measure} on {with} with {name}, {without} without")
        }
    };
    format!(
        "Not enough notes yet to say: {so_far}. This view opens at {GROUP} and {GROUP} over {DAYS} noted days."
    )
}

pub fn not_yet(n: &NotYet) -> String {
    why(n.why, &n.subject, &n.measure, n.counts, n.moved)
}

/// Nothing is clear of chance.
pub fn none_stands_out(n: usize) -> String {
    let compared = count(n, "comparison", "comparisons");
    let none = match n {
        1 => "it does not stand out",
        _ => "none stands out",
    };
    format!("{compared} in these notes, and {none}.")
}

pub fn no_patterns(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    let when = dates::range(from, to, today);
    format!(
        "Not enough notes yet to say. This view draws on mood, energy and sleep, here of {when}."
    )
}

/// `Asked on 2 March: walk · mood. 0.8 higher on the 30 days with it than on the 31 without (0.3 to
/// 1.2). Of 10,000 ways the coins could have fallen 40 gave a gap as wide: clear of chance.`
pub fn answer(answer: &Answer, today: NaiveDate) -> String {
    let (of, measure, counts) = (&answer.subject, &answer.measure, answer.counts);
    let asked = dates::day(answer.from, today);
    let asked = format!("Asked on {asked}: {}.", with_measure(of, measure));
    let coin = answer.coin.filter(|_| counts.days > 0).map(|coin| {
        let days = days(counts.days);
        format!("{} of {days} went as the coin said.", coin.followed)
    });
    let coin = after(" ", coin);
    if let Some(reason) = answer.why {
        let said = why(reason, of, measure, counts, answer.moved);
        return format!("{asked} {said}");
    }
    let Some(found) = &answer.found else {
        let end = match answer.until {
            Some(until) => format!("The answer comes after {}.", dates::day(until, today)),
            None => "An answer takes a last day (`--until`).".to_owned(),
        };
        let so_far = match (counts.with, counts.without) {
            (0, 0) => String::new(),
            (with, 0) => format!(" {} with it so far.", days(with)),
            (0, without) => format!(" {} without it so far.", days(without)),
            (with, without) => format!(" {} with it and {without} without so far.", days(with)),
        };
        return format!("{asked}{so_far}{coin} {end}");
    };
    let (gap, range) = gap_of(&found.fitted);
    let grade = match found.fitted.grade {
        Grade::Clear => "clear of chance".to_owned(),
        Grade::Leaning => "leaning, could be chance".to_owned(),
        Grade::Open => format!(
            "cannot be told from these notes; {}",
            not_seen(&found.fitted)
        ),
    };
    let told = match answer.coin.and_then(|coin| coin.ways) {
        Some(ways) => {
            let (of, wide) = (thousands(ways.of), thousands(ways.as_wide));
            format!("Of {of} ways the coins could have fallen {wide} gave a gap as wide: {grade}.")
        }
        None => capital(&grade) + ".",
    };
    let (with, without) = (days(counts.with), counts.without);
    format!(
        "{asked} {gap} on the {with} with it than on the {without} without {range}. {told}{coin}"
    )
}

/// `10,000`
fn thousands(n: usize) -> String {
    match n {
        0..1000 => n.to_string(),
        n => format!("{},{:03}", n / 1000, n % 1000),
    }
}

/// What the coin of a day says: a choice, which nothing asks for.
pub fn coin_says(side: Side, of: &Subject) -> String {
    let side = match side {
        Side::With => "with",
        Side::Without => "without",
    };
    format!("Today's coin: {side} {}.", subject(of))
}
