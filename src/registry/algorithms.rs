//! Registered algorithms.
