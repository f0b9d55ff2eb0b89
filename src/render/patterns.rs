//! What came together, in three groups, clearest first. Never p or a cause.

use super::marks::marks;
use super::voice;
use super::wrap::display_width;
use super::{joined, record, style, under};
use crate::domain::trial::{Subject, SubjectKind};
use crate::report::patterns::{Fitted, Grade, Pair, Patterns, Slope, Trials, Tried, Why};
use chrono::NaiveDate;

/// How a page is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page {
    /// Every row.
    pub full: bool,
    /// The columns of a terminal.
    pub width: Option<usize>,
    pub ascii: bool,
}

/// How many lines there are without `full`.
const LINES: usize = 15;
/// How many findings a page of other things may say.
const FEW: usize = 3;
/// Where sentences begin, unless a name is longer.
const MARGIN: usize = 17;

/// One comparison as it is told.
struct Row {
    grade: Grade,
    /// p as a share of what is clear.
    share: f64,
    label: String,
    said: String,
    /// What could not have been seen.
    unseen: String,
    would_show: Option<f64>,
    /// What stands under it.
    under: Vec<String>,
}

impl Row {
    fn new(fitted: &Fitted, clear_at: f64, label: String, said: String) -> Row {
        Row {
            grade: fitted.grade,
            share: fitted.p / clear_at,
            unseen: voice::not_seen(fitted),
            would_show: Some(fitted.would_show),
            label,
            said,
            under: Vec::new(),
        }
    }

    /// As it stands under its heading, its label in so many columns.
    fn lines(&self, margin: usize) -> Vec<String> {
        let said = match self.grade {
            Grade::Open => &self.unseen,
            Grade::Clear | Grade::Leaning => &self.said,
        };
        let room = " ".repeat(margin.saturating_sub(display_width(&self.label)).max(2));
        let first = format!("{}{room}{said}", self.label);
        let under = self.under.iter();
        let under = under.map(|line| " ".repeat(margin) + line);
        std::iter::once(first).chain(under).collect()
    }
}

/// Every comparison of the report, clearest first.
fn compared(report: &Patterns, page: Page) -> Vec<Row> {
    let at = &report.family.clear_at;
    // Coping words were chosen by the mood of their note.
    let chosen_by = |p: &&Pair| {
        p.subject.kind == SubjectKind::Coping && p.measure.as_str() == "mood" && p.lag == 0
    };
    let pairs = report.pairs.iter().filter(|p| !chosen_by(p)).map(|p| {
        let label = voice::with_measure(&p.subject, &p.measure);
        let clear_at = report.family.clear_at(p.subject.kind);
        let mut row = Row::new(&p.found.fitted, clear_at, label, voice::pair(p));
        let told = page.full || p.found.fitted.grade == Grade::Clear;
        let beside = p.beside.as_ref().filter(|_| told);
        let beside = beside.and_then(|b| voice::beside(b.before, b.after));
        row.under = beside.into_iter().chain(strips(p, page)).collect();
        row
    });
    let sloping =
        |slope: &Slope, (high, low): (String, String), clear_at: f64, label: String| Row {
            unseen: voice::slope_not_seen(slope, &high, &low),
            ..Row::new(
                &slope.fitted,
                clear_at,
                label,
                voice::slope(slope, &high, &low),
            )
        };
    let amounts = report.amounts.iter().map(|dose| {
        let label = voice::with_measure(&dose.subject, &dose.measure);
        sloping(&dose.slope, voice::dose_ends(dose), at.rituals, label)
    });
    let measures = report.measures.iter().map(|row| {
        let label = voice::by_measure(row);
        sloping(&row.slope, voice::by_ends(row), at.others, label)
    });
    let words = report.words.iter().map(|w| Row {
        unseen: voice::words_would_show(w),
        would_show: None,
        ..Row::new(&w.fitted, at.others, voice::both_words(w), voice::words(w))
    });
    let mut all: Vec<Row> = pairs.chain(amounts).chain(measures).chain(words).collect();
    all.sort_by(|a, b| a.grade.cmp(&b.grade).then(a.share.total_cmp(&b.share)));
    all
}

pub fn patterns(report: &Patterns, page: Page, today: NaiveDate) -> String {
    let rows = compared(report, page);
    let ending = match rows.is_empty() {
        true => Vec::new(),
        false => vec![voice::compared(&report.family), voice::NOT_WHY.to_owned()],
    };
    let mut lines: Vec<String> = report.among.iter().map(|name| voice::among(name)).collect();
    let room = match page.full {
        true => usize::MAX,
        false => LINES - ending.len() - lines.len(),
    };
    lines.extend(groups(&rows, room));
    let left = room.saturating_sub(lines.len());
    let mut beside = Vec::new();
    if page.full || rows.is_empty() {
        let weekdays = report.weekdays.chunk_by(|a, b| a.measure == b.measure);
        beside.extend(weekdays.map(voice::weekdays));
        beside.extend(report.spread.iter().map(voice::spread));
    }
    beside.extend(not_yet(report));
    if left > 0 {
        lines.extend(within(
            beside.into_iter().map(|line| vec![line]).collect(),
            left,
        ));
    }
    lines.extend(ending);
    match lines.is_empty() {
        true => voice::no_patterns(report.from, report.to, today) + "\n",
        false => joined(lines),
    }
}

