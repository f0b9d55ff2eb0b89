//! One line for each logged ritual.

use super::sanitise::line;
use super::voice;
use crate::report::log::{Back, Logged};

pub fn log(logged: &[Logged]) -> String {
    logged.iter().map(|l| one(l) + "\n").collect()
}

fn one(logged: &Logged) -> String {
    if !logged.new {
        return voice::here_from_before(&logged.name, logged.day, logged.today);
    }
    let mut text = line(&logged.name);
    if let Some(amount) = logged.amount {
        text += &format!(", {}", voice::amount(amount, logged.unit.as_deref()));
    }
    let Logged {
        day, today, nth, ..
    } = *logged;
    let noted = voice::noted_now(day, today, nth, logged.small_hours);
    text += &format!(", {noted}");
    if let Some(variation) = &logged.variation {
        text += &format!(" as {}", voice::quoted(variation));
    }
    text.push('.');
    if let Some(back) = logged.back {
        text += &format!(" {}", voice::back(back));
    }
    // The first time, the count of entries stands in its place.
    let window = logged
        .last_7
        .filter(|_| !matches!(logged.back, Some(Back::First(_))));
    if let Some(window) = &window {
        text += &format!(" {}.", voice::window(window, today));
    }
    voice::by_handle(&text, logged.handle)
}
