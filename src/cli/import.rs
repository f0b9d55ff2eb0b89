//! `ritual import`

mod again;
pub mod formats;
mod importer;
mod open;
mod options;
mod packed;

use super::input;
use super::reply::{self, Reply};
use super::session::{Globals, Session};
use super::typed;
use crate::clock::Clock;
use crate::domain::json::OneByOne;
use crate::domain::text;
use crate::exchange::input::Input;
use crate::exchange::options::ImportOptions;
use crate::exchange::reading::{Account, Reading};
use crate::exchange::{self, ExchangeError, Format};
use crate::failure::{Failure, Result};
use crate::render::sanitise::line;
use crate::render::voice::hint_name;
use crate::render::{file, json, voice};
use crate::report::import::{Column, Import, LeftOut, NotCarried};
use crate::store::{Writer, Written};
use importer::{Importer, With};
use std::io::Write;

/// Bring rows in from a file
///
/// All of it or nothing; the same file twice adds nothing the second time. `ritual help imports` shows
/// how, `ritual help formats` what becomes of what.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One of `ritual help formats`; `auto` tells it from the file
    #[arg(value_name = "FORMAT", value_parser = formats::parser(), hide_possible_values = true)]
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
    options: options::Flags,
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let own = &session.settings.measures;
    let mut options = args.options.read(args.skip_bad, own)?;
    let input = open::input(&args.file)?;
    let format = formats::find(&args.format, &input)?;
    args.options.fits(format.name)?;
    formats::is_of(format, &input)?;
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
        let question = format!(
            "{}: 5 for the brightest to 1, or Enter for no level",
            line(&name)
        );
        let level = loop {
            match input::prompt(globals, &question)?.as_deref() {
                None => return Ok(()),
                Some("" | "none") => break None,
                Some(typed) => match typed::step(typed) {
                    Ok(step) => break Some(step),
                    Err(_) => continue,
                },
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

    fn read(
        &self,
        clock: &Clock,
        sink: exchange::reading::Sink,
    ) -> std::result::Result<Account, ExchangeError> {
        let today = clock.today();
        let mut reading = Reading::new(self.format.name, clock, today, &self.options, sink);
        reading.of(&self.input.name);
        (self.format.read)(&self.input, &mut reading)?;
        reading.finish()
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
        let account = self.read(clock, &mut sink);
        if let Some(failure) = failure {
            return Err(failure);
        }
        let account = account?;
        let mut report = importer.done(self.format.name)?;
        let not_carried = account.not_carried.into_iter();
        report.not_carried = not_carried
            .map(|(what, count)| NotCarried { what, count })
            .collect();
        let columns = account.columns.into_iter();
        report.columns = columns
            .map(|(column, meaning)| Column { column, meaning })
            .collect();
        report.left_out_lines = account.bad_lines;
        report.beside = account.beside.into_iter().collect();
        let bad = account.bad.into_iter();
        report.left_out = bad
            .map(|b| LeftOut {
                file: b.file,
                line: b.line,
                why: b.why,
            })
            .collect();
        Ok(report)
    }
}

fn notes(args: &Args, report: &Import) -> Vec<String> {
    let mut notes = Vec::new();
    if args.format == formats::AUTO {
        notes.push(format!("{} reads as {}", args.file, report.format));
    }
    notes.extend(voice::columns(&report.columns));
    let described = report.described.iter();
    notes.extend(
        described.map(|name| format!("{name} had no description here and takes the file's")),
    );
    let joined = report.joined.iter();
    notes.extend(joined.map(|name| format!("{name} goes on as the ritual of that name here")));
    let renamed = report.renamed.iter();
    notes.extend(
        renamed.map(|(was, name)| format!("{was} is called {name} from here on, as in the file")),
    );
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
    let rangeless = report.rangeless.iter();
    notes.extend(rangeless.map(|name| {
        format!(
            "{} has no range here, and nothing compares it; `ritual config measure {} 0-10` gives it one",
            line(name),
            hint_name(name)
        )
    }));
    if report.kept > 0 {
        notes.push(format!(
            "other in the file, and left as they are here: {}",
            rows(report.kept)
        ));
    }
    if !report.dry_run {
        let not_carried = report.not_carried.iter();
        notes.extend(
            not_carried
                .map(|l| format!("not carried over: {}", voice::left_behind(l.what, l.count))),
        );
    }
    let bad = report.left_out.iter();
    notes.extend(bad.map(|l| format!("{}, line {} left out: {}", l.file, l.line, l.why)));
    let more = report.left_out_lines - report.left_out.len() as u64;
    if more > 0 {
        notes.push(format!(
            "{} more left out",
            voice::count(more, "line", "lines")
        ));
    }
    notes
}