/// The three groups in at most so many lines.
fn groups(rows: &[Row], room: usize) -> Vec<String> {
    let of = |grade| rows.iter().filter(move |row| row.grade == grade);
    let (clear, leaning) = (of(Grade::Clear), of(Grade::Leaning));
    let open: Vec<&Row> = of(Grade::Open).collect();
    let told = rows.len() - open.len();
    // The last group takes a heading and a line where it is not told row by row.
    let each = rows.iter().map(|row| row.lines(0).len()).sum::<usize>() + 3 <= room;
    let label = |row: &Row| display_width(&row.label) + 2;
    let shown = if each { rows } else { &rows[..told] };
    let margin = shown.iter().map(label).max().unwrap_or(0);
    let margin = margin.clamp(MARGIN, 2 * MARGIN);
    let mut lines = Vec::new();
    let mut kept = 2 * (usize::from(!open.is_empty()) + usize::from(leaning.clone().count() > 0));
    for (rows, heading) in [(clear, voice::CLEAR), (leaning, voice::LEANING)] {
        let rows: Vec<Vec<String>> = rows.map(|row| row.lines(margin)).collect();
        if rows.is_empty() {
            continue;
        }
        if heading == voice::LEANING {
            kept -= 2;
        }
        lines.push(style::heading(heading));
        let room = room.saturating_sub(lines.len() + kept);
        let rows = within(rows, room).into_iter();
        lines.extend(rows.map(|line| format!("  {line}")));
    }
    if !open.is_empty() {
        lines.push(style::heading(voice::OPEN));
        let open = match each {
            true => open.iter().flat_map(|row| row.lines(margin)).collect(),
            false => vec![in_all(&open)],
        };
        lines.extend(open.iter().map(|line| format!("  {line}")));
    }
    lines
}

/// Rows, each of some lines, that fit, and how many do not.
fn within(rows: Vec<Vec<String>>, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut left = rows.len();
    for row in rows {
        left -= 1;
        if lines.len() + row.len() + usize::from(left > 0) > room {
            lines.push(voice::more(left + 1));
            break;
        }
        lines.extend(row);
    }
    lines
}

fn in_all(open: &[&Row]) -> String {
    let mut sizes: Vec<f64> = open.iter().filter_map(|row| row.would_show).collect();
    sizes.sort_by(f64::total_cmp);
    let ends = sizes.first().copied().zip(sizes.last().copied());
    voice::open_rows(open.len(), ends)
}

/// The lines a review may print: what is clear of chance, a few at most, or one line that nothing
/// stands out. None where nothing was compared.
pub fn for_review(report: &Patterns, narrowed: bool) -> Vec<String> {
    let rows = compared(report, Page::default());
    let clear = rows
        .iter()
        .filter(|row| row.grade == Grade::Clear)
        .take(FEW);
    let mut lines: Vec<String> = clear
        .map(|row| format!("{}: {}", row.label, row.said))
        .collect();
    let count = match narrowed {
        true => rows.len(),
        false => report.family.compared(),
    };
    match lines.is_empty() {
        false => lines.push(voice::NOT_WHY.to_owned()),
        true => lines.extend((count > 0).then(|| voice::none_stands_out(count))),
    }
    lines
}

/// Trials, and under each what the notes say to it.
pub fn trials(report: &Trials, none: &str) -> String {
    let tried = |row: &Tried| {
        let answer = row.answer.iter().flat_map(|answer| {
            let coin = answer.coin.and_then(|coin| coin.today);
            let coin = coin.map(|side| voice::coin_says(side, &answer.subject));
            std::iter::once(voice::answer(answer, report.today)).chain(coin)
        });
        under(&record::one(&row.trial, report.today), answer)
    };
    match report.rows.is_empty() {
        true => format!("{none}\n"),
        false => report.rows.iter().map(tried).collect(),
    }
}

/// The last days of a pair that is clear, the subject over the measure, on a terminal that has room.
fn strips(pair: &Pair, page: Page) -> Vec<String> {
    const WIDE: usize = 80;
    let Some(width) = page.width.filter(|width| *width >= WIDE) else {
        return Vec::new();
    };
    let room = width - 2 * MARGIN - 18;
    let lived = &pair.lived[pair.lived.len().saturating_sub(room)..];
    if lived.is_empty() {
        return Vec::new();
    }
    let marks = marks(page.ascii);
    let with = lived.iter().map(|day| match day.with {
        true => marks.step(0, 1),
        false => marks.nothing(),
    });
    let values = lived.iter().filter_map(|day| day.value);
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    let measured = lived.iter().map(|day| match day.value {
        Some(value) => marks.level((value - low) / (high - low).max(1e-9)),
        None => marks.nothing(),
    });
    let ends = format!("  {} to {}", voice::number(low), voice::number(high));
    vec![
        with.collect::<String>() + "  days with it",
        measured.collect::<String>() + &ends,
    ]
}

/// One line for each reason and subject, whatever the number of measures it waits for.
fn not_yet(report: &Patterns) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut seen: Vec<&Subject> = Vec::new();
    for waiting in &report.not_yet {
        let said = voice::not_yet(waiting);
        // What is said of a measure is said once, what is said of a subject is too.
        let why = waiting.why.told(waiting.counts.days);
        let of_measure = matches!(why, Why::Constant | Why::Still);
        if !lines.contains(&said) && (of_measure || !seen.contains(&&waiting.subject)) {
            lines.push(said);
        }
        if !of_measure {
            seen.push(&waiting.subject);
        }
    }
    lines
}
