//! Inputs made to exhaust a reader: each is answered, and rightly, with every finding at a place inside the text, and
//! no more of them than somebody can read. What they cost is measured elsewhere.

use jotglass::intake::{MAX_TEXT, MAX_TOKENS};
use jotglass::report::{Outcome, Report, Severity};

use crate::support::{SIGNATURE, encode, findings, ids, ids_of, inspect, only, signed, token};

const GOOD: &str = r#"{"sub":"u1","iat":1795175940,"exp":1795176600}"#;
const LARGE: usize = 2_000_000;

/// The findings of one text at most, and the length of what is said of one, in bytes.
const MAX_FINDINGS: usize = 100;
const MAX_DETAIL: usize = 1_000;

#[track_caller]
fn check(text: &str, outcome: Outcome, errors: &[&str]) {
    let report = bounded(text);
    assert_eq!((report.outcome, ids_of(&report, Severity::Error).as_slice()), (outcome, errors));
}

/// The report on a text, whose findings are few, short, and at places inside the text.
#[track_caller]
fn bounded(text: &str) -> Report {
    let report = inspect(text);
    let length = text.encode_utf16().count();
    assert!(findings(&report).count() < MAX_FINDINGS * report.tokens.len().max(1), "{:?}", ids(&report));
    for finding in findings(&report) {
        let (start, end) = finding.place.span;
        assert!(start <= end && end <= length, "{} at {start} to {end} of {length}", finding.id);
        let said = finding.detail.as_ref().map_or(0, String::len);
        assert!(said < MAX_DETAIL, "{}: a sentence of {said} bytes", finding.id);
    }
    report
}

/// Printable garbage, the same in every run.
fn garbage(length: usize) -> String {
    let mut seed = 1_u32;
    let next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b' ' + (seed >> 24) as u8 % 95)
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn a_text_beyond_the_limit_is_not_read() {
    check(&".".repeat(MAX_TEXT + 1), Outcome::Rejected, &["size-limit"]);
    check(&format!("{} {}", signed(GOOD), " ".repeat(MAX_TEXT)), Outcome::Rejected, &["size-limit"]);
}

