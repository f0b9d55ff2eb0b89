//! `ritual sync`

mod device;
mod round;

use super::input;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::text;
use crate::exchange::sync::Keys;
use crate::failure::{Failure, Result};
use crate::render::{file as page, json, voice};
use crate::report::sync::{Device, Status, Synced};
use crate::store::{Part, Reader};
use clap::{Subcommand, ValueHint};
use device::{Own, keys_commanded, machine, no_key, place};
use round::{FILES, Round, Seen, unread};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Keep this notebook the same on all devices of yours
///
/// Each device leaves what it knows in a folder that something else synchronises, on a stick, or in
/// a git repository, sealed with a key they share. `ritual help devices` shows how.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Say what would come and go, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Begin on the first device
    Init {
        /// A folder, or `git` and the path or URL of a bare repository
        #[arg(value_name = "PLACE", required = true, num_args = 1..=2, value_hint = ValueHint::AnyPath)]
        place: Vec<String>,
        /// What to call this device, instead of the machine's name
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// Join on a further device; what its notebook holds is merged
    Join(Join),
    /// Print the key that a further device joins with
    Key,
    /// Show the devices, and what was not sent or not read
    Status,
    /// Take this device's files away from the place and sync no more; or those of another
    Leave {
        /// Another device, by its name or id
        #[arg(value_name = "DEVICE")]
        device: Option<String>,
    },
    /// Change the key; the other devices join again
    Renew,
}

#[derive(Debug, clap::Args)]
struct Join {
    /// A folder, or `git` and the path or URL of a bare repository
    #[arg(value_name = "PLACE", required = true, num_args = 1..=2, value_hint = ValueHint::AnyPath)]
    place: Vec<String>,
    /// A file with the key; `-` reads it from stdin, and without it RITUAL_KEY_COMMAND is asked
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    key_file: Option<PathBuf>,
    /// What to call this device, instead of the machine's name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Say what would come and go, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Merge a notebook that has rows of its own without asking, as a script does
    #[arg(long)]
    yes: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => once(args.dry_run, globals),
        Some(Action::Init { place, name }) => init(&place, name, globals),
        Some(Action::Join(args)) => join(&args, globals),
        Some(Action::Key) => key(globals),
        Some(Action::Status) => status(globals),
        Some(Action::Leave { device: None }) => leave(globals),
        Some(Action::Leave { device: Some(name) }) => leave_out(&name, globals),
        Some(Action::Renew) => renew(globals),
    }
}

/// A notebook that takes part, its keys, and the lock that keeps other syncs out.
struct Taking {
    session: Session,
    own: Own,
    part: Part,
    keys: Keys,
    _lock: Option<std::fs::File>,
}

impl Taking {
    fn part(globals: &Globals) -> Result<Taking> {
        let session = Session::open(globals)?;
        let own = Own::beside(&globals.path()?);
        let part = session.reader.part()?;
        let part = part.ok_or_else(|| {
            Failure::refused("this notebook is on this device alone")
                .hint("`ritual sync init FOLDER` begins; `ritual help devices` shows how")
        })?;
        let lock = own.lock()?;
        let keys = own.keys()?;
        // A key in its file was put there by this program; one of a command may be any.
        if keys.print != part.key && own.stored()?.is_none() {
            return Err(Failure::refused(
                "RITUAL_KEY_COMMAND prints another key than this notebook joined with",
            )
            .hint("`ritual sync join PLACE` takes that one from here on"));
        }
        Ok(Taking {
            session,
            own,
            part,
            keys,
            _lock: lock,
        })
    }

    /// Syncs once.
    fn round(&mut self, dry_run: bool) -> Result<Synced> {
        let begins = (self.keys.print != self.part.key).then(|| Part {
            key: self.keys.print.clone(),
            ..self.part.clone()
        });
        let mut carrier = self.own.carrier(&self.part.place);
        Round::of(&mut self.session, &self.keys, begins, dry_run).run(&mut carrier)
    }
}

fn once(dry_run: bool, globals: &Globals) -> Result<Reply> {
    let mut taking = Taking::part(globals)?;
    let done = taking.round(dry_run)?;
    drop(taking);
    synced("sync", &done, globals)
}

fn synced(command: &str, done: &Synced, globals: &Globals) -> Result<Reply> {
    let text = || page::synced(done);
    let reply = Reply::confirmation(globals, text, || json::report(command, done));
    told(reply, done, globals)
}

