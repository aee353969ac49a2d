//! The answers where the signature does not fit a key that a server would pick, or nobody could tell.

use super::ruling::{Ruling, fitting_key, invalid, named, unchecked};
use crate::check::signature::choice::PassedOver;
use crate::check::signature::obstacle::Obstacle;
use crate::check::signature::trial::{MAX_ATTEMPTS, MAX_HASHED};
use crate::check::signature::{Attempt, Purpose, Refusal, Trial};
use crate::jose::key::{Key, MAX_KEYS, Material};
use crate::text::visible::{quoted, visible};

/// The answer where the signature does not fit a key that a server would pick, and what its summary has in the place of
/// `{}`.
pub(super) fn chosen(trial: &Trial) -> (&'static Ruling, String) {
    if let Some(obstacle) = trial.obstacle() {
        return (blocked(obstacle), quoted(trial.alg()));
    }
    if trial.is_wrong() {
        return trial.fits().map_or_else(|| misfit(trial), |attempt| wrong(trial, attempt));
    }
    unanswered(trial)
}

fn blocked(obstacle: Obstacle) -> &'static Ruling {
    const ENCRYPTED: Ruling = unchecked(
        "encrypted",
        "It is encrypted",
        "Encrypted, so there is no signature to verify. Decrypting takes the recipient's key.",
    );
    const NO_ALGORITHM: Ruling =
        unchecked("no-algorithm", "Nothing to check: no algorithm is named", "The header has no alg that can be read.");
    const UNSECURED: Ruling =
        unchecked("unsecured", "Nothing to check: it is not signed", "Anyone could have written it.");
    const NO_SIGNATURE: Ruling =
        unchecked("no-signature", "Nothing to check: the signature is missing", "Anyone could have written it.");
    const UNKNOWN: Ruling =
        unchecked("algorithm", "Could not be checked: the algorithm is not known here", "The header names {}.");
    match obstacle {
        Obstacle::Encrypted => &ENCRYPTED,
        Obstacle::NoAlgorithm => &NO_ALGORITHM,
        Obstacle::Unsecured => &UNSECURED,
        Obstacle::NoSignature => &NO_SIGNATURE,
        Obstacle::UnknownAlgorithm => &UNKNOWN,
    }
}

/// Where a key fits that should not.
fn wrong(trial: &Trial, attempt: &Attempt) -> (&'static Ruling, String) {
    const FORGED: Ruling = invalid(
        "forged",
        "Forged: the public key was used as the secret",
        "The signature is an HMAC whose secret is {}. A server that accepts this can be fooled by anyone; pin its \
         algorithm.",
    );
    const DER: Ruling = invalid(
        "der",
        "The signature fits, but it is spelled in ASN.1",
        "The issuer has to write R and S side by side (in Java: an algorithm name that ends in inP1363Format).",
    );
    const OTHER_ALGORITHM: Ruling = invalid(
        "other-algorithm",
        "It was signed with another algorithm than it names",
        "The header names {}. The issuer has to name that algorithm.",
    );
    const OWN_KEY: Ruling = invalid(
        "own-key",
        "The signature fits only the token's own key",
        "It does not fit what you pasted. The author of the token chose the key in its header: such a token may be \
         forged.",
    );
    const OTHER_KEY: Ruling = invalid(
        "other-key",
        "The signature fits a key that a server would not pick",
        "That is {}. Correct the token's header, or the set.",
    );
    match attempt.purpose {
        Purpose::Confusion(spelling) => (&FORGED, spelling.to_owned()),
        Purpose::Der => (&DER, String::new()),
        Purpose::OtherAlgorithm(alg) => (
            &OTHER_ALGORITHM,
            [&*quoted(trial.alg()), ", but the signature fits ", &fitting_key(trial), " as ", alg].concat(),
        ),
        Purpose::OwnKey => (&OWN_KEY, String::new()),
        Purpose::OtherKey | Purpose::Check => {
            let why = trial.passed_over().get(attempt.key).copied().flatten().map_or("is there", PassedOver::words);
            (&OTHER_KEY, [&*fitting_key(trial), ", which ", why].concat())
        }
    }
}

