//! Secrets of HMAC algorithms: too short, made by a person, in another encoding, or no secret at all.

use super::Method::Key;
use super::verification::used;
use super::{Rule, Severity};
use crate::check::signature::{Trial, hash, spelled};
use crate::jose::key::{self, Encoding, Form, Material};
use crate::registry::spec::Reference::{Cve, Rfc};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "hs-known-secret",
        severity: Severity::Error,
        title: "The secret is public knowledge",
        why: "It is in tutorials and lists, so anyone can make such tokens.",
        fix: "Replace it by 32 random bytes or more; what it signed is worth nothing.",
        references: &[Rfc(8725, "3.5")],
        check: Key(|trial, _, findings| {
            if trial.is_known() {
                findings.on_key(trial.secret().map(|secret| ["it is ", &spelled(secret)].concat()).unwrap_or_default());
            }
        }),
    },
    Rule {
        id: "hs-key-is-public",
        severity: Severity::Error,
        title: "A public key for an algorithm with a secret",
        why: "A verifier that takes it as the secret accepts forgeries.",
        fix: "Use an algorithm for public keys.",
        references: &[Rfc(8725, "2.1"), Cve("2015-9235")],
        check: Key(|trial, _, findings| {
            let is_public = |key: &key::Key| !matches!(key.material, Material::Secret(_) | Material::Other(_));
            if hash(trial.alg()).is_some()
                && !trial.is_own()
                && !trial.keys().keys.is_empty()
                && trial.keys().keys.iter().all(is_public)
            {
                findings.on_key("");
            }
        }),
    },
    Rule {
        id: "hs-short-key",
        severity: Severity::Error,
        title: "The secret is too short",
        why: "It can be guessed from one token.",
        fix: "Use random bytes, as many as the hash has.",
        references: &[Rfc(7518, "3.2")],
        check: Key(|trial, _, findings| {
            if let Some((secret, hash)) = secret(trial).zip(hash(trial.alg()))
                && secret.len() < hash.length()
            {
                findings.on_key(format!("expected {} bytes or more, but found {}", hash.length(), secret.len()));
            }
        }),
    },
    Rule {
        id: "hs-human-key",
        severity: Severity::Warning,
        title: "The secret looks made by a person",
        why: "Such secrets are guessed offline from one token.",
        fix: "Use 32 random bytes or more.",
        references: &[Rfc(8725, "3.5")],
        check: Key(|trial, _, findings| {
            let is_long = |secret: &&[u8]| hash(trial.alg()).is_some_and(|hash| secret.len() >= hash.length());
            if let Some(why) = secret(trial).filter(is_long).and_then(guessable) {
                findings.on_key(why);
            }
        }),
    },
    Rule {
        id: "hs-key-encoding",
        severity: Severity::Info,
        title: "The secret has to be decoded first",
        why: "As it stands it does not fit.",
        fix: "Configure the verifier in the same way.",
        references: &[Rfc(7517, "6.4.1")],
        check: Key(|trial, _, findings| {
            let is_text = trial.fitting().is_some_and(|key| key.form == Form::Text);
            if let Some(how) =
                trial.fits().and_then(|attempt| attempt.reading).filter(|how| is_text && *how != Encoding::Text)
            {
                findings.on_key(format!("it fits as {}", how.words()));
            }
        }),
    },
];

/// The secret that fits; where none does, the pasted one as it stands.
fn secret<'a>(trial: &'a Trial<'_>) -> Option<&'a [u8]> {
    if trial.is_right() {
        // That it is known says more than what else is wrong with it.
        return trial.secret().filter(|_| !trial.is_known());
    }
    match &used(trial)?.material {
        Material::Secret(readings) => readings.first().map(|reading| &*reading.bytes),
        _ => None,
    }
}

/// Why a secret could be guessed; `None` for what may be random.
fn guessable(secret: &[u8]) -> Option<&'static str> {
    let text =
        std::str::from_utf8(secret).ok().filter(|text| text.bytes().all(|byte| (b' '..=b'~').contains(&byte)))?;
    let is_hex = |byte: u8| byte.is_ascii_hexdigit();
    if text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 8 | 13 | 18 | 23) { byte == b'-' } else { is_hex(byte) })
    {
        return Some("it is a UUID");
    }
    let distinct = (b' '..=b'~').filter(|letter| text.as_bytes().contains(letter)).count();
    if distinct < 10 {
        return Some("few characters, repeated");
    }
    reads_like_words(text).then_some("it reads like words")
}

/// Whether most of it is runs of letters of one case, as words are, with vowels between the consonants, as in no random
/// text.
fn reads_like_words(text: &str) -> bool {
    let (mut in_words, mut vowels, mut consonants) = (0, 0, 0);
    for run in text.as_bytes().chunk_by(|one, other| {
        one.is_ascii_lowercase() && other.is_ascii_lowercase() || one.is_ascii_uppercase() && other.is_ascii_uppercase()
    }) {
        let is_vowel = |byte: &u8| b"aeiouy".contains(&byte.to_ascii_lowercase());
        if run.len() >= 4 && run.iter().all(u8::is_ascii_alphabetic) {
            in_words += run.len();
            vowels += run.iter().filter(|byte| is_vowel(byte)).count();
            consonants = run.split(is_vowel).map(<[u8]>::len).max().unwrap_or(0).max(consonants);
        }
    }
    in_words * 2 >= text.len() && vowels * 4 >= in_words && consonants < 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_make_is_told_from_what_is_random() {
        for (secret, expected) in [
            ("a-string-secret-at-least-256-bits-long", true),
            ("correct horse battery staple and more", true),
            ("6f1c7e9e-6f0b-4a59-9d4f-0b7f3a2f9c11", true),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true),
            ("kX9vT2mQ7pLw4ZrB8nYc6HdJ3fGs5AeU1oWi0", false),
            ("9d02e471c83fb6158ad047fe632c990bf158ae347dc21e86db40b36f05e972ac", false),
            ("q3vk8xw1tz5bnr7mhp2dlgcs9fj4ye6aoiu0kq", false),
            ("\u{1}\u{2}binary", false),
        ] {
            assert_eq!(guessable(secret.as_bytes()).is_some(), expected, "{secret}");
        }
    }
}
