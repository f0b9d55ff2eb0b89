//! `ritual find`

use super::input;
use super::reply::Reply;
use super::session::{Globals, Session};
use super::span::Span;
use super::typed::words;
use crate::domain::record::{Kind, Record};
use crate::domain::ritual::Ritual;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::{days as page, voice};
use crate::report::rows as report;
use crate::store::{self, Hit, Query, Reader};
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use std::cmp::Reverse;
use std::num::NonZeroUsize;

/// Find words in notes, moods, boundaries and rituals
///
/// Case and accents make no difference, and a word may be the beginning of one. Words in one
/// argument stand side by side; several arguments may stand anywhere in a row:
/// `ritual find "slept at last"`, `ritual find slept rain`. Newest first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Words; `-` reads them from stdin
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    /// Mood notes with this trigger
    #[arg(long, value_name = "WORD")]
    trigger: Vec<String>,
    /// Mood notes with this coping word
    #[arg(long, value_name = "WORD")]
    coping: Vec<String>,
    /// Mood notes with this feeling
    #[arg(long, value_name = "WORD")]
    feeling: Vec<String>,
    /// Rows of this kind
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<String>,
    #[command(flatten)]
    span: Span,
    /// How many to show; 50 unless told otherwise, and all with --json
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<NonZeroUsize>,
}

const SHOWN: usize = 50;

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(sought().map(Kind::as_str))
}

/// The kinds whose rows are looked through.
fn sought() -> impl Iterator<Item = Kind> {
    let all = Kind::ALL.iter().copied();
    all.filter(|kind| !matches!(kind, Kind::Config | Kind::Consent))
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let lists = [&args.trigger, &args.coping, &args.feeling, &args.kind];
    if args.text.is_empty() && lists.iter().all(|list| list.is_empty()) {
        let question = "words to look for (Enter for none)";
        match input::prompt(globals, question)? {
            Some(none) if none.is_empty() => {
                return Ok(Reply::plain(voice::NOTHING_DONE.to_owned()));
            }
            words => args.text.extend(words),
        }
    }
    let mut query = query(&args)?;
    let session = Session::read(globals)?;
    let (reader, today) = (&session.reader, session.clock.today());
    let window = args.span.read(&session.clock)?;
    let mut note = None;
    let mut rows = rows(reader, &query, window, today)?;
    let apart = text::words(&query.phrases.join(" "));
    if rows.is_empty() && apart.len() > query.phrases.len() {
        query.phrases = apart.into_iter().map(|w| w.folded).collect();
        rows = self::rows(reader, &query, window, today)?;
        note = Some("nowhere side by side; these hold all of the words".to_owned());
    }
    if rows.is_empty() {
        return Err(nothing(&args));
    }
    let all = if globals.json { usize::MAX } else { SHOWN };
    let count = rows.len();
    let shown = rows.into_iter().take(args.limit.map_or(all, usize::from));
    let shown = shown.filter_map(|(kind, id, _)| reader.record(kind, id).transpose());
    let records: Vec<Record> = shown.collect::<store::Result<_>>()?;
    let found = report::find(today, &query.phrases, count, records);
    let text = || page::find(&found, &session.settings);
    Ok(Reply::of(globals, "find", &found, text).notes(note))
}

fn query(args: &Args) -> Result<Query> {
    let mut query = Query::default();
    for typed in &args.text {
        let text = input::dash(typed)?;
        if text::words(&text).is_empty() {
            return Err(
                Failure::usage(format!("TEXT expects words to look for; got '{text}'"))
                    .hint("letters, digits or an emoji; punctuation makes no difference"),
            );
        }
        query.phrases.push(text);
    }
    for (list, flag, typed) in [
        ("trigger", "--trigger", &args.trigger),
        ("coping", "--coping", &args.coping),
        ("feeling", "--feeling", &args.feeling),
    ] {
        let words = words(flag, typed)?.into_iter();
        query.words.extend(words.map(|word| (list, word)));
    }
    let named: Vec<Kind> = args.kind.iter().filter_map(|k| Kind::parse(k)).collect();
    if query.phrases.is_empty() && query.words.is_empty() && named.is_empty() {
        return Err(Failure::usage("find expects words to look for")
            .hint("`ritual find TEXT`, or --trigger, --coping, --feeling or --kind alone"));
    }
    query.kinds = match named.is_empty() {
        true => sought().collect(),
        false => named,
    };
    Ok(query)
}

/// The rows of a window that fit, newest first; those without a day come last.
fn rows(
    store: &Reader,
    query: &Query,
    window: (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> Result<Vec<Hit>> {
    let mut rows = Vec::new();
    for (kind, id, mut day) in store.find_words(query)? {
        if !matches!(kind, Kind::Completion | Kind::Mood) {
            let Some(record) = store.record(kind, id)?.filter(|r| !r.ended(today)) else {
                continue;
            };
            day = record.day();
        }
        rows.push((kind, id, day));
    }
    let alone = query.words.is_empty() && !query.phrases.is_empty();
    if alone && query.kinds.contains(&Kind::Ritual) {
        for ritual in store.rituals()? {
            let id = ritual.meta.id;
            let here = |row: &Hit| row.1 == id;
            if ritual.retired.is_none() && bore(&ritual, &query.phrases) && !rows.iter().any(here) {
                rows.push((Kind::Ritual, id, None));
            }
        }
    }
    rows.retain(|(_, _, day)| match window {
        (None, None) => true,
        (from, to) => day.is_some_and(|d| from.is_none_or(|f| f <= d) && to.is_none_or(|t| d <= t)),
    });
    rows.sort_by_key(|(_, id, day)| Reverse((*day, *id)));
    Ok(rows)
}

/// Whether a name that a ritual bore earlier holds all of this.
fn bore(ritual: &Ritual, phrases: &[String]) -> bool {
    let apart = |text: &str| format!(" {}", text::folded(text));
    let mut earlier = ritual.earlier_names().map(apart);
    earlier.any(|name| phrases.iter().all(|phrase| name.contains(&apart(phrase))))
}

fn nothing(args: &Args) -> Failure {
    let words = [&args.text, &args.trigger, &args.coping, &args.feeling];
    let words = words.map(Vec::as_slice).concat();
    let what = match words.is_empty() {
        true => "nothing of that kind is noted here".to_owned(),
        false => format!("nothing noted here holds '{}'", words.join("', '")),
    };
    Failure::refused(what).hint("the beginning of a word is enough; --from and --to widen the days")
}
