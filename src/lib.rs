//! The map of the house.
//!
//! One flow: `store → Journal → report → render`. [`cli`] holds one file per command and puts the
//! pieces together; [`domain`] holds the nouns and knows nothing else; [`store`] is the one door
//! to the file; [`report`] makes structs from a `Journal`; [`render`] makes text from those structs;
//! [`exchange`] reads and writes other files; [`clock`] is the one that asks what time it is;
//! [`failure`] is the table of exit codes.

pub mod cli;
pub mod clock;
pub mod domain;
pub mod exchange;
pub mod failure;
pub mod render;
pub mod report;
pub mod store;
