//! Which of several keys is the one: picked as a server would pick it, and of each other why it was passed over.

use super::algorithm;
use crate::jose::key::{Key, Keys, Material};

/// Why a key was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassedOver {
    /// It is malformed.
    Malformed,
    /// It is of another kind than the algorithm wants.
    OtherKind,
    /// It has another `kid`, or none where another key has the right one.
    OtherName,
    /// It is for another algorithm (RFC 7517 §4.4).
    OtherAlgorithm,
    /// It is not for checking signatures (RFC 7517 §4.2, §4.3).
    OtherUse,
}

impl PassedOver {
    /// Why, in words that follow the name of the key.
    pub fn words(self) -> &'static str {
        match self {
            PassedOver::Malformed => "is malformed",
            PassedOver::OtherKind => "is another kind of key",
            PassedOver::OtherName => "different kid",
            PassedOver::OtherAlgorithm => "is for another algorithm",
            PassedOver::OtherUse => "is not for checking signatures",
        }
    }
}

/// For each key why it was passed over; `None` for those that are to be tried.
pub fn choose(keys: &Keys, alg: &str, kid: Option<&str>) -> Vec<Option<PassedOver>> {
    let is_set = keys.keys.len() > 1;
    let is_named = |key: &Key| kid.is_some() && key.kid.as_deref() == kid;
    let unfit = |key: &Key| -> Option<PassedOver> {
        if !key.faults.is_empty() {
            return Some(PassedOver::Malformed);
        }
        algorithm::find(alg, &key.material).is_none().then_some(PassedOver::OtherKind)
    };
    let is_there = keys.keys.iter().any(|key| is_named(key) && unfit(key).is_none());
    let choose = |key: &Key| {
        unfit(key).or_else(|| {
            // A single key is tried whatever it says of itself: that it says otherwise is a finding.
            if !is_set {
                None
            } else if !is_named(key) && (is_there || kid.is_some() && key.kid.is_some()) {
                Some(PassedOver::OtherName)
            } else if is_for_another(key, alg) {
                Some(PassedOver::OtherAlgorithm)
            } else {
                is_for_other_use(key).then_some(PassedOver::OtherUse)
            }
        })
    };
    keys.keys.iter().map(choose).collect()
}

/// Whether a key says that it is for another algorithm. `EdDSA` and `Ed25519` are two names of one (RFC 9864 §2.2).
pub fn is_for_another(key: &Key, alg: &str) -> bool {
    let plain = |alg: &str| if matches!(alg, "Ed25519" | "Ed448") { "EdDSA".to_owned() } else { alg.to_owned() };
    key.alg.as_deref().is_some_and(|own| plain(own) != plain(alg))
}

/// Whether a key says that it does not check signatures.
pub fn is_for_other_use(key: &Key) -> bool {
    let is_for_other = key.usage.as_deref().is_some_and(|usage| usage != "sig");
    // What signs can check as well, but a public key cannot sign: libraries refuse one that says no more than that.
    let signs = key.is_private || matches!(key.material, Material::Secret(_));
    let checks = |operation: &String| operation == "verify" || (signs && operation == "sign");
    is_for_other || key.operations.as_ref().is_some_and(|operations| !operations.iter().any(checks))
}
