//! What the file promises: every row of the table of storage settings that shows from outside.

#[path = "../support/mod.rs"]
mod support;

mod copies;
mod damaged;
mod drafts;
mod dumps;
mod forget;
mod full_disk;
mod kill;
mod migration;
mod output;
mod pages;
mod places;
mod powerloss;
mod reach;
mod removal;
mod salvage;
mod schema;
mod settings;
mod strangers;
mod sums;
mod tools;
mod wal;
mod words;
mod writers;
