//! Addresses in tokens, split at their delimiters (RFC 3986 §3), and what can be told from a host without asking
//! anyone.
//!
//! Not a full parser: nothing is normalised, decoded or refused. Where two parsers could see two hosts, [`Url::trick`]
//! says so.
//!
//! ```text
//! url       = scheme ":" [ "//" authority ] path [ "?" query ] [ "#" fragment ]
//! authority = [ userinfo "@" ] host [ ":" port ]
//! ```

mod reach;
mod site;

/// An address, split. Parts that are missing are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// Before the first colon.
    pub scheme: &'a str,
    /// Before the last `@` of the authority.
    pub userinfo: Option<&'a str>,
    /// Without brackets.
    pub host: &'a str,
    /// After the colon that follows the host.
    pub port: &'a str,
    /// Up to `?` or `#`.
    pub path: &'a str,
    /// After `?` or, where there is none, after `#`.
    pub rest: &'a str,
}

/// Where a host can be reached from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere, as far as the name tells.
    Public,
    /// The machine itself.
    Loopback,
    /// A private network (RFC 1918, RFC 4193).
    Private,
    /// The local link (RFC 3927, RFC 4291).
    LinkLocal,
    /// The service that hands out a cloud machine's credentials.
    Metadata,
    /// A name that only an inner network resolves.
    Internal,
}

impl Reach {
    /// Plain words for it, after "it is".
    pub fn words(self) -> &'static str {
        match self {
            Reach::Public => "a public address",
            Reach::Loopback => "the machine itself",
            Reach::Private => "a private network",
            Reach::LinkLocal => "the local link",
            Reach::Metadata => "a cloud's metadata service",
            Reach::Internal => "a name inside a network",
        }
    }
}

impl<'a> Url<'a> {
    /// Splits `text`; `None` where it begins with no scheme.
    pub fn split(text: &'a str) -> Option<Url<'a>> {
        let (scheme, after) = text.split_once(':')?;
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
        if !is_scheme {
            return None;
        }
        let (before, rest) = cut(after, after.find(['?', '#']));
        let (authority, path) = match before.strip_prefix("//") {
            Some(before) => {
                let end = before.find('/').unwrap_or(before.len());
                (before.get(..end).unwrap_or_default(), before.get(end..).unwrap_or_default())
            }
            None => ("", before),
        };
        let (userinfo, server) = match authority.rsplit_once('@') {
            Some((userinfo, server)) => (Some(userinfo), server),
            None => (None, authority),
        };
        let (host, port) = match server.strip_prefix('[').and_then(|server| server.split_once(']')) {
            Some((host, port)) => (host, port.strip_prefix(':').unwrap_or_default()),
            None => cut(server, server.rfind(':')),
        };
        Some(Url { scheme, userinfo, host, port, path, rest })
    }

    /// Whether it is of this scheme, whatever the case.
    pub fn has_scheme(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// Whether it is an address of the web: http or https, and a host.
    pub fn is_web(&self) -> bool {
        (self.has_scheme("https") || self.has_scheme("http")) && !self.host.is_empty()
    }

    /// Whether both hosts belong to one owner, as far as their names tell; addresses are one where they are equal,
    /// however they are spelled.
    pub fn is_same_site(&self, other: &Url<'_>) -> bool {
        match (reach::address(self.host), reach::address(other.host)) {
            (None, None) => site::is_same(self.host, other.host),
            (one, other) => one == other,
        }
    }

    /// Where its host can be reached from.
    pub fn reach(&self) -> Reach {
        reach::of(self.host)
    }

    /// What could make two parsers see two hosts, or lead elsewhere; `None` for a plain address.
    pub fn trick(&self) -> Option<&'static str> {
        let encoded_dots = |text: &str| contains(text, "%2e") || contains(text, "%2f") || contains(text, "%5c");
        if self.userinfo.is_some() {
            Some("a name before \"@\" that looks like the host")
        } else if self.host.contains('\\') || self.path.contains('\\') {
            Some("a backslash, which some readers take for a slash")
        } else if !self
            .host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':'))
        {
            Some("an odd character in the host")
        } else if !self.port.bytes().all(|byte| byte.is_ascii_digit()) {
            Some("an odd character in the port")
        } else if self.path.bytes().chain(self.rest.bytes()).any(|byte| byte <= b' ' || byte == 0x7F) {
            Some("a space or control character")
        } else if self.path.split('/').any(|part| part == "..") || encoded_dots(self.path) {
            Some("steps out of its folder, or encoded dots and slashes")
        } else if self.path.is_empty() && self.rest.contains('@') {
            Some("an \"@\" right after the host")
        } else if self.rest.split(['?', '&', '#']).any(leads_on) {
            Some("a parameter that leads to another address")
        } else {
            None
        }
    }
}

