//! SD-JWT: disclosures, the digests that stand for them, and the proof of the holder's key.

use sha2::{Digest, Sha256};

use super::*;

const TYPED: &str = r#"{"alg":"ES256","typ":"kb+jwt"}"#;
const BOUND: &str = r#""iat":1795175940,"aud":"https://verifier.example","nonce":"n-0S6_WzA2Mj""#;

fn digest(text: &str) -> String {
    encode(Sha256::digest(text))
}

/// The claims of a token in which `disclosures` have their digests, after `more` members.
fn claims(more: &str, disclosures: &[&str]) -> String {
    let digests: Vec<String> = disclosures.iter().map(|one| format!("\"{}\"", digest(one))).collect();
    format!(r#"{{{more}"iat":1795175940,"exp":1795176600,"_sd":[{}]}}"#, digests.join(","))
}

/// An SD-JWT that shows all of `disclosures`.
fn shown(claims: &str, disclosures: &[&str]) -> String {
    disclosures.iter().fold(signed(claims) + "~", |text, one| text + one + "~")
}

/// A good one with a key binding token, whose `sd_hash` is put into `said` at the `#`.
fn bound(header: &str, said: &str) -> (String, String) {
    let name = &encode(r#"["salt","name","Zoë"]"#);
    let presented = shown(&claims(r#""cnf":{"jkt":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"},"#, &[name]), &[name]);
    let proof = token(header, said.replace('#', &digest(&presented)), &SIGNATURE);
    (presented + &proof, proof)
}

fn proofs() -> Vec<Row> {
    let claims = |more: &str| format!("{{{more}{BOUND},\"sd_hash\":\"#\"}}");
    let (good, _) = bound(TYPED, &claims(""));
    let at = |proof: &str| segment(Role::KeyBinding, proof);
    let faulty = |header: &str, said: &str| {
        let (fires, proof) = bound(header, said);
        text("sdjwt-key-binding", Error, at(&proof), fires, good.clone())
    };
    let presented = good.rsplit_once('~').unwrap().0.to_owned() + "~";
    let jwk = r#"{"jkt":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"}"#;
    let keyless = shown(&super::sd_jwt::claims("", &[]), &[]);
    let proof = token(TYPED, claims("").replace('#', &digest(&keyless)), &SIGNATURE);
    let alone = claims("").replace("nonce", "once");
    vec![
        faulty(HEADER, &claims("")),
        faulty(UNSIGNED, &claims("")),
        faulty(TYPED, &claims("").replace("nonce", "once")),
        faulty(TYPED, &claims("").replace('#', "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0")),
        faulty(TYPED, "{"),
        text(
            "sdjwt-key-binding",
            Info,
            inside(Payload, "/cnf", jwk),
            presented.clone(),
            presented.split('~').next().unwrap().to_owned(),
        ),
        text("sdjwt-key-binding", Warning, at(&proof), format!("{keyless}{proof}"), good.clone()),
        text(
            "sdjwt-key-binding",
            Error,
            segment(Payload, encode(&alone)),
            token(TYPED, &alone, &SIGNATURE),
            token(TYPED, claims(""), &SIGNATURE),
        ),
    ]
}

pub(super) fn rows() -> Vec<Row> {
    let encoded = |json: &str| encode(json);
    let (name, admin) = (&encoded(r#"["salt","name","Zoë"]"#), &encoded(r#"["salt","admin",true]"#));
    let good = shown(&claims("", &[name]), &[name]);
    let at = |one: &str| segment(Role::Disclosure, one);
    let format = |one: &str| text("sdjwt-format", Error, at(one), shown(&claims("", &[one]), &[one]), good.clone());
    let lost = |one: &str, fires: String| text("sdjwt-disclosure-unreferenced", Error, at(one), fires, good.clone());
    let twice = format!("\"{}\"", digest(name));
    let doubled = shown(&claims("", &[name, name]), &[name]);
    let reserved = &encoded(r#"["salt","_sd",[]]"#);
    let other = &encoded(r#"["pepper","name","Bo"]"#);
    let hash = |name: &str| shown(&claims(&format!("\"_sd_alg\":\"{name}\","), &[name]), &[]);
    let (exp, iat) = (&encoded(r#"["salt","exp",1795176600]"#), &encoded(r#"["salt","iat",1795175940]"#));
    let hidden = |one: &str| {
        let claims = format!(r#"{{"iss":"https://issuer.example","_sd":["{}"]}}"#, digest(one));
        shown(&claims, &[one])
    };
    // Deeper, the same name limits nothing.
    let deep = {
        let outer = &encoded(&format!(r#"["salt","trip",{{"_sd":["{}"]}}]"#, digest(exp)));
        shown(&claims("", &[outer]), &[exp, outer])
    };
    let item = &encoded(r#"["salt","DE"]"#);
    let in_list = |one: &str| {
        shown(
            &format!(r#"{{"sub":"u1","exp":1795176600,"iat":1795175940,"x":["FR",{{"...":"{}"}}]}}"#, digest(one)),
            &[one],
        )
    };
    let limit: Vec<String> = (0..257).map(|number| encoded(&format!("[\"{number}\",\"n{number}\",1]"))).collect();
    let limit: Vec<&str> = limit.iter().map(String::as_str).collect();
    let (full, over) = (shown(&claims("", &limit), &limit[..256]), shown(&claims("", &limit), &limit));
    let mut rows = vec![
        format(&encoded(r#"["salt","name"]x"#)),
        format(&encoded(r#"["salt"]"#)),
        format(&encoded(r#"[1,"name","Zoë"]"#)),
        format(&(name.clone() + "=")),
        // An item of an array where a claim should be, and the other way round.
        format(item),
        text("sdjwt-format", Error, at(name), in_list(name), in_list(item)),
        text("sdjwt-format", Error, at(name), good.trim_end_matches('~').to_owned(), good.clone()),
        text("sdjwt-format", Info, Whole(over.clone()), over, full),
        lost(admin, shown(&claims("", &[name]), &[name, admin])),
        lost(&name.clone(), shown(&claims("", &[admin]), &[name])),
        text("sdjwt-disclosure-unreferenced", Error, inside(Payload, "/_sd/1", &twice), doubled, good.clone()),
        text("sdjwt-claim-name", Error, at(reserved), shown(&claims("", &[reserved]), &[reserved]), good.clone()),
        text(
            "sdjwt-claim-name",
            Error,
            at(name),
            shown(&claims(r#""name":"Al","#, &[name]), &[name]),
            shown(&claims(r#""nam":"Al","#, &[name]), &[name]),
        ),
        text(
            "sdjwt-claim-name",
            Error,
            at(other),
            shown(&claims("", &[name, other]), &[name, other]),
            shown(&claims("", &[name, other]), &[other]),
        ),
        text("sdjwt-hash", Error, inside(Payload, "/_sd_alg", "\"md5\""), hash("md5"), hash("sha-512")),
        text("sdjwt-hash", Error, inside(Payload, "/_sd_alg", "\"SHA-256\""), hash("SHA-256"), hash("sha-256")),
        text("sdjwt-hidden-validity", Warning, at(exp), hidden(exp), hidden(iat)),
        text("sdjwt-hidden-validity", Warning, at(exp), hidden(exp), deep),
    ];
    rows.extend(proofs());
    rows
}

/// Whatever else it is signed with, no digest is missed that was not computed.
#[test]
fn another_hash_is_no_mismatch() {
    let name = &encode(r#"["salt","name","Zoë"]"#);
    let report = inspect(&shown(&claims(r#""_sd_alg":"sha3-256","#, &[]), &[name]));
    assert!(!ids(&report).iter().any(|id| id.starts_with("sdjwt")), "{:?}", ids(&report));
    assert_eq!(report.tokens[0].disclosures[0].place, None);
}

/// Where there is too much to compare, nothing is said to be missing, but that it was too much is said.
#[test]
fn a_limit_is_no_mismatch() {
    let name = &encode(r#"["salt","name","Zoë"]"#);
    let report =
        |zeros: usize| inspect(&shown(&claims(&format!("\"x\":[{}0],", "0,".repeat(zeros)), &[name]), &[name]));
    assert_eq!(report(19_000).tokens[0].disclosures[0].place.as_deref(), Some(""));
    let over = report(20_000);
    assert_eq!(over.tokens[0].disclosures[0].place, None);
    let found: Vec<_> = findings(&over).filter(|finding| finding.id.starts_with("sdjwt")).collect();
    assert_eq!(
        found.iter().map(|finding| (finding.id, finding.severity)).collect::<Vec<_>>(),
        [("sdjwt-format", Info)]
    );
}

/// A disclosure may hold digests of others, whichever comes first.
#[test]
fn places_lead_through_disclosures() {
    let street = &encode(r#"["a","street/no","1 ~"]"#);
    let home = &encode(format!(r#"["b","home",{{"_sd":["{}","decoy"]}}]"#, digest(street)));
    let item = &encode(format!(r#"["c",{{"x":[{{"...":"{}"}}]}}]"#, digest("x")));
    let claims = format!(r#"{{"list":[1,{{"...":"{}"}}],"_sd":["{}"]}}"#, digest(item), digest(home));
    let report = inspect(&format!("Authorization: Bearer {}", shown(&claims, &[street, item, home])));
    let token = &report.tokens[0];
    let found: Vec<_> = token.disclosures.iter().map(|one| (one.name.as_deref(), one.place.as_deref())).collect();
    assert_eq!(found, [(Some("street/no"), Some("/home")), (None, Some("/list/1")), (Some("home"), Some(""))]);
    assert_eq!(token.withheld, Some(2));
    assert_eq!(token.profile, Some("sd-jwt"));
    assert!(!ids(&report).iter().any(|id| id.starts_with("sdjwt")), "{:?}", ids(&report));
}

/// The JSON serialization (RFC 9901 §8) says the same as the compact one.
#[test]
fn both_forms_say_the_same() {
    let (compact, proof) = bound(TYPED, &format!("{{{BOUND},\"sd_hash\":\"#\"}}"));
    let [header, payload, rest] = compact.splitn(3, '.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let [signature, disclosure, _] = rest.splitn(3, '~').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let json = format!(
        r#"{{"payload":"{payload}","protected":"{header}","signature":"{signature}","header":{{"disclosures":["{disclosure}"],"kb_jwt":"{proof}"}}}}"#
    );
    let [compact, json] = [&compact, &json].map(|text| inspect(text));
    let [one, other] = [&compact, &json].map(|report| &report.tokens[0].disclosures[0]);
    assert_eq!((&one.name, &one.value, &one.place), (&other.name, &other.value, &other.place));
    assert_eq!(one.place.as_deref(), Some(""));
    for report in [&compact, &json] {
        assert!(!ids(report).iter().any(|id| id.starts_with("sdjwt")), "{:?}", ids(report));
    }
}

/// A presentation as it should be raises no error and no warning.
#[test]
fn a_well_made_presentation_is_quiet() {
    let (name, exp) = (
        &encode(r#"["2GLC42sKQveCfGfryNRN9w","family_name","Möbius"]"#),
        &encode(r#"["eluV5Og3gSNII8EYnsxA_A","age",42]"#),
    );
    let more = r#""iss":"https://issuer.example.org","vct":"https://credentials.example.org/identity","cnf":{"jkt":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"},"#;
    let signature: Vec<u8> = SIGNATURE.iter().rev().chain(&SIGNATURE).map(|byte| byte & 0x7f).collect();
    let issued =
        token(r#"{"alg":"ES256","typ":"dc+sd-jwt","kid":"5f3a1c7e9b2d4086"}"#, claims(more, &[name, exp]), &signature);
    let presented = format!("{issued}~{name}~");
    let proof = token(TYPED, format!("{{{BOUND},\"sd_hash\":\"{}\"}}", digest(&presented)), &signature);
    for text in [format!("{presented}{proof}"), presented] {
        let report = inspect(&text);
        assert!(findings(&report).all(|finding| finding.severity == Info), "{:?}", ids(&report));
        assert_eq!(report.tokens[0].withheld, Some(1));
    }
}
