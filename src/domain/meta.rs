//! What every row that holds a person's words has beside them.

use super::field::coded;
use uuid::Uuid;

/// Fields a newer version wrote; they survive a round trip.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Who may see a row. Consent to share is kept elsewhere and dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    #[default]
    Private,
    Shared,
}

impl Visibility {
    pub fn as_str(self) -> &'static str {
        match self {
            Visibility::Private => "private",
            Visibility::Shared => "shared",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "private" => Some(Visibility::Private),
            "shared" => Some(Visibility::Shared),
            _ => None,
        }
    }
}

coded!(Visibility, "private or shared");

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
