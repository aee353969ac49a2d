//! Public keys in every spelling, and secrets that must not be taken for one.

use super::super::read;
use super::*;
use crate::text::base64url::{encode, encode_standard};

/// RFC 7517 appendix A.1, RFC 8037 appendix A.2 and RFC 7638 §3.1.
const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;
const OKP: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
const RSA: &str = r#"{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB"}"#;

fn hex(bytes: &[u8], between: &str) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(between)
}

fn lines(text: &str, length: usize, indent: &str) -> String {
    text.as_bytes().chunks(length).map(|line| format!("{indent}{}\n", std::str::from_utf8(line).unwrap())).collect()
}

fn base32_of(bytes: &[u8]) -> String {
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let value = |digit: &[u8]| u8::from_str_radix(&format!("{:0<5}", std::str::from_utf8(digit).unwrap()), 2).unwrap();
    bits.as_bytes()
        .chunks(5)
        .map(|digit| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[usize::from(value(digit))]))
        .collect()
}

/// A blob of OpenSSH (RFC 4253 §6.6, RFC 8709 §4).
fn ssh_blob(strings: &[&[u8]]) -> String {
    encode_standard(
        &strings.iter().flat_map(|one| [&(one.len() as u32).to_be_bytes()[..], one].concat()).collect::<Vec<_>>(),
    )
}

/// In DER, for each kind: SubjectPublicKeyInfo, and PKCS#1 for RSA.
fn ders() -> Vec<Vec<u8>> {
    let key = |jwk: &str| read(jwk).keys.pop().unwrap();
    let spki = key(RSA).spki().unwrap();
    // The content of its bit string.
    let pkcs1 = spki[24..].to_vec();
    assert!(asn1::read(&pkcs1).is_ok());
    holds(&spki[1..]);
    vec![key(EC).spki().unwrap(), key(OKP).spki().unwrap(), spki, pkcs1]
}

#[track_caller]
fn holds(secret: impl AsRef<[u8]>) {
    let secret = secret.as_ref();
    assert!(public_key_in(secret).is_some(), "{}", String::from_utf8_lossy(secret));
}

#[track_caller]
fn may_be_secret(secret: impl AsRef<[u8]>) {
    let secret = secret.as_ref();
    assert_eq!(public_key_in(secret), None, "{}", String::from_utf8_lossy(secret));
}

#[test]
fn der_in_every_spelling() {
    for der in ders() {
        let base64 = encode_standard(&der);
        let longer = [&der[..], &[0]].concat();
        let shorter = &der[..der.len() - 1];
        for text in [
            hex(&der, ""),
            hex(&der, "").to_uppercase(),
            hex(&der, ":"),
            hex(&der, " "),
            format!("0x{}", hex(&der, "")),
            format!("0x{}", hex(&der, ", 0x")),
            format!("\\x{}", hex(&der, "\\x")),
            lines(&hex(&der, ":"), 48, "    "),
            format!("{der:?}"),
            format!("{:?}", der.iter().map(|byte| byte.cast_signed()).collect::<Vec<_>>()),
            format!("new byte[] {{ (byte) 0x{} }}", hex(&der, ", (byte) 0x")),
            base32_of(&der),
            base32_of(&der).to_lowercase(),
            encode_standard(&longer),
            encode_standard(shorter),
            encode(&longer),
            encode(shorter),
            base64[..base64.len() - 2].to_owned(),
            encode_standard(hex(&der, "").as_bytes()),
            encode_standard(base64.as_bytes()),
            hex(base64.as_bytes(), ""),
            format!("BEGIN PUBLIC KEY\n{}END PUBLIC KEY\n", lines(&base64, 64, "")),
            format!("begin public key {base64} end public key"),
            format!("key:\n  public: >\n{}  kid: a\n", lines(&base64, 64, "    ")),
            format!("<key>{base64}</key>"),
            format!("+++BEGIN PUBLIC KEY+++\n{base64}"),
            format!("my key is {}", lines(&base64, 64, "\\n")),
            format!("-----BEGIN+PUBLIC+KEY-----%0A{}", base64.replace('/', "%2F").replace('=', "%3D")),
        ] {
            holds(&text);
        }
        holds(&der);
        holds(longer);
    }
}

