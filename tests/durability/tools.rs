//! What several of these tests need: chance with a seed, a look into the file from another program.

use crate::support::{Home, Said, said};
use rusqlite::{Connection, OpenFlags};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// SplitMix64: the same trials in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to one below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end as u64).expect("smaller than end")
    }
}

/// Commands that only look, as one of each kind.
pub const LOOKING: &[&[&str]] = &[
    &["today"],
    &["list"],
    &["show", "walk"],
    &["history", "walk"],
    &["streaks"],
    &["boundaries"],
    &["export", "jsonl"],
    &["undo", "--list"],
    &["config"],
    &["privacy"],
    &["doctor"],
];

pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a file")
}

/// How often a word stands anywhere in the bytes of a file.
pub fn count_in(path: &Path, word: &str) -> usize {
    String::from_utf8_lossy(&bytes(path)).matches(word).count()
}

/// The file with `suffix` behind its name.
pub fn side(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The file as another program sees it, without changing it.
pub fn peek(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a database")
}

pub fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).expect("a query");
    let rows = statement.query_map([], |row| row.get(0)).expect("rows");
    rows.collect::<Result<_, _>>().expect("texts")
}

pub fn number(conn: &Connection, sql: &str) -> i64 {
    conn.query_row(sql, [], |row| row.get(0)).expect("a number")
}

/// The tables that hold a person's rows.
pub const TABLES: [&str; 6] = ["ritual", "completion", "mood", "boundary", "pause", "note"];

/// Whole pages, whole references, and no row written by half: each has its checksum, and a handle
/// and a stamp that the clock has given out.
pub fn assert_sound(path: &Path) {
    let conn = peek(path);
    assert_eq!(texts(&conn, "PRAGMA integrity_check"), ["ok"]);
    assert_eq!(
        number(&conn, "SELECT count(*) FROM pragma_foreign_key_check"),
        0
    );
    for table in TABLES {
        let later = format!(
            "SELECT count(*) FROM {table} WHERE sum = 0 OR id > (SELECT handle FROM clock)
             OR stamp > (SELECT stamp FROM clock)"
        );
        assert_eq!(number(&conn, &later), 0, "{table}");
    }
}

pub fn notes(path: &Path) -> Vec<String> {
    texts(
        &peek(path),
        "SELECT note FROM completion WHERE note IS NOT NULL ORDER BY id",
    )
}

pub fn chmod(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

pub fn at(home: &Home, db: &Path, args: &[&str]) -> Said {
    let mut command = home.command(args);
    command.env("RITUAL_DB", db);
    said(command)
}

/// Waits for what another process is about to do; fails rather than hang where it never does.
pub fn until(what: &str, mut seen: impl FnMut() -> bool) {
    for _ in 0..20_000 {
        if seen() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("never seen: {what}");
}

/// One line that says what is wrong, one that says what helps.
pub fn assert_one_line_and_hint(said: &Said) {
    let lines: Vec<&str> = said
        .err
        .lines()
        .filter(|l| !l.starts_with("note: "))
        .collect();
    let fits = matches!(lines[..], [error, hint] if error.starts_with("error: ") && hint.starts_with("hint: "));
    assert!(fits && said.out.is_empty(), "{said:?}");
}

/// A small file system of its own over a person's folder, for as long as this lives.
pub struct Mounted(PathBuf);

impl Mounted {
    /// `None` where this user may not mount.
    pub fn over(home: &Home, size: &str) -> Option<Mounted> {
        let folder = home.dir.path().to_owned();
        let options = format!("size={size},mode=0700");
        let mounted = mount(&["-t", "tmpfs", "-o", &options, "ritual-test"], &folder);
        mounted.then_some(Mounted(folder))
    }

    pub fn read_only(&self) {
        assert!(mount(&["-o", "remount,ro"], &self.0));
    }

    pub fn enlarge(&self, size: &str) {
        assert!(mount(&["-o", &format!("remount,size={size}")], &self.0));
    }
}

fn mount(args: &[&str], folder: &Path) -> bool {
    let out = Command::new("mount").args(args).arg(folder).output();
    out.is_ok_and(|out| out.status.success())
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

/// A shell's line in a person's machine, with the program as `$0` and further words as `$1`…
pub fn shell(home: &Home, line: &str, words: &[&str]) -> Command {
    let whole = home.command(&[]);
    let mut command = Command::new("sh");
    command
        .args(["-c", line, crate::support::BIN])
        .args(words)
        .env_clear()
        .envs(whole.get_envs().filter_map(|(k, v)| Some((k, v?))))
        .stdin(std::process::Stdio::null());
    command
}

/// Whether a program is at hand; a test that goes without says so.
pub fn at_hand(program: &str) -> bool {
    let found = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .output()
        .is_ok_and(|out| out.status.success());
    if !found {
        passed_over(&format!("{program} is not installed"));
    }
    found
}

/// Says why a test proves nothing on this machine.
#[expect(clippy::print_stderr, reason = "for whoever reads the test's output")]
pub fn passed_over(why: &str) {
    eprintln!("passed over: {why}");
}

/// The names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<String> = entries
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into())
        .collect();
    found.sort();
    found
}