/// `text` before and after the character at `at`.
fn cut(text: &str, at: Option<usize>) -> (&str, &str) {
    match at {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
        None => (text, ""),
    }
}

/// Whether `text` has `word`, whatever the case.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    let begins =
        |window: &[u8]| window.first().zip(word.first()).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other));
    text.as_bytes().windows(word.len()).any(|window| begins(window) && window.eq_ignore_ascii_case(word))
}

/// Whether a parameter is an address to be sent on to.
fn leads_on(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    let is_address = value.starts_with("//") || contains(value, "://") || contains(value, "%2f%2f");
    is_address
        && ["redirect", "return", "next", "goto", "continue", "dest", "url", "uri"]
            .iter()
            .any(|word| contains(name, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(text: &str) -> Url<'_> {
        Url { scheme: "https", userinfo: None, host: text, port: "", path: "", rest: "" }
    }

    #[test]
    fn addresses_are_split() {
        let plain = Url::split("https://a.example:8443/keys/1?x=1#y").unwrap();
        assert_eq!(
            (plain.scheme, plain.host, plain.port, plain.path, plain.rest),
            ("https", "a.example", "8443", "/keys/1", "x=1#y")
        );
        let odd = Url::split("HTTP://u:p@[::1]:80?@b").unwrap();
        assert_eq!((odd.userinfo, odd.host, odd.port, odd.path, odd.rest), (Some("u:p"), "::1", "80", "", "@b"));
        assert!(odd.is_web() && odd.has_scheme("http"));
        let name = Url::split("urn:example:a").unwrap();
        assert_eq!((name.scheme, name.host, name.path, name.is_web()), ("urn", "", "example:a", false));
        for text in ["", "issuer", ":x", "//a.example", "1a:b", "a b:c", "é://x"] {
            assert_eq!(Url::split(text), None, "{text}");
        }
        assert_eq!(Url::split("https://[::1").map(|url| url.port), Some("1"));
    }

    #[test]
    fn addresses_are_one_however_they_are_spelled() {
        for (one, other, expected) in [
            ("127.0.0.1", "127.1", true),
            ("::1", "0:0:0:0:0:0:0:1", true),
            ("10.0.0.1", "11.0.0.1", false),
            ("::1", "127.0.0.1", false),
            ("10.0.0.1", "issuer.example", false),
        ] {
            assert_eq!(host(one).is_same_site(&host(other)), expected, "{one} {other}");
        }
    }

    #[test]
    fn tricks() {
        for text in [
            "https://issuer.example@evil.example/",
            "https://evil.example\\@issuer.example/",
            "https://issuer.example\\.evil.example/",
            "https://issuer%2eexample/",
            "https://іssuer.example/",
            "https://issuer.example:80\n80/",
            "https://issuer.example/a/../../b",
            "https://issuer.example/%2E%2e/b",
            "https://issuer.example/a b",
            "https://issuer.example?@evil.example/",
            "https://issuer.example/out?redirect_uri=https://evil.example",
            "https://issuer.example/out?a=1&next=%2F%2Fevil.example",
        ] {
            assert!(Url::split(text).unwrap().trick().is_some(), "{text}");
        }
        for text in [
            "https://issuer.example/keys?tenant=a&p=b2c_1",
            "https://[::1]:80/a",
            "https://issuer.example/.well-known/jwks.json",
        ] {
            assert_eq!(Url::split(text).unwrap().trick(), None, "{text}");
        }
    }
}
