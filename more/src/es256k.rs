//! ES256K: ECDSA over secp256k1 with SHA-256 (RFC 8812 §3.2). The signature is r and s, 32 bytes each (RFC 7518 §3.4).
//!
//! Of the two signatures (r, s) and (r, n - s), which the mathematics cannot tell apart, both are taken: JOSE asks for
//! none of them, unlike Bitcoin. Compressed points are not taken: a JWK has both coordinates.

use k256::AffinePoint;
use k256::ecdsa::signature::Verifier;
use k256::ecdsa::{Signature, VerifyingKey};
use k256::elliptic_curve::point::AffineCoordinates;

use crate::MalformedKey;

pub(crate) fn verify(key: &[u8], signature: &[u8], message: &[u8]) -> Result<bool, MalformedKey> {
    let key = public_key(key).ok_or(MalformedKey)?;
    // Refuses another length, and zero or a number out of range.
    let Ok(signature) = Signature::from_slice(signature) else { return Ok(false) };
    Ok(key.verify(message, &signature.normalize_s()).is_ok())
}

/// The point 4, x, y (SEC 1 §2.3.3), if it is on the curve. The general reader would bring the square root along, a
/// fifth of this module.
fn public_key(bytes: &[u8]) -> Option<VerifyingKey> {
    let (&[4], point) = bytes.split_first_chunk()? else { return None };
    let (x, y) = point.split_first_chunk::<32>()?;
    let y = <&[u8; 32]>::try_from(y).ok()?;
    let point = AffinePoint::from_coordinates(x.into(), y.into()).into_option()?;
    VerifyingKey::from_affine(point).ok()
}

#[cfg(test)]
mod tests {
    use crate::support::{bytes, check, refuses_damage, with};
    use crate::{Algorithm::Es256k, MalformedKey};

    /// The generator, whose secret key is 1.
    const KEY: &str = "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
    const R: &str = "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8";
    const S: &str = "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5";
    /// The order of the curve, and the order less `S`.
    const N: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    const HIGH_S: &str = "dbbd3162d46e9f9bef7feb87c16dc13b4f6568a87f4e83f728e2443ba586675c";
    const MESSAGE: &[u8] = b"Satoshi Nakamoto";

    /// A deterministic signature (RFC 6979) that many libraries test with.
    #[test]
    fn a_known_signature() {
        check(Es256k, KEY, &[R, S].concat(), MESSAGE, Ok(true));
        check(Es256k, KEY, &[R, S].concat(), b"Satoshi nakamoto", Ok(false));
        check(Es256k, KEY, &[S, R].concat(), MESSAGE, Ok(false));
    }

    #[test]
    fn a_high_s_is_as_good() {
        check(Es256k, KEY, &[R, HIGH_S].concat(), MESSAGE, Ok(true));
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        let zero = "0".repeat(64);
        for (r, s) in [(zero.as_str(), zero.as_str()), (R, &zero), (&zero, S), (N, S), (R, N), (&"f".repeat(64), S)] {
            check(Es256k, KEY, &[r, s].concat(), MESSAGE, Ok(false));
        }
    }

    #[test]
    fn a_key_is_an_uncompressed_point_on_the_curve() {
        let signature = [R, S].concat();
        let point = bytes(KEY);
        for key in [
            &with(&point, 64, 1)[..],
            &with(&point, 0, 2),
            &with(&point, 0, 6),
            &point[..64],
            &point[..33],
            &[0; 65],
            &[0],
            &[],
        ] {
            assert_eq!(crate::verify(Es256k, key, &bytes(&signature), MESSAGE), Err(MalformedKey), "{key:?}");
        }
        // The sum of x and the prime of the field is another writing of a point, where it fits in 32 bytes.
        let beyond = ["04", &"f".repeat(64), &"0".repeat(64)].concat();
        check(Es256k, &beyond, &signature, MESSAGE, Err(MalformedKey));
    }

    #[test]
    fn damage_is_refused() {
        refuses_damage(Es256k, &bytes(KEY), &bytes(&[R, S].concat()), MESSAGE);
    }
}
