//! The person's editor on a file nobody else can read, in memory where it can be. What was written there
//! is kept until it is in the notebook: a file that a killed command left knows its notebook, and is named
//! by the next command on that.

use super::input;
use super::leaving;
use super::session::Globals;
use super::shell::{shell, shell_line};
use crate::failure::{Failure, Result};
use crate::file::{self, folder_of, locked, owned};
use crate::render::voice;
use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use std::fs::{DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use uuid::Uuid;

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
    say_all(&notebook);
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
        Ok(text) => input::kept(input::unmarked(&text)),
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

/// What the editor is given.
const NOTE: &str = "note.md";
/// The path of the notebook the words are for.
const NOTEBOOK: &str = ".notebook";
/// There once a command has said where the words are.
const TOLD: &str = ".told";

/// A folder of its own for what an editor writes and whatever it leaves beside that; locked as long
/// as its command runs.
pub struct Sheet {
    folder: PathBuf,
    given: Vec<u8>,
    _locked: File,
    /// Whether the words met the disk: no folder in memory took them.
    pub on_disk: bool,
}

impl Sheet {
    /// Lays a text ready for the editor.
    ///
    /// # Errors
    /// No place takes it.
    pub fn lay(present: &str, notebook: &Path) -> Result<Sheet> {
        let shelves = shelves();
        let takes = |shelf: &&PathBuf| is_shelf(shelf) || make(shelf).is_ok();
        let Some(shelf) = shelves.iter().find(takes) else {
            return Err(Failure::refused("no folder takes the editor's file").hint(
                "XDG_RUNTIME_DIR names one in memory; `--note -` reads stdin and needs none",
            ));
        };
        let sheet = begin(shelf, present, notebook).map_err(|e| {
            Failure::refused(format!("the editor's file cannot be written: {e}"))
                .hint("`--note -` reads stdin and needs none")
        })?;
        Ok(Sheet {
            on_disk: Some(shelf) == shelves.last(),
            ..sheet
        })
    }

    pub fn file(&self) -> PathBuf {
        self.folder.join(NOTE)
    }

    /// Whether the words are other than those the editor was given.
    pub fn changed(&self) -> bool {
        std::fs::read(self.file()).is_ok_and(|now| now != self.given)
    }

    /// Where the words are: in the file, or in what an editor that was cut short left beside it.
    pub fn words(&self) -> Option<PathBuf> {
        if self.changed() {
            return Some(self.file());
        }
        others(&self.folder).then(|| self.folder.clone())
    }

    pub fn remove(self) {
        remove(&self.folder);
    }

    /// Says that the person was told where the words are.
    pub fn told(&self) {
        mark_told(&self.folder);
    }
}

fn mark_told(folder: &Path) {
    let _ = file::create(&folder.join(TOLD));
}

fn begin(shelf: &Path, present: &str, notebook: &Path) -> io::Result<Sheet> {
    let folder = shelf.join(Uuid::now_v7().to_string());
    make(&folder)?;
    let lock = File::open(&folder)?;
    flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
    let put = |name: &str, bytes: &[u8]| file::create(&folder.join(name))?.write_all(bytes);
    put(NOTEBOOK, absolute(notebook).as_os_str().as_bytes())?;
    put(NOTE, present.as_bytes())?;
    Ok(Sheet {
        folder,
        given: present.as_bytes().to_vec(),
        _locked: lock,
        on_disk: false,
    })
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)?;
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700))
}

/// Folders where sheets lie: in memory where the system has such a place, as macOS has not, and
/// last the one for temporary files. Those that all users share may be taken by another's.
fn shelves() -> Vec<PathBuf> {
    let own = std::env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty());
    let own = own.map(|folder| PathBuf::from(folder).join("ritual"));
    let name = format!("ritual-{}", rustix::process::geteuid().as_raw());
    let shared = [PathBuf::from("/dev/shm"), std::env::temp_dir()].map(|folder| folder.join(&name));
    own.into_iter().chain(shared).collect()
}

/// A folder, one's own, closed to others.
fn is_shelf(path: &Path) -> bool {
    let meta = path.symlink_metadata();
    meta.is_ok_and(|m| m.is_dir() && owned(&m) && m.permissions().mode() & 0o077 == 0)
}

fn absolute(path: &Path) -> PathBuf {
    let folder = file::folder_of(path).canonicalize();
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// Whether an editor left files of its own.
fn others(folder: &Path) -> bool {
    let known = [NOTE, NOTEBOOK, TOLD];
    let mut entries = folder.read_dir().into_iter().flatten().flatten();
    entries.any(|entry| !known.iter().any(|name| entry.file_name() == *name))
}

fn remove(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    // The shelf goes with the last of them.
    let _ = std::fs::remove_dir(file::folder_of(folder));
}

/// Words that a killed command left.
pub struct Left {
    folder: PathBuf,
    /// The file, or the folder where an editor's own files hold them.
    pub words: PathBuf,
    told: bool,
}

impl Left {
    pub fn remove(&self) {
        remove(&self.folder);
    }

    fn say(&self) -> String {
        voice::words_left(&self.words)
    }
}

/// The words left that were for a notebook. Where nothing was written, what was left goes.
pub fn left(notebook: &Path) -> Vec<Left> {
    let shelves = shelves().into_iter().filter(|shelf| is_shelf(shelf));
    let sheets = shelves.flat_map(|shelf| shelf.read_dir().into_iter().flatten().flatten());
    let notebook = absolute(notebook);
    let mut found = Vec::new();
    for folder in sheets.map(|entry| entry.path()) {
        let of = std::fs::read(folder.join(NOTEBOOK)).unwrap_or_default();
        if of != notebook.as_os_str().as_bytes() || locked(&folder) {
            continue;
        }
        let note = folder.join(NOTE);
        let written = note.metadata().is_ok_and(|m| m.len() > 0);
        if !written && !others(&folder) {
            remove(&folder);
            continue;
        }
        found.push(Left {
            words: if written { note } else { folder.clone() },
            told: folder.join(TOLD).exists(),
            folder,
        });
    }
    found.sort_by(|a, b| a.folder.cmp(&b.folder));
    found
}

/// Says once where words lie that were left for this notebook.
pub fn note_left(globals: &Globals) {
    let Ok(path) = globals.path() else {
        return; // the command says it
    };
    if globals.quiet {
        return;
    }
    for left in left(&path).iter().filter(|left| !left.told) {
        globals.notes.say(left.say());
        mark_told(&left.folder);
    }
}

/// Says before an editor is opened what the last one left.
pub fn say_all(notebook: &Path) {
    for left in left(notebook) {
        input::note(&left.say());
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
