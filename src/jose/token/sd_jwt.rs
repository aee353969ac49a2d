//! SD-JWT (RFC 9901): a signed token, beside it claims that its holder discloses, and perhaps a proof of the holder's
//! key.
//!
//! ```text
//! SD-JWT     = JWT "~" *( disclosure "~" ) [ key binding JWT ]          ; §4
//! disclosure = base64url( "[" salt "," [ name "," ] value "]" )         ; §4.2
//! ```
//!
//! The JSON serialization holds both in its unprotected header (§8). Digests of the SHA-2 family are computed: under
//! another one nothing is said of where a disclosure belongs. The key binding JWT is read as any token is; no signature
//! is checked.

use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::jose::token::{Flaw, FlawKind, Origin, Role, Segment, Site, Token, compact};
use crate::text::base64url;
use crate::text::json::{Document, JsonKind, Value};
use crate::text::span::Span;
use crate::text::utf8::{self, TextEncoding};

mod place;
pub mod soundness;

pub use place::DigestPlace;

/// The most disclosures that are read.
pub const MAX_DISCLOSURES: usize = 256;
/// The most values, of payload and disclosures together, among which digests are looked for.
pub const MAX_VALUES: usize = 20_000;
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
    /// Where it is in the token's text.
    pub span: Span,
    /// What it says.
    pub token: Token,
    /// What its `sd_hash` must be; `None` where that could not be computed.
    pub digest: Option<String>,
}

/// One disclosed claim or array item.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Where it is in the token's text.
    pub span: Span,
    /// What it is found by; empty under a hash that is not computed here.
    pub digest: String,
    /// The random text that keeps others from guessing the value.
    pub salt: Option<String>,
    /// The name of the claim; `None` for an item of an array.
    pub name: Option<String>,
    /// The source of the value; `None` where the form is another.
    pub value: Option<String>,
    /// Where the digest stands; `None` where it stands nowhere, or could not be looked for.
    pub place: Option<DigestPlace>,
    /// Whether it is of the form that it must have.
    pub is_sound: bool,
}

impl SdJwt {
    /// The value of the claim `name` where it is disclosed among the outermost claims, as JSON.
    pub fn disclosed(&self, name: &str) -> Option<Document> {
        let is_claim = |one: &&Disclosure| {
            let place =
                one.place.as_ref().filter(|place| place.pointer.is_empty() && !place.is_item && !place.is_taken);
            place.is_some() && one.name.as_deref() == Some(name)
        };
        self.disclosures.iter().find(is_claim)?.value.clone().map(Document::read)
    }
}

impl Disclosure {
    /// Reads one; its JSON, and what is wrong with its form.
    fn read(text: &str, span: Span, digest: impl Fn(&str) -> String) -> (Disclosure, Document, &'static str) {
        let decoded = base64url::decode(text);
        let utf8::Text { text: json, invalid, encoding } = utf8::decode(decoded.bytes);
        let document = Document::read(json);
        let mut read = Disclosure {
            span,
            digest: digest(text),
            salt: None,
            name: None,
            value: None,
            place: None,
            is_sound: false,
        };
        let mut fault = "expected an array of two or three";
        if let Some(root) = document.root().filter(|root| root.kind() == JsonKind::Array) {
            let mut items = root.children();
            let (salt, second, third) = (items.next(), items.next(), items.next());
            let (name, value) = if third.is_some() { (second, third) } else { (None, second) };
            if let (Some(salt), Some(value), None) = (salt, value, items.next()) {
                read.salt = salt.string().map(Into::into);
                read.name = name.and_then(Value::string).map(Into::into);
                read.value = Some(value.source().to_owned());
                let is_named = name.is_some() == read.name.is_some();
                fault = if is_named && read.salt.is_some() { "" } else { "salt and name must be strings" };
            }
        }
        if !invalid.is_empty() || encoding != TextEncoding::Utf8 || document.error().is_some() {
            fault = "it is not valid JSON";
        }
        if !decoded.flaws.is_empty() {
            fault = "it is not base64url";
        }
        read.is_sound = fault.is_empty();
        (read, document, fault)
    }
}

/// Reads `text`, which has a "~" behind a compact token and came from `origin`. `cut` says that an ellipsis stood at
/// its end.
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
    attach(&mut token, parts, binding, Span::new(0, last + 1).of(&text));
    token.text = text.into();
    token
}

