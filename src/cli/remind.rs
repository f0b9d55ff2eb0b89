//! `ritual remind`

use super::consent::{self, stays_out};
use super::input;
use super::names::{self, Meant};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::shell::{cron_line, shell, shell_line, systemd_line, xml};
use super::span::Until;
use super::when;
use crate::clock::Clock;
use crate::domain::boundary::Boundary;
use crate::domain::dates::weekdays;
use crate::domain::journal::Journal;
use crate::domain::record::{Kind, Record};
use crate::domain::reminder::{Reminder, kept_away};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::exchange::ics;
use crate::failure::{Failure, Result, code};
use crate::render::between as page;
use crate::render::sanitise::line;
use crate::render::voice::{self, Said, hint_name};
use crate::report::remind as report;
use crate::store::{Delivered, Error, Writer};
use chrono::{Days, NaiveDate, Timelike, Weekday};
use clap::Subcommand;
use std::path::PathBuf;

/// Invite a note at a time of day, and end it again
///
/// Nothing comes uninvited, and nothing is installed: `ritual remind cron`, `systemd`, `launchd` and
/// `at` print what you could paste. Each reminder has an end. Without a command, shows what is invited.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    /// Those that ended in the last 30 days as well
    #[arg(long)]
    all: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Invite one, for a ritual or in any words
    Invite(InviteArgs),
    /// Show what is invited
    List,
    /// Go on with one that ends or has ended, by its handle
    Keep {
        /// The handle
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        until: Until,
    },
    /// End the reminders of a ritual, or one by its handle
    Stop {
        /// The ritual, the words, or the handle
        #[arg(
            value_name = "NAME",
            required_unless_present = "all",
            conflicts_with = "all"
        )]
        about: Vec<String>,
        /// Every reminder
        #[arg(long)]
        all: bool,
    },
    /// For cron: print what was invited for a time that has come, else nothing
    Now(NowArgs),
    /// Print a line for your crontab
    Cron(Saying),
    /// Print a service and a timer for systemd
    Systemd {
        /// One of the two alone, for a file of its own
        #[arg(long, value_name = "UNIT", value_parser = ["service", "timer"])]
        unit: Option<String>,
        #[command(flatten)]
        how: Saying,
    },
    /// Print an agent for launchd, on macOS
    Launchd(Saying),
    /// Print lines for at(1), one for each next time
    At(Saying),
    /// Write the reminders for another program
    Export {
        /// The format: ics, for a calendar
        #[arg(value_name = "FORMAT", value_parser = ["ics"], default_value = "ics", hide_default_value = true)]
        format: String,
        /// The same, as a flag
        #[arg(long, hide = true)]
        ics: bool,
    },
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None | Some(Action::List) => list(args.all, globals),
        Some(Action::Keep { id, until }) => keep(&id, &until, globals),
        Some(Action::Invite(args)) => invite(args, globals),
        Some(Action::Stop { about, all }) => stop(&about.join(" "), all, globals),
        Some(Action::Now(args)) => now(&args, globals),
        Some(Action::Cron(how)) => cron(&how, globals),
        Some(Action::Systemd { unit, how }) => systemd(unit.as_deref(), &how, globals),
        Some(Action::Launchd(how)) => launchd(&how, globals),
        Some(Action::At(how)) => at(&how, globals),
        Some(Action::Export { .. }) => export(globals),
    }
}

fn list(ended: bool, globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::NEEDS)?;
    let reminders = report::reminders(&journal, ended);
    Ok(Reply::of(globals, "remind", &reminders, || {
        page::reminders(&reminders)
    }))
}

fn keep(id: &str, until: &Until, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = until.term(&session.clock)?;
    let (reminder, rows) = session.rewrite("remind keep", |writer, clock, _| {
        let found = match writer.find(id) {
            Err(Error::NoHandle(_)) if names::is_last(id) => {
                writer.records(Kind::Reminder)?.pop().ok_or_else(|| {
                    Failure::refused("no reminder was invited")
                        .hint("`ritual remind invite --help` says how")
                })?
            }
            found => found?,
        };
        let Record::Reminder(mut kept) = found else {
            return Err(Failure::refused(format!("{id} is no reminder"))
                .hint("`ritual remind --all` shows them with their handles"));
        };
        let today = clock.today();
        if kept.term.until == term.until && kept.term.live(today) {
            return Ok((kept.clone(), vec![kept.into()]));
        }
        (kept.term.until, kept.term.closed) = (term.until, None);
        consent::grant(writer, kept, today)
    })?;
    let text = || voice::reminder(&reminder, session.clock.today()) + "\n";
    Ok(Reply::standing(globals, "remind keep", &rows, &[], text))
}