/// Says what was left out. A file that does not open is an error: what it holds is not known here.
fn told(reply: Reply, done: &Synced, globals: &Globals) -> Result<Reply> {
    let some =
        |n: usize, one: &str, several: &str| (n > 0).then(|| voice::count(n as u64, one, several));
    let notes = [
        some(
            done.newer,
            "row is of a newer ritual; it stays in the file of its device",
            "rows are of a newer ritual; they stay in the files of their devices",
        ),
        some(
            done.waiting,
            "row waits for a ritual that no file has so far",
            "rows wait for a ritual that no file has so far",
        ),
        some(
            done.again,
            "file was not as this device had left it; it wrote it again",
            "files were not as this device had left them; it wrote them again",
        ),
    ];
    let mut reply = reply.notes(notes.into_iter().flatten().collect());
    let Some(first) = done.unread.first() else {
        return Ok(reply);
    };
    reply.print_first(globals)?;
    let more = match done.unread.len() - 1 {
        0 => String::new(),
        n => format!(", and {n} more"),
    };
    Err(
        Failure::refused(format!("{}: {}{more}", first.file, first.why)).hint(
            "it was left as it is and nothing is taken from it; `ritual sync status` names each",
        ),
    )
}

fn init(typed: &[String], name: Option<String>, globals: &Globals) -> Result<Reply> {
    let place = place(typed)?;
    let name = called(name)?;
    let mut session = Session::open(globals)?;
    if let Some(part) = session.reader.part()? {
        return Err(
            Failure::refused(format!("this notebook syncs by {}", part.place))
                .hint("`ritual sync leave` ends that"),
        );
    }
    let own = Own::beside(&globals.path()?);
    globals.place()?;
    let _lock = own.make()?;
    let mut carrier = own.carrier(&place);
    if !carrier.list()?.is_empty() {
        return Err(
            Failure::refused(format!("{place} has files of devices that sync")).hint(
                "`ritual sync join PLACE --key-file FILE` joins them; another folder begins anew",
            ),
        );
    }
    let keys = match (own.stored()?, keys_commanded()?) {
        (Some(keys), _) | (None, Some(keys)) => keys,
        (None, None) => {
            let keys = Keys::generate().ok_or_else(|| no_key(&own.key_file()))?;
            own.store(&keys)?;
            keys
        }
    };
    let mut part = this_device();
    part.name = name.unwrap_or(part.name);
    (part.place, part.key) = (place.clone(), keys.print.clone());
    session.reader.makes = true;
    let done = Round::of(&mut session, &keys, Some(part), false).run(&mut carrier)?;
    let text = || format!("{}\n", voice::sync_begun(&place, &own.key_file()));
    Ok(Reply::confirmation(globals, text, || {
        json::report("sync init", &done)
    }))
}

/// A name for a device, as it is kept.
fn called(name: Option<String>) -> Result<Option<String>> {
    let kept = name.map(|name| text::name(&name)).transpose();
    kept.map_err(|e| Failure::text("--name", &e))
}

/// The part of a device that begins: its id is random, so that a file's name says nothing of it.
fn this_device() -> Part {
    Part {
        device: Uuid::now_v7().simple().to_string()[16..].to_owned(),
        name: machine(),
        ..Part::default()
    }
}

fn join(args: &Join, globals: &Globals) -> Result<Reply> {
    let place = place(&args.place)?;
    let named = called(args.name.clone())?;
    let mut session = Session::open(globals)?;
    let own = Own::beside(&globals.path()?);
    globals.place()?;
    let keys = joining_keys(args.key_file.as_deref())?;
    let _lock = own.make()?;
    let mut carrier = own.carrier(&place);
    let listed = carrier.list()?;
    if !listed
        .iter()
        .any(|found| carrier.open(found, &keys).is_ok())
    {
        return Err(match listed.len() {
            0 => Failure::refused(format!("{place} has no files of devices"))
                .hint("`ritual sync init PLACE` begins on the first device"),
            n => Failure::refused(format!("the key opens none of the {n} files in {place}"))
                .hint("`ritual sync key` on a device that syncs prints the key of today"),
        });
    }
    let before = session.reader.part()?;
    let mut part = before.clone().unwrap_or_else(this_device);
    part.name = named.unwrap_or(part.name);
    (part.place, part.key) = (place, keys.print.clone());
    let asks = before.is_none() && session.reader.row_count()? > 0 && !args.yes;
    if args.dry_run || asks {
        let mut trial = Session::open(globals)?;
        let done = Round::of(&mut trial, &keys, Some(part.clone()), true).run(&mut carrier)?;
        drop(trial);
        if args.dry_run {
            let text = || page::joining(&done);
            let reply = Reply::report(globals, text, || json::report("sync join", &done));
            return told(reply, &done, globals);
        }
        if !agreed(&done, globals)? {
            return Ok(Reply::plain(format!("{}\n", voice::NOT_JOINED)));
        }
    }
    if keys_commanded()?.is_none_or(|commanded| commanded.print != keys.print) {
        own.store(&keys)?;
    }
    session.reader.makes = true;
    let done = Round::of(&mut session, &keys, Some(part), false).run(&mut carrier)?;
    synced("sync join", &done, globals)
}

