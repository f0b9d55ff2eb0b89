//! What people install: the Debian package, built where cargo-deb is installed, installed with dpkg
//! into a root of its own and run from there; the archive of a release; a static program in an empty
//! root.

mod support;

use std::path::Path;
use std::process::{Command, Output};
use support::{BIN, Home, said};

fn run(program: &str, args: &[&str]) -> Output {
    let out = Command::new(program)
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    assert!(
        out.status.success(),
        "{program} {args:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    out
}

fn here(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .output()
        .is_ok_and(|out| out.status.success())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn the_package_installs_and_runs() {
    if !here("cargo", &["deb", "--version"]) || !here("dpkg", &["--version"]) {
        return; // nothing to build it with, or to install it with
    }
    let home = Home::new();
    // The pages cargo-deb is told to take, as the program writes them.
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/man");
    let _ = std::fs::remove_dir_all(&pages);
    run(BIN, &["man", "--out", &pages.display().to_string()]);
    let package = home.path("ritual.deb").display().to_string();
    let profile = if cfg!(debug_assertions) {
        "dev"
    } else {
        "release"
    };
    run(
        "cargo",
        &[
            "deb",
            "--no-build",
            "--no-strip",
            "--fast",
            "--quiet",
            "--offline",
            "--locked",
            "--profile",
            profile,
            "--output",
            &package,
        ],
    );
    let root = home.path("root");
    for folder in [
        "var/lib/dpkg/info",
        "var/lib/dpkg/updates",
        "var/lib/dpkg/triggers",
    ] {
        std::fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    for file in ["status", "available"] {
        std::fs::write(root.join("var/lib/dpkg").join(file), "").expect("a file");
    }
    // What it depends on is outside this root.
    let in_root = format!("--root={}", root.display());
    run(
        "dpkg",
        &[
            &in_root,
            "--force-not-root",
            "--force-bad-path",
            "--force-depends",
            "--install",
            &package,
        ],
    );
    let installed = run("dpkg", &[&in_root, "--status", "ritual"]);
    let installed = String::from_utf8_lossy(&installed.stdout).into_owned();
    assert!(
        installed.contains("Status: install ok installed") && installed.contains("libc6"),
        "{installed}"
    );
    let program = root.join("usr/bin/ritual");
    let mut log = Command::new(&program);
    log.args(["log", "walk"])
        .env_clear()
        .env("HOME", home.dir.path())
        .env("RITUAL_DB", home.db())
        .env("RITUAL_NOW", "2026-11-25T12:00:00Z")
        .env("TZ", "UTC");
    assert_eq!(said(log).out, "walk, noted for today. #2\n");
    let section = |n: u8| root.join(format!("usr/share/man/man{n}"));
    let man = section(1);
    let stored: Vec<String> = names(&pages)
        .iter()
        .map(|name| format!("{name}.gz"))
        .collect();
    let mut installed = [names(&man), names(&section(7))].concat();
    installed.sort();
    assert_eq!(installed, stored);
    assert!(
        stored.contains(&"ritual-log.1.gz".to_owned()) && stored.len() > 25,
        "{stored:?}"
    );
    for file in [
        "bash-completion/completions/ritual",
        "zsh/vendor-completions/_ritual",
        "fish/vendor_completions.d/ritual.fish",
        "doc/ritual/copyright",
    ] {
        assert!(root.join("usr/share").join(file).is_file(), "{file}");
    }
    if here("man", &["--version"]) {
        let page = man.join("ritual-log.1.gz").display().to_string();
        let shown = run("man", &["--local-file", &page]);
        assert!(String::from_utf8_lossy(&shown.stdout).contains("Note that a ritual was done"));
    }
}

#[test]
fn the_archive_holds_what_it_says_where_binstall_looks() {
    if !here("tar", &["--version"]) {
        return;
    }
    let home = Home::new();
    let target = "x86_64-unknown-linux-musl";
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/archive");
    let to = home.dir.path().display().to_string();
    run(&script.display().to_string(), &[target, BIN, &to]);
    let name = format!("ritual-{}-{target}", env!("CARGO_PKG_VERSION"));
    let archive = home.path(&format!("{name}.tar.gz"));
    run("tar", &["-xzf", &archive.display().to_string(), "-C", &to]);
    let folder = home.path(&name);
    assert_eq!(
        names(&folder),
        [
            "CHANGELOG.md",
            "LICENSE",
            "README.md",
            "completions",
            "man",
            "ritual"
        ]
    );
    assert_eq!(
        names(&folder.join("completions")),
        ["_ritual", "ritual.bash", "ritual.fish"]
    );
    let pages = home.path("pages");
    home.ok(&["man", "--out", &pages.display().to_string()]);
    assert_eq!(names(&folder.join("man")), names(&pages));
    let mut version = Command::new(folder.join("ritual"));
    version.arg("--version").env_clear();
    assert_eq!(
        said(version).out,
        format!("ritual {}\n", env!("CARGO_PKG_VERSION"))
    );
    // Cargo.toml leads there.
    let manifest = include_str!("../Cargo.toml");
    let filled = |line: &str| {
        let value = manifest.lines().find_map(|l| l.strip_prefix(line));
        let mut value = value.expect(line).trim_matches('"').to_owned();
        for (field, is) in [
            ("{ name }", "ritual"),
            ("{ bin }", "ritual"),
            ("{ version }", env!("CARGO_PKG_VERSION")),
            ("{ target }", target),
            ("{ binary-ext }", ""),
        ] {
            value = value.replace(field, is);
        }
        value
    };
    assert!(filled("pkg-url = ").ends_with(&format!("/{name}.tar.gz")));
    assert_eq!(filled("bin-dir = "), format!("{name}/ritual"));
}

/// `RITUAL_STATIC` names a program built for musl, as `.ci/run` does.
#[test]
fn a_static_program_runs_where_nothing_else_is() {
    let Some(program) = std::env::var_os("RITUAL_STATIC") else {
        return;
    };
    let root = Home::new();
    std::fs::copy(&program, root.path("ritual")).expect("the static program");
    let enter = |args: &[&str]| {
        let mut command = Command::new("unshare");
        command
            .args(["-r", "chroot"])
            .arg(root.dir.path())
            .arg("/ritual")
            .args(args)
            .env("HOME", "/")
            // Shortly after midnight there, on the day before in UTC; the root has no zones.
            .env("TZ", "Europe/Berlin")
            .env("RITUAL_NOW", "2026-11-25T00:30:00+01:00")
            .env_remove("RITUAL_DB");
        let done = said(command);
        assert_eq!(done.code, 0, "{args:?}: {done:?}");
        done.out
    };
    assert_eq!(
        enter(&["log", "tea"]),
        "tea, noted for Wednesday 25 November. #2\n"
    );
    assert!(enter(&["show", "tea"]).contains("25 November at 00:30"));
    let rows = enter(&["export", "jsonl"]);
    assert!(
        rows.contains("\"at\":\"2026-11-25T00:30:00+01:00\",\"zone\":\"Europe/Berlin\""),
        "{rows}"
    );
}
