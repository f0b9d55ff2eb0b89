//! The README is true: every tour block gives what stands under it.

use crate::support::Home;

/// Blocks marked ```console: lines after `$ ` are typed, the rest is what is shown.
#[test]
fn the_tour_shows_what_it_says() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
        .expect("the README");
    let mut home = Home::new();
    let mut blocks = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().expect("a block");
        let typed: Vec<&str> = block
            .lines()
            .filter_map(|l| l.strip_prefix("$ ritual"))
            .map(str::trim)
            .collect();
        // A bare `$ ritual` is `today`.
        let typed: Vec<&str> = typed
            .into_iter()
            .map(|l| if l.is_empty() { "today" } else { l })
            .collect();
        let shown = home
            .transcript(&typed.join("\n"))
            .replace("$ ritual today\n", "$ ritual\n");
        let block = block.replace("$ ritual today\n", "$ ritual\n");
        assert_eq!(shown.trim_end(), block.trim_end());
        blocks += 1;
    }
    assert!(blocks >= 5, "the tour has {blocks} blocks");
}
