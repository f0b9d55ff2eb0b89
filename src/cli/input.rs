//! Private text, from where no other user can read it: stdin, the editor, a prompt.

use super::editor::{self, Way};
use super::leaving;
use super::reply;
use super::session::Globals;
use super::typed::{Typed, numbered};
use crate::domain::text;
use crate::failure::{Failure, Result};
use std::io::{self, IsTerminal, Read, Write};
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

    /// The same for a command that takes words in another way as well.
    pub fn gather_by(
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
    const LIMIT: u64 = 4 * 1024 * 1024;
    let mut bytes = Vec::new();
    if io::stdin().is_terminal() {
        leaving::ends(false);
        while let Some(line) = leaving::line() {
            bytes.extend(line);
        }
        if bytes.is_empty() && leaving::by_signal() {
            return Err(left());
        }
    } else {
        let read = io::stdin().lock().take(LIMIT).read_to_end(&mut bytes);
        read.map_err(|e| Failure::usage(format!("stdin cannot be read: {e}")))?;
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        Failure::usage(format!(
            "the note is invalid UTF-8 at byte {}",
            e.utf8_error().valid_up_to() + 1
        ))
        .hint("`iconv -t UTF-8` turns other encodings into it")
    })?;
    let text = unmarked(&text);
    if !io::stdin().is_terminal() {
        return Ok(text.to_owned());
    }
    let kept = without_keys(text);
    if kept != text {
        without_said(kept.trim());
    }
    Ok(kept)
}

/// A text without the mark of byte order some programs put before it.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Whether a person is there to be asked.
pub fn interactive(globals: &Globals) -> bool {
    !globals.no_input && at_terminal()
}

/// Whether a person can be asked, whatever the options say.
pub fn at_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What came back from a question.
pub enum Answer {
    Words(String),
    /// Enter alone.
    Passed,
    /// Ctrl-D or Ctrl-C, or the terminal went away.
    Left,
}

/// Asks where a person is there ([`interactive`]); leaving is an answer too. Keys that are no letters
/// are left out of the answer; what no text could hold is asked for again.
pub fn ask(question: &str) -> Result<Answer> {
    line(question, true)
}

/// One line; where it is not `shown`, it is taken as it was typed, and no note repeats it.
fn line(question: &str, shown: bool) -> Result<Answer> {
    /// A terminal gives no more of a line, and says nothing of the rest.
    const LONGEST: usize = 4095;
    /// Columns behind a question, for a short answer.
    const ANSWER: usize = 8;
    let end = if question.ends_with('?') { "" } else { ":" };
    let question = reply::aside(&format!("{question}{end}"), ANSWER);
    loop {
        leaving::ends(false);
        let _ = write!(io::stderr(), "{question} ");
        let Some(typed) = leaving::line() else {
            let _ = writeln!(io::stderr());
            return Ok(Answer::Left);
        };
        if typed.len() >= LONGEST {
            note("a terminal gives 4095 bytes of a line; the rest is not in it");
        }
        let read = String::from_utf8(typed).map(|typed| match without_keys(&typed) {
            less if shown && less != typed && !less.trim().is_empty() => {
                without_said(less.trim());
                less
            }
            _ => typed,
        });
        match read {
            Err(_) => note("the answer is invalid UTF-8"),
            Ok(typed) if typed.trim().contains(|c: char| c.is_control() && c != '\t') => {
                note("the answer holds control characters, such as those of the arrow keys");
            }
            Ok(typed) if typed.trim().is_empty() => return Ok(Answer::Passed),
            Ok(typed) => return Ok(Answer::Words(typed.trim().to_owned())),
        }
    }
}

fn without_said(kept: &str) {
    note(&format!(
        "arrow keys write into an answer here; read without them: '{kept}'"
    ));
}

