//! `ritual patterns`

use super::group::Group;
use super::names::{self, Meant};
use super::progress;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::span::Span;
use crate::domain::config::Settings;
use crate::domain::journal::Journal;
use crate::domain::mood::Mood;
use crate::domain::text;
use crate::domain::trial::{Subject, SubjectKind};
use crate::failure::{Failure, Result};
use crate::render::patterns::{Page, patterns as patterns_page};
use crate::render::voice::hint_name;
use crate::report::patterns::{Measure, Spec, needs, patterns};
use crate::store::Reader;
use chrono::NaiveDate;

/// Show what came together, and how often by chance
///
/// Days with a ritual or a word against days without it, amounts, measures against each other, words
/// that come together, in the steps of your own scale. It says what came together, and nothing of
/// why. The last 365 days unless told otherwise. `ritual help patterns` explains it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// These rituals or words
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    #[command(flatten)]
    group: Group,
    /// This measure: mood, energy, sleep, giving, or one of your own
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
    #[command(flatten)]
    span: Span,
    /// Everything there is
    #[arg(long, conflicts_with_all = ["from", "to"])]
    all: bool,
    /// Set each day against the measure of the day after
    #[arg(long)]
    next_day: bool,
    /// Look at days with this ritual or word alone
    #[arg(long, value_name = "WORD")]
    among: Option<String>,
    /// Every row, weekdays and spread
    #[arg(long)]
    full: bool,
    /// Draw with - = + x #
    #[arg(long)]
    ascii: bool,
}

/// The measure that was typed after a flag.
pub fn measured(flag: &str, typed: &str, settings: &Settings) -> Result<Measure> {
    Measure::named(typed, settings).ok_or_else(|| {
        let all = Measure::all(settings);
        let names: Vec<&str> = all.iter().map(Measure::as_str).collect();
        Failure::usage(format!(
            "{flag} expects {}; got '{typed}'",
            names.join(", ")
        ))
        .hint(format!(
            "`ritual config measure {} 0-10` makes a measure of your own",
            hint_name(typed)
        ))
    })
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let journal = session.journal(&needs())?;
    let (from, to) = window(&args, &session, &journal)?;
    let measure = args.measure.as_deref();
    let measure = measure.map(|typed| measured("--measure", typed, &session.settings));
    let named = |typed: &str| Ok(subject(&session.reader, typed, &journal)?.name);
    let typed: Vec<String> = args.names.iter().map(|n| named(n)).collect::<Result<_>>()?;
    let every = typed.is_empty();
    let names = match args.group.names(&journal) {
        Some(mut names) => {
            names.retain(|name| every || typed.contains(name));
            Some(names)
        }
        None => (!every).then_some(typed),
    };
    let nothing = args.group.none(names.as_ref().is_some_and(Vec::is_empty));
    let spec = Spec {
        from,
        to,
        names,
        measure: measure.transpose()?,
        next_day: args.next_day,
        among: args.among.as_deref().map(named).transpose()?,
    };
    let page = Page {
        full: args.full,
        width: reply::width(),
        ascii: args.ascii,
    };
    let found = progress::while_working(globals, "comparing days", || patterns(&journal, &spec));
    let text = || nothing.unwrap_or_else(|| patterns_page(&found, page, journal.today));
    Ok(Reply::of(globals, "patterns", &found, text))
}

fn window(args: &Args, session: &Session, journal: &Journal) -> Result<(NaiveDate, NaiveDate)> {
    let today = session.clock.today();
    if args.all {
        let done = journal
            .practices
            .iter()
            .filter_map(|p| p.days.first())
            .map(|(day, _)| *day);
        let first = done.chain(journal.moods.iter().map(|m| m.day)).min();
        return Ok((first.unwrap_or(today), today));
    }
    args.span.within(session, 365)
}

/// A ritual by its name or its beginning, or a word as it was noted.
pub fn subject(reader: &Reader, typed: &str, journal: &Journal) -> Result<Subject> {
    let typed = names::valid(typed)?;
    if let Meant::One(ritual) | Meant::Begins(ritual) = names::meant(reader, &typed)? {
        return Ok(Subject {
            kind: SubjectKind::Ritual,
            name: ritual.name,
        });
    }
    let key = text::key(&typed);
    let lists = [
        (SubjectKind::Trigger, |m: &Mood| &m.triggers),
        (SubjectKind::Coping, |m: &Mood| &m.coping),
        (SubjectKind::Changed, |m: &Mood| &m.changed),
    ] as [(SubjectKind, fn(&Mood) -> &Vec<String>); 3];
    let noted = lists.into_iter().find_map(|(kind, list)| {
        let mut words = journal.moods.iter().flat_map(list);
        let name = words.find(|word| text::key(word) == key)?.clone();
        Some(Subject { kind, name })
    });
    noted.ok_or_else(|| {
        Failure::refused(format!("no ritual and no noted word is called '{typed}'")).hint(
            "`ritual show` shows the rituals; words are those of --trigger, --coping and --changed",
        )
    })
}
