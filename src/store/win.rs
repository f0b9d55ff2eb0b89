//! Wins, oldest day first.

super::words::table!("win", "day, id");
