//! References to the documents that say so: RFCs, CVEs and other standing texts, each with a label and a link.
//!
//! Links are text for the reader; nothing in this crate follows one.

use std::fmt::{self, Display, Formatter};

/// A place in a published document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// An RFC by number, and a section such as `4.1.4` or `A.1`; the section is empty for the whole document.
    Rfc(u16, &'static str),
    /// A CVE by its number, such as `2022-21449`.
    Cve(&'static str),
    /// Any other document: its label and its address.
    Page(&'static str, &'static str),
}

impl Reference {
    /// The address of the text, for a reader to open.
    pub fn link(&self) -> String {
        match self {
            Reference::Rfc(number, "") => format!("https://www.rfc-editor.org/rfc/rfc{number}"),
            Reference::Rfc(number, section) => {
                let kind = if section.starts_with(|c: char| c.is_ascii_digit()) { "section" } else { "appendix" };
                format!("https://www.rfc-editor.org/rfc/rfc{number}#{kind}-{section}")
            }
            Reference::Cve(number) => format!("https://www.cve.org/CVERecord?id=CVE-{number}"),
            Reference::Page(_, link) => (*link).to_owned(),
        }
    }
}

impl Display for Reference {
    /// The label: `RFC 7519 §4.1.4`, `CVE-2022-21449`.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Reference::Rfc(number, "") => write!(formatter, "RFC {number}"),
            Reference::Rfc(number, section) => write!(formatter, "RFC {number} §{section}"),
            Reference::Cve(number) => write!(formatter, "CVE-{number}"),
            Reference::Page(label, _) => formatter.write_str(label),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reference: Reference, label: &str, link: &str) {
        assert_eq!(reference.to_string(), label);
        assert_eq!(reference.link(), link);
    }

    #[test]
    fn labels_and_links() {
        check(Reference::Rfc(7519, "4.1.4"), "RFC 7519 §4.1.4", "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4");
        check(Reference::Rfc(7515, "A.1"), "RFC 7515 §A.1", "https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1");
        check(Reference::Rfc(8259, ""), "RFC 8259", "https://www.rfc-editor.org/rfc/rfc8259");
        check(Reference::Cve("2022-21449"), "CVE-2022-21449", "https://www.cve.org/CVERecord?id=CVE-2022-21449");
        check(
            Reference::Page("CWE-1321", "https://cwe.mitre.org/data/definitions/1321.html"),
            "CWE-1321",
            "https://cwe.mitre.org/data/definitions/1321.html",
        );
    }
}
