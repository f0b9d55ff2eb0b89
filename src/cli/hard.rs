//! `ritual hard`

use super::input::{self, ENDS};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::typed::said;
use super::words::nothing;
use crate::domain::record::{Kind, Record};
use crate::domain::small::HardDays;
use crate::failure::{Failure, Result};
use crate::render::{between as page, voice};
use crate::report::people as report;
use clap::Subcommand;

/// Show your plan for hard days, or set it
///
/// In your words: how you notice, what you do, what somebody may do, what please not, whom to call.
/// Each part is optional. Nothing watches for such a day, and nothing shows the plan but this.
/// `ritual share hard` gives it as one item.
#[derive(Debug, clap::Args)]
#[command(infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show it
    Show,
    /// Set one part or more; the others stay. On a terminal without a part, it asks for each
    Set(Set),
}

#[derive(Debug, clap::Args)]
struct Set {
    /// How you notice; `-` reads stdin, an empty text takes a part out
    #[arg(long, value_name = "TEXT|-")]
    notice: Option<String>,
    /// What you do
    #[arg(long = "do", value_name = "TEXT|-")]
    act: Option<String>,
    /// What somebody may do
    #[arg(long, value_name = "TEXT|-")]
    may: Option<String>,
    /// What please not
    #[arg(long, value_name = "TEXT|-")]
    not: Option<String>,
    /// Whom to call
    #[arg(long, value_name = "TEXT|-")]
    call: Option<String>,
}

impl Set {
    fn parts(&mut self) -> [&mut Option<String>; 5] {
        [
            &mut self.notice,
            &mut self.act,
            &mut self.may,
            &mut self.not,
            &mut self.call,
        ]
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None | Some(Action::Show) => show(globals),
        Some(Action::Set(set)) => write(set, globals),
    }
}

fn show(globals: &Globals) -> Result<Reply> {
    let journal = Session::read(globals)?.journal(&report::PLAN)?;
    let plan = report::plan(&journal);
    Ok(Reply::of(globals, "hard", &plan, || page::plan(&plan)))
}

fn write(mut set: Set, globals: &Globals) -> Result<Reply> {
    let asked = set.parts().iter().all(|part| part.is_none());
    if asked && !input::interactive(globals) {
        return Err(input::missing(
            "a plan expects a part of it",
            "`ritual hard set --notice TEXT --do TEXT --may TEXT --not TEXT --call TEXT`",
        ));
    }
    if asked {
        let ask = |(at, part): (usize, &&str)| {
            let take = move |set: &mut Set, typed: &str| {
                *set.parts()[at] = Some(typed.to_owned());
                Ok(())
            };
            let end = if at == 0 { ENDS } else { "" };
            (format!("{part} (Enter leaves it as it is{end})"), take)
        };
        let questions = voice::HARD_DAYS.iter().enumerate().map(ask);
        input::each(&mut set, questions, |_, _| ())?;
    } else {
        input::dashes(set.parts())?;
    }
    let mut said_parts = Vec::new();
    for (what, part) in voice::HARD_DAYS.iter().zip(set.parts()) {
        said_parts.push(part.as_deref().map(|typed| said(what, typed)).transpose()?);
    }
    if said_parts.iter().all(Option::is_none) {
        return Ok(nothing());
    }
    let mut session = Session::open(globals)?;
    let empty = said_parts.iter().flatten().all(Option::is_none);
    if empty && session.reader.records(Kind::HardDays)?.is_empty() {
        return Ok(nothing());
    }
    let plan = session.write("hard set", |writer, clock, settings| {
        let mut report = report::plan(&writer.journal(clock.today(), settings, &report::PLAN)?);
        let mut plan = report.plan.unwrap_or_else(|| HardDays {
            meta: new_meta(),
            ..HardDays::default()
        });
        plan.day = clock.today();
        for (part, typed) in plan.parts_mut().into_iter().zip(said_parts) {
            *part = typed.unwrap_or(part.take());
        }
        report.plan = Some(writer.save(plan)?);
        Ok::<_, Failure>(report)
    })?;
    let rows = Vec::from_iter(plan.plan.clone().map(Record::from));
    let text = || page::plan(&plan);
    Ok(Reply::standing(globals, "hard set", &rows, &[], text))
}
