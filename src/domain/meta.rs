//! What every row that holds a person's words has beside them.

use uuid::Uuid;

/// Fields a newer version wrote; they survive a round trip.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Who may see a row. Consent to share is kept elsewhere and dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
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

    #[allow(clippy::trivially_copy_pass_by_ref)] // the shape serde asks for
    fn is_private(&self) -> bool {
        *self == Visibility::Private
    }
}

/// The identity of a row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Meta {
    /// The short handle people type (`#412`); 0 until the store gives one. Never in JSON.
    #[serde(skip)]
    pub id: i64,
    pub uid: Uuid,
    #[serde(skip_serializing_if = "Visibility::is_private")]
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
