//! What a command has to say, and how it gets out.

use super::session::Globals;
use crate::failure::{Failure, code};
use crate::render::sanitise::line;
use crate::render::wrap::wrap;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, IsTerminal, Write};

/// Data for stdout, talk for stderr, an exit code.
#[derive(Debug, Default)]
pub struct Reply {
    /// Text, or the one document that `--json` asked for.
    body: String,
    notes: Vec<String>,
    /// A document, a script or a file: a terminal gets it as it is.
    verbatim: bool,
    /// Whether something was committed before this is printed.
    wrote: bool,
    /// Whether the data is out.
    printed: bool,
    pub code: u8,
}

impl Reply {
    /// A report: what the person asked to see, rendered as they asked for it and in no other way.
    pub fn report(
        globals: &Globals,
        text: impl FnOnce() -> String,
        json: impl FnOnce() -> String,
    ) -> Self {
        Reply {
            body: if globals.json { json() } else { text() },
            verbatim: globals.json,
            ..Reply::default()
        }
    }

    /// Text that has no JSON form, such as a script.
    pub fn plain(text: String) -> Self {
        Reply {
            body: text,
            verbatim: true,
            ..Reply::default()
        }
    }

    /// A confirmation of what was written; `--quiet` leaves the text out.
    pub fn confirmation(
        globals: &Globals,
        text: impl FnOnce() -> String,
        json: impl FnOnce() -> String,
    ) -> Self {
        let said = || {
            if globals.quiet { String::new() } else { text() }
        };
        Reply {
            wrote: true,
            ..Reply::report(globals, said, json)
        }
    }

    /// Things to say on stderr.
    pub fn notes(mut self, notes: Vec<String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Prints the data now: what follows depends on whether it is out.
    ///
    /// # Errors
    /// Those of stdout.
    pub fn print_first(&mut self, globals: &Globals) -> io::Result<()> {
        let body = std::mem::take(&mut self.body);
        let text = match width() {
            Some(width) if !self.verbatim => wrap(&body, width),
            _ => body,
        };
        self.printed = true;
        put(&text, choice(globals.color))
    }

    pub fn print(mut self, globals: &Globals) -> u8 {
        let put = match self.printed {
            true => Ok(()),
            false => self.print_first(globals),
        };
        talk(&self.notes, globals);
        match put {
            Ok(()) => self.code,
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => self.code,
            Err(e) => {
                let failure = unwritable(&e);
                fail(&if self.wrote {
                    failure.hint("the notebook was written before; nothing of it is lost")
                } else {
                    failure
                })
            }
        }
    }
}

/// Says things on stderr.
pub fn talk(notes: &[String], globals: &Globals) {
    for note in notes.iter().filter(|_| !globals.quiet) {
        let _ = writeln!(io::stderr(), "note: {}", line(note));
    }
}

pub fn unwritable(error: &io::Error) -> Failure {
    Failure::new(
        code::DISK,
        format!("standard output cannot be written: {error}"),
    )
}

fn choice(color: clap::ColorChoice) -> ColorChoice {
    match color {
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
        clap::ColorChoice::Auto => AutoStream::choice(&io::stdout()),
    }
}

/// Writes to stdout, flushed, so that a full disk behind it is noticed.
pub fn put(text: &str, choice: ColorChoice) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints a failure and gives its exit code.
pub fn fail(failure: &Failure) -> u8 {
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "error: {}", line(&failure.message));
    if let Some(hint) = &failure.hint {
        let _ = writeln!(err, "hint: {}", line(hint));
    }
    failure.code
}

/// Columns of the terminal behind stdout; none when there is no terminal.
pub fn width() -> Option<usize> {
    let out = io::stdout();
    if !out.is_terminal() {
        return None;
    }
    rustix::termios::tcgetwinsize(&out)
        .ok()
        .map(|size| usize::from(size.ws_col))
        .filter(|w| *w > 0)
}
