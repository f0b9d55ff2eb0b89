//! org-mode: habits of an org file. A done day is an item in the log of a heading whose style is habit.

use super::taskwarrior;
use crate::domain::left::Left;
use crate::domain::rhythm::Rhythm;
use crate::exchange::read::items::said;
use crate::exchange::read::table::expected;
use crate::exchange::read::{Entry, Input, Lines, Reading, Sketch, When, dates, input};
use crate::exchange::{Format, Result};
use std::collections::HashMap;

pub const FORMAT: Format = Format::of(
    "org",
    "org-mode: the habits of a file; other headings are left out",
    recognise,
    read,
);

fn recognise(input: &Input) -> bool {
    let mut lines = input.text().lines();
    let style = |line: &str| property(line, "STYLE").is_some_and(is_habit);
    lines.any(style) && input.text().lines().any(|line| title(line).is_some())
}

fn read(input: &Input, into: &mut Reading) -> Result<()> {
    let mut words = Keywords::default();
    let mut open: Option<Heading> = None;
    Lines::each(input, into, |line, text, into| {
        match (title(text), &mut open) {
            (Some(title), _) => {
                let heading = Heading::of(line, title, &words);
                if let Some(done) = open.replace(heading) {
                    done.end(into)?;
                }
            }
            (None, Some(heading)) => heading.line(line, text, &words, into)?,
            (None, None) => words.read(text),
        }
        Ok(())
    })?;
    match open {
        Some(done) => done.end(into),
        None => into.whole(1, "a heading is expected, such as * TODO Shave"),
    }
}

/// The states of tasks, and whether each is done: those before the stroke are open, those behind it done.
#[derive(Default)]
struct Keywords(HashMap<String, bool>);

impl Keywords {
    /// Reads `#+TODO: TODO HABIT | DONE(d!) CANCELLED`; without a stroke the last is done.
    fn read(&mut self, line: &str) {
        let marks = ["#+todo:", "#+seq_todo:", "#+typ_todo:"];
        let lower = line.trim_start().to_lowercase();
        let Some(mark) = marks.iter().find(|mark| lower.starts_with(*mark)) else {
            return;
        };
        let states = line.trim_start().get(mark.len()..).unwrap_or_default();
        let (open, done) = states.split_once('|').unwrap_or((states, ""));
        let [mut open, mut done] = [open, done].map(|part| {
            let words = part.split_whitespace();
            let bare = words.map(|word| word.split('(').next().unwrap_or(word).to_owned());
            bare.collect::<Vec<String>>()
        });
        if done.is_empty() {
            done.extend(open.pop());
        }
        self.0.extend(open.into_iter().map(|state| (state, false)));
        self.0.extend(done.into_iter().map(|state| (state, true)));
    }

    /// Whether a state is done; none for a word that is no state. A file may tell none but the usual.
    fn is_done(&self, word: &str) -> Option<bool> {
        match word {
            "TODO" | "DONE" if self.0.is_empty() => Some(word == "DONE"),
            _ => self.0.get(word).copied(),
        }
    }
}

#[derive(Default)]
struct Heading {
    line: usize,
    name: String,
    /// Whether it has a state at all.
    task: bool,
    habit: bool,
    /// `.+2d/4d`
    repeater: String,
    /// Done days that are not written yet: lines may go on with the words of the last.
    log: Vec<Done>,
    goes_on: bool,
    declared: bool,
}

/// A change to a state that is done, and the words beside it.
struct Done {
    line: usize,
    at: String,
    words: String,
}

impl Heading {
    fn of(line: usize, title: &str, words: &Keywords) -> Heading {
        let (first, rest) = title.split_once(' ').unwrap_or((title, ""));
        let task = words.is_done(first).is_some();
        let name = if task { rest.trim() } else { title };
        let name = match name.strip_prefix("[#") {
            Some(rest) => rest.split_once(']').map_or(name, |(_, rest)| rest.trim()),
            None => name,
        };
        // Tags stand at the end, each between colons.
        let name = match name.rsplit_once(char::is_whitespace) {
            Some((name, tags))
                if tags.len() > 2 && tags.starts_with(':') && tags.ends_with(':') =>
            {
                name.trim()
            }
            _ => name,
        };
        Heading {
            line,
            name: name.to_owned(),
            task,
            ..Heading::default()
        }
    }

