//! Text that misleads the eye, or acts where it is printed.

use super::Check::Seen;
use super::sightings::Sight;
use super::{Rule, Severity};
use crate::spec::Reference::{Cve, Page, Rfc};

const UTS39: crate::spec::Reference = Page("Unicode UTS #39", "https://www.unicode.org/reports/tr39/");

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "text-bidi",
        severity: Severity::Warning,
        title: "Characters that change the reading order",
        why: "The eye reads another text than programs compare.",
        fix: "Refuse them in identifiers.",
        references: &[Cve("2021-42574"), Page("Unicode UTS #55", "https://www.unicode.org/reports/tr55/")],
        check: Seen(Sight::Bidi),
    },
    Rule {
        id: "text-invisible",
        severity: Severity::Warning,
        title: "Characters that cannot be seen",
        why: "Two different texts look equal, and data can hide in them.",
        fix: "Refuse them in identifiers.",
        references: &[UTS39],
        check: Seen(Sight::Invisible),
    },
    Rule {
        id: "text-control",
        severity: Severity::Warning,
        title: "Control characters",
        why: "Printed in a terminal or a log, they can act or forge lines.",
        fix: "Escape them wherever it is printed.",
        references: &[Page("CWE-117", "https://cwe.mitre.org/data/definitions/117.html")],
        check: Seen(Sight::Control),
    },
    Rule {
        id: "text-confusable",
        severity: Severity::Warning,
        title: "Letters that look like others",
        why: "It looks like a name that it is not.",
        fix: "Compare exactly; refuse such names.",
        references: &[UTS39, Rfc(8264, "12.5")],
        check: Seen(Sight::Confusable),
    },
    Rule {
        id: "markup-in-claim",
        severity: Severity::Warning,
        title: "Markup or a script in a value",
        why: "A page that prints it as HTML, or links to it, runs it. Here it is shown as text.",
        fix: "Encode it wherever it is printed.",
        references: &[Page(
            "OWASP XSS prevention",
            "https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html",
        )],
        check: Seen(Sight::Markup),
    },
    Rule {
        id: "internal-address",
        severity: Severity::Info,
        title: "An address inside a network",
        why: "It tells strangers how the inside is laid out.",
        fix: "Use public names.",
        references: &[Rfc(8725, "2.9")],
        check: Seen(Sight::Internal),
    },
];
