//! The house rules, read from the sources: who may import whom, and which crate has which door.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// What each part may import of the others.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &["domain"]),
    ("file", &[]),
    ("exchange", &["domain", "file"]),
    ("store", &["domain", "file"]),
    ("report", &["domain"]),
    ("render", &["domain", "report"]),
    ("failure", &["clock", "domain", "exchange", "store"]),
    (
        "cli",
        &[
            "clock", "domain", "exchange", "failure", "file", "render", "report", "store",
        ],
    ),
];

/// Crates that live behind one door.
const DOORS: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("clap", "cli"),
    ("comfy_table", "render"),
    ("textwrap", "render"),
    ("signal_hook", "cli"),
    ("indicatif", "cli"),
    ("strsim", "cli"),
    ("age", "exchange"),
    ("zip", "exchange"),
    ("quick_xml", "exchange"),
];

/// What the nouns are made of.
const DOMAIN_CRATES: &[&str] = &[
    "std",
    "chrono",
    "serde",
    "serde_json",
    "uuid",
    "thiserror",
    "unicode_normalization",
    // The digest of what a grant is to.
    "sha2",
];

/// Every source but the tests beside them.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs")
                && !path.ends_with("tests.rs")
                && !path.components().any(|c| c.as_os_str() == "tests")
            {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    assert!(found.len() > 60, "the sources are where the test looks");
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("inside")
            .display()
            .to_string();
        (name, fs::read_to_string(&path).expect("a source"))
    };
    found.into_iter().map(read).collect()
}

/// `domain/mood.rs` is in `domain`, `clock.rs` in `clock`.
fn part(name: &str) -> &str {
    name.split(['/', '.']).next().expect("a name")
}

/// A source without its comments and unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let kept = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
}

/// Words that follow `prefix` in the code.
fn after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let word = |rest: &'a str| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
    };
    code.match_indices(prefix)
        .filter_map(|(at, _)| word(&code[at + prefix.len()..]))
        .collect()
}

#[test]
fn imports_run_downward() {
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "{name} says first what it is");
        let code = code(&text);
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(p, _)| *p == part(&name)) else {
            assert!(name == "main.rs", "{name} belongs to no part");
            continue;
        };
        assert!(
            !code.contains("use crate::{"),
            "{name}: one part a line, so that it can be read"
        );
        for used in after(&code, "crate::") {
            assert!(
                used == part(&name) || allowed.contains(&used),
                "{name} imports {used}"
            );
        }
    }
}

#[test]
fn each_outer_crate_has_its_door() {
    for (name, text) in sources() {
        let code = code(&text);
        for (krate, door) in DOORS {
            let path = format!("{krate}::");
            let whole =
                |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let named = code.match_indices(&path).any(|(at, _)| whole(at));
            assert!(
                !named || part(&name) == *door,
                "{name} names {krate}, which lives in {door}"
            );
        }
        if part(&name) == "domain" {
            for used in after(&code, "\nuse ") {
                assert!(
                    DOMAIN_CRATES.contains(&used) || ["super", "crate"].contains(&used),
                    "{name} uses {used}"
                );
            }
        }
    }
}

/// Nothing that a person did not add opens a socket.
#[test]
fn no_crate_of_the_default_build_reaches_the_network() {
    let tree = cargo(&[
        "tree",
        "--locked",
        "--offline",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]);
    let names: Vec<&str> = tree.lines().filter_map(|l| l.split(' ').next()).collect();
    assert!(
        names.contains(&"rusqlite") && names.contains(&"age"),
        "{tree}"
    );
    for network in [
        "async-std",
        "curl",
        "h2",
        "hyper",
        "isahc",
        "mio",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "smol",
        "socket2",
        "surf",
        "tokio",
        "tungstenite",
        "ureq",
    ] {
        assert!(!names.contains(&network), "{network} is in the build");
    }
    for (name, text) in sources() {
        assert!(
            !text.contains("std::net") && !text.contains("UnixStream"),
            "{name}"
        );
    }
}

/// The declared Rust is the one that the dependencies need, and no newer one.
#[test]
fn the_declared_rust_is_that_of_the_dependencies() {
    let metadata = metadata();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let with_id = |list: &[Value], id: &Value| list.iter().find(|v| v["id"] == *id).cloned();
    let packages = list(&metadata["packages"]);
    let nodes = list(&metadata["resolve"]["nodes"]);
    let package = |id: &Value| with_id(&packages, id).expect("a package");
    let needs = |package: &Value| {
        let version = package["rust_version"].as_str()?;
        let mut parts = version
            .split('.')
            .map(|n| n.parse::<u32>().expect("a number"));
        Some((parts.next()?, parts.next()?))
    };
    let root = &metadata["resolve"]["root"];
    let mut seen = vec![root.clone()];
    let mut at = 0;
    while at < seen.len() {
        let node = with_id(&nodes, &seen[at]).expect("a node");
        for dep in list(&node["deps"]) {
            let kinds = list(&dep["dep_kinds"]);
            if kinds.iter().any(|k| k["kind"] != "dev") && !seen.contains(&dep["pkg"]) {
                seen.push(dep["pkg"].clone());
            }
        }
        at += 1;
    }
    assert!(seen.len() > 100, "the tree is read");
    let highest = seen[1..].iter().filter_map(|id| needs(&package(id))).max();
    assert_eq!(needs(&package(root)), highest);
}

/// What cargo says of the packages of this machine's build.
fn metadata() -> Value {
    let rustc = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc");
    let rustc = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = rustc.lines().find_map(|l| l.strip_prefix("host: "));
    let text = cargo(&[
        "metadata",
        "--locked",
        "--offline",
        "--format-version=1",
        "--filter-platform",
        host.expect("a host"),
    ]);
    serde_json::from_str(&text).expect("JSON")
}

fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out = std::process::Command::new(cargo)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[test]
fn the_top_level_holds_what_the_design_names() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "tests",
        "completions",
        "docs",
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
        "clippy.toml",
        "deny.toml",
        ".gitignore",
        ".ci",
        ".git",
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the top level") {
        let name = entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(known.contains(&name.as_str()), "{name} at the top level");
    }
}

/// A file that is named in the documents is there; those that a recipe would make are not.
#[test]
fn the_documents_name_files_that_are_there() {
    const MADE_BY_RECIPES: &[&str] = &["quotes.rs", "weeks.rs", "NAME.rs"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = |folder: &str| fs::read_dir(root.join(folder)).expect("docs");
    let docs = pages("docs").chain(pages("docs/help"));
    let docs = docs.map(|entry| entry.expect("an entry").path());
    let docs = docs.filter(|path| path.is_file());
    let own = ["ARCHITECTURE.md", "README.md", "CHANGELOG.md"].map(|name| root.join(name));
    let mut named = 0;
    for document in own.into_iter().chain(docs) {
        let text = fs::read_to_string(&document).expect("a document");
        let code = text.split('`').skip(1).step_by(2);
        let paths = code.filter(|path| {
            !path.contains(|c: char| c.is_whitespace() || c == '*')
                && !MADE_BY_RECIPES.iter().any(|made| path.ends_with(made))
                && (path.starts_with("docs/") || path.ends_with(".rs") || path.ends_with(".sql"))
        });
        for path in paths {
            let there = root.join(path).exists() || root.join("src").join(path).exists();
            assert!(there, "{}: {path}", document.display());
            named += 1;
        }
    }
    assert!(named > 50, "{named} files are named");
}
