//! What happens to a number on its way through readers that hold 64-bit floats (RFC 8259 §6, RFC 7493 §2.2).
//!
//! Works on the digits as they are spelled, in integers: no float decides what a float loses.

use std::cmp::Ordering;

/// The largest integer below which a float can tell all neighbours apart: 2^53 - 1.
const MAX_SAFE_INTEGER: &str = "9007199254740991";
/// Significant digits that a 64-bit float always carries, and that it can carry.
const SURE_DIGITS: usize = 15;
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
    /// An integer beyond 2^53 - 1: neighbours become equal. Where it is spelled with a fraction or an exponent, as
    /// floats are, one that becomes another.
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
    let Decimal { digits, count, scale } = Decimal::of(mantissa, exponent);
    let is_lost = match digits {
        _ if count <= SURE_DIGITS => false,
        Some(digits) => !survives(digits, count, scale).unwrap_or(count <= MAX_DIGITS),
        None => true,
    };
    is_lost.then_some(if scale < 0 { Loss::Digits } else { Loss::Integer })
}

/// A number as an integer times a power of ten, without the zeros at its ends.
struct Decimal {
    /// The integer; `None` where it does not fit.
    digits: Option<u128>,
    /// How many digits it has.
    count: usize,
    /// The power of ten.
    scale: i64,
}

impl Decimal {
    fn of(mantissa: &str, exponent: &str) -> Decimal {
        let all = || mantissa.bytes().filter(u8::is_ascii_digit);
        let leading = all().take_while(|&digit| digit == b'0').count();
        let trailing = all().rev().take_while(|&digit| digit == b'0').count();
        let count = all().count().saturating_sub(leading + trailing);
        let digits = all()
            .skip(leading)
            .take(count)
            .try_fold(0_u128, |value, digit| value.checked_mul(10)?.checked_add(u128::from(digit - b'0')));
        // The first digit stands for 10^magnitude, the last for 10^scale.
        let places = i64::try_from(count).unwrap_or(i64::MAX).saturating_sub(1);
        Decimal { digits, count, scale: magnitude(mantissa, exponent).saturating_sub(places) }
    }
}

/// Whether the nearest float, written with as many digits, is the number again; of more than [`MAX_DIGITS`] digits,
/// whether it is the very number. `None` where 128 bits are too few to tell.
///
/// The number is `a / b` times a power of two, scaled so that the quotient has the 53 bits of a float.
fn survives(digits: u128, count: usize, scale: i64) -> Option<bool> {
    const BITS: u32 = 53;
    let fives = 5_u128.checked_pow(u32::try_from(scale.unsigned_abs()).ok()?)?;
    let (number, divisor, unit) = if scale < 0 { (digits, fives, 1) } else { (digits.checked_mul(fives)?, 1, fives) };
    // One bit more than the difference of the lengths: the quotient has at least 53 bits, and 54 at most.
    let (long, short) = (u128::BITS - number.leading_zeros(), u128::BITS - divisor.leading_zeros());
    let up = (BITS + short).saturating_sub(long);
    let down = long.saturating_sub(BITS + short);
    let (a, b, unit) = (shifted(number, up)?, shifted(divisor, down)?, shifted(unit, up)?);
    let extra = u32::from((a / b) >> BITS != 0);
    let b = shifted(b, extra)?;
    let (quotient, rest) = (a / b, a % b);
    // To the nearest, and between two to the even one.
    let is_up = rest > b - rest || rest == b - rest && quotient % 2 == 1;
    let gap = if is_up { b - rest } else { rest };
    Some(match gap.cmp(&unit.saturating_sub(gap)) {
        _ if count > MAX_DIGITS => gap == 0,
        Ordering::Less => true,
        Ordering::Equal => digits.is_multiple_of(2),
        Ordering::Greater => false,
    })
}

/// `number` times a power of two; `None` where a bit would be lost.
fn shifted(number: u128, by: u32) -> Option<u128> {
    (by <= number.leading_zeros()).then(|| number.checked_shl(by)).flatten()
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
    digits
        .map(|digit| u64::from(digit - b'0'))
        .chain(std::iter::repeat(0))
        .take(19)
        .fold(0, |value, digit| value * 10 + digit)
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
            ("9007199254740993.0", Some(Loss::Integer)),
            ("9007199254740993e0", Some(Loss::Integer)),
            ("-9007199254740993.000", Some(Loss::Integer)),
            ("9007199254740993E+1", Some(Loss::Integer)),
            ("90071992547409930e-1", Some(Loss::Integer)),
            ("9.007199254740993e15", Some(Loss::Integer)),
            ("0.9007199254740993e16", Some(Loss::Integer)),
            ("9007199254740991.0", None),
            ("9007199254740992.0", None),
            ("9007199254740994e0", None),
            ("9.007199254740992e15", None),
            ("123456789012345678e0", Some(Loss::Integer)),
            ("123456789012345680e0", None),
            ("1180591620717411303424.0", None),
            ("1180591620717411303425.0", Some(Loss::Integer)),
            ("1.2089258196146292e24", None),
            ("1.2089258196146293e24", Some(Loss::Integer)),
            ("1e23", None),
            ("123456789012345678901234567890123456789012345678.5", Some(Loss::Digits)),
            ("0.1", None),
            ("0.10000000000000001", None),
            ("0.3", None),
            ("0.30000000000000004", None),
            ("0.12345678901234567", Some(Loss::Digits)),
            ("9007199254740993.5", Some(Loss::Digits)),
            // Its float lies between two of as many digits, and is written as the even one.
            ("1000000000000000.2", None),
            ("1000000000000000.3", Some(Loss::Digits)),
            ("0.5000000000000000000000", None),
            ("0.500000000000000000001", Some(Loss::Digits)),
            ("0.000000000931322574615478515625", None),
            ("1795176000.123456", None),
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
            let is_zero = value == 0.0
                && number
                    .bytes()
                    .take_while(|byte| !matches!(byte, b'e' | b'E'))
                    .any(|byte| matches!(byte, b'1'..=b'9'));
            assert_eq!(value.is_infinite(), expected == Some(Loss::Overflow), "{number} as a float");
            assert_eq!(is_zero, expected == Some(Loss::Underflow), "{number} as a float");
        }
    }
}
