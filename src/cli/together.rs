//! Looking at something with another person: shared items alone, shown after a yes.

use super::input;
use super::session::Globals;
use crate::failure::{Failure, Result};
use std::io::Write;

#[derive(Debug, Clone, clap::Args)]
pub struct Together {
    /// Shared items alone, for two people to look at; it names them and asks first
    #[arg(long)]
    together: bool,
    /// Show it without asking, as a script does
    #[arg(long, requires = "together")]
    yes: bool,
}

impl Together {
    pub fn asked(&self) -> bool {
        self.together
    }

    /// Names what would be shown and asks. Whoever answers anything but yes sees nothing.
    pub fn agree(&self, globals: &Globals, preview: &str) -> Result<()> {
        if !self.together || self.yes {
            return Ok(());
        }
        if input::interactive(globals) {
            let _ = write!(std::io::stderr(), "{preview}");
        }
        match input::prompt(globals, "Show it? y or n")? {
            Some(answer) if input::is_yes(&answer) => Ok(()),
            Some(_) => Err(Failure::refused("nothing was shown")),
            None => Err(
                Failure::usage("--together asks first, and nobody is here to answer")
                    .hint("--yes shows it without asking"),
            ),
        }
    }
}
