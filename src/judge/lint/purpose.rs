//! What a token is used for: refresh tokens, access tokens, tokens for several audiences, and tokens that everybody
//! knows.

use super::Method::{OfProfile, Token};
use super::{Rule, Severity};
use crate::jose::token::{Role, Site};
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::registry::spec::OpenId::Core;
use crate::registry::spec::Reference::{OpenId, Rfc};
use crate::text::time::duration;

const THIRTY_DAYS: f64 = 2_592_000.0;
/// What tells who a user is, and therefore tempts into taking any token for a proof of login.
const IDENTITY: &[&str] = &["email", "preferred_username", "name"];
/// The text that the examples of RFC 7520 sign.
const COOKBOOK: &str = "It\u{2019}s a dangerous business, Frodo";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "refresh-is-jwt",
        severity: Severity::Warning,
        title: "A refresh token that anyone can read",
        why: "Random text tells nothing and can be withdrawn.",
        fix: "Use opaque refresh tokens.",
        references: &[Rfc(9700, "4.14")],
        check: Token(|subject, findings| {
            if subject.profile == Profile::RefreshToken {
                // Whoever uses a known provider cannot change it.
                let severity = if subject.provider.is_some() { Severity::Info } else { Severity::Warning };
                findings.add_as(
                    severity,
                    subject.first_claim(&["token_use", "typ", "token_type", "type", "drn", "scope"]),
                    "",
                );
            }
        }),
    },
    Rule {
        id: "lifetime-refresh",
        severity: Severity::Warning,
        title: "A refresh token that lives for months",
        why: "A thief stays signed in until it expires.",
        fix: "Use days, with refresh.",
        references: &[Rfc(9700, "4.14")],
        check: OfProfile(Profile::RefreshToken, |subject, findings| {
            if let Some(life) = subject.times.lifetime().filter(|&life| life > THIRTY_DAYS) {
                findings.named(subject, Role::Payload, "exp", duration(life as u64));
            }
        }),
    },
    Rule {
        id: "access-token-as-login",
        severity: Severity::Info,
        title: "An access token does not prove a login",
        why: "Any application may have got it.",
        fix: "Sign users in by the ID token.",
        references: &[Rfc(8725, "3.12")],
        check: OfProfile(Profile::AccessToken, |subject, findings| {
            if subject.has_any(IDENTITY) {
                findings.add(subject.first_claim(IDENTITY), "");
            }
        }),
    },
    Rule {
        id: "bearer-unbound",
        severity: Severity::Info,
        title: "Bearer token: not bound to a client key",
        why: "It is not bound to a key of its client.",
        fix: "Bind it with DPoP or mutual TLS.",
        references: &[Rfc(9700, "2.2.1")],
        check: OfProfile(Profile::AccessToken, |subject, findings| {
            if subject.has_claims() && subject.claim("cnf").is_none() {
                findings.part(subject, Role::Payload, "cnf is missing");
            }
        }),
    },
    Rule {
        id: "azp-missing",
        severity: Severity::Info,
        title: "No authorized party (azp)",
        why: "It has several audiences; azp says who asked for it.",
        fix: "Add azp.",
        references: &[OpenId(Core, "3.1.3.7")],
        check: Token(|subject, findings| {
            let is_many = || subject.claim("aud").is_some_and(|aud| aud.children().nth(1).is_some());
            if subject.profile == Profile::IdToken && subject.claim("azp").is_none() && is_many() {
                findings.named(subject, Role::Payload, "aud", "");
            }
        }),
    },
    Rule {
        id: "known-sample",
        severity: Severity::Info,
        title: "A published example",
        why: "Everybody knows it, and often its key.",
        fix: "Refuse it.",
        references: &[Rfc(7515, "A.1")],
        check: Token(|subject, findings| {
            if is_sample(subject) {
                findings.add(Site::Token, "");
            }
        }),
    },
];

/// Whether it says what the examples of jwt.io, RFC 7515 or RFC 7520 say, whatever it is signed with.
fn is_sample(subject: &Subject<'_>) -> bool {
    let is = |name, text: &str| subject.claim_text(name).is_some_and(|found| found == text);
    let counts = |name, digits: &str| subject.claim(name).is_some_and(|found| found.source() == digits);
    (is("sub", "1234567890") && (counts("iat", "1516239022") || is("name", "John Doe")))
        || (is("iss", "joe") && counts("exp", "1300819380"))
        || subject.token.payload.as_ref().is_some_and(|payload| payload.text().starts_with(COOKBOOK))
}
