//! A boundary: what two people agreed on, in the words of the one who keeps this file.

use super::field::{Days, Noun, Walk, at, beside, coded, field, words};
use super::meta::{Extra, Meta};
use super::revision::Revision;
use chrono::NaiveDate;
use uuid::Uuid;

/// Where a boundary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stance {
    #[default]
    OffLimits,
    AskFirst,
    Offered,
}

impl Stance {
    /// In the order they are shown: off-limits first.
    pub const ALL: [Stance; 3] = [Stance::OffLimits, Stance::AskFirst, Stance::Offered];

    pub fn as_str(self) -> &'static str {
        match self {
            Stance::OffLimits => "off-limits",
            Stance::AskFirst => "ask-first",
            Stance::Offered => "offered",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Stance::ALL.into_iter().find(|s| s.as_str() == text)
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

coded!(Stance, "off-limits, ask-first or offered");

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
    const DAYS: Days = Days::Between("agreed", "retired");
    const TEXT: &'static [&'static str] = &["note"];
    beside!();

    fn fields<W: Walk<Self>>(walk: &mut W) -> Result<(), W::Stop> {
        walk.field(&field("area").searched().leaves(), at!(area))?;
        walk.field(&field("stance").leaves(), at!(stance))?;
        walk.field(&field("with").searched().leaves(), at!(with))?;
        walk.field(&field("agreed").leaves(), at!(agreed))?;
        walk.field(&field("revisit").leaves(), at!(revisit))?;
        walk.field(&words("note").leaves(), at!(note))?;
        walk.field(&field("retired"), at!(retired))?;
        walk.field(&field("history"), at!(history))?;
        walk.field(&words("private_note"), at!(private_note))?;
        // The word is SQL's.
        let limit = words("limit").column("limits").leaves();
        walk.field(&limit, at!(limit))
    }

    fn put_away(&self) -> bool {
        self.retired.is_some()
    }
}
