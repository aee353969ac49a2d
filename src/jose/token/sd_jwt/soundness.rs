//! What keeps a verifier from accepting an SD-JWT whose issuer signature is right (RFC 9901 §7.1, §7.3).

use crate::text::json::JsonKind;

use super::{Disclosure, MAX_DISCLOSURES, MAX_VALUES, SdJwt};
use crate::jose::token::{FlawKind, Role, Site, Token};
use crate::text::visible::{quoted, visible};

/// Hashes that a digest may be made with, as they are registered (RFC 9901 §4.1.1).
const HASHES: [&str; 11] = [
    "sha-256",
    "sha-384",
    "sha-512",
    "sha3-256",
    "sha3-384",
    "sha3-512",
    "blake2s-256",
    "blake2b-256",
    "blake2b-512",
    "k12-256",
    "k12-512",
];
/// What a key binding JWT must hold (RFC 9901 §4.3).
const BINDING: [&str; 4] = ["iat", "aud", "nonce", "sd_hash"];
/// Faults of one kind that are named, the first ones.
const MAX_NAMED: usize = 16;

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A disclosure, or a place for one, is malformed (RFC 9901 §4.2).
    Form,
    /// A disclosure that nobody signed, or a digest that stands twice (§7.1).
    Unreferenced,
    /// A disclosed claim that replaces another, or has a reserved name (§7.1).
    ClaimName,
    /// Digests of a hash that nobody registered (§4.1.1).
    Hash,
    /// A key binding JWT that proves nothing (§7.3).
    KeyBinding,
}

/// A reason to refuse it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What it is about.
    pub kind: FaultKind,
    /// The part of the token that it is in.
    pub site: Site,
    /// What was found, in words; empty where the kind says it all.
    pub detail: String,
}

/// What a verifier has to know and nobody here can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Not all disclosures could be held against what was signed.
    Disclosures,
    /// Nobody checked the signature of the key binding JWT.
    KeyBinding,
}

/// The reasons to refuse `token`, an SD-JWT; none for any other token but one that disclosed claims are missing from.
pub fn faults(token: &Token) -> Vec<Fault> {
    let mut faults = Vec::new();
    let flaws = token.flaws.iter().filter(|flaw| flaw.kind == FlawKind::Disclosure);
    let flaw = |flaw: &crate::jose::token::Flaw| Fault {
        kind: FaultKind::Form,
        site: flaw.site.clone(),
        detail: flaw.detail.clone(),
    };
    faults.extend(flaws.take(MAX_NAMED).map(flaw));
    if let Some(alg) = token.claim("_sd_alg").filter(|alg| alg.string().is_none_or(|alg| !HASHES.contains(&&*alg))) {
        let pointer = "/_sd_alg".to_owned();
        let site = Site::Inside(Role::Payload, alg.span(), pointer);
        faults.push(Fault { kind: FaultKind::Hash, site, detail: visible(alg.source()) });
    }
    let Some(sd_jwt) = &token.sd_jwt else { return faults };
    if sd_jwt.withheld.is_some() {
        faults.extend(each(sd_jwt, FaultKind::Unreferenced, &|one| unreferenced(sd_jwt, one)));
        let repeated = sd_jwt.repeated.clone();
        let twice = |site| Fault { kind: FaultKind::Unreferenced, site, detail: "this digest occurs twice".to_owned() };
        faults.extend(repeated.map(twice));
    }
    faults.extend(each(sd_jwt, FaultKind::ClaimName, &|one| {
        let name = one.name.as_deref()?;
        let is_taken = one.place.as_ref().is_some_and(|place| place.is_taken);
        (is_taken || matches!(name, "_sd" | "...")).then(|| quoted(name))
    }));
    faults.extend(key_binding(sd_jwt));
    faults
}

/// What cannot be told of `token` here.
pub fn doubt(token: &Token) -> Option<Doubt> {
    let sd_jwt = token.sd_jwt.as_ref()?;
    if sd_jwt.withheld.is_none() && !sd_jwt.disclosures.is_empty() || sd_jwt.is_cut {
        return Some(Doubt::Disclosures);
    }
    sd_jwt.key_binding.is_some().then_some(Doubt::KeyBinding)
}

/// Why nothing is known of some disclosures, for a remark.
pub fn limits() -> String {
    format!("more than {MAX_DISCLOSURES} disclosures or {MAX_VALUES} values are not compared")
}

/// A fault at each of the first disclosures of which there is something to say.
fn each(sd_jwt: &SdJwt, kind: FaultKind, say: &dyn Fn(&Disclosure) -> Option<String>) -> Vec<Fault> {
    let said = sd_jwt.disclosures.iter().filter_map(|one| Some((one.span, say(one)?)));
    let fault = |(span, detail)| Fault { kind, site: Site::Text(Role::Disclosure, span), detail };
    said.take(MAX_NAMED).map(fault).collect()
}

fn unreferenced(sd_jwt: &SdJwt, one: &Disclosure) -> Option<String> {
    if !one.is_sound || one.place.is_some() {
        return None;
    }
    let is_same = |other: &Disclosure| other.place.is_some() && other.digest == one.digest;
    Some(match sd_jwt.disclosures.iter().any(is_same) {
        true => "it is disclosed twice".to_owned(),
        false => format!("nothing that was signed holds its digest, {}", one.digest),
    })
}

fn key_binding(sd_jwt: &SdJwt) -> Option<Fault> {
    let binding = sd_jwt.key_binding.as_ref()?;
    let mut faults = binding_faults(&binding.token);
    let said = binding.token.claim("sd_hash").and_then(|hash| hash.string());
    if binding.digest.is_some()
        && binding.token.claim("sd_hash").is_some()
        && said.as_deref() != binding.digest.as_deref()
    {
        faults.push("its sd_hash belongs to another presentation".to_owned());
    }
    let site = Site::Text(Role::KeyBinding, binding.span);
    (!faults.is_empty()).then(|| Fault { kind: FaultKind::KeyBinding, site, detail: faults.join(", ") })
}

/// What keeps a key binding JWT from proving anything, whoever signed it.
pub fn binding_faults(token: &Token) -> Vec<String> {
    if token.is_partial() || token.claims().is_none() {
        return vec!["it is malformed".to_owned()];
    }
    let mut faults = Vec::new();
    if token.string_parameter("typ").as_deref() != Some("kb+jwt") {
        faults.push("its typ is not kb+jwt".to_owned());
    }
    if token.string_parameter("alg").is_none_or(|alg| alg.eq_ignore_ascii_case("none")) || token.signature.is_empty() {
        faults.push("it is not signed".to_owned());
    }
    if token.parameter("crit").is_some() {
        faults.push("it demands an extension".to_owned());
    }
    let is_other = |name: &str, kind: JsonKind| token.claim(name).is_some_and(|value| value.kind() != kind);
    if is_other("iat", JsonKind::Number)
        || ["aud", "nonce", "sd_hash"].into_iter().any(|name| is_other(name, JsonKind::String))
    {
        faults.push("its claims are of the wrong kind".to_owned());
    }
    let missing: Vec<&str> = BINDING.into_iter().filter(|name| token.claim(name).is_none()).collect();
    if !missing.is_empty() {
        faults.push(format!("missing: {}", missing.join(", ")));
    }
    faults
}
