//! The person's editor on a file nobody else can read, in memory where it can be. What was written there
//! is kept until it is in the notebook.

use super::leaving;
use super::session::Globals;
use super::sheets::{self, Sheet};
use super::shell::{shell, shell_line};
use crate::failure::{Failure, Result};
use crate::file::folder_of;
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long an editor may take to save when it is told to end.
const TO_SAVE: Duration = Duration::from_secs(2);

/// How the same command takes words from a file.
pub enum Way<'a> {
    /// `--note -`
    Note,
    /// `-` in the place of the words that were typed.
    Dash(&'a str),
}

/// The sheet of this command, and how its words are brought without an editor. A command opens one
/// editor.
static OPEN: Mutex<Option<(Sheet, String)>> = Mutex::new(None);

/// Opens `$VISUAL` or `$EDITOR` on the text and gives back what was saved.
///
/// # Errors
/// No editor, no place in memory for the file, an editor that ended with an error.
pub fn edit(globals: &Globals, present: &str, way: &Way) -> Result<Option<String>> {
    let named = ["VISUAL", "EDITOR"].into_iter().map(std::env::var);
    let mut named = named.flatten().filter(|value| !value.trim().is_empty());
    let editor = named.next().ok_or_else(|| {
        Failure::usage("--edit finds no editor")
            .hint("EDITOR or VISUAL names one; `--note -` reads stdin")
    })?;
    let notebook = globals.path()?;
    sheets::say_all(&notebook);
    let sheet = Sheet::lay(present, &notebook)?;
    let file = sheet.file();
    if sheet.on_disk {
        globals.notes.say(format!(
            "the editor's file was on the disk, in {}: no folder in memory takes one (XDG_RUNTIME_DIR names one)",
            folder_of(&file).display()
        ));
    }
    let again = again(std::env::args().skip(1).collect(), way);
    *OPEN.lock().unwrap_or_else(|e| e.into_inner()) = Some((sheet, again));
    let status = run(&editor, &file)?;
    if !status.success() {
        return Err(Failure::refused(format!(
            "the editor ended with {status}; nothing was written"
        ))
        .hint("saving and leaving the editor in the usual way keeps the words"));
    }
    let bytes = std::fs::read(&file).map_err(|e| {
        Failure::refused(format!("the edited text cannot be read: {e}")).hint("nothing was written")
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => super::input::kept(super::input::unmarked(&text)),
        Err(_) => Err(Failure::usage("the edited text is invalid UTF-8")),
    }
}

/// Ends what [`edit`] began: words that are written leave nothing, words that are not stay where they
/// are, and the failure says where.
pub fn settle<T>(done: Result<T>) -> Result<T> {
    let open = OPEN.lock().unwrap_or_else(|e| e.into_inner()).take();
    let (failure, (sheet, again)) = match (done, open) {
        (done, None) => return done,
        (Ok(done), Some((sheet, _))) => {
            sheet.remove();
            return Ok(done);
        }
        (Err(failure), Some(open)) => (failure, open),
    };
    let Some(words) = sheet.words() else {
        sheet.remove();
        return Err(failure);
    };
    if !ENDED.load(Ordering::Relaxed) {
        sheet.told();
    }
    let from = shell(&words.display().to_string());
    let way_on = format!("`{again} < {from}` takes them");
    let hint = [
        failure.hint.clone(),
        sheet.changed().then_some(way_on),
        Some(format!("the words are in {}", words.display())),
    ];
    let hint: Vec<String> = hint.into_iter().flatten().collect();
    Err(failure.hint(hint.join("; ")))
}

/// The command that was typed, with words from stdin for those from the editor.
fn again(mut args: Vec<String>, way: &Way) -> String {
    let brought = match way {
        Way::Note => vec!["--note".to_owned(), "-".to_owned()],
        Way::Dash(typed) => {
            // The words stand together, as one argument or as several.
            let ends = |start| (start + 1..=args.len()).map(move |end| start..end);
            let mut spans = (0..args.len()).flat_map(ends);
            if let Some(span) = spans.find(|span| args[span.clone()].join(" ") == *typed) {
                args.drain(span);
            }
            vec!["-".to_owned()]
        }
    };
    match args.iter().position(|arg| arg == "--edit") {
        Some(at) => drop(args.splice(at..=at, brought)),
        None => args.extend(brought),
    }
    args.insert(0, "ritual".to_owned());
    shell_line(&args)
}

/// Whether the command was told to end: the person may not see what it says.
static ENDED: AtomicBool = AtomicBool::new(false);

#[expect(
    clippy::disallowed_methods,
    reason = "an editor is given a while to save"
)]
fn run(editor: &str, file: &Path) -> Result<ExitStatus> {
    // Ctrl-C belongs to the editor; being told to end must not lose what is written there.
    leaving::ends(false);
    let ended = Arc::new(AtomicBool::new(false));
    let ignored = Arc::new(AtomicBool::new(false));
    for (signals, flag) in [([SIGINT, SIGQUIT], &ignored), ([SIGTERM, SIGHUP], &ended)] {
        for signal in signals {
            let _ = signal_hook::flag::register(signal, Arc::clone(flag));
        }
    }
    // A shell splits an editor that comes with arguments, as it does for other programs; exec, so
    // that ending it ends the editor.
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec {editor} \"$1\""), "sh"]);
    let unstarted = |e| Failure::refused(format!("the editor cannot be started: {e}"));
    let mut child = shell.arg(file).spawn().map_err(unstarted)?;
    if let Some(status) = wait(&mut child, || ended.load(Ordering::Relaxed))? {
        return Ok(status);
    }
    // As a terminal that closes: many editors save then.
    let _ = kill_process(Pid::from_child(&child), Signal::HUP);
    let since = Instant::now();
    if wait(&mut child, || since.elapsed() > TO_SAVE)?.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    ENDED.store(true, Ordering::Relaxed);
    Err(Failure::refused(
        "told to end while the editor was open; nothing was written",
    ))
}

/// Waits for an editor to end; none where `over` came first.
fn wait(child: &mut Child, over: impl Fn() -> bool) -> Result<Option<ExitStatus>> {
    loop {
        let unknown = |e: std::io::Error| Failure::refused(e.to_string());
        let status = child.try_wait().map_err(unknown)?;
        if status.is_some() || over() {
            return Ok(status);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_command_takes_the_words_from_a_file() {
        let again = |line: &str, way| again(line.split(' ').map(str::to_owned).collect(), &way);
        let dash = Way::Dash("my mood is odd");
        assert_eq!(again("mood --edit", Way::Dash("")), "ritual mood -");
        assert_eq!(
            again("mood 4 my mood is odd --edit -q", dash),
            "ritual mood 4 - -q"
        );
        assert_eq!(
            again("log walk --edit", Way::Note),
            "ritual log walk --note -"
        );
        assert_eq!(again("edit 2", Way::Note), "ritual edit 2 --note -");
    }
}
