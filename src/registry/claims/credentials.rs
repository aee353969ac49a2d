//! Claims of credentials that a holder shows (verifiable credentials, SD-JWT), of their status, and the members of
//! `cnf` and `status`.

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::documents::{MODEL, STATUS};
use crate::registry::spec::Reference::{Draft, Rfc};
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("vc", Object, Personal, MODEL, "Credential", "What the issuer attests about the subject."),
    row("vp", Object, Personal, MODEL, "Presentation", "Credentials that their holder shows."),
    row("_sd", TextList, Open, Rfc(9901, "4.2.4.1"), "Digests", "Members that the holder may show or keep back."),
    row("...", Bytes, Open, Rfc(9901, "4.2.4.2"), "Digest", "An item that the holder may show or keep back."),
    row("_sd_alg", Text, Open, Rfc(9901, "4.1.1"), "Digest algorithm", "SHA-256 where it is left out."),
    row("sd_hash", Bytes, Open, Rfc(9901, "4.3"), "Presentation hash", "Ties the holder's proof to what is shown."),
    row("status", Any, Open, Draft(STATUS, "6"), "Status", "Where to learn whether it was revoked."),
    row("status_list", Object, Open, Draft(STATUS, "5.1"), "Status list", "The states of many tokens, compressed."),
    row("ttl", Seconds, Open, Draft(STATUS, "5.1"), "Time to live", ""),
];

/// The members inside `cnf` and `status` that are explained, each with its claim's name and a dot before its own.
#[rustfmt::skip]
pub(super) const MEMBERS: &[&[SourceRow]] = &[&[
    row("cnf.jwk", Jwk, Open, Rfc(7800, "3.2"), "Key", "The public key of the party that may use the token."),
    row("cnf.jwe", Token, Open, Rfc(7800, "3.3"), "Encrypted key", "A shared key of the party that may use the token."),
    row("cnf.kid", Text, Open, Rfc(7800, "3.4"), "Key ID", ""),
    row("cnf.jku", Uri, Open, Rfc(7800, "3.5"), "Key set address", "Where the key is published."),
    row("cnf.x5t#S256", Bytes, Open, Rfc(8705, "3.1"), "Certificate digest",
        "Of the client's certificate, for mutual TLS."),
    row("cnf.osc", Object, Open, Rfc(9203, "3.2.1"), "OSCORE material", ""),
    row("cnf.jkt", Bytes, Open, Rfc(9449, "6.1"), "Key thumbprint", "Of the key that signs the DPoP proofs."),
    row("status.status_list", Object, Open, Draft(STATUS, "6.2"), "Status list",
        "Its address, and the token's place in it."),
]];
