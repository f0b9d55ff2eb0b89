//! `ritual consent` and `ritual share`

use super::input;
use super::names::{self, is_last};
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Until;
use super::typed::person;
use crate::domain::consent::{Consent, Event, What, grants};
use crate::domain::field::Noun;
use crate::domain::journal::Journal;
use crate::domain::meta::Visibility;
use crate::domain::record::{Kind, Record};
use crate::domain::text::{self, sha256};
use crate::domain::view::Sacred;
use crate::failure::{Failure, Result};
use crate::render::voice::{self, hint_name};
use crate::render::{between as page, json};
use crate::report::boundaries::met;
use crate::report::consent as report;
use crate::store::{Error, Reader, Writer};
use chrono::NaiveDate;
use clap::Subcommand;
use uuid::Uuid;

/// Show what you have given consent to, and end it
///
/// Every invitation, offer, share and reminder that holds today, with its day and its end. What is
/// given can be taken back at any time, without a reason.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what holds today
    List,
    /// End one, whatever it is
    Revoke {
        /// The handle or uid, the name of a ritual, or 'last' for what was given last
        #[arg(value_name = "ID")]
        id: String,
        /// Its share alone; an offer, invitation or reminder goes on
        #[arg(long)]
        share: bool,
        /// Its share with this person alone
        #[arg(long, value_name = "NAME", requires = "share")]
        with: Option<String>,
    },
    /// Show every grant and revocation of the last 30 days in order
    History {
        /// Empty it: what holds goes on holding
        #[arg(long)]
        clear: bool,
    },
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        Some(Action::Revoke {
            id,
            share: true,
            with,
        }) => unshare(&id, with.as_deref(), globals),
        Some(Action::Revoke { id, .. }) => revoke(&id, globals),
        Some(Action::History { clear: true }) => clear(globals),
        Some(Action::History { clear: false }) => history(globals),
        None | Some(Action::List) => list(globals),
    }
}

fn list(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::NEEDS)?;
    let held = report::held(&journal, &shared_rows(&session.reader, &journal, None)?);
    Ok(Reply::of(globals, "consent", &held, || {
        page::held(&held, &journal.settings)
    }))
}

/// What grants of today are about, as far as it is here; `by` a day, what those are that end then.
pub fn shared_rows(
    reader: &Reader,
    journal: &Journal,
    by: Option<NaiveDate>,
) -> Result<Vec<Record>> {
    let ends =
        |grant: &&Consent| by.is_none() || grant.until.is_some_and(|until| Some(until) <= by);
    let mut rows: Vec<Record> = Vec::new();
    for granted in grants(&journal.consents, journal.today).filter(ends) {
        if !rows.iter().any(|r| r.meta().uid == granted.subject) {
            // What was granted may be gone since.
            rows.extend(reader.by_uid(granted.subject)?);
        }
    }
    Ok(rows)
}

fn history(globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&report::NEEDS)?;
    let mut events = report::events(&journal);
    let row = |event: &Consent| {
        let row = session.reader.find(&event.subject.to_string()).ok()?;
        let same = report::says_the_same(&journal, event, &row);
        Some(report::Told { row, same })
    };
    events.rows = events.events.iter().map(row).collect();
    Ok(Reply::of(globals, "consent history", &events, || {
        page::events(&events, &journal.settings)
    }))
}

fn clear(globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let (wall_ms, today) = (session.clock.wall_ms(), session.clock.today());
    let gone = session.reader.forget_events(wall_ms, today)?;
    Ok(Reply::confirmation(
        globals,
        || format!("{}\n", voice::HISTORY_CLEARED),
        || json::written("consent history", &[], &gone),
    ))
}

fn revoke(id: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.for_good(|writer, clock, _| {
        let record = given(writer, id, false)?;
        // No list of commands tells of it, or of the sharing before it.
        writer.let_go_of_steps("share", record.meta().id)?;
        end(writer, record, id, clock.today())
    })?;
    let text = || page::ended(&rows, None, &session.settings, session.clock.today()) + "\n";
    Ok(Reply::wrote(globals, "consent revoke", &rows, text))
}

