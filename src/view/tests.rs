//! Whole views of real texts, held to checked-in pictures of their nodes. `UPDATE=1 cargo test view` accepts what
//! changed.

use std::path::Path;

use super::*;
use crate::report::{Severity, shown};

mod bounds;
mod signature;

/// 20 November 2026, 12:00:00 UTC.
const NOW: i64 = 1_795_176_000;

/// The views of `text` one hour east of UTC, as lines.
fn lines(text: &str) -> String {
    lines_with(text, &Options::default(), false)
}

fn lines_with(text: &str, options: &Options, pinned: bool) -> String {
    lines_checked(text, None, options, pinned)
}

/// The same with what a check of the signature came to.
fn lines_checked(text: &str, checked: Option<&Verification>, options: &Options, pinned: bool) -> String {
    let now = NumericDate::from_seconds(NOW);
    let report = shown(text, now);
    let context = Context { now, pinned, offset: Some(&|_| 3_600), chosen: 0, options, rendition: Rendition::Json };
    let mut nodes = head(&report, text, checked, &context);
    nodes.extend(
        report
            .tokens
            .first()
            .and_then(|token| machine::controls(timeline::Validity::of(token), &context))
            .map(Node::from),
    );
    let Body { found, document } = body(&report, &Source::new(text), &context);
    nodes.extend(found);
    nodes.extend(document);
    nodes.iter().map(Node::to_string).collect()
}

#[track_caller]
fn check(name: &str, text: &str) {
    check_lines(name, &lines(text));
}

#[track_caller]
fn check_lines(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view/snapshots").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).expect("the folder of snapshots is there");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = found.lines().zip(expected.lines()).position(|(one, other)| one != other);
    assert_eq!(found, expected, "{name} differs, first in line {differs:?} (from 0)");
}

fn token(header: &str, payload: &str) -> String {
    use base64::Engine;
    let encode = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", encode(header), encode(payload), encode("a signature of thirty-two bytes."))
}

#[test]
fn nothing_pasted_shows_nothing() {
    assert_eq!(lines(""), "");
}

