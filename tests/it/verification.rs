//! Keys and signatures: every rule about them fires where it should and not where it nearly should, no forgery is
//! called right, and what a server would say comes in its order. HMACs are computed; where an engine would be asked,
//! its answer is given.

use hmac::{Hmac, KeyInit, Mac};
use jotglass::check::signature::{Answer, Purpose, Trial};
use jotglass::intake::{self, Found};
use jotglass::judge::lint;
use jotglass::report::Severity;
use jotglass::report::verification::{SignatureState, Trust, Verification, verification};
use jotglass::{NumericDate, judge::expect::Expected};
use sha2::Sha256;

use crate::support::{NOW, encode, token};

const N: &str = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
const CLAIMS: &str = r#"{"iss":"https://login.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176600}"#;
const RANDOM: &str = "kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU";

/// The base64 of a certificate of the RSA key, between two dates, which nobody signed.
fn certificate([from, until]: [&str; 2]) -> String {
    use jotglass::jose::der::{BIT_STRING, OBJECT_IDENTIFIER, SEQUENCE, encode, encode_number};
    let algorithm = encode(SEQUENCE, &[&encode(OBJECT_IDENTIFIER, &[b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"])]);
    let name = encode(SEQUENCE, &[]);
    let [from, until] = [from, until].map(|date| encode(0x17, &[date.as_bytes()]));
    let spki = jotglass::jose::key::read(&rsa("")).keys[0].spki().unwrap();
    let body =
        encode(SEQUENCE, &[&encode_number(&[1]), &algorithm, &name, &encode(SEQUENCE, &[&from, &until]), &name, &spki]);
    jotglass::text::base64url::encode_standard(&encode(SEQUENCE, &[&body, &algorithm, &encode(BIT_STRING, &[&[0, 1]])]))
}

/// A certificate in PEM.
fn certificate_pem(dates: [&str; 2]) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", certificate(dates))
}

/// A JWK with a certificate.
fn certified(dates: [&str; 2]) -> String {
    rsa(&format!(r#","x5c":["{}"]"#, certificate(dates)))
}

const CURRENT: [&str; 2] = ["260101000000Z", "270101000000Z"];
const EXPIRED: [&str; 2] = ["250101000000Z", "260101000000Z"];
const FUTURE: [&str; 2] = ["270101000000Z", "280101000000Z"];

/// An RSA key with more members.
fn rsa(more: &str) -> String {
    format!(r#"{{"kty":"RSA","n":"{N}","e":"AQAB"{more}}}"#)
}

/// A token under RSA whose signature has the right length.
fn by_rsa(header: &str) -> String {
    token(&format!(r#"{{"alg":"RS256"{header}}}"#), CLAIMS, &[0x5a; 256])
}

/// A token with an HMAC that is right.
fn by_hmac(secret: &[u8]) -> String {
    let message = format!("{}.{}", encode(r#"{"alg":"HS256","typ":"JWT"}"#), encode(CLAIMS));
    let tag = Hmac::<Sha256>::new_from_slice(secret).unwrap().chain_update(&message).finalize().into_bytes();
    format!("{message}.{}", encode(tag))
}

/// Holds a token against keys, by an engine that answers `engine` to a check, and no to all else.
fn run(text: &str, keys: &str, engine: Answer) -> Trial<'static> {
    let Found::Tokens(tokens, _) = intake::find(text) else { panic!("no token in {text}") };
    let mut trial = Trial::new(tokens.into_iter().next().unwrap(), keys);
    while let Some(attempt) = trial.pending() {
        let answer = if attempt.purpose == Purpose::Check { engine } else { Answer::No };
        trial.answer(answer);
    }
    trial
}

fn judged(text: &str, keys: &str, engine: Answer) -> Verification {
    verification(Some(&run(text, keys, engine)), text, NumericDate::from_seconds(NOW), &Expected::default())
}

struct Row {
    id: &'static str,
    severity: Severity,
    fires: (String, String, Answer),
    nearly: (String, String, Answer),
}

fn row(id: &'static str, severity: Severity, fires: (String, String, Answer), nearly: (String, String, Answer)) -> Row {
    Row { id, severity, fires, nearly }
}

fn rows() -> Vec<Row> {
    use Answer::{No, Yes};
    use Severity::{Error, Info, Warning};
    let plain = || by_rsa(r#","kid":"a""#);
    let set = |keys: &[String]| format!(r#"{{"keys":[{}]}}"#, keys.join(","));
    let (a, b) = (|| rsa(r#","kid":"a""#), || rsa(r#","kid":"b""#));
    let with = |n: &[u8], e: &[u8]| format!(r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#, encode(n), encode(e));
    let other = |more: &str| with(&[0xF1; 256], &[1, 0, 1]).replace("\"n\"", &format!("\"kid\":\"a\"{more},\"n\""));
    let oct = |kid: &str, text: &str| format!(r#"{{"kty":"oct","k":"{}","kid":"{kid}"}}"#, encode(text));
    let secret = |text: &str| (by_hmac(text.as_bytes()), text.to_owned(), No);
    let pem = include_str!("verification/public.pem");
    let private = rsa(r#","d":"AQ""#);
    // Powers of 65537 modulo every small prime, as a number of 2048 bits is by the faulty generator, and its neighbour.
    let (roca, usual) = (roca(), {
        let mut number = roca();
        *number.last_mut().unwrap() ^= 6;
        number
    });
    vec![
        row("verify-valid", Info, (plain(), a(), Yes), (plain(), a(), No)),
        row("verify-invalid", Error, (plain(), a(), No), (plain(), a(), Yes)),
        row(
            "key-from-token",
            Warning,
            (by_rsa(&format!(r#","jwk":{}"#, rsa(""))), String::new(), Yes),
            (by_rsa(&format!(r#","jwk":{}"#, rsa(""))), a(), Yes),
        ),
        row(
            "hs-forged-confusion",
            Error,
            (by_hmac(pem.as_bytes()), pem.to_owned(), No),
            (by_hmac(&pem.as_bytes()[1..]), pem.to_owned(), No),
        ),
        row("hs-key-is-public", Error, (by_hmac(b"x"), pem.to_owned(), No), (plain(), a(), Yes)),
        row("hs-known-secret", Error, secret("secret"), secret(RANDOM)),
        row("hs-short-key", Error, secret(&RANDOM[..31]), secret(RANDOM)),
        row("hs-human-key", Warning, secret("the quick brown fox jumps over the dog"), secret(RANDOM)),
        row("hs-key-encoding", Info, (by_hmac(RANDOM.as_bytes()), encode(RANDOM), No), secret(RANDOM)),
        row(
            "rsa-key-small",
            Error,
            (token(r#"{"alg":"RS256"}"#, CLAIMS, &[1; 255]), with(&[0xF1; 255], &[1, 0, 1]), Yes),
            (plain(), a(), Yes),
        ),
        row("rsa-exponent", Error, (plain(), with(&[0xF1; 256], &[1]), Yes), (plain(), a(), Yes)),
        row("rsa-exponent", Error, (plain(), with(&[0xF1; 256], &[4]), Yes), (plain(), with(&[0xF1; 256], &[5]), Yes)),
        row(
            "rsa-exponent",
            Warning,
            (plain(), with(&[0xF1; 256], &[3]), Yes),
            (plain(), with(&[0xF1; 256], &[17]), Yes),
        ),
        row("rsa-roca", Error, (plain(), with(&roca, &[1, 0, 1]), Yes), (plain(), with(&usual, &[1, 0, 1]), Yes)),
        row("key-kty", Error, (plain(), "just a secret".into(), No), (plain(), a(), No)),
        row("key-alg", Error, (plain(), rsa(r#","alg":"PS256""#), Yes), (plain(), rsa(r#","alg":"RS256""#), Yes)),
        row("key-use", Error, (plain(), rsa(r#","use":"enc""#), Yes), (plain(), rsa(r#","use":"sig""#), Yes)),
        row(
            "key-use",
            Error,
            (plain(), rsa(r#","key_ops":["encrypt"]"#), Yes),
            (plain(), rsa(r#","key_ops":["verify"]"#), Yes),
        ),
        row(
            "key-use",
            Error,
            (plain(), rsa(r#","key_ops":["sign"]"#), Yes),
            (plain(), rsa(r#","key_ops":["sign"],"d":"AQAB""#), Yes),
        ),
        row("key-invalid", Error, (plain(), r#"{"kty":"RSA","e":"AQAB"}"#.into(), No), (plain(), a(), Yes)),
        row(
            "key-invalid",
            Error,
            (plain(), with(&[0xF2; 256], &[1, 0, 1]), Yes),
            (plain(), with(&[0xF1; 256], &[1, 0, 1]), Yes),
        ),
        row(
            "key-invalid",
            Error,
            (plain(), rsa(r#","key_ops":"encrypt""#), Yes),
            (plain(), rsa(r#","key_ops":["verify"]"#), Yes),
        ),
        row("key-invalid", Error, (plain(), rsa(r#","use":["enc"]"#), Yes), (plain(), rsa(r#","use":null"#), Yes)),
        row("key-invalid", Error, (plain(), rsa(r#","alg":5"#), Yes), (plain(), rsa(r#","alg":"RS256""#), Yes)),
        row("key-invalid", Warning, (plain(), set(&[a(), "{}".into()]), Yes), (plain(), set(&[a(), b()]), Yes)),
        row(
            "key-certificate-dates",
            Error,
            (by_rsa(""), certificate_pem(EXPIRED), Yes),
            (by_rsa(""), certificate_pem(CURRENT), Yes),
        ),
        row(
            "key-certificate-dates",
            Error,
            (by_rsa(""), certificate_pem(FUTURE), Yes),
            (by_rsa(""), certified(CURRENT), Yes),
        ),
        row(
            "key-certificate-dates",
            Warning,
            (by_rsa(""), certified(EXPIRED), Yes),
            (by_rsa(""), certified(CURRENT), Yes),
        ),
        row("keys-limit", Warning, (by_rsa(""), set(&vec![a(); 101]), No), (by_rsa(""), set(&vec![a(); 30]), No)),
        row("keys-limit", Info, (by_rsa(""), set(&vec![a(); 100]), No), (by_rsa(""), set(&vec![a(); 100]), Yes)),
        row("keys-limit", Info, (by_rsa(""), set(&vec![a(); 101]), Yes), (by_rsa(""), set(&vec![a(); 100]), Yes)),
        row("key-kid", Warning, (plain(), b(), Yes), (plain(), a(), Yes)),
        row("key-kid", Warning, (plain(), set(&[b()]), Yes), (plain(), rsa(""), Yes)),
        row("key-private", Warning, (plain(), private, Yes), (plain(), a(), Yes)),
        row("jwks-no-kid", Warning, (by_rsa(r#","kid":"c""#), set(&[a(), b()]), No), (plain(), set(&[a(), b()]), Yes)),
        row("jwks-no-kid", Warning, (by_rsa(""), set(&[a(), b()]), Yes), (by_rsa(""), a(), Yes)),
        row(
            "jwks-no-kid",
            Warning,
            (by_rsa(r#","kid":"c""#), set(&[a(), b()]), Yes),
            (token(r#"{"alg":"HS256","kid":"c"}"#, CLAIMS, &[1; 32]), set(&[a(), b()]), No),
        ),
        row(
            "jwks-duplicate-kid",
            Error,
            (plain(), set(&[a(), other("")]), Yes),
            (plain(), set(&[a(), other(r#","use":"enc""#)]), Yes),
        ),
        row("jwks-duplicate-kid", Error, (plain(), set(&[other(""), a()]), Yes), (plain(), set(&[a(), b()]), Yes)),
        row("jwks-duplicate-kid", Warning, (plain(), set(&[a(), other("")]), No), (plain(), set(&[a(), a()]), No)),
        row("jwks-duplicate-kid", Warning, (by_rsa(""), set(&[a(), other("")]), Yes), (plain(), set(&[a(), a()]), Yes)),
        row("jwks-mixed", Warning, (plain(), set(&[a(), oct("s", "secret")]), Yes), (plain(), set(&[a(), b()]), Yes)),
        row("jwks-mixed", Warning, (plain(), set(&[a(), oct("s", "secret")]), No), (plain(), a(), No)),
        row(
            "jwks-mixed",
            Error,
            (by_hmac(RANDOM.as_bytes()), set(&[a(), oct("s", RANDOM)]), No),
            (by_hmac(RANDOM.as_bytes()), set(&[oct("r", "another"), oct("s", RANDOM)]), No),
        ),
    ]
}

/// A number of 2048 bits that is 1 modulo the primes up to 167, as a power of 65537 is: their product, times a number,
/// plus 1.
fn roca() -> Vec<u8> {
    let primes: Vec<u32> = (2..=167).filter(|n| (2..*n).all(|d| n % d != 0)).collect();
    // Little-endian; begun with a number that makes it long enough.
    let mut number = vec![0u8; 227];
    number.push(1);
    for prime in primes {
        let mut carry = 0;
        for digit in &mut number {
            carry += u32::from(*digit) * prime;
            *digit = carry as u8;
            carry >>= 8;
        }
        while carry > 0 {
            number.push(carry as u8);
            carry >>= 8;
        }
    }
    number[0] += 1;
    number.truncate(256);
    number.reverse();
    number
}

#[test]
fn every_rule_about_keys_fires_where_it_should_and_not_where_it_nearly_should() {
    let mut complaints = Vec::new();
    for Row { id, severity, fires, nearly } in rows() {
        let found: Vec<_> =
            judged(&fires.0, &fires.1, fires.2).findings.iter().map(|finding| (finding.id, finding.severity)).collect();
        if found.iter().filter(|one| **one == (id, severity)).count() != 1 {
            complaints.push(format!("{id}: expected it once as {severity:?}, but found {found:?}"));
        }
        let found: Vec<_> = judged(&nearly.0, &nearly.1, nearly.2).findings.iter().map(|finding| finding.id).collect();
        if found.contains(&id) {
            complaints.push(format!("{id}: expected not to be raised, but found {found:?}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    let without: Vec<_> = lint::rules()
        .filter(|rule| rule.is_about_keys() && rows().iter().all(|row| row.id != rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(without.is_empty(), "nothing fires, or nearly fires: {without:?}");
}

#[track_caller]
fn assert_answer(text: &str, keys: &str, engine: Answer, state: SignatureState, reason: &str, trust: Option<Trust>) {
    let found = judged(text, keys, engine);
    assert_eq!(
        (found.verdict.state, found.verdict.reason, found.trust),
        (state, reason, trust),
        "{}",
        found.verdict.sentence
    );
}

#[test]
fn an_answer_says_why_and_who_vouches() {
    use Answer::{CannotTell, No, Yes};
    use SignatureState::{Invalid, Unchecked, Valid};
    let own = by_rsa(&format!(r#","jwk":{}"#, rsa("")));
    let pem = include_str!("verification/public.pem");
    assert_answer(&by_rsa(""), &rsa(""), Yes, Valid, "signature", Some(Trust::Given));
    assert_answer(&by_rsa(""), &rsa(""), No, Invalid, "mismatch", None);
    assert_answer(&by_rsa(""), &rsa(""), CannotTell, Unchecked, "engine", None);
    assert_answer(&by_rsa(""), "", No, Unchecked, "no-key", None);
    assert_answer(&by_rsa(""), "a secret", No, Unchecked, "key", None);
    assert_answer(&own, "", Yes, Unchecked, "token-key", Some(Trust::Token));
    assert_answer(&by_hmac(b"secret"), "secret", No, Invalid, "known-secret", Some(Trust::Public));
    assert_answer(&by_hmac(pem.as_bytes()), pem, No, Invalid, "forged", None);
    assert_answer(&by_hmac(pem.trim().as_bytes()), pem, No, Invalid, "forged", None);
    assert_answer(&token(r#"{"alg":"none"}"#, CLAIMS, b""), pem, No, Unchecked, "unsecured", None);
    assert_answer(&token(r#"{"alg":"RS256"}"#, CLAIMS, b""), pem, No, Unchecked, "no-signature", None);
    assert_answer(&token(r#"{"alg":"rs256"}"#, CLAIMS, &[1; 256]), pem, No, Unchecked, "algorithm", None);
    assert_answer(&token(r#"{"alg":"RS256"}"#, CLAIMS, &[1; 255]), &rsa(""), Yes, Invalid, "length", None);
    assert_answer(&by_rsa(r#","crit":["x"],"x":1"#), &rsa(""), Yes, Unchecked, "critical", Some(Trust::Given));
    assert_answer(&by_rsa(r#","alg":"RS256""#), &rsa(""), Yes, Invalid, "malformed", Some(Trust::Given));
}

/// ECDSA signatures that some engines take for valid never reach them.
#[test]
fn impossible_signatures_are_refused_here() {
    let key = r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#;
    let order =
        b"\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x51";
    for (signature, reason) in [
        (vec![0; 64], "range"),
        ([&[1; 32][..], &[0; 32]].concat(), "range"),
        ([&order[..], &[1; 32]].concat(), "range"),
        (vec![1; 63], "length"),
        (vec![1; 65], "length"),
        (vec![0x30, 6, 2, 1, 1, 2, 1, 1], "der"),
    ] {
        let found = judged(&token(r#"{"alg":"ES256"}"#, CLAIMS, &signature), key, Answer::Yes);
        assert_eq!((found.verdict.state, found.verdict.reason), (SignatureState::Invalid, reason), "{signature:x?}");
    }
}

/// A set is searched as a server would, and each key says what became of it.
#[test]
fn keys_of_a_set_say_what_became_of_them() {
    let keys = format!(
        r#"{{"keys":[{},{},{},{}]}}"#,
        rsa(r#","kid":"b""#),
        rsa(r#","kid":"a","use":"enc""#),
        rsa(r#","kid":"a""#),
        r#"{"kty":"EC","crv":"P-256","kid":"a","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#
    );
    let found = judged(&by_rsa(r#","kid":"a""#), &keys, Answer::Yes);
    let fates: Vec<_> = found.keys.iter().map(|key| key.fate).collect();
    assert_eq!(fates, ["different kid", "is not for checking signatures", "fits", "is another kind of key"]);
}
