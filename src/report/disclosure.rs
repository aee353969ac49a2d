//! What the holder of an SD-JWT discloses, on the wire (RFC 9901 §4.2).

use serde::Serialize;

use super::{Claim, JsonNode, Span};
use crate::judge::lint::Rule;

/// A claim, or an item of an array, that the holder discloses beside the signed token.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Disclosure {
    /// Where it is in the token's text.
    pub span: Span,
    /// The random text that keeps others from guessing the value; `null` where the disclosure is malformed.
    pub salt: Option<String>,
    /// The name of the claim; `null` for an item of an array.
    pub name: Option<String>,
    /// The value as it stands, in JSON; `null` where the disclosure is malformed.
    pub value: Option<String>,
    /// The JSON pointer of the object that the claim belongs to, or of the array item that it is, once all disclosures
    /// are put in; `null` where no digest was found for it.
    pub place: Option<String>,
    /// The value's tree, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub tree: Option<JsonNode>,
    /// What is known of the name and the value, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub claim: Option<Claim>,
    /// The rules of the errors and warnings that point at it, for the view.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub rules: Vec<Rule>,
}
