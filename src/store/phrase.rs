//! Phrases, in the order they were added.

super::words::table!("phrase", "id");
