//! The search for a secret in a wordlist: however the list is cut into pieces, the same lines are tried.

use hmac::{Hmac, KeyInit, Mac};
use jotglass::check::mac::Hash;
use jotglass::check::weak::{MAX_LINE, Progress, Search};
use sha2::Sha256;

/// The longest wordlist: three lines that are too long, for each line costs an HMAC or six.
const MOST: usize = 3 * MAX_LINE;
const MESSAGE: &[u8] = b"eyJhbGciOiJIUzI1NiJ9.e30";

/// The first byte says which line is the secret, the second how long the pieces are, and the rest is the wordlist.
pub fn holds(data: &[u8]) {
    let [place, step, list @ ..] = data else { return };
    let list = &list[..list.len().min(MOST)];
    let lines: Vec<&[u8]> =
        list.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect();
    let secret = lines[usize::from(*place) % lines.len()];
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("an HMAC takes keys of any length");
    mac.update(MESSAGE);
    let tag = mac.finalize().into_bytes();

    let is_tried = |line: &&[u8]| !line.is_empty() && line.len() <= MAX_LINE;
    // An HMAC pads its key with zeros, so one that has more of them is the same key.
    let fits = |line: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(line).expect("an HMAC takes keys of any length");
        mac.update(MESSAGE);
        mac.verify_slice(&tag).is_ok()
    };
    let found = lines.iter().position(|line| is_tried(line) && fits(line));
    let read = &lines[..found.map_or(lines.len(), |place| place + 1)];
    let tried = read.iter().copied().filter(|line| is_tried(line)).count();
    let skipped = read.iter().filter(|line| line.len() > MAX_LINE).count();

    for step in [list.len().max(1), usize::from(*step).max(1), 1] {
        let mut search = Search::new(Hash::Sha256, MESSAGE, &tag);
        let mut progress = Progress::Going;
        for piece in list.chunks(step) {
            if progress == Progress::Going {
                progress = search.try_words(piece);
            }
        }
        if progress == Progress::Going {
            progress = search.end_words();
        }
        let expected = if found.is_some() { Progress::Found } else { Progress::Exhausted };
        assert_eq!(progress, expected, "in pieces of {step}");
        assert_eq!(search.found().map(|found| &found.key[..]), found.map(|place| lines[place]), "in pieces of {step}");
        assert_eq!((search.tried(), search.skipped()), (tried as u64, skipped as u64), "in pieces of {step}");
    }
}
