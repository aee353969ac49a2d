//! The claims of RFC 7519 §4.1.

use crate::registry::Sensitivity::Open;
use crate::registry::ValueKind::{Audience, NumericDate, StringOrUri, Text};
use crate::registry::spec::Reference::Rfc;
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("iss", StringOrUri, Open, Rfc(7519, "4.1.1"), "Issuer", "Who made the token, and whose keys must fit."),
    row("sub", StringOrUri, Open, Rfc(7519, "4.1.2"), "Subject", "Whom the token is about."),
    row("aud", Audience, Open, Rfc(7519, "4.1.3"), "Audience", "Whom it is meant for; others must refuse it."),
    row("exp", NumericDate, Open, Rfc(7519, "4.1.4"), "Expires", "Reject from this time on."),
    row("nbf", NumericDate, Open, Rfc(7519, "4.1.5"), "Not before", "Until then it must be refused."),
    row("iat", NumericDate, Open, Rfc(7519, "4.1.6"), "Issued at", ""),
    row("jti", Text, Open, Rfc(7519, "4.1.7"), "Token ID", "For deny lists and replay checks."),
];
