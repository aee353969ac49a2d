//! What it means that the token lies here, in the open.

use super::Method::Token;
use super::{Rule, Severity};
use crate::jose::token::Site;
use crate::judge::times::TimeValue;
use crate::registry::spec::Reference::Rfc;
use crate::text::time::NumericDate;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "live-token",
    severity: Severity::Info,
    title: "This token may still work",
    why: "Treat it as a password. This page sends it nowhere.",
    fix: "Let it expire, or revoke it.",
    references: &[Rfc(6750, "5.3")],
    check: Token(|subject, findings| {
        let token = subject.token;
        let is_signed = !token.signature.is_empty() && subject.alg.as_deref() != Some("none");
        let ends = subject.times.exp();
        let is_past = |at: NumericDate| subject.has_come(at);
        let is_over = matches!(ends, Some(TimeValue::At(at)) if is_past(at));
        if is_signed && !subject.is_public_key() && token.claims().is_some() && !is_over && !token.is_partial() {
            findings.add(Site::Token, "");
        }
    }),
}];
