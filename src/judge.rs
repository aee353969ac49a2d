//! Judgement: what a token means at a moment, what is wrong with it, and whether the standards allow it to be accepted.

pub mod acceptance;
pub mod expect;
pub mod inspection;
pub mod lint;
pub mod profile;
pub mod refusal;
pub mod subject;
pub mod times;
pub mod verdict;
pub mod verification;
