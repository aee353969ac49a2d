//! HMAC with SHA-2 (RFC 2104, FIPS 198-1, FIPS 180-4): the one signature that is checked here and not by the browser,
//! because a secret may have to be tried in many readings, or a million of them, and because it then works where the
//! browser has no WebCrypto.
//!
//! What does not depend on the key is done once: the padding of the message and of the inner digest. So a key costs its
//! two pads and nothing but compression, without an allocation.

use sha2::block_api::{compress256, compress512};

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
///
/// Keys of any length are taken (RFC 2104 §2); too short ones are a finding, not a refusal.
pub fn verify(hash: Hash, key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    Tagged::new(hash, message, tag).fits(key)
}

/// A message and its tag, for which keys are tried.
pub struct Tagged(Size);

enum Size {
    Small(Keyed<u32, 64>),
    Large(Keyed<u64, 128>),
}

impl Tagged {
    /// Of the message whose HMAC `tag` may be.
    pub fn new(hash: Hash, message: &[u8], tag: &[u8]) -> Tagged {
        let length = hash.length();
        Tagged(match hash {
            Hash::Sha256 => Size::Small(Keyed::new(compress256, SHA256, length, message, tag)),
            // It differs from the larger one in what it begins with and in how much of it is kept.
            Hash::Sha384 => Size::Large(Keyed::new(compress512, SHA384, length, message, tag)),
            Hash::Sha512 => Size::Large(Keyed::new(compress512, SHA512, length, message, tag)),
        })
    }

    /// Whether the tag is the message's under this key.
    pub fn fits(&mut self, key: &[u8]) -> bool {
        match &mut self.0 {
            Size::Small(keyed) => keyed.fits(key),
            Size::Large(keyed) => keyed.fits(key),
        }
    }
}

/// One hash function of words `W` and blocks of `BLOCK` bytes.
struct Keyed<W, const BLOCK: usize> {
    compress: fn(&mut [W; 8], &[[u8; BLOCK]]),
    initial: [W; 8],
    /// The bytes of a digest: what is kept of the eight words.
    length: usize,
    /// The message, padded as what follows the inner pad.
    message: Vec<u8>,
    /// The outer pad of a key, and the inner digest, padded as what follows that.
    outer: [[u8; BLOCK]; 2],
    tag: Vec<u8>,
}

impl<W: Word, const BLOCK: usize> Keyed<W, BLOCK> {
    fn new(
        compress: fn(&mut [W; 8], &[[u8; BLOCK]]),
        initial: [W; 8],
        length: usize,
        message: &[u8],
        tag: &[u8],
    ) -> Self {
        let mut outer = [[0; BLOCK]; 2];
        // A digest and its padding fit into a block.
        outer[1].copy_from_slice(&padded(&[0; 64][..length], BLOCK, BLOCK));
        Keyed { compress, initial, length, message: padded(message, BLOCK, BLOCK), outer, tag: tag.to_vec() }
    }

    fn fits(&mut self, key: &[u8]) -> bool {
        if key.len() > BLOCK {
            // A longer key is replaced by its digest.
            let mut digest = [0; BLOCK];
            let mut state = self.initial;
            (self.compress)(&mut state, padded(key, 0, BLOCK).as_chunks().0);
            write(&state, &mut digest[..self.length]);
            return self.fits(&digest[..self.length]);
        }
        let mut inner = [0x36; BLOCK];
        self.outer[0] = [0x5c; BLOCK];
        for ((inner, outer), byte) in inner.iter_mut().zip(&mut self.outer[0]).zip(key) {
            *inner ^= byte;
            *outer ^= byte;
        }
        let mut state = self.initial;
        (self.compress)(&mut state, &[inner]);
        (self.compress)(&mut state, self.message.as_chunks().0);
        write(&state, &mut self.outer[1][..self.length]);
        state = self.initial;
        (self.compress)(&mut state, &self.outer);
        let mut digest = [0; 64];
        write(&state, &mut digest);
        // All bytes are compared, so that the time does not tell how many fit.
        let differ = digest.iter().zip(&self.tag).fold(0, |differ, (found, wanted)| differ | (found ^ wanted));
        differ == 0 && self.tag.len() == self.length
    }
}

/// A message as whole blocks: `before` bytes went ahead of it, then its bytes, a bit, zeros, and the number of all bits
/// at the end of the last block (FIPS 180-4 §5.1), which takes an eighth of a block.
fn padded(message: &[u8], before: usize, block: usize) -> Vec<u8> {
    let mut bytes = message.to_vec();
    bytes.push(0x80);
    bytes.resize((bytes.len() + block / 8).next_multiple_of(block) - 8, 0);
    bytes.extend_from_slice(&((before + message.len()) as u64 * 8).to_be_bytes());
    bytes
}

fn write<W: Word>(words: &[W; 8], bytes: &mut [u8]) {
    for (word, place) in words.iter().zip(bytes.chunks_exact_mut(size_of::<W>())) {
        word.write(place);
    }
}

/// A word of a hash function's state; its bytes are big-endian.
trait Word: Copy {
    fn write(self, bytes: &mut [u8]);
}

macro_rules! word {
    ($type:ty) => {
        impl Word for $type {
            fn write(self, bytes: &mut [u8]) {
                bytes.copy_from_slice(&self.to_be_bytes());
            }
        }
    };
}

word!(u32);
word!(u64);

const SHA256: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
const SHA384: [u64; 8] = [
    0xcbbb_9d5d_c105_9ed8,
    0x629a_292a_367c_d507,
    0x9159_015a_3070_dd17,
    0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31,
    0x8eb4_4a87_6858_1511,
    0xdb0c_2e0d_64f9_8fa7,
    0x47b5_481d_befa_4fa4,
];
const SHA512: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

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

    /// All lengths around the ends of blocks, of keys and of messages, as the crate does it in one go.
    #[test]
    fn keys_fit_as_in_the_plain_hmac() {
        use hmac::{Hmac, KeyInit, Mac};
        fn tag<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
            M::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes().to_vec()
        }
        let bytes: Vec<u8> = (0..=255).collect();
        let lengths = [0, 1, 31, 54, 55, 56, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 200, 256];
        for (hash, tag) in [
            (Hash::Sha256, tag::<Hmac<sha2::Sha256>> as fn(&[u8], &[u8]) -> Vec<u8>),
            (Hash::Sha384, tag::<Hmac<sha2::Sha384>>),
            (Hash::Sha512, tag::<Hmac<sha2::Sha512>>),
        ] {
            for (key, message) in
                lengths.iter().flat_map(|&key| lengths.map(|message| (&bytes[..key], &bytes[..message])))
            {
                let tag = tag(key, message);
                let mut trial = Tagged::new(hash, message, &tag);
                assert!(!trial.fits(b"another"));
                assert!(trial.fits(key), "{hash:?} with {} and {} bytes", key.len(), message.len());
                assert!(!Tagged::new(hash, message, &tag[1..]).fits(key), "a cut tag is none");
            }
        }
    }
}
