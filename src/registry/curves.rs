//! The orders of the groups that ECDSA (SEC 2 §2) and EdDSA (RFC 8032 §5) compute in, big-endian: the numbers of a
//! signature are below it.

/// Of P-256.
pub const P256: [u8; 32] = number("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
/// Of P-384.
pub const P384: [u8; 48] =
    number("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");
/// Of P-521.
pub const P521: [u8; 66] = number(
    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
);
/// Of secp256k1.
pub const SECP256K1: [u8; 32] = number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

/// The order of an ECDSA curve by its name in a JWK.
pub fn order(curve: &str) -> Option<&'static [u8]> {
    match curve {
        "P-256" => Some(&P256),
        "P-384" => Some(&P384),
        "P-521" => Some(&P521),
        "secp256k1" => Some(&SECP256K1),
        _ => None,
    }
}

/// Of Ed25519.
pub const ED25519: [u8; 32] = number("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
/// Of Ed448, with the byte that its signatures have more.
pub const ED448: [u8; 57] = number(
    "003fffffffffffffffffffffffffffffffffffffffffffffffffffffff7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3",
);

/// The order of an Edwards curve by its name in a JWK, as long as the number of a signature.
pub fn edwards_order(curve: &str) -> Option<&'static [u8]> {
    match curve {
        "Ed25519" => Some(&ED25519),
        "Ed448" => Some(&ED448),
        _ => None,
    }
}

/// The bytes of hexadecimal digits, computed by the compiler.
pub const fn number<const N: usize>(digits: &str) -> [u8; N] {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_bytes() {
        assert_eq!(number::<2>("0fa1"), [0x0F, 0xA1]);
    }
}
