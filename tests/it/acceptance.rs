//! One judgement: what the standards make a reason to refuse a token is never called valid, whatever its signature; and
//! the headline, the answer and the checks of a server never contradict each other.

use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use jotglass::NumericDate;
use jotglass::check::signature::{Answer, Trial};
use jotglass::intake::{self, Found};
use jotglass::judge::expect::Expected;
use jotglass::report::verification::{CheckState, SignatureState, Verification, verification};
use jotglass::report::{self, VerdictState};
use sha2::{Digest, Sha256};

use crate::support::{NOW, encode};

const SECRET: &str = "kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU";
const CLAIMS: &str = r#"{"iss":"https://login.example","sub":"u1","aud":"api","iat":1795175940,"exp":1795176600}"#;

fn hmac(message: &str) -> String {
    encode(Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap().chain_update(message).finalize().into_bytes())
}

/// A compact token whose signature is right.
fn compact(header: &str, payload: &str) -> String {
    let message = format!("{}.{}", encode(header), encode(payload));
    format!("{message}.{}", hmac(&message))
}

fn with_header(members: &str) -> String {
    compact(&format!(r#"{{"alg":"HS256","typ":"JWT"{members}}}"#), CLAIMS)
}

fn with_claims(members: &str) -> String {
    compact(r#"{"alg":"HS256","typ":"JWT"}"#, &format!(r#"{{"iss":"https://login.example","sub":"u1"{members}}}"#))
}

/// A flattened JSON serialization whose signature is right, with more members.
fn flattened(protected: &str, more: &str) -> String {
    let (header, payload) = (encode(protected), encode(CLAIMS));
    let signature = hmac(&format!("{header}.{payload}"));
    format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"{signature}"{more}}}"#)
}

/// The first token of `text` held against the secret, as of the usual moment.
fn judged(text: &str, expected: &Expected) -> Verification {
    let Found::Tokens(tokens, _) = intake::find(text) else { panic!("no token in {text}") };
    let mut trial = Trial::new(tokens.into_iter().next().unwrap(), SECRET);
    while trial.pending().is_some() {
        trial.answer(Answer::CannotTell);
    }
    verification(Some(&trial), text, NumericDate::from_seconds(NOW), expected)
}

#[track_caller]
fn check(text: &str, state: SignatureState, reason: &str) {
    let found = judged(text, &Expected::default());
    let said = (found.verdict.state, found.verdict.reason, found.verdict.fits);
    assert_eq!(said, (state, reason, true), "{}: {} {text}", found.verdict.sentence, found.verdict.summary);
    check_agreement(text, &found);
}

/// The headline, the answer and the checks tell one story.
#[track_caller]
fn check_agreement(text: &str, found: &Verification) {
    let report = report::report(text, NumericDate::from_seconds(NOW));
    let state_of = |id: &str| found.checks.iter().find(|check| check.id == id).map(|check| check.state);
    let has = |state| found.checks.iter().any(|check| check.state == state);
    let headline = report.tokens[0].verdict.state;
    if found.verdict.fits {
        assert_eq!(state_of("signature"), Some(CheckState::Passed), "the check of a signature that fits: {text}");
    }
    match found.verdict.state {
        SignatureState::Valid => {
            assert!(!has(CheckState::Failed), "a check fails where all is valid: {:?} {text}", found.checks);
            let is_good = matches!(headline, VerdictState::Current | VerdictState::Endless | VerdictState::NotClaims);
            assert!(is_good, "the headline is {headline:?} where all is valid: {text}");
        }
        SignatureState::Invalid => assert!(has(CheckState::Failed), "no check fails: {:?} {text}", found.checks),
        SignatureState::Unchecked => assert!(has(CheckState::Unknown), "no check is open: {:?} {text}", found.checks),
    }
    let is_refused = matches!(headline, VerdictState::Broken | VerdictState::Expired | VerdictState::NotYetValid);
    assert!(!is_refused || found.verdict.state != SignatureState::Valid, "{headline:?}, but valid: {text}");
}

#[test]
fn a_plain_token_is_valid() {
    use SignatureState::Valid;
    check(&with_header(""), Valid, "signature");
    check(&with_header(r#","crit":["b64"],"b64":true"#), Valid, "signature");
    check(&with_claims(""), Valid, "signature");
    check(&flattened(r#"{"alg":"HS256"}"#, ""), Valid, "signature");
    check(&flattened(r#"{"alg":"HS256"}"#, r#","header":{"kid":"k"}"#), Valid, "signature");
}

/// RFC 7515 §4.1.11 and RFC 7797 §6.
#[test]
fn a_malformed_crit_never_verifies() {
    use SignatureState::{Invalid, Unchecked};
    for crit in [
        r#""x""#,
        "[]",
        "[1]",
        "null",
        "{}",
        "true",
        r#"[["x"]]"#,
        r#"["b64"]"#,
        r#"{"a":1}"#,
        r#""b64""#,
        r#"["alg"]"#,
        r#"["x","x"]"#,
        r#"["exp"]"#,
        r#"[""]"#,
    ] {
        check(&with_header(&format!(r#","crit":{crit}"#)), Invalid, "crit");
    }
    check(&with_header(r#","x":1,"crit":["x","x"]"#), Invalid, "crit");
    check(&with_header(r#","x":1,"crit":["x"]"#), Unchecked, "critical");
    for b64 in ["0", r#""false""#, "null", "[]", "{}"] {
        check(&with_header(&format!(r#","crit":["b64"],"b64":{b64}"#)), Invalid, "b64");
    }
    let many: Vec<String> = (0..65).map(|n| format!("\"c{n}\"")).collect();
    let members: Vec<String> = many.iter().map(|name| format!("{name}:1")).collect();
    check(&with_header(&format!(r#",{},"crit":[{}]"#, members.join(","), many.join(","))), Invalid, "crit");
}

/// RFC 7797 §3: a payload that stands as it is takes a crit that says so.
#[test]
fn a_payload_that_is_not_encoded_is_marked_as_critical() {
    let raw = |header: &str| {
        let header = encode(header);
        let signature = hmac(&format!("{header}.hello"));
        format!(r#"{{"protected":"{header}","payload":"hello","signature":"{signature}"}}"#)
    };
    check(&raw(r#"{"alg":"HS256","b64":false}"#), SignatureState::Invalid, "b64");
    check(&raw(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#), SignatureState::Valid, "signature");
}

/// RFC 7515 §7.2: two readers must not see two tokens.
#[test]
fn a_json_form_that_contradicts_itself_never_verifies() {
    use SignatureState::Invalid;
    let plain = r#"{"alg":"HS256"}"#;
    for more in [r#","header":{"crit":["x"],"x":1}"#, r#","header":{"b64":false}"#] {
        let found = judged(&flattened(plain, more), &Expected::default());
        assert_eq!(found.verdict.state, Invalid, "{more}");
    }
    for more in [
        r#","header":"x""#,
        r#","header":[]"#,
        r#","header":{"alg":"HS256"}"#,
        r#","header":{"kid":"a","kid":"b"}"#,
        r#","payload":"e30""#,
        r#","signatures":"x""#,
        r#","ciphertext":"x""#,
    ] {
        let text = flattened(plain, more);
        let Found::Tokens(tokens, _) = intake::find(&text) else { panic!("no token in {text}") };
        if tokens[0].kind.is_encrypted() {
            assert_ne!(judged(&text, &Expected::default()).verdict.state, SignatureState::Valid, "{text}");
        } else {
            let found = judged(&text, &Expected::default());
            assert_eq!((found.verdict.state, found.verdict.reason == "signature"), (Invalid, false), "{text}");
            check_agreement(&text, &found);
        }
    }
    let general = |more: &str| {
        let (header, payload) = (encode(plain), encode(CLAIMS));
        let signature = hmac(&format!("{header}.{payload}"));
        format!(
            r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{signature}"}}]{more}}}"#
        )
    };
    check(&general(""), SignatureState::Valid, "signature");
    check(&general(r#","signature":"AAAA""#), Invalid, "malformed");
    check(&general(r#","protected":"e30""#), Invalid, "malformed");
    let whole = general("");
    check(&whole[..whole.len() - 1], Invalid, "malformed");
    check(&format!("{whole},"), Invalid, "malformed");
}

/// RFC 7515 §7.2.1: parameters may be unprotected, `alg` too (RFC 7520 §4.7 is such a token).
#[test]
fn an_unprotected_algorithm_is_read() {
    let payload = encode(CLAIMS);
    let signature = hmac(&format!(".{payload}"));
    let text = format!(r#"{{"payload":"{payload}","header":{{"alg":"HS256","kid":"k"}},"signature":"{signature}"}}"#);
    check(&text, SignatureState::Valid, "signature");
    let report = report::report(&text, NumericDate::from_seconds(NOW));
    let [unprotected] = &*report.tokens[0].unprotected else { panic!("expected one unprotected part") };
    let names: Vec<&str> = unprotected.parameters.iter().map(|one| &*one.name).collect();
    assert_eq!((unprotected.member, names), ("header", vec!["alg", "kid"]));
    assert!(!report.tokens[0].findings.iter().any(|finding| finding.id == "alg-missing"));
}

/// The parameters of each recipient are its own (RFC 7516 §7.2.1).
#[test]
fn each_recipient_is_a_token() {
    let protected = encode(r#"{"enc":"A128GCM"}"#);
    let text = format!(
        r#"{{"protected":"{protected}","unprotected":{{"jku":"https://a.example"}},"iv":"AAAAAAAAAAAAAAAA","ciphertext":"AAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA","recipients":[{{"header":{{"alg":"RSA-OAEP","kid":"a"}},"encrypted_key":"AAAA"}},{{"header":{{"alg":"A128KW"}},"encrypted_key":"AAAA"}}]}}"#
    );
    let Found::Tokens(tokens, _) = intake::find(&text) else { panic!("no token") };
    let algs: Vec<_> = tokens.iter().map(|token| token.string_parameter("alg").unwrap()).collect();
    assert_eq!(algs, ["RSA-OAEP", "A128KW"]);
    for token in &tokens {
        assert_eq!(token.string_parameter("enc").as_deref(), Some("A128GCM"));
        assert_eq!(token.string_parameter("jku").as_deref(), Some("https://a.example"));
    }
    let report = report::report(&text, NumericDate::from_seconds(NOW));
    assert!(report.tokens.iter().all(|token| token.findings.iter().all(|finding| finding.id != "alg-missing")));
}

/// RFC 7515 §5.2: what is signed are the members' values, not their spelling.
#[test]
fn escaped_members_are_signed_by_their_value() {
    let text = flattened(r#"{"alg":"HS256"}"#, "");
    for (from, to) in [
        (r#""protected":"ey"#, r#""protected":"\u0065y"#),
        (r#""payload":"ey"#, r#""payload":"e\u0079"#),
        (r#""payload""#, r#""p\u0061yload""#),
    ] {
        check(&text.replace(from, to), SignatureState::Valid, "signature");
    }
}

/// RFC 7519 §4.1.4 to §4.1.6.
#[test]
fn times_that_cannot_be_read_or_are_not_now_are_refused() {
    use SignatureState::Invalid;
    for name in ["exp", "nbf", "iat"] {
        for value in ["1e20", "1e400", "-1e400", r#""1795176600""#, "null", "true", "[]", "{}", r#""""#] {
            let reason = match (name, value) {
                ("exp", "-1e400") => "expired",
                ("nbf", "1e20" | "1e400") => "not-yet-valid",
                _ => "times",
            };
            check(&with_claims(&format!(r#","{name}":{value}"#)), Invalid, reason);
        }
    }
    check(&with_claims(&format!(r#","exp":{NOW}"#)), Invalid, "expired");
    check(&with_claims(&format!(r#","exp":{}"#, NOW + 1)), SignatureState::Valid, "signature");
    check(&with_claims(&format!(r#","nbf":{}"#, NOW + 1)), Invalid, "not-yet-valid");
    check(&with_claims(&format!(r#","nbf":{NOW}"#)), SignatureState::Valid, "signature");
}

#[test]
fn the_leeway_holds_for_the_answer_and_the_checks() {
    let lenient = Expected::default().leeway(Duration::from_secs(60));
    for (claims, state) in [
        (format!(r#","exp":{}"#, NOW - 59), SignatureState::Valid),
        (format!(r#","exp":{}"#, NOW - 60), SignatureState::Invalid),
        (format!(r#","nbf":{}"#, NOW + 60), SignatureState::Valid),
        (format!(r#","nbf":{}"#, NOW + 61), SignatureState::Invalid),
    ] {
        let found = judged(&with_claims(&claims), &lenient);
        assert_eq!(found.verdict.state, state, "{claims}");
        assert_eq!(
            found.checks.iter().any(|check| check.state == CheckState::Failed),
            state == SignatureState::Invalid,
            "{claims}"
        );
    }
}

#[test]
fn what_a_server_does_not_expect_is_not_valid() {
    let expected = Expected::default().audience("other");
    let found = judged(&with_header(""), &expected);
    assert_eq!(
        (found.verdict.state, found.verdict.reason, found.verdict.fits),
        (SignatureState::Invalid, "expected", true)
    );
    assert_eq!(found.verdict.summary, "It is for \"api\", but the server expects \"other\".");
}

/// A JWS may carry anything (RFC 7515 §3); a JWT carries claims (RFC 7519 §7.2).
#[test]
fn a_payload_must_be_claims_only_where_it_is_said_to_be() {
    use SignatureState::{Invalid, Unchecked, Valid};
    let jws = |payload: &[u8]| signed_bytes(r#"{"alg":"HS256"}"#, payload);
    let jwt = |payload: &[u8]| signed_bytes(r#"{"alg":"HS256","typ":"JWT"}"#, payload);
    for payload in [&b"plain text"[..], b"Gr\xFC\xDFe aus K\xF6ln", &[0, 1, 2, 0xFF, 0xFE, 0x80]] {
        check(&jws(payload), Valid, "signature");
        check(&jwt(payload), Invalid, "claims");
    }
    for payload in [&b"{\"a\":"[..], b"{\"a\":1}x", b"{'a':1}", b"{\"a\":\"\xFF\"}"] {
        check(&jws(payload), Invalid, "claims");
    }
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(140), "]".repeat(140));
    check(&jws(deep.as_bytes()), Unchecked, "depth");
    check(&jws(br#"{"role":"user","role":"admin"}"#), Unchecked, "ambiguous");
    check(&with_header(r#","x":{"a":1,"a":2}"#), Valid, "signature");
    check(&with_header(r#","kid":"a","kid":"b""#), Invalid, "malformed");
}

fn signed_bytes(header: &str, payload: &[u8]) -> String {
    let message = format!("{}.{}", encode(header), encode(payload));
    format!("{message}.{}", hmac(&message))
}

fn disclosure(json: &str) -> (String, String) {
    let text = encode(json);
    let digest = encode(Sha256::digest(&text));
    (text, digest)
}

/// RFC 9901 §7.1.
#[test]
fn disclosures_that_nobody_signed_never_verify() {
    use SignatureState::{Invalid, Unchecked, Valid};
    let (name, digest) = disclosure(r#"["salt","name","Zoe"]"#);
    let (item, of_item) = disclosure(r#"["salt","DE"]"#);
    let (taken, of_taken) = disclosure(r#"["salt","sub","root"]"#);
    let (role, _) = disclosure(r#"["salt","role","admin"]"#);
    let issued = with_claims(&format!(r#","_sd":["{digest}"],"nationalities":[{{"...":"{of_item}"}}]"#));
    check(&format!("{issued}~"), Valid, "signature");
    check(&format!("{issued}~{name}~{item}~"), Valid, "signature");
    check(&format!("{issued}~{role}~"), Invalid, "disclosures");
    check(&format!("{issued}~{name}~{name}~"), Invalid, "disclosures");
    check(&format!("{}~{role}~", with_header("")), Invalid, "disclosures");
    check(&format!("{}~{taken}~", with_claims(&format!(r#","_sd":["{of_taken}"]"#))), Invalid, "disclosures");
    check(&format!("{}~", with_claims(&format!(r#","_sd":["{digest}","{digest}"]"#))), Invalid, "disclosures");
    check(
        &format!("{}~{name}~", with_claims(&format!(r#","_sd_alg":"md5","_sd":["{digest}"]"#))),
        Invalid,
        "disclosures",
    );
    check(
        &format!("{}~{name}~", with_claims(&format!(r#","_sd_alg":"sha3-256","_sd":["{digest}"]"#))),
        Unchecked,
        "disclosures",
    );
    check(
        &format!("{}~{item}~", with_claims(&format!(r#","n":[{{"...":"{of_item}","evil":true}}]"#))),
        Invalid,
        "disclosures",
    );
    check(&format!("{}~", with_claims(r#","_sd":"x""#)), Invalid, "disclosures");
    check(&format!("{}~", with_claims(r#","_sd":[1]"#)), Invalid, "disclosures");
}

/// RFC 9901 §7.3: the proof of the holder's key is sound, or nothing is said of it.
#[test]
fn a_broken_proof_of_the_holders_key_never_verifies() {
    use SignatureState::{Invalid, Unchecked};
    let issued = format!("{}~", with_claims(r#","cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"a","y":"b"}}"#));
    let hash = encode(Sha256::digest(&issued));
    let proof = |header: &str, sd_hash: &str, signature: &str| {
        let claims = format!(r#"{{"iat":{NOW},"aud":"v","nonce":"n","sd_hash":"{sd_hash}"}}"#);
        format!("{issued}{}.{}.{signature}", encode(header), encode(claims))
    };
    let good = r#"{"alg":"ES256","typ":"kb+jwt"}"#;
    check(&proof(good, &hash, &encode([1; 64])), Unchecked, "key-binding");
    check(&proof(good, "AAAA", &encode([1; 64])), Invalid, "key-binding");
    check(&proof(r#"{"alg":"none","typ":"kb+jwt"}"#, &hash, ""), Invalid, "key-binding");
    check(&proof(r#"{"alg":"ES256"}"#, &hash, &encode([1; 64])), Invalid, "key-binding");
}

/// Not only the cases above: every text that a rule fires on, and every odd input that holds a token.
#[test]
fn the_headline_the_answer_and_the_checks_agree_on_every_fixture() {
    let mut count = 0;
    for text in crate::findings::texts() {
        let Found::Tokens(tokens, _) = intake::find(&text) else { continue };
        let resigned = resigned(&tokens[0]).unwrap_or(text);
        let found = judged(&resigned, &Expected::default());
        check_agreement(&resigned, &found);
        count += 1;
    }
    assert!(count > 200, "only {count} tokens were looked at");
}

/// A compact token under HS256 with a signature that is right.
fn resigned(token: &jotglass::jose::token::Token) -> Option<String> {
    let header = token.header.protected.as_ref()?.text().replace("RS256", "HS256").replace("ES256", "HS256");
    let payload = token.segment(jotglass::jose::token::Role::Payload)?;
    let message = format!("{}.{}", encode(header), &token.text[payload.span.start..payload.span.end]);
    (!token.kind.is_json() && !token.kind.is_encrypted()).then(|| format!("{message}.{}", hmac(&message)))
}

/// RFC 9901 §7.1: what is judged are the claims that the disclosures come to.
#[test]
fn disclosed_claims_are_judged_as_claims() {
    use SignatureState::{Invalid, Valid};
    let with = |json: &str| {
        let (text, digest) = disclosure(json);
        format!("{}~{text}~", with_claims(&format!(r#","_sd":["{digest}"]"#)))
    };
    check(&with(&format!(r#"["s","exp",{}]"#, NOW - 9)), Invalid, "expired");
    check(&with(&format!(r#"["s","exp",{}]"#, NOW + 9)), Valid, "signature");
    check(&with(&format!(r#"["s","nbf",{}]"#, NOW + 9)), Invalid, "not-yet-valid");
    check(&with(r#"["s","exp","abc"]"#), Invalid, "times");
    let expected = Expected::default().audience("api");
    assert_eq!(judged(&with(r#"["s","aud","api"]"#), &expected).verdict.state, Valid);
    assert_eq!(judged(&with(r#"["s","aud","other"]"#), &expected).verdict.reason, "expected");
    // A digest stands in an array of the claims, not in the list that a disclosure is.
    let (inner, of_inner) = disclosure(r#"["s","x"]"#);
    let (outer, of_outer) = disclosure(&format!(r#"["s","a",{{"...":"{of_inner}"}}]"#));
    check(&format!("{}~{outer}~{inner}~", with_claims(&format!(r#","_sd":["{of_outer}"]"#))), Invalid, "disclosures");
}

/// RFC 7519 §5.2 and §7.2: the token inside is a token of its own.
#[test]
fn a_token_inside_is_not_vouched_for() {
    use SignatureState::{Invalid, Unchecked};
    let inner = with_claims(r#","exp":5"#);
    check(&compact(r#"{"alg":"HS256","cty":"JWT"}"#, &inner), Unchecked, "nested");
    check(&compact(r#"{"alg":"HS256","typ":"JWT","cty":"JWT"}"#, &inner), Unchecked, "nested");
    check(&compact(r#"{"alg":"HS256"}"#, &inner), Unchecked, "nested");
    check(&compact(r#"{"alg":"HS256","typ":"JWT"}"#, &inner), Invalid, "claims");
    check(&compact(r#"{"alg":"HS256","cty":"JWT"}"#, "hello"), Invalid, "claims");
    check(&compact(r#"{"alg":"HS256","typ":"JWT"}"#, ""), Invalid, "claims");
}

/// What a server expects has to be there, whatever is signed.
#[test]
fn what_is_expected_is_not_met_by_other_content() {
    let expected = Expected::default().issuer("https://i").audience("api").scopes(["a"]);
    for payload in ["hello", "[1]", "null", "", "{}"] {
        let found = judged(&compact(r#"{"alg":"HS256"}"#, payload), &expected);
        assert_eq!((found.verdict.state, found.verdict.reason), (SignatureState::Invalid, "expected"), "{payload}");
    }
}

/// RFC 7519 §4.1.3; the others have to be strings, which not every verifier looks at.
#[test]
fn an_audience_that_names_nobody_is_refused() {
    use SignatureState::{Invalid, Unchecked, Valid};
    for aud in ["[]", "5", "null", "{}", "[5]"] {
        check(&with_claims(&format!(r#","aud":{aud}"#)), Invalid, "audience");
    }
    check(&with_claims(r#","aud":["api"]"#), Valid, "signature");
    check(&with_claims(r#","jti":5"#), Unchecked, "types");
}

/// RFC 7797 §3 and §7.
#[test]
fn b64_is_the_same_everywhere_and_not_in_a_jwt() {
    let raw = |header: &str, payload: &str| {
        let header = encode(header);
        let signature = hmac(&format!("{header}.{payload}"));
        (header, signature)
    };
    let (header, signature) = raw(r#"{"alg":"HS256","b64":false,"crit":["b64"],"typ":"JWT"}"#, r#"{"sub":"u"}"#);
    check(
        &format!(r#"{{"protected":"{header}","payload":"{{\"sub\":\"u\"}}","signature":"{signature}"}}"#),
        SignatureState::Invalid,
        "b64",
    );
    let (plain, first) = raw(r#"{"alg":"HS256"}"#, "e30");
    let (other, second) = raw(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, "e30");
    let mixed = format!(
        r#"{{"payload":"e30","signatures":[{{"protected":"{plain}","signature":"{first}"}},{{"protected":"{other}","signature":"{second}"}}]}}"#
    );
    check(&mixed, SignatureState::Invalid, "malformed");
}

/// RFC 9901 §8: what is disclosed stands beside the first signature, as an array of strings.
#[test]
fn disclosures_of_a_json_form_stand_where_they_must() {
    let plain = r#"{"alg":"HS256"}"#;
    for header in [r#"{"disclosures":"x"}"#, r#"{"disclosures":[5]}"#, r#"{"kb_jwt":5}"#, r#"{"kb_jwt":"garbage"}"#] {
        let found = judged(&flattened(plain, &format!(r#","header":{header}"#)), &Expected::default());
        assert_ne!(found.verdict.state, SignatureState::Valid, "{header}");
    }
    let (header, payload) = (encode(plain), encode(CLAIMS));
    let signature = hmac(&format!("{header}.{payload}"));
    let (evil, _) = disclosure(r#"["s","role","admin"]"#);
    let good = format!(r#"{{"protected":"{header}","signature":"{signature}"}}"#);
    let with = format!(r#"{{"protected":"{header}","signature":"{signature}","header":{{"disclosures":["{evil}"]}}}}"#);
    for signatures in [format!("{good},{with}"), format!("{with},{good}")] {
        let text = format!(r#"{{"payload":"{payload}","signatures":[{signatures}]}}"#);
        let Found::Tokens(tokens, _) = intake::find(&text) else { panic!("no token") };
        for token in tokens {
            let mut trial = Trial::new(token, SECRET);
            while trial.pending().is_some() {
                trial.answer(Answer::CannotTell);
            }
            let found = verification(Some(&trial), &text, NumericDate::from_seconds(NOW), &Expected::default());
            assert_eq!((found.verdict.state, found.verdict.fits), (SignatureState::Invalid, true), "{text}");
        }
    }
}

/// A clock that stands at a claim's very float has reached it, and the next change is never now.
#[test]
fn fractions_of_seconds_meet_their_claims() {
    for moment in [1_795_176_000.3, 1_795_176_000.1, 1_795_176_000.001, 1_795_176_000.5] {
        let text = with_claims(&format!(r#","exp":{moment}"#));
        let now = NumericDate::from_f64(moment);
        assert_eq!(report::report(&text, now).verdict.state, VerdictState::Expired, "{moment}");
    }
    let text = with_claims(r#","exp":1795176000.00000005"#);
    let report = report::report(&text, NumericDate::from_f64(1_795_176_000.0));
    let next = report.changes_at.unwrap();
    assert!(next > 1_795_176_000.0);
    assert_eq!(report::report(&text, NumericDate::from_f64(next)).verdict.state, VerdictState::Expired);
}