    fn line(
        &mut self,
        line: usize,
        text: &str,
        words: &Keywords,
        into: &mut Reading,
    ) -> Result<()> {
        let trimmed = text.trim();
        if let Some(style) = property(text, "STYLE") {
            self.habit |= is_habit(style);
        } else if let Some((_, at)) = text.split_once("SCHEDULED:") {
            let stamp = at.split(['<', '>']).nth(1).unwrap_or_default();
            let repeats = |word: &&str| word.contains('+') && word.starts_with(['+', '.']);
            if let Some(repeater) = stamp.split_whitespace().find(repeats) {
                repeater.clone_into(&mut self.repeater);
            }
        } else if let Some((to, at)) = state(trimmed) {
            self.write(into)?;
            let done = words.is_done(to) == Some(true);
            self.goes_on = done && trimmed.ends_with("\\\\");
            self.log.extend(done.then(|| Done {
                line,
                at: at.to_owned(),
                words: String::new(),
            }));
        } else if self.goes_on
            && text.starts_with([' ', '\t'])
            && !trimmed.starts_with([':', '-'])
            && !trimmed.is_empty()
        {
            if let Some(last) = self.log.last_mut() {
                input::go_on(&mut last.words, trimmed.trim_end_matches("\\\\").trim_end());
            }
        } else {
            self.goes_on = false;
        }
        Ok(())
    }

    /// Writes the done days so far, once it is known to be a habit.
    fn write(&mut self, into: &mut Reading) -> Result<()> {
        if !self.habit {
            return Ok(());
        }
        if !self.declared {
            self.declared = true;
            let mut sketch = Sketch::named(&self.name);
            sketch.rhythm = rhythm(&self.repeater);
            sketch.often = said([("repeater", self.repeater.as_str())]);
            // The earlier of two bounds has no place in a rhythm.
            if sketch.rhythm.is_some() && self.repeater.contains('/') {
                sketch.extra = sketch.often.clone();
            }
            into.ritual(self.line, sketch)?;
        }
        for done in self.log.drain(..) {
            match done.when() {
                Err(what) => into.bad(done.line, what)?,
                Ok(when) => {
                    let mut entry = Entry::new(&self.name, when);
                    entry.note = Some(&done.words);
                    into.entry(done.line, entry)?;
                }
            }
        }
        Ok(())
    }

    fn end(mut self, into: &mut Reading) -> Result<()> {
        if self.task && !self.habit {
            into.not_carried(Left::Headings);
        }
        self.write(into)
    }
}

/// The state and the time of `- State "DONE" from "TODO" [2026-10-15 Thu 07:00]`.
fn state(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['-', '+'])?.trim_start();
    let rest = rest.strip_prefix("State")?.trim_start();
    let (to, rest) = rest.strip_prefix('"')?.split_once('"')?;
    let at = rest.split_once('[').and_then(|(_, at)| at.split_once(']'));
    Some((to, at.map_or("", |(at, _)| at)))
}

impl Done {
    /// The day, and the time where there is one; the weekday between them is in any language.
    fn when(&self) -> Result<When, String> {
        let wrong = || expected("a time such as [2026-10-15 Thu 07:00] is", &self.at);
        let day = self.at.get(..10).and_then(dates::iso).ok_or_else(wrong)?;
        let mut words = self.at.split_whitespace();
        // Of a span the beginning.
        let clock = words.find(|word| word.contains(':'));
        let clock = clock.and_then(|span| span.split('-').next());
        let time = clock.map(|clock| dates::time(clock).ok_or_else(wrong));
        Ok(When::on(day, time.transpose()?))
    }
}

/// What a heading says, without its stars.
fn title(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('*');
    let stars = rest.len() < line.len() && rest.starts_with(' ');
    Some(rest.trim()).filter(|title| stars && !title.is_empty())
}

/// The value of a property of this name, on a line of its own.
fn property<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (key, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    key.eq_ignore_ascii_case(name).then_some(value.trim())
}

fn is_habit(style: &str) -> bool {
    style.eq_ignore_ascii_case("habit")
}

/// Once in so many days: of `.+2d/4d` the later bound, within which it comes round.
fn rhythm(repeater: &str) -> Option<Rhythm> {
    taskwarrior::rhythm(repeater.trim_start_matches(['.', '+']).rsplit('/').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeaters_are_rhythms() {
        let said = |text: &str| {
            rhythm(text)
                .map(|rhythm| rhythm.to_string())
                .unwrap_or_default()
        };
        assert_eq!(said(".+2d/4d"), "every 4 days");
        assert_eq!(said("++1w"), "1/week");
        assert_eq!(said("+1m"), "1/month");
        assert_eq!(said(".+1d"), "daily");
        assert_eq!(said("+1y"), "1/year");
        assert_eq!(said("+1h"), "");
    }

    #[test]
    fn states_are_those_of_the_file() {
        let mut words = Keywords::default();
        assert_eq!(
            ["TODO", "DONE", "HABIT"].map(|word| words.is_done(word)),
            [Some(false), Some(true), None]
        );
        words.read("#+SEQ_TODO: HABIT(h) NEXT | DONE(d!) SKIPPED(s@/!)");
        assert_eq!(
            ["HABIT", "SKIPPED", "TODO"].map(|word| words.is_done(word)),
            [Some(false), Some(true), None]
        );
    }
}