#[test]
fn a_text_of_dots_is_no_token() {
    check(&".".repeat(MAX_TEXT), Outcome::Rejected, &["segment-count", "not-a-token"]);
    // Three dots and more are an ellipsis.
    check(&format!("{}{}", encode(r#"{"alg":"HS256"}"#), ".".repeat(LARGE)), Outcome::Partial, &["segment-count"]);
    check(
        &format!("{}{}", encode(r#"{"alg":"HS256"}"#), ".e30".repeat(LARGE / 4)),
        Outcome::Partial,
        &["sig-length", "segment-count"],
    );
}

#[test]
fn garbage_is_no_token() {
    check(&garbage(LARGE), Outcome::Rejected, &["not-a-token"]);
    check(&"é".repeat(LARGE / 2), Outcome::Rejected, &["not-a-token"]);
    check(&"ey".repeat(LARGE / 2), Outcome::Rejected, &["not-a-token"]);
    check(&"hey.".repeat(LARGE / 4), Outcome::Rejected, &["segment-count", "not-a-token"]);
    // Each part decodes to a brace, so it may have been one.
    check(&"ey.".repeat(LARGE / 3), Outcome::Partial, &["segment-count", "json-invalid", "json-invalid"]);
    check(&"eyJ9 ".repeat(LARGE / 5), Outcome::Partial, &["segment-count", "json-invalid"]);
    check(&"\"".repeat(LARGE), Outcome::Rejected, &["not-a-token"]);
    check(&"{".repeat(LARGE), Outcome::Rejected, &["not-a-token"]);
    check(&"%2E".repeat(LARGE / 3), Outcome::Rejected, &["not-a-token"]);
    check(&"\n ".repeat(LARGE / 2), Outcome::Rejected, &["not-a-token"]);
}

#[test]
fn tokens_are_counted() {
    let report = bounded(&format!("{} ", signed(GOOD)).repeat(1_000));
    assert_eq!((report.outcome, report.tokens.len()), (Outcome::Decoded, MAX_TOKENS));
    assert_eq!(report.findings.iter().map(|finding| finding.id).collect::<Vec<_>>(), ["size-limit", "multi-token"]);
}

/// Hundreds of thousands of `=` after something that begins like a token, with and without the dot that they wait for.
#[test]
fn padding_without_end_ends() {
    let padded = |end: &str| format!("see eyJ9{}{end}", "=".repeat(200_000));
    check(&padded(""), Outcome::Rejected, &["not-a-token"]);
    check(&padded(".e30."), Outcome::Partial, &["signature-empty", "b64-padding", "json-invalid"]);
}

#[test]
fn nesting_is_cut_at_the_limit() {
    for nested in
        ["[".repeat(100_000), format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), r#"{"a":"#.repeat(100_000)]
    {
        check(
            &signed(&nested),
            Outcome::Partial,
            if nested.starts_with('[') { &["json-not-object", "json-deep"] } else { &["json-deep"] },
        );
    }
    let report = bounded(&token(&r#"{"alg":"#.repeat(100_000), GOOD, &SIGNATURE));
    assert_eq!(report.outcome, Outcome::Partial);
    assert!(ids(&report).contains(&"json-deep"), "{:?}", ids(&report));
}

#[test]
fn characters_that_act_are_text() {
    let acting = "\0\u{1b}[31m\u{202e}\u{200b}\u{feff}\u{2028}</script><img src=x onerror=alert(1)>";
    let escaped = acting.replace('\0', "\\u0000").replace('\u{1b}', "\\u001b");
    let report = bounded(&signed(format!("{{\"sub\":\"{escaped}\",\"exp\":1795176600}}")));
    assert_eq!(report.outcome, Outcome::Decoded);
    let payload = only(&report).payload.as_ref().unwrap();
    assert!(payload.text.contains(&escaped), "the payload is shown as it stands");
    // Raw, a control character is no JSON; what surrounds it is still shown.
    let report = bounded(&signed(format!("{{\"sub\":\"{acting}\"}}")));
    assert_eq!(report.outcome, Outcome::Partial);
    assert!(only(&report).payload.as_ref().unwrap().text.contains(acting));
    check("\0", Outcome::Rejected, &["not-a-token"]);
    check(acting, Outcome::Rejected, &["not-a-token"]);
}

#[test]
fn a_token_of_megabytes_is_decoded() {
    let report = bounded(&signed(format!("{{\"x\":\"{}\",\"exp\":1795176600}}", "A".repeat(1_048_576))));
    assert_eq!((report.outcome, ids_of(&report, Severity::Error)), (Outcome::Decoded, vec!["size-header"]));
    assert_eq!(only(&report).payload.as_ref().unwrap().text.len(), 1_048_576 + 25);
}

#[test]
fn members_without_end_are_read() {
    let many = |member: &dyn Fn(usize) -> String| {
        let members: Vec<String> = (0..100_000).map(member).collect();
        bounded(&signed(format!("{{{}}}", members.join(","))))
    };
    let distinct = many(&|index| format!("\"{index}\":{index}"));
    assert_eq!((distinct.outcome, only(&distinct).claims.len()), (Outcome::Decoded, 100_000));
    let same = many(&|_| "\"exp\":1e400".to_owned());
    let errors = ids_of(&same, Severity::Error);
    assert_eq!((same.outcome, errors.last()), (Outcome::Decoded, Some(&"size-header")));
    assert!(
        errors.len() > 1 && errors[..errors.len() - 1].iter().all(|id| *id == "json-duplicate-member"),
        "{errors:?}"
    );
}

/// The first findings of a rule are listed, the last of them tells how many more there are, and none is asked where it
/// stands.
#[test]
fn findings_without_end_are_counted() {
    let members = vec![r#""email":1"#; 1_000].join(",");
    let report = inspect(&signed(format!("{{{members}}}")));
    let of_rule = |id: &str| {
        report.tokens[0].findings.iter().filter(|finding| finding.id == id).map(|finding| finding.more).collect()
    };
    let found: Vec<usize> = of_rule("claim-type");
    assert_eq!(found, [vec![0; 15], vec![984]].concat());
}

/// A name may be as long as the text, and much may be found under it: each place would repeat it.
#[test]
fn a_place_under_a_long_name_is_short() {
    let payload = format!(r#"{{"{}":[{}],"b":1}}"#, "n".repeat(100_000), [r#"{"password":"hunter2"}"#; 8].join(","));
    let report = inspect(&signed(&payload));
    let pointers: Vec<_> =
        report.tokens[0].findings.iter().filter_map(|finding| finding.place.pointer.as_deref()).collect();
    assert!(pointers.contains(&"/…"), "{pointers:?}");
    assert!(pointers.iter().all(|pointer| pointer.len() <= 4_096));
}

/// Names of an unprotected header are looked up in the protected one: both may be long.
#[test]
fn two_long_headers_are_compared() {
    let names = |prefix: &str| (0..2_000).map(|index| format!("\"{prefix}{index}\":1")).collect::<Vec<_>>().join(",");
    let protected = encode(format!("{{\"alg\":\"HS256\",{}}}", names("a")));
    let (payload, signature) = (encode(GOOD), encode(SIGNATURE));
    let report = bounded(&format!(
        r#"{{"protected":"{protected}","header":{{{}}},"payload":"{payload}","signature":"{signature}"}}"#,
        names("c")
    ));
    assert_eq!(ids_of(&report, Severity::Error), [""; 0]);
    let named = ids(&report).iter().filter(|id| **id == "header-unprotected").count();
    assert_eq!(named, 1);
}
