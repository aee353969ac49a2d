//! Addresses of persons and of machines, by their form.

use std::net::Ipv6Addr;

use super::form::TextForm;
use crate::text::url::{Reach, Url};

/// Whether `text` is an e-mail address or a telephone number (ITU-T E.164).
pub(in crate::judge::lint) fn is_person(text: &str) -> bool {
    is_mailbox(text) || is_telephone(text)
}

/// Of a person: accounts of services have addresses too.
fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_local =
        !local.is_empty() && local.bytes().all(|byte| byte > b' ' && !matches!(byte, b':' | b'/' | b'<' | b'"' | 0x7F));
    let top = domain.rsplit('.').next().unwrap_or_default();
    is_local
        && domain.len() > top.len() + 1
        && top.len() > 1
        && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-') || byte > 0x7F)
        && !domain.ends_with(".gserviceaccount.com")
}

fn is_telephone(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('+') else { return false };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    (8..=15).contains(&digits)
        && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'(' | b')'))
}

/// Where the machine can be reached from whose address `text` is, or whose name is in its URL; `None` for anything else
/// and for public names.
pub(super) fn reach(text: &str, url: Option<&Url<'_>>, form: TextForm) -> Option<Reach> {
    /// The same in every cluster, so that it tells nothing.
    const EVERYWHERE: &str = "kubernetes.default.svc";
    if form.has(TextForm::DOT) && is_ipv4(text) || form.has(TextForm::COLON) && text.parse::<Ipv6Addr>().is_ok() {
        return Some(reach_of(text));
    }
    if text == "localhost" {
        return Some(Reach::Loopback);
    }
    let url = url.filter(|url| !url.host.is_empty())?;
    // In other schemes a single word is no host: `api://default`.
    let is_host = (url.is_web() || url.host.contains('.')) && url.host.is_ascii() && !url.host.starts_with(EVERYWHERE);
    Some(url.reach()).filter(|&reach| is_host && reach != Reach::Public)
}

fn reach_of(host: &str) -> Reach {
    Url { scheme: "", userinfo: None, host, port: "", path: "", rest: "" }.reach()
}

fn is_ipv4(text: &str) -> bool {
    (7..=15).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.split('.').count() == 4
        && text.split('.').all(|number| number.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        for text in ["a@b.example", "Ä.b+c@x-y.co.uk", "+49 151 23456789", "+442071838750"] {
            assert!(is_person(text), "{text}");
        }
        for text in [
            "a@b",
            "mailto:a@b.example",
            "client@clients",
            "repo:o@1/r@2.x",
            "x@p.iam.gserviceaccount.com",
            "+123",
            "@b.example",
        ] {
            assert!(!is_person(text), "{text}");
        }
    }

    #[test]
    fn machines() {
        for (text, expected) in [
            ("10.0.0.7", Some(Reach::Private)),
            ("203.0.113.7", Some(Reach::Public)),
            ("2001:db8::1", Some(Reach::Public)),
            ("fd00::1", Some(Reach::Private)),
            ("http://localhost:8080/realms/x", Some(Reach::Loopback)),
            ("https://db.corp.internal/x", Some(Reach::Internal)),
            ("https://kubernetes.default.svc.cluster.local", None),
            ("https://issuer.example/", None),
            ("spiffe://example.org/web", None),
            ("api://default", None),
            ("1.2.3", None),
            ("api", None),
            ("1:2:3:4:5:6:7:8", Some(Reach::Public)),
            ("1:2:3:4:5:6:7", None),
            ("1::2::3", None),
            ("1:2:3:4::5:6:7:8", None),
            ("::ffff:10.0.0.1", Some(Reach::Private)),
            ("0:0:0:0:0:ffff:10.0.0.1", Some(Reach::Private)),
            ("0000:0000:0000:0000:0000:ffff:192.168.100.100", Some(Reach::Private)),
            ("64:ff9b::10.0.0.1", Some(Reach::Private)),
            ("2002:a00:1::", Some(Reach::Private)),
            ("fd00:0ec2::254", Some(Reach::Metadata)),
            ("http://[0:0:0:0:0:ffff:127.0.0.1]:8080/", Some(Reach::Loopback)),
            ("::ffff:10.0.0.256", None),
            ("12345::", None),
            ("::1:", None),
            ("urn:x", None),
        ] {
            assert_eq!(reach(text, Url::split(text).as_ref(), TextForm::of(text)), expected, "{text}");
        }
    }
}
