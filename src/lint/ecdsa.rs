//! The two numbers of an ECDSA signature (RFC 7518 §3.4), held against the order of the curve.

use crate::subject::Subject;

/// The order of a curve's group and half of it, both big-endian and as long as R and S.
#[derive(Debug)]
pub(super) struct Curve {
    alg: &'static str,
    pub(super) order: &'static [u8],
    pub(super) half: &'static [u8],
}

const P256: [u8; 32] = number("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
const P384: [u8; 48] = number("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");
const P521: [u8; 66] = number(
    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
);
const SECP256K1: [u8; 32] = number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

/// SEC 2 §2.
const CURVES: &[Curve] = &[
    Curve { alg: "ES256", order: &P256, half: &half(P256) },
    Curve { alg: "ES384", order: &P384, half: &half(P384) },
    Curve { alg: "ES512", order: &P521, half: &half(P521) },
    Curve { alg: "ES256K", order: &SECP256K1, half: &half(SECP256K1) },
];

/// A signature's numbers, each as long as the order, so that they compare as bytes do.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) r: &'a [u8],
    pub(super) s: &'a [u8],
    pub(super) curve: &'static Curve,
}

impl Pair<'_> {
    /// Which of them is zero, in words.
    pub(super) fn zero(&self) -> Option<&'static str> {
        let is_zero = |number: &[u8]| number.iter().all(|&byte| byte == 0);
        match (is_zero(self.r), is_zero(self.s)) {
            (true, true) => Some("R and S are zero"),
            (true, false) => Some("R is zero"),
            (false, true) => Some("S is zero"),
            (false, false) => None,
        }
    }
}

/// The numbers of a signature that has the length of its ECDSA algorithm.
pub(super) fn ecdsa<'a>(subject: &Subject<'a>) -> Option<Pair<'a>> {
    let alg = subject.alg.as_deref().filter(|alg| alg.starts_with("ES"))?;
    let curve = CURVES.iter().find(|curve| curve.alg == alg)?;
    let (r, s) = subject.token.signature.split_at_checked(curve.order.len())?;
    (s.len() == r.len()).then_some(Pair { r, s, curve })
}

/// The bytes of hexadecimal digits, computed by the compiler.
const fn number<const N: usize>(digits: &str) -> [u8; N] {
    let digits = digits.as_bytes();
    assert!(digits.len() == 2 * N);
    let mut bytes = [0; N];
    let mut at = 0;
    while at < digits.len() {
        let digit = digits[at];
        let value = if digit.is_ascii_digit() { digit - b'0' } else { digit - b'a' + 10 };
        bytes[at / 2] = bytes[at / 2] << 4 | value;
        at += 1;
    }
    bytes
}

/// Half of it, rounded down.
const fn half<const N: usize>(number: [u8; N]) -> [u8; N] {
    let mut bytes = number;
    let mut at = N;
    while at > 0 {
        at -= 1;
        let carry = if at == 0 { 0 } else { number[at - 1] & 1 };
        bytes[at] = number[at] >> 1 | carry << 7;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_halves() {
        assert_eq!(half([0x01, 0x01, 0xFF]), [0x00, 0x80, 0xFF]);
        for curve in CURVES {
            assert_eq!((curve.order.len(), curve.order.last().map(|byte| byte & 1)), (curve.half.len(), Some(1)), "{}", curve.alg);
        }
        assert_eq!(number::<2>("0fa1"), [0x0F, 0xA1]);
    }
}
