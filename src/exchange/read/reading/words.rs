//! Words noted with an entry there: activities, tags.

use super::{Entry, LISTED, Note, Reading};
use crate::exchange::Result;
use crate::exchange::read::options::WordsAs;

/// The words of a list, each once.
pub fn split<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(mark).map(str::trim).filter(|w| !w.is_empty()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

impl Reading<'_> {
    /// A mood note with words beside it: kept under `field`, or made what was asked for, or what is
    /// usual in this format.
    ///
    /// # Errors
    /// Those of [`Reading::note`].
    pub fn worded(
        &mut self,
        line: usize,
        mut note: Note,
        field: &str,
        words: &[&str],
        usual: Option<WordsAs>,
    ) -> Result<()> {
        let when = note.when;
        let list = match self.options.words.or(usual) {
            _ if words.is_empty() => None,
            Some(WordsAs::Rituals) => None,
            Some(WordsAs::Feelings) => Some(&mut note.mood.feelings),
            Some(WordsAs::Triggers) => Some(&mut note.mood.triggers),
            Some(WordsAs::Coping) => Some(&mut note.mood.coping),
            None => {
                note.extra.insert(field.to_owned(), words.into());
                for word in words {
                    if self.account.beside.len() < LISTED && !self.account.beside.contains(*word) {
                        self.account.beside.insert((*word).to_owned());
                    }
                }
                None
            }
        };
        if let Some(list) = list {
            for word in words.iter().map(|w| (*w).to_owned()) {
                if !list.contains(&word) {
                    list.push(word);
                }
            }
        }
        let rituals = self.options.words == Some(WordsAs::Rituals);
        if !(rituals && note.mood.is_blank() && note.extra.is_empty()) {
            self.note(line, note)?;
        }
        let rituals = words.iter().filter(|_| rituals);
        rituals
            .into_iter()
            .try_for_each(|word| self.entry(line, Entry::new(word, when)))
    }
}
