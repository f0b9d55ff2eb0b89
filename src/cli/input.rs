//! Private text, from where no other user can read it: stdin, the editor, a prompt.

use super::editor::{self, Way};
use super::session::Globals;
use crate::domain::text;
use crate::failure::{Failure, Result};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a note comes from. Given twice is a mistake.
#[derive(Debug, Clone, clap::Args)]
pub struct NoteSource {
    /// Your words; `-` reads stdin, without TEXT it asks
    #[arg(long, value_name = "TEXT", num_args = 0..=1, allow_hyphen_values = false)]
    pub note: Option<Option<String>>,
    /// Write the words in your editor
    #[arg(long)]
    pub edit: bool,
}

impl NoteSource {
    /// The text, gathered while nothing of the notebook is held. `None` when none was asked for; `Some(None)`
    /// when it came back empty.
    pub fn gather(&self, globals: &Globals, present: &str) -> Result<Option<Option<String>>> {
        self.gather_by(globals, present, &Way::Note)
    }

    /// The same where words may have been typed before; the editor begins with those.
    pub fn gather_after(&self, globals: &Globals, typed: &str) -> Result<Option<Option<String>>> {
        self.gather_by(globals, typed, &Way::Dash(typed))
    }

    fn gather_by(
        &self,
        globals: &Globals,
        present: &str,
        way: &Way,
    ) -> Result<Option<Option<String>>> {
        let raw = match (&self.note, self.edit) {
            (None, false) => return Ok(None),
            (Some(_), true) => {
                return Err(Failure::usage("--note and --edit both bring words")
                    .hint("one of them is enough"));
            }
            (None, true) => return editor::edit(globals, present, way).map(Some),
            (Some(Some(dash)), false) if dash == "-" => stdin()?,
            (Some(Some(typed)), false) => typed.clone(),
            (Some(None), false) => {
                prompt(globals, "your words (Enter for none)")?.ok_or_else(|| {
                    missing("--note expects a text", "--note -, to read it from stdin")
                })?
            }
        };
        kept(&raw).map(Some)
    }
}

/// `-` stands for stdin, which can be read once.
pub fn dash(typed: &str) -> Result<String> {
    static READ: AtomicBool = AtomicBool::new(false);
    if typed != "-" {
        return Ok(typed.to_owned());
    }
    if READ.swap(true, Ordering::Relaxed) {
        return Err(Failure::usage("two fields ask for stdin").hint("`-` goes with one of them"));
    }
    Ok(stdin()?.trim().to_owned())
}

/// Fills in every field that asks for stdin, before any file is opened.
pub fn dashes<'a>(fields: impl IntoIterator<Item = &'a mut Option<String>>) -> Result<()> {
    for field in fields.into_iter().flatten() {
        *field = dash(field)?;
    }
    Ok(())
}

/// A note as it is kept, or why it is not.
pub fn kept(raw: &str) -> Result<Option<String>> {
    text::note(raw).map_err(|e| Failure::text("the note", &e))
}

/// Everything on stdin, up to a little more than a note may hold.
pub fn stdin() -> Result<String> {
    let mut bytes = Vec::new();
    let limit = 4 * 1024 * 1024;
    io::stdin()
        .lock()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|e| Failure::usage(format!("stdin cannot be read: {e}")))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        Failure::usage(format!(
            "the note is invalid UTF-8 at byte {}",
            e.utf8_error().valid_up_to() + 1
        ))
        .hint("`iconv -t UTF-8` turns other encodings into it")
    })?;
    Ok(unmarked(&text).to_owned())
}

/// A text without the mark of byte order some programs put before it.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Whether a person is there to be asked.
pub fn interactive(globals: &Globals) -> bool {
    !globals.no_input && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether an answer agrees.
pub fn is_yes(answer: &str) -> bool {
    matches!(answer.to_lowercase().as_str(), "y" | "yes")
}

/// One line from the person; `None` when nobody can be asked.
pub fn prompt(globals: &Globals, question: &str) -> Result<Option<String>> {
    if !interactive(globals) {
        return Ok(None);
    }
    let _ = write!(io::stderr(), "{question}: ");
    let mut line = String::new();
    let got = io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Failure::usage(format!("the terminal cannot be read: {e}")))?;
    if got == 0 {
        // Ctrl-D: the person left.
        let _ = writeln!(io::stderr());
        return Err(Failure::refused("left at the prompt; nothing was written"));
    }
    Ok(Some(line.trim().to_owned()))
}

/// One line that is not shown while it is typed; `None` when nobody can be asked.
pub fn secret(globals: &Globals, question: &str) -> Result<Option<String>> {
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
    if !interactive(globals) {
        return Ok(None);
    }
    let terminal = io::stdin();
    let unread = |e: io::Error| Failure::usage(format!("the terminal cannot be read: {e}"));
    let before = tcgetattr(&terminal).map_err(|e| unread(e.into()))?;
    let mut unseen = before.clone();
    unseen.local_modes.remove(LocalModes::ECHO);
    // Whoever leaves with Ctrl-C gets a terminal that shows what is typed.
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(unread)?;
    let (waiting, shown) = (signals.handle(), before.clone());
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &shown);
            std::process::exit(128 + signal);
        }
    });
    tcsetattr(&terminal, OptionalActions::Flush, &unseen).map_err(|e| unread(e.into()))?;
    let line = prompt(globals, question);
    waiting.close();
    let _ = tcsetattr(&terminal, OptionalActions::Flush, &before);
    let _ = writeln!(io::stderr());
    line
}

/// What came back from a question that may be left open.
pub enum Answer {
    Words(String),
    /// Enter alone.
    Passed,
    /// Ctrl-D.
    Left,
}

/// Asks where a person is there ([`interactive`]); leaving is an answer too.
pub fn ask(question: &str) -> Result<Answer> {
    let _ = write!(io::stderr(), "{question} ");
    let mut line = String::new();
    let got = io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Failure::usage(format!("the terminal cannot be read: {e}")))?;
    if got == 0 {
        let _ = writeln!(io::stderr());
        return Ok(Answer::Left);
    }
    Ok(match line.trim() {
        "" => Answer::Passed,
        words => Answer::Words(words.to_owned()),
    })
}

/// Shows a text as it would be written, where a terminal is on the other side of stderr.
pub fn show(text: &str) {
    let _ = write!(io::stderr(), "{}", crate::render::sanitise::block(text));
}

/// A word on stderr between two questions.
pub fn note(words: &str) {
    let _ = writeln!(
        io::stderr(),
        "note: {}",
        crate::render::sanitise::line(words)
    );
}

/// An answer to a prompt, or what it has to be.
pub fn fits<T>(what: &str, answer: std::result::Result<T, String>) -> Result<T> {
    answer
        .map_err(|expects| Failure::usage(format!("{what} {expects}")).hint("nothing was written"))
}

/// A text is missing and nobody can be asked for it.
pub fn missing(what: &str, remedy: &str) -> Failure {
    Failure::usage(what).hint(format!("without a terminal: {remedy}"))
}
