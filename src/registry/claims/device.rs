//! Claims of devices that attest what they are (RFC 9711).

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::spec::Reference::Rfc;
use crate::registry::{SourceRow, row};

#[rustfmt::skip]
pub(super) const ROWS: &[SourceRow] = &[
    row("eat_nonce", TextOrList, Open, Rfc(9711, "4.1"), "Nonce", "Shows that the attestation is fresh."),
    row("ueid", Bytes, Personal, Rfc(9711, "4.2.1"), "Device ID", "Tells this device from all others, for good."),
    row("sueids", Object, Personal, Rfc(9711, "4.2.2"), "Semi-permanent ids",
        "Ids that may change, as with a new owner."),
    row("oemid", TextOrNumber, Open, Rfc(9711, "4.2.3"), "Maker", ""),
    row("hwmodel", Bytes, Open, Rfc(9711, "4.2.4"), "Hardware model", ""),
    row("hwversion", List, Open, Rfc(9711, "4.2.5"), "Hardware version", ""),
    row("swname", Text, Open, Rfc(9711, "4.2.6"), "Software", ""),
    row("swversion", List, Open, Rfc(9711, "4.2.7"), "Software version", ""),
    row("oemboot", Boolean, Open, Rfc(9711, "4.2.8"), "Maker's boot", ""),
    row("dbgstat", Text, Open, Rfc(9711, "4.2.9"), "Debugging", ""),
    row("location", Any, Personal, Rfc(9711, "4.2.10"), "Location", ""),
    row("uptime", Seconds, Open, Rfc(9711, "4.2.11"), "Uptime", "Seconds since the device started."),
    row("bootcount", Number, Open, Rfc(9711, "4.2.12"), "Boot count", ""),
    row("bootseed", Bytes, Open, Rfc(9711, "4.2.13"), "Boot seed", ""),
    row("dloas", List, Open, Rfc(9711, "4.2.14"), "Letters of approval", ""),
    row("manifests", List, Open, Rfc(9711, "4.2.15"), "Manifests", ""),
    row("measurements", List, Open, Rfc(9711, "4.2.16"), "Measurements", ""),
    row("measres", List, Open, Rfc(9711, "4.2.17"), "Measurement results", ""),
    row("submods", Object, Open, Rfc(9711, "4.2.18"), "Submodules", ""),
    row("eat_profile", Text, Open, Rfc(9711, "4.3.2"), "Profile", ""),
    row("intuse", Text, Open, Rfc(9711, "4.3.3"), "Intended use", ""),
    row("cmw", ObjectOrList, Open, Rfc(9999, "3.1"), "Wrapped message", ""),
];
