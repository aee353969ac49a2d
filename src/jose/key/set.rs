//! Keys in JSON: a JSON Web Key and a set of them (RFC 7517), PEM in the strings of other JSON, such as the
//! certificates of Google by their kid, and what a token's header brings along (RFC 7515 §4.1.3, §4.1.6).

use super::members::{certificate, key};
use super::{Keys, pem};
use crate::jose::jwk::Jwk;
use crate::jose::token::Token;
use crate::text::base64url::decode_standard;
use crate::text::json::{Document, JsonKind, Value};
use crate::text::span::Span;
use crate::text::visible::quoted;

/// What a problem is called.
const JWK: &str = "a JSON Web Key";

/// The keys that a token's header holds: `jwk`, and the first certificate of `x5c`. They prove nothing by themselves.
///
/// Spans are in the header's text.
pub fn embedded(token: &Token) -> Keys {
    let mut keys = Keys { is_own: true, ..Keys::default() };
    if let Some(value) = token.parameter("jwk") {
        add(value, &mut keys);
    }
    if let Some(first) = token.parameter("x5c").and_then(|list| list.children().next()) {
        match certificate(first) {
            Ok(key) => keys.add(key),
            Err(why) => keys.fail(first.span(), "a certificate", why),
        }
    }
    keys
}

/// Reads JSON; whether it was JSON, or was meant to be a key in JSON.
pub(super) fn read(text: &str, keys: &mut Keys) -> bool {
    if !text.starts_with(['{', '[']) {
        return false;
    }
    let document = Document::read(text.to_owned());
    if let Some(error) = document.error() {
        let is_meant = text.contains("kty") && !pem::is_meant(text);
        if is_meant {
            keys.fail(Span::at(error.at), JWK, &error.describe(text));
        }
        return is_meant;
    }
    let Some(root) = document.root() else { return false };
    let inner =
        ["jwks", "jwk"].into_iter().find_map(|name| root.member(name)).filter(|value| value.kind() == JsonKind::Object);
    let holder = if root.member("keys").is_none() { inner.unwrap_or(root) } else { root };
    let list = if root.kind() == JsonKind::Array { Some(root) } else { holder.member("keys") };
    if let Some(list) = list
        .filter(|list| list.kind() == JsonKind::Array && list.children().all(|item| item.kind() != JsonKind::String))
    {
        keys.is_set = true;
        if list.children().next().is_none() {
            keys.fail(list.span(), "a set of keys", "expected a key in it, but found none");
        }
        for value in list.children() {
            add(value, keys);
            if keys.is_full() {
                break;
            }
        }
    } else if holder.member("kty").is_some() {
        add(holder, keys);
    } else if !strings(&document, root, keys) {
        match root.member("jwks_uri").and_then(Value::string) {
            Some(address) => {
                let why =
                    "expected keys, but found the discovery document, and nothing is fetched here; open its jwks_uri, ";
                keys.fail(
                    root.span(),
                    "a set of keys",
                    &[why, &quoted(&address), ", and paste what it shows"].concat(),
                );
            }
            None => keys.fail(
                root.span(),
                JWK,
                "expected the member \"kty\" of a key, or \"keys\" of a set, but found neither",
            ),
        }
    }
    true
}

/// The text of a JSON string; `None` for all else.
pub(super) fn string(text: &str) -> Option<String> {
    let document =
        text.starts_with('"').then(|| Document::read(text.to_owned())).filter(|document| document.error().is_none())?;
    document.root().and_then(Value::string).map(Into::into)
}

/// Whether a text begins with a JWK that is a public key, whatever follows it.
pub(super) fn is_public(text: &str) -> bool {
    let document = Document::read(text.to_owned());
    let jwk = document.root().and_then(Jwk::of).filter(|jwk| jwk.is_asymmetric() && jwk.private_member().is_none());
    jwk.is_some_and(|jwk| key(jwk, Span::default()).faults.is_empty())
}

/// The first certificate of a JWK's source.
pub(super) fn certificate_bytes(source: &str) -> Option<Vec<u8>> {
    let document = Document::read(source.to_owned());
    let first = document.member("x5c")?.children().next()?;
    decode_standard(&first.string()?)
}

/// Reads PEM in all strings; whether there was some. Where the root's members are nothing else, their names are those
/// of keys.
fn strings(document: &Document, root: Value<'_>, keys: &mut Keys) -> bool {
    let is_pem = |value: Value<'_>| value.kind() == JsonKind::String && pem::is_meant(value.source());
    let is_map = root.children().all(is_pem) && root.kind() == JsonKind::Object;
    let mut is_any = false;
    for value in document.values().filter(|value| is_pem(*value)) {
        let (known, said) = (keys.keys.len(), keys.problems.len());
        is_any |= pem::read(&value.string().unwrap_or_default(), keys);
        for key in keys.keys.iter_mut().skip(known) {
            key.span = value.span();
            key.kid = value.name().filter(|_| is_map).map(Into::into);
        }
        keys.problems.iter_mut().skip(said).for_each(|problem| problem.span = value.span());
        if keys.is_full() {
            break;
        }
    }
    keys.is_set |= is_any && is_map;
    is_any
}

