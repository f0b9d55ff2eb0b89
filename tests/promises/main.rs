//! Promises that outlive any rebuilding: what 0.1 took and wrote, and which doors words leave by.

#[path = "../support/mod.rs"]
mod support;

mod canary;
mod identity;
mod legacy;
mod scene;
mod spellings;
mod two;
