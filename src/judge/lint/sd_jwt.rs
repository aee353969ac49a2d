//! SD-JWT (RFC 9901): disclosures that a verifier must refuse, and the proof of the holder's key.

use super::Method::{OnClaim, Token};
use super::{Findings, Rule, Severity};
use crate::jose::token::sd_jwt::soundness::{self, FaultKind};
use crate::jose::token::sd_jwt::{Disclosure, SdJwt};
use crate::jose::token::{Role, Site};
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::Rfc;

/// Claims that a verifier judges the token by (RFC 9901 §9.7, and those of credentials).
const LIMITS: [&str; 7] = ["iss", "aud", "exp", "nbf", "cnf", "vct", "status"];
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
            report(subject, FaultKind::Form, findings);
            if subject.token.sd_jwt.as_ref().is_some_and(|sd_jwt| sd_jwt.is_cut) {
                findings.add_as(Severity::Info, Site::Token, soundness::limits());
            }
        }),
    },
    Rule {
        id: "sdjwt-disclosure-unreferenced",
        severity: Severity::Error,
        title: "Disclosures and digests do not match",
        why: "The issuer signs one digest for each claim. A verifier must refuse a claim without one, and a digest \
            that occurs twice.",
        fix: "Refuse it.",
        references: &[Rfc(9901, "7.1")],
        check: Token(|subject, findings| {
            report(subject, FaultKind::Unreferenced, findings);
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
            report(subject, FaultKind::ClaimName, findings);
        }),
    },
    Rule {
        id: "sdjwt-hash",
        severity: Severity::Error,
        title: "Weak or unknown digests (_sd_alg)",
        why: "Claims could be forged to fit them, or cannot be checked.",
        fix: "Use sha-256.",
        references: &[Rfc(9901, "4.1.1")],
        check: OnClaim("_sd_alg", |subject, _, findings| {
            report(subject, FaultKind::Hash, findings);
        }),
    },
    Rule {
        id: "sdjwt-key-binding",
        severity: Severity::Error,
        title: "The holder's key is not proven",
        why: "Without a sound proof, anyone with a copy can present it as their own.",
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
        let faults = soundness::binding_faults(subject.token);
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
        (None, Some(site)) => {
            findings.add_as(Severity::Info, site, "no proof of the key follows: right as issued, not as presented")
        }
        (Some(_), _) if soundness::faults(subject.token).iter().any(|fault| fault.kind == FaultKind::KeyBinding) => {
            report(subject, FaultKind::KeyBinding, findings);
        }
        (Some(binding), None) => {
            let site = Site::Text(Role::KeyBinding, binding.span);
            findings.add_as(Severity::Warning, site, "no cnf says whose key it is");
        }
        (Some(_), Some(_)) => {}
        (None, None) => {}
    }
}

/// Adds a finding for each fault of a kind.
fn report(subject: &Subject<'_>, kind: FaultKind, findings: &mut Findings) {
    if subject.token.sd_jwt.is_none() && kind != FaultKind::Hash {
        return;
    }
    for fault in soundness::faults(subject.token).into_iter().filter(|fault| fault.kind == kind) {
        findings.add(fault.site, fault.detail);
    }
}
