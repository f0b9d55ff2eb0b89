//! Keys for backups: from a file, a command or a prompt. Never from an argument, which other users
//! of the machine can read.

use super::input;
use super::session::Globals;
use crate::exchange::encrypt::{self, Key, Lock};
use crate::failure::{Failure, Result, code};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command whose output is the key.
const COMMAND: &str = "RITUAL_KEY_COMMAND";

/// No key, and no file of keys, is longer than this.
const LONGEST: u64 = 64 * 1024;

/// What closes a backup; none where nothing was asked for.
pub fn lock(recipients: &[String], passphrase: bool, globals: &Globals) -> Result<Option<Lock>> {
    if !passphrase && recipients.is_empty() {
        return Ok(None);
    }
    if !encrypt::BUILT {
        return Err(not_built("the backup cannot be encrypted"));
    }
    if passphrase {
        let words = passphrase_for_closing(globals)?;
        return Ok(Some(Lock::Passphrase(words.into())));
    }
    // What was typed may be a key by mistake, so it is not repeated.
    let read = |typed: &String| {
        encrypt::recipient(typed).map_err(|_| {
            Failure::usage("--age expects a recipient such as age1…; this is none")
                .hint("`age-keygen -y FILE` prints the recipient of a key file")
        })
    };
    let keys = recipients.iter().map(read).collect::<Result<_>>()?;
    Ok(Some(Lock::Recipients(keys)))
}

/// What opens a backup.
pub fn key(identity: Option<&PathBuf>, globals: &Globals) -> Result<Key> {
    if !encrypt::BUILT {
        return Err(not_built("the backup is encrypted"));
    }
    if let Some(path) = identity {
        return from_file(path);
    }
    if let Some(text) = commanded()? {
        return Ok(encrypt::key(&text));
    }
    match input::secret(globals, "passphrase")? {
        Some(words) => Ok(encrypt::key(&words)),
        None => Err(Failure::usage("the backup is encrypted, and no key was given").hint(
            "--identity FILE names a key file; RITUAL_KEY_COMMAND, a command that prints the key",
        )),
    }
}

fn from_file(path: &Path) -> Result<Key> {
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LONGEST).read_to_string(&mut text))
        .map_err(|e| {
            Failure::unread(path, &e).hint("--identity takes a key file as `age-keygen` writes it")
        })?;
    match encrypt::key(&text) {
        key @ Key::Identities(_) => Ok(key),
        Key::Passphrase(_) => Err(Failure::refused(format!("{} holds no key", path.display()))
            .hint("--identity takes a key file as `age-keygen` writes it")),
    }
}

/// A passphrase is typed twice: one slip would close the backup for good.
fn passphrase_for_closing(globals: &Globals) -> Result<String> {
    let words = match commanded()? {
        Some(text) => text.lines().next().unwrap_or_default().to_owned(),
        None => {
            let asked = input::secret(globals, "passphrase")?;
            let again = input::secret(globals, "the same again")?;
            if asked != again {
                return Err(
                    Failure::refused("the two passphrases differ; nothing was written")
                        .hint("the same one twice is taken"),
                );
            }
            asked.ok_or_else(|| {
                input::missing(
                    "--passphrase asks for one",
                    "RITUAL_KEY_COMMAND names a command that prints it",
                )
            })?
        }
    };
    if words.is_empty() {
        return Err(Failure::usage("the passphrase is empty").hint("nothing was written"));
    }
    Ok(words)
}

/// What the command prints; none where no command is named.
pub fn commanded() -> Result<Option<String>> {
    let Some(command) = std::env::var_os(COMMAND).filter(|c| !c.is_empty()) else {
        return Ok(None);
    };
    let refused = |why: String| Failure::refused(why).hint("nothing was written");
    let unrun = |e: std::io::Error| refused(format!("{COMMAND} cannot be run: {e}"));
    let mut child = Command::new("sh")
        .arg("-c")
        .arg(command)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(unrun)?;
    let mut printed = Vec::new();
    if let Some(pipe) = child.stdout.take() {
        pipe.take(LONGEST + 1)
            .read_to_end(&mut printed)
            .map_err(unrun)?;
    }
    if printed.len() as u64 > LONGEST {
        let _ = child.kill();
        let _ = child.wait();
        return Err(refused(format!("{COMMAND} prints more than a key")));
    }
    let status = child.wait().map_err(unrun)?;
    if !status.success() {
        return Err(refused(format!("{COMMAND} ended with {status}")));
    }
    match String::from_utf8(printed) {
        Ok(text) if !text.trim().is_empty() => Ok(Some(text)),
        Ok(_) => Err(refused(format!("{COMMAND} printed nothing"))),
        Err(_) => Err(refused(format!("{COMMAND} printed no text"))),
    }
}

/// What a build without encryption says.
pub fn not_built(what: &str) -> Failure {
    Failure::refused(format!("{what}, and this build has no encryption"))
        .hint("a build with the feature `encrypt` has it; nothing was written")
}

/// A backup that a key did not open.
pub fn closed(path: &Path, error: &encrypt::EncryptError) -> Failure {
    Failure::new(code::DAMAGED, format!("{}: {error}", path.display()))
        .hint("the notebook was left as it is")
}
