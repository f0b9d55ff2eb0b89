//! What reading any file takes: its bytes, lines, items, tables and dates, and the rows that become of
//! them.

pub mod archive;
pub mod dates;
pub mod html;
pub mod input;
pub mod items;
pub mod options;
pub mod reading;
mod shape;
pub mod table;

pub use archive::Archive;
pub use dates::Form;
pub use input::{Input, Lines};
pub use items::Items;
pub use options::{ImportOptions, WordsAs};
pub use reading::{Entry, Mark, Note, Reading, Sketch, When};
pub use table::{Row, Table};
