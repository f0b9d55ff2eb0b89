//! `ritual boundaries`

use super::input;
use super::names::{self, pick};
use super::reply::Reply;
use super::session::{Globals, Session, new_meta};
use super::together::Together;
use super::typed::field;
use super::when::{self, Ahead};
use super::words::nothing;
use crate::clock::Clock;
use crate::domain::boundary::{Boundary, Stance};
use crate::domain::record::Record;
use crate::domain::revision::{Revision, difference};
use crate::domain::text::{self, TextError};
use crate::failure::{Failure, Result, code};
use crate::render::{between as page, rituals, voice};
use crate::report::boundaries::{self as report, Filter};
use crate::report::revisit::history;
use crate::store::Reader;
use clap::Subcommand;
use uuid::Uuid;

/// Show or note what is off-limits, what to ask about first, what is offered
///
/// For two people who both feel free to say no. The other person is a name in your own file.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show them, off-limits first
    List(List),
    /// Note one
    Add(AddArgs),
    /// Change one; its history keeps what it was. A stance brings it back
    Change(ChangeArgs),
    /// Put one away
    Retire {
        /// The handle, uid or area
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Show how one changed
    History {
        /// The handle, uid or area
        #[arg(value_name = "ID")]
        id: String,
    },
    /// For scripts: ends with 0 where a text meets one off-limits
    Check {
        /// The text to look for in areas, by its words or their beginnings; `-` reads it from stdin
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
        /// Those agreed with this person
        #[arg(long, value_name = "NAME")]
        with: Option<String>,
    },
    /// For scripts: ends with 0 where a text meets none that is off-limits or to ask about first
    ///
    /// What is offered is open, and is not looked at. Where no notebook can be read nothing is clear: it
    /// ends with 4.
    Clear {
        /// What is about to be done, in words; `-` reads them from stdin
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,
    },
}

#[derive(Debug, Clone, clap::Args)]
struct List {
    /// Words an area holds, or a person
    #[arg(value_name = "TEXT")]
    find: Vec<String>,
    #[command(flatten)]
    stance: Stances,
    /// Those with this person; with --together, shared with them
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// Retired ones as well
    #[arg(long)]
    all: bool,
    /// Those to talk about before this day
    #[arg(long, value_name = "DATE")]
    revisit_before: Option<String>,
    #[command(flatten)]
    together: Together,
}

/// Where a boundary stands.
#[derive(Debug, Clone, clap::Args)]
struct Stances {
    /// Not open
    #[arg(long)]
    off_limits: bool,
    /// Open when asked for
    #[arg(long)]
    ask_first: bool,
    /// Open
    #[arg(long)]
    offered: bool,
}

impl Stances {
    fn given(&self) -> Vec<Stance> {
        [
            (self.off_limits, Stance::OffLimits),
            (self.ask_first, Stance::AskFirst),
            (self.offered, Stance::Offered),
        ]
        .into_iter()
        .filter_map(|(given, stance)| given.then_some(stance))
        .collect()
    }
}

pub fn run(args: Args, globals: &Globals) -> Result<Reply> {
    match args.action {
        None => list(&args.list, globals),
        Some(Action::List(args)) => list(&args, globals),
        Some(Action::Add(args)) => add(args, globals),
        Some(Action::Change(args)) => change(args, globals),
        Some(Action::Retire { id }) => retire(&id, globals),
        Some(Action::History { id }) => history_of(&id, globals),
        Some(Action::Check { text, with }) => check(&text, with, globals),
        Some(Action::Clear { text }) => clear(&text, globals),
    }
}

