//! Boundaries under their stance.

use super::headed;
use super::sanitise::line;
use super::voice::{self, after, quoted};
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::text;
use crate::report::boundaries::{Boundaries, Listed};
use chrono::NaiveDate;

/// `together` leaves out what is for the owner of the file: handles, words for nobody else.
pub fn boundaries(report: &Boundaries, together: bool) -> String {
    if report.boundaries.is_empty() {
        let none = match together {
            true => voice::NONE_SHARED,
            false => voice::none_of(report.others, report.all, voice::NO_BOUNDARIES),
        };
        return format!("{none}\n");
    }
    let one = |b: &Boundary| {
        let words = words(b, report.today);
        match together {
            true => words,
            false => voice::by_handle(&(words + &private(b)), b.meta.id),
        }
    };
    let of = |stance| {
        let listed = report.boundaries.iter().map(|listed| &listed.boundary);
        let held: Vec<String> = listed.filter(|b| b.stance == stance).map(one).collect();
        (!held.is_empty()).then(|| headed(voice::stance(stance), held))
    };
    Stance::ALL.into_iter().filter_map(of).collect()
}

/// What a view of two would show, for its owner, who then says yes or no.
pub fn preview(report: &Boundaries) -> String {
    let one = |listed: &Listed| format!("  {}\n", one(&listed.boundary, report.today));
    let shown: String = report.boundaries.iter().map(one).collect();
    format!("{}\n{shown}", voice::would_show(report.boundaries.len()))
}

/// Boundaries one a line, each with its stance, for scripts, and the words that a text met.
pub fn lines(report: &Boundaries) -> String {
    let about = report.about.as_deref().map(text::key);
    let line = |listed: &Listed| {
        let line = one(&listed.boundary, report.today);
        match &listed.met {
            // Where the text stands in the area, the area says it.
            Some(met) if Some(text::key(met)) != about => format!("{line} {}\n", voice::met(met)),
            _ => line + "\n",
        }
    };
    report.boundaries.iter().map(line).collect()
}

/// `Off-limits: reading my notebook (agreed 4 March, revisit 1 June). #3`
pub fn one(b: &Boundary, today: NaiveDate) -> String {
    voice::by_handle(&(terms(b, today) + "."), b.meta.id)
}

/// The same with the words on it, those for nobody else among them, for its owner who wrote them.
pub fn confirmed(b: &Boundary, today: NaiveDate) -> String {
    voice::by_handle(&(whole(b, today) + &private(b) + "."), b.meta.id)
}

fn private(b: &Boundary) -> String {
    after("; for you alone: ", b.private_note.as_deref().map(quoted))
}

/// `Off-limits: reading my notebook (with Sam, agreed 4 March, revisit 1 June)`
pub fn terms(b: &Boundary, today: NaiveDate) -> String {
    let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, b.retired, today);
    format!("{}: {}{agreement}", voice::stance(b.stance), line(&b.area))
}

/// `Off-limits: reading my notebook (agreed 4 March): "even drafts"`
pub fn whole(b: &Boundary, today: NaiveDate) -> String {
    format!("{}: {}", voice::stance(b.stance), words(b, today))
}

fn words(b: &Boundary, today: NaiveDate) -> String {
    let agreement = voice::agreement(b.with.as_deref(), b.agreed, b.revisit, b.retired, today);
    let limit = after("; limit ", b.limit.as_deref().map(quoted));
    let note = after(": ", b.note.as_deref().map(quoted));
    line(&b.area) + &agreement + &limit + &note
}