#[test]
fn points_in_every_spelling() {
    let point = read(EC).keys.pop().unwrap().raw().unwrap();
    for bytes in [&point[..], &point[1..]] {
        for text in [
            hex(bytes, ""),
            hex(bytes, ":").to_uppercase(),
            encode(bytes),
            encode_standard(bytes),
            format!("0x{}", hex(bytes, "")),
        ] {
            holds(&text);
        }
        holds(bytes);
    }
    let (x, y) = (hex(&point[1..33], ""), hex(&point[33..], ""));
    holds(format!("x={x}\ny={y}"));
    holds(format!("({x}, {y})"));
}

#[test]
fn keys_in_other_text() {
    for jwk in [EC, OKP, RSA] {
        for text in [
            format!("jwk={jwk}"),
            format!("the key {jwk} is ours"),
            jwk.replace('"', "'"),
            jwk.replace("\":\"", ": ").replace("\",\"", "\n").replace(['{', '}', '"'], ""),
            jwk.replace('{', "%7B").replace('"', "%22"),
            format!("const key = {{ {} }};", &jwk[1..jwk.len() - 1].replace('"', "`")),
            jwk.replace('"', "\\\""),
            encode(format!("jwk={jwk}").as_bytes()),
            // Without its kind.
            jwk.replace(r#""kty":"EC","#, "").replace(r#""kty":"OKP","#, "").replace(r#""kty":"RSA","#, ""),
        ] {
            holds(&text);
        }
    }
    let n = read(RSA).keys.pop().map(|key| match key.material {
        Material::Rsa { modulus, .. } => modulus,
        _ => Vec::new(),
    });
    let n = n.unwrap();
    let blobs = [
        ("ssh-rsa", ssh_blob(&[b"ssh-rsa", &[1, 0, 1], &[&[0], &n[..]].concat()])),
        ("ssh-ed25519", ssh_blob(&[b"ssh-ed25519", &read(OKP).keys[0].raw().unwrap()])),
    ];
    for (name, blob) in blobs {
        for text in [
            format!("KEY={name} {blob}"),
            format!("KEY=\"{name} {blob}\""),
            format!("key: '{name} {blob} me@here'"),
            format!("k={blob}"),
        ] {
            holds(&text);
        }
    }
    let base64 = encode_standard(&n);
    holds(format!("n={}&e=AQAB", encode(&n)));
    holds(format!("<RSAKeyValue><Modulus>{base64}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>"));
    holds(format!(
        "<RSAKeyValue>\n<Modulus>\n{}</Modulus>\n<Exponent>AQAB</Exponent>\n</RSAKeyValue>",
        lines(&base64, 60, "  ")
    ));
    let digits = lines(&hex(&[&[0], &n[..]].concat(), ":"), 45, "    ");
    holds(format!("Public-Key: (2048 bit)\nModulus:\n{digits}Exponent: 65537 (0x10001)\n"));
    holds(format!("Modulus={}\n", hex(&n, "").to_uppercase()));
    let point = read(EC).keys.pop().unwrap().raw().unwrap();
    let digits = lines(&hex(&point, ":"), 45, "    ");
    holds(format!("Public-Key: (256 bit)\npub:\n{digits}ASN1 OID: prime256v1\nNIST CURVE: P-256\n"));
    let x = read(OKP).keys.pop().unwrap().raw().unwrap();
    holds(format!("ED25519 Public-Key:\npub:\n{}", lines(&hex(&x, ":"), 45, "    ")));
}

/// Random bytes of the usual lengths, in the usual spellings, words, and what only talks of keys.
#[test]
fn a_secret_is_no_public_key() {
    let mut seed = 11_u64;
    let mut random = |length: usize| -> Vec<u8> {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 56) as u8
        };
        (0..length).map(|_| next()).collect()
    };
    for _ in 0..6 {
        for length in [16, 20, 24, 32, 33, 48, 57, 64, 65, 66, 96, 128, 256] {
            let bytes = random(length);
            for text in [
                hex(&bytes, ""),
                hex(&bytes, ":"),
                hex(&bytes, "").to_uppercase(),
                encode(&bytes),
                encode_standard(&bytes),
                encode_standard(hex(&bytes, "").as_bytes()),
                format!("secret={}", encode(&bytes)),
                format!("rsa secret: {}", encode(&bytes)),
                format!("ed25519 seed: {}", hex(&bytes, "")),
                format!("ed25519 public: {}", encode_standard(&bytes)),
                format!("{bytes:?}"),
                base32_of(&bytes),
                format!(r#"{{"secret":"{}"}}"#, encode(&bytes)),
            ] {
                may_be_secret(&text);
            }
            may_be_secret(&bytes);
        }
    }
    for text in [
        "secret",
        "",
        "correct horse battery staple",
        "6f1c7e9e-6f0b-4a59-9d4f-0b7f3a2f9c11",
        "-----BEGIN PUBLIC KEY-----",
        "this is not a public key, and has no modulus",
        "{{{{{{{{{{{{",
        "%41%42%43",
        "kty RSA OKP Ed25519 pub",
        "ssh-rsa AAAA",
        r#"{"kty":"oct","k":"a2V5"}"#,
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyMDA",
    ] {
        may_be_secret(text);
    }
    // The 32 bytes alone may be anything.
    let x = read(OKP).keys.pop().unwrap().raw().unwrap();
    may_be_secret(&x);
    may_be_secret(encode(&x));
    // Who knows a private key knows a secret.
    may_be_secret(EC.replace("{\"kty\"", "jwk={\"d\":\"AA\",\"kty\""));
    for jwk in [EC, RSA, OKP] {
        let private = jwk.replace("{\"kty\"", "{\"d\":\"AAAA\",\"kty\"");
        may_be_secret(&private);
        may_be_secret(format!("jwk={}", private.replace('"', "\\\"")));
        may_be_secret(private.replace('{', "%7B").replace('"', "%22").replace(':', "%3A"));
        may_be_secret(private.replace("\":\"", "=").replace("\",\"", "\n").replace(['{', '}', '"'], ""));
        may_be_secret(private.replace("\":\"", ": ").replace("\",\"", "\n").replace(['{', '}', '"'], ""));
    }
    // RFC 5915 in PKCS#8: the private key, then the point.
    let point = read(EC).keys.pop().unwrap().raw().unwrap();
    let public = der::encode(0xA1, &[&der::encode(der::BIT_STRING, &[&[0], &point])]);
    let sec1 = der::encode(SEQUENCE, &[&[2, 1, 1, 4, 32], &[7; 32], &public]);
    let algorithm = &read(EC).keys[0].spki().unwrap()[2..23];
    let pkcs8 = der::encode(SEQUENCE, &[&[2, 1, 0], algorithm, &der::encode(4, &[&sec1])]);
    assert!(asn1::read(&pkcs8).is_ok_and(|key| key.is_private));
    for der in [&sec1, &pkcs8, &pkcs8[..pkcs8.len() - 1].to_vec()] {
        may_be_secret(der);
        may_be_secret(hex(der, ""));
        may_be_secret(hex(der, ":"));
        may_be_secret(encode_standard(der));
        may_be_secret(format!("{der:?}"));
        may_be_secret(base32_of(der));
    }
    may_be_secret(vec![b'{'; MAX_SECRET]);
    may_be_secret("d".repeat(MAX_SECRET));
    may_be_secret(vec![SEQUENCE; MAX_SECRET]);
}
