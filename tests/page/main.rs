//! The review's page as a browser shows it: what is drawn, read aloud, printed, and asked of the
//! network. Needs Chromium; `.ci/run` installs it and says so with RITUAL_CHROMIUM.

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod review;