/// A line without what cursor keys put into it: `ESC [`, digits and a letter or `~`; `ESC O` and a
/// letter (ECMA-48 5.4, as xterm sends them).
fn without_keys(typed: &str) -> String {
    const ESC: char = '\u{1b}';
    let ends = |c: char| c.is_ascii_alphabetic() || c == '~';
    let (mut kept, mut rest) = (String::new(), typed);
    while let Some((before, after)) = rest.split_once(ESC) {
        let key = match after.strip_prefix('[') {
            Some(key) => Some(key.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')),
            None => after.strip_prefix('O'),
        };
        kept += before;
        rest = match key.and_then(|key| key.strip_prefix(ends)) {
            Some(rest) => rest,
            None => {
                kept.push(ESC);
                after
            }
        };
    }
    kept + rest
}

/// One line from the person, empty where they pass; `None` when nobody can be asked.
pub fn prompt(globals: &Globals, question: &str) -> Result<Option<String>> {
    if !interactive(globals) {
        return Ok(None);
    }
    given(ask(question)?)
}

fn given(answer: Answer) -> Result<Option<String>> {
    let words = match answer {
        Answer::Words(words) => words,
        Answer::Passed => String::new(),
        Answer::Left => return Err(left()),
    };
    leaving::ends(true);
    Ok(Some(words))
}

fn left() -> Failure {
    Failure::refused("left at the prompt; nothing was written")
}

/// The same, asked for until it reads.
pub fn read<T>(
    globals: &Globals,
    question: &str,
    mut read: impl FnMut(&str) -> Result<T>,
) -> Result<Option<T>> {
    while let Some(typed) = prompt(globals, question)? {
        match read(&typed) {
            Ok(answer) => return Ok(Some(answer)),
            Err(failure) => reply::tell("note", &failure),
        }
    }
    Ok(None)
}

/// The same; `Some(None)` where the person passes.
pub fn read_or_pass<T>(
    globals: &Globals,
    question: &str,
    valid: impl Fn(&str) -> Result<T>,
) -> Result<Option<Option<T>>> {
    read(globals, question, |typed| match typed {
        "" => Ok(None),
        typed => valid(typed).map(Some),
    })
}

/// Whether a person agrees; leaving is a no. `None` when nobody can be asked.
pub fn agreed(globals: &Globals, question: &str) -> Result<Option<bool>> {
    if !interactive(globals) {
        return Ok(None);
    }
    loop {
        let answer = ask(&format!("{question} y or n"))?;
        leaving::ends(true);
        let Answer::Words(words) = answer else {
            return Ok(Some(false));
        };
        match words.to_lowercase().as_str() {
            "y" | "yes" => return Ok(Some(true)),
            "n" | "no" => return Ok(Some(false)),
            _ => note("y or n, or Enter for no"),
        }
    }
}

/// Whether a person agrees to what is shown to them first, where it is anything. `what` asks so, and
/// has an option for where nobody can be asked, as the hint says.
pub fn agrees(
    globals: &Globals,
    shown: &str,
    question: &str,
    (what, hint): (&str, &str),
) -> Result<bool> {
    if interactive(globals) {
        show(shown);
    }
    agreed(globals, question)?.ok_or_else(|| {
        let said = format!("{what} asks first; without a terminal, --yes answers");
        Failure::usage(said).hint(hint)
    })
}

/// What the first of several questions says of leaving.
pub const ENDS: &str = ", Ctrl-D ends and keeps";

/// Says so where Ctrl-C ended several of which some were answered.
pub fn kept_so_far() {
    if leaving::by_signal() {
        note("what was answered is kept; `ritual undo` takes it back");
    }
}

/// Asks one thing after another, with what takes an answer into a row, or changes nothing and says what
/// it expects instead: Enter passes over one, Ctrl-D and Ctrl-C leave the rest, and what was said stays. Words in place of a number are the person's `own`. A number that is none of those there
/// are is asked for again; another takes its place among the words that were typed with it.
/// Tells whether the person stayed.
pub fn each<T, Q: AsRef<str>>(
    of: &mut T,
    questions: impl IntoIterator<Item = (Q, impl Fn(&mut T, &str) -> Typed<()>)>,
    own: fn(&mut T, String),
) -> Result<bool> {
    let mut answered = false;
    for (question, take) in questions {
        let mut odd: Option<String> = None;
        let stayed = loop {
            let typed = match ask(question.as_ref())? {
                Answer::Words(typed) => typed,
                Answer::Passed => break true,
                Answer::Left => break false,
            };
            answered = true;
            let bare = typed.parse::<f64>().is_ok();
            let words = odd.as_deref().filter(|_| bare).map(|odd| numbered(odd).1);
            let whole = words.map(|words| format!("{typed} {words}"));
            if whole.is_some_and(|whole| take(of, &whole).is_ok()) {
                odd = None;
                break true;
            }
            match take(of, &typed) {
                Ok(()) => break true,
                Err(expects) if typed.contains(|c: char| c.is_ascii_digit()) => {
                    note(&format!("this {expects}; got '{typed}'"));
                    odd = Some(typed);
                }
                Err(_) => {
                    own(of, typed);
                    break true;
                }
            }
        };
        if let Some(words) = odd.filter(|odd| odd.contains(char::is_alphabetic)) {
            own(of, words);
        }
        if !stayed {
            if answered {
                kept_so_far();
            }
            return Ok(false);
        }
    }
    Ok(true)
}

/// Words beside those that stand there.
pub fn beside(present: &mut Option<String>, words: String) {
    let said = present.take().into_iter().chain([words]);
    *present = Some(said.collect::<Vec<_>>().join("\n"));
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
    tcsetattr(&terminal, OptionalActions::Flush, &unseen).map_err(|e| unread(e.into()))?;
    // Whoever leaves with Ctrl-C comes by here too, and gets a terminal that shows what is typed.
    let line = line(question, false).and_then(given);
    let _ = tcsetattr(&terminal, OptionalActions::Flush, &before);
    let _ = writeln!(io::stderr());
    line
}

/// Shows a text as it would be written, without the weight of its handles, where a terminal is on
/// the other side of stderr.
pub fn show(text: &str) {
    let plain = anstream::adapter::strip_str(text).to_string();
    let _ = write!(io::stderr(), "{}", crate::render::sanitise::block(&plain));
}

/// A word on stderr between two questions.
pub fn note(words: &str) {
    reply::say("note", words);
}

/// A text is missing and nobody can be asked for it.
pub fn missing(what: &str, remedy: &str) -> Failure {
    Failure::usage(what).hint(format!("without a terminal: {remedy}"))
}
