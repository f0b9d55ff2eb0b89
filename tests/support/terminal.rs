//! A terminal of its own for one command, made by `script` of util-linux.

use super::{Home, Said};
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A command at a terminal. The terminal repeats nothing of what is typed: where an echo lies
/// among the questions hangs on who is faster.
pub struct Terminal {
    child: Child,
    keys: ChildStdin,
    screen: ChildStdout,
    shown: Vec<u8>,
}

/// Said by the shell once the terminal is set and the command is next.
const READY: u8 = 1;

impl Terminal {
    /// Starts a command line of a shell, on so many columns; on an unknown width where there are none.
    pub fn start(home: &Home, line: &str, columns: u16) -> Terminal {
        let line = format!("stty -echo cols {columns}; printf '\\001'; exec {line}");
        let at_home = home.command(&[]);
        let mut child = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env_clear()
            .envs(at_home.get_envs().filter_map(|(k, v)| Some((k, v?))))
            .env("SHELL", "/bin/sh")
            .env("TERM", "dumb")
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("script of util-linux");
        let mut terminal = Terminal {
            keys: child.stdin.take().expect("a pipe"),
            screen: child.stdout.take().expect("a pipe"),
            child,
            shown: Vec::new(),
        };
        terminal.until(&[READY]);
        terminal.shown.clear();
        terminal
    }

    pub fn types(&mut self, keys: &str) {
        // A command that is through reads no further keys.
        let _ = self.keys.write_all(keys.as_bytes());
    }

    /// Reads on until these words are shown, be it again.
    pub fn until(&mut self, words: &[u8]) {
        let mut byte = [0];
        loop {
            let got = self.screen.read(&mut byte).expect("a terminal");
            assert!(got > 0, "{}", String::from_utf8_lossy(&self.shown));
            self.shown.push(byte[0]);
            if self.shown.ends_with(words) {
                break;
            }
        }
    }

    /// The window is closed while the command runs.
    pub fn close(mut self) {
        self.child.kill().expect("a window");
        self.child.wait().expect("an end");
    }

    /// All that was shown, with plain line ends. Whoever asks for more keys finds that nobody is there.
    pub fn end(mut self) -> Said {
        drop(self.keys);
        let _ = self.screen.read_to_end(&mut self.shown);
        let out = self.child.wait_with_output().expect("an end");
        Said {
            out: String::from_utf8_lossy(&self.shown).replace('\r', ""),
            err: String::from_utf8_lossy(&out.stderr).into_owned(),
            code: out.status.code().unwrap_or(-1),
        }
    }
}
