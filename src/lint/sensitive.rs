//! What should not stand in a text that everybody can read: secrets, numbers of cards and persons, personal data.

use super::Check::{After, Seen};
use super::sightings::Sight;
use super::{Rule, Severity};
use crate::spec::Reference::{Page, Rfc};
use crate::token::Role;

const SECRETS: crate::spec::Reference =
    Page("OWASP Secrets Management", "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html");

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "sensitive-secret",
        severity: Severity::Error,
        title: "A password or key stands in it",
        why: "Anyone who holds the token can read it: it is encoded, not encrypted.",
        fix: "Remove it, and change it.",
        references: &[Rfc(7519, "12"), SECRETS],
        check: Seen(Sight::Secret),
    },
    Rule {
        id: "sensitive-pattern",
        severity: Severity::Error,
        title: "It holds what looks like a live credential",
        why: "Anyone who holds the token can read it, and use it elsewhere.",
        fix: "Remove it, and revoke it.",
        references: &[SECRETS],
        check: Seen(Sight::Credential),
    },
    Rule {
        id: "sensitive-card",
        severity: Severity::Error,
        title: "It holds the number of a payment card",
        why: "The length, the prefix and the check digit fit, and anyone can read it.",
        fix: "Remove it.",
        references: &[Page("PCI DSS, requirement 3", "https://www.pcisecuritystandards.org/standards/pci-dss/")],
        check: Seen(Sight::Card),
    },
    Rule {
        id: "sensitive-national-id",
        severity: Severity::Error,
        title: "It holds a national or bank identifier",
        why: "Anyone who holds the token can read it.",
        fix: "Remove it.",
        references: &[Rfc(7519, "12")],
        check: Seen(Sight::NationalId),
    },
    Rule {
        id: "sensitive-hash",
        severity: Severity::Warning,
        title: "It holds the hash of a password",
        why: "Whoever has it can guess the password at leisure.",
        fix: "Remove it.",
        references: &[SECRETS],
        check: Seen(Sight::Hash),
    },
    Rule {
        id: "sensitive-token",
        severity: Severity::Warning,
        title: "Another token stands in it",
        why: "Whoever gets this token gets that one too.",
        fix: "Remove it; keep it at the server.",
        references: &[SECRETS],
        check: Seen(Sight::Token),
    },
    Rule {
        id: "pii-present",
        severity: Severity::Info,
        title: "Personal data, readable by anybody",
        why: "It is encoded, not encrypted: every holder, log and proxy can read it.",
        fix: "Leave out what is not needed, or encrypt.",
        references: &[Rfc(7519, "12")],
        check: Seen(Sight::Personal),
    },
    Rule {
        id: "encoded-not-encrypted",
        severity: Severity::Info,
        title: "Encoded, not encrypted",
        why: "The signature only shows changes; it hides nothing.",
        fix: "Keep secrets out, or encrypt (JWE).",
        references: &[Rfc(7519, "12"), Rfc(7516, "")],
        check: After(|subject, sightings, findings| {
            if sightings.is_sensitive() {
                findings.part(subject, Role::Payload, "");
            }
        }),
    },
];
