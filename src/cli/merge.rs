//! `ritual merge`

use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::meta::Extra;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::domain::revision::Revision;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use crate::store::Writer;
use chrono::NaiveDate;
use uuid::Uuid;

/// Make several rituals one
///
/// What was noted under the others goes to the first, and their names stand for it from then on. What
/// the first says of itself stays. `ritual undo` takes it back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual that stays
    #[arg(value_name = "KEEP")]
    keep: String,
    /// Those that go into it
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<String>,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    for typed in [&args.keep].into_iter().chain(&args.others) {
        names::whole(&session.reader, typed, globals)?;
    }
    let (keep, others) = rituals(&session.reader, &args)?;
    let today = session.clock.today();
    let mut entries = 0;
    for other in &others {
        entries += u64::from(session.reader.entries(other.meta.id, today)?);
    }
    let gone: Vec<&str> = others.iter().map(|other| other.name.as_str()).collect();
    let question = voice::to_merge(&keep.name, &gone, entries);
    if input::agreed(globals, &format!("{question}:"))? == Some(false) {
        return Ok(Reply::plain(format!("{}\n", voice::NOTHING_CHANGED)));
    }
    let (rows, removed) = session.rewrite("merge", |writer, clock, _| {
        let (mut keep, others) = rituals(writer, &args)?;
        let (mut rows, mut removed) = (Vec::new(), Vec::new());
        for other in others {
            take_in(
                writer,
                &mut keep,
                other,
                clock.today(),
                &mut rows,
                &mut removed,
            )?;
        }
        let record = Record::Ritual(keep);
        writer.change(&record)?;
        rows.insert(0, record);
        Ok::<_, Failure>((rows, removed))
    })?;
    let text = || voice::merged(&keep.name, &gone, entries) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("merge", &rows, &removed)
    }))
}

/// The ritual that stays, and the others, each once.
fn rituals(reader: &crate::store::Reader, args: &Args) -> Result<(Ritual, Vec<Ritual>)> {
    let keep = names::known(reader, &args.keep)?;
    let mut others: Vec<Ritual> = Vec::new();
    for typed in &args.others {
        let other = names::known(reader, typed)?;
        if other.meta.id == keep.meta.id {
            return Err(Failure::usage(format!("'{typed}' is {} itself", keep.name))
                .hint("`ritual show` shows the names there are"));
        }
        if others.iter().all(|o| o.meta.id != other.meta.id) {
            others.push(other);
        }
    }
    Ok((keep, others))
}

/// Moves what speaks of `other`, and lets its name lead to `keep`.
fn take_in(
    writer: &mut Writer,
    keep: &mut Ritual,
    other: Ritual,
    today: NaiveDate,
    rows: &mut Vec<Record>,
    removed: &mut Vec<Record>,
) -> Result<()> {
    let rests: Vec<Pause> = writer.pauses()?;
    let own: Vec<&Pause> = rests
        .iter()
        .filter(|p| p.ritual == Some(keep.to_ref()))
        .collect();
    for mut record in writer.speaking_of(other.meta.id)? {
        record.on_ritual(&mut |of| *of = keep.to_ref());
        match &mut record {
            // An amount goes on being of the unit it was noted in.
            Record::Completion(c) if c.amount.is_some() && c.unit.is_none() => {
                c.unit.clone_from(&other.unit);
            }
            // One rest for a ritual and a start: the longer of two stays.
            Record::Pause(rest) => {
                if let Some(twin) = own.iter().find(|p| p.from == rest.from) {
                    let longer = twin.until.zip(rest.until).map(|(a, b)| a.max(b));
                    let mut twin = Record::Pause((*twin).clone());
                    if let Record::Pause(p) = &mut twin {
                        p.until = longer;
                    }
                    writer.change(&twin)?;
                    rows.push(twin);
                    rest.ritual = Some(other.to_ref());
                    writer.remove(&record)?;
                    removed.push(record);
                    continue;
                }
            }
            _ => {}
        }
        writer.change(&record)?;
        rows.push(record);
    }
    let before = keep.clone();
    for (kept, of_other) in [
        (&mut keep.intention, &other.intention),
        (&mut keep.around, &other.around),
        (&mut keep.unit, &other.unit),
        (&mut keep.with, &other.with),
    ] {
        if kept.is_none() {
            kept.clone_from(of_other);
        }
    }
    keep.joint |= other.joint;
    // What was kept from sharing stays so.
    keep.sacred |= other.sacred;
    keep.keep_earlier(&before, today, Uuid::now_v7(), None);
    // The names it bore lead here, as if this ritual had borne them.
    let earlier = other
        .history
        .iter()
        .filter_map(|r| Some((r.on, r.was.get("name")?.clone())));
    let names = earlier.chain([(today, other.name.clone().into())]);
    keep.history.extend(names.map(|(on, name)| Revision {
        uid: Uuid::now_v7(),
        on,
        was: Extra::from_iter([("name".to_owned(), name)]),
        note: None,
    }));
    for event in writer.consents_about(other.meta.uid)? {
        let record = Record::Consent(event);
        writer.remove(&record)?;
        removed.push(record);
    }
    let record = Record::Ritual(other);
    writer.remove_into(&record, Some(keep.meta.uid))?;
    removed.push(record);
    Ok(())
}
