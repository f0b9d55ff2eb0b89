//! What a report is made from: plain data for a span of days.

use super::amount;
use super::boundary::Boundary;
use super::completion::Completion;
use super::config::Settings;
use super::consent::Consent;
use super::field::Noun;
use super::month::MonthLine;
use super::mood::Mood;
use super::pause::Pause;
use super::record::{Kind, Record};
use super::reminder::Reminder;
use super::ritual::Ritual;
use super::small::{HardDays, Person, Reflection, Start, SupportOption, Talk, Words};
use super::term::{Invite, Offer, Support};
use super::view::{Sacred, View};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

/// What a report reads of the notebook. Each report says what it needs in a function beside it, and
/// gets just that, whole.
#[derive(Debug, Clone, Default)]
pub struct Needs<'a> {
    /// Nouns of which every row is read. With the days of a ritual come the pauses that rest it.
    pub nouns: &'a [Kind],
    /// The one ritual that days and completions are read of, by its handle; all where none is named.
    pub only: Option<i64>,
    /// Which days of the rituals are read.
    pub days: Done,
    /// Of which days their amounts are; of a ritual whose rhythm says how much, all of them.
    pub amounts: Done,
    pub completions: Span,
    pub moods: Span,
    /// The day whose words are read.
    pub words: Option<NaiveDate>,
}

impl<'a> Needs<'a> {
    /// Every row of these nouns, and nothing besides.
    pub const fn of(nouns: &'a [Kind]) -> Needs<'a> {
        Needs {
            nouns,
            only: None,
            days: Done::None,
            amounts: Done::None,
            completions: Span::None,
            moods: Span::None,
            words: None,
        }
    }
}

/// The days a ritual was done on, as far as they are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Done {
    #[default]
    None,
    /// From a day on, and the last one before it.
    Since(NaiveDate),
    All,
}

/// The rows of a window of days, as far as they are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Span {
    #[default]
    None,
    /// From a day to another, both included.
    Within(NaiveDate, NaiveDate),
    /// Of mood notes: the same, and those of the last day before it that has a mood, unless the
    /// first day has one.
    Reaching(NaiveDate, NaiveDate),
    All,
}

/// Rows that were asked for, all of them. A report that looks at what it did not ask for would see
/// nothing and say so as if it were true: tests stop there.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    rows: Vec<T>,
    asked: bool,
}

impl<T> Part<T> {
    pub fn read(rows: Vec<T>) -> Part<T> {
        Part { rows, asked: true }
    }
}

impl<T: Clone> Part<T> {
    /// Some of the rows, where they were asked for.
    pub fn only(&self, keep: impl Fn(&T) -> bool) -> Part<T> {
        Part {
            rows: self.rows.iter().filter(|row| keep(row)).cloned().collect(),
            asked: self.asked,
        }
    }

    /// Some of the rows, which have to be asked for.
    pub fn some(&self, keep: impl Fn(&T) -> bool) -> Vec<T> {
        self.iter().filter(|row| keep(row)).cloned().collect()
    }
}

/// Not asked for.
impl<T> Default for Part<T> {
    fn default() -> Part<T> {
        Part {
            rows: Vec::new(),
            asked: false,
        }
    }
}

impl<T> Deref for Part<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        debug_assert!(self.asked, "a report looks at what it did not ask for");
        &self.rows
    }
}

/// To take rows away: of those that were not asked for, there are none.
impl<T> DerefMut for Part<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.rows
    }
}

impl<T> FromIterator<T> for Part<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Part<T> {
        Part::read(rows.into_iter().collect())
    }
}

impl<'a, T> IntoIterator for &'a Part<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A ritual with the days it was done on.
#[derive(Debug, Clone)]
pub struct Practice {
    pub ritual: Ritual,
    /// Each day with at least one completion, in order, and how many there were: those of [`Done`].
    pub days: Part<(NaiveDate, u32)>,
    /// The amounts of each day, in order, those of each unit apart.
    pub amounts: Part<Sum>,
    /// The pauses that rest it, those of all rituals among them.
    pub pauses: Part<Pause>,
}

/// The amounts of a day in one unit; in that of the ritual where none is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    pub day: NaiveDate,
    pub unit: Option<String>,
    pub n: f64,
}

