//! Visions, oldest day first.

super::words::table!("vision", "day, id");