fn joining_keys(file: Option<&Path>) -> Result<Keys> {
    let Some(path) = file else {
        return keys_commanded()?.ok_or_else(|| {
            Failure::usage("join expects the key")
                .hint("--key-file FILE, with what `ritual sync key` prints on another device; - reads it from stdin")
        });
    };
    let text = match path == Path::new("-") {
        true => input::stdin()?,
        false => std::fs::read_to_string(path).map_err(|e| {
            Failure::refused(format!("{} cannot be read: {e}", path.display()))
                .hint("`ritual sync key` on a device that syncs prints the key")
        })?,
    };
    Keys::of(&text).ok_or_else(|| no_key(path))
}

/// Shows what a notebook with rows of its own would get and give, and asks.
fn agreed(done: &Synced, globals: &Globals) -> Result<bool> {
    if input::interactive(globals) {
        input::show(&page::joining(done));
    }
    let question = "merge this notebook with those of the other devices?";
    let hint = "--dry-run shows what would come and go; --yes merges without asking";
    input::agreed(globals, question)?.ok_or_else(|| input::asks_first("join", hint))
}

fn key(globals: &Globals) -> Result<Reply> {
    let taking = Taking::part(globals)?;
    if input::interactive(globals) {
        let question = "whoever sees the key can read every word; show it?";
        if input::agreed(globals, question)? != Some(true) {
            return Ok(Reply::plain(format!("{}\n", voice::KEY_UNSHOWN)));
        }
    }
    Ok(Reply::plain(taking.keys.text))
}

fn status(globals: &Globals) -> Result<Reply> {
    let session = Session::open(globals)?;
    let mut status = Status {
        place: None,
        devices: Vec::new(),
        unsent: 0,
        unread: Vec::new(),
        reached: true,
    };
    let mut notes = Vec::new();
    if let Some(part) = session.reader.part()? {
        let own = Own::beside(&globals.path()?);
        let mut noted: Vec<Seen> = session
            .reader
            .noted::<Seen>(FILES)?
            .into_values()
            .filter(|seen| seen.device != part.device)
            .collect();
        let mut carrier = own.carrier(&part.place);
        match carrier.list() {
            Ok(listed) => {
                let keys = own.keys()?;
                for found in listed
                    .iter()
                    .filter(|found| found.device != part.device || found.conflict)
                {
                    match carrier.open(found, &keys) {
                        Ok(file) => noted.push(Seen::of(found, &file, session.clock.wall_ms())),
                        Err(why) => status.unread.push(unread(found, &why)),
                    }
                }
            }
            Err(error) => {
                status.reached = false;
                notes.push(error.to_string());
            }
        }
        status.devices = devices(&part, &noted, &session);
        status.unsent = part.pending + session.reader.changed_since(&part)?;
        status.place = Some(part.place);
    }
    let today = session.clock.today();
    drop(session.reader);
    let reply = Reply::report(
        globals,
        || page::status(&status, today),
        || json::report("sync status", &status),
    );
    Ok(reply.notes(notes))
}

/// The names of the other devices, as completion offers them.
pub fn other_devices(reader: &Reader) -> Vec<String> {
    let Ok(Some(part)) = reader.part() else {
        return Vec::new();
    };
    let noted = reader
        .noted::<Seen>(FILES)
        .unwrap_or_default()
        .into_values();
    let others = noted.filter(|seen| seen.device != part.device);
    let mut names: Vec<String> = others.map(|seen| seen.name).collect();
    names.sort();
    names.dedup();
    names
}

/// This device first, then the others by name, each with the last that it wrote.
fn devices(part: &Part, noted: &[Seen], session: &Session) -> Vec<Device> {
    let mut devices = vec![Device {
        id: part.device.clone(),
        name: part.name.clone(),
        here: true,
        last: None,
        ahead: false,
    }];
    let mut noted: Vec<&Seen> = noted
        .iter()
        .filter(|seen| seen.device != part.device)
        .collect();
    noted.sort_by(|a, b| (&a.name, &a.device, b.wrote).cmp(&(&b.name, &b.device, a.wrote)));
    noted.dedup_by(|a, b| a.device == b.device);
    let offset = *session.clock.now().at.offset();
    for seen in noted {
        let wrote = chrono::DateTime::from_timestamp_millis(seen.wrote);
        devices.push(Device {
            id: seen.device.clone(),
            name: seen.name.clone(),
            here: false,
            last: wrote.map(|at| at.with_timezone(&offset).date_naive()),
            ahead: seen.ahead,
        });
    }
    devices
}

