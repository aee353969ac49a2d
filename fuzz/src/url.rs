//! Addresses against the crate `url`, which splits them as browsers do.

use jotglass::text::url::{Reach, Url};

/// The parts are parts of the text; and where nothing is said of a trick, a browser would go to the host that was read.
pub fn holds(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let Some(own) = Url::split(text) else {
        let is_address = |other: &url::Url| !text.trim_start_matches(|found| found <= ' ').starts_with(other.scheme());
        assert!(url::Url::parse(text).ok().as_ref().is_none_or(is_address) || is_spelled_otherwise(text), "{text:?}");
        return;
    };
    let parts = [own.scheme, own.userinfo.unwrap_or_default(), own.host, own.port, own.path, own.rest];
    assert!(parts.iter().map(|part| part.len()).sum::<usize>() < text.len());
    assert!(parts.iter().all(|part| text.contains(part)));
    assert!(own.is_same_site(&own));
    let reach = own.reach();
    if own.trick().is_none() && own.is_web() {
        agrees(text, &own, reach);
    }
}

/// Browsers leave out spaces and control characters at both ends, and tabs and line breaks anywhere.
fn is_spelled_otherwise(text: &str) -> bool {
    text.contains(['\t', '\n', '\r']) || text.starts_with(|found| found <= ' ')
}

fn agrees(text: &str, own: &Url<'_>, reach: Reach) {
    // What a browser refuses, it goes nowhere with.
    let Ok(other) = url::Url::parse(text) else { return };
    let host = other.host_str().unwrap_or_default().trim_matches(['[', ']']);
    match other.host() {
        Some(url::Host::Domain(domain)) => {
            assert!(domain.eq_ignore_ascii_case(own.host), "{text:?}: {} is not {domain}", own.host);
            assert!(!matches!(reach, Reach::LinkLocal | Reach::Private), "{text:?}: {reach:?}");
        }
        Some(url::Host::Ipv4(address)) => {
            let other = format!("https://{address}/");
            assert_eq!(Url::split(&other).map(|url| url.reach()), Some(reach), "{text:?} is {address}");
            let public = !address.is_private() && !address.is_loopback() && !address.is_link_local();
            assert!(public || reach != Reach::Public, "{text:?} is {address}");
        }
        Some(url::Host::Ipv6(address)) => {
            assert_eq!(own.host.parse(), Ok(address), "{text:?}");
            assert!(!address.is_loopback() || reach == Reach::Loopback, "{text:?} is {address}");
        }
        None => panic!("{text:?} has no host, but {:?} was read", own.host),
    }
    assert!(own.has_scheme(other.scheme()), "{text:?}: {host}");
    if let Some(port) = other.port() {
        assert_eq!(own.port.parse(), Ok(port), "{text:?}");
    }
    assert!(other.username().is_empty() && other.password().is_none(), "{text:?} has a name before its host");
}