fn stop(about: &str, all: bool, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (rows, stopped) = session.rewrite("remind stop", |writer, clock, _| {
        let today = clock.today();
        let found = match all {
            true => live(writer, today)?,
            false => named(writer, about, today)?,
        };
        let mut rows = Vec::new();
        for reminder in found.iter().cloned() {
            rows.extend(consent::end(writer, reminder.into(), about, today)?);
        }
        Ok::<_, Failure>((rows, found))
    })?;
    Ok(Reply::wrote(globals, "remind stop", &rows, || {
        page::stopped(&stopped)
    }))
}

fn live(writer: &Writer, today: NaiveDate) -> Result<Vec<Reminder>> {
    let mut reminders = writer.reminders()?;
    reminders.retain(|r| r.term.live(today));
    Ok(reminders)
}

/// One by its handle, or all of a ritual or of the same words; a beginning that fits one is enough.
fn named(writer: &Writer, typed: &str, today: NaiveDate) -> Result<Vec<Reminder>> {
    let live = live(writer, today)?;
    if let Some(Record::Reminder(one)) = names::by_handle(writer, typed)?
        && one.term.live(today)
    {
        return Ok(vec![one]);
    }
    let key = text::key(typed.trim());
    let says = |r: &Reminder, fits: fn(&str, &str) -> bool| {
        let words = [Some(r.about()), r.words.as_deref()];
        let mut words = words.into_iter().flatten();
        words.any(|words| fits(&text::key(words), &key))
    };
    let found =
        |fits| -> Vec<Reminder> { live.iter().filter(|r| says(r, fits)).cloned().collect() };
    let mut exact = found(|words, key| words == key);
    let begun = found(|words, key| words.starts_with(key));
    if let (true, Some(ritual)) = (exact.is_empty(), writer.ritual(typed)?) {
        // It may have been called so earlier.
        let of_it =
            |r: &&Reminder| r.ritual.as_ref().and_then(|of| of.uid) == Some(ritual.meta.uid);
        exact = live.iter().filter(of_it).cloned().collect();
    }
    match (exact.is_empty(), begun.as_slice()) {
        (false, _) => Ok(exact),
        (true, []) if names::is_last(typed) && !live.is_empty() => {
            let last = live.into_iter().max_by_key(|r| r.meta.id);
            Ok(Vec::from_iter(last))
        }
        (true, [first, rest @ ..]) if rest.iter().all(|r| r.about() == first.about()) => Ok(begun),
        _ => Err(
            Failure::refused(format!("no reminder is invited for '{typed}'"))
                .hint("`ritual remind list` shows what is invited"),
        ),
    }
}

#[derive(Debug, clap::Args)]
struct InviteArgs {
    /// A ritual, or any words; `-` reads them from stdin
    #[arg(value_name = "NAME|TEXT", required = true)]
    about: Vec<String>,
    /// The time of day: 21:00, 9pm
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: String,
    /// Which days: mon,wed, mon-fri, weekends; every day without it
    #[arg(long, value_name = "DAYS")]
    days: Vec<String>,
    /// Words to print in place of the name, such as "the evening thing"
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Say the name of the ritual when it comes
    #[arg(long, conflicts_with = "words")]
    say_name: bool,
    #[command(flatten)]
    until: Until,
}

fn invite(mut args: InviteArgs, globals: &Globals) -> Result<Reply> {
    let at = when::time("--at", &args.at)?;
    if at.second() != 0 {
        return Err(Failure::usage(format!(
            "--at expects whole minutes such as 21:00; got '{}'",
            args.at
        ))
        .hint("a time is looked at every few minutes"));
    }
    let days = days_named(&args.days.join(","))?;
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    input::dashes([&mut args.words])?;
    let about = text::name(&input::dash(&args.about.join(" "))?)
        .map_err(|e| Failure::text("what it is about", &e))?;
    let words = args.words.as_deref().map(text::name).transpose();
    let words = words.map_err(|e| Failure::text("--words", &e))?;
    let (reminder, rows, notes) = session.write("remind invite", |writer, clock, _| {
        let today = clock.today();
        let rituals = writer.ritual_names()?;
        let ritual = meant(writer, &about)?;
        let reminder = Reminder {
            meta: new_meta(),
            text: ritual.is_none().then(|| about.clone()),
            ritual: ritual.as_ref().map(Ritual::to_ref),
            at,
            days,
            words,
            term,
            say_name: args.say_name,
            ..Reminder::default()
        };
        if let Some(off) = kept_away(&writer.boundaries()?, reminder.about(), &rituals) {
            let id = off.meta.id;
            let hint = format!("`ritual boundaries change {id}` changes that boundary");
            let said = format!("'{}' is off-limits here", off.area);
            return Err(Failure::refused(said).hint(hint));
        }
        let present = writer.reminders()?;
        if let Some(same) = present.iter().find(|r| is_same(r, &reminder, today)) {
            return Err(Failure::refused(format!(
                "a note at {} for {} is invited here",
                reminder.at.format("%H:%M"),
                reminder.about()
            ))
            .hint(format!("`ritual remind stop {}` ends it", same.meta.id)));
        }
        let notes = notes(writer, ritual.as_ref(), &present, today)?;
        let (reminder, rows) = consent::grant(writer, reminder, today)?;
        Ok((reminder, rows, notes))
    })?;
    let text = || voice::reminder(&reminder, session.clock.today()) + "\n";
    Ok(Reply::wrote(globals, "remind invite", &rows, text).notes(notes))
}