fn list(args: &List, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let before = args.revisit_before.as_deref();
    let before = when::given("--revisit-before", before, &session.clock, Ahead::Allowed);
    let together = args.together.asked();
    let filter = Filter {
        stances: args.stance.given(),
        with: args.with.clone().filter(|_| !together),
        all: args.all,
        revisit_before: before?,
        about: Some(args.find.join(" ")).filter(|sought| !sought.is_empty()),
        // In a view of two the name goes with whom it is for.
        or_with: !together,
    };
    let journal = match together {
        true => {
            let journal = session.journal(&report::NEEDS_TOGETHER)?;
            let with = args.with.as_deref();
            let view = args.together.view(&journal, &session.reader, with)?;
            journal.shared(&view)
        }
        false => session.journal(&report::NEEDS)?,
    };
    let mut found = report::boundaries(&journal, &filter);
    let met = |sought: &str| {
        let mut listed = journal.boundaries.iter();
        listed.any(|b| b.retired.is_none() && report::holds(&b.area, sought))
    };
    let stance = args.find.first().and_then(|word| Stance::parse(word));
    let adds = format!("add --{}", stance.unwrap_or(Stance::OffLimits).as_str());
    names::not_a_verb("boundaries", &adds, &args.find, met)?;
    if let (true, Some(sought)) = (found.boundaries.is_empty() && !together, &filter.about) {
        let none = names::nothing_holds("boundaries", "boundaries", sought, "add --off-limits");
        return Err(match journal.boundaries.is_empty() {
            true => none,
            false => none.hint("`ritual boundaries --all` shows every one"),
        });
    }
    if let Some(text) = args.together.agree(globals, &page::preview(&found))? {
        return Ok(Reply::plain(text));
    }
    for listed in &mut found.boundaries {
        let (uid, _) = listed.boundary.noted(listed.boundary.meta.uid);
        listed.noted = session.clock.noted(uid);
    }
    Ok(Reply::of(globals, "boundaries", &found, || {
        page::boundaries(&found, together)
    }))
}

fn history_of(id: &str, globals: &Globals) -> Result<Reply> {
    let session = Session::read(globals)?;
    let boundary: Boundary = pick(&session.reader, id)?;
    let today = session.clock.today();
    let mut found = history(today, &Record::Boundary(boundary.clone()));
    let noted = |uid| {
        let (uid, came) = boundary.noted(uid);
        (session.clock.noted(uid), came)
    };
    (found.noted, found.came) = noted(boundary.meta.uid);
    for change in &mut found.changes {
        (change.noted, change.came) = change.uid.map(noted).unwrap_or_default();
    }
    let first = voice::noted_here(found.noted, found.came, boundary.agreed, today);
    Ok(Reply::of(globals, "history", &found, || {
        rituals::history(&found, Some(first))
    }))
}

#[derive(Debug, clap::Args)]
struct AddArgs {
    /// What it is about, in your words; `-` reads it from stdin
    #[arg(value_name = "AREA")]
    area: Vec<String>,
    #[command(flatten)]
    stance: Stances,
    #[command(flatten)]
    terms: Terms,
}

/// With whom, since when, until when, in what words.
#[derive(Debug, Clone, clap::Args)]
struct Terms {
    /// With whom, as a name in this notebook
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// The day it was agreed
    #[arg(long, value_name = "DATE")]
    agreed: Option<String>,
    /// The day to talk about it again
    #[arg(long, value_name = "DATE")]
    revisit: Option<String>,
    /// Your words on it; `-` reads them from stdin
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Your words on it for nobody else: they never leave; `-` reads them from stdin
    #[arg(long, value_name = "TEXT")]
    private_note: Option<String>,
    /// What you can and cannot do of what you offer
    #[arg(long, value_name = "TEXT")]
    limit: Option<String>,
}

impl Terms {
    /// Reads stdin where a field asks for it, so that later steps touch no input.
    fn gathered(mut self) -> Result<Terms> {
        input::dashes([
            &mut self.with,
            &mut self.note,
            &mut self.private_note,
            &mut self.limit,
        ])?;
        Ok(self)
    }

