//! The text primitives against other readers of the same grammars: serde_json and the floats of the standard library
//! for numbers and times, its addresses, and the base64 crate.

use std::net::{Ipv4Addr, Ipv6Addr};

use jotglass::NumericDate;
use jotglass::text::json::{Document, JsonFlawKind, Loss};
use jotglass::text::url::{Reach, Url};
use jotglass_fuzz::{base64url, date};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::{inspect, signed};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() }
}

/// Numbers, dates in words, and slips in both.
fn like_a_time() -> impl Strategy<Value = String> {
    let good = select(vec![
        "0",
        "-0",
        "1795176600",
        "1795176600.25",
        "-1.5e3",
        "1.7952E9",
        "9223372036854775807",
        "-9223372036854775808",
        "-9223372036854775808.5",
        "253402300799999",
        "0.0000000001e10",
        "1e-400",
        "1e19",
        "1e99999999999999999999",
        "2026-11-17T12:00:05Z",
        "2026-11-17T12:00:05.123+01:00",
        "Tue, 17 Nov 2026 12:00:05 GMT",
        "Tuesday, 17-Nov-26 12:00:05 GMT",
        "Tue Nov 17 12:00:05 2026",
        "17.nov.2026",
        "-1.;",
        "PT1H",
    ]);
    let piece =
        select(vec!["", "0", "9", "99999999999999999999", ".", "-", "+", "e", "E", ":", ";", " ", "x", "\0", "é", "٣"]);
    (good, vec((any::<Index>(), 0..3_usize, piece), 0..3), any::<Index>()).prop_map(|(base, changes, end)| {
        let mut chars: Vec<char> = base.chars().collect();
        for (at, removed, added) in &changes {
            let at = at.index(chars.len() + 1);
            let end = (at + removed).min(chars.len());
            chars.splice(at..end, added.chars());
        }
        // Every other text is cut somewhere, too.
        let end = if changes.len() % 2 == 1 { end.index(chars.len() + 1) } else { chars.len() };
        chars.into_iter().take(end).collect()
    })
}

/// Numbers of as many digits as floats can just carry, some with a float's own.
fn decimal() -> impl Strategy<Value = String> {
    let spelled = ("-?[1-9][0-9]{14,19}", "(\\.[0-9]{0,3}[1-9]|\\.0{1,3})?", "([eE][+-]?[0-9])?");
    let float = prop_oneof![(1_u64 << 50..1 << 60).prop_map(|bits| bits as f64), -1e18..1e18, -1.0..1.0];
    prop_oneof![
        spelled.prop_map(|(whole, fraction, exponent)| whole + &fraction + &exponent),
        "0\\.[0-9]{12,19}[1-9]",
        "[1-9]\\.[0-9]{14,17}e[0-9]{1,2}",
        (float.clone(), 14..20_usize).prop_map(|(value, digits)| format!("{value:.digits$e}")),
        float.prop_map(|value| format!("{value:?}")),
    ]
}

