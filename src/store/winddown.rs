//! Wind-down lines, in the order they are done.

super::words::table!("winddown", "id");
