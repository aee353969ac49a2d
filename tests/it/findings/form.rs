//! The form of the token.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let other = encode(r#"{"sub":"admin"}"#);
    let polyglot = flattened(&format!(r#","x":".{other}.""#));
    let compact = token(UNTYPED, GOOD, &SIGNATURE);
    let inner = signed(GOOD);
    let twice = encode(GOOD);
    let jwe = format!("{}..{}.AA.{}", encode(JWE), encode([1; 12]), encode([2; 16]));
    let overlap = flattened(r#","header":{"alg":"HS256"}"#);
    vec![
        text("jws-json-serialization", Warning, Whole(flattened("")), flattened(""), compact),
        text(
            "polyglot-token",
            Error,
            Whole(polyglot.clone()),
            polyglot,
            flattened(&format!(r#","x":".{}.""#, encode(GOOD))),
        ),
        text(
            "header-unprotected",
            Warning,
            segment(Header, r#"{"kid":"x"}"#),
            flattened(r#","header":{"kid":"x"}"#),
            flattened(r#","header":{}"#),
        ),
        text(
            "header-overlap",
            Error,
            segment(Header, r#"{"alg":"HS256"}"#),
            overlap,
            flattened(r#","header":{"kid":"x"}"#),
        ),
        text(
            "json-form-ambiguous",
            Error,
            Whole(flattened(r#","signatures":{}"#)),
            flattened(r#","signatures":{}"#),
            flattened(r#","signature_":{}"#),
        ),
        text(
            "detached-payload",
            Info,
            segment(Payload, ""),
            parts("", &encode(SIGNATURE)),
            parts("AA", &encode(SIGNATURE)),
        ),
        text("nested-token", Info, Whole(signed(&inner)), signed(&inner), signed(&inner[..inner.len() - 44])),
        text("nested-cty-missing", Warning, Whole(signed(&inner)), signed(&inner), nested(2)),
        text("nested-deep", Warning, Whole(nested(4)), nested(4), nested(3)),
        payload("double-encoded", Error, inside(Payload, "", &twice), &twice, GOOD),
        text("jwe-opaque", Info, Whole(jwe.clone()), jwe.clone(), jwe.replacen("..", ".", 1)),
    ]
}
