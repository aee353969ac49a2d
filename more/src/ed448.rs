//! Ed448 (RFC 8032 §5.2) with an empty context, as JOSE has it (RFC 8037 §3.1).
//!
//! Points must be written in the one way of RFC 8032 §5.2.2 and be of the group that the base point makes; so a key of
//! small order, which would sign everything, is none.

use ed448_goldilocks::{CompressedEdwardsY, Signature, VerifyingKey};

use crate::MalformedKey;

/// Of an encoded point, and of the number after it.
const LENGTH: usize = 57;

pub(crate) fn verify(key: &[u8], signature: &[u8], message: &[u8]) -> Result<bool, MalformedKey> {
    let key = key.try_into().map_err(|_| MalformedKey)?;
    let verifying_key = VerifyingKey::from_bytes(key).map_err(|_| MalformedKey)?;
    if !is_canonical(key) {
        return Err(MalformedKey);
    }
    let Ok(signature) = Signature::from_slice(signature) else { return Ok(false) };
    Ok(is_canonical(signature.r_bytes()) && verifying_key.verify_raw(&signature, message).is_ok())
}

/// Whether a point is written in the one way; the library takes others too, modulo the prime and with stray bits.
fn is_canonical(point: &[u8; LENGTH]) -> bool {
    CompressedEdwardsY(*point)
        .decompress_unchecked()
        .into_option()
        .is_some_and(|read| read.to_edwards().to_affine().compress().0 == *point)
}

#[cfg(test)]
mod tests {
    use crate::support::{bytes, check, refuses_damage, with};
    use crate::{Algorithm::Ed448, MalformedKey, verify};

    /// RFC 8032 §7.4: "Blank", "1 octet" and "11 octets".
    const CASES: [(&str, &str, &str); 3] = [
        (
            "5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180",
            "",
            "533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980\
             ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff2e652600",
        ),
        (
            "43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480",
            "03",
            "26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f4352541b143c4b981b7e18f62de8ccdf633fc1bf037ab7cd77980\
             5e0dbcc0aae1cbcee1afb2e027df36bc04dcecbf154336c19f0af7e0a6472905e799f1953d2a0ff3348ab21aa4adafd1d234441cf807c03a00",
        ),
        (
            "dcea9e78f35a1bf3499a831b10b86c90aac01cd84b67a0109b55a36e9328b1e365fce161d71ce7131a543ea4cb5f7e9f1d8b00696447001400",
            "0c3e544074ec63b0265e0c",
            "1f0a8888ce25e8d458a21130879b840a9089d999aaba039eaf3e3afa090a09d389dba82c4ff2ae8ac5cdfb7c55e94d5d961a29fe0109941e00\
             b8dbdeea6d3b051068df7254c0cdc129cbe62db2dc957dbb47b51fd3f213fb8698f064774250a5028961c9bf8ffd973fe5d5c206492b140e00",
        ),
    ];
    /// RFC 8032 §7.4, "1 octet (with context)": the key of the second case, and a context, which JOSE does not have.
    const WITH_CONTEXT: &str = "d4f8f6131770dd46f40867d6fd5d5055de43541f8c5e35abbcd001b32a89f7d2151f7647f11d8ca2ae279fb842d607217fce6e042f6815ea00\
                                0c85741de5c8da1144a6a1aba7f96de42505d7a7298524fda538fccbbb754f578c1cad10d54d0d5428407e85dcbc98a49155c13764e66c3c00";

    #[test]
    fn the_examples_of_the_specification() {
        for (key, message, signature) in CASES {
            check(Ed448, key, signature, &bytes(message), Ok(true));
            check(Ed448, key, signature, b"another", Ok(false));
        }
        check(Ed448, CASES[1].0, WITH_CONTEXT, &[3], Ok(false));
    }

    /// Points of order 1, 2 and 4, with which zeros would pass as a signature of anything.
    #[test]
    fn a_key_of_small_order_is_none() {
        let (identity, minus_one) =
            (with(&[0; 57], 0, 1), [&[0xfe], &[0xff; 27][..], &[0xfe], &[0xff; 27], &[0]].concat());
        for key in [&identity[..], &minus_one, &[0; 57]] {
            assert_eq!(verify(Ed448, key, &[0; 114], b""), Err(MalformedKey), "{key:?}");
        }
    }

    #[test]
    fn a_point_has_one_writing() {
        let (key, message, signature) = (bytes(CASES[0].0), b"", bytes(CASES[0].2));
        for bit in 0..7 {
            assert_eq!(verify(Ed448, &with(&key, 56, 1 << bit), &signature, message), Err(MalformedKey));
            assert_eq!(verify(Ed448, &key, &with(&signature, 56, 1 << bit), message), Ok(false));
        }
        // Small y, some of which are points of the group, and y + p: the prime is 2^448 - 2^224 - 1, little-endian.
        let of_low = |low: u8, high: u8| [&[low][..], &[0; 27], &[high; 28], &[0]].concat();
        let points: Vec<u8> = (2..40).filter(|&y| verify(Ed448, &of_low(y, 0), &signature, message).is_ok()).collect();
        assert!(points.len() > 3, "{points:?}");
        for y in points {
            assert_eq!(verify(Ed448, &of_low(y - 1, 0xff), &signature, message), Err(MalformedKey), "{y}");
        }
    }

    #[test]
    fn a_number_beyond_the_order_is_refused() {
        // The order of the group, little-endian (RFC 8032 §5.2), added to s: the same signature to careless libraries.
        let order = bytes(
            "f34458ab92c27823558fc58d72c26c219036d6ae49db4ec4e923ca7cffffffffffffffffffffffffffffffffffffffffffffffffffffff3f00",
        );
        let mut signature = bytes(CASES[0].2);
        let mut carry = 0;
        for (byte, add) in signature[57..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(add) + carry;
            (*byte, carry) = (sum.to_le_bytes()[0], sum >> 8);
        }
        assert_eq!(verify(Ed448, &bytes(CASES[0].0), &signature, b""), Ok(false));
    }

    #[test]
    fn damage_is_refused() {
        let (key, message, signature) = CASES[2];
        refuses_damage(Ed448, &bytes(key), &bytes(signature), &bytes(message));
    }
}
