//! One notebook on several devices: real homes, a real folder, a real repository.

#[path = "../support/mod.rs"]
mod support;

mod devices;
mod files;
mod folder;
mod forgetting;
mod git;
mod histories;
mod kill;
