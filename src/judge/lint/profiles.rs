//! What each kind of token must hold by its own document, and whether `typ` and the rest agree on the kind.
//!
//! A missing `exp` has a rule of its own, which knows where one is required.

use super::Method::{OfProfile, Token};
use super::{Findings, Rule, Severity};
use crate::jose::token::Role::{Header, Payload};
use crate::jose::token::Site;
use crate::judge::profile::{LOGOUT_EVENT, Profile};
use crate::judge::subject::Subject;
use crate::judge::times::TimeValue;
use crate::registry::spec::OpenId::Core;
use crate::registry::spec::Reference::{OpenId, Page, Rfc};
use crate::text::json::JsonKind;
use crate::text::time::{NumericDate, duration};
use crate::text::visible::quoted;

/// Members that belong to one kind of token, so that another kind should not have them.
const MARKS: &[(&str, &[Profile])] = &[
    ("at_hash", &[Profile::IdToken]),
    ("c_hash", &[Profile::IdToken]),
    ("htu", &[Profile::DpopProof]),
    ("events", &[Profile::SecurityEvent, Profile::LogoutToken]),
    ("sd_hash", &[Profile::KeyBinding]),
    ("status_list", &[Profile::StatusList]),
    ("orig", &[Profile::Passport]),
];
/// Members of which one must be there, where no other rule asks for them.
const NEEDED: &[(Profile, &[&str])] = &[
    (Profile::SecurityEvent, &["events"]),
    (Profile::SdJwt, &["vct"]),
    (Profile::KeyBinding, &["sd_hash"]),
    (Profile::EntityStatement, &["jwks"]),
    (Profile::TrustMark, &["trust_mark_type", "id"]),
    (Profile::StatusList, &["status_list"]),
    (Profile::Introspection, &["token_introspection"]),
];
/// The longest `sub` of an ID token, in characters (OpenID Connect Core §2).
const MAX_SUB: usize = 255;
const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "typ-mismatch",
        severity: Severity::Warning,
        title: "Type (typ) and content disagree",
        why: "One kind of token can pass for another.",
        fix: "Set typ, and check it.",
        references: &[Rfc(8725, "3.12")],
        check: Token(type_mismatch),
    },
    Rule {
        id: "profile-at-jwt",
        severity: Severity::Error,
        title: "Not a complete access token",
        why: "APIs rely on the claims that its typ promises.",
        fix: "Correct the issuer.",
        references: &[Rfc(9068, "2.2")],
        check: Token(|subject, findings| {
            let is_typed =
                subject.parameter_text("typ").and_then(|typ| Profile::named(&typ)) == Some(Profile::AccessToken);
            // The AT Protocol borrowed the name of the type, not its rules.
            if !is_typed || subject.provider.is_some_and(|provider| provider.key == "atproto") {
                return;
            }
            let severity = if subject.lacks(&["iss", "aud", "client_id"]).is_empty() {
                Severity::Warning
            } else {
                Severity::Error
            };
            missing(subject, findings, severity, &["iss", "aud", "sub", "client_id", "iat", "jti"]);
        }),
    },
    Rule {
        id: "profile-id-token",
        severity: Severity::Warning,
        title: "Not a complete ID token",
        why: "Clients cannot tell who signed in where.",
        fix: "Correct the issuer.",
        references: &[OpenId(Core, "2")],
        check: OfProfile(Profile::IdToken, |subject, findings| {
            missing(subject, findings, Severity::Warning, &["iss", "sub", "aud", "iat"]);
            if subject.claim_text("sub").is_some_and(|sub| sub.len() > MAX_SUB || !sub.is_ascii()) {
                findings.named(subject, Payload, "sub", "expected at most 255 ASCII characters");
            }
        }),
    },
    Rule {
        id: "profile-dpop",
        severity: Severity::Error,
        title: "Not a valid DPoP proof",
        why: "Servers must refuse it.",
        fix: "Correct the client.",
        references: &[Rfc(9449, "4.3")],
        check: OfProfile(Profile::DpopProof, |subject, findings| {
            if is_symmetric(subject) {
                findings.named(subject, Header, "alg", "it needs a signature with a private key");
            }
            if subject.parameter("jwk").is_none_or(|jwk| jwk.kind() != JsonKind::Object) {
                findings.part(subject, Header, "missing: jwk");
            }
            missing(subject, findings, Severity::Error, &["jti", "htm", "htu", "iat"]);
            if subject.claim_text("htu").is_some_and(|htu| htu.contains(['?', '#'])) {
                findings.named(subject, Payload, "htu", "expected no query and no fragment");
            }
            stale(subject, findings);
        }),
    },
    Rule {
        id: "profile-logout",
        severity: Severity::Error,
        title: "Not a valid logout token",
        why: "Applications must refuse it.",
        fix: "Correct the issuer.",
        references: &[Page(
            "OpenID Connect Back-Channel Logout §2.4",
            "https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken",
        )],
        check: Token(|subject, findings| {
            if subject.profile != Profile::LogoutToken || !is_whole(subject) {
                return;
            }
            if subject.claim("nonce").is_some() {
                findings.named(subject, Payload, "nonce", "nonce is forbidden");
            }
            if !subject.has_any(&["sub", "sid"]) {
                findings.part(subject, Payload, "it says neither whose session ends (sub) nor which (sid)");
            }
            if subject.claim("events").is_none_or(|events| events.member(LOGOUT_EVENT).is_none()) {
                findings.part(subject, Payload, "the event of a logout is missing");
            }
        }),
    },
    Rule {
        id: "profile-set",
        severity: Severity::Warning,
        title: "An unusual security event",
        why: "One kind of token can pass for another.",
        fix: "Use typ secevent+jwt, and no exp.",
        references: &[Rfc(8417, "2.2")],
        check: OfProfile(Profile::SecurityEvent, |subject, findings| {
            if subject.claim("exp").is_some() {
                findings.named(subject, Payload, "exp", "what has happened does not expire");
            }
            if subject.parameter_text("typ").and_then(|typ| Profile::named(&typ)) != Some(Profile::SecurityEvent) {
                findings.add_as(
                    Severity::Info,
                    either(subject.site(Header, "typ"), subject.segment(Header)),
                    "its typ is not secevent+jwt",
                );
            }
        }),
    },
    Rule {
        id: "profile-client-assertion",
        severity: Severity::Warning,
        title: "A client login that can be replayed",
        why: "A thief can sign in as the client until it expires.",
        fix: "Give it a jti and a few minutes.",
        references: &[Rfc(7523, "3")],
        check: Token(|subject, findings| {
            let is_itself =
                subject.claim_text("iss").zip(subject.claim_text("sub")).is_some_and(|(iss, sub)| iss == sub);
            // Apple's stand-in for a client secret is meant to last.
            if subject.profile != Profile::ClientAssertion || !is_itself || subject.provider.is_some() {
                return;
            }
            missing(subject, findings, Severity::Warning, &["jti"]);
            let severity = if subject.times.lifetime() > Some(HOUR) { Severity::Error } else { Severity::Warning };
            long(subject, findings, severity, 5.0 * MINUTE);
        }),
    },
    Rule {
        id: "profile-jar",
        severity: Severity::Warning,
        title: "A request that could pass for a login",
        why: "It may be taken as a login, or by another server.",
        fix: "Leave out sub; name the server in aud.",
        references: &[Rfc(9101, "10.8")],
        check: OfProfile(Profile::JarRequest, |subject, findings| {
            if subject
                .claim_text("sub")
                .is_some_and(|sub| subject.claim_text("client_id").is_none_or(|client| client == sub))
            {
                findings.named(subject, Payload, "sub", "sub is the client");
            }
            missing(subject, findings, Severity::Warning, &["aud"]);
        }),
    },
    Rule {
        id: "profile-vapid",
        severity: Severity::Warning,
        title: "Push services will refuse it",
        why: "They want ES256, a contact, and 24 hours at most.",
        fix: "Correct the issuer.",
        references: &[Rfc(8292, "2")],
        check: OfProfile(Profile::Vapid, |subject, findings| {
            other_alg(subject, findings);
            let iat = subject.times.iat().and_then(TimeValue::at);
            let is_long = |exp: NumericDate| match iat {
                Some(iat) => exp.since(iat) > DAY,
                None => !subject.has_come(exp.plus(-DAY)),
            };
            if subject.times.exp().and_then(TimeValue::at).is_some_and(is_long) {
                findings.named(subject, Payload, "exp", "more than 24 hours");
            }
            missing(subject, findings, Severity::Warning, &["sub"]);
        }),
    },
    Rule {
        id: "profile-spiffe",
        severity: Severity::Error,
        title: "Not a valid JWT-SVID",
        why: "Verifiers may refuse it.",
        fix: "Correct the issuer.",
        references: &[Page("SPIFFE JWT-SVID", "https://github.com/spiffe/spiffe/blob/main/standards/JWT-SVID.md")],
        check: OfProfile(Profile::Spiffe, |subject, findings| {
            for parameter in
                subject.parameters().filter(|found| !["alg", "kid", "typ"].iter().any(|name| found.is_named(name)))
            {
                let name = parameter.name().unwrap_or_default();
                findings.at(subject, Header, parameter, format!("the header must not have {}", quoted(&name)));
            }
            if is_symmetric(subject) {
                findings.named(subject, Header, "alg", "it needs a signature with a private key");
            }
            if subject.parameter_text("typ").is_some_and(|typ| typ != "JWT" && typ != "JOSE") {
                findings.named(subject, Header, "typ", "typ must be JWT or JOSE");
            }
            missing(subject, findings, Severity::Error, &["aud"]);
        }),
    },
    Rule {
        id: "profile-passport",
        severity: Severity::Warning,
        title: "Not a usable PASSporT",
        why: "Telephone networks may refuse it.",
        fix: "Sign it with ES256, and name an x5u.",
        references: &[Rfc(8225, "4")],
        check: OfProfile(Profile::Passport, |subject, findings| {
            if subject.parameter_text("typ").and_then(|typ| Profile::named(&typ)) != Some(Profile::Passport) {
                findings.add(either(subject.site(Header, "typ"), subject.segment(Header)), "its typ is not passport");
            }
            other_alg(subject, findings);
            if subject.parameter("x5u").is_none() {
                findings.part(subject, Header, "missing: x5u");
            }
            stale(subject, findings);
        }),
    },
    Rule {
        id: "profile-github-app",
        severity: Severity::Warning,
        title: "GitHub will refuse it",
        why: "It may live for 10 minutes at most.",
        fix: "Set exp earlier.",
        references: &[Page(
            "GitHub App",
            "https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app",
        )],
        check: Token(|subject, findings| {
            if subject.profile == Profile::GithubApp {
                long(subject, findings, Severity::Warning, 10.0 * MINUTE);
            }
        }),
    },
];

