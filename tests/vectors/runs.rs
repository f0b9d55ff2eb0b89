//! Counts, runs and returns: the stored notebooks through the program.

use crate::support::Home;
use std::path::Path;

/// Every case of the definitions: the numbers have to be those in the `.json` beside the notebook.
#[test]
fn the_stored_notebooks_give_the_stored_numbers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/streaks");
    let mut rituals = 0;
    for entry in folder.read_dir().expect("the cases") {
        let lines = entry.expect("a file").path();
        if lines.extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        let text = std::fs::read_to_string(lines.with_extension("json")).expect("the numbers");
        let wanted: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let today = wanted["today"].as_str().expect("a day");
        let home = Home::at(&format!("{today}T12:00:00Z"));
        home.ok(&[
            "config",
            "week-start",
            wanted["week_start"].as_str().expect("a weekday"),
        ]);
        home.ok(&["import", "jsonl", &lines.display().to_string()]);
        let got = home.json(&["streaks", "--all"]);
        for ritual in wanted["rituals"].as_array().expect("rituals") {
            let found = got["rituals"].as_array().expect("rituals");
            let found = found
                .iter()
                .find(|r| r["name"] == ritual["name"])
                .expect("the ritual");
            for (field, value) in ritual.as_object().expect("fields") {
                assert_eq!(
                    &found[field],
                    value,
                    "{} {} {field}",
                    lines.display(),
                    ritual["name"]
                );
            }
            rituals += 1;
        }
    }
    assert_eq!(rituals, 60);
}
