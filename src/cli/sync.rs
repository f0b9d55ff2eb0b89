//! `ritual sync`

mod round;

use super::input;
use super::keys;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::text;
use crate::exchange::encrypt::BUILT;
use crate::exchange::sync::{Carrier, Found, Keys, carrier};
use crate::failure::{Failure, Result, code};
use crate::file::{self, folder_of};
use crate::render::{file as page, voice};
use crate::report::sync::{Device, Status, Synced};
use crate::store::{Part, Reader};
use clap::{Subcommand, ValueHint};
use round::{FILES, Seen, unread};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::ErrorKind;
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
    _lock: Option<File>,
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
        let lock = own.lock(false)?;
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
        round::sync(
            &mut self.session,
            &self.keys,
            begins,
            dry_run,
            carrier.as_mut(),
        )
    }
}

fn once(dry_run: bool, globals: &Globals) -> Result<Reply> {
    let mut taking = Taking::part(globals)?;
    let done = taking.round(dry_run)?;
    drop(taking);
    synced("sync", &done, globals)
}

fn synced(command: &str, done: &Synced, globals: &Globals) -> Result<Reply> {
    let reply = Reply::done(globals, command, done, || page::synced(done));
    told(reply, done, globals)
}

/// Says what was left out. A file that does not open is an error: what it holds is not known here.
fn told(reply: Reply, done: &Synced, globals: &Globals) -> Result<Reply> {
    let notes = [
        (
            done.newer,
            "row is of a newer ritual; it stays in the file of its device",
            "rows are of a newer ritual; they stay in the files of their devices",
        ),
        (
            done.waiting,
            "row waits for a ritual that no file has so far",
            "rows wait for a ritual that no file has so far",
        ),
        (
            done.again,
            "file was not as this device had left it; it wrote it again",
            "files were not as this device had left them; it wrote them again",
        ),
    ];
    let some = notes.into_iter().filter(|(n, ..)| *n > 0);
    let mut reply = reply.notes(some.map(|(n, one, many)| voice::count(n as u64, one, many)));
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
    let _lock = own.lock(true)?;
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
    let done = round::sync(&mut session, &keys, Some(part), false, carrier.as_mut())?;
    let text = || voice::sync_begun(&place, &own.key_file()) + "\n";
    Ok(Reply::done(globals, "sync init", &done, text))
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
    let _lock = own.lock(true)?;
    let mut carrier = own.carrier(&place);
    let listed = carrier.list()?;
    let opens = |found: &Found| carrier.open(found, &keys).is_ok();
    if !listed.iter().any(opens) {
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
        let begins = Some(part.clone());
        let done = round::sync(&mut trial, &keys, begins, true, carrier.as_mut())?;
        drop(trial);
        if args.dry_run {
            let reply = Reply::of(globals, "sync join", &done, || page::joining(&done));
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
    let done = round::sync(&mut session, &keys, Some(part), false, carrier.as_mut())?;
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
            Failure::unread(path, &e)
                .hint("`ritual sync key` on a device that syncs prints the key")
        })?,
    };
    Keys::of(&text).ok_or_else(|| no_key(path))
}

/// Shows what a notebook with rows of its own would get and give, and asks.
fn agreed(done: &Synced, globals: &Globals) -> Result<bool> {
    let question = "merge this notebook with those of the other devices?";
    let hint = "--dry-run shows what would come and go; --yes merges without asking";
    input::agrees(globals, &page::joining(done), question, ("join", hint))
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
        reached: true,
        ..Status::default()
    };
    let mut note = None;
    if let Some(part) = session.reader.part()? {
        let own = Own::beside(&globals.path()?);
        let noted = session.reader.noted::<Seen>(FILES)?.into_values();
        let mut noted: Vec<Seen> = noted.filter(|seen| seen.device != part.device).collect();
        let mut carrier = own.carrier(&part.place);
        match carrier.list() {
            Ok(listed) => {
                let keys = own.keys()?;
                let others = |found: &&Found| found.device != part.device || found.conflict;
                for found in listed.iter().filter(others) {
                    match carrier.open(found, &keys) {
                        Ok(file) => noted.push(Seen::of(found, &file, session.clock.wall_ms())),
                        Err(why) => status.unread.push(unread(found, &why)),
                    }
                }
            }
            Err(error) => {
                status.reached = false;
                note = Some(error.to_string());
            }
        }
        status.devices = devices(&part, &noted, &session);
        status.unsent = part.pending + session.reader.changed_since(&part)?;
        status.place = Some(part.place);
    }
    let today = session.clock.today();
    drop(session.reader);
    let text = || page::status(&status, today);
    Ok(Reply::of(globals, "sync status", &status, text).notes(note))
}

