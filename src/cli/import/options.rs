//! The options that say how another program's file is read.

use crate::domain::measure::Own;
use crate::exchange::dates::Form;
use crate::exchange::map::Map;
use crate::exchange::options::{ImportOptions, WordsAs};
use crate::failure::{Failure, Result};
use std::path::PathBuf;

/// What becomes of activities and tags.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
#[allow(clippy::enum_variant_names)] // as they are typed
pub enum Activities {
    AsRituals,
    AsFeelings,
    AsTriggers,
    AsCoping,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How it is read")]
pub struct Flags {
    /// A name whose entries are mood notes
    #[arg(long, value_name = "NAME")]
    as_mood: Vec<String>,
    /// Moods by name, 1 to 5; =none is a feeling
    #[arg(long, value_name = "NAME=1-5,…")]
    mood_map: Vec<String>,
    /// What becomes of activities and tags
    #[arg(long, value_name = "AS")]
    activities: Option<Activities>,
    /// Another name for a ritual of the file
    #[arg(long, value_name = "OLD=NEW")]
    rename: Vec<String>,
    /// Which column means what (csv), as in day=Date,mood=Laune(1-10)
    #[arg(long, value_name = "MEANING=COLUMN,…")]
    map: Option<String>,
    /// The ritual of rows that name none
    #[arg(long, value_name = "NAME")]
    ritual: Option<String>,
    /// No row of names: columns by number (csv)
    #[arg(long)]
    no_header: bool,
    /// Other columns are rituals (csv)
    #[arg(long)]
    each: bool,
    /// A value that stands for a resting day (csv)
    #[arg(long, value_name = "VALUE")]
    rest: Vec<String>,
    /// Days are iso, dmy, mdy, ymd, epoch or %d.%m.%Y
    #[arg(long, value_name = "FORM")]
    date_format: Option<String>,
    /// Take the rows with this value there (csv)
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    rows: Vec<String>,
}

impl Flags {
    pub fn read(&self, skip_bad: bool, own: &[Own]) -> Result<ImportOptions> {
        let mut options = ImportOptions {
            skip_bad,
            as_mood: self.as_mood.clone(),
            ritual: self.ritual.clone(),
            no_header: self.no_header,
            each: self.each,
            rests: self.rest.clone(),
            words: self.activities.map(|activities| match activities {
                Activities::AsRituals => WordsAs::Rituals,
                Activities::AsFeelings => WordsAs::Feelings,
                Activities::AsTriggers => WordsAs::Triggers,
                Activities::AsCoping => WordsAs::Coping,
            }),
            settings: settings(),
            own: own.to_vec(),
            ..ImportOptions::default()
        };
        for text in &self.mood_map {
            options.mood_map.extend(ImportOptions::levels(text)?);
        }
        for text in &self.rename {
            options.rename.push(ImportOptions::pair("--rename", text)?);
        }
        for text in &self.rows {
            options.only.push(ImportOptions::pair("--where", text)?);
        }
        let map = self.map.as_deref().map(|typed| Map::parse(typed, own));
        options.map = map.transpose()?;
        if let Some(text) = &self.date_format {
            let form = Form::parse(text).ok_or_else(|| {
                Failure::usage(format!(
                    "--date-format expects iso, dmy, mdy, ymd, epoch, a pattern such as %d.%m.%Y, or 'days from 2026-03-01'; got '{text}'"
                ))
                .hint("dmy reads 3/4/2026 as 3 April, mdy as 4 March")
            })?;
            options.dates = Some(form);
        }
        Ok(options)
    }

    /// Options that say nothing to a format are refused rather than passed over.
    pub fn fits(&self, format: &str) -> Result<()> {
        let given = [
            ("--map", self.map.is_some(), &["csv"][..]),
            ("--where", !self.rows.is_empty(), &["csv"]),
            ("--no-header", self.no_header, &["csv"]),
            ("--each", self.each, &["csv"]),
            ("--rest", !self.rest.is_empty(), &["csv"]),
            ("--ritual", self.ritual.is_some(), &["csv", "taskwarrior"]),
            (
                "--activities",
                self.activities.is_some(),
                &["daylio", "jrnl", "how-we-feel", "day-one", "nomie"],
            ),
        ];
        for (flag, is, formats) in given {
            if is && !formats.contains(&format) {
                return Err(Failure::usage(format!(
                    "{flag} goes with {}, not with {format}",
                    formats.join(", ")
                ))
                .hint("`ritual import --help` says what each option is for"));
            }
        }
        let own = [
            ("--as-mood", !self.as_mood.is_empty()),
            ("--mood-map", !self.mood_map.is_empty()),
            ("--rename", !self.rename.is_empty()),
            ("--date-format", self.date_format.is_some()),
        ];
        match own.iter().find(|(_, is)| *is && format == "jsonl") {
            Some((flag, _)) => Err(Failure::usage(format!("{flag} does not go with jsonl"))
                .hint("rows of the notebook's own format come in as they are")),
            None => Ok(()),
        }
    }
}

/// Where programs keep their settings, by the XDG base directories.
fn settings() -> Option<PathBuf> {
    let named = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let named = named.filter(|path| path.is_absolute());
    named.or_else(|| Some(dirs::home_dir()?.join(".config")))
}
