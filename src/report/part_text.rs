//! The text of a part on the wire: there, or left out where JavaScript can decode it from the segment by itself.

use std::ops::Deref;

use serde::Serialize;

/// The text of a part, and whether it follows from the segment by base64url and UTF-8 alone.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct PartText {
    text: String,
    #[serde(skip)]
    derivable: bool,
}

impl PartText {
    /// The text as it travels.
    pub(super) fn written(text: String) -> PartText {
        PartText { text, derivable: false }
    }

    /// Left out, for the reader has the segment.
    pub(super) fn left_out() -> PartText {
        PartText { text: String::new(), derivable: true }
    }

    /// Whether it does not travel.
    pub(super) fn is_derivable(&self) -> bool {
        self.derivable
    }
}

impl Deref for PartText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}