/// The names of the other devices, as completion offers them.
pub fn other_devices(reader: &Reader) -> Vec<String> {
    let Ok(Some(part)) = reader.part() else {
        return Vec::new();
    };
    let noted = reader.noted::<Seen>(FILES).unwrap_or_default();
    let others = noted.into_values().filter(|s| s.device != part.device);
    BTreeSet::from_iter(others.map(|seen| seen.name))
        .into_iter()
        .collect()
}

/// This device first, then the others by name, each with the last that it wrote.
fn devices(part: &Part, noted: &[Seen], session: &Session) -> Vec<Device> {
    let mut devices = vec![Device {
        id: part.device.clone(),
        name: part.name.clone(),
        here: true,
        ..Device::default()
    }];
    let others = noted.iter().filter(|seen| seen.device != part.device);
    let mut noted: Vec<&Seen> = others.collect();
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
    let changed = Changed { place, device };
    Reply::done(globals, command, &changed, || said + "\n")
}

fn leave(globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let own = Own::beside(&globals.path()?);
    let Some(part) = session.reader.part()? else {
        return Err(Failure::refused("this notebook is on this device alone")
            .hint("there is no sync to leave"));
    };
    let lock = own.lock(false)?;
    let note = files_away(&own, &part);
    session.reader.aside(session.clock.wall_ms(), |writer| {
        writer.end_sync()?;
        Ok::<_, Failure>(((), true))
    })?;
    drop(lock);
    own.remove()?;
    let said = voice::sync_left(&part.place, note.is_none());
    Ok(changed("sync leave", &part.place, None, said, globals).notes(note))
}

/// Takes this device's files out of the place; what there is to say where it is not reached.
fn files_away(own: &Own, part: &Part) -> Option<String> {
    let removed = own.carrier(&part.place).remove(&part.device);
    let error = removed.err()?;
    Some(format!(
        "{error}; this device's files there are as they were"
    ))
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
        let note = self.part.and_then(|part| files_away(&self.own, &part));
        self.own.remove()?;
        Ok(Vec::from_iter(note))
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
        [one] => Ok(*one),
        [] => Err(
            Failure::refused(format!("there is no other device '{name}'"))
                .hint("`ritual sync status` names them"),
        ),
        _ => Err(
            Failure::usage(format!("'{name}' is the name of several devices"))
                .hint("`ritual sync status --json` shows their ids"),
        ),
    }?;
    if !done.unread.is_empty() {
        return told(Reply::default(), &done, globals);
    }
    let place = taking.part.place.as_str();
    taking.own.carrier(place).remove(&device.id)?;
    let said = voice::device_left(&device.name);
    let id = Some(device.id.as_str());
    Ok(changed("sync leave", place, id, said, globals))
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

/// The folder `NAME.sync` beside the notebook.
struct Own {
    folder: PathBuf,
}

impl Own {
    fn beside(notebook: &Path) -> Own {
        let mut name = notebook.file_name().unwrap_or_default().to_owned();
        name.push(".sync");
        Own {
            folder: folder_of(notebook).join(name),
        }
    }

    fn key_file(&self) -> PathBuf {
        self.folder.join("key")
    }

