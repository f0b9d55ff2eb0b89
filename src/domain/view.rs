//! What another person gets to see: the one rule for exports, views of two and pages.

use super::consent::{Consent, grants};
use super::field::Noun;
use super::record::{Kind, Record};
use super::revision::Revision;
use super::ritual::Ritual;
use super::{json, text};
use chrono::NaiveDate;
use uuid::Uuid;

/// The names of sacred rituals, and those they bore before and no other ritual bears now: what says one
/// of them stays with its owner.
#[derive(Debug, Clone, Default)]
pub struct Sacred(Vec<String>);

impl Sacred {
    pub fn of<'r>(rituals: impl IntoIterator<Item = &'r Ritual>) -> Sacred {
        let rituals: Vec<&Ritual> = rituals.into_iter().collect();
        let borne = |name: &str| {
            let mut others = rituals.iter().filter(|ritual| !ritual.sacred);
            others.any(|ritual| text::key(&ritual.name) == text::key(name))
        };
        let mut names = Vec::new();
        for ritual in rituals.iter().filter(|ritual| ritual.sacred) {
            names.push(apart(&ritual.name));
            let earlier = ritual.earlier_names().filter(|name| !borne(name));
            names.extend(earlier.map(apart));
        }
        Sacred(names)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the words of one of the names stand in a text, one after the other.
    pub fn said(&self, text: &str) -> bool {
        !self.is_empty() && {
            let text = apart(text);
            self.0.iter().any(|name| text.contains(name))
        }
    }

    /// Whether a row says one, in any field, or is of a ritual that does.
    pub fn said_in(&self, row: &dyn Noun) -> bool {
        let mut said = false;
        if !self.is_empty() {
            for (_, value) in row.each() {
                value.texts(&mut |text| said |= self.said(text));
                said |= value.ritual().is_some_and(|ritual| self.said(&ritual.name));
            }
            let mut unknown = row.extra().values();
            said |= unknown.any(|value| self.said(&value.to_string()));
        }
        said
    }

    /// The same for a row of any noun.
    pub fn said_in_record(&self, row: &Record) -> bool {
        self.said_in(&**row)
    }

    /// Takes the earlier wordings out that say one: a row may have lost the word since.
    pub fn strike(&self, history: &mut Vec<Revision>) {
        history.retain(|revision| !self.said(&json::document(revision)));
    }
}

/// The words of a text with a space around each; a text without words is as it is.
fn apart(text: &str) -> String {
    match text::folded(text) {
        words if words.is_empty() => text::key(text),
        words => format!(" {words} "),
    }
}

/// What one person gets to see of a notebook: rows whose present words are granted to them and hold
/// today, but for what says the name of a sacred ritual.
pub struct View {
    /// Rows and the digests of the lines that are granted of them.
    granted: Vec<(Uuid, String)>,
    sacred: Sacred,
    today: NaiveDate,
    /// Handles of rows that are left out this time.
    without: Vec<i64>,
}

impl View {
    /// `person` is whom it is for; no one stands for all that are named in grants.
    pub fn new(
        consents: &[Consent],
        sacred: Sacred,
        today: NaiveDate,
        person: Option<&str>,
    ) -> View {
        let theirs = grants(consents, today).filter(|c| c.is_for(person));
        let granted = theirs.filter_map(|c| Some((c.subject, c.digest.clone()?)));
        View {
            granted: granted.collect(),
            sacred,
            today,
            without: Vec::new(),
        }
    }

    #[must_use]
    pub fn without(self, handles: &[i64]) -> View {
        View {
            without: handles.to_vec(),
            ..self
        }
    }

    /// The rows that something is granted of.
    pub fn subjects(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.granted.iter().map(|(subject, _)| *subject)
    }

    pub fn shows(&self, kind: Kind, row: &dyn Noun) -> bool {
        let meta = row.meta();
        // Most rows are private: what would leave of those is not asked.
        let of_row = self.granted.iter().filter(|(uid, _)| *uid == meta.uid);
        let mut of_row = of_row.peekable();
        of_row.peek().is_some()
            && !self.without.contains(&meta.id)
            && row.holds(self.today)
            && !self.sacred.said_in(row)
            && row.leaving(kind.as_str(), self.today).is_some_and(|line| {
                let present = text::sha256(&line);
                of_row.any(|(_, granted)| *granted == present)
            })
    }

    /// The same for a row of any noun.
    pub fn shows_record(&self, row: &Record) -> bool {
        self.shows(row.kind(), &**row)
    }

    /// Keeps the rows that are seen, and of each what leaves.
    pub fn narrow<N: Noun>(&self, kind: Kind, rows: &mut Vec<N>) {
        rows.retain(|row| self.shows(kind, row));
        let rows = rows.iter_mut().map(|row| row as &mut dyn Noun);
        rows.for_each(|row| row.keep_what_leaves());
    }

    /// Whether a name may be said.
    pub fn open(&self, name: &str) -> bool {
        !self.sacred.said(name)
    }

    pub fn today(&self) -> NaiveDate {
        self.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meta::Meta;
    use crate::domain::small::Words;

    fn sacred(names: &[&str]) -> Sacred {
        let ritual = |name: &&str| Ritual {
            sacred: true,
            ..Ritual::new(Meta::new(Uuid::nil()), (*name).to_owned())
        };
        Sacred::of(&names.iter().map(ritual).collect::<Vec<_>>())
    }

    #[test]
    fn a_name_is_said_by_whole_words_in_any_spelling() {
        let names = sacred(&["Évening prayer", "☆"]);
        for said in ["evening prayer", "After EVENING, prayer: calm", "☆"] {
            assert!(names.said(said), "{said}");
        }
        for other in [
            "prayer",
            "evening prayers",
            "prayer evening",
            "seven evening pray",
            "",
        ] {
            assert!(!names.said(other), "{other}");
        }
        assert!(!sacred(&[]).said("prayer"));
    }

    #[test]
    fn it_is_found_in_any_field_and_in_unknown_ones() {
        let names = sacred(&["prayer"]);
        let mut row = Words::default();
        assert!(!names.said_in(&row));
        row.extra
            .insert("later".into(), serde_json::json!({"deep": ["my prayer"]}));
        assert!(names.said_in(&row));
    }
}
