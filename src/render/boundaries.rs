//! Boundaries under their stance.

use super::sanitise::line;
use super::{style, voice};
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::text;
use crate::report::boundaries::{Boundaries, Listed};
use chrono::NaiveDate;

/// `together` leaves out what is for the owner of the file: handles, words for nobody else.
pub fn boundaries(report: &Boundaries, together: bool) -> String {
    if report.boundaries.is_empty() {
        let none = match (report.others, together) {
            (_, true) => voice::NONE_SHARED,
            (true, _) => voice::NONE_SHOWN,
            (false, _) => voice::NO_BOUNDARIES,
        };
        return format!("{none}\n");
    }
    let mut text = String::new();
    for stance in Stance::ALL {
        let listed = report.boundaries.iter().map(|listed| &listed.boundary);
        let held: Vec<&Boundary> = listed.filter(|b| b.stance == stance).collect();
        if held.is_empty() {
            continue;
        }
        text += &format!("{}\n", style::heading(voice::stance(stance)));
        for boundary in held {
            let words = words(boundary, report.today);
            text += &match together {
                true => format!("  {words}\n"),
                false => {
                    let own = own_words(boundary);
                    format!("  {words}{own} {}\n", style::handle(boundary.meta.id))
                }
            };
        }
    }
    text
}

/// What a view of two would show, for its owner, who then says yes or no.
pub fn preview(report: &Boundaries) -> String {
    let mut text = format!("{}\n", voice::would_show(report.boundaries.len()));
    for Listed { boundary, .. } in &report.boundaries {
        text += &format!("  {}\n", one(boundary, report.today));
    }
    text
}

/// Boundaries one a line, each with its stance, for scripts, and the words that a text met.
pub fn lines(report: &Boundaries) -> String {
    let about = report.about.as_deref().map(text::key);
    let line = |listed: &Listed| {
        let line = one(&listed.boundary, report.today);
        match &listed.met {
            // Where the text stands in the area, the area says it.
            Some(met) if Some(text::key(met)) != about => {
                format!("{line} {}\n", voice::met(met))
            }
            _ => line + "\n",
        }
    };
    report.boundaries.iter().map(line).collect()
}

/// `Off-limits: reading my notebook (agreed 4 March, revisit 1 June). #3`
pub fn one(b: &Boundary, today: NaiveDate) -> String {
    format!("{}. {}", terms(b, today), style::handle(b.meta.id))
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
    let said = |words: &Option<String>, before: &str| {
        let quoted = words.as_deref().map(voice::quoted);
        quoted.map_or(String::new(), |words| format!("{before}{words}"))
    };
    let (limit, note) = (said(&b.limit, "; limit "), said(&b.note, ": "));
    format!("{}{agreement}{limit}{note}", line(&b.area))
}

fn own_words(b: &Boundary) -> String {
    let own = b.private_note.as_deref().map(voice::quoted);
    own.map_or(String::new(), |words| format!("; for you alone: {words}"))
}
