//! The rituals a view is narrowed to: of a moment of the day, of a purpose, done with someone.

use crate::domain::journal::Journal;
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::render::voice;

/// What rituals were grouped by when they were added. Given together, all of it holds.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Group {
    /// Rituals that go with this moment of the day
    #[arg(long, value_name = "MOMENT")]
    pub around: Option<String>,
    /// Rituals that are for this
    #[arg(long = "for", value_name = "WORD")]
    pub purpose: Option<String>,
    /// Rituals you do with someone
    #[arg(long)]
    pub joint: bool,
}

impl Group {
    /// What was asked for, as `show` says it of a ritual; none where nothing was.
    pub fn words(&self) -> Option<String> {
        let (around, purpose) = (self.around.as_deref(), self.purpose.as_deref());
        let asked = around.is_some() || purpose.is_some() || self.joint;
        asked.then(|| voice::group(purpose, around, self.joint))
    }

    pub fn fits(&self, ritual: &Ritual) -> bool {
        let same = |asked: &str, noted: &str| text::key(asked) == text::key(noted);
        let around = |asked: &String| ritual.around.iter().any(|noted| same(asked, noted));
        let purpose = |asked: &String| ritual.purposes.iter().any(|noted| same(asked, noted));
        self.around.as_ref().is_none_or(around)
            && self.purpose.as_ref().is_none_or(purpose)
            && (!self.joint || ritual.joint || ritual.with.is_some())
    }

    /// Keeps the rituals of the group. Where there are none, what a view says instead of itself.
    pub fn narrow(&self, journal: &mut Journal) -> Option<String> {
        self.words()?;
        journal.practices.retain(|p| self.fits(&p.ritual));
        self.none(journal.practices.is_empty())
    }

    /// What a view says instead of itself where the group is empty.
    pub fn none(&self, empty: bool) -> Option<String> {
        let words = self.words().filter(|_| empty)?;
        Some(format!("{}\n", voice::none_of_group(&words)))
    }

    /// The names of the group's rituals, for a view that reckons with the others too; none where
    /// nothing was asked for.
    pub fn names(&self, journal: &Journal) -> Option<Vec<String>> {
        self.words()?;
        let rituals = journal.rituals();
        let fitting = rituals.filter(|ritual| self.fits(ritual));
        Some(fitting.map(|ritual| ritual.name.clone()).collect())
    }
}
