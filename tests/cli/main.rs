//! The command line, end to end: stdout, stderr and exit code together.

#[path = "../support/mod.rs"]
mod support;

mod anchors;
mod asked;
mod backup;
mod bad_input;
mod board;
mod boundaries;
mod calendar;
mod checkin;
mod clock;
mod completions;
mod config;
mod consent;
mod edit;
mod exchange;
mod export;
mod find;
mod forget;
mod gap;
mod grants;
mod group;
mod help;
mod invite;
mod json;
mod log;
mod main_job;
mod measures;
mod merge;
mod month;
mod mood;
mod network;
mod never_between;
mod never_nouns;
mod nouns;
mod offer;
mod patterns;
mod readme;
mod reflect;
mod remind;
mod remind_clock;
mod remind_paste;
mod resource;
mod review;
mod revisit;
mod rituals;
mod seasons;
mod session;
mod share;
mod streaks;
mod streams;
mod support_choice;
mod tab;
mod table;
mod today;
mod topics;
mod tree;
mod typed;
mod undo;
mod widths;
mod words;

/// Runs a transcript on a fresh machine and compares it with what stands inline.
#[macro_export]
macro_rules! transcript {
    ($lines:expr, @$shown:literal) => {
        let mut home = $crate::support::Home::new();
        insta::assert_snapshot!(home.transcript($lines), @$shown);
    };
}
