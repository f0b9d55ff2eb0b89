//! Showing a page: $BROWSER where it is set, else what the desktop opens pages with.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Starts the browser and leaves it running.
///
/// # Errors
/// None could be started.
pub fn show(page: &Path) -> io::Result<()> {
    let page = page.canonicalize()?;
    let named = std::env::var("BROWSER").unwrap_or_default();
    let desktop = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    // BROWSER may list several, the first that starts is taken.
    for program in named.split(':').filter(|p| !p.is_empty()).chain([desktop]) {
        let started = Command::new(program)
            .arg(&page)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match started {
            Ok(_) => return Ok(()),
            Err(e) => last = io::Error::new(e.kind(), format!("{program}: {e}")),
        }
    }
    Err(last)
}
