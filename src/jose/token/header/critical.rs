//! `crit` (RFC 7515 §4.1.11, RFC 7516 §4.1.13) and the one extension that is known here, `b64` (RFC 7797).
//!
//! A verifier must refuse a token whose `crit` breaks its own rules, and one that demands an extension it does not
//! know.

use super::{Header, HeaderPart};
use crate::text::json::{JsonKind, Value};

/// Entries of `crit` that are read; more are a fault.
pub const MAX_CRITICAL: usize = 64;

/// Parameters of the base specifications, which `crit` must not name.
const BASE: [&str; 22] = [
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu",
    "apv", "iv", "tag", "p2s", "p2c", "ek", "psk_id",
];

/// The extension that this project implements.
const B64: &str = "b64";

impl Header {
    /// The first reason why `crit` is malformed, with the value to blame.
    pub fn critical_fault(&self) -> Option<(Value<'_>, &'static str)> {
        let crit = self.parameter("crit")?;
        if self.part_of(crit) != HeaderPart::Protected {
            return Some((crit, "it must be in the protected header"));
        }
        if crit.kind() != JsonKind::Array || crit.children().next().is_none() {
            return Some((crit, "expected a list that is not empty"));
        }
        if crit.children().nth(MAX_CRITICAL).is_some() {
            return Some((crit, "it has more entries than any header has parameters"));
        }
        crit.children().enumerate().find_map(|(position, item)| {
            let Some(name) = item.string() else { return Some((item, "expected a string")) };
            let found = if crit.children().take(position).any(|earlier| earlier.string().as_ref() == Some(&name)) {
                "it occurs twice"
            } else if BASE.contains(&&*name) {
                "the base standard defines it, so every reader knows it"
            } else if self.parameter(&name).is_none() {
                "the header has no such parameter"
            } else {
                return None;
            };
            Some((item, found))
        })
    }

    /// The extensions that `crit` demands and that are not known here, each with the value that names it.
    pub fn unknown_extensions(&self) -> impl Iterator<Item = (Value<'_>, String)> {
        let entries =
            self.parameter("crit").filter(|crit| crit.kind() == JsonKind::Array).into_iter().flat_map(Value::children);
        let named = entries.take(MAX_CRITICAL).filter_map(|item| Some((item, item.string()?.into_owned())));
        named.filter(|(_, name)| name != B64 && !BASE.contains(&&**name))
    }

    /// Why `b64` is not as RFC 7797 §3 and §6 want it, with the value to blame.
    pub fn b64_fault(&self) -> Option<(Value<'_>, &'static str)> {
        let value = self.parameter(B64)?;
        if self.part_of(value) != HeaderPart::Protected {
            return Some((value, "it must be in the protected header"));
        }
        match value.source() {
            "true" => None,
            "false" if self.is_critical(B64) => None,
            "false" => Some((value, "crit does not name it")),
            _ => Some((value, "expected true or false")),
        }
    }

    /// Whether `crit` names the extension `name`.
    pub fn is_critical(&self, name: &str) -> bool {
        let crit = self.protected_parameter("crit").filter(|crit| crit.kind() == JsonKind::Array);
        crit.into_iter()
            .flat_map(Value::children)
            .take(MAX_CRITICAL)
            .any(|item| item.string().is_some_and(|item| item == name))
    }

    /// Whether the payload stands as it is, without base64url (RFC 7797 §3).
    pub fn is_raw(&self) -> bool {
        self.protected_parameter(B64).is_some_and(|value| value.source() == "false")
    }
}