/// What was left or changed.
fn changed(
    command: &str,
    place: &str,
    device: Option<&str>,
    said: String,
    globals: &Globals,
) -> Reply {
    #[derive(Serialize)]
    struct Changed<'a> {
        place: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        device: Option<&'a str>,
    }
    let json = || json::report(command, &Changed { place, device });
    Reply::confirmation(globals, || said + "\n", json)
}

fn leave(globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let own = Own::beside(&globals.path()?);
    let Some(part) = session.reader.part()? else {
        return Err(Failure::refused("this notebook is on this device alone")
            .hint("there is no sync to leave"));
    };
    let lock = own.lock()?;
    let notes = files_away(&own, &part);
    session.reader.aside(session.clock.wall_ms(), |writer| {
        writer.end_sync()?;
        Ok::<_, Failure>(((), true))
    })?;
    drop(lock);
    own.remove()?;
    let said = voice::sync_left(&part.place, notes.is_empty());
    Ok(changed("sync leave", &part.place, None, said, globals).notes(notes))
}

/// Takes this device's files out of the place; what there is to say where it is not reached.
fn files_away(own: &Own, part: &Part) -> Vec<String> {
    match own.carrier(&part.place).remove(&part.device) {
        Ok(()) => Vec::new(),
        Err(error) => vec![format!(
            "{error}; this device's files there are as they were"
        )],
    }
}

/// What a notebook has of a sync, for who is about to remove it.
pub struct Leaving {
    own: Own,
    part: Option<Part>,
}

pub fn part_of(notebook: &Path) -> Leaving {
    let reader = Reader::open(notebook).ok();
    Leaving {
        own: Own::beside(notebook),
        part: reader.and_then(|reader| reader.part().ok()?),
    }
}

impl Leaving {
    /// Whether a removal that was killed left something of it.
    pub fn has_left(&self) -> bool {
        self.own.folder.exists()
    }

    /// Takes this device's files and its key away, and says what could not be reached.
    pub fn leave(self) -> Result<Vec<String>> {
        let notes = self
            .part
            .map_or_else(Vec::new, |part| files_away(&self.own, &part));
        self.own.remove()?;
        Ok(notes)
    }
}

fn leave_out(name: &str, globals: &Globals) -> Result<Reply> {
    let mut taking = Taking::part(globals)?;
    let done = taking.round(false)?;
    let noted = taking.session.reader.noted::<Seen>(FILES)?;
    let noted: Vec<Seen> = noted.into_values().collect();
    let devices = devices(&taking.part, &noted, &taking.session);
    let named = |device: &&Device| !device.here && (device.name == name || device.id == name);
    let found: Vec<&Device> = devices.iter().filter(named).collect();
    let device = match found.as_slice() {
        [one] => *one,
        [] => {
            return Err(
                Failure::refused(format!("there is no other device '{name}'"))
                    .hint("`ritual sync status` names them"),
            );
        }
        _ => {
            return Err(
                Failure::usage(format!("'{name}' is the name of several devices"))
                    .hint("`ritual sync status --json` shows their ids"),
            );
        }
    };
    if !done.unread.is_empty() {
        return told(Reply::default(), &done, globals);
    }
    let place = taking.part.place.as_str();
    taking.own.carrier(place).remove(&device.id)?;
    let said = voice::device_left(&device.name);
    Ok(changed(
        "sync leave",
        place,
        Some(&device.id),
        said,
        globals,
    ))
}

fn renew(globals: &Globals) -> Result<Reply> {
    let mut taking = Taking::part(globals)?;
    if taking.own.stored()?.is_none() {
        return Err(Failure::refused("the key comes from RITUAL_KEY_COMMAND")
            .hint("once that prints another, `ritual sync join PLACE` takes it"));
    }
    let done = taking.round(false)?;
    if !done.unread.is_empty() {
        return told(Reply::default(), &done, globals);
    }
    let place = taking.part.place.clone();
    let mut carrier = taking.own.carrier(&place);
    let listed = carrier.list()?;
    let renewed = taking.keys.renewed();
    taking.keys = renewed.ok_or_else(|| no_key(&taking.own.key_file()))?;
    taking.own.store(&taking.keys)?;
    // What the others left opens with the key of before, and all of it is here.
    let others: BTreeSet<String> = listed.into_iter().map(|found| found.device).collect();
    for device in others.iter().filter(|other| **other != taking.part.device) {
        carrier.remove(device)?;
    }
    taking.round(false)?;
    let said = voice::sync_renewed(&taking.own.key_file());
    Ok(changed("sync renew", &place, None, said, globals))
}
