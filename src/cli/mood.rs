//! `ritual mood`

use super::editor::Way;
use super::input::{self, NoteSource};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::{Given, Typed, given_hours, given_step, nearest, numbered, step, words};
use super::when::{clock_time, day_and_moment, is_day_word, is_past};
use super::words::nothing;
use crate::domain::config::Settings;
use crate::domain::field::iso_day;
use crate::domain::journal::{Needs, Span};
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::text;
use crate::failure::{Failure, Result};
use crate::render::voice::hint_name;
use crate::render::{record as page, voice};
use crate::report::patterns::Measure;
use crate::report::rows;
use chrono::{Days, NaiveDate};

/// Note how it is: a number, words, or any one field
///
/// Bare, it asks on a terminal; elsewhere it shows what was noted in the last 7 days.
/// 1 to 5 are yours to name: `ritual config scale 1=heavy 3=even 5=light`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 1 to 5, then words or a day; `-` reads the words from stdin
    #[arg(value_name = "1-5|TEXT|-", allow_negative_numbers = true)]
    said: Vec<String>,
    #[command(flatten)]
    fields: Fields,
    /// The day: 2026-03-02, yesterday, monday, '3 days ago'
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// The time of day: 7:30, 9pm
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[command(flatten)]
    words: NoteSource,
}

/// What a mood note can hold beside its number and its words.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Fields {
    /// Energy, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = given_step, allow_hyphen_values = true)]
    pub energy: Option<Given<u8>>,
    /// Hours of sleep: 7.5, 7:30, 7h30
    #[arg(long, value_name = "HOURS", value_parser = given_hours, allow_hyphen_values = true)]
    pub sleep: Option<Given<f64>>,
    /// Capacity to give, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = given_step, allow_hyphen_values = true)]
    pub giving: Option<Given<u8>>,
    /// A feeling, in your word; may be given again
    #[arg(long, value_name = "W")]
    pub feeling: Vec<String>,
    /// What set something off; may be given again
    #[arg(long, value_name = "W")]
    pub trigger: Vec<String>,
    /// What you did with it; may be given again
    #[arg(long, value_name = "W")]
    pub coping: Vec<String>,
    /// What was different: work, travel; may be given again
    #[arg(long, value_name = "W")]
    pub changed: Vec<String>,
    /// A measure of your own: pain=3; may be given again
    #[arg(long, value_name = "NAME=N")]
    pub measure: Vec<String>,
}

impl Fields {
    /// The flags that were given.
    pub fn given(&self) -> Vec<&'static str> {
        let flags = [
            (self.energy.is_some(), "--energy"),
            (self.sleep.is_some(), "--sleep"),
            (self.giving.is_some(), "--giving"),
            (!self.feeling.is_empty(), "--feeling"),
            (!self.trigger.is_empty(), "--trigger"),
            (!self.coping.is_empty(), "--coping"),
            (!self.changed.is_empty(), "--changed"),
            (!self.measure.is_empty(), "--measure"),
        ];
        let given = flags.into_iter().filter(|(given, _)| *given);
        given.map(|(_, flag)| flag).collect()
    }

    /// Puts what was given into a note; lists that were given replace those there.
    pub fn fill(&self, mood: &mut Mood) -> Result<()> {
        mood.energy = Given::over(self.energy, mood.energy);
        mood.sleep = Given::over(self.sleep, mood.sleep);
        mood.giving = Given::over(self.giving, mood.giving);
        for (flag, typed, kept) in [
            ("--feeling", &self.feeling, &mut mood.feelings),
            ("--trigger", &self.trigger, &mut mood.triggers),
            ("--coping", &self.coping, &mut mood.coping),
            ("--changed", &self.changed, &mut mood.changed),
        ] {
            if !typed.is_empty() {
                *kept = words(flag, typed)?;
            }
        }
        Ok(())
    }

    /// Puts the person's own measures into a note; one without a number is taken out of it.
    pub fn measured(&self, settings: &Settings, mood: &mut Mood) -> Result<()> {
        for typed in &self.measure {
            let Some((name, number)) = typed.split_once('=') else {
                return Err(Failure::usage(format!(
                    "--measure expects NAME=NUMBER, such as pain=3; got '{typed}'"
                ))
                .hint("`ritual config measure` shows the measures of your own"));
            };
            let (name, number) = (name.trim(), number.trim());
            let noted = &mut mood.measures.0;
            if number.is_empty() {
                noted.retain(|noted, _| text::key(noted) != text::key(name));
                continue;
            }
            let own = settings
                .measure(name)
                .ok_or_else(|| unknown(name, settings))?;
            let value = own.read(number).map_err(|expects| {
                let what = format!("--measure {} {expects}; got '{number}'", own.name);
                Failure::usage(what).hint(format!(
                    "its range is {own}; `ritual config measure {}` shows it, and sets another",
                    hint_name(&own.name)
                ))
            })?;
            noted.insert(own.name.clone(), value);
        }
        Ok(())
    }
}

/// No measure of this name is the person's own.
fn unknown(name: &str, settings: &Settings) -> Failure {
    let failure = Failure::usage(format!("no measure of your own is called '{name}'"));
    if Measure::named(name, &Settings::default()).is_some() {
        return failure.hint(format!("`ritual mood --{name} 3` notes it"));
    }
    let make = format!("`ritual config measure {} 0-10` makes one", hint_name(name));
    failure.hint(match settings.measures.as_slice() {
        [] => make,
        own => {
            let names: Vec<&str> = own.iter().map(|own| own.name.as_str()).collect();
            format!("yours: {}; {make}", names.join(", "))
        }
    })
}

