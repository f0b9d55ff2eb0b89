//! `ritual config`

use super::input;
use super::names;
use super::reply::Reply;
use super::session::{Globals, Session};
use crate::domain::config::{Config, KEYS, MEASURE, Settings, measure_key};
use crate::domain::measure;
use crate::domain::meta::{Extra, Meta};
use crate::domain::record::Record;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::voice;
use crate::render::voice::hint_name;
use serde_json::{Value as Json, json};
use std::slice::from_ref;
use uuid::Uuid;

/// Show or change settings
///
/// day-start: when a new day begins. week-start: the first day of a week. runs: whether runs are
/// shown. question: whether a check-in on a terminal asks how you would like support. scale: your
/// words for 1 to 5. feels: your words for burdensome and reinforcing. measure NAME: what you measure
/// besides, from one number to another.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The setting, or a word of its name
    #[arg(value_name = "KEY")]
    key: Option<String>,
    /// Its new value
    #[arg(value_name = "VALUE", allow_negative_numbers = true)]
    value: Vec<String>,
    /// Back to how it was at first; a measure goes, and what was noted of it stays
    #[arg(long, requires = "key")]
    unset: bool,
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    if let Some(typed) = &args.key {
        let found = named(typed)?;
        match found.as_slice() {
            [key] => {
                let taken = format!("'{typed}' is taken for {key}");
                names::guess((key != typed).then_some(taken), false);
                args.key = Some((*key).to_owned());
            }
            several if args.value.is_empty() && !args.unset => return show(several, globals),
            several => {
                let said = format!("'{typed}' stands for {}", several.join(" and "));
                return Err(Failure::usage(said).hint("one of them, in full"));
            }
        }
    }
    match args.key {
        Some(key) if key == MEASURE => measure(&args.value, args.unset, globals),
        Some(_) if args.unset && !args.value.is_empty() => {
            Err(Failure::usage("--unset goes without a value").hint("one of the two is enough"))
        }
        Some(key) if args.unset => unset(&key, globals),
        Some(key) if !args.value.is_empty() => set(&key, &args.value.join(" "), globals),
        Some(key) => show(&[&key], globals),
        None => show(&KEYS.map(|(key, _)| key), globals),
    }
}

/// The settings whose name is typed, or has a word that begins as what is.
fn named(typed: &str) -> Result<Vec<&'static str>> {
    let key = text::key(typed.trim());
    let all = || KEYS.iter().map(|(key, _)| *key);
    if let Some(exact) = all().find(|name| *name == key) {
        return Ok(vec![exact]);
    }
    let holding: Vec<&str> = all()
        .filter(|name| name.split('-').any(|word| word.starts_with(&key)))
        .collect();
    match holding.is_empty() || key.is_empty() {
        true => Err(
            Failure::usage(format!("no setting is called '{typed}'")).hint(format!(
                "settings: {}",
                all().collect::<Vec<_>>().join(", ")
            )),
        ),
        false => Ok(holding),
    }
}

/// `config measure`, with the name of one, with its range, or with `--unset`.
fn measure(typed: &[String], unset: bool, globals: &Globals) -> Result<Reply> {
    // No range is a word.
    let (typed, unset) = match typed {
        [name, off] if ["off", "none", "unset"].contains(&off.as_str()) => (from_ref(name), true),
        typed => (typed, unset),
    };
    let Some((name, range)) = typed.split_first() else {
        return match unset {
            true => Err(input::missing(
                "--unset expects a measure",
                "its name, as in `ritual config measure pain --unset`",
            )),
            false => show(&[MEASURE], globals),
        };
    };
    let name = text::name(name).map_err(|e| Failure::text("the measure", &e))?;
    let here = Session::read(globals)?.settings.measure(&name).cloned();
    // One spelling for one measure.
    let name = here.as_ref().map_or(name, |own| own.name.clone());
    let key = measure_key(&name);
    match (here, range) {
        (_, range) if !range.is_empty() && !unset => {
            if measure::kept(&name) {
                return Err(
                    Failure::usage(format!("'{name}' cannot name a measure of your own")).hint(
                        "a name of its own, without = and /: `ritual config measure pain 0-10`",
                    ),
                );
            }
            set(&key, &range.join(" "), globals)
        }
        (_, range) if !range.is_empty() => {
            Err(Failure::usage("--unset goes without a range").hint("one of the two is enough"))
        }
        (Some(_), _) if unset => self::unset(&key, globals),
        (Some(_), _) => show(&[&key], globals),
        (None, _) => Err(
            Failure::refused(format!("no measure of your own is called '{name}'")).hint(format!(
                "`ritual config measure {} 0-10` makes one",
                hint_name(&name)
            )),
        ),
    }
}

