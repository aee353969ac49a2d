//! Text that misleads the eye, or acts where it is printed.

use super::Method::Sighted;
use super::sightings::Sight;
use super::{Rule, Severity};
use crate::registry::spec::Reference::{Cve, Page, Rfc};

const UTS39: crate::registry::spec::Reference = Page("Unicode UTS #39", "https://www.unicode.org/reports/tr39/");

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "text-bidi",
        severity: Severity::Warning,
        title: "Characters that change the reading order",
        why: "People read another text than programs do.",
        fix: "Refuse them in names.",
        references: &[Cve("2021-42574")],
        check: Sighted(Sight::Bidi),
    },
    Rule {
        id: "text-invisible",
        severity: Severity::Warning,
        title: "Characters that cannot be seen",
        why: "Different texts look equal, and data can hide in them.",
        fix: "Refuse them in names.",
        references: &[UTS39],
        check: Sighted(Sight::Invisible),
    },
    Rule {
        id: "text-control",
        severity: Severity::Warning,
        title: "Control characters",
        why: "In a terminal or log they can act or forge lines.",
        fix: "Escape it wherever it is printed.",
        references: &[Page("CWE-117", "https://cwe.mitre.org/data/definitions/117.html")],
        check: Sighted(Sight::Control),
    },
    Rule {
        id: "text-confusable",
        severity: Severity::Warning,
        title: "Letters that look like others",
        why: "It looks like a name that it is not.",
        fix: "Refuse them in names.",
        references: &[UTS39],
        check: Sighted(Sight::Confusable),
    },
    Rule {
        id: "markup-in-claim",
        severity: Severity::Warning,
        title: "Markup or a script in it",
        why: "A page that prints it may run it.",
        fix: "Escape it wherever it is printed.",
        references: &[Page("CWE-79", "https://cwe.mitre.org/data/definitions/79.html")],
        check: Sighted(Sight::Markup),
    },
    Rule {
        id: "internal-address",
        severity: Severity::Info,
        title: "An address inside a network",
        why: "It tells strangers how the inside is laid out.",
        fix: "Use public names.",
        references: &[Rfc(8725, "3.10")],
        check: Sighted(Sight::Internal),
    },
];
