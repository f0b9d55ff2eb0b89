//! `ritual demo`: any command on a made-up notebook that lives in memory.

use super::reply::Reply;
use super::session::{Globals, new_meta};
use crate::clock::Clock;
use crate::domain::boundary::Boundary;
use crate::domain::completion::Completion;
use crate::domain::month::{Month, MonthLine, Slot};
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::rhythm::Rhythm;
use crate::domain::ritual::{Rhythms, Ritual};
use crate::domain::small::{Reflection, Thanks, Words};
use crate::failure::{Failure, Result};
use crate::store::Writer;
use chrono::Days;
use std::ffi::OsString;

/// Run a command on a made-up notebook, three weeks old
///
/// It lives in memory: nothing is written, and your own notebook is not opened. Without a command,
/// shows its board.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A command with what it takes
    #[arg(
        value_name = "COMMAND",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub command: Vec<OsString>,
}

/// Commands about the file itself have none to work on here.
const OF_THE_FILE: [&str; 8] = [
    "backup", "restore", "doctor", "privacy", "sync", "import", "export", "demo",
];

/// The parser hands on what stands behind `demo`; what comes here cannot be run on it.
pub fn run(args: Args, _: &Globals) -> Result<Reply> {
    let command = args.command.first().map(|word| word.to_string_lossy());
    Err(Failure::usage(format!(
        "demo runs no {}",
        command.as_deref().unwrap_or("command")
    ))
    .hint("`ritual demo review --week` is one that runs"))
}

/// Whether a command runs on the made-up notebook.
pub fn takes(command: &str) -> bool {
    !OF_THE_FILE.contains(&command)
}

/// Fills a notebook with three weeks up to yesterday, and a morning.
pub fn fill(writer: &mut Writer, clock: &Clock) -> Result<()> {
    let today = clock.today();
    let ago = |days: u64| today - Days::new(days);
    let ritual =
        |name: &str, around: Option<&str>, rhythm: Option<&str>, unit: Option<&str>| Ritual {
            around: around.map(str::to_owned),
            rhythms: Rhythms::one(rhythm.and_then(|typed| typed.parse::<Rhythm>().ok())),
            unit: unit.map(str::to_owned),
            ..Ritual::new(new_meta(), name.to_owned())
        };
    let rituals = [
        ritual("journaling", None, None, None),
        ritual("walk", Some("after lunch"), Some("3/week"), Some("min")),
        ritual("swim", Some("evening"), None, None),
    ];
    let walk = rituals[1].to_ref();
    let days: [&[u64]; 3] = [
        &[
            0, 1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 20,
        ],
        &[1, 3, 4, 6, 8, 10, 11, 13, 15, 17, 18, 20],
        &[2, 6, 9, 16],
    ];
    let words = [
        (0, "rain on the roof"),
        (6, "could not stop thinking"),
        (13, "slept at last"),
    ];
    for (ritual, days) in rituals.into_iter().zip(days) {
        let of = ritual.to_ref();
        let (first, unit) = (ritual.name == "journaling", ritual.unit.is_some());
        writer.add(&mut Record::Ritual(ritual))?;
        for day in days.iter().rev() {
            let mut entry = Completion::blank(new_meta(), of.clone(), ago(*day), None);
            entry.amount = unit.then_some([20.0, 30.0, 45.0][(*day % 3) as usize]);
            let said = words.iter().find(|(on, _)| first && on == day);
            entry.note = said.map(|(_, words)| (*words).to_owned());
            writer.save(entry)?;
        }
    }
    let moods = [4, 4, 3, 4, 2, 3, 4, 5, 3, 3, 4, 2, 3, 4, 4, 3, 2, 4, 3, 4];
    for (day, level) in (1..=20).rev().zip(moods) {
        let mut mood = Mood::blank(new_meta(), ago(day), None);
        mood.mood = Some(level);
        writer.save(mood)?;
    }
    // What was agreed, set, learned and said, besides the days themselves.
    writer.save(Boundary {
        meta: new_meta(),
        area: "phone at dinner".to_owned(),
        with: Some("Sam".to_owned()),
        agreed: Some(ago(19)),
        revisit: Some(today + Days::new(9)),
        ..Boundary::default()
    })?;
    let (month, line) = (Month::of(today), "read before bed".to_owned());
    writer.save(MonthLine::new(new_meta(), month, Slot::Personal, line))?;
    let mut shorter = Reflection::blank(new_meta(), walk, ago(3));
    shorter.works = Some("shorter walks are kept".to_owned());
    writer.save(shorter)?;
    let win = "said no to the late call".to_owned();
    writer.add(&mut Record::Win(Words::new(new_meta(), ago(2), win)))?;
    writer.save(Thanks {
        meta: new_meta(),
        day: ago(4),
        to: "Sam".to_owned(),
        what: "the soup".to_owned(),
        ..Thanks::default()
    })?;
    Ok(())
}
