//! Rituals as they are described: `ritual add`, `change`, `merge` and `retire`

use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{Given, Typed, field, words};
use super::when::{self, Ahead};
use crate::domain::amount::factor;
use crate::domain::meta::Extra;
use crate::domain::pause::Pause;
use crate::domain::record::Record;
use crate::domain::revision::Revision;
use crate::domain::rhythm::{Goal, Rhythm};
use crate::domain::ritual::{Rhythms, Ritual, Season, YearDay};
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::json;
use crate::render::voice::{self, hint_name};
use crate::store::{Reader, Writer};
use chrono::NaiveDate;
use uuid::Uuid;

/// Describe a ritual before its first entry
#[derive(Debug, clap::Args)]
pub struct Add {
    /// What you call it
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    about: About,
    /// You do it together with someone
    #[arg(long)]
    joint: bool,
    /// A label: sacred to you, and not for sharing
    #[arg(long)]
    sacred: bool,
}

/// What can be said of a ritual. Every field is optional.
#[derive(Debug, Clone, clap::Args)]
pub struct About {
    /// What it is about for you, in your words
    #[arg(long, value_name = "TEXT")]
    pub intention: Option<String>,
    /// How often it comes round: 3/week, 'twice a year', 'every 2 weeks', mon,fri, '150 min a week', none
    #[arg(long, value_name = "R", value_parser = rhythm)]
    pub rhythm: Option<Given<Rhythm>>,
    /// The moment of the day it goes with
    #[arg(long, value_name = "MOMENT")]
    pub around: Option<String>,
    /// What it is for, in a word; may be given again
    #[arg(long = "for", value_name = "WORD", value_delimiter = ',')]
    pub purposes: Vec<String>,
    /// What its amounts are counted in
    #[arg(long, value_name = "U")]
    pub unit: Option<String>,
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    pub with: Option<String>,
}

fn rhythm(typed: &str) -> Typed<Given<Rhythm>> {
    Rhythm::typed(typed)
        .map(Given)
        .map_err(|e| format!("expects {e}"))
}

impl About {
    /// Reads stdin where a field asks for it.
    pub fn gather(&mut self) -> Result<()> {
        input::dashes([
            &mut self.intention,
            &mut self.around,
            &mut self.unit,
            &mut self.with,
        ])
    }

    /// The rhythm that was given, its amount in the unit the ritual is counted in: a ritual without
    /// one takes it.
    pub fn rhythm_of(&self, ritual: &mut Ritual) -> Result<Option<Given<Rhythm>>> {
        let mut given = self.rhythm.clone();
        if let Some(Given(Some(Rhythm::Per(Goal::Amount(n, unit), _)))) = &mut given {
            let known = ritual.unit.get_or_insert_with(|| unit.clone());
            let by = factor(unit, known).ok_or_else(|| {
                let (name, unit) = (&ritual.name, &*unit);
                Failure::usage(format!(
                    "{name} is counted in {known}; the rhythm, in {unit}"
                ))
                .hint(format!("the rhythm in {known}, or --unit {unit} beside it"))
            })?;
            *n = (*n * by * 1e9).round() / 1e9;
            unit.clone_from(known);
        }
        Ok(given)
    }

    /// Puts what was given into a ritual, except its rhythm.
    pub fn fill(&self, ritual: &mut Ritual) -> Result<()> {
        for (flag, typed, kept) in [
            ("--intention", &self.intention, &mut ritual.intention),
            ("--around", &self.around, &mut ritual.around),
            ("--unit", &self.unit, &mut ritual.unit),
            ("--with", &self.with, &mut ritual.with),
        ] {
            if let Some(typed) = typed {
                *kept = field(flag, typed)?;
            }
        }
        if !self.purposes.is_empty() {
            let mut given = self.purposes.clone();
            given.retain(|word| !word.trim().is_empty());
            ritual.purposes = words("--for", &given)?;
        }
        Ok(())
    }
}