fn type_mismatch(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(typ) = subject.parameter_text("typ") else { return };
    let Some(named) = Profile::named(&typ).filter(|_| is_whole(subject)) else { return };
    let foreign = MARKS.iter().find(|(name, profiles)| !profiles.contains(&named) && subject.claim(name).is_some());
    let needed = NEEDED.iter().find(|(profile, names)| *profile == named && !subject.has_any(names));
    let detail = match (foreign, needed) {
        (Some((name, _)), _) => format!("{} does not go with {name}", quoted(&typ)),
        (None, Some((_, names))) => format!("{} asks for {}", quoted(&typ), names.join(" or ")),
        (None, None) => return,
    };
    findings.named(subject, Header, "typ", detail);
}

/// Whether the claims could be read to their end, so that one that is not seen is not there.
fn is_whole(subject: &Subject<'_>) -> bool {
    let document = subject.token.payload.as_ref().and_then(|payload| payload.document());
    subject.has_claims() && document.is_some_and(|document| document.error().is_none())
}

/// Adds what of `names` is missing, as one finding.
fn missing(subject: &Subject<'_>, findings: &mut Findings, severity: Severity, names: &[&'static str]) {
    let lacking = subject.lacks(names);
    if !lacking.is_empty() && is_whole(subject) {
        findings.add_as(severity, subject.segment(Payload), format!("missing: {}", lacking.join(", ")));
    }
}

/// Adds that it was made too long ago for its kind.
fn stale(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(iat), Some(fresh)) = (subject.times.iat().and_then(TimeValue::at), subject.profile.fresh_for()) else {
        return;
    };
    if subject.has_come(iat.plus_seconds(fresh)) {
        findings.named(subject, Payload, "iat", format!("it was fresh for {} only", duration(fresh.unsigned_abs())));
    }
}

/// Adds that it lives longer than its kind may.
fn long(subject: &Subject<'_>, findings: &mut Findings, severity: Severity, most: f64) {
    if let Some(life) = subject.times.lifetime().filter(|&life| life > most) {
        let words = format!("{}, but {} at most", duration(life as u64), duration(most as u64));
        findings.add_as(severity, subject.site(Payload, "exp"), words);
    }
}

fn other_alg(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.alg.as_deref().is_some_and(|alg| alg != "ES256") {
        findings.named(subject, Header, "alg", "only ES256 is allowed");
    }
}

fn is_symmetric(subject: &Subject<'_>) -> bool {
    subject.is_unsecured || subject.alg.as_deref().is_some_and(|alg| alg.starts_with("HS"))
}

fn either(site: Site, other: Site) -> Site {
    if site == Site::Token { other } else { site }
}
