//! Weak secrets: tries what people use as the secret of an HMAC (RFC 2104) until one fits a signature, first the
//! bundled candidates, then a wordlist that is fed in pieces.
//!
//! A [`Search`] works in steps, so that whoever drives it can show progress and stop. It reads no file and no clock. A
//! secret that is found is proof; that none was found proves nothing.

mod candidates;
mod samples;
mod words;

use std::sync::OnceLock;

use crate::check::mac::{self, Hash};
pub use candidates::{Candidate, candidates};

/// The longest line of a wordlist that is tried, in bytes.
pub const MAX_LINE: usize = 1024;

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to try.
    Going,
    /// All that was given has been tried, and nothing fits.
    Exhausted,
    /// The secret was found; nothing more is tried.
    Found,
}

/// A secret that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSecret {
    /// The secret.
    pub key: Vec<u8>,
    /// Which of the bundled candidates it is; `None` for a line of a wordlist.
    pub candidate: Option<Candidate>,
}

impl FoundSecret {
    /// Where the secret is known from, such as `jwt.io`; `None` where that is nowhere in particular.
    pub fn source(&self) -> Option<&'static str> {
        self.candidate.and_then(Candidate::source)
    }
}

/// A search for the secret of one signature.
pub struct Search {
    hash: Hash,
    message: Vec<u8>,
    tag: Vec<u8>,
    known: Box<dyn Iterator<Item = Candidate>>,
    /// The candidate at hand, and a line that the last piece ended in the midst of.
    key: Vec<u8>,
    line: Vec<u8>,
    /// Whether that line is too long already, so that its rest is passed over.
    is_overlong: bool,
    tried: u64,
    skipped: u64,
    found: Option<FoundSecret>,
}

impl Search {
    /// A search for the key under which `tag` is the HMAC of `message`.
    pub fn new(hash: Hash, message: &[u8], tag: &[u8]) -> Search {
        Search {
            hash,
            message: message.to_vec(),
            tag: tag.to_vec(),
            known: Box::new(candidates()),
            key: Vec::new(),
            line: Vec::new(),
            is_overlong: false,
            tried: 0,
            skipped: 0,
            found: None,
        }
    }

    /// How many keys have been tried.
    pub fn tried(&self) -> u64 {
        self.tried
    }

    /// How many lines were longer than [`MAX_LINE`], and not tried.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// The secret, once it is found.
    pub fn found(&self) -> Option<&FoundSecret> {
        self.found.as_ref()
    }

    /// Tries the next `budget` of the bundled candidates.
    pub fn try_known(&mut self, budget: usize) -> Progress {
        if self.found.is_some() {
            return Progress::Found;
        }
        for _ in 0..budget {
            let Some(candidate) = self.known.next() else { return Progress::Exhausted };
            self.key.clear();
            candidate.write(&mut self.key);
            self.tried += 1;
            if self.fits(&self.key) {
                self.found = Some(FoundSecret { key: self.key.clone(), candidate: Some(candidate) });
                return Progress::Found;
            }
        }
        Progress::Going
    }

    /// Tries the lines of the next piece of a wordlist, by their bytes, whatever those encode. Lines end by LF or CRLF;
    /// empty ones are passed over. The line at the end of a piece waits for the next; [`Search::end_words`] tries
    /// the last.
    pub fn try_words(&mut self, piece: &[u8]) -> Progress {
        let mut rest = piece;
        while let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
            let (line, after) = (&rest[..end], &rest[end + 1..]);
            rest = after;
            if self.line.is_empty() && !self.is_overlong {
                self.try_line(line);
            } else {
                self.keep(line);
                self.end_line();
            }
            if self.found.is_some() {
                return Progress::Found;
            }
        }
        self.keep(rest);
        if self.found.is_some() { Progress::Found } else { Progress::Going }
    }

    /// Tries what follows the last line break of the wordlist.
    pub fn end_words(&mut self) -> Progress {
        self.end_line();
        if self.found.is_some() { Progress::Found } else { Progress::Exhausted }
    }

    fn fits(&self, key: &[u8]) -> bool {
        mac::verify(self.hash, key, &self.message, &self.tag)
    }

    /// Adds to the line that is not complete yet, as far as it may still be tried, with its CR.
    fn keep(&mut self, part: &[u8]) {
        self.is_overlong |= self.line.len() + part.len() > MAX_LINE + 1;
        if !self.is_overlong {
            self.line.extend_from_slice(part);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.is_overlong) {
            self.skipped += 1;
        } else {
            self.try_line(&line);
        }
        self.line = line;
        self.line.clear();
    }

    fn try_line(&mut self, line: &[u8]) {
        let key = line.strip_suffix(b"\r").unwrap_or(line);
        if key.is_empty() || self.found.is_some() {
            return;
        }
        if key.len() > MAX_LINE {
            self.skipped += 1;
            return;
        }
        self.tried += 1;
        if self.fits(key) {
            self.found = Some(FoundSecret { key: key.to_vec(), candidate: None });
        }
    }
}

/// Whether `secret` is one of the bundled candidates. The first call takes some milliseconds.
pub fn is_known(secret: &[u8]) -> bool {
    /// Made once: it is the same for every token.
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(Known::new).has(secret)
}

/// The bundled candidates, to be asked whether a secret is one of them.
struct Known {
    /// Of each candidate a hash, at the first free place from where it says: a hundred times less to keep, and to look
    /// through, than the candidates.
    hashes: Vec<u64>,
}

/// Places for hashes; a third and more of them stay free, so that what is sought is near.
const PLACES: usize = 1 << 18;
const FREE: u64 = 0;

impl Known {
    fn new() -> Known {
        let mut known = Known { hashes: vec![FREE; PLACES] };
        let mut key = Vec::new();
        for candidate in candidates() {
            key.clear();
            candidate.write(&mut key);
            let hash = hash(&key);
            let place = known.place(hash);
            known.hashes[place] = hash;
        }
        known
    }

    /// Whether `secret` is one of them; two secrets of one hash are not to be expected.
    fn has(&self, secret: &[u8]) -> bool {
        let hash = hash(secret);
        self.hashes[self.place(hash)] == hash
    }

    /// Where a hash is, or would be.
    fn place(&self, hash: u64) -> usize {
        let mut place = hash as usize % PLACES;
        while self.hashes[place] != hash && self.hashes[place] != FREE {
            place = (place + 1) % PLACES;
        }
        place
    }
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests;
