//! Looking at something with another person: what is shared with them alone, shown after a yes.

use super::consent;
use super::input;
use super::session::Globals;
use crate::domain::journal::Journal;
use crate::domain::view::View;
use crate::failure::Result;
use crate::render::preview;
use crate::store::{self, Reader};

#[derive(Debug, Clone, clap::Args)]
pub struct Together {
    /// What is shared alone, for two people to look at
    #[arg(long)]
    together: bool,
    /// Show it without asking, as a script does
    #[arg(long, requires = "together", conflicts_with = "preview")]
    yes: bool,
    /// Name the items, for yourself, and show nothing
    #[arg(long, requires = "together")]
    preview: bool,
    /// Leave an item out this time
    #[arg(long, value_name = "ID", requires = "together")]
    without: Vec<String>,
}

impl Together {
    pub fn asked(&self) -> bool {
        self.together
    }

    /// What the person gets to see.
    pub fn view(&self, journal: &Journal, reader: &Reader, with: Option<&str>) -> Result<View> {
        let person = consent::reader(&journal.consents, with, journal.today)?;
        let handle = |typed: &String| Ok(reader.find(typed)?.meta().id);
        let without: store::Result<Vec<i64>> = self.without.iter().map(handle).collect();
        Ok(journal.view(person.as_deref()).without(&without?))
    }

    /// Names what would be shown and asks, where there are any `items`. Whoever answers anything but
    /// yes sees nothing, and nothing is said of it. Gives what is shown in the place of the view: the
    /// names of the items, or nothing after a no.
    pub fn agree(&self, globals: &Globals, items: &[String]) -> Result<Option<String>> {
        let asks = self.together && !self.yes && input::interactive(globals);
        if self.preview || (asks && items.is_empty()) {
            return Ok(Some(preview(items)));
        }
        if !self.together || self.yes {
            return Ok(None);
        }
        let otherwise = ("--together", "--yes shows it without asking");
        let agrees = input::agrees(globals, &preview(items), "Show it?", otherwise)?;
        Ok((!agrees).then(String::new))
    }
}
