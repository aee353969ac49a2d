//! What happens to a number on its way through readers that hold 64-bit floats (RFC 8259 §6, RFC 7493 §2.2).
//!
//! Works on the digits as they are spelled; computes nothing with them.

/// The largest integer below which a float can tell all neighbours apart: 2^53 - 1.
const MAX_SAFE_INTEGER: &str = "9007199254740991";
/// Significant digits that a 64-bit float can carry.
const MAX_DIGITS: usize = 17;

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
    let mantissa = unsigned.split(['e', 'E']).next().unwrap_or_default();
    let digits = || mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|&digit| digit == b'0');
    let value: f64 = number.parse().unwrap_or(f64::NAN);
    if value.is_infinite() {
        return Some(Loss::Overflow);
    }
    if value == 0.0 {
        return (digits().count() > 0).then_some(Loss::Underflow);
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
        ] {
            assert_eq!(loss(number), expected, "{number}");
        }
    }
}
