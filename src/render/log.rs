//! One line for each logged ritual.

use super::sanitise::line;
use super::voice::{self, after};
use crate::report::log::{Back, Logged};

pub fn log(logged: &[Logged]) -> String {
    logged.iter().map(|l| one(l) + "\n").collect()
}

fn one(logged: &Logged) -> String {
    if !logged.new {
        return voice::here_from_before(&logged.name, logged.day, logged.today);
    }
    let Logged {
        day, today, nth, ..
    } = *logged;
    let name = line(&logged.name);
    let amount = logged
        .amount
        .map(|n| voice::amount(n, logged.unit.as_deref()));
    let noted = voice::noted_now(day, today, nth, logged.small_hours);
    let varied = after(" as ", logged.variation.as_deref().map(voice::quoted));
    let back = after(" ", logged.back.map(voice::back));
    // The first time, the count of entries stands in its place.
    let first = matches!(logged.back, Some(Back::First(_)));
    let window = logged.last_7.filter(|_| !first);
    let window = after(
        " ",
        window.map(|window| voice::window(&window, today) + "."),
    );
    let text = format!(
        "{name}{}, {noted}{varied}.{back}{window}",
        after(", ", amount)
    );
    voice::by_handle(&text, logged.handle)
}