impl Sum {
    /// The sum of each day.
    pub fn by_day(sums: &[&Sum]) -> BTreeMap<NaiveDate, f64> {
        let mut days = BTreeMap::new();
        for sum in sums {
            *days.entry(sum.day).or_default() += sum.n;
        }
        days
    }
}

impl Practice {
    /// The sums of the days from one to another: those in a unit, and those in others.
    pub fn sums(
        &self,
        unit: Option<&str>,
        (from, to): (NaiveDate, NaiveDate),
    ) -> (Vec<&Sum>, Vec<&Sum>) {
        let first = self.amounts.partition_point(|sum| sum.day < from);
        let within = self.amounts[first..].iter().take_while(|sum| sum.day <= to);
        let of_ritual = self.ritual.unit.as_deref();
        within.partition(|sum| amount::same(sum.unit.as_deref().or(of_ritual), unit))
    }

    /// The first entry.
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.first().map(|(day, _)| *day)
    }

    /// Where a window that opens on a day begins: with the first entry, where that lies within it.
    /// Before the first entry nobody was away; without one there is no window.
    pub fn window(&self, opens: NaiveDate) -> Option<NaiveDate> {
        self.first().map(|first| first.max(opens))
    }
}

/// Where every row of a kind is read.
pub trait Every {
    type Error;

    fn every<N: Noun + Default>(&self, kind: Kind) -> Result<Vec<N>, Self::Error>;
}

/// A journal, by its parts that are every row of a kind.
macro_rules! journal {
    ($($part:ident: $noun:ident of $kind:ident,)*) => {
        /// The part of a notebook that was read: what [`Needs`] asked for, whole.
        #[derive(Debug, Clone, Default)]
        pub struct Journal {
            pub today: NaiveDate,
            pub settings: Settings,
            pub practices: Part<Practice>,
            pub completions: Part<Completion>,
            pub moods: Part<Mood>,
            /// Reflections, wins, thanks and visions of a day.
            pub words: Part<Record>,
            $(pub $part: Part<$noun>,)*
        }

        impl Journal {
            /// Reads the parts of the kinds that are wanted.
            ///
            /// # Errors
            /// That of the reading.
            pub fn fill<F: Every>(
                &mut self,
                wanted: impl Fn(Kind) -> bool,
                from: &F,
            ) -> Result<(), F::Error> {
                $(if wanted(Kind::$kind) {
                    self.$part = Part::read(from.every(Kind::$kind)?);
                })*
                Ok(())
            }

            /// Keeps the rows that are seen in a view, and of each what leaves.
            fn narrow(&mut self, view: &View) {
                $(view.narrow(Kind::$kind, &mut self.$part);)*
            }

            fn leave_out(&mut self, sacred: &Sacred) {
                $(self.$part.retain(|row| !sacred.said_in(row));)*
            }

            /// A journal for the tests of reports, which fill it by hand.
            #[cfg(test)]
            pub fn empty(today: NaiveDate) -> Self {
                Journal {
                    today,
                    settings: Settings::default(),
                    practices: Part::read(Vec::new()),
                    completions: Part::read(Vec::new()),
                    moods: Part::read(Vec::new()),
                    words: Part::read(Vec::new()),
                    $($part: Part::read(Vec::new()),)*
                }
            }
        }
    };
}
journal! {
    pauses: Pause of Pause,
    boundaries: Boundary of Boundary,
    options: SupportOption of SupportOption,
    supports: Support of Support,
    offers: Offer of Offer,
    invites: Invite of Invite,
    reminders: Reminder of Reminder,
    consents: Consent of Consent,
    reflections: Reflection of Reflection,
    months: MonthLine of MonthLine,
    people: Person of Person,
    support_lines: Words of SupportLine,
    plans: HardDays of HardDays,
    talks: Talk of Talk,
    starts: Start of Start,
}

impl Journal {
    pub fn rituals(&self) -> impl Iterator<Item = &Ritual> {
        self.practices.iter().map(|practice| &practice.ritual)
    }

    /// What says the name of a sacred ritual.
    pub fn sacred(&self) -> Sacred {
        Sacred::of(self.rituals())
    }

