//! Numbers modulo the primes of curves: enough to ask whether a point of a public key is on its curve.
//!
//! Simple, not fast, and not in constant time: the point is public.

/// Enough for 2p of P-521.
const LIMBS: usize = 9;
/// The most bytes of a number.
pub(super) const MAX_BYTES: usize = 8 * LIMBS;

/// A number, its lowest 64 bits first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number([u64; LIMBS]);

impl Number {
    /// Of 32 bits each, the lowest first, as curves are written down.
    pub(super) fn of_limbs(limbs: &[u32]) -> Number {
        let mut number = Number([0; LIMBS]);
        for (place, pair) in number.0.iter_mut().zip(limbs.chunks(2)) {
            *place = pair.iter().rev().fold(0, |limb, &half| limb << 32 | u64::from(half));
        }
        number
    }

    /// Of big-endian bytes; those beyond the limbs are not read, since no coordinate has them.
    pub(super) fn of_bytes(bytes: &[u8]) -> Number {
        let mut number = Number([0; LIMBS]);
        for (place, digits) in number.0.iter_mut().zip(bytes.rchunks(8)) {
            *place = digits.iter().fold(0, |limb, &digit| limb << 8 | u64::from(digit));
        }
        number
    }

    pub(super) fn is_at_most(&self, other: &Number) -> bool {
        self.0.iter().rev().le(other.0.iter().rev())
    }

    /// The difference; `other` must not be bigger.
    pub(super) fn minus(&self, other: &Number) -> Number {
        let (mut result, mut borrow) = (*self, false);
        for (place, limb) in result.0.iter_mut().zip(other.0) {
            let (once, is_below) = place.overflowing_sub(limb);
            let (twice, is_again) = once.overflowing_sub(u64::from(borrow));
            (*place, borrow) = (twice, is_below || is_again);
        }
        result
    }

    /// The sum modulo `p`; both must be below it.
    pub(super) fn plus(&self, other: &Number, p: &Number) -> Number {
        let (mut result, mut carry) = (*self, false);
        for (place, limb) in result.0.iter_mut().zip(other.0) {
            let (once, is_over) = place.overflowing_add(limb);
            let (twice, is_again) = once.overflowing_add(u64::from(carry));
            (*place, carry) = (twice, is_over || is_again);
        }
        if p.is_at_most(&result) { result.minus(p) } else { result }
    }

    /// The product modulo `p`; both must be below it: doubled and added, bit by bit.
    pub(super) fn times(&self, other: &Number, p: &Number) -> Number {
        let mut result = Number([0; LIMBS]);
        for limb in other.0.iter().rev().skip_while(|&&limb| limb == 0) {
            for bit in (0..64).rev() {
                result = result.plus(&result, p);
                if limb >> bit & 1 == 1 {
                    result = result.plus(self, p);
                }
            }
        }
        result
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.iter().all(|&limb| limb == 0)
    }

    /// Whether it is a square modulo the odd prime `p`, and may be zero: the Legendre symbol, by halving and
    /// subtracting (Menezes et al., Handbook of Applied Cryptography, fact 2.146). It must be below `p`.
    pub(super) fn is_square(&self, p: &Number) -> bool {
        let (mut above, mut below, mut is_square) = (*self, *p, true);
        while !above.is_zero() {
            while above.low(1) == 0 {
                above = above.half();
                // 2 is no square modulo 3 and 5.
                is_square ^= matches!(below.low(3), 3 | 5);
            }
            if !below.is_at_most(&above) {
                is_square ^= above.low(2) == 3 && below.low(2) == 3;
                (above, below) = (below, above);
            }
            above = above.minus(&below);
        }
        is_square
    }

    /// Its lowest bits.
    fn low(&self, bits: u32) -> u64 {
        let [first, ..] = self.0;
        first & ((1 << bits) - 1)
    }

    fn half(&self) -> Number {
        let mut half = Number([0; LIMBS]);
        let above = self.0.iter().skip(1).chain(&[0]);
        for ((place, limb), next) in half.0.iter_mut().zip(self.0).zip(above) {
            *place = limb >> 1 | next << 63;
        }
        half
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_of_a_small_prime() {
        let p = Number::of_limbs(&[1_000_003]);
        let mut squares = std::collections::BTreeSet::new();
        for root in 0..2000_u32 {
            let root = Number::of_limbs(&[root]);
            squares.insert(root.times(&root, &p).0[0] as u32);
            assert!(root.times(&root, &p).is_square(&p));
        }
        // Minus one is no square modulo a prime that is 3 modulo 4, so what is opposite to a square is none.
        for square in squares.into_iter().filter(|&square| square > 0) {
            assert!(!Number::of_limbs(&[1_000_003 - square]).is_square(&p), "{square}");
        }
    }
}
