//! Words of a day, mood notes and reflections, given back as they were written.

use super::{
    after, amount, by_handle, count, hint_name, in_brackets, listed, noted, number, other_day,
    quoted, quoted_all, some, words_after,
};
use crate::domain::config::Settings;
use crate::domain::measure::Own;
use crate::domain::mood::Mood;
use crate::domain::small::{Reflection, Resource, Status, Thanks, Words};
use crate::domain::trial::Trial;
use crate::domain::walk;
use crate::render::dates;
use crate::render::sanitise::line;
use crate::report::reflections::Mark;
use chrono::NaiveDate;

pub const NO_MOODS: &str =
    "No mood notes in the last 7 days. `ritual mood 3` notes one, 1 to 5, words, or both.";
pub const NOTHING_SO_FAR: &str = "\
Nothing here so far.

  ritual log journaling       notes it for today; any name will do
  ritual mood 3 a quiet day   1 to 5, words, or both
  ritual import auto FILE     brings what Loop, Daylio, harsh or jrnl holds
  ritual demo                 shows a made-up notebook, three weeks old
";
pub const NO_WINS: &str = "No wins noted here. `ritual win TEXT` notes one, in your words.";
pub const NO_THANKS: &str = "No thanks noted here. `ritual thank NAME --for TEXT` notes one.";
pub const NO_PHRASES: &str = "No phrases noted here. `ritual words add TEXT` notes one of yours.";
pub const NO_OWN_WORDS: &str = "No words noted here. `ritual words add TEXT` notes some of yours.";
pub const NO_VISION: &str =
    "No vision noted here. `ritual words vision set TEXT` notes what being well is for you.";
pub const NO_TRIALS: &str = "Nothing to try noted here. `ritual try TEXT --until DATE` notes one.";
pub const NO_RESOURCES: &str =
    "No resources noted here. `ritual people resource add TITLE` notes one.";
pub const NO_LINES: &str =
    "no wind-down lines here; `ritual words winddown set LINE LINE` sets them";
pub const NO_LINES_SHOWN: &str =
    "No wind-down lines here. `ritual words winddown set LINE LINE` sets them.";
pub const NONE_IN_WINDOW: &str = "Nothing here fits that; without an option every one is shown.";
pub const LINES_CLEARED: &str = "The wind-down has no lines now. `ritual undo` brings them back.";

/// `Noted: "slept at last".`, with the day when it is another.
pub fn words_noted(words: &Words, today: NaiveDate, small_hours: bool) -> String {
    let noted = noted(words.day, today, small_hours);
    format!("{noted}: {}.", quoted(&words.text))
}

/// `Noted for Ana: "keeping the room quiet".`
pub fn thanked(thanks: &Thanks, today: NaiveDate, small_hours: bool) -> String {
    let day = after(", ", other_day(thanks.day, today, small_hours));
    let (to, what) = (line(&thanks.to), quoted(&thanks.what));
    format!("Noted for {to}{day}: {what}.")
}

/// `Being well, in your words since 4 March: "…"`
pub fn vision(words: &Words, today: NaiveDate) -> String {
    let (since, words) = (dates::day(words.day, today), quoted(&words.text));
    format!("Being well, in your words since {since}: {words}")
}

/// `Wind-down: "lights low", "tea".`
pub fn winddown(lines: &[Words]) -> String {
    let lines = listed(lines.iter().map(|w| quoted(&w.text)));
    format!("Wind-down: {lines}.")
}

/// `22–30 Nov`, `from 22 November until 30 November`.
pub fn span(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> String {
    match until {
        Some(until) => dates::range(from, until, today),
        None => format!("from {}", dates::day(from, today)),
    }
}

/// `"walk before work", 22–30 Nov; on 1 December: "slept at last"`.
pub fn trial(trial: &Trial, today: NaiveDate) -> String {
    let note = trial.note.as_deref().map(|note| match trial.reviewed {
        Some(day) => format!("on {}: {}", dates::day(day, today), quoted(note)),
        None => format!("your words: {}", quoted(note)),
    });
    let when = span(trial.from, trial.until, today);
    format!("{}, {when}{}", quoted(&trial.text), after("; ", note))
}

/// A trial as it now stands.
pub fn trying(row: &str) -> String {
    format!("Trying: {row}")
}

/// `"The book of tea" (book, curious): "from Ana"`
pub fn resource(resource: &Resource) -> String {
    let status = resource.status.map(|at| status(at).to_owned());
    let sort = resource.sort.as_deref().map(line);
    let about = in_brackets(sort.into_iter().chain(status));
    quoted(&resource.title) + &about + &words_after(": ", &resource.note)
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Curious => "curious",
        Status::Tried => "tried",
        Status::NotForMe => "not for me",
    }
}

/// `Noted 6 times.`
pub fn noted_times(times: u64) -> String {
    format!("Noted {}.", count(times, "time", "times"))
}

/// A mood note that holds a text alone.
pub const OWN_WORDS: &str = "your words";

