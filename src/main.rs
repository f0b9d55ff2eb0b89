//! The map of the house.
//!
//! One flow: `store → Journal → report → render`. [`cli`] holds the commands and puts the pieces
//! together; [`domain`] holds the nouns and knows nothing else; [`store`] is the one door to the
//! file; [`report`] makes structs from a `Journal`; [`render`] makes text from those structs;
//! [`exchange`] reads and writes other files; [`file`](mod@file) makes files that last; [`clock`] is the
//! one that asks what time it is; [`failure`] is the table of exit codes.

// Files that are their owner's alone, locks and signals are those of Unix: elsewhere one line says so.
#[cfg(not(unix))]
compile_error!(
    "ritual runs on Linux, macOS and the BSDs; on Windows it runs within WSL (`wsl --install`)"
);

#[cfg(unix)]
mod cli;
#[cfg(unix)]
mod clock;
#[cfg(unix)]
mod domain;
#[cfg(unix)]
mod exchange;
#[cfg(unix)]
mod failure;
#[cfg(unix)]
mod file;
#[cfg(unix)]
mod render;
#[cfg(unix)]
mod report;
#[cfg(unix)]
mod store;

/// Parse, run, exit code.
#[cfg(unix)]
fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(cli::main())
}

#[cfg(not(unix))]
fn main() {}