    /// Puts what was given into a boundary; an empty text unsets.
    fn fill(&self, boundary: &mut Boundary, clock: &Clock) -> Result<()> {
        if let Some(typed) = &self.with {
            boundary.with = field("--with", typed)?;
        }
        if let Some(typed) = &self.note {
            boundary.note = input::kept(typed)?;
        }
        if let Some(typed) = &self.private_note {
            boundary.private_note = input::kept(typed)?;
        }
        if let Some(typed) = &self.limit {
            boundary.limit = input::kept(typed)?;
        }
        let day = |flag, typed: &Option<String>, ahead, present| match typed.as_deref() {
            None => Ok(present),
            Some("") => Ok(None),
            Some(typed) => when::day(flag, typed, clock, ahead).map(Some),
        };
        boundary.agreed = day("--agreed", &self.agreed, Ahead::Refused, boundary.agreed)?;
        boundary.revisit = day("--revisit", &self.revisit, Ahead::Allowed, boundary.revisit)?;
        Ok(())
    }
}

fn area(typed: &str) -> Result<String> {
    valid(&input::dash(typed)?)
}

fn valid(typed: &str) -> Result<String> {
    text::name(typed).map_err(|e| Failure::text("the area", &e))
}

/// Exactly one stance.
fn one_stance(stances: &Stances) -> Result<Option<Stance>> {
    match stances.given().as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        _ => Err(Failure::usage("a boundary has one stance; got several")
            .hint("one of --off-limits, --ask-first, --offered")),
    }
}

/// Where it stands, asked for, by its name or the beginning of it.
fn asked(globals: &Globals) -> Result<Option<Stance>> {
    let question = "off-limits, ask-first or offered (Enter for none)";
    let read = |typed: &str| {
        let key = text::key(typed).replace(' ', "-");
        let begins = |s: &Stance| s.as_str().starts_with(&key);
        let mut found = Stance::ALL.into_iter().filter(begins);
        match (found.next(), found.next()) {
            (Some(stance), None) => Ok(stance),
            (Some(stance), _) if key == "off" => Ok(stance),
            _ => Err(Failure::usage(
                "a stance is off-limits, ask-first or offered",
            )),
        }
    };
    Ok(input::read_or_pass(globals, question, read)?.flatten())
}

fn add(args: AddArgs, globals: &Globals) -> Result<Reply> {
    let given = one_stance(&args.stance)?;
    if given.is_none() && !input::interactive(globals) {
        return Err(Failure::usage("a boundary expects a stance").hint(
            "one of --off-limits, --ask-first, --offered, as in `ritual boundaries add \"work email\" --off-limits`",
        ));
    }
    let named = match args.area.is_empty() {
        false => Some(area(&args.area.join(" "))?),
        true => {
            let question = "what it is about, in your words (Enter for none)";
            input::read_or_pass(globals, question, valid)?.ok_or_else(|| {
                input::missing(
                    "a boundary expects an area",
                    "`ritual boundaries add AREA`, or - to read it from stdin",
                )
            })?
        }
    };
    let Some(named) = named else {
        return Ok(nothing());
    };
    let Some(stance) = given.map_or_else(|| asked(globals), |stance| Ok(Some(stance)))? else {
        return Ok(nothing());
    };
    let mut boundary = Boundary {
        meta: new_meta(),
        area: named,
        stance,
        ..Boundary::default()
    };
    let terms = args.terms.gathered()?;
    let mut session = Session::open(globals)?;
    terms.fill(&mut boundary, &session.clock)?;
    let boundary = session.write("boundaries add", |writer, _, _| {
        let of = |b: &Boundary| (text::key(&b.area), b.with.as_deref().map(text::key));
        let same = |b: &Boundary| b.retired.is_none() && of(b) == of(&boundary);
        if let Some(present) = writer.boundaries()?.into_iter().find(same) {
            let (area, stance) = (present.area, present.stance.as_str());
            let said = format!("'{area}' is noted here as {stance}");
            let hint = format!("`ritual boundaries change {}` changes it", present.meta.id);
            return Err(Failure::refused(said).hint(hint));
        }
        Ok(writer.save(boundary)?)
    })?;
    Ok(confirm("boundaries add", boundary, &session, globals))
}

/// The boundary as it now stands.
fn confirm(command: &str, boundary: Boundary, session: &Session, globals: &Globals) -> Reply {
    let text = || page::confirmed(&boundary, session.clock.today()) + "\n";
    let rows = [boundary.clone().into()];
    Reply::standing(globals, command, &rows, &[], text)
}

