//! The menu of support.

use super::sanitise::block;
use super::{lines, voice};
use crate::domain::small::SupportOption;
use crate::report::people::{LastWords, Menu};

pub fn menu(menu: &Menu) -> String {
    let mut text = String::new();
    if let Some(support) = &menu.chosen {
        text += &format!("{}\n", voice::support_chosen(support, menu.today));
    }
    if let Some(words) = &menu.line {
        text += &voice::by_handle(&voice::to_pass_on(&words.text), words.meta.id);
        text += "\n";
    }
    if !menu.kinds.is_empty() {
        text += &format!("{}\n", voice::menu(&menu.kinds));
    }
    for option in &menu.options {
        let own = voice::own_option(&option.words, option.meta.id);
        text += &format!("  or {own}\n");
    }
    text
}

pub fn options(menu: &Menu) -> String {
    let own = |o: &SupportOption| voice::own_option(&o.words, o.meta.id);
    lines(menu.options.iter().map(own), voice::NO_OPTIONS)
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
