//! HMAC with SHA-2 (RFC 2104, FIPS 198-1): the one signature that is checked here and not by the browser, because a secret
//! may have to be tried in many readings, and because it then works where the browser has no WebCrypto.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha384, Sha512};

/// The digest of an HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// HS256.
    Sha256,
    /// HS384.
    Sha384,
    /// HS512.
    Sha512,
}

impl Hash {
    /// The length of the digest in bytes, which is also the least length of a key (RFC 7518 §3.2).
    pub fn length(self) -> usize {
        match self {
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
            Hash::Sha512 => 64,
        }
    }
}

/// Whether `tag` is the whole HMAC of `message` under `key`; compared in constant time.
pub fn verify(hash: Hash, key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    match hash {
        Hash::Sha256 => check::<Hmac<Sha256>>(key, message, tag),
        Hash::Sha384 => check::<Hmac<Sha384>>(key, message, tag),
        Hash::Sha512 => check::<Hmac<Sha512>>(key, message, tag),
    }
}

/// Keys of any length are taken (RFC 2104 §2); too short ones are a finding, not a refusal.
fn check<M: Mac + KeyInit>(key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    M::new_from_slice(key).is_ok_and(|mac| mac.chain_update(message).verify_slice(tag).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231 §4.3.
    #[test]
    fn tags_of_the_specification() {
        let sha256 = b"\x5b\xdc\xc1\x46\xbf\x60\x75\x4e\x6a\x04\x24\x26\x08\x95\x75\xc7\x5a\x00\x3f\x08\x9d\x27\x39\x83\x9d\xec\x58\xb9\x64\xec\x38\x43";
        let (key, message) = (b"Jefe", b"what do ya want for nothing?");
        assert!(verify(Hash::Sha256, key, message, sha256));
        assert!(!verify(Hash::Sha256, key, message, &sha256[..31]), "a cut tag is none");
        assert!(!verify(Hash::Sha256, b"jefe", message, sha256));
        assert!(!verify(Hash::Sha384, key, message, sha256) && !verify(Hash::Sha512, key, message, sha256));
    }
}
