//! The texts that are the same for every token: the words of the rules, and what claims and header parameters mean.

use serde::Serialize;

use crate::lint::{self, Rule};
use crate::registry::{Row, claims::CLAIMS, headers::HEADERS};
use crate::spec;

/// All standing texts.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// The words of each rule.
    pub rules: Vec<RuleText>,
    /// The claims that are explained.
    pub claims: Vec<Term>,
    /// The header parameters that are explained.
    pub parameters: Vec<Term>,
}

/// The words of a rule.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RuleText {
    /// The stable id.
    pub id: &'static str,
    /// What is the matter, as a short plain sentence without a full stop.
    pub title: &'static str,
    /// Why it matters.
    pub explanation: &'static str,
    /// What to do about it; `null` where nothing needs doing.
    pub fix: Option<&'static str>,
    /// Where it is written.
    pub references: Vec<Reference>,
}

/// What a claim or header parameter means.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// The member name.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// One sentence.
    pub explanation: &'static str,
    /// Where it is defined.
    pub reference: Reference,
}

/// A place in a published document.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// Such as `RFC 7519 §4.1.4`.
    pub label: String,
    /// The address of the text.
    pub link: String,
}

impl Catalogue {
    /// Collects all rows.
    pub fn new() -> Catalogue {
        Catalogue {
            rules: lint::rules().map(RuleText::from).collect(),
            claims: CLAIMS.iter().map(Term::from).collect(),
            parameters: HEADERS.iter().map(Term::from).collect(),
        }
    }
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue::new()
    }
}

impl From<&'static Rule> for RuleText {
    fn from(rule: &'static Rule) -> RuleText {
        RuleText {
            id: rule.id,
            title: rule.title,
            explanation: rule.why,
            fix: Some(rule.fix).filter(|fix| !fix.is_empty()),
            references: rule.references.iter().map(Reference::from).collect(),
        }
    }
}

impl From<&'static Row> for Term {
    fn from(row: &'static Row) -> Term {
        Term { name: row.name, title: row.title, explanation: row.explanation, reference: Reference::from(&row.reference) }
    }
}

impl From<&spec::Reference> for Reference {
    fn from(reference: &spec::Reference) -> Reference {
        Reference { label: reference.to_string(), link: reference.link() }
    }
}
