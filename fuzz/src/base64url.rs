//! base64url and base64 against the crate `base64`.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jotglass::text::base64url::{
    Base64urlFlawKind, decode, decode_standard, encode, encode_standard, is_alphabet, is_well_formed, run,
};

/// Both readers accept the same texts and read the same bytes; whatever else is read names its flaws and their places.
pub fn holds(data: &[u8]) {
    assert_eq!(encode(data), URL_SAFE_NO_PAD.encode(data));
    assert_eq!(encode_standard(data), STANDARD.encode(data));
    assert_eq!(decode(&encode(data)).bytes, data);
    let text = &*String::from_utf8_lossy(data);
    assert_eq!(decode_standard(text), STANDARD.decode(text).ok());
    let decoded = decode(text);
    let strict = URL_SAFE_NO_PAD.decode(text).ok();
    assert_eq!(decoded.flaws.is_empty(), strict.is_some());
    assert_eq!(is_well_formed(text), strict.is_some());
    if let Some(bytes) = strict {
        assert_eq!(decoded.bytes, bytes);
    }
    // Read leniently, it is what its legal characters are.
    let mut digits: String =
        text.chars().filter(|found| found.is_ascii_alphanumeric() || "-_+/".contains(*found)).collect();
    digits = digits.replace('+', "-").replace('/', "_");
    let cut = digits.len() - usize::from(digits.len() % 4 == 1);
    assert_eq!(decoded.bytes, decode(&digits[..cut]).bytes);
    for flaw in &decoded.flaws {
        let at = text.get(flaw.span.start..flaw.span.end).expect("a flaw is at a place of the text");
        assert_eq!(at.chars().count(), 1);
        let counted = match flaw.kind {
            Base64urlFlawKind::Padding => text.matches('=').count(),
            Base64urlFlawKind::StandardAlphabet => text.matches(['+', '/']).count(),
            Base64urlFlawKind::IllegalCharacter => {
                text.chars().filter(|found| !found.is_ascii_alphanumeric() && !"-_+/=".contains(*found)).count()
            }
            Base64urlFlawKind::Length | Base64urlFlawKind::Noncanonical => 1,
        };
        assert_eq!(flaw.count, counted, "{:?}", flaw.kind);
    }
    assert_eq!(run(text), text.bytes().take_while(|&byte| is_alphabet(byte)).count());
}
