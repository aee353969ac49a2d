//! A computation that is to find something out about a signature, and its answer.

use super::{Plan, Refusal, plan};
use crate::jose::key::{self, Encoding, Key, Material};

/// What a computation is to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Whether the signature is right.
    Check,
    /// Whether it is by a key that was passed over.
    OtherKey,
    /// Whether it was made with this other algorithm.
    OtherAlgorithm(&'static str),
    /// Whether it is right but spelled in ASN.1.
    Der,
    /// Whether a public key was taken for a secret, in this spelling.
    Confusion(&'static str),
    /// Whether it fits the key that the token brings along.
    OwnKey,
}

/// A computation and what it is for.
#[derive(Debug)]
pub struct Attempt {
    /// The key, by its place; of those in the token for [`Purpose::OwnKey`].
    pub key: usize,
    /// How a secret was read.
    pub reading: Option<Encoding>,
    /// What it is to find out.
    pub purpose: Purpose,
    /// What is computed.
    pub plan: Plan,
}

/// What an engine says to an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It fits.
    Yes,
    /// It does not.
    No,
    /// The engine does not have the algorithm, or refuses the key.
    CannotTell,
}

impl From<Option<bool>> for Answer {
    /// Whether it fits; `None` where an engine cannot tell.
    fn from(fits: Option<bool>) -> Answer {
        match fits {
            Some(true) => Answer::Yes,
            Some(false) => Answer::No,
            None => Answer::CannotTell,
        }
    }
}

/// A key's attempts: one for each reading of a secret, else one.
pub(super) fn attempts_of(
    alg: &str,
    place: usize,
    key: &Key,
    signature: &[u8],
    purpose: Purpose,
) -> Result<Vec<Attempt>, Refusal> {
    let readings: &[key::Reading] = if let Material::Secret(readings) = &key.material { readings } else { &[] };
    let one = |reading: usize| -> Result<Attempt, Refusal> {
        let plan = plan(alg, key, reading, signature)?;
        Ok(Attempt { key: place, reading: readings.get(reading).map(|reading| reading.how), purpose, plan })
    };
    (0..readings.len().max(1)).map(one).collect()
}
