//! Claims of OpenID Federation: who belongs to it, and who says so.

use crate::registry::Entry;
use crate::registry::Sensitivity::Open;
use crate::registry::ValueKind::{self, *};
use crate::spec::OpenId::Federation;
use crate::spec::Reference::OpenId;

const fn row(name: &'static str, value: ValueKind, section: &'static str, title: &'static str, explanation: &'static str) -> Entry {
    crate::registry::row(name, value, Open, OpenId(Federation, section), title, explanation)
}

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("jwks", Object, "13.1", "Keys", "The public keys of the member."),
    row("metadata", Any, "13.2", "Metadata", "What the member is and how to reach it, for each of its roles."),
    row("constraints", Any, "13.3", "Constraints", "Limits on the chains of trust below."),
    row("crit", TextList, "13.4", "Must understand", "Claims that must be understood, or the token refused."),
    row("ref", Any, "13.5", "More information", "Where to read about a trust mark; some providers mean other things by it."),
    row("delegation", Token, "13.6", "Delegation", "Shows that whoever issued the trust mark was allowed to."),
    row("logo_uri", Uri, "13.7", "Logo", "The address of a logo."),
    row("authority_hints", TextList, "3.2", "Superiors", "Who stands directly above in the federation."),
    row("trust_anchor_hints", TextList, "3.2", "Trust anchors", "The roots from which the member can be reached."),
    row("trust_marks", List, "3.2", "Trust marks", "Marks of quality that the member holds."),
    row("trust_mark_issuers", Object, "3.2", "Trust mark issuers", "Who may issue which trust mark."),
    row("trust_mark_owners", Object, "3.2", "Trust mark owners", "Who owns which trust mark."),
    row("metadata_policy", Object, "3.3", "Metadata policy", "Rules for the metadata of everyone below."),
    row("metadata_policy_crit", TextList, "3.3", "Policy must understand", "Operators of the policy that must be understood."),
    row("source_endpoint", Uri, "3.3", "Source", "Where this statement was fetched."),
    row("keys", Any, "5.2.1", "Keys", "The keys of a signed key set."),
    row("trust_mark_type", Uri, "7.1", "Trust mark type", "Which trust mark it is."),
    row("trust_chain", TextList, "8.3.2", "Trust chain", "Statements from the member up to the root."),
    row("trust_anchor", Uri, "12.2.3", "Trust anchor", "The root that was chosen for the registration."),
];