/// One by its value alone.
fn show(keys: &[&str], globals: &Globals) -> Result<Reply> {
    let settings = Session::read(globals)?.settings;
    let mut shown = Extra::new();
    let mut text = String::new();
    for name in keys {
        let value = settings.value(name).unwrap_or_default();
        text += &match keys {
            [_] => format!("{}\n", line(&value)),
            _ => format!("{name:<11} {}\n", line(&value)),
        };
        let own = settings.measures.iter();
        let each = || own.map(|own| (own.name.clone(), own.to_string().into()));
        let value = match *name {
            MEASURE => Json::Object(each().collect()),
            _ => value.into(),
        };
        shown.insert((*name).to_owned(), value);
    }
    let shown = json!({"settings": shown});
    Ok(Reply::of(globals, "config", &shown, || text))
}

fn set(key: &str, value: &str, globals: &Globals) -> Result<Reply> {
    let value = text::name(value).map_err(|e| Failure::text(key, &e))?;
    let mut settings = Settings::default();
    settings.apply(key, &value).map_err(|expects| {
        Failure::usage(format!("{key} expects {expects}; got '{value}'")).hint(
            match key.starts_with(MEASURE) {
                true => "such as `ritual config measure pain 0-10`",
                false => "`ritual config` shows how it is set",
            },
        )
    })?;
    let noted = settings.measures.first().map(voice::measured_by);
    // Stored as it is shown: one spelling for one value.
    let value = settings.value(key).unwrap_or(value);
    let mut session = Session::open(globals)?;
    let said = format!("{}: {}", line(key), line(&value));
    // What holds is as it was, whether a row says so or none.
    if session.settings.value(key).as_ref() == Some(&value) {
        let present = session.reader.config(key)?.map(Record::Config);
        return Ok(Reply::wrote(globals, "config", present.as_slice(), || {
            voice::as_it_was(&said) + "\n"
        }));
    }
    let config = session.write("config", |writer, _, _| {
        let new = || {
            let uid = Uuid::new_v5(
                &Uuid::NAMESPACE_OID,
                format!("ritual config {key}").as_bytes(),
            );
            Config {
                meta: Meta::new(uid),
                key: key.to_owned(),
                ..Config::default()
            }
        };
        let mut config = writer.config(key)?.unwrap_or_else(new);
        config.value.clone_from(&value);
        Ok::<_, Failure>(writer.save(config)?)
    })?;
    let text = || {
        let noted = noted.map_or(String::new(), |noted| format!(". {noted}"));
        format!("{said}{noted}\n")
    };
    Ok(Reply::wrote(globals, "config", &[config.into()], text))
}

fn unset(key: &str, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let removed = session.rewrite("config", |writer, _, _| {
        let present = writer.config(key)?.map(Record::Config);
        if let Some(record) = &present {
            writer.remove(record)?;
        }
        Ok::<_, Failure>(present)
    })?;
    let text = || {
        let value = Settings::default().value(key);
        let value = value.unwrap_or_else(|| voice::MEASURE_GONE.to_owned());
        format!("{}: {value}\n", line(key))
    };
    let removed = removed.as_slice();
    Ok(Reply::standing(globals, "config", &[], removed, text))
}
