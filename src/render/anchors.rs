//! Rituals by the moment they go with.

use super::sanitise::line;
use super::{style, voice};
use crate::report::anchors::Anchors;

pub fn anchors(report: &Anchors) -> String {
    if report.anchors.is_empty() {
        return format!("{}\n", voice::NO_ANCHORS);
    }
    let mut text = String::new();
    for anchor in &report.anchors {
        text += &format!("{}\n", style::heading(&voice::around(&anchor.around)));
        for ritual in &anchor.rituals {
            let together = voice::together(ritual.joint, ritual.with.as_deref());
            text += &format!("  {}{together}\n", line(&ritual.name));
        }
    }
    text
}
