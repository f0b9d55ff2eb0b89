//! `ritual change`

use super::add::{About, Given, taken};
use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::when::{self, Ahead};
use crate::domain::record::Record;
use crate::domain::ritual::{Ritual, Season, YearDay};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice;
use crate::store::Writer;
use chrono::NaiveDate;
use uuid::Uuid;

/// Change a ritual; what it was stays in its history
///
/// A new rhythm starts a new version; older days keep the rhythm they had. An empty text unsets a
/// field.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
    /// A new name
    #[arg(long = "name", value_name = "NEW")]
    new_name: Option<String>,
    #[command(flatten)]
    about: About,
    /// From which day the new rhythm holds; of a season, such as 12-01
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// A season, with its --rhythm, --from and --until
    #[arg(long, value_name = "WORD", requires_all = ["from", "until"])]
    season: Option<String>,
    /// The last day of the season, such as 02-28
    #[arg(long, value_name = "MM-DD", requires = "season")]
    until: Option<String>,
    /// Let go of a season
    #[arg(long, value_name = "WORD")]
    no_season: Option<String>,
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
    /// Its place among your rituals, in lists and on the board, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=9999))]
    place: Option<u32>,
    /// A word on the change, for its history
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
    season(&args, args.about.rhythm.clone(), session.clock.today())?;
    let from = match &args.from {
        Some(_) if args.season.is_some() => session.clock.today(),
        Some(typed) => when::day("--from", typed, &session.clock, Ahead::Either)?,
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
            let given = args.about.rhythm_of(&mut after)?;
            let season = season(&args, given.clone(), clock.today())?;
            let same = |name: &str| {
                let key = text::key(name);
                move |season: &Season| text::key(&season.name) == key
            };
            if let Some(name) = &args.no_season {
                let (seasons, same) = (&mut after.rhythms.1, same(name));
                if !seasons.iter().any(&same) {
                    return Err(Failure::refused(format!("no season is called '{name}'"))
                        .hint("the history of the ritual names them"));
                }
                seasons.retain(|season| !same(season));
            }
            if let Some(season) = &season {
                let seasons = &mut after.rhythms.1;
                let same = same(&season.name);
                // The same words again are no change.
                let kept = |old: &Season| {
                    Season {
                        since: old.since,
                        ..season.clone()
                    } == *old
                };
                if !seasons.iter().any(kept) {
                    seasons.retain(|old| !same(old));
                    seasons.push(season.clone());
                }
            } else if let Some(Given(rhythm)) = given {
                after.rhythms.start(from, rhythm);
            }
            let mut fields =
                after.keep_earlier(&before, clock.today(), Uuid::now_v7(), note.clone());
            if let Some(place) = args.place
                && moved_to(place, &mut after, writer)?
            {
                fields.push("place".to_owned());
            }
            let changed = writer.change(&Record::Ritual(after.clone()))?;
            let from = (args.about.rhythm.is_some() && season.is_none()).then_some(from);
            Ok::<_, Failure>((after, fields, changed, from, clock.today()))
        })?;
    let text = if changed {
        voice::changed(&ritual.name, &fields, from, today)
    } else {
        voice::unchanged(&ritual.name)
    };
    Ok(Reply::wrote(
        globals,
        "change",
        &[Record::Ritual(ritual)],
        || text + "\n",
    ))
}

/// Gives a ritual a place among those that are not put away, and the others theirs around it; whether
/// that is another order.
fn moved_to(place: u32, ritual: &mut Ritual, writer: &mut Writer) -> Result<bool> {
    let before = writer.rituals()?;
    let is_it = |other: &Ritual| other.meta.id == ritual.meta.id;
    let mut order: Vec<Ritual> = before.iter().filter(|r| !is_it(r)).cloned().collect();
    let open = order
        .iter()
        .enumerate()
        .filter(|(_, r)| r.retired.is_none());
    let at = open.map(|(at, _)| at).nth(place as usize - 1);
    let at = at.unwrap_or(order.len());
    order.insert(at, ritual.clone());
    let same = |(a, b): (&Ritual, &Ritual)| a.meta.id == b.meta.id;
    if order.iter().zip(&before).all(same) {
        return Ok(false);
    }
    for (at, mut other) in order.into_iter().enumerate() {
        let place = Some(at as f64 + 1.0);
        if other.meta.id == ritual.meta.id {
            ritual.place = place;
        } else if other.place != place {
            other.place = place;
            writer.change(&Record::Ritual(other))?;
        }
    }
    Ok(true)
}

/// The season that was typed.
fn season(args: &Args, given: Option<Given>, today: NaiveDate) -> Result<Option<Season>> {
    let (Some(name), Some(Given(rhythm))) = (&args.season, given) else {
        return match args.season {
            Some(_) => Err(Failure::usage("a season expects a rhythm")
                .hint("as in --season winter --rhythm 2/week --from 12-01 --until 02-28")),
            None => Ok(None),
        };
    };
    let day = |flag: &str, typed: &Option<String>| {
        let typed = typed.clone().unwrap_or_default();
        YearDay::try_from(typed).map_err(|expects| {
            Failure::usage(format!("{flag} {expects}"))
                .hint("a month and a day, since a season comes back each year")
        })
    };
    Ok(Some(Season {
        name: text::name(name).map_err(|e| Failure::text("the season", &e))?,
        from: day("--from", &args.from)?,
        until: day("--until", &args.until)?,
        rhythm,
        since: today,
    }))
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
