//! A month: what was set, how often it was noted, what was chosen.

use super::{dates, style, voice};
use crate::domain::month::Month;
use crate::report::month::{Line, MonthPage};

pub fn month(page: &MonthPage) -> String {
    let name = dates::month(page.month.first(), page.today);
    if page.lines.is_empty() {
        let open = page.month >= Month::of(page.today).previous();
        return format!("{}\n", voice::quiet_month(&name, open));
    }
    let mut text = format!("{}\n", style::heading(&name));
    for line in &page.lines {
        text += &format!("  {} {}\n", one(line), style::handle(line.line.meta.id));
    }
    text
}

/// `You set: "read before bed". Noted 6 times.`
pub fn one(line: &Line) -> String {
    let mut text = voice::month_line(&line.line);
    if let Some(times) = line.noted.filter(|times| *times > 0) {
        text += &format!(" {}", voice::noted_times(times));
    }
    if let Some(choice) = line.line.choice {
        text += &format!(" {}", voice::month_choice(choice));
    }
    text
}
