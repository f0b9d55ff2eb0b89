//! The definitions of runs and patterns, held to their stored notebooks through the program.

#[path = "../support/golden.rs"]
mod golden;
#[path = "../support/mod.rs"]
mod support;

mod patterns;
mod runs;
