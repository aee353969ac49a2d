//! Encrypted tokens (RFC 7516).

use super::Method::{OnParameter, Token};
use super::algorithm::is_readable;
use super::{Rule, Severity};
use crate::jose::jwk::Jwk;
use crate::jose::token::{Role, Site};
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::{Draft, Rfc};
use crate::text::base64url;
use crate::text::json::Value;

/// Below it, RFC 7518 §4.8.1.2 warns.
const FEWEST_ROUNDS: u64 = 1_000;
/// Above it, rfc8725bis §3.13 refuses.
const MOST_ROUNDS: u64 = 1_200_000;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "jwe-opaque",
        severity: Severity::Info,
        title: "Encrypted: the claims are hidden",
        why: "Without the key only the header can be read.",
        fix: "",
        references: &[Rfc(7516, "3.1")],
        check: Token(|subject, findings| {
            if subject.token.kind.is_encrypted() {
                findings.add(Site::Token, "");
            }
        }),
    },
    Rule {
        id: "jwe-not-authenticated",
        severity: Severity::Warning,
        title: "No proof of the sender",
        why: "Anyone can encrypt to a public key.",
        fix: "Put a signed token inside.",
        references: &[Rfc(8725, "2.3")],
        check: Token(|subject, findings| {
            // A token inside may be signed; which it is, only the key shows.
            let is_nested = subject.parameter_text("cty").is_some_and(|cty| cty.eq_ignore_ascii_case("JWT"));
            if ["RSA", "ECDH-ES", "HPKE"].into_iter().any(|family| wraps_with(subject, family)) && !is_nested {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "jwe-rsa15",
        severity: Severity::Warning,
        title: "RSA with a padding that leaks",
        why: "Replies to forged messages give the content away.",
        fix: "Use RSA-OAEP-256 or ECDH-ES.",
        references: &[Rfc(8725, "3.2")],
        check: Token(|subject, findings| {
            if wraps_with(subject, "RSA1_5") {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
    Rule {
        id: "jwe-enc-missing",
        severity: Severity::Error,
        title: "No content encryption is named",
        why: "Every encrypted token must name one in enc.",
        fix: "Correct the issuer.",
        references: &[Rfc(7516, "4.1.2")],
        check: Token(|subject, findings| {
            let is_jwe = subject.token.kind.is_encrypted() && is_readable(subject);
            if is_jwe && subject.parameter("enc").is_none() && !is_integrated(subject) {
                findings.part(subject, Role::Header, "");
            }
        }),
    },
    Rule {
        id: "jwe-segments",
        severity: Severity::Error,
        title: "A part contradicts the algorithm",
        why: "Its size cannot be right.",
        fix: "Refuse it.",
        references: &[Rfc(7516, "5.2")],
        check: Token(|subject, findings| {
            if !subject.token.kind.is_encrypted() {
                return;
            }
            let empty = Some(0);
            let (iv, tag) = match subject.parameter_text("enc").as_deref() {
                _ if is_integrated(subject) => (empty, empty),
                Some("A128GCM" | "A192GCM" | "A256GCM") => (Some(12), Some(16)),
                Some("A128CBC-HS256") => (Some(16), Some(16)),
                Some("A192CBC-HS384") => (Some(16), Some(24)),
                Some("A256CBC-HS512") => (Some(16), Some(32)),
                _ => (None, None),
            };
            // With these the key needs no part of its own.
            let key = if matches!(subject.alg.as_deref(), Some("dir" | "ECDH-ES")) { empty } else { None };
            for (role, expected) in
                [(Role::EncryptedKey, key), (Role::InitializationVector, iv), (Role::AuthenticationTag, tag)]
            {
                let Some((segment, expected)) = subject.token.segment(role).zip(expected) else { continue };
                let is_damaged = subject
                    .token
                    .flaws
                    .iter()
                    .any(|flaw| flaw.site.role() == Some(role) && subject.token.is_malformed(flaw));
                if segment.bytes != expected && !is_damaged {
                    let detail =
                        format!("expected {expected} bytes for the {}, but found {}", role.name(), segment.bytes);
                    findings.part(subject, role, detail);
                }
            }
        }),
    },
    Rule {
        id: "jwe-zip",
        severity: Severity::Warning,
        title: "Compressed before it was encrypted",
        why: "Its size gives content away.",
        fix: "Do not compress it.",
        references: &[Rfc(8725, "3.6")],
        check: OnParameter("zip", |subject, value, findings| {
            if subject.token.kind.is_encrypted() {
                findings.at(subject, Role::Header, value, "");
            }
        }),
    },
    Rule {
        id: "jwe-pbes2-high",
        severity: Severity::Error,
        title: "So many rounds that the reader stalls",
        why: "p2c rounds are run before anything is checked.",
        fix: "Refuse it.",
        references: &[Rfc(7518, "4.8.1.2")],
        check: Token(|subject, findings| {
            if let Some((value, count)) = rounds(subject).filter(|(_, count)| *count > MOST_ROUNDS) {
                findings.at(subject, Role::Header, value, if count == u64::MAX { "no sensible number" } else { "" });
            }
        }),
    },
    Rule {
        id: "jwe-pbes2-low",
        severity: Severity::Warning,
        title: "The password can be guessed quickly",
        why: "Few rounds make each guess cheap.",
        fix: "Use 600000, or 210000 with SHA-512.",
        references: &[Rfc(7518, "4.8.1.2")],
        check: Token(|subject, findings| {
            let advised = if wraps_with(subject, "PBES2-HS512") { 210_000 } else { 600_000 };
            if let Some((value, count)) = rounds(subject).filter(|(_, count)| *count < advised) {
                let severity = if count < FEWEST_ROUNDS { Severity::Warning } else { Severity::Info };
                findings.add_as(severity, subject.site_of(Role::Header, value), format!("{count} rounds"));
            }
        }),
    },
    Rule {
        id: "jwe-pbes2-salt",
        severity: Severity::Error,
        title: "The salt is too short",
        why: "Passwords of many tokens can be guessed at once.",
        fix: "Use 16 random bytes.",
        references: &[Rfc(7518, "4.8.1.1")],
        check: Token(|subject, findings| {
            if !wraps_with(subject, "PBES2") {
                return;
            }
            let salt = subject.parameter_text("p2s").map_or(0, |salt| base64url::decode(&salt).bytes.len());
            if salt < 8 {
                let name = if subject.parameter("p2s").is_some() { "p2s" } else { "alg" };
                findings.named(
                    subject,
                    Role::Header,
                    name,
                    format!("expected 8 bytes or more in p2s, but found {salt}"),
                );
            }
        }),
    },
    Rule {
        id: "jwe-epk-invalid",
        severity: Severity::Error,
        title: "The sender's one-time key is invalid",
        why: "Made-up keys can reveal the recipient's key.",
        fix: "Refuse it.",
        references: &[Rfc(8725, "3.4")],
        check: Token(|subject, findings| {
            if !wraps_with(subject, "ECDH-ES") {
                return;
            }
            match subject.parameter("epk") {
                None => findings.named(subject, Role::Header, "alg", "epk is missing"),
                Some(value) => {
                    let fault = Jwk::of(value).map_or(Some("expected an object"), Jwk::curve_fault);
                    if let Some(fault) = fault {
                        findings.at(subject, Role::Header, value, fault);
                    }
                }
            }
        }),
    },
    Rule {
        id: "jwe-hpke",
        severity: Severity::Info,
        title: "A new way to encrypt",
        why: "Many libraries cannot read HPKE yet.",
        fix: "",
        references: &[Draft("draft-ietf-jose-hpke-encrypt", "")],
        check: Token(|subject, findings| {
            if wraps_with(subject, "HPKE") {
                findings.named(subject, Role::Header, "alg", "");
            }
        }),
    },
];

/// Whether it is encrypted, by an algorithm whose name begins so.
fn wraps_with(subject: &Subject<'_>, prefix: &str) -> bool {
    subject.token.kind.is_encrypted() && subject.algorithm.is_some_and(|row| row.name.starts_with(prefix))
}

/// HPKE without a content key: then there is no enc either.
fn is_integrated(subject: &Subject<'_>) -> bool {
    wraps_with(subject, "HPKE") && !subject.alg.as_deref().is_some_and(|alg| alg.ends_with("-KE"))
}

/// The count of PBES2's rounds; what is no plain number counts as the highest.
fn rounds<'a>(subject: &Subject<'a>) -> Option<(Value<'a>, u64)> {
    let value = subject.parameter("p2c").filter(|_| wraps_with(subject, "PBES2"))?;
    Some((value, value.source().parse().unwrap_or(u64::MAX)))
}
