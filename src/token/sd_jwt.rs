//! SD-JWT (RFC 9901): a signed token, beside it claims that its holder discloses, and perhaps a proof of the holder's key.
//!
//! ```text
//! SD-JWT     = JWT "~" *( disclosure "~" ) [ key binding JWT ]          ; §4
//! disclosure = base64url( "[" salt "," [ name "," ] value "]" )         ; §4.2
//! ```
//!
//! The JSON serialization holds both in its unprotected header (§8). No digest but SHA-256 is computed: under another one
//! nothing is said of where a disclosure belongs. The key binding JWT is read as any token is; no signature is checked.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::base64url;
use crate::json::{Document, Kind, Value};
use crate::span::Span;
use crate::token::{Flaw, FlawKind, Origin, Role, Segment, Site, Token, compact};
use crate::utf8::{self, Encoding};

mod place;

pub use place::Place;

/// The most disclosures that are read.
pub const MAX_DISCLOSURES: usize = 256;
/// The most values, of payload and disclosures together, among which digests are looked for.
pub const MAX_VALUES: usize = 100_000;
/// The hash of the digests where `_sd_alg` names none (RFC 9901 §4.1.1).
const SHA_256: &str = "sha-256";

/// What stands beside the signed token.
#[derive(Clone, Debug)]
pub struct SdJwt {
    /// In the order of the text.
    pub disclosures: Vec<Disclosure>,
    /// Whether a limit kept some from being read or compared.
    pub is_cut: bool,
    /// How many digests have no disclosure here; `None` where digests could not be compared.
    pub withheld: Option<usize>,
    /// Where a digest stands for the second time.
    pub repeated: Option<Site>,
    /// The proof of the holder's key.
    pub key_binding: Option<KeyBinding>,
}

/// The key binding JWT (RFC 9901 §4.3).
#[derive(Clone, Debug)]
pub struct KeyBinding {
    /// Where it stands in the token's text.
    pub span: Span,
    /// What it says.
    pub token: Token,
    /// What its `sd_hash` must be; `None` where that could not be computed.
    pub digest: Option<String>,
}

/// One disclosed claim or array item.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Where it stands in the token's text.
    pub span: Span,
    /// What it is found by.
    pub digest: String,
    /// Where that digest stands; `None` where it stands nowhere, or could not be looked for.
    pub place: Option<Place>,
    /// Whether it is of the form that it must have.
    pub is_sound: bool,
    document: Document,
}

impl Disclosure {
    /// The random text that keeps others from guessing the value.
    pub fn salt(&self) -> Option<Cow<'_, str>> {
        self.parts()?.0.string()
    }

    /// The name of the claim; `None` for an item of an array.
    pub fn name(&self) -> Option<Cow<'_, str>> {
        self.parts()?.1?.string()
    }

    /// The value; `None` where the form is another.
    pub fn value(&self) -> Option<Value<'_>> {
        Some(self.parts()?.2)
    }

    fn parts(&self) -> Option<(Value<'_>, Option<Value<'_>>, Value<'_>)> {
        let root = self.document.root().filter(|root| root.kind() == Kind::Array)?;
        let items: Vec<Value<'_>> = root.children().take(4).collect();
        match *items.as_slice() {
            [salt, value] => Some((salt, None, value)),
            [salt, name, value] => Some((salt, Some(name), value)),
            _ => None,
        }
    }

    /// Reads one; and what is wrong with its form.
    fn read(text: &str, span: Span) -> (Disclosure, Option<&'static str>) {
        let decoded = base64url::decode(text);
        let utf8::Text { text: json, invalid, encoding } = utf8::decode(decoded.bytes);
        let digest = digest(text);
        let mut read = Disclosure { span, digest, place: None, is_sound: false, document: Document::read(json) };
        let is_text = |value: Option<Value<'_>>| value.is_none_or(|value| value.kind() == Kind::String);
        let fault = if !decoded.flaws.is_empty() {
            Some("it is not base64url")
        } else if !invalid.is_empty() || encoding != Encoding::Utf8 || read.document.error().is_some() {
            Some("it is not valid JSON")
        } else {
            match read.parts() {
                None => Some("expected an array of two or three"),
                Some((salt, name, _)) if !is_text(Some(salt)) || !is_text(name) => Some("salt and name must be strings"),
                Some(_) => None,
            }
        };
        read.is_sound = fault.is_none();
        (read, fault)
    }
}

