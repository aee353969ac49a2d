//! Addresses in tokens, split at their delimiters (RFC 3986 §3), and what can be told from a host without asking anyone.
//!
//! Not a full parser: nothing is normalised, decoded or refused. Where two parsers could see two hosts, [`Url::trick`] says so.
//!
//! ```text
//! url       = scheme ":" [ "//" authority ] path [ "?" query ] [ "#" fragment ]
//! authority = [ userinfo "@" ] host [ ":" port ]
//! ```

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

    /// Whether both hosts belong to one owner, as far as their names tell.
    pub fn is_same_site(&self, other: &Url<'_>) -> bool {
        site(self.host).eq_ignore_ascii_case(site(other.host))
    }

    /// Where its host can be reached from.
    pub fn reach(&self) -> Reach {
        let host = self.host.trim_end_matches('.');
        if let Some(address) = ipv4(host) {
            return reach_of_ipv4(address);
        }
        if host.contains(':') {
            return reach_of_ipv6(host);
        }
        let ends = |name: &str| {
            let start = host.len().checked_sub(name.len());
            start.and_then(|start| host.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(name))
        };
        if host.eq_ignore_ascii_case("localhost") || ends(".localhost") {
            Reach::Loopback
        } else if host.eq_ignore_ascii_case("metadata.google.internal") {
            Reach::Metadata
        } else if !host.contains('.') || [".local", ".internal", ".svc", ".lan", ".intranet", ".home.arpa"].into_iter().any(ends) {
            Reach::Internal
        } else {
            Reach::Public
        }
    }

    /// What could make two parsers see two hosts, or lead elsewhere; `None` for a plain address.
    pub fn trick(&self) -> Option<&'static str> {
        let encoded_dots = |text: &str| contains(text, "%2e") || contains(text, "%2f") || contains(text, "%5c");
        if self.userinfo.is_some() {
            Some("a name before \"@\" that looks like the host")
        } else if self.host.contains('\\') || self.path.contains('\\') {
            Some("a backslash, which some readers take for a slash")
        } else if !self.host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b':')) {
            Some("an odd character in the host")
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

/// The part of a host's name that its owner registered: the last two labels, or three after a suffix of two.
pub fn site(host: &str) -> &str {
    /// Second labels of suffixes such as co.uk, under top-level domains of two letters.
    const SECOND: &[&str] = &["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"];
    /// Suffixes under which anybody can have a name.
    const SHARED: &[&str] = &[
        "github.io",
        "gitlab.io",
        "herokuapp.com",
        "appspot.com",
        "web.app",
        "pages.dev",
        "workers.dev",
        "vercel.app",
        "netlify.app",
        "azurewebsites.net",
        "cloudfront.net",
        "amazonaws.com",
        "run.app",
        "ngrok.io",
        "ngrok.app",
    ];
    let host = host.trim_end_matches('.');
    if ipv4(host).is_some() || host.contains(':') {
        return host;
    }
    let mut labels = host.rsplit('.');
    let (top, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    let is = |name: &&str| name.eq_ignore_ascii_case(second);
    let pair = tail(host, 2);
    let is_suffix = top.len() == 2 && SECOND.iter().any(is) || SHARED.iter().any(|name| name.eq_ignore_ascii_case(pair));
    if is_suffix { tail(host, 3) } else { pair }
}

/// The last `count` labels of a host.
fn tail(host: &str, count: usize) -> &str {
    let start = host.rmatch_indices('.').nth(count.saturating_sub(1)).map_or(0, |(at, _)| at + 1);
    host.get(start..).unwrap_or_default()
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
    let begins = |window: &[u8]| window.first().zip(word.first()).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other));
    text.as_bytes().windows(word.len()).any(|window| begins(window) && window.eq_ignore_ascii_case(word))
}

/// Whether a parameter is an address to be sent on to.
fn leads_on(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    let is_address = value.starts_with("//") || contains(value, "://") || contains(value, "%2f%2f");
    is_address && ["redirect", "return", "next", "goto", "continue", "dest", "url", "uri"].iter().any(|word| contains(name, word))
}

/// The IPv4 address that a host is, in any notation that readers take: `127.1`, `0x7f000001`, `0177.0.0.1`.
fn ipv4(host: &str) -> Option<u32> {
    let mut address = 0_u32;
    let mut parts = 0_u32;
    let mut labels = host.split('.').peekable();
    while let Some(label) = labels.next() {
        let (digits, radix) = match label.strip_prefix("0x").or(label.strip_prefix("0X")) {
            Some(digits) => (digits, 16),
            None if label.len() > 1 && label.starts_with('0') => (label, 8),
            None => (label, 10),
        };
        let number = if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() }?;
        parts += 1;
        if labels.peek().is_some() {
            if parts > 3 || number > 255 {
                return None;
            }
            address = address << 8 | number;
        } else {
            // The last number fills all bytes that are left.
            let bits = 8 * (5 - parts);
            if u64::from(number) >> bits != 0 {
                return None;
            }
            address = u32::try_from(u64::from(address) << bits).ok()? | number;
        }
    }
    Some(address)
}

