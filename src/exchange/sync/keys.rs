//! The keys of one person's devices, all made from one age identity.

use super::super::encrypt::{self, Key, Lock};
use crate::domain::text::hex;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What opens and seals the files of a sync.
pub struct Keys {
    /// The text the keys are made from: an identity, and after a renewal a line for the marks.
    pub text: String,
    pub key: Key,
    pub lock: Lock,
    /// By what the identity is known again.
    pub print: String,
    /// What the marks of rows are made with: it outlives a renewal.
    kept: String,
    writer: [u8; 32],
    marks: [u8; 32],
}

/// Begins the line that keeps the marks of the time before a renewal. To age it is a comment.
const MARKS: &str = "# marks: ";

impl Keys {
    /// Keys from the text of a key file; none where it holds no identity.
    pub fn of(text: &str) -> Option<Keys> {
        let (line, identity) = text.lines().find_map(|line| {
            let line = line.trim();
            Some((line, encrypt::identity(line)?))
        })?;
        let mut lines = text.lines();
        let kept = lines.find_map(|line| line.trim().strip_prefix(MARKS));
        let derive = |label: &str| hmac(line.as_bytes(), label);
        let mut own = format!("{line}\n");
        if let Some(kept) = kept {
            own += &format!("{MARKS}{kept}\n");
        }
        let kept = kept.map_or_else(|| hex(&derive("ritual sync 1: kept")), str::to_owned);
        Some(Keys {
            lock: Lock::Recipients(vec![encrypt::recipient_of(&identity)]),
            key: Key::Identities(vec![identity]),
            print: hex(&derive("ritual sync 1: print")[..8]),
            writer: derive("ritual sync 1: writer"),
            marks: hmac(kept.as_bytes(), "ritual sync 1: marks"),
            kept,
            text: own,
        })
    }

    /// A new identity.
    pub fn generate() -> Option<Keys> {
        Keys::of(&encrypt::generate())
    }

    /// A new identity under which the marks of rows stay what they are.
    pub fn renewed(&self) -> Option<Keys> {
        Keys::of(&format!("{}\n{MARKS}{}\n", encrypt::generate(), self.kept))
    }

    /// What tells that somebody with the identity wrote these bytes.
    pub fn signature(&self, bytes: &[u8]) -> [u8; 32] {
        hmac(&self.writer, bytes)
    }

    /// The keyed mark of a value, never 0.
    pub fn mark(&self, value: &str) -> i64 {
        let [a, b, c, d, e, f, g, h, ..] = hmac(&self.marks, value);
        i64::from_le_bytes([a, b, c, d, e, f, g, h | 1])
    }
}

fn hmac(key: &[u8], text: impl AsRef<[u8]>) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(text.as_ref());
    mac.finalize().into_bytes().into()
}
