//! `ritual remind cron`, `systemd` and `at`: what a person could paste. Nothing is installed.

use super::now::open;
use super::program::{cron_line, shell, shell_line, systemd_line, words};
use crate::cli::context::Context;
use crate::cli::reply::Reply;
use crate::failure::Result;
use crate::render::voice;
use chrono::Days;

#[derive(Debug, clap::Args)]
pub struct SystemdArgs {
    /// One of the two alone, for a file of its own
    #[arg(long, value_name = "UNIT", value_parser = ["service", "timer"])]
    unit: Option<String>,
}

pub fn cron(context: &Context) -> Result<Reply> {
    let line = cron_line(&words(context)?);
    Ok(Reply::plain(voice::crontab(&line)))
}

pub fn systemd(args: &SystemdArgs, context: &Context) -> Result<Reply> {
    let service = voice::systemd_service(&systemd_line(&words(context)?));
    let timer = voice::systemd_timer();
    Ok(Reply::plain(match args.unit.as_deref() {
        Some("service") => service,
        Some(_) => timer,
        None => format!("{service}\n{timer}"),
    }))
}

/// One line for each next time; at(1) runs a line once.
pub fn at(context: &mut Context) -> Result<Reply> {
    let (store, _) = context.read()?;
    let today = context.clock.today();
    let mut journal = store.journal(today)?;
    store.fill_between(&mut journal)?;
    drop(store);
    let clock = &context.clock;
    let mut times = Vec::new();
    for reminder in open(&journal) {
        let days = (0..=8).filter_map(|on| today.checked_add_days(Days::new(on)));
        let ahead = |day: &chrono::NaiveDate| clock.comes(*day, reminder.at) > clock.wall_ms();
        let next = days.filter(|day| reminder.falls_on(*day)).find(ahead);
        times.extend(next.map(|day| clock.on_calendar(day, reminder.at)));
    }
    times.sort();
    times.dedup();
    let line = shell(&shell_line(&words(context)?));
    let said: String = times
        .iter()
        .map(|time| format!("echo {line} | at -t {}\n", time.format("%Y%m%d%H%M")))
        .collect();
    Ok(Reply::plain(said))
}
