//! An instant together with the place it was lived in.

use chrono::{DateTime, FixedOffset, NaiveTime, TimeZone, Utc};

/// A UTC instant, the offset on the wall then, and the zone's name if it was known.
///
/// Written once with its row; a later flight or clock change moves neither it nor the row's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub at: DateTime<FixedOffset>,
    pub zone: Option<String>,
}

impl Moment {
    /// From milliseconds since 1970 UTC and seconds east of Greenwich; `None` out of range.
    pub fn from_parts(utc_ms: i64, offset: i32, zone: Option<String>) -> Option<Self> {
        let offset = FixedOffset::east_opt(offset)?;
        let at = Utc.timestamp_millis_opt(utc_ms).single()?;
        Some(Moment {
            at: at.with_timezone(&offset),
            zone,
        })
    }

    pub fn utc_ms(&self) -> i64 {
        self.at.timestamp_millis()
    }

    /// Seconds east of Greenwich.
    pub fn offset(&self) -> i32 {
        self.at.offset().local_minus_utc()
    }

    /// The time a clock on the wall showed.
    pub fn wall(&self) -> NaiveTime {
        self.at.time()
    }
}
