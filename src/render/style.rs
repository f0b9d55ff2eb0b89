//! Weight, never meaning: headings bold, handles faint. Stripped where colour is off.

use anstyle::Style;
use std::fmt::Display;

pub fn heading(text: &str) -> String {
    styled(Style::new().bold(), text)
}

pub fn faint(text: &str) -> String {
    styled(Style::new().dimmed(), text)
}

/// One hue from light to dark, for steps 0 to 4. It repeats what the character says.
pub fn hue(step: usize, text: &str) -> String {
    const TEALS: [u8; 5] = [152, 116, 80, 37, 30];
    let color = anstyle::Ansi256Color(TEALS[step.min(4)]);
    styled(Style::new().fg_color(Some(color.into())), text)
}

/// The handle people type: `#12`.
pub fn handle(id: i64) -> String {
    faint(&format!("#{id}"))
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Columns without borders, folded to `width` where there is one.
pub fn table(header: &[impl Display], rows: Vec<Vec<String>>, width: Option<usize>) -> String {
    use comfy_table::{ContentArrangement, Table, presets};
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    }
    table.set_header(header);
    table.add_rows(rows);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}