fn add(value: Value<'_>, keys: &mut Keys) {
    match Jwk::of(value) {
        Some(jwk) => keys.add(key(jwk, value.span())),
        None => keys.fail(value.span(), JWK, "expected an object, but found another value"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Key, Keys, asn1, read};
    use super::*;
    use crate::text::base64url;

    /// RFC 7517 appendix A.1.
    const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;

    #[track_caller]
    fn only(text: &str) -> Key {
        let Keys { mut keys, problems, .. } = read(text);
        assert_eq!((keys.len(), problems.len()), (1, 0), "{text}\n{keys:?}\n{problems:?}");
        keys.pop().unwrap()
    }

    #[test]
    fn sets_and_what_is_around_keys() {
        for text in [
            format!(r#"{{"issuer":"x","keys":[{EC},{EC}]}}"#),
            format!("[{EC},{EC}]"),
            format!(r#"{{"jwks":{{"keys":[{EC},{EC}]}}}}"#),
        ] {
            let keys = read(&text);
            assert_eq!((keys.keys.len(), keys.problems.len(), keys.is_set), (2, 0, true), "{text}");
            assert_eq!(keys.keys[1].span.of(&text), EC, "{text}");
        }
        for text in [
            format!("\u{feff} {EC}\n"),
            format!("'{EC}'"),
            format!("\"{}\"", EC.replace('"', "\\\"")),
            format!(r#"{{"jwk":{EC}}}"#),
        ] {
            assert!(only(&text).faults.is_empty(), "{text}");
        }
        assert_eq!(only(&crate::text::base64url::encode(EC.as_bytes())).form, Form::Jwk);
    }

    #[test]
    fn certificates_by_kid_and_private_keys_of_services() {
        let pem = r"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEASmyuOjH4q3bPqsOwf61G4jBH5L2g9kWnCDOp/7IOHKg=\n-----END PUBLIC KEY-----\n";
        let keys = read(&format!(r#"{{"a":"{pem}","b":"{pem}"}}"#));
        assert_eq!(keys.keys.iter().map(|key| key.kid.as_deref()).collect::<Vec<_>>(), [Some("a"), Some("b")]);
        assert!(keys.is_set);
        assert_eq!(only(&format!(r#"{{"type":"service_account","private_key":"{pem}"}}"#)).kid, None);
    }

    #[test]
    fn what_is_no_key_is_said() {
        for (text, why) in [
            (
                r#"{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}"#,
                "expected keys, but found the discovery document, and nothing is fetched here; open its jwks_uri, \
                 \"https://a.example/keys\", and paste what it shows",
            ),
            (r#"{"keys":[]}"#, "expected a key in it, but found none"),
            (r#"{"keys":[1]}"#, "expected an object, but found another value"),
            ("{}", "expected the member \"kty\" of a key, or \"keys\" of a set, but found neither"),
            (
                r#"{"kty":"EC",}"#,
                "expected another member after the comma, but found \"}\" at line 1, column 13; JSON allows no comma \
                 at the end",
            ),
        ] {
            let keys = read(text);
            let found: Vec<&str> = keys.problems.iter().map(|problem| &problem.why[..]).collect();
            assert_eq!((keys.keys.len(), &found[..]), (0, &[why][..]), "{text}");
        }
    }

    #[test]
    fn keys_are_limited() {
        let keys = read(&format!("[{}{{}}]", r#"{"kty":"oct","k":"AA"},"#.repeat(super::super::MAX_KEYS)));
        assert_eq!((keys.keys.len(), keys.problems.len()), (super::super::MAX_KEYS, 1));
        assert_eq!(keys.problems[0].why, "expected at most 100 keys; the others are not read");
    }

    #[test]
    fn headers_bring_keys() {
        use crate::jose::token::{Origin, compact};
        use crate::text::span::Span;
        let header = format!(r#"{{"alg":"ES256","jwk":{EC},"x5c":["AAAA"]}}"#);
        let text = [&base64url::encode(header.as_bytes()), ".e30."].concat();
        let token = compact::read(text.clone(), Origin::verbatim(Span::new(0, text.len())), false);
        let keys = embedded(&token);
        assert_eq!((keys.keys[0].words().as_str(), keys.problems[0].why.as_str()), ("EC P-256", asn1::DAMAGED));
        assert_eq!(keys.keys[0].span.of(&header), EC);
    }
}
