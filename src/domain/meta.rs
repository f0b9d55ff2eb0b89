//! What every row that holds a person's words has beside them.

use super::field::codes;
use uuid::Uuid;

/// Fields a newer version wrote; they survive a round trip.
pub type Extra = serde_json::Map<String, serde_json::Value>;

codes! {
    /// Who may see a row. Consent to share is kept elsewhere and dated.
    pub enum Visibility expects "private or shared" {
        Private "private",
        Shared "shared",
    }
}

/// The identity of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The short handle people type (`#412`); 0 until the store gives one. Never in JSON.
    pub id: i64,
    pub uid: Uuid,
    pub visibility: Visibility,
}

impl Meta {
    pub fn new(uid: Uuid) -> Self {
        Meta {
            id: 0,
            uid,
            visibility: Visibility::Private,
        }
    }
}