/// `mood 2 (heavy), sleep 5.5 h, energy 2, feeling "tired"`.
pub fn mood(mood: &Mood, settings: &Settings) -> String {
    let step = mood.mood.map(|step| {
        let anchor = in_brackets(settings.anchor(step).map(line));
        format!("mood {step}{anchor}")
    });
    let (mut measured, mut steps) = (vec![], vec![]);
    for seen in walk::look(mood) {
        let (name, unit) = (seen.field.name, seen.field.unit);
        match seen.number.filter(|_| name != "mood") {
            None => {}
            Some(n) if unit.is_empty() => steps.push(format!("{name} {}", number(n))),
            Some(n) => measured.push(format!("{name} {} {unit}", number(n))),
        }
    }
    let own = mood.measures.0.iter().map(|(name, n)| {
        let unit = settings.measure(name).and_then(|own| own.unit.as_deref());
        format!("{} {}", line(name), amount(*n, unit))
    });
    let words = some(mood_words(mood));
    listed(
        step.into_iter()
            .chain(measured)
            .chain(steps)
            .chain(own)
            .chain(words),
    )
}

/// The same, or what is said where it holds nothing but a text.
pub fn mood_or(none: &str, mood: &Mood, settings: &Settings) -> String {
    some(self::mood(mood, settings)).unwrap_or_else(|| none.to_owned())
}

/// `feeling "tired", trigger "work"`: the words of a note beside its text.
pub fn mood_words(mood: &Mood) -> String {
    let lists = mood.word_lists().filter(|(_, words)| !words.is_empty());
    listed(lists.map(|(field, words)| format!("{} {}", field.flag, quoted_all(&words))))
}

/// `Noted: mood 1 (heavy).`, with the day when it is another.
pub fn mood_noted(of: &Mood, settings: &Settings, today: NaiveDate, small_hours: bool) -> String {
    let fields = mood(of, settings);
    let what = match (&of.note, fields.is_empty()) {
        (Some(_), true) => OWN_WORDS.to_owned(),
        (Some(_), false) => format!("{fields}, and your words"),
        (None, _) => fields,
    };
    let noted = noted(of.day, today, small_hours);
    format!("{noted}: {what}.")
}

/// How a measure of the person's own is noted.
pub fn measured_by(own: &Own) -> String {
    let (low, high) = own.range;
    let example = match (low..=high).contains(&3.0) {
        true => 3.0,
        false => low,
    };
    let typed = format!("{}={example}", line(&own.name));
    let typed = match hint_name(&own.name) == own.name {
        true => typed,
        false => hint_name(&typed),
    };
    format!("`ritual mood --measure {typed}` notes it.")
}

/// A measure that was taken out of the settings.
pub const MEASURE_GONE: &str = "no measure of yours from here on; what was noted of it stays";

/// `4·2·5`
pub fn side_by_side(values: &[f64]) -> String {
    let values = values.iter().map(|n| number(*n));
    values.collect::<Vec<_>>().join("·")
}

/// Under the moods of a day.
pub fn several_moods(values: &[f64], middle: f64) -> String {
    let (values, middle) = (side_by_side(values), number(middle));
    format!("mood {values}; views take the middle one, {middle}")
}

/// Under days with several moods.
pub const MIDDLE_ONE: &str = "Of several moods in a day, views take the middle one.";

pub const NO_REFLECTIONS: &str =
    "No reflections noted here. `ritual reflect NAME` notes what a ritual is like.";

/// `burdensome, works "short", not "too early", enjoyed 2, "too early for me"`.
pub fn reflection(of: &Reflection, settings: &Settings) -> String {
    let parts = [
        of.feels.map(|feels| line(settings.feel(feels))),
        of.works.as_deref().map(|w| format!("works {}", quoted(w))),
        of.not.as_deref().map(|w| format!("not {}", quoted(w))),
        of.enjoyed.map(|step| format!("enjoyed {step}")),
        of.note.as_deref().map(quoted),
    ];
    listed(parts.into_iter().flatten())
}

/// `4 March: burdensome, not "too early", enjoyed 2 #9`
pub fn dated_reflection(of: &Reflection, settings: &Settings, today: NaiveDate) -> String {
    let (day, said) = (dates::day(of.day, today), reflection(of, settings));
    by_handle(&format!("{day}: {said}"), of.meta.id)
}

/// `Noted: walk, burdensome, not "too early".`
pub fn reflected(
    of: &Reflection,
    settings: &Settings,
    today: NaiveDate,
    small_hours: bool,
) -> String {
    let noted = noted(of.day, today, small_hours);
    let (ritual, said) = (line(&of.ritual.name), reflection(of, settings));
    format!("{noted}: {ritual}, {said}.")
}

/// `You marked walk burdensome in 3 of the last 4 reflections. Your words: "too early".`
pub fn marked(ritual: &str, mark: &Mark, of: usize) -> String {
    let times = match (mark.times, of) {
        (_, 1) => "in one reflection".to_owned(),
        (times, of) => format!("in {times} of the last {of} reflections"),
    };
    let words = (!mark.words.is_empty()).then(|| quoted_all(&mark.words) + ".");
    let words = after(" Your words: ", words);
    let named = line(mark.named.as_deref().unwrap_or(mark.feels.as_str()));
    format!("You marked {} {named} {times}.{words}", line(ritual))
}

/// `Enjoyed, oldest first: 2, 4, 4.`
pub fn enjoyed(steps: &[u8]) -> String {
    let steps = listed(steps.iter().map(u8::to_string));
    format!("Enjoyed, oldest first: {steps}.")
}
