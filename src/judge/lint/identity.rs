//! Who made the token and whom it is about: `iss` and `sub` (RFC 7519 §4.1.1 and §4.1.2).

use super::Method::{OnClaim, Token};
use super::general::{is_general, is_reference};
use super::sightings::{imitates, is_person};
use super::{Findings, Rule, Severity};
use crate::jose::token::Role;
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::registry::spec::OpenId::Core;
use crate::registry::spec::Reference::{OpenId, Rfc};
use crate::text::json::JsonKind;
use crate::text::url::{Reach, Url};
use crate::text::visible::{label, look_alike, quoted, visible};

/// Hosts whose tokens very many servers trust.
const HOSTS: [&str; 7] = [
    "accounts.google.com",
    "securetoken.google.com",
    "login.microsoftonline.com",
    "login.salesforce.com",
    "sts.windows.net",
    "appleid.apple.com",
    "token.actions.githubusercontent.com",
];
/// Names under which very many customers have a host of their own.
const SITES: [&str; 6] =
    ["gitlab.com", "auth0.com", "amazonaws.com", "salesforce.com", "cloudflareaccess.com", "b2clogin.com"];
/// From this length on a missing letter is a slip and not another word.
const LONG_NAME: usize = 12;
/// Claims that name somebody in place of `sub`.
const SUBJECTS: [&str; 12] =
    ["user_id", "userId", "uid", "user", "id", "username", "upn", "oid", "email", "client_id", "sub_id", "service"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "iss-type",
        severity: Severity::Error,
        title: "The issuer is not a name",
        why: "iss is a string, and a URI if it has a colon.",
        fix: "Correct the issuer.",
        references: &[Rfc(7519, "4.1.1")],
        check: OnClaim("iss", |subject, value, findings| {
            let site = subject.site_of(Role::Payload, value);
            match value.string() {
                None if subject.profile == Profile::GithubApp => {}
                None => findings.add(site, format!("expected a string, but found {}", visible(value.source()))),
                Some(text) if text.is_empty() => findings.add(site, "it is empty"),
                // Nobody is harmed by a name that is no URI, as long as it is compared.
                Some(text) if text.contains(':') && !is_uri(&text) => {
                    findings.add_as(Severity::Warning, site, format!("{} is not a URI", quoted(&text)));
                }
                Some(_) => {}
            }
        }),
    },
    Rule {
        id: "sub-type",
        severity: Severity::Error,
        title: "The subject is not a string",
        why: "Some readers refuse it, others round large numbers.",
        fix: "Write it as a string.",
        references: &[Rfc(7519, "4.1.2")],
        check: OnClaim("sub", |subject, value, findings| {
            if value.kind() != JsonKind::String {
                findings.at(subject, Role::Payload, value, format!("found {}", visible(value.source())));
            }
        }),
    },
    Rule {
        id: "sub-empty",
        severity: Severity::Error,
        title: "The subject is empty",
        why: "It matches no user, or by a bug every one.",
        fix: "Correct the issuer.",
        references: &[Rfc(7519, "4.1.2")],
        check: Token(|subject, findings| {
            // Cloudflare's tokens for services name themselves in common_name.
            let is_empty = subject.claim("sub").is_some_and(|value| value.source() == "\"\"");
            if is_empty && subject.claim("common_name").is_none() {
                findings.named(subject, Role::Payload, "sub", "");
            }
        }),
    },
    Rule {
        id: "iss-missing",
        severity: Severity::Warning,
        title: "No issuer (iss)",
        why: "Verifiers cannot tell whose key must fit.",
        fix: "Add iss, and check it.",
        references: &[Rfc(8725, "3.8")],
        check: Token(|subject, findings| {
            // A certificate says who signed.
            if subject.parameter("x5c").is_none() {
                missing(subject, "iss", findings);
            }
        }),
    },
    Rule {
        id: "iss-http",
        severity: Severity::Warning,
        title: "The issuer's address is not https",
        why: "The key can be swapped on the way.",
        fix: "Use https.",
        references: &[Rfc(8414, "2")],
        check: OnClaim("iss", |subject, value, findings| {
            let Some(text) = value.string() else { return };
            if Url::split(&text).is_some_and(|url| url.has_scheme("http") && url.reach() != Reach::Loopback) {
                findings.named(subject, Role::Payload, "iss", quoted(&text));
            }
        }),
    },
    Rule {
        id: "iss-lookalike",
        severity: Severity::Warning,
        title: "The issuer looks like another",
        why: "It may imitate one that is trusted.",
        fix: "Compare it exactly.",
        references: &[Rfc(8725, "3.8")],
        check: OnClaim("iss", |subject, value, findings| {
            let Some(text) = value.string() else { return };
            let host = Url::split(&text).map_or(&*text, |url| url.host);
            let place = || subject.site(Role::Payload, "iss");
            if let Some(known) = imitated(host) {
                findings.add(place(), format!("\"{}\" is not {known}", label(host)));
            } else if imitates(host) {
                findings.add(place(), format!("\"{}\" mixes alphabets", label(host)));
            } else if host
                .split('.')
                .any(|label| label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")))
            {
                // Many such names are honest.
                findings.add_as(Severity::Info, place(), format!("\"{}\" is shown with other letters", label(host)));
            }
        }),
    },
    Rule {
        id: "sub-missing",
        severity: Severity::Info,
        title: "No subject (sub)",
        why: "Nobody answers for what is done with it.",
        fix: "Add sub.",
        references: &[Rfc(8725, "3.8")],
        check: Token(|subject, findings| {
            if SUBJECTS.iter().all(|name| subject.claim(name).is_none()) && !is_reference(subject) {
                missing(subject, "sub", findings);
            }
        }),
    },
    Rule {
        id: "sub-pii",
        severity: Severity::Info,
        title: "The subject is an address of a person",
        why: "It is personal, and it may change hands.",
        fix: "Use an id without meaning.",
        references: &[OpenId(Core, "17.3")],
        check: Token(|subject, findings| {
            if subject.claim_text("sub").is_some_and(|text| is_person(&text)) {
                findings.named(subject, Role::Payload, "sub", "");
            }
        }),
    },
];

