//! Numbers that carry their own check: payment cards (ISO/IEC 7812, Luhn), IBAN (ISO 13616), and American social
//! security numbers by their form.

use super::names::Named;

/// Lengths of the IBAN of each country.
const IBAN: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29CH21CY28CZ24DE22DK18EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LI21LT20LU20LV21MC27MD24ME22MK19MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SE24SI19SK24SM27TN24TR26UA29VA22XK20";

/// Whether `text` is the number of a payment card: its length, the prefix of a scheme, and its check digit fit. A bare
/// run of digits under the name of an id or a time is not.
pub(super) fn is_card(text: &str, named: Named) -> bool {
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    if !(13..=23).contains(&text.len()) || is_bare && named == Named::Identifier {
        return false;
    }
    let (mut number, mut count) = (0_u64, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if count < 19 => {
                number = number * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b' ' | b'-' => {}
            _ => return false,
        }
    }
    let prefix = |digits: u32| number / 10_u64.pow(count.max(digits) - digits);
    let is_issued = match count {
        13 => prefix(1) == 4,
        14 => matches!(prefix(2), 36 | 38) || matches!(prefix(3), 300..=305),
        15 => matches!(prefix(2), 34 | 37),
        16 => {
            prefix(1) == 4
                || matches!(prefix(2), 51..=55 | 62 | 65)
                || matches!(prefix(4), 2221..=2720 | 3528..=3589 | 6011 | 6440..=6499)
        }
        17..=19 => matches!(prefix(2), 62 | 65) || count == 19 && prefix(1) == 4,
        _ => false,
    };
    is_issued && luhn(number)
}

fn luhn(mut number: u64) -> bool {
    let (mut sum, mut doubled) = (0, false);
    while number > 0 {
        let digit = number % 10 * if doubled { 2 } else { 1 };
        sum += digit / 10 + digit % 10;
        doubled = !doubled;
        number /= 10;
    }
    sum % 10 == 0
}

/// Whether `text` is an American social security number as it is written: 3-2-4 digits, of ranges that are issued.
pub(super) fn is_social_security(text: &str) -> bool {
    let [a, b, c, b'-', d, e, b'-', f, g, h, i] = *text.as_bytes() else { return false };
    let digits = [a, b, c, d, e, f, g, h, i];
    let number =
        |digits: &[u8]| digits.iter().fold(0_u32, |number, &digit| number * 10 + u32::from(digit.wrapping_sub(b'0')));
    digits.iter().all(u8::is_ascii_digit)
        && !matches!(number(&[a, b, c]), 0 | 666 | 900..)
        && number(&[d, e]) > 0
        && number(&[f, g, h, i]) > 0
}

/// Whether `text` is an IBAN, spaces or not: the length of its country, and a remainder of one by 97.
pub(super) fn is_iban(text: &str) -> bool {
    let [one @ b'A'..=b'Z', two @ b'A'..=b'Z', ..] = *text.as_bytes() else { return false };
    if !(15..=42).contains(&text.len()) {
        return false;
    }
    let length = IBAN.as_bytes().chunks(4).find(|row| row.starts_with(&[one, two]));
    let Some(&[_, _, tens, ones]) = length else { return false };
    let mut letters = text.bytes().filter(|&byte| byte != b' ');
    if letters.clone().count() != usize::from(tens - b'0') * 10 + usize::from(ones - b'0') {
        return false;
    }
    let head = [letters.next(), letters.next(), letters.next(), letters.next()];
    let mut rest = 0_u32;
    for byte in letters.chain(head.into_iter().flatten()) {
        rest = match byte {
            b'0'..=b'9' => rest * 10 + u32::from(byte - b'0'),
            b'A'..=b'Z' => rest * 100 + u32::from(byte - b'A') + 10,
            _ => return false,
        } % 97;
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards() {
        for text in
            ["4111 1111 1111 1111", "4111111111111111", "5500-0000-0000-0004", "378282246310005", "6011111111111117"]
        {
            assert!(is_card(text, Named::Other), "{text}");
        }
        for text in [
            "4111111111111112",
            "1795176000002",
            "0000000000000000",
            "41111111111111111111",
            "4111 1111 1111 111x",
            "4111",
        ] {
            assert!(!is_card(text, Named::Other), "{text}");
        }
        assert!(!is_card("4111111111111111", Named::Identifier));
    }

    #[test]
    fn bank_and_national_identifiers() {
        assert!(is_iban("DE89 3704 0044 0532 0130 00") && is_iban("GB82WEST12345698765432"));
        assert!(
            !is_iban("DE89370400440532013001")
                && !is_iban("DE8937040044053201300")
                && !is_iban("XX82WEST12345698765432")
        );
        assert!(
            is_social_security("219-09-9999")
                && !is_social_security("666-09-9999")
                && !is_social_security("219-00-9999")
        );
        assert!(!is_social_security("2190-9-9999"));
    }
}
