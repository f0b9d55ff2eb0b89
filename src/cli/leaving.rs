//! Signals while words are typed that would go with the program: they end the question, or the
//! editor, and not what comes of the answers.

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level};
use std::io::{self, BufRead, PipeReader, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// Ctrl-C and being told to end: each writes into a pipe that is read beside the keys. A window that
/// closes ends the keys by itself, and does not end the program.
struct Signals {
    came: PipeReader,
    /// Whether one ends the program, as where nothing is typed.
    end: Arc<AtomicBool>,
    /// Whether one ended the last question.
    ended: AtomicBool,
}

/// None where the system has no room for a pipe: they end the program then.
fn signals() -> Option<&'static Signals> {
    static SIGNALS: OnceLock<Option<Signals>> = OnceLock::new();
    let heard = || -> io::Result<Signals> {
        let (came, comes) = io::pipe()?;
        let end = Arc::new(AtomicBool::new(true));
        flag::register(SIGHUP, Arc::default())?;
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&end))?;
            low_level::pipe::register(signal, comes.try_clone()?)?;
        }
        let ended = AtomicBool::new(false);
        Ok(Signals { came, end, ended })
    };
    SIGNALS.get_or_init(|| heard().ok()).as_ref()
}

/// Whether a signal ends the program. It does until a question is asked, and again where what comes
/// of the answer may take a while. Where several are asked, what was answered is written next, and a
/// second Ctrl-C is no other wish.
pub fn ends(by_signal: bool) {
    if let Some(signals) = signals() {
        signals.end.store(by_signal, Ordering::Relaxed);
    }
}

/// Whether the last question was left by a signal.
pub fn by_signal() -> bool {
    signals().is_some_and(|signals| signals.ended.load(Ordering::Relaxed))
}

/// A line from the terminal with its end; none where the person leaves, by Ctrl-D or a signal.
pub fn line() -> Option<Vec<u8>> {
    let mut line = Vec::new();
    while !line.ends_with(b"\n") {
        if !keys() {
            return None;
        }
        // A terminal gives a line at a time, or less of it where Ctrl-D is pressed within.
        let mut terminal = io::stdin().lock();
        let read = terminal.fill_buf().map_or(0, |keys| {
            line.extend_from_slice(keys);
            keys.len()
        });
        terminal.consume(read);
        if read == 0 {
            break;
        }
    }
    Some(line).filter(|line| !line.is_empty())
}

/// Waits for keys; false where a signal comes before.
fn keys() -> bool {
    let Some(signals) = signals() else {
        return true;
    };
    loop {
        let terminal = io::stdin();
        let mut both = [
            PollFd::new(&signals.came, PollFlags::IN),
            PollFd::new(&terminal, PollFlags::IN),
        ];
        match poll(&mut both, None) {
            Err(Errno::INTR) => continue,
            // Some systems wait for no terminal: there the signals end the program, as elsewhere.
            Ok(_) if both[1].revents().contains(PollFlags::NVAL) => {
                ends(true);
                return true;
            }
            Err(_) => return true,
            // What was typed before it is read first.
            Ok(_) if !both[1].revents().is_empty() => return true,
            Ok(_) => {
                let _ = (&signals.came).read(&mut [0; 64]);
                signals.ended.store(true, Ordering::Relaxed);
                return false;
            }
        }
    }
}
