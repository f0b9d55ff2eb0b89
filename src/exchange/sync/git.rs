//! A bare repository, by path or URL: a branch for each device, with one commit that is replaced.
//! Nobody pushes to another's branch, so that nothing is ever merged there.
//!
//! The program keeps a repository of its own beside the notebook. A repository that a home happens
//! to be in is never found; no hook runs, and nothing is signed.

use super::carrier::{Carrier, CarrierError, Found, Result};
use crate::file;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub struct Git {
    pub url: String,
    pub own: PathBuf,
}

/// Where branches lie here as they were fetched.
const HERE: &str = "refs/sync/";
const THERE: &str = "refs/heads/";
const BRANCH: &str = "ritual-";

/// What git is told by its surroundings of the repository it was called from.
const SURROUNDINGS: &str = "WORK_TREE INDEX_FILE OBJECT_DIRECTORY ALTERNATE_OBJECT_DIRECTORIES COMMON_DIR NAMESPACE PREFIX \
     CONFIG CONFIG_COUNT CONFIG_PARAMETERS GRAFT_FILE SHALLOW_FILE";

/// Whatever is configured: no hooks, no signing, no other program, nothing by itself.
const SETTINGS: [&str; 7] = [
    "core.hooksPath=/dev/null",
    "commit.gpgSign=false",
    "push.gpgSign=false",
    "core.fsmonitor=false",
    "gc.auto=0",
    "core.logAllRefUpdates=false",
    "push.followTags=false",
];

impl Carrier for Git {
    fn list(&mut self) -> Result<Vec<Found>> {
        match self.listed() {
            // The repository here holds nothing that is not there as well.
            Err(_) if self.own.exists() && self.run(&["fsck", "--connectivity-only"]).is_err() => {
                std::fs::remove_dir_all(&self.own).map_err(|e| self.unkept(&e))?;
                self.listed()
            }
            listed => listed,
        }
    }

    fn read(&self, found: &Found) -> Result<Vec<u8>> {
        self.bytes(&["cat-file", "blob", &found.id], &[])
    }

    fn put(
        &mut self,
        device: &str,
        files: &[(String, Vec<u8>)],
        out: &[String],
    ) -> Result<Vec<String>> {
        let branch = format!("{BRANCH}{device}");
        let mut tree = self.tree(&branch)?;
        tree.retain(|name, _| !out.contains(name));
        let mut ids = Vec::new();
        for (name, bytes) in files {
            let id = self.fed(&["hash-object", "-w", "--stdin"], bytes)?;
            tree.insert(name.clone(), id.clone());
            ids.push(id);
        }
        if files.is_empty() && out.is_empty() {
            return Ok(ids);
        }
        let entry = |(name, id): (&String, &String)| format!("100644 blob {id}\t{name}\n");
        let entries: String = tree.iter().map(entry).collect();
        let tree = self.fed(&["mktree"], entries.as_bytes())?;
        let commit = self.fed(&["commit-tree", &tree, "-m", "sync"], &[])?;
        self.push(&format!("{commit}:{THERE}{branch}"))?;
        // What a push says is not enough: it counts when it is seen there.
        if self.branches(device)?.get(&branch) != Some(&commit) {
            return Err(CarrierError::Away(format!(
                "{} does not show what was sent",
                self.url
            )));
        }
        self.run(&["update-ref", &format!("{HERE}{branch}"), &commit])?;
        self.let_go();
        Ok(ids)
    }

    fn remove(&mut self, device: &str) -> Result<()> {
        self.begin()?;
        let branch = format!("{BRANCH}{device}");
        if self.branches(device)?.contains_key(&branch) {
            self.push(&format!(":{THERE}{branch}"))?;
        }
        let _ = self.run(&["update-ref", "-d", &format!("{HERE}{branch}")]);
        Ok(())
    }
}

impl Git {
    fn listed(&mut self) -> Result<Vec<Found>> {
        self.begin()?;
        let there = self.branches("*")?;
        let here = self.run(&["for-each-ref", "--format=%(objectname) %(refname)", HERE])?;
        let here: BTreeSet<String> = here.lines().map(str::to_owned).collect();
        let fetched = |(branch, commit): (&String, &String)| format!("{commit} {HERE}{branch}");
        if here != there.iter().map(fetched).collect() {
            let refs = format!("+{THERE}{BRANCH}*:{HERE}{BRANCH}*");
            let how = ["--quiet", "--no-tags", "--prune", "--update-shallow"];
            self.reach(&[&["fetch"][..], &how, &["--", &self.url, &refs]].concat())?;
            self.let_go();
        }
        let mut found = Vec::new();
        for branch in there.keys() {
            let files = self.tree(branch)?.into_iter();
            let files = files.filter_map(|(name, id)| {
                Some(Found {
                    id,
                    ..Found::named(&name)?
                })
            });
            found.extend(files.filter(|file| *branch == format!("{BRANCH}{}", file.device)));
        }
        Ok(found)
    }

