//! Texts with base64url in them, written so that a fuzzer can reach what is inside.
//!
//! A mutation inside base64url is one of random bits. So whatever stands between two [`MARK`]s of an input is encoded
//! before the target gets it: `<{"alg":"none"}>.<{"exp":1}>.`, with marks for the brackets, is a token.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The unit separator, which is in no token that somebody would paste.
pub const MARK: u8 = 0x1F;

/// The text that an input is: bytes that are not UTF-8 outside of marks become U+FFFD.
pub fn woven(data: &[u8]) -> String {
    let mut text = String::new();
    for (position, piece) in data.split(|&byte| byte == MARK).enumerate() {
        if position % 2 == 0 {
            text.push_str(&String::from_utf8_lossy(piece));
        } else {
            text.push_str(&URL_SAFE_NO_PAD.encode(piece));
        }
    }
    text
}

/// The input for a text: each run of base64url that decodes to JSON is laid open.
pub fn unwoven(text: &str) -> Vec<u8> {
    let mut data = Vec::new();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    for run in text.as_bytes().chunk_by(|&one, &other| is_digit(one) == is_digit(other)) {
        let inner = URL_SAFE_NO_PAD.decode(run).ok();
        match inner.filter(|inner| inner.starts_with(b"{") || inner.starts_with(b"[")) {
            Some(inner) if !inner.contains(&MARK) => data.extend([&[MARK], &inner[..], &[MARK]].concat()),
            _ => data.extend_from_slice(run),
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_open_is_woven_again() {
        let token = "Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjF9.e30A é";
        let open = unwoven(token);
        assert!(open.starts_with(b"Bearer \x1f{\"alg\":\"none\"}\x1f.\x1f{\"exp\":1}\x1f."));
        assert_eq!(woven(&open), token);
    }
}
