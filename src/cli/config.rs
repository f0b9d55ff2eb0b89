//! `ritual config`

use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::config::{Config, KEYS, Settings};
use crate::domain::meta::{Extra, Meta};
use crate::domain::record::Record;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::{json, voice};
use clap::builder::PossibleValuesParser;
use serde::Serialize;
use uuid::Uuid;

/// Show or change settings
///
/// day-start: when a new day begins. week-start: the first day of a week. runs: whether runs are
/// shown. question: whether a check-in on a terminal asks how you would like support. scale: your
/// words for 1 to 5.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The setting
    #[arg(value_name = "KEY", value_parser = PossibleValuesParser::new(KEYS.map(|(key, _)| key)))]
    key: Option<String>,
    /// Its new value
    #[arg(value_name = "VALUE")]
    value: Vec<String>,
    /// Back to how it was at first
    #[arg(long, requires = "key", conflicts_with = "value")]
    unset: bool,
}

#[derive(Serialize)]
struct Shown {
    settings: Extra,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.key {
        Some(key) if args.unset => unset(&key, globals),
        Some(key) if !args.value.is_empty() => set(&key, &args.value.join(" "), globals),
        key => show(key.as_deref(), globals),
    }
}

fn show(key: Option<&str>, globals: &Globals) -> Result<Reply> {
    let Session { settings, .. } = Session::read(globals)?;
    let mut shown = Extra::new();
    let mut text = String::new();
    for (name, _) in KEYS
        .iter()
        .filter(|(name, _)| key.is_none_or(|key| key == *name))
    {
        let value = settings.value(name).unwrap_or_default();
        text += &match key {
            Some(_) => format!("{}\n", line(&value)),
            None => format!("{name:<11} {}\n", line(&value)),
        };
        shown.insert((*name).to_owned(), value.into());
    }
    Ok(Reply::report(
        globals,
        || text,
        || json::report("config", &Shown { settings: shown }),
    ))
}

fn set(key: &str, value: &str, globals: &Globals) -> Result<Reply> {
    let value = text::name(value).map_err(|e| Failure::text(key, &e))?;
    let mut settings = Settings::default();
    settings.apply(key, &value).map_err(|expects| {
        Failure::usage(format!("{key} expects {expects}; got '{value}'"))
            .hint("`ritual config` shows how it is set")
    })?;
    // Stored as it is shown: one spelling for one value.
    let value = settings.value(key).unwrap_or(value);
    let mut session = Session::open(globals)?;
    let (record, new) = session.write("config", |writer, _, _| {
        if let Some(mut present) = writer.config(key)? {
            present.value.clone_from(&value);
            let record = Record::Config(present);
            let new = writer.change(&record)?;
            return Ok((record, new));
        }
        let uid = Uuid::new_v5(
            &Uuid::NAMESPACE_OID,
            format!("ritual config {key}").as_bytes(),
        );
        let mut record = Record::Config(Config {
            meta: Meta::new(uid),
            key: key.to_owned(),
            value: value.clone(),
            extra: Extra::new(),
        });
        writer.add(&mut record)?;
        Ok::<_, Failure>((record, true))
    })?;
    let text = || match new {
        true => format!("{key}: {}\n", line(&value)),
        false => format!(
            "{}\n",
            voice::as_it_was(&format!("{key}: {}", line(&value)))
        ),
    };
    Ok(Reply::confirmation(globals, text, || {
        json::written("config", std::slice::from_ref(&record), &[])
    }))
}

fn unset(key: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let removed = session.rewrite("config", |writer, _, _| {
        let Some(present) = writer.config(key)? else {
            return Ok(Vec::new());
        };
        let record = Record::Config(present);
        writer.remove(&record)?;
        Ok::<_, Failure>(vec![record])
    })?;
    let text = || {
        format!(
            "{key}: {}\n",
            Settings::default().value(key).unwrap_or_default()
        )
    };
    Ok(Reply::confirmation(globals, text, || {
        json::written("config", &[], &removed)
    }))
}
