//! A POSIX file system that knows what would outlive a power cut: the bytes of a file after its own
//! fsync, the names in a folder after the folder's own, and of the rest any part.

use crate::tools::Dice;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What can be half written of a write.
const SECTOR: usize = 512;

#[derive(Clone)]
enum Node {
    File(Vec<u8>),
    Folder(BTreeMap<String, usize>),
}

/// Something done that may not be on the disk so far.
#[derive(Clone)]
enum Op {
    Write {
        file: usize,
        at: usize,
        bytes: Vec<u8>,
    },
    Size {
        file: usize,
        len: usize,
    },
    /// Names that came (a node) or went (none) together.
    Names(Vec<(usize, String, Option<usize>)>),
}

impl Op {
    fn touches(&self, node: usize) -> bool {
        match self {
            Op::Write { file, .. } | Op::Size { file, .. } => *file == node,
            Op::Names(names) => names.iter().any(|(folder, ..)| *folder == node),
        }
    }
}

fn apply(nodes: &mut [Node], op: &Op) {
    match op {
        Op::Write { file, at, bytes } => {
            let Node::File(data) = &mut nodes[*file] else {
                return;
            };
            data.resize(data.len().max(at + bytes.len()), 0);
            data[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        Op::Size { file, len } => {
            let Node::File(data) = &mut nodes[*file] else {
                return;
            };
            data.resize(*len, 0);
        }
        Op::Names(names) => {
            for (folder, name, node) in names {
                let Node::Folder(entries) = &mut nodes[*folder] else {
                    return;
                };
                match node {
                    Some(node) => entries.insert(name.clone(), *node),
                    None => entries.remove(name),
                };
            }
        }
    }
}

#[derive(Clone)]
pub struct Disk {
    root: PathBuf,
    /// What is on the disk, and what the machine sees; the first node is the root.
    durable: Vec<Node>,
    live: Vec<Node>,
    pending: Vec<Op>,
    /// Open files: node and position.
    open: HashMap<i64, (usize, usize)>,
}

/// What a call meant.
pub enum Step {
    Nothing,
    /// Something changed, or what had changed is on the disk.
    Changed,
    /// The first byte on stdout.
    Confirmed,
}

impl Disk {
    pub fn load(root: &Path) -> Disk {
        let mut nodes = Vec::new();
        load(root, &mut nodes);
        Disk {
            root: root.to_owned(),
            durable: nodes.clone(),
            live: nodes,
            pending: Vec::new(),
            open: HashMap::new(),
        }
    }

    /// The folder a path lies in, its name there, and its node.
    fn find(&self, path: &str) -> Option<(usize, String, Option<usize>)> {
        let inside = Path::new(path).strip_prefix(&self.root).ok()?;
        let mut at = (0, String::new(), Some(0));
        for part in inside.iter() {
            let folder = at.2?;
            let Node::Folder(entries) = &self.live[folder] else {
                return None;
            };
            let name = part.to_str()?.to_owned();
            at = (folder, name.clone(), entries.get(&name).copied());
        }
        Some(at)
    }

    fn make(&mut self, node: Node, folder: usize, name: String) -> usize {
        self.live.push(node.clone());
        self.durable.push(node);
        let made = self.live.len() - 1;
        self.note(Op::Names(vec![(folder, name, Some(made))]));
        made
    }

    fn note(&mut self, op: Op) {
        apply(&mut self.live, &op);
        self.pending.push(op);
    }

    fn synced(&mut self, node: usize) {
        let (done, left) = self.pending.drain(..).partition(|op: &Op| op.touches(node));
        self.pending = left;
        let done: Vec<Op> = done;
        done.iter().for_each(|op| apply(&mut self.durable, op));
    }

    /// Follows one finished system call.
    pub fn call(&mut self, name: &str, args: &[String], result: i64) -> Step {
        let number = |at: usize| args[at].parse::<i64>().unwrap_or(-1);
        let path = |at: usize| text(&args[at]);
        let opened = |disk: &Disk| disk.open.get(&number(0)).copied();
        if result < 0 {
            return Step::Nothing;
        }
        match name {
            "openat" => {
                self.open.remove(&result);
                let Some((folder, name, node)) = self.find(&path(1)) else {
                    return Step::Nothing;
                };
                let node = match node {
                    Some(node) => node,
                    None => self.make(Node::File(Vec::new()), folder, name),
                };
                self.open.insert(result, (node, 0));
                return if args[2].contains("O_CREAT") {
                    Step::Changed
                } else {
                    Step::Nothing
                };
            }
            "close" => {
                self.open.remove(&number(0));
                return Step::Nothing;
            }
            "lseek" => {
                if let Some((_, at)) = self.open.get_mut(&number(0)) {
                    *at = result as usize;
                }
                return Step::Nothing;
            }
            "write" | "pwrite64" => {
                let Some((file, position)) = opened(self) else {
                    return if number(0) == 1 {
                        Step::Confirmed
                    } else {
                        Step::Nothing
                    };
                };
                let bytes = raw(&args[1])[..result as usize].to_vec();
                let at = if name == "write" {
                    position
                } else {
                    number(3) as usize
                };
                if name == "write" {
                    self.open.insert(number(0), (file, at + bytes.len()));
                }
                self.note(Op::Write { file, at, bytes });
            }
            "ftruncate" => {
                let Some((file, _)) = opened(self) else {
                    return Step::Nothing;
                };
                self.note(Op::Size {
                    file,
                    len: number(1) as usize,
                });
            }
            "fsync" | "fdatasync" => {
                let Some((node, _)) = opened(self) else {
                    return Step::Nothing;
                };
                self.synced(node);
            }
            "mkdir" => {
                let Some((folder, name, None)) = self.find(&path(0)) else {
                    return Step::Nothing;
                };
                self.make(Node::Folder(BTreeMap::new()), folder, name);
            }
            "unlink" | "rmdir" => self.unlink(&path(0)),
            "unlinkat" => self.unlink(&path(1)),
            "rename" => self.moved(&path(0), &path(1), true),
            "link" => self.moved(&path(0), &path(1), false),
            "linkat" | "renameat" | "renameat2" => {
                self.moved(&path(1), &path(3), name != "linkat");
            }
            other => panic!("{other} is not modelled"),
        }
        Step::Changed
    }

    fn unlink(&mut self, path: &str) {
        if let Some((folder, name, _)) = self.find(path) {
            self.note(Op::Names(vec![(folder, name, None)]));
        }
    }

    fn moved(&mut self, from: &str, to: &str, leaves: bool) {
        if let (Some(from), Some(to)) = (self.find(from), self.find(to)) {
            let gone = leaves.then_some((from.0, from.1, None));
            let came = (to.0, to.1, from.2);
            self.note(Op::Names(gone.into_iter().chain([came]).collect()));
        }
    }

    /// What the disk may hold when the power goes now: nothing that was not synced, all of it, or any
    /// part, with a write torn between sectors.
    pub fn cut(&self, kind: usize, dice: &mut Dice) -> Tree {
        let mut nodes = self.durable.clone();
        for op in &self.pending {
            let kept = match kind {
                0 => false,
                1 => true,
                _ => dice.below(2) == 0,
            };
            match op {
                Op::Write { file, at, bytes } if kind == 3 => {
                    for (n, part) in bytes.chunks(SECTOR).enumerate() {
                        if dice.below(2) == 0 {
                            let (file, at, bytes) = (*file, at + n * SECTOR, part.to_vec());
                            apply(&mut nodes, &Op::Write { file, at, bytes });
                        }
                    }
                }
                op if kept => apply(&mut nodes, op),
                _ => {}
            }
        }
        tree(&nodes, 0, Path::new(""))
    }
}

/// Files by their path below the root, and folders (none).
pub type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn tree(nodes: &[Node], at: usize, path: &Path) -> Tree {
    match &nodes[at] {
        Node::File(bytes) => Tree::from([(path.to_owned(), Some(bytes.clone()))]),
        Node::Folder(entries) => {
            let below = entries
                .iter()
                .flat_map(|(name, node)| tree(nodes, *node, &path.join(name)));
            [(path.to_owned(), None)].into_iter().chain(below).collect()
        }
    }
}

fn load(path: &Path, nodes: &mut Vec<Node>) -> usize {
    let at = nodes.len();
    if !path.is_dir() {
        nodes.push(Node::File(std::fs::read(path).expect("a file")));
        return at;
    }
    nodes.push(Node::Folder(BTreeMap::new()));
    for name in crate::tools::names(path) {
        let below = load(&path.join(&name), nodes);
        if let Node::Folder(entries) = &mut nodes[at] {
            entries.insert(name, below);
        }
    }
    at
}

/// The bytes of an argument as `strace -xx` writes them.
fn raw(arg: &str) -> Vec<u8> {
    let hex = arg.trim_matches('"').split("\\x").skip(1);
    hex.map(|byte| u8::from_str_radix(byte, 16).expect("a byte"))
        .collect()
}

fn text(arg: &str) -> String {
    String::from_utf8(raw(arg)).expect("a path")
}
