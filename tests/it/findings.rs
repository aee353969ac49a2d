//! Every rule, with a text that fires it and one that nearly does: the same but for one detail.
//!
//! Of the finding the severity and the place are asserted: the segment, the JSON pointer, and the text that is pointed at,
//! in the decoded part and in the pasted text.

use std::collections::BTreeMap;

use jotglass::lint;
use jotglass::report::{Finding, Report, Role, Severity};
use jotglass::scan::MAX_TEXT;

use crate::support::{NOW, SIGNATURE, encode, findings, ids, inspect, signed, slice, token};

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

/// A row for a time, or another member, beside a good `sub`.
fn time(id: &'static str, severity: Severity, (pointer, source): (&str, &str), fires: &str, nearly: &str) -> Row {
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

fn algorithm_rows() -> Vec<Row> {
    let alg = |source| inside(Header, "/alg", source);
    let jwe = format!("{}..{}.AA.{}", encode(JWE), encode([1; 12]), encode([2; 16]));
    vec![
        header("alg-none", Error, alg("\"none\""), UNSIGNED, r#"{"alg":"None"}"#),
        header("alg-none-variant", Error, alg("\"nOnE\""), r#"{"alg":"nOnE"}"#, UNSIGNED),
        header("alg-none-variant", Error, alg(r#""n\u043ene""#), r#"{"alg":"n\u043ene"}"#, r#"{"alg":"n\u043ane"}"#),
        header("alg-missing", Error, segment(Header, encode(r#"{"typ":"JWT"}"#)), r#"{"typ":"JWT"}"#, HEADER),
        header("alg-not-string", Error, alg("256"), r#"{"alg":256}"#, r#"{"alg":"256"}"#),
        header("alg-not-string", Error, alg("null"), r#"{"alg":null}"#, r#"{"Alg":null}"#),
        header("alg-case", Error, alg("\"hs256\""), r#"{"alg":"hs256"}"#, UNTYPED),
        header("alg-unknown", Error, alg("\"HS257\""), r#"{"alg":"HS257"}"#, r#"{"alg":"hs256"}"#),
        text("alg-wrong-kind", Error, alg("\"dir\""), token(JWE, GOOD, &SIGNATURE), jwe),
    ]
}

fn time_rows() -> Vec<Row> {
    let exp = |source| ("/exp", source);
    let long = r#""iat":1795175940,"exp":1795179541"#;
    vec![
        time("exp-expired", Error, exp("1795176000"), r#""exp":1795176000"#, r#""exp":1795176001"#),
        time("nbf-future", Error, ("/nbf", "1795176061"), r#""nbf":1795176061"#, r#""nbf":1795176000"#),
        time("nbf-future", Info, ("/nbf", "1795176060"), r#""nbf":1795176060"#, r#""nbf":1795175999.9"#),
        time("time-order", Error, exp("1795175940"), r#""iat":1795175940,"exp":1795175940"#, r#""iat":1795175940,"exp":1795175941"#),
        time("time-order", Error, exp("1795176600"), r#""nbf":1795176601,"exp":1795176600"#, r#""nbf":1795176599,"exp":1795176600"#),
        time("time-type", Error, exp("\"1795176600\""), r#""exp":"1795176600""#, r#""exp":1795176600"#),
        time("time-type", Error, ("/iat", "null"), r#""iat":null"#, r#""iat_":null"#),
        time("time-milliseconds", Error, exp("1795176600000"), r#""exp":1795176600000"#, r#""exp":1795176600"#),
        time("time-huge", Warning, exp("1e400"), r#""exp":1e400"#, r#""exp":1e9"#),
        time("time-huge", Warning, exp("20000000000000"), r#""exp":20000000000000"#, r#""exp":253402300799"#),
        time("time-negative", Warning, ("/iat", "946684799"), r#""iat":946684799"#, r#""iat":946684800"#),
        time("iat-future", Warning, ("/iat", "1795176061"), r#""iat":1795176061"#, r#""iat":1795176060"#),
        payload("exp-missing", Warning, segment(Payload, encode(r#"{"sub":"u1"}"#)), r#"{"sub":"u1"}"#, GOOD),
        payload("exp-missing", Warning, segment(Payload, encode(r#"{"event":{}}"#)), r#"{"event":{}}"#, r#"{"events":{}}"#),
        time("lifetime-long", Warning, exp("1795179541"), long, r#""iat":1795175940,"exp":1795176840"#),
        time("lifetime-long", Info, exp("1795176841"), r#""iat":1795175940,"exp":1795176841"#, r#""iat":1795175940,"exp":1795176840"#),
        time("exp-soon", Info, exp("1795176059"), r#""exp":1795176059"#, r#""exp":1795176061"#),
        time("time-beyond-2038", Info, exp("2147483648"), r#""exp":2147483648"#, r#""exp":2147483647"#),
        time("time-fraction", Info, exp("1795176600.5"), r#""exp":1795176600.5"#, r#""exp":1795176600.0"#),
    ]
}

fn signature_rows() -> Vec<Row> {
    let good = encode(GOOD);
    let with = |header: &str, bytes: usize| token(header, GOOD, &SIGNATURE[..bytes]);
    vec![
        text("signature-empty", Error, segment(Signature, ""), with(HEADER, 0), with(HEADER, 32)),
        text("alg-none-with-signature", Error, segment(Signature, encode(SIGNATURE)), with(UNSIGNED, 32), with(UNSIGNED, 0)),
        text("sig-length", Error, segment(Signature, encode(&SIGNATURE[..31])), with(HEADER, 31), with(HEADER, 32)),
        text(
            "sig-placeholder",
            Warning,
            segment(Signature, "signature_here"),
            parts(&good, "signature_here"),
            parts(&good, "signatura_here"),
        ),
        text(
            "sig-placeholder",
            Warning,
            segment(Signature, encode([7; 32])),
            parts(&good, &encode([7; 32])),
            parts(&good, &encode(SIGNATURE)),
        ),
    ]
}

fn encoding_rows() -> Vec<Row> {
    let (good, aligned, signature) = (encode(GOOD), encode(ALIGNED), encode(SIGNATURE));
    let standard = aligned.replace('_', "/");
    assert!(aligned.contains('_') && aligned.len() % 4 == 0 && signature.ends_with('w'));
    let noncanonical = format!("{}x", signature.trim_end_matches('w'));
    let whole = parts(&good, &signature);
    let cut = format!("{}...", &whole[..whole.len() - 8]);
    let with_payload = |payload: &str| parts(payload, &signature);
    vec![
        text("segment-count", Error, Whole(format!("{}.{good}", encode(HEADER))), format!("{}.{good}", encode(HEADER)), parts(&good, "")),
        text("segment-count", Error, Whole(format!("{whole}.AAAA")), format!("{whole}.AAAA"), format!("{whole}AAAA")),
        text("segment-count", Error, Whole("a.b.c.d.e.f".to_owned()), "a.b.c.d.e.f", "a.b.c"),
        text("token-truncated", Warning, Whole(cut.clone()), cut, &whole[..whole.len() - 8]),
        payload("token-truncated", Warning, inside(Payload, "", ""), &GOOD[..20], GOOD),
        text("token-wrapped", Info, Whole(whole.clone()), format!("Bearer {whole}"), whole.clone()),
        text("b64-illegal-char", Error, segment(Payload, "?"), with_payload(&format!("{good}?")), with_payload(&good)),
        text("b64-standard-alphabet", Error, segment(Payload, "/"), with_payload(&standard), with_payload(&aligned)),
        text("b64-padding", Error, segment(Payload, "="), with_payload(&format!("{good}=")), with_payload(&good)),
        text("b64-length", Error, segment(Payload, "A"), with_payload(&format!("{aligned}A")), with_payload(&aligned)),
        text("b64-noncanonical", Warning, segment(Signature, "x"), parts(&good, &noncanonical), whole),
        payload("utf8-invalid", Error, near("", "\u{fffd}"), b"{\"sub\":\"\xFF\"}", "{\"sub\":\"\u{ff}\"}"),
        payload("json-not-utf8", Error, near("", GOOD), GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), GOOD),
        payload("json-bom", Error, near("", ""), format!("\u{feff}{GOOD}"), GOOD),
    ]
}

fn json_rows() -> Vec<Row> {
    let in_payload = |pointer: &str, source: &str| inside(Payload, pointer, source);
    vec![
        payload("json-invalid", Error, in_payload("", "}"), r#"{"sub":"x",}"#, r#"{"sub":"x"}"#),
        text("json-invalid", Error, inside(Header, "", "'"), token("{'alg':1}", GOOD, &SIGNATURE), token(UNTYPED, GOOD, &SIGNATURE)),
        payload("json-trailing-data", Error, in_payload("", "{"), r#"{"sub":"x"}{}"#, r#"{"sub":"x"} "#),
        payload("json-not-object", Error, in_payload("", r#"["a"]"#), r#"["a"]"#, r#"{"a":[]}"#),
        text(
            "json-not-object",
            Info,
            in_payload("", r#"["a"]"#),
            token(UNTYPED, r#"["a"]"#, &SIGNATURE),
            token(UNTYPED, r#"{"a":[]}"#, &SIGNATURE),
        ),
        payload("json-duplicate-member", Error, in_payload("/role", "\"role\""), r#"{"role":1,"role":2}"#, r#"{"role":1,"Role":2}"#),
        payload(
            "json-duplicate-member",
            Error,
            in_payload("/a/role", r#""r\u006fle""#),
            r#"{"a":{"role":1,"r\u006fle":2}}"#,
            r#"{"a":{"role":1},"r\u006fle":2}"#,
        ),
        payload("json-lone-surrogate", Warning, in_payload("/s", r#""\ud83d""#), r#"{"s":"\ud83d"}"#, r#"{"s":"\ud83d\ude00"}"#),
        payload(
            "json-number-range",
            Warning,
            in_payload("/id", "9007199254740992"),
            r#"{"id":9007199254740992}"#,
            r#"{"id":9007199254740991}"#,
        ),
        payload("json-deep", Warning, in_payload(&format!("/a{}", "/0".repeat(31)), "[]"), arrays(32), arrays(31)),
        payload("json-deep", Error, in_payload("", "["), arrays(128).replacen("{\"a\"", "{\"b\"", 1), arrays(31)),
        payload("json-prototype-key", Warning, in_payload("/__proto__", "\"__proto__\""), r#"{"__proto__":1}"#, r#"{"__prot0__":1}"#),
        payload("json-whitespace", Info, in_payload("", " "), r#"{"sub": "x"}"#, r#"{"sub":" x"}"#),
    ]
}

fn form_rows() -> Vec<Row> {
    let other = encode(r#"{"sub":"admin"}"#);
    let polyglot = flattened(&format!(r#","x":".{other}.""#));
    let compact = token(UNTYPED, GOOD, &SIGNATURE);
    let inner = signed(GOOD);
    let twice = encode(GOOD);
    let jwe = format!("{}..{}.AA.{}", encode(JWE), encode([1; 12]), encode([2; 16]));
    let overlap = flattened(r#","header":{"alg":"HS256"}"#);
    vec![
        text("jws-json-serialization", Warning, Whole(flattened("")), flattened(""), compact),
        text("polyglot-token", Error, Whole(polyglot.clone()), polyglot, flattened(&format!(r#","x":".{}.""#, encode(GOOD)))),
        text(
            "header-unprotected",
            Warning,
            segment(Header, r#"{"kid":"x"}"#),
            flattened(r#","header":{"kid":"x"}"#),
            flattened(r#","header":{}"#),
        ),
        text("header-overlap", Error, segment(Header, r#"{"alg":"HS256"}"#), overlap, flattened(r#","header":{"kid":"x"}"#)),
        text("detached-payload", Info, segment(Payload, ""), parts("", &encode(SIGNATURE)), parts("AA", &encode(SIGNATURE))),
        text("nested-token", Info, Whole(signed(&inner)), signed(&inner), signed(&inner[..inner.len() - 44])),
        text("nested-cty-missing", Warning, Whole(signed(&inner)), signed(&inner), nested(2)),
        text("nested-deep", Warning, Whole(nested(4)), nested(4), nested(3)),
        payload("double-encoded", Error, inside(Payload, "", &twice), &twice, GOOD),
        text("jwe-opaque", Info, Whole(jwe.clone()), jwe.clone(), jwe.replacen("..", ".", 1)),
    ]
}

fn other_rows() -> Vec<Row> {
    let live = signed(GOOD);
    let hex = "9f86d081884c7d65";
    vec![
        text("live-token", Info, Whole(live.clone()), live.clone(), signed(GOOD.replace("1795176600", &NOW.to_string()))),
        text("not-a-token", Error, Whole("hello".to_owned()), "hello", live),
        text("opaque-token", Info, Whole(hex.to_owned()), hex, &hex[..15]),
        text("size-limit", Error, Whole(".".repeat(MAX_TEXT + 1)), ".".repeat(MAX_TEXT + 1), ".".repeat(MAX_TEXT)),
    ]
}

fn rows() -> Vec<Row> {
    [algorithm_rows(), time_rows(), signature_rows(), encoding_rows(), json_rows(), form_rows(), other_rows()]
        .into_iter()
        .flatten()
        .collect()
}

fn check(row: &Row) -> Result<(), String> {
    let input = shortened(&row.fires);
    let report = inspect(&row.fires);
    let found: Vec<&Finding> = findings(&report).filter(|finding| finding.id == row.id && finding.severity == row.severity).collect();
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
    let bytes = jotglass::base64url::decode(group).bytes;
    let fewest = (source.len() * 4).div_ceil(3);
    if !String::from_utf8_lossy(&bytes).contains(source) || to - from > fewest + 1 {
        return Err(format!("{:?} holds {:?}, not {source:?} alone", &segment[from..to], String::from_utf8_lossy(&bytes)));
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    if text.len() > 400 { format!("{}... ({} bytes)", text.chars().take(100).collect::<String>(), text.len()) } else { text.to_owned() }
}

#[test]
fn every_rule_fires_where_it_should_and_not_where_it_nearly_should() {
    let complaints: Vec<String> = rows().iter().filter_map(|row| check(row).err().map(|why| format!("{}: {why}", row.id))).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_rule_has_a_row() {
    let mut counts: BTreeMap<&str, usize> = lint::rules().map(|rule| (rule.id, 0)).collect();
    for row in rows() {
        *counts.get_mut(row.id).unwrap_or_else(|| panic!("{} is no rule", row.id)) += 1;
    }
    let without: Vec<&str> = counts.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    assert!(without.is_empty(), "no text fires, or nearly fires: {without:?}");
}

/// A good token raises nothing that is not folded away.
#[test]
fn a_good_token_is_quiet() {
    let claims =
        r#"{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176600,"jti":"7f9d3c1e2b4a49d8a1c0"}"#;
    assert_eq!(ids(&inspect(&signed(claims))), ["live-token"]);
}