fn days_named(typed: &str) -> Result<Vec<Weekday>> {
    if let "" | "daily" | "every day" = typed {
        return Ok(Vec::new());
    }
    weekdays(typed).ok_or_else(|| {
        Failure::usage(format!(
            "--days expects weekdays such as mon,wed; got '{typed}'"
        ))
        .hint("every day without it")
    })
}

/// The ritual that is meant, or none where the words are close to no name.
fn meant(writer: &Writer, about: &str) -> Result<Option<Ritual>> {
    let ritual = match names::meant(writer, about)? {
        Meant::None if !about.starts_with('#') => return Ok(None),
        Meant::Close(close) if close.is_empty() => return Ok(None),
        Meant::None | Meant::One(_) | Meant::Begins(_) => names::known(writer, about)?,
        Meant::Close(close) => {
            return Err(
                Failure::usage(format!("no ritual is called '{about}'")).hint(format!(
                    "close to it: {}; --words puts other words in its place",
                    close.join(", ")
                )),
            );
        }
    };
    if ritual.sacred {
        return Err(stays_out(&ritual.name, "reminders"));
    }
    if ritual.retired.is_some() {
        let name = hint_name(&ritual.name);
        return Err(Failure::refused(format!("{} is retired", ritual.name))
            .hint(format!("`ritual resume {name}` brings it back")));
    }
    Ok(Some(ritual))
}

/// Whether a time that is invited is asked for again.
fn is_same(present: &Reminder, new: &Reminder, today: NaiveDate) -> bool {
    let every = |r: &Reminder| if r.days.is_empty() { 7 } else { r.days.len() };
    present.term.live(today)
        && present.at == new.at
        && text::key(present.about()) == text::key(new.about())
        && (present.days == new.days || (every(present) == 7 && every(new) == 7))
}

/// What there is to say of what an invitation leads to.
fn notes(
    writer: &Writer,
    ritual: Option<&Ritual>,
    present: &[Reminder],
    today: NaiveDate,
) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    match ritual {
        None => notes.push("no ritual has that name; your words are kept as they are".to_owned()),
        Some(ritual) => {
            let pauses = writer.pauses_resting(ritual.meta.id)?;
            if pauses.iter().any(|p| p.covers(today)) {
                let name = &ritual.name;
                notes.push(format!("{name} is resting; nothing comes while it rests"));
            }
        }
    }
    if !present.iter().any(|r| r.term.live(today)) {
        notes.push(
            "nothing runs by itself; `ritual remind cron` prints a line that brings it".to_owned(),
        );
    }
    Ok(notes)
}

/// A clock that ran this far ahead when a time was noted was wrong then.
const ASTRAY_MS: i64 = 24 * 3600 * 1000;

