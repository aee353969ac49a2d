//! Who makes tokens: services, servers and formats that are known by their issuer or by claims that only they have,
//! with what they sign with and what is worth knowing.
//!
//! A row explains; that a token looks like a provider's does not prove that it is.

use std::borrow::Cow;

use crate::registry::spec::Reference;
use crate::text::json::Value;
use crate::text::json::names::{Names, bit, key};

mod login;
mod machine;

const ANY: &[&str] = &[];
const RS256: &[&str] = &["RS256"];
const ES256: &[&str] = &["ES256"];
const HS256: &[&str] = &["HS256"];

/// A maker of tokens, or of one kind of them.
#[derive(Debug)]
pub struct Provider {
    /// A short name, shared by the rows of one provider: `auth0`.
    pub key: &'static str,
    /// What people call it: `Microsoft Entra ID`.
    pub name: &'static str,
    /// The kind of token, in the provider's own words; empty where the row is about all of them.
    pub token: &'static str,
    /// Patterns of the issuer, of which one must match; none where the issuer says nothing.
    issuers: &'static [&'static str],
    /// What else must be there.
    marks: &'static [Mark],
    /// The algorithms it signs with; empty where any is possible.
    pub signs: &'static [&'static str],
    /// What is worth knowing, in a sentence or two; may be empty.
    pub note: &'static str,
    /// Where it is documented.
    pub reference: Reference,
}

/// What gives a provider away beside the issuer.
#[derive(Clone, Copy, Debug)]
enum Mark {
    /// A claim of this name.
    Claim(&'static str),
    /// A claim that is, or holds, a string that matches one of the patterns.
    Says(&'static str, &'static [&'static str]),
    /// A header parameter of this name.
    Parameter(&'static str),
    /// A header parameter that matches one of the patterns.
    Declares(&'static str, &'static [&'static str]),
}

/// Where a member is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberPlace {
    /// Among the header parameters.
    Header,
    /// Among the claims.
    Claims,
}

impl Provider {
    /// Whether this provider never signs with a shared secret, so that such a token did not come from it.
    pub fn never_shares_a_secret(&self) -> bool {
        !self.signs.is_empty() && !self.signs.iter().any(|alg| alg.starts_with("HS"))
    }

    /// Whether it is known by its issuer, and not only a form that many makers use.
    pub fn is_issuer(&self) -> bool {
        !self.issuers.is_empty()
    }

    /// Whether the issuer with this host is one of many at this provider, so that the host is worth telling.
    pub fn has_tenants(&self, host: &str) -> bool {
        !self.issuers.iter().any(|pattern| without_scheme(pattern).starts_with(host))
    }

    fn is_recognised<'a>(&self, iss: Option<&str>, ask: &dyn Fn(MemberPlace, &str) -> Option<Value<'a>>) -> bool {
        let is_issuer = || iss.is_some_and(|iss| self.issuers.iter().any(|pattern| matches(pattern, iss)));
        let has = |mark: &Mark| match *mark {
            Mark::Claim(name) => ask(MemberPlace::Claims, name).is_some(),
            Mark::Says(name, patterns) => ask(MemberPlace::Claims, name).is_some_and(|value| says(value, patterns)),
            Mark::Parameter(name) => ask(MemberPlace::Header, name).is_some(),
            Mark::Declares(name, patterns) => ask(MemberPlace::Header, name).is_some_and(|value| says(value, patterns)),
        };
        (self.issuers.is_empty() || is_issuer()) && self.marks.iter().all(has)
    }
}

/// All rows, in the order in which they are tried.
pub fn all() -> impl Iterator<Item = &'static Provider> {
    login::LOGIN.iter().chain(machine::MACHINE)
}

/// The provider of a token with the issuer `iss`, whose other members `ask` finds.
pub fn recognise<'a>(
    iss: Option<&str>,
    ask: &dyn Fn(MemberPlace, &str) -> Option<Value<'a>>,
) -> Option<&'static Provider> {
    recognise_among([Names::ALL; 2], iss, ask)
}

/// The same, where it is known which names the header parameters and the claims have: most rows are passed over by
/// them.
pub fn recognise_among<'a>(
    [header, claims]: [Names; 2],
    iss: Option<&str>,
    ask: &dyn Fn(MemberPlace, &str) -> Option<Value<'a>>,
) -> Option<&'static Provider> {
    let may_be = |mark: u8| match mark {
        UNMARKED => iss.is_some(),
        IN_HEADER.. => header.may_have(mark - IN_HEADER),
        _ => claims.may_have(mark),
    };
    let mut rows = all().zip(&FIRST_MARKS).filter(|&(_, &mark)| may_be(mark)).map(|(provider, _)| provider);
    rows.find(|provider| provider.is_recognised(iss, ask))
}