/// The digits of a number without zeros at the ends, how many they are, and the power of ten of the last.
fn significant(number: &str) -> (String, usize, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) =
        mantissa.trim_start_matches('-').split_once('.').unwrap_or((mantissa.trim_start_matches('-'), ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0').trim_end_matches('0').to_owned();
    let trailing = (all.len() - all.trim_end_matches('0').len()) as i64;
    let scale = exponent.parse::<i64>().unwrap() - fraction.len() as i64 + trailing;
    (digits.clone(), digits.len(), scale)
}

/// Where the host of an address can be reached from.
fn reach(host: &str) -> Reach {
    Url::split(&format!("https://{host}/")).unwrap().reach()
}

/// Addresses of the older protocol, half of them near the borders of what is not public.
fn ipv4() -> impl Strategy<Value = Ipv4Addr> {
    let first = select(vec![0, 9, 10, 11, 100, 126, 127, 128, 169, 172, 192, 198]);
    let second = select(vec![0, 15, 16, 31, 32, 63, 64, 127, 128, 168, 254]);
    let near = (first, second, any::<u8>(), any::<u8>()).prop_map(|(a, b, c, d)| Ipv4Addr::new(a, b, c, d));
    prop_oneof![near, any::<u32>().prop_map(Ipv4Addr::from_bits)]
}

/// Addresses of the newer protocol, many of them with an older one or with zeros in them.
fn ipv6() -> impl Strategy<Value = Ipv6Addr> {
    let group = select(vec![0, 0, 0, 1, 0x64, 0x254, 0xEC2, 0x2002, 0xFD00, 0xFE80, 0xFF9B, 0xFFFF, 0x7F00, 0xA9FE]);
    let near = vec(group, 8).prop_map(|groups| Ipv6Addr::from(<[u16; 8]>::try_from(groups).unwrap()));
    prop_oneof![near, any::<u128>().prop_map(Ipv6Addr::from_bits)]
}

proptest! {
    #![proptest_config(config())]

    /// A number survives floats where the nearest one, written with as many digits, is the number again.
    #[test]
    fn what_a_float_loses_is_told_exactly(number in decimal()) {
        let document = Document::read(number.clone());
        let is_lost = |kind| matches!(kind, JsonFlawKind::NumberRange(Loss::Integer | Loss::Digits));
        let lost = document.review().into_iter().any(|flaw| is_lost(flaw.kind));
        let (digits, count, scale) = significant(&number);
        let value: f64 = number.trim_start_matches('-').parse().unwrap();
        let again = format!("{value:.*e}", count.saturating_sub(1).min(800));
        let (found, ..) = significant(&again);
        let exact = significant(&format!("{value:.800e}")).0;
        let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let expected = match count {
            _ if is_plain => value > 9_007_199_254_740_991.0,
            0..=17 => found != digits,
            _ => exact != digits,
        };
        // Beyond 128 bits it is the digits that are counted.
        let is_told = lost == expected || !(-20..=20).contains(&scale) && lost == (count > 17);
        prop_assert!(is_told, "{number} ({count} digits, 10^{scale}): {lost}");
    }

    /// Both alphabets of base64, with their padding: the crate refuses what is refused, and reads the same.
    #[test]
    fn base64_is_read_as_the_crate_reads_it(text in "[A-D/+_g-]{0,9}={0,5}|[A-Dw=/]{0,12}") {
        base64url::holds(text.as_bytes());
    }

    /// All spellings of an address lead to the same place.
    #[test]
    fn addresses_are_read_in_any_spelling(address in ipv6()) {
        let groups = address.segments();
        let padded = groups.map(|group| format!("{group:04X}")).join(":");
        let short = groups.map(|group| format!("{group:x}")).join(":");
        let [.., a, b, c, d] = address.octets();
        let dotted = format!("{}:{a}.{b}.{c}.{d}", groups[..6].iter().map(|group| format!("{group:x}")).collect::<Vec<_>>().join(":"));
        let expected = reach(&format!("[{address}]"));
        for spelling in [padded, short, dotted] {
            prop_assert_eq!(reach(&format!("[{spelling}]")), expected, "{}", spelling);
        }
    }

    /// An older address leads to the same place inside a newer one, and in the notations of C.
    #[test]
    fn embedded_addresses_are_judged_by_themselves(address in ipv4()) {
        let [a, b, c, d] = address.octets();
        let bits = address.to_bits();
        let expected = reach(&address.to_string());
        for spelling in [
            format!("[{}]", address.to_ipv6_mapped()),
            format!("[0:0:0:0:0:FFFF:{address}]"),
            format!("[64:ff9b::{address}]"),
            format!("[2002:{:x}:{:x}::1]", bits >> 16, bits & 0xFFFF),
            format!("{bits}"),
            format!("0x{bits:X}"),
            format!("{a}.{}", bits & 0xFF_FFFF),
            format!("0{a:o}.0x{b:x}.{c}.0{d:o}."),
        ] {
            prop_assert_eq!(reach(&spelling), expected, "{}", spelling);
        }
        // The first two compatible ones are the newer protocol's own.
        if bits > 1 {
            prop_assert_eq!(reach(&format!("[::{address}]")), expected);
        }
    }

    /// A time is read of the texts that JSON has for numbers and of no others, and it is the number that a float is
    /// nearest to.
    #[test]
    fn times_are_read_as_floats_are(text in like_a_time()) {
        date::holds(text.as_bytes());
        let claims = serde_json::json!({ "exp": text, "nbf": text, "updated_at": text }).to_string();
        let _ = inspect(&signed(&claims));
        if text.parse::<NumericDate>().is_ok() {
            let _ = inspect(&signed(format!(r#"{{"exp":{text},"nbf":{text},"iat":{text}}}"#)));
        }
    }
}
