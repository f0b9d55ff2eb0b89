//! The map of the house.
//!
//! One flow: `store → Journal → report → render`. [`cli`] holds the commands and puts the pieces
//! together; [`domain`] holds the nouns and knows nothing else; [`store`] is the one door to the
//! file; [`report`] makes structs from a `Journal`; [`render`] makes text from those structs;
//! [`exchange`] reads and writes other files; [`file`](mod@file) makes files that last; [`clock`] is the
//! one that asks what time it is; [`failure`] is the table of exit codes.

mod cli;
mod clock;
mod domain;
mod exchange;
mod failure;
mod file;
mod render;
mod report;
mod store;

use std::process::ExitCode;

/// Parse, run, exit code.
fn main() -> ExitCode {
    ExitCode::from(cli::main())
}
