//! Every rule, with a text that fires it and one that nearly does: the same but for one detail.
//!
//! Of the finding the severity and the place are asserted: the segment, the JSON pointer, and the text that is pointed
//! at, in the decoded part and in the pasted text.

use std::collections::BTreeMap;

use jotglass::intake::MAX_TEXT;
use jotglass::judge::lint;
use jotglass::report::{Finding, Report, Role, Severity};

use crate::support::{NOW, SIGNATURE, encode, findings, ids, inspect, signed, slice, token};

mod algorithm;
mod audience;
mod certificates;
mod claims;
mod encoding;
mod encryption;
mod form;
mod header;
mod identity;
mod json;
mod keys;
mod kid;
mod other;
mod privilege;
mod profiles;
mod providers;
mod revocation;
mod sd_jwt;
mod sensitive;
mod signature;
mod size;
mod text_safety;
mod time;

use At::{Inside, Near, Segment, Whole};
use Role::{Header, Payload, Signature};
use Severity::{Error, Info, Warning};

/// Where a finding must point.
enum At {
    /// To the token, or to the text where there is none: these very characters.
    Whole(String),
    /// To these characters of a segment, as they were pasted.
    Segment(Role, String),
    /// To a value of a decoded part: its pointer and its source.
    Inside(Role, String, String),
    /// The same in a part that is not plain UTF-8, where the pasted characters are only near.
    Near(Role, String, String),
}

struct Row {
    id: &'static str,
    severity: Severity,
    at: At,
    fires: String,
    nearly: String,
}

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
const UNTYPED: &str = r#"{"alg":"HS256"}"#;
const UNSIGNED: &str = r#"{"alg":"none"}"#;
const GOOD: &str = r#"{"sub":"u1","iat":1795175940,"exp":1795176600}"#;
/// Its bytes are divisible by three, and in base64url it has an underscore.
const ALIGNED: &str = r#"{"sub":"u1??","iat":1795175940,"exp":1795176600}"#;
const JWE: &str = r#"{"alg":"dir","enc":"A128GCM"}"#;

/// A row for a header, under which the payload and the signature are good.
fn header(id: &'static str, severity: Severity, at: At, fires: &str, nearly: &str) -> Row {
    Row { id, severity, at, fires: token(fires, GOOD, &SIGNATURE), nearly: token(nearly, GOOD, &SIGNATURE) }
}

/// A row for a payload, under a good header and with a good signature.
fn payload(id: &'static str, severity: Severity, at: At, fires: impl AsRef<[u8]>, nearly: impl AsRef<[u8]>) -> Row {
    Row { id, severity, at, fires: signed(fires), nearly: signed(nearly) }
}

/// A row for a time claim, or another member, beside a good `sub`.
fn member(id: &'static str, severity: Severity, (pointer, source): (&str, &str), fires: &str, nearly: &str) -> Row {
    let claims = |members: &str| format!("{{\"sub\":\"u1\",{members}}}");
    payload(id, severity, inside(Payload, pointer, source), claims(fires), claims(nearly))
}

/// A row for texts as they are.
fn text(id: &'static str, severity: Severity, at: At, fires: impl Into<String>, nearly: impl Into<String>) -> Row {
    Row { id, severity, at, fires: fires.into(), nearly: nearly.into() }
}

fn inside(role: Role, pointer: &str, source: &str) -> At {
    Inside(role, pointer.to_owned(), source.to_owned())
}

fn near(pointer: &str, source: &str) -> At {
    Near(Payload, pointer.to_owned(), source.to_owned())
}

fn segment(role: Role, source: impl Into<String>) -> At {
    Segment(role, source.into())
}

/// A token of segments that are encoded already.
fn parts(payload: &str, signature: &str) -> String {
    format!("{}.{payload}.{signature}", encode(HEADER))
}

/// An encrypted token with parts of AES-GCM's sizes.
fn sealed(header: &str) -> String {
    format!("{}..{}.AA.{}", encode(header), encode([1; 12]), encode([2; 16]))
}

