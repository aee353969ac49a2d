//! Claims of OpenID Federation: who belongs to it, and who says so.

use crate::registry::Sensitivity::Open;
use crate::registry::SourceRow;
use crate::registry::ValueKind::{self, *};
use crate::registry::spec::OpenId::Federation;
use crate::registry::spec::Reference::OpenId;

const fn row(
    name: &'static str,
    value: ValueKind,
    section: &'static str,
    title: &'static str,
    explanation: &'static str,
) -> SourceRow {
    crate::registry::row(name, value, Open, OpenId(Federation, section), title, explanation)
}

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("jwks", Object, "13.1", "Keys", ""),
    row("metadata", Any, "13.2", "Metadata", "What the member is and how to reach it."),
    row("constraints", Any, "13.3", "Constraints", "Limits on the chains below."),
    row("crit", TextList, "13.4", "Must understand", "Claims to understand, or the token is refused."),
    row("ref", Any, "13.5", "More information", ""),
    row("delegation", Token, "13.6", "Delegation", ""),
    row("logo_uri", Uri, "13.7", "Logo", ""),
    row("authority_hints", TextList, "3.2", "Superiors", ""),
    row("trust_anchor_hints", TextList, "3.2", "Trust anchors", ""),
    row("trust_marks", List, "3.2", "Trust marks", ""),
    row("trust_mark_issuers", Object, "3.2", "Trust mark issuers", ""),
    row("trust_mark_owners", Object, "3.2", "Trust mark owners", ""),
    row("metadata_policy", Object, "3.3", "Metadata policy", "Rules for everyone below."),
    row("metadata_policy_crit", TextList, "3.3", "Policy must understand", ""),
    row("source_endpoint", Uri, "3.3", "Source", ""),
    row("keys", Any, "5.2.1", "Keys", ""),
    row("trust_mark_type", Uri, "7.1", "Trust mark type", ""),
    row("trust_chain", TextList, "8.3.2", "Trust chain", "Statements up to the root."),
    row("trust_anchor", Uri, "12.2.3", "Trust anchor", ""),
];
