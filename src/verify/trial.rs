//! One token held against the keys that a person has: what is tried, in which order, and what came of it.
//!
//! First the keys that a server would pick. If none fits, what people mostly did wrong is tried: another key of the set, another
//! algorithm of the same key, a signature in ASN.1, and whether somebody forged the token with a public key as the secret.
//! Whoever drives it computes what [`Trial::next`] asks for and [`Trial::tell`]s the answer; HMACs are computed here.

use std::rc::Rc;

use super::choice::{self, PassedOver};
use super::{Plan, Refusal, Sort, message, plain, plan, scheme};
use crate::key::{self, Encoding, Key, Keys, Material};
use crate::token::{FlawKind, Token};

/// The computations that are asked of an engine for one token at most: a set of keys may be long.
const MAX_ATTEMPTS: usize = 256;

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

/// A token and keys.
#[derive(Debug)]
pub struct Trial {
    /// The token.
    pub token: Token,
    /// What was pasted as a key; where that is nothing, what the token brings along. Shared, because one key mostly checks many tokens.
    pub keys: Rc<Keys>,
    /// Whether the keys are those of the token.
    pub is_own: bool,
    /// The text of the keys.
    pub text: String,
    /// `alg`, empty where there is none.
    pub alg: String,
    /// `kid`.
    pub kid: Option<String>,
    /// For each key why it was passed over.
    pub passed_over: Vec<Option<PassedOver>>,
    /// For keys that were to be tried, why they could not be, or why the answer was known.
    pub refusals: Vec<(usize, Refusal)>,
    /// The attempts that were not answered.
    pub unanswered: Vec<Attempt>,
    /// The first attempt that fits.
    pub fits: Option<Attempt>,
    /// The keys of the token, where others were pasted.
    pub own: Keys,
    /// Whether the secret that fits is one that everybody knows; whoever drives the trial finds out.
    pub is_known: bool,
    /// How many computations were made.
    pub count: usize,
    is_denied: bool,
    message: Vec<u8>,
    waiting: Vec<Attempt>,
    is_searching: bool,
}

impl Trial {
    /// Of `token` with the keys in `text`; where that is empty, with what the token brings along.
    pub fn new(token: Token, text: &str) -> Trial {
        Trial::with_read(token, text, || Rc::new(key::read(text)))
    }

    /// The same, where the text may have been read already.
    pub fn with_read(token: Token, text: &str, read: impl FnOnce() -> Rc<Keys>) -> Trial {
        let embedded = key::embedded(&token);
        let is_own = text.trim().is_empty();
        let (keys, own) = if is_own { (Rc::new(embedded), Keys::default()) } else { (read(), embedded) };
        Trial::with(token, text, keys, own, is_own)
    }

    /// Of `token` with a secret that was guessed.
    pub fn guessed(token: Token, secret: Vec<u8>) -> Trial {
        let mut trial = Trial::with(token, "", Rc::new(Keys::of_secret(secret)), Keys::default(), false);
        trial.is_known = true;
        trial
    }

    fn with(token: Token, text: &str, keys: Rc<Keys>, own: Keys, is_own: bool) -> Trial {
        let alg = token.string_parameter("alg").unwrap_or_default();
        let kid = token.string_parameter("kid");
        let passed_over = choice::choose(&keys, &alg, kid.as_deref());
        let mut trial = Trial {
            message: message(&token),
            token,
            keys,
            is_own,
            text: text.to_owned(),
            alg,
            kid,
            passed_over,
            refusals: Vec::new(),
            unanswered: Vec::new(),
            fits: None,
            own,
            is_known: false,
            count: 0,
            is_denied: false,
            waiting: Vec::new(),
            is_searching: false,
        };
        if trial.obstacle().is_none() {
            trial.waiting = trial.checks();
        }
        trial
    }

    /// Why no key can check this token.
    pub fn obstacle(&self) -> Option<Obstacle> {
        if self.token.kind.is_encrypted() {
            Some(Obstacle::Encrypted)
        } else if self.alg.is_empty() {
            Some(Obstacle::NoAlgorithm)
        } else if self.alg.eq_ignore_ascii_case("none") {
            Some(Obstacle::Unsecured)
        } else if self.token.signature.is_empty() {
            Some(Obstacle::NoSignature)
        } else if !scheme::is_known(&self.alg) {
            Some(Obstacle::UnknownAlgorithm)
        } else {
            None
        }
    }

    /// What is signed.
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The next computation that an engine has to make; `None` at the end.
    #[allow(clippy::should_implement_trait, reason = "what it answers is borrowed, which no iterator's is")]
    pub fn next(&mut self) -> Option<&Attempt> {
        loop {
            if self.fits.is_some() || self.count >= MAX_ATTEMPTS {
                return None;
            }
            if self.waiting.is_empty() && !self.look_further() {
                return None;
            }
            let known = self.waiting.first().and_then(|attempt| attempt.plan.compute(&self.message));
            match known {
                Some(fits) => self.tell(if fits { Answer::Yes } else { Answer::No }),
                None => return self.waiting.first(),
            }
        }
    }

    /// What [`Trial::next`] asked for.
    pub fn asked(&self) -> Option<&Attempt> {
        self.waiting.first()
    }

    /// Takes the answer to what [`Trial::next`] asked.
    pub fn tell(&mut self, answer: Answer) {
        if self.waiting.is_empty() {
            return;
        }
        let attempt = self.waiting.remove(0);
        self.count += 1;
        match answer {
            Answer::Yes => self.fits = Some(attempt),
            Answer::CannotTell if attempt.purpose == Purpose::Check => self.unanswered.push(attempt),
            Answer::No if attempt.purpose == Purpose::Check => self.is_denied = true,
            Answer::CannotTell | Answer::No => {}
        }
    }

