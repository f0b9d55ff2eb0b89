//! One character for a day or a week: how much, at rest, nothing.

use super::style;
use crate::report::show::{Strip, Week};

/// The characters of a picture. The order of steps is read without colour.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    steps: [char; 5],
    pub resting: char,
    empty: char,
    styled: bool,
}

pub fn marks(ascii: bool) -> Marks {
    if ascii {
        Marks {
            steps: ['-', '=', '+', 'x', '#'],
            resting: '~',
            empty: '.',
            styled: true,
        }
    } else {
        Marks {
            steps: ['▁', '▃', '▄', '▆', '█'],
            resting: '~',
            empty: '·',
            styled: true,
        }
    }
}

impl Marks {
    /// Without colour, for a table that measures its cells.
    pub fn bare(self) -> Marks {
        Marks {
            styled: false,
            ..self
        }
    }

    /// The mark of step `at` of `of`, from 0. A few steps are spread over all there are; one alone
    /// is the darkest.
    pub fn step(&self, at: usize, of: usize) -> String {
        let place = Marks::place(at, of);
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

    /// Which of the five characters stands for step `at` of `of`.
    pub fn place(at: usize, of: usize) -> usize {
        match of {
            0 | 1 => 4,
            of => (at * 4 / (of - 1)).min(4),
        }
    }

    pub fn rest(&self) -> String {
        self.resting.to_string()
    }

    pub fn nothing(&self) -> String {
        match self.styled {
            true => style::faint(&self.empty.to_string()),
            false => self.empty.to_string(),
        }
    }

    /// A mark for each day; those before the first entry are blank.
    pub fn strip(&self, strip: &Strip) -> String {
        let days = strip.from.iter_days().take_while(|day| *day <= strip.to);
        days.map(|day| {
            if strip.since.is_none_or(|since| day < since) {
                " ".to_owned()
            } else if strip.noted.contains(&day) {
                self.step(0, 1)
            } else if strip.resting.contains(&day) {
                self.rest()
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
            (0, _) => self.rest(),
            (noted, _) => self.step(noted - 1, 7),
        };
        weeks.iter().map(mark).collect()
    }
}
