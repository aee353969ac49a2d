//! Encrypted tokens (RFC 7516).

use super::Check::Token;
use super::{Rule, Severity};
use crate::spec::Reference::Rfc;
use crate::token::Site;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "jwe-opaque",
    severity: Severity::Info,
    title: "Encrypted: the claims are hidden",
    why: "Only the header can be read without the key. The other parts are the encrypted key, the initialization vector, the ciphertext and the authentication tag.",
    fix: "Decrypt it where the key is.",
    references: &[Rfc(7516, "3.1")],
    check: Token(|subject, findings| {
        if subject.token.kind.is_encrypted() {
            findings.add(Site::Token, "");
        }
    }),
}];