    /// The secret that fits.
    pub fn secret(&self) -> Option<&[u8]> {
        let attempt = self.fits.as_ref().filter(|attempt| attempt.purpose == Purpose::Check)?;
        attempt.reading.map(|_| &*attempt.plan.key)
    }

    /// The key of the attempt that fits.
    pub fn fitting(&self) -> Option<&Key> {
        let attempt = self.fits.as_ref()?;
        let keys = if attempt.purpose == Purpose::OwnKey { &self.own } else { &*self.keys };
        keys.keys.get(attempt.key)
    }

    /// Whether the signature is right: by a key that a server would pick, with the algorithm that the token names.
    pub fn is_right(&self) -> bool {
        self.fits.as_ref().is_some_and(|attempt| attempt.purpose == Purpose::Check)
    }

    /// Whether the signature is wrong: a key that a server would pick denies it, another fits, or no key can have made it.
    pub fn is_wrong(&self) -> bool {
        let is_impossible = self.refusals.iter().any(|(_, refusal)| refusal.is_about_the_signature());
        self.obstacle().is_none()
            && !self.is_right()
            && !self.is_detached()
            && (self.is_denied || self.fits.is_some() || is_impossible && self.unanswered.is_empty())
    }

    /// Whether the payload is probably elsewhere (RFC 7515 appendix F): none is here, and the signature is not that of an empty one.
    pub fn is_detached(&self) -> bool {
        self.fits.is_none() && self.token.has(FlawKind::DetachedPayload)
    }

    /// What a server would try.
    fn checks(&mut self) -> Vec<Attempt> {
        let mut attempts = Vec::new();
        for (place, key) in self.keys.keys.iter().enumerate() {
            if self.passed_over.get(place).is_some_and(Option::is_none) {
                match attempts_of(&self.alg, place, key, &self.token.signature, Purpose::Check) {
                    Ok(more) => attempts.extend(more),
                    Err(refusal) => self.refusals.push((place, refusal)),
                }
            }
        }
        attempts
    }

    /// Plans, once, what people mostly did wrong; whether there is anything to try.
    fn look_further(&mut self) -> bool {
        if self.is_searching || self.obstacle().is_some() {
            return false;
        }
        self.is_searching = true;
        let signature = &self.token.signature;
        let mut attempts = Vec::new();
        for (place, key) in self.keys.keys.iter().enumerate().filter(|(_, key)| key.faults.is_empty()) {
            if self.passed_over.get(place).is_some_and(Option::is_some) {
                attempts.extend(attempts_of(&self.alg, place, key, signature, Purpose::OtherKey).unwrap_or_default());
            }
            for other in scheme::others(&self.alg, &key.material) {
                let purpose = Purpose::OtherAlgorithm(other.alg);
                attempts.extend(attempts_of(other.alg, place, key, signature, purpose).unwrap_or_default());
            }
            if let Some(Sort::Ecdsa(order)) = scheme::find(&self.alg, &key.material).map(|scheme| scheme.sort)
                && let Some(plain) = plain(signature, order.len())
            {
                attempts.extend(attempts_of(&self.alg, place, key, &plain, Purpose::Der).unwrap_or_default());
            }
            attempts.extend(self.confusions(place, key));
        }
        for (place, key) in self.own.keys.iter().enumerate() {
            attempts.extend(attempts_of(&self.alg, place, key, signature, Purpose::OwnKey).unwrap_or_default());
        }
        self.waiting = attempts;
        !self.waiting.is_empty()
    }

    /// A public key taken for a secret, in all its spellings (RFC 8725 §2.1).
    fn confusions(&self, place: usize, key: &Key) -> Vec<Attempt> {
        let signature = &self.token.signature;
        let by_secret = scheme::find(&self.alg, &Material::Secret(Vec::new())).filter(|scheme| scheme.length == signature.len());
        let Some(scheme) = by_secret.filter(|_| !matches!(key.material, Material::Secret(_))) else { return Vec::new() };
        let spelled = |(name, key): (&'static str, Vec<u8>)| {
            let plan = Plan { scheme, key, signature: signature.clone() };
            Attempt { key: place, reading: None, purpose: Purpose::Confusion(name), plan }
        };
        key.spellings(&self.text).into_iter().map(spelled).collect()
    }
}

/// A key's attempts: one for each reading of a secret, else one.
fn attempts_of(alg: &str, place: usize, key: &Key, signature: &[u8], purpose: Purpose) -> Result<Vec<Attempt>, Refusal> {
    let readings: &[key::Reading] = if let Material::Secret(readings) = &key.material { readings } else { &[] };
    let one = |reading: usize| -> Result<Attempt, Refusal> {
        let plan = plan(alg, key, reading, signature)?;
        Ok(Attempt { key: place, reading: readings.get(reading).map(|reading| reading.how), purpose, plan })
    };
    (0..readings.len().max(1)).map(one).collect()
}

/// Why no key can check a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is encrypted: what is inside may be signed.
    Encrypted,
    /// It does not say how it was signed.
    NoAlgorithm,
    /// It is not signed, on purpose.
    Unsecured,
    /// The signature is missing.
    NoSignature,
    /// Nobody registered the algorithm, or nothing here knows it.
    UnknownAlgorithm,
}
