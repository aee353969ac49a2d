//! Whether a point is on its curve: y² = x³ + ax + b modulo p (SEC 1 §2.2.1), for the curves in short Weierstrass form
//! that have names in JOSE (FIPS 186-4 appendix D.1.2, SEC 2 §2.4.1).
use super::number::Number;

/// 2^521 - 1.
const P_521: [u32; 17] = {
    let mut limbs = [u32::MAX; 17];
    limbs[16] = 0x1FF;
    limbs
};

/// The curves: name, p and b with their lowest 32 bits first, and whether a is -3 rather than 0.
const CURVES: &[(&str, &[u32], &[u32], bool)] = &[
    (
        "P-256",
        &[0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0, 0, 0, 1, 0xffff_ffff],
        &[0x27d2_604b, 0x3bce_3c3e, 0xcc53_b0f6, 0x651d_06b0, 0x7698_86bc, 0xb3eb_bd55, 0xaa3a_93e7, 0x5ac6_35d8],
        true,
    ),
    (
        "P-384",
        &[
            0xffff_ffff,
            0,
            0,
            0xffff_ffff,
            0xffff_fffe,
            0xffff_ffff,
            0xffff_ffff,
            0xffff_ffff,
            0xffff_ffff,
            0xffff_ffff,
            0xffff_ffff,
            0xffff_ffff,
        ],
        &[
            0xd3ec_2aef,
            0x2a85_c8ed,
            0x8a2e_d19d,
            0xc656_398d,
            0x5013_875a,
            0x0314_088f,
            0xfe81_4112,
            0x181d_9c6e,
            0xe3f8_2d19,
            0x988e_056b,
            0xe23e_e7e4,
            0xb331_2fa7,
        ],
        true,
    ),
    (
        "P-521",
        &P_521,
        &[
            0x6b50_3f00,
            0xef45_1fd4,
            0x3d2c_34f1,
            0x3573_df88,
            0x3bb1_bf07,
            0x1652_c0bd,
            0xec7e_937b,
            0x5619_3951,
            0x8ef1_09e1,
            0xb8b4_8991,
            0x99b3_15f3,
            0xa2da_725b,
            0xb685_40ee,
            0x929a_21a0,
            0x8e1c_9a1f,
            0x953e_b961,
            0x51,
        ],
        true,
    ),
    (
        "secp256k1",
        &[0xffff_fc2f, 0xffff_fffe, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff],
        &[7],
        false,
    ),
];

/// Whether the coordinates, x then y, fulfil the equation of `curve`; both must be below p. A curve that is not known
/// holds no point.
pub(super) fn holds(curve: &str, point: &[u8]) -> bool {
    let Some(&(_, p, b, is_minus_three)) = CURVES.iter().find(|(name, ..)| *name == curve) else { return false };
    let (x, y) = point.split_at(point.len() / 2);
    let (p, b, x, y) = (Number::of_limbs(p), Number::of_limbs(b), Number::of_bytes(x), Number::of_bytes(y));
    if p.is_at_most(&x) || p.is_at_most(&y) {
        return false;
    }
    // x³ + ax + b = (x² + a)x + b
    let mut factor = x.times(&x, &p);
    if is_minus_three {
        let three = Number::of_limbs(&[3]);
        factor = factor.plus(&p.minus(&three), &p);
    }
    y.times(&y, &p) == factor.times(&x, &p).plus(&b, &p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::base64url::decode;

    /// The base points of FIPS 186-4 appendix D.1.2 and SEC 2 §2.4.1.
    const POINTS: [(&str, &str); 4] = [
        (
            "P-256",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        ),
        (
            "P-384",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab73617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
        ),
        (
            "P-521",
            "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
        ),
        (
            "secp256k1",
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
        ),
    ];

    fn bytes(hex: &str) -> Vec<u8> {
        hex.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    #[test]
    fn base_points_are_on_their_curves() {
        for (curve, point) in POINTS {
            assert!(holds(curve, &bytes(point)), "{curve}");
        }
        // RFC 7515 appendix A.3.
        let (x, y) = ("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
        assert!(holds("P-256", &[decode(x).bytes, decode(y).bytes].concat()));
    }

    #[test]
    fn other_points_are_on_none() {
        for (curve, point) in POINTS {
            let point = bytes(point);
            for at in 0..point.len() {
                let mut other = point.clone();
                other[at] ^= 1;
                assert!(!holds(curve, &other), "{curve} {at}");
            }
            let zero = vec![0; point.len()];
            assert!(!holds(curve, &zero) && !holds(curve, &vec![0xFF; point.len()]) && !holds(curve, &[]));
            for (another, _) in POINTS.iter().filter(|(another, _)| *another != curve) {
                assert!(!holds(another, &point), "{curve} {another}");
            }
        }
        assert!(!holds("P-192", &[0; 48]));
    }

    /// A coordinate of p more is the same number, but no coordinate.
    #[test]
    fn coordinates_are_below_p() {
        let (curve, point) = POINTS[2];
        let mut point = bytes(point);
        let p = [&[1_u8][..], &[0xFF; 65]].concat();
        let mut carry = 0_u32;
        for (place, digit) in point[..66].iter_mut().zip(&p).rev() {
            let sum = u32::from(*place) + u32::from(*digit) + carry;
            (*place, carry) = (sum as u8, sum >> 8);
        }
        assert!(!holds(curve, &point));
    }
}
