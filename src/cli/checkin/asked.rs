//! The short prompt of `ritual checkin`: Enter passes a field, Ctrl-D leaves.

use crate::cli::input::{self, Answer, Take, ask};
use crate::cli::typed::{hours, numbered, step, words};
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
use crate::failure::Result;
use crate::render::voice;

type Taking<'m> = dyn Fn(&mut Mood, &str) -> std::result::Result<(), String> + 'm;

/// Asks for four things in turn, then for the person's own measures. Tells whether the person stayed
/// to the end.
pub fn fields(mood: &mut Mood, measures: &[Own]) -> Result<bool> {
    let fields: [(&str, Take<Mood>); 4] = [
        (voice::ASK_FEELINGS, feelings),
        (voice::ASK_SLEEP, |mood, typed| {
            hours(typed).map(|hours| mood.sleep = Some(hours))
        }),
        (voice::ASK_ENERGY, |mood, typed| {
            step(typed).map(|step| mood.energy = Some(step))
        }),
        (voice::ASK_GIVING, |mood, typed| {
            step(typed).map(|step| mood.giving = Some(step))
        }),
    ];
    let own = |mood: &mut Mood, words| input::beside(&mut mood.note, words);
    let measure = |own| {
        let take = move |mood: &mut Mood, typed: &str| {
            let value = Own::read(own, typed)?;
            mood.measures.0.insert(own.name.clone(), value);
            Ok(())
        };
        (voice::ask_measure(own), Box::new(take) as Box<Taking>)
    };
    let fields =
        fields.map(|(question, take)| (question.to_owned(), Box::new(take) as Box<Taking>));
    let questions = fields.into_iter().chain(measures.iter().map(measure));
    input::each(mood, questions, own)
}

/// `2 tired, worn out`: a number first, if there is one, then feelings.
fn feelings(mood: &mut Mood, typed: &str) -> std::result::Result<(), String> {
    let (number, said) = numbered(typed);
    mood.mood = number.as_deref().map(step).transpose()?;
    if !said.is_empty() {
        mood.feelings = words("a feeling", &[said]).map_err(|failure| failure.message)?;
    }
    Ok(())
}

/// The one optional question after a check-in; silence is no choice.
pub fn support(noted: &str) -> Result<Option<String>> {
    Ok(match ask(&voice::how_support(noted))? {
        Answer::Words(choice) => Some(choice),
        Answer::Passed | Answer::Left => None,
    })
}
