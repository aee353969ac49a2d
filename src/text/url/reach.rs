//! Where a host can be reached from: by its address, however it is spelled, or by what its name ends in.
//!
//! An address of the older protocol may stand inside one of the newer; then the older decides, because packets go
//! there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Reach;

/// Names that only an inner network resolves end so (RFC 6762, RFC 8375, and the habits of clusters and offices).
const INNER: [&str; 6] = [".local", ".internal", ".svc", ".lan", ".intranet", ".home.arpa"];
/// Where clouds hand out credentials: AWS, Google and Azure, ECS, EKS, Alibaba, Oracle, and Azure's agent.
const METADATA_V4: [[u8; 4]; 6] = [
    [169, 254, 169, 254],
    [169, 254, 170, 2],
    [169, 254, 170, 23],
    [100, 100, 100, 200],
    [192, 0, 0, 192],
    [168, 63, 129, 16],
];
/// The same of the newer protocol: AWS, EKS, Google and Oracle.
const METADATA_V6: [[u16; 8]; 4] = [
    [0xFD00, 0xEC2, 0, 0, 0, 0, 0, 0x254],
    [0xFD00, 0xEC2, 0, 0, 0, 0, 0, 0x23],
    [0xFD20, 0xCE, 0, 0, 0, 0, 0, 0x254],
    [0xFD00, 0xC1, 0, 0, 0, 0, 0xA9FE, 0xA9FE],
];

/// Where `host` can be reached from; brackets are gone.
pub(super) fn of(host: &str) -> Reach {
    if let Some(address) = address(host) {
        return of_address(address);
    }
    let host = host.strip_suffix('.').unwrap_or(host);
    let ends = |name: &str| {
        let start = host.len().checked_sub(name.len());
        start.and_then(|start| host.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    if host.eq_ignore_ascii_case("localhost") || ends(".localhost") {
        Reach::Loopback
    } else if host.eq_ignore_ascii_case("metadata.google.internal") {
        Reach::Metadata
    } else if !host.contains(['.', ':']) || INNER.into_iter().any(ends) {
        Reach::Internal
    } else {
        Reach::Public
    }
}

/// The address that a host is, if it is one; of the newer protocol with or without a zone (RFC 6874).
///
/// One dot may follow it, and no more: with two of them a browser takes it for a name.
pub(super) fn address(host: &str) -> Option<IpAddr> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.contains(':') {
        let (address, _zone) = host.split_once('%').unwrap_or((host, ""));
        return address.parse().ok().map(IpAddr::V6);
    }
    ipv4(host).map(IpAddr::V4)
}

fn of_address(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(address) => of_ipv4(address),
        IpAddr::V6(address) => embedded(address).map_or_else(|| of_ipv6(address), of_ipv4),
    }
}

fn of_ipv4(address: Ipv4Addr) -> Reach {
    match address.octets() {
        octets if METADATA_V4.contains(&octets) => Reach::Metadata,
        [127 | 0, ..] => Reach::Loopback,
        // Private use, shared by carriers (RFC 6598), and benchmarks (RFC 2544).
        [10, ..] | [192, 168, ..] | [172, 16..=31, ..] | [100, 64..=127, ..] | [198, 18..=19, ..] => Reach::Private,
        [169, 254, ..] => Reach::LinkLocal,
        _ => Reach::Public,
    }
}

fn of_ipv6(address: Ipv6Addr) -> Reach {
    match address.segments() {
        segments if METADATA_V6.contains(&segments) => Reach::Metadata,
        _ if address.is_unspecified() || address.is_loopback() => Reach::Loopback,
        // Unique local (RFC 4193), site-local (RFC 3879), and translation inside a network (RFC 8215).
        [0xFC00..=0xFDFF | 0xFEC0..=0xFEFF, ..] | [0x64, 0xFF9B, 1, ..] => Reach::Private,
        [0xFE80..=0xFEBF, ..] => Reach::LinkLocal,
        _ => Reach::Public,
    }
}

/// The older address that leads where this one does: mapped, compatible (RFC 4291 §2.5.5), translated (RFC 2765, RFC
/// 6052) and 6to4 (RFC 3056).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let (high, low) = match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => return None,
        [0, 0, 0, 0, 0, 0 | 0xFFFF, high, low]
        | [0, 0, 0, 0, 0xFFFF, 0, high, low]
        | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => (high, low),
        [0x2002, high, low, ..] => (high, low),
        _ => return None,
    };
    Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
}

