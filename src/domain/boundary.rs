//! A boundary: what two people agreed on, in the words of the one who keeps this file.

use super::field::{Days, codes, field, noun, words};
use super::meta::Extra;
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

noun! {
    pub struct Boundary {
        /// Free text: what it is about.
        area: String = field("area").searched().leaves(),
        stance: Stance = field("stance").leaves(),
        with: Option<String> = field("with").searched().leaves(),
        agreed: Option<NaiveDate> = field("agreed").leaves().days(Days::From),
        revisit: Option<NaiveDate> = field("revisit").leaves(),
        note: Option<String> = words("note").leaves().long(),
        retired: Option<NaiveDate> = field("retired").days(Days::Until).puts_away(),
        history: Vec<Revision> = field("history"),
        /// The owner's own words on it, for nobody else.
        private_note: Option<String> = words("private_note"),
        /// What the one who offers it can and cannot do.
        // The word is SQL's.
        limit: Option<String> = words("limit").column("limits").leaves(),
    }
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
