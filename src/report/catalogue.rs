//! The texts that are the same for every token: the words of the rules, and what claims and header parameters mean.

use serde::Serialize;

use crate::judge::lint::{self, Rule};
use crate::judge::profile;
use crate::registry::claims::{CLAIMS, MEMBERS, by_provider};
use crate::registry::headers::{JWE, JWS};
use crate::registry::spec;
use crate::registry::{self, Row, providers};

/// All standing texts.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// The words of each rule.
    pub rules: Vec<RuleText>,
    /// The claims that are explained; a name may come again with a provider that means something of its own by it.
    pub claims: Vec<Term>,
    /// The members inside claims that are explained, each with its claim's name and a dot before its own.
    pub members: Vec<Term>,
    /// The header parameters of signed tokens that are explained.
    pub parameters: Vec<Term>,
    /// The header parameters of encrypted tokens that are explained.
    pub encrypted_parameters: Vec<Term>,
    /// The kinds of token that are known.
    pub profiles: Vec<Profile>,
    /// Who makes tokens.
    pub providers: Vec<Provider>,
}

/// A kind of token.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The stable name, such as `id-token`.
    pub id: &'static str,
    /// What people call it, such as `ID token`.
    pub title: &'static str,
    /// One sentence: what it is for.
    pub meaning: &'static str,
    /// Where it is defined.
    pub reference: Reference,
}

/// Who makes tokens, or one kind of them.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Provider {
    /// A short name that all rows of one provider share, such as `auth0`.
    pub key: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The kind of token in the provider's own words; `null` where the row is about all of them.
    pub token: Option<&'static str>,
    /// What is worth knowing; `null` where nothing is.
    pub note: Option<&'static str>,
    /// Where it is documented.
    pub reference: Reference,
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
    /// Whom a value concerns when others look on.
    pub sensitivity: Sensitivity,
    /// The key of the provider that means this; `null` for everyone.
    pub provider: Option<&'static str>,
    /// Where it is defined.
    pub reference: Reference,
}

/// Whom a value concerns when others look on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Sensitivity {
    /// Nobody in particular.
    Open,
    /// It says something about a person, or tells their device from others.
    Personal,
    /// It says what the subject may do.
    Privilege,
    /// It may hold another token, which works for whoever has it.
    Secret,
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
        let own = by_provider::providers()
            .flat_map(|(provider, rows)| rows.map(move |row| Term { provider: Some(provider), ..Term::from(row) }));
        Catalogue {
            rules: lint::rules().map(RuleText::from).collect(),
            claims: CLAIMS.rows().map(Term::from).chain(own).collect(),
            members: MEMBERS.rows().map(Term::from).collect(),
            parameters: JWS.rows().map(Term::from).collect(),
            encrypted_parameters: JWE.rows().map(Term::from).collect(),
            profiles: profile::Profile::rows().iter().map(Profile::from).collect(),
            providers: providers::all().map(Provider::from).collect(),
        }
    }
}

impl Default for Catalogue {
    fn default() -> Catalogue {
        Catalogue::new()
    }
}

impl From<Rule> for RuleText {
    fn from(rule: Rule) -> RuleText {
        RuleText {
            id: rule.id,
            title: rule.title,
            explanation: rule.why,
            fix: stated(rule.fix),
            references: rule.references.iter().map(Reference::from).collect(),
        }
    }
}

impl From<Row> for Term {
    fn from(row: Row) -> Term {
        let sensitivity = match row.sensitivity {
            registry::Sensitivity::Open => Sensitivity::Open,
            registry::Sensitivity::Personal => Sensitivity::Personal,
            registry::Sensitivity::Privilege => Sensitivity::Privilege,
            registry::Sensitivity::Secret => Sensitivity::Secret,
        };
        let Row { name, title, explanation, .. } = row;
        Term { name, title, explanation, sensitivity, provider: None, reference: Reference::from(&row.reference()) }
    }
}

impl From<&'static profile::ProfileRow> for Profile {
    fn from(row: &'static profile::ProfileRow) -> Profile {
        Profile { id: row.id, title: row.title, meaning: row.meaning, reference: Reference::from(&row.reference) }
    }
}

impl From<&'static providers::Provider> for Provider {
    fn from(row: &'static providers::Provider) -> Provider {
        let reference = Reference::from(&row.reference);
        Provider { key: row.key, name: row.name, token: stated(row.token), note: stated(row.note), reference }
    }
}

fn stated(words: &'static str) -> Option<&'static str> {
    Some(words).filter(|words| !words.is_empty())
}

impl From<&spec::Reference> for Reference {
    fn from(reference: &spec::Reference) -> Reference {
        Reference { label: reference.to_string(), link: reference.link() }
    }
}
