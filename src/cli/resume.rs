//! `ritual resume`

use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use crate::store::Writer;
use chrono::NaiveDate;
use uuid::Uuid;

/// End a rest, or bring a retired ritual back
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(
        value_name = "NAME",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    name: Option<String>,
    /// End the rest of all rituals
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let (mut rows, mut removed) = (Vec::new(), Vec::new());
    let mut session = Session::open(globals)?;
    let text = session.rewrite("resume", |writer, clock, _| {
        let today = clock.today();
        let named = args.name.as_deref();
        let ritual = named.map(|typed| names::known(writer, typed)).transpose()?;
        let name = ritual.as_ref().map(|r| r.name.clone());
        let all_rests = writer.pauses()?;
        let held: Vec<&Pause> = all_rests.iter().filter(|p| p.covers(today)).collect();
        let own = ritual.as_ref().map(Ritual::to_ref);
        let mine = all_rests.iter().filter(|p| p.ritual == own);
        let (ending, further) = touching(mine.collect(), today);
        for pause in ending {
            end(writer, pause, today, &mut rows, &mut removed)?;
        }
        let rested = !rows.is_empty() || !removed.is_empty();
        if let Some(ritual) = ritual.filter(|r| r.retired.is_some()) {
            rows.push(bring_back(writer, ritual, today)?);
            return Ok(voice::unretired(name.as_deref().unwrap_or_default()));
        }
        if !rested && name.is_some() && held.iter().any(|p| p.ritual.is_none()) {
            return Err(
                Failure::refused("all rituals rest, so one alone cannot be resumed").hint(
                    "`ritual resume --all` ends that rest; `ritual log` works on a resting day too",
                ),
            );
        }
        let all = held
            .iter()
            .filter(|p| p.ritual.is_none())
            .map(|p| p.from)
            .min();
        if let (true, Some(name), Some(since)) = (rested, &name, all) {
            return Ok(voice::resumed_under_all(name, since, today));
        }
        Ok(if rested {
            voice::resumed(name.as_deref(), &further, today)
        } else {
            voice::not_resting(name.as_deref())
        })
    })?;
    Ok(Reply::confirmation(
        globals,
        || text + "\n",
        || json::written("resume", &rows, &removed),
    ))
}

/// The rests that hold today with those that go on where they end, and those that begin later.
fn touching(mut rests: Vec<&Pause>, today: NaiveDate) -> (Vec<&Pause>, Vec<&Pause>) {
    rests.sort_by_key(|rest| rest.from);
    rests.retain(|rest| rest.until.is_none_or(|until| until >= today));
    let (mut ending, mut further) = (Vec::new(), Vec::new());
    // The first day after all that end.
    let mut next = today;
    for rest in rests {
        if rest.from > next || (ending.is_empty() && rest.from > today) {
            further.push(rest);
            continue;
        }
        let after = rest.until.and_then(|until| until.succ_opt());
        next = next.max(after.unwrap_or(NaiveDate::MAX));
        ending.push(rest);
    }
    (ending, further)
}

/// A rest ends the day before; one that began today never was.
fn end(
    writer: &mut Writer,
    pause: &Pause,
    today: NaiveDate,
    rows: &mut Vec<Record>,
    removed: &mut Vec<Record>,
) -> Result<()> {
    if pause.from >= today {
        let record = Record::Pause(pause.clone());
        writer.remove(&record)?;
        removed.push(record);
        return Ok(());
    }
    let record = Record::Pause(Pause {
        until: today.pred_opt(),
        ..pause.clone()
    });
    writer.change(&record)?;
    rows.push(record);
    Ok(())
}

fn bring_back(writer: &mut Writer, mut ritual: Ritual, today: NaiveDate) -> Result<Record> {
    let before = ritual.clone();
    ritual.retired = None;
    ritual.keep_earlier(&before, today, Uuid::now_v7(), None);
    let record = Record::Ritual(ritual);
    writer.change(&record)?;
    Ok(record)
}