    /// What was replaced there goes from here too; where it cannot go now, it goes next time.
    fn let_go(&self) {
        let _ = self.run(&["gc", "--quiet", "--prune=now"]);
    }

    /// The repository beside the notebook.
    fn begin(&self) -> Result<()> {
        if self.url.starts_with('-') {
            return Err(CarrierError::Refused(format!(
                "'{}' is no repository",
                self.url
            )));
        }
        if self.own.join("HEAD").exists() {
            return Ok(());
        }
        file::make_folders(&self.own).map_err(|e| self.unkept(&e))?;
        self.run(&["init", "--quiet", "--bare", "--template="])
            .map(drop)
    }

    fn unkept(&self, error: &std::io::Error) -> CarrierError {
        CarrierError::Away(format!("{}: {error}", self.own.display()))
    }

    /// The commit of each device's branch there; of one device, or of `*`.
    fn branches(&self, device: &str) -> Result<BTreeMap<String, String>> {
        let wanted = format!("{THERE}{BRANCH}{device}");
        let listed = self.reach(&["ls-remote", "--", &self.url, &wanted])?;
        let branch = |line: &str| {
            let (commit, name) = line.split_once('\t')?;
            Some((name.strip_prefix(THERE)?.to_owned(), commit.to_owned()))
        };
        Ok(listed.lines().filter_map(branch).collect())
    }

    /// The files on a branch as it was fetched, each with its id.
    fn tree(&self, branch: &str) -> Result<BTreeMap<String, String>> {
        let at = format!("{HERE}{branch}");
        if self.run(&["for-each-ref", &at])?.is_empty() {
            return Ok(BTreeMap::new());
        }
        let listed = self.run(&["ls-tree", "--full-tree", &at])?;
        let entry = |line: &str| {
            let (about, name) = line.split_once('\t')?;
            let id = about.strip_prefix("100644 blob ")?;
            Some((name.to_owned(), id.to_owned()))
        };
        Ok(listed.lines().filter_map(entry).collect())
    }

    fn push(&self, what: &str) -> Result<String> {
        let how = ["push", "--quiet", "--force", "--no-verify", "--"];
        self.reach(&[&how[..], &[&self.url, what]].concat())
    }

    /// A command that reaches the repository.
    fn reach(&self, args: &[&str]) -> Result<String> {
        self.run(args).map_err(|error| match error {
            CarrierError::Refused(why) => {
                CarrierError::Away(format!("{} is not reached: {why}", self.url))
            }
            away @ CarrierError::Away(_) => away,
        })
    }

    fn run(&self, args: &[&str]) -> Result<String> {
        self.fed(args, &[])
    }

    /// What a command says, without the space around it, of what it is given to read.
    fn fed(&self, args: &[&str], input: &[u8]) -> Result<String> {
        let bytes = self.bytes(args, input)?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    fn bytes(&self, args: &[&str], input: &[u8]) -> Result<Vec<u8>> {
        let unrun = |e: std::io::Error| CarrierError::Away(format!("git cannot be run: {e}"));
        let mut command = Command::new("git");
        for name in SURROUNDINGS.split(' ') {
            command.env_remove(format!("GIT_{name}"));
        }
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        // Of whom and when a commit is says nothing.
        for who in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{who}_NAME"), "ritual")
                .env(format!("GIT_{who}_EMAIL"), "ritual")
                .env(format!("GIT_{who}_DATE"), "2000-01-01T00:00:00Z");
        }
        let mut child = command
            .args(args)
            .current_dir(&self.own)
            .env("GIT_DIR", &self.own)
            .env("GIT_CEILING_DIRECTORIES", &self.own)
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(match input {
                [] => Stdio::null(),
                _ => Stdio::piped(),
            })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(unrun)?;
        if let Some(mut pipe) = child.stdin.take() {
            pipe.write_all(input).map_err(unrun)?;
        }
        let done = child.wait_with_output().map_err(unrun)?;
        if done.status.success() {
            return Ok(done.stdout);
        }
        let said = String::from_utf8_lossy(&done.stderr);
        let first = said.lines().map(str::trim).find(|line| !line.is_empty());
        let why = first.unwrap_or("git does not say why");
        Err(CarrierError::Refused(why.to_owned()))
    }
}