/// Adds disclosures and a key binding JWT to a token, each with its place in the token's text. `presented` is the
/// compact form without the key binding JWT, which that one signs the digest of.
pub(super) fn attach(token: &mut Token, parts: Vec<(Span, String)>, binding: Option<(Span, String)>, presented: &str) {
    let mut is_cut = parts.len() > MAX_DISCLOSURES;
    // Under a hash that is not computed here, nothing is said of where a disclosure belongs.
    let named = token.claim("_sd_alg").map(|alg| alg.string().unwrap_or_default().into_owned());
    let hash = hash(named.as_deref());
    let (mut disclosures, mut documents) = (Vec::new(), Vec::new());
    let mut values = 0;
    for (span, text) in parts.into_iter().take(MAX_DISCLOSURES) {
        let (disclosure, document, fault) =
            Disclosure::read(&text, span, |text| hash.map(|digest| digest(text)).unwrap_or_default());
        if !fault.is_empty() {
            token.flaws.push(flaw(span, fault));
        }
        token.segments.push(Segment { role: Role::Disclosure, span, bytes: document.text().len() });
        values += document.values().count();
        disclosures.push(disclosure);
        documents.push(document);
    }
    // What was not read may be what a digest stands for.
    let hash = hash.filter(|_| !is_cut);
    let mut key_binding = None;
    if let Some((span, text)) = binding {
        token.segments.push(Segment { role: Role::KeyBinding, span, bytes: span.len() });
        let token = compact::read(text, Origin::default(), false);
        key_binding = Some(KeyBinding { span, token, digest: hash.map(|digest| digest(presented)) });
    }
    let mut placed = None;
    if let Some(payload) = token.payload.as_ref().and_then(|payload| payload.document())
        && hash.is_some()
        && payload.error().is_none()
    {
        if values + payload.values().count() > MAX_VALUES {
            is_cut = true;
        } else {
            placed = Some(place::place(payload, &documents, &mut disclosures));
        }
    }
    let withheld = placed.as_ref().map(|placed| placed.withheld);
    let place::Places { repeated, malformed, .. } = placed.unwrap_or_default();
    let flawed = |(site, what): (Site, &str)| Flaw { kind: FlawKind::Disclosure, site, detail: what.to_owned() };
    token.flaws.extend(malformed.into_iter().map(flawed));
    for one in &disclosures {
        if one.is_sound && one.place.as_ref().is_some_and(|place| place.is_item == one.name.is_some()) {
            token.flaws.push(flaw(one.span, "a claim has a name, and an array's item has none"));
        }
    }
    token.sd_jwt = Some(Box::new(SdJwt { disclosures, is_cut, withheld, repeated, key_binding }));
}

fn flaw(span: Span, detail: &str) -> Flaw {
    Flaw { kind: FlawKind::Disclosure, site: Site::Text(Role::Disclosure, span), detail: detail.to_owned() }
}

/// The digest that `_sd_alg` names, SHA-256 where it is absent (RFC 9901 §4.1.1); `None` for one that is not computed
/// here.
fn hash(name: Option<&str>) -> Option<fn(&str) -> String> {
    match name {
        None | Some("sha-256") => Some(digest::<Sha256>),
        Some("sha-384") => Some(digest::<Sha384>),
        Some("sha-512") => Some(digest::<Sha512>),
        Some(_) => None,
    }
}

/// The digest of a text, in base64url.
fn digest<H: Digest>(text: &str) -> String {
    base64url::encode(&H::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9901 §4.2.1 and §4.2.3.
    #[test]
    fn the_published_digest() {
        let text = base64url::encode(r#"["_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius"]"#.as_bytes());
        let (one, _, fault) = Disclosure::read(&text, Span::default(), digest::<Sha256>);
        assert_eq!((one.digest.as_str(), fault), ("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0", ""));
        assert_eq!(one.name.as_deref(), Some("family_name"));
        assert_eq!(one.salt.as_deref(), Some("_26bc4LT-ac6q2KI6cBW5es"));
        assert_eq!(one.value.as_deref(), Some("\"Möbius\""));
    }

    #[test]
    fn what_is_no_disclosure_is_told() {
        let fault =
            |json: &str| Disclosure::read(&base64url::encode(json.as_bytes()), Span::default(), digest::<Sha256>).2;
        assert_eq!(fault(r#"["s",1]"#), "");
        assert_eq!(fault(r#"["s"]"#), "expected an array of two or three");
        assert_eq!(fault(r#"["s","n",1,2]"#), "expected an array of two or three");
        assert_eq!(fault(r#"{"s":1}"#), "expected an array of two or three");
        assert_eq!(fault(r#"[1,"n",1]"#), "salt and name must be strings");
        assert_eq!(fault(r#"["s",2,1]"#), "salt and name must be strings");
        assert_eq!(fault(r#"["s","n"#), "it is not valid JSON");
        assert_eq!(Disclosure::read("WyJzIiwxXQ=", Span::default(), digest::<Sha256>).2, "it is not base64url");
    }
}
