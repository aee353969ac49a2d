//! Verdicts at the edges of what decides them.

use jotglass::jose::der::{self, BIT_STRING, OBJECT_IDENTIFIER, SEQUENCE, encode_number};
use jotglass::jose::key::public_key_in;
use jotglass::report::{Format, Outcome, Role};

use crate::support::{SIGNATURE, encode, inspect, only, signed, token};

/// The sentence and the summary on one token.
#[track_caller]
fn said(text: &str) -> (String, String) {
    let report = inspect(text);
    let verdict = &only(&report).verdict;
    (verdict.sentence.clone(), verdict.summary.clone())
}

#[test]
fn a_time_beyond_every_clock_is_before_or_after_it() {
    assert_eq!(said(&signed(r#"{"exp":-1e400}"#)).0, "Expired before every clock");
    assert!(!said(&signed(r#"{"exp":1e400}"#)).0.starts_with("Expired"));
}

#[test]
fn an_algorithm_that_signs_nothing_is_told_from_one_that_does() {
    let summary = |alg: &str| said(&token(&format!(r#"{{"alg":"{alg}"}}"#), r#"{"exp":1795176600}"#, &SIGNATURE)).1;
    assert!(summary("HS256").contains("Signed with HS256."), "{}", summary("HS256"));
    for alg in ["A128GCM", "RSA-OAEP"] {
        assert!(summary(alg).contains(&format!("It names {alg}, which signs nothing.")), "{}", summary(alg));
    }
}

/// Bytes that are not UTF-8 may be the payload of a JWS (RFC 7515 §3), and never its header.
#[test]
fn where_bytes_are_no_text_decides() {
    let outcome = |header: &[u8], payload: &[u8]| {
        inspect(&format!("{}.{}.{}", encode(header), encode(payload), encode(SIGNATURE))).outcome
    };
    assert_eq!(outcome(br#"{"alg":"HS256"}"#, b"hello \xff"), Outcome::Decoded);
    assert_eq!(outcome(br#"{"alg":"HS256","typ":"JWT"}"#, b"hello \xff"), Outcome::Partial);
    assert_eq!(outcome(b"{\"alg\":\"HS256\",\"x\":\"\xff\"}", b"hello"), Outcome::Partial);
}

/// A public key inside a secret is told by its algorithm, whatever its size: other DER is as good a secret as any.
#[test]
fn a_public_key_in_a_secret_is_told_from_other_der() {
    let spki = |id: &[u8]| {
        let algorithm = der::encode(SEQUENCE, &[&der::encode(OBJECT_IDENTIFIER, &[id])]);
        der::encode(SEQUENCE, &[&algorithm, &der::encode(BIT_STRING, &[&[0; 33]])])
    };
    assert!(public_key_in(&spki(b"\x2b\x65\x70")).is_some());
    assert!(public_key_in(&spki(b"\x2a\x86\x48\xce\x38\x04\x01")).is_some());
    assert_eq!(public_key_in(&spki(b"\x2a\x03\x04\x05")), None);
    // The length of the whole takes one byte more than itself, two, or three.
    for bytes in [96, 128, 256] {
        let modulus = [&[0xC5][..], &vec![0x5B; bytes - 1]].concat();
        let rsa = |modulus: &[u8]| der::encode(SEQUENCE, &[&encode_number(modulus), &encode_number(&[1, 0, 1])]);
        assert!(public_key_in(&rsa(&modulus)).is_some(), "{bytes} bytes");
        let even = [&modulus[..bytes - 1], &[0x5A]].concat();
        assert_eq!(public_key_in(&rsa(&even)), None, "{bytes} bytes");
    }
}

/// Bytes that are no text are told by either: what is not UTF-8, or controls.
#[test]
fn bytes_are_told_from_text() {
    let format = |payload: &[u8]| {
        let report = inspect(&token(r#"{"alg":"HS256"}"#, payload, &SIGNATURE));
        only(&report).payload.as_ref().map(|part| part.format)
    };
    assert_eq!(format(&[0xFF; 40]), Some(Format::Binary));
    assert_eq!(format(&[0x01; 40]), Some(Format::Binary));
    assert_eq!(format(b"a plain text of some length, with one odd byte \xff"), Some(Format::Text));
}

/// Hexadecimal digits are one number however they are parted, but not across a word.
#[test]
fn digits_of_a_public_key_go_on_until_a_word() {
    let key = der::encode(SEQUENCE, &[&encode_number(&[&[0xC5][..], &[0x5B; 127]].concat()), &encode_number(&[3])]);
    let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    let (one, other) = key.split_at(40);
    assert!(public_key_in(format!("{} {}", digits(one), digits(other)).as_bytes()).is_some());
    assert_eq!(public_key_in(format!("{} tail {}", digits(one), digits(other)).as_bytes()), None);
}

/// A part alone is a header where one of three parameters says so, and else a payload.
#[test]
fn one_part_alone_is_what_it_reads_like() {
    let role = |part: &str| only(&inspect(&encode(part))).segments[0].role;
    for header in [r#"{"alg":"HS256"}"#, r#"{"enc":"A128GCM"}"#, r#"{"typ":"JWT"}"#] {
        assert_eq!(role(header), Role::Header, "{header}");
    }
    assert_eq!(role(r#"{"sub":"u1","exp":1795176600}"#), Role::Payload);
}

#[test]
fn a_parameter_that_stands_twice_is_what_is_said() {
    let twice = token(r#"{"alg":"HS256","alg":"HS256"}"#, r#"{"exp":1795176600}"#, &SIGNATURE);
    assert_eq!(said(&twice).0, "Ambiguous: a header parameter occurs twice");
}

/// Of two parts of a header each value is found in its own.
#[test]
fn a_finding_is_in_the_part_of_the_header_that_it_is_about() {
    let place = |protected: &str, unprotected: &str, rule: &str| {
        let (protected, payload) = (encode(protected), encode(r#"{"exp":1795176600}"#));
        let signature = encode(SIGNATURE);
        let report = inspect(&format!(
            r#"{{"payload":"{payload}","protected":"{protected}","header":{unprotected},"signature":"{signature}"}}"#
        ));
        let found = only(&report).findings.iter().find(|finding| finding.id == rule);
        found.map(|finding| (finding.place.segment, finding.place.pointer.clone()))
    };
    let kid = r#"{"kid":"../../etc/passwd"}"#;
    let header = Some((Some(Role::Header), Some("/kid".to_owned())));
    assert_eq!(place(r#"{"alg":"HS256","kid":"../../etc/passwd"}"#, r#"{"x5t":"AA"}"#, "kid-path"), header);
    assert_ne!(place(r#"{"alg":"HS256"}"#, kid, "kid-path"), header);
}
