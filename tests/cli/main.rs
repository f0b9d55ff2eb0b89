//! The command line, end to end: stdout, stderr and exit code together.

#[path = "../support/mod.rs"]
mod support;

mod asked;
mod backup;
mod bad_input;
mod boundaries;
mod calendar;
mod clock;
mod completions;
mod config;
mod edit;
mod exchange;
mod export;
mod find;
mod forget;
mod gap;
mod help;
mod json;
mod log;
mod main_job;
mod month;
mod mood;
mod network;
mod never_nouns;
mod nouns;
mod patterns;
mod readme;
mod reflect;
mod resource;
mod review;
mod revisit;
mod rituals;
mod streaks;
mod streams;
mod today;
mod undo;
mod words;

/// Runs a transcript on a fresh machine and compares it with what stands inline.
#[macro_export]
macro_rules! transcript {
    ($lines:expr, @$shown:literal) => {
        let mut home = $crate::support::Home::new();
        insta::assert_snapshot!(home.transcript($lines), @$shown);
    };
}
