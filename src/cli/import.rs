//! `ritual import`

mod again;
mod importer;

use super::input;
use super::keys::not_built;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::shell::shell;
use super::typed;
use crate::clock::Clock;
use crate::domain::json::OneByOne;
use crate::domain::measure::Own;
use crate::domain::text;
use crate::exchange::dates::Form;
use crate::exchange::input::{Input, SQLITE, Tables, TakeRow};
use crate::exchange::options::{ImportOptions, Map, WordsAs};
use crate::exchange::reading::Reading;
use crate::exchange::{self, ExchangeError, FORMATS, Format, encrypt};
use crate::failure::{Failure, Result};
use crate::file::with_suffix;
use crate::render::sanitise::line;
use crate::render::voice::{self, hint_name};
use crate::render::{file, json};
use crate::report::import::{Column, Import, NotCarried};
use crate::store::{Error, Foreign, Writer, Written};
use clap::builder::{PossibleValue, PossibleValuesParser};
use importer::{Importer, With};
use serde_json::Value;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Bring rows in from a file
///
/// All of it or nothing; the same file twice adds nothing the second time. `ritual help imports` shows
/// how, `ritual help formats` what becomes of what.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One of `ritual help formats`; `auto` tells it from the file
    #[arg(value_name = "FORMAT", value_parser = format_parser(), hide_possible_values = true)]
    format: String,
    /// The file, or a folder of several; `-` reads stdin
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::AnyPath)]
    file: String,
    /// Show what would come in, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out lines that do not read, and list them
    #[arg(long)]
    skip_bad: bool,
    #[command(flatten)]
    with: With,
    #[command(flatten)]
    options: Flags,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let own = &session.settings.measures;
    let mut options = args.options.read(args.skip_bad, own)?;
    let input = input_of(&args.file)?;
    let format = format_of(&args.format, &input)?;
    args.options.fits(format.name)?;
    check_format(format, &input)?;
    ask_levels(format, &input, &mut options, globals)?;
    let job = Job {
        input,
        format,
        options,
        dry_run: args.dry_run,
        with: args.with,
        rows: globals.json && args.dry_run,
    };
    let (mut report, written) = job.run(&mut session, globals)?;
    let notes = notes(&args, &report);
    let text = match globals.json {
        true => String::new(),
        false => file::import(&report, &session.settings, reply::width()),
    };
    let hint = (report.bound_rows > 0)
        .then(|| "the same command with --with-consents brings them in".to_owned());
    let read_back = written.read_back(session.reader);
    let json = move |out: &mut dyn Write| {
        if !report.dry_run {
            report.rows = OneByOne::of(read_back.rows());
        }
        json::write_report(out, "import", &report)?;
        Ok(read_back.end()?)
    };
    Ok(Reply::long_confirmation(globals, || text, json)
        .notes(notes)
        .hint(hint))
}

/// Asks for the level of each mood that has none, once, where there is somebody to ask.
fn ask_levels(
    format: &Format,
    input: &Input,
    options: &mut ImportOptions,
    globals: &Globals,
) -> Result<()> {
    let levels = format.levels.map(|levels| levels(input, options));
    let names = match levels {
        Some(Err(ExchangeError::Levels { names, .. })) if !options.skip_bad => names,
        // What else there is to say of the file is said when it is read.
        _ => return Ok(()),
    };
    for name in names {
        let shown = line(&name);
        let question = format!("{shown}: 5 for the brightest to 1, or Enter for no level");
        let level = loop {
            match input::prompt(globals, &question)?.as_deref() {
                None => return Ok(()),
                Some("" | "none") => break None,
                Some(typed) => {
                    if let Ok(step) = typed::step(typed) {
                        break Some(step);
                    }
                }
            }
        };
        options.mood_map.push((text::key(name.trim()), level));
    }
    Ok(())
}

struct Job {
    input: Input,
    format: &'static Format,
    options: ImportOptions,
    dry_run: bool,
    with: With,
    /// Whether the rows are kept, to be shown.
    rows: bool,
}

impl Job {
    fn run(&self, session: &mut Session, globals: &Globals) -> Result<(Import, Written)> {
        if self.dry_run {
            let mut found = None;
            session.reader.stays = true;
            let rolled_back = session.rewrite("import", |writer, clock, _| {
                found = Some(self.import(writer, clock)?);
                Err::<(), _>(Failure::refused("a dry run writes nothing"))
            });
            return match (found, rolled_back) {
                (Some(report), _) => Ok((report, Written::default())),
                (None, Err(failure)) => Err(failure),
                (None, Ok(())) => unreachable!("a dry run is rolled back"),
            };
        }
        // A file is made for rows alone, and not for one that does not read.
        globals.place()?;
        let makes = session.reader.stands_in() && !globals.path()?.exists();
        session.reader.makes = true;
        let done = session.rewrite_told("import", |writer, clock, _| self.import(writer, clock));
        if makes && !done.as_ref().is_ok_and(|(_, written)| !written.is_empty()) {
            // What keeps an empty notebook from going does no harm.
            let _ = session.reader.unmake();
        }
        done
    }

