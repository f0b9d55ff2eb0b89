//! `ritual checkin --together`: two turns at one terminal. What is said is between the two; a turn
//! is kept where its person has a notebook here and says so.

use super::{asked, said};
use crate::cli::export::same;
use crate::cli::input::{self, Answer, ask};
use crate::cli::reply::Reply;
use crate::cli::session::{Globals, Session, new_meta};
use crate::cli::support;
use crate::domain::mood::Mood;
use crate::domain::record::Record;
use crate::domain::small::Words;
use crate::failure::{Failure, Result};
use crate::render::{json, voice};
use chrono::NaiveDate;

pub fn run(globals: &Globals) -> Result<Reply> {
    if !input::interactive(globals) {
        return Err(input::missing(
            "checkin --together expects two people at a terminal",
            "`ritual checkin --feeling tired --mood 2` notes one's own",
        ));
    }
    // One notebook is one person's: the other has none here.
    let first = Globals {
        db: globals.db.iter().take(1).cloned().collect(),
        ..globals.clone()
    };
    let mut sessions = vec![Session::open(&first)?];
    if let [one, second] = globals.db.as_slice() {
        if same(one, second) {
            return Err(Failure::usage("--db is the same notebook twice")
                .hint("one notebook is one person's; without the second, the other's words are kept nowhere"));
        }
        sessions.push(Session::open(&Globals {
            db: vec![second.clone()],
            ..globals.clone()
        })?);
    } else if globals.db.len() > 2 {
        globals.path()?;
    }
    let (mut kept, mut text) = (Vec::new(), String::new());
    for turn in 0..2 {
        let mut session = sessions.get_mut(turn);
        let heading = match (turn, session.is_some()) {
            (0, _) => voice::FIRST_TURN,
            (_, true) => voice::SECOND_TURN,
            (_, false) => voice::SECOND_TURN_UNKEPT,
        };
        input::show(&format!("{heading}\n"));
        let rows = one_turn(session.as_deref_mut())?;
        if let Some(session) = session {
            text += &said(&rows, session);
        }
        kept.extend(rows);
    }
    if kept.is_empty() {
        text = format!("{}\n", voice::NOTHING_KEPT);
    }
    let json = || json::written("checkin", &kept, &[]);
    Ok(Reply::confirmation(globals, || text, json))
}

/// Asks one person, and keeps what they say they keep.
fn one_turn(session: Option<&mut Session>) -> Result<Vec<Record>> {
    let mut mood = Mood::blank(new_meta(), NaiveDate::default(), None);
    let own = session
        .as_ref()
        .map_or(Vec::new(), |s| s.settings.measures.clone());
    let stayed = asked::fields(&mut mood, &own)?;
    let mut choice = None;
    if stayed {
        if let Answer::Words(words) = ask(voice::ASK_WORDS)? {
            input::beside(&mut mood.note, words);
        }
        choice = asked::support("")?;
    }
    let Some(session) = session else {
        return Ok(Vec::new());
    };
    if mood.is_blank() && choice.is_none() {
        return Ok(Vec::new());
    }
    loop {
        let Answer::Words(answer) = ask(voice::KEEP_THIS)? else {
            return Ok(Vec::new());
        };
        match answer.to_lowercase().as_str() {
            "keep" | "keep it" | "y" | "yes" => break,
            "n" | "no" | "let go" | "let it go" => return Ok(Vec::new()),
            _ => input::note("`keep`, or Enter"),
        }
    }
    (mood.day, mood.moment) = (session.clock.today(), Some(session.clock.now()));
    session.write("checkin", |writer, clock, _| {
        let mut rows = Vec::new();
        if !mood.is_blank() {
            rows.push(Record::Mood(mood));
            writer.add(&mut rows[0])?;
        }
        if let Some(words) = choice {
            // Words that are on no menu are the line to pass on.
            rows.push(match support::choose(writer, clock, &words, None) {
                Ok(chosen) => chosen,
                Err(_) => {
                    let words = Words::new(new_meta(), clock.today(), words);
                    let mut line = Record::SupportLine(words);
                    writer.add(&mut line)?;
                    line
                }
            });
        }
        Ok(rows)
    })
}
