//! One notebook on several devices.

use super::{count, file, in_brackets, listed};
use crate::render::sanitise::line;
use std::path::Path;

pub const NOT_SYNCED: &str =
    "This notebook is on this device alone. `ritual sync init FOLDER` begins a sync.";
pub const NOTHING_NEW: &str = "Nothing new.";
pub const THIS_DEVICE: &str = "this device";
pub const KEY_UNSHOWN: &str = "The key was not shown.";
pub const NOT_JOINED: &str = "Nothing was joined.";

/// `3 came (laptop), 5 went.`
pub fn synced(came: usize, from: &[String], went: usize, dry_run: bool) -> String {
    let from = in_brackets(from.iter().map(|name| line(name)));
    let (came_word, went_word) = match dry_run {
        true => ("would come", "would go"),
        false => ("came", "went"),
    };
    let came = (came > 0).then(|| format!("{came} {came_word}{from}"));
    let went = (went > 0).then(|| format!("{went} {went_word}"));
    match listed(came.into_iter().chain(went)) {
        none if none.is_empty() => NOTHING_NEW.to_owned(),
        said => said + ".",
    }
}

fn place(place: &str) -> String {
    line(place.strip_prefix("git ").unwrap_or(place))
}

/// What the first device says of the next one.
pub fn sync_begun(at: &str, key: &Path) -> String {
    let join = match at.strip_prefix("git ") {
        Some(url) => format!("git {url}"),
        None => "FOLDER".to_owned(),
    };
    format!(
        "The notebook syncs by {}. The key is in {}.\n\
         On the next device: `ritual sync join {} --key-file KEY`, with what `ritual sync key` prints here as KEY. \
         Whoever has the key reads every word.",
        place(at),
        file(key),
        line(&join),
    )
}

pub fn sealed_files(at: &str) -> String {
    let place = place(at);
    format!("Sealed files for your other devices go to {place}; whoever has the key reads them.")
}

/// On stderr, after a restore.
pub fn forgotten_again(rows: usize) -> String {
    let rows = count(
        rows,
        "row that was forgotten since stays so on every device",
        "rows that were forgotten since stay so on every device",
    );
    format!("{rows}; --with-forgotten brings back such rows as others")
}

pub fn synced_by(at: &str) -> String {
    format!("Syncs by {}", place(at))
}

pub fn device_wrote(day: &str, ahead: bool) -> String {
    match ahead {
        true => format!("wrote {day} by its clock, which was ahead"),
        false => format!("wrote {day}"),
    }
}

pub fn unsent(rows: usize) -> String {
    let rows = count(rows, "row", "rows");
    format!("{rows} not sent so far; `ritual sync` sends.")
}

pub fn unread_file(name: &str, why: &str) -> String {
    format!("Not read: {}: {why}", line(name))
}

pub fn sync_left(at: &str, reached: bool) -> String {
    let files = match reached {
        true => format!("; its files in {} are gone", place(at)),
        false => String::new(),
    };
    format!("This device has left{files}. The notebook stays as it is.")
}

pub fn device_left(name: &str) -> String {
    format!(
        "The files of {} are gone; what they held is here. `ritual sync renew` changes the key it has.",
        line(name)
    )
}

pub fn sync_renewed(key: &Path) -> String {
    let key = file(key);
    format!(
        "A new key is in {key}. The other devices join again, with what `ritual sync key` prints here."
    )
}
