//! Secrets in [`Debug`](fmt::Debug): what a program logs must not be worth stealing.

use std::fmt;

/// So many bytes, which are not shown.
pub struct Withheld(pub usize);

impl fmt::Debug for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes, withheld>", self.0)
    }
}
