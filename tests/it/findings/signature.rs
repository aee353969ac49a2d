//! The signature.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let good = encode(GOOD);
    let with = |header: &str, bytes: usize| token(header, GOOD, &SIGNATURE[..bytes]);
    let es = |r: &[u8], s: &[u8]| token(r#"{"alg":"ES256"}"#, GOOD, &[r, s].concat());
    let rs = |bytes: usize| token(r#"{"alg":"RS256"}"#, GOOD, &SIGNATURE.repeat(bytes.div_ceil(32))[..bytes]);
    let one = [&[0; 31][..], &[1]].concat();
    let (less, order) = (order(0x50), order(0x51));
    let half: Vec<u8> =
        "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8".as_bytes().chunks(2).map(hex).collect();
    let above = [&half[..31], &[0xA9]].concat();
    let whole = |bytes: &[&[u8]]| segment(Signature, encode(bytes.concat()));
    let digits: String = SIGNATURE.iter().map(|byte| format!("{byte:02x}")).collect();
    let der = [&[0x30, 6, 2, 1, 5, 2, 1, 3][..]].concat();
    vec![
        text("sig-rsa-short", Error, segment(Signature, encode(&SIGNATURE.repeat(8)[..255])), rs(255), rs(256)),
        text("sig-der-ecdsa", Error, whole(&[&der]), es(&der, &[]), es(&der, &[0])),
        text(
            "sig-hex",
            Error,
            segment(Signature, digits.clone()),
            parts(&good, &digits),
            parts(&good, &digits.replacen('9', "g", 1)),
        ),
        text(
            "sig-hex",
            Error,
            whole(&[digits.as_bytes()]),
            parts(&good, &encode(&digits)),
            parts(&good, &encode(&digits[2..])),
        ),
        text(
            "sig-double-base64",
            Error,
            whole(&[encode(SIGNATURE).as_bytes()]),
            twice(&SIGNATURE),
            twice(&SIGNATURE[..31]),
        ),
        text("sig-ecdsa-zero", Error, whole(&[&[0; 32], &one]), es(&[0; 32], &one), es(&one, &one)),
        text("sig-ecdsa-zero", Error, whole(&[&one, &[0; 32]]), es(&one, &[0; 32]), es(&one, &half)),
        text("sig-ecdsa-range", Error, whole(&[&one, &order]), es(&one, &order), es(&one, &less)),
        text("sig-ecdsa-range", Error, whole(&[&order, &one]), es(&order, &one), es(&less, &one)),
        text("sig-ecdsa-high-s", Info, whole(&[&one, &above]), es(&one, &above), es(&one, &half)),
        text("sig-ecdsa-high-s", Info, whole(&[&one, &less]), es(&one, &less), es(&one, &order)),
        text("signature-empty", Error, segment(Signature, ""), with(HEADER, 0), with(HEADER, 32)),
        text(
            "alg-none-with-signature",
            Error,
            segment(Signature, encode(SIGNATURE)),
            with(UNSIGNED, 32),
            with(UNSIGNED, 0),
        ),
        text("sig-length", Error, segment(Signature, encode(&SIGNATURE[..31])), with(HEADER, 31), with(HEADER, 32)),
        text(
            "sig-placeholder",
            Warning,
            segment(Signature, "signature_here"),
            parts(&good, "signature_here"),
            parts(&good, "signatura_here"),
        ),
        text(
            "sig-placeholder",
            Warning,
            segment(Signature, encode([7; 32])),
            parts(&good, &encode([7; 32])),
            parts(&good, &encode(SIGNATURE)),
        ),
    ]
}

/// A token whose signature was encoded twice.
fn twice(signature: &[u8]) -> String {
    parts(&encode(GOOD), &encode(encode(signature)))
}

/// The order of P-256 with another last byte; 0x51 is its own.
fn order(last: u8) -> Vec<u8> {
    let mut order: Vec<u8> =
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632500".as_bytes().chunks(2).map(hex).collect();
    order[31] = last;
    order
}

fn hex(digits: &[u8]) -> u8 {
    u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap()
}
