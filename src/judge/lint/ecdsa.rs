//! The two numbers of an ECDSA signature (RFC 7518 §3.4), held against the order of the curve.

use crate::judge::subject::Subject;
use crate::registry::curves::{P256, P384, P521, SECP256K1};

/// The order of a curve's group and half of it, both big-endian and as long as R and S.
#[derive(Debug)]
pub(super) struct GroupOrder {
    alg: &'static str,
    pub(super) order: &'static [u8],
    pub(super) half: &'static [u8],
}

const CURVES: &[GroupOrder] = &[
    GroupOrder { alg: "ES256", order: &P256, half: &half(P256) },
    GroupOrder { alg: "ES384", order: &P384, half: &half(P384) },
    GroupOrder { alg: "ES512", order: &P521, half: &half(P521) },
    GroupOrder { alg: "ES256K", order: &SECP256K1, half: &half(SECP256K1) },
];

/// A signature's numbers, each as long as the order, so that they compare as bytes do.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) r: &'a [u8],
    pub(super) s: &'a [u8],
    pub(super) curve: &'static GroupOrder,
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
            assert_eq!(
                (curve.order.len(), curve.order.last().map(|byte| byte & 1)),
                (curve.half.len(), Some(1)),
                "{}",
                curve.alg
            );
        }
    }
}
