//! What being well is in daily life, in its owner's words. A new wording stands beside the old ones.

pub use super::words::Words as Vision;
