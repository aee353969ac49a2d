//! Whether the bytes of an Edwards key are a point that can be a key: below p, on the curve -x² + y² = 1 + dx²y²
//! (Ed25519) or x² + y² = 1 + dx²y² (Ed448), and not of small order (RFC 8032 §5.1.3, §5.2.3; RFC 7748 §4).
//!
//! Engines differ in all of that. Under a key of small order one signature fits every message, or every eighth.

use super::number::{MAX_BYTES, Number};

/// A curve in Edwards form.
struct EdwardsCurve {
    name: &'static str,
    /// The bytes of a point: y, little-endian, and the sign of x in the highest bit.
    length: usize,
    p: &'static [u32],
    d: &'static [u32],
    /// Whether x² has the factor -1.
    is_twisted: bool,
}

const CURVES: &[EdwardsCurve] = &[
    EdwardsCurve {
        name: "Ed25519",
        length: 32,
        p: &[0xffff_ffed, !0, !0, !0, !0, !0, !0, 0x7fff_ffff],
        d: &[0x1359_78a3, 0x75eb_4dca, 0x4141_d8ab, 0x0070_0a4d, 0x7779_e898, 0x8cc7_4079, 0x2b6f_fe73, 0x5203_6cee],
        is_twisted: true,
    },
    EdwardsCurve {
        name: "Ed448",
        length: 57,
        p: &[!0, !0, !0, !0, !0, !0, !0, 0xffff_fffe, !0, !0, !0, !0, !0, !0],
        // p - 39081
        d: &[0xffff_6756, !0, !0, !0, !0, !0, !0, 0xffff_fffe, !0, !0, !0, !0, !0, !0],
        is_twisted: false,
    },
];

const BIG: &str = "expected a number below the prime of its curve, but found a larger one";
const OFF: &str = "expected a point on its curve, but found one that is not";
const SMALL: &str =
    "expected a point of large order, but found one of small order, under which one signature fits many messages";

/// Why these bytes can be no key on `curve`; `None` where they can, and for other curves.
pub(super) fn fault(curve: &str, point: &[u8]) -> Option<&'static str> {
    let curve = CURVES.iter().find(|known| known.name == curve && known.length == point.len())?;
    let mut digits: Vec<u8> = point.iter().rev().copied().collect();
    if let Some(highest) = digits.first_mut() {
        *highest &= 0x7F;
    }
    let (p, d, y) = (Number::of_limbs(curve.p), Number::of_limbs(curve.d), Number::of_bytes(&digits));
    // For Ed448 the highest byte is the sign alone.
    if p.is_at_most(&y) || digits.len() > MAX_BYTES {
        return Some(BIG);
    }
    let one = Number::of_limbs(&[1]);
    let square = y.times(&y, &p);
    let product = d.times(&square, &p);
    let minus_one = |number: &Number| number.plus(&p.minus(&one), &p);
    // 2y² + dy⁴ = 1 where x² = -y², so that doubling leads to y = 0, which is of order 4.
    let is_eighth = || square.plus(&square, &p).plus(&product.times(&square, &p), &p) == one;
    if square.is_zero() || square == one || curve.is_twisted && is_eighth() {
        return Some(SMALL);
    }
    // x² = (y² - 1) / (dy² + 1), or over dy² - 1; a quotient is a square where the product is.
    let below = if curve.is_twisted { product.plus(&one, &p) } else { minus_one(&product) };
    (!minus_one(&square).times(&below, &p).is_square(&p)).then_some(OFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::base64url::decode;

    fn bytes(hex: &str) -> Vec<u8> {
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    #[test]
    fn keys_of_the_specifications_can_be_keys() {
        for x in [
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
            // The base point.
            "5866666666666666666666666666666666666666666666666666666666666666",
        ] {
            assert_eq!(fault("Ed25519", &bytes(x)), None, "{x}");
        }
        for x in [
            "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180",
            "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480",
        ] {
            assert_eq!(fault("Ed448", &bytes(x)), None, "{x}");
        }
        assert_eq!(fault("X25519", &[0; 32]), None);
    }

    /// The eight points of order 8, 4, 2 and 1, and all other spellings of them.
    #[test]
    fn points_of_small_order_are_no_keys() {
        let zeros = |first: &str| format!("{first}{}", "0".repeat(64 - first.len()));
        let ones = |first: &str, last: &str| format!("{first}{}{last}", "f".repeat(62 - first.len()));
        for (y, why) in [
            (zeros("00"), SMALL),
            (zeros("01"), SMALL),
            (ones("ec", "7f"), SMALL),
            ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05".to_owned(), SMALL),
            ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a".to_owned(), SMALL),
            (ones("ed", "7f"), BIG),
            (ones("ee", "7f"), BIG),
            (ones("ff", "7f"), BIG),
        ] {
            let mut point = bytes(&y);
            assert_eq!(fault("Ed25519", &point), Some(why), "{y}");
            point[31] |= 0x80;
            assert_eq!(fault("Ed25519", &point), Some(why), "{y} with the sign");
        }
        let mut point = [0; 57];
        for (first, why) in [(0, SMALL), (1, SMALL)] {
            point[0] = first;
            assert_eq!(fault("Ed448", &point), Some(why));
            point[56] = 0x80;
            assert_eq!(fault("Ed448", &point), Some(why));
            point[56] = 1;
            assert_eq!(fault("Ed448", &point), Some(BIG));
            point[56] = 0;
        }
        let minus_one = [&[0xFE][..], &[0xFF; 27], &[0xFE], &[0xFF; 27], &[0]].concat();
        assert_eq!(fault("Ed448", &minus_one), Some(SMALL));
    }

    #[test]
    fn half_of_all_numbers_are_on_no_curve() {
        for (curve, length) in [("Ed25519", 32), ("Ed448", 57)] {
            let mut point = vec![0; length];
            let off = (2..=201).filter(|&y| {
                point[0] = y;
                fault(curve, &point) == Some(OFF)
            });
            assert!((70..130).contains(&off.count()), "{curve}");
        }
        // RFC 8037 appendix A.2, and a neighbour.
        let mut x = decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").bytes;
        assert_eq!(fault("Ed25519", &x), None);
        x[0] ^= 1;
        assert_eq!(fault("Ed25519", &x), Some(OFF));
    }
}
