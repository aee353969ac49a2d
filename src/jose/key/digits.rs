//! Bytes written in digits somewhere in a text: in base64, base32, hexadecimal or decimal digits.

use super::is_space;
use crate::text::base64url::{decode, is_alphabet};

/// The least bytes of a run that may be a key. Words such as "added" are hexadecimal digits, too.
const LEAST: usize = 32;

/// The numbers in a text: runs of hexadecimal digits, words in base64, and such words over several lines.
pub(super) fn numbers(text: &str) -> Vec<Vec<u8>> {
    let words = text.split(|found: char| !is_digit(found)).map(str::to_owned);
    let fields =
        text.split(|found: char| !is_digit(found) && !is_space(found)).map(|field| field.replace(is_space, ""));
    let of_digits = words.chain(fields).filter(|digits| digits.len() >= 42).map(|digits| decode(&digits).bytes);
    hex_runs(text).into_iter().chain(of_digits).collect()
}

/// The runs of hexadecimal digits: pairs of them, joined by colons, commas or space, each with `0x` or `\x` before it
/// or without.
pub(super) fn hex_runs(text: &str) -> Vec<Vec<u8>> {
    let mut runs: Vec<Vec<u8>> = vec![Vec::new()];
    // As in Java: `(byte) 0x30, (byte) 0x59`.
    let is_number = |word: &&str| !word.is_empty() && *word != "byte";
    for word in text.split(|found: char| !found.is_ascii_alphanumeric()).filter(is_number) {
        let digits = word.strip_prefix("0x").or(word.strip_prefix("0X")).or(word.strip_prefix('x')).unwrap_or(word);
        match (super::secret::hex(digits).filter(|bytes| !bytes.is_empty()), runs.last_mut()) {
            (Some(bytes), Some(run)) => run.extend(bytes),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| run.len() >= LEAST);
    runs
}

/// The first long run of bytes in decimal digits, as programs show them: `[48, 89, 255]`, in Java `[48, 89, -1]`.
pub(super) fn decimal_run(text: &str) -> Option<Vec<u8>> {
    let mut run: Vec<u8> = Vec::new();
    for word in text.split(|found: char| !found.is_ascii_alphanumeric() && found != '-').filter(|word| !word.is_empty())
    {
        let signed = || word.parse::<i8>().map(i8::cast_unsigned);
        match word.parse::<u8>().or_else(|_| signed()) {
            Ok(byte) => run.push(byte),
            Err(_) if run.len() >= LEAST => break,
            Err(_) => run.clear(),
        }
    }
    Some(run).filter(|run| run.len() >= LEAST)
}

/// The bytes of base32 (RFC 4648 §6), in either case, with padding or without; `None` for all else and what is short.
pub(super) fn base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.trim_end_matches('=').bytes().filter(|digit| !digit.is_ascii_whitespace()) {
        let value = match digit.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' => letter - b'A',
            number @ b'2'..=b'7' => number - b'2' + 26,
            _ => return None,
        };
        (bits, count) = (bits << 5 | u32::from(value), count + 5);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes).filter(|bytes| bytes.len() >= LEAST)
}

pub(super) fn is_digit(found: char) -> bool {
    matches!(found, '+' | '/') || u8::try_from(found).is_ok_and(is_alphabet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_decimal_digits() {
        let expected: Vec<u8> = (0..64).map(|number: u8| number.wrapping_mul(5)).collect();
        let unsigned = format!("{expected:?}");
        let signed = format!("{:?}", expected.iter().map(|byte| byte.cast_signed()).collect::<Vec<_>>());
        for text in [
            &unsigned,
            &signed,
            &unsigned.replace(',', ""),
            &format!(r#"{{"type":"Buffer","1":2,"data":{unsigned},"a":3}}"#),
        ] {
            assert_eq!(decimal_run(text).as_ref(), Some(&expected), "{text}");
        }
        for text in ["", "1,2,3", &unsigned.replace("5,", "256,"), &"1234567890".repeat(10)] {
            assert_eq!(decimal_run(text), None, "{text}");
        }
    }

    #[test]
    fn bytes_in_base32() {
        // RFC 4648 §10, repeated until it is long.
        let (digits, expected) = ("MZXW6YTB".repeat(7), b"fooba".repeat(7));
        assert_eq!(base32(&digits), Some(expected.clone()));
        assert_eq!(base32(&format!("{}\nMY======", digits.to_lowercase())), Some([&expected[..], b"f"].concat()));
        for text in ["", "MZXW6YTB", &digits.replace('6', "1"), &digits.replace('6', "+")] {
            assert_eq!(base32(text), None, "{text}");
        }
    }
}