/// The bit of a header parameter's name is told from that of a claim by this.
const IN_HEADER: u8 = 64;
/// Stands for the bit where there is none: the row is recognised by its issuer alone.
const UNMARKED: u8 = u8::MAX;

/// For each row the bit of the name in its first mark.
static FIRST_MARKS: [u8; login::LOGIN.len() + machine::MACHINE.len()] = {
    let mut marks = [UNMARKED; login::LOGIN.len() + machine::MACHINE.len()];
    let mut at = 0;
    while at < marks.len() {
        let split = login::LOGIN.len();
        let row = if at < split { &login::LOGIN[at] } else { &machine::MACHINE[at - split] };
        match row.marks {
            [Mark::Claim(name) | Mark::Says(name, _), ..] => marks[at] = bit(key(name)),
            [Mark::Parameter(name) | Mark::Declares(name, _), ..] => marks[at] = IN_HEADER + bit(key(name)),
            [] => {}
        }
        at += 1;
    }
    marks
};

/// An address without `https://`, as it is told.
pub fn without_scheme(address: &str) -> &str {
    address.strip_prefix("https://").unwrap_or(address)
}

/// Whether a string, or a string in a list, matches one of the patterns.
fn says(value: Value<'_>, patterns: &[&str]) -> bool {
    let is_one = |text: Cow<'_, str>| patterns.iter().any(|pattern| matches(pattern, &text));
    value.string().is_some_and(is_one) || value.children().filter_map(Value::string).any(is_one)
}

/// Whether `text` matches `pattern`, where `*` stands for one or more characters: at the end for any, elsewhere only
/// for such as a host or one step of a path can have, so that what precedes it stays a host.
fn matches(pattern: &str, text: &str) -> bool {
    const SCHEME: &str = "https://";
    // Each token is held against all patterns, so most must be refused at a glance.
    let differ = |wanted: Option<&u8>, found: Option<&u8>| wanted != Some(&b'*') && wanted != found;
    if differ(pattern.as_bytes().last(), text.as_bytes().last())
        || differ(pattern.as_bytes().first(), text.as_bytes().first())
    {
        return false;
    }
    let (pattern, text) = match (pattern.strip_prefix(SCHEME), text.strip_prefix(SCHEME)) {
        (Some(pattern), Some(text)) => (pattern, text),
        (None, None) => (pattern, text),
        _ => return false,
    };
    if differ(pattern.as_bytes().first(), text.as_bytes().first()) {
        return false;
    }
    let Some((start, mut pattern)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    while let Some((literal, rest)) = pattern.split_once('*') {
        let Some((run, after)) = split_after_run(text, literal) else { return false };
        if !is_step(run) {
            return false;
        }
        (pattern, text) = (rest, after);
    }
    match (pattern, text.strip_suffix(pattern)) {
        ("", _) => !text.is_empty(),
        (_, Some(run)) => is_step(run),
        (_, None) => false,
    }
}

/// What stands before the first `literal` that has something before it, and what stands after it.
fn split_after_run<'a>(text: &'a str, literal: &str) -> Option<(&'a str, &'a str)> {
    let (skipped, _) = text.char_indices().nth(1)?;
    let at = skipped + text.get(skipped..)?.find(literal)?;
    Some((text.get(..at)?, text.get(at + literal.len()..)?))
}