    /// The choice of support that holds on a day; the latest counts.
    pub fn choice(&self, day: NaiveDate) -> Option<&Support> {
        self.supports.iter().rev().find(|s| s.term.live(day))
    }

    /// The line to pass on today; the latest counts.
    pub fn support_line(&self) -> Option<&Words> {
        let mut latest = self.support_lines.iter().rev();
        latest.find(|line| line.day == self.today)
    }

    /// What a person gets to see of this notebook; see [`View::new`].
    pub fn view(&self, person: Option<&str>) -> View {
        View::new(&self.consents, self.sacred(), self.today, person)
    }

    /// The rows a view shows alone, as if there were no others: no count and no day tells of them. A
    /// ritual that is not shown itself is known by its name alone where an entry of it is.
    pub fn shared(mut self, view: &View) -> Journal {
        self.consents.clear();
        self.settings = self.settings.for_two();
        // Counted while they say whose they are: an identity does not leave.
        let kind = Kind::Completion;
        self.completions.retain(|entry| view.shows(kind, entry));
        let counted = self.completions.asked;
        for practice in self.practices.iter_mut().filter(|_| counted) {
            let ritual = &practice.ritual;
            let mut days: BTreeMap<NaiveDate, u32> = BTreeMap::new();
            let mut amounts: BTreeMap<(NaiveDate, Option<String>), f64> = BTreeMap::new();
            for completion in self.completions.iter().filter(|c| ritual.is(&c.ritual)) {
                *days.entry(completion.day).or_default() += 1;
                if let Some(n) = completion.amount {
                    let of = (completion.day, completion.unit.clone());
                    *amounts.entry(of).or_default() += n;
                }
            }
            practice.days = days.into_iter().collect();
            let sum = |((day, unit), n)| Sum { day, unit, n };
            practice.amounts = amounts.into_iter().map(sum).collect();
        }
        self.practices.retain_mut(|practice| {
            let ritual = &mut practice.ritual;
            let open = view.open(&ritual.name);
            let shown = view.shows(Kind::Ritual, ritual);
            if !shown {
                *ritual = Ritual::new(ritual.meta.clone(), ritual.name.clone());
            }
            ritual.as_of(view.today());
            (ritual as &mut dyn Noun).keep_what_leaves();
            view.narrow(Kind::Pause, &mut practice.pauses);
            open && (shown || counted && !practice.days.is_empty())
        });
        for entry in self.completions.iter_mut() {
            (entry as &mut dyn Noun).keep_what_leaves();
        }
        view.narrow(Kind::Mood, &mut self.moods);
        self.words.retain(|row| view.shows_record(row));
        for row in self.words.iter_mut() {
            row.keep_what_leaves();
        }
        self.narrow(view);
        self
    }

    /// Takes what says the name of a sacred ritual out, by whole words and in any field, for a page
    /// that others may see. Days and numbers stay, but for those of the sacred ritual itself. Gives
    /// the names, for what stands beside the journal.
    pub fn leave_sacred_out(&mut self) -> Sacred {
        let sacred = self.sacred();
        if sacred.is_empty() {
            return sacred;
        }
        self.practices.retain_mut(|practice| {
            let ritual = &mut practice.ritual;
            if sacred.said_in(ritual) {
                let kept = (ritual.unit.take(), ritual.rhythms.clone());
                *ritual = Ritual::new(ritual.meta.clone(), ritual.name.clone());
                (ritual.unit, ritual.rhythms) = kept;
            }
            sacred.strike(&mut ritual.history);
            !sacred.said_in(ritual)
        });
        for boundary in self.boundaries.iter_mut() {
            sacred.strike(&mut boundary.history);
        }
        self.completions.retain(|c| !sacred.said(&c.ritual.name));
        let said = |entry: &&mut Completion| sacred.said_in(&**entry);
        for entry in self.completions.iter_mut().filter(said) {
            (entry.note, entry.variation) = (None, None);
            entry.extra.clear();
        }
        let said = |mood: &&mut Mood| sacred.said_in(&**mood);
        for mood in self.moods.iter_mut().filter(said) {
            mood.leave_words_out();
        }
        self.moods.retain(|mood| !mood.is_blank());
        self.words.retain(|row| !sacred.said_in_record(row));
        self.leave_out(&sacred);
        sacred
    }
}