#[test]
fn what_is_not_listed_is_counted() {
    let members = vec![r#""email":1"#; 20].join(",");
    let shown = lines(&token(r#"{"alg":"HS256"}"#, &format!("{{{members}}}")));
    assert!(shown.contains("And 4 more of the kind, not listed."), "{shown}");
}

/// Where nobody can paste anything, an empty frame would be a riddle.
#[test]
fn a_sample_without_a_token_says_so() {
    let shown = lines_with("", &Options { is_read_only: true, ..Options::default() }, false);
    assert!(shown.contains("There is no token here yet."), "{shown}");
}

#[test]
fn not_a_token() {
    check("not-a-token", "good morning");
}

#[test]
fn a_usual_token() {
    let payload = r#"{"iss":"https://login.example","sub":"u-42","aud":"https://api.example","iat":1795175820,"exp":1795176720,"jti":"5f0c2c9e"}"#;
    check("usual", &token(r#"{"alg":"HS256","typ":"JWT"}"#, payload));
}

#[test]
fn an_expired_token_inside_other_text() {
    let payload = r#"{"sub":"u-42","iat":1794916800,"exp":1794920400}"#;
    check("expired", &format!("Authorization: Bearer {}", token(r#"{"alg":"HS256"}"#, payload)));
}

#[test]
fn members_as_they_stand() {
    let payload = "{\"id\":100002348117421473,\"w\":3.0,\"b\":1,\"b\":2,\"s\":\"\\ud800\",\"bidi\":\"x\u{202e}gnp\",\"realm\":{\"roles\":[\"a\",\"b\"],\"deep\":[[1],{}]}}";
    check("odd", &token(r#"{"alg":"HS256","\u0061lg":"none"}"#, payload));
}

/// What is not under the signature is shown below what is, and said to be so; also where it is all there is.
#[test]
fn what_is_not_protected() {
    let part = |text: &str| crate::text::base64url::encode(text.as_bytes());
    let payload = part(r#"{"sub":"u-42","iat":1795175820,"exp":1795176720}"#);
    let protected = part(r#"{"alg":"ES256","typ":"JWT"}"#);
    let own = r#"{"kid":"k1","x5u":"https://keys.example/1","kid":"k2","new\u0061":{"jwk":1}}"#;
    let signature = part("a signature of sixty-four bytes, which is what ES256 would make.");
    let text =
        format!(r#"{{"payload":"{payload}","protected":"{protected}","header":{own},"signature":"{signature}"}}"#);
    check("unprotected", &text);
    let copied = |what: &str| copy::copied(what, &shown(&text, NumericDate::from_seconds(NOW)), 0, &text);
    assert_eq!(copied("unprotected 0").as_deref(), Some(own));
    assert_eq!(copied("unprotected 0 7 11").as_deref(), Some("k1"));
    assert_eq!((copied("unprotected 1"), copied("unprotected")), (None, None));
    let alone = format!(r#"{{"payload":"{payload}","header":{{"alg":"ES256"}},"signature":"{signature}"}}"#);
    let alone = lines(&alone);
    assert!(alone.contains("There is no protected header.") && alone.contains("Unprotected header"), "{alone}");
    assert!(!alone.contains("cannot be decoded") && !alone.contains("There is none."), "{alone}");
    let shared = format!(
        r#"{{"protected":"{}","unprotected":{{"jku":"https://keys.example/"}},"header":{{}},"iv":"AAAAAAAAAAAAAAAA","ciphertext":"AAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"}}"#,
        part(r#"{"alg":"dir","enc":"A128GCM"}"#)
    );
    let shared = lines(&shared);
    assert!(
        shared.contains("Unprotected header, for all recipients")
            && shared.contains("Not under the authentication tag"),
        "{shared}"
    );
    let many: String = (0..400).map(|index| format!("\"k{index}\":1,")).collect();
    let long = lines(&format!(
        r#"{{"payload":"{payload}","protected":"{protected}","header":{{{many}"z":1}},"signature":"{signature}"}}"#
    ));
    assert!(long.contains("101 more members"), "{long}");
}

#[test]
fn what_values_and_members_mean() {
    let payload = r#"{"amr":["pwd","otp","new"],"email_verified":"true","cnf":{"jkt":"x","new":1}}"#;
    check("meanings", &token(r#"{"alg":"PS256","typ":"at+jwt"}"#, payload));
}

/// Claims that their holder discloses: plain, nested, an item, and one that nobody signed; and the proof of the key.
#[test]
fn disclosed_claims() {
    use crate::text::base64url::encode;
    use sha2::{Digest, Sha256};
    let digest = |text: &str| encode(&Sha256::digest(text.as_bytes()));
    let street = encode(r#"["q1","street_address","Am Ring 1"]"#.as_bytes());
    let address = encode(format!(r#"["q2","address",{{"country":"DE","_sd":["{}"]}}]"#, digest(&street)).as_bytes());
    let item = encode(r#"["q3","DE"]"#.as_bytes());
    let stray = encode("[\"q4\",\"x\u{202e}\",1]".as_bytes());
    let payload = format!(
        r#"{{"iss":"https://issuer.example","iat":1795175820,"nationalities":["FR",{{"...":"{}"}}],"_sd":["{}","kept"]}}"#,
        digest(&item),
        digest(&address)
    );
    let issued = token(r#"{"alg":"ES256","typ":"example+sd-jwt"}"#, &payload);
    let presented = format!("{issued}~{address}~{street}~{item}~{stray}~bad~");
    let bound = format!(
        r#"{{"iat":1795175820,"aud":"https://verifier.example","nonce":"n-0S6","sd_hash":"{}"}}"#,
        digest(&presented)
    );
    let proof = token(r#"{"alg":"ES256","typ":"kb+jwt"}"#, &bound);
    let text = presented + &proof;
    check("disclosed", &text);
    let report = shown(&text, NumericDate::from_seconds(NOW));
    let copied = |what: &str| copy::copied(what, &report, 0, &text);
    assert_eq!(copied("binding"), Some(proof));
    assert_eq!(copied("disclosure 1").as_deref(), Some("Am Ring 1"));
    assert_eq!(copied("disclosure 3").as_deref(), Some("1"));
    assert_eq!(copied("disclosure 4"), None);
}

/// What a documentation shows of its own tokens: less of what is general, and the site's words on its claims.
#[test]
fn a_sample() {
    let payload =
        r#"{"iss":"https://login.example","tenant":"acme-7","place":{"room":4},"iat":1795175820,"exp":1795176720}"#;
    let label = |name: &str, words: &str| [name.to_owned(), words.to_owned()];
    let options = Options {
        layout: Layout::Compact,
        is_read_only: true,
        labels: vec![
            label("tenant", "<b>The customer</b>"),
            label("place.room", "Where the device stands"),
            label("ten", "not this one"),
        ],
        language: "de".to_owned(),
        ..Options::default()
    };
    check_lines("compact", &lines_with(&token(r#"{"alg":"HS256","typ":"JWT"}"#, payload), &options, true));
}

/// What is broken is shown as it stands, also where little is said.
#[test]
fn a_part_without_a_member_that_can_be_read() {
    let shown = |payload: &str, layout: Layout| {
        lines_with(&token(r#"{"alg":"HS256"}"#, payload), &Options { layout, ..Options::default() }, false)
    };
    for layout in [Layout::Full, Layout::Compact] {
        let broken = shown("{\"sub", layout);
        assert!(
            broken.contains("No member of it can be read:") && broken.contains("data-key=\"raw payload\" open"),
            "{broken}"
        );
    }
    assert!(shown(" {} ", Layout::Compact).contains("No members: {}"));
    assert!(shown(" {} ", Layout::Full).contains("span class=\"nested\": \"{}\""));
}

/// Lines would end what is cut with a brace of their own.
#[test]
fn what_is_broken_has_no_lines() {
    for payload in [r#"{"sub":"u","exp"#, r#"{"sub":"u"}}"#, r#"{"sub":"u",}"#, r#"{"a":{"b":1}"#, "{\"a\":1} x"] {
        let lines = lines(&token(r#"{"alg":"HS256"}"#, payload));
        let shown = lines.split("data-at=\"payload\"").nth(1).unwrap_or_default();
        let shown = shown.split("data-at=\"header\"").next().unwrap_or_default();
        assert!(!shown.contains("class=\"json\"") && shown.contains("class=\"raw\""), "{payload}: {shown}");
    }
}

/// Each view shows its sections and no others.
#[test]
fn sections_of_each_view() {
    let text = token(r#"{"alg":"HS256"}"#, r#"{"sub":"u","exp":1795176720,"nbf":1}"#);
    let parts = [
        "part=\"verdict\"",
        "data-live=\"timeline\"",
        "part=\"token\"",
        "part=\"payload\"",
        "part=\"findings\"",
        "part=\"weight\"",
    ];
    let found = |layout: Layout| {
        let shown = lines_with(&text, &Options { layout, is_read_only: true, ..Options::default() }, false);
        parts.map(|part| shown.contains(part))
    };
    assert_eq!(found(Layout::Full), [true, true, true, true, true, true]);
    assert_eq!(found(Layout::Compact), [true, false, true, true, true, false]);
    assert_eq!(found(Layout::Claims), [false, false, false, true, false, false]);
    for layout in [Layout::Json, Layout::Payload] {
        assert_eq!(found(layout), [false, false, false, true, false, false]);
        let options = Options { layout, is_read_only: true, ..Options::default() };
        let shown = lines_with(&text, &options, false);
        assert!(shown.contains("class=\"json\"") && !shown.contains("class=\"forms\""));
        assert_eq!(shown.contains("part=\"header\""), layout == Layout::Json);
    }
    assert_eq!(found(Layout::Findings), [true, false, false, false, true, false]);
    assert_eq!(found(Layout::Timeline), [true, true, false, false, false, false]);
    assert_eq!(Layout::NAMES.map(|(name, layout)| Layout::named(name) == layout), [true; 7]);
    assert_eq!(Layout::named("no such view"), Layout::Full);
}

/// A caption comes first, and what is to be looked at is marked, as lines and as rows; both are text.
#[test]
fn captions_and_highlights() {
    let text = token(r#"{"alg":"HS256"}"#, r#"{"sub":"u","exp":1795176720}"#);
    for (layout, class) in [(Layout::Payload, "member lit"), (Layout::Claims, "row lit"), (Layout::Full, "member lit")]
    {
        let (caption, highlights) = ("<b>An example</b>".to_owned(), vec!["exp".to_owned(), "nbf".to_owned()]);
        let options = Options { layout, caption, highlights, ..Options::default() };
        let shown = lines_with(&text, &options, false);
        assert!(
            shown.starts_with("p class=\"caption\" part=\"caption\" dir=\"auto\": \"<b>An example</b>\""),
            "{shown}"
        );
        assert!(shown.contains(&format!("class={class:?} data-at=\"payload 1\"")), "{layout:?}");
        assert_eq!(shown.matches(&format!("class={class:?}")).count(), 1, "{layout:?}");
    }
}

/// Findings that a site does not ask for are neither listed nor counted nor flagged at a member.
#[test]
fn severities_that_are_shown() {
    let text = token(r#"{"alg":"HS256"}"#, r#"{"sub":"u","exp":1795172400}"#);
    let shown = |severities: Vec<Severity>| lines_with(&text, &Options { severities, ..Options::default() }, false);
    let has = |shown: &str| {
        ["finding error", "finding warning", "finding info", "flag error"].map(|class| shown.contains(class))
    };
    assert_eq!(has(&shown(vec![Severity::Error, Severity::Warning, Severity::Info])), [true, true, true, true]);
    assert_eq!(has(&shown(vec![Severity::Warning])), [false, true, false, false]);
    assert_eq!(has(&shown(vec![])), [false, false, false, false]);
}

/// A site that leaves findings out must not make a token look better than it is.
#[test]
fn findings_that_are_not_shown_are_no_all_clear() {
    let shown = |text: &str, severities: Vec<Severity>| {
        lines_with(text, &Options { severities, ..Options::default() }, false).contains("No problems")
    };
    let expired = token(r#"{"alg":"HS256"}"#, r#"{"sub":"u","exp":1795172400}"#);
    for severities in [vec![], vec![Severity::Info], vec![Severity::Warning]] {
        assert!(!shown(&expired, severities.clone()), "{severities:?}");
    }
    let encrypted =
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA";
    assert!(shown(encrypted, vec![]));
    assert!(shown(encrypted, vec![Severity::Error]));
}

/// A sample has no buttons on its rows, and flags what the site asks for, of disclosed claims too.
#[test]
fn disclosed_claims_of_a_sample() {
    let stray = crate::text::base64url::encode(br#"["q4","name",1]"#);
    let text = format!("{}~{stray}~", token(r#"{"alg":"ES256"}"#, r#"{"_sd":["kept"]}"#));
    let flag = "Disclosures and digests do not match";
    let shown = |layout, severities| {
        lines_with(&text, &Options { layout, severities, is_read_only: true, ..Options::default() }, false)
    };
    let full = shown(Layout::Claims, vec![Severity::Error]);
    assert!(full.contains("Copy the value") && full.contains(flag), "{full}");
    let brief = shown(Layout::Compact, vec![]);
    assert!(!brief.contains("Copy the value") && !brief.contains(flag), "{brief}");
}

#[test]
fn an_encrypted_token() {
    check(
        "encrypted",
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA",
    );
}

#[test]
fn a_token_that_stands_in_a_text_again_is_one_choice() {
    let (one, other) = (token(r#"{"alg":"HS256"}"#, r#"{"sub":"a"}"#), token(r#"{"alg":"HS256"}"#, r#"{"sub":"b"}"#));
    let text =
        format!("-H 'Authorization: Bearer {one}' id_token='{other}' 'authorization: bearer {one}' 'Cookie: s={one}'");
    let shown = lines_with(&text, &Options::default(), false);
    assert!(shown.contains("2 tokens in 4 places"), "{shown}");
    assert!(shown.contains(" \u{d7}3"), "{shown}");
    assert!(shown.contains(" · in Authorization, s") && shown.contains(" · in id_token"), "{shown}");
    assert_eq!(shown.matches("data-do=\"choose\"").count(), 2, "{shown}");
    // Two signatures of one JSON form are two tokens.
    let [_, payload, _] = one.splitn(3, '.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let signature = r#"{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAA"}"#;
    let form = format!(r#"{{"payload":"{payload}","signatures":[{signature},{signature}]}}"#);
    assert_eq!(lines_with(&form, &Options::default(), false).matches("data-do=\"choose\"").count(), 2);
}
