//! `ritual show --by moment`: rituals by the moment they go with. Sacred ones are not among them.

use crate::domain::journal::{Journal, Needs};
use crate::domain::record::Kind;
use crate::domain::ritual::Ritual;
use crate::domain::text;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anchors {
    pub anchors: Vec<Anchor>,
}

/// A moment with its rituals, in the order they were added.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anchor {
    pub around: String,
    pub rituals: Vec<Anchored>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anchored {
    pub name: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
}

pub fn needs() -> Needs<'static> {
    Needs::of(&[Kind::Ritual])
}

/// Moments in the order they were first named.
pub fn anchors(journal: &Journal) -> Anchors {
    let mut anchors: Vec<Anchor> = Vec::new();
    let shown = |ritual: &&Ritual| !ritual.sacred && ritual.retired.is_none();
    for ritual in journal.rituals().filter(shown) {
        let Some(around) = &ritual.around else {
            continue;
        };
        let key = text::key(around);
        let at = anchors.iter().position(|a| text::key(&a.around) == key);
        let at = at.unwrap_or_else(|| {
            anchors.push(Anchor {
                around: around.clone(),
                rituals: Vec::new(),
            });
            anchors.len() - 1
        });
        anchors[at].rituals.push(Anchored {
            name: ritual.name.clone(),
            joint: ritual.joint,
            with: ritual.with.clone(),
        });
    }
    Anchors { anchors }
}
