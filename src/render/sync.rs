//! What came and went, in a line; the devices, one a line.

use super::sanitise::line;
use super::{dates, style, voice};
use crate::report::sync::{Count, Status, Synced};
use chrono::NaiveDate;

pub fn synced(report: &Synced) -> String {
    voice::synced(report.came, &report.from, report.went, report.dry_run) + "\n"
}

/// What a device that joins would get and give, by kind.
pub fn joining(report: &Synced) -> String {
    let some = |n: usize| if n > 0 { n.to_string() } else { String::new() };
    let row = |count: &Count| {
        let counts = [count.added, count.changed, count.gone].map(some);
        std::iter::once(format!("  {}", count.kind))
            .chain(counts)
            .collect()
    };
    let mut text = String::new();
    if !report.kinds.is_empty() {
        let header = ["  here", "new", "changed", "gone"];
        text += &style::table(&header, report.kinds.iter().map(row).collect(), None);
    }
    text + &synced(report)
}

pub fn status(report: &Status, today: NaiveDate) -> String {
    let Some(place) = &report.place else {
        return format!("{}\n", voice::NOT_SYNCED);
    };
    let mut text = format!("{}\n", voice::synced_by(place));
    for device in &report.devices {
        let last = device
            .last
            .map(|day| voice::device_wrote(&dates::day(day, today), device.ahead));
        let here = device.here.then(|| voice::THIS_DEVICE.to_owned());
        let about = voice::listed(here.into_iter().chain(last));
        text += &format!("  {}: {about}\n", line(&device.name));
    }
    if report.unsent > 0 {
        text += &format!("{}\n", voice::unsent(report.unsent));
    }
    for unread in &report.unread {
        text += &format!("{}\n", voice::unread_file(&unread.file, &unread.why));
    }
    text
}
