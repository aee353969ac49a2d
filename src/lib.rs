//! Reads JSON Web Tokens.
pub mod base64url;
pub mod json;
pub mod lint;
pub mod registry;
pub mod report;
pub mod span;
pub mod spec;
pub mod time;
pub mod verdict;
