//! SD-JWT (RFC 9901): disclosures that a verifier must refuse, and the proof of the holder's key.

use super::Check::Token;
use super::{Findings, Rule, Severity};
use crate::profile::Profile;
use crate::spec::Reference::Rfc;
use crate::subject::Subject;
use crate::token::sd_jwt::{Disclosure, KeyBinding, MAX_DISCLOSURES, MAX_VALUES, SdJwt};
use crate::token::{self, FlawKind, Role, Site};
use crate::visible::{quoted, visible};

/// Hashes that a digest may be made with, as they are registered (RFC 9901 §4.1.1).
const HASHES: [&str; 11] = [
    "sha-256",
    "sha-384",
    "sha-512",
    "sha3-256",
    "sha3-384",
    "sha3-512",
    "blake2s-256",
    "blake2b-256",
    "blake2b-512",
    "k12-256",
    "k12-512",
];
/// Claims that a verifier judges the token by (RFC 9901 §9.7, and those of credentials).
const LIMITS: [&str; 7] = ["iss", "aud", "exp", "nbf", "cnf", "vct", "status"];
/// What a key binding token must hold (RFC 9901 §4.3).
const BINDING: [&str; 4] = ["iat", "aud", "nonce", "sd_hash"];
/// Disclosures that one rule names, the first ones.
const MAX_NAMED: usize = 16;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "sdjwt-format",
        severity: Severity::Error,
        title: "A disclosure is malformed",
        why: "Each is a list of a salt, a name and a value, with \"~\" after it. A verifier must refuse anything else.",
        fix: "Copy all of it again, or correct the issuer.",
        references: &[Rfc(9901, "4"), Rfc(9901, "7.1")],
        check: Token(|subject, findings| {
            let Some(sd_jwt) = &subject.token.sd_jwt else { return };
            findings.flaws(subject, FlawKind::Disclosure);
            if sd_jwt.is_cut {
                findings.add_as(
                    Severity::Info,
                    Site::Token,
                    format!("more than {MAX_DISCLOSURES} disclosures or {MAX_VALUES} values are not compared"),
                );
            }
        }),
    },
    Rule {
        id: "sdjwt-disclosure-unreferenced",
        severity: Severity::Error,
        title: "Disclosures and digests do not match",
        why: "The issuer signs one digest for each claim. A verifier must refuse a claim without one, and a digest that stands twice.",
        fix: "Refuse it.",
        references: &[Rfc(9901, "7.1")],
        check: Token(|subject, findings| {
            let Some(sd_jwt) = subject.token.sd_jwt.as_ref().filter(|sd_jwt| sd_jwt.withheld.is_some()) else { return };
            each(sd_jwt, findings, &|one| {
                let lost = one.is_sound && one.place.is_none();
                lost.then(|| {
                    let is_same = |other: &Disclosure| other.place.is_some() && other.digest == one.digest;
                    match sd_jwt.disclosures.iter().any(is_same) {
                        true => "it is disclosed twice".to_owned(),
                        false => format!("nothing that was signed holds its digest, {}", one.digest),
                    }
                })
            });
            if let Some(site) = &sd_jwt.repeated {
                findings.add(site.clone(), "this digest stands twice");
            }
        }),
    },
    Rule {
        id: "sdjwt-claim-name",
        severity: Severity::Error,
        title: "A disclosed claim replaces another",
        why: "Its name is reserved, or stands there already.",
        fix: "Refuse it.",
        references: &[Rfc(9901, "7.1")],
        check: Token(|subject, findings| {
            let Some(sd_jwt) = &subject.token.sd_jwt else { return };
            each(sd_jwt, findings, &|one| {
                let name = one.name.as_deref()?;
                let is_taken = one.place.as_ref().is_some_and(|place| place.is_taken);
                (is_taken || matches!(name, "_sd" | "...")).then(|| quoted(name))
            });
        }),
    },
    Rule {
        id: "sdjwt-hash",
        severity: Severity::Error,
        title: "Its digests are weak or unknown",
        why: "Claims could be forged to fit them, or nobody can check them.",
        fix: "Use sha-256.",
        references: &[Rfc(9901, "4.1.1")],
        check: Token(|subject, findings| {
            let Some(alg) = subject.claim("_sd_alg") else { return };
            if alg.string().is_none_or(|alg| !HASHES.contains(&&*alg)) {
                findings.add(subject.site_of(Role::Payload, alg), visible(alg.source()));
            }
        }),
    },
    Rule {
        id: "sdjwt-key-binding",
        severity: Severity::Error,
        title: "The holder's key is not proven",
        why: "Without a sound proof, whoever has a copy can show it as their own.",
        fix: "Let the holder sign each presentation.",
        references: &[Rfc(9901, "4.3"), Rfc(9901, "7.3")],
        check: Token(key_binding),
    },
    Rule {
        id: "sdjwt-hidden-validity",
        severity: Severity::Warning,
        title: "What limits it can be left out",
        why: "The holder may keep a disclosed claim back, and a verifier judges the token by this one.",
        fix: "Keep it among the plain claims.",
        references: &[Rfc(9901, "9.7")],
        check: Token(|subject, findings| {
            let Some(sd_jwt) = &subject.token.sd_jwt else { return };
            each(sd_jwt, findings, &|one| {
                let is_claim = one.place.as_ref().is_some_and(|place| place.pointer.is_empty() && !place.is_taken);
                one.name.clone().filter(|name| is_claim && LIMITS.contains(&&**name))
            });
        }),
    },
];

