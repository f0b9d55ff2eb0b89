//! A bare repository by path or URL.

use crate::devices::{id, join, joined, own_folder, rows, settle, shown, unseal};
use crate::support::Home;
use std::path::{Path, PathBuf};
use std::process::Command;

fn git(at: &Path, args: &[&str]) -> String {
    let out = Command::new("git")
        .args(args)
        .current_dir(at)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git");
    assert!(
        out.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// A bare repository in a folder of its own.
fn bare() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    git(dir.path(), &["init", "--quiet", "--bare", "notes.git"]);
    let path = dir.path().join("notes.git");
    (dir, path)
}

#[test]
fn two_devices_meet_in_a_bare_repository() {
    let (_dir, repo) = bare();
    for url in [
        repo.display().to_string(),
        format!("file://{}", repo.display()),
    ] {
        let laptop = Home::new();
        laptop.ok(&["log", "walk", "--note", "quokka"]);
        laptop.ok(&["sync", "init", "git", &url, "--name", "laptop"]);
        let place = format!("git {url}");
        let phone = joined(&laptop, &place, "phone");
        assert_eq!(rows(&phone), rows(&laptop));
        phone.ok(&["log", "walk", "--note", "second"]);
        assert_eq!(phone.ok(&["sync"]), "1 went.\n");
        laptop.ok(&["log", "tea"]);
        assert_eq!(laptop.ok(&["sync"]), "1 came (phone), 2 went.\n");
        settle(&[&phone, &laptop]);
        // A branch a device, with one commit on it that says nothing.
        for home in [&laptop, &phone] {
            let branch = format!("ritual-{}", id(home));
            assert_eq!(git(&repo, &["rev-list", "--count", &branch]).trim(), "1");
            let about = git(&repo, &["log", "-1", "--format=%an %ae %ad %s", &branch]);
            assert_eq!(about, "ritual ritual Sat Jan 1 00:00:00 2000 +0000 sync\n");
        }
        assert_eq!(git(&repo, &["branch", "--list"]).lines().count(), 2);
        // What is forgotten is on no branch once both have synced.
        let handle = laptop.ok(&["find", "quokka"]);
        let handle = handle
            .split('#')
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned();
        let key = laptop.ok(&["sync", "key"]);
        assert!(on_branches(&repo, &key).contains("quokka"));
        laptop.ok(&["forget", &handle, "--yes"]);
        settle(&[&laptop, &phone]);
        let now = on_branches(&repo, &key);
        assert!(!now.contains("quokka") && now.contains("second"), "{now}");
        // Nor in the repositories beside the notebooks.
        for home in [&laptop, &phone] {
            let own = own_folder(home).join("git");
            let all = git(&own, &["cat-file", "--batch-check", "--batch-all-objects"]);
            let blobs = all.lines().filter(|line| line.contains(" blob "));
            for blob in blobs.filter_map(|line| line.split(' ').next()) {
                assert!(!unseal(&raw(&own, blob), &key).contains("quokka"));
            }
        }
        laptop.ok(&["sync", "leave", "phone"]);
        laptop.ok(&["sync", "leave"]);
        assert_eq!(git(&repo, &["branch", "--list"]), "");
    }
}

fn raw(repo: &Path, blob: &str) -> Vec<u8> {
    let out = Command::new("git")
        .args(["cat-file", "blob", blob])
        .current_dir(repo)
        .output();
    out.expect("git").stdout
}

fn on_branches(repo: &Path, key: &str) -> String {
    let mut text = String::new();
    for branch in git(repo, &["for-each-ref", "--format=%(refname)"]).lines() {
        for line in git(repo, &["ls-tree", branch]).lines() {
            let blob = line.split_whitespace().nth(2).expect("an id");
            text += &unseal(&raw(repo, blob), key);
        }
    }
    text
}

/// A home that is itself in a repository, with hooks and signing, and a shell that is in another.
#[test]
fn a_repository_that_a_home_happens_to_be_in_is_never_touched() {
    let (_dir, repo) = bare();
    let laptop = Home::new();
    git(laptop.dir.path(), &["init", "--quiet"]);
    let hook = "#!/bin/sh\ntouch \"$HOME/hook-ran\"\nexit 1\n";
    let hooks = laptop.path("hooks");
    std::fs::create_dir(&hooks).unwrap();
    for name in ["pre-push", "pre-commit", "post-commit", "post-checkout"] {
        let path = hooks.join(name);
        std::fs::write(&path, hook).unwrap();
        Command::new("chmod")
            .arg("755")
            .arg(&path)
            .status()
            .unwrap();
    }
    let config = format!(
        "[core]\n hooksPath = {}\n[commit]\n gpgSign = true\n[push]\n gpgSign = true\n[gpg]\n program = /bin/false\n",
        hooks.display()
    );
    std::fs::write(laptop.path(".gitconfig"), config).unwrap();
    laptop.ok(&["log", "walk"]);
    let url = repo.display().to_string();
    let run = |args: &[&str]| {
        let mut command = laptop.command(args);
        command
            .current_dir(laptop.dir.path())
            .env("GIT_DIR", laptop.path(".git"))
            .env("GIT_WORK_TREE", laptop.dir.path())
            .env("GIT_INDEX_FILE", laptop.path("index"));
        let said = crate::support::said(command);
        assert_eq!(said.code, 0, "{said:?}");
    };
    run(&["sync", "init", "git", &url]);
    laptop.ok(&["log", "walk"]);
    run(&["sync"]);
    assert!(!laptop.path("hook-ran").exists());
    assert!(!laptop.path("index").exists());
    let refs = git(laptop.dir.path(), &["for-each-ref"]);
    assert_eq!(refs, "");
    let config = std::fs::read_to_string(laptop.path(".git/config")).unwrap();
    assert!(!config.contains("remote"), "{config}");
}

#[test]
fn an_unreachable_repository_is_exit_5_and_nothing_counts_as_sent() {
    let (dir, repo) = bare();
    let laptop = Home::new();
    laptop.ok(&["log", "walk"]);
    let url = repo.display().to_string();
    laptop.ok(&["sync", "init", "git", &url, "--name", "laptop"]);
    let phone = joined(&laptop, &format!("git {url}"), "phone");
    let away = dir.path().join("away.git");
    std::fs::rename(&repo, &away).unwrap();
    laptop.ok(&["log", "tea"]);
    insta::assert_snapshot!(shown(&laptop, &repo, "sync"), @"
    $ ritual sync
    ! error: [PLACE] is not reached: fatal: '[PLACE]' does not appear to be a git repository
    ! hint: nothing is lost; the next `ritual sync` that reaches it goes on from here
    = 5
    ");
    std::fs::rename(&away, &repo).unwrap();
    // A push that is taken and not kept is no push.
    let hook = repo.join("hooks/pre-receive");
    std::fs::create_dir_all(repo.join("hooks")).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
    Command::new("chmod")
        .arg("755")
        .arg(&hook)
        .status()
        .unwrap();
    let refused = laptop.run(&["sync"]);
    assert_eq!(refused.code, 5, "{refused:?}");
    assert_eq!(laptop.json(&["sync", "status"])["unsent"], 2);
    std::fs::remove_file(&hook).unwrap();
    assert_eq!(laptop.ok(&["sync"]), "2 went.\n");
    assert_eq!(phone.ok(&["sync"]), "2 came (laptop).\n");
    insta::assert_snapshot!(shown(&Home::new(), &repo, "sync init git"), @"
    $ ritual sync init git
    ! error: git expects the path or URL of a bare repository
    ! hint: `ritual help devices` shows one
    = 2
    ");
    insta::assert_snapshot!(shown(&Home::new(), &repo, "sync init git -x"), @"
    $ ritual sync init git -x
    ! error: unexpected argument '-x' found
    ! hint: a value that begins with a dash follows an equals sign, as in --note=-x; `ritual sync init --help` shows what it takes
    = 2
    ");
}

#[test]
fn other_branches_and_a_lost_clone_are_no_matter() {
    let (dir, repo) = bare();
    let work = dir.path().join("work");
    std::fs::create_dir(&work).unwrap();
    git(&work, &["init", "--quiet"]);
    std::fs::write(work.join("readme"), "not of this program").unwrap();
    git(&work, &["add", "readme"]);
    git(
        &work,
        &[
            "-c",
            "user.name=x",
            "-c",
            "user.email=x",
            "commit",
            "-qm",
            "x",
        ],
    );
    let url = repo.display().to_string();
    git(&work, &["push", "--quiet", &url, "HEAD:refs/heads/main"]);
    let laptop = Home::new();
    laptop.ok(&["log", "walk"]);
    laptop.ok(&["sync", "init", "git", &url]);
    std::fs::remove_dir_all(own_folder(&laptop).join("git")).unwrap();
    laptop.ok(&["log", "walk"]);
    assert_eq!(laptop.ok(&["sync"]), "1 went.\n");
    let phone = Home::new();
    join(&laptop, &phone, &format!("git {url}"), "phone");
    settle(&[&laptop, &phone]);
    assert!(git(&repo, &["show", "main:readme"]).contains("not of this program"));
}

/// What is kept beside the notebook is made again where it broke, and where it lies does not matter.
#[test]
fn a_clone_that_broke_and_a_shallow_repository_are_no_matter() {
    let (dir, repo) = bare();
    let url = repo.display().to_string();
    let laptop = Home::new();
    laptop.ok(&["log", "walk"]);
    laptop.ok(&["sync", "init", "git", &url, "--name", "laptop"]);
    let own = own_folder(&laptop).join("git");
    let breaks: [&dyn Fn(); 4] = [
        &|| std::fs::remove_dir_all(own.join("objects")).unwrap(),
        &|| std::fs::remove_file(own.join("HEAD")).unwrap(),
        &|| std::fs::write(own.join("HEAD"), "").unwrap(),
        &|| std::fs::write(own.join("packed-refs"), "junk").unwrap(),
    ];
    for broken in breaks {
        broken();
        laptop.ok(&["log", "walk"]);
        assert_eq!(laptop.ok(&["sync"]), "1 went.\n");
    }
    let shallow = dir.path().join("shallow.git").display().to_string();
    let from = format!("file://{url}");
    let clone = ["clone", "-q", "--bare", "--depth", "1", &from, &shallow];
    git(dir.path(), &[&clone[..], &["--no-single-branch"]].concat());
    let phone = joined(&laptop, &format!("git {shallow}"), "phone");
    assert_eq!(rows(&phone), rows(&laptop));
    // A repository with files checked out, at no branch.
    let work = dir.path().join("work");
    let at = work.display().to_string();
    git(dir.path(), &["clone", "-q", &url, &at]);
    let branch = format!("ritual-{}", id(&laptop));
    git(&work, &["checkout", "-q", &format!("origin/{branch}")]);
    git(&work, &["branch", &branch]);
    let tablet = joined(&laptop, &format!("git {at}"), "tablet");
    assert_eq!(rows(&tablet), rows(&laptop));
}
