//! What a trial only reads: lent to it, or shared with others.

use std::ops::Deref;
use std::sync::Arc;

/// A token or keys that a trial looks at.
#[derive(Debug)]
pub(super) enum Lent<'a, T> {
    /// Of the caller, who waits for the end.
    Borrowed(&'a T),
    /// Kept beyond that: one key mostly checks many tokens.
    Shared(Arc<T>),
}

impl<T> Clone for Lent<'_, T> {
    fn clone(&self) -> Self {
        match self {
            Lent::Borrowed(value) => Lent::Borrowed(value),
            Lent::Shared(value) => Lent::Shared(Arc::clone(value)),
        }
    }
}

impl<T> Deref for Lent<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Lent::Borrowed(value) => value,
            Lent::Shared(value) => value,
        }
    }
}
