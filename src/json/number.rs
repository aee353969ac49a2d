//! What happens to a number on its way through readers that hold 64-bit floats (RFC 8259 §6, RFC 7493 §2.2).
//!
//! Works on the digits as they are spelled; computes nothing with them.

/// The largest integer below which a float can tell all neighbours apart: 2^53 - 1.
const MAX_SAFE_INTEGER: &str = "9007199254740991";
/// Significant digits that a 64-bit float can carry.
const MAX_DIGITS: usize = 17;

/// The power of ten of the first digit of the largest float, 1.797693134862315708e308, and the digits up to which a
/// larger number is still rounded to it.
const MAX_MAGNITUDE: i64 = 308;
const TOO_LARGE: u64 = 1_797_693_134_862_315_807;
/// The same for the smallest float, 4.94e-324: half of it and less becomes zero.
const MIN_MAGNITUDE: i64 = -324;
const TOO_SMALL: u64 = 2_470_328_229_206_232_720;

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// An integer beyond 2^53 - 1: neighbours become equal.
    Integer,
    /// More significant digits than a float carries.
    Digits,
    /// Too large: becomes infinity.
    Overflow,
    /// Too small: becomes zero.
    Underflow,
}

/// What a reader with 64-bit floats loses of a JSON number; `None` for a number that survives.
pub fn loss(number: &str) -> Option<Loss> {
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    if unsigned.len() < MAX_SAFE_INTEGER.len() && !unsigned.contains(['e', 'E']) {
        return None;
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let digits = || mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|&digit| digit == b'0');
    digits().next()?;
    let size = (magnitude(mantissa, exponent), begins(digits()));
    if size > (MAX_MAGNITUDE, TOO_LARGE) {
        return Some(Loss::Overflow);
    }
    if size <= (MIN_MAGNITUDE, TOO_SMALL) {
        return Some(Loss::Underflow);
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let longer = unsigned.len() > MAX_SAFE_INTEGER.len();
        return (longer || unsigned > MAX_SAFE_INTEGER).then_some(Loss::Integer);
    }
    // Zeros at the end of a fraction say nothing that a float could lose.
    let significant = digits().count();
    let trailing = if mantissa.contains('.') { mantissa.bytes().rev().take_while(|&byte| byte == b'0').count() } else { 0 };
    (significant.saturating_sub(trailing) > MAX_DIGITS).then_some(Loss::Digits)
}

/// The power of ten of the first digit that is not zero.
fn magnitude(mantissa: &str, exponent: &str) -> i64 {
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let place = if whole.is_empty() {
        let zeros = fraction.bytes().take_while(|&digit| digit == b'0').count();
        i64::try_from(zeros).map_or(i64::MIN, |zeros| -1 - zeros)
    } else {
        i64::try_from(whole.len()).unwrap_or(i64::MAX) - 1
    };
    let limit = if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 };
    place.saturating_add(exponent.trim_start_matches('+').parse().unwrap_or(limit))
}

/// The first 19 digits as an integer: enough to compare with the limits, to within what no token will meet.
fn begins(digits: impl Iterator<Item = u8>) -> u64 {
    digits.map(|digit| u64::from(digit - b'0')).chain(std::iter::repeat(0)).take(19).fold(0, |value, digit| value * 10 + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses() {
        for (number, expected) in [
            ("0", None),
            ("-0.0", None),
            ("3.0", None),
            ("1795176000", None),
            ("9007199254740991", None),
            ("-9007199254740991", None),
            ("9007199254740992", Some(Loss::Integer)),
            ("-9007199254740993", Some(Loss::Integer)),
            ("100002348117421473", Some(Loss::Integer)),
            ("12345678901234567890", Some(Loss::Integer)),
            ("0.1000000000000000055511151231257827", Some(Loss::Digits)),
            ("1795176000.00000000000000000", None),
            ("0.00000000000000000000001", None),
            ("1e400", Some(Loss::Overflow)),
            ("-1E400", Some(Loss::Overflow)),
            ("1e-400", Some(Loss::Underflow)),
            ("0e-400", None),
            ("1e20", None),
            ("1.7976931348623157e308", None),
            ("1.7976931348623159e308", Some(Loss::Overflow)),
            ("17976931348623159e292", Some(Loss::Overflow)),
            ("1e308", None),
            ("1e309", Some(Loss::Overflow)),
            ("0.001e312", Some(Loss::Overflow)),
            ("1e99999999999999999999", Some(Loss::Overflow)),
            ("1e-99999999999999999999", Some(Loss::Underflow)),
            ("5e-324", None),
            ("3e-324", None),
            ("2e-324", Some(Loss::Underflow)),
        ] {
            assert_eq!(loss(number), expected, "{number}");
            let value: f64 = number.parse().unwrap();
            let is_zero =
                value == 0.0 && number.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).any(|byte| matches!(byte, b'1'..=b'9'));
            assert_eq!(value.is_infinite(), expected == Some(Loss::Overflow), "{number} as a float");
            assert_eq!(is_zero, expected == Some(Loss::Underflow), "{number} as a float");
        }
    }
}
