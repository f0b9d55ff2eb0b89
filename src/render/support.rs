//! The menu of support.

use super::sanitise::block;
use super::{style, voice};
use crate::domain::small::SupportOption;
use crate::domain::support::Support;
use crate::report::support::{LastWords, Menu};
use chrono::NaiveDate;

pub fn menu(menu: &Menu) -> String {
    let mut text = String::new();
    if let Some(support) = &menu.chosen {
        text += &format!("{}\n", chosen(support, menu.today));
    }
    if let Some(words) = &menu.line {
        text += &format!(
            "{} {}\n",
            voice::to_pass_on(&words.text),
            style::handle(words.meta.id)
        );
    }
    if !menu.kinds.is_empty() {
        text += &format!("{}\n", voice::menu(&menu.kinds));
    }
    for option in &menu.options {
        text += &format!(
            "  or {}\n",
            voice::own_option(&option.words, option.meta.id)
        );
    }
    text
}

pub fn options(menu: &Menu) -> String {
    if menu.options.is_empty() {
        return format!("{}\n", voice::NO_OPTIONS);
    }
    let line = |o: &SupportOption| voice::own_option(&o.words, o.meta.id) + "\n";
    menu.options.iter().map(line).collect()
}

/// `You chose listen, until today. #4`
pub fn chosen(support: &Support, today: NaiveDate) -> String {
    format!(
        "{} {}",
        voice::support_chosen(support, today),
        style::handle(support.meta.id)
    )
}

/// The line alone, as it was written, so that it can be handed on.
pub fn line_to_pass_on(menu: &Menu) -> String {
    match &menu.line {
        Some(words) => block(&words.text) + "\n",
        None => format!("{}\n", voice::NO_SUPPORT_LINE),
    }
}

pub fn last_words(last: &LastWords) -> String {
    match (&last.words, last.day) {
        (Some(words), Some(day)) => voice::you_wrote(words, day, last.today) + "\n",
        _ => format!("{}\n", voice::NO_WORDS),
    }
}
