//! Claims of devices that attest what they are (RFC 9711).

use crate::registry::Sensitivity::{Open, Personal};
use crate::registry::ValueKind::*;
use crate::registry::{Entry, row};
use crate::spec::Reference::Rfc;

#[rustfmt::skip]
pub(super) const ROWS: &[Entry] = &[
    row("eat_nonce", TextOrList, Open, Rfc(9711, "4.1"), "Nonce", "Chosen by whoever asked for the attestation; shows that it is fresh."),
    row("ueid", Bytes, Personal, Rfc(9711, "4.2.1"), "Device id", "Tells this one device from all others, for good."),
    row("sueids", Object, Personal, Rfc(9711, "4.2.2"), "Semi-permanent ids",
        "Ids of the device that may change, as when it gets a new owner."),
    row("oemid", TextOrNumber, Open, Rfc(9711, "4.2.3"), "Maker", "Who made the hardware."),
    row("hwmodel", Bytes, Open, Rfc(9711, "4.2.4"), "Hardware model", "The model, as its maker names it."),
    row("hwversion", List, Open, Rfc(9711, "4.2.5"), "Hardware version", "The version of the hardware, and how to read it."),
    row("swname", Text, Open, Rfc(9711, "4.2.6"), "Software", "The name of the software that runs."),
    row("swversion", List, Open, Rfc(9711, "4.2.7"), "Software version", "The version of the software, and how to read it."),
    row("oemboot", Boolean, Open, Rfc(9711, "4.2.8"), "Maker's boot",
        "Whether the device started only software that its maker authorized."),
    row("dbgstat", Text, Open, Rfc(9711, "4.2.9"), "Debugging", "Whether the device can be debugged, and could be before."),
    row("location", Any, Personal, Rfc(9711, "4.2.10"), "Location", "Where the device is."),
    row("uptime", Seconds, Open, Rfc(9711, "4.2.11"), "Uptime", "Seconds since the device started."),
    row("bootcount", Number, Open, Rfc(9711, "4.2.12"), "Boot count", "How often the device has started."),
    row("bootseed", Bytes, Open, Rfc(9711, "4.2.13"), "Boot seed", "A random value that stays the same until the next start."),
    row("dloas", List, Open, Rfc(9711, "4.2.14"), "Letters of approval", "Certifications of the device, and where to find them."),
    row("manifests", List, Open, Rfc(9711, "4.2.15"), "Manifests", "What software is installed, as its makers describe it."),
    row("measurements", List, Open, Rfc(9711, "4.2.16"), "Measurements", "What was measured of software, memory or settings."),
    row("measres", List, Open, Rfc(9711, "4.2.17"), "Measurement results", "How the measurements compare with what was expected."),
    row("submods", Object, Open, Rfc(9711, "4.2.18"), "Submodules", "The same claims for parts of the device."),
    row("eat_profile", Text, Open, Rfc(9711, "4.3.2"), "Profile", "The rules that the attestation follows."),
    row("intuse", Text, Open, Rfc(9711, "4.3.3"), "Intended use", "What the attestation is for."),
    row("cmw", ObjectOrList, Open, Rfc(9999, "3.1"), "Wrapped message", "A message of the attestation, with its type."),
];
