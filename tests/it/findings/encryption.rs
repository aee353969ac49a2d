//! Encrypted tokens.

use super::*;

/// A row for the header of an encrypted token.
fn jwe(id: &'static str, severity: Severity, (pointer, source): (&str, &str), fires: &str, nearly: &str) -> Row {
    let with = |members: &str| sealed(&format!("{{{members}}}"));
    text(id, severity, inside(Header, pointer, source), with(fires), with(nearly))
}

pub(super) fn rows() -> Vec<Row> {
    let gcm = |alg: &str, more: &str| format!(r#""alg":"{alg}","enc":"A128GCM"{more}"#);
    let pbes2 = |more: &str| gcm("PBES2-HS256+A128KW", &format!(r#","p2s":"AAAAAAAAAAAAAAAAAAAAAA"{more}"#));
    let epk = |x: &str| gcm("ECDH-ES", &format!(r#","epk":{{"kty":"OKP","crv":"X25519","x":"{x}"}}"#));
    let zero = "A".repeat(43);
    let zero_key = format!(r#"{{"kty":"OKP","crv":"X25519","x":"{zero}"}}"#);
    let good = format!("B{}", &zero[1..]);
    let low = |id, severity, count, nearly: &str| {
        jwe(
            id,
            severity,
            ("/p2c", count),
            &pbes2(&format!(r#","p2c":{count}"#)),
            &pbes2(&format!(r#","p2c":{nearly}"#)),
        )
    };
    let without = r#"{"alg":"dir"}"#;
    let parts = |key: &str, iv: usize, tag: usize| {
        format!("{}.{key}.{}.AA.{}", encode(JWE), encode(vec![1; iv]), encode(vec![2; tag]))
    };
    let integrated = |iv: &str| format!("{}.AAAA.{iv}.AA.", encode(r#"{"alg":"HPKE-0"}"#));
    let wrong = |role, source: &str, fires: String| {
        text("jwe-segments", Error, segment(role, source), fires, parts("", 12, 16))
    };
    vec![
        jwe("jwe-not-authenticated", Warning, ("/alg", "\"RSA-OAEP\""), &gcm("RSA-OAEP", ""), &gcm("A128KW", "")),
        jwe(
            "jwe-not-authenticated",
            Warning,
            ("/alg", "\"ECDH-ES\""),
            &gcm("ECDH-ES", ""),
            &gcm("ECDH-ES", r#","cty":"JWT""#),
        ),
        jwe("jwe-rsa15", Warning, ("/alg", "\"RSA1_5\""), &gcm("RSA1_5", ""), &gcm("RSA-OAEP", "")),
        text(
            "jwe-enc-missing",
            Error,
            segment(Header, encode(without)),
            sealed(without),
            sealed(r#"{"alg":"HPKE-0"}"#),
        ),
        wrong(Role::EncryptedKey, "AAAA", parts("AAAA", 12, 16)),
        wrong(Role::InitializationVector, &encode([1; 16]), parts("", 16, 16)),
        wrong(Role::AuthenticationTag, &encode([2; 4]), parts("", 12, 4)),
        text("jwe-segments", Error, segment(Role::InitializationVector, "AA"), integrated("AA"), integrated("")),
        jwe("jwe-zip", Warning, ("/zip", "\"DEF\""), &gcm("dir", r#","zip":"DEF""#), &gcm("dir", r#","Zip":"DEF""#)),
        low("jwe-pbes2-high", Error, "1200001", "1200000"),
        low("jwe-pbes2-low", Warning, "999", "600000"),
        low("jwe-pbes2-low", Info, "1000", "600000"),
        jwe(
            "jwe-pbes2-salt",
            Error,
            ("/p2s", "\"AAAAAAAAAA\""),
            &gcm("PBES2-HS256+A128KW", r#","p2s":"AAAAAAAAAA""#),
            &gcm("PBES2-HS256+A128KW", r#","p2s":"AAAAAAAAAAA""#),
        ),
        jwe("jwe-epk-invalid", Error, ("/alg", "\"ECDH-ES\""), &gcm("ECDH-ES", ""), &epk(&good)),
        jwe("jwe-epk-invalid", Error, ("/epk", &zero_key), &epk(&zero), &epk(&good)),
        jwe("jwe-hpke", Info, ("/alg", "\"HPKE-0\""), r#""alg":"HPKE-0""#, r#""alg":"dir""#),
    ]
}
