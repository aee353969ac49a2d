//! What carries out the computations of a check: the one place where cryptography comes in from outside.
//!
//! The core decides what is to be computed, with which key, in which order, and what the answers mean; it refuses
//! beforehand what an engine may be lax about (see [`signature::plan`](super::signature::plan)). An engine only
//! computes. HMACs need none: the core computes them, so that `()` is an engine for HS256, HS384 and HS512.
//!
//! The trait is for programs that can wait for an answer. In browsers the engine is WebCrypto, whose answers are
//! promises, so `www/verify.js` drives the same [`Trial`] by hand: [`Trial::pending`], then [`Trial::answer`].

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use super::signature::{Answer, SignatureAlgorithm, Trial};

/// Computes whether signatures fit.
///
/// ```
/// use jotglass::{Engine, EngineError, SignatureAlgorithm};
///
/// struct Mine;
///
/// impl Engine for Mine {
///     fn verify(
///         &self,
///         algorithm: &SignatureAlgorithm,
///         key: &[u8],
///         message: &[u8],
///         signature: &[u8],
///     ) -> Result<bool, EngineError> {
///         match algorithm.name() {
///             // "ES256" => ask a library whether the signature fits,
///             _ => Err(EngineError::Unsupported),
///         }
///     }
/// }
/// ```
pub trait Engine {
    /// Whether `signature` is one of `message` under `key`.
    ///
    /// Key and signature have the form of the [algorithm](SignatureAlgorithm::name):
    ///
    /// - `RS256` to `PS512`: the key is the DER of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of 512 to 16384 bits, the
    ///   signature as long as the modulus.
    /// - `ES256`, `ES384`, `ES512` (which has P-521), `ES256K`: the key is an uncompressed point (SEC 1 §2.3.3), the
    ///   signature r and s side by side (RFC 7518 §3.4), neither zero nor too large.
    /// - `Ed25519`, `Ed448`: both are as in RFC 8032, the second number of the signature below the order.
    /// - `ML-DSA-44`, `ML-DSA-65`, `ML-DSA-87`: both are as in FIPS 204, with an empty context.
    ///
    /// # Errors
    /// The engine cannot tell. A malformed signature is not an error: it does not fit.
    fn verify(
        &self,
        algorithm: &SignatureAlgorithm,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, EngineError>;
}

/// No engine: HMACs alone are checked, which the core computes.
impl Engine for () {
    fn verify(&self, _: &SignatureAlgorithm, _: &[u8], _: &[u8], _: &[u8]) -> Result<bool, EngineError> {
        Err(EngineError::Unsupported)
    }
}

/// Why an engine cannot tell whether a signature fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EngineError {
    /// It does not have the algorithm.
    Unsupported,
    /// It refuses the key: the bytes are not a key of the algorithm, or one that it does not compute with.
    MalformedKey,
}

impl Display for EngineError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            EngineError::Unsupported => "the engine does not have this algorithm",
            EngineError::MalformedKey => "the engine refuses this key",
        })
    }
}

impl Error for EngineError {}

impl From<Result<bool, EngineError>> for Answer {
    fn from(computed: Result<bool, EngineError>) -> Answer {
        computed.ok().into()
    }
}

/// Brings a trial to its end, with `engine` for what the core does not compute.
pub fn run(trial: &mut Trial<'_>, engine: &dyn Engine) {
    while trial.pending().is_some() {
        let Some(plan) = trial.asked().map(|attempt| &attempt.plan) else { return };
        let computed = engine.verify(plan.algorithm, &plan.key, trial.message(), &plan.signature);
        trial.answer(computed.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_engine_cannot_tell_is_no_misfit() {
        assert_eq!(Answer::from(Ok(true)), Answer::Yes);
        assert_eq!(Answer::from(Ok(false)), Answer::No);
        for error in [EngineError::Unsupported, EngineError::MalformedKey] {
            assert_eq!(Answer::from(Err(error)), Answer::CannotTell);
        }
    }
}
