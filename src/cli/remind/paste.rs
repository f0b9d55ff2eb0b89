//! `ritual remind cron`, `systemd`, `launchd` and `at`: what a person could paste. Nothing is installed.

use super::now::open;
use super::program::{cron_line, seen, shell, shell_line, systemd_line, words, xml};
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::failure::Result;
use crate::render::voice;
use crate::report::remind as report;
use chrono::Days;

#[derive(Debug, clap::Args)]
pub struct SystemdArgs {
    /// One of the two alone, for a file of its own
    #[arg(long, value_name = "UNIT", value_parser = ["service", "timer"])]
    unit: Option<String>,
    #[command(flatten)]
    how: Saying,
}

/// How a line says what has come.
#[derive(Debug, clap::Args)]
pub struct Saying {
    /// Say the times alone, without your words: for a lock screen
    #[arg(long)]
    neutral: bool,
}

impl Saying {
    fn words(&self, globals: &Globals) -> Result<Vec<String>> {
        let mut words = words(globals)?;
        words.extend(self.neutral.then(|| "--neutral".to_owned()));
        Ok(words)
    }
}

pub fn cron(how: &Saying, globals: &Globals) -> Result<Reply> {
    let line = cron_line(&seen(&how.words(globals)?));
    Ok(Reply::plain(voice::crontab(&line)))
}

pub fn systemd(args: &SystemdArgs, globals: &Globals) -> Result<Reply> {
    let line = seen(&args.how.words(globals)?);
    let line = systemd_line(&["/bin/sh".to_owned(), "-c".to_owned(), line]);
    let service = voice::systemd_service(&line);
    let timer = voice::SYSTEMD_TIMER;
    Ok(Reply::plain(match args.unit.as_deref() {
        Some("service") => service,
        Some(_) => timer.to_owned(),
        None => format!("{service}\n{timer}"),
    }))
}

/// An agent for macOS, which shows what `remind now` prints.
pub fn launchd(how: &Saying, globals: &Globals) -> Result<Reply> {
    let show = r#"osascript -e 'on run argv' -e 'display notification (item 1 of argv) with title "ritual"' -e 'end run' "$words""#;
    let now = shell_line(&how.words(globals)?);
    let line = format!("words=$({now}) && test -n \"$words\" && {show}");
    Ok(Reply::plain(voice::launchd_agent(&xml(&line))))
}

/// One line for each next time; at(1) runs a line once.
pub fn at(how: &Saying, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::NEEDS)?;
    let (clock, today) = (&session.clock, journal.today);
    let mut times = Vec::new();
    for reminder in open(&journal) {
        let days = (0..=8).filter_map(|on| today.checked_add_days(Days::new(on)));
        let ahead = |day: &chrono::NaiveDate| clock.comes(*day, reminder.at) > clock.wall_ms();
        let next = days.filter(|day| reminder.falls_on(*day)).find(ahead);
        times.extend(next.map(|day| clock.on_calendar(day, reminder.at)));
    }
    times.sort();
    times.dedup();
    let line = shell(&seen(&how.words(globals)?));
    let said: String = times
        .iter()
        .map(|time| format!("echo {line} | at -t {}\n", time.format("%Y%m%d%H%M")))
        .collect();
    Ok(Reply::plain(said))
}
