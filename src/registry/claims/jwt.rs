//! The claims of RFC 7519 §4.1.

use crate::registry::Sensitivity::Open;
use crate::registry::ValueKind::{Audience, NumericDate, StringOrUri, Text};
use crate::registry::{Entry, row};
use crate::spec::Reference::Rfc;

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("iss", StringOrUri, Open, Rfc(7519, "4.1.1"), "Issuer", "Who made the token; it decides whose keys may vouch for it."),
    row("sub", StringOrUri, Open, Rfc(7519, "4.1.2"), "Subject", "Whom the token is about, unique at its issuer."),
    row("aud", Audience, Open, Rfc(7519, "4.1.3"), "Audience", "Whom it is meant for; anyone else must refuse it."),
    row("exp", NumericDate, Open, Rfc(7519, "4.1.4"), "Expires", "From this moment on it must be refused."),
    row("nbf", NumericDate, Open, Rfc(7519, "4.1.5"), "Not before", "Until this moment it must be refused."),
    row("iat", NumericDate, Open, Rfc(7519, "4.1.6"), "Issued at", "When it was made."),
    row("jti", Text, Open, Rfc(7519, "4.1.7"), "Token id", "The name of this one token, for deny lists and replay checks."),
];
