//! `ritual month review`

use super::{named, read};
use crate::cli::input;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::words::whole;
use crate::domain::meta::Extra;
use crate::domain::month::{Choice, Month, MonthLine, Slot};
use crate::domain::record::Record;
use crate::failure::{Failure, Result};
use crate::render::{between as page, dates, json, voice};
use crate::report::month::MonthPage;
use crate::store::Writer;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The month: 2026-12, this, last; this one without it
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    /// What you learned, in your words; `-` reads it from stdin
    #[arg(long, value_name = "TEXT")]
    learned: Option<String>,
    /// Carry it on: personal or joint
    #[arg(long, value_name = "SLOT", value_parser = slot)]
    carry: Vec<Slot>,
    /// Change it, as in personal='read at lunch'; without words it asks
    #[arg(long, value_name = "SLOT=TEXT")]
    change: Vec<String>,
    /// Let it go: personal or joint
    #[arg(long, value_name = "SLOT", value_parser = slot)]
    let_go: Vec<Slot>,
}

/// What to do with a line; with new words where it changes.
#[derive(Debug, Clone)]
enum Act {
    Carry,
    Change(String),
    LetGo,
}

/// What a person answers to the question about a line.
enum Answer {
    Act(Slot, Act),
    Learned(String),
}

fn slot(typed: &str) -> std::result::Result<Slot, String> {
    let known = Slot::parse(typed.trim()).filter(|slot| Slot::SET.contains(slot));
    known.ok_or_else(|| "expects personal or joint".to_owned())
}

pub fn run(mut args: Args, globals: &Globals) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let shown = read(args.month.as_deref(), &session)?;
    input::dashes([&mut args.learned])?;
    let mut learned = match &args.learned {
        Some(typed) => Some(whole("--learned", typed)?),
        None => None,
    };
    let mut acts = args.acts(globals)?;
    if acts.is_empty() && learned.is_none() {
        for answer in ask(&shown, globals)? {
            match answer {
                Answer::Act(slot, act) => acts.push((slot, act)),
                Answer::Learned(words) => input::beside(&mut learned, words),
            }
        }
        if acts.is_empty() && learned.is_none() {
            return Ok(Reply::of(globals, "month", &shown, || page::month(&shown)));
        }
    }
    let today = session.clock.today();
    let (text, rows) = session.rewrite("month review", |writer, clock, _| {
        let month = named(args.month.as_deref(), clock)?;
        // A month that is over carries on into this one, never into another that is over.
        let to = month.next().max(Month::of(clock.today()));
        let (mut text, mut rows) = (String::new(), Vec::new());
        for (slot, act) in acts {
            let (line, new) = choose(writer, (month, to), slot, &act)?;
            let to = dates::month(to.first(), today);
            text += &match (&act, &new) {
                (Act::Carry, _) => voice::carried(&to, &line),
                (Act::Change(_), Some(new)) => voice::changed_for(&to, &line, new),
                _ => voice::let_go(&line),
            };
            text += "\n";
            rows.push(Record::MonthLine(line));
            rows.extend(new.map(Record::MonthLine));
        }
        if let Some(words) = learned {
            let line = learn(writer, month, words)?;
            let name = dates::month(month.first(), today);
            text += &format!("{}\n", voice::month_set(&name, &line));
            rows.push(Record::MonthLine(line));
        }
        Ok::<_, Failure>((text, rows))
    })?;
    Ok(Reply::standing(
        globals,
        || text,
        || json::written("month review", &rows, &[]),
    ))
}

impl Args {
    /// What is asked for each slot; one thing for each.
    fn acts(&self, globals: &Globals) -> Result<Vec<(Slot, Act)>> {
        let mut acts: Vec<(Slot, Act)> = Vec::new();
        acts.extend(self.carry.iter().map(|slot| (*slot, Act::Carry)));
        acts.extend(self.let_go.iter().map(|slot| (*slot, Act::LetGo)));
        for typed in &self.change {
            let (name, words) = match typed.split_once('=') {
                Some((name, words)) => (name, Some(input::dash(words)?)),
                None => (typed.as_str(), None),
            };
            let slot = slot(name).map_err(|expects| {
                Failure::usage(format!("--change {expects}; got '{name}'"))
                    .hint("as in --change personal='read at lunch'")
            })?;
            let words = match words {
                Some(words) => whole("the new text", &words)?,
                None => new_words(globals)?.ok_or_else(|| {
                    let remedy = format!("--change {}=TEXT", slot.as_str());
                    input::missing("--change expects the new words", &remedy)
                })?,
            };
            acts.push((slot, Act::Change(words)));
        }
        acts.sort_by_key(|(slot, _)| *slot);
        match acts.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(Failure::usage(format!(
                "two choices are given for the {} line",
                pair[0].0.as_str()
            ))
            .hint("one of --carry, --change, --let-go for each")),
            None => Ok(acts),
        }
    }
}

