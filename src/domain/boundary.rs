//! A boundary: what two people agreed on, in the words of the one who keeps this file.

use super::field::{Days, Noun, codes, field, fields, words};
use super::meta::{Extra, Meta};
use super::revision::Revision;
use chrono::NaiveDate;
use uuid::Uuid;

codes! {
    /// Where a boundary stands.
    pub enum Stance expects "off-limits, ask-first or offered" {
        OffLimits "off-limits",
        AskFirst "ask-first",
        Offered "offered",
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Boundary {
    pub meta: Meta,
    /// Free text: what it is about.
    pub area: String,
    pub stance: Stance,
    pub with: Option<String>,
    pub agreed: Option<NaiveDate>,
    pub revisit: Option<NaiveDate>,
    pub note: Option<String>,
    pub retired: Option<NaiveDate>,
    pub history: Vec<Revision>,
    /// The owner's own words on it, for nobody else.
    pub private_note: Option<String>,
    /// What the one who offers it can and cannot do.
    pub limit: Option<String>,
    pub extra: Extra,
}

impl Boundary {
    /// Leaves the mark that it came here in a file: what a file says of when a thing was noted is the
    /// file's word, and the identity of the mark tells the day by this machine's clock.
    pub fn came(&mut self, today: NaiveDate) {
        self.leave_marks_out();
        self.history.push(Revision {
            uid: Uuid::now_v7(),
            on: today,
            was: Extra::new(),
            note: None,
        });
    }

    /// When it came here is nothing to any other notebook.
    pub fn leave_marks_out(&mut self) {
        self.history.retain(|change| !is_mark(change));
    }

    /// The identity that tells when this row, or the change of this identity, was noted here; and
    /// whether it is that of its coming, which all that it brought along goes by.
    pub fn noted(&self, uid: Uuid) -> (Uuid, bool) {
        let brought = self.history.iter().rposition(is_mark);
        match brought.map(|at| &self.history[..=at]) {
            Some([before @ .., mark])
                if uid == self.meta.uid || before.iter().any(|change| change.uid == uid) =>
            {
                (mark.uid, true)
            }
            _ => (uid, false),
        }
    }
}

/// A change of nothing.
fn is_mark(change: &Revision) -> bool {
    change.was.is_empty() && change.note.is_none()
}

impl Noun for Boundary {
    fields! { Boundary:
        area => field("area").searched().leaves(),
        stance => field("stance").leaves(),
        with => field("with").searched().leaves(),
        agreed => field("agreed").leaves().days(Days::From),
        revisit => field("revisit").leaves(),
        note => words("note").leaves().long(),
        retired => field("retired").days(Days::Until).puts_away(),
        history => field("history"),
        private_note => words("private_note"),
        // The word is SQL's.
        limit => words("limit").column("limits").leaves(),
    }
}
