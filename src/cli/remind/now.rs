//! `ritual remind now`: the one line for cron.

use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::clock::Clock;
use crate::domain::boundary::Boundary;
use crate::domain::journal::Journal;
use crate::domain::reminder::{Reminder, kept_away};
use crate::failure::{Failure, Result, code};
use crate::render::between as page;
use crate::render::voice::Said;
use crate::report::remind as report;
use crate::store::{Delivered, Writer};
use chrono::NaiveDate;

/// A clock that ran this far ahead when a time was noted was wrong then.
const ASTRAY_MS: i64 = 24 * 3600 * 1000;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What came within this long: 15m, 2h, 90s; everything since the last one without it
    #[arg(long, value_name = "SPAN", value_parser = span, allow_hyphen_values = true)]
    window: Option<i64>,
    /// For scripts: exit 1 where there is nothing
    #[arg(long)]
    exit_code: bool,
    /// Say the names of rituals too, which others at the screen read
    #[arg(long)]
    say_name: bool,
    /// Say the times alone, without your words: for a lock screen or a log
    #[arg(long, conflicts_with = "say_name")]
    neutral: bool,
}

impl Args {
    fn how(&self) -> Said {
        match (self.neutral, self.say_name) {
            (true, _) => Said::Time,
            (_, true) => Said::Name,
            _ => Said::Chosen,
        }
    }
}

/// Milliseconds of `15m`.
fn span(typed: &str) -> std::result::Result<i64, String> {
    let typed = typed.trim();
    let split = typed
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(typed.len());
    let unit = match &typed[split..] {
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3600,
        _ => 0,
    };
    typed[..split]
        .parse::<i64>()
        .ok()
        .and_then(|n| n.checked_mul(unit))
        .filter(|seconds| (1..=7 * 24 * 3600).contains(seconds))
        .map(|seconds| seconds * 1000)
        .ok_or_else(|| "expects a span such as 15m, 2h or 90s, up to 168h".to_owned())
}

pub fn run(args: &Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    match anything(args, &session)? {
        true => decide(args, &mut session, globals),
        false => Ok(said(args, &[], &session.clock, globals)),
    }
}

fn said(args: &Args, came: &[(Reminder, bool)], clock: &Clock, globals: &Globals) -> Reply {
    let mut reply = Reply::of(
        globals,
        "remind now",
        &report::come(clock.today(), came),
        || page::come(came, args.how()),
    );
    if args.exit_code && came.is_empty() {
        reply.code = code::REFUSED;
    }
    reply
}

/// A look without a lock: most of the time there is nothing, and a file that is not there stays so.
fn anything(args: &Args, session: &Session) -> Result<bool> {
    let Session { clock, reader, .. } = session;
    for reminder in reader.reminders()? {
        let told = reader.delivered(reminder.meta.id)?;
        if untold(&reminder, told, clock, args.window).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The last time of a reminder that has come and is not dealt with.
fn untold(
    reminder: &Reminder,
    told: Option<Delivered>,
    clock: &Clock,
    window: Option<i64>,
) -> Option<(NaiveDate, i64)> {
    let now = clock.wall_ms();
    let comes = |day| clock.comes(day, reminder.at);
    let (day, at) = reminder.last_time(clock.today(), now, &comes)?;
    let told = told.filter(|told| told.instant <= now + ASTRAY_MS);
    let new = told.is_none_or(|told| told.instant < at && told.day.is_none_or(|last| last < day));
    let within = window.is_none_or(|window| now - window < at);
    (new && within && reminder.term.live(clock.today())).then_some((day, at))
}

/// Decides, says and notes it in one transaction, so that two at once say it once. What is out before
/// it is noted may be said twice after a kill; noted before, it could be lost.
fn decide(args: &Args, session: &mut Session, globals: &Globals) -> Result<Reply> {
    let Session { clock, reader, .. } = session;
    reader.aside(clock.wall_ms(), |writer| {
        let (boundaries, rituals) = (writer.boundaries()?, writer.ritual_names()?);
        let mut came: Vec<(i64, (Reminder, bool))> = Vec::new();
        let mut wrote = false;
        for reminder in writer.reminders()? {
            let told = writer.delivered(reminder.meta.id)?;
            let Some((day, at)) = untold(&reminder, told, clock, args.window) else {
                continue;
            };
            let delivered = Delivered {
                instant: clock.wall_ms(),
                day: Some(day),
            };
            writer.deliver(reminder.meta.id, delivered)?;
            wrote = true;
            let around = (boundaries.as_slice(), rituals.as_slice());
            if wanted(writer, &reminder, around, day, clock.today())? {
                let last = reminder.ends_with(day);
                came.push((at, (reminder, last)));
            }
        }
        came.sort_by_key(|(at, (reminder, _))| (*at, reminder.meta.id));
        let came: Vec<(Reminder, bool)> = came.into_iter().map(|(_, one)| one).collect();
        let mut reply = said(args, &came, clock, globals);
        reply.print_first(globals)?;
        Ok::<_, Failure>((reply, wrote))
    })
}

/// Whether a reminder whose time has come is to be said.
fn wanted(
    writer: &Writer,
    reminder: &Reminder,
    (boundaries, rituals): (&[Boundary], &[String]),
    day: NaiveDate,
    today: NaiveDate,
) -> Result<bool> {
    if kept_away(boundaries, reminder.about(), rituals).is_some() {
        return Ok(false);
    }
    // A text that is the name of a ritual is about that ritual, whenever that came to be.
    let ritual = match &reminder.ritual {
        Some(named) => writer.ritual_of(named)?,
        None => writer.ritual(reminder.about())?,
    };
    let Some(ritual) = ritual else {
        return Ok(reminder.ritual.is_none());
    };
    let id = ritual.meta.id;
    if ritual.sacred || ritual.retired.is_some() {
        return Ok(false);
    }
    let rests = writer.pauses_resting(id)?;
    let noted = writer.days(id, day.min(today), today)?;
    Ok(!rests.iter().any(|p| p.covers(day) || p.covers(today)) && noted.is_empty())
}

/// Reminders whose times may come: none of a sacred ritual, none that is held back.
pub fn open(journal: &Journal) -> Vec<Reminder> {
    let listed = report::reminders(journal, false).reminders.into_iter();
    let open = listed.filter(|listed| listed.held.is_none());
    let mut open: Vec<Reminder> = open.map(|listed| listed.reminder).collect();
    open.sort_by_key(|reminder| reminder.meta.id);
    open
}