/// What a grant is about: an item, or for `last` what was given last, whether it holds or not; of
/// shares alone where those are meant.
fn given(writer: &Writer, typed: &str, shares: bool) -> Result<Record> {
    const GIVEN: [Kind; 3] = [Kind::Offer, Kind::Invite, Kind::Reminder];
    if !is_last(typed) {
        return item(writer, typed);
    }
    let row = writer.last_of(|kind| !shares && GIVEN.contains(&kind))?;
    let after = row.as_ref().map_or(0, |row| row.meta().id);
    let mut grants = writer.consents()?;
    grants.retain(|c| c.event == Event::Granted && c.meta.id > after);
    grants.retain(|c| !shares || c.what == What::Share);
    let granted = match grants.into_iter().max_by_key(|c| c.meta.id) {
        Some(grant) => writer.by_uid(grant.subject)?,
        None => None,
    };
    granted.or(row).map_or_else(|| item(writer, typed), Ok)
}

/// A row as a refusal names it: as it was typed, and what `last` stands for.
pub fn named(typed: &str, record: &Record) -> String {
    match is_last(typed) {
        true => format!("#{} ({})", record.meta().id, record.kind().as_str()),
        false => typed.to_owned(),
    }
}

/// The one person a page or a view is for: the one named, else the one that grants name. With grants
/// to several it has to be said.
pub fn reader(
    consents: &[Consent],
    typed: Option<&str>,
    today: NaiveDate,
) -> Result<Option<String>> {
    if let Some(typed) = typed {
        return person("--with", typed).map(Some);
    }
    let mut names: Vec<&str> = Vec::new();
    let to_words = grants(consents, today).filter(|c| c.digest.is_some());
    for name in to_words.filter_map(|c| c.with.as_deref()) {
        let key = text::key(name);
        if !names.iter().any(|known| text::key(known) == key) {
            names.push(name);
        }
    }
    names.sort_unstable();
    match names.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).to_owned())),
        [some @ .., last] => {
            let some = some.join(", ");
            let said = format!("things are shared with {some} and {last}, each for themselves");
            Err(Failure::usage(said)
                .hint(format!("--with {} names whom it is for", hint_name(last))))
        }
    }
}

/// Writes a row that stands for something until a day, and the event that it was given. Gives both as
/// rows, and the first as it stands then.
pub fn grant<T: Noun + Clone + Into<Record>>(
    writer: &mut Writer,
    noun: T,
    day: NaiveDate,
) -> Result<(T, Vec<Record>)> {
    let noun = writer.save(noun)?;
    let mut rows = vec![noun.clone().into()];
    if let Some((what, term)) = rows[0].consented() {
        let event = Consent {
            until: Some(term.until),
            ..Consent::new(noun.meta().uid, what, Event::Granted, day)
        };
        rows.push(add(writer, event)?);
    }
    Ok((noun, rows))
}

/// `ritual offer close`: nothing is said of how it ended.
pub fn close(id: &str, globals: &Globals) -> Result<Reply> {
    const CLOSED: [Kind; 2] = [Kind::Offer, Kind::Invite];
    let mut session = Session::open(globals)?;
    let rows = session.rewrite("offer close", |writer, clock, _| {
        let today = clock.today();
        let refused =
            |said| Failure::refused(said).hint("`ritual offer` shows their handles, such as #3");
        let record = match names::by_handle(writer, id)? {
            Some(record) if CLOSED.contains(&record.kind()) => record,
            Some(_) => return Err(refused(format!("{id} is not an offer"))),
            None => {
                let last = writer.last_of(|kind| CLOSED.contains(&kind))?;
                last.filter(|_| is_last(id)).ok_or_else(|| {
                    refused(format!("nothing here is an offer with the handle '{id}'"))
                })?
            }
        };
        end(writer, record, id, today)
    })?;
    let command = format!("{} close", rows[0].kind().as_str());
    let text = || page::ended(&rows, None, &session.settings, session.clock.today()) + "\n";
    Ok(Reply::wrote(globals, &command, &rows, text))
}

/// Ends what a row stands for and what of it is shared, and adds the events. Gives the row first.
pub fn end(
    writer: &mut Writer,
    mut record: Record,
    typed: &str,
    today: NaiveDate,
) -> Result<Vec<Record>> {
    let ended = record
        .consented()
        .filter(|(_, term)| term.live(today))
        .map(|(what, term)| {
            term.closed = Some(today);
            what
        });
    let shares = shares_of(writer, &record, None, today)?;
    // A row that has ended may be shared all the same.
    if ended.is_none() && shares.is_empty() {
        let named = named(typed, &record);
        return Err(
            Failure::refused(format!("nothing holds today under {named}"))
                .hint("`ritual consent` shows what holds, with its handles"),
        );
    }
    record.meta_mut().visibility = Visibility::Private;
    writer.change(&record)?;
    let uid = record.meta().uid;
    let mut rows = vec![record];
    if let Some(what) = ended {
        rows.push(add(writer, Consent::new(uid, what, Event::Revoked, today))?);
    }
    for share in shares {
        rows.push(take_back(writer, share, today)?);
    }
    Ok(rows)
}

