//! The command line, end to end: stdout, stderr and exit code together.

#[path = "../support/mod.rs"]
mod support;
