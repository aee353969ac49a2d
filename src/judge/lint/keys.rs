//! Keys that a token brings along or points to (RFC 7515 §4.1.2 to §4.1.5): whoever writes a token writes these too.

use super::Method::{OnParameter, Token};
use super::{Findings, Rule, Severity};
use crate::jose::jwk::Jwk;
use crate::jose::token::Role;
use crate::judge::profile::Profile;
use crate::judge::subject::Subject;
use crate::registry::spec::Reference::Rfc;
use crate::text::json::names::Names;
use crate::text::url::{Reach, Url};
use crate::text::visible::{quoted, visible};

/// Types whose header holds the key on purpose, because the token proves possession of it.
const PROOFS: [&str; 3] = ["dpop+jwt", "openid4vci-proof+jwt", "key-attestation+jwt"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "jwk-embedded",
        severity: Severity::Warning,
        title: "Carries its own key (jwk)",
        why: "A forger can sign with any key and put it here.",
        fix: "Take keys from your settings only.",
        references: &[Rfc(8725, "3.10")],
        check: OnParameter("jwk", |subject, value, findings| {
            if subject.token.kind.is_encrypted() {
                return;
            }
            let typ = subject.parameter_text("typ").unwrap_or_default();
            // Messages of ACME (RFC 8555 §6.2) introduce a key to a server.
            let is_acme = subject.parameter("url").is_some() && subject.parameter("nonce").is_some();
            if is_acme || PROOFS.iter().any(|proof| proof.eq_ignore_ascii_case(&typ)) {
                return;
            }
            let thumbprint = Jwk::of(value)
                .and_then(Jwk::thumbprint)
                .map(|found| format!(", thumbprint {found}"))
                .unwrap_or_default();
            let words = Jwk::of(value).map(Jwk::words).unwrap_or_default();
            findings.at(subject, Role::Header, value, visible(&words) + &thumbprint);
        }),
    },
    Rule {
        id: "jwk-private",
        severity: Severity::Error,
        title: "A secret key is published in it",
        why: "Anyone who sees it can sign or decrypt with this key.",
        fix: "Revoke the key.",
        references: &[Rfc(7515, "4.1.3")],
        check: Token(|subject, findings| {
            let confirmed = subject.claim("cnf").and_then(|cnf| cnf.member("jwk"));
            for (role, value) in [
                (Role::Header, subject.parameter("jwk")),
                (Role::Header, subject.parameter("epk")),
                (Role::Payload, confirmed),
            ] {
                if let Some(member) = value.and_then(Jwk::of).and_then(Jwk::private_member) {
                    let name = member.name().unwrap_or_default();
                    findings.at(subject, role, member, format!("it has the member {}", visible(&name)));
                }
            }
        }),
    },
    Rule {
        id: "jku-present",
        severity: Severity::Warning,
        title: "Points to its own key (jku, x5u)",
        why: "A forger can write any address here.",
        fix: "Accept only addresses that you listed.",
        references: &[Rfc(8725, "3.10")],
        // A PASSporT must have its certificate there (RFC 8225 §8.1).
        check: Token(|subject, findings| match subject.profile {
            Profile::Passport => addresses(subject, findings, |_| Some((Severity::Info, String::new()))),
            _ => addresses(subject, findings, |_| Some((Severity::Warning, String::new()))),
        }),
    },
    Rule {
        id: "jku-insecure",
        severity: Severity::Error,
        title: "The key's address is not https",
        why: "The key can be swapped on the way.",
        fix: "Use https.",
        references: &[Rfc(7515, "4.1.2")],
        check: Token(|subject, findings| {
            addresses(subject, findings, |address| {
                let is_secure = address.url.is_some_and(|url| url.has_scheme("https") && url.is_web());
                (!is_secure).then(|| (Severity::Error, format!("found {}", quoted(address.text))))
            });
        }),
    },
    Rule {
        id: "jku-foreign",
        severity: Severity::Error,
        title: "The key is kept by somebody else",
        why: "A forger can write any address here.",
        fix: "Accept only addresses that you listed.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| {
            addresses(subject, findings, |address| {
                let (url, issuer) = (address.url?, address.issuer?);
                // An inner name of the issuer says nothing about its public one.
                let is_foreign = !url.host.is_empty() && !url.is_same_site(&issuer) && issuer.reach() == Reach::Public;
                is_foreign.then(|| (Severity::Error, format!("{} is not {}", visible(url.host), visible(issuer.host))))
            });
        }),
    },
    Rule {
        id: "jku-internal",
        severity: Severity::Error,
        title: "The key's address is inside a network",
        why: "Verifiers should not go there.",
        fix: "Refuse it.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| {
            addresses(subject, findings, |address| {
                let url = address.url.filter(|url| !url.host.is_empty())?;
                let reach = url.reach();
                let is_at_home =
                    address.issuer.is_some_and(|issuer| issuer.is_same_site(&url)) && reach != Reach::Metadata;
                let severity = if is_at_home { Severity::Info } else { Severity::Error };
                (reach != Reach::Public).then(|| (severity, format!("{} is {}", visible(url.host), reach.words())))
            });
        }),
    },
    Rule {
        id: "jku-deceptive",
        severity: Severity::Error,
        title: "The key's address is a trick",
        why: "Two programs can read two hosts in it.",
        fix: "Refuse it.",
        references: &[Rfc(8725, "3.10")],
        check: Token(|subject, findings| {
            addresses(subject, findings, |address| {
                address.url?.trick().map(|trick| (Severity::Error, format!("it has {trick}")))
            });
        }),
    },
];

/// An address of keys, and that of the issuer.
struct Address<'a> {
    text: &'a str,
    url: Option<Url<'a>>,
    issuer: Option<Url<'a>>,
}

/// Adds what `judge` says of `jku` and `x5u`.
fn addresses(subject: &Subject<'_>, findings: &mut Findings, judge: fn(&Address<'_>) -> Option<(Severity, String)>) {
    const NAMES: Names = Names::of(&["jku", "x5u"]);
    if !subject.parameter_names().may_share(NAMES) {
        return;
    }
    for value in ["jku", "x5u"].into_iter().filter_map(|name| subject.parameter(name)) {
        let text = value.string().unwrap_or(value.source().into());
        let issuer = subject.claim_text("iss");
        let issuer = issuer.as_deref().and_then(Url::split).filter(Url::is_web);
        if let Some((severity, detail)) = judge(&Address { text: &text, url: Url::split(&text), issuer }) {
            findings.add_as(severity, subject.site_of(Role::Header, value), detail);
        }
    }
}