#[derive(Debug, clap::Args)]
struct NowArgs {
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

impl NowArgs {
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

fn now(args: &NowArgs, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    match anything(args, &session)? {
        true => decide(args, &mut session, globals),
        false => Ok(say(args, &[], &session.clock, globals)),
    }
}

fn say(args: &NowArgs, came: &[(Reminder, bool)], clock: &Clock, globals: &Globals) -> Reply {
    let coming = report::come(clock.today(), came);
    let text = || page::come(came, args.how());
    let mut reply = Reply::of(globals, "remind now", &coming, text);
    if args.exit_code && came.is_empty() {
        reply.code = code::REFUSED;
    }
    reply
}

/// A look without a lock: most of the time there is nothing, and a file that is not there stays so.
fn anything(args: &NowArgs, session: &Session) -> Result<bool> {
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
fn decide(args: &NowArgs, session: &mut Session, globals: &Globals) -> Result<Reply> {
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
        let mut reply = say(args, &came, clock, globals);
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
fn open_reminders(journal: &Journal) -> Vec<Reminder> {
    let listed = report::reminders(journal, false).reminders.into_iter();
    let open = listed.filter(|listed| listed.held.is_none());
    let mut open: Vec<Reminder> = open.map(|listed| listed.reminder).collect();
    open.sort_by_key(|reminder| reminder.meta.id);
    open
}

/// How a line says what has come.
#[derive(Debug, clap::Args)]
struct Saying {
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

fn cron(how: &Saying, globals: &Globals) -> Result<Reply> {
    let line = cron_line(&seen(&how.words(globals)?));
    Ok(Reply::plain(voice::crontab(&line)))
}

fn systemd(unit: Option<&str>, how: &Saying, globals: &Globals) -> Result<Reply> {
    let line = seen(&how.words(globals)?);
    let line = systemd_line(&["/bin/sh".to_owned(), "-c".to_owned(), line]);
    let service = voice::systemd_service(&line);
    let timer = voice::SYSTEMD_TIMER;
    Ok(Reply::plain(match unit {
        Some("service") => service,
        Some(_) => timer.to_owned(),
        None => format!("{service}\n{timer}"),
    }))
}

/// An agent for macOS, which shows what `remind now` prints.
fn launchd(how: &Saying, globals: &Globals) -> Result<Reply> {
    let show = r#"osascript -e 'on run argv' -e 'display notification (item 1 of argv) with title "ritual"' -e 'end run' "$words""#;
    let now = shell_line(&how.words(globals)?);
    let line = format!("words=$({now}) && test -n \"$words\" && {show}");
    Ok(Reply::plain(voice::launchd_agent(&xml(&line))))
}

/// One line for each next time; at(1) runs a line once.
fn at(how: &Saying, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::NEEDS)?;
    let (clock, today) = (&session.clock, journal.today);
    let mut times = Vec::new();
    for reminder in open_reminders(&journal) {
        let days = (0..=8).filter_map(|on| today.checked_add_days(Days::new(on)));
        let ahead = |day: &NaiveDate| clock.comes(*day, reminder.at) > clock.wall_ms();
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

fn export(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let open = open_reminders(&session.journal(&report::NEEDS)?);
    let on_calendar = |reminder: &Reminder| on_calendar(reminder, &session.clock);
    let reminders: Vec<ics::Reminder> = open.iter().filter_map(on_calendar).collect();
    let now = session.clock.now().at.to_utc();
    Ok(Reply::plain(ics::reminders(&reminders, now)))
}

/// A reminder as a calendar knows it: days of the calendar, the words the person chose or neutral
/// ones, and no name of a ritual.
fn on_calendar(reminder: &Reminder, clock: &Clock) -> Option<ics::Reminder> {
    let first = reminder.term.since.iter_days().take(8);
    let first = first
        .take_while(|day| *day <= reminder.term.until)
        .find(|day| reminder.falls_on(*day))?;
    let at = clock.on_calendar(first, reminder.at);
    // A time before the start of the day is on the next page of the calendar.
    let on = |day: &Weekday| {
        if at.date() == first { *day } else { day.succ() }
    };
    Some(ics::Reminder {
        uid: reminder.meta.uid,
        first: at,
        last: clock.on_calendar(reminder.term.until, reminder.at),
        days: reminder.days.iter().map(on).collect(),
        words: line(reminder.words.as_deref().unwrap_or(voice::NEUTRAL)),
    })
    .filter(|reminder| reminder.first <= reminder.last)
}

/// This program by its full path, with the notebook where one was named.
fn words(globals: &Globals) -> Result<Vec<String>> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("ritual"));
    let mut words = vec![plain(program)?];
    let path = globals.path()?;
    // Cron and systemd know HOME alone.
    let usual = dirs::home_dir().map(|home| home.join(".local/share/ritual/ritual.db"));
    let moved = std::env::var_os("XDG_DATA_HOME").is_some() && Some(&path) != usual.as_ref();
    if globals.named()?.is_some() || moved {
        words.push("--db".to_owned());
        words.push(plain(std::path::absolute(&path).unwrap_or(path))?);
    }
    words.extend(["remind", "now"].map(str::to_owned));
    Ok(words)
}

fn plain(path: PathBuf) -> Result<String> {
    let shown = path.display().to_string();
    match path.into_os_string().into_string() {
        Ok(path) if !path.chars().any(char::is_control) => Ok(path),
        _ => Err(Failure::usage(format!(
            "'{shown}' cannot stand in a line for another program"
        ))
        .hint("a path of plain characters can")),
    }
}

/// A line that shows what has come: on the desktop, else on the terminal where somebody is logged
/// in, else in a file that a shell can print as it starts, its owner's alone whatever the umask of cron is.
/// What was printed for nobody would be used up unseen.
fn seen(words: &[String]) -> String {
    let now = shell_line(words);
    format!(
        "umask 077; w=$({now}); test -z \"$w\" \
         || DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus notify-send ritual \"$w\" 2>/dev/null \
         || echo \"$w\" | write \"$(id -un)\" 2>/dev/null \
         || echo \"$w\" >>\"$HOME/.ritual-notes\""
    )
}
