//! Reads a [`NumericDate`] from the text of a JSON number, exactly: no float stands between the digits and the date.
//!
//! ```text
//! number = [ "-" ] ( "0" / 1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "+" / "-" ] 1*DIGIT ]    ; RFC 8259 §6
//! ```
//!
//! Digits below a nanosecond are cut.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::NumericDate;

/// Digits that 64 bits of seconds have at most.
const MAX_DIGITS: i64 = 19;
/// The power of ten of a nanosecond.
const NANOSECOND: i64 = -9;

/// Why a text is not a [`NumericDate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseDateError {
    /// It is not a JSON number.
    Syntax,
    /// It is a number too far from zero for any clock.
    Beyond(#[doc(hidden)] Beyond),
}

/// A number too far from zero for any clock: more than about 292 thousand million years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Whether it lies in the past.
    pub negative: bool,
}

impl Display for ParseDateError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ParseDateError::Syntax => "expected a JSON number",
            ParseDateError::Beyond(_) => "expected seconds that fit 64 bits",
        })
    }
}

impl Error for ParseDateError {}

impl FromStr for NumericDate {
    type Err = ParseDateError;

    /// Reads the text of a JSON number.
    ///
    /// # Errors
    /// [`ParseDateError::Syntax`] for any other text, [`ParseDateError::Beyond`] where the value does not fit 64 bits
    /// of seconds.
    fn from_str(text: &str) -> Result<NumericDate, ParseDateError> {
        let JsonNumber { negative, whole, fraction, exponent } =
            JsonNumber::split(text).ok_or(ParseDateError::Syntax)?;
        let beyond = ParseDateError::Beyond(Beyond { negative });
        let digits = || whole.bytes().chain(fraction.bytes()).map(|digit| digit.wrapping_sub(b'0'));
        let zeros = digits().take_while(|&digit| digit == 0).count();
        if zeros == whole.len() + fraction.len() {
            return Ok(NumericDate::from_seconds(0));
        }
        // How many digits stand before the decimal point, once the exponent has moved it, without zeros in front.
        let length = |count: usize| i64::try_from(count).map_err(|_| beyond);
        let point = exponent.saturating_add(length(whole.len())?).saturating_sub(length(zeros)?);
        if point > MAX_DIGITS {
            return Err(beyond);
        }
        let mut digits = digits().skip(zeros);
        let (mut seconds, mut nanos) = (0_u64, 0_u32);
        for power in (NANOSECOND..point).rev() {
            let digit = digits.next().unwrap_or_default();
            if power < 0 {
                nanos = nanos * 10 + u32::from(digit);
            } else {
                // Nineteen nines fit 64 bits without a sign.
                seconds = seconds * 10 + u64::from(digit);
            }
        }
        NumericDate::from_parts(negative, seconds, nanos).ok_or(beyond)
    }
}

impl NumericDate {
    /// The date so far after the epoch, or before it; `None` where it does not fit.
    fn from_parts(negative: bool, seconds: u64, nanos: u32) -> Option<NumericDate> {
        if !negative {
            return Some(NumericDate { seconds: i64::try_from(seconds).ok()?, nanos });
        }
        // The fraction is added to the second below.
        let seconds = 0_i64.checked_sub_unsigned(seconds)?;
        match nanos {
            0 => Some(NumericDate { seconds, nanos }),
            _ => Some(NumericDate { seconds: seconds.checked_sub(1)?, nanos: 1_000_000_000 - nanos }),
        }
    }
}

/// A JSON number, taken apart.
struct JsonNumber<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    /// One beyond 64 bits is kept at their end: it takes any digits of a text there, too.
    exponent: i64,
}

impl<'a> JsonNumber<'a> {
    fn split(text: &'a str) -> Option<JsonNumber<'a>> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let is_number = is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(is_digits);
        is_number.then(|| JsonNumber { negative, whole, fraction: fraction.unwrap_or_default(), exponent })
    }
}

fn read_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = || digits.parse().unwrap_or(i64::MAX);
    is_digits(digits).then(|| if negative { -size() } else { size() })
}

/// Whether `text` is one digit or more, and nothing else.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, seconds: i64, nanos: u32) {
        assert_eq!(text.parse(), Ok(NumericDate { seconds, nanos }), "{text}");
    }

    #[test]
    fn numbers_are_read_exactly() {
        check("0", 0, 0);
        check("-0", 0, 0);
        check("0e999999999999999999999", 0, 0);
        check("1795176000", 1_795_176_000, 0);
        check("1.7952E9", 1_795_200_000, 0);
        check("1795176000.25", 1_795_176_000, 250_000_000);
        check("-0.25", -1, 750_000_000);
        check("-1.5", -2, 500_000_000);
        check("1e-3", 0, 1_000_000);
        check("12e-11", 0, 0);
        check("123456e-3", 123, 456_000_000);
        check("0.000000001", 0, 1);
        check("0.0000000019", 0, 1);
        check("1e-9", 0, 1);
        check("-1e-9", -1, 999_999_999);
        check("1e-99999999999999999999", 0, 0);
        check("0.00000000000000000001e20", 1, 0);
        check("1e3", 1_000, 0);
    }

    #[test]
    fn the_ends_of_64_bits_fit() {
        check("9223372036854775807", i64::MAX, 0);
        check("9223372036854775807.999999999", i64::MAX, 999_999_999);
        check("-9223372036854775808", i64::MIN, 0);
        check("-9223372036854775808.0000000001", i64::MIN, 0);
        check("-9223372036854775807.5", i64::MIN, 500_000_000);
        check("922337203685477580.7e1", i64::MAX, 0);
    }

    #[test]
    fn numbers_beyond_every_clock_are_refused() {
        for text in [
            "9223372036854775808",
            "9999999999999999999",
            "1e19",
            "1e400",
            "1e99999999999999999999",
            "99999999999999999999999",
            "18446744073709551616",
        ] {
            assert_eq!(text.parse::<NumericDate>(), Err(ParseDateError::Beyond(Beyond { negative: false })), "{text}");
        }
        for text in ["-1e400", "-9223372036854775809", "-9223372036854775808.5", "-9223372036854775808.000000001"] {
            assert_eq!(text.parse::<NumericDate>(), Err(ParseDateError::Beyond(Beyond { negative: true })), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_json_number_is_refused() {
        for text in [
            "",
            "-",
            "+1",
            "--1",
            "abc",
            "17.nov.2026",
            "-1.;",
            "1.",
            ".5",
            "01",
            "-01",
            "00",
            "1e",
            "1e+",
            "1e+-1",
            "1e++1",
            "1e1.5",
            "1e1e1",
            "1.2.3",
            " 1",
            "1 ",
            "0x10",
            "1_000",
            "Infinity",
            "NaN",
            "٣",
            "2026-11-17T12:00:05Z",
            "Tue, 17 Nov 2026 12:00:05 GMT",
            "Tuesday, 17-Nov-26 12:00:05 GMT",
        ] {
            assert_eq!(text.parse::<NumericDate>(), Err(ParseDateError::Syntax), "{text:?}");
        }
    }
}
