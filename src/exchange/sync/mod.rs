//! What devices of one person leave for each other: sealed files, and where they lie.

pub mod carrier;
mod git;
mod sealed;

pub use carrier::{Carrier, CarrierError, Found};
pub use sealed::{File, Keys, Unopened, by_year, seal, year};
