//! Files only a key opens: the age format (age-encryption.org/v1), in memory.

use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, Identity, Recipient, scrypt, x25519};
use std::io::{self, Read, Write};

/// The most work a passphrase may ask for, as a power of two: a GiB of memory.
const WORK: u8 = 20;

/// What closes a file.
pub enum Lock {
    Recipients(Vec<x25519::Recipient>),
    Passphrase(SecretString),
}

/// What opens one.
pub enum Key {
    Identities(Vec<x25519::Identity>),
    Passphrase(SecretString),
}

/// Why a file did not open.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("the key does not open it")]
    Key,
    #[error("it does not read as an age file; some of it was changed or cut off")]
    Damaged,
}

/// A recipient as it is written, `age1…`.
///
/// # Errors
/// What is none of these; the text is not repeated, for it may be a key.
pub fn recipient(text: &str) -> Result<x25519::Recipient, &'static str> {
    text.trim().parse()
}

/// What a file, a command or a prompt gave: lines of identities, or a passphrase.
pub fn key(text: &str) -> Key {
    let lines = text.lines().map(str::trim);
    let identities: Vec<x25519::Identity> = lines.filter_map(|line| line.parse().ok()).collect();
    if identities.is_empty() {
        let line = text.lines().next().unwrap_or_default();
        Key::Passphrase(SecretString::from(line.to_owned()))
    } else {
        Key::Identities(identities)
    }
}

pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/")
}

/// Closes bytes.
///
/// # Errors
/// A lock without a recipient.
pub fn seal(bytes: &[u8], lock: &Lock) -> io::Result<Vec<u8>> {
    let encryptor = match lock {
        Lock::Recipients(keys) => {
            Encryptor::with_recipients(keys.iter().map(|key| key as &dyn Recipient))
                .map_err(io::Error::other)?
        }
        Lock::Passphrase(words) => Encryptor::with_user_passphrase(words.clone()),
    };
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}

/// Opens bytes: all of them, or none.
///
/// # Errors
/// [`SealError`].
pub fn open(bytes: &[u8], key: &Key) -> Result<Vec<u8>, SealError> {
    let sealed = Decryptor::new_buffered(bytes).map_err(|_| SealError::Damaged)?;
    let opened = match key {
        Key::Identities(keys) => sealed.decrypt(keys.iter().map(|key| key as &dyn Identity)),
        Key::Passphrase(words) => {
            let mut identity = scrypt::Identity::new(words.clone());
            identity.set_max_work_factor(WORK);
            sealed.decrypt(std::iter::once(&identity as &dyn Identity))
        }
    };
    let mut reader = opened.map_err(|error| match error {
        age::DecryptError::InvalidMac | age::DecryptError::InvalidHeader => SealError::Damaged,
        _ => SealError::Key,
    })?;
    let mut plain = Vec::new();
    reader
        .read_to_end(&mut plain)
        .map_err(|_| SealError::Damaged)?;
    Ok(plain)
}
