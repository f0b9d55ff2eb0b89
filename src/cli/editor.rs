//! The person's editor on a file nobody else can read and that never touches a disk.

use crate::failure::{Failure, Result};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A folder of its own for the file, gone when this is, with whatever an editor left in it.
struct Sheet(PathBuf);

impl Sheet {
    fn file(&self) -> PathBuf {
        self.0.join("note.md")
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Opens `$VISUAL` or `$EDITOR` on the text and gives back what was saved.
///
/// # Errors
/// No editor, no place in memory for the file, an editor that ended with an error. Words that were
/// saved and cannot be taken stay where they are, and the error says where.
pub fn edit(present: &str) -> Result<Option<String>> {
    let editor = ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.trim().is_empty())
        .ok_or_else(|| {
            Failure::usage("--edit finds no editor")
                .hint("EDITOR or VISUAL names one; `--note -` reads stdin")
        })?;
    let sheet = write(present)?;
    let file = sheet.file();
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
    let taken = match String::from_utf8(bytes) {
        Ok(text) => super::input::kept(&text),
        Err(_) => Err(Failure::usage("the edited text is invalid UTF-8")),
    };
    taken.map_err(|failure| {
        // Words somebody wrote are not thrown away over a character in them.
        std::mem::forget(sheet);
        failure.hint(format!("the words are in {}", file.display()))
    })
}

fn write(present: &str) -> Result<Sheet> {
    let folders = [
        std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from),
        Some(PathBuf::from("/dev/shm")),
    ];
    let name = format!("ritual-{}", uuid::Uuid::now_v7());
    for folder in folders.into_iter().flatten().filter(|f| f.is_dir()) {
        let sheet = Sheet(folder.join(&name));
        if DirBuilder::new().mode(0o700).create(&sheet.0).is_err() {
            continue;
        }
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(sheet.file());
        return match made.and_then(|mut file| file.write_all(present.as_bytes())) {
            Ok(()) => Ok(sheet),
            Err(e) => Err(
                Failure::refused(format!("the editor's file cannot be written: {e}"))
                    .hint("`--note -` reads stdin and needs none"),
            ),
        };
    }
    Err(
        Failure::refused("no folder in memory takes the editor's file")
            .hint("XDG_RUNTIME_DIR names one; `--note -` reads stdin and needs none"),
    )
}

fn run(editor: &str, file: &Path) -> Result<ExitStatus> {
    // Ctrl-C belongs to the editor; being told to end must not leave the file behind.
    let ended = Arc::new(AtomicBool::new(false));
    let ignored = Arc::new(AtomicBool::new(false));
    for (signal, flag) in [
        (SIGINT, &ignored),
        (SIGQUIT, &ignored),
        (SIGTERM, &ended),
        (SIGHUP, &ended),
    ] {
        let _ = signal_hook::flag::register(signal, Arc::clone(flag));
    }
    // A shell splits an editor that comes with arguments, as it does for other programs; exec, so
    // that ending it ends the editor.
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(format!("exec {editor} \"$1\""))
        .arg("sh")
        .arg(file)
        .spawn()
        .map_err(|e| Failure::refused(format!("the editor cannot be started: {e}")))?;
    wait(&mut child, &ended)
}

fn wait(child: &mut Child, ended: &AtomicBool) -> Result<ExitStatus> {
    loop {
        if let Some(status) = child
            .try_wait()
            .map_err(|e| Failure::refused(e.to_string()))?
        {
            return Ok(status);
        }
        if ended.load(Ordering::Relaxed) {
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::refused(
                "told to end while the editor was open; nothing was written",
            ));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