/// Adds a finding at each of the first disclosures of which there is something to say.
fn each(sd_jwt: &SdJwt, findings: &mut Findings, say: &dyn Fn(&Disclosure) -> Option<String>) {
    let said = sd_jwt.disclosures.iter().filter_map(|one| Some((one.span, say(one)?)));
    for (span, words) in said.take(MAX_NAMED) {
        findings.add(Site::Text(Role::Disclosure, span), words);
    }
}

fn key_binding(subject: &Subject<'_>, findings: &mut Findings) {
    // Alone, as the page opens it.
    if subject.profile == Profile::KeyBinding && subject.has_claims() {
        let faults = faults(subject.token);
        if !faults.is_empty() {
            findings.add(subject.segment(Role::Payload), faults.join(", "));
        }
    }
    let Some(sd_jwt) = &subject.token.sd_jwt else { return };
    let key = subject.claim("cnf").map(|cnf| subject.site_of(Role::Payload, cnf)).or_else(|| {
        let is_key = |one: &&Disclosure| one.name.as_deref() == Some("cnf");
        sd_jwt.disclosures.iter().find(is_key).map(|one| Site::Text(Role::Disclosure, one.span))
    });
    match (&sd_jwt.key_binding, key) {
        (None, Some(site)) => findings.add_as(Severity::Info, site, "no proof of the key follows: right as issued, not as presented"),
        (Some(KeyBinding { span, token, digest }), key) => {
            let mut faults = faults(token);
            let said = token.claim("sd_hash").and_then(|hash| hash.string());
            if digest.is_some() && said.is_some() && said.as_deref() != digest.as_deref() {
                faults.push("its sd_hash belongs to another presentation".to_owned());
            }
            let site = Site::Text(Role::KeyBinding, *span);
            if !faults.is_empty() {
                findings.add(site, faults.join(", "));
            } else if key.is_none() {
                findings.add_as(Severity::Warning, site, "no cnf says whose key it is");
            }
        }
        (None, None) => {}
    }
}

/// What keeps a key binding token from proving anything, whoever signed it.
fn faults(token: &token::Token) -> Vec<String> {
    if token.is_partial() || token.claims().is_none() {
        return vec!["it is malformed".to_owned()];
    }
    let mut faults = Vec::new();
    if token.string_parameter("typ").as_deref() != Some("kb+jwt") {
        faults.push("its typ is not kb+jwt".to_owned());
    }
    if token.string_parameter("alg").is_none_or(|alg| alg.eq_ignore_ascii_case("none")) || token.signature.is_empty() {
        faults.push("it is not signed".to_owned());
    }
    let missing: Vec<&str> = BINDING.into_iter().filter(|name| token.claim(name).is_none()).collect();
    if !missing.is_empty() {
        faults.push(format!("missing: {}", missing.join(", ")));
    }
    faults
}
