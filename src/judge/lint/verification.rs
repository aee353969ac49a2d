//! What a signature check with a person's own key tells, and what is wrong with that key for this token.

use super::Method::Key;
use super::{Rule, Severity};
use crate::check::signature::choice::{PassedOver, is_for_another, is_for_other_use};
use crate::check::signature::trial::{MAX_ATTEMPTS, MAX_HASHED};
use crate::check::signature::{Purpose, Trial};
use crate::jose::der;
use crate::jose::key::{self, Form, MAX_KEYS, Material};
use crate::jose::token::Role;
use crate::registry::spec::Reference::{Cve, Rfc};
use crate::text::visible::{quoted, visible};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "hs-forged-confusion",
        severity: Severity::Error,
        title: "Forged with the public key as the secret",
        why: "Anyone with the public key can do that.",
        fix: "Refuse it; pin the algorithm in your verifier.",
        references: &[Rfc(8725, "2.1"), Cve("2015-9235")],
        check: Key(|trial, subject, findings| {
            if let Some(Purpose::Confusion(spelling)) = trial.fits().map(|attempt| attempt.purpose) {
                findings.part(subject, Role::Signature, format!("the secret was {spelling}"));
            }
        }),
    },
    Rule {
        id: "verify-invalid",
        severity: Severity::Error,
        title: "The signature does not fit",
        why: "The token was changed, or another key signed it.",
        fix: "Do not accept it.",
        references: &[Rfc(7515, "5.2")],
        check: Key(|trial, subject, findings| {
            let is_forged = trial.fits().is_some_and(|attempt| matches!(attempt.purpose, Purpose::Confusion(_)));
            if trial.is_wrong() && !is_forged {
                findings.part(subject, Role::Signature, "");
            }
        }),
    },
    Rule {
        id: "key-from-token",
        severity: Severity::Warning,
        title: "Checked with the key that it brings along",
        why: "The author of the token chose that key.",
        fix: "Compare its thumbprint with one that you trust.",
        references: &[Rfc(8725, "3.10")],
        check: Key(|trial, _, findings| {
            if trial.is_own() && trial.is_right() {
                let thumbprint = trial.fitting().and_then(key::Key::thumbprint);
                findings.on_key(thumbprint.map(|found| format!("thumbprint {found}")).unwrap_or_default());
            }
        }),
    },
    Rule {
        id: "rsa-key-small",
        severity: Severity::Error,
        title: "The RSA key is below 2048 bits",
        why: "Such keys can be broken.",
        fix: "Use 2048 bits or more.",
        references: &[Rfc(7518, "3.3")],
        check: Key(|trial, _, findings| {
            each(trial, |key| {
                let Material::Rsa { modulus, .. } = &key.material else { return };
                if der::bits(modulus) < 2048 {
                    findings.on_key(format!("{} bits", der::bits(modulus)));
                }
            });
        }),
    },
    Rule {
        id: "rsa-exponent",
        severity: Severity::Error,
        title: "The RSA exponent is unusual",
        why: "With 1 every message is its own signature; an even one is not a key.",
        fix: "Use 65537.",
        references: &[Rfc(8017, "3.1")],
        check: Key(|trial, _, findings| {
            each(trial, |key| {
                let Material::Rsa { exponent, .. } = &key.material else { return };
                match **exponent {
                    [3] => findings.on_key_as(Severity::Warning, "it is 3"),
                    [] | [1] => findings.on_key("it is below 3"),
                    [.., last] if last % 2 == 0 => findings.on_key("it is even"),
                    _ => {}
                }
            });
        }),
    },
    Rule {
        id: "rsa-roca",
        severity: Severity::Error,
        title: "The RSA key can be factored (ROCA)",
        why: "A smart card's faulty library made it.",
        fix: "Replace the key.",
        references: &[Cve("2017-15361")],
        check: Key(|trial, _, findings| {
            each(trial, |key| {
                if matches!(&key.material, Material::Rsa { modulus, .. } if is_roca(modulus)) {
                    findings.on_key("");
                }
            });
        }),
    },
    Rule {
        id: "key-kty",
        severity: Severity::Error,
        title: "The key is of the wrong kind",
        why: "It cannot check this algorithm.",
        fix: "Paste the key of the issuer for this algorithm.",
        references: &[Rfc(8725, "3.1")],
        check: Key(|trial, _, findings| {
            let is_other = |why: &Option<PassedOver>| *why == Some(PassedOver::OtherKind);
            if !trial.keys().is_cut
                && !trial.passed_over().is_empty()
                && trial.passed_over().iter().all(is_other)
                && trial.obstacle().is_none()
            {
                let found = trial.keys().keys.first().map(key::Key::words).unwrap_or_default();
                findings.on_key(format!("{} cannot be checked with {}", visible(trial.alg()), visible(&found)));
            }
        }),
    },
    Rule {
        id: "key-alg",
        severity: Severity::Error,
        title: "The key is for another algorithm",
        why: "A key is for one algorithm only.",
        fix: "Refuse it, or correct the key's alg.",
        references: &[Rfc(8725, "3.1")],
        check: Key(|trial, _, findings| {
            if let Some(key) = used(trial).filter(|key| is_for_another(key, trial.alg())) {
                let alg = key.alg.as_deref().unwrap_or_default();
                findings.on_key(format!("the key is for {}, the token has {}", quoted(alg), quoted(trial.alg())));
            }
        }),
    },
    Rule {
        id: "key-use",
        severity: Severity::Error,
        title: "The key is not for checking signatures",
        why: "Its use or key_ops says so.",
        fix: "Use a signature key.",
        references: &[Rfc(7517, "4.2")],
        check: Key(|trial, _, findings| {
            if used(trial).is_some_and(is_for_other_use) {
                findings.on_key("");
            }
        }),
    },
    Rule {
        id: "key-invalid",
        severity: Severity::Error,
        title: "A key is malformed",
        why: "It cannot be used.",
        fix: "Get it again from the issuer.",
        references: &[Rfc(7518, "6")],
        check: Key(|trial, _, findings| {
            // Beside the key that fits, one that nobody can use does no harm.
            let severity = if trial.is_right() { Severity::Warning } else { Severity::Error };
            for fault in trial.keys().keys.iter().flat_map(|key| &key.faults).take(MAX_REPORTED) {
                findings.on_key_as(severity, fault.clone());
            }
            // Of those that were not read another rule speaks.
            let problems = trial.keys().problems.len() - usize::from(trial.keys().is_cut);
            for problem in trial.keys().problems.iter().take(problems.min(MAX_REPORTED)) {
                findings.on_key_as(severity, format!("{}: {}", problem.what, problem.why));
            }
        }),
    },
    Rule {
        id: "key-certificate-dates",
        severity: Severity::Error,
        title: "The key's certificate is out of its dates",
        why: "It vouches for the key between its dates only.",
        fix: "Get the issuer's present certificate.",
        references: &[Rfc(5280, "4.1.2.5")],
        check: Key(|trial, subject, findings| {
            // Of a certificate in the token another rule speaks.
            let Some(key) = used(trial).filter(|_| !trial.is_own()) else { return };
            let Some(certificate) = &key.certificate else { return };
            // What a JWK has beside its numbers is a hint, which most verifiers do not look at.
            let severity = if key.form == Form::Jwk { Severity::Warning } else { Severity::Error };
            if subject.has_come(certificate.not_after.plus_seconds(1)) {
                findings.on_key_as(severity, "it has expired");
            } else if !subject.has_come(certificate.not_before) {
                findings.on_key_as(severity, "it is not valid yet");
            }
        }),
    },
    Rule {
        id: "keys-limit",
        severity: Severity::Warning,
        title: "Not everything was tried",
        why: "There are more keys, or there is more to compute, than a check takes on.",
        fix: "Paste the key that the token names, alone.",
        references: &[Rfc(7517, "5")],
        check: Key(|trial, _, findings| {
            let is_open = trial.fits().is_none() && trial.is_incomplete();
            let severity = if is_open { Severity::Warning } else { Severity::Info };
            if trial.keys().is_cut {
                findings.on_key_as(severity, format!("the first {MAX_KEYS} keys were read, the others not"));
            } else if trial.is_cut() {
                let limit =
                    format!("at most {MAX_ATTEMPTS} computations are made, and {} MiB are hashed", MAX_HASHED >> 20);
                findings.on_key_as(severity, limit);
            }
        }),
    },
    Rule {
        id: "key-private",
        severity: Severity::Warning,
        title: "A private key was pasted",
        why: "Only its public half is needed, and was used.",
        fix: "Paste the public key.",
        references: &[Rfc(7517, "9.2")],
        check: Key(|trial, _, findings| {
            if !trial.is_own() && trial.keys().keys.iter().any(|key| key.is_private) {
                findings.on_key("");
            }
        }),
    },
    Rule {
        id: "key-kid",
        severity: Severity::Warning,
        title: "The key's kid differs from the token's",
        why: "A server that looks keys up by their kid does not find it.",
        fix: "Correct the kid of the token or of the key.",
        references: &[Rfc(7515, "4.1.4")],
        check: Key(|trial, _, findings| {
            let [key] = &trial.keys().keys[..] else { return };
            if let (Some(wanted), Some(found)) = (trial.kid(), &key.kid)
                && wanted != found
            {
                findings.on_key(format!("the token names {}, the key has {}", quoted(wanted), quoted(found)));
            }
        }),
    },
    Rule {
        id: "jwks-no-kid",
        severity: Severity::Warning,
        title: "No key of the set has this kid",
        why: "The key was rotated, or the set is another issuer's.",
        fix: "Fetch the key set again.",
        references: &[Rfc(7517, "4.5")],
        check: Key(|trial, _, findings| {
            let keys = &trial.keys().keys;
            let is_usable = |why: &Option<PassedOver>| matches!(why, None | Some(PassedOver::OtherName));
            let named = keys.iter().any(|key| key.kid.is_some() && key.kid.as_deref() == trial.kid());
            let usable = trial.passed_over().iter().filter(|why| is_usable(why)).count();
            match trial.kid() {
                // Where no key is of the right kind, none with that name would be of use.
                Some(kid) if keys.len() > 1 && !named && !trial.keys().is_cut && usable > 0 => {
                    findings.on_key(format!("it names {}", quoted(kid)))
                }
                None if usable > 1 => findings.on_key("the token names none, and several fit"),
                _ => {}
            }
        }),
    },
    Rule {
        id: "jwks-duplicate-kid",
        severity: Severity::Warning,
        title: "Two keys have one kid",
        why: "Which is meant cannot be told.",
        fix: "Give each key a kid of its own.",
        references: &[Rfc(7517, "4.5")],
        check: Key(|trial, _, findings| {
            let keys = &trial.keys().keys;
            // Their use may tell them apart.
            let is_meant = |key: &key::Key| !is_for_other_use(key);
            let again =
                keys.iter().enumerate().filter(|(_, key)| key.kid.is_some() && is_meant(key)).find(|(at, key)| {
                    // One key listed twice gives one answer.
                    let is_another = |other: &key::Key| {
                        let (one, two) = (&other.material, &key.material);
                        std::mem::discriminant(one) == std::mem::discriminant(two) && one != two
                    };
                    keys.iter().take(*at).any(|other| other.kid == key.kid && is_another(other) && is_meant(other))
                });
            if let Some(kid) = again.and_then(|(_, key)| key.kid.as_deref()) {
                // Where the token names it, what one verifier accepts another refuses.
                let is_named = trial.kid() == Some(kid) && trial.fitting().is_some();
                findings.on_key_as(if is_named { Severity::Error } else { Severity::Warning }, quoted(kid));
            }
        }),
    },
    Rule {
        id: "jwks-mixed",
        severity: Severity::Warning,
        title: "Secrets and public keys in one set",
        why: "A published secret is none; it also invites confusion.",
        fix: "Split the set, and revoke what was published.",
        references: &[Rfc(8725, "3.1")],
        check: Key(|trial, _, findings| {
            let keys = &trial.keys().keys;
            let is_secret = |key: &key::Key| key.is_private || matches!(key.material, Material::Secret(_));
            if trial.keys().is_set && keys.iter().any(is_secret) && !keys.iter().all(is_secret) {
                // The signature by another key of the set is none the worse for it.
                let is_used = trial.fitting().is_some_and(is_secret);
                findings.on_key_as(if is_used { Severity::Error } else { Severity::Warning }, "");
            }
        }),
    },
    Rule {
        id: "verify-valid",
        severity: Severity::Info,
        title: "The signature fits",
        why: "It says nothing of times, audience or whose key it is.",
        fix: "",
        references: &[Rfc(7519, "7.2")],
        check: Key(|trial, subject, findings| {
            if trial.is_right() {
                findings.part(subject, Role::Signature, "");
            }
        }),
    },
];

