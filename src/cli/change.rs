//! `ritual change`

use super::add::{About, Given, taken};
use super::complete::ritual_names;
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::when::{self, Ahead};
use crate::domain::record::Record;
use crate::domain::ritual::Ritual;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use clap_complete::ArgValueCandidates;
use uuid::Uuid;

/// Change a ritual; what it was stays in its history
///
/// A new rhythm starts a new version; older days keep the rhythm they had. An empty text unsets a
/// field.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(ritual_names))]
    name: String,
    /// A new name
    #[arg(long = "name", value_name = "NEW")]
    new_name: Option<String>,
    #[command(flatten)]
    about: About,
    /// The day from which the new rhythm holds; today without it
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// You do it together with someone
    #[arg(long, overrides_with = "no_joint")]
    joint: bool,
    /// You do it on your own
    #[arg(long)]
    no_joint: bool,
    /// A label: sacred to you, and not for sharing
    #[arg(long, overrides_with = "no_sacred")]
    sacred: bool,
    /// No longer sacred
    #[arg(long)]
    no_sacred: bool,
    /// A word on the change, for its history; `-` reads it from stdin
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    if args.from.is_some() && args.about.rhythm.is_none() {
        return Err(Failure::usage("--from goes with --rhythm")
            .hint("the day from which the new rhythm holds"));
    }
    args.about.gather()?;
    input::dashes([&mut args.note])?;
    let note = input::kept(args.note.as_deref().unwrap_or_default())?;
    let mut session = Session::open(globals)?;
    let from = match &args.from {
        Some(typed) => when::day("--from", typed, &session.clock, Ahead::Allowed)?,
        None => session.clock.today(),
    };
    let (ritual, fields, changed, from, today) =
        session.rewrite("change", |writer, clock, _| {
            let before = names::known(writer, &args.name)?;
            let mut after = before.clone();
            fill(&args, &mut after)?;
            if args.new_name.is_some() {
                let other = writer.ritual_now_named(&after.name)?;
                taken(other.filter(|o| o.meta.id != before.meta.id).as_ref())?;
            }
            if let Some(Given(rhythm)) = args.about.rhythm {
                after.rhythms.start(from, rhythm);
            }
            let fields = after.keep_earlier(&before, clock.today(), Uuid::now_v7(), note.clone());
            let changed = after != before;
            if changed {
                writer.change(&Record::Ritual(after.clone()))?;
            }
            let from = args.about.rhythm.map(|_| from);
            Ok::<_, Failure>((after, fields, changed, from, clock.today()))
        })?;
    let text = if changed {
        voice::changed(&ritual.name, &fields, from, today)
    } else {
        voice::unchanged(&ritual.name)
    };
    Ok(Reply::confirmation(
        globals,
        || text + "\n",
        || json::written("change", &[Record::Ritual(ritual)], &[]),
    ))
}

fn fill(args: &Args, ritual: &mut Ritual) -> Result<()> {
    if let Some(name) = &args.new_name {
        ritual.name = names::valid(name)?;
    }
    args.about.fill(ritual)?;
    ritual.joint = (ritual.joint || args.joint) && !args.no_joint;
    ritual.sacred = (ritual.sacred || args.sacred) && !args.no_sacred;
    Ok(())
}
