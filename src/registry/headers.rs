//! Header parameters of JWS and JWE (RFC 7515 §4.1, RFC 7516 §4.1).

use super::{Row, ValueKind};
use crate::spec::Reference::Rfc;

/// The header parameters that are explained.
pub static HEADERS: &[Row] = &[
    Row {
        name: "alg",
        title: "Algorithm",
        explanation: "How it is signed or its key encrypted; the verifier decides which it accepts, never the token.",
        value: ValueKind::String,
        reference: Rfc(7515, "4.1.1"),
    },
    Row {
        name: "enc",
        title: "Content encryption",
        explanation: "The cipher that hides the content.",
        value: ValueKind::String,
        reference: Rfc(7516, "4.1.2"),
    },
    Row {
        name: "typ",
        title: "Type",
        explanation: "What kind of token it is, so that one kind cannot pass for another.",
        value: ValueKind::String,
        reference: Rfc(7515, "4.1.9"),
    },
    Row {
        name: "cty",
        title: "Content type",
        explanation: "What the payload is; JWT when another token is nested inside.",
        value: ValueKind::String,
        reference: Rfc(7515, "4.1.10"),
    },
    Row {
        name: "kid",
        title: "Key id",
        explanation: "Which of the issuer's keys was used.",
        value: ValueKind::String,
        reference: Rfc(7515, "4.1.4"),
    },
];
