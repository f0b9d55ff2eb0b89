//! Files only a key opens: the age format (age-encryption.org/v1), in memory. A build without the
//! feature `encrypt` tells such a file from others, and can neither write nor open one.
#![cfg_attr(not(feature = "encrypt"), expect(dead_code))]

use std::io;

/// What closes a file.
pub enum Lock {
    Recipients(Vec<Recipient>),
    Passphrase(Passphrase),
}

/// What opens one.
pub enum Key {
    Identities(Vec<Identity>),
    Passphrase(Passphrase),
}

/// Why a file did not open.
#[derive(Debug, thiserror::Error)]
pub enum EncryptError {
    #[error("the key does not open it")]
    Key,
    #[error("it does not read as an age file; some of it was changed or cut off")]
    Damaged,
}

/// Whether this build can write and open encrypted files.
pub const BUILT: bool = cfg!(feature = "encrypt");

pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(b"age-encryption.org/")
}

/// What a file, a command or a prompt gave: lines of identities, or a passphrase.
pub fn key(text: &str) -> Key {
    let identities: Vec<Identity> = text.lines().filter_map(identity).collect();
    if identities.is_empty() {
        let line = text.lines().next().unwrap_or_default();
        Key::Passphrase(line.to_owned().into())
    } else {
        Key::Identities(identities)
    }
}

#[cfg(feature = "encrypt")]
pub use with_age::*;
#[cfg(not(feature = "encrypt"))]
pub use without::*;

#[cfg(feature = "encrypt")]
mod with_age {
    use super::{EncryptError, Key, Lock, io};
    use age::secrecy::ExposeSecret;
    pub use age::secrecy::SecretString as Passphrase;
    pub use age::x25519::{Identity, Recipient};
    use age::{DecryptError, Decryptor, Encryptor, scrypt};
    use std::io::{Read, Write};

    /// The most work a passphrase may ask for, as a power of two: a GiB of memory.
    const WORK: u8 = 20;

    /// A recipient as it is written, `age1…`.
    ///
    /// # Errors
    /// What is none of these; the text is not repeated, for it may be a key.
    pub fn recipient(text: &str) -> Result<Recipient, &'static str> {
        text.trim().parse()
    }

    pub fn identity(line: &str) -> Option<Identity> {
        line.trim().parse().ok()
    }

    /// A new identity, as it is written.
    pub fn generate() -> String {
        Identity::generate().to_string().expose_secret().to_owned()
    }

    /// Closes bytes.
    ///
    /// # Errors
    /// A lock without a recipient.
    pub fn encrypt(bytes: &[u8], lock: &Lock) -> io::Result<Vec<u8>> {
        let encryptor = match lock {
            Lock::Recipients(keys) => {
                Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient))
                    .map_err(io::Error::other)?
            }
            Lock::Passphrase(words) => Encryptor::with_user_passphrase(words.clone()),
        };
        let mut encrypted = Vec::new();
        let mut writer = encryptor.wrap_output(&mut encrypted)?;
        writer.write_all(bytes)?;
        writer.finish()?;
        Ok(encrypted)
    }

    /// Opens bytes: all of them, or none.
    ///
    /// # Errors
    /// [`EncryptError`].
    pub fn decrypt(bytes: &[u8], key: &Key) -> Result<Vec<u8>, EncryptError> {
        let encrypted = Decryptor::new_buffered(bytes).map_err(|_| EncryptError::Damaged)?;
        let opened = match key {
            Key::Identities(keys) => {
                encrypted.decrypt(keys.iter().map(|key| key as &dyn age::Identity))
            }
            Key::Passphrase(words) => {
                let mut identity = scrypt::Identity::new(words.clone());
                identity.set_max_work_factor(WORK);
                encrypted.decrypt(std::iter::once(&identity as &dyn age::Identity))
            }
        };
        let mut reader = opened.map_err(|error| match error {
            DecryptError::InvalidMac | DecryptError::InvalidHeader => EncryptError::Damaged,
            _ => EncryptError::Key,
        })?;
        let mut plain = Vec::new();
        reader
            .read_to_end(&mut plain)
            .map_err(|_| EncryptError::Damaged)?;
        Ok(plain)
    }
}

/// Nothing is asked of this but what [`BUILT`] has answered before.
#[cfg(not(feature = "encrypt"))]
mod without {
    use super::{EncryptError, Key, Lock, io};

    pub struct Recipient;
    pub enum Identity {}
    pub struct Passphrase;

    impl Identity {
        pub fn to_public(&self) -> Recipient {
            match *self {}
        }
    }

    impl From<String> for Passphrase {
        fn from(_: String) -> Self {
            Passphrase
        }
    }

    pub fn recipient(_: &str) -> Result<Recipient, &'static str> {
        Err("no recipient is known")
    }

    pub fn identity(_: &str) -> Option<Identity> {
        None
    }

    pub fn generate() -> String {
        String::new()
    }

    pub fn encrypt(_: &[u8], _: &Lock) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn decrypt(_: &[u8], _: &Key) -> Result<Vec<u8>, EncryptError> {
        Err(EncryptError::Key)
    }
}