/// How many malformed keys are named.
const MAX_REPORTED: usize = 8;

/// The key that fits, else the one that was tried where there was one only.
pub(super) fn used<'a>(trial: &'a Trial<'_>) -> Option<&'a key::Key> {
    let mut tried =
        trial.keys().keys.iter().zip(trial.passed_over()).filter(|(_, why)| why.is_none()).map(|(key, _)| key);
    trial.fitting().or_else(|| tried.next().filter(|_| tried.next().is_none()))
}

/// Runs `judge` on each key that was tried.
fn each(trial: &Trial, mut judge: impl FnMut(&key::Key)) {
    match trial.fitting() {
        Some(key) => judge(key),
        None => trial
            .keys()
            .keys
            .iter()
            .zip(trial.passed_over())
            .filter(|(_, why)| why.is_none())
            .for_each(|(key, _)| judge(key)),
    }
}

/// Whether a modulus has the fingerprint of the faulty generator: modulo each small prime it is a power of 65537.
fn is_roca(modulus: &[u8]) -> bool {
    const PRIMES: [u32; 38] = [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
        109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
    ];
    PRIMES.iter().all(|&prime| {
        let rest = modulus.iter().fold(0, |rest, &byte| (rest * 256 + u32::from(byte)) % prime);
        let mut power = 1;
        (0..prime).any(|_| {
            power = power * 65_537 % prime;
            power == rest
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A product of the form that the faulty generator makes, and the same off by two.
    #[test]
    fn the_fingerprint_of_roca() {
        // 65537^2 and its neighbour: a power of the generator modulo every prime, and no power of it modulo some.
        let power = 65_537u64 * 65_537;
        assert!(is_roca(&power.to_be_bytes()));
        assert!(!is_roca(&(power + 2).to_be_bytes()));
    }
}
