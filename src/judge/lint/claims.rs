//! Claims whose value has the wrong form, or needs care.

use super::Method::{OnClaim, Sighted, Token};
use super::sightings::Sight;
use super::{Rule, Severity};
use crate::jose::token::Role;
use crate::judge::times::NAMES;
use crate::registry::claims::explain;
use crate::registry::spec::OpenId::Core;
use crate::registry::spec::Reference::{OpenId, Rfc};
use crate::text::base64url;
use crate::text::json::{JsonKind, Value};
use crate::text::url::Url;
use crate::text::visible::visible;

/// The ways to name the key of a confirmation; of these there is one. `kid` may stand beside another (RFC 7800 §3.5).
const METHODS: [&str; 6] = ["jwk", "jwe", "jku", "x5t#S256", "jkt", "osc"];
/// The length of a SHA-256 in base64url.
const DIGEST: usize = 43;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "cnf-malformed",
        severity: Severity::Error,
        title: "The proof of possession cannot be checked",
        why: "cnf must name one key, in its proper form.",
        fix: "Correct the issuer.",
        references: &[Rfc(7800, "3")],
        check: OnClaim("cnf", |subject, cnf, findings| {
            if let Some((value, words)) = confirmation_flaw(cnf) {
                findings.at(subject, Role::Payload, value, words);
            }
        }),
    },
    Rule {
        id: "claim-type",
        severity: Severity::Warning,
        title: "A claim has the wrong type",
        why: "Programs may misread it.",
        fix: "Correct the issuer.",
        references: &[Rfc(7519, "4")],
        check: Token(|subject, findings| {
            let provider = subject.provider.map(|provider| provider.key);
            for value in subject.claims() {
                let Some(name) = value.name() else { continue };
                // These have rules of their own.
                let is_judged = matches!(&*name, "iss" | "sub" | "aud" | "scope" | "cnf")
                    || value.kind() == JsonKind::Null
                    || matches!(value.source(), "\"true\"" | "\"false\"")
                    || NAMES.contains(&&*name);
                if !is_judged && explain(&name, provider).is_some_and(|known| !known.row.value.accepts(value.kind())) {
                    findings.at(subject, Role::Payload, value, format!("{} is {}", visible(&name), kind_words(value)));
                }
            }
        }),
    },
    Rule {
        id: "bool-as-string",
        severity: Severity::Warning,
        title: "True or false in quotes",
        why: "In many languages the word false counts as true.",
        fix: "Write it without quotes.",
        references: &[OpenId(Core, "5.1")],
        check: Sighted(Sight::BooleanText),
    },
    Rule {
        id: "email-unverified",
        severity: Severity::Warning,
        title: "Email not marked as verified",
        why: "Anyone may have typed it.",
        fix: "Find accounts by iss and sub.",
        references: &[OpenId(Core, "5.7")],
        check: Token(|subject, findings| {
            let Some(email) =
                subject.claim("email").filter(|email| email.kind() == JsonKind::String && email.source().len() > 2)
            else {
                return;
            };
            let site = subject.site_of(Role::Payload, email);
            match subject.claim("email_verified").map(Value::source) {
                None => findings.add(site, "email_verified is missing"),
                // The issuer says so plainly: its readers have to heed it.
                Some("false" | "\"false\"") => findings.add_as(Severity::Info, site, "email_verified is false"),
                Some(_) => {}
            }
        }),
    },
    Rule {
        id: "claim-source-unsafe",
        severity: Severity::Warning,
        title: "A source of claims that is not safe",
        why: "It has an address without https, or a token for it.",
        fix: "Do not open it.",
        references: &[OpenId(Core, "5.6.2")],
        check: Token(|subject, findings| {
            for source in subject.claim("_claim_sources").into_iter().flat_map(Value::children) {
                let endpoint = source.member("endpoint").filter(|endpoint| !is_https(*endpoint));
                if let Some(value) = endpoint.or_else(|| source.member("access_token")) {
                    findings.at(
                        subject,
                        Role::Payload,
                        value,
                        value.name().map(|name| visible(&name)).unwrap_or_default(),
                    );
                }
            }
        }),
    },
    Rule {
        id: "scope-format",
        severity: Severity::Info,
        title: "Scopes in an odd form",
        why: "Readers split it at spaces, and find other rights.",
        fix: "Write one string, with spaces.",
        references: &[Rfc(8693, "4.2")],
        check: OnClaim("scope", |subject, value, findings| {
            let found = match value.string() {
                None => kind_words(value),
                Some(text) if text.contains(',') && !text.contains(' ') => "a list with commas",
                Some(_) => return,
            };
            findings.at(subject, Role::Payload, value, format!("it is {found}"));
        }),
    },
    Rule {
        id: "claim-null",
        severity: Severity::Info,
        title: "A claim without a value",
        why: "Readers differ on what null means.",
        fix: "Leave it out.",
        references: &[Rfc(7519, "4")],
        check: Sighted(Sight::Null),
    },
];

fn kind_words(value: Value<'_>) -> &'static str {
    match value.kind() {
        JsonKind::Object => "an object",
        JsonKind::Array => "an array",
        JsonKind::String => "a string",
        JsonKind::Number => "a number",
        JsonKind::Boolean => "true or false",
        JsonKind::Null => "null",
    }
}

/// What is wrong with a `cnf`, and where.
fn confirmation_flaw(cnf: Value<'_>) -> Option<(Value<'_>, &'static str)> {
    if cnf.kind() != JsonKind::Object {
        return Some((cnf, "it is not an object"));
    }
    let mut methods = METHODS.into_iter().filter_map(|name| Some((name, cnf.member(name)?)));
    let Some((name, value)) = methods.next() else {
        return cnf.children().next().is_none().then_some((cnf, "it is empty"));
    };
    if methods.next().is_some() {
        return Some((cnf, "it names more than one key"));
    }
    let is_digest = || value.string().is_some_and(|text| text.len() == DIGEST && base64url::is_well_formed(&text));
    let words = match name {
        "jwk" if value.kind() != JsonKind::Object => "jwk is not an object",
        "jku" if !is_https(value) => "jku is not https",
        "jkt" | "x5t#S256" if !is_digest() => "expected a SHA-256 in base64url",
        _ => return None,
    };
    Some((value, words))
}

fn is_https(value: Value<'_>) -> bool {
    value.string().is_some_and(|text| Url::split(&text).is_some_and(|url| url.has_scheme("https")))
}
