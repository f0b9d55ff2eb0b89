//! One character for a day or a week: how much, at rest, nothing.

use super::style;
use crate::domain::dates::days;
use crate::report::show::{Strip, Week};

/// The characters of a picture. The order of steps is read without colour.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    steps: [char; 5],
    empty: char,
    styled: bool,
}

/// A day at rest.
pub const REST: &str = "~";

pub fn marks(ascii: bool) -> Marks {
    let (steps, empty) = match ascii {
        true => (['-', '=', '+', 'x', '#'], '.'),
        false => (['▁', '▃', '▄', '▆', '█'], '·'),
    };
    Marks {
        steps,
        empty,
        styled: true,
    }
}

impl Marks {
    /// Without colour, for a table that measures its cells.
    pub fn bare(self) -> Marks {
        let styled = false;
        Marks { styled, ..self }
    }

    /// The mark of step `at` of `of`, from 0. A few steps are spread over all there are; one alone
    /// is the darkest.
    pub fn step(&self, at: usize, of: usize) -> String {
        // Which of the five characters it is.
        let place = match of {
            0 | 1 => 4,
            of => (at * 4 / (of - 1)).min(4),
        };
        let mark = self.steps[place].to_string();
        match self.styled {
            true => style::hue(place, &mark),
            false => mark,
        }
    }

    /// The mark of what lies so far from the least (0) to the most (1).
    pub fn level(&self, share: f64) -> String {
        self.step((share * 4.0).round() as usize, 5)
    }

    pub fn nothing(&self) -> String {
        match self.styled {
            true => style::faint(&self.empty.to_string()),
            false => self.empty.to_string(),
        }
    }

    /// A mark for each day; those before the first entry are blank.
    pub fn strip(&self, strip: &Strip) -> String {
        let days = days(strip.from, strip.to);
        days.map(|day| {
            if strip.since.is_none_or(|since| day < since) {
                " ".to_owned()
            } else if strip.noted.contains(&day) {
                self.step(0, 1)
            } else if strip.resting.contains(&day) {
                REST.to_owned()
            } else {
                self.nothing()
            }
        })
        .collect()
    }

    /// A mark for each week: the more of its days were noted, the darker.
    pub fn weeks(&self, weeks: &[Week]) -> String {
        let mark = |week: &Week| match (week.noted, week.resting) {
            (0, 0) => self.nothing(),
            (0, _) => REST.to_owned(),
            (noted, _) => self.step(noted - 1, 7),
        };
        weeks.iter().map(mark).collect()
    }
}
