//! Claims of access: OAuth, proof of possession, constrained devices, ACME, and security events.

use crate::registry::Sensitivity::{Open, Personal, Privilege};
use crate::registry::ValueKind::*;
use crate::registry::{Entry, row};
use crate::spec::Reference::Rfc;

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("cnf", Object, Open, Rfc(7800, "3.1"), "Confirmation",
        "The key its bearer must prove to hold; a thief without the key gains nothing."),
    row("scope", ScopeList, Privilege, Rfc(8693, "4.2"), "Scope", "What the token permits, as names with spaces between them."),
    row("client_id", Text, Open, Rfc(8693, "4.3"), "Client", "The application that the token was issued to."),
    row("act", Object, Open, Rfc(8693, "4.1"), "Actor", "Who acts for the subject right now; inside may stand who acted before."),
    row("may_act", Object, Privilege, Rfc(8693, "4.4"), "May act", "Who is allowed to act for the subject."),
    row("roles", TextOrList, Privilege, Rfc(9068, "2.2.3.1"), "Roles", "The subject's roles."),
    row("groups", TextOrList, Privilege, Rfc(9068, "2.2.3.1"), "Groups", "The groups that the subject belongs to."),
    row("entitlements", TextOrList, Privilege, Rfc(9068, "2.2.3.1"), "Entitlements", "Single rights of the subject."),
    row("authorization_details", List, Privilege, Rfc(9396, "9.1"), "Authorization details", "Rights in detail, each with its type."),
    row("token_introspection", Object, Open, Rfc(9701, "5"), "Introspection", "What the issuer answered about another token, signed."),
    row("htm", Text, Open, Rfc(9449, "4.2"), "HTTP method", "The method of the one request that the proof is for."),
    row("htu", Uri, Open, Rfc(9449, "4.2"), "HTTP address", "The address of the one request that the proof is for, without its query."),
    row("ath", Bytes, Open, Rfc(9449, "4.2"), "Access token hash", "The SHA-256 of the access token that the proof goes with."),
    row("ace_profile", TextOrNumber, Open, Rfc(9200, "5.10"), "ACE profile", "How the client has to speak to the resource server."),
    row("cnonce", Bytes, Open, Rfc(9200, "5.10"), "Client nonce", "A nonce of the server; proves freshness where no clock can be trusted."),
    row("exi", Seconds, Open, Rfc(9200, "5.10.3"), "Expires in",
        "Seconds to live from when the server first sees it, for devices without a clock."),
    row("atc", Object, Open, Rfc(9447, ""), "Authority token", "Which names or numbers the holder may get certificates for."),
    row("events", Object, Open, Rfc(8417, "2.2"), "Events", "What happened, by type; a token that reports events is no login."),
    row("toe", NumericDate, Open, Rfc(8417, "2.2"), "Time of event", "When it happened."),
    row("txn", Text, Open, Rfc(8417, "2.2"), "Transaction", "What caused the token, so that records elsewhere can be matched."),
    row("sub_id", Object, Personal, Rfc(9493, "4.1"), "Subject identifier", "Whom the token is about, in a form that its format names."),
];
