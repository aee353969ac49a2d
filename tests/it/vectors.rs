//! The vectors of `tests/vectors`, which were made for this project: they are always there, and no test may skip them.

mod base64url;
mod jwe;
mod keys;
mod tokens;
