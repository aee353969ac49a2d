//! How much a finding matters.

use std::cmp::Ordering;

/// How much a finding matters: `Error > Warning > Info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Broken or dangerous.
    Error,
    /// A careful engineer would change it.
    Warning,
    /// Worth knowing.
    Info,
}

/// The graver is the greater, though it stands first, as on the wire.
impl Ord for Severity {
    fn cmp(&self, other: &Severity) -> Ordering {
        (*other as u8).cmp(&(*self as u8))
    }
}

impl PartialOrd for Severity {
    fn partial_cmp(&self, other: &Severity) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
