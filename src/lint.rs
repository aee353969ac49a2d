//! The rules: what can be wrong with a token, each a row with its words, its references and its check.
//!
//! [`RULES`] is the only registration. A rule's check sees one [`Subject`] and adds what it finds; it changes nothing and
//! reads no clock. Severity follows one scale. Error: something is broken or dangerous. Warning: a careful engineer would
//! change it. Info: worth knowing, folded away.

use crate::spec::Reference;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Broken or dangerous.
    Error,
    /// A careful engineer would change it.
    Warning,
    /// Worth knowing.
    Info,
}

/// One thing that can be found in a token.
#[derive(Debug)]
pub struct Rule {
    /// The stable name, in kebab case.
    pub id: &'static str,
    /// The usual severity; a finding may carry another.
    pub severity: Severity,
    /// What is the matter, as a short plain sentence without a full stop.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it; empty where nothing needs doing.
    pub fix: &'static str,
    /// Where it is written.
    pub references: &'static [Reference],
}