/// A flattened JSON serialization with more members.
fn flattened(more: &str) -> String {
    let (protected, payload, signature) = (encode(UNTYPED), encode(GOOD), encode(SIGNATURE));
    format!(r#"{{"protected":"{protected}","payload":"{payload}","signature":"{signature}"{more}}}"#)
}

/// Tokens inside each other.
fn nested(layers: usize) -> String {
    (1..layers).fold(signed(GOOD), |inner, _| token(r#"{"alg":"HS256","cty":"JWT"}"#, inner, &SIGNATURE))
}

/// An object that holds this many levels of arrays.
fn arrays(levels: usize) -> String {
    format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels))
}

fn rows() -> Vec<Row> {
    [
        algorithm::rows(),
        time::rows(),
        signature::rows(),
        keys::rows(),
        certificates::rows(),
        kid::rows(),
        header::rows(),
        encoding::rows(),
        json::rows(),
        form::rows(),
        encryption::rows(),
        profiles::rows(),
        providers::rows(),
        identity::rows(),
        audience::rows(),
        claims::rows(),
        privilege::rows(),
        revocation::rows(),
        sd_jwt::rows(),
        sensitive::rows(),
        text_safety::rows(),
        size::rows(),
        other::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn check(row: &Row) -> Result<(), String> {
    let input = shortened(&row.fires);
    let report = inspect(&row.fires);
    let found: Vec<&Finding> =
        findings(&report).filter(|finding| finding.id == row.id && finding.severity == row.severity).collect();
    let [finding] = found.as_slice() else {
        let all: Vec<_> = findings(&report).map(|finding| (finding.id, finding.severity)).collect();
        return Err(format!("expected it once as {:?}, but found {all:?} in {input}", row.severity));
    };
    check_place(&row.at, finding, &row.fires, &report).map_err(|why| format!("{why} in {input}"))?;
    let found = ids(&inspect(&row.nearly));
    if found.contains(&row.id) {
        return Err(format!("expected not to be raised, but found {found:?} in {}", shortened(&row.nearly)));
    }
    Ok(())
}

fn check_place(at: &At, finding: &Finding, input: &str, report: &Report) -> Result<(), String> {
    let place = &finding.place;
    let covered = slice(input, place.span).ok_or_else(|| format!("{:?} is no range of the text", place.span))?;
    let (role, pointer, expected) = match at {
        Whole(text) => (None, None, Some(text)),
        Segment(role, text) => (Some(*role), None, Some(text)),
        Inside(role, pointer, _) | Near(role, pointer, _) => (Some(*role), Some(pointer.clone()), None),
    };
    if (place.segment, &place.pointer) != (role, &pointer) {
        return Err(format!("expected {role:?} {pointer:?}, but found {:?} {:?}", place.segment, place.pointer));
    }
    if let Some(expected) = expected.filter(|expected| **expected != covered) {
        return Err(format!("expected the place {:?}, but found {:?}", shortened(expected), shortened(&covered)));
    }
    let (Inside(role, _, source) | Near(role, _, source)) = at else {
        return place.inner.map_or(Ok(()), |inner| Err(format!("expected no inner range, but found {inner:?}")));
    };
    let token = &report.tokens[0];
    let part = if *role == Header { &token.header } else { &token.payload };
    let text = &part.as_ref().unwrap().text;
    let inner = place.inner.and_then(|inner| slice(text, inner));
    if inner.as_ref() != Some(source) {
        return Err(format!("expected the source {source:?}, but found {inner:?}"));
    }
    if matches!(at, Inside(..)) { check_encoded(input, *role, place.span, source) } else { Ok(()) }
}

/// The pasted characters are the fewest whose bits hold the source.
fn check_encoded(input: &str, role: Role, (start, end): (usize, usize), source: &str) -> Result<(), String> {
    let index = usize::from(role == Payload);
    let segment = input.split('.').nth(index).unwrap();
    let offset = input.len() - input.splitn(index + 1, '.').last().unwrap().len();
    let (from, to) = (start - offset, end - offset);
    // Whole groups of four characters around the range decode by themselves.
    let group = &segment[from / 4 * 4..segment.len().min(to.div_ceil(4) * 4)];
    let bytes = jotglass::text::base64url::decode(group).bytes;
    let fewest = (source.len() * 4).div_ceil(3);
    if !String::from_utf8_lossy(&bytes).contains(source) || to - from > fewest + 1 {
        return Err(format!(
            "{:?} holds {:?}, not {source:?} alone",
            &segment[from..to],
            String::from_utf8_lossy(&bytes)
        ));
    }
    Ok(())
}

/// Every text here, with and without its finding; what is very long is left out.
pub fn texts() -> Vec<String> {
    const LONG: usize = 100_000;
    rows().into_iter().flat_map(|row| [row.fires, row.nearly]).filter(|text| text.len() < LONG).collect()
}

fn shortened(text: &str) -> String {
    if text.len() > 400 {
        format!("{}... ({} bytes)", text.chars().take(100).collect::<String>(), text.len())
    } else {
        text.to_owned()
    }
}

#[test]
fn every_rule_fires_where_it_should_and_not_where_it_nearly_should() {
    let complaints: Vec<String> =
        rows().iter().filter_map(|row| check(row).err().map(|why| format!("{}: {why}", row.id))).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_rule_has_a_row() {
    let mut counts: BTreeMap<&str, usize> =
        lint::rules().filter(|rule| !rule.is_about_keys()).map(|rule| (rule.id, 0)).collect();
    for row in rows() {
        *counts.get_mut(row.id).unwrap_or_else(|| panic!("{} is no rule", row.id)) += 1;
    }
    let without: Vec<&str> = counts.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    assert!(without.is_empty(), "no text fires, or nearly fires: {without:?}");
}

/// A good token raises nothing that is not folded away.
#[test]
fn a_good_token_is_quiet() {
    let claims = r#"{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176600,"jti":"7f9d3c1e2b4a49d8a1c0"}"#;
    let report = inspect(&signed(claims));
    assert!(findings(&report).all(|finding| finding.severity == Info), "{:?}", ids(&report));
    let person = r#"{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176600,"email":"a@b.example","email_verified":true,"name":"Zoë Ångström","picture":"https://x.example/p.png"}"#;
    let report = inspect(&signed(person));
    assert!(findings(&report).all(|finding| finding.severity == Info), "{:?}", ids(&report));
}