/// Reads `text`, which has a "~" behind a compact token and came from `origin`. `cut` says that an ellipsis stood at its end.
pub fn read(text: String, origin: Origin, cut: bool) -> Token {
    let (Some(first), Some(last)) = (text.find('~'), text.rfind('~')) else { return compact::read(text, origin, cut) };
    let mut token = compact::read(Span::new(0, first).of(&text).to_owned(), origin, cut);
    let mut parts = Vec::new();
    let mut at = first + 1;
    for part in Span::new(at, last).of(&text).split('~').take(MAX_DISCLOSURES + 1).filter(|_| first < last) {
        parts.push((Span::new(at, at + part.len()), part.to_owned()));
        at += part.len() + 1;
    }
    let end = Span::new(last + 1, text.len());
    let rest = end.of(&text);
    let is_bound = rest.contains('.');
    if !is_bound && !rest.is_empty() {
        parts.push((end, rest.to_owned()));
        if !cut {
            token.flaws.push(flaw(end, "expected \"~\" after the last disclosure"));
        }
    }
    let binding = is_bound.then(|| (end, rest.to_owned()));
    attach(&mut token, parts, binding, &|| Span::new(0, last + 1).of(&text).to_owned());
    token.text = text;
    token
}

/// Adds disclosures and a key binding JWT to a token, each with its place in the token's text. `presented` is the compact
/// form without the key binding JWT, which that one signs the digest of.
pub(super) fn attach(token: &mut Token, parts: Vec<(Span, String)>, binding: Option<(Span, String)>, presented: &dyn Fn() -> String) {
    let mut is_cut = parts.len() > MAX_DISCLOSURES;
    let mut disclosures = Vec::new();
    for (span, text) in parts.into_iter().take(MAX_DISCLOSURES) {
        let (disclosure, fault) = Disclosure::read(&text, span);
        token.flaws.extend(fault.map(|fault| flaw(span, fault)));
        token.segments.push(Segment { role: Role::Disclosure, span, bytes: disclosure.document.text().len() });
        disclosures.push(disclosure);
    }
    let is_sha_256 = token.claim("_sd_alg").is_none_or(|alg| alg.string().as_deref() == Some(SHA_256));
    let key_binding = binding.map(|(span, text)| {
        let token = compact::read(text, Origin::default(), false);
        KeyBinding { span, token, digest: is_sha_256.then(|| digest(&presented())) }
    });
    token.segments.extend(key_binding.iter().map(|binding| Segment {
        role: Role::KeyBinding,
        span: binding.span,
        bytes: binding.span.len(),
    }));
    let payload = token.payload.as_ref().and_then(|payload| payload.document());
    let payload = payload.filter(|document| is_sha_256 && document.error().is_none());
    let documents = payload.into_iter().chain(disclosures.iter().map(|one| &one.document));
    let is_big = documents.flat_map(Document::values).nth(MAX_VALUES).is_some();
    is_cut |= is_big;
    let payload = payload.filter(|_| !is_big);
    let (withheld, repeated) = payload.map(|payload| place::place(payload, &mut disclosures)).unwrap_or_default();
    for disclosure in &disclosures {
        let is_item = disclosure.place.as_ref().map(|place| place.is_item);
        if disclosure.is_sound && is_item.is_some_and(|is_item| is_item == disclosure.name().is_some()) {
            token.flaws.push(flaw(disclosure.span, "a claim has a name, and an array's item has none"));
        }
    }
    token.sd_jwt = Some(Box::new(SdJwt { disclosures, is_cut, withheld, repeated, key_binding }));
}

fn flaw(span: Span, detail: &str) -> Flaw {
    Flaw { kind: FlawKind::Disclosure, site: Site::Text(Role::Disclosure, span), detail: detail.to_owned() }
}

/// The SHA-256 of a text, in base64url.
fn digest(text: &str) -> String {
    base64url::encode(&Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9901 §4.2.1 and §4.2.3.
    #[test]
    fn the_published_digest() {
        let text = base64url::encode(r#"["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]"#.as_bytes());
        let (disclosure, fault) = Disclosure::read(&text, Span::default());
        assert_eq!((disclosure.digest.as_str(), fault), ("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0", None));
        assert_eq!(disclosure.name().as_deref(), Some("family_name"));
        assert_eq!(disclosure.salt().as_deref(), Some("_26bc4LT-ac6q2KI6cBW5es"));
        assert_eq!(disclosure.value().map(Value::source), Some("\"Möbius\""));
    }

    #[test]
    fn what_is_no_disclosure_is_told() {
        let fault = |json: &str| Disclosure::read(&base64url::encode(json.as_bytes()), Span::default()).1;
        assert_eq!(fault(r#"["s",1]"#), None);
        assert_eq!(fault(r#"["s"]"#), Some("expected an array of two or three"));
        assert_eq!(fault(r#"["s","n",1,2]"#), Some("expected an array of two or three"));
        assert_eq!(fault(r#"{"s":1}"#), Some("expected an array of two or three"));
        assert_eq!(fault(r#"[1,"n",1]"#), Some("salt and name must be strings"));
        assert_eq!(fault(r#"["s",2,1]"#), Some("salt and name must be strings"));
        assert_eq!(fault(r#"["s","n"#), Some("it is not valid JSON"));
        assert_eq!(Disclosure::read("WyJzIiwxXQ=", Span::default()).1, Some("it is not base64url"));
    }
}
