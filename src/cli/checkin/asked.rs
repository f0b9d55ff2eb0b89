//! The short prompt of `ritual checkin`: Enter passes a field, Ctrl-D leaves.

use crate::cli::input::{self, Answer, ask};
use crate::cli::typed::{hours, step, words};
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
use crate::failure::Result;
use crate::render::voice;

/// Asks for four things in turn, then for the person's own measures. Gives what was noted, and
/// whether the person stayed to the end.
pub fn fields(mut mood: Mood, own: &[Own]) -> Result<(Mood, bool)> {
    let fields: [(&str, Take); 4] = [
        (voice::ASK_FEELINGS, &feelings),
        (voice::ASK_SLEEP, &|mood, typed| {
            mood.sleep = Some(hours(typed)?);
            Ok(())
        }),
        (voice::ASK_ENERGY, &|mood, typed| {
            mood.energy = Some(step(typed)?);
            Ok(())
        }),
        (voice::ASK_GIVING, &|mood, typed| {
            mood.giving = Some(step(typed)?);
            Ok(())
        }),
    ];
    for (question, take) in fields {
        if !asked(question, take, &mut mood)? {
            return Ok((mood, false));
        }
    }
    for own in own {
        let take = |mood: &mut Mood, typed: &str| {
            mood.measures.0.insert(own.name.clone(), own.read(typed)?);
            Ok(())
        };
        if !asked(&voice::ask_measure(own), &take, &mut mood)? {
            return Ok((mood, false));
        }
    }
    Ok((mood, true))
}

/// Asks until an answer is taken or passed; false where the person left.
fn asked(question: &str, take: Take, mood: &mut Mood) -> Result<bool> {
    loop {
        match ask(question)? {
            Answer::Passed => return Ok(true),
            Answer::Left => return Ok(false),
            Answer::Words(typed) => match take(mood, &typed) {
                Ok(()) => return Ok(true),
                // A number that is none of the scale is asked for again; words are kept as they are.
                Err(expects) if typed.contains(|c: char| c.is_ascii_digit()) => {
                    input::note(&expects);
                }
                Err(_) => {
                    let said = mood.note.take().into_iter().chain([typed]);
                    mood.note = Some(said.collect::<Vec<_>>().join("\n"));
                    return Ok(true);
                }
            },
        }
    }
}

type Outcome = std::result::Result<(), String>;
/// Takes what was typed into a note.
type Take<'a> = &'a dyn Fn(&mut Mood, &str) -> Outcome;

/// `2 tired, worn out`: a number first, if there is one, then feelings.
fn feelings(mood: &mut Mood, typed: &str) -> Outcome {
    let (first, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    let (number, feelings) = match first.trim_end_matches(',').parse::<f64>() {
        Ok(_) => (Some(step(first.trim_end_matches(','))?), rest),
        Err(_) => (None, typed),
    };
    let list: Vec<String> = feelings
        .split(',')
        .map(|word| word.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    mood.feelings = words("a feeling", &list).map_err(|failure| failure.message)?;
    mood.mood = number;
    Ok(())
}

/// The one optional question after a check-in; silence is no choice.
pub fn support(noted: &str) -> Result<Option<String>> {
    Ok(match ask(&voice::how_support(noted))? {
        Answer::Words(choice) => Some(choice),
        Answer::Passed | Answer::Left => None,
    })
}
