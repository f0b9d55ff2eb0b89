//! `ritual patterns` on the stored notebooks.

use crate::golden::{agree, fixture, read};
use crate::support::Home;

#[test]
fn the_stored_notebooks_give_the_stored_numbers() {
    for name in [
        "fluckiger-1",
        "fluckiger-5",
        "fluckiger-12",
        "jang-p11",
        "openplay-g0135",
        "openplay-g0178",
        "synthetic-120",
    ] {
        let wanted = read(&format!("{name}.json"));
        let home = Home::new();
        home.ok(&[
            "import",
            "jsonl",
            &fixture(&format!("{name}.jsonl")).display().to_string(),
        ]);
        let day = |key: &str| wanted[key].as_str().expect("a day").to_owned();
        let got = home.json(&["patterns", "--from", &day("from"), "--to", &day("to")]);
        agree(&wanted, &got, name);
    }
}
