//! A month: what was set, how often it was noted, what was chosen.

use super::{dates, headed, voice};
use crate::domain::month::Month;
use crate::report::month::{Line, MonthPage};

pub fn month(page: &MonthPage) -> String {
    let name = dates::month(page.month.first(), page.today);
    if page.lines.is_empty() {
        let open = page.month >= Month::of(page.today).previous();
        return format!("{}\n", voice::quiet_month(&name, open));
    }
    let lines = page.lines.iter();
    let lines = lines.map(|line| voice::by_handle(&one(line), line.line.meta.id));
    headed(&name, lines)
}

/// `You set: "read before bed". Noted 6 times.`
pub fn one(line: &Line) -> String {
    let times = line.noted.filter(|times| *times > 0);
    let noted = voice::after(" ", times.map(voice::noted_times));
    let choice = voice::after(" ", line.line.choice.map(voice::month_choice));
    voice::month_line(&line.line) + &noted + &choice
}
