//! SD-JWT: every disclosure is a part of the text, found by the digest that its text has, at a place that is there.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jotglass::jose::token::sd_jwt::{MAX_DISCLOSURES, read, soundness};
use jotglass::jose::token::{Origin, Role, Token};
use jotglass::text::span::Span;
use sha2::{Digest, Sha256};

use crate::weave::woven;

/// What stands between the tildes is what is read, and nothing else.
pub fn holds(data: &[u8]) {
    let text = woven(data);
    for cut in [false, true] {
        let token = read(text.clone(), Origin::verbatim(Span::new(0, text.len())), cut);
        assert_eq!(*token.text, *text);
        for segment in &token.segments {
            assert!(text.get(segment.span.start..segment.span.end).is_some(), "{segment:?}");
        }
        match &token.sd_jwt {
            None => assert!(!text.contains('~')),
            Some(_) => disclosures(&token, &text),
        }
        let _ = (soundness::faults(&token), soundness::doubt(&token), soundness::binding_faults(&token));
    }
}

fn disclosures(token: &Token, text: &str) {
    let sd_jwt = token.sd_jwt.as_ref().expect("an SD-JWT");
    // What follows the last tilde is a key binding JWT where it has a dot, and else a disclosure that lacks its tilde.
    let (_, after) = text.split_once('~').expect("a tilde");
    let (inner, last) = after.rsplit_once('~').map_or((None, after), |(inner, last)| (Some(inner), last));
    let mut parts: Vec<&str> = inner.map(|inner| inner.split('~').collect()).unwrap_or_default();
    assert_eq!(sd_jwt.key_binding.is_some(), last.contains('.'));
    if !last.contains('.') && !last.is_empty() {
        parts.push(last);
    }
    assert!(sd_jwt.is_cut || parts.len() <= MAX_DISCLOSURES);
    let found: Vec<&str> = sd_jwt.disclosures.iter().map(|one| one.span.of(text)).collect();
    assert_eq!(found, parts[..parts.len().min(MAX_DISCLOSURES)]);
    let hash = token.claim("_sd_alg").map(|alg| alg.string().unwrap_or_default().into_owned());
    for one in &sd_jwt.disclosures {
        if matches!(hash.as_deref(), None | Some("sha-256")) {
            assert_eq!(one.digest, URL_SAFE_NO_PAD.encode(Sha256::digest(one.span.of(text))));
        }
        if one.place.is_some() {
            // It stands in the payload, or in another disclosure.
            let is_there = |source: &str| source.contains(&one.digest) || source.contains('\\');
            let payload = token.payload_text().is_some_and(is_there);
            assert!(payload || sd_jwt.disclosures.iter().any(|other| other.value.as_deref().is_some_and(is_there)));
        }
    }
    let segments = token.segments.iter().filter(|segment| segment.role == Role::Disclosure).count();
    assert_eq!(segments, sd_jwt.disclosures.len());
}
