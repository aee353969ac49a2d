//! Claims of a JWT's payload: the seven of RFC 7519 §4.1.

use super::{Row, ValueKind};
use crate::spec::Reference::Rfc;

/// The claims that are explained.
pub static CLAIMS: &[Row] = &[
    Row {
        name: "iss",
        title: "Issuer",
        explanation: "Who made the token; it decides whose keys may vouch for it.",
        value: ValueKind::StringOrUri,
        reference: Rfc(7519, "4.1.1"),
    },
    Row {
        name: "sub",
        title: "Subject",
        explanation: "Whom the token is about, unique at its issuer.",
        value: ValueKind::StringOrUri,
        reference: Rfc(7519, "4.1.2"),
    },
    Row {
        name: "aud",
        title: "Audience",
        explanation: "Whom it is meant for; anyone else must refuse it.",
        value: ValueKind::Audience,
        reference: Rfc(7519, "4.1.3"),
    },
    Row {
        name: "exp",
        title: "Expires",
        explanation: "From this moment on it must be refused.",
        value: ValueKind::NumericDate,
        reference: Rfc(7519, "4.1.4"),
    },
    Row {
        name: "nbf",
        title: "Not before",
        explanation: "Until this moment it must be refused.",
        value: ValueKind::NumericDate,
        reference: Rfc(7519, "4.1.5"),
    },
    Row { name: "iat", title: "Issued at", explanation: "When it was made.", value: ValueKind::NumericDate, reference: Rfc(7519, "4.1.6") },
    Row {
        name: "jti",
        title: "Token id",
        explanation: "The name of this one token, for deny lists and replay checks.",
        value: ValueKind::String,
        reference: Rfc(7519, "4.1.7"),
    },
];