pub fn add(mut args: Add, globals: &Globals) -> Result<Reply> {
    args.about.gather()?;
    let mut ritual = Ritual::new(new_meta(), names::valid(&args.name)?);
    args.about.fill(&mut ritual)?;
    ritual.joint = args.joint;
    ritual.sacred = args.sacred;
    let given = args.about.rhythm_of(&mut ritual)?;
    let rhythm = given.and_then(|given| given.0);
    let shown = rhythm.as_ref().map(Rhythm::to_string);
    ritual.rhythms = Rhythms::one(rhythm);
    let mut session = Session::open(globals)?;
    let ritual = session.write("add", |writer, _, _| {
        taken(writer.ritual_now_named(&ritual.name)?.as_ref())?;
        Ok(writer.save(ritual)?)
    })?;
    let text = || voice::added(&ritual.name, shown.as_deref()) + "\n";
    let rows = [ritual.clone().into()];
    Ok(Reply::wrote(globals, "add", &rows, text))
}

/// Refuses a name that is in use, in whatever case or Unicode form.
fn taken(present: Option<&Ritual>) -> Result<()> {
    let Some(Ritual { name, .. }) = present else {
        return Ok(());
    };
    Err(
        Failure::refused(format!("a ritual is called '{name}' here"))
            .hint(format!("`ritual change {} …` changes it", hint_name(name))),
    )
}

