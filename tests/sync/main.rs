//! One notebook on several devices: real homes, a real folder, a real repository.

#[path = "../support/mod.rs"]
mod support;