    fn import(&self, writer: &mut Writer, clock: &Clock) -> Result<Import> {
        writer.expect_many()?;
        let mut importer =
            Importer::new(writer, self.dry_run, self.with, self.rows, clock.today())?;
        let mut failure = None;
        let mut sink = |_: &str, _: usize, came| match importer.take(came) {
            Ok(()) => true,
            Err(e) => {
                failure = Some(e);
                false
            }
        };
        let (name, today) = (self.format.name, clock.today());
        let mut reading = Reading::new(name, clock, today, &self.options, &mut sink);
        reading.of(&self.input.name);
        let read = (self.format.read)(&self.input, &mut reading);
        let account = read.and_then(|()| reading.finish());
        if let Some(failure) = failure {
            return Err(failure);
        }
        let account = account?;
        let columns = account.columns.into_iter();
        Ok(Import {
            not_carried: NotCarried::each(account.not_carried),
            columns: columns
                .map(|(column, meaning)| Column { column, meaning })
                .collect(),
            left_out: account.left_out,
            left_out_lines: account.left_out_lines,
            beside: account.beside.into_iter().collect(),
            ..importer.done(name)?
        })
    }
}

fn notes(args: &Args, report: &Import) -> Vec<String> {
    let mut notes = Vec::new();
    if args.format == AUTO {
        notes.push(format!("{} reads as {}", args.file, report.format));
    }
    notes.extend(voice::columns(&report.columns));
    for name in &report.described {
        notes.push(format!(
            "{name} had no description here and takes the file's"
        ));
    }
    for name in &report.joined {
        notes.push(format!("{name} goes on as the ritual of that name here"));
    }
    for (was, name) in &report.renamed {
        notes.push(format!(
            "{was} is called {name} from here on, as in the file"
        ));
    }
    let rows = |n: usize| voice::count(n as u64, "row", "rows");
    notes.extend(voice::words_beside(&report.beside));
    if report.back > 0 {
        notes.push(format!("{} among them had been forgotten or taken back here; `ritual undo` takes the import back", rows(report.back)));
    }
    if report.forgotten > 0 {
        notes.push(format!(
            "forgotten here, and left so: {}; --with-forgotten brings them in",
            voice::count(report.forgotten, "row", "rows")
        ));
    }
    for name in &report.rangeless {
        let (name, named) = (line(name), hint_name(name));
        notes.push(format!("{name} has no range here, and nothing compares it; `ritual config measure {named} 0-10` gives it one"));
    }
    if report.kept > 0 {
        notes.push(format!(
            "other in the file, and left as they are here: {}",
            rows(report.kept)
        ));
    }
    if !report.dry_run {
        let not_carried = report.not_carried.iter();
        notes.extend(not_carried.map(|l| voice::not_carried(l.what, l.count)));
    }
    let bad = report.left_out.iter();
    notes.extend(bad.map(|l| format!("{}, line {} left out: {}", l.file, l.line, l.why)));
    let more = report.left_out_lines - report.left_out.len() as u64;
    if more > 0 {
        let lines = voice::count(more, "line", "lines");
        notes.push(format!("{lines} more left out"));
    }
    notes
}