/// Where no key fits.
fn misfit(trial: &Trial) -> (&'static Ruling, String) {
    const LENGTH: Ruling = invalid(
        "length",
        "The signature has the wrong length",
        "Expected {}: it was cut, or made with another key or algorithm.",
    );
    const DER: Ruling = invalid("der", "The signature is spelled in ASN.1", "And it does not fit this key either.");
    const RANGE: Ruling = invalid(
        "range",
        "No key can have made this signature",
        "One of its numbers is zero or too large. Some verifiers have taken that for valid.",
    );
    const SEARCH: Ruling = invalid(
        "mismatch",
        "Invalid signature",
        "No key that a server would pick fits. The search for what went wrong was given up: {}.",
    );
    // What another key denies is no matter of the length.
    let mut refusals = trial.refusals().iter().filter(|_| !trial.is_denied()).map(|(_, refusal)| refusal);
    match refusals.find(|refusal| refusal.is_about_the_signature()) {
        Some(Refusal::Length(expected)) => {
            (&LENGTH, format!("{expected} bytes for this key, but found {}", trial.token().signature.len()))
        }
        Some(Refusal::Der) => (&DER, String::new()),
        Some(Refusal::Range) => (&RANGE, String::new()),
        _ if trial.is_cut() => (&SEARCH, limits()),
        _ => (mismatch(trial), String::new()),
    }
}

/// What bounds a trial.
fn limits() -> String {
    format!("at most {MAX_ATTEMPTS} computations are made, and {} MiB are hashed", MAX_HASHED >> 20)
}

/// What probably happened, the likeliest first.
fn mismatch(trial: &Trial) -> &'static Ruling {
    const SECRET: Ruling = invalid(
        "mismatch",
        "Invalid signature",
        "Tried as text, Base64 and hex. Wrong secret, or the token was altered.",
    );
    const SET: Ruling = invalid(
        "mismatch",
        "Invalid signature",
        "Tried every usable key of the set. Wrong key (the issuer may have a new one), or the token was altered.",
    );
    const KEY: Ruling = invalid(
        "mismatch",
        "Invalid signature",
        "Related algorithms were tried as well. Wrong key (the issuer may have a new one), or the token was altered.",
    );
    let is_secret = trial.keys().keys.iter().any(|key| matches!(key.material, Material::Secret(_)));
    match (is_secret, trial.keys().is_set) {
        (true, _) => &SECRET,
        (false, true) => &SET,
        (false, false) => &KEY,
    }
}

/// Where no engine told, or nothing was to be asked.
fn unanswered(trial: &Trial) -> (&'static Ruling, String) {
    const ENGINE: Ruling =
        unchecked("engine", "Could not be checked here", "{} is not supported here, or the key was refused.");
    const DETACHED: Ruling =
        unchecked("detached", "Could not be checked: the payload is elsewhere", "What is signed is not in this token.");
    const UNREADABLE: Ruling = unchecked("no-key", "No key could be read", "{}.");
    const NO_KEY: Ruling = unchecked(
        "no-key",
        "Signature not verified",
        "Paste the key of the issuer to check it. It stays in this page.",
    );
    const BAD_KEY: Ruling = unchecked("key", "The key cannot be used", "{}. Get it again from the issuer.");
    const WRONG_KIND: Ruling = unchecked("key", "The key is of the wrong kind", "The token is signed with {}.");
    const UNSUPPORTED: Ruling = unchecked("key", "This kind of key is not supported", "What you pasted is {}.");
    const LIMIT: Ruling = unchecked(
        "limit",
        "Could not be checked: there is too much to try",
        "A key that a server may pick was not tried: {}.",
    );
    if let Some(attempt) = trial.unanswered().first() {
        return (&ENGINE, visible(attempt.plan.algorithm.alg));
    }
    let Some(key) = trial.keys().keys.first() else {
        return match trial.keys().problems.first() {
            Some(problem) => (&UNREADABLE, [&*problem.what, ": ", &problem.why].concat()),
            None => (&NO_KEY, String::new()),
        };
    };
    if trial.is_detached() {
        return (&DETACHED, String::new());
    }
    if trial.is_incomplete() {
        let of_keys = || format!("only the first {MAX_KEYS} are read. Paste the one that the token names, alone");
        return (&LIMIT, if trial.keys().is_cut { of_keys() } else { limits() });
    }
    if let Some(words) = bad_key(trial) {
        return (&BAD_KEY, words);
    }
    match &key.material {
        Material::Other(_) => (&UNSUPPORTED, named(key)),
        _ => (&WRONG_KIND, [&*quoted(trial.alg()), ", but what you pasted is ", &named(key)].concat()),
    }
}

/// The key that cannot be used, and why: the one that the token names, else the first.
fn bad_key(trial: &Trial) -> Option<String> {
    let refused = trial.refusals().iter().filter_map(|(place, refusal)| match refusal {
        Refusal::BadKey(why) => Some((trial.keys().keys.get(*place)?, (*why).to_owned())),
        _ => None,
    });
    let malformed =
        trial.keys().keys.iter().filter_map(|key| Some((key, ["is malformed: ", key.faults.first()?].concat())));
    let bad: Vec<(&Key, String)> = refused.chain(malformed).collect();
    let named_one = bad.iter().find(|(key, _)| trial.kid().is_some() && key.kid.as_deref() == trial.kid());
    named_one.or(bad.first()).map(|(key, why)| [&*named(key), " ", why].concat())
}