fn new_words(globals: &Globals) -> Result<Option<String>> {
    let read = |typed: &str| match typed {
        "" => Ok(None),
        typed => whole("the new text", typed).map(Some),
    };
    Ok(input::read(globals, "the new words (Enter for nothing now)", read)?.flatten())
}

/// A question about each line nothing was chosen for; none where nobody can answer. Leaving keeps
/// what was said before.
fn ask(shown: &MonthPage, globals: &Globals) -> Result<Vec<Answer>> {
    let open =
        |l: &&crate::report::month::Line| l.line.slot != Slot::Learned && l.line.choice.is_none();
    let mut answers = Vec::new();
    for line in shown.lines.iter().filter(open) {
        let question = format!(
            "{} {} (Enter for nothing now)",
            page::month_line(line),
            voice::MONTH_QUESTION
        );
        let said = match input::prompt(globals, &question) {
            Ok(typed) => answer(typed.unwrap_or_default(), line.line.slot, globals),
            Err(left) => Err(left),
        };
        match said {
            Err(_) if !answers.is_empty() => {
                input::kept_so_far();
                break;
            }
            said => answers.extend(said?),
        }
    }
    Ok(answers)
}

/// What was said of a line; `None` for nothing now.
fn answer(typed: String, slot: Slot, globals: &Globals) -> Result<Option<Answer>> {
    let act = match typed.to_lowercase().replace('-', " ").as_str() {
        "" | "nothing" | "nothing now" | "not now" | "no" | "n" => return Ok(None),
        "carry" | "carry on" | "carry it on" | "keep" | "keep it" | "yes" | "y" => Act::Carry,
        "let go" | "let it go" | "drop" | "drop it" => Act::LetGo,
        "change" | "change it" => match new_words(globals)? {
            Some(words) => Act::Change(words),
            None => return Ok(None),
        },
        // Words of one's own are what was learned; the line stays open.
        _ => return Ok(Some(Answer::Learned(typed))),
    };
    Ok(Some(Answer::Act(slot, act)))
}

/// The line with what was chosen, and the new line where one comes of it.
fn choose(
    writer: &mut Writer,
    (month, to): (Month, Month),
    slot: Slot,
    act: &Act,
) -> Result<(MonthLine, Option<MonthLine>)> {
    let all = writer.months()?;
    let of = |month| all.iter().find(|l| l.month == month && l.slot == slot);
    let mut line = of(month).cloned().ok_or_else(|| {
        Failure::refused(format!("no {} line is set for {month}", slot.as_str()))
            .hint("`ritual month show --month MONTH` shows another month")
    })?;
    line.choice = Some(match act {
        Act::Carry => Choice::Carry,
        Act::Change(_) => Choice::Change,
        Act::LetGo => Choice::LetGo,
    });
    writer.change(&Record::MonthLine(line.clone()))?;
    let mut new = line.clone();
    new.meta = new_meta();
    (new.month, new.choice, new.extra) = (to, None, Extra::new());
    match act {
        Act::LetGo => return Ok((line, None)),
        Act::Carry => {}
        // Other words need not be about the same ritual.
        Act::Change(words) => (new.text, new.ritual) = (words.clone(), None),
    }
    if let Some(there) = of(to) {
        return Err(Failure::refused(format!(
            "{to} has a {} line of its own: '{}'",
            slot.as_str(),
            there.text
        ))
        .hint(format!("`ritual month set --month {to}` changes it")));
    }
    let mut record = Record::MonthLine(new.clone());
    writer.add(&mut record)?;
    new.meta = record.meta().clone();
    Ok((line, Some(new)))
}

/// What was learned in a month stands in one line of it; more goes beside what is there.
fn learn(writer: &mut Writer, month: Month, words: String) -> Result<MonthLine> {
    let all = writer.months()?;
    let present = all
        .into_iter()
        .find(|l| l.month == month && l.slot == Slot::Learned);
    let new = present.is_none();
    let mut line =
        present.unwrap_or_else(|| MonthLine::new(new_meta(), month, Slot::Learned, String::new()));
    let learned = format!("\n{}\n", line.text);
    if !learned.contains(&format!("\n{words}\n")) {
        let mut text = (!new).then_some(line.text);
        input::beside(&mut text, words);
        line.text = text.unwrap_or_default();
    }
    let mut record = Record::MonthLine(line.clone());
    if new {
        writer.add(&mut record)?;
    } else {
        writer.change(&record)?;
    }
    line.meta = record.meta().clone();
    Ok(line)
}
