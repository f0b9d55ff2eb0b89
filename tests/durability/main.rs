//! What the file promises: every row of the table of storage settings that shows from outside.

#[path = "../support/mod.rs"]
mod support;

mod copies;
mod damaged;
mod dumps;
mod forget;
mod full_disk;
mod kill;
mod migration;
mod output;
mod pages;
mod reach;
mod salvage;
mod settings;
mod strangers;
mod sums;
mod tools;
mod writers;