/// Adds a finding on the payload where the claim is missing.
pub(super) fn missing(subject: &Subject<'_>, name: &str, findings: &mut Findings) {
    if subject.claim(name).is_none() && is_general(subject) {
        findings.part(subject, Role::Payload, "");
    }
}

/// Whether `text` can be a URI (RFC 3986 §3); underscores in the scheme are let pass, for Snowflake's accounts.
fn is_uri(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_'))
        && text.bytes().all(|byte| {
            byte > b' ' && !matches!(byte, b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0x7F)
        })
}

/// The known host that `host` is one slip away from, or begins with.
fn imitated(host: &str) -> Option<&'static str> {
    let skeleton: String =
        host.chars().take(80).map(|letter| look_alike(letter).unwrap_or(letter).to_ascii_lowercase()).collect();
    let is_itself = host.eq_ignore_ascii_case(&skeleton);
    let domain = skeleton.rmatch_indices('.').nth(1).and_then(|(dot, _)| skeleton.get(dot + 1..)).unwrap_or(&skeleton);
    if is_itself && (HOSTS.contains(&&*skeleton) || SITES.contains(&domain)) {
        return None;
    }
    let goes_on = |known: &&str| skeleton.strip_prefix(known).is_some_and(|rest| rest.starts_with('.'));
    let host = HOSTS.into_iter().find(|known| goes_on(known) || is_slip(skeleton.as_bytes(), known.as_bytes()));
    host.or_else(|| SITES.into_iter().find(|known| is_slip(domain.as_bytes(), known.as_bytes())))
}

/// Whether `name` is `known` but for one letter: another, one too many, one too few, or two in the wrong order. Equal
/// where only look-alikes were replaced.
fn is_slip(name: &[u8], known: &[u8]) -> bool {
    if name.len().abs_diff(known.len()) > 1 {
        return false;
    }
    let start = name.iter().zip(known).take_while(|(one, other)| one == other).count();
    let end = name.iter().rev().zip(known.iter().rev()).take_while(|(one, other)| one == other).count();
    let longer = name.len().max(known.len());
    match name.len().abs_diff(known.len()) {
        0 if start + end + 2 == longer => {
            name.get(start) == known.get(start + 1) && name.get(start + 1) == known.get(start)
        }
        0 => start + end + 1 >= longer,
        1 => start + end + 1 >= longer && (name.len() > known.len() || known.len() >= LONG_NAME),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imitations() {
        for host in [
            "accounts.gogle.com",
            "accounts.googel.com",
            "accounts.goog1e.com",
            "аccounts.google.com",
            "accounts.google.com.evil.example",
            "tenant.auth00.com",
            "login.microsoft0nline.com",
        ] {
            assert!(imitated(host).is_some(), "{host}");
        }
        for host in [
            "accounts.google.com",
            "tenant.eu.auth0.com",
            "auth.com",
            "issuer.example",
            "login.live.com",
            "sts.amazonaws.com",
            "",
        ] {
            assert_eq!(imitated(host), None, "{host}");
        }
    }

    #[test]
    fn uris() {
        assert!(
            is_uri("https://a.example/")
                && is_uri("urn:x")
                && is_uri("MY_ORG.USER.SHA256:abc=")
                && is_uri("localhost:8080")
        );
        assert!(!is_uri("10.0.0.1:80") && !is_uri("My App: x") && !is_uri(":x"));
    }
}
