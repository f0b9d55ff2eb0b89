//! What reading any file takes: its bytes, lines, items, tables and dates, and the rows that become of
//! them.

pub mod archive;
pub mod dates;
pub mod html;
pub mod input;
pub mod items;
pub mod lines;
pub mod map;
pub mod options;
pub mod reading;
pub mod table;