/// What becomes of activities and tags, as it is typed.
const ACTIVITIES: [(&str, WordsAs); 4] = [
    ("as-rituals", WordsAs::Rituals),
    ("as-feelings", WordsAs::Feelings),
    ("as-triggers", WordsAs::Triggers),
    ("as-coping", WordsAs::Coping),
];

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "How it is read")]
struct Flags {
    /// A name whose entries are mood notes
    #[arg(long, value_name = "NAME")]
    as_mood: Vec<String>,
    /// Moods by name, 1 to 5; =none is a feeling
    #[arg(long, value_name = "NAME=1-5,…")]
    mood_map: Vec<String>,
    /// What becomes of activities and tags
    #[arg(long, value_name = "AS", value_parser = ACTIVITIES.map(|(typed, _)| typed))]
    activities: Option<String>,
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
    fn read(&self, skip_bad: bool, own: &[Own]) -> Result<ImportOptions> {
        let activities = self.activities.as_deref();
        let words = ACTIVITIES
            .iter()
            .find(|(typed, _)| Some(*typed) == activities);
        let mut options = ImportOptions {
            skip_bad,
            as_mood: self.as_mood.clone(),
            ritual: self.ritual.clone(),
            no_header: self.no_header,
            each: self.each,
            rests: self.rest.clone(),
            words: words.map(|(_, words)| *words),
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
    fn fits(&self, format: &str) -> Result<()> {
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

/// What stands for "tell by the file".
const AUTO: &str = "auto";

/// Other names of a format.
const ALIASES: [(&str, &str); 4] = [
    ("jsonl", "json"),
    ("loop", "loop-db"),
    ("loop", "loop-csv"),
    ("taskwarrior", "task"),
];

fn format_parser() -> PossibleValuesParser {
    let auto = PossibleValue::new(AUTO).help("whichever of these the file looks like");
    let value = |format: &'static Format| {
        let aliases = ALIASES.iter().filter(|(name, _)| *name == format.name);
        let value = PossibleValue::new(format.name).help(format.about);
        value.aliases(aliases.map(|(_, alias)| *alias))
    };
    PossibleValuesParser::new(FORMATS.iter().map(value).chain([auto]))
}

/// The format of this name, or the one the file looks like.
fn format_of(name: &str, input: &Input) -> Result<&'static Format> {
    let name = ALIASES
        .iter()
        .find(|(_, alias)| *alias == name)
        .map_or(name, |(name, _)| *name);
    if name != AUTO {
        return exchange::named(name)
            .ok_or_else(|| Failure::usage(format!("no format is called {name}")));
    }
    match exchange::recognised(input) {
        Some(format) => Ok(format),
        None => Err(match exchange::damage(input) {
            Some(error) => error.into(),
            None => Failure::usage(format!(
                "{} looks like none of the formats that are known",
                input.name
            ))
            .hint("`ritual help formats` lists them; `import csv --map` takes any CSV"),
        }),
    }
}

/// Refuses a file that is plainly of another format than the one named. A map says what the columns
/// of any CSV mean.
fn check_format(format: &Format, input: &Input) -> Result<()> {
    if format.name == "csv" || (format.recognise)(input) {
        return Ok(());
    }
    match exchange::recognised(input) {
        None => Ok(()),
        Some(other) => Err(Failure::usage(format!(
            "{} is no file of {}: it reads as {}",
            input.name, format.name, other.name
        ))
        .hint("`ritual import auto` tells the format by itself")),
    }
}

/// Where an SQLite file says which program it is of, and what a notebook says there.
const IDENTITY: std::ops::Range<usize> = 68..72;
const OURS: &[u8] = b"RTU1";

/// What an import reads from: a file, a folder, stdin, another program's database.
fn input_of(file: &str) -> Result<Input> {
    let input = match file {
        "-" => Input::stream("stdin", io::stdin().lock())?,
        path => Input::at(Path::new(path)).map_err(|e| {
            let failure = Failure::from(e);
            let hint = failure.hint.clone();
            failure.hint(hint.unwrap_or_else(|| "`-` reads stdin".to_owned()))
        })?,
    };
    if encrypt::is_encrypted(input.head()) && !encrypt::BUILT {
        return Err(not_built(&format!("{file} is encrypted")));
    }
    if input.is_utf16() {
        return Err(
            Failure::usage(format!("{} is text in UTF-16", input.name)).hint(format!(
                "`iconv -f UTF-16 -t UTF-8 {} | ritual import auto -` turns it into UTF-8",
                shell(file)
            )),
        );
    }
    if !input.head().starts_with(SQLITE) {
        return Ok(input);
    }
    if input.head().get(IDENTITY) == Some(OURS) {
        return Err(
            Failure::usage(format!("{file} is a notebook of this program")).hint(format!(
                "`ritual --db {} export jsonl | ritual import jsonl -` brings its rows in",
                shell(file)
            )),
        );
    }
    let Some(path) = input.path() else {
        return Err(Failure::usage(format!(
            "{file} brings an SQLite file, which is read where it lies"
        ))
        .hint("the name of the file in place of `-`"));
    };
    // Rows that were written last lie there, and a copy is read without it.
    for suffix in ["-wal", "-journal"] {
        if with_suffix(path, suffix)
            .metadata()
            .is_ok_and(|found| found.len() > 0)
        {
            return Err(ExchangeError::whole(
                file,
                format!("is one part of a database; {file}{suffix} holds another"),
                "the program puts both together when it is closed, and in the backup it makes",
            )
            .into());
        }
    }
    let foreign = Foreign::open(path).map_err(|e| damaged(file, &e))?;
    let tables = Rows {
        foreign,
        name: file.to_owned(),
    };
    Ok(Input::tables(file, Box::new(tables)))
}

/// Plain rows from behind the door of the store.
struct Rows {
    foreign: Foreign,
    name: String,
}

fn damaged(file: &str, error: &Error) -> ExchangeError {
    let why = match error {
        Error::Damaged(why) | Error::Other(why) | Error::NotWritable(why) => why.clone(),
        other => other.to_string(),
    };
    // The store speaks of its own file.
    let why = why.trim_start_matches("the notebook refused: ").to_owned();
    ExchangeError::Damaged {
        file: file.to_owned(),
        why,
    }
}

impl Tables for Rows {
    fn columns(&self, table: &str) -> std::result::Result<Option<Vec<String>>, ExchangeError> {
        self.foreign
            .columns(table)
            .map_err(|e| damaged(&self.name, &e))
    }

    fn each(
        &self,
        table: &str,
        columns: &[&str],
        row: TakeRow,
    ) -> std::result::Result<(), ExchangeError> {
        // The error of whoever takes the rows; the store has one of its own.
        let mut refused = None;
        let row = |id, cells: &[Value]| {
            row(id, cells).map_err(|error| {
                refused = Some(error);
                Error::Other(String::new())
            })
        };
        let read = self.foreign.each(table, columns, row);
        read.map_err(|error| refused.unwrap_or_else(|| damaged(&self.name, &error)))
    }
}