/// The shares of a row that hold, for one person or for all.
fn shares_of(
    writer: &Writer,
    record: &Record,
    person: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<Consent>> {
    let events = writer.consents()?;
    let of_row = grants(&events, today).filter(|c| c.subject == record.meta().uid);
    let key = person.map(text::key);
    let theirs = of_row.filter(|c| key.is_none() || c.person() == key);
    Ok(theirs.cloned().collect())
}

/// Adds the end of a share.
fn take_back(writer: &mut Writer, share: Consent, today: NaiveDate) -> Result<Record> {
    let event = Consent::new(share.subject, What::Share, Event::Revoked, today);
    let with = share.with;
    add(writer, Consent { with, ..event })
}

/// Adds an event, and lets go of those the history no longer tells of.
pub fn add(writer: &mut Writer, event: Consent) -> Result<Record> {
    let today = event.day;
    let events = writer.consents()?;
    let held: Vec<Uuid> = grants(&events, today).map(|c| c.meta.uid).collect();
    let old = |c: &Consent| !report::told(c, today) && !held.contains(&c.meta.uid);
    for event in events.into_iter().filter(old) {
        writer.remove_for_good(&event.into())?;
    }
    Ok(writer.save(event)?.into())
}

/// The row a share is about: a handle, a uid, the name of a ritual, the words of an area, `hard` for that
/// plan, or `last` for what was written last.
pub fn item(reader: &Reader, typed: &str) -> Result<Record> {
    match reader.find(typed) {
        Err(Error::NoHandle(_)) if !names::is_number(typed) => {}
        found => return Ok(found?),
    }
    let known = || names::known(reader, typed).map(Record::Ritual);
    if reader.ritual_now_named(typed)?.is_some() {
        return known();
    }
    let called = |name: &str| text::key(name) == text::key(typed.trim());
    let boundary = names::by_name(&reader.boundaries()?, typed)?;
    if let Some(boundary) = boundary.filter(|b| called(&b.area)) {
        return Ok(Record::Boundary(boundary));
    }
    if called(Kind::HardDays.as_str())
        && let Some(plan) = reader.records(Kind::HardDays)?.pop()
    {
        return Ok(plan);
    }
    let found = match is_last(typed) {
        true => names::last(reader),
        false => known(),
    };
    found.or_else(|failure| Err(about_areas(reader, typed)?.unwrap_or(failure)))
}

/// The boundaries whose areas a text meets, as `ritual boundaries TEXT` finds them, by their handles.
fn about_areas(reader: &Reader, typed: &str) -> Result<Option<Failure>> {
    let boundaries = reader.boundaries()?.into_iter();
    let met = boundaries.filter(|b| b.retired.is_none() && met(&b.area, typed).is_some());
    let ways: Vec<String> = met.map(|b| format!("#{} {}", b.meta.id, b.area)).collect();
    Ok((!ways.is_empty()).then(|| {
        Failure::refused(format!(
            "no ritual is called '{typed}', and an area holds it"
        ))
        .hint(format!("its handle stands for it: {}", ways.join(", ")))
    }))
}

/// Takes back what is shared of an item, at once and without a reason. `ritual undo` does not share
/// it again, and tells of nothing.
fn unshare(typed: &str, with: Option<&str>, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let rows = session.for_good(|writer, clock, _| {
        let mut record = given(writer, typed, true)?;
        let today = clock.today();
        let shares = shares_of(writer, &record, with, today)?;
        let marked = record.meta().visibility == Visibility::Shared;
        if shares.is_empty() && (with.is_some() || !marked) {
            let typed = named(typed, &record);
            let why = match with {
                Some(name) if marked => format!("{typed} is not shared with {name}"),
                _ => format!("{typed} is private"),
            };
            return Err(Failure::refused(why).hint("`ritual consent` shows what is shared"));
        }
        let mut rows = Vec::new();
        for share in shares {
            rows.push(take_back(writer, share, today)?);
        }
        if shares_of(writer, &record, None, today)?.is_empty() {
            record.meta_mut().visibility = Visibility::Private;
            writer.change(&record)?;
        }
        // No list of commands tells of it, or of the sharing before it.
        writer.let_go_of_steps("share", record.meta().id)?;
        rows.insert(0, record);
        Ok(rows)
    })?;
    let today = session.clock.today();
    let text = || page::ended(&rows, with, &session.settings, today) + "\n";
    Ok(Reply::wrote(globals, "unshare", &rows, text))
}

/// Share one item with a person, until a day
///
/// For two people who both feel free to say no. What is shared are the words as they are now: it
/// shows the exact line, and a row that changes is left out until it is shared again. Nothing is
/// sent: the line is then among those that `ritual export shareable` writes and `--together` shows.
/// `ritual consent revoke --share` takes it back.
#[derive(Debug, clap::Args)]
pub struct ShareArgs {
    /// The handle or uid, the name of a ritual, the words of an area, hard for that plan, or last
    #[arg(value_name = "ITEM")]
    item: String,
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    #[command(flatten)]
    until: Until,
}

pub fn share(args: ShareArgs, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let term = args.until.term(&session.clock)?;
    let (record, line, held_back) = line_of(&args.item, &session)?;
    if matches!(record, Record::Ritual(_)) {
        names::whole(&session.reader, &args.item, globals)?;
    }
    let typed = match args.with {
        Some(typed) => typed,
        None => match asked(&args.item, &line, globals)? {
            nobody if nobody.is_empty() => return Ok(Reply::plain(nobody)),
            typed => typed,
        },
    };
    let with = person("--with", &typed)?;
    let rows = session.rewrite("share", |writer, clock, _| {
        let today = clock.today();
        // What leaves is what was shown: a row that changed meanwhile is left out.
        let mut record = writer.by_handle(record.meta().id)?.unwrap_or(record);
        record.meta_mut().visibility = Visibility::Shared;
        writer.change(&record)?;
        let event = Consent {
            until: Some(term.until),
            with: Some(with),
            digest: Some(sha256(&line)),
            ..Consent::new(record.meta().uid, What::Share, Event::Granted, today)
        };
        let event = add(writer, event)?;
        Ok::<_, Failure>(vec![record, event])
    })?;
    let text = || page::shared(&rows, &line, &session.settings, session.clock.today());
    let reply = Reply::wrote(globals, "share", &rows, text);
    Ok(reply.notes(held_back))
}

/// Whom it is for; nothing where the person passes.
fn asked(item: &str, line: &str, globals: &Globals) -> Result<String> {
    if input::interactive(globals) {
        input::show(&format!("{line}\n"));
    }
    input::prompt(globals, "with whom, by name (Enter for nobody)")?.ok_or_else(|| {
        let name = hint_name(item);
        Failure::usage("a share expects the name of the person it is for").hint(format!(
            "`ritual share {name} --with NAME` shares it with one"
        ))
    })
}

/// The row, the line that would leave of it, and what there is to say where it is held back.
fn line_of(typed: &str, session: &Session) -> Result<(Record, String, Option<String>)> {
    let reader = &session.reader;
    let record = item(reader, typed)?;
    open_to_sharing(reader, typed, &record)?;
    let today = session.clock.today();
    let Some(line) = record.holds(today).then(|| record.leaving(today)).flatten() else {
        return Err(Failure::refused(format!(
            "{} has ended, and nothing of it leaves",
            named(typed, &record)
        ))
        .hint("`ritual consent` shows what holds"));
    };
    let sacred = Sacred::of(&reader.rituals()?);
    let held_back = sacred.said_in_record(&record).then(|| HELD_BACK.to_owned());
    Ok((record, line, held_back))
}

const HELD_BACK: &str = "it says the name of a sacred ritual, and is held back while it does";

/// Some nouns are for this file alone, and what is sacred stays out.
fn open_to_sharing(reader: &Reader, typed: &str, record: &Record) -> Result<()> {
    if !record.kind().leaves() {
        let what = match is_last(typed) {
            true => named(typed, record),
            false => format!("a {}", record.kind().as_str()),
        };
        return Err(Failure::refused(format!("{what} is not shared"))
            .hint("rituals, entries, mood notes, boundaries and offers can be"));
    }
    let ritual = match record {
        Record::Ritual(ritual) => Some(ritual.clone()),
        other => match other.ritual() {
            Some(named) => reader.ritual_of(named)?,
            None => None,
        },
    };
    match ritual.filter(|ritual| ritual.sacred) {
        None => Ok(()),
        Some(ritual) => Err(stays_out(&ritual.name, "what is shared")),
    }
}

/// A sacred ritual is asked for where none goes.
pub fn stays_out(name: &str, of: &str) -> Failure {
    let named = hint_name(name);
    let said = format!("{name} is sacred, and stays out of {of}");
    let hint = format!("`ritual change {named} --no-sacred` lets go of that label");
    Failure::refused(said).hint(hint)
}
