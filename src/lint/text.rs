//! Texts that hold no token: what they look like instead, and the limit on what is read.

use super::Check::Text;
use super::{Rule, Severity};
use crate::scan::looks::Looks;
use crate::spec::Reference::Rfc;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "not-a-token",
        severity: Severity::Error,
        title: "This is not a token",
        why: "A token has three or five parts with dots between them, and its first part decodes to a JSON object.",
        fix: "Paste the whole token; anything around it does no harm.",
        references: &[Rfc(7515, "7.1"), Rfc(7516, "9")],
        check: Text(|looks| match looks {
            Looks::Empty | Looks::Parts { .. } | Looks::Other { .. } => Some(looks.sentence()),
            Looks::Opaque { .. } | Looks::TooLong { .. } | Looks::TooMany { .. } | Looks::Several { .. } => None,
        }),
    },
    Rule {
        id: "opaque-token",
        severity: Severity::Info,
        title: "An opaque identifier",
        why: "A session id, an API key, a reference or refresh token: there is nothing to decode, its meaning is in the issuer's store.",
        fix: "Ask the issuer about it (introspection).",
        references: &[Rfc(7662, "")],
        check: Text(|looks| matches!(looks, Looks::Opaque { .. }).then(|| looks.sentence())),
    },
    Rule {
        id: "size-limit",
        severity: Severity::Error,
        title: "Too much to read",
        why: "A limit keeps the page from freezing.",
        fix: "Paste the part that matters.",
        references: &[Rfc(7515, "10")],
        check: Text(|looks| matches!(looks, Looks::TooLong { .. } | Looks::TooMany { .. }).then(|| looks.sentence())),
    },
];
