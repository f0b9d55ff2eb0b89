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
        let kept = text
            .lines()
            .find_map(|line| line.trim().strip_prefix(MARKS));
        let derive = |label: &str| hmac(line.as_bytes(), &[label.as_bytes()]);
        let mut own = format!("{line}\n");
        if let Some(kept) = kept {
            own += &format!("{MARKS}{kept}\n");
        }
        Some(Keys {
            lock: Lock::Recipients(vec![encrypt::recipient_of(&identity)]),
            key: Key::Identities(vec![identity]),
            print: hex(&derive("ritual sync 1: print")[..8]),
            writer: derive("ritual sync 1: writer"),
            marks: match kept {
                Some(kept) => hmac(kept.as_bytes(), &[b"ritual sync 1: marks"]),
                None => hmac(
                    hex(&derive("ritual sync 1: kept")).as_bytes(),
                    &[b"ritual sync 1: marks"],
                ),
            },
            text: own,
        })
    }

    /// A new identity.
    pub fn generate() -> Option<Keys> {
        Keys::of(&encrypt::generate())
    }

    /// A new identity under which the marks of rows stay what they are.
    pub fn renewed(&self) -> Option<Keys> {
        let kept = self.text.lines().find(|line| line.starts_with(MARKS));
        let kept = kept.map_or_else(
            || {
                let line = self.text.lines().next().unwrap_or_default();
                let kept = hmac(line.as_bytes(), &[b"ritual sync 1: kept"]);
                format!("{MARKS}{}", hex(&kept))
            },
            str::to_owned,
        );
        Keys::of(&format!("{}\n{kept}\n", encrypt::generate()))
    }

    /// What tells that somebody with the identity wrote these bytes.
    pub fn signature(&self, bytes: &[u8]) -> [u8; 32] {
        hmac(&self.writer, &[bytes])
    }

    /// The keyed mark of a value, never 0.
    pub fn mark(&self, value: &str) -> i64 {
        let [a, b, c, d, e, f, g, h, ..] = hmac(&self.marks, &[value.as_bytes()]);
        i64::from_le_bytes([a, b, c, d, e, f, g, h | 1])
    }
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