    /// Keeps every other sync of this notebook out as long as what this gives lives. Where the folder
    /// is not there, it is made if that is asked for; else there is no lock.
    fn lock(&self, makes: bool) -> Result<Option<File>> {
        if !BUILT {
            return Err(keys::not_built("sync seals what it writes"));
        }
        if makes {
            file::make_folders(&self.folder).map_err(|e| Failure::unwritten(&self.folder, &e))?;
        } else if !self.folder.is_dir() {
            return Ok(None);
        }
        let lock = self.folder.join("lock");
        let held = file::lock(&lock).map_err(|e| Failure::unwritten(&lock, &e))?;
        held.map(Some).ok_or_else(|| {
            Failure::new(code::BUSY, "another sync of this notebook is at work")
                .hint("try again when it has ended")
        })
    }

    /// The keys: from the file, else from RITUAL_KEY_COMMAND.
    fn keys(&self) -> Result<Keys> {
        match self.stored()? {
            Some(keys) => Ok(keys),
            None => keys_commanded()?.ok_or_else(|| {
                let shown = self.key_file();
                Failure::refused(format!("the key is not there: {}", shown.display())).hint(
                    "`ritual sync join PLACE --key-file FILE` brings it back from another device",
                )
            }),
        }
    }

    /// The keys of the file, where there is one.
    fn stored(&self) -> Result<Option<Keys>> {
        let path = self.key_file();
        match std::fs::read_to_string(&path) {
            Ok(text) => Keys::of(&text).map(Some).ok_or_else(|| no_key(&path)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Failure::unread(&path, &e).hint("nothing was written")),
        }
    }

    fn store(&self, keys: &Keys) -> Result<()> {
        let path = self.key_file();
        file::write(&path, keys.text.as_bytes(), true).map_err(|e| Failure::unwritten(&path, &e))
    }

    /// Takes away all of it.
    fn remove(&self) -> Result<()> {
        match std::fs::remove_dir_all(&self.folder) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(Failure::new(
                code::DISK,
                format!("{} cannot be removed: {e}", self.folder.display()),
            )
            .hint("the key is in it; the notebook is as it was")),
            _ => Ok(()),
        }
    }

    fn carrier(&self, place: &str) -> Box<dyn Carrier> {
        carrier::at(place, &self.folder)
    }
}

/// The keys that RITUAL_KEY_COMMAND prints, where it is set.
fn keys_commanded() -> Result<Option<Keys>> {
    let Some(text) = keys::commanded()? else {
        return Ok(None);
    };
    let keys = Keys::of(&text);
    keys.map(Some).ok_or_else(|| {
        Failure::refused("RITUAL_KEY_COMMAND prints no age identity")
            .hint("a line such as AGE-SECRET-KEY-1… is one; `age-keygen` makes it")
    })
}

fn no_key(path: &Path) -> Failure {
    Failure::refused(format!("{} holds no key", path.display()))
        .hint("`ritual sync key` on a device that syncs prints it")
}

/// A place as it was typed: a folder that is there, or `git URL`.
fn place(typed: &[String]) -> Result<String> {
    match typed {
        [git, url] if git == "git" => Ok(match Path::new(url).canonicalize() {
            Ok(path) => format!("git {}", path.display()),
            Err(_) => format!("git {url}"),
        }),
        [folder] if folder == "git" && !Path::new(folder).is_dir() => Err(Failure::usage(
            "git expects the path or URL of a bare repository",
        )
        .hint("`ritual help devices` shows one")),
        [folder] => match Path::new(folder).canonicalize() {
            Ok(path) if path.is_dir() => Ok(path.display().to_string()),
            Ok(_) => Err(Failure::refused(format!("{folder} is no folder"))
                .hint("PLACE is a folder that something else synchronises, or `git URL`")),
            Err(e) => Err(Failure::new(code::DISK, format!("{folder}: {e}"))
                .hint("`mkdir` makes a folder; on a stick it is there once that is in")),
        },
        _ => Err(Failure::usage("PLACE is one folder, or git and a URL")
            .hint("`ritual help devices` shows both")),
    }
}

/// A name for this device: the machine's own.
fn machine() -> String {
    let uname = rustix::system::uname();
    let name = uname.nodename().to_string_lossy();
    let name = name.split('.').next().unwrap_or_default().trim();
    match name {
        "" | "localhost" => "this device".to_owned(),
        name => name.to_owned(),
    }
}
