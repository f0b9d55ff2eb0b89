//! What devices of one person leave for each other: sealed files, and where they lie.

pub mod carrier;
mod file;
mod folder;
mod git;
mod keys;

pub use carrier::{Carrier, CarrierError, Found};
pub use file::{File, Unopened, by_year, seal, year};
pub use keys::Keys;
