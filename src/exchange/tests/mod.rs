//! Readers against hostile bytes, and every row traced to its line.

mod fuzz;
mod traced;
#[path = "../../../tests/support/zips.rs"]
mod zips;

use zips::{fixtures, zip_of, zipped};