/// Change a ritual; what it was stays in its history
///
/// A new rhythm starts a new version; older days keep the rhythm they had. An empty text unsets a
/// field.
#[derive(Debug, clap::Args)]
pub struct Change {
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

pub fn change(mut args: Change, globals: &Globals) -> Result<Reply> {
    if args.from.is_some() && args.about.rhythm.is_none() {
        return Err(Failure::usage("--from goes with --rhythm")
            .hint("the day from which the new rhythm holds"));
    }
    args.about.gather()?;
    input::dashes([&mut args.note])?;
    let note = input::kept(args.note.as_deref().unwrap_or_default())?;
    let mut session = Session::open(globals)?;
    let today = session.clock.today();
    let season = season(&args, today)?;
    let from = match &args.from {
        Some(typed) if season.is_none() => {
            when::day("--from", typed, &session.clock, Ahead::Either)?
        }
        _ => today,
    };
    let (ritual, fields, changed) = session.rewrite("change", |writer, _, _| {
        let before = names::known(writer, &args.name)?;
        let mut after = before.clone();
        fill(&args, &mut after)?;
        if args.new_name.is_some() {
            let other = writer.ritual_now_named(&after.name)?;
            taken(other.filter(|o| o.meta.id != before.meta.id).as_ref())?;
        }
        let given = args.about.rhythm_of(&mut after)?;
        let seasons = &mut after.rhythms.1;
        if let Some(name) = &args.no_season {
            if !seasons.iter().any(|season| is_called(season, name)) {
                return Err(Failure::refused(format!("no season is called '{name}'"))
                    .hint("the history of the ritual names them"));
            }
            seasons.retain(|season| !is_called(season, name));
        }
        match (&season, given) {
            (Some(season), Some(Given(rhythm))) => {
                let of = |since| Season {
                    rhythm: rhythm.clone(),
                    since,
                    ..season.clone()
                };
                // The same words again are no change.
                if !seasons.iter().any(|old| of(old.since) == *old) {
                    seasons.retain(|old| !is_called(old, &season.name));
                    seasons.push(of(today));
                }
            }
            (None, Some(Given(rhythm))) => after.rhythms.start(from, rhythm),
            _ => {}
        }
        let mut fields = after.keep_earlier(&before, today, Uuid::now_v7(), note);
        if let Some(place) = args.place
            && moved_to(place, &mut after, writer)?
        {
            fields.push("place".to_owned());
        }
        let changed = writer.change(&Record::Ritual(after.clone()))?;
        Ok((after, fields, changed))
    })?;
    let text = match changed {
        true => {
            let from = (args.about.rhythm.is_some() && season.is_none()).then_some(from);
            voice::changed(&ritual.name, &fields, from, today)
        }
        false => voice::unchanged(&ritual.name),
    };
    let rows = [Record::Ritual(ritual)];
    Ok(Reply::wrote(globals, "change", &rows, || text + "\n"))
}

fn is_called(season: &Season, name: &str) -> bool {
    text::key(&season.name) == text::key(name)
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
fn season(args: &Change, today: NaiveDate) -> Result<Option<Season>> {
    let Some(name) = &args.season else {
        return Ok(None);
    };
    let Some(Given(rhythm)) = args.about.rhythm.clone() else {
        return Err(Failure::usage("a season expects a rhythm")
            .hint("as in --season winter --rhythm 2/week --from 12-01 --until 02-28"));
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

fn fill(args: &Change, ritual: &mut Ritual) -> Result<()> {
    if let Some(name) = &args.new_name {
        ritual.name = names::valid(name)?;
    }
    args.about.fill(ritual)?;
    ritual.joint = (ritual.joint || args.joint) && !args.no_joint;
    ritual.sacred = (ritual.sacred || args.sacred) && !args.no_sacred;
    Ok(())
}

/// Make several rituals one
///
/// What was noted under the others goes to the first, and their names stand for it from then on. What
/// the first says of itself stays. `ritual undo` takes it back.
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// The ritual that stays
    #[arg(value_name = "KEEP")]
    keep: String,
    /// Those that go into it
    #[arg(value_name = "OTHER", required = true)]
    others: Vec<String>,
}

pub fn merge(args: Merge, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    for typed in [&args.keep].into_iter().chain(&args.others) {
        names::whole(&session.reader, typed, globals)?;
    }
    let (keep, others) = to_merge(&session.reader, &args)?;
    let mut entries = 0;
    for other in &others {
        entries += u64::from(session.reader.entries(other.meta.id)?);
    }
    let gone: Vec<&str> = others.iter().map(|other| other.name.as_str()).collect();
    let question = voice::to_merge(&keep.name, &gone, entries);
    if input::agreed(globals, &format!("{question}:"))? == Some(false) {
        return Ok(Reply::plain(format!("{}\n", voice::NOTHING_CHANGED)));
    }
    let (rows, removed) = session.rewrite("merge", |writer, clock, _| {
        let (mut keep, others) = to_merge(writer, &args)?;
        let (mut rows, mut removed) = (Vec::new(), Vec::new());
        for other in others {
            let moved = (&mut rows, &mut removed);
            take_in(writer, &mut keep, other, clock.today(), moved)?;
        }
        let record = Record::Ritual(keep);
        writer.change(&record)?;
        rows.insert(0, record);
        Ok((rows, removed))
    })?;
    let text = || voice::merged(&keep.name, &gone, entries) + "\n";
    Ok(Reply::confirmation(globals, text, || {
        json::written("merge", &rows, &removed)
    }))
}

/// The ritual that stays, and the others, each once.
fn to_merge(reader: &Reader, args: &Merge) -> Result<(Ritual, Vec<Ritual>)> {
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
    (rows, removed): (&mut Vec<Record>, &mut Vec<Record>),
) -> Result<()> {
    let mut own = writer.pauses()?;
    own.retain(|rest| rest.ritual == Some(keep.to_ref()));
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
                    let twin = Record::Pause(Pause {
                        until: longer,
                        ..twin.clone()
                    });
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

/// Put a ritual away; its entries stay
///
/// No reason is asked for, and `ritual resume` brings it back.
#[derive(Debug, clap::Args)]
pub struct Retire {
    /// The ritual
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn retire(args: Retire, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (ritual, entries) = session.rewrite("retire", |writer, clock, _| {
        let ritual = names::known(writer, &args.name)?;
        let entries = writer.entries(ritual.meta.id)?;
        let away = ritual.retired.or(Some(clock.today()));
        Ok((put_away(writer, ritual, away, clock.today())?, entries))
    })?;
    let text = || voice::retired(&ritual.name, entries.into()) + "\n";
    let rows = [ritual.clone().into()];
    Ok(Reply::standing(globals, "retire", &rows, &[], text))
}

/// Puts a ritual away on a day, or brings it back.
pub fn put_away(
    writer: &mut Writer,
    before: Ritual,
    retired: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Ritual> {
    let mut after = before.clone();
    after.retired = retired;
    after.keep_earlier(&before, today, Uuid::now_v7(), None);
    Ok(writer.save(after)?)
}