/// Whether a text is a day; "sun" and "sat" may be words, and so may "24/7".
fn names_day(typed: &str) -> bool {
    let of_both = |typed: &str| {
        typed.contains(char::is_alphabetic) && typed.contains(|c: char| c.is_ascii_digit())
    };
    let plain = is_day_word(typed) || iso_day(typed).is_some() || of_both(typed);
    plain && typed.len() > 3 && text::key(typed) != "tomorrow" && is_past(typed)
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    let said = args.said.join(" ");
    // "yesterday 3" is said as "3 yesterday".
    let turned = |(day, number): &(&str, &str)| names_day(day) && step(number).is_ok();
    let (number, mut words) = match said.split_once(' ').filter(turned) {
        Some((day, number)) => (Some(number.to_owned()), day.to_owned()),
        None => numbered(&said),
    };
    // A day or a time alone behind the number is that of the note.
    let of_line = |word: &str| {
        let rest = text::key(&words);
        let rest = rest.strip_prefix(word).map(str::trim_start);
        rest.map(str::to_owned).filter(|_| number.is_some())
    };
    let day = match of_line("on ").or(of_line("")) {
        Some(day) if args.on.is_none() && names_day(&day) => Some(day),
        _ => None,
    };
    let time = of_line("at ").filter(|time| args.at.is_none() && clock_time(time).is_some());
    if day.is_some() || time.is_some() {
        words.clear();
    }
    let (day, time) = (day.or(args.on.clone()), time.or(args.at.clone()));
    let mut mood = build(&args, number.as_deref(), &words)?;
    let mut session = Session::open(globals)?;
    args.fields.measured(&session.settings, &mut mood)?;
    let (day, moment) = day_and_moment(day.as_deref(), time.as_deref(), &session.clock)?;
    if mood.is_blank() && !args.words.edit && args.words.note.is_none() {
        if !input::interactive(globals) {
            let said_nothing = args.said.is_empty() && args.fields.given().is_empty();
            if said_nothing && args.on.is_none() && args.at.is_none() {
                return latest(&session, globals);
            }
            return Err(input::missing(
                "a mood note expects a number, words or a field",
                "`ritual mood 4`, `ritual mood -`, `ritual mood --sleep 7.5`",
            ));
        }
        let question = ["mood 1 to 5, words, or both (Enter for none)"];
        input::each(&mut mood, question.map(|q| (q, told)), |mood, words| {
            mood.note = Some(words);
        })?;
        if mood.is_blank() {
            return Ok(nothing());
        }
    }
    let note = match (
        words.as_str(),
        args.words.gather_by(globals, &words, &Way::Dash(&words))?,
    ) {
        ("-", None) => Some(input::kept(&input::stdin()?)?),
        (_, None) => None,
        (typed, Some(_)) if !typed.is_empty() && !args.words.edit => {
            return Err(
                Failure::usage("the words come twice").hint("after the number, or with --note")
            );
        }
        (_, Some(words)) => Some(words),
    };
    mood.note = note.unwrap_or(mood.note);
    if mood.is_blank() {
        return Err(input::missing(
            "the note came back empty",
            "words on stdin, or a field such as --energy 3",
        ));
    }
    (mood.day, mood.moment) = (day, moment);
    let mood = session.write("mood", |writer, _, _| Ok(writer.save(mood)?))?;
    let text = || noted(&mood, &session) + "\n";
    Ok(Reply::wrote(globals, "mood", &[mood.clone().into()], text))
}

/// What is said of a mood note that was written.
pub fn noted(mood: &Mood, session: &Session) -> String {
    let (clock, settings) = (&session.clock, &session.settings);
    let said = voice::mood_noted(mood, settings, clock.today(), clock.small_hours());
    voice::by_handle(&said, mood.meta.id)
}

/// What was noted in the last 7 days.
fn latest(session: &Session, globals: &Globals) -> Result<Reply> {
    let today = session.clock.today();
    let journal = session.journal(&Needs {
        moods: Span::Within(today - Days::new(6), today),
        ..Needs::default()
    })?;
    let one = |mood| page::dated_mood(mood, &journal.settings, today) + "\n";
    let text = || match journal.moods.as_slice() {
        [] => format!("{}\n", voice::NO_MOODS),
        moods => moods.iter().map(one).collect(),
    };
    let rows = journal.moods.iter().cloned().map(Record::Mood).collect();
    let rows = rows::rows(today, rows, None);
    Ok(Reply::of(globals, "mood", &rows, text))
}

/// The note as it was typed, its day still open: a number first, if there is one, then words.
fn build(args: &Args, number: Option<&str>, words: &str) -> Result<Mood> {
    let mut mood = Mood::blank(new_meta(), NaiveDate::default(), None);
    mood.mood = number.map(step).transpose().map_err(|e| {
        let number = number.unwrap_or_default();
        Failure::usage(format!("mood {e}; got '{number}'")).hint(match nearest(number) {
            Some(step) => format!(
                "the nearest is {step}, as in `ritual mood {step}`; --note keeps it as words"
            ),
            None => "words may stand alone: `ritual mood \"slept at last\"`".to_owned(),
        })
    })?;
    mood.note = input::kept(words)?;
    args.fields.fill(&mut mood)?;
    Ok(mood)
}

/// The same at the prompt.
fn told(mood: &mut Mood, typed: &str) -> Typed<()> {
    let (number, words) = numbered(typed);
    mood.mood = number.as_deref().map(step).transpose()?;
    mood.note = Some(words).filter(|words| !words.is_empty());
    Ok(())
}