fn is_step(run: &str) -> bool {
    !run.is_empty() && !run.bytes().any(|byte| byte <= b' ' || matches!(byte, b'/' | b'?' | b'#' | b'@' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json::Document;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("https://accounts.google.com", "https://accounts.google.com", true),
            ("https://accounts.google.com", "https://accounts.google.com/", false),
            ("https://*.auth0.com/", "https://example.eu.auth0.com/", true),
            ("https://*.auth0.com/", "https://.auth0.com/", false),
            ("https://*.auth0.com/", "https://auth0.com/", false),
            ("https://*.auth0.com/", "https://evil.example/x.auth0.com/", false),
            ("https://*.auth0.com/", "https://evil.example#.auth0.com/", false),
            ("https://*.auth0.com/", "https://x.auth0.com@evil.example/", false),
            ("https://*.kinde.com", "https://x.kinde.com.evil.example", false),
            ("https://*/realms/*", "https://sso.example.org:8443/realms/shop", true),
            ("https://*/realms/*", "https://sso.example.org/realms/", false),
            ("https://*/realms/*", "https://sso.example.org/other/realms/shop", false),
            (
                "https://cognito-idp.*.amazonaws.com/*",
                "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab3dEf9Gh",
                true,
            ),
            ("https://cognito-idp.*.amazonaws.com/*", "https://cognito-idp.evil.example/.amazonaws.com/x", false),
            ("*@*.gserviceaccount.com", "robot@shop.iam.gserviceaccount.com", true),
            ("*@clients", "6JmBxNqX@clients", true),
            ("spiffe://*", "spiffe://example.org/a/b", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn every_row_can_be_recognised_and_has_its_words() {
        for provider in all() {
            let name = provider.name;
            assert!(!provider.issuers.is_empty() || !provider.marks.is_empty(), "{name} would match everything");
            assert!(
                provider.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{name}"
            );
            assert!(provider.note.is_empty() || provider.note.ends_with('.'), "{name}: {}", provider.note);
            assert!(provider.reference.link().starts_with("https://"), "{name}");
        }
    }

    #[test]
    fn who_signs_with_a_shared_secret() {
        let sharing: Vec<&str> =
            all().filter(|row| !row.never_shares_a_secret() && !row.signs.is_empty()).map(|row| row.name).collect();
        let expected = [
            "Auth0",
            "Supabase",
            "Supabase",
            "Keycloak",
            "LINE",
            "authentik",
            "Auth0",
            "LiveKit",
            "Twilio",
            "AT Protocol",
        ];
        assert_eq!(sharing, expected);
    }

    #[track_caller]
    fn check(header: &str, claims: &str, key: &str, token: &str) {
        let [header, claims] = [header, claims].map(|text| Document::read(text.to_owned()));
        let ask = |place: MemberPlace, name: &str| {
            if place == MemberPlace::Header { header.member(name) } else { claims.member(name) }
        };
        let iss = claims.member("iss").and_then(Value::string);
        let found = recognise(iss.as_deref(), &ask).map(|provider| (provider.key, provider.token));
        assert_eq!(found.unwrap_or_default(), (key, token), "{}", claims.text());
    }

    #[test]
    fn rows_of_one_provider_are_told_apart() {
        check("{}", r#"{"iss":"https://clerk.example.org","sid":"s","v":2}"#, "clerk", "session token");
        check("{}", r#"{"iss":"https://clerk.example.org","sid":"s"}"#, "clerk", "session token, version 1");
        check("{}", r#"{"iss":"https://clerk.example.org"}"#, "", "");
        check("{}", r#"{"sub":"6JmBxNqX@clients"}"#, "auth0", "");
        check("{}", r#"{"iss":"https://sts.windows.net/3f1c2a4d/"}"#, "entra", "version 1 token");
        check(r#"{"cty":"twilio-fpa;v=1"}"#, "{}", "twilio", "access token");
        check("{}", r#"{"aud":["https://fcm.googleapis.com"]}"#, "webpush", "");
        check("{}", r#"{"iss":"https://example.org"}"#, "", "");
    }
}
