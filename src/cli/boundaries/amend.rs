//! `ritual boundaries change` and `retire`

use super::Stances;
use super::add::{Terms, area, confirm, one_stance};
use crate::cli::names::pick;
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session};
use crate::clock::Clock;
use crate::domain::boundary::Boundary;
use crate::domain::record::Record;
use crate::domain::revision::{Revision, difference};
use crate::failure::{Failure, Result};
use uuid::Uuid;

#[derive(Debug, clap::Args)]
pub struct ChangeArgs {
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

#[derive(Debug, clap::Args)]
pub struct RetireArgs {
    /// The handle, uid or area
    #[arg(value_name = "ID")]
    id: String,
}

pub fn change(args: ChangeArgs, globals: &Globals) -> Result<Reply> {
    let stance = one_stance(&args.stance)?;
    let new_area = args.area.as_deref().map(area).transpose()?;
    let terms = args.terms.gathered()?;
    amend(globals, "boundaries change", &args.id, |boundary, clock| {
        if let Some(stance) = stance {
            // To say where it stands is to bring it back.
            (boundary.stance, boundary.retired) = (stance, None);
        }
        boundary.area = new_area.clone().unwrap_or_else(|| boundary.area.clone());
        terms.fill(boundary, clock)
    })
}

pub fn retire(args: &RetireArgs, globals: &Globals) -> Result<Reply> {
    amend(globals, "boundaries retire", &args.id, |boundary, clock| {
        boundary.retired = boundary.retired.or(Some(clock.today()));
        Ok(())
    })
}

/// Changes a boundary and keeps its earlier wording.
fn amend(
    globals: &Globals,
    command: &str,
    id: &str,
    work: impl Fn(&mut Boundary, &Clock) -> Result<()>,
) -> Result<Reply> {
    let mut session = Session::open(globals)?;
    let record = session.rewrite(command, |writer, clock, _| {
        let before: Boundary = pick(writer, id)?;
        let mut after = before.clone();
        work(&mut after, clock)?;
        let was = difference(&before, &after);
        if !was.is_empty() {
            after.history.push(Revision {
                uid: Uuid::now_v7(),
                on: clock.today(),
                was,
                note: None,
            });
        }
        let record = Record::Boundary(after);
        writer.change(&record)?;
        Ok::<_, Failure>(record)
    })?;
    Ok(confirm(globals, command, record, session.clock.today()))
}
