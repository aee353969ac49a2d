//! The signature.

use super::*;

pub(super) fn rows() -> Vec<Row> {
    let good = encode(GOOD);
    let with = |header: &str, bytes: usize| token(header, GOOD, &SIGNATURE[..bytes]);
    vec![
        text("signature-empty", Error, segment(Signature, ""), with(HEADER, 0), with(HEADER, 32)),
        text("alg-none-with-signature", Error, segment(Signature, encode(SIGNATURE)), with(UNSIGNED, 32), with(UNSIGNED, 0)),
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
