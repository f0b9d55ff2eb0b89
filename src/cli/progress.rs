//! A sign of life while something takes long: on a terminal alone, and on stderr.

use super::session::Globals;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long the person waits before anything is shown.
const PATIENCE: Duration = Duration::from_millis(400);

/// Does the work; when it takes longer than a moment, `what` is shown with a moving mark until it
/// is done.
pub fn while_working<T>(globals: &Globals, what: &'static str, work: impl FnOnce() -> T) -> T {
    if globals.quiet || !std::io::stderr().is_terminal() {
        return work();
    }
    let (done, wait) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if wait.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = bar("{spinner} {msg}").with_message(what);
            while wait.recv_timeout(Duration::from_millis(100)) == Err(RecvTimeoutError::Timeout) {
                bar.tick();
            }
            bar.finish_and_clear();
        });
        let result = work();
        drop(done);
        result
    })
}

/// How many rows were read so far.
pub struct RowsRead {
    bar: ProgressBar,
    rows: u64,
}

impl RowsRead {
    /// How many rows come between two steps.
    const STEP: u64 = 1000;

    pub fn none_yet() -> Self {
        RowsRead {
            bar: bar("{spinner} {human_pos} rows read"),
            rows: 0,
        }
    }

    pub fn one_more(&mut self) {
        self.rows += 1;
        if self.rows.is_multiple_of(Self::STEP) {
            self.bar.inc(Self::STEP);
        }
    }

    pub fn done(&self) {
        self.bar.finish_and_clear();
    }
}

/// A bar of its own on stderr; where that is no terminal, nothing is drawn.
fn bar(template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template);
    let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style)
}
