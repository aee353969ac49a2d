//! Texts that hold no token: what they look like instead, and the limit on what is read.

use super::Method::Text;
use super::{Rule, Severity};
use crate::intake::looks::Looks;
use crate::registry::spec::Reference::Rfc;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "not-a-token",
        severity: Severity::Error,
        title: "This is not a token",
        why: "A token has three or five parts with dots between them.",
        fix: "Paste the whole token.",
        references: &[Rfc(7515, "7.1")],
        check: Text(|looks| match looks {
            Looks::Empty | Looks::Parts { .. } | Looks::Other { .. } => Some(looks.sentence()),
            Looks::Opaque { .. } | Looks::TooLong { .. } | Looks::TooMany { .. } | Looks::Several { .. } => None,
        }),
    },
    Rule {
        id: "opaque-token",
        severity: Severity::Info,
        title: "An opaque identifier",
        why: "There is nothing to decode.",
        fix: "Ask the issuer (introspection).",
        references: &[Rfc(7662, "")],
        check: Text(|looks| matches!(looks, Looks::Opaque { .. }).then(|| looks.sentence())),
    },
    Rule {
        id: "size-limit",
        severity: Severity::Error,
        title: "Too much to read",
        why: "A limit keeps the page from freezing.",
        fix: "Paste the part that matters.",
        references: &[Rfc(7519, "1")],
        check: Text(|looks| matches!(looks, Looks::TooLong { .. } | Looks::TooMany { .. }).then(|| looks.sentence())),
    },
];
