//! Rituals by the moment they go with.

use super::sanitise::line;
use super::{headed, voice};
use crate::report::show::{Anchor, Anchored, Anchors};

pub fn anchors(report: &Anchors) -> String {
    if report.anchors.is_empty() {
        return format!("{}\n", voice::NO_ANCHORS);
    }
    let ritual = |of: &Anchored| {
        let together = voice::together(of.joint, of.with.as_deref());
        line(&of.name) + &voice::after(", ", together)
    };
    let anchor = |of: &Anchor| headed(&voice::around(&of.around), of.rituals.iter().map(ritual));
    report.anchors.iter().map(anchor).collect()
}
