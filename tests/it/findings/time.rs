//! The time claims.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let exp = |source| ("/exp", source);
    let long = r#""iat":1795175940,"exp":1795181341"#;
    vec![
        member("exp-expired", Error, exp("1795176000"), r#""exp":1795176000"#, r#""exp":1795176001"#),
        member("exp-expired", Error, exp("-1e400"), r#""exp":-1e400"#, r#""exp":1e400"#),
        member("nbf-future", Error, ("/nbf", "1e400"), r#""nbf":1e400"#, r#""nbf":-1e400"#),
        member("time-negative", Warning, ("/iat", "-1e400"), r#""iat":-1e400"#, r#""iat":1e400"#),
        member("nbf-future", Error, ("/nbf", "1795176061"), r#""nbf":1795176061"#, r#""nbf":1795176000"#),
        member("nbf-future", Info, ("/nbf", "1795176060"), r#""nbf":1795176060"#, r#""nbf":1795175999.9"#),
        member(
            "time-order",
            Error,
            exp("1795175940"),
            r#""iat":1795175940,"exp":1795175940"#,
            r#""iat":1795175940,"exp":1795175941"#,
        ),
        member(
            "time-order",
            Error,
            exp("1795176600"),
            r#""nbf":1795176601,"exp":1795176600"#,
            r#""nbf":1795176599,"exp":1795176600"#,
        ),
        member("time-type", Error, exp("\"1795176600\""), r#""exp":"1795176600""#, r#""exp":1795176600"#),
        member("time-type", Error, ("/iat", "null"), r#""iat":null"#, r#""iat_":null"#),
        member(
            "time-type",
            Info,
            ("/updated_at", "\"2026-11-20\""),
            r#""updated_at":"2026-11-20""#,
            r#""updated_at":1795175940"#,
        ),
        member("time-milliseconds", Error, exp("1795176600000"), r#""exp":1795176600000"#, r#""exp":1795176600"#),
        member("time-milliseconds", Error, exp("253402214399"), r#""exp":253402214399"#, r#""exp":253402214400"#),
        member("time-milliseconds", Error, exp("253402300801"), r#""exp":253402300801"#, r#""exp":253402300800"#),
        member("time-milliseconds", Error, exp("253402300799000"), r#""exp":253402300799000"#, r#""exp":253402300799"#),
        member("time-huge", Warning, exp("20000000000001"), r#""exp":20000000000001"#, r#""exp":253402300800"#),
        member("time-huge", Warning, exp("1e400"), r#""exp":1e400"#, r#""exp":1e9"#),
        member("time-huge", Warning, exp("20000000000000"), r#""exp":20000000000000"#, r#""exp":253402300799"#),
        member("time-negative", Warning, ("/iat", "946684799"), r#""iat":946684799"#, r#""iat":946684800"#),
        member("iat-future", Warning, ("/iat", "1795176061"), r#""iat":1795176061"#, r#""iat":1795176060"#),
        payload("exp-missing", Warning, segment(Payload, encode(r#"{"sub":"u1"}"#)), r#"{"sub":"u1"}"#, GOOD),
        payload(
            "exp-missing",
            Warning,
            segment(Payload, encode(r#"{"event":{}}"#)),
            r#"{"event":{}}"#,
            r#"{"events":{}}"#,
        ),
        member("lifetime-long", Warning, exp("1795181341"), long, r#""iat":1795175940,"exp":1795176840"#),
        member(
            "lifetime-long",
            Info,
            exp("1795176841"),
            r#""iat":1795175940,"exp":1795176841"#,
            r#""iat":1795175940,"exp":1795176840"#,
        ),
        member(
            "time-type",
            Info,
            ("/updated_at", "\"2026-11-20\""),
            r#""updated_at":"2026-11-20""#,
            r#""updated_at":1795176000"#,
        ),
        member("lifetime-long", Info, exp("253402300799"), r#""exp":253402300799"#, r#""exp":253402300801"#),
        member(
            "auth-time-order",
            Warning,
            ("/auth_time", "1795176001"),
            r#""iat":1795175940,"auth_time":1795176001"#,
            r#""iat":1795175940,"auth_time":1795176000"#,
        ),
        member("token-stale", Info, ("/iat", "1795089600"), r#""iat":1795089600"#, r#""iat":1795089601"#),
        member(
            "token-stale",
            Info,
            ("/iat", "1795089599"),
            r#""iat":1795089599"#,
            r#""iat":1795089599,"exp":1795176600"#,
        ),
        member(
            "lifetime-unknown",
            Info,
            exp("1795176600"),
            r#""exp":1795176600"#,
            r#""exp":1795176600,"iat":1795175940"#,
        ),
        member("exp-soon", Info, exp("1795176059"), r#""exp":1795176059"#, r#""exp":1795176061"#),
        member("time-beyond-2038", Info, exp("2147483648"), r#""exp":2147483648"#, r#""exp":2147483647"#),
        member("time-fraction", Info, exp("1795176600.5"), r#""exp":1795176600.5"#, r#""exp":1795176600.0"#),
    ]
}

/// The last day of the calendar is how databases and .NET write "never": worth knowing, and not wrong.
#[test]
fn never_written_as_a_date_is_quiet() {
    for exp in ["253402214400", "253402300799", "253402300799.999", "253402300800", "2.53402300799e11"] {
        let report = inspect(&signed(format!(
            r#"{{"iss":"https://issuer.example","sub":"u1","aud":"api","iat":1795175940,"exp":{exp}}}"#
        )));
        assert!(findings(&report).all(|finding| finding.severity == Info), "{exp}: {:?}", ids(&report));
        assert!(report.verdict.sentence.starts_with("Never expires in practice"), "{exp}: {}", report.verdict.sentence);
        assert!(!report.verdict.summary.contains("It lives"), "{exp}: {}", report.verdict.summary);
    }
}

/// What the largest numbers of programming languages say is "never" too, and no date in a smaller unit.
#[test]
fn the_last_moments_of_clocks_mean_never() {
    for exp in [i64::MAX, i64::MAX / 1_000, 9_007_199_254_740_991, 8_640_000_000_000] {
        let report = inspect(&signed(format!(r#"{{"sub":"u1","exp":{exp}}}"#)));
        assert!(report.verdict.sentence.starts_with("Never expires in practice"), "{exp}: {}", report.verdict.sentence);
        assert!(!ids(&report).contains(&"time-milliseconds"), "{exp}");
    }
}

/// Times in words are no numbers, whatever digits and dots they have.
#[test]
fn times_in_words_are_survived() {
    for text in [
        "17.nov.2026",
        "-1.;",
        "abc",
        "-",
        "1e",
        "2026-11-17T12:00:05.9Z",
        "Tuesday, 17-Nov-26 12:00:05 GMT",
        "9223372036854775808",
    ] {
        let report = inspect(&signed(format!(r#"{{"sub":"u1","exp":"{text}"}}"#)));
        let finding = findings(&report).find(|finding| finding.id == "time-type").unwrap();
        assert!(
            !finding.detail.as_deref().unwrap_or_default().contains("without the quotes"),
            "{text}: {:?}",
            finding.detail
        );
    }
    let report = inspect(&signed(r#"{"exp":"1795176600"}"#));
    let detail = findings(&report).find(|finding| finding.id == "time-type").unwrap().detail.clone();
    let expected =
        "expected a number for exp, but found \"1795176600\"; without the quotes it would be 20 Nov 2026, 12:10:00 UTC";
    assert_eq!(detail.as_deref(), Some(expected));
}

/// A number that fits no clock lies before or after it all the same.
#[test]
fn numbers_beyond_every_clock_have_a_side() {
    for (claims, expected) in [
        (r#"{"exp":-1e400}"#, "Expired before every clock"),
        (r#"{"exp":1795176600,"nbf":1e400}"#, "Not valid yet: its start is beyond every clock"),
        (r#"{"exp":1e400}"#, "Its expiry (exp) is beyond every clock"),
    ] {
        assert_eq!(inspect(&signed(claims)).verdict.sentence, expected, "{claims}");
    }
}
