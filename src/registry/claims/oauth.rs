//! Claims of access: OAuth, proof of possession, constrained devices, ACME, and security events.

use crate::registry::Sensitivity::{Open, Personal, Privilege};
use crate::registry::ValueKind::*;
use crate::registry::spec::Reference::Rfc;
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("cnf", Object, Open, Rfc(7800, "3.1"), "Confirmation", "The key its bearer must prove to hold."),
    row("scope", ScopeList, Privilege, Rfc(8693, "4.2"), "Scope", "What the token permits."),
    row("client_id", Text, Open, Rfc(8693, "4.3"), "Client", "The application that the token was issued to."),
    row("act", Object, Open, Rfc(8693, "4.1"), "Actor", "Who acts for the subject."),
    row("may_act", Object, Privilege, Rfc(8693, "4.4"), "May act", "Who is allowed to act for the subject."),
    row("roles", TextOrList, Privilege, Rfc(9068, "2.2.3.1"), "Roles", ""),
    row("groups", TextOrList, Privilege, Rfc(9068, "2.2.3.1"), "Groups", ""),
    row("entitlements", TextOrList, Privilege, Rfc(9068, "2.2.3.1"), "Entitlements", ""),
    row("authorization_details", List, Privilege, Rfc(9396, "9.1"), "Authorization details", ""),
    row("token_introspection", Object, Open, Rfc(9701, "5"), "Introspection",
        "What the issuer says about another token."),
    row("htm", Text, Open, Rfc(9449, "4.2"), "HTTP method", "Of the one request that the proof is for."),
    row("htu", Uri, Open, Rfc(9449, "4.2"), "HTTP address", "Of the one request that the proof is for."),
    row("ath", Bytes, Open, Rfc(9449, "4.2"), "Access token hash", "Of the token that the proof goes with."),
    row("ace_profile", TextOrNumber, Open, Rfc(9200, "5.10"), "ACE profile", ""),
    row("cnonce", Bytes, Open, Rfc(9200, "5.10"), "Client nonce", "Proves freshness without a clock."),
    row("exi", Seconds, Open, Rfc(9200, "5.10.3"), "Expires in", "Seconds from when the server first sees it."),
    row("atc", Object, Open, Rfc(9447, ""), "Authority token", ""),
    row("events", Object, Open, Rfc(8417, "2.2"), "Events", "What happened; such a token is not a login."),
    row("toe", NumericDate, Open, Rfc(8417, "2.2"), "Time of event", ""),
    row("txn", Text, Open, Rfc(8417, "2.2"), "Transaction", "To find it in other records."),
    row("sub_id", Object, Personal, Rfc(9493, "4.1"), "Subject identifier", "Whom the token is about."),
];