/// The address of the older protocol that a host is, in any notation that browsers take (WHATWG URL, "IPv4 parser"):
/// `127.1`, `0x7f000001`, `0177.0.0.1`.
fn ipv4(host: &str) -> Option<Ipv4Addr> {
    let mut address = 0_u32;
    let mut parts = 0_u32;
    let mut labels = host.split('.').peekable();
    while let Some(label) = labels.next() {
        let number = number(label)?;
        parts += 1;
        if labels.peek().is_some() {
            if parts > 3 || number > 255 {
                return None;
            }
            address = address << 8 | number;
        } else {
            // The last number fills all bytes that are left.
            let bits = 8 * (5 - parts);
            if u64::from(number) >> bits != 0 {
                return None;
            }
            address = u32::try_from(u64::from(address) << bits).ok()? | number;
        }
    }
    Some(Ipv4Addr::from_bits(address))
}

/// A number as C writes them; `0x` alone is zero.
fn number(label: &str) -> Option<u32> {
    let (digits, radix) = match label.strip_prefix("0x").or(label.strip_prefix("0X")) {
        Some("") => return Some(0),
        Some(digits) => (digits, 16),
        None if label.len() > 1 && label.starts_with('0') => (label, 8),
        None => (label, 10),
    };
    if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_tell_where_they_are() {
        for (name, expected) in [
            ("issuer.example", Reach::Public),
            ("8.8.8.8", Reach::Public),
            ("172.32.0.1", Reach::Public),
            ("1.2.3.4.5", Reach::Public),
            ("256.1.1.1", Reach::Public),
            ("4294967296", Reach::Internal),
            ("0x7f.0.0.09", Reach::Public),
            ("localhost", Reach::Loopback),
            ("a.LOCALHOST.", Reach::Loopback),
            ("127.1", Reach::Loopback),
            ("127.0.0.1.", Reach::Loopback),
            ("169.254.169.254..", Reach::Public),
            ("0x7f000001", Reach::Loopback),
            ("2130706433", Reach::Loopback),
            ("0177.0.0.1", Reach::Loopback),
            ("0x7F.1", Reach::Loopback),
            ("0x", Reach::Loopback),
            ("0.0.0.0", Reach::Loopback),
            ("10.1.2.3", Reach::Private),
            ("172.16.0.1", Reach::Private),
            ("192.168.0.1", Reach::Private),
            ("198.18.0.1", Reach::Private),
            ("198.20.0.1", Reach::Public),
            ("169.254.1.1", Reach::LinkLocal),
            ("169.254.169.254", Reach::Metadata),
            ("0xA9FEA9FE", Reach::Metadata),
            ("169.254.43518", Reach::Metadata),
            ("metadata.google.internal", Reach::Metadata),
            ("keycloak", Reach::Internal),
            ("auth.default.svc", Reach::Internal),
            ("printer.local", Reach::Internal),
        ] {
            assert_eq!(of(name), expected, "{name}");
        }
    }

    #[test]
    fn one_address_has_many_spellings() {
        for (expected, spellings) in [
            (
                Reach::Loopback,
                &["::1", "0:0:0:0:0:0:0:1", "::0001", "0000:0000:0000:0000:0000:0000:0000:0001", "::0.0.0.1"][..],
            ),
            (Reach::Loopback, &["::", "0::0", "::0.0.0.0", "::1%25lo", "::127.0.0.1", "::7f00:1"]),
            (Reach::Loopback, &["::ffff:127.0.0.1", "::FFFF:7f00:1", "0:0:0:0:0:ffff:127.0.0.1", "0::ffff:7f00:0001"]),
            (
                Reach::Loopback,
                &["::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "0064:FF9B::7F00:1", "2002:7f00:1::", "2002:7f00:1::5"],
            ),
            (Reach::Private, &["::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::c0a8:1", "2002:c0a8:1::1", "64:ff9b:1::1"]),
            (Reach::Private, &["fd12::1", "fc00::", "FDFF:ffff::", "fec0::1"]),
            (
                Reach::LinkLocal,
                &["fe80::1", "fe80::1%25eth0", "fe80::1%eth0", "febf::", "::ffff:169.254.1.1", "2002:a9fe:101::"],
            ),
            (Reach::Metadata, &["fd00:ec2::254", "fd00:0ec2::254", "FD00:EC2:0:0:0:0:0:254", "fd00:ec2::0.0.2.84"]),
            (
                Reach::Metadata,
                &[
                    "::ffff:169.254.169.254",
                    "::ffff:a9fe:a9fe",
                    "64:ff9b::a9fe:a9fe",
                    "2002:a9fe:a9fe::",
                    "::a9fe:a9fe",
                ],
            ),
            (Reach::Metadata, &["fd20:ce::254", "fd00:ec2::23", "fd00:c1::a9fe:a9fe"]),
            (Reach::Public, &["2001:db8::1", "::ffff:808:808", "::8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"]),
            (
                Reach::Public,
                &["::1::", "1:2:3:4:5:6:7", "12345::1", "::ffff:127.0.0.256", "64:ff9c::127.0.0.1", "::2:0:0:7f00:1"],
            ),
        ] {
            for spelling in spellings {
                assert_eq!(of(spelling), expected, "{spelling}");
            }
        }
    }
}
