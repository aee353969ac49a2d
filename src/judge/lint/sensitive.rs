//! What should not stand in a text that everybody can read: secrets, numbers of cards and persons, personal data.

use super::Method::{BySightings, Sighted};
use super::sightings::Sight;
use super::{Rule, Severity};
use crate::jose::token::Role;
use crate::registry::spec::Reference::{Page, Rfc};

const SECRETS: crate::registry::spec::Reference = Page(
    "OWASP Secrets Management",
    "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "sensitive-secret",
        severity: Severity::Error,
        title: "Contains a password or key",
        why: "Anyone with the token can read it.",
        fix: "Remove it, and change it.",
        references: &[SECRETS],
        check: Sighted(Sight::Secret),
    },
    Rule {
        id: "sensitive-pattern",
        severity: Severity::Error,
        title: "Contains what looks like a live credential",
        why: "Anyone with the token can read it.",
        fix: "Remove it, and revoke it.",
        references: &[SECRETS],
        check: Sighted(Sight::Credential),
    },
    Rule {
        id: "sensitive-card",
        severity: Severity::Error,
        title: "Contains a payment card number",
        why: "Anyone with the token can read it.",
        fix: "Remove it.",
        references: &[Rfc(7519, "12")],
        check: Sighted(Sight::Card),
    },
    Rule {
        id: "sensitive-national-id",
        severity: Severity::Error,
        title: "Contains a national or bank identifier",
        why: "Anyone with the token can read it.",
        fix: "Remove it.",
        references: &[Rfc(7519, "12")],
        check: Sighted(Sight::NationalId),
    },
    Rule {
        id: "sensitive-hash",
        severity: Severity::Warning,
        title: "Contains a password hash",
        why: "The password can be guessed from it.",
        fix: "Remove it.",
        references: &[SECRETS],
        check: Sighted(Sight::Hash),
    },
    Rule {
        id: "sensitive-token",
        severity: Severity::Warning,
        title: "Contains another token",
        why: "Anyone with the token can read it.",
        fix: "Remove it.",
        references: &[SECRETS],
        check: Sighted(Sight::Token),
    },
    Rule {
        id: "pii-present",
        severity: Severity::Info,
        title: "Personal data, readable by anybody",
        why: "Anyone with the token can read it.",
        fix: "Leave out what is not needed.",
        references: &[Rfc(7519, "12")],
        check: Sighted(Sight::Personal),
    },
    Rule {
        id: "encoded-not-encrypted",
        severity: Severity::Info,
        title: "Encoded, not encrypted",
        why: "The signature shows changes; it hides nothing.",
        fix: "Keep secrets out.",
        references: &[Rfc(7519, "12")],
        check: BySightings(|subject, sightings, findings| {
            if sightings.is_sensitive() {
                findings.part(subject, Role::Payload, "");
            }
        }),
    },
];
