//! What the tests of the algorithms share.

use crate::{Algorithm, MalformedKey, verify};

/// The bytes of hexadecimal digits.
pub(crate) fn bytes(digits: &str) -> Vec<u8> {
    assert!(digits.len().is_multiple_of(2), "{digits}");
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// A copy with some bits of one byte turned over.
pub(crate) fn with(bytes: &[u8], at: usize, bits: u8) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    copy[at] ^= bits;
    copy
}

#[track_caller]
pub(crate) fn check(
    algorithm: Algorithm,
    key: &str,
    signature: &str,
    message: &[u8],
    expected: Result<bool, MalformedKey>,
) {
    assert_eq!(verify(algorithm, &bytes(key), &bytes(signature), message), expected, "{signature}");
}

/// Holds that a signature is good, and none of its damaged copies, nor under damaged keys; and that none of them
/// panics.
#[track_caller]
pub(crate) fn refuses_damage(algorithm: Algorithm, key: &[u8], signature: &[u8], message: &[u8]) {
    assert_eq!(verify(algorithm, key, signature, message), Ok(true));
    for at in 0..signature.len() {
        assert_eq!(
            verify(algorithm, key, &with(signature, at, 1 << (at % 8)), message),
            Ok(false),
            "byte {at} of the signature"
        );
        assert_eq!(verify(algorithm, key, &signature[..at], message), Ok(false), "cut at {at}");
    }
    assert_eq!(verify(algorithm, key, &[signature, &[0]].concat(), message), Ok(false), "one byte more");
    for at in 0..key.len() {
        assert_ne!(
            verify(algorithm, &with(key, at, 1 << (at % 8)), signature, message),
            Ok(true),
            "byte {at} of the key"
        );
        assert_eq!(verify(algorithm, &key[..at], signature, message), Err(MalformedKey), "cut at {at}");
    }
}