#[derive(Debug, clap::Args)]
struct ChangeArgs {
    /// The handle, uid or area
    #[arg(value_name = "ID")]
    id: String,
    /// New words for what it is about
    #[arg(long, value_name = "TEXT")]
    area: Option<String>,
    #[command(flatten)]
    stance: Stances,
    #[command(flatten)]
    terms: Terms,
}

fn change(args: ChangeArgs, globals: &Globals) -> Result<Reply> {
    let stance = one_stance(&args.stance)?;
    let area = args.area.as_deref().map(area).transpose()?;
    let terms = args.terms.gathered()?;
    amend(globals, "boundaries change", &args.id, |boundary, clock| {
        if let Some(stance) = stance {
            // To say where it stands is to bring it back.
            (boundary.stance, boundary.retired) = (stance, None);
        }
        if let Some(area) = area {
            boundary.area = area;
        }
        terms.fill(boundary, clock)
    })
}

fn retire(id: &str, globals: &Globals) -> Result<Reply> {
    amend(globals, "boundaries retire", id, |boundary, clock| {
        boundary.retired = boundary.retired.or(Some(clock.today()));
        Ok(())
    })
}

/// Changes a boundary and keeps its earlier wording.
fn amend(
    globals: &Globals,
    command: &str,
    id: &str,
    change: impl FnOnce(&mut Boundary, &Clock) -> Result<()>,
) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let boundary = names::amend::<Boundary>(&mut session, command, id, |boundary, _, clock| {
        let before = boundary.clone();
        change(boundary, clock)?;
        let was = difference(&before, boundary);
        if !was.is_empty() {
            boundary.history.push(Revision {
                uid: Uuid::now_v7(),
                on: clock.today(),
                was,
                note: None,
            });
        }
        Ok(())
    })?;
    Ok(confirm(command, boundary, &session, globals))
}

fn check(text: &[String], with: Option<String>, globals: &Globals) -> Result<Reply> {
    let about = about(text)?;
    let journal = Session::read(globals)?.journal(&report::NEEDS)?;
    let filter = Filter {
        about: Some(about),
        with,
        ..Filter::default()
    };
    let found = report::boundaries(&journal, &filter);
    let mut met = found.boundaries.iter();
    let off_limits = met.any(|met| met.boundary.stance == Stance::OffLimits);
    Ok(said(&found, off_limits, globals))
}

/// Says clear only where a notebook was read and nothing in it speaks against that: whatever goes
/// wrong on the way ends with another code.
fn clear(text: &[String], globals: &Globals) -> Result<Reply> {
    let about = about(text)?;
    let path = globals.path()?;
    if !Reader::is_there(&path)? {
        let none = format!("no notebook is at {}", path.display());
        return Err(Failure::new(code::DAMAGED, none)
            .hint("--db or RITUAL_DB names the one to ask; nothing is clear without it"));
    }
    let journal = Session::read(globals)?.journal(&report::NEEDS)?;
    let filter = Filter {
        stances: vec![Stance::OffLimits, Stance::AskFirst],
        ..Filter::default()
    };
    let mut found = report::boundaries(&journal, &filter);
    found.boundaries.retain_mut(|b| {
        b.met = report::shared_words(&b.boundary.area, &about);
        b.met.is_some()
    });
    found.about = Some(about);
    Ok(said(&found, found.boundaries.is_empty(), globals))
}

/// What is asked about, in one line; `-` reads it from stdin.
fn about(typed: &[String]) -> Result<String> {
    let text = input::dash(&typed.join(" "))?;
    let line: Vec<&str> = text.split_whitespace().collect();
    let kept = text::note(&line.join(" ")).and_then(|text| text.ok_or(TextError::Empty));
    kept.map_err(|e| Failure::text("the text", &e))
}

/// What was met, with the exit code of a yes or a no.
fn said(found: &report::Boundaries, yes: bool, globals: &Globals) -> Reply {
    let reply = Reply::of(globals, "boundaries", found, || page::met(found));
    reply.code(if yes { code::DONE } else { code::REFUSED })
}