fn reach_of_ipv4(address: u32) -> Reach {
    match address.to_be_bytes() {
        [169, 254, 169, 254] | [100, 100, 100, 200] => Reach::Metadata,
        [127 | 0, ..] => Reach::Loopback,
        [10, ..] | [192, 168, ..] | [172, 16..=31, ..] | [100, 64..=127, ..] => Reach::Private,
        [169, 254, ..] => Reach::LinkLocal,
        _ => Reach::Public,
    }
}

/// By its text, which may be spelled in many ways; brackets are gone.
fn reach_of_ipv6(address: &str) -> Reach {
    let group = |group: &str| u32::from_str_radix(group, 16).unwrap_or_default();
    let is_zero = |text: &str| text.bytes().all(|byte| matches!(byte, b'0' | b':'));
    // An IPv4 address in the last 32 bits: `::ffff:127.0.0.1`, `::ffff:7f00:1`.
    let mapped = address.get(..7).filter(|start| start.eq_ignore_ascii_case("::ffff:")).and_then(|start| address.get(start.len()..));
    if let Some(mapped) = mapped {
        let (high, low) = cut(mapped, mapped.find(':'));
        return reach_of_ipv4(ipv4(mapped).unwrap_or(group(high) << 16 | group(low)));
    }
    match group(cut(address, address.find(':')).0) {
        _ if is_zero(address.strip_suffix('1').unwrap_or(address)) => Reach::Loopback,
        0xFD00 if contains(address, "fd00:ec2::254") => Reach::Metadata,
        0xFC00..=0xFDFF => Reach::Private,
        0xFE80..=0xFEBF => Reach::LinkLocal,
        _ => Reach::Public,
    }
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
        assert_eq!((plain.scheme, plain.host, plain.port, plain.path, plain.rest), ("https", "a.example", "8443", "/keys/1", "x=1#y"));
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
    fn hosts_tell_where_they_are() {
        for (name, expected) in [
            ("issuer.example", Reach::Public),
            ("8.8.8.8", Reach::Public),
            ("172.32.0.1", Reach::Public),
            ("2001:db8::1", Reach::Public),
            ("1.2.3.4.5", Reach::Public),
            ("256.1.1.1", Reach::Public),
            ("localhost", Reach::Loopback),
            ("a.LOCALHOST.", Reach::Loopback),
            ("127.1", Reach::Loopback),
            ("0x7f000001", Reach::Loopback),
            ("2130706433", Reach::Loopback),
            ("0177.0.0.1", Reach::Loopback),
            ("0.0.0.0", Reach::Loopback),
            ("::1", Reach::Loopback),
            ("0:0:0:0:0:0:0:1", Reach::Loopback),
            ("::ffff:127.0.0.1", Reach::Loopback),
            ("::FFFF:7f00:1", Reach::Loopback),
            ("::ffff:808:808", Reach::Public),
            ("fd00:ec2::254", Reach::Metadata),
            ("10.1.2.3", Reach::Private),
            ("172.16.0.1", Reach::Private),
            ("192.168.0.1", Reach::Private),
            ("fd12::1", Reach::Private),
            ("169.254.1.1", Reach::LinkLocal),
            ("fe80::1", Reach::LinkLocal),
            ("169.254.169.254", Reach::Metadata),
            ("metadata.google.internal", Reach::Metadata),
            ("keycloak", Reach::Internal),
            ("auth.default.svc", Reach::Internal),
            ("printer.local", Reach::Internal),
        ] {
            assert_eq!(host(name).reach(), expected, "{name}");
        }
    }

    #[test]
    fn owners_are_compared() {
        for (a, b, same) in [
            ("login.issuer.example", "keys.Issuer.example.", true),
            ("issuer.example", "evil.example", false),
            ("issuer.example.evil.example", "issuer.example", false),
            ("a.issuer.co.uk", "b.issuer.co.uk", true),
            ("a.co.uk", "b.co.uk", false),
            ("a.github.io", "b.github.io", false),
            ("10.0.0.1", "11.0.0.1", false),
            ("localhost", "localhost", true),
        ] {
            assert_eq!(host(a).is_same_site(&host(b)), same, "{a} {b}");
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
            "https://issuer.example/a/../../b",
            "https://issuer.example/%2E%2e/b",
            "https://issuer.example/a b",
            "https://issuer.example?@evil.example/",
            "https://issuer.example/out?redirect_uri=https://evil.example",
            "https://issuer.example/out?a=1&next=%2F%2Fevil.example",
        ] {
            assert!(Url::split(text).unwrap().trick().is_some(), "{text}");
        }
        for text in ["https://issuer.example/keys?tenant=a&p=b2c_1", "https://[::1]:80/a", "https://issuer.example/.well-known/jwks.json"] {
            assert_eq!(Url::split(text).unwrap().trick(), None, "{text}");
        }
    }
}
