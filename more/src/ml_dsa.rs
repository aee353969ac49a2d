//! ML-DSA (FIPS 204) in its pure form with an empty context, as JOSE has it (RFC 9964).
//!
//! The examples of RFC 9964 are among the vectors: `tests/it/more.rs`.

use ml_dsa::{EncodedVerifyingKey, MlDsaParams, Signature, VerifyingKey};

use crate::MalformedKey;

pub(crate) fn verify<P: MlDsaParams>(key: &[u8], signature: &[u8], message: &[u8]) -> Result<bool, MalformedKey> {
    // All bytes of the right length are a key.
    let key = EncodedVerifyingKey::<P>::try_from(key).map_err(|_| MalformedKey)?;
    let Ok(signature) = Signature::<P>::try_from(signature) else { return Ok(false) };
    Ok(VerifyingKey::decode(&key).verify_with_context(message, &[], &signature))
}

#[cfg(test)]
mod tests {
    use crate::{Algorithm, MalformedKey, verify};

    /// The lengths of keys and signatures: FIPS 204, table 2.
    const LENGTHS: [(Algorithm, usize, usize); 3] =
        [(Algorithm::MlDsa44, 1312, 2420), (Algorithm::MlDsa65, 1952, 3309), (Algorithm::MlDsa87, 2592, 4627)];

    #[test]
    fn other_lengths_are_refused() {
        for (algorithm, key, signature) in LENGTHS {
            let zeros = [0; 5000];
            for length in [0, key - 1, key + 1] {
                assert_eq!(verify(algorithm, &zeros[..length], &zeros[..signature], b""), Err(MalformedKey));
            }
            for length in [0, signature - 1, signature, signature + 1] {
                assert_eq!(verify(algorithm, &zeros[..key], &zeros[..length], b""), Ok(false));
            }
        }
    }

    #[test]
    fn bytes_that_are_no_signature_do_not_panic() {
        for (algorithm, key, signature) in LENGTHS {
            for byte in [0x01, 0x55, 0x7f, 0x80, 0xff] {
                assert_eq!(verify(algorithm, &vec![byte; key], &vec![byte; signature], b"x"), Ok(false));
            }
        }
    }
}
