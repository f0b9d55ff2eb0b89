//! What is shown to another person: the first line says whose page it is, and each line after it is a
//! row as it may be shown. A page is read by people; no notebook takes it in.

use serde_json::json;

/// The kind of a first line.
pub const KIND: &str = "page";

/// `person` is whom it is for; no one where it is for whoever is handed it. Nothing in it tells when
/// it was made.
pub fn first_line(person: Option<&str>) -> String {
    let mut line = json!({ "kind": KIND, "of": "the person who shares it" });
    if let Some(person) = person {
        line["for"] = person.into();
    }
    crate::domain::json::document(&line)
}
