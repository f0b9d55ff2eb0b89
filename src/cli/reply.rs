//! What a command has to say, and how it gets out.

use super::legacy;
use super::session::Globals;
use crate::domain::record::Record;
use crate::failure::{Failure, code};
use crate::render::sanitise::line;
use crate::render::wrap::wrap;
use crate::render::{json, voice};
use crate::store;
use anstream::{AutoStream, ColorChoice};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::slice::from_ref;

/// Writes a document to stdout.
type Print = Box<dyn FnOnce(&mut dyn Write) -> Result<(), Unprinted>>;

/// Why a document is not printed, or not all of it.
pub enum Unprinted {
    /// Standard output does not take it.
    Output(io::Error),
    /// It cannot be read to its end.
    Read(Failure),
}

impl From<io::Error> for Unprinted {
    fn from(error: io::Error) -> Self {
        Unprinted::Output(error)
    }
}

impl From<store::Error> for Unprinted {
    fn from(error: store::Error) -> Self {
        Unprinted::Read(error.into())
    }
}

enum Body {
    /// Wrapped at the width of a terminal.
    Text(String),
    /// A document, a script or a file: a terminal gets it as it is.
    Verbatim(String),
    /// A document too large to be held: it is read while it is printed.
    Streamed(Print),
}

impl Body {
    fn print(self, choice: ColorChoice) -> Result<(), Unprinted> {
        match (self, width()) {
            (Body::Text(text), Some(width)) => put(&wrap(&text, width), choice)?,
            (Body::Text(text) | Body::Verbatim(text), _) => put(&text, choice)?,
            (Body::Streamed(print), _) => {
                let mut out = BufWriter::new(io::stdout().lock());
                print(&mut out)?;
                out.flush()?;
            }
        }
        Ok(())
    }
}

/// Data for stdout, talk for stderr, an exit code.
#[derive(Default)]
pub struct Reply {
    /// Text, or the one document that `--json` asked for; none where it is out.
    body: Option<Body>,
    notes: Vec<String>,
    /// What could be done about what the notes say.
    hint: Option<String>,
    /// Whether something was committed before this is printed.
    wrote: bool,
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
            body: Some(match globals.json {
                true => Body::Verbatim(json()),
                false => Body::Text(text()),
            }),
            ..Reply::default()
        }
    }

    /// A report that is one document, by its name.
    pub fn of(
        globals: &Globals,
        name: &str,
        report: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Self {
        Reply::report(globals, text, || json::report(name, report))
    }

    /// Text that has no JSON form, such as a script.
    pub fn plain(text: String) -> Self {
        Reply {
            body: Some(Body::Verbatim(text)),
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

    /// A confirmation that is one document, by its name.
    pub fn done(
        globals: &Globals,
        name: &str,
        report: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Self {
        Reply::confirmation(globals, text, || json::report(name, report))
    }

    /// A confirmation of the rows that a command wrote.
    pub fn wrote(
        globals: &Globals,
        command: &str,
        rows: &[Record],
        text: impl FnOnce() -> String,
    ) -> Self {
        Reply::confirmation(globals, text, || json::written(command, rows, &[]))
    }

    /// A confirmation of a row that was noted, which says its handle.
    pub fn noted(
        globals: &Globals,
        command: &str,
        row: impl Into<Record>,
        said: impl FnOnce() -> String,
    ) -> Self {
        let row = row.into();
        let text = || voice::by_handle(&said(), row.meta().id) + "\n";
        Reply::wrote(globals, command, from_ref(&row), text)
    }

    /// A confirmation of how something stands now, by the rows that were written and those that went;
    /// it says where it stood so before.
    pub fn standing(
        globals: &Globals,
        command: &str,
        rows: &[Record],
        removed: &[Record],
        text: impl FnOnce() -> String,
    ) -> Self {
        let said = || match globals.unchanged.get() {
            true => format!("{}{}\n", text(), voice::NOTHING_CHANGED),
            false => text(),
        };
        Reply::confirmation(globals, said, || json::written(command, rows, removed))
    }

    /// A confirmation whose document names every row that was written, however many.
    pub fn long_confirmation(
        globals: &Globals,
        text: impl FnOnce() -> String,
        json: impl FnOnce(&mut dyn Write) -> Result<(), Unprinted> + 'static,
    ) -> Self {
        match globals.json {
            true => Reply {
                wrote: true,
                body: Some(Body::Streamed(Box::new(json))),
                ..Reply::default()
            },
            false => Reply::confirmation(globals, text, String::new),
        }
    }

    /// The same, ending with another exit code.
    pub fn code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// Things to say on stderr.
    pub fn notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Prints the data now: what follows depends on whether it is out.
    ///
    /// # Errors
    /// Those of stdout, and those of what is read while it is printed. Who closed the pipe had what
    /// they wanted.
    pub fn print_first(&mut self, globals: &Globals) -> Result<(), Failure> {
        let body = self.body.take();
        match body.map_or(Ok(()), |body| body.print(choice(globals.color))) {
            Err(Unprinted::Output(e)) if e.kind() != io::ErrorKind::BrokenPipe => {
                Err(unwritable(&e))
            }
            Err(Unprinted::Read(failure)) => Err(failure),
            _ => Ok(()),
        }
    }

    pub fn has_written(&self) -> bool {
        self.wrote
    }

    /// What could be done about it, where there is something.
    pub fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    pub fn print(mut self, globals: &Globals) -> u8 {
        let printed = self.print_first(globals);
        talk(&self.notes, globals);
        for hint in self.hint.iter().filter(|_| !globals.quiet) {
            say("hint", hint);
        }
        let Err(failure) = printed else {
            return self.code;
        };
        fail(&match self.wrote {
            true => failure.hint("the notebook was written before; nothing of it is lost"),
            false => failure,
        })
    }
}

/// Says things on stderr.
pub fn talk(notes: &[String], globals: &Globals) {
    for note in notes.iter().filter(|_| !globals.quiet) {
        say("note", note);
    }
}

/// A line on stderr, by what it is.
pub fn say(what: &str, words: &str) {
    let said = aside(&format!("{what}: {}", line(words)), 0);
    let _ = writeln!(io::stderr(), "{said}");
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
    tell("error", failure);
    failure.code
}

/// Says a failure and its hint on stderr.
pub fn tell(what: &str, failure: &Failure) {
    say(what, &failure.message);
    failure.hint.iter().for_each(|hint| say("hint", hint));
}

/// Text for stderr, wrapped where a terminal is behind it, with so many columns left free.
pub fn aside(said: &str, free: usize) -> String {
    debug_assert_eq!(legacy::named_in(said), None, "{said}");
    match columns(&io::stderr()) {
        Some(width) => wrap(said, width.saturating_sub(free)),
        None => said.to_owned(),
    }
}

/// Columns of the terminal behind stdout; none when there is no terminal.
pub fn width() -> Option<usize> {
    columns(&io::stdout())
}

fn columns(out: &(impl IsTerminal + std::os::fd::AsFd)) -> Option<usize> {
    let size = || rustix::termios::tcgetwinsize(out).ok();
    let size = out.is_terminal().then(size).flatten()?;
    Some(usize::from(size.ws_col)).filter(|width| *width > 0)
}
