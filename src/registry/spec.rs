//! References to the documents that say so: RFCs, CVEs and other standing texts, each with a label and a link.
//!
//! Links are text for the reader; nothing in this crate follows one.

use std::fmt::{self, Display, Formatter};

/// A place in a published document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reference {
    /// An RFC by number, and a section such as `4.1.4` or `A.1`; the section is empty for the whole document.
    Rfc(u16, &'static str),
    /// A CVE by its number, such as `2022-21449`.
    Cve(&'static str),
    /// An Internet-Draft by its name without the version, and a section; the section is empty for the whole document.
    Draft(&'static str, &'static str),
    /// A specification of the OpenID Foundation, and a section; the section is empty for the whole document.
    #[doc(hidden)]
    OpenId(OpenId, &'static str),
    /// Any other document: its label and its address.
    Page(&'static str, &'static str),
}

/// The specifications of the OpenID Foundation that are referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenId {
    /// OpenID Connect Core 1.0.
    Core,
    /// OpenID Connect Front-Channel Logout 1.0.
    FrontChannel,
    /// OpenID Connect for Identity Assurance Claims Registration 1.0.
    Identity,
    /// OpenID Federation 1.0.
    Federation,
    /// OpenID for Verifiable Presentations 1.0.
    Presentations,
}

impl OpenId {
    /// Its name, its file, and what stands before the number of a section in a link.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            OpenId::Core => ("OpenID Connect Core", "openid-connect-core", "rfc.section."),
            OpenId::FrontChannel => {
                ("OpenID Connect Front-Channel Logout", "openid-connect-frontchannel", "rfc.section.")
            }
            OpenId::Identity => ("OpenID Identity Assurance Claims", "openid-connect-4-ida-claims", "section-"),
            OpenId::Federation => ("OpenID Federation", "openid-federation", "section-"),
            OpenId::Presentations => {
                ("OpenID for Verifiable Presentations", "openid-4-verifiable-presentations", "section-")
            }
        }
    }
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
            Reference::Draft(name, "") => format!("https://datatracker.ietf.org/doc/html/{name}"),
            Reference::Draft(name, section) => {
                format!("https://datatracker.ietf.org/doc/html/{name}#section-{section}")
            }
            Reference::OpenId(document, section) => {
                let (_, file, before) = document.parts();
                let (hash, before) = if section.is_empty() { ("", "") } else { ("#", before) };
                format!("https://openid.net/specs/{file}-1_0.html{hash}{before}{section}")
            }
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
            Reference::Draft(name, section) => labelled(formatter, name, section),
            Reference::OpenId(document, section) => labelled(formatter, document.parts().0, section),
            Reference::Page(label, _) => formatter.write_str(label),
        }
    }
}

fn labelled(formatter: &mut Formatter<'_>, label: &str, section: &str) -> fmt::Result {
    formatter.write_str(label)?;
    if section.is_empty() { Ok(()) } else { write!(formatter, " §{section}") }
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
            Reference::Draft("draft-ietf-oauth-status-list", "6.2"),
            "draft-ietf-oauth-status-list §6.2",
            "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-status-list#section-6.2",
        );
        check(
            Reference::OpenId(OpenId::Core, "5.1"),
            "OpenID Connect Core §5.1",
            "https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.1",
        );
        check(
            Reference::OpenId(OpenId::Presentations, ""),
            "OpenID for Verifiable Presentations",
            "https://openid.net/specs/openid-4-verifiable-presentations-1_0.html",
        );
        check(
            Reference::Page("CWE-1321", "https://cwe.mitre.org/data/definitions/1321.html"),
            "CWE-1321",
            "https://cwe.mitre.org/data/definitions/1321.html",
        );
    }
}
